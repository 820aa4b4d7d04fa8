"""The trail: who did what, when, from where, and what it was before and after. Only ever added to.

There is no function that changes or removes an event, the session refuses one that tries, and the
database does too. A session knows who acts (`act_as`), so that a function which changes something
tells it in the same transaction, whether a page, a command, the worker or a machine called it.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Mapper, ORMExecuteState, Session

from nphd_tracker.errors import TrackerError
from nphd_tracker.models import AuditEvent

_ACTOR = "nphd-actor"
TRAIL_PAGE = 50
"""Events of one page."""
REFUSED_LATELY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Actor:
    """``who``: a person's name, or ``perintah:NAME`` for a command; "" for nobody known."""

    who: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class TrailEvent:
    """One event; ``before`` and ``after`` are what was said of it, None where nothing was."""

    id: int
    at: datetime
    who: str
    address: str
    what: str
    subject: str
    before: Any
    after: Any


def act_as(session: Session, who: str, address: str = "") -> None:
    """All that this session changes from now on was done by them."""
    session.info[_ACTOR] = Actor(who, address)


def acting_as(find: Callable[[], Actor]) -> dict[str, Callable[[], Actor]]:
    """For the ``info`` of sessions to be made: they act as whom ``find`` names at each event."""
    return {_ACTOR: find}


def actor_of(session: Session) -> Actor:
    found: Actor | Callable[[], Actor] = session.info.get(_ACTOR) or Actor()
    return found if isinstance(found, Actor) else found()


def record_event(
    session: Session,
    what: str,
    *,
    who: str | None = None,
    address: str | None = None,
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add one event to the session's transaction; without ``who`` it is whom the session acts as.

    ``what`` is a code that has its words in `web.admin.trail_words`, ``subject`` like ``import/12``. No
    password, token or other secret may stand in ``before`` or ``after``.
    """
    actor = actor_of(session)
    session.add(
        AuditEvent(
            at=datetime.now(UTC),
            who=actor.who if who is None else who,
            address=actor.address if address is None else address,
            what=what,
            subject=subject,
            before=_write(before),
            after=_write(after),
        )
    )
    session.flush()


def record_refusal(session: Session, page: str) -> bool:
    """That somebody asked for what they may not: once a person, page and hour, for nobody shall fill
    the trail by asking. False: it was told already."""
    subject, lately = f"page/{page}", datetime.now(UTC) - REFUSED_LATELY
    query = select(AuditEvent.id).where(
        AuditEvent.at > lately,
        AuditEvent.who == actor_of(session).who,
        AuditEvent.what == "access-refused",
        AuditEvent.subject == subject,
    )
    if session.scalar(query.limit(1)) is not None:
        return False
    record_event(session, "access-refused", subject=subject)
    return True


def list_events(
    session: Session,
    *,
    who: str = "",
    what: Collection[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    older_than: int | None = None,
    limit: int = TRAIL_PAGE,
) -> list[TrailEvent]:
    """The newest first. ``until`` is not included; ``older_than`` is the last id of the page before.

    Empty filters leave nothing out.
    """
    query = select(AuditEvent).order_by(AuditEvent.id.desc()).limit(limit)
    if who:
        query = query.where(AuditEvent.who == who)
    if what:
        query = query.where(AuditEvent.what.in_(what))
    if since is not None:
        query = query.where(AuditEvent.at >= since)
    if until is not None:
        query = query.where(AuditEvent.at < until)
    if older_than is not None:
        query = query.where(AuditEvent.id < older_than)
    return [
        TrailEvent(
            row.id, row.at, row.who, row.address, row.what, row.subject,
            _read(row.before), _read(row.after),
        )
        for row in session.scalars(query)
    ]  # fmt: skip


def list_actors(session: Session) -> list[str]:
    """Everybody the trail names, by name."""
    return sorted(filter(None, session.scalars(select(AuditEvent.who).distinct())))


def _write(said: Mapping[str, Any] | None) -> str | None:
    return None if said is None else json.dumps(said, ensure_ascii=False, default=str)


def _read(text: str | None) -> Any:
    return None if text is None else json.loads(text)


@event.listens_for(AuditEvent, "before_update")
@event.listens_for(AuditEvent, "before_delete")
def _refuse_row(_mapper: Mapper[AuditEvent], _connection: object, _row: AuditEvent) -> None:
    raise _only_added()


@event.listens_for(Session, "do_orm_execute")
def _refuse_statement(state: ORMExecuteState) -> None:
    changes = state.is_update or state.is_delete
    if changes and state.bind_mapper is AuditEvent.__mapper__:
        raise _only_added()


def _only_added() -> TrackerError:
    return TrackerError(
        "Jejak hanya dapat ditambah, tidak dapat diubah atau dihapus.",
        "The trail can only be added to, never changed or removed.",
    )
