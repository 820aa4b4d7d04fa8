"""Two applied imports side by side: what the newer one says otherwise than the older one.

Each file is taken by itself. By agreement, the value its figures make is compared, carried to its
own newest date, so a recap of August can be held against one of July; below that, figure by figure,
what both state of the same key or only one of them does. Nothing is written here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from nphd_tracker.absorption import Holding
from nphd_tracker.errors import ConflictError
from nphd_tracker.models import Import
from nphd_tracker.positions import Figure, Value, value_at
from nphd_tracker.reading import Measure
from nphd_tracker.store.holdings import Member, parts, speaking
from nphd_tracker.store.imports import get_import
from nphd_tracker.store.sight import is_in_sight
from nphd_tracker.store.touched import load_touched_groups


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What each import makes of one measure of an agreement, in sen; None: it does not say."""

    holding: Holding
    measure: Measure
    older: Value | None
    newer: Value | None

    @property
    def is_in_both(self) -> bool:
        return self.older is not None and self.newer is not None

    @property
    def difference(self) -> int:
        return _amount(self.newer) - _amount(self.older)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One key with different amounts, or a figure that only one of the two has."""

    holding: Holding
    older: Figure | None
    newer: Figure | None

    @property
    def figure(self) -> Figure:
        found = self.newer or self.older
        assert found is not None
        return found

    @property
    def is_in_both(self) -> bool:
        return self.older is not None and self.newer is not None

    @property
    def difference(self) -> int:
        return _amount(self.newer) - _amount(self.older)


@dataclass(frozen=True, slots=True)
class ComparedTotal:
    """One measure over all agreements, equal ones too, in sen; without what is in no sum.

    ``older`` and ``newer`` are over the agreements that both speak of, so their difference is one.
    """

    measure: Measure
    in_both: int
    older: int
    newer: int
    older_alone: int
    older_alone_amount: int
    newer_alone: int
    newer_alone_amount: int

    @property
    def difference(self) -> int:
        return self.newer - self.older


@dataclass(frozen=True, slots=True)
class Comparison:
    """The largest differences first.

    ``other_dates_older`` and ``_newer`` count positions of a date of which the other import has
    none: they are no difference of their own, their effect is in the values.
    """

    older: Import
    newer: Import
    values: tuple[ValueChange, ...]
    same_values: int
    totals: tuple[ComparedTotal, ...]
    figures: tuple[FigureChange, ...]
    same_figures: int
    other_dates_older: int
    other_dates_newer: int

    @property
    def is_same(self) -> bool:
        """No figure of the one contradicts or is missing in the other."""
        return not (self.values or self.figures or self.other_dates_older or self.other_dates_newer)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the two imports state of one agreement."""

    holding: Holding
    older: tuple[Figure, ...]
    newer: tuple[Figure, ...]


_Key = tuple[Measure, date, bool, str, str, str]


def compare_imports(session: Session, older_id: int, newer_id: int) -> Comparison:
    """What the import ``newer_id`` says otherwise than ``older_id``.

    Raises ConflictError where one of them is not applied, or they are of different elections.
    """
    older, newer = _get_applied(session, older_id), _get_applied(session, newer_id)
    if older.election != newer.election:
        raise ConflictError(
            f"Impor {older_id} tentang {older.election}, impor {newer_id} tentang"
            f" {newer.election}: keduanya tidak dapat dibandingkan.",
            f"Import {older_id} is about {older.election}, import {newer_id} about"
            f" {newer.election}: they cannot be compared.",
        )
    said = list(_load_said(session, older, newer))
    values = [value for one in said for value in _compare_values(one)]
    differing = [one for one in values if not one.is_in_both or one.difference]
    figures, same_figures, elsewhere = _compare_figures(said)
    return Comparison(
        older,
        newer,
        values=tuple(sorted(differing, key=_by_size)),
        same_values=len(values) - len(differing),
        totals=tuple(_totals(values)),
        figures=tuple(sorted(figures, key=_by_size)),
        same_figures=same_figures,
        other_dates_older=elsewhere[0],
        other_dates_newer=elsewhere[1],
    )


def list_comparable(session: Session, import_id: int, *, limit: int = 200) -> list[Import]:
    """Other applied imports of the same election, the one applied last first."""
    row = get_import(session, import_id)
    query = (
        select(Import)
        .options(defer(Import.description))
        .where(Import.status == "applied", Import.election == row.election, Import.id != row.id)
        .where(is_in_sight(session))
    )
    return list(session.scalars(query.order_by(Import.sequence.desc()).limit(limit)))


def _get_applied(session: Session, import_id: int) -> Import:
    row = get_import(session, import_id)
    if row.status != "applied":
        raise ConflictError(
            f"Impor {import_id} tidak sedang diterapkan. Hanya impor yang diterapkan dapat"
            " dibandingkan.",
            f"Import {import_id} is not applied. Only applied imports can be compared.",
        )
    return row


def _load_said(session: Session, older: Import, newer: Import) -> Iterator[_Said]:
    groups = load_touched_groups(session, [older.id, newer.id])
    for group, members in groups.items():
        for holding, rows in parts(group, members):
            yield _Said(holding, _stated_by(older, rows), _stated_by(newer, rows))


def _stated_by(row: Import, members: Iterable[Member]) -> tuple[Figure, ...]:
    return speaking(
        said for member in members for said in member.figures if said[1].import_id == row.id
    )


def _compare_values(said: _Said) -> Iterator[ValueChange]:
    for measure in Measure:
        older = value_at(said.older, measure, date.max)
        newer = value_at(said.newer, measure, date.max)
        if older or newer:
            yield ValueChange(said.holding, measure, older, newer)


def _totals(values: list[ValueChange]) -> Iterator[ComparedTotal]:
    for measure in Measure:
        those = [one for one in values if one.measure is measure and not one.holding.unit_clash]
        both = [one for one in those if one.is_in_both]
        older = [_amount(one.older) for one in those if one.newer is None]
        newer = [_amount(one.newer) for one in those if one.older is None]
        if those:
            yield ComparedTotal(
                measure,
                len(both),
                sum(_amount(one.older) for one in both),
                sum(_amount(one.newer) for one in both),
                len(older),
                sum(older),
                len(newer),
                sum(newer),
            )


def _compare_figures(said: list[_Said]) -> tuple[list[FigureChange], int, tuple[int, int]]:
    """The figures that differ, how many are the same, how many are of dates the other lacks."""
    older_days = _position_days(figure for one in said for figure in one.older)
    newer_days = _position_days(figure for one in said for figure in one.newer)
    found: list[FigureChange] = []
    same = older_elsewhere = newer_elsewhere = 0
    for one in said:
        older, newer = _by_key(one.older), _by_key(one.newer)
        for key in {**older, **newer}:
            left, right = older.get(key, []), newer.get(key, [])
            kept = _take_same(left, right)
            same += kept
            if not kept and not right and _is_elsewhere(key, newer_days):
                older_elsewhere += len(left)
            elif not kept and not left and _is_elsewhere(key, older_days):
                newer_elsewhere += len(right)
            else:
                pairs = zip_longest(left, right)
                found += [FigureChange(one.holding, *pair) for pair in pairs]
    return found, same, (older_elsewhere, newer_elsewhere)


def _position_days(figures: Iterable[Figure]) -> set[date]:
    return {figure.on for figure in figures if not figure.is_movement}


def _is_elsewhere(key: _Key, days: set[date]) -> bool:
    _, on, is_movement, *_ = key
    return not is_movement and on not in days


def _by_key(figures: Iterable[Figure]) -> dict[_Key, list[Figure]]:
    """Who reported a movement is no part of what it is; who stated a position is."""
    found: dict[_Key, list[Figure]] = {}
    for one in figures:
        name = one.document if one.is_movement else one.source.value
        key = (one.measure, one.on, one.is_movement, one.tranche, one.line, name)
        found.setdefault(key, []).append(one)
    return found


def _take_same(left: list[Figure], right: list[Figure]) -> int:
    """Take away from both what has the same amount; how many pairs that were."""
    same = 0
    for figure in list(left):
        twin = next((other for other in right if other.amount == figure.amount), None)
        if twin is not None:
            left.remove(figure)
            right.remove(twin)
            same += 1
    return same


def _by_size(one: ValueChange | FigureChange) -> tuple[int, str, int, str]:
    measure = one.measure if isinstance(one, ValueChange) else one.figure.measure
    return (-abs(one.difference), one.holding.region, one.holding.id, measure)


def _amount(said: Value | Figure | None) -> int:
    return said.amount if said else 0
