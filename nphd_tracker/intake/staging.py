"""What waits for a decision: staged, answered about, read again.

An answer is obeyed at once and remembered for the next sheet of the same layout.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import ConflictError, TrackerError
from nphd_tracker.importing.opening.grid import Workbook
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.importing.opening.kept import keep_cells
from nphd_tracker.importing.sheets import hash_file
from nphd_tracker.importing.vocabulary import Vocabulary
from nphd_tracker.intake.described import (
    describe_for_person,
    read_layouts,
)
from nphd_tracker.intake.kept_files import CELLS, keep_file, open_cells
from nphd_tracker.intake.options import read_options, write_options
from nphd_tracker.intake.previewing import make_preview
from nphd_tracker.intake.values import Intake
from nphd_tracker.models import Import
from nphd_tracker.reading import Answers, ReadOptions, Severity

_ANSWERABLE = frozenset({"money-ignored", "column-ignored"})


def stage(
    session: Session,
    path: Path,
    name: str,
    options: ReadOptions,
    uploads: Path,
    vocabulary: Vocabulary | None = None,
    *,
    reader: Session | None = None,
    instead_of: int | None = None,
) -> Intake:
    """A preview kept for a person to look at: the file under its SHA-256, an import "staged".

    ``instead_of`` is the waiting import of the same file that it replaces. What cannot be opened,
    or stands already, is not staged. What has errors is: the person may answer what the reader
    could not tell, or choose to take the good rows.
    """
    opened: list[Workbook] = []

    def open_it() -> Workbook:
        opened.append(open_workbook(path, name))
        return opened[0]

    seen = make_preview(
        session,
        open_it,
        name,
        hash_file(path),
        options,
        vocabulary,
        may_be_unread=True,
        reader=reader,
    )
    is_worth_a_look = seen.has_figures or _can_be_answered(seen)
    if not is_worth_a_look or seen.stands or attests_nothing(seen):
        return seen
    row = stage_seen(
        session,
        seen,
        path,
        uploads,
        description=describe_for_person(seen),
        instead_of=instead_of,
    )
    keep_cells(opened[0], seen.sha256, uploads / CELLS)
    return replace(seen, import_id=row.id)


def stage_seen(
    session: Session,
    seen: Intake,
    path: Path,
    uploads: Path,
    *,
    description: Mapping[str, Any],
    leave_out_errors: bool = False,
    instead_of: int | None = None,
    is_applied_at_once: bool = False,
) -> Import:
    assert seen.reading is not None
    assert seen.plan is not None
    keep_file(path, seen.sha256, uploads)
    return store.stage_import(
        session,
        seen.reading,
        seen.plan,
        size=path.stat().st_size,
        options=write_options(seen.options),
        description=description,
        leave_out_errors=leave_out_errors,
        instead_of=instead_of,
        is_applied_at_once=is_applied_at_once,
    )


def _can_be_answered(seen: Intake) -> bool:
    """No figure was read, but a person may say what the reader could not tell."""
    return seen.reading is not None and any(
        p.code in _ANSWERABLE or (p.severity is Severity.ERROR and p.code != "no-figures")
        for p in seen.problems
    )


def attests_nothing(seen: Intake) -> bool:
    return seen.status == "unchanged" and (seen.reading is None or seen.reading.is_summary)


def answer(
    session: Session,
    import_id: int,
    uploads: Path,
    sheet: str,
    answers: Answers,
    vocabulary: Vocabulary | None = None,
    *,
    reader: Session | None = None,
) -> Intake:
    """Reads a staged file again with ``answers`` about one sheet, all that is said about it.

    They are remembered for the next sheet with the same header. Raises ConflictError when the
    import is not waiting any more, TrackerError when nothing can be read with them.
    """
    row = look_up(session, import_id, reader)
    layout = (read_layouts(json.loads(row.description)) or {}).get(sheet)
    fresh = {} if layout is None else {layout.fingerprint: (answers, layout.top)}
    seen = _read_again(
        session, row, uploads, {sheet: answers}, vocabulary, fresh=fresh, reader=reader
    )
    if layout is not None:
        store.remember_layout(
            session, layout.fingerprint, layout.headers, answers, sheet, layout.top
        )
    return seen


def forget(
    session: Session,
    import_id: int,
    uploads: Path,
    sheet: str,
    vocabulary: Vocabulary | None = None,
    *,
    reader: Session | None = None,
) -> Intake:
    """Forgets what was answered about the layout of a sheet, and reads the file again without it.

    What was said about this very sheet alone (its date, rows left out) stands.
    """
    row = look_up(session, import_id, reader)
    said = read_options(json.loads(row.options)).answers.get(sheet, Answers())
    layout = (read_layouts(json.loads(row.description)) or {}).get(sheet)
    fresh = {} if layout is None else {layout.fingerprint: (Answers(), layout.top)}
    own = Answers(as_of=said.as_of, election=said.election, left_out=said.left_out)
    seen = _read_again(session, row, uploads, {sheet: own}, vocabulary, fresh=fresh, reader=reader)
    if layout is not None:
        store.forget_layout(session, layout.fingerprint)
    return seen


def _read_again(
    session: Session,
    row: Import,
    uploads: Path,
    said: Mapping[str, Answers],
    vocabulary: Vocabulary | None,
    *,
    fresh: Mapping[str, tuple[Answers, int]],
    reader: Session | None,
) -> Intake:
    """Stages an import anew: what was recalled is recalled again, what the person said stays.

    ``fresh``: fingerprint -> what is about to be remembered of that layout, and its row.
    """
    if row.status != "staged":
        raise ConflictError(
            f"Impor {row.id} sudah diputuskan; jawaban tidak mengubahnya lagi.",
            f"Import {row.id} has been decided on; answers no longer change it.",
        )
    described = json.loads(row.description)
    known, options = row.options, read_options(json.loads(row.options))
    recalled = described.get("recalled", ())
    import_id, name, sha256 = row.id, row.file_name, row.sha256
    own = {sheet: one for sheet, one in options.answers.items() if sheet not in recalled}
    seen = make_preview(
        session,
        lambda: open_cells(row, uploads).whole(),
        name,
        sha256,
        replace(options, answers={**own, **said}),
        vocabulary,
        layouts=read_layouts(described),
        fresh=fresh,
        may_be_unread=True,
        reader=reader,
    )
    if seen.reading is None or seen.plan is None:
        raise TrackerError(seen.problems[0].indonesian, seen.problems[0].english)
    store.restage_import(
        session,
        store.get_import(session, import_id),
        seen.reading,
        seen.plan,
        options=write_options(seen.options),
        description=describe_for_person(seen),
        seen=known,
    )
    return replace(seen, import_id=import_id)


def look_up(session: Session, import_id: int, reader: Session | None) -> Import:
    """An import to read from; of a reader, one that nothing holds on to."""
    if reader is not None:
        store.see_alike(reader, session)
    row = store.get_import(reader or session, import_id)
    if reader is not None:
        reader.expunge(row)
        reader.rollback()
    return row


def drifted_from(session: Session, row: Import, sheet: str) -> store.KnownLayout | None:
    """The known layout that a sheet's is a changed form of; None: it is known, or like none."""
    layout = (read_layouts(json.loads(row.description)) or {}).get(sheet)
    if layout is None:
        return None
    known = store.nearest_layout(session, layout.headers)
    return known if known and known.fingerprint != layout.fingerprint else None
