"""One agreement on one row, and the rows of a table, as they are being read."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import cast

from nphd_tracker.blocks import Block, Joined
from nphd_tracker.importing.columns.column import NOBODY, Share
from nphd_tracker.importing.opening.grid import column_index
from nphd_tracker.reading import Control, Problem, Severity, StatedFigure, StatedTerm
from nphd_tracker.regions import Agency, Region


@dataclass(slots=True)
class Who:
    """Region, agency and unit of a row, as far as they could be told."""

    region: Region | None = None
    agency: Agency | None = None
    unit: str | None = None
    unit_implied: bool = False
    is_told: bool = False
    """What is wrong with the row is told elsewhere, once."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)


@dataclass(slots=True)
class Record:
    """One agreement on one row, and all that was said about it."""

    row: int
    who: Who
    figures: list[StatedFigure] = field(default_factory=list)
    soft_figures: list[StatedFigure] = field(default_factory=list)
    """Agreement values dated back to the signing: they give way where a row says otherwise."""
    terms: list[StatedTerm] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    share: Share = NOBODY
    """The block of columns that it was read from."""
    election: str = ""
    """Where it is another than the sheet's."""

    @property
    def is_wrong(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)

    def clear(self) -> None:
        """Leaves the record out; what is said about it stays."""
        self.figures.clear()
        self.soft_figures.clear()
        self.terms.clear()


class RunningSums:
    """Amounts of one column, noted from the top down; any stretch of rows adds up at once."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.amounts: list[int] = []
        self._upto = [0]

    def note(self, row: int, sen: int) -> None:
        self.rows.append(row)
        self.amounts.append(sen)

    def extend(self, rows: Iterable[int], amounts: Sequence[int]) -> None:
        self.rows += rows
        self.amounts += amounts

    @property
    def _sums(self) -> list[int]:
        """Of all amounts before each place; added up when first asked for."""
        done = len(self._upto) - 1
        if done < len(self.amounts):
            self._upto[-1:] = accumulate(self.amounts[done:], initial=self._upto[-1])
        return self._upto

    def at(self, row: int) -> int | None:
        place = bisect_left(self.rows, row)
        return self.amounts[place] if self.rows[place : place + 1] == [row] else None

    def between(self, first: int = 0, end: int | None = None) -> int:
        """The sum of rows ``first`` up to but without ``end``."""
        last = len(self.rows) if end is None else bisect_left(self.rows, end)
        return self._sums[last] - self._sums[min(bisect_left(self.rows, first), last)]

    def last_runs(self, row: int, most: int) -> list[int]:
        """Sums of the last one, two, three... rows above ``row``."""
        last = bisect_left(self.rows, row)
        sums = self._sums
        return [sums[last] - sums[last - n] for n in range(1, min(most, last) + 1)]


@dataclass(slots=True)
class RowsRead:
    """All rows of one table."""

    records: list[Record | Block] = field(default_factory=list)
    """In the order of the rows; a block where they had nothing odd about them (`regular`)."""
    problems: list[Problem] = field(default_factory=list)
    data_rows: list[int] = field(default_factory=list)
    total_rows: list[tuple[int, str]] = field(default_factory=list)
    """(row, label) of total and subtotal rows: controls, never figures."""
    controls: list[Control] = field(default_factory=list)
    sums: dict[int, RunningSums] = field(default_factory=dict)
    """Column -> every amount read, for holding totals against."""

    @property
    def own_records(self) -> list[Record]:
        """Those that were read row by row."""
        return [one for one in self.records if isinstance(one, Record)]

    @property
    def figures(self) -> Sequence[StatedFigure]:
        """Every figure in the order of the rows; blocks stay as they are."""
        if len(self.own_records) == len(self.records):
            return tuple(f for record in self.own_records for f in record.figures)
        return Joined(one if isinstance(one, Block) else one.figures for one in self.records)

    @property
    def elections(self) -> tuple[str, ...]:
        """The elections that rows or columns name beside the sheet's own, "" first."""
        named = {record.election for record in self.own_records if record.election}
        return ("", *sorted(named))

    def figures_of(self, election: str) -> Sequence[StatedFigure]:
        """The figures of one election; "" is the sheet's own."""
        if not election and len(self.elections) == 1:
            return self.figures
        return tuple(f for r in self.own_records if r.election == election for f in r.figures)

    def note(self, row: int, column: int, sen: int) -> None:
        """Remembers an amount; rows come from the top down."""
        sums = self.sums.setdefault(column, RunningSums())
        if sums.rows[-1:] != [row]:
            sums.note(row, sen)

    def amount(self, row: int, column: int) -> int | None:
        return self.sums[column].at(row) if column in self.sums else None

    def take(self, block: Block) -> None:
        """Remembers the rows of a block, and their amounts."""
        self.records.append(block)
        rows = list(range(block.rows[0] - 1, block.rows[-1]))  # it came from rows without a gap
        self.data_rows += rows
        for one in block.stated:
            sums = self.sums.setdefault(column_index(one.letter), RunningSums())
            if None in one.amounts:
                said = [(row, a) for row, a in zip(rows, one.amounts, strict=True) if a is not None]
                sums.extend((row for row, _ in said), [a for _, a in said])
            else:
                sums.extend(rows, cast(Sequence[int], one.amounts))

    def largest(self) -> tuple[int, int, int]:
        """The largest amount, its row and column; zeros where there is none."""
        found = ((max(sums.amounts), column) for column, sums in self.sums.items() if sums.amounts)
        places = [
            (-sen, self.sums[column].rows[self.sums[column].amounts.index(sen)], column)
            for sen, column in found
        ]
        sen, row, column = min(places, default=(0, 0, 0))
        return -sen, row, column
