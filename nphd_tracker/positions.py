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
    """A measure on a day, in sen. ``evidence`` adds up to it; ``as_of`` is its newest date."""

    amount: int
    as_of: date
    source: Source
    evidence: tuple[Figure, ...]
    differences: tuple[Difference, ...] = ()


_FIRST_HEARD: dict[Measure, tuple[Source, ...]] = {
    Measure.SPENT: (Source.GRANTEE, Source.GRANTOR, Source.OTHER),
}
_FIRST_HEARD_ELSE = (Source.GRANTOR, Source.GRANTEE, Source.OTHER)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What one source states on its newest date: what counts, and its other breakdowns."""

    on: date
    source: Source
    counting: tuple[Figure, ...]
    controls: tuple[tuple[Figure, ...], ...]


def value_at(figures: Iterable[Figure], measure: Measure, day: date) -> Value | None:
    """The value of a measure on a day, in sen; None when nobody reported any.

    The newest position on or before ``day`` and the movements after it; on the same date a stated
    total before the sum of its tranches or lines, and the source that is nearer to the money first
    (spending: the grantee; all else: the grantor). What says otherwise is kept as differences:
    other sources, the parts of a stated total, the movements up to the position.
    """
    positions: dict[Source, list[Figure]] = {}
    moved: list[Figure] = []
    for figure in figures:
        if figure.measure is not measure or figure.on > day:
            continue
        if figure.is_movement:
            moved.append(figure)
            continue
        newest = positions.get(figure.source)
        if newest is None or figure.on > newest[0].on:
            positions[figure.source] = [figure]
        elif figure.on == newest[0].on:
            newest.append(figure)
    movements = _merge_movements(moved) if moved else ()
    if not positions:
        return _sum_movements(movements)
    order = _FIRST_HEARD.get(measure, _FIRST_HEARD_ELSE)
    stated = [_speak(positions[source]) for source in order if source in positions]
    stated.sort(key=lambda one: one.on, reverse=True)  # stable: on one date the order stands
    return _compare(stated, movements)


def _sum_movements(movements: tuple[Figure, ...]) -> Value | None:
    if not movements:
        return None
    last = movements[-1]
    return Value(_total(movements), last.on, last.source, movements)


def _compare(stated: list[_Stated], movements: tuple[Figure, ...]) -> Value:
    """The first stated counts; the rest, carried to the same day, are held against it."""
    first, others = stated[0], stated[1:]
    evidence = _carry(first.counting, first.on, movements)
    rivals: list[tuple[Literal["sources", "parts", "movements"], tuple[Figure, ...]]] = []
    rivals += [("sources", _carry(one.counting, one.on, movements)) for one in others]
    rivals += [("parts", _carry(parts, first.on, movements)) for parts in first.controls]
    if movements and movements[0].on <= first.on:
        rivals.append(("movements", movements))
    amount = _total(evidence)
    differences = tuple(
        Difference(kind, other - amount, other, rival)
        for kind, rival in rivals
        if (other := _total(rival)) != amount
    )
    return Value(amount, evidence[-1].on, first.source, evidence, differences)


def _carry(
    counting: tuple[Figure, ...], on: date, movements: tuple[Figure, ...]
) -> tuple[Figure, ...]:
    """A position's figures and the movements after it."""
    return counting + tuple(movement for movement in movements if movement.on > on)


def _speak(figures: list[Figure]) -> _Stated:
    """What one source states on one date: the whole, else its tranches, else its lines."""
    speaking: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        key = (figure.tranche, figure.line)
        if key not in speaking or _is_newer(figure, speaking[key]):
            speaking[key] = figure
    kinds: tuple[list[Figure], list[Figure], list[Figure]] = ([], [], [])
    for tranche, line in sorted(speaking):
        kinds[2 if line else 1 if tranche else 0].append(speaking[tranche, line])
    counting, *controls = (tuple(kind) for kind in kinds if kind)
    return _Stated(counting[0].on, counting[0].source, counting, tuple(controls))


def _is_newer(figure: Figure, known: Figure) -> bool:
    """Of two positions with one key the newest import speaks; within an import the first row."""
    return (figure.import_id, -figure.id, figure.amount) > (
        known.import_id,
        -known.id,
        known.amount,
    )


def _total(figures: Iterable[Figure]) -> int:
    return sum(figure.amount for figure in figures)


def _merge_movements(moved: list[Figure]) -> tuple[Figure, ...]:
    """Each transfer once, by date, though several registers report it.

    On one date and amount two are different transfers only when they say so: by another document
    number, tranche or line. One that leaves these empty is the one that names them, so a register
    without numbers adds nothing to one with numbers. Who reported it does not matter.
    """
    alike: dict[tuple[date, int], list[Figure]] = {}
    for movement in moved:
        alike.setdefault((movement.on, movement.amount), []).append(movement)
    return tuple(movement for key in sorted(alike) for movement in _tell_apart(alike[key]))


def _tell_apart(alike: list[Figure]) -> list[Figure]:
    """The different transfers among movements of one date and amount, the best named first."""
    if len(alike) == 1:
        return alike
    known: list[tuple[str, str, str]] = []
    speaking: list[Figure] = []
    for movement in sorted(alike, key=_naming_order):
        named = (movement.document, movement.tranche, movement.line)
        for place, other in enumerate(known):
            if all(a == b or not a or not b for a, b in zip(named, other, strict=True)):
                known[place] = (named[0] or other[0], named[1] or other[1], named[2] or other[2])
                break
        else:
            known.append(named)
            speaking.append(movement)
    return speaking


def _naming_order(movement: Figure) -> tuple[int, str, str, str, int, int, str]:
    named = (movement.document, movement.tranche, movement.line)
    return (named.count(""), *named, -movement.import_id, movement.id, movement.source)
