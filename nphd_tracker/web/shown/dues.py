"""What was due by the day, group by group: where the tick on a bar stands, and how many are late."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nphd_tracker.absorption import Basis, Standing
from nphd_tracker.reading import Measure
from nphd_tracker.web.serving.settings import polling_day
from nphd_tracker.web.shown.selection import Selection


@dataclass(frozen=True, slots=True)
class DueSum:
    """Sums in sen over agreements that have a value and a disbursement and whose schedule is known.

    ``is_estimate``: for some of them the schedule is the regulation's, not their own. ``short`` is
    what the late ones lack of what was due, ``since`` the oldest day on which it was; ``is_late_estimate``
    says of them alone what ``is_estimate`` says of all.
    """

    due: int
    committed: int
    disbursed: int
    agreements: int
    late: int
    is_estimate: bool
    short: int
    since: date | None
    is_late_estimate: bool

    @property
    def is_late(self) -> bool:
        return self.disbursed < self.due


@dataclass(frozen=True, slots=True)
class LateCount:
    """How many are late, and of how many that is the regulation's estimate."""

    agreements: int
    estimated: int


@dataclass(frozen=True, slots=True)
class HeldSum:
    """Sen still with the grantees, of so many agreements; None where nobody reported spending."""

    amount: int | None
    agreements: int


def sum_dues(standings: Iterable[Standing], key_of: Callable[[Standing], str]) -> dict[str, DueSum]:
    """A group's dues; groups of which nobody knows a schedule are left out."""
    groups: dict[str, list[Standing]] = {}
    for standing in standings:
        if _counts(standing):
            groups.setdefault(key_of(standing), []).append(standing)
    return {key: _sum(group) for key, group in groups.items()}


def is_late(standing: Standing) -> bool:
    """Known or estimated to have received less than was due; closed ones never are."""
    return bool(standing.due.is_late) and not standing.closed


def count_late(standings: Iterable[Standing]) -> LateCount:
    late = [one for one in standings if is_late(one) and not one.holding.unit_clash]
    return LateCount(len(late), sum(one.due.is_estimate for one in late))


def sum_held(standings: Iterable[Standing]) -> HeldSum:
    """Over those that reported both what was disbursed and what was spent."""
    held = [one.still_held for one in standings if not one.holding.unit_clash]
    known = [amount for amount in held if amount is not None]
    return HeldSum(sum(known) if known else None, len(known))


def is_past(election: str | None, day: date) -> bool:
    """Whether polling day is over on this day: low spending is no shortfall any more."""
    polling = polling_day(election) if election else None
    return polling is not None and day > polling


def is_calm(selection: Selection, basis: Basis) -> bool:
    """Whether low is no shortfall: after polling day what was not spent goes back."""
    return _is_calm(basis, selection.election, selection.day)


def shade(standing: Standing) -> str:
    """How its rate is coloured: its band, or that it is closed or past."""
    if standing.closed:
        return "closed"
    if standing.below and _is_calm(standing.basis, standing.holding.election, standing.day):
        return "past"
    return standing.band.value


def _is_calm(basis: Basis, election: str | None, day: date) -> bool:
    return basis is not Basis.DISBURSED_COMMITTED and is_past(election, day)


def _counts(standing: Standing) -> bool:
    return (
        standing.due.amount is not None
        and not standing.closed
        and not standing.holding.unit_clash
        and standing.amount(Measure.COMMITTED) is not None
        and standing.amount(Measure.DISBURSED) is not None
    )


def _sum(group: Sequence[Standing]) -> DueSum:
    behind = [one for one in group if is_late(one)]
    days = [one.due.due_on for one in behind if one.due.due_on is not None]
    return DueSum(
        due=sum(one.due.amount or 0 for one in group),
        committed=sum(one.amount(Measure.COMMITTED) or 0 for one in group),
        disbursed=sum(one.amount(Measure.DISBURSED) or 0 for one in group),
        agreements=len(group),
        late=len(behind),
        is_estimate=any(one.due.is_estimate for one in group),
        short=sum((one.due.amount or 0) - (one.amount(Measure.DISBURSED) or 0) for one in behind),
        since=min(days, default=None),
        is_late_estimate=any(one.due.is_estimate for one in behind),
    )
