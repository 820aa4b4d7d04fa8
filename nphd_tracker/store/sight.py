"""Which imports a limited session sees: an import holds a whole file, and a file may hold anybody's.

It is seen by who made it, as long as all it takes in lies within their scope; by others only when
everything its file speaks of does. What nobody could read (a hidden sheet, a row with an error) may
be anybody's, so such a file is seen by nobody else. Any other import is as if it were not there,
but for the name of its file beside a figure of one's own.
"""

from collections.abc import Iterable
from typing import cast

from sqlalchemy import ColumnElement, Table, and_, delete, exists, insert, not_, or_, select, true
from sqlalchemy.orm import Session

from nphd_tracker.blocks import places_of
from nphd_tracker.models import Import, ImportPlace
from nphd_tracker.reading import Reading, Severity
from nphd_tracker.store.limits import scope_of, within
from nphd_tracker.store.trail import actor_of

OUTSIDE_SCOPE = "outside-scope"
"""The code of what was read and left out because it lies outside the person's scope."""

_UNREAD = frozenset({"hidden-sheet", "example-sheet", "sheet-without-table"})
_ANYBODY = ("", "")


def is_in_sight(session: Session) -> ColumnElement[bool]:
    """What an import must be for this session to see it; no condition in one without a scope."""
    scope = scope_of(session)
    if scope.is_everything:
        return true()
    of_import = ImportPlace.import_id == Import.id
    inside = within(scope, ImportPlace.region, ImportPlace.agency)
    takes_more = exists().where(of_import, ImportPlace.is_taken, not_(inside))
    says_more = exists().where(of_import, not_(inside))
    says_something = exists().where(of_import)
    is_shared = and_(says_something, not_(says_more))
    who = actor_of(session).who
    return or_(and_(Import.created_by == who, not_(takes_more)), is_shared) if who else is_shared


def list_in_sight(session: Session, import_ids: Iterable[int]) -> frozenset[int]:
    """Those of these imports that the session sees."""
    wanted = sorted(set(import_ids))
    if scope_of(session).is_everything:
        return frozenset(wanted)
    query = select(Import.id).where(Import.id.in_(wanted), is_in_sight(session))
    return frozenset(session.scalars(query))


def note_places(session: Session, import_id: int, reading: Reading) -> None:
    """Keep of whom a file speaks, instead of what was kept of an earlier reading of it."""
    taken = {
        (region, agency.value) for sheet in reading.sheets for region, agency in places_of(sheet)
    }
    taken |= {(one.region, one.agency.value) for one in reading.follow_ups}
    beside = {(region, agency.value) for region, agency in reading.outside} - taken
    beside |= {_ANYBODY} if _leaves_unread(reading) else set()
    rows = [
        {"import_id": import_id, "region": region, "agency": agency, "is_taken": is_taken}
        for places, is_taken in ((taken, True), (beside, False))
        for region, agency in sorted(places)
    ]
    session.execute(delete(ImportPlace).where(ImportPlace.import_id == import_id))
    if rows:
        session.execute(insert(cast(Table, ImportPlace.__table__)), rows)


def note_place(session: Session, import_id: int, region: str, agency: str) -> None:
    """Keep that an import is also about this agreement: a document came with it."""
    place = session.get(ImportPlace, (import_id, region, agency))
    if place is None:
        place = ImportPlace(import_id=import_id, region=region, agency=agency)
        session.add(place)
    place.is_taken = True
    session.flush()


def _leaves_unread(reading: Reading) -> bool:
    """Whether the file may speak of more than was understood."""
    return any(sheet.left_out for sheet in reading.sheets) or any(
        problem.code in _UNREAD
        or (problem.severity is Severity.ERROR and problem.code != OUTSIDE_SCOPE)
        for problem in reading.all_problems
    )
