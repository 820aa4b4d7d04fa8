"""What a person says about a sheet is obeyed, and nothing else changes by it."""

from datetime import date
from pathlib import Path

from layouts.round4_provinces import first_vote_and_repeated_vote_in_column_groups
from layouts.round11_siblings import (
    bima_and_kota_bima_across_measures_down,
    kupang_alone_is_asked,
)
from test_sheets import SHEETS, TODAY

from nphd_tracker.importing.columns import Column, column_of_name
from nphd_tracker.importing.sheets import read_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import Answers, Measure, Reading, ReadOptions, Source
from nphd_tracker.regions import Agency

TROUBLED = "rekap-bermasalah.xlsx"
NTT = "rekap-nphd-ntt-2024-08-01.xlsx"


def read(name: str, sheet: str, **answers: object) -> Reading:
    said = {sheet: Answers(**answers)}  # type: ignore[arg-type]
    options = ReadOptions(today=TODAY, answers=said)
    return read_workbook(SHEETS / name, name, options, load_vocabulary())


def cells(reading: Reading, code: str) -> set[str]:
    return {p.cell for p in reading.all_problems if p.code == code}


def test_which_kupang_is_told() -> None:
    reading = read(TROUBLED, "Rekap", regions={"Kupang": "53.71"})
    assert cells(reading, "region-ambiguous") == set()
    kpu = [f for f in reading.sheets[0].figures if f.region == "53.71" and f.agency == "KPU"]
    assert {f.measure: f.amount for f in kpu} == {
        Measure.COMMITTED: 2200000000000,
        Measure.DISBURSED: 2200000000000,
    }


def test_an_unknown_grantee_is_told() -> None:
    reading = read(TROUBLED, "Rekap", agencies={"Dinas Pariwisata": "OTHER"})
    assert cells(reading, "agency-unknown") == {"D23"}
    assert [f.region for f in reading.sheets[0].figures if f.agency is Agency.OTHER] == [
        "53.05"
    ] * 3


def test_a_column_is_told_to_be_something_else() -> None:
    reading = read(NTT, "REKAP NTT", columns={"D": "KPU.spent", "G": "ignored"})
    measures = {(f.agency, f.measure) for f in reading.sheets[0].figures}
    assert (Agency.KPU, Measure.SPENT) in measures
    assert (Agency.KPU, Measure.DISBURSED) not in measures
    assert (Agency.BAWASLU, Measure.DISBURSED) not in measures
    assert reading.sheets[0].columns["D"] == "KPU.spent"


def test_rows_are_left_out_as_told() -> None:
    reading = read(NTT, "REKAP NTT", left_out=frozenset({18}))
    assert "53.09" not in {f.region for f in reading.sheets[0].figures}
    assert reading.sheets[0].left_out == (18,)
    assert cells(reading, "total-differs") >= {"C32", "D32"}


def test_the_header_band_is_where_a_person_sees_it() -> None:
    reading = read(NTT, "REKAP NTT", header_rows=(6, 7))
    assert reading.sheets[0].header_rows == (6, 7)


def test_date_unit_source_and_election_are_told() -> None:
    reading = read(
        NTT, "REKAP NTT", as_of=date(2024, 7, 31), unit=10, source=Source.OTHER,
        election="PSU 2025",
    )  # fmt: skip
    sheet = reading.sheets[0]
    assert (sheet.as_of, sheet.unit, sheet.source, sheet.election) == (
        date(2024, 7, 31), 10, Source.OTHER, "PSU 2025",
    )  # fmt: skip
    assert max(f.amount for f in sheet.figures) == 34100000000000 * 10


def test_the_fingerprint_is_of_the_sheets_own_header() -> None:
    plain = read(NTT, "REKAP NTT").sheets[0].fingerprint
    assert plain
    assert read(NTT, "REKAP NTT", header_rows=(6, 7)).sheets[0].fingerprint == plain
    assert read(NTT, "REKAP NTT", columns={"D": "ignored"}).sheets[0].fingerprint == plain
    assert read(TROUBLED, "Rekap").sheets[0].fingerprint != plain


def test_a_columns_name_can_be_said_back() -> None:
    for name in ("KPU.committed", "disbursed.II", "spent.2025-01", "region", "committed.after"):
        assert column_of_name(0, "", name).name == name
    assert column_of_name(0, "", "spent.grantee").source is Source.GRANTEE
    assert column_of_name(0, "", "apa saja") == Column(0, "", "ignored")


def test_a_header_band_beyond_the_sheet_is_passed_over() -> None:
    reading = read(NTT, "REKAP NTT", header_rows=(900, 901))
    assert reading.sheets[0].header_rows == (5, 7)


def test_an_answer_about_a_column_leaves_it_in_its_election(tmp_path: Path) -> None:
    path = first_vote_and_repeated_vote_in_column_groups.write(tmp_path)
    said = {"Sheet1": Answers(columns={"G": "spent"})}
    options = ReadOptions(today=TODAY, answers=said)
    reading = read_workbook(path, path.name, options, load_vocabulary())
    spent = {s.election for s in reading.sheets for f in s.figures if f.measure is Measure.SPENT}
    assert spent == {"PSU 2025"}


def test_which_kupang_a_sheet_or_a_column_is_of_is_told(tmp_path: Path) -> None:
    for layout, place, said in (
        (kupang_alone_is_asked, "Kupang", "53.71"),
        (bima_and_kota_bima_across_measures_down, "Bima", "52.06"),
    ):
        path = layout.write(tmp_path)
        sheet = {"Kupang": "Kupang", "Bima": "Sheet1"}[place]
        options = ReadOptions(today=TODAY, answers={sheet: Answers(regions={place: said})})
        reading = read_workbook(path, path.name, options, load_vocabulary())
        assert said in {f.region for s in reading.sheets for f in s.figures}
        assert not cells(reading, "region-ambiguous") | cells(reading, "region-by-sibling")
