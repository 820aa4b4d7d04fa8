"""What is stored of the agreements a reading speaks of, in the shape that comparing needs.

Whose figure it is depends on the units named: as long as stored figures and the reading together
name one unit at most, a row with that unit and a row without are the same agreement.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from nphd_tracker.blocks import Party
from nphd_tracker.positions import Figure, Value, value_at
from nphd_tracker.reading import Measure, Source, StatedFigure, StatedTerm, TermKind
from nphd_tracker.store.holdings import Group, Member, agreement_key, speaking
from nphd_tracker.store.terms import KeptTerm, newest_values

Stated = StatedFigure | StatedTerm
Placed = Stated | Party
"""Whatever names an agreement."""


class PositionKey(NamedTuple):
    """Of two positions of an agreement with the same key one speaks."""

    measure: Measure
    tranche: str
    line: str
    on: date
    source: Source


class MovementKey(NamedTuple):
    """Movements of an agreement alike in this may be one and the same."""

    measure: Measure
    on: date
    amount: int


def position_key(figure: Figure | StatedFigure) -> PositionKey:
    return PositionKey(figure.measure, figure.tranche, figure.line, figure.on, figure.source)


def movement_key(figure: Figure | StatedFigure) -> MovementKey:
    return MovementKey(figure.measure, figure.on, figure.amount)


def as_figure(figure: StatedFigure) -> Figure:
    """A stated figure in the shape of a stored one, before anything stores it."""
    return Figure(
        figure.measure,
        figure.on,
        figure.amount,
        figure.source,
        figure.is_movement,
        figure.tranche,
        figure.line,
        figure.document,
    )


@dataclass(slots=True)
class Account:
    """One agreement: what speaks now, and what the reading has stated of it so far."""

    figures: dict[Measure, list[Figure]] = field(default_factory=dict)
    positions: dict[PositionKey, Figure] = field(default_factory=dict)
    movements: dict[MovementKey, list[Figure]] = field(default_factory=dict)
    terms: dict[TermKind, tuple[str, ...]] = field(default_factory=dict)
    stated: dict[PositionKey, StatedFigure] = field(default_factory=dict)
    fresh: set[PositionKey] = field(default_factory=set)
    """Keys of what the reading states anew or otherwise."""
    moved: dict[MovementKey, list[StatedFigure]] = field(default_factory=dict)
    transfers: list[StatedFigure] = field(default_factory=list)
    """Movements of the reading that are not there yet."""
    values: dict[tuple[Measure, date], Value | None] = field(default_factory=dict)

    def value(self, measure: Measure, on: date) -> Value | None:
        """The value as stored, without the reading."""
        figures = self.figures.get(measure)
        if not figures:
            return None
        if (measure, on) not in self.values:
            self.values[measure, on] = value_at(figures, measure, on)
        return self.values[measure, on]


class Known:
    """The accounts of all agreements a reading speaks of; see the module on whose is whose."""

    def __init__(
        self, groups: Mapping[Group, list[Member]], stated: Iterable[tuple[str, Placed]]
    ) -> None:
        self._members = {
            group: [member for member in members if member.is_standing]
            for group, members in groups.items()
        }
        self.stored_units = {
            group: {member.unit_key: member.unit or "" for member in members if member.unit_key}
            for group, members in self._members.items()
        }
        self.units = {group: dict(units) for group, units in self.stored_units.items()}
        for election, one in stated:
            key = agreement_key(one.agency, one.unit)
            if key:
                named = self.units.setdefault(group_of(election, one), {})
                named.setdefault(key, one.unit or "")
        self._accounts: dict[tuple[Group, str], Account] = {}

    def has_unnamed(self, group: Group) -> bool:
        """Whether stored figures of this group name no unit."""
        return any(not member.unit_key for member in self._members.get(group, ()))

    def has_stored(self, group: Group) -> bool:
        """Whether anything stands of this group."""
        return bool(self._members.get(group))

    def asks_unit(self, election: str, one: Placed) -> bool:
        """Whether it names no unit where several are named."""
        units = self.units.get(group_of(election, one), {})
        return len(units) > 1 and not agreement_key(one.agency, one.unit)

    def account_key(self, election: str, one: Placed) -> tuple[Group, str]:
        """What tells one account from another; no unit where just one is named."""
        group = group_of(election, one)
        is_sole = len(self.units.get(group, {})) <= 1
        return group, "" if is_sole else agreement_key(one.agency, one.unit)

    def account(self, election: str, one: Stated) -> Account:
        group, key = self.account_key(election, one)
        if (group, key) not in self._accounts:
            is_sole = len(self.units.get(group, {})) <= 1
            members = self._members.get(group, ())
            mine = [member for member in members if is_sole or member.unit_key == key]
            self._accounts[group, key] = _open_account(mine)
        return self._accounts[group, key]

    def accounts(self) -> Iterable[Account]:
        return self._accounts.values()


def group_of(election: str, one: Placed) -> Group:
    return Group(election, one.region, one.agency)


def _open_account(members: list[Member]) -> Account:
    account = Account()
    for figure in speaking(said for member in members for said in member.figures):
        account.figures.setdefault(figure.measure, []).append(figure)
        if figure.is_movement:
            account.movements.setdefault(movement_key(figure), []).append(figure)
        else:
            account.positions[position_key(figure)] = figure
    account.terms = newest_values(said for member in members for said in member.terms)
    return account


def keep_term(term: StatedTerm) -> KeptTerm:
    return KeptTerm(term.kind, term.value, term.source)
