"""What became of one file, and the layouts of its sheets as they are by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from nphd_tracker import store
from nphd_tracker.reading import Problem, Reading, ReadOptions, Severity

Status = Literal["applied", "unchanged", "refused", "would-apply", "readable"]


@dataclass(frozen=True)
class SheetLayout:
    """The header of one sheet before any answer; ``top`` is its first row, from 1."""

    fingerprint: str
    headers: Mapping[str, str]
    top: int


@dataclass(frozen=True)
class Intake:
    """What became of one file. ``import_id`` is its import, or the one that already says the same
    (None where that is another's, whom the person does not see).

    ``options`` are those it was really read with: the person's, and the answers remembered for
    layouts like these, on the sheets named in ``recalled``.
    """

    name: str
    sha256: str
    status: Status
    import_id: int | None = None
    reading: Reading | None = None
    plan: store.Plan | None = None
    problems: tuple[Problem, ...] = field(default=())
    options: ReadOptions = field(default_factory=ReadOptions)
    recalled: tuple[str, ...] = ()
    layouts: Mapping[str, SheetLayout] = field(default_factory=dict)
    skipped: tuple[Problem, ...] = ()
    """What is wrong with the rows that the person left out."""

    @property
    def has_errors(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)

    @property
    def stands(self) -> bool:
        """The same bytes, read the same way, are an applied import already."""
        return self.plan is not None and self.plan.standing_import is not None

    @property
    def has_figures(self) -> bool:
        return self.reading is not None and any(s.figures for s in self.reading.sheets)
