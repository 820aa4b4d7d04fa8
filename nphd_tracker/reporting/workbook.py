"""The file: its properties, and what openpyxl cannot write by itself.

openpyxl stores no results of formulas, so whoever does not compute (a preview, a telephone, Excel's
Protected View) would see them empty; and it cannot say that region codes are text on purpose, so
every one of them would carry a green "number stored as text" triangle. Both are added on saving.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook

from nphd_tracker.reporting.cells import Content
from nphd_tracker.reporting.lines import Lines, lines_of
from nphd_tracker.reporting.styles import register

_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v ?/?>(?:</v>)?</c>')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_ROWS_END = b"</sheetData>"
_AFTER_IGNORED = re.compile(r"<(?:drawing|legacyDrawing|tableParts)\b|</worksheet>")
"""What must follow `ignoredErrors` in a sheet's XML, whichever comes first."""


def start_workbook(title: str, keywords: str, language: str, made_at: datetime) -> Workbook:
    """An empty workbook with our styles and properties, and not one sheet yet."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    register(workbook, language)
    properties = workbook.properties
    properties.title = title
    properties.creator = "nphd-tracker"
    properties.lastModifiedBy = "nphd-tracker"
    properties.keywords = keywords
    properties.language = language
    properties.created = made_at.astimezone(UTC).replace(tzinfo=None) if made_at.tzinfo else made_at
    return workbook


def save(
    workbook: Workbook,
    path: Path,
    *,
    results: Mapping[str, Mapping[str, Content]],
    codes: Mapping[str, str],
) -> None:
    """Write the file. ``results``: sheet -> cell -> what its formula gives; ``codes``: sheet ->
    the range of texts that look like numbers."""
    parts = {
        f"xl/worksheets/sheet{number}.xml": sheet
        for number, sheet in enumerate(workbook.worksheets, start=1)
    }
    plain = BytesIO()
    workbook.save(plain)
    with ZipFile(plain) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            sheet = parts.get(name)
            title = sheet.title if sheet else ""
            if title in results or title in codes:
                text = _add_results(content.decode("utf-8"), results.get(title, {}))
                content = _allow_codes(text, codes.get(title, "")).encode("utf-8")
            lines = lines_of(sheet) if sheet else None
            if sheet and lines and sheet.max_row >= lines.first:
                # Of two rows with one number Excel repairs the file, and drops one of them.
                raise ValueError(f"{title} has cells where its lines stand: {sheet.max_row}")
            with target.open(name, "w") as out:
                for piece in _with_lines(content, lines) if lines else (content,):
                    out.write(piece)


def _with_lines(xml: bytes, lines: Lines) -> Iterator[bytes]:
    """A sheet with the rows that openpyxl does not hold, and the range it really fills."""
    end = f"{get_column_letter(lines.last_column)}{lines.last}".encode()
    head, mark, tail = _DIMENSION.sub(rb'<dimension ref="A1:' + end + b'"', xml).partition(
        _ROWS_END
    )
    yield head
    yield from lines.text()
    yield mark
    yield tail


def _add_results(xml: str, results: Mapping[str, Content]) -> str:
    def fill(match: re.Match[str]) -> str:
        cell, attributes, formula = match.groups()
        result = results[cell]
        kind = ' t="str"' if isinstance(result, str) else ""
        return f'<c r="{cell}"{attributes}{kind}><f>{formula}</f><v>{escape(str(result))}</v></c>'

    return _FORMULA.sub(fill, xml) if results else xml


def _allow_codes(xml: str, codes: str) -> str:
    if not codes:
        return xml
    ignored = (
        f'<ignoredErrors><ignoredError sqref="{codes}" numberStoredAsText="1"/></ignoredErrors>'
    )
    return _AFTER_IGNORED.sub(lambda match: ignored + match.group(), xml, count=1)
