"""Who may sign in, as what, and with whose figures in sight.

There is always someone who can let others in: the last admin can be neither disabled nor demoted.
A person is never removed, since what they did keeps their name. Every change is told to the trail.
"""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from nphd_tracker.errors import ConflictError, NotFoundError, TrackerError
from nphd_tracker.models import Person, Role
from nphd_tracker.scope import EVERYTHING, Scope
from nphd_tracker.store.trail import record_event

FIRST_PASSWORD_LASTS = timedelta(days=7)
"""A password that somebody else chose opens the account for so long, and only to change it."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,39}")


def clean_name(text: str) -> str:
    """What someone signs in with, as it is kept: ``" Sri.Rahayu"`` -> ``sri.rahayu``."""
    return text.strip().lower()


def add_person(
    session: Session,
    name: str,
    role: Role,
    password_hash: str,
    *,
    full_name: str = "",
    scope: Scope = EVERYTHING,
    must_change: bool = False,
) -> Person:
    """Raises as `require_name` does."""
    name = require_name(session, name)
    now = datetime.now(UTC)
    person = Person(
        name=name,
        full_name=full_name.strip(),
        role=role.value,
        places=_write(scope.places),
        agencies=_write(scope.agencies),
        password_hash=password_hash,
        password_set_at=now,
        must_change=must_change,
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(person)
    except IntegrityError as error:
        raise _taken(name) from error  # by another who was quicker
    _tell(session, "person-added", person, after=_said(person))
    return person


def require_name(session: Session, name: str) -> str:
    """The name as it is kept. Raises TrackerError where it cannot be one, ConflictError where taken."""
    name = clean_name(name)
    if not _NAME.fullmatch(name):
        raise TrackerError(
            f'"{name}" tidak dapat dipakai. Pakai 2 sampai 40 huruf kecil, angka, titik, garis atau @.',
            f'"{name}" cannot be used. Use 2 to 40 small letters, digits, dots, dashes or @.',
        )
    if find_person(session, name):
        raise _taken(name)
    return name


def _taken(name: str) -> ConflictError:
    return ConflictError(
        f'Nama "{name}" sudah dipakai. Pilih nama lain.',
        f'The name "{name}" is taken. Choose another.',
    )


def find_person(session: Session, name: str) -> Person | None:
    return session.scalar(select(Person).where(Person.name == clean_name(name)))


def get_person(session: Session, key: int | str) -> Person:
    """By number or by name. Raises NotFoundError."""
    found = session.get(Person, key) if isinstance(key, int) else find_person(session, key)
    if found is None:
        raise NotFoundError(f'Tidak ada pengguna "{key}".', f'There is no user "{key}".')
    return found


def hold_person(session: Session, number: int) -> Person | None:
    """As they are now, and until the end of this transaction: who gives them a new password then
    finds, and ends, the session that is begun in it."""
    query = select(Person).where(Person.id == number).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def list_people(session: Session) -> list[Person]:
    """By name; those who may sign in before those who may not."""
    return list(
        session.scalars(select(Person).order_by(Person.disabled_at.is_not(None), Person.name))
    )


def has_people(session: Session) -> bool:
    return session.scalar(select(Person.id).limit(1)) is not None


def set_password(
    session: Session, person: Person, password_hash: str, *, must_change: bool = False
) -> None:
    person.password_hash = password_hash
    person.password_set_at = datetime.now(UTC)
    person.must_change = must_change
    session.flush()
    _tell(session, "password-given" if must_change else "password-changed", person)


def change_person(
    session: Session, person: Person, *, role: Role, scope: Scope, full_name: str | None = None
) -> None:
    """What someone is and sees, from their next page on. Raises ConflictError for the last admin."""
    if person.role == Role.ADMIN and role is not Role.ADMIN:
        _require_another_admin(session, person)
    before = _said(person)
    person.role = role.value
    person.places, person.agencies = _write(scope.places), _write(scope.agencies)
    if full_name is not None:
        person.full_name = full_name.strip()
    session.flush()
    if _said(person) != before:
        _tell(session, "person-changed", person, before, _said(person))


def disable_person(session: Session, person: Person) -> None:
    """They are out at once, everywhere. Raises ConflictError for the last admin."""
    if person.role == Role.ADMIN:
        _require_another_admin(session, person)
    if person.disabled_at is None:
        person.disabled_at = datetime.now(UTC)
        session.flush()
        _tell(session, "person-disabled", person)


def enable_person(session: Session, person: Person) -> None:
    if person.disabled_at is not None:
        person.disabled_at = None
        session.flush()
        _tell(session, "person-enabled", person)


def may_sign_in(person: Person) -> bool:
    """Not disabled, and not still waiting with a first password that has run out."""
    is_stale = person.must_change and (
        datetime.now(UTC) - person.password_set_at > FIRST_PASSWORD_LASTS
    )
    return person.disabled_at is None and not is_stale


def _require_another_admin(session: Session, person: Person) -> None:
    # Locked, so that two admins who take each other out at once are not both right.
    active = select(Person.id).where(Person.role == Role.ADMIN, Person.disabled_at.is_(None))
    admins = set(session.scalars(active.order_by(Person.id).with_for_update()))
    if person.id in admins and len(admins) == 1:
        raise ConflictError(
            f'"{person.name}" satu-satunya admin. Angkat admin lain lebih dahulu.',
            f'"{person.name}" is the only admin. Make somebody else an admin first.',
        )


def _said(person: Person) -> dict[str, Any]:
    return {
        "full_name": person.full_name,
        "role": person.role,
        "regions": json.loads(person.places),
        "agencies": json.loads(person.agencies),
    }


def _tell(
    session: Session,
    what: str,
    person: Person,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record_event(session, what, subject=f"person/{person.name}", before=before, after=after)


def _write(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))
