"""The tables: imports, agreements, what each import said about an agreement; layouts and answers;
who may sign in.

Figures and terms are only ever added. What an import said stops counting when the import is marked
undone, never by changing or deleting it. Money is an integer of sen (64 bits), regions are text,
moments are UTC. Nothing here is particular to one database.
"""

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import (
    DDL,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from nphd_tracker.regions import Agency
from nphd_tracker.scope import Scope

ImportStatus = Literal["staged", "applied", "undone", "discarded"]


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so none is stored and UTC is put back on."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can find it again on any database."""

    # In a registry, because Flask-SQLAlchemy makes a base of its own out of this one's attributes
    # and SQLAlchemy then refuses a type_annotation_map among them.
    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={str: Text(), datetime: Moment()},
    )


class Import(Base):
    """One reading of one file. ``options`` and ``description`` are JSON text.

    ``sequence`` counts applied imports: of two that say something of one key, the later one speaks.
    It is unique, so two imports cannot be applied at the same moment. ``digest`` is what was read,
    ``base`` what it would change; both must still hold when it is applied. ``..._by`` is a person's
    name, ``perintah:NAME`` for a command, "" where nobody was known.
    """

    __tablename__ = "import"
    __table_args__ = (
        CheckConstraint("status IN ('staged', 'applied', 'undone', 'discarded')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(default="staged")
    created_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    sequence: Mapped[int | None] = mapped_column(unique=True)
    election: Mapped[str]
    digest: Mapped[str]
    base: Mapped[str]
    figures_new: Mapped[int]
    figures_changed: Mapped[int]
    figures_same: Mapped[int]
    left_out_errors: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[str] = mapped_column(default="", server_default="")
    applied_by: Mapped[str] = mapped_column(default="", server_default="")
    undone_by: Mapped[str] = mapped_column(default="", server_default="")
    options: Mapped[str]
    description: Mapped[str]


class ImportPlace(Base):
    """A grantor and agency that the file of an import speaks of; both "" for what nobody could read.

    ``is_taken``: the import stores it, or would; else it was left out.
    """

    __tablename__ = "import_place"

    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), primary_key=True)
    region: Mapped[str] = mapped_column(primary_key=True)
    agency: Mapped[str] = mapped_column(primary_key=True)
    is_taken: Mapped[bool]


class Agreement(Base):
    """One grantor x one grantee x one election; ``unit`` only where a sheet names one.

    ``unit_implied``: the unit is just the region's own (Polres Ngada), not worth showing alone.
    """

    __tablename__ = "agreement"
    __table_args__ = (UniqueConstraint("election", "region", "agency", "unit_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    election: Mapped[str]
    region: Mapped[str]
    agency: Mapped[str]
    unit: Mapped[str | None]
    unit_key: Mapped[str]
    unit_implied: Mapped[bool]


class FigureRow(Base):
    """One amount as one import states it. ``cells`` are like ``Rekap!F16``, one a line.

    The indexes lead to the newest position of an agreement and the newest day of an import at once,
    however many there are.
    """

    __tablename__ = "figure"
    __table_args__ = (
        Index(None, "agreement_id", "is_movement", "measure", "source", "on"),
        Index(None, "import_id", "on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"))
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    measure: Mapped[str]
    on: Mapped[date]
    amount: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str]
    is_movement: Mapped[bool]
    tranche: Mapped[str]
    line: Mapped[str]
    line_name: Mapped[str]
    document: Mapped[str]
    cells: Mapped[str]


class TermRow(Base):
    """One term of an agreement as one import states it; see `reading.StatedTerm`."""

    __tablename__ = "term"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    kind: Mapped[str]
    value: Mapped[str]
    source: Mapped[str]
    cells: Mapped[str]


class Role(StrEnum):
    """What a person is here; `web.access` says what each may do."""

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


class Layout(Base):
    """What people answered about one layout, for the next sheet with the same header.

    ``headers`` (letter -> heading) and ``answers`` are JSON text; ``top`` is where the header stood
    by itself, so that a header band can be told from it on another sheet. See `store.layouts`.
    """

    __tablename__ = "layout"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    sheet: Mapped[str]
    top: Mapped[int]
    headers: Mapped[str]
    answers: Mapped[str]
    updated_at: Mapped[datetime]


class Attachment(Base):
    """A document that goes with an import about an agreement, kept under its SHA-256.

    ``content_type`` is what its first bytes say, never its name. Undone with its import.
    """

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    kind: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    content_type: Mapped[str]
    created_at: Mapped[datetime]


class FollowUpRow(Base):
    """What was opened about an agreement, at which rate; what holds now is its newest event."""

    __tablename__ = "follow_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    basis: Mapped[str]
    as_of: Mapped[date]
    numerator: Mapped[int | None] = mapped_column(BigInteger)
    denominator: Mapped[int | None] = mapped_column(BigInteger)


class FollowUpEventRow(Base):
    """One entry of a follow-up's history: all that holds from then on. Only ever added.

    With ``import_id`` it came with that import, and falls away when the import is undone.
    """

    __tablename__ = "follow_up_event"
    __table_args__ = (
        CheckConstraint("kind IN ('opened', 'changed', 'reached')", name="kind"),
        CheckConstraint("state IN ('open', 'kept', 'closed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), index=True)
    at: Mapped[datetime]
    who: Mapped[str | None]
    kind: Mapped[str]
    cause: Mapped[str]
    promise: Mapped[str]
    office: Mapped[str]
    due: Mapped[date | None]
    state: Mapped[str]
    note: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"), index=True)


class Job(Base):
    """Work outside of a request. This row is the truth about it; see `store.jobs`.

    ``subject`` and ``result`` are JSON text, ``scope`` too: what the one who asked may see. Whoever
    runs it holds it until ``lease_until``, and may write only while ``attempts`` is what it was.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')", name="state"
        ),
        Index(None, "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    subject: Mapped[str]
    result: Mapped[str] = mapped_column(default="{}")
    asked_by: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    scope: Mapped[str] = mapped_column(default="{}")
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    heartbeat_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    step: Mapped[str] = mapped_column(default="")
    rows_done: Mapped[int] = mapped_column(BigInteger, default=0)
    rows_total: Mapped[int | None] = mapped_column(BigInteger)
    rate: Mapped[int | None] = mapped_column(BigInteger)
    seconds_left: Mapped[int | None]
    message_id: Mapped[str] = mapped_column(default="")
    message_en: Mapped[str] = mapped_column(default="")


class RosterRow(Base):
    """One agreement that a local government owes for an election, whether or not it is there yet."""

    __tablename__ = "roster"
    __table_args__ = (UniqueConstraint("election", "region", "agency"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    election: Mapped[str]
    region: Mapped[str]
    agency: Mapped[str]


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
