"""What was agreed, due, disbursed and spent from day to day, up to the day asked about.

Each day is counted as every page counts it, so that the last is what the headline says. A place is
read once, with all its figures; of a nation each month's end is read as the dashboard would be on
that day, which takes as long for a million figures as for a few. A workbook, which shows no step
that was due, reads a nation's months in one go (`sum_up_past`).
"""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, Holding, Standing, stand
from nphd_tracker.reading import Measure
from nphd_tracker.web.serving.settings import polling_day
from nphd_tracker.web.shown.memory import Memory
from nphd_tracker.web.shown.selection import Selection

MONTHS = 24
MONTHS_OF_NATION = 12
FEW = 400
"""No more agreements than these are read with all their figures, wherever they are."""
MOST_DAYS = 40
"""With more position dates than these, month's ends are shown."""

Amounts = tuple[int | None, int | None, int | None, int | None]
"""Committed, due, disbursed, spent of one agreement on one day."""

_months: Memory[dict[int, Amounts]] = Memory(keep=48)
_pasts: Memory[dict[date, dict[int, Amounts]]] = Memory(keep=4)
_places: Memory[list[tuple[date, dict[int, Amounts]]]] = Memory(keep=32)


@dataclass(frozen=True, slots=True)
class Moment:
    """Sums in sen on one day, None where nobody had reported; and how many had a disbursement."""

    day: date
    committed: int | None
    due: int | None
    disbursed: int | None
    spent: int | None
    agreements: int
    reported: int


def look_back(
    session: Session, selection: Selection, standings: Sequence[Standing]
) -> list[Moment]:
    """The days before, oldest first, and then the standings themselves; only of agreements in them.

    Days on which nobody had reported anything are left out.
    """
    numbers = {one.holding.id for one in standings if not one.holding.unit_clash}
    moments = [_sum(day, known, numbers) for day, known in _days_before(session, selection)]
    moments.append(_sum(selection.day, _by_id(standings), numbers))
    return [one for one in moments if one.agreements]


def sum_up_past(
    session: Session, selection: Selection, standings: Sequence[Standing]
) -> list[Moment]:
    """The same without what was due; of a nation in the time of one look at it."""
    is_place = bool(selection.province or selection.region)
    election = selection.election
    if election is None or is_place or store.count_agreements(session, election) <= FEW:
        return look_back(session, selection, standings)
    numbers = {one.holding.id for one in standings if not one.holding.unit_clash}
    key = (election, selection.agency, selection.day)
    past = _pasts.recall(session, key, partial(_read_past, session, selection))
    moments = [_sum(day, known, numbers) for day, known in past.items()]
    moments.append(_sum(selection.day, _by_id(standings), numbers))
    return [one for one in moments if one.agreements]


def _read_past(session: Session, selection: Selection) -> dict[date, dict[int, Amounts]]:
    days = month_ends(selection.day, MONTHS_OF_NATION)
    past = store.load_past(session, selection.election or "", days, agency=selection.agency)
    return {
        day: {number: (value, None, paid, spent) for number, (value, paid, spent) in known.items()}
        for day, known in past.items()
    }


def look_back_on(holding: Holding, selection: Selection, standing: Standing) -> list[Moment]:
    """The same for one agreement, on each day that a figure speaks of or money was due."""
    numbers = {holding.id}
    due = {tranche.due for tranche in holding.terms.tranches if tranche.due is not None}
    moments = [_sum(day, known, numbers) for day, known in _count([holding], selection, due)]
    return [*moments, _sum(selection.day, _by_id([standing]), numbers)]


def _days_before(
    session: Session, selection: Selection
) -> Iterable[tuple[date, Mapping[int, Amounts]]]:
    election, day = selection.election, selection.day
    if election is None:
        return []
    place = selection.province, selection.region
    if any(place) or store.count_agreements(session, election) <= FEW:
        key = (election, *place, day)
        return _places.recall(session, key, partial(_read_place, session, election, selection))
    ends = month_ends(day, MONTHS_OF_NATION)
    return [
        (end, _months.recall(session, (election, end), partial(_read_day, session, election, end)))
        for end in ends
    ]


def _read_place(
    session: Session, election: str, selection: Selection
) -> list[tuple[date, dict[int, Amounts]]]:
    region, province = selection.region, selection.province
    holdings = store.load_holdings(
        session, election, region=region, province=None if region else province
    )
    return _count(holdings, selection)


def _count(
    holdings: Sequence[Holding], selection: Selection, more: Iterable[date] = ()
) -> list[tuple[date, dict[int, Amounts]]]:
    """The agreements on each day before the one asked about, when anything was said or due."""
    polling = polling_day(selection.election or "")
    said = {figure.on for one in holdings for figure in one.figures} | set(more)
    days = sorted(day for day in said if day < selection.day)
    if len(days) > MOST_DAYS:
        first = days[0]
        days = [end for end in month_ends(selection.day, MONTHS) if end >= first]
    known = {one.id: _stand_on_all(one, tuple(days), polling) for one in holdings}
    return [
        (day, {number: amounts[place] for number, amounts in known.items()})
        for place, day in enumerate(days)
    ]


@lru_cache(512)
def _stand_on_all(
    holding: Holding, days: tuple[date, ...], polling: date | None
) -> tuple[Amounts, ...]:
    """Kept for what is known of the agreement: a sheet comes in, and most of a province is as it was."""
    basis = Basis.DISBURSED_COMMITTED
    return tuple(_amounts(stand(holding, day, basis, polling)) for day in days)


def _read_day(session: Session, election: str, day: date) -> dict[int, Amounts]:
    polling = polling_day(election)
    holdings = store.load_holdings_at(session, election, day, polling)
    return _by_id(stand(one, day, Basis.DISBURSED_COMMITTED, polling) for one in holdings)


def _by_id(standings: Iterable[Standing]) -> dict[int, Amounts]:
    return {one.holding.id: _amounts(one) for one in standings}


def _amounts(standing: Standing) -> Amounts:
    return (
        standing.amount(Measure.COMMITTED),
        standing.due.amount,
        standing.amount(Measure.DISBURSED),
        standing.amount(Measure.SPENT),
    )


def _sum(day: date, known: Mapping[int, Amounts], numbers: set[int]) -> Moment:
    rows = [row for number, row in known.items() if number in numbers]
    committed, due, disbursed, spent = (_add(row[place] for row in rows) for place in range(4))
    said = [row for row in rows if any(row[place] is not None for place in (0, 2, 3))]
    reported = sum(row[2] is not None for row in rows)
    return Moment(day, committed, due, disbursed, spent, len(said), reported)


def _add(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def month_ends(day: date, count: int) -> list[date]:
    """The last days of so many months that ended before a day, oldest first."""
    found: list[date] = []
    end = day.replace(day=1) - timedelta(days=1)
    while len(found) < count:
        found.append(date(end.year, end.month, calendar.monthrange(end.year, end.month)[1]))
        end = end.replace(day=1) - timedelta(days=1)
    return found[::-1]
