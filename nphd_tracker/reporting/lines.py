"""The rows of a long native table, kept as the finished text of the file until it is saved.

openpyxl keeps an object for each cell; of the rows of a table nothing is asked again once they are
written, so here they are text at once, compressed: a hundred thousand of them take a few
megabytes, and a tenth of the time. What a cell may hold is what `cells.put` allows.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from textwrap import wrap
from typing import Protocol
from weakref import WeakKeyDictionary
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.money import rupiah
from nphd_tracker.reporting.cells import Content, clean, is_quoted, style_number

LINE_HEIGHT = 13.0
"""Points, for the 10 point text of a table."""
CHARACTERS_PER_WIDTH = 1.1
"""A column's width counts characters of 11 points."""

_BLOCK = 2_000
"""Rows compressed together."""
_FIRST_DAY = date(1899, 12, 30).toordinal()
_MONEY = "uang"
_ROW = '<row r="{row}"{height}>{cells}</row>'


class Column(Protocol):
    """How a column looks; with style "uang" its contents are sen."""

    @property
    def style(self) -> str: ...

    @property
    def width(self) -> float: ...


class Lines:
    """What stands in a sheet below its header, as text."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.last = first - 1
        self.last_column = 0
        self.longest: dict[int, int] = {}
        """Characters of the longest amount of each column, counted from 1."""
        self._blocks: list[bytes] = []
        self._waiting: list[str] = []

    def add(self, row: str) -> None:
        self.last += 1
        self._waiting.append(row)
        if len(self._waiting) >= _BLOCK:
            self._press()

    def text(self) -> Iterator[bytes]:
        """The rows in order, a block at a time."""
        self._press()
        return map(zlib.decompress, self._blocks)

    def _press(self) -> None:
        if self._waiting:
            self._blocks.append(zlib.compress("".join(self._waiting).encode(), 1))
            self._waiting.clear()


_lines: WeakKeyDictionary[Worksheet, Lines] = WeakKeyDictionary()


def lines_of(sheet: Worksheet) -> Lines | None:
    return _lines.get(sheet)


def put_lines(
    sheet: Worksheet,
    first: int,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Content]],
    *,
    more_styles: Callable[[int, Content], str] | None = None,
) -> int:
    """Write rows below all that openpyxl holds of the sheet; the last row's number.

    ``more_styles`` may name another style for a column (counted from 0) and its content.
    """
    lines = _lines[sheet] = Lines(first)
    lines.last_column = len(columns)
    letters = [get_column_letter(place) for place in range(1, len(columns) + 1)]
    styles = [column.style for column in columns]
    room = [column.width * CHARACTERS_PER_WIDTH for column in columns]
    wraps = [style in _WRAPPED for style in styles]
    for number, row in enumerate(rows, start=first):
        cells: list[str] = []
        height = 1
        for place, content in enumerate(row):
            style = styles[place]
            if style == _MONEY and isinstance(content, int):
                style, content = (_MONEY + " sen" if content % 100 else _MONEY), rupiah(content)
                size = len(f"{content:,.2f}")
                if size > lines.longest.get(place + 1, 0):
                    lines.longest[place + 1] = size
            elif more_styles is not None:
                style = more_styles(place, content) or style
            cells.append(_cell(sheet, f"{letters[place]}{number}", content, style))
            if wraps[place] and isinstance(content, str) and len(content) > room[place]:
                height = max(height, count_lines(content, room[place]))
        tall = f' ht="{height * LINE_HEIGHT + 1:g}" customHeight="1"' if height > 1 else ""
        lines.add(_ROW.format(row=number, height=tall, cells="".join(cells)))
    return lines.last


def add_table(
    sheet: Worksheet, name: str, header_row: int, headers: Sequence[str], last_row: int
) -> None:
    """Make header and rows a native table from column A on.

    Excel repairs a file whose table has an empty heading or the same one twice: ValueError.
    """
    if not all(headers) or len({header.casefold() for header in headers}) < len(headers):
        raise ValueError(f"headings of a table must be there and differ: {headers}")
    reference = f"A{header_row}:{get_column_letter(len(headers))}{last_row}"
    table = Table(displayName=name, name=name, ref=reference, autoFilter=AutoFilter(ref=reference))
    # Else openpyxl makes a cell of every place of the table to find the headings.
    for number, header in enumerate(headers, start=1):
        table.tableColumns.append(TableColumn(id=number, name=header))
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    sheet.add_table(table)


_WRAPPED = frozenset({"teks", "isian"})
"""Styles of wrapped text."""


@lru_cache(maxsize=20_000)
def count_lines(text: str, width: float) -> int:
    """How many lines a text takes, broken at spaces; a word longer than the column is cut."""
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(len(wrap(line, max(int(width), 1))) or 1 for line in text.splitlines()) or 1


def _cell(sheet: Worksheet, address: str, content: Content, style: str) -> str:
    if content is None:
        return f'<c r="{address}" s="{style_number(sheet, style)}"/>'
    if isinstance(content, str):
        number = style_number(sheet, style, quoted=is_quoted(content))
        text = clean(content)
        space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
        return (
            f'<c r="{address}" s="{number}" t="inlineStr"><is><t{space}>'
            f"{escape(text, _SIGNS)}</t></is></c>"
        )
    if isinstance(content, date):
        content = content.toordinal() - _FIRST_DAY
    return f'<c r="{address}" s="{style_number(sheet, style)}"><v>{content!r}</v></c>'


_SIGNS = {"\r": "&#13;"}
"""Else a reader takes it for the end of a line."""
