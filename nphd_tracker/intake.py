"""A file -> what it says, what that would change, the import applied. One path for page and command.

Preview and apply read the same way; nothing is stored until apply, and then all of it or nothing.
Functions take a session first and never commit.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import FileRefusedError, TrackerError
from nphd_tracker.importing.problems import Words, make_problem
from nphd_tracker.importing.sheets import hash_file, read_workbook
from nphd_tracker.importing.vocabulary import Vocabulary, load_vocabulary
from nphd_tracker.models import Import
from nphd_tracker.money import format_rupiah, rupiah
from nphd_tracker.reading import (
    Problem,
    Reading,
    ReadOptions,
    Severity,
    SheetReading,
    Source,
)

Status = Literal["applied", "unchanged", "refused", "would-apply", "readable"]
_SHOWN_CHANGES = 500
_MONEY_FINDINGS = frozenset({"magnitude-jump", "running-total-fell"})


@dataclass(frozen=True)
class Intake:
    """What became of one file. ``import_id`` is its import, or the one that already says the same."""

    name: str
    sha256: str
    status: Status
    import_id: int | None = None
    reading: Reading | None = None
    plan: store.Plan | None = None
    problems: tuple[Problem, ...] = field(default=())

    @property
    def has_errors(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)


def check(
    path: Path, name: str, options: ReadOptions, vocabulary: Vocabulary | None = None
) -> Intake:
    """What a file says, without a database: readable, or refused with its problems."""
    sha256 = hash_file(path)
    try:
        reading = read_workbook(path, name, options, vocabulary or load_vocabulary())
    except FileRefusedError as error:
        return Intake(name, sha256, "refused", problems=(_refusal(error),))
    status: Status = "refused" if reading.has_errors else "readable"
    return Intake(name, sha256, status, reading=reading, problems=reading.all_problems)


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
    checked = check(path, name, options, vocabulary)
    if checked.reading is None:
        return checked
    plan = store.plan_import(session, checked.reading)
    problems = _settled([*checked.problems, *(_say_finding(f) for f in plan.findings)])
    is_wrong = any(p.severity is Severity.ERROR for p in problems)
    has_figures = any(sheet.figures for sheet in checked.reading.sheets)
    status: Status = "would-apply"
    if plan.standing_import is not None:
        status = "unchanged"
    elif (is_wrong and not leave_out_errors) or not has_figures:
        status = "refused"
    elif not (plan.new or plan.changed or plan.terms_changed):
        status = "unchanged"
    if status == "unchanged":  # nothing was edited, so there is nothing to say about edits
        problems = tuple(p for p in problems if p.code != "summary-edited")
    return Intake(
        name, checked.sha256, status, plan.standing_import, checked.reading, plan, problems
    )


def stage(
    session: Session,
    path: Path,
    name: str,
    options: ReadOptions,
    uploads: Path,
    vocabulary: Vocabulary | None = None,
) -> Intake:
    """A preview kept for a person to look at: the file under its SHA-256, an import "staged".

    What cannot be read at all, or stands already, is not staged. Rows with errors are: the person
    may choose to take the good ones.
    """
    seen = preview(session, path, name, options, vocabulary)
    is_readable = seen.reading is not None and any(s.figures for s in seen.reading.sheets)
    attests_nothing = seen.status == "unchanged" and (
        seen.reading is None or seen.reading.is_summary
    )
    if not is_readable or seen.import_id is not None or attests_nothing:
        return seen
    row = _stage(session, seen, path, options, uploads, leave_out_errors=False)
    return _numbered(seen, seen.status, row.id)


def apply_staged(
    session: Session,
    import_id: int,
    uploads: Path,
    vocabulary: Vocabulary | None = None,
    *,
    leave_out_errors: bool = False,
) -> Intake:
    """Applies what was previewed, read again from the kept file.

    Raises ConflictError where the preview no longer holds, NotFoundError for an unknown number.
    """
    row = store.get_import(session, import_id)
    path = uploads / row.sha256
    if not path.is_file():
        raise TrackerError(
            "Berkas impor ini tidak ada lagi di server. Unggah sekali lagi.",
            "The file of this import is no longer on the server. Upload it once more.",
        )
    options = read_options(json.loads(row.options))
    seen = preview(
        session, path, row.file_name, options, vocabulary, leave_out_errors=leave_out_errors
    )
    if seen.reading is None or seen.plan is None:
        return seen
    row.left_out_errors = leave_out_errors and seen.has_errors
    store.apply_import(session, row, seen.reading, seen.plan)
    return _numbered(seen, "unchanged" if seen.status == "unchanged" else "applied", row.id)


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
    """Reads, plans and applies one file, as the command does."""
    seen = preview(session, path, name, options, vocabulary, leave_out_errors=leave_out_errors)
    attests_nothing = seen.status == "unchanged" and (
        seen.reading is None or seen.reading.is_summary
    )
    if dry_run or seen.status == "refused" or seen.import_id is not None or attests_nothing:
        return seen
    row = _stage(session, seen, path, options, uploads, leave_out_errors=seen.has_errors)
    if seen.reading is not None and seen.plan is not None:
        store.apply_import(session, row, seen.reading, seen.plan)
    return _numbered(seen, "unchanged" if seen.status == "unchanged" else "applied", row.id)


def _numbered(seen: Intake, status: Status, import_id: int) -> Intake:
    return Intake(seen.name, seen.sha256, status, import_id, seen.reading, seen.plan, seen.problems)


def _stage(
    session: Session,
    seen: Intake,
    path: Path,
    options: ReadOptions,
    uploads: Path,
    *,
    leave_out_errors: bool,
) -> Import:
    assert seen.reading is not None
    assert seen.plan is not None
    keep_file(path, seen.sha256, uploads)
    return store.stage_import(
        session,
        seen.reading,
        seen.plan,
        size=path.stat().st_size,
        options=write_options(options),
        description=describe(seen),
        leave_out_errors=leave_out_errors,
    )


def keep_file(path: Path, sha256: str, uploads: Path) -> Path:
    """A copy under its SHA-256, complete or not there at all; never under its owner's name."""
    target = uploads / sha256
    if target.is_file():
        return target
    uploads.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=uploads, prefix=".upload-")
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


# --- options


def write_options(options: ReadOptions) -> dict[str, Any]:
    return {
        "as_of": options.as_of.isoformat() if options.as_of else None,
        "sheet": options.sheet,
        "source": options.source.value if options.source else None,
        "election": options.election,
        "default_election": options.default_election,
    }


def read_options(data: Mapping[str, Any]) -> ReadOptions:
    return ReadOptions(
        as_of=date.fromisoformat(data["as_of"]) if data.get("as_of") else None,
        sheet=data.get("sheet"),
        source=Source(data["source"]) if data.get("source") else None,
        election=data.get("election"),
        default_election=data["default_election"],
    )


# --- problems


def _refusal(error: FileRefusedError) -> Problem:
    return Problem(Severity.ERROR, error.code, "", "", "", error.indonesian, error.english)


def _settled(problems: list[Problem]) -> tuple[Problem, ...]:
    seen = {(p.code, p.sheet, p.cell): p for p in reversed(problems)}
    return tuple(reversed(seen.values()))


def _say_finding(finding: store.Finding) -> Problem:
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


# --- as JSON


def as_json(intake: Intake, language: str = "id") -> dict[str, Any]:
    """One file in the JSON of the commands (DESIGN.md section 6)."""
    return {
        "file": intake.name,
        "sha256": intake.sha256,
        "status": intake.status,
        "import": intake.import_id,
        "sheets": [_sheet_json(s) for s in intake.reading.sheets] if intake.reading else [],
        "problems": [
            {
                "severity": p.severity.value,
                "code": p.code,
                "sheet": p.sheet,
                "cell": p.cell,
                "value": p.value,
                "message": p.message(language),
            }
            for p in intake.problems
        ],
        **({"figures": _plan_json(intake.plan)} if intake.plan else {}),
    }


def _sheet_json(sheet: SheetReading) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "header_rows": list(sheet.header_rows) if sheet.header_rows else None,
        "rows_read": sheet.rows_read,
        "rows_left_out": sheet.rows_left_out,
        "figures": len(sheet.figures),
        "as_of": sheet.as_of.isoformat() if sheet.as_of else None,
        "unit": sheet.unit,
        "source": sheet.source.value,
        "election": sheet.election,
        "columns": sheet.columns,
    }


def _plan_json(plan: store.Plan) -> dict[str, int]:
    return {"new": plan.new, "changed": plan.changed, "same": plan.same}


def describe(intake: Intake) -> dict[str, Any]:
    """Everything a preview or a record shows of a reading, as JSON to keep with the import."""
    described = as_json(intake)
    for problem, said in zip(intake.problems, described["problems"], strict=True):
        said["message_id"], said["message_en"] = problem.indonesian, problem.english
    if intake.reading is None:
        return described
    for sheet, said in zip(intake.reading.sheets, described["sheets"], strict=True):
        said["headers"] = sheet.headers
        said["left_out"] = list(sheet.left_out[:_SHOWN_CHANGES])
        said["controls"] = [
            {
                "kind": c.kind,
                "cell": c.cell,
                "label": c.label,
                "stated": rupiah(c.stated),
                "computed": rupiah(c.computed),
                "difference": rupiah(c.difference),
            }
            for c in sheet.controls
        ]
    if intake.plan is not None:
        changes = sorted(intake.plan.changes, key=lambda change: change.old is None)
        described["changes"] = [_change_json(c) for c in changes[:_SHOWN_CHANGES]]
        described["terms"] = [_term_json(t) for t in intake.plan.terms[:_SHOWN_CHANGES]]
        described["terms_new"] = sum(not term.old for term in intake.plan.terms)
        described["terms_changed"] = sum(bool(term.old) for term in intake.plan.terms)
    return described


def _term_json(term: store.TermChange) -> dict[str, Any]:
    return {
        "election": term.election,
        "region": term.region,
        "agency": term.agency.value,
        "unit": term.unit,
        "kind": term.kind.value,
        "old": list(term.old),
        "new": list(term.new),
        "cells": list(term.cells),
    }


def _change_json(change: store.Change) -> dict[str, Any]:
    return {
        "region": change.region,
        "agency": change.agency.value,
        "unit": change.unit,
        "measure": change.measure.value,
        "on": change.on.isoformat(),
        "old": None if change.old is None else rupiah(change.old),
        "new": rupiah(change.new),
        "cells": list(change.cells),
        "is_movement": change.is_movement,
        "tranche": change.tranche,
        "line": change.line,
    }
