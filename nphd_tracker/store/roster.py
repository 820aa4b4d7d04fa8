"""The roster: which agreements are owed for an election. It is a list to check against, no figure."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from nphd_tracker.errors import NotFoundError
from nphd_tracker.models import RosterRow
from nphd_tracker.regions import Agency
from nphd_tracker.store.limits import scope_of
from nphd_tracker.store.trail import record_event

Owed = tuple[str, Agency]
"""A local government's code and the agency it owes an agreement to."""


def list_roster(session: Session, election: str) -> list[Owed]:
    """By region and agency."""
    query = (
        select(RosterRow.region, RosterRow.agency)
        .where(RosterRow.election == election)
        .order_by(RosterRow.region, RosterRow.agency)
    )
    return [(region, Agency(agency)) for region, agency in session.execute(query)]


def list_rostered(session: Session) -> list[str]:
    """The elections of which something is owed."""
    return sorted(session.scalars(select(RosterRow.election).distinct()))


def add_to_roster(session: Session, election: str, owed: Iterable[Owed]) -> int:
    """How many of them were not on it yet; NotFoundError for what the session does not see."""
    owed = list(owed)
    if not scope_of(session).is_within(owed):
        raise NotFoundError(
            "Daftar ini memuat Pemda atau lembaga di luar wilayah Anda.",
            "This list holds local governments or agencies outside your regions.",
        )
    known = set(list_roster(session, election))
    fresh = [one for one in dict.fromkeys(owed) if one not in known]
    session.add_all(
        RosterRow(election=election, region=region, agency=agency.value) for region, agency in fresh
    )
    session.flush()
    if fresh:
        _tell(session, "roster-added", election, fresh)
    return len(fresh)


def remove_from_roster(session: Session, election: str, region: str, agency: Agency) -> None:
    """Taking off what is not on it changes nothing."""
    gone = delete(RosterRow).where(
        RosterRow.election == election,
        RosterRow.region == region,
        RosterRow.agency == agency.value,
    )
    if session.scalars(gone.returning(RosterRow.id)).all():
        _tell(session, "roster-removed", election, [(region, agency)])


def _tell(session: Session, what: str, election: str, owed: Iterable[Owed]) -> None:
    written = [f"{region} {agency.value}" for region, agency in owed]
    record_event(session, what, subject=f"election/{election}", after={"owed": written})
