"""Why an agreement is to be chased, and how much money waits for an answer: pure functions.

What is complete or closed is never chased; low spending alone is no reason. An agreement that the
roster names and nobody reported has no amount yet, and stands behind those that have one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nphd_tracker.absorption import Standing
from nphd_tracker.follow_ups import State, Tracked
from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency


class Reason(StrEnum):
    """In the order of their weight: the first of a line is its main one."""

    MISSING = "missing"
    OVERDUE = "overdue"
    LATE = "late"
    ESTIMATE = "estimate"
    SILENT = "silent"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Line:
    """One agreement to chase. ``amount`` in sen: what is not absorbed; of what was not reported,
    its whole value; None where no value is known.

    ``behind`` is how much less than was due has been disbursed.
    """

    region: str
    agency: Agency
    unit: str | None
    reasons: tuple[Reason, ...]
    amount: int | None
    standing: Standing | None = None
    behind: int | None = None
    promise: Tracked | None = None

    @property
    def due(self) -> date | None:
        """Until when the overdue promise was to be kept."""
        return self.promise.follow_up.promise.due if self.promise else None


def list_chase(
    standings: Iterable[Standing],
    followed: Iterable[Tracked] = (),
    missing: Iterable[tuple[str, Agency]] = (),
) -> list[Line]:
    """Everything there is a reason to chase: the largest amount first, the unknown last."""
    promises = _overdue(followed)
    lines = [_missing(region, agency) for region, agency in missing]
    for standing in standings:
        promise = promises.get(standing.holding.id)
        reasons = reasons_of(standing, promise)
        if reasons:
            lines.append(_line(standing, reasons, promise))
    return sorted(lines, key=_by_amount)


def reasons_of(standing: Standing, promise: Tracked | None = None) -> tuple[Reason, ...]:
    """Every reason that holds; none for what is complete, closed, or in no sum."""
    if standing.closed or standing.holding.unit_clash:
        return ()
    is_silent = standing.numerator is None or standing.denominator is None
    is_open = is_silent or bool(standing.below)
    holds: Mapping[Reason, bool] = {
        Reason.OVERDUE: promise is not None,
        Reason.LATE: bool(standing.due.is_late) and not standing.due.is_estimate,
        Reason.ESTIMATE: bool(standing.due.is_late) and standing.due.is_estimate,
        Reason.SILENT: is_silent,
        Reason.OLD: standing.is_old and is_open,
    }
    return tuple(reason for reason, is_held in holds.items() if is_held)


def count_reasons(lines: Iterable[Line]) -> dict[Reason, int]:
    """How many lines each reason holds of, in the order of weight; a line may count for several."""
    found = list(lines)
    counts = {one: sum(one in line.reasons for line in found) for one in Reason}
    return {one: count for one, count in counts.items() if count}


def sum_amounts(lines: Iterable[Line]) -> int:
    return sum(line.amount or 0 for line in lines)


def _overdue(followed: Iterable[Tracked]) -> dict[int, Tracked]:
    """The overdue promise of each agreement, the oldest due first."""
    found: dict[int, Tracked] = {}
    late = (one for one in followed if one.state is State.OVERDUE and one.standing)
    for one in sorted(late, key=lambda one: one.follow_up.promise.due or date.max):
        if one.standing is not None:
            found.setdefault(one.standing.holding.id, one)
    return found


def _missing(region: str, agency: Agency) -> Line:
    return Line(region, agency, None, (Reason.MISSING,), None)


def _line(standing: Standing, reasons: tuple[Reason, ...], promise: Tracked | None) -> Line:
    holding, due = standing.holding, standing.due.amount
    amount = standing.unabsorbed
    if Reason.SILENT in reasons:
        amount = standing.amount(Measure.COMMITTED)
    disbursed = standing.amount(Measure.DISBURSED)
    is_late = bool(standing.due.is_late)
    behind = due - disbursed if is_late and due is not None and disbursed is not None else None
    return Line(
        holding.region, holding.agency, holding.unit, reasons, amount, standing, behind, promise
    )


def _by_amount(line: Line) -> tuple[bool, int, str, str, str]:
    return line.amount is None, -(line.amount or 0), line.region, line.agency.value, line.unit or ""
