"""What each agreement of an election came to on several earlier days, as `positions` counts it.

What is read grows with agreements and days, never with the weeks reported: of positions what each
source states on its newest date up to each of the days, and all movements.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Executable,
    Text,
    column,
    func,
    select,
    true,
    values,
)
from sqlalchemy.orm import Session

from nphd_tracker.models import Agreement, FigureRow, Import
from nphd_tracker.positions import Figure, value_at
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency
from nphd_tracker.store.holdings import (
    add_figures,
    agreements_of,
    by_number,
    load_members,
    parts,
    select_figures,
    speaking,
)
from nphd_tracker.store.newest import find_dates, note_who_speaks, stated_on

MEASURES = (Measure.COMMITTED, Measure.DISBURSED, Measure.SPENT)
_SOURCES = {source.value: source for source in Source}

Amounts = tuple[int | None, int | None, int | None]
"""Committed, disbursed, spent, in sen; None where nobody had reported."""
Said = Sequence[Any]
"""When its import was applied, then a figure: on, amount, source, tranche, line, ..."""


_Key = tuple[date, int, str]
"""The day, the agreement, the measure."""


def count_agreements(session: Session, election: str) -> int:
    """How many are stored, whatever stands of them: how large a nation is, at no cost."""
    query = select(func.count()).select_from(Agreement).where(Agreement.election == election)
    return session.scalar(query) or 0


def load_past(
    session: Session,
    election: str,
    days: Sequence[date],
    *,
    province: str | None = None,
    region: str | None = None,
    agency: Agency | None = None,
) -> dict[date, dict[int, Amounts]]:
    """Of each day the agreements by their numbers, with what had been reported of them by then."""
    where = agreements_of(election, province, region, agency)
    groups = load_members(session, where)
    members = by_number(groups)
    if not days or not members:
        return {day: {} for day in days}
    note_who_speaks(session, members, where)
    add_figures(session, members, select_figures(FigureRow.is_movement == true(), *where))
    holdings = {
        row.id: holding.id
        for group, those in groups.items()
        for holding, rows in parts(group, those)
        for row in rows
    }
    moved: dict[int, list[Figure]] = {}
    for number, holding in holdings.items():
        if members[number].figures:
            moved.setdefault(holding, []).extend(one for _, one in members[number].figures)
    return _count(days, holdings, _positions(session, days, where, holdings), moved)


def _positions(
    session: Session,
    days: Sequence[date],
    where: Sequence[ColumnElement[bool]],
    holdings: Mapping[int, int],
) -> dict[_Key, list[Said]]:
    """What was stated last, of each measure of an agreement by each day: sequence, on, ..."""
    found: dict[_Key, list[Said]] = {}
    for day, number, measure, *said in session.execute(_select_newest(days, where)):
        if number in holdings:
            found.setdefault((day, holdings[number], measure), []).append(said)
    return found


def _select_newest(days: Sequence[date], where: Sequence[ColumnElement[bool]]) -> Executable:
    """One step in the index for each day, agreement, measure and source."""
    names = (column("day", Date), column("measure", Text), column("source", Text))
    pairs = [
        (day, measure.value, source.value)
        for day in days
        for measure in MEASURES
        for source in Source
    ]
    key = values(*names, name="key").data(pairs).cte("key")
    newest = find_dates(key, key.c.day, where, FigureRow.on.desc())
    return (
        select(
            newest.c.day,
            FigureRow.agreement_id,
            FigureRow.measure,
            func.coalesce(Import.sequence, 0),
            FigureRow.on,
            FigureRow.amount,
            FigureRow.source,
            FigureRow.tranche,
            FigureRow.line,
            FigureRow.document,
            FigureRow.import_id,
            FigureRow.id,
        )
        .join(Import, FigureRow.import_id == Import.id)
        .where(
            Import.status == "applied",
            *stated_on(newest),
        )
    )


def _count(
    days: Sequence[date],
    holdings: Mapping[int, int],
    stated: Mapping[_Key, list[Said]],
    moved: Mapping[int, list[Figure]],
) -> dict[date, dict[int, Amounts]]:
    counted: dict[date, dict[int, Amounts]] = {day: {} for day in days}
    for number in dict.fromkeys(holdings.values()):
        movements = moved.get(number, ())
        for day in days:
            committed, disbursed, spent = (
                _amount(stated.get((day, number, measure.value), ()), movements, measure, day)
                for measure in MEASURES
            )
            counted[day][number] = committed, disbursed, spent
    return counted


def _amount(
    stated: Sequence[Said], moved: Sequence[Figure], measure: Measure, day: date
) -> int | None:
    if not moved and len(stated) < 2:  # most of a nation, and nothing to weigh
        return stated[0][2] if stated else None
    said = [
        (sequence, Figure(measure, on, amount, _SOURCES[source], False, *rest))
        for sequence, on, amount, source, *rest in stated
    ]
    value = value_at((*speaking(said), *moved), measure, day)
    return value.amount if value else None
