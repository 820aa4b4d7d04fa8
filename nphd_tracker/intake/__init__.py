"""A file -> what it says, what that would change, the import applied. One path for page and command.

Preview and apply read the same way; nothing is stored until apply, and then all of it or nothing.
Functions take a session first and never commit. Reading may take a minute: with a ``reader``, a
session that only reads, questions on the way go through that one, each let go at once, and the
session itself begins when there is something to compare. So on SQLite nobody waits for a reading.

    looking                  a workbook read, with the answers remembered for its layout
    limits                   a reading without what is not the person's to report
    options                  what was said beside a file, kept with its import
    described                a file as JSON: for the commands, for the preview and the record
    by_hand                  what an officer typed, as an import
    values                   what became of a file
"""

import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import ConflictError, FileRefusedError, TrackerError
from nphd_tracker.importing.opening.grid import Workbook
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.importing.opening.kept import KeptWorkbook, keep_cells, open_kept
from nphd_tracker.importing.problems import Words, make_problem
from nphd_tracker.importing.sheets import hash_file, read_workbook
from nphd_tracker.importing.vocabulary import Vocabulary, load_vocabulary
from nphd_tracker.intake.described import (
    as_json,
    describe,
    describe_for_person,
    import_as_json,
    read_layouts,
)
from nphd_tracker.intake.looking import look, say_refusal
from nphd_tracker.intake.options import read_options, write_options
from nphd_tracker.intake.values import Intake, SheetLayout, Status
from nphd_tracker.models import Import
from nphd_tracker.money import format_rupiah
from nphd_tracker.reading import Answers, Problem, ReadOptions, Severity

__all__ = [
    "Intake",
    "SheetLayout",
    "Status",
    "answer",
    "apply_staged",
    "as_json",
    "check",
    "describe",
    "drifted_from",
    "forget",
    "import_as_json",
    "import_file",
    "keep_file",
    "look_up",
    "open_cells",
    "preview",
    "read_layouts",
    "read_options",
    "say_finding",
    "stage",
    "write_options",
]

_MONEY_FINDINGS = frozenset({"magnitude-jump", "register-differs", "running-total-fell"})
_ANSWERABLE = frozenset({"money-ignored", "column-ignored"})
_UNFINISHED = ".upload-"
_LEFT_OVER_AFTER_S = 24 * 3600
_CELLS = "cells"
"""The folder, beside the uploads, of opened workbooks (`importing.opening.kept`)."""


def check(
    path: Path, name: str, options: ReadOptions, vocabulary: Vocabulary | None = None
) -> Intake:
    """What a file says, without a database: readable, or refused with its problems."""
    sha256 = hash_file(path)
    try:
        reading = read_workbook(path, name, options, vocabulary or load_vocabulary())
    except FileRefusedError as error:
        return Intake(name, sha256, "refused", problems=(say_refusal(error),), options=options)
    status: Status = "refused" if reading.has_errors else "readable"
    return Intake(
        name, sha256, status, reading=reading, problems=reading.all_problems, options=options
    )


def preview(
    session: Session,
    path: Path,
    name: str,
    options: ReadOptions,
    vocabulary: Vocabulary | None = None,
    *,
    leave_out_errors: bool = False,
) -> Intake:
    """What applying a file would change: would-apply, unchanged or refused; nothing is stored."""
    return _preview(
        session,
        lambda: open_workbook(path, name),
        name,
        hash_file(path),
        options,
        vocabulary,
        leave_out_errors=leave_out_errors,
    )


def _preview(
    session: Session,
    open_it: Callable[[], Workbook],
    name: str,
    sha256: str,
    options: ReadOptions,
    vocabulary: Vocabulary | None,
    *,
    layouts: Mapping[str, SheetLayout] | None = None,
    fresh: Mapping[str, tuple[Answers, int]] | None = None,
    may_be_unread: bool = False,
    leave_out_errors: bool = False,
    reader: Session | None = None,
) -> Intake:
    try:
        found = look(
            session,
            open_it(),
            name,
            sha256,
            options,
            vocabulary or load_vocabulary(),
            layouts=layouts,
            fresh=fresh or {},
            may_be_unread=may_be_unread,
            reader=reader,
        )
    except FileRefusedError as error:
        return Intake(name, sha256, "refused", problems=(say_refusal(error),), options=options)
    reading = found.reading
    plan = store.plan_import(session, reading)
    standing = plan.standing_import
    if standing is not None and not store.list_in_sight(session, [standing]):
        standing = None  # another's: that it says the same is told, not where it is
    problems = _settled([*reading.all_problems, *(say_finding(f) for f in plan.findings)])
    is_wrong = any(p.severity is Severity.ERROR for p in problems)
    status: Status = "would-apply"
    if plan.standing_import is not None:
        status = "unchanged"
    elif (is_wrong and not leave_out_errors) or not any(s.figures for s in reading.sheets):
        status = "refused"
    elif plan.is_unchanged:
        status = "unchanged"
    if status == "unchanged":  # nothing was edited, so there is nothing to say about edits
        problems = tuple(p for p in problems if p.code != "summary-edited")
    return Intake(
        name,
        sha256,
        status,
        standing,
        reading,
        plan,
        problems,
        found.options,
        found.recalled,
        found.layouts or {},
    )


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

    seen = _preview(
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
    if not is_worth_a_look or seen.stands or _attests_nothing(seen):
        return seen
    row = _stage(
        session,
        seen,
        path,
        uploads,
        description=describe_for_person(seen),
        instead_of=instead_of,
    )
    keep_cells(opened[0], seen.sha256, uploads / _CELLS)
    return replace(seen, import_id=row.id)


def _can_be_answered(seen: Intake) -> bool:
    """No figure was read, but a person may say what the reader could not tell."""
    return seen.reading is not None and any(
        p.code in _ANSWERABLE or (p.severity is Severity.ERROR and p.code != "no-figures")
        for p in seen.problems
    )


def _attests_nothing(seen: Intake) -> bool:
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
    seen = _preview(
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


def open_cells(row: Import, uploads: Path) -> KeptWorkbook:
    """The cells of an import's file; TrackerError where the file is gone or is no longer read."""
    return open_kept(_kept_file(row, uploads), row.file_name, row.sha256, uploads / _CELLS)


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
    path, name = _kept_file(row, uploads), row.file_name
    seen = _preview(
        session,
        lambda: open_workbook(path, name),
        name,
        row.sha256,
        read_options(json.loads(row.options)),
        vocabulary,
        layouts={},  # the answers are those of the preview, whatever is remembered by now
        leave_out_errors=leave_out_errors,
        reader=reader,
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
            store.take_turn(session)
        return workbook

    seen = _preview(
        session,
        open_and_take_turn,
        name,
        hash_file(path),
        options,
        vocabulary,
        leave_out_errors=leave_out_errors,
    )
    if dry_run or seen.status == "refused" or seen.stands or _attests_nothing(seen):
        return seen
    row = _stage(
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


def _stage(
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


def _kept_file(row: Import, uploads: Path) -> Path:
    path = uploads / row.sha256
    if not path.is_file():
        raise TrackerError(
            "Berkas impor ini tidak ada lagi di server. Unggah sekali lagi.",
            "The file of this import is no longer on the server. Upload it once more.",
        )
    return path


def keep_file(path: Path, sha256: str, uploads: Path) -> Path:
    """A copy under its SHA-256, complete or not there at all; never under its owner's name."""
    target = uploads / sha256
    if target.is_file():
        return target
    uploads.mkdir(parents=True, exist_ok=True)
    _sweep(uploads)
    handle, temporary = tempfile.mkstemp(dir=uploads, prefix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as out, path.open("rb") as source:
            while chunk := source.read(1 << 20):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return target


def _sweep(uploads: Path) -> None:
    """Removes copies that were never finished, because their process was killed a day ago or more."""
    for path in uploads.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_OVER_AFTER_S:
                path.unlink()


# --- problems


def _settled(problems: list[Problem]) -> tuple[Problem, ...]:
    seen = {(p.code, p.sheet, p.cell): p for p in reversed(problems)}
    return tuple(reversed(seen.values()))


def say_finding(finding: store.Finding) -> Problem:
    """What the store found, in the words of the catalogue."""
    sheet, _, cell = finding.cells[-1].rpartition("!") if finding.cells else ("", "", "")
    detail: dict[str, object] = dict(finding.detail)
    if finding.code in _MONEY_FINDINGS:
        for key, text in finding.detail.items():
            sen = int(text)
            detail[key] = Words(format_rupiah(sen, "id"), format_rupiah(sen, "en"))
    value = detail.pop("value", "")
    problem = make_problem(finding.code, sheet, cell, value, **detail)
    return Problem(
        finding.severity, problem.code, problem.sheet, problem.cell, problem.value,
        problem.indonesian, problem.english,
    )  # fmt: skip
