"""The sheet handed back: marked, commented and listed, and otherwise what the officer sent."""

import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.errors import TrackerError
from nphd_tracker.importing.sheets import read_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import Problem, Reading, ReadOptions, Severity
from nphd_tracker.reporting.handed_back.annotated import write_annotated
from tests.reporting.officers_workbook import (
    BOOK,
    DRAWING,
    SHEET,
    STYLES,
    change_parts,
    officers_workbook,
    parts,
)

TROUBLED = Path(__file__).parents[2] / "sheets" / "rekap-bermasalah.xlsx"
REKAP = "Rekap NPHD '24"
RED, AMBER, BLUE = "FFFF9C9C", "FFFFD265", "FFCFE5F7"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "[Content_Types].xml"


def problem(
    cell: str,
    severity: Severity = Severity.ERROR,
    sheet: str = REKAP,
    value: str = "isi",
    text: str = "Perbaiki sel ini.",
) -> Problem:
    return Problem(severity, "code", sheet, cell, value, text, f"en: {text}")


def read(path: Path) -> Reading:
    options = ReadOptions(today=date(2026, 11, 24))
    return read_workbook(path, path.name, options, load_vocabulary())


def figures(reading: Reading) -> list[object]:
    return [figure for sheet in reading.sheets for figure in (*sheet.figures, *sheet.terms)]


def cell(book: Workbook, name: str, sheet: str = REKAP) -> Cell:
    found = book[sheet][name]
    assert isinstance(found, Cell)
    return found


def fill(found: Cell) -> object:
    return found.fill.start_color.rgb if found.fill.fill_type == "solid" else None


def note(found: Cell) -> str:
    assert found.comment is not None
    return str(found.comment.text)


def listed(book: Workbook, sheet: str = "Catatan") -> list[tuple[object, ...]]:
    """The rows below the headings of the list."""
    found = book[sheet]
    assert isinstance(found, Worksheet)
    return [tuple(c.value for c in row) for row in found.iter_rows(min_row=6)]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return officers_workbook(tmp_path / "rekap.xlsx")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "catatan.xlsx"


def annotate(source: Path, out: Path, *problems: Problem, language: str = "id") -> Workbook:
    write_annotated(source, out, problems, language)
    check_package(out)
    return openpyxl.load_workbook(out)


def check_package(path: Path) -> None:
    """What Excel asks of a package before it opens one without repairing it."""
    found = parts(path)
    assert zipfile.ZipFile(path).testzip() is None
    types = ElementTree.fromstring(found[TYPES])
    overrides = [e.get("PartName", "") for e in types if e.tag.endswith("Override")]
    defaults = [e.get("Extension", "") for e in types if e.tag.endswith("Default")]
    assert len(set(overrides)) == len(overrides)
    assert len(set(defaults)) == len(defaults)
    assert {name.lstrip("/") for name in overrides} <= set(found)
    for name, data in found.items():
        assert f"/{name}" in overrides or name == TYPES or name.rpartition(".")[2] in defaults
        if name.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(data)
        if name.endswith(".rels"):
            check_relations(name, data, found)
    check_book(found)


def check_relations(name: str, data: bytes, found: dict[str, bytes]) -> None:
    elements = ElementTree.fromstring(data)
    ids = [element.get("Id") for element in elements]
    assert len(set(ids)) == len(ids), name
    folder = Path(name).parent.parent
    for element in elements:
        target = element.get("Target", "")
        if element.get("TargetMode") != "External":
            path = target.lstrip("/") if target.startswith("/") else str(folder / target)
            resolved = Path("/" + path).resolve().relative_to("/").as_posix()
            assert resolved in found, (name, target)


def check_book(found: dict[str, bytes]) -> None:
    book = ElementTree.fromstring(found[BOOK])
    sheets = book.findall(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet")
    assert len({s.get("sheetId") for s in sheets}) == len(sheets)
    assert len({str(s.get("name")).casefold() for s in sheets}) == len(sheets)
    assert all(len(str(s.get("name"))) <= 31 for s in sheets)
    styles = ElementTree.fromstring(found[STYLES])
    for name in ("fonts", "fills", "cellXfs"):
        element = styles.find(f"{{{MAIN}}}{name}")
        assert element is not None
        assert element.get("count", str(len(element))) == str(len(element))
    selected = [n for n, data in found.items() if re.search(rb'tabSelected="(1|true)"', data)]
    assert len(selected) <= 1
    for name, data in found.items():
        if re.match("xl/comments", name):
            check_comments(data)
        if name.endswith(".vml"):
            ids = re.findall(rb'shape [^>]*?id="([^"]+)"', data)
            assert len(set(ids)) == len(ids)


def check_comments(data: bytes) -> None:
    root = ElementTree.fromstring(data)
    authors = root.findall(f"{{{MAIN}}}authors/{{{MAIN}}}author")
    comments = root.findall(f"{{{MAIN}}}commentList/{{{MAIN}}}comment")
    assert len({c.get("ref") for c in comments}) == len(comments)
    assert all(int(str(c.get("authorId"))) < len(authors) for c in comments)


# --- marking


def test_every_problem_of_a_real_sheet_is_marked_and_listed(out: Path) -> None:
    problems = read(TROUBLED).all_problems
    book = annotate(TROUBLED, out, *problems)
    assert book.sheetnames == ["Catatan", "Rekap"]
    colors = {Severity.ERROR: RED, Severity.WARNING: AMBER, Severity.INFO: BLUE}
    assert len(problems) > 20
    for one in problems:
        found = cell(book, one.cell, one.sheet)
        worst = min((p.severity for p in problems if p.cell == one.cell), key=list(Severity).index)
        assert fill(found) == colors[worst], one
        assert one.indonesian in note(found)
    rows = listed(book)
    assert len(rows) == len(problems)
    assert {(row[3], row[5]) for row in rows} == {(p.cell, p.indonesian) for p in problems}


def test_annotated_workbook_reads_the_same(out: Path, source: Path) -> None:
    for path in (TROUBLED, source):
        before = read(path)
        annotate(path, out, *before.all_problems, problem("D5"), problem("", value="NILAI NPHD"))
        after = read(out)
        assert figures(after) == figures(before) != []
        assert [s.sheet for s in after.sheets] == [s.sheet for s in before.sheets]
        assert set(before.all_problems) == set(after.all_problems)


def test_list_of_field_words_and_amounts_is_no_table(out: Path, source: Path) -> None:
    heads = ("NILAI NPHD", "REALISASI PENCAIRAN", "KABUPATEN/KOTA", "KPU", "28.196.513.000")
    told = [problem("D5", value=value, text=value) for value in heads * 4]
    annotate(source, out, *told)
    assert figures(read(out)) == figures(read(source))


def test_marked_cell_keeps_its_other_formatting(source: Path, out: Path) -> None:
    before = openpyxl.load_workbook(source)
    book = annotate(source, out, problem("D5", Severity.WARNING))
    old, new = cell(before, "D5"), cell(book, "D5")
    assert fill(new) == AMBER
    assert new.number_format == "#,##0"
    for name in ("font", "border", "alignment", "protection"):
        assert repr(getattr(new, name)) == repr(getattr(old, name))
    assert fill(cell(book, "D6")) is None
    assert new.value == old.value


def test_light_font_turns_dark_on_a_mark_and_stays_bold(source: Path, out: Path) -> None:
    found = cell(annotate(source, out, problem("D4")), "D4")
    assert fill(found) == RED
    assert found.font.bold
    assert found.font.color.rgb == "FF1A1A1A"


def test_worst_of_several_problems_gives_the_colour(source: Path, out: Path) -> None:
    info = problem("D5", Severity.INFO, text="Sekadar tahu.")
    error = problem("D5", Severity.ERROR, text="Salah.")
    found = cell(annotate(source, out, info, error), "D5")
    assert fill(found) == RED
    assert note(found) == "Kesalahan: Salah.\nKeterangan: Sekadar tahu."


def test_same_sentence_twice_on_a_cell_is_said_once(source: Path, out: Path) -> None:
    found = cell(annotate(source, out, problem("D5"), problem("D5")), "D5")
    assert note(found) == "Kesalahan: Perbaiki sel ini."


def test_existing_comment_is_kept_and_added_to(source: Path, out: Path) -> None:
    book = annotate(source, out, problem("B5"), problem("B6", text="Lain."))
    assert note(cell(book, "B5")) == (
        "Sudah dikonfirmasi lewat telepon.\nKesalahan: Perbaiki sel ini."
    )
    assert note(cell(book, "B6")) == "Kesalahan: Lain."
    assert book[REKAP]["B5"].comment.author == "Bendahara"
    shapes = parts(out)["xl/drawings/commentsDrawing1.vml"]
    assert shapes.count(b"ClientData ObjectType=") == 2


def test_annotating_again_says_nothing_twice(source: Path, out: Path, tmp_path: Path) -> None:
    annotate(source, out, problem("D5"))
    book = annotate(out, tmp_path / "again.xlsx", problem("D5"))
    assert note(cell(book, "D5")) == "Kesalahan: Perbaiki sel ini."
    assert book.sheetnames[:2] == ["Catatan (2)", "Catatan"]


def test_threaded_comment_is_left_alone(source: Path, out: Path, tmp_path: Path) -> None:
    comments = "xl/comments/comment1.xml"
    threaded = change_parts(
        source,
        tmp_path / "thread.xlsx",
        {comments: lambda xml: xml.replace(b"Bendahara", b"tc={0A1B}")},
    )
    book = annotate(threaded, out, problem("B5"))
    assert fill(cell(book, "B5")) == RED
    assert note(cell(book, "B5")) == "Sudah dikonfirmasi lewat telepon."
    assert [row[3] for row in listed(book)] == ["B5"]


def test_cell_under_a_merge_is_marked_where_it_shows(source: Path, out: Path) -> None:
    book = annotate(source, out, problem("D1"), problem("A1", text="Judul."))
    assert fill(cell(book, "A1")) == RED
    assert note(cell(book, "A1")) == "Kesalahan (D1): Perbaiki sel ini.\nKesalahan: Judul."
    assert cell(book, "A1").font.bold


def test_missing_cells_and_rows_are_put_in_order(source: Path, out: Path) -> None:
    places = ("J5", "G2", "B3", "C12", "A12", "F9")
    book = annotate(source, out, *map(problem, places))
    for place in places:
        assert fill(cell(book, place)) == RED
    xml = parts(out)[SHEET]
    rows = [int(n) for n in re.findall(rb'<row r="(\d+)"', xml)]
    assert rows == sorted(set(rows))
    for row in re.findall(rb"<row .*?(?:</row>|/>)", xml):
        columns = re.findall(rb'<c r="([A-Z]+)\d+"', row)
        assert columns == sorted(columns)
        assert len(set(columns)) == len(columns)


def test_missing_cell_looks_like_its_row_or_column(out: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = REKAP
    sheet["A1"] = 1
    sheet.column_dimensions["C"].number_format = "0.00"
    sheet.row_dimensions[2].number_format = "0%"
    sheet.row_dimensions[2].height = 30
    book.save(tmp_path / "s.xlsx")
    marked = annotate(tmp_path / "s.xlsx", out, problem("C1"), problem("B2"), problem("B9"))
    assert cell(marked, "C1").number_format == "0.00"
    assert cell(marked, "B2").number_format == "0%"
    assert marked[REKAP].row_dimensions[2].height == 30
    assert cell(marked, "B9").number_format == "General"


def test_cells_without_addresses_are_found(out: Path, source: Path, tmp_path: Path) -> None:
    bare = change_parts(
        source,
        tmp_path / "bare.xlsx",
        {SHEET: lambda xml: re.sub(rb'(<(?:row|c)\b[^>]*?) r="[A-Z]*\d+"', rb"\1", xml)},
    )
    rows = re.findall(rb"<row\b.*?(?:</row>|<row[^>]*/>)", parts(bare)[SHEET])
    row = next(n for n, content in enumerate(rows, 1) if b"<v>28196513000" in content)
    write_annotated(bare, out, [problem(f"D{row}")], "id")
    before, after = (re.findall(rb"<c\b[^>]*><v>\d+", parts(path)[SHEET]) for path in (bare, out))
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0].endswith(b"<v>28196513000")


# --- keeping


def test_everything_else_stays_byte_for_byte(source: Path, out: Path) -> None:
    before = parts(source)
    annotate(source, out, problem("D5"), problem("B5"))
    after = parts(out)
    touched = {name for name in before if before[name] != after[name]}
    assert touched == {
        TYPES,
        BOOK,
        "xl/_rels/workbook.xml.rels",
        STYLES,
        SHEET,
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
    }
    added = set(after) - set(before)
    assert added == {"xl/worksheets/sheet3.xml"}
    assert {"xl/media/image1.png", "xl/charts/chart1.xml", DRAWING} <= set(before)


def test_shared_texts_are_untouched(out: Path) -> None:
    shared = "xl/sharedStrings.xml"
    register = TROUBLED.with_name("register-pencairan-2024.xlsx")
    reading = read(register)
    sheet = reading.sheets[0].sheet
    told = [problem(f"{letter}{row}", sheet=sheet) for letter in "ACE" for row in range(1, 12)]
    annotate(register, out, *told)
    assert parts(out)[shared] == parts(register)[shared]
    assert figures(read(out)) == figures(reading) != []


def test_sheet_is_changed_at_its_problem_cells_only(source: Path, out: Path) -> None:
    annotate(source, out, problem("D5"))

    def without_marks(xml: bytes) -> bytes:
        xml = re.sub(rb'(<c r="D5")( s="\d+")?|( tabSelected="\d")', rb"\1", xml)
        return re.sub(rb' s="\d+"(?= t="n"><v>28196513000)', b"", xml)

    assert without_marks(parts(out)[SHEET]) == without_marks(parts(source)[SHEET])


def test_what_stands_around_the_cells_survives(source: Path, out: Path) -> None:
    book = annotate(source, out, problem("D5"), problem("K9"))
    sheet = book[REKAP]
    assert sheet["F5"].value == "=D5-E5"
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:F1"]
    assert sheet.row_dimensions[6].hidden
    assert sheet.column_dimensions["C"].hidden
    assert sheet.auto_filter.ref == "A4:F7"
    assert sheet.freeze_panes == "A5"
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["F5:F7"]
    assert sheet.data_validations.dataValidation[0].formula1 == '"KPU,BAWASLU"'
    assert sheet["B7"].hyperlink.target == "https://example.org/"
    assert book.sheetnames == ["Catatan", REKAP, "Lampiran", "Grafik"]
    assert list(book["Lampiran"].tables) == ["Daftar"]


def test_names_stay_with_their_sheets(source: Path, out: Path) -> None:
    book = annotate(source, out, problem("D5"))
    assert book.defined_names["Total"].attr_text == "'Rekap NPHD ''24'!$D$7"
    assert book["Lampiran"].print_title_rows == "$1:$1"
    assert book["Lampiran"].print_area == "'Lampiran'!$A$1:$B$2"
    assert book[REKAP].print_area == ""


def test_macro_is_untouched(source: Path, tmp_path: Path) -> None:
    main = b"spreadsheetml.sheet.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument." + main
    enabled = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    default = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    link = (
        b'<Relationship Id="rId77" Target="vbaProject.bin" '
        b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
    )
    macro = bytes(range(256)) * 20
    xlsm = change_parts(
        source,
        tmp_path / "makro.xlsm",
        {
            TYPES: lambda xml: xml.replace(plain, enabled).replace(
                b"<Override", default + b"<Override", 1
            ),
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(
                b"</Relationships>", link + b"</Relationships>"
            ),
            "xl/vbaProject.bin": macro,
        },
    )
    out = tmp_path / "catatan.xlsm"
    annotate(xlsm, out, problem("D5"))
    assert parts(out)["xl/vbaProject.bin"] == macro
    assert enabled in parts(out)[TYPES]
    assert b'Id="rId78"' in parts(out)["xl/_rels/workbook.xml.rels"]


def test_prefixes_of_the_package_are_spoken(source: Path, out: Path, tmp_path: Path) -> None:
    """The Open XML SDK writes <x:worksheet>, and binds r: only where it is used."""

    def prefix(xml: bytes) -> bytes:
        xml = re.sub(rb"<(/?)([A-Za-z]\w*)(?=[\s/>])", rb"<\1x:\2", xml)
        return xml.replace(b"xmlns=", b"xmlns:x=")

    other = change_parts(
        source, tmp_path / "sdk.xlsx", dict.fromkeys((BOOK, SHEET, STYLES), prefix)
    )
    assert b"<x:worksheet xmlns:x=" in parts(other)[SHEET]
    book = annotate(other, out, problem("D5"), problem("M20"), problem("D4"))
    assert fill(cell(book, "D5")) == RED
    assert fill(cell(book, "M20")) == RED
    assert note(cell(book, "M20")) == "Kesalahan: Perbaiki sel ini."


def test_unknown_namespaces_stay_declared(source: Path, out: Path, tmp_path: Path) -> None:
    ours = (
        b'<worksheet xmlns="' + MAIN.encode() + b'" xmlns:mc="http://schemas.openxmlformats.org/'
        b'markup-compatibility/2006" mc:Ignorable="x14ac xr" xmlns:x14ac="http://schemas.microsoft.'
        b'com/office/spreadsheetml/2009/9/ac" xmlns:xr="http://schemas.microsoft.com/office/'
        b'spreadsheetml/2014/revision">'
    )
    old = b'<worksheet xmlns="' + MAIN.encode() + b'">'
    marked = change_parts(source, tmp_path / "mc.xlsx", {SHEET: lambda xml: xml.replace(old, ours)})
    assert ours in parts(marked)[SHEET]
    annotate(marked, out, problem("D5"))
    assert parts(out)[SHEET].count(ours) == 1


def test_drawing_of_comments_stands_before_tables_and_controls(out: Path, tmp_path: Path) -> None:
    plain = officers_workbook(tmp_path / "r.xlsx")
    annotate(plain, out, problem("A2", sheet="Lampiran"))
    xml = parts(out)["xl/worksheets/sheet2.xml"]
    assert 0 < xml.index(b"<legacyDrawing") < xml.index(b"<tableParts")


def test_part_in_utf_16_is_marked(source: Path, out: Path, tmp_path: Path) -> None:
    wide = change_parts(
        source,
        tmp_path / "wide.xlsx",
        {SHEET: lambda xml: xml.decode().encode("utf-16")},
    )
    assert fill(cell(annotate(wide, out, problem("D5")), "D5")) == RED


def test_tags_in_comments_are_not_cells(source: Path, out: Path, tmp_path: Path) -> None:
    hidden = b'<!-- <row r="5"><c r="D5" s="1"/></row> --><sheetData><!-- <c r="D5"/> -->'
    tricky = change_parts(
        source,
        tmp_path / "tricky.xlsx",
        {SHEET: lambda xml: xml.replace(b"<sheetData>", hidden)},
    )
    book = annotate(tricky, out, problem("D5"))
    assert fill(cell(book, "D5")) == RED
    assert hidden in parts(out)[SHEET]


# --- the list


def test_list_says_all_there_is_to_say(source: Path, out: Path) -> None:
    book = annotate(
        source,
        out,
        problem("F6", Severity.INFO, value="-", text="Dibaca nol."),
        problem("D5", value="dua puluh"),
        problem("", Severity.WARNING, value=""),
        problem("", Severity.WARNING, sheet="", value=""),
    )
    rows = listed(book)
    assert [row[:6] for row in rows] == [
        (1, "Kesalahan", REKAP, "D5", "dua puluh", "Perbaiki sel ini."),
        (2, "Peringatan", REKAP, "seluruh lembar", None, "Perbaiki sel ini."),
        (3, "Peringatan", None, "seluruh berkas", None, "Perbaiki sel ini."),
        (4, "Keterangan", REKAP, "F6", "-", "Dibaca nol."),
    ]
    assert all(row[6] for row in rows)
    links = {c.coordinate: c.hyperlink.location for c in book["Catatan"]["D"] if c.hyperlink}
    assert links == {"D6": "'Rekap NPHD ''24'!D5", "D9": "'Rekap NPHD ''24'!F6"}
    assert "1 kesalahan (merah), 2 peringatan (kuning tua), 1 keterangan" in str(
        book["Catatan"]["A2"].value
    )


def test_list_speaks_english(source: Path, out: Path) -> None:
    book = annotate(source, out, problem("D5"), language="en")
    assert listed(book)[0][1] == "Error"
    assert listed(book)[0][5] == "en: Perbaiki sel ini."
    assert note(cell(book, "D5")) == "Error: en: Perbaiki sel ini."


def test_text_that_would_run_stays_text(source: Path, out: Path) -> None:
    values = ['=HYPERLINK("http://x","KPU")', "<b>&amp;\"'", "a\x00b\ufffe", "_x0041_", " spasi "]
    told = [problem("D5", value=value, text=value) for value in values]
    book = annotate(source, out, *told)
    shown = ["a\ufffdb\ufffd" if "\x00" in value else value for value in values]
    assert [row[4] for row in listed(book)] == [
        value.replace("_x0041_", "_x005F_x0041_") for value in shown
    ]
    assert all(c.data_type != "f" for row in book["Catatan"].iter_rows() for c in row)
    assert book["Catatan"]["E6"].quotePrefix


def test_cells_nobody_can_go_to_are_listed_without_a_link(source: Path, out: Path) -> None:
    told = [problem("ZZZ5"), problem("D5", sheet="Tidak ada"), problem("A1", sheet="Grafik")]
    book = annotate(source, out, *told)
    assert [row[3] for row in listed(book)] == ["ZZZ5", "D5", "A1"]
    assert not any(c.hyperlink for c in book["Catatan"]["D"])


def test_list_is_a_new_name_and_the_sheet_that_opens(source: Path, out: Path) -> None:
    book = openpyxl.load_workbook(source)
    book["Lampiran"].title = "CATATAN"
    book.save(source)
    marked = annotate(source, out, problem("D5"))
    assert marked.sheetnames[0] == "Catatan (2)"
    assert marked.active.title == "Catatan (2)"


def test_sheet_without_a_problem_stays_open_untouched(source: Path, out: Path) -> None:
    before = parts(source)[SHEET]
    book = annotate(source, out, problem("A2", sheet="Lampiran"))
    assert parts(out)[SHEET] == before
    assert book.active.title == REKAP
    assert not book["Catatan"].sheet_view.tabSelected


def test_workbook_without_problems_gets_an_empty_list(source: Path, out: Path) -> None:
    book = annotate(source, out)
    assert listed(book) == []
    assert parts(out)[SHEET] == parts(source)[SHEET]


def test_properties_name_the_new_sheet(source: Path, out: Path, tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/"
    app = (
        f'<Properties xmlns="{space}extended-properties" xmlns:vt="{space}docPropsVTypes">'
        '<HeadingPairs><vt:vector size="4" baseType="variant"><vt:variant><vt:lpstr>Lembar Kerja'
        "</vt:lpstr></vt:variant><vt:variant><vt:i4>2</vt:i4></vt:variant><vt:variant><vt:lpstr>"
        "Bagan</vt:lpstr></vt:variant><vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector>"
        '</HeadingPairs><TitlesOfParts><vt:vector size="3" baseType="lpstr"><vt:lpstr>Rekap'
        "</vt:lpstr><vt:lpstr>Lampiran</vt:lpstr><vt:lpstr>Grafik</vt:lpstr></vt:vector>"
        "</TitlesOfParts></Properties>"
    ).encode()
    told = change_parts(source, tmp_path / "app.xlsx", {"docProps/app.xml": app})
    annotate(told, out, problem("D5"))
    after = parts(out)["docProps/app.xml"]
    assert b'<vt:vector size="4" baseType="lpstr"><vt:lpstr>Catatan</vt:lpstr>' in after
    assert b"<vt:i4>3</vt:i4>" in after
    assert b"<vt:i4>1</vt:i4>" in after


def test_thousands_of_comments_have_shapes_of_their_own(source: Path, out: Path) -> None:
    told = [problem(f"D{row}") for row in range(5, 2505)]
    annotate(source, out, *told)
    shapes = parts(out)["xl/drawings/commentsDrawing1.vml"]
    ids = {int(one) for one in re.findall(rb'id="_x0000_s(\d+)"', shapes)}
    blocks = re.search(rb'data="([\d,]+)"', shapes)
    assert blocks is not None
    assert {one // 1024 for one in ids if one > 1024} <= {int(n) for n in blocks[1].split(b",")}
    assert shapes.count(b"ObjectType=") == 2501


# --- refusing


def strict(xml: bytes) -> bytes:
    return xml.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (BOOK, strict),
        (BOOK, lambda _xml: b"<workbook"),
        (SHEET, lambda xml: xml.replace(b"sheetData", b"sheetDatum")),
        (SHEET, lambda xml: xml.replace(b"<sheetData>", b"<sheetData><row>")),
        (SHEET, lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml.partition(b"?>")[2]),
        (STYLES, lambda xml: xml.replace(b"cellXfs", b"cellYfs")),
        ("_rels/.rels", lambda xml: xml.replace(b"officeDocument/2006", b"x")[:-20]),
        ("xl/comments/comment1.xml", lambda xml: xml.replace(b"commentList", b"list")),
    ],
)  # fmt: skip
def test_what_cannot_be_added_to_is_refused_in_a_sentence(
    source: Path, out: Path, tmp_path: Path, part: str, change: object
) -> None:
    odd = change_parts(source, tmp_path / "odd.xlsx", {part: change})  # type: ignore[dict-item]
    with pytest.raises(TrackerError, match="Susunan buku kerja ini tidak biasa"):
        write_annotated(odd, out, [problem("D5")], "id")
    assert not out.exists()


def test_file_that_is_no_zip_is_refused(out: Path) -> None:
    with pytest.raises(TrackerError):
        write_annotated(TROUBLED.with_name("daftar-nphd-nasional-2024.xls"), out, [], "id")


def test_signed_workbook_is_refused_and_says_why(source: Path, out: Path, tmp_path: Path) -> None:
    link = (
        b'<Relationship Id="rId88" Target="_xmlsignatures/origin.sigs" Type="http://schemas.'
        b'openxmlformats.org/package/2006/relationships/digital-signature/origin"/>'
    )
    signed = change_parts(
        source,
        tmp_path / "signed.xlsx",
        {
            "_rels/.rels": lambda xml: xml.replace(b"</Relationships>", link + b"</Relationships>"),
            "_xmlsignatures/origin.sigs": b"",
        },
    )
    with pytest.raises(TrackerError, match="tanda tangan") as refused:
        write_annotated(signed, out, [problem("D5")], "id")
    assert "signed" in refused.value.english
