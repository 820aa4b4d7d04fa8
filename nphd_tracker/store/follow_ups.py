"""Follow-ups: opened, changed and closed by adding an event; nothing is changed or deleted.

What holds is the newest event that stands. An import that brings an agreement to 100% adds one of
its own, which falls away with the import when it is undone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from nphd_tracker.absorption import Basis, Standing, stand
from nphd_tracker.errors import ConflictError, NotFoundError
from nphd_tracker.follow_ups import (
    Cause,
    Event,
    EventKind,
    FollowUp,
    Promise,
    State,
    find_holding,
    is_open_to_follow_up,
)
from nphd_tracker.models import Agreement, FollowUpEventRow, FollowUpRow, Import
from nphd_tracker.regions import Agency
from nphd_tracker.store.holdings import agreements_of, newest_day
from nphd_tracker.store.newest import load_holdings_at
from nphd_tracker.store.trail import actor_of, record_event

_STORED = (State.OPEN, State.KEPT, State.CLOSED)


def open_follow_up(
    session: Session,
    standing: Standing,
    promise: Promise,
    who: str | None = None,
    *,
    import_id: int | None = None,
) -> int:
    """Open one for an agreement as it stands; its number.

    ConflictError for an agreement at 100%, closed, or that is in no sum.
    """
    if not is_open_to_follow_up(standing):
        raise ConflictError(
            "NPHD ini sudah 100% atau selesai, jadi tidak perlu tindak lanjut.",
            "This agreement is at 100% or closed, so there is nothing to follow up.",
        )
    row = FollowUpRow(
        agreement_id=standing.holding.id,
        basis=standing.basis.value,
        as_of=standing.day,
        numerator=standing.numerator,
        denominator=standing.denominator,
    )
    session.add(row)
    session.flush()
    _add_event(session, row.id, "opened", promise, State.OPEN, who=who, import_id=import_id)
    return row.id


def open_follow_ups(
    session: Session, standings: Iterable[Standing], promise: Promise, who: str | None = None
) -> list[int]:
    """Open one for each; those that have an open one, or need none, are passed over."""
    wanted = [one for one in standings if is_open_to_follow_up(one)]
    waiting: set[int] = set()
    for election in {one.holding.election for one in wanted}:
        holdings = [one.holding for one in wanted if one.holding.election == election]
        for follow_up in list_follow_ups(session, election):
            found = find_holding(follow_up, holdings)
            if found and follow_up.latest.state is State.OPEN:
                waiting.add(found.id)
    return [
        open_follow_up(session, one, promise, who)
        for one in wanted
        if one.holding.id not in waiting
    ]


def change_follow_up(
    session: Session,
    follow_up_id: int,
    promise: Promise,
    state: State,
    note: str = "",
    who: str | None = None,
    *,
    import_id: int | None = None,
    seen: datetime | None = None,
) -> bool:
    """Add what holds from now on; False: nothing is said that was not known.

    ``seen``: when the newest event was added that the person had before them. ConflictError where
    there is a newer one, which names who added it.
    """
    lock_follow_up(session, follow_up_id)
    known = get_follow_up(session, follow_up_id).latest
    if seen is not None and known.at != seen:
        raise _changed_meanwhile(known)
    before = _said(known.promise, known.state)
    if state not in _STORED:
        raise ValueError(f"{state} is not stored")
    if (known.promise, known.state) == (promise, state) and not note:
        return False
    _add_event(
        session,
        follow_up_id,
        "changed",
        promise,
        state,
        note=note,
        who=who,
        import_id=import_id,
        before=before,
    )
    return True


def _changed_meanwhile(newest: Event) -> ConflictError:
    who = f" oleh {newest.who}" if newest.who else ""
    by = f" by {newest.who}" if newest.who else ""
    at = f"{newest.at:%Y-%m-%d %H:%M} UTC"
    return ConflictError(
        f"Tindak lanjut ini sudah diubah{who} ({at}) sejak halaman dibuka; isian Anda belum disimpan."
        " Bandingkan dengan keadaan sekarang, lalu simpan lagi bila masih perlu.",
        f"This follow-up was changed{by} ({at}) since the page was opened; what you typed is not"
        " stored yet. Compare it with what holds now, and save again if that is still needed.",
    )


def lock_follow_up(session: Session, follow_up_id: int) -> None:
    """Until the end of the transaction nobody else changes it: two who saw the same take turns.

    On SQLite whoever may write has the only turn anyway.
    """
    session.execute(select(FollowUpRow.id).where(FollowUpRow.id == follow_up_id).with_for_update())


def get_follow_up(session: Session, follow_up_id: int) -> FollowUp:
    found = _load(session, FollowUpRow.id == follow_up_id)
    if not found:
        raise NotFoundError(
            f"Tindak lanjut nomor {follow_up_id} tidak ada.",
            f"There is no follow-up number {follow_up_id}.",
        )
    return found[0]


def list_follow_ups(
    session: Session,
    election: str,
    *,
    province: str | None = None,
    region: str | None = None,
    agency: Agency | None = None,
) -> list[FollowUp]:
    """The follow-ups of an election in the order of their opening."""
    return _load(session, *agreements_of(election, province, region, agency))


def record_reached(
    session: Session, import_id: int, elections: Iterable[str], today: date
) -> list[int]:
    """Close what an import brought to 100% by today, with a mark; the numbers of those closed."""
    closed: list[int] = []
    for election in elections:
        waiting = [
            one for one in list_follow_ups(session, election) if one.latest.state is State.OPEN
        ]
        day = newest_day(session, election, today) if waiting else None
        if day is None:
            continue
        holdings = load_holdings_at(session, election, day)
        for follow_up in waiting:
            holding = find_holding(follow_up, holdings)
            standing = stand(holding, day, follow_up.basis) if holding else None
            if standing is None or standing.below is not False:
                continue
            _add_event(
                session,
                follow_up.id,
                "reached",
                follow_up.promise,
                State.CLOSED,
                import_id=import_id,
                before=_said(follow_up.promise, follow_up.latest.state),
            )
            closed.append(follow_up.id)
    return closed


def _add_event(
    session: Session,
    follow_up_id: int,
    kind: EventKind,
    promise: Promise,
    state: State,
    *,
    note: str = "",
    who: str | None = None,
    import_id: int | None = None,
    before: Mapping[str, Any] | None = None,
) -> None:
    """Add to the history, and tell the trail; ``who`` is whom the session acts as if not said."""
    session.add(
        FollowUpEventRow(
            follow_up_id=follow_up_id,
            at=datetime.now(UTC),
            who=who or actor_of(session).who or None,
            kind=kind,
            cause=promise.cause.value,
            promise=promise.text,
            office=promise.office,
            due=promise.due,
            state=state.value,
            note=note,
            import_id=import_id,
        )
    )
    record_event(
        session,
        f"follow-up-{kind}",
        who=who,
        subject=f"follow-up/{follow_up_id}",
        before=before,
        after={**_said(promise, state), **({"note": note} if note else {})},
    )


def _said(promise: Promise, state: State) -> dict[str, Any]:
    """What holds, as the trail keeps it."""
    return {
        "state": state.value,
        "cause": promise.cause.value,
        "promise": promise.text,
        "office": promise.office,
        "due": promise.due and promise.due.isoformat(),
    }


def _load(session: Session, *where: ColumnElement[bool]) -> list[FollowUp]:
    history: dict[int, list[Event]] = defaultdict(list)
    events = (
        select(FollowUpEventRow)
        .join(FollowUpRow, FollowUpEventRow.follow_up_id == FollowUpRow.id)
        .join(Agreement, FollowUpRow.agreement_id == Agreement.id)
        .outerjoin(Import, FollowUpEventRow.import_id == Import.id)
        .where(*where, or_(FollowUpEventRow.import_id.is_(None), Import.status == "applied"))
        .order_by(FollowUpEventRow.id)
    )
    for event in session.scalars(events):
        history[event.follow_up_id].append(_read_event(event))
    rows = (
        select(FollowUpRow, Agreement)
        .join(Agreement, FollowUpRow.agreement_id == Agreement.id)
        .where(*where)
        .order_by(FollowUpRow.id)
    )
    return [
        FollowUp(
            id=row.id,
            agreement_id=row.agreement_id,
            election=agreement.election,
            region=agreement.region,
            agency=Agency(agreement.agency),
            unit=agreement.unit if not agreement.unit_implied else None,
            basis=Basis(row.basis),
            as_of=row.as_of,
            numerator=row.numerator,
            denominator=row.denominator,
            history=tuple(history[row.id]),
        )
        for row, agreement in session.execute(rows)
        if history[row.id]  # else all of it came with an import that was undone
    ]


def _read_event(row: FollowUpEventRow) -> Event:
    kinds: dict[str, EventKind] = {"opened": "opened", "changed": "changed", "reached": "reached"}
    return Event(
        at=row.at,
        kind=kinds[row.kind],
        promise=Promise(Cause(row.cause), row.promise, row.office, row.due),
        state=State(row.state),
        note=row.note,
        who=row.who,
        import_id=row.import_id,
        id=row.id,
    )
