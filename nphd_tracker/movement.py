"""What moved between two days, and how many local governments stand where, as the ministry counts.

A change is of one agreement, decided on integers: it reached 100% only if it was below before, and
what nobody had reported before did not move, it is newly reported. A local government is at 100%
only when all its agreements with an agency have reported; no report is not zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nphd_tracker.absorption import Band, Standing, sum_up
from nphd_tracker.regions import Agency


class Movement(StrEnum):
    """What became of one agreement's rate between two days.

    Moved, but not to 100%; stood still below it. Done: at 100% on both days, or closed.
    """

    REACHED = "reached"
    MOVED = "moved"
    STOOD_STILL = "stood-still"
    NEWLY_REPORTED = "newly-reported"
    FELL = "fell"
    DONE = "done"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Change:
    """One agreement on two days. ``by`` is what its numerator grew by, in sen.

    ``is_renewed``: the later day has a report of a newer date, be it of the same amount.
    """

    before: Standing | None
    now: Standing
    movement: Movement
    by: int
    is_renewed: bool


@dataclass(frozen=True, slots=True)
class BandCount:
    """How many local governments stand where with one agency; or pairs of both, over all agencies.

    ``full``, ``below100``, ``below40`` are the ministry's; ``over`` is among its full, ``zero``
    among its below 40. Those and ``closed`` and ``unreported`` add up to ``local_governments``.
    ``partly`` of them have an agreement that has not reported.
    """

    agency: Agency | None
    local_governments: int
    full: int
    below100: int
    below40: int
    over: int
    zero: int
    closed: int
    unreported: int
    partly: int


def compare(before: Iterable[Standing], now: Iterable[Standing]) -> list[Change]:
    """Each agreement of the later day held against the earlier one; a clash of units is in none."""
    known = {one.holding.id: one for one in before}
    return [_change(known.get(one.holding.id), one) for one in now if not one.holding.unit_clash]


def by_movement(changes: Iterable[Change]) -> dict[Movement, list[Change]]:
    """Each kind with its changes, those of the most rupiah first; a kind without any is empty."""
    found: dict[Movement, list[Change]] = {movement: [] for movement in Movement}
    for change in sorted(changes, key=_by_rupiah):
        found[change.movement].append(change)
    return found


def count_bands(standings: Iterable[Standing]) -> list[BandCount]:
    """A count an agency, in their order; without clashes of units, and agreements of nothing."""
    pairs: dict[Agency, dict[str, list[Standing]]] = {}
    for one in standings:
        if not one.holding.unit_clash:
            regions = pairs.setdefault(one.holding.agency, {})
            regions.setdefault(one.holding.region, []).append(one)
    return [_count(agency, pairs[agency]) for agency in Agency if agency in pairs]


def add_up(counts: Iterable[BandCount]) -> BandCount:
    """Over all agencies: a local government counts once for each it has an agreement with."""
    found = list(counts)
    return BandCount(
        agency=None,
        local_governments=sum(one.local_governments for one in found),
        full=sum(one.full for one in found),
        below100=sum(one.below100 for one in found),
        below40=sum(one.below40 for one in found),
        over=sum(one.over for one in found),
        zero=sum(one.zero for one in found),
        closed=sum(one.closed for one in found),
        unreported=sum(one.unreported for one in found),
        partly=sum(one.partly for one in found),
    )


def _change(before: Standing | None, now: Standing) -> Change:
    by = 0
    if before is not None and before.rate is not None and now.rate is not None:
        by = (now.numerator or 0) - (before.numerator or 0)
    renewed = now.as_of is not None and (
        before is None or before.as_of is None or now.as_of > before.as_of
    )
    return Change(before, now, _movement(before, now, by), by, renewed)


def _movement(before: Standing | None, now: Standing, by: int) -> Movement:
    if now.no_rate_reason == "zero-denominator" and now.numerator is not None:
        return Movement.DONE  # an agreement of nothing has nothing to move
    if before is None or before.rate is None:
        return Movement.SILENT if now.rate is None else Movement.NEWLY_REPORTED
    was_full, is_full = _is_full(before), _is_full(now)
    if by < 0 or now.rate is None or (was_full and not is_full):
        return Movement.FELL
    if is_full:
        return Movement.DONE if was_full else Movement.REACHED
    if by > 0:
        return Movement.MOVED
    return Movement.DONE if now.closed else Movement.STOOD_STILL


def _is_full(standing: Standing) -> bool:
    return standing.band in (Band.FULL, Band.OVER)


def _by_rupiah(change: Change) -> tuple[int, int, str, int]:
    """What moved most, then what has most left to move; then by region, so that the order stands."""
    now = change.now
    return -abs(change.by), -(now.unabsorbed or 0), now.holding.region, now.holding.id


def _count(agency: Agency, regions: Mapping[str, list[Standing]]) -> BandCount:
    rows = [sum_up(code, code, standings) for code, standings in regions.items()]
    rows = [row for row in rows if row.rate is not None or row.reported < row.agreements]
    places: list[str] = []
    for row in rows:
        is_full = row.band in (Band.FULL, Band.OVER)
        if row.rate is None or (is_full and row.reported < row.agreements):
            places.append("unreported")
        elif row.closed and not is_full:
            places.append("closed")
        else:
            places.append(row.band.value)
    over, zero = places.count(Band.OVER), places.count(Band.ZERO)
    return BandCount(
        agency=agency,
        local_governments=len(rows),
        full=places.count(Band.FULL) + over,
        below100=places.count(Band.BELOW100),
        below40=places.count(Band.BELOW40) + zero,
        over=over,
        zero=zero,
        closed=places.count("closed"),
        unreported=places.count("unreported"),
        partly=sum(0 < row.reported < row.agreements for row in rows),
    )
