"""The documents that go with an agreement: NPHD, SP2D, STS. Only added; undone with their import."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from nphd_tracker.errors import NotFoundError
from nphd_tracker.models import Agreement, Attachment, Import
from nphd_tracker.store.holdings import find_members
from nphd_tracker.store.sight import note_place
from nphd_tracker.store.trail import record_event


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """One document. ``sha256`` is where its bytes are; ``size`` in bytes."""

    kind: str
    file_name: str
    sha256: str
    size: int
    content_type: str
    id: int = 0
    import_id: int = 0
    created_at: datetime | None = None
    is_undone: bool = False


def add_attachment(
    session: Session, import_id: int, agreement_id: int, document: KeptDocument
) -> Attachment:
    """Note a document whose bytes are kept already."""
    row = Attachment(
        import_id=import_id,
        agreement_id=agreement_id,
        kind=document.kind,
        file_name=document.file_name,
        sha256=document.sha256,
        size=document.size,
        content_type=document.content_type,
        created_at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    agreement = session.get_one(Agreement, agreement_id)
    note_place(session, import_id, agreement.region, agreement.agency)
    record_event(
        session,
        "attachment-added",
        subject=f"attachment/{row.id}",
        after={
            "kind": row.kind,
            "file": row.file_name,
            "sha256": row.sha256,
            "agreement": agreement_id,
            "import": import_id,
        },
    )
    return row


def list_attachments(session: Session, agreement_id: int) -> list[KeptDocument]:
    """All documents of an agreement, newest first, also those whose import was undone."""
    _holding, rows = find_members(session, agreement_id)
    query = (
        select(Attachment, Import.status)
        .join(Import, Attachment.import_id == Import.id)
        .where(Attachment.agreement_id.in_(rows))
        .order_by(Attachment.id.desc())
    )
    return [_kept(row, status) for row, status in session.execute(query)]


def list_attachments_of_import(session: Session, import_id: int) -> list[KeptDocument]:
    """The documents that came with one import, in the order in which they came."""
    query = (
        select(Attachment, Import.status)
        .join(Import, Attachment.import_id == Import.id)
        .where(Attachment.import_id == import_id)
        .order_by(Attachment.id)
    )
    return [_kept(row, status) for row, status in session.execute(query)]


def get_attachment(session: Session, attachment_id: int) -> KeptDocument:
    row = session.get(Attachment, attachment_id)
    if row is None:
        raise NotFoundError(
            f"Lampiran nomor {attachment_id} tidak ada.",
            f"There is no attachment number {attachment_id}.",
        )
    return _kept(row, "applied")


def _kept(row: Attachment, status: str) -> KeptDocument:
    return KeptDocument(
        kind=row.kind,
        file_name=row.file_name,
        sha256=row.sha256,
        size=row.size,
        content_type=row.content_type,
        id=row.id,
        import_id=row.import_id,
        created_at=row.created_at,
        is_undone=status != "applied",
    )
