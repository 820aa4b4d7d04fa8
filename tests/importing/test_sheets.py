"""The real sheets, read figure by figure: everything in expected/ comes out, and nothing beside it."""

import json
from datetime import date
from pathlib import Path

import pytest

from nphd_tracker.importing.sheets import read_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.positions import Figure, value_at
from nphd_tracker.reading import Measure, Reading, ReadOptions, StatedFigure

SHEETS = Path(__file__).parent.parent / "sheets"
TODAY = date(2026, 11, 24)
READABLE = [
    "daftar-nphd-nasional-2024.xlsx",
    "daftar-nphd-nasional-2024.xls",
    "monitoring-hibah-satker-2025.xlsx",
    "realisasi-rab-kpu-batanghari-2025-03.xlsx",
    "register-pencairan-2024.xlsx",
    "rekap-nphd-ntt-2024-08-01.xlsx",
    "rekap-nphd-ntt-2024-08-01.xls",
    "rekap-nphd-ntt-2024-08-01.ods",
]


def read(name: str, **options: object) -> Reading:
    asked = ReadOptions(**{"today": TODAY, **options})  # type: ignore[arg-type]
    return read_workbook(SHEETS / name, name, asked, load_vocabulary())


def expected(name: str) -> dict[str, object]:
    return json.loads((SHEETS / "expected" / f"{Path(name).stem}.json").read_text("utf-8"))


def figures(reading: Reading) -> list[StatedFigure]:
    return [figure for sheet in reading.sheets for figure in sheet.figures]


def who(figure: StatedFigure) -> tuple[str, str, str | None]:
    return figure.region, figure.agency.value, None if figure.unit_implied else figure.unit


def by_agreement(reading: Reading) -> dict[tuple[str, str, str | None], list[Figure]]:
    """Figures as absorption takes them, an agreement each."""
    found: dict[tuple[str, str, str | None], list[Figure]] = {}
    for f in figures(reading):
        found.setdefault(who(f), []).append(
            Figure(
                f.measure, f.on, f.amount, f.source, f.is_movement, f.tranche, f.line, f.document
            )
        )
    return found


@pytest.mark.parametrize("name", READABLE)
def test_every_expected_figure_comes_out_right(name: str) -> None:
    known = by_agreement(read(name))
    for wanted in expected(name)["figures"]:
        agreement = (wanted["region"], wanted["agency"], wanted["unit"])
        day = date.fromisoformat(wanted["as_of"])
        for measure in Measure:
            value = value_at(known.get(agreement, []), measure, day)
            at_day = value.amount if value and value.as_of == day else None
            stated = wanted.get(measure.value)
            assert at_day == (None if stated is None else stated * 100), (agreement, day, measure)


@pytest.mark.parametrize("name", READABLE)
def test_nothing_comes_out_beside_what_is_expected(name: str) -> None:
    wanted = {
        (w["region"], w["agency"], w["unit"], w["as_of"], measure.value)
        for w in expected(name)["figures"]
        for measure in Measure
        if measure.value in w
    }
    found = {
        (*who(f), f.on.isoformat(), f.measure.value)
        for f in figures(read(name))
        if not (f.line or (f.tranche and not f.is_movement))
    }
    if name.startswith("monitoring"):  # months of spending give a running total at each month's end
        found = {key for key in found if key[3] == "2025-03-31"}
    assert found == wanted


def test_budget_lines_are_nine_and_subtotals_are_not_lines() -> None:
    lines = {f.line for f in figures(read("realisasi-rab-kpu-batanghari-2025-03.xlsx")) if f.line}
    assert len(lines) == 9
    assert "1/521211" in lines


def test_budget_lines_add_up_to_the_stated_total() -> None:
    spent = [
        f
        for f in figures(read("realisasi-rab-kpu-batanghari-2025-03.xlsx"))
        if f.measure is Measure.SPENT
    ]
    assert sum(f.amount for f in spent if f.line) == next(f.amount for f in spent if not f.line)


def test_a_figure_names_the_cell_it_stands_in() -> None:
    sikka = [f for f in figures(read("rekap-nphd-ntt-2024-08-01.xlsx")) if f.region == "53.07"]
    assert {f.measure: f.cells for f in sikka} == {
        Measure.COMMITTED: ("REKAP NTT!C16",),
        Measure.DISBURSED: ("REKAP NTT!D16",),
    }


def test_totals_of_the_recap_are_controls_that_agree() -> None:
    reading = read("rekap-nphd-ntt-2024-08-01.xlsx")
    controls = [c for sheet in reading.sheets for c in sheet.controls]
    assert any(c.cell == "C32" and c.stated == 56266165400000 for c in controls)
    assert all(c.difference == 0 for c in controls)
    assert reading.all_problems == ()


def test_the_months_of_spending_are_running_totals() -> None:
    reading = read("monitoring-hibah-satker-2025.xlsx")
    dki = [f for f in figures(reading) if f.region == "31" and f.measure is Measure.SPENT]
    assert [(f.on.month, f.amount) for f in sorted(dki, key=lambda f: f.on)] == [
        (1, 26391092298100),
        (2, 42225747676900),
        (3, 52782184596200),
    ]


def test_transfers_stay_parts_beside_their_stated_total() -> None:
    reading = read("monitoring-hibah-satker-2025.xlsx")
    bangli = [f for f in figures(reading) if f.region == "51.06" and f.measure is Measure.DISBURSED]
    assert {f.tranche: f.amount for f in bangli} == {
        "I": 1200000000000,
        "II": 1600000000000,
        "": 2800000000000,
    }


def test_problems_of_the_troubled_sheet_stand_at_their_cells() -> None:
    told = {(p.cell, p.severity.value, p.code) for p in read("rekap-bermasalah.xlsx").all_problems}
    wanted = {
        (p["cell"], p["severity"], p["code"]) for p in expected("rekap-bermasalah.xlsx")["problems"]
    }
    assert wanted <= told


def test_one_rupiah_short_is_kept_exactly() -> None:
    polri = [f for f in figures(read("rekap-bermasalah.xlsx")) if f.agency == "POLRI"]
    assert {f.measure.value: f.amount for f in polri} == {
        "committed": 450000000000,
        "disbursed": 449999999900,
    }


def test_rows_in_error_are_left_out_and_counted() -> None:
    sheet = read("rekap-bermasalah.xlsx").sheets[0]
    assert (sheet.rows_read, sheet.rows_left_out) == (20, 11)
    assert "53.14" not in {f.region for f in sheet.figures}


def test_sen_are_kept() -> None:
    sabu = [f for f in figures(read("rekap-bermasalah.xlsx")) if f.region == "53.20"]
    assert sorted(f.amount for f in sabu) == [560000000025, 1400000000050]


def test_a_persons_date_wins_and_the_sheets_own_is_told() -> None:
    reading = read("rekap-nphd-ntt-2024-08-01.xlsx", as_of=date(2024, 7, 31))
    assert {f.on for f in figures(reading)} == {date(2024, 7, 31)}
    assert [(p.code, p.cell) for p in reading.all_problems] == [("date-overridden", "A3")]
