"""The tokens by which programs ask as a person: each a row, so that it can be seen and revoked.

The program holds 256 random bits behind a prefix by which a scanner of secrets knows them; the
database holds only their SHA-256. A token ends by its date, when it is revoked, and when its person
is disabled; it never allows more than its person may by then.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from nphd_tracker.errors import ConflictError, NotFoundError
from nphd_tracker.models import ApiToken, Person
from nphd_tracker.store.trail import record_event

PREFIX = "nphd_"
MOST_TOKENS = 20
"""Of one person at the same time: more are forgotten ones."""
USED_EVERY = timedelta(minutes=10)
"""How exactly "last used" is kept: a question that only reads should seldom have to write."""

_HINT_LENGTH = 4


def create_token(
    session: Session,
    person_id: int,
    name: str,
    permissions: Iterable[str],
    expires_at: datetime,
    places: Iterable[str] = (),
) -> tuple[ApiToken, str]:
    """The row, and the token itself, which is not seen again. ConflictError for one too many."""
    if len([one for one in list_tokens(session, person_id) if is_valid(one)]) >= MOST_TOKENS:
        raise ConflictError(
            f"Sudah ada {MOST_TOKENS} token yang berlaku. Cabut dahulu yang tidak dipakai.",
            f"There are {MOST_TOKENS} valid tokens already. Revoke those that are not used.",
        )
    token = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken(
        person_id=person_id,
        name=name,
        digest=_digest(token),
        hint=token[-_HINT_LENGTH:],
        permissions=json.dumps(sorted(permissions)),
        places=json.dumps(sorted(places)),
        created_at=datetime.now(UTC),
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    record_event(session, "token-created", subject=f"token/{row.id}", after=_described(row))
    return row, token


def find_token(session: Session, token: str) -> tuple[ApiToken, Person] | None:
    """A valid token and its person; None for any other text."""
    query = (
        select(ApiToken, Person)
        .join(Person, ApiToken.person_id == Person.id)
        .where(
            ApiToken.digest == _digest(token),
            ApiToken.revoked_at.is_(None),
            ApiToken.expires_at > datetime.now(UTC),
            Person.disabled_at.is_(None),
        )
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def is_valid(row: ApiToken) -> bool:
    return row.revoked_at is None and row.expires_at > datetime.now(UTC)


def is_used_long_ago(row: ApiToken) -> bool:
    """Whether it is time to write down that it was used again."""
    return row.last_used_at is None or datetime.now(UTC) - row.last_used_at >= USED_EVERY


def note_used(session: Session, token_id: int) -> None:
    now = datetime.now(UTC)
    session.execute(update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=now))


def list_tokens(session: Session, person_id: int) -> list[ApiToken]:
    """All of a person, the newest first; also those that ended."""
    query = select(ApiToken).where(ApiToken.person_id == person_id)
    return list(session.scalars(query.order_by(ApiToken.id.desc())))


def revoke_token(session: Session, person_id: int, token_id: int) -> bool:
    """Ends one of a person's own tokens at once; False: it had been revoked before.

    Raises NotFoundError for another person's, as for one that is not there.
    """
    row = session.get(ApiToken, token_id)
    if row is None or row.person_id != person_id:
        raise NotFoundError("Token itu tidak ada.", "There is no such token.")
    if row.revoked_at is not None:
        return False
    row.revoked_at = datetime.now(UTC)
    session.flush()
    record_event(session, "token-revoked", subject=f"token/{row.id}", before=_described(row))
    return True


def _described(row: ApiToken) -> dict[str, object]:
    """For the trail: nothing by which a token could be used or guessed."""
    return {
        "name": row.name,
        "permissions": json.loads(row.permissions),
        "places": json.loads(row.places),
        "expires_at": row.expires_at.isoformat(),
    }


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
