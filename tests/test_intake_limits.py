"""A reading for someone who sees a part: others' rows are told at their cells and gone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nphd_tracker.importing.sheets import read_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.intake.limits import keep_within
from nphd_tracker.reading import Reading, ReadOptions, StatedFollowUp
from nphd_tracker.regions import Agency
from nphd_tracker.scope import EVERYTHING, Scope

SHEETS = Path(__file__).parent / "sheets"
RECAP = SHEETS / "rekap-nphd-ntt-2024-08-01.xlsx"
BOOK = load_vocabulary().regions
SIKKA = Scope(places=frozenset({"53.07"}))


def read(path: Path) -> Reading:
    return read_workbook(path, path.name, ReadOptions(today=date(2026, 1, 1)), load_vocabulary())


def outside(reading: Reading) -> list[tuple[str, str]]:
    return [
        (one.cell, one.english.partition(", outside")[0].removeprefix("This row is about "))
        for one in reading.all_problems
        if one.code == "outside-scope"
    ]


def test_who_sees_everything_gets_the_reading_as_it_came() -> None:
    reading = read(RECAP)
    assert keep_within(reading, EVERYTHING, BOOK) is reading


def test_whole_file_inside_stays_as_it_came() -> None:
    reading = read(RECAP)
    assert keep_within(reading, Scope(places=frozenset({"53"})), BOOK) is reading


def test_others_rows_go_and_are_told_at_the_cell_that_names_them() -> None:
    reading = read(RECAP)
    kept = keep_within(reading, SIKKA, BOOK)
    assert {one.region for sheet in kept.sheets for one in sheet.stated} == {"53.07"}
    mine = [one for sheet in reading.sheets for one in sheet.stated if one.region == "53.07"]
    assert [one for sheet in kept.sheets for one in sheet.stated] == mine
    told = dict(outside(kept))
    [ngada] = [name for name in told.values() if "Ngada" in name]
    assert ngada == "Kab. Ngada (KPU, BAWASLU, TNI, POLRI)"
    assert all(cell.rstrip("0123456789") == "B" for cell in told)
    rows = {int(cell.lstrip("B")) for cell in told}
    assert rows == set(kept.sheets[0].left_out) - set(reading.sheets[0].left_out)
    more = kept.sheets[0].rows_left_out - reading.sheets[0].rows_left_out
    assert more == len(rows) == len(told)
    assert kept.has_errors


def test_other_agency_of_a_kept_row_is_told_and_the_row_stays_read() -> None:
    reading = read(RECAP)
    kept = keep_within(reading, Scope(agencies=frozenset({Agency.KPU})), BOOK)
    assert {one.agency for sheet in kept.sheets for one in sheet.stated} == {Agency.KPU}
    assert any("Ngada (BAWASLU, TNI, POLRI)" in name for _, name in outside(kept))
    assert all(agency is not Agency.KPU for _, agency in kept.outside)


def test_sheet_without_a_column_for_regions_is_told_once() -> None:
    reading = read(SHEETS / "realisasi-rab-kpu-batanghari-2025-03.xlsx")
    kept = keep_within(reading, SIKKA, BOOK)
    assert not any(sheet.stated for sheet in kept.sheets)
    assert len(outside(kept)) == 1
    assert "Batanghari" in outside(kept)[0][1].replace(" ", "")


def test_follow_up_of_another_is_told_and_gone() -> None:
    one = StatedFollowUp(
        "Pilkada 2024", "53.09", Agency.KPU, None, 7, "", "other", "x", "", None, "open",
        "disbursed/committed", ("Tindak Lanjut!F9", "Tindak Lanjut!G9"),
    )  # fmt: skip
    own = replace(one, region="53.07", number=8)
    reading = Reading("ringkasan.xlsx", "00", (), is_summary=True, follow_ups=(one, own))
    kept = keep_within(reading, SIKKA, BOOK)
    assert kept.follow_ups == (own,)
    assert outside(kept) == [("F9", "Kab. Ngada (KPU)")]
    assert kept.outside == (("53.09", Agency.KPU),)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_problem_says_what_to_do_in_both_languages(language: str) -> None:
    kept = keep_within(read(RECAP), SIKKA, BOOK)
    [said, *_] = [one.message(language) for one in kept.all_problems if one.code == "outside-scope"]
    assert ("Hapus" in said) is (language == "id")
    assert ("Remove" in said) is (language == "en")
