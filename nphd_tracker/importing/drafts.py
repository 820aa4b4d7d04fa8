"""One table as read, before repeats across the whole file are settled; and what is handed over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.opening.grid import Grid
from nphd_tracker.importing.records import RowsRead
from nphd_tracker.importing.tables import Table
from nphd_tracker.reading import Answers, Problem, SheetReading, Source

_DERIVED = frozenset({"typed-percent-differs", "remainder-differs"})


@dataclass(slots=True)
class Draft:
    """One table as read, before repeats across the whole file are settled."""

    grid: Grid
    table: Table
    columns: tuple[Column, ...]
    context: Context
    as_of: date | None
    source: Source
    rows: RowsRead
    problems: list[Problem]
    answers: Answers
    fingerprint: str = ""


def forget_derived(drafts: list[Draft]) -> None:
    """An edited summary's percentages and remainders are ours, and stale by design: no news."""
    for draft in drafts:
        for record in draft.rows.own_records:
            record.problems[:] = [p for p in record.problems if p.code not in _DERIVED]


def finish(draft: Draft) -> SheetReading:
    records = draft.rows.own_records
    wrong = {r.row for r in records if r.is_wrong}
    problems = [*draft.problems, *draft.rows.problems, *(p for r in records for p in r.problems)]
    known = [c for c in draft.columns if c.role not in ("ignored", "unknown")]
    return SheetReading(
        sheet=draft.grid.name,
        header_rows=(draft.table.top + 1, draft.table.bottom + 1),
        columns={c.letter: c.name for c in known},
        headers={c.letter: c.heading for c in draft.columns},
        rows_read=len(draft.rows.data_rows),
        rows_left_out=len(wrong),
        as_of=draft.as_of,
        unit=draft.context.unit or 1,
        source=draft.source,
        election=draft.context.election,
        figures=draft.rows.figures,
        terms=tuple(t for r in records for t in r.terms),
        controls=(*draft.rows.controls, *(c for r in records for c in r.controls)),
        problems=tuple(once(problems)),
        fingerprint=draft.fingerprint,
        left_out=tuple(sorted({row + 1 for row in wrong} | draft.answers.left_out)),
    )


def once(problems: Iterable[Problem]) -> list[Problem]:
    """Every problem once: the same code at the same cell is one."""
    seen: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.code, problem.sheet, problem.cell), problem)
    return list(seen.values())
