"""From figures to rates: who is below 100%, by how much, and how many have not reported.

A rate is a sum over a sum, never a mean of rates, over the agreements that have both figures; no
report is not zero; whether something is below is decided on integers, never on a percentage.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from nphd_tracker.due import Due, Terms
from nphd_tracker.positions import Figure, Value
from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency

OLD_AFTER_DAYS = 14
"""A position older than this many days before the day asked about is "data lama"."""

Grouping = Literal["agency", "region", "province", "agreement"]
NoRateReason = Literal["", "no-numerator", "no-denominator", "zero-denominator"]


class Basis(StrEnum):
    """What a rate divides by what; always named, for "serapan" alone means two things."""

    DISBURSED_COMMITTED = "disbursed/committed"
    SPENT_COMMITTED = "spent/committed"
    SPENT_DISBURSED = "spent/disbursed"

    @property
    def numerator(self) -> Measure:
        return Measure(self.value.partition("/")[0])

    @property
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
    terms: Terms = Terms()
    unit_clash: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One agreement on a day and a basis. Amounts in sen; ``rate`` is like "64.03"."""

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
    """One agreement on a day."""
    raise NotImplementedError


def sum_up(key: str, name: str, standings: Iterable[Standing]) -> Row:
    """Many agreements as one row."""
    raise NotImplementedError


def group_by(
    standings: Iterable[Standing], by: Grouping, name_of: Callable[[str], str]
) -> list[Row]:
    """A row a group."""
    raise NotImplementedError


def is_below(counted: Row | Standing, percent: Decimal | int = 100) -> bool:
    """Whether it stands below so many percent, decided on integers; what is closed is not."""
    raise NotImplementedError
