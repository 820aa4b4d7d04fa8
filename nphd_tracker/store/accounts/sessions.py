"""The browsers people are signed in with: each a row, so that it can be seen and ended.

A browser holds 256 random bits, the database only their SHA-256: who reads the database cannot pose
as anyone. A session ends at sign-out, when its person is disabled or the password changes, after
two hours without a page, and after twelve hours in any case: a working day with its overtime.
"""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from nphd_tracker.models import Person, UserSession

IDLE = timedelta(hours=2)
LIFETIME = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)
"""How exactly "last seen" is kept: a page that only reads should seldom have to write."""

_BROWSER_LENGTH = 200


def start_session(session: Session, person: Person, address: str, browser: str) -> str:
    """A new session's token; it is not seen again. Clears away what ran out."""
    now = datetime.now(UTC)
    session.execute(delete(UserSession).where(UserSession.created_at <= now - LIFETIME))
    session.execute(delete(UserSession).where(UserSession.seen_at <= now - IDLE))
    token = secrets.token_urlsafe(32)
    session.add(
        UserSession(
            person_id=person.id,
            token_hash=_digest(token),
            created_at=now,
            seen_at=now,
            address=address,
            browser=browser[:_BROWSER_LENGTH],
        )
    )
    session.flush()
    return token


def find_session(session: Session, token: str) -> tuple[UserSession, Person] | None:
    """The session of a token and its person, while neither has ended."""
    now = datetime.now(UTC)
    query = (
        select(UserSession, Person)
        .join(Person, UserSession.person_id == Person.id)
        .where(
            UserSession.token_hash == _digest(token),
            UserSession.created_at > now - LIFETIME,
            UserSession.seen_at > now - IDLE,
            Person.disabled_at.is_(None),
        )
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def is_seen_long_ago(found: UserSession) -> bool:
    """Whether it is time to write down that it was seen again."""
    return datetime.now(UTC) - found.seen_at >= SEEN_EVERY


def note_seen(session: Session, session_id: int) -> None:
    session.execute(
        update(UserSession).where(UserSession.id == session_id).values(seen_at=datetime.now(UTC))
    )


def list_sessions(session: Session, person_id: int) -> list[UserSession]:
    """Those that have not ended, the one last seen first."""
    now = datetime.now(UTC)
    query = (
        select(UserSession)
        .where(
            UserSession.person_id == person_id,
            UserSession.created_at > now - LIFETIME,
            UserSession.seen_at > now - IDLE,
        )
        .order_by(UserSession.seen_at.desc(), UserSession.id.desc())
    )
    return list(session.scalars(query))


def count_sessions(session: Session) -> dict[int, int]:
    """How many each person has, by the person's id."""
    now = datetime.now(UTC)
    query = (
        select(UserSession.person_id, func.count())
        .where(UserSession.created_at > now - LIFETIME, UserSession.seen_at > now - IDLE)
        .group_by(UserSession.person_id)
    )
    return {person: int(number) for person, number in session.execute(query)}


def end_session(session: Session, person_id: int, session_id: int) -> bool:
    """Ends one of a person's own; False where they have none of that number."""
    return _count(session, delete(UserSession).where(
        UserSession.id == session_id, UserSession.person_id == person_id
    )) == 1  # fmt: skip


def end_sessions(session: Session, person_id: int, keep: int | None = None) -> int:
    """Ends all of a person's, or all but one; returns how many."""
    mine = delete(UserSession).where(UserSession.person_id == person_id)
    return _count(session, mine if keep is None else mine.where(UserSession.id != keep))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _count(session: Session, statement: Any) -> int:
    return int(cast(Any, session.execute(statement)).rowcount)
