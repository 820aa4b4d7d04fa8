"""What should have been disbursed by a day: the agreement's own schedule, or the regulation's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nphd_tracker.positions import Figure
from nphd_tracker.regions import Agency


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

    ``is_estimate``: the regulation's default, not the agreement's own schedule.
    """

    amount: int | None
    is_late: bool | None
    is_estimate: bool
    next_due: date | None


def due_at(
    figures: Iterable[Figure],
    terms: Terms,
    agency: Agency,
    day: date,
    polling_day: date | None = None,
) -> Due:
    """What was due by ``day``, and whether less than that has been disbursed."""
    raise NotImplementedError
