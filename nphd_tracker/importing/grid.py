"""Plain cells at their place: what every kind of workbook becomes before it is understood.

Rows and columns are counted from 0 (Excel's minus 1). An empty cell is None, never "" or 0; a
formula without a saved value and an error are None too, and named apart, so that nobody takes
them for empty.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

CellValue = str | int | float | bool | date | datetime | None
Position = tuple[int, int]
"""Row and column."""
Merge = tuple[int, int, int, int]
"""Top, left, bottom, right, inclusive."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. ``rows[0][0]`` is A1; rows may differ in length and end at their last filled cell."""

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


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file: its worksheets in order (chart sheets are none), and what is to be said about it."""

    sheets: tuple[Grid, ...]
    warnings: tuple[str, ...] = ()
    """Codes: has-macro, external-links, errors-invisible, merges-capped, sheet-skipped."""
    properties: dict[str, str] = field(default_factory=dict)
    """Document properties ``title``, ``keywords``, ``creator`` where they are known."""


def cell_name(row: int, column: int) -> str:
    """The name Excel shows: (15, 5) -> "F16"."""
    return f"{column_name(column)}{row + 1}"


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
