"""The roster: which agreements are owed for an election. It is a list to check against, no figure."""

import json
from collections.abc import Iterable

from sqlalchemy import Delete, delete, select
from sqlalchemy.orm import Session

from nphd_tracker.errors import NotFoundError
from nphd_tracker.models import AuditEvent, RosterRow
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


def last_addition(session: Session, election: str) -> tuple[int, list[Owed]]:
    """The newest addition that is known, as the trail tells it, and what of it is still owed."""
    query = select(AuditEvent.id, AuditEvent.after).where(
        AuditEvent.what == "roster-added", AuditEvent.subject == f"election/{election}"
    )
    for number, after in session.execute(query.order_by(AuditEvent.id.desc()).limit(1)):
        said = {tuple(one.split(" ", 1)) for one in json.loads(after or "{}").get("owed", ())}
        left = [one for one in list_roster(session, election) if (one[0], one[1].value) in said]
        return number, left
    return 0, []


def take_back_addition(session: Session, election: str, number: int) -> int:
    """How many were taken off; none where somebody has added more since."""
    newest, owed = last_addition(session, election)
    if newest != number or not owed:
        return 0
    for region, agency in owed:
        session.execute(_row(election, region, agency))
    _tell(session, "roster-removed", election, owed)
    return len(owed)


def remove_from_roster(session: Session, election: str, region: str, agency: Agency) -> None:
    """Taking off what is not on it changes nothing."""
    gone = _row(election, region, agency).returning(RosterRow.id)
    if session.scalars(gone).all():
        _tell(session, "roster-removed", election, [(region, agency)])


def _row(election: str, region: str, agency: Agency) -> Delete:
    return delete(RosterRow).where(
        RosterRow.election == election,
        RosterRow.region == region,
        RosterRow.agency == agency.value,
    )


def _tell(session: Session, what: str, election: str, owed: Iterable[Owed]) -> None:
    written = [f"{region} {agency.value}" for region, agency in owed]
    record_event(session, what, subject=f"election/{election}", after={"owed": written})
