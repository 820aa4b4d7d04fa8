"""What undoing an import would change, before anyone does it.

The values before and after are those of the pages, made by the same code over the figures with and
without the import. Nothing is written here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from nphd_tracker.absorption import Holding
from nphd_tracker.errors import ConflictError
from nphd_tracker.models import Import
from nphd_tracker.positions import Value, value_at
from nphd_tracker.reading import Measure, TermKind
from nphd_tracker.store.holdings import Group, Member, parts
from nphd_tracker.store.imports import get_import
from nphd_tracker.store.terms import newest_values
from nphd_tracker.store.touched import load_touched_groups


@dataclass(frozen=True, slots=True)
class UndoChange:
    """A value that would be another, or none: its amount or its date. Money in sen.

    ``files`` are those whose figures would then speak, by import number. ``joins``: where two units
    were named and one falls away, what named none counts with the other from then on. ``day``: the
    earlier day on which it would be another, while today's stays.
    """

    holding: Holding
    measure: Measure
    now: Value | None
    after: Value | None
    files: tuple[tuple[int, str], ...] = ()
    joins: Holding | None = None
    day: date | None = None

    @property
    def difference(self) -> int:
        return _amount(self.after) - _amount(self.now)


@dataclass(frozen=True, slots=True)
class UndoTerm:
    """A term that would be another, or none (``after`` is empty)."""

    holding: Holding
    kind: TermKind
    now: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UndoTotal:
    """All changes of one measure together, in sen; without what is in no sum (``unit_clash``).

    ``now`` or ``after`` is None where nobody has reported any of it: that is not zero.
    """

    measure: Measure
    changes: int
    now: int | None
    after: int | None

    @property
    def difference(self) -> int:
        return (self.after or 0) - (self.now or 0)


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """The largest changes first. Of ``figures`` that fall away ``silent`` change no value of today.

    ``earlier``: values that stay as they are today and were others on an earlier day, which a page
    of that day shows.
    """

    changes: tuple[UndoChange, ...]
    terms: tuple[UndoTerm, ...]
    figures: int
    silent: int
    earlier: tuple[UndoChange, ...] = ()

    @property
    def totals(self) -> tuple[UndoTotal, ...]:
        kinds = {
            measure: [change for change in self.changes if change.measure is measure]
            for measure in Measure
        }
        return tuple(_sum_up(measure, those) for measure, those in kinds.items() if those)

    @property
    def dates_only(self) -> int:
        """How many values keep their amount and only get another date."""
        return sum(bool(one.now and one.after) and not one.difference for one in self.changes)

    @property
    def agreements(self) -> int:
        """How many agreements have another value or term afterwards."""
        changed = {change.holding.id for change in (*self.changes, *self.earlier)}
        return len(changed | {term.holding.id for term in self.terms})


@dataclass(frozen=True, slots=True)
class _Pair:
    """An agreement as it stands, its rows, and the same without the import."""

    holding: Holding
    rows: list[Member]
    after: Holding | None
    rows_after: list[Member]
    joins: Holding | None


def plan_undo(session: Session, import_id: int, today: date) -> UndoPlan:
    """What `undo_import` would change in the values of today and in the terms.

    Raises ConflictError for an import that is not applied.
    """
    row = get_import(session, import_id)
    if row.status != "applied" or row.sequence is None:
        raise ConflictError(
            f"Impor {import_id} tidak sedang diterapkan, jadi tidak ada yang dibatalkan.",
            f"Import {import_id} is not applied, so there is nothing to undo.",
        )
    changes: list[UndoChange] = []
    earlier: list[UndoChange] = []
    terms: list[UndoTerm] = []
    figures = silent = 0
    for group, members in load_touched_groups(session, [import_id]).items():
        for pair in _pair(group, members, row.sequence):
            changed = _compare_values(pair, today)
            falling = [
                figure
                for member in pair.rows
                for sequence, figure in member.figures
                if sequence == row.sequence
            ]
            measures = {change.measure for change in changed}
            figures += len(falling)
            silent += sum(figure.measure not in measures for figure in falling)
            changes += changed
            said = {(f.measure, f.on) for f in falling if f.measure not in measures}
            earlier += _compare_earlier(pair, said, today)
            terms += _compare_terms(pair)
    for those in (changes, earlier):
        those.sort(key=lambda one: (-abs(one.difference), one.holding.region, one.holding.id))
    return UndoPlan(
        tuple(_name_files(session, changes)),
        tuple(terms),
        figures,
        silent,
        tuple(_name_files(session, earlier)),
    )


def _pair(group: Group, members: list[Member], sequence: int) -> Iterable[_Pair]:
    """Each agreement as it stands with what its rows make up without the import."""
    later = parts(group, [_without(member, sequence) for member in members])
    heads = {holding.id: (holding, rows) for holding, rows in later}
    homes = {member.id: holding for holding, rows in later for member in rows}
    for holding, rows in parts(group, members):
        numbers = [member.id for member in rows]
        found = next((heads[number] for number in numbers if number in heads), None)
        joins = None if found else next((homes[one] for one in numbers if one in homes), None)
        after, rows_after = found or (None, [])
        yield _Pair(holding, rows, after, rows_after, joins)


def _without(member: Member, sequence: int) -> Member:
    return replace(
        member,
        figures=[said for said in member.figures if said[0] != sequence],
        terms=[said for said in member.terms if said[0] != sequence],
    )


def _compare_values(pair: _Pair, today: date) -> list[UndoChange]:
    changes = []
    for measure in Measure:
        now = value_at(pair.holding.figures, measure, today)
        after = value_at(pair.after.figures, measure, today) if pair.after else None
        if _stands_for(now) != _stands_for(after):
            changes.append(UndoChange(pair.holding, measure, now, after, (), pair.joins))
    return changes


def _compare_earlier(
    pair: _Pair, said: Collection[tuple[Measure, date]], today: date
) -> list[UndoChange]:
    """Of each measure the newest day that the import speaks of and that would show another value."""
    changes: dict[Measure, UndoChange] = {}
    for measure, day in sorted(said, key=lambda one: one[1], reverse=True):
        if measure in changes or day >= today:
            continue
        now = value_at(pair.holding.figures, measure, day)
        after = value_at(pair.after.figures, measure, day) if pair.after else None
        if _stands_for(now) != _stands_for(after):
            changes[measure] = UndoChange(pair.holding, measure, now, after, (), pair.joins, day)
    return list(changes.values())


def _compare_terms(pair: _Pair) -> list[UndoTerm]:
    if pair.joins:
        return []
    now = newest_values(said for member in pair.rows for said in member.terms)
    after = newest_values(said for member in pair.rows_after for said in member.terms)
    return [
        UndoTerm(pair.holding, kind, now.get(kind, ()), after.get(kind, ()))
        for kind in TermKind
        if now.get(kind) != after.get(kind)
    ]


def _name_files(session: Session, changes: list[UndoChange]) -> list[UndoChange]:
    """With the files that would speak, by the order of their imports."""
    speaking = [
        sorted({figure.import_id for figure in one.after.evidence}) if one.after else []
        for one in changes
    ]
    names = _file_names(session, {number for numbers in speaking for number in numbers})
    return [
        replace(one, files=tuple((number, names[number]) for number in numbers))
        for one, numbers in zip(changes, speaking, strict=True)
    ]


def _file_names(session: Session, import_ids: Collection[int]) -> dict[int, str]:
    query = select(Import.id, Import.file_name).where(Import.id.in_(import_ids))
    return dict(session.execute(query).all())


def _stands_for(value: Value | None) -> tuple[int, date] | None:
    return (value.amount, value.as_of) if value else None


def _amount(value: Value | None) -> int:
    return value.amount if value else 0


def _amounts(values: Iterable[Value | None]) -> int | None:
    reported = [value.amount for value in values if value]
    return sum(reported) if reported else None


def _sum_up(measure: Measure, changes: list[UndoChange]) -> UndoTotal:
    counted = [one for one in changes if not one.holding.unit_clash]
    return UndoTotal(
        measure,
        len(changes),
        _amounts(one.now for one in counted),
        _amounts(one.after for one in counted),
    )
