"""The same sheets in disguise: elsewhere on the sheet, a column left empty, other words for the headers.

What a person would read the same must be read the same.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from layouts import LAYOUTS, THIRD, Layout
from openpyxl import Workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from test_layouts import UNREAD, differences, read

_DOWN = 3
SYNONYMS = {
    "no": "Nr",
    "kab/kota": "Nama Daerah",
    "kabupaten": "Wilayah",
    "pemda": "Pemberi Hibah",
    "pemberi hibah": "Pemerintah Daerah",
    "penerima": "Lembaga",
    "penerima hibah": "Instansi Penerima",
    "satuan kerja": "Nama Satker",
    "nilai nphd": "Besaran NPHD",
    "nilai nphd (rp)": "NILAI HIBAH (Rp)",
    "pencairan": "Realisasi Penyaluran",
    "realisasi pencairan": "Sudah Disalurkan",
    "cair": "Telah Cair",
    "dana diterima": "Penerimaan Hibah",
    "belanja": "Penggunaan Dana",
    "realisasi belanja": "Realisasi Pengeluaran",
    "sisa": "Selisih",
    "%": "Prosentase",
    "ket": "Keterangan",
}


def _remade(book: Workbook, column: Callable[[int], int], down: int = 0) -> Workbook:
    """A copy whose cells, merges and hidden rows and columns stand elsewhere."""
    made = Workbook()
    made.remove(made.worksheets[0])
    made.epoch = book.epoch
    for sheet in book.worksheets:
        copy = made.create_sheet(sheet.title)
        copy.sheet_state = sheet.sheet_state
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    put = copy.cell(cell.row + down, column(cell.column), cell.value)
                    put.number_format = cell.number_format
        for area in sheet.merged_cells.ranges:
            copy.merge_cells(
                start_row=area.min_row + down,
                end_row=area.max_row + down,
                start_column=column(area.min_col),
                end_column=column(area.max_col),
            )
        for index, row_size in sheet.row_dimensions.items():
            copy.row_dimensions[index + down].hidden = row_size.hidden
        for letter, size in sheet.column_dimensions.items():
            at = get_column_letter(column(column_index_from_string(letter)))
            copy.column_dimensions[at].hidden = size.hidden
    return made


def _gaps(sheet: Worksheet) -> list[int]:
    """Columns before which an empty one can stand without cutting a merged cell."""
    inside = {
        column
        for area in sheet.merged_cells.ranges
        if area.min_row > 1
        for column in range(area.min_col + 1, area.max_col + 1)
    }
    return [c for c in range(2, sheet.max_column + 1) if c not in inside]


def shifted(book: Workbook) -> Workbook:
    """Three rows down, two columns to the right."""
    return _remade(book, lambda column: column + 2, _DOWN)


def with_empty_column(book: Workbook) -> Workbook:
    """An empty column in the middle of the first sheet's table."""
    gaps = _gaps(book.worksheets[0])
    if not gaps:
        return book
    middle = gaps[len(gaps) // 2]
    return _remade(book, lambda column: column + (column >= middle))


def reworded(book: Workbook) -> Workbook:
    """Other words of the vocabulary for the same headings."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = SYNONYMS.get(cell.value.lower().rstrip("."), cell.value)
    return book


def _books(layouts: tuple[Layout, ...]) -> list[Layout]:
    """Workbooks whose cells may be moved: no text file, no formula."""
    found = []
    for layout in layouts:
        book = layout.build()
        if layout.name in UNREAD or isinstance(book, str):
            continue
        values = [c for s in book.worksheets for r in s.iter_rows(values_only=True) for c in r]
        if not any(isinstance(v, str) and v.startswith("=") for v in values):
            found.append(layout)
    return found


def _check(layout: Layout, disguise: Callable[[Workbook], Workbook], folder: Path) -> None:
    book = layout.build()
    assert isinstance(book, Workbook)
    disguised = replace(layout, build=lambda: disguise(book))
    assert differences(disguised, read(disguised, folder)) == []


@pytest.mark.parametrize("layout", _books(LAYOUTS), ids=lambda layout: layout.name)
def test_a_layout_elsewhere_with_an_empty_column_is_read_the_same(
    layout: Layout, tmp_path: Path
) -> None:
    _check(layout, lambda book: shifted(with_empty_column(book)), tmp_path)


@pytest.mark.parametrize("layout", _books(THIRD), ids=lambda layout: layout.name)
def test_a_layout_in_other_words_is_read_the_same(layout: Layout, tmp_path: Path) -> None:
    _check(layout, reworded, tmp_path)
