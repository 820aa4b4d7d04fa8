"""From figures to rates: who is below 100%, by how much, and how many have not reported.

A rate is a sum over a sum, never a mean of rates, over the agreements that have both figures; no
report is not zero; whether something is below is decided on integers, never on a percentage.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Literal

from nphd_tracker.due import Due, Terms, due_at
from nphd_tracker.money import truncate_percent
from nphd_tracker.positions import Figure, Value, value_at
from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency

OLD_AFTER_DAYS = 14
"""A position older than this many days before the day asked about is "data lama"."""

_AGENCY_ORDER = {agency: place for place, agency in enumerate(Agency)}

Level = Literal["agency", "region", "province", "agreement"]
NoRateReason = Literal["", "no-numerator", "no-denominator", "zero-denominator"]


class Basis(StrEnum):
    """What a rate divides by what; always named, for "serapan" alone means two things."""

    DISBURSED_COMMITTED = "disbursed/committed"
    SPENT_COMMITTED = "spent/committed"
    SPENT_DISBURSED = "spent/disbursed"

    @cached_property
    def numerator(self) -> Measure:
        return Measure(self.value.partition("/")[0])

    @cached_property
    def denominator(self) -> Measure:
        return Measure(self.value.partition("/")[2])


class Band(StrEnum):
    """How far along. Below 40, 40 to below 100 and 100 are the ministry's three; the rest ours."""

    NONE = "none"
    ZERO = "zero"
    BELOW40 = "below40"
    BELOW100 = "below100"
    FULL = "full"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Holding:
    """One agreement with everything known about it.

    ``unit_clash``: its figures name no unit although two units are named; shown, in no sum.
    """

    id: int
    election: str
    region: str
    agency: Agency
    unit: str | None
    figures: tuple[Figure, ...]
    terms: Terms = field(default_factory=Terms)
    unit_clash: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One agreement on a day and a basis. Amounts in sen; ``rate`` is like "64.03".

    ``as_of`` is the date of the numerator, the thing reported.
    """

    holding: Holding
    day: date
    basis: Basis
    values: Mapping[Measure, Value]
    numerator: int | None
    denominator: int | None
    rate: str | None
    below: bool | None
    band: Band
    closed: bool
    unabsorbed: int | None
    as_of: date | None
    is_old: bool
    no_rate_reason: NoRateReason
    due: Due

    @property
    def is_silent(self) -> bool:
        """One of the two amounts has not been reported: what coverage counts as not reported."""
        return self.numerator is None or self.denominator is None

    @property
    def is_nothing(self) -> bool:
        """Reported, but there is nothing to divide by (NIHIL): in no band, and nobody's omission."""
        return not self.is_silent and self.rate is None

    def is_in(self, band: Band | None) -> bool:
        """Whether it is in a band; None is any. What has nothing to divide by is only in any."""
        return band is None or (self.band is band and not self.is_nothing)

    def amount(self, measure: Measure) -> int | None:
        """What is known of a measure, in sen."""
        value = self.values.get(measure)
        return None if value is None else value.amount

    @property
    def still_held(self) -> int | None:
        """What is still with the grantee: disbursed, not spent, not returned (interest apart)."""
        disbursed, spent = self.amount(Measure.DISBURSED), self.amount(Measure.SPENT)
        if disbursed is None or spent is None:
            return None
        return disbursed - spent - (self.amount(Measure.RETURNED) or 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A group of agreements: sums in sen over those that have the measure, None where nobody has.

    ``numerator`` and ``denominator`` are over the ``reported`` agreements, which have both;
    ``rate_floor`` is the numerator over everything committed.
    """

    key: str
    name: str
    committed: int | None
    disbursed: int | None
    spent: int | None
    returned: int | None
    interest: int | None
    numerator: int | None
    denominator: int | None
    rate: str | None
    rate_floor: str | None
    below: bool | None
    band: Band
    closed: bool
    agreements: int
    reported: int
    unreported_committed: int | None
    unabsorbed: int | None
    oldest: date | None
    newest: date | None


def stand(holding: Holding, day: date, basis: Basis, polling_day: date | None = None) -> Standing:
    """One agreement on a day: its values, its rate on a basis, what is due."""
    return stand_on(holding, day, (basis,), polling_day)[basis]


def stand_on(
    holding: Holding, day: date, bases: Iterable[Basis], polling_day: date | None = None
) -> dict[Basis, Standing]:
    """The same on several bases: what does not depend on the basis is worked out once."""
    figures: dict[Measure, list[Figure]] = {}
    for figure in holding.figures:
        figures.setdefault(figure.measure, []).append(figure)
    found = {one: value_at(figures[one], one, day) for one in Measure if one in figures}
    values = {measure: value for measure, value in found.items() if value is not None}
    closed = _is_closed(holding.terms, values, day, polling_day)
    asked = figures.get(Measure.COMMITTED, []) + figures.get(Measure.DISBURSED, [])
    due = due_at(asked, holding.terms, holding.agency, day, polling_day)
    if closed:
        due = replace(due, is_late=False)
    return {basis: _stand(holding, day, basis, values, closed, due) for basis in bases}


def _stand(
    holding: Holding,
    day: date,
    basis: Basis,
    values: Mapping[Measure, Value],
    closed: bool,
    due: Due,
) -> Standing:
    over, under = values.get(basis.numerator), values.get(basis.denominator)
    numerator = over.amount if over else None
    denominator = under.amount if under else None
    as_of = over.as_of if over else None
    return Standing(
        holding=holding,
        day=day,
        basis=basis,
        values=values,
        numerator=numerator,
        denominator=denominator,
        rate=_rate(numerator, denominator),
        below=_below(numerator, denominator, closed),
        band=_band(numerator, denominator),
        closed=closed,
        unabsorbed=_less(denominator, numerator),
        as_of=as_of,
        is_old=as_of is not None and (day - as_of).days > OLD_AFTER_DAYS,
        no_rate_reason=_no_rate_reason(numerator, denominator),
        due=due,
    )


def sum_up(key: str, name: str, standings: Iterable[Standing]) -> Row:
    """Many agreements as one row; those with a clash of units are in no sum."""
    counted = [one for one in standings if not one.holding.unit_clash]
    both = [one for one in counted if one.numerator is not None and one.denominator is not None]
    sums: dict[Measure, int] = {}
    for one in counted:
        for measure, value in one.values.items():
            sums[measure] = sums.get(measure, 0) + value.amount
    numerator = _sum(one.numerator for one in both)
    denominator = _sum(one.denominator for one in both)
    closed = bool(counted) and all(one.closed for one in counted)
    dates = [one.as_of for one in both if one.as_of is not None]
    return Row(
        key=key,
        name=name,
        committed=sums.get(Measure.COMMITTED),
        disbursed=sums.get(Measure.DISBURSED),
        spent=sums.get(Measure.SPENT),
        returned=sums.get(Measure.RETURNED),
        interest=sums.get(Measure.INTEREST),
        numerator=numerator,
        denominator=denominator,
        rate=_rate(numerator, denominator),
        rate_floor=_rate(numerator, sums.get(Measure.COMMITTED)),
        below=_below(numerator, denominator, closed),
        band=_band(numerator, denominator),
        closed=closed,
        agreements=len(counted),
        reported=len(both),
        unreported_committed=_sum(
            one.amount(Measure.COMMITTED) for one in counted if one.is_silent
        ),
        unabsorbed=_less(denominator, numerator),
        oldest=min(dates, default=None),
        newest=max(dates, default=None),
    )


def group_by(standings: Iterable[Standing], by: Level, name_of: Callable[[str], str]) -> list[Row]:
    """A row a group, in the order of agencies, region codes, or regions and agencies.

    ``name_of`` gets the group's key: an agency, a region's code, or an agreement's id as text.
    """
    groups: dict[str, list[Standing]] = {}
    for standing in standings:
        groups.setdefault(_key(standing.holding, by), []).append(standing)
    order = _by_agency if by == "agency" else _by_region
    found = sorted(groups.items(), key=lambda group: order(group[1][0]))
    return [sum_up(key, name_of(key), group) for key, group in found]


def excess_over(standings: Iterable[Standing], basis: Basis) -> int:
    """How much more than the whole there is of some, in sen: it is netted off in a sum's rest."""
    both = (
        (one.amount(basis.numerator), one.amount(basis.denominator))
        for one in standings
        if not one.holding.unit_clash
    )
    return sum(over - under for over, under in both if over is not None and under and over > under)


def is_below(counted: Row | Standing, percent: Decimal | int = 100) -> bool:
    """Whether it stands below so many percent, decided on integers; without a rate it does not.

    What is closed is not below: its remainder went back.
    """
    if counted.closed or counted.rate is None:
        return False
    numerator, denominator = counted.numerator or 0, counted.denominator or 0
    return numerator * 100 < Fraction(percent) * denominator


def _by_agency(standing: Standing) -> tuple[int, str]:
    return _AGENCY_ORDER[standing.holding.agency], standing.holding.region


def _by_region(standing: Standing) -> tuple[str, int, str, int]:
    holding = standing.holding
    return holding.region, _AGENCY_ORDER[holding.agency], holding.unit or "", holding.id


def _key(holding: Holding, by: Level) -> str:
    if by == "agency":
        return holding.agency.value
    if by == "region":
        return holding.region
    return holding.region[:2] if by == "province" else str(holding.id)


def _is_closed(
    terms: Terms, values: Mapping[Measure, Value], day: date, polling_day: date | None
) -> bool:
    """Closed by its terms, or after polling day when nothing disbursed is left with the grantee.

    Spending above what was received is a figure to check, not an end.
    """
    if terms.closed_on is not None and terms.closed_on <= day:
        return True
    disbursed, spent = values.get(Measure.DISBURSED), values.get(Measure.SPENT)
    if polling_day is None or day <= polling_day or disbursed is None or spent is None:
        return False
    returned = values.get(Measure.RETURNED)
    gone = spent.amount + (returned.amount if returned else 0)
    return gone >= disbursed.amount >= spent.amount and disbursed.amount > 0


def _rate(numerator: int | None, denominator: int | None) -> str | None:
    if numerator is None or denominator is None or denominator <= 0:
        return None
    return truncate_percent(numerator, denominator)


def _no_rate_reason(numerator: int | None, denominator: int | None) -> NoRateReason:
    if denominator is None:
        return "no-denominator"
    if denominator <= 0:
        return "zero-denominator"
    return "no-numerator" if numerator is None else ""


def _below(numerator: int | None, denominator: int | None, closed: bool) -> bool | None:
    if numerator is None or denominator is None or denominator <= 0:
        return None
    return numerator < denominator and not closed


def _band(numerator: int | None, denominator: int | None) -> Band:
    if numerator is None or denominator is None or denominator <= 0:
        return Band.NONE
    if numerator == 0:
        return Band.ZERO
    if numerator * 100 < denominator * 40:
        return Band.BELOW40
    if numerator < denominator:
        return Band.BELOW100
    return Band.FULL if numerator == denominator else Band.OVER


def _less(amount: int | None, other: int | None) -> int | None:
    return None if amount is None or other is None else amount - other


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
