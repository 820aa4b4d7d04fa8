"""Every term that was ever stated of an agreement, with the import that said so; newest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from nphd_tracker.models import Import, TermRow
from nphd_tracker.reading import Source, TermKind
from nphd_tracker.store.holdings import find_members


@dataclass(frozen=True, slots=True)
class StoredTerm:
    """One term as one import stated it; an empty ``value`` took the term back."""

    kind: TermKind
    value: str
    source: Source
    import_id: int
    file_name: str
    applied_at: datetime | None
    is_undone: bool
    applied_by: str = ""


def list_terms(session: Session, agreement_id: int) -> list[StoredTerm]:
    """What each import said, the import applied last first; also those that were undone."""
    _holding, rows = find_members(session, agreement_id)
    query = (
        select(TermRow, Import)
        .join(Import, TermRow.import_id == Import.id)
        .where(TermRow.agreement_id.in_(rows))
        .order_by(Import.sequence.desc(), TermRow.id)
    )
    return [
        StoredTerm(
            TermKind(term.kind),
            term.value,
            Source(term.source),
            said.id,
            said.file_name,
            said.applied_at,
            said.status != "applied",
            said.applied_by,
        )
        for term, said in session.execute(query)
    ]
