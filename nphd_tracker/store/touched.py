"""The agreements an import speaks of, whether it stands or not, and how much it says of each."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session, aliased

from nphd_tracker.models import Agreement, FigureRow, TermRow
from nphd_tracker.regions import Agency
from nphd_tracker.store.holdings import Group, Member, agreement_key, load_groups


@dataclass(frozen=True, slots=True)
class Touched:
    """One agreement row of which an import stored so many figures and terms."""

    agreement_id: int
    group: Group
    unit: str | None
    figures: int
    terms: int

    @property
    def key(self) -> tuple[Group, str]:
        """What finds it again from what was read: see `touched_key`."""
        return self.group, agreement_key(self.group.agency, self.unit)


def touched_key(election: str, region: str, agency: Agency, unit: str | None) -> tuple[Group, str]:
    """The same for a row as it was read."""
    return Group(election, region, agency), agreement_key(agency, unit)


def load_touched(session: Session, import_id: int) -> tuple[Touched, ...]:
    """By region, agency and unit; nothing for an import that was never applied."""
    figures = _count(session, FigureRow, import_id)
    terms = _count(session, TermRow, import_id)
    rows = session.scalars(select(Agreement).where(Agreement.id.in_(_agreements([import_id]))))
    return tuple(
        Touched(
            row.id,
            Group(row.election, row.region, Agency(row.agency)),
            row.unit,
            figures.get(row.id, 0),
            terms.get(row.id, 0),
        )
        for row in sorted(rows, key=lambda row: (row.region, row.agency, row.unit_key))
    )


def load_touched_groups(session: Session, import_ids: Collection[int]) -> dict[Group, list[Member]]:
    """Every group these imports speak of, with all that applied imports say of it."""
    inner = aliased(Agreement)
    places = (
        select(inner.election, inner.region, inner.agency)
        .where(inner.id.in_(_agreements(import_ids)))
        .distinct()
    )
    group = tuple_(Agreement.election, Agreement.region, Agreement.agency)
    return load_groups(session, group.in_(places))


def _agreements(import_ids: Collection[int]) -> Any:
    # Under names of their own, or they would be taken for the tables of the query around them.
    figure, term = aliased(FigureRow), aliased(TermRow)
    return (
        select(figure.agreement_id)
        .where(figure.import_id.in_(import_ids))
        .union(select(term.agreement_id).where(term.import_id.in_(import_ids)))
    )


def _count(
    session: Session, model: type[FigureRow] | type[TermRow], import_id: int
) -> dict[int, int]:
    query = select(model.agreement_id, func.count()).where(model.import_id == import_id)
    return dict(session.execute(query.group_by(model.agreement_id)).all())
