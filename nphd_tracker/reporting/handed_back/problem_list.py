"""The sheet "Catatan" of a workbook handed back: every problem, with a link to its cell.

Every row begins with a number, which no row of headings does: the importer finds no table here when
the workbook comes back.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nphd_tracker.reading import NOTES_TITLES, Problem, Severity
from nphd_tracker.reporting.cells import TEXT_LIMIT
from nphd_tracker.reporting.handed_back.cell_formats import FILLS, CellFormats
from nphd_tracker.reporting.handed_back.marked_cells import parse_place
from nphd_tracker.reporting.handed_back.markup import MAIN, escape, escape_content
from nphd_tracker.reporting.wording import Phrase

SHEET = "Catatan"
LISTED_AT_MOST = 60_000
"""Excel follows 65,530 links on a sheet."""
_LONGEST_VALUE = 500

SEVERITIES = {
    Severity.ERROR: Phrase("Kesalahan", "Error"),
    Severity.WARNING: Phrase("Peringatan", "Warning"),
    Severity.INFO: Phrase("Keterangan", "Note"),
}
_COUNTS = {
    Severity.ERROR: Phrase("kesalahan (merah)", "errors (red)"),
    Severity.WARNING: Phrase("peringatan (kuning tua)", "warnings (amber)"),
    Severity.INFO: Phrase("keterangan (biru muda)", "notes (light blue)"),
}
_TODO = {
    Severity.ERROR: Phrase(
        "Perbaiki, lalu unggah lagi. Sebelum itu barisnya tidak diambil.",
        "Mend it and upload again. Until then the row is left out.",
    ),
    Severity.WARNING: Phrase(
        "Sudah dibaca. Periksa, dan perbaiki bila tidak sesuai.",
        "It was read. Check it, and mend it where it is not what was meant.",
    ),
    Severity.INFO: Phrase("Tidak perlu apa-apa.", "Nothing needs to be done."),
}
_TITLE = Phrase(*NOTES_TITLES)
_HOW = Phrase(
    "Klik nama sel untuk menuju selnya. Perbaiki di lembar aslinya, simpan, lalu unggah lagi; "
    "lembar ini boleh dihapus.",
    "Click the name of a cell to go there. Mend it on its own sheet, save, and upload again; "
    "this sheet may be deleted.",
)
_HEADINGS = (
    Phrase("No", "No"),
    Phrase("Jenis", "Kind"),
    Phrase("Lembar", "Sheet"),
    Phrase("Sel", "Cell"),
    Phrase("Isi", "Content"),
    Phrase("Keterangan", "What it is about"),
    Phrase("Yang perlu dilakukan", "What to do"),
)
_WHOLE_FILE = Phrase("seluruh berkas", "the whole file")
_WHOLE_SHEET = Phrase("seluruh lembar", "the whole sheet")
_WIDTHS = (6, 13, 20, 15, 28, 72, 34)
_LINE = 13.5
_LINES_AT_MOST = 30
_ORDER = list(Severity)
_TABLE_AT = 5


@dataclass(frozen=True, slots=True)
class _Formats:
    """Numbers of the formats that the list is written with."""

    title: int
    plain: int
    head: int
    number: int
    text: int
    link: int
    severity: dict[Severity, int]


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Errors first; within a severity as they were told, which is as the sheet runs."""
    return sorted(problems, key=lambda problem: _ORDER.index(problem.severity))


def list_problems(
    problems: Sequence[Problem],
    language: str,
    formats: CellFormats,
    linked: frozenset[str],
    *,
    is_selected: bool,
    left_out: Sequence[Phrase] = (),
) -> bytes:
    """The part of the sheet. Cells on the sheets ``linked`` are led to; ``left_out`` is said above."""
    own = _add_formats(formats)
    listed = problems[:LISTED_AT_MOST]
    counts = ", ".join(
        f"{sum(p.severity is severity for p in problems)} {words.say(language)}"
        for severity, words in _COUNTS.items()
    )
    notes = [note.say(language) for note in left_out]
    if len(listed) < len(problems):
        more = len(problems) - len(listed)
        notes.append(
            Phrase(
                f"Daftar ini memuat {len(listed)} yang pertama; {more} lainnya tidak ditulis.",
                f"This list holds the first {len(listed)}; {more} more are not written.",
            ).say(language)
        )
    top = [
        _row(1, [(_TITLE.say(language), own.title)]),
        _row(2, [(" ".join([f"{counts}.", *notes]), own.plain)]),
        _row(3, [(_HOW.say(language), own.plain)]),
        _row(_TABLE_AT, [(heading.say(language), own.head) for heading in _HEADINGS]),
    ]
    rows, links = [], []
    for number, problem in enumerate(listed, 1):
        row = _TABLE_AT + number
        is_link = bool(problem.sheet in linked and parse_place(problem.cell))
        rows.append(_problem_row(row, number, problem, language, own, is_link=is_link))
        if is_link:
            links.append(_link(row, problem))
    return _sheet([*top, *rows], links, is_selected=is_selected).encode()


def _add_formats(formats: CellFormats) -> _Formats:
    family = '<name val="Calibri"/><family val="2"/>'
    body = f'<sz val="10"/>{family}'
    wrap = '<alignment vertical="top" wrapText="1"/>'
    bold = f'<b/><sz val="10"/><color rgb="FF1A1A1A"/>{family}'
    return _Formats(
        title=formats.add(font=f'<b/><sz val="14"/><color rgb="FF1F3864"/>{family}'),
        plain=formats.add(font=body, inner='<alignment vertical="top"/>'),
        head=formats.add(
            font=f'<b/><sz val="10"/><color rgb="FFFFFFFF"/>{family}',
            fill="FF1F3864",
            inner='<alignment vertical="center" wrapText="1"/>',
        ),
        number=formats.add(font=body, inner='<alignment horizontal="center" vertical="top"/>'),
        text=formats.add(font=body, attributes=' quotePrefix="1"', inner=wrap),
        link=formats.add(
            font=f'<u/><sz val="10"/><color rgb="FF0B5C92"/>{family}',
            inner='<alignment vertical="top"/>',
        ),
        severity={
            severity: formats.add(font=bold, fill=fill, inner=wrap)
            for severity, fill in FILLS.items()
        },
    )


def _problem_row(
    row: int, number: int, problem: Problem, language: str, own: _Formats, *, is_link: bool
) -> str:
    whole = _WHOLE_SHEET if problem.sheet else _WHOLE_FILE
    value = problem.shown(language)
    if len(value) > _LONGEST_VALUE:
        value = value[: _LONGEST_VALUE - 1] + "…"
    cells: list[tuple[str | int, int]] = [
        (number, own.number),
        (SEVERITIES[problem.severity].say(language), own.severity[problem.severity]),
        (problem.sheet, own.text),
        (problem.cell or whole.say(language), own.link if is_link else own.text),
        (value, own.text),
        (problem.message(language), own.text),
        (_TODO[problem.severity].say(language), own.text),
    ]
    return _row(row, cells, _count_lines(cells))


def _row(row: int, cells: Sequence[tuple[str | int, int]], lines: int = 0) -> str:
    """``lines``: how tall it is, for programs that do not fit a wrapped row to its text."""
    content = "".join(
        _cell(f"{chr(65 + column)}{row}", value, style)
        for column, (value, style) in enumerate(cells)
    )
    height = f' ht="{lines * _LINE + 2}" customHeight="1"' if lines else ""
    return f'<row r="{row}"{height}>{content}</row>'


def _count_lines(cells: Sequence[tuple[str | int, int]]) -> int:
    lines = [
        sum(max(1, math.ceil(len(line) / width)) for line in str(value).split("\n"))
        for (value, _), width in zip(cells, _WIDTHS, strict=True)
    ]
    return min(max(lines), _LINES_AT_MOST)


def _cell(name: str, value: str | int, style: int) -> str:
    """A number, or a text that stays one whatever it begins with."""
    if isinstance(value, int):
        return f'<c r="{name}" s="{style}"><v>{value}</v></c>'
    if not value:
        return f'<c r="{name}" s="{style}"/>'
    text = escape_content(value[:TEXT_LIMIT])
    return (
        f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    )


def _link(row: int, problem: Problem) -> str:
    quoted = problem.sheet.replace("'", "''")
    location = escape(f"'{quoted}'!{problem.cell}")
    return f'<hyperlink ref="D{row}" location="{location}" display="{escape(problem.cell)}"/>'


def _sheet(rows: Sequence[str], links: Sequence[str], *, is_selected: bool) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(_WIDTHS, 1)
    )
    selected = ' tabSelected="1"' if is_selected else ""
    below = _TABLE_AT + 1
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="FFC0392B"/>'
        '<pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0"{selected} workbookViewId="0">'
        f'<pane ySplit="{_TABLE_AT}" topLeftCell="A{below}" activePane="bottomLeft" '
        f'state="frozen"/><selection pane="bottomLeft" activeCell="A{below}" sqref="A{below}"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
