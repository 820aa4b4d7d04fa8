"""One table as read, before repeats across the whole file are settled; and what is handed over."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.opening.grid import Grid
from nphd_tracker.importing.records import RowsRead
from nphd_tracker.importing.tables import Table
from nphd_tracker.reading import Answers, Measure, Problem, SheetReading, Source

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


def sums_so_far(drafts: list[Draft]) -> dict[Measure, int]:
    """What the tables of a sheet that stand above add up to, by measure."""
    sums: dict[Measure, int] = {}
    for draft in drafts:
        for column in draft.columns:
            is_whole = column.role == "amount" and not (column.tranche or column.month)
            if is_whole and column.measure and column.index in draft.rows.sums:
                amount = draft.rows.sums[column.index].between()
                sums[column.measure] = sums.get(column.measure, 0) + amount
    return sums


def forget_derived(drafts: list[Draft]) -> None:
    """An edited summary's percentages and remainders are ours, and stale by design: no news."""
    for draft in drafts:
        for record in draft.rows.own_records:
            record.problems[:] = [p for p in record.problems if p.code not in _DERIVED]


def finish(draft: Draft) -> list[SheetReading]:
    """What was understood of a table: a reading for each election that it names.

    Problems and controls stand with the first; the others hold their figures and terms only.
    """
    records = draft.rows.own_records
    wrong = {r.row for r in records if r.is_wrong}
    problems = [*draft.problems, *draft.rows.problems, *(p for r in records for p in r.problems)]
    known = [c for c in draft.columns if c.role not in ("ignored", "unknown")]
    whole = SheetReading(
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
        figures=draft.rows.figures_of(""),
        terms=tuple(t for r in records if not r.election for t in r.terms),
        controls=(*draft.rows.controls, *(c for r in records for c in r.controls)),
        problems=tuple(once(problems)),
        fingerprint=draft.fingerprint,
        left_out=tuple(sorted({row + 1 for row in wrong} | draft.answers.left_out)),
    )
    return [whole, *(_of_election(draft, whole, e) for e in draft.rows.elections if e)]


def _of_election(draft: Draft, whole: SheetReading, election: str) -> SheetReading:
    records = [r for r in draft.rows.own_records if r.election == election]
    return replace(
        whole,
        rows_read=len({r.row for r in records}),
        rows_left_out=0,
        election=election,
        figures=draft.rows.figures_of(election),
        terms=tuple(t for r in records for t in r.terms),
        controls=(),
        problems=(),
        left_out=(),
    )


def once(problems: Iterable[Problem]) -> list[Problem]:
    """Every problem once: the same code at the same cell is one."""
    seen: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.code, problem.sheet, problem.cell), problem)
    return list(seen.values())
