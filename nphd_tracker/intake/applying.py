"""Figures stored: what was previewed, or a file at once as the command does it."""

import json
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import ConflictError
from nphd_tracker.importing.opening.grid import Workbook
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.importing.sheets import hash_file
from nphd_tracker.importing.vocabulary import Vocabulary
from nphd_tracker.intake.described import (
    describe,
)
from nphd_tracker.intake.kept_files import kept_file
from nphd_tracker.intake.options import read_options
from nphd_tracker.intake.previewing import make_preview
from nphd_tracker.intake.staging import attests_nothing, look_up, stage_seen
from nphd_tracker.intake.values import Intake, Status
from nphd_tracker.models import Import
from nphd_tracker.reading import ReadOptions


def apply_staged(
    session: Session,
    import_id: int,
    uploads: Path,
    vocabulary: Vocabulary | None = None,
    *,
    leave_out_errors: bool = False,
    reader: Session | None = None,
) -> Intake:
    """Applies what was previewed, read again from the kept file.

    Raises ConflictError where the preview no longer holds, NotFoundError for an unknown number.
    """
    row = look_up(session, import_id, reader)
    path, name = kept_file(row, uploads), row.file_name
    seen = make_preview(
        session,
        lambda: open_workbook(path, name),
        name,
        row.sha256,
        read_options(json.loads(row.options)),
        vocabulary,
        layouts={},  # the answers are those of the preview, whatever is remembered by now
        leave_out_errors=leave_out_errors,
        reader=reader,
        is_to_be_applied=True,
    )
    row = store.get_import(session, import_id)
    if seen.reading is None or seen.plan is None or not seen.has_figures:
        raise ConflictError(
            "Belum ada angka yang terbaca dari berkas ini, jadi tidak ada yang diterapkan.",
            "No figure has been read from this file yet, so there is nothing to apply.",
        )
    row.left_out_errors = leave_out_errors and seen.has_errors
    store.apply_import(session, row, seen.reading, seen.plan)
    return _applied(seen, row)


def import_file(
    session: Session,
    path: Path,
    name: str,
    options: ReadOptions,
    uploads: Path,
    vocabulary: Vocabulary | None = None,
    *,
    dry_run: bool = False,
    leave_out_errors: bool = False,
) -> Intake:
    """Reads, plans and applies one file, as the command does: two at once, one after the other."""

    def open_and_take_turn() -> Workbook:
        workbook = open_workbook(path, name)
        if not dry_run:
            if sum(len(sheet.rows) for sheet in workbook.sheets) >= store.LARGE:
                store.begin_adding(session)
            store.take_turn(session)
        return workbook

    seen = make_preview(
        session,
        open_and_take_turn,
        name,
        hash_file(path),
        options,
        vocabulary,
        leave_out_errors=leave_out_errors,
    )
    if dry_run or seen.status == "refused" or seen.stands or attests_nothing(seen):
        return seen
    row = stage_seen(
        session,
        seen,
        path,
        uploads,
        description=describe(seen),
        leave_out_errors=seen.has_errors,
        is_applied_at_once=True,
    )
    if seen.reading is not None and seen.plan is not None:
        store.apply_import(session, row, seen.reading, seen.plan)
    return _applied(seen, row)


def _applied(seen: Intake, row: Import) -> Intake:
    status: Status = "unchanged" if seen.status == "unchanged" else "applied"
    return replace(seen, status=status, import_id=row.id)
