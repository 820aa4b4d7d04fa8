"""One agreement on one row, and the rows of a table, as they are being read."""

from bisect import bisect_left
from dataclasses import dataclass, field

from nphd_tracker.importing.keys import Who
from nphd_tracker.reading import Control, Problem, Severity, StatedFigure, StatedTerm


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
        self._upto = [0]

    def note(self, row: int, sen: int) -> None:
        self.rows.append(row)
        self._upto.append(self._upto[-1] + sen)

    def between(self, first: int = 0, end: int | None = None) -> int:
        """The sum of rows ``first`` up to but without ``end``."""
        last = len(self.rows) if end is None else bisect_left(self.rows, end)
        return self._upto[last] - self._upto[min(bisect_left(self.rows, first), last)]

    def last_runs(self, row: int, most: int) -> list[int]:
        """Sums of the last one, two, three... rows above ``row``."""
        last = bisect_left(self.rows, row)
        return [self._upto[last] - self._upto[last - n] for n in range(1, min(most, last) + 1)]


@dataclass(slots=True)
class RowsRead:
    """All rows of one table."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    data_rows: list[int] = field(default_factory=list)
    total_rows: list[tuple[int, str]] = field(default_factory=list)
    """(row, label) of total and subtotal rows: controls, never figures."""
    controls: list[Control] = field(default_factory=list)
    amounts: dict[tuple[int, int], int] = field(default_factory=dict)
    """(row, column) -> sen of every amount read, for holding totals against."""
    sums: dict[int, RunningSums] = field(default_factory=dict)
    """Column -> the same, for adding up while the walk goes on."""

    def note(self, row: int, column: int, sen: int) -> None:
        """Remembers an amount; rows come from the top down."""
        if (row, column) not in self.amounts:
            self.sums.setdefault(column, RunningSums()).note(row, sen)
        self.amounts[(row, column)] = sen
