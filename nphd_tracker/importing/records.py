"""One agreement on one row, and the rows of a table, as they are being read."""

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
