"""The officer's own workbook handed back: problem cells coloured and commented, all of them listed.

Only what must change is changed, in the bytes of its part (markup.py); images, charts, pivot tables,
macros, formulas and sheets without a problem stay byte for byte. A workbook that cannot be added to
safely is refused with one sentence.
"""

import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from nphd_tracker.reading import Problem, Severity
from nphd_tracker.reporting.handed_back.cell_formats import CellFormats
from nphd_tracker.reporting.handed_back.cell_notes import ShapeNumbers, add_notes
from nphd_tracker.reporting.handed_back.marked_cells import MarkedSheet, Place, parse_place
from nphd_tracker.reporting.handed_back.markup import Element, Markup, escape, refuse_unsafe
from nphd_tracker.reporting.handed_back.package import Package, Sheet, relation_attribute
from nphd_tracker.reporting.handed_back.problem_list import (
    SEVERITIES,
    SHEET,
    in_order,
    list_problems,
)
from nphd_tracker.reporting.wording import Phrase

NOTES_AT_MOST = 10_000
"""Comments; Excel opens more of them slowly. The colours and the list go on."""
_LONGEST_NAME = 31
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_HEAD = 1 << 16
_SELECTED = (b'tabSelected="1"', b'tabSelected="true"', b"tabSelected='1'")
_NO_NOTES = Phrase(
    f"Komentar hanya ada pada {NOTES_AT_MOST} sel pertama.",
    f"Only the first {NOTES_AT_MOST} cells have comments.",
)

Marks = dict[Place, list[Problem]]


def write_annotated(source: Path, out: Path, problems: Sequence[Problem], language: str) -> None:
    """Write the .xlsx or .xlsm at ``source`` to ``out`` with its problems marked and listed.

    Raises TrackerError where the workbook cannot be added to safely.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            package = Package(archive)
            _annotate(package, in_order(problems), language)
            package.save(out)
    except (zipfile.BadZipFile, zlib.error, KeyError, UnicodeError, EOFError) as error:
        refuse_unsafe(error)


def _annotate(package: Package, problems: list[Problem], language: str) -> None:
    sheets = package.sheets()
    by_sheet = _marks_by_sheet(sheets, problems)
    styles = next((r.part for r in package.relations(package.workbook) if r.kind == "styles"), "")
    formats = CellFormats(package.markup(styles))
    opens_on_list = _may_open_on_list(package, sheets, by_sheet)
    numbers = ShapeNumbers(package)
    room = NOTES_AT_MOST
    for sheet in sheets:
        if sheet.name in by_sheet:
            marked = MarkedSheet(package.read(sheet.part))
            notes = _mark(marked, by_sheet[sheet.name], formats, language)
            notes = dict(list(notes.items())[:room])
            room -= len(notes)
            if notes:
                add_notes(package, sheet.part, marked, notes, numbers)
            if opens_on_list:
                marked.unselect()
            package.put(sheet.part, marked.markup.result())
    cells = sum(map(len, by_sheet.values()))
    part = package.free_name(f"{package.folder}/worksheets/sheet", ".xml")
    content = list_problems(
        problems,
        language,
        formats,
        frozenset(s.name for s in sheets if s.kind == "worksheet" and not s.is_hidden),
        is_selected=opens_on_list,
        left_out=[_NO_NOTES] if cells > NOTES_AT_MOST else [],
    )
    package.put(part, content)
    package.add_type(part, _SHEET_TYPE)
    package.put(styles, formats.finish())
    _insert_sheet(package, part, sheets, is_opened=opens_on_list)


def _marks_by_sheet(sheets: Sequence[Sheet], problems: Sequence[Problem]) -> dict[str, Marks]:
    worksheets = {sheet.name for sheet in sheets if sheet.kind == "worksheet"}
    found: dict[str, Marks] = {}
    for problem in problems:
        place = parse_place(problem.cell)
        if place and problem.sheet in worksheets:
            found.setdefault(problem.sheet, {}).setdefault(place, []).append(problem)
    return found


def _mark(
    sheet: MarkedSheet, marks: Marks, formats: CellFormats, language: str
) -> dict[Place, list[str]]:
    """Colour the cells of one sheet; the lines of their comments, the worst first."""
    anchors = sheet.anchors(marks)
    worst: dict[Place, Severity] = {}
    notes: dict[Place, list[str]] = {}
    for place, problems in marks.items():
        anchor = anchors[place]
        for problem in problems:
            worst[anchor] = min(worst.get(anchor, problem.severity), problem.severity, key=_rank)
            words = SEVERITIES[problem.severity].say(language)
            where = "" if anchor == place else f" ({problem.cell})"
            line = f"{words}{where}: {problem.message(language)}"
            if line not in notes.setdefault(anchor, []):
                notes[anchor].append(line)
    sheet.mark({place: _restyle(formats, severity) for place, severity in worst.items()})
    return notes


def _rank(severity: Severity) -> int:
    return list(Severity).index(severity)


def _restyle(formats: CellFormats, severity: Severity) -> Callable[[int], int]:
    return lambda base: formats.mark(base, severity)


def _may_open_on_list(
    package: Package, sheets: Sequence[Sheet], by_sheet: dict[str, Marks]
) -> bool:
    """Whether the list can be the sheet that opens without touching one that is not marked.

    Two selected sheets would be edited together, so the one selected now must be unselected.
    """
    book = package.markup(package.workbook)
    views = book.child(book.root(), "bookViews")
    if views is not None and len(book.children(views)) > 1:
        return False
    others = (s.part for s in sheets if s.name not in by_sheet and s.part and package.has(s.part))
    return not any(mark in package.head(part, _HEAD) for part in others for mark in _SELECTED)


# --- the new sheet in the workbook


def _insert_sheet(package: Package, part: str, sheets: Sequence[Sheet], *, is_opened: bool) -> None:
    """As the first tab: whatever counts tabs from the left is moved on by one."""
    name = _free_sheet_name([sheet.name for sheet in sheets])
    new_id = package.relate(package.workbook, "worksheet", part)
    book = package.markup(package.workbook)
    root = book.root()
    listed = book.child(root, "sheets")
    if listed is None or not sheets:
        refuse_unsafe()
    elements = book.children(listed, "sheet")
    numbers = (book.attributes(element).get("sheetId", "") for element in elements)
    sheet_id = max((int(n) for n in numbers if n.isdecimal()), default=0) + 1
    attribute, declaration = relation_attribute(book)
    book.insert(
        elements[0].start,
        f'<{book.prefix}sheet name="{escape(name)}" sheetId="{sheet_id}" '
        f'{attribute}="{new_id}"{declaration}/>',
    )
    _settle_views(book, root, listed, is_opened=is_opened)
    names = book.child(root, "definedNames")
    for defined in book.children(names, "definedName") if names else ():
        if "localSheetId" in book.attributes(defined):
            _move_on(book, defined, "localSheetId")
    package.put(package.workbook, book.result())
    _say_in_properties(package, name)


def _free_sheet_name(taken: Sequence[str]) -> str:
    """``Catatan``, or ``Catatan (2)``: Excel compares names without regard to case."""
    folded = {name.casefold() for name in taken}
    number, name = 1, SHEET
    while name.casefold() in folded:
        number += 1
        name = f"{SHEET} ({number})"
    return name


def _settle_views(book: Markup, root: Element, listed: Element, *, is_opened: bool) -> None:
    """The tab bar starts at the list; the sheet that was open stays so, unless the list is."""
    views = book.child(root, "bookViews")
    for view in book.children(views, "workbookView") if views else ():
        if "firstSheet" in book.attributes(view):
            book.set_attribute(view, "firstSheet", "0")
        if is_opened:
            book.set_attribute(view, "activeTab", "0")
        else:
            _move_on(book, view, "activeTab")
    if views is None and not is_opened:
        p = book.prefix
        book.insert(listed.start, f'<{p}bookViews><{p}workbookView activeTab="1"/></{p}bookViews>')


def _move_on(book: Markup, element: Element, name: str) -> None:
    text = book.attributes(element).get(name, "")
    book.set_attribute(element, name, str(int(text) + 1 if text.isdecimal() else 1))


def _say_in_properties(package: Package, name: str) -> None:
    """The list of sheets in docProps/app.xml, which starts with the worksheets."""
    if not package.properties or not package.has(package.properties):
        return
    markup = package.markup(package.properties)
    root = markup.root()
    titles, pairs = markup.child(root, "TitlesOfParts"), markup.child(root, "HeadingPairs")
    vector = next(iter(markup.elements(titles.opened, titles.closing)), None) if titles else None
    heads = next(iter(markup.elements(pairs.opened, pairs.closing)), None) if pairs else None
    if vector is None or heads is None:
        return
    listed = list(markup.elements(vector.opened, vector.closing))
    count = _first_count(markup, heads)
    if not listed or count is None:
        return
    first = listed[0]
    markup.insert(first.start, f"<{first.name}>{escape(name)}</{first.name}>")
    markup.set_attribute(vector, "size", str(len(listed) + 1))
    markup.replace(count.opened, count.closing, str(int(markup.text(count)) + 1))
    package.put(package.properties, markup.result())


def _first_count(markup: Markup, heads: Element) -> Element | None:
    """Of the pairs of a heading and how many stand under it: the first number."""
    variants = list(markup.elements(heads.opened, heads.closing))[1:2]
    counts = [e for v in variants for e in markup.elements(v.opened, v.closing)]
    return counts[0] if counts and markup.text(counts[0]).strip().isdecimal() else None
