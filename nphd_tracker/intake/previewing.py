"""A file -> what it says, and what that would change. Nothing is stored."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.opening.grid import Workbook
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.importing.problems import Words, make_problem
from nphd_tracker.importing.sheets import hash_file, read_workbook
from nphd_tracker.importing.vocabulary import Vocabulary, load_vocabulary
from nphd_tracker.intake.looking import look, say_refusal
from nphd_tracker.intake.values import Intake, SheetLayout, Status
from nphd_tracker.money import format_rupiah
from nphd_tracker.reading import Answers, Problem, ReadOptions, Severity

_MONEY_FINDINGS = frozenset({"magnitude-jump", "register-differs", "running-total-fell"})


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
    return make_preview(
        session,
        lambda: open_workbook(path, name),
        name,
        hash_file(path),
        options,
        vocabulary,
        leave_out_errors=leave_out_errors,
    )


def make_preview(
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
    is_to_be_applied: bool = False,
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
    if is_to_be_applied and sum(len(sheet.figures) for sheet in reading.sheets) >= store.LARGE:
        store.begin_adding(session)
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
        found.skipped,
    )


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
    return replace(problem, severity=finding.severity)
