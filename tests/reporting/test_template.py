"""The blank sheet is tested by reopening it: what may be typed where, and what is there already."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from nphd_tracker.absorption import Basis, stand
from nphd_tracker.due import Terms
from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency, RegionBook
from nphd_tracker.reporting.template import HEADER_ROW, write_template

from .builders import DAY, make_holding

HEADERS = [
    "Kode Wilayah",
    "Pemberi Hibah",
    "Lembaga",
    "Satuan Kerja",
    "Nilai NPHD (Rp)",
    "Pencairan s.d. Posisi (Rp)",
    "Belanja s.d. Posisi (Rp)",
    "Sisa Disetor ke RKUD (Rp)",
    "Jasa Giro Disetor (Rp)",
    "Nomor NPHD",
    "Tanggal NPHD",
    "Keterangan",
]
FIRST = HEADER_ROW + 2


@pytest.fixture
def blank(tmp_path: Path, book: RegionBook) -> Workbook:
    path = tmp_path / "isian.xlsx"
    write_template(path, book)
    return openpyxl.load_workbook(path)


def rule_of(workbook: Workbook, cell: str) -> DataValidation:
    sheet = workbook.worksheets[0]
    return next(rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref)


def test_headers_are_one_row_of_known_words(blank: Workbook) -> None:
    sheet = blank.worksheets[0]
    assert [cell.value for cell in sheet[HEADER_ROW]] == HEADERS
    assert not sheet.merged_cells.ranges


def test_title_says_election_and_leaves_the_position_to_be_filled(blank: Workbook) -> None:
    sheet = blank.worksheets[0]
    assert (sheet["A2"].value, sheet["B2"].value) == ("Kegiatan :", "Pilkada 2024")
    assert (sheet["A3"].value, sheet["B3"].value) == ("Posisi :", None)
    assert sheet["B3"].fill.start_color.rgb == "00FFF2A8"
    assert "Wajib" in sheet["C3"].value


def test_given_position_is_a_date(tmp_path: Path, book: RegionBook) -> None:
    path = tmp_path / "isian.xlsx"
    write_template(path, book, as_of=DAY, election="PSU 2025")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet["B3"].value == datetime(2024, 8, 1)
    assert sheet["B3"].is_date
    assert sheet["C3"].value is None
    assert sheet["B2"].value == "PSU 2025"


def test_example_is_marked_and_locked(blank: Workbook) -> None:
    row = blank.worksheets[0][HEADER_ROW + 1]
    assert row[0].value == "CONTOH"
    assert row[4].value == 20_000_000_000
    assert all(cell.protection.locked for cell in row)


def test_only_what_is_to_be_filled_is_unlocked(blank: Workbook) -> None:
    sheet = blank.worksheets[0]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert all(cell.protection.locked for cell in sheet[HEADER_ROW])
    assert not any(cell.protection.locked for cell in sheet[FIRST])
    assert not sheet["B3"].protection.locked


def test_lists_offer_every_region_and_agency(blank: Workbook) -> None:
    lists = blank["Daftar"]
    assert lists.sheet_state == "hidden"
    assert rule_of(blank, f"B{FIRST}").formula1 == "Daftar!$B$1:$B$552"
    names = [lists.cell(row, 2).value for row in range(1, 553)]
    assert "Kabupaten Kupang" in names
    assert "Kota Kupang" in names
    assert None not in names
    assert rule_of(blank, f"C{FIRST}").formula1 == "Daftar!$C$1:$C$4"
    assert [lists.cell(row, 3).value for row in range(1, 5)] == ["KPU", "Bawaslu", "TNI", "Polri"]
    assert {lists.cell(row, 1).data_type for row in range(1, 553)} == {"s"}


def test_amounts_must_be_numbers_and_dates_dates(blank: Workbook) -> None:
    for column in "EFGHI":
        rule = rule_of(blank, f"{column}{FIRST}")
        assert (rule.type, rule.operator, rule.formula1) == ("decimal", "greaterThanOrEqual", "0")
        assert rule.showErrorMessage
    assert blank.worksheets[0][f"E{FIRST}"].number_format == "#,##0"
    for cell in (f"K{FIRST}", "B3"):
        rule = rule_of(blank, cell)
        assert (rule.type, rule.formula1) == ("date", "DATE(2015,1,1)")


def test_every_column_says_what_belongs_in_it(blank: Workbook) -> None:
    for column in "ABCDEFGHIJKL":
        rule = rule_of(blank, f"{column}{FIRST}")
        assert rule.showInputMessage
        assert rule.prompt


def test_a_regency_has_a_row_for_each_agency(tmp_path: Path, book: RegionBook) -> None:
    path = tmp_path / "isian.xlsx"
    write_template(path, book, book.get("53.10"))
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    rows = [[cell.value for cell in sheet[row][:3]] for row in range(FIRST, FIRST + 5)]
    assert rows == [
        ["53.10", "Kabupaten Manggarai", "KPU"],
        ["53.10", "Kabupaten Manggarai", "Bawaslu"],
        ["53.10", "Kabupaten Manggarai", "TNI"],
        ["53.10", "Kabupaten Manggarai", "Polri"],
        [None, None, None],
    ]
    assert sheet[f"A{FIRST}"].data_type == "s"
    assert rule_of(workbook, f"B{FIRST}").formula1 == "Daftar!$B$1:$B$1"


def test_a_province_has_its_regencies_too(tmp_path: Path, book: RegionBook) -> None:
    path = tmp_path / "isian.xlsx"
    write_template(path, book, book.get("53"))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    codes = [sheet.cell(row, 1).value for row in range(FIRST, FIRST + 23 * 4)]
    assert codes[:5] == ["53", "53", "53", "53", "53.01"]
    assert codes[-1] == "53.71"
    assert sheet.cell(FIRST + 23 * 4, 1).value is None


def test_known_figures_are_hints_and_not_figures(tmp_path: Path, book: RegionBook) -> None:
    path = tmp_path / "isian.xlsx"
    holdings = [
        make_holding(
            number,
            "53.09",
            Agency.POLRI,
            {Measure.COMMITTED: 413_883_100_000},
            unit=unit,
            terms=Terms(number="900/1/2023", signed_on=date(2023, 11, 14)),
        )
        for number, unit in enumerate(("Polres Ngada", "Polres Nagekeo"))
    ]
    known = [stand(one, DAY, Basis.DISBURSED_COMMITTED) for one in holdings]
    write_template(path, book, book.get("53.09"), known)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [[cell.value for cell in sheet[row]] for row in range(FIRST + 3, FIRST + 6)]
    assert [row[3] for row in rows] == ["Polres Ngada", "Polres Nagekeo", None]
    assert rows[0][4:9] == [None] * 5
    assert rows[0][9:] == [
        "900/1/2023",
        datetime(2023, 11, 14),
        "Terakhir: Nilai NPHD Rp 4.138.831.000 (1 Agustus 2024)",
    ]


def test_invented_election_is_labelled(tmp_path: Path, book: RegionBook) -> None:
    path = tmp_path / "isian.xlsx"
    write_template(path, book, election="Contoh", language="en")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet["A1"].value == "NPHD SHEET TO FILL IN (ANGKA REKAAN)"
