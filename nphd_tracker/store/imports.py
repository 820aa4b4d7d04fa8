"""An import's life: staged, then applied or discarded; an applied one can be marked undone.

Applying is all or nothing, one at a time, and does what its preview showed or refuses. Figures and
terms are only added. No function here commits: the view or the command does, once.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Table, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, defer

from nphd_tracker.errors import ConflictError, NotFoundError
from nphd_tracker.models import Agreement, Import
from nphd_tracker.reading import Reading
from nphd_tracker.store.follow_up_plans import store_follow_ups
from nphd_tracker.store.follow_ups import record_reached
from nphd_tracker.store.known import Placed
from nphd_tracker.store.planned import Comparison, Plan
from nphd_tracker.store.plans import compare, still_holds
from nphd_tracker.store.sight import is_in_sight, note_places
from nphd_tracker.store.storing import number_key, store_rows
from nphd_tracker.store.trail import actor_of, record_event


def get_import(session: Session, import_id: int) -> Import:
    """NotFoundError also for one that a limited session does not see (`store.sight`)."""
    row = session.scalar(select(Import).where(Import.id == import_id, is_in_sight(session)))
    if row is None:
        raise NotFoundError(
            f"Impor nomor {import_id} tidak ada, atau di luar wilayah Anda.",
            f"There is no import number {import_id}, or it is outside your regions.",
        )
    return row


def list_imports(session: Session, *, limit: int = 200) -> list[Import]:
    """The newest imports first, of every status; their descriptions are loaded when asked for."""
    query = select(Import).options(defer(Import.description)).where(is_in_sight(session))
    query = query.order_by(Import.id.desc())
    return list(session.scalars(query.limit(limit)))


def find_standing(session: Session, sha256: str) -> Import | None:
    """The applied import of a file with these bytes, the one applied last."""
    query = select(Import).where(
        Import.sha256 == sha256, Import.status == "applied", is_in_sight(session)
    )
    return session.scalar(query.order_by(Import.sequence.desc()).limit(1))


def stage_import(
    session: Session,
    reading: Reading,
    plan: Plan,
    *,
    size: int,
    options: Mapping[str, Any],
    description: Mapping[str, Any],
    leave_out_errors: bool = False,
    instead_of: int | None = None,
    is_applied_at_once: bool = False,
) -> Import:
    """Note what a file said and would change, for a person to look at; ``size`` in bytes.

    ``instead_of``: the waiting import of the same file whose preview this one replaces. To the
    trail that is one thing that happened, and so is an import that is applied in the same turn.
    """
    row = Import(
        file_name=reading.file,
        sha256=reading.sha256,
        size=size,
        status="staged",
        created_at=datetime.now(UTC),
        created_by=actor_of(session).who,
        election=", ".join(sorted({sheet.election for sheet in reading.sheets})),
        digest=plan.digest,
        base=plan.base,
        figures_new=plan.new,
        figures_changed=plan.changed,
        figures_same=plan.same,
        left_out_errors=leave_out_errors,
        options=json.dumps(options, ensure_ascii=False),
        description=json.dumps(description, ensure_ascii=False),
    )
    session.add(row)
    session.flush()
    note_places(session, row.id, reading)
    if instead_of is not None:
        _drop(session, instead_of)
        _tell(session, "import-renewed", row, replaces=instead_of)
    elif not is_applied_at_once:
        _tell(session, "import-staged", row)
    return row


def restage_import(
    session: Session,
    row: Import,
    reading: Reading,
    plan: Plan,
    *,
    options: Mapping[str, Any],
    description: Mapping[str, Any],
    seen: str | None = None,
) -> None:
    """Note what a staged file says now that a person answered something about it.

    Raises ConflictError when it is not waiting any more, and when its options are no longer those
    (``seen``) that the answer was added to: another's answer is not lost.
    """
    before = json.loads(row.options)
    seen = row.options if seen is None else seen
    change = (
        update(Import)
        .where(Import.id == row.id, Import.status == "staged", Import.options == seen)
        .values(
            election=", ".join(sorted({sheet.election for sheet in reading.sheets})),
            digest=plan.digest,
            base=plan.base,
            figures_new=plan.new,
            figures_changed=plan.changed,
            figures_same=plan.same,
            options=json.dumps(options, ensure_ascii=False),
            description=json.dumps(description, ensure_ascii=False),
        )
    )
    is_mine = _count(session, change) == 1
    session.refresh(row)
    if is_mine:
        note_places(session, row.id, reading)
    elif row.status == "staged":
        raise ConflictError(
            f"Impor {row.id} baru saja dijawab orang lain; jawaban Anda belum disimpan. Lihat keadaan"
            " yang baru, lalu jawab lagi bila masih perlu.",
            f"Somebody else has just answered about import {row.id}; your answer was not stored. Look"
            " at it as it is now, and answer again if that is still needed.",
        )
    else:
        raise ConflictError(
            f"Impor {row.id} sudah diputuskan; jawaban tidak mengubahnya lagi.",
            f"Import {row.id} has been decided on; answers no longer change it.",
        )
    record_event(
        session, "import-answered", subject=f"import/{row.id}", before=before, after=options
    )


def apply_import(session: Session, row: Import, reading: Reading, plan: Plan) -> None:
    """Store what a staged import's reading says, all of it or nothing.

    Raises ConflictError when it is not staged any more, when the reading or what it would change is
    not what ``plan`` and the staged preview say, when the same file stands already, and when there
    are errors which nobody chose to leave out (``left_out_errors``).
    """
    with session.begin_nested():
        take_turn(session)
        _claim(session, row)
        found = still_holds(session, plan, besides=row.id)
        now = plan
        if found is None:
            now, found = compare(session, reading, besides=row.id)
        if (row.digest, row.base) != (now.digest, now.base) or now.base != plan.base:
            raise _stale()
        if now.standing_import is not None:
            raise ConflictError(
                f"Berkas ini sudah diterapkan sebagai impor {now.standing_import}.",
                f"This file has already been applied as import {now.standing_import}.",
            )
        if (reading.has_errors or now.has_errors) and not row.left_out_errors:
            raise ConflictError(
                "Berkas ini masih mengandung kesalahan. Perbaiki, atau pilih untuk mengimpor baris"
                " yang benar saja.",
                "This file still has errors. Mend them, or choose to import only the good rows.",
            )
        _store(session, row.id, found)
        store_follow_ups(session, row.id, now.follow_ups.changes)
        _tell(session, "import-applied", row)
        elections = sorted({sheet.election for sheet in reading.sheets})
        record_reached(session, row.id, elections, datetime.now(UTC).date())


def take_turn(session: Session) -> None:
    """From here to the end of the transaction nobody else applies or undoes an import.

    Whoever comes second waits, and then compares with what the first has left. It is the row of the
    oldest import that everybody holds on to: there is one whenever there is something to apply. On
    SQLite whoever may write has the only turn anyway.
    """
    oldest = select(Import.id).order_by(Import.id).limit(1)
    session.execute(oldest.with_for_update(key_share=True))


def _claim(session: Session, row: Import) -> None:
    """Take the next turn. Two at the same moment: the unique sequence lets only one through."""
    newest = session.scalar(select(func.max(Import.sequence))) or 0
    claim = (
        update(Import)
        .where(Import.id == row.id, Import.status == "staged")
        .values(
            status="applied",
            sequence=newest + 1,
            applied_at=datetime.now(UTC),
            applied_by=actor_of(session).who,
        )
    )
    try:
        is_mine = _count(session, claim) == 1
    except IntegrityError as error:
        raise _stale() from error
    if not is_mine:
        session.refresh(row)
        raise ConflictError(
            f"Impor {row.id} tidak menunggu penerapan lagi (status: {row.status}).",
            f"Import {row.id} is no longer waiting to be applied (status: {row.status}).",
        )
    session.refresh(row)


def _stale() -> ConflictError:
    return ConflictError(
        "Pratinjau ini sudah usang: data berubah sejak dibuat. Periksa pratinjau yang baru.",
        "This preview is out of date: the data changed since. Look at the new preview.",
    )


def discard_import(session: Session, import_id: int) -> None:
    """A staged import that nobody wants; discarding it again changes nothing."""
    row = get_import(session, import_id)
    is_mine = _drop(session, import_id)
    session.refresh(row)
    if is_mine:
        _tell(session, "import-discarded", row)
        return
    if row.status != "discarded":
        raise ConflictError(
            f"Impor {import_id} sudah diterapkan; batalkan (undo) bila perlu.",
            f"Import {import_id} has been applied; undo it instead.",
        )


def _drop(session: Session, import_id: int) -> bool:
    """False: it was not waiting."""
    drop = update(Import).where(Import.id == import_id, Import.status == "staged")
    return _count(session, drop.values(status="discarded")) == 1


def undo_import(session: Session, import_id: int) -> bool:
    """Mark an applied import undone: what others said shows through. False: it was so already."""
    take_turn(session)
    row = get_import(session, import_id)
    undo = (
        update(Import)
        .where(Import.id == import_id, Import.status == "applied")
        .values(status="undone", undone_at=datetime.now(UTC), undone_by=actor_of(session).who)
    )
    is_mine = _count(session, undo) == 1
    session.refresh(row)
    if is_mine:
        _tell(session, "import-undone", row)
        return True
    if row.status != "undone":
        raise ConflictError(
            f"Impor {import_id} belum diterapkan, jadi tidak ada yang dibatalkan.",
            f"Import {import_id} was never applied, so there is nothing to undo.",
        )
    return False


def _tell(session: Session, what: str, row: Import, **more: Any) -> None:
    said: dict[str, Any] = {"file": row.file_name, "sha256": row.sha256, "election": row.election}
    if what == "import-applied":
        said |= {"new": row.figures_new, "changed": row.figures_changed, "same": row.figures_same}
        said |= {"left_out_errors": True} if row.left_out_errors else {}
    record_event(session, what, subject=f"import/{row.id}", after=said | more)


def _count(session: Session, statement: Any) -> int:
    return int(cast(Any, session.execute(statement)).rowcount)


def _store(session: Session, import_id: int, found: Comparison) -> None:
    parties = [(election, party) for election, block in found.blocks for party in block.parties]
    numbers = _number_agreements(session, [*found.figures, *found.terms, *parties])
    store_rows(session, import_id, found, numbers)


def _number_agreements(
    session: Session, stated: Iterable[tuple[str, Placed]]
) -> dict[tuple[str, ...], int]:
    """The agreement row of everything stated, by group and unit; those not there yet are made."""
    wanted: dict[tuple[str, ...], dict[str, object]] = {}
    for election, one in stated:
        key = number_key(election, one)
        if key not in wanted:
            unit = one.unit if key[-1] else None
            wanted[key] = {
                "election": election,
                "region": one.region,
                "agency": one.agency.value,
                "unit": unit,
                "unit_key": key[-1],
                "unit_implied": bool(unit) and one.unit_implied,
            }
    numbers = _find_numbers(session, wanted)
    if missing := [row for key, row in wanted.items() if key not in numbers]:
        session.execute(insert(cast(Table, Agreement.__table__)), missing)
        numbers = _find_numbers(session, wanted)
    return numbers


def _find_numbers(
    session: Session, wanted: Collection[tuple[str, ...]]
) -> dict[tuple[str, ...], int]:
    """The agreement rows there are, of these elections and regions, with their numbers."""
    query = select(
        Agreement.election, Agreement.region, Agreement.agency, Agreement.unit_key, Agreement.id
    ).where(
        Agreement.election.in_({key[0] for key in wanted}),
        Agreement.region.in_({key[1] for key in wanted}),
    )
    return {(*key,): number for *key, number in session.execute(query)}
