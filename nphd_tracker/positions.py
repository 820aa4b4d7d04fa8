"""What a measure was worth on a day, from the figures that sheets reported.

A position says what the running total was; a movement says what was moved on a day. The newest
position counts, carried forward with its own date, plus the movements after it. Nothing here
depends on the order in which figures arrive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nphd_tracker.reading import Measure, Source


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported amount in sen. ``tranche`` and ``line`` name a part ("" is the whole)."""

    measure: Measure
    on: date
    amount: int
    source: Source
    is_movement: bool = False
    tranche: str = ""
    line: str = ""
    document: str = ""
    import_id: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What another source, the parts or the movements make of the same value.

    ``amount`` is ``other`` less the value; ``figures`` add up to ``other``. All in sen.
    """

    kind: Literal["sources", "parts", "movements"]
    amount: int
    other: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A measure on a day, in sen: ``evidence`` adds up to ``amount``; ``as_of`` is its newest date."""

    amount: int
    as_of: date
    source: Source
    evidence: tuple[Figure, ...]
    differences: tuple[Difference, ...] = ()


def value_at(figures: Iterable[Figure], measure: Measure, day: date) -> Value | None:
    """The value of a measure on a day; None when nobody reported any (DESIGN section 3)."""
    raise NotImplementedError
