"""Plain cells at their place: what every kind of workbook becomes before it is understood.

Rows and columns are counted from 0 (Excel's minus 1). An empty cell is None, never "" or 0; a
formula without a saved value and an error are None too, and named apart, so that nobody takes
them for empty.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

CellValue = str | int | float | bool | date | datetime | None
Position = tuple[int, int]
"""Row and column."""
Merge = tuple[int, int, int, int]
"""Top, left, bottom, right, inclusive."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. ``rows[0][0]`` is A1; each row ends at its own last filled cell."""

    name: str
    visible: bool
    rows: list[list[CellValue]]
    merges: tuple[Merge, ...]
    """Clipped to the used area; only those that still join two cells or more."""
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    formulas: dict[Position, str]
    """Formulas saved without a value, text from "=" on; the cell itself is None in ``rows``."""
    errors: dict[Position, str]
    """Cells that hold an error such as ``#REF!``; the cell itself is None in ``rows``."""


@dataclass(slots=True)
class Marks:
    """What calamine does not tell of a sheet, as far as a format lets us see it."""

    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: dict[Position, str] = field(default_factory=dict)
    errors: dict[Position, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file: its worksheets in order (not its chart sheets), and what to say about it."""

    sheets: tuple[Grid, ...]
    warnings: tuple[str, ...] = ()
    """Codes: has-macro, external-links, errors-invisible, sheet-skipped."""
    properties: dict[str, str] = field(default_factory=dict)
    """Document properties ``title``, ``keywords``, ``creator`` where they are known."""


def cell_name(row: int, column: int) -> str:
    """The name Excel shows: (15, 5) -> "F16"."""
    return f"{column_name(column)}{row + 1}"


@lru_cache(maxsize=4096)
def column_name(column: int) -> str:
    """0 -> "A", 26 -> "AA"."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def column_index(letters: str) -> int:
    """ "A" -> 0, "AA" -> 26; capital letters only."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


MERGES_AT_MOST = 100_000
MERGED_CELLS_AT_MOST = 1_000_000
"""Of all merges of a sheet together: readers remember each cell that a merge reaches."""
LONGEST_TEXT = 32_767
"""Characters of a cell, as in Excel; a text beyond is cut there."""
_LARGEST_INTEGER = 2.0**63
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def plain_value(value: object) -> CellValue:
    """A library's cell as ours: "" and blanks -> None, 5.0 -> 5, a duration -> its text."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            value = value[:LONGEST_TEXT]
        if value.isprintable():
            return None if value.isspace() or not value else value
        value = _CONTROL.sub("", value)
        return None if value.isspace() or not value else value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _LARGEST_INTEGER else value
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, int | date):
        return value
    return None if value is None else str(value)


def build_grid(name: str, visible: bool, cells: Iterable[Iterable[object]], marks: Marks) -> Grid:
    """A sheet from a library's rows (starting at A1) and what it hides, trimmed and clipped."""
    rows = [[plain_value(value) for value in row] for row in cells]
    for row, column in (*marks.formulas, *marks.errors):
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = None
    for line in rows:
        while line and line[-1] is None:
            line.pop()
    while rows and not rows[-1]:
        rows.pop()
    named = (*marks.formulas, *marks.errors)
    bottom = max([len(rows) - 1, *(row for row, _ in named)])
    right = max([max(map(len, rows), default=0) - 1, *(column for _, column in named)])
    return Grid(
        name,
        visible,
        rows,
        _clip(marks.merges, bottom, right),
        frozenset(row for row in marks.hidden_rows if row <= bottom),
        frozenset(column for column in marks.hidden_columns if column <= right),
        marks.formulas,
        marks.errors,
    )


def _clip(merges: Iterable[Merge], last_row: int, last_column: int) -> tuple[Merge, ...]:
    clipped = (
        (top, left, min(bottom, last_row), min(right, last_column))
        for top, left, bottom, right in merges
        if top <= last_row and left <= last_column
    )
    joining = [*islice((merge for merge in clipped if merge[:2] != merge[2:]), MERGES_AT_MOST)]
    kept, room = [], MERGED_CELLS_AT_MOST
    for top, left, bottom, right in joining:
        size = (bottom - top + 1) * (right - left + 1)
        if size <= room:
            room -= size
            kept.append((top, left, bottom, right))
    return tuple(kept)
