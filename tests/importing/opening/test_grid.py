"""Cells come out at their place and as they are, whatever the format and whatever it hides."""

import datetime
import math
import random

import openpyxl
import pytest
from odd_files import (
    FILES,
    SHEET1,
    SHEETS,
    as_utf16,
    change_zip,
    ods_of,
    plain_xlsx,
    read_here,
    sheet_here,
    sheet_xml,
    xlsb_of,
    xlsx_of,
)
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.opening import biff, ooxml
from nphd_tracker.importing.opening.grid import (
    Marks,
    build_grid,
    cell_name,
    column_index,
    column_name,
    plain_value,
)
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.importing.opening.limits import Limits

REKAP = "rekap-nphd-ntt-2024-08-01"


def code_of(path, limits=None):
    with pytest.raises(FileRefusedError) as caught:
        read_here(path, limits)
    return caught.value.code


# Places


def test_cells_are_named_as_excel_names_them():
    assert cell_name(15, 5) == "F16"
    assert cell_name(0, 26) == "AA1"
    assert cell_name(1_048_575, 16_383) == "XFD1048576"


@pytest.mark.parametrize("column", [0, 25, 26, 51, 52, 701, 702, 16_383])
def test_column_names_can_be_read_back(column):
    assert column_index(column_name(column)) == column


# Values


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("", None),
        ("  ", None),
        ("\u00a0\n", None),
        (None, None),
        ("a\x00b\x07\nc", "ab\nc"),
        (" Kab. Ngada ", " Kab. Ngada "),
        ("5371", "5371"),
        (5.0, 5),
        (-0.0, 0),
        (0.5, 0.5),
        (28196513000.0, 28196513000),
        (1e300, 1e300),
        (math.inf, math.inf),
        (True, True),
        (7, 7),
        (datetime.date(2024, 8, 1), datetime.date(2024, 8, 1)),
        (datetime.time(9, 30), "09:30:00"),
        (datetime.timedelta(hours=30), "1 day, 6:00:00"),
        (1j, "1j"),
    ],
)
def test_a_value_becomes_plain(value, plain):
    found = plain_value(value)
    assert (found, type(found)) == (plain, type(plain))


def test_rows_are_trimmed_and_marks_are_clipped():
    marks = Marks(
        merges=[(0, 0, 0, 16_383), (1, 0, 1_048_575, 0), (5, 0, 9, 9), (1, 1, 1, 1), (0, 2, 3, 2)],
        hidden_rows={1, 500_000},
        hidden_columns={0, 16_000},
        formulas={(1, 1): "=A1"},
        errors={(2, 2): "#REF!"},
    )
    grid = build_grid("S", True, [["a", "", ""], ["", 9.0, ""], ["", "", ""], [""]], marks)
    assert grid.rows == [["a"]]
    assert grid.merges == ((0, 0, 0, 2), (1, 0, 2, 0), (0, 2, 2, 2))
    assert grid.hidden_rows == {1}
    assert grid.hidden_columns == {0}


def test_an_empty_sheet_is_a_grid_without_rows(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "kosong.xlsx")
    grid = sheet_here(tmp_path / "kosong.xlsx")
    assert grid.rows == []
    assert grid.merges == ()


def test_numbers_that_are_none_do_not_stop_the_sheet(tmp_path):
    cells = "".join(
        f'<c r="{column}1"><v>{text}</v></c>'
        for column, text in zip("ABCDE", ["NaN", "1e999", "0x10", "1" * 10_000, "5"], strict=True)
    )
    row = sheet_here(xlsx_of(tmp_path / "x.xlsx", f'<row r="1">{cells}</row>')).rows[0]
    assert math.isnan(row[0])
    assert row[1:] == [math.inf, "0x10", math.inf, 5]


def test_odd_values_survive_the_way_out_of_the_child(tmp_path):
    path = plain_xlsx(
        tmp_path / "x.xlsx",
        [
            ["5371", 0.1, True, datetime.date(2024, 8, 1), datetime.datetime(2024, 8, 1, 21, 30)],
            [None, None, "{{7*7}} %{x} <script>", "=HYPERLINK", "\u202e\u200b😀"],
            ["x" * 32_000],
        ],
    )
    book = openpyxl.load_workbook(path)
    book.active["D2"].data_type = "s"
    book.save(path)
    rows = open_workbook(path, path.name).sheets[0].rows
    assert rows == sheet_here(path).rows
    assert rows[0] == [
        "5371",
        0.1,
        True,
        datetime.date(2024, 8, 1),
        datetime.datetime(2024, 8, 1, 21, 30),
    ]
    assert rows[1] == [None, None, "{{7*7}} %{x} <script>", "=HYPERLINK", "\u202e\u200b😀"]
    assert rows[2] == ["x" * 32_000]


def test_dates_at_the_edges_of_the_calendar(tmp_path):
    book = openpyxl.Workbook()
    for column, serial in enumerate((-1, 0, 60, 61, 2958465, 2958466, 28196513000), 1):
        book.active.cell(1, column, serial).number_format = "dd/mm/yyyy"
    book.save(tmp_path / "x.xlsx")
    row = sheet_here(tmp_path / "x.xlsx").rows[0]
    assert not any(isinstance(value, int | datetime.date) for value in row[:2])
    assert row[3:5] == [datetime.date(1900, 3, 1), datetime.date(9999, 12, 31)]
    assert row[5:] == [2958466, 28196513000]


def test_dates_since_1904(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = datetime.date(2024, 8, 1)
    book.save(tmp_path / "x.xlsx")
    assert sheet_here(tmp_path / "x.xlsx").rows == [[datetime.date(2024, 8, 1)]]


# .xlsx as others write it


def test_a_table_keeps_its_place(tmp_path):
    book = openpyxl.Workbook()
    book.active["C6"] = 5
    book.save(tmp_path / "x.xlsx")
    assert sheet_here(tmp_path / "x.xlsx").rows == [[], [], [], [], [], [None, None, 5]]


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576"])
def test_the_stated_dimension_is_not_believed(tmp_path, dimension):
    body = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>'
    path = xlsx_of(tmp_path / "x.xlsx", body, before=f'<dimension ref="{dimension}"/>')
    assert sheet_here(path).rows == [[1], [], [None, 2]]


def test_cells_without_an_address_follow_one_another(tmp_path):
    body = "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><f>1+1</f></c></row>"
    grid = sheet_here(xlsx_of(tmp_path / "x.xlsx", body))
    assert grid.rows == [[1, 2]]
    assert grid.formulas == {(2, 0): "=1+1"}


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('<row r="1"><c><v>1</v></c><c><f>A1</f></c></row>', (0, 1)),
        ('<row r="1"/><row><c r="B2"><v>1</v></c><c r="C2"/><c><f>A1</f></c></row>', (1, 3)),
        ('<row r="1"></row><row r="2"><c><v>1</v></c></row><row><c><f>A1</f></c></row>', (2, 0)),
    ],
)
def test_half_addressed_rows_are_followed_too(tmp_path, body, place):
    grid = sheet_here(xlsx_of(tmp_path / "x.xlsx", body))
    assert grid.formulas == {place: "=A1"}


@pytest.mark.parametrize(
    "after",
    [
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    ],
)
def test_giant_merges_and_links_cost_nothing(tmp_path, after):
    body = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    grid = sheet_here(xlsx_of(tmp_path / "x.xlsx", body, after=after))
    assert grid.rows == [[1, 2]]
    assert grid.merges == (((0, 0, 0, 1),) if "merge" in after else ())


def test_a_shared_string_that_is_not_there_is_a_damaged_file(tmp_path):
    body = '<row r="1"><c r="A1" t="s"><v>999</v></c></row>'
    assert code_of(xlsx_of(tmp_path / "x.xlsx", body)) == "damaged-file"


def test_a_style_that_is_not_there_does_not_matter(tmp_path):
    body = '<row r="1"><c r="A1" s="999"><v>5</v></c></row>'
    assert sheet_here(xlsx_of(tmp_path / "x.xlsx", body)).rows == [[5]]


def to_strict(data: bytes) -> bytes:
    for old, new in (
        (b"http://schemas.openxmlformats.org/spreadsheetml/2006/", b"spreadsheetml/"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"officeDocument/"),
    ):
        data = data.replace(old, b"http://purl.oclc.org/ooxml/" + new)
    return data


def test_strict_ooxml_reads_the_same(tmp_path):
    source = SHEETS / "rekap-bermasalah.xlsx"
    path = change_zip(source, tmp_path / "strict.xlsx", {"*": to_strict})
    assert read_here(path).sheets == read_here(copied(source, tmp_path)).sheets


def copied(source, folder):
    path = folder / source.name
    path.write_bytes(source.read_bytes())
    return path


def test_strict_dates_are_dates(tmp_path):
    body = '<row r="1"><c r="A1" t="d"><v>2024-08-01</v></c></row>'
    assert sheet_here(xlsx_of(tmp_path / "x.xlsx", body)).rows == [[datetime.date(2024, 8, 1)]]


@pytest.mark.parametrize("encode", [as_utf16, lambda data: as_utf16(data)[2:]])
def test_utf16_parts_read_the_same(tmp_path, encode):
    source = SHEETS / "rekap-bermasalah.xlsx"
    path = change_zip(source, tmp_path / "utf16.xlsx", {"*": encode})
    assert read_here(path).sheets == read_here(copied(source, tmp_path)).sheets


def test_big_endian_utf16_is_seen_too(tmp_path):
    base = plain_xlsx(tmp_path / "base.xlsx")
    sheet = sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>').decode().partition("?>")[2]
    path = change_zip(base, tmp_path / "x.xlsx", {SHEET1: sheet.encode("utf-16-be")})
    assert sheet_here(path).rows == [[5]]


def test_prefixed_elements_read_the_same(tmp_path):
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:cols><x:col min="2" max="2" hidden="1"/></x:cols><x:sheetData>'
        '<x:row r="1" hidden="true"><x:c r="A1"><x:v>5</x:v></x:c><x:c r="B1"><x:f>A1</x:f></x:c>'
        '<x:c r="C1" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    base = plain_xlsx(tmp_path / "base.xlsx")
    grid = sheet_here(change_zip(base, tmp_path / "x.xlsx", {SHEET1: sheet.encode()}))
    assert grid.rows == [[5]]
    assert grid.formulas == {(0, 1): "=A1"}
    assert grid.errors == {(0, 2): "#N/A"}
    assert (grid.hidden_rows, grid.hidden_columns) == ({0}, {1})


# What calamine hides


def test_the_sheet_full_of_problems_shows_all_it_hides(tmp_path):
    grid = sheet_here(copied(SHEETS / "rekap-bermasalah.xlsx", tmp_path))
    assert grid.hidden_rows == {11}
    assert grid.errors == {(15, 5): "#REF!"}
    assert grid.formulas == {
        (14, 4): "=10000000000+8000000000",
        (14, 5): "=E15*0.4",
        (21, 3): '=HYPERLINK("http://x","KPU")',
    }
    for row, column in (*grid.errors, *grid.formulas):
        assert grid.rows[row][column : column + 1] in ([], [None])


def test_a_formula_counts_by_its_saved_value_and_an_empty_text_is_empty(tmp_path):
    body = (
        '<row r="1"><c r="A1"><f>2+3</f><v>5</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1"><f>A1</f><v></v></c><c r="D1"><f>A1</f><v/></c><c r="E1"><f>A1</f></c>'
        '<c r="F1"><f>0</f><v>0</v></c><c r="G1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="H1" t="e"/></row>'
    )
    grid = sheet_here(xlsx_of(tmp_path / "x.xlsx", body))
    # openpyxl's workbook asks for computation on opening, so its saved zero is no value.
    assert grid.rows == [[5]]
    assert grid.formulas == {
        **{(0, column): "=A1" for column in (2, 3, 4)},
        (0, 1): '=""',
        (0, 5): "=0",
    }
    assert grid.errors == {(0, 6): "#DIV/0!", (0, 7): "#N/A"}


def test_a_saved_zero_is_believed_where_excel_computed_it(tmp_path):
    body = (
        '<row r="1"><c r="A1"><f>B9</f><v>0</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1" t="str"><f>"a"</f><v>a</v></c></row>'
    )
    base = xlsx_of(tmp_path / "base.xlsx", body)
    change = {"xl/workbook.xml": lambda data: data.replace(b'fullCalcOnLoad="1"', b"")}
    grid = sheet_here(change_zip(base, tmp_path / "x.xlsx", change))
    assert grid.rows == [[0, None, "a"]]
    assert grid.formulas == {}


def test_shared_formulas_are_written_out_for_each_cell(tmp_path):
    body = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$C$1</f></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/><v>9</v></c>'
        '<c r="C3"><f t="shared" si="7"/></c></row>'
        '<row r="4"><c r="A4"><f t="shared" ref="A4:A5" si="1">A3*"</f></c></row>'
        '<row r="5"><c r="A5"><f t="shared" si="1"/></c></row>'
    )
    grid = sheet_here(xlsx_of(tmp_path / "x.xlsx", body))
    assert grid.formulas == {
        (0, 1): "=A1*$C$1",
        (1, 1): "=A2*$C$1",
        (2, 2): "=",
        (3, 0): '=A3*"',
        (4, 0): "=",
    }
    assert grid.rows[2] == [None, 9]


def test_hidden_rows_and_columns_are_told(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for _ in range(5):
        sheet.append([1, 2, 3])
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[900].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["Z"].hidden = True
    book.save(tmp_path / "x.xlsx")
    grid = sheet_here(tmp_path / "x.xlsx")
    assert (grid.hidden_rows, grid.hidden_columns) == ({1}, {1})


def test_marks_are_found_across_chunks(tmp_path, monkeypatch):
    """Rows of all lengths, read in pieces that cut tags anywhere."""
    dice = random.Random(7)
    body, formulas, errors, hidden = [], {}, {}, set()
    for row in range(300):
        name = f"B{row + 1}"
        shape = dice.randrange(5)
        cell = f'<c r="{name}"><v>5</v></c>'
        if shape == 0:
            cell, formulas[row, 1] = f'<c r="{name}"><f>A{row + 1}</f></c>', f"=A{row + 1}"
        elif shape == 1:
            cell, errors[row, 1] = f"<c r='{name}' t='e'><v>#REF!</v></c>", "#REF!"
        mark = ' hidden="1"' if shape == 2 else ' hidden="false"'
        hidden |= {row} if shape == 2 else set()
        text = f'<c r="A{row + 1}" t="inlineStr"><is><t>{"x" * dice.randrange(90)}</t></is></c>'
        body.append(f'<row r="{row + 1}"{mark}>{text}{cell}</row>')
    path = xlsx_of(tmp_path / "x.xlsx", "".join(body))
    for size, longest in ((61, 8 << 20), (1 << 20, 8 << 20), (61, 50)):
        monkeypatch.setattr(ooxml, "_CHUNK", size)
        monkeypatch.setattr(ooxml, "_LONGEST_ROW", longest)
        grid = sheet_here(path)
        assert (grid.formulas, grid.errors, grid.hidden_rows) == (formulas, errors, hidden)


def test_sheets_come_with_their_visibility_and_without_charts(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Rekap"
    book.create_chartsheet("Grafik")
    book.create_sheet("Bantu").sheet_state = "hidden"
    book.create_sheet("Rahasia").sheet_state = "veryHidden"
    book.save(tmp_path / "x.xlsx")
    found = [(grid.name, grid.visible) for grid in read_here(tmp_path / "x.xlsx").sheets]
    assert found == [("Rekap", True), ("Bantu", False), ("Rahasia", False)]


def test_a_workbook_of_charts_alone_has_no_sheet(tmp_path):
    book = openpyxl.Workbook()
    book.create_chartsheet("Grafik")
    book.remove(book.active)
    book.save(tmp_path / "x.xlsx")
    assert code_of(tmp_path / "x.xlsx") == "no-sheet"


def test_macros_and_links_are_said_and_left_alone(tmp_path):
    base = plain_xlsx(tmp_path / "base.xlsx")
    parts = {"xl/vbaProject.bin": b"\0" * 99, "xl/externalLinks/externalLink1.xml": b"<x/>"}
    changes = parts | {
        "[Content_Types].xml": lambda data: data.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
            b"application/vnd.ms-excel.sheet.macroEnabled.main",
        )
    }
    found = read_here(change_zip(base, tmp_path / "x.xlsm", changes))
    assert found.warnings == ("has-macro", "external-links")
    assert found.sheets[0].rows[0] == ["Wilayah", "Nilai"]


def test_document_properties_are_read(tmp_path):
    book = openpyxl.Workbook()
    book.properties.title = "Ringkasan"
    book.properties.keywords = "nphd-tracker summary"
    book.save(tmp_path / "x.xlsx")
    found = read_here(tmp_path / "x.xlsx").properties
    assert found == {
        "title": "Ringkasan",
        "keywords": "nphd-tracker summary",
        "creator": "openpyxl",
    }


def test_a_workbook_without_properties_has_none(tmp_path):
    base = plain_xlsx(tmp_path / "base.xlsx")
    path = change_zip(base, tmp_path / "x.xlsx", {"docProps/core.xml": None})
    assert read_here(path).properties == {}


# The other formats


@pytest.mark.parametrize("twin", [f"{REKAP}.xls", f"{REKAP}.ods", "daftar-nphd-nasional-2024.xls"])
def test_twins_say_the_same_as_the_xlsx(twin):
    ours, other = sheet_here((SHEETS / twin).with_suffix(".xlsx")), sheet_here(SHEETS / twin)
    for mine, others in zip(ours.rows, other.rows, strict=True):
        # A ratio is saved with 15 digits in one and 17 in another.
        assert others == [pytest.approx(v) if isinstance(v, float) else v for v in mine]
    assert sorted(other.merges) == sorted(ours.merges)
    assert other.name == ours.name


@pytest.mark.parametrize("name", ["galat.xls", "galat.ods"])
def test_what_libreoffice_saved_shows_its_errors_and_hidden_parts(name):
    """By LibreOffice: row 2 and column B hidden, errors in D3, C4 and D4, a hidden sheet."""
    found = read_here(FILES / name)
    grid = found.sheets[0]
    assert grid.rows[1:4] == [
        ["Kab. Ngada", 1000, 400, 0.4],
        ["Kab. Ende", 0, 400],
        ["Kab. Alor", 1000],
    ]
    assert grid.errors == {(2, 3): "#DIV/0!", (3, 2): "#N/A", (3, 3): "#N/A"}
    assert grid.merges == ((5, 0, 5, 1),)
    assert (grid.hidden_rows, grid.hidden_columns) == ({1}, {1})
    assert [(sheet.name, sheet.visible) for sheet in found.sheets] == [
        ("Rekap", True),
        ("Bantu", False),
    ]
    assert found.warnings == ()


def test_an_xls_that_xlrd_cannot_follow_is_read_with_a_warning(tmp_path, monkeypatch):
    def fail(*_args, **_kinds):
        raise AssertionError("unexpected record")

    monkeypatch.setattr(biff.xlrd, "open_workbook", fail)
    found = read_here(SHEETS / f"{REKAP}.xls")
    assert found.warnings == ("errors-invisible",)
    assert len(found.sheets[0].rows) == 41


def test_memory_that_ends_in_xlrd_is_a_file_too_large(monkeypatch):
    def fail(*_args, **_kinds):
        raise MemoryError

    monkeypatch.setattr(biff.xlrd, "open_workbook", fail)
    assert code_of(SHEETS / f"{REKAP}.xls") == "too-large"


def test_an_unknown_xls_error_is_still_an_error(tmp_path, monkeypatch):
    def fail(*_args, **_kinds):
        raise biff.xlrd.XLRDError("unknown workbook")

    monkeypatch.setattr(biff.xlrd, "open_workbook", fail)
    assert read_here(SHEETS / f"{REKAP}.xls").warnings == ("errors-invisible",)


def test_xlsb_is_read_and_says_that_errors_cannot_be_seen(tmp_path):
    found = read_here(xlsb_of(tmp_path / "x.xlsb", 28196513000.0))
    assert found.sheets[0].rows == [[28196513000]]
    assert found.sheets[0].name == "Biner"
    assert found.warnings == ("errors-invisible",)


ODS = """
<table:table-column table:number-columns-repeated="2"/>
<table:table-column table:visibility="collapse"/>
<table:table-column table:number-columns-repeated="16381"/>
<table:table-row>
 <table:table-cell office:value-type="string" table:number-columns-spanned="2"
   table:number-rows-spanned="1"><text:p>KPU</text:p></table:table-cell>
 <table:covered-table-cell/>
 <table:table-cell office:value-type="float" office:value="28196513000"/>
</table:table-row>
<table:table-row table:number-rows-repeated="2" table:visibility="filter">
 <table:table-cell table:number-columns-repeated="2"/>
 <table:table-cell table:formula="of:=[.C1]/0" office:value-type="string" calcext:value-type="error">
  <text:p>#DIV/0!</text:p></table:table-cell>
</table:table-row>
<table:table-row>
 <table:table-cell table:formula="of:=SUM([.C1:.C2];[$'Lain 1'.A1])"/>
 <table:table-cell table:formula="of:=[.A9]" office:value-type="float" office:value="0">
  <text:p>Err:502</text:p></table:table-cell>
 <table:table-cell table:formula="of:=[.C1]" office:value-type="float" office:value="5">
  <text:p>5</text:p></table:table-cell>
 <table:table-cell table:number-columns-repeated="16381"/>
</table:table-row>
<table:table-row table:number-rows-repeated="1048572" table:visibility="collapse">
 <table:table-cell table:number-columns-repeated="16384"/>
</table:table-row>
"""


def test_ods_errors_formulas_merges_and_hidden_parts_are_told(tmp_path):
    grid = sheet_here(ods_of(tmp_path / "x.ods", ODS))
    assert grid.rows == [["KPU", None, 28196513000], [], [], [None, None, 5]]
    assert grid.merges == ((0, 0, 0, 1),)
    assert grid.errors == {(1, 2): "#DIV/0!", (2, 2): "#DIV/0!", (3, 1): "Err:502"}
    assert grid.formulas == {(3, 0): "=SUM(C1:C2,'Lain 1'!A1)"}
    assert grid.hidden_rows == {1, 2}
    assert grid.hidden_columns == {2}


@pytest.mark.parametrize(
    "cell",
    [
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" '
        'office:value="1"/>',
        '<table:table-cell table:formula="of:=1" table:number-columns-repeated="9"/>',
    ],
)
def test_an_ods_cell_repeated_over_the_whole_sheet_is_too_large(tmp_path, cell):
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    assert code_of(ods_of(tmp_path / "x.ods", row)) == "too-large"


def test_an_ods_with_entities_is_hostile(tmp_path):
    base = ods_of(tmp_path / "base.ods", "")
    content = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert code_of(change_zip(base, tmp_path / "x.ods", {"content.xml": content})) == "hostile-file"


# .csv


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Wilayah;Nilai\nNgada;1.000,50\n", [["Wilayah", "Nilai"], ["Ngada", "1.000,50"]]),
        ("Wilayah,Nilai\nNgada,1000\n", [["Wilayah", "Nilai"], ["Ngada", "1000"]]),
        ('A,"x;y",3\nB,"p;q",4\n', [["A", "x;y", "3"], ["B", "p;q", "4"]]),
        ("Wilayah\tNilai\nNgada\t1,5\n", [["Wilayah", "Nilai"], ["Ngada", "1,5"]]),
        ("sep=,\nA,B;C\n", [["A", "B;C"]]),
        ("SEP=;\r\nA;B,C\r\n", [["A", "B,C"]]),
        (
            "Posisi 1 Agustus 2024\n\nA;B\n1;2\n",
            [["Posisi 1 Agustus 2024"], [], ["A", "B"], ["1", "2"]],
        ),
        ('"satu\ndua";2\n3;4\n', [["satu\ndua", "2"], ["3", "4"]]),
        ("Wilayah\nNgada\n", [["Wilayah"], ["Ngada"]]),
        (" A ; ;\n", [["A"]]),
    ],
)
def test_csv_cells_are_texts_between_the_right_separators(tmp_path, text, rows):
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8", newline="")
    found = read_here(path)
    assert found.sheets[0].rows == rows
    assert found.sheets[0].name == "CSV"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_any_encoding_of_windows(tmp_path, encoding):
    path = tmp_path / "x.csv"
    path.write_bytes("Wilayah;Catatan\r\nNgada;tahap – I “lunas”\r\n".encode(encoding))
    assert sheet_here(path).rows[1] == ["Ngada", "tahap – I “lunas”"]


def test_big_endian_csv(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"\xfe\xff" + "A;B".encode("utf-16-be"))
    assert sheet_here(path).rows == [["A", "B"]]


def test_a_csv_field_without_end_is_damaged(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text('A;"' + "x" * 200_000)
    assert code_of(path) == "damaged-file"


# Size


def test_a_sheet_within_its_limit_is_read(tmp_path):
    body = '<row r="1"><c r="A1"><v>1</v></c></row><row r="99"><c r="AB99"><v>1</v></c></row>'
    path = xlsx_of(tmp_path / "x.xlsx", body)
    assert len(read_here(path, Limits(cells=99 * 28)).sheets[0].rows) == 99
    assert code_of(path, Limits(cells=99 * 28 - 1)) == "too-large"
