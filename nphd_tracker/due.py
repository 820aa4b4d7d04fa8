"""What should have been disbursed by a day: by the agreement's own schedule, or the regulation's.

Schedules are data. Only where none is known, and only for KPU and Bawaslu, the default of
Permendagri 41/2020 stands in, and says so: what it finds late is late by estimate.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache

from nphd_tracker.positions import Figure, value_at
from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency

_FIRST_SHARE = Decimal("0.40")
_FIRST_WITHIN_WORKING_DAYS = 14
_REST_MONTHS_BEFORE_POLLING = 5


@dataclass(frozen=True, slots=True)
class TrancheTerm:
    """One instalment of a schedule; ``share`` of the agreement's value is like 0.40."""

    label: str
    share: Decimal | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Terms:
    """The dated terms of an agreement, as far as they are known."""

    number: str | None = None
    signed_on: date | None = None
    register_number: str | None = None
    return_due: date | None = None
    closed_on: date | None = None
    tranches: tuple[TrancheTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """What should have been disbursed so far, in sen; None is unknown.

    ``is_estimate``: the regulation's default, not the agreement's own schedule. ``due_on``: the
    newest due date that has passed; None also where nobody can tell it.
    """

    amount: int | None
    is_late: bool | None
    is_estimate: bool
    next_due: date | None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Instalment:
    """By ``on`` this share of the value should have been disbursed in all; None is not known."""

    on: date
    share: Decimal | None


def due_at(
    figures: Iterable[Figure],
    terms: Terms,
    agency: Agency,
    day: date,
    polling_day: date | None = None,
) -> Due:
    """What was due by ``day``, in sen, and whether less than that has been disbursed.

    The value in force on the newest due date that has passed counts: an addendum changes only what
    falls due after it. But one that lowers the value lowers what is due at once: nobody owes more
    than the value that the rate of that day is reckoned by, so what is complete is never late.
    What nobody has reported is not late.
    """
    schedule, is_estimate = schedule_of(terms, agency, polling_day)
    if not schedule:
        return Due(None, None, False, None)
    known = tuple(figures)
    passed = [instalment for instalment in schedule if instalment.on <= day]
    amount = _amount_due(known, passed[-1], day) if passed else 0
    next_due = schedule[len(passed)].on if len(passed) < len(schedule) else None
    due_on = passed[-1].on if passed and passed[-1].on > date.min else None
    return Due(amount, _is_late(known, amount, day), is_estimate, next_due, due_on)


def last_due(
    terms: Terms, agency: Agency, day: date, polling_day: date | None = None
) -> date | None:
    """The newest due date that has passed; the value in force then, or first reported, counts."""
    schedule, _ = schedule_of(terms, agency, polling_day)
    return max((instalment.on for instalment in schedule if instalment.on <= day), default=None)


def schedule_of(
    terms: Terms, agency: Agency, polling_day: date | None
) -> tuple[list[Instalment], bool]:
    """The agreement's own schedule, else the regulation's, and whether it is the regulation's.

    A first instalment of the regulation whose date nobody can tell stands at ``date.min``.
    """
    schedule = _own_schedule(terms.tranches)
    is_estimate = not schedule and agency in (Agency.KPU, Agency.BAWASLU)
    return _default_schedule(terms.signed_on, polling_day) if is_estimate else schedule, is_estimate


def _own_schedule(tranches: tuple[TrancheTerm, ...]) -> list[Instalment]:
    """The dated tranches, added up; the only one without a share is the rest (one payment: all)."""
    shares = [tranche.share for tranche in tranches if tranche.share is not None]
    is_rest_known = sum(tranche.share is None for tranche in tranches) == 1
    rest = max(1 - sum(shares, Decimal(0)), Decimal(0)) if is_rest_known else None
    so_far: Decimal | None = Decimal(0)
    schedule = []
    dated = [(tranche.due, tranche.share) for tranche in tranches if tranche.due is not None]
    for due, stated in sorted(dated, key=lambda pair: pair[0]):
        share = rest if stated is None else stated
        so_far = None if so_far is None or share is None else so_far + share
        schedule.append(Instalment(due, so_far))
    return schedule


def _default_schedule(signed_on: date | None, polling_day: date | None) -> list[Instalment]:
    """Permendagri 41/2020, article 16: 40% within 14 working days of signing, then the rest.

    The rest at five months before polling day, but not before the first: some sign later than that.
    Without a signing date nobody can say what was due before the rest.
    """
    if signed_on is None:
        first = Instalment(date.min, None)
    else:
        first = Instalment(_first_due(signed_on), _FIRST_SHARE)
    if polling_day is None:
        return [first]
    rest_on = _months_before(polling_day, _REST_MONTHS_BEFORE_POLLING)
    return [first, Instalment(max(rest_on, first.on), Decimal(1))]


@lru_cache(maxsize=1024)
def _first_due(signed_on: date) -> date:
    """The fourteenth working day after signing. Joint leave (cuti bersama) is not a working day."""
    from holidays import country_holidays  # 0.1 s: only where a signing date asks for it

    days_off = country_holidays("ID", categories=("public", "government"))
    return days_off.get_nth_working_day(signed_on, _FIRST_WITHIN_WORKING_DAYS)


def _months_before(day: date, months: int) -> date:
    """``2024-11-27, 5 -> 2024-06-27``; where the month is too short its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _amount_due(known: tuple[Figure, ...], newest: Instalment, day: date) -> int | None:
    """So much in sen, a fraction of a sen dropped; None without a value or a share.

    A value first reported after the due date is taken to have been in force then. The value
    known on the day itself is the most that its shares are taken of.
    """
    reported = [f.on for f in known if f.measure is Measure.COMMITTED and f.on <= day]
    since = max(newest.on, min(reported, default=newest.on))
    in_force = value_at(known, Measure.COMMITTED, since)
    today = value_at(known, Measure.COMMITTED, day)
    if newest.share is None or in_force is None or today is None:
        return None
    value = min(in_force.amount, today.amount)
    return int((value * newest.share).to_integral_value(ROUND_DOWN))


def _is_late(known: tuple[Figure, ...], amount: int | None, day: date) -> bool | None:
    if amount is None:
        return None
    if amount <= 0:
        return False
    disbursed = value_at(known, Measure.DISBURSED, day)
    return None if disbursed is None else disbursed.amount < amount
