"""Agreements with no more of their figures than count on a day: what a page of a nation reads.

`stand` says of such an agreement what it says of the whole one, on that day and no other. What is
read grows with the agreements, not with the weeks reported: of positions each source's newest (and
of the value also its first, and the one in force when the last instalment fell due), all movements.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import (
    CTE,
    ColumnElement,
    Executable,
    Text,
    UnaryExpression,
    column,
    exists,
    false,
    func,
    select,
    true,
    tuple_,
    values,
)
from sqlalchemy.orm import Session

from nphd_tracker.absorption import Holding
from nphd_tracker.due import last_due
from nphd_tracker.models import Agreement, FigureRow, Import, TermRow
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency
from nphd_tracker.store.engine import kept_for_the_moment
from nphd_tracker.store.holdings import (
    Group,
    Member,
    add_figures,
    add_terms,
    agreements_of,
    by_number,
    combine,
    is_applied,
    load_members,
    parts,
    select_figures,
)

_AT_ONCE = 10_000
"""SQLite takes at most 32766 values in one statement."""


def what_stands(session: Session, besides: int | None = None) -> Hashable:
    """Tells one state of the figures and terms from another: as long as it is equal, so are they.

    ``besides`` is an import that is not looked at.

    They change only when an import is applied or undone; both leave their mark, for good.
    """
    kept = kept_for_the_moment(session)
    if besides is None and "what stands" in kept:
        return kept["what stands"]
    state = _look_at_what_stands(session, besides)
    if besides is None:
        kept["what stands"] = state
    return state


def _look_at_what_stands(session: Session, besides: int | None) -> Hashable:
    query = (
        select(
            Import.status,
            func.count(),
            func.max(Import.sequence),
            func.max(Import.applied_at),
            func.max(Import.undone_at),
        )
        .where(Import.status.in_(("applied", "undone")))
        .group_by(Import.status)
    )
    if besides is not None:
        query = query.where(Import.id != besides)
    return tuple(sorted(tuple(row) for row in session.execute(query)))


def imports_that_stood(session: Session) -> dict[int, Hashable]:
    """What tells for each import, applied once, whether and since when it speaks."""
    query = select(Import.id, Import.status, Import.sequence, Import.undone_at)
    rows = session.execute(query.where(Import.status.in_(("applied", "undone"))))
    return {number: tuple(rest) for number, *rest in rows}


def find_groups(session: Session, election: str, import_ids: Collection[int]) -> set[Group]:
    """The grantors and grantees of an election that these imports say anything of."""
    found: set[Group] = set()
    query = select(Agreement.election, Agreement.region, Agreement.agency).distinct()
    for said in (FigureRow, TermRow):
        spoken = select(said.agreement_id).where(said.import_id.in_(import_ids))
        mine = query.where(Agreement.election == election, Agreement.id.in_(spoken))
        found |= {Group(one, region, Agency(key)) for one, region, key in session.execute(mine)}
    return found


def load_holdings_at(
    session: Session,
    election: str,
    day: date,
    polling_day: date | None = None,
    *,
    province: str | None = None,
    region: str | None = None,
    agency: Agency | None = None,
    groups: Collection[Group] | None = None,
) -> list[Holding]:
    """The agreements of an election as `load_holdings` has them, good for this day alone.

    ``groups``: of these grantors and grantees alone.
    """
    where = agreements_of(election, province, region, agency)
    if groups is not None:
        places = [(one.region, one.agency.value) for one in groups]
        where = (*where, tuple_(Agreement.region, Agreement.agency).in_(places))
    return _load(session, where, day, polling_day)


def _load(
    session: Session,
    where: tuple[ColumnElement[bool], ...],
    day: date,
    polling_day: date | None,
) -> list[Holding]:
    groups = load_members(session, where)
    members = by_number(groups)
    if not members:
        return []
    add_figures(session, members, _select_positions(day, where))
    add_figures(session, members, _select_first_values(day, where))
    moved = (FigureRow.is_movement == true(), FigureRow.on <= day)
    add_figures(session, members, select_figures(*moved, *where))
    add_terms(session, members, where)
    note_who_speaks(session, members, where)
    for due, numbers in _find_unread_values(groups, day, polling_day).items():
        for start in range(0, len(numbers), _AT_ONCE):
            some = Agreement.id.in_(numbers[start : start + _AT_ONCE])
            add_figures(session, members, _select_positions(due, [some], [Measure.COMMITTED]))
    return [holding for group in groups for holding in combine(group, groups[group])]


def note_who_speaks(
    session: Session, members: Mapping[int, Member], where: Sequence[ColumnElement[bool]]
) -> None:
    """Of which rows anything was stated at all, on whatever day."""
    is_spoken_of = exists().where(FigureRow.agreement_id == Agreement.id, is_applied(FigureRow))
    for number in session.scalars(select(Agreement.id).where(is_spoken_of, *where)):
        members[number].speaks_later = True


def _select_positions(
    day: date, where: Sequence[ColumnElement[bool]], measures: Iterable[Measure] = Measure
) -> Executable:
    """Of each measure what each source states on its newest date up to a day."""
    return _select_at(FigureRow.on.desc(), day, where, measures)


def _select_first_values(day: date, where: Sequence[ColumnElement[bool]]) -> Executable:
    """What each source first said an agreement is worth."""
    return _select_at(FigureRow.on.asc(), day, where, [Measure.COMMITTED])


def _select_at(
    order: UnaryExpression[date],
    day: date,
    where: Sequence[ColumnElement[bool]],
    measures: Iterable[Measure],
) -> Executable:
    """The positions on the first date in this order."""
    pairs = [(measure.value, source.value) for measure in measures for source in Source]
    names = (column("measure", Text), column("source", Text))
    key = values(*names, name="key").data(pairs).cte("key")
    return select_figures(*stated_on(find_dates(key, day, where, order)))


def find_dates(
    key: CTE,
    day: date | ColumnElement[date],
    where: Sequence[ColumnElement[bool]],
    order: UnaryExpression[date],
) -> CTE:
    """Of each agreement and key the first date in this order, up to a day.

    A key is at least a measure and a source; each takes one step in the index.
    """
    dates = select(FigureRow.on).where(
        FigureRow.agreement_id == Agreement.id,
        FigureRow.is_movement == false(),
        FigureRow.measure == key.c.measure,
        FigureRow.source == key.c.source,
        FigureRow.on <= day,
        is_applied(FigureRow),
    )
    on = dates.order_by(order).limit(1).correlate(Agreement, key).scalar_subquery()
    found = select(Agreement.id, *key.c, on.label("on")).where(*where)
    # Else PostgreSQL looks the date up again for each of the figures it is compared with.
    return found.join_from(Agreement, key, true()).cte("found").prefix_with("MATERIALIZED")


def stated_on(found: CTE) -> tuple[ColumnElement[bool], ...]:
    """That a figure is a position of the agreement and key on the date that `find_dates` found."""
    return (
        FigureRow.agreement_id == found.c.id,
        FigureRow.is_movement == false(),
        FigureRow.measure == found.c.measure,
        FigureRow.source == found.c.source,
        FigureRow.on == found.c.on,
    )


def _find_unread_values(
    groups: Mapping[Group, Sequence[Member]], day: date, polling_day: date | None
) -> dict[date, list[int]]:
    """On which earlier day the value of which agreement rows counts too: see `due_at`."""
    found: dict[date, list[int]] = {}
    for group, members in groups.items():
        for holding, rows in parts(group, members):
            due = last_due(holding.terms, holding.agency, day, polling_day)
            dates = [one.on for one in holding.figures if one.measure is Measure.COMMITTED]
            if due is not None and dates and min(dates) < due < max(dates):
                found.setdefault(due, []).extend(row.id for row in rows)
    return found
