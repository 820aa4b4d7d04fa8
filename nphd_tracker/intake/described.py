"""One file as JSON: what a command prints, and what is kept with an import to be shown again."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Any

from nphd_tracker import store
from nphd_tracker.blocks import blocks_of, single_figures
from nphd_tracker.follow_ups import Promise, State
from nphd_tracker.intake.values import Intake, SheetLayout
from nphd_tracker.models import Import
from nphd_tracker.money import rupiah
from nphd_tracker.reading import Problem, Reading, SheetReading

SHOWN_CHANGES = 500


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
                "value": p.shown(language),
                "message": p.message(language),
            }
            for p in intake.problems
        ],
        **({"figures": _plan_json(intake.plan)} if intake.plan else {}),
    }


def import_as_json(row: Import) -> dict[str, Any]:
    """One import as a list names it; figures are counted against what was known before it."""
    return {
        "import": row.id,
        "file": row.file_name,
        "sha256": row.sha256,
        "status": row.status,
        "election": row.election,
        "created_at": row.created_at.isoformat(),
        "applied_at": row.applied_at.isoformat() if row.applied_at else None,
        "undone_at": row.undone_at.isoformat() if row.undone_at else None,
        "created_by": row.created_by,
        "applied_by": row.applied_by,
        "undone_by": row.undone_by,
        "new": row.figures_new,
        "changed": row.figures_changed,
        "same": row.figures_same,
    }


def _both_languages(problem: Problem) -> dict[str, str]:
    """``value_en`` where English writes the number that was found with other signs."""
    said = {"message_id": problem.indonesian, "message_en": problem.english}
    return said | ({"value_en": problem.value_english} if problem.value_english else {})


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
        said |= _both_languages(problem)
    if intake.skipped:
        described["skipped"] = [
            {
                "severity": p.severity.value,
                "code": p.code,
                "sheet": p.sheet,
                "cell": p.cell,
                "value": p.value,
            }
            | _both_languages(p)
            for p in intake.skipped
        ]
    if intake.reading is None:
        return described
    for sheet, said in zip(intake.reading.sheets, described["sheets"], strict=True):
        said["headers"] = sheet.headers
        said["left_out"] = list(sheet.left_out[:SHOWN_CHANGES])
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
        changes = intake.plan.first_changes(SHOWN_CHANGES)
        described["changes"] = [_change_json(c) for c in changes]
        described["terms"] = [_term_json(t) for t in intake.plan.terms[:SHOWN_CHANGES]]
        described["terms_new"] = sum(not term.old for term in intake.plan.terms)
        described["terms_changed"] = sum(bool(term.old) for term in intake.plan.terms)
        described["follow_ups"] = _follow_ups_json(intake.plan.follow_ups)
    return described


def describe_for_person(intake: Intake) -> dict[str, Any]:
    """The same, with what the officer's own grid shows: which rows were read, what each sheet brings.

    ``layouts`` are the headers before any answer; ``recalled`` the sheets read with answers given
    to an earlier sheet.
    """
    described = describe(intake)
    described["recalled"] = list(intake.recalled)
    described["layouts"] = {
        sheet: {"fingerprint": one.fingerprint, "headers": dict(one.headers), "top": one.top}
        for sheet, one in intake.layouts.items()
    }
    if intake.reading is not None and intake.plan is not None:
        for sheet, said in zip(intake.reading.sheets, described["sheets"], strict=True):
            said["rows"] = _rows_json(sheet)
        described["by_sheet"] = _count_by_sheet(intake.reading, intake.plan)
    return described


def read_layouts(described: Mapping[str, Any]) -> dict[str, SheetLayout] | None:
    """The layouts as `describe_for_person` keeps them; None in a description without."""
    layouts = described.get("layouts")
    if layouts is None:
        return None
    return {sheet: SheetLayout(**one) for sheet, one in layouts.items()}


def _rows_json(sheet: SheetReading) -> dict[str, str]:
    cells = {cell for figure in single_figures(sheet.figures) for cell in figure.cells}
    blocks = blocks_of(sheet.figures)
    cells |= {cell for term in sheet.terms for cell in term.cells}
    return {
        "read": _write_rows({*map(_row_of, cells), *chain(*(b.rows for b in blocks))}),
        "left_out": _write_rows(sheet.left_out),
        "total": _write_rows({_row_of(c.cell) for c in sheet.controls if c.kind == "total"}),
    }


def _row_of(cell: str) -> int:
    """ "Rekap!F16" -> 16."""
    return int("".join(filter(str.isdigit, cell.rpartition("!")[2])) or 0)


def _write_rows(rows: Iterable[int]) -> str:
    """{5, 6, 7, 9} -> "5-7,9"."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ",".join(f"{first}-{last}" if last > first else f"{first}" for first, last in runs)


def _count_by_sheet(reading: Reading, plan: store.Plan) -> dict[str, dict[str, int]]:
    new: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    stated: Counter[str] = Counter()
    for sheet in reading.sheets:
        stated[sheet.sheet] += len(sheet.figures)
    for block in plan.new_blocks:
        new[block.sheet] += len(block)
    for change in plan.listed_changes:
        if change.cells:
            name = change.cells[-1].rpartition("!")[0]
            (new if change.old is None else changed)[name] += 1
    return {
        name: {
            "new": new[name],
            "changed": changed[name],
            "same": max(0, stated[name] - new[name] - changed[name]),
        }
        for name in stated
    }


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


def _follow_ups_json(plan: store.FollowUpPlan) -> dict[str, Any]:
    """Of the sheet Tindak Lanjut; the changed ones first."""
    changes = sorted(plan.changes, key=lambda change: change.old is None)
    return {
        "new": plan.new,
        "changed": plan.changed,
        "same": plan.same,
        "changes": [
            {
                "region": one.region,
                "agency": one.agency.value,
                "unit": one.unit,
                "number": one.number,
                "old": _promise_json(*one.old) if one.old else None,
                "new": _promise_json(*one.new),
                "cells": list(one.cells[:1]),
            }
            for one in changes[:SHOWN_CHANGES]
        ],
    }


def _promise_json(promise: Promise, state: State) -> dict[str, str | None]:
    return {
        "cause": promise.cause.value,
        "promise": promise.text,
        "office": promise.office,
        "due": promise.due.isoformat() if promise.due else None,
        "state": state.value,
    }


def _before_json(on: date, sen: int) -> dict[str, Any]:
    return {"on": on.isoformat(), "amount": rupiah(sen)}


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
        **({"document": change.document} if change.document else {}),
        **({"before": _before_json(*change.before)} if change.before else {}),
    }
