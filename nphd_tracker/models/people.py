"""Who may sign in, what is open in their name, and who did what."""

import json
from datetime import datetime
from enum import StrEnum

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from nphd_tracker.models.base import Base
from nphd_tracker.regions import Agency
from nphd_tracker.scope import Scope


class Role(StrEnum):
    """What a person is here; `web.serving.access` says what each may do."""

    VIEWER = "viewer"
    OFFICER = "officer"
    ADMIN = "admin"


class Person(Base):
    """Someone who may sign in; ``name`` is what they sign in with, in small letters.

    ``places`` and ``agencies`` are JSON lists, empty for all of them. ``password_set_at`` ends a
    password that somebody else chose (``must_change``) after a few days.
    """

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("role IN ('viewer', 'officer', 'admin')", name="role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    role: Mapped[str]
    places: Mapped[str]
    agencies: Mapped[str]
    password_hash: Mapped[str]
    password_set_at: Mapped[datetime]
    must_change: Mapped[bool]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    @property
    def scope(self) -> Scope:
        agencies = frozenset(Agency(one) for one in json.loads(self.agencies))
        return Scope(frozenset(json.loads(self.places)), agencies)


class UserSession(Base):
    """One browser in which somebody is signed in. Its token is nowhere kept, only its SHA-256."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    address: Mapped[str]
    browser: Mapped[str]


class SignInAttempt(Base):
    """One try with a password that has not turned out right. Kept for a day.

    ``account`` and ``device`` are keyed hashes: people type their password where the name goes.
    """

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    account: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    device: Mapped[str]


class ApiToken(Base):
    """By which a program asks as a person, with fewer rights or none fewer, until a day.

    Of the token only its SHA-256 and its last signs are kept. ``permissions`` and ``places`` are JSON
    lists; no places are all of the person's.
    """

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    hint: Mapped[str]
    permissions: Mapped[str]
    places: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class AuditEvent(Base):
    """One thing somebody did. Only ever added: see `store.trail`.

    ``who`` is a person's name, ``perintah:NAME`` for a command, "" where nobody had signed in;
    ``address`` where a request came from; ``what`` a code, ``subject`` like ``import/12``;
    ``before`` and ``after`` are JSON text.
    """

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    address: Mapped[str]
    what: Mapped[str]
    subject: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]


# The database refuses too, where it is one of the two that the tests run on. Another engine, and
# emptying the whole table (its owner's right, who could drop the trigger as well), are left to the
# rights of the database's account.
ONLY_ADDED = {
    "sqlite": tuple(
        f"CREATE TRIGGER audit_event_no_{verb.lower()} BEFORE {verb} ON audit_event"
        " BEGIN SELECT RAISE(ABORT, 'audit_event is only added to'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'audit_event is only added to'; END $$",
        "CREATE TRIGGER audit_event_only_added BEFORE UPDATE OR DELETE ON audit_event"
        " FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()",
    ),
}
for _dialect, _statements in ONLY_ADDED.items():
    for _statement in _statements:
        _ddl = DDL(_statement).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(AuditEvent.__table__, "after_create", _ddl)
