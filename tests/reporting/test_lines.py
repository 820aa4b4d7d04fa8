"""Rows written as text hold what openpyxl would have written for them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nphd_tracker.reporting.cells import Content, put
from nphd_tracker.reporting.lines import add_table, put_lines
from nphd_tracker.reporting.page import lay_out, set_widths
from nphd_tracker.reporting.workbook import save, start_workbook


@dataclass(frozen=True)
class Column:
    style: str
    width: float


COLUMNS = (
    Column("kode", 8),
    Column("teks", 12),
    Column("uang", 6),
    Column("tanggal", 12),
    Column("persen", 8),
)
HEADERS = ("Kode", "Nama", "Nilai", "Tanggal", "%")
ROWS: list[tuple[Content, ...]] = [
    ("53.10", "=SUM(A1)", 123_456_789_012_00, date(2024, 8, 1), 0.6403),
    ("53", " <b>&\n\x07kata kata yang panjang", 1_050, None, None),
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    workbook = start_workbook("Uji", "uji", "id", datetime(2024, 8, 1, tzinfo=UTC))
    sheet = workbook.create_sheet("Uji")
    for place, header in enumerate(HEADERS, start=1):
        put(sheet, 1, place, header, "kepala")
    assert put_lines(sheet, 2, COLUMNS, ROWS) == 3
    add_table(sheet, "Uji", 1, HEADERS, 3)
    set_widths(sheet, [column.width for column in COLUMNS])
    lay_out(sheet, "Uji", "", "id", header_row=1)
    path = tmp_path / "uji.xlsx"
    save(workbook, path, results={}, codes={"Uji": "A2:A3"})
    return path


@pytest.mark.parametrize("read_only", [False, True])
def test_values_come_back_as_they_went_in(path: Path, read_only: bool) -> None:
    workbook = load_workbook(path, read_only=read_only)
    rows = [tuple(row) for row in workbook["Uji"].iter_rows(min_row=2, values_only=True)]
    workbook.close()
    assert rows == [
        ("53.10", "=SUM(A1)", 123_456_789_012, datetime(2024, 8, 1), 0.6403),
        ("53", " <b>&\n�kata kata yang panjang", 10.5, None, None),
    ]


def test_looks_are_those_of_single_cells(path: Path) -> None:
    sheet = load_workbook(path)["Uji"]
    assert sheet["A2"].number_format == "@"
    assert sheet["B2"].data_type == "s"
    assert sheet["B2"].quotePrefix
    assert not sheet["B3"].quotePrefix
    assert sheet["C2"].number_format != sheet["C3"].number_format
    assert sheet["D2"].is_date
    assert sheet["D3"].border.left.style == "thin"


def test_columns_and_rows_are_as_large_as_they_must_be(path: Path) -> None:
    sheet = load_workbook(path)["Uji"]
    assert sheet.column_dimensions["C"].width >= len("123,456,789,012.00")
    assert sheet.row_dimensions[2].height is None
    assert sheet.row_dimensions[3].height > 30


@pytest.mark.parametrize("headers", [("A", ""), ("Nilai", "nilai")])
def test_a_table_that_excel_would_repair_is_refused(headers: tuple[str, ...]) -> None:
    workbook = start_workbook("Uji", "uji", "id", datetime(2024, 8, 1, tzinfo=UTC))
    sheet = workbook.create_sheet("Uji")
    with pytest.raises(ValueError, match="headings"):
        add_table(sheet, "Uji", 1, headers, 3)
