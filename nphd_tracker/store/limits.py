"""A session that sees no more than a scope: every query of it, whoever wrote the query.

What belongs to an agreement is cut where SQLAlchemy makes the statement, wherever the table stands
in it (columns, joins, subqueries, counts, a row by its number, a deletion). An import belongs to no
single agreement: `store.sight` says who sees one. A session without a scope pays nothing.
"""

from collections.abc import Callable
from functools import lru_cache

from sqlalchemy import ColumnElement, Table, and_, event, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql.base import ExecutableOption

from nphd_tracker.models import (
    Agreement,
    Attachment,
    FigureRow,
    FollowUpRow,
    RosterRow,
    TermRow,
)
from nphd_tracker.scope import EVERYTHING, Scope

_KEY = "nphd-scope"
_Text = ColumnElement[str] | InstrumentedAttribute[str]


def limited_by(scope: Callable[[], Scope]) -> dict[str, Callable[[], Scope]]:
    """The ``info`` of sessions that look up their scope each time they are asked something."""
    return {_KEY: scope}


def limit_session(session: Session, scope: Scope) -> None:
    """From now on this session sees, and deletes, nothing outside the scope.

    Call it before the first query: an agreement that was loaded already stays loaded.
    """
    session.info[_KEY] = scope


def see_alike(other: Session, session: Session) -> None:
    """From now on ``other`` sees what ``session`` does, as the same person."""
    other.info.update(session.info)


def scope_of(session: Session) -> Scope:
    """What the session is limited to; everything where nobody limited it."""
    said: Scope | Callable[[], Scope] = session.info.get(_KEY, EVERYTHING)
    return said if isinstance(said, Scope) else said()


@event.listens_for(Session, "do_orm_execute")
def _limit(state: ORMExecuteState) -> None:
    if _KEY not in state.session.info or state.is_insert:
        return
    scope = scope_of(state.session)
    if not scope.is_everything:
        state.statement = state.statement.options(*_criteria(scope))


@lru_cache(maxsize=256)
def _criteria(scope: Scope) -> tuple[ExecutableOption, ...]:
    table = Agreement.__table__
    assert isinstance(table, Table)
    mine = select(table.c.id).where(within(scope, table.c.region, table.c.agency)).scalar_subquery()
    limits: list[tuple[type, ColumnElement[bool]]] = [
        (row, within(scope, row.region, row.agency)) for row in (Agreement, RosterRow)
    ]
    limits += [
        (row, row.agreement_id.in_(mine)) for row in (FigureRow, TermRow, Attachment, FollowUpRow)
    ]
    return tuple(with_loader_criteria(row, where, include_aliases=True) for row, where in limits)


def within(scope: Scope, region: _Text, agency: _Text) -> ColumnElement[bool]:
    """What a grantor and an agency must be to lie in a scope: `Scope.covers`, for the database."""
    parts: list[ColumnElement[bool]] = []
    if scope.places:
        below = [region.startswith(f"{one}.", autoescape=True) for one in sorted(scope.provinces)]
        parts.append(or_(region.in_(sorted(scope.places)), *below))
    if scope.agencies:
        parts.append(agency.in_(sorted(one.value for one in scope.agencies)))
    return and_(true(), *parts)
