"""What an import would change, as values: amounts, terms, and the plan that holds them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice

from nphd_tracker.blocks import Block, Joined, Made
from nphd_tracker.reading import (
    Measure,
    Severity,
    StatedFigure,
    StatedTerm,
    TermKind,
)
from nphd_tracker.regions import Agency
from nphd_tracker.store.findings import Finding
from nphd_tracker.store.follow_up_plans import FollowUpPlan
from nphd_tracker.store.known import Known, Stated


@dataclass(frozen=True, slots=True)
class Change:
    """One amount that is new (``old`` is None) or would speak instead of another. In sen."""

    region: str
    agency: Agency
    unit: str | None
    measure: Measure
    on: date
    old: int | None
    new: int
    cells: tuple[str, ...]
    is_movement: bool = False
    tranche: str = ""
    line: str = ""
    document: str = ""
    before: tuple[date, int] | None = None
    """Beside a new figure: the earlier day and value of the same agreement and measure."""


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that is new (``old`` is empty) or would speak instead of another.

    Values as `reading.StatedTerm` has them; only a schedule of tranches has several.
    """

    election: str
    region: str
    agency: Agency
    unit: str | None
    kind: TermKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What an import would do. Figures are counted; terms only where another value would speak.

    ``digest`` is of the reading alone, ``base`` of what would change: with the same two, applying
    does what was shown. ``standing_import`` has the same bytes, read the same way, and stands.
    """

    new: int
    changed: int
    same: int
    changes: Sequence[Change]
    findings: tuple[Finding, ...]
    digest: str
    base: str
    standing_import: int | None = None
    terms: tuple[TermChange, ...] = ()
    follow_ups: FollowUpPlan = field(default_factory=FollowUpPlan)
    made_of: "tuple[Comparison, Hashable] | None" = field(default=None, compare=False, repr=False)
    """What would be stored, and what stood when that was found: see `still_holds`."""

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def first_changes(self, count: int) -> list[Change]:
        """So many of the changes: those of a known amount first, then what is new."""
        if len(self.changes) <= count:
            return sorted(self.changes, key=lambda change: change.old is None)
        known = (one for one in self.listed_changes if one.old is not None)
        new = (one for one in self.changes if one.old is None)
        return list(islice(chain(known, new), count))

    @property
    def listed_changes(self) -> list[Change]:
        """The changes that are not those of a whole block."""
        parts = self.changes.parts if isinstance(self.changes, Joined) else (self.changes,)
        return [one for part in parts if not isinstance(part, Made) for one in part]

    @property
    def new_blocks(self) -> list[Block]:
        """The blocks of which every figure is new."""
        parts = self.changes.parts if isinstance(self.changes, Joined) else ()
        return [part.origin for part in parts if isinstance(part, Made)]

    @property
    def is_unchanged(self) -> bool:
        """No current value would change."""
        return not (self.new or self.changed or self.terms_changed or self.follow_ups.changes)

    @property
    def terms_changed(self) -> int:
        """How many terms would be another than they are, the new ones too."""
        return len(self.terms)


@dataclass(slots=True)
class Comparison:
    """A plan in the making; ``figures`` and ``terms`` are what would be stored for it."""

    known: Known
    is_summary: bool
    figures: list[tuple[str, StatedFigure]] = field(default_factory=list)
    terms: list[tuple[str, StatedTerm]] = field(default_factory=list)
    blocks: list[tuple[str, Block]] = field(default_factory=list)
    """What is new as a whole; ``figures`` holds the rest."""
    unnamed: list[tuple[str, Stated]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    term_changes: list[TermChange] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    same: int = 0
