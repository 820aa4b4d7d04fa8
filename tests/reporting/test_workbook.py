"""What Excel must open without offering a repair: the parts of the file, held to its rules."""

import gc
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple, range_boundaries

from nphd_tracker.collecting import without_collecting
from nphd_tracker.reconciliation import reconcile
from nphd_tracker.regions import Agency, RegionBook
from nphd_tracker.reporting.minute import MinuteData, write_minute
from nphd_tracker.reporting.summary import write_summary
from nphd_tracker.reporting.template import write_template

from .builders import DAY, POLLING_DAY, ntt_holdings, rival_holdings, summarise, with_trend
from .test_follow_ups import a_below, tracked

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# The order of a worksheet's children in ECMA-376, as far as we write them.
WORKSHEET_ORDER = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetProtection",
    "autoFilter",
    "mergeCells",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "ignoredErrors",
    "drawing",
    "legacyDrawing",
    "tableParts",
]


KINDS = ["summary", "english", "rivals", "followed", "nothing", "template", "minute"]


@pytest.fixture(scope="module", params=KINDS)
def package(
    request: pytest.FixtureRequest, book: RegionBook, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Every kind of workbook we write."""
    path = tmp_path_factory.mktemp("package") / f"{request.param}.xlsx"
    if request.param == "summary":
        return Path(request.getfixturevalue("odd_file"))
    if request.param == "template":
        write_template(path, book, book.get("53"))
    elif request.param == "english":
        write_summary(path, summarise(ntt_holdings(), book, language="en", election="A & B <C>"))
    elif request.param == "followed":
        data = summarise(ntt_holdings(), book)
        missing = [("53.10", Agency.KPU)]
        write_summary(
            path, replace(data, follow_ups=[tracked(a_below(data))], missing=missing, language="en")
        )
    elif request.param == "minute":
        reconciliation = reconcile(rival_holdings()[0], DAY, POLLING_DAY)
        write_minute(
            path,
            MinuteData(
                reconciliation, "Pemerintah Ngada", "=KPU", datetime(2024, 8, 2, tzinfo=UTC)
            ),
        )
    elif request.param == "rivals":
        write_summary(path, with_trend(summarise(rival_holdings(), book)))
    else:
        write_summary(path, summarise([], book))
    return path


def parts(package: Path, pattern: str) -> Iterator[tuple[str, ElementTree.Element]]:
    with ZipFile(package) as archive:
        for name in archive.namelist():
            if re.fullmatch(pattern, name):
                yield name, ElementTree.fromstring(archive.read(name))


def cell_text(cell: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))


def test_every_part_is_declared_once(package: Path) -> None:
    with ZipFile(package) as archive:
        names = archive.namelist()
        types = ElementTree.fromstring(archive.read("[Content_Types].xml"))
    assert len(names) == len(set(names))
    declared = {part.get("PartName", "").lstrip("/") for part in types if part.get("PartName")}
    assert declared <= set(names)
    defaults = {part.get("Extension") for part in types}
    assert all(name in declared or name.rpartition(".")[2] in defaults for name in names)


def test_sheet_names_are_legal(package: Path) -> None:
    for _, root in parts(package, r"xl/workbook\.xml"):
        names = [sheet.get("name", "") for sheet in root.iter(f"{MAIN}sheet")]
        assert names
        assert len({name.lower() for name in names}) == len(names)
        assert all(0 < len(name) <= 31 and not set(name) & set(r"\/?*[]:") for name in names)
        assert not any(name.startswith("'") or name.endswith("'") for name in names)


def test_defined_names_point_at_cells_that_exist(package: Path) -> None:
    for _, root in parts(package, r"xl/workbook\.xml"):
        sheets = {sheet.get("name") for sheet in root.iter(f"{MAIN}sheet")}
        for name in root.iter(f"{MAIN}definedName"):
            for target in re.findall(r"'([^']+)'!|(\w+)!", name.text or ""):
                assert (target[0] or target[1]) in sheets


def test_worksheet_elements_stand_in_the_order_excel_wants(package: Path) -> None:
    for name, root in parts(package, r"xl/worksheets/sheet\d+\.xml"):
        tags = [child.tag.removeprefix(MAIN) for child in root]
        assert tags == sorted(tags, key=WORKSHEET_ORDER.index), name


def test_rows_and_cells_stand_in_order_each_once(package: Path) -> None:
    for name, root in parts(package, r"xl/worksheets/sheet\d+\.xml"):
        rows = [int(row.get("r", "0")) for row in root.iter(f"{MAIN}row")]
        assert rows == sorted(set(rows)), name
        for row in root.iter(f"{MAIN}row"):
            places = [coordinate_to_tuple(cell.get("r", "")) for cell in row]
            assert places == sorted(set(places)), name
            assert {place[0] for place in places} <= {int(row.get("r", "0"))}


def test_tables_repeat_their_header_cells_exactly(package: Path) -> None:
    sheets = dict(parts(package, r"xl/worksheets/sheet\d+\.xml"))
    with ZipFile(package) as archive:
        relations = {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("xl/worksheets/_rels/")
        }
    for name, table in parts(package, r"xl/tables/table\d+\.xml"):
        (sheet,) = (
            sheets[relation.replace("_rels/", "").removesuffix(".rels")]
            for relation, text in relations.items()
            if f"/{name}" in text
        )
        reference = table.get("ref", "")
        first, top, last, bottom = range_boundaries(reference)
        assert bottom > top
        row = next(r for r in sheet.iter(f"{MAIN}row") if r.get("r") == str(top))
        headers = [cell_text(cell) for cell in row][first - 1 : last]
        assert all(cell.get("t") == "inlineStr" for cell in list(row)[first - 1 : last])
        assert not any(cell.find(f"{MAIN}f") is not None for cell in row)
        columns = list(table.iter(f"{MAIN}tableColumn"))
        assert [column.get("name") for column in columns] == headers
        assert all(header and "\n" not in header for header in headers)
        assert len({header.lower() for header in headers}) == len(headers)
        assert [column.get("id") for column in columns] == [str(n + 1) for n in range(len(columns))]
        (filtered,) = table.iter(f"{MAIN}autoFilter")
        assert filtered.get("ref") == reference
        display = table.get("displayName", "")
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", display)
        assert not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+", display)


def test_conditional_formats_name_styles_that_exist(package: Path) -> None:
    ((_, styles),) = parts(package, r"xl/styles\.xml")
    count = len(list(styles.iter(f"{MAIN}dxf")))
    for name, root in parts(package, r"xl/worksheets/sheet\d+\.xml"):
        for rule in root.iter(f"{MAIN}cfRule"):
            assert int(rule.get("dxfId", "-1")) < count, name
            assert not (rule.findtext(f"{MAIN}formula") or "=").startswith("=")


def test_cells_name_styles_that_exist(package: Path) -> None:
    ((_, styles),) = parts(package, r"xl/styles\.xml")
    formats = styles.find(f"{MAIN}cellXfs")
    assert formats is not None
    for _, root in parts(package, r"xl/worksheets/sheet\d+\.xml"):
        assert all(int(cell.get("s", "0")) < len(formats) for cell in root.iter(f"{MAIN}c"))


def test_no_word_of_a_heading_is_wider_than_its_column(package: Path) -> None:
    """Else it is broken in the middle; bold letters of 10 points in units of 11 points."""
    book = load_workbook(package)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.style == "kepala" and isinstance(cell.value, str):
                    word = max(cell.value.split(), key=len)
                    room = sheet.column_dimensions[cell.column_letter].width
                    assert len(word) + 1 <= room, (sheet.title, cell.value)


def test_no_text_breaks_the_limits_of_excel(package: Path) -> None:
    for _, root in parts(package, r"xl/worksheets/sheet\d+\.xml"):
        assert all(len(cell_text(cell)) <= 32_767 for cell in root.iter(f"{MAIN}c"))
        for formula in root.iter(f"{MAIN}f"):
            assert len(formula.text or "") <= 8_192
        for rule in root.iter(f"{MAIN}dataValidation"):
            assert len(rule.get("prompt", "")) <= 255
            assert len(rule.get("promptTitle", "")) <= 32
            assert len(rule.get("error", "")) <= 255
            assert len(rule.get("errorTitle", "")) <= 32
            assert len(rule.findtext(f"{MAIN}formula1") or "") <= 255
        for foot in root.iter(f"{MAIN}headerFooter"):
            assert all(len(part.text or "") <= 255 for part in foot)


def test_region_codes_bear_no_warning_triangle(package: Path) -> None:
    ignored = [
        error
        for _, root in parts(package, r"xl/worksheets/sheet\d+\.xml")
        for error in root.iter(f"{MAIN}ignoredError")
    ]
    assert ignored or "minute" in package.name  # which names no region by its code
    assert all(error.get("numberStoredAsText") == "1" for error in ignored)


def test_chart_shows_both_rates_under_a_line(odd_file: Path) -> None:
    ((_, chart),) = parts(odd_file, r"xl/charts/chart\d+\.xml")
    namespace = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    (bars,) = chart.iter(f"{namespace}barChart")
    (line,) = chart.iter(f"{namespace}lineChart")
    assert len(list(bars.iter(f"{namespace}ser"))) == 2
    assert len(list(line.iter(f"{namespace}ser"))) == 1
    striped = {point.find(f"{namespace}idx").get("val") for point in bars.iter(f"{namespace}dPt")}  # type: ignore[union-attr]
    assert "0" in striped
    assert all(hidden.get("val") == "0" for hidden in chart.iter(f"{namespace}delete"))


def test_looking_for_garbage_goes_on_afterwards_whatever_happens() -> None:
    seen = []

    @without_collecting()
    def write() -> None:
        seen.append(gc.isenabled())
        raise OSError

    with pytest.raises(OSError, match=r"^$"):
        write()
    assert [*seen, gc.isenabled()] == [False, True]
