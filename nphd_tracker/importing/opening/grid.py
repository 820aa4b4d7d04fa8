"""Plain cells at their place: what every kind of workbook becomes before it is understood.

Rows and columns are counted from 0 (Excel's minus 1). An empty cell is None, never "" or 0; a
formula without a saved value and an error are None too, and named apart, so that nobody takes
them for empty.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any, cast, overload

CellValue = str | int | float | bool | date | datetime | None
Position = tuple[int, int]
"""Row and column."""
Merge = tuple[int, int, int, int]
"""Top, left, bottom, right, inclusive."""
_NUMBERS = frozenset({int, float, bool})


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is known of some rows of a column without looking at each of its cells."""

    start: int
    stop: int
    kinds: frozenset[type]
    texts: frozenset[str] = frozenset()
    """The different texts."""
    bounds: tuple[int, int] | None = None
    """The least and the largest, where all are whole numbers."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. ``rows[0][0]`` is A1; each row ends at its own last filled cell."""

    name: str
    visible: bool
    rows: Sequence[list[CellValue]]
    merges: tuple[Merge, ...]
    """Clipped to the used area; only those that still join two cells or more."""
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    formulas: dict[Position, str]
    """Formulas saved without a value, text from "=" on; the cell itself is None in ``rows``."""
    errors: dict[Position, str]
    """Cells that hold an error such as ``#REF!``; the cell itself is None in ``rows``."""
    columns: dict[int, list[CellValue]] = field(default_factory=dict, compare=False, repr=False)
    """Columns at hand, as long as ``rows``; see `column`."""
    stretches: dict[int, list[Stretch]] = field(default_factory=dict, compare=False, repr=False)
    """Column -> stretches of it from the top down, where it came in such."""

    @property
    def filled_rows(self) -> int:
        """How many rows hold anything."""
        if not isinstance(self.rows, ColumnRows) or not self.columns:
            return sum(map(bool, self.rows))
        if any(None not in cells for cells in self.columns.values()):
            return len(self.rows)
        fullest = min(self.columns.values(), key=lambda cells: cells.count(None))
        return sum(value is not None or bool(self.rows[at]) for at, value in enumerate(fullest))

    def column(self, index: int) -> list[CellValue]:
        """All cells of a column, from the first row on."""
        if index not in self.columns and isinstance(self.rows, ColumnRows):
            self.columns[index] = [None] * len(self.rows)
        elif index not in self.columns:
            self.columns[index] = [row[index] if len(row) > index else None for row in self.rows]
        return self.columns[index]

    def look_over(self, index: int, start: int, stop: int) -> Stretch:
        """What these rows of a column hold."""
        known = list(self._known(index, start, stop))
        bounds = [one.bounds for one in known if one.bounds]
        return Stretch(
            start,
            stop,
            frozenset[type]().union(*(one.kinds for one in known)),
            frozenset[str]().union(*(one.texts for one in known)),
            (min(low for low, _ in bounds), max(high for _, high in bounds))
            if bounds and len(bounds) == len(known)
            else None,
        )

    def without_numbers(self, index: int, start: int, stop: int) -> list[int]:
        """Those of these rows that hold no number in a column."""
        cells = self.column(index)
        return [
            row
            for known in self._known(index, start, stop)
            if not known.kinds <= _NUMBERS
            for row in range(known.start, known.stop)
            if not isinstance(cells[row], int | float)
        ]

    def _known(self, index: int, start: int, stop: int) -> Iterator[Stretch]:
        """Stretches that make up these rows; where none came, one is made of the cells."""
        cells, at = self.column(index), start
        for known in self.stretches.get(index, ()):
            if known.start >= at and known.stop <= stop:
                if known.start > at:
                    yield stretch_of(cells[at : known.start], at)
                yield known
                at = known.stop
        if at < stop:
            yield stretch_of(cells[at:stop], at)


def stretch_of(cells: Sequence[CellValue], start: int) -> Stretch:
    """What there is to know of the cells of a column, the first of them in row ``start``."""
    kinds = frozenset(map(type, cells))
    texts = {v for v in set(cells) if isinstance(v, str)} if str in kinds else ()
    numbers = cast(Sequence[int], cells) if kinds == {int} else ()
    bounds = (min(numbers), max(numbers)) if numbers else None
    return Stretch(start, start + len(cells), kinds, frozenset(texts), bounds)


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
    """Document properties ``title``, ``keywords``, ``creator`` where they are known; ``date1904``
    where days are counted from 1904."""


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
        return plain_number(value)
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, int | date):
        return value
    return None if value is None else str(value)


def plain_number(value: float) -> int | float:
    return int(value) if value.is_integer() and abs(value) < _LARGEST_INTEGER else value


def plain_numbers(values: list[float]) -> list[CellValue]:
    """The same of many, most of them whole."""
    if all(map(float.is_integer, values)) and max(map(abs, values)) < _LARGEST_INTEGER:
        return list(map(int, values))
    return list(map(plain_number, values))


class ColumnRows(Sequence[list[CellValue]]):
    """Rows of a sheet that came by columns; each is made when somebody asks for it, and kept.

    Each ends at its own last filled cell, and there are none behind the last filled row.
    """

    def __init__(self, columns: Mapping[int, list[CellValue]]) -> None:
        width = max(columns, default=-1) + 1
        length = max((reach(cells) for cells in columns.values()), default=0)
        nothing: list[CellValue] = [None] * length
        self._columns = [columns.get(index, nothing) for index in range(width)]
        self._made: list[list[CellValue] | None] = [None] * length

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, at: int) -> list[CellValue]: ...

    @overload
    def __getitem__(self, at: slice) -> list[list[CellValue]]: ...

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        row = self._made[at]
        if row is None:
            place = range(len(self))[at]
            row = [cells[place] for cells in self._columns]
            while row and row[-1] is None:
                row.pop()
            self._made[at] = row
        return row

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def reach(cells: Sequence[CellValue]) -> int:
    """How far a column reaches: behind its last filled cell."""
    return next((at + 1 for at in range(len(cells) - 1, -1, -1) if cells[at] is not None), 0)


def trim(rows: list[list[CellValue]]) -> None:
    """Drops the empty rows at the end."""
    while rows and not rows[-1]:
        rows.pop()


def build_grid(name: str, visible: bool, cells: Iterable[Iterable[object]], marks: Marks) -> Grid:
    """A sheet from a library's rows (starting at A1) and what it hides, trimmed and clipped."""
    rows = [[plain_value(value) for value in row] for row in cells]
    for row, column in (*marks.formulas, *marks.errors):
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = None
    for line in rows:
        while line and line[-1] is None:
            line.pop()
    trim(rows)
    clipped = clip_marks(marks, len(rows) - 1, max(map(len, rows), default=0) - 1)
    return Grid(
        name,
        visible,
        rows,
        tuple(clipped.merges),
        frozenset(clipped.hidden_rows),
        frozenset(clipped.hidden_columns),
        clipped.formulas,
        clipped.errors,
    )


def clip_marks(marks: Marks, bottom: int, right: int) -> Marks:
    """Marks within the used area; ``bottom`` and ``right`` are its last filled row and column."""
    named = (*marks.formulas, *marks.errors)
    bottom = max([bottom, *(row for row, _ in named)])
    right = max([right, *(column for _, column in named)])
    return Marks(
        list(_clip(marks.merges, bottom, right)),
        {row for row in marks.hidden_rows if row <= bottom},
        {column for column in marks.hidden_columns if column <= right},
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
