"""What goes with the figures: remembered layouts, documents, follow-ups, what is owed, jobs."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from nphd_tracker.models.base import Base


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
