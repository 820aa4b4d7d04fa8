"""What does not agree: every value that another reporter, its parts or the register state otherwise.

The value that counts stays what it is; nothing here decides who is right. Largest rupiah first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nphd_tracker.absorption import Standing
from nphd_tracker.positions import Difference, Figure, Value
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency


class Kind(StrEnum):
    """What stands against a value. An older position may only be late, so it is told apart."""

    SOURCES = "sources"
    MOVEMENTS = "movements"
    PARTS = "parts"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class OpenDifference:
    """One value of an agreement and what stands against it. Amounts in sen."""

    standing: Standing
    measure: Measure
    kind: Kind
    value: Value
    difference: Difference

    @property
    def other_as_of(self) -> date:
        """The newest date of what stands against the value."""
        return max(figure.on for figure in self.difference.figures)

    @property
    def other_sources(self) -> tuple[Source, ...]:
        """Who reported what stands against the value."""
        return tuple(sorted({figure.source for figure in self.difference.figures}))


@dataclass(frozen=True, slots=True)
class KindTotal:
    """How many differences there are of a kind, and how much they come to, each without its sign.

    ``amount`` in sen.
    """

    kind: Kind
    count: int
    amount: int


def find_differences(standings: Iterable[Standing]) -> list[OpenDifference]:
    """Every open difference of these agreements, the most rupiah first, whatever its sign."""
    found = [
        OpenDifference(standing, measure, _kind_of(value, difference), value, difference)
        for standing in standings
        for measure, value in standing.values.items()
        for difference in value.differences
    ]
    return sorted(found, key=_order)


def count_kinds(found: Iterable[OpenDifference]) -> list[KindTotal]:
    """A line for each kind there is."""
    kinds: dict[Kind, list[int]] = {kind: [] for kind in Kind}
    for one in found:
        kinds[one.kind].append(abs(one.difference.amount))
    return [
        KindTotal(kind, len(amounts), sum(amounts)) for kind, amounts in kinds.items() if amounts
    ]


def _kind_of(value: Value, difference: Difference) -> Kind:
    if difference.kind != "sources":
        return Kind(difference.kind)
    is_older = _position_date(difference.figures) < _position_date(value.evidence)
    return Kind.OLDER if is_older else Kind.SOURCES


def _position_date(figures: Iterable[Figure]) -> date:
    return max(figure.on for figure in figures if not figure.is_movement)


def _order(one: OpenDifference) -> tuple[int, str, int, int, int]:
    holding = one.standing.holding
    return (
        -abs(one.difference.amount),
        holding.region,
        list(Agency).index(holding.agency),
        holding.id,
        list(Measure).index(one.measure),
    )
