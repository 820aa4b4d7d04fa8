"""A workbook on disk -> everything it says: figures, terms, controls and problems, with their cells.

One general reader for every layout. All problems of a file are told in one pass; what cannot be
opened at all is raised as `FileRefusedError`.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from nphd_tracker.blocks import Block
from nphd_tracker.collecting import without_collecting
from nphd_tracker.dates import find_year, format_date, month_end
from nphd_tracker.errors import FileRefusedError
from nphd_tracker.follow_ups import SHEET as FOLLOW_UPS
from nphd_tracker.importing.amounts import AmountReader
from nphd_tracker.importing.budget import is_budget, read_budget, read_facts
from nphd_tracker.importing.columns import Column, resolve_columns
from nphd_tracker.importing.context import Context, date_from_names, read_context
from nphd_tracker.importing.controls import check_row_totals, check_totals
from nphd_tracker.importing.deadline import time_limit
from nphd_tracker.importing.forms import find_forms
from nphd_tracker.importing.keys import EARLIEST
from nphd_tracker.importing.opening.grid import Grid, Workbook, column_name
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.importing.own_follow_ups import read_follow_ups
from nphd_tracker.importing.problems import CATALOGUE, Words, make_problem
from nphd_tracker.importing.records import RowsRead
from nphd_tracker.importing.repeats import drop_repeats, drop_tables_of_sums
from nphd_tracker.importing.rows import RowReader
from nphd_tracker.importing.tables import Table, find_tables
from nphd_tracker.importing.transposed import is_transposed, read_transposed
from nphd_tracker.importing.vocabulary import Vocabulary, level
from nphd_tracker.money import format_rupiah
from nphd_tracker.reading import (
    NOTES_TITLES,
    Answers,
    Measure,
    Problem,
    Reading,
    ReadOptions,
    SheetReading,
    Source,
    StatedFollowUp,
)

SUMMARY_MARK = "nphd-tracker-ringkasan"
"""Keyword in the document properties of our own Excel summary."""
SUMMARY_SHEET = "Rincian"
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


def read_workbook(path: Path, name: str, options: ReadOptions, vocabulary: Vocabulary) -> Reading:
    """Reads a file of any supported format. ``name`` is what its owner calls it."""
    workbook = open_workbook(path, name)
    return understand_workbook(workbook, name, hash_file(path), options, vocabulary)


def hash_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@without_collecting()
def understand_workbook(
    workbook: Workbook, name: str, sha256: str, options: ReadOptions, vocabulary: Vocabulary
) -> Reading:
    """What the cells of an opened workbook say; FileRefusedError where that takes too long."""
    with time_limit(sum(grid.filled_rows for grid in workbook.sheets)):
        return _understand(workbook, name, sha256, options, vocabulary)


def _understand(
    workbook: Workbook, name: str, sha256: str, options: ReadOptions, vocabulary: Vocabulary
) -> Reading:
    is_summary = SUMMARY_MARK in workbook.properties.get("keywords", "")
    problems = [make_problem(code, "", "") for code in workbook.warnings if code in CATALOGUE]
    grids = _choose_sheets(workbook, options, vocabulary, is_summary=is_summary)
    problems += [
        make_problem("hidden-sheet", g.name, "", g.name)
        for g in workbook.sheets
        if g not in grids and not g.visible and not is_summary and find_tables(g, vocabulary)
    ]
    problems += [
        make_problem("example-sheet", g.name, "", g.name)
        for g in workbook.sheets
        if g not in grids and g.visible and level(g.name) in vocabulary.example_sheets
    ]
    drafts: list[Draft] = []
    for grid in grids:
        found = _read_sheet(grid, workbook, name, options, vocabulary)
        drafts += found
        if not found and grid.filled_rows:
            problems.append(make_problem("sheet-without-table", grid.name, "", grid.name))
    if not drafts:
        raise _refuse("no-table")
    drafts = drop_tables_of_sums(drafts)
    drop_repeats(drafts)
    if is_summary:
        problems.append(make_problem("summary-edited", "", ""))
        _forget_derived(drafts)
    sheets = tuple(_finish(draft) for draft in drafts)
    follow_ups: list[StatedFollowUp] = []
    for grid in workbook.sheets if is_summary and not options.sheet else ():
        if grid.name == FOLLOW_UPS:
            follow_ups, wrong = read_follow_ups(grid, vocabulary, sheets[0].election)
            problems += wrong
    if not any(s.figures for s in sheets) and not any(
        p.severity == "error" for s in sheets for p in s.problems
    ):
        problems.append(make_problem("no-figures", sheets[0].sheet, ""))
    return Reading(
        name, sha256, sheets, tuple(_once(problems)), is_summary, follow_ups=tuple(follow_ups)
    )


def _refuse(code: str, value: str = "", **details: object) -> FileRefusedError:
    problem = make_problem(code, "", "", value, **details)
    return FileRefusedError(code, problem.indonesian, problem.english)


def _choose_sheets(
    workbook: Workbook, options: ReadOptions, vocabulary: Vocabulary, *, is_summary: bool
) -> list[Grid]:
    if options.sheet:
        wanted = options.sheet.strip().lower()
        grids = [g for g in workbook.sheets if g.name.strip().lower() == wanted]
        if not grids:
            names = ", ".join(g.name for g in workbook.sheets)
            raise _refuse("no-such-sheet", options.sheet, other=names)
        return grids
    visible = [g for g in workbook.sheets if g.visible and not _is_own_notes(g)]
    data = [g for g in visible if level(g.name) not in vocabulary.example_sheets]
    visible = data or visible
    own = [g for g in visible if g.name == SUMMARY_SHEET]
    return own if is_summary and own else visible


def _is_own_notes(grid: Grid) -> bool:
    """The sheet of problems in a workbook that we handed back: it is passed over."""
    first = grid.rows[0][0] if grid.rows and grid.rows[0] else None
    return first in NOTES_TITLES


def _read_sheet(
    grid: Grid, workbook: Workbook, name: str, options: ReadOptions, vocabulary: Vocabulary
) -> list[Draft]:
    drafts: list[Draft] = []
    answers = options.answers.get(grid.name, Answers())
    options = replace(
        options,
        as_of=answers.as_of or options.as_of,
        source=answers.source or options.source,
        election=answers.election or options.election,
    )
    band = answers.header_rows and (answers.header_rows[0] - 1, answers.header_rows[1] - 1)
    if band and not 0 <= band[0] <= band[1] < len(grid.rows):
        band = None  # the sheet has become shorter than the answer
    tables = find_tables(grid, vocabulary, band) or find_forms(grid, vocabulary)
    own = tables if band is None else find_tables(grid, vocabulary)
    fingerprint = _fingerprint(own[0] if own else None)
    for table in tables:
        context = read_context(grid, table, name, options, vocabulary)
        if drafts:
            _inherit(context, drafts[0].context, options)
        context.unit = answers.unit or context.unit
        draft = _read_table(grid, workbook, table, context, name, options, answers, vocabulary)
        draft.fingerprint = fingerprint
        drafts.append(draft)
    return drafts


def _fingerprint(table: Table | None) -> str:
    """What tells one layout from another: the wording and place of every heading."""
    if table is None:
        return ""
    headings = [[column, *map(level, path)] for column, path in sorted(table.paths.items())]
    return hashlib.sha256(json.dumps(headings, ensure_ascii=False).encode()).hexdigest()


def _inherit(context: Context, first: Context, options: ReadOptions) -> None:
    """A second table on a sheet stands under the first one's title, unless it has its own."""
    for field in ("unit", "agency", "unit_name", "region", "province", "measure", "source", "year"):
        if getattr(context, field) is None:
            setattr(context, field, getattr(first, field))
    if context.as_of is None:
        context.as_of, context.as_of_cell = first.as_of, first.as_of_cell
        context.as_of_text = first.as_of_text
    if context.election == options.default_election:
        context.election = first.election
    context.facts = {**first.facts, **context.facts}


def _read_table(
    grid: Grid,
    workbook: Workbook,
    table: Table,
    context: Context,
    name: str,
    options: ReadOptions,
    answers: Answers,
    vocabulary: Vocabulary,
) -> Draft:
    columns, problems = resolve_columns(
        table.paths,
        grid.rows[table.first_data : table.end],
        context.measure,
        vocabulary,
        grid.name,
        table.bottom + 1,
        answers.columns,
        speaks_of_rest=context.speaks_of_rest,
        speaks_of_percent=context.speaks_of_percent,
        is_grantors_book=context.is_grantors_book,
        election_year=find_year(context.election),
    )
    told = list(problems)
    amounts = AmountReader(grid, workbook.sheets, vocabulary)
    for column in columns:
        if column.role in ("amount", "total", "remainder", "period"):
            amounts.vote(column.index, range(table.first_data, table.end))
    as_of, is_refused = _position_date(grid, table, columns, context, name, options, told)
    source = options.source or context.source or _usual_source(columns)
    if options.as_of and any(c.role == "as_of" for c in columns):
        columns = tuple(c if c.role != "as_of" else replace(c, role="ignored") for c in columns)
    reader = RowReader(
        grid,
        table,
        columns,
        context,
        amounts,
        as_of,
        source,
        vocabulary,
        options.today,
        is_date_refused=is_refused,
        answers=answers,
    )
    if is_budget(columns, context):
        rows = read_budget(reader)
    elif is_transposed(reader):
        rows = read_transposed(reader)
        told = [p for p in told if p.code != "measure-assumed"]
    else:
        rows = reader.read()
        read_facts(reader, rows)
        check_row_totals(reader, rows)
        check_totals(reader, rows)
    told += _say_conventions(grid, columns, context)
    told += _ask_for_unit(grid, context, columns, rows)
    if not is_refused:
        told += _name_unused(grid, table, columns, rows)
    return Draft(grid, table, columns, context, as_of, source, rows, told, answers)


_SMALLEST_TABLE = 1_000_000 * 100
"""Sen. No table of grants has a largest figure below a million rupiah: its unit is missing."""


def _ask_for_unit(
    grid: Grid, context: Context, columns: Iterable[Column], rows: RowsRead
) -> list[Problem]:
    """A table whose largest figure is 341.000 is in millions that nobody stated: asked, not stored."""
    largest, row, column = rows.largest()
    states_unit = context.unit or any(c.unit for c in columns)
    if states_unit or not 0 < largest < _SMALLEST_TABLE:
        return []
    rows.records = list(rows.own_records)
    for record in rows.own_records:
        record.clear()
    shown = Words(format_rupiah(largest, "id"), format_rupiah(largest, "en"))
    cell = f"{column_name(column)}{row + 1}"
    return [make_problem("unit-of-money-missing", grid.name, cell, shown)]


def _name_unused(
    grid: Grid, table: Table, columns: Iterable[Column], rows: RowsRead
) -> list[Problem]:
    """A money column of which no figure came is never dropped without a word."""
    if any(r.is_wrong for r in rows.own_records) or not rows.records:
        return []
    used = {
        cell.rpartition("!")[2].rstrip("0123456789")
        for record in rows.own_records
        for figure in (*record.figures, *record.soft_figures)
        for cell in figure.cells
    }
    used |= {one.letter for r in rows.records if isinstance(r, Block) for one in r.stated}
    filled = {column for column, sums in rows.sums.items() if any(sums.amounts)}
    return [
        make_problem("money-ignored", grid.name, f"{c.letter}{table.bottom + 1}", c.heading)
        for c in columns
        if c.role == "amount" and c.letter not in used and c.index in filled and not c.version
    ]


def _usual_source(columns: Iterable[Column]) -> Source:
    """Budgets and monthly spending are the grantee's own books; the rest local governments report."""
    own_books = any(
        c.role == "account" or (c.month and c.measure is Measure.SPENT) for c in columns
    )
    return Source.GRANTEE if own_books else Source.GRANTOR


def _position_date(
    grid: Grid,
    table: Table,
    columns: tuple[Column, ...],
    context: Context,
    name: str,
    options: ReadOptions,
    problems: list[Problem],
) -> tuple[date | None, bool]:
    """(the sheet's position date, whether it was refused): the person's, title's, months', names'."""
    found, cell, text = context.as_of, context.as_of_cell, context.as_of_text
    if options.as_of:
        dated = next((c for c in columns if c.role == "as_of" and c.measure is None), None)
        if dated:
            cell, text = f"{dated.letter}{table.bottom + 1}", dated.heading
        if (found and found != options.as_of) or dated:
            problems.append(
                make_problem(
                    "date-overridden", grid.name, cell, text, other=_day_words(options.as_of)
                )
            )
        found, cell = options.as_of, ""
    if found is None:
        found = max((c.on for c in columns if c.role == "amount" and c.on), default=None)
    if found is None:
        found = _last_month(grid, table, columns, context)
    if found is None and (named := date_from_names(grid, name, context.year)):
        found, text = named
        if not any(c.role == "as_of" and c.measure is None for c in columns):
            problems.append(
                make_problem("date-from-name", grid.name, "", text, other=_day_words(found))
            )
    if found and not EARLIEST <= found <= options.today:
        if any(c.role in ("as_of", "date") for c in columns):
            return None, False
        problems.append(
            make_problem("date-out-of-range", grid.name, cell, found.strftime("%d-%m-%Y"))
        )
        return None, True
    return found, False


def _day_words(day: date) -> Words:
    return Words(format_date(day, "id"), format_date(day, "en"))


def _last_month(
    grid: Grid, table: Table, columns: tuple[Column, ...], context: Context
) -> date | None:
    ends = []
    for column in columns:
        year = (column.month[0] or context.year) if column.month else None
        if column.role != "amount" or column.month is None or year is None:
            continue
        if any(
            column.index < len(row) and row[column.index] is not None
            for row in grid.rows[table.first_data : table.end]
        ):
            ends.append(month_end(year, column.month[1]))
    return max(ends, default=None)


def _say_conventions(grid: Grid, columns: tuple[Column, ...], context: Context) -> list[Problem]:
    problems = []
    if context.unit and context.unit > 1:
        each = context.unit * 100
        problems.append(
            make_problem(
                "unit-of-money",
                grid.name,
                context.unit_cell,
                _unit_words(context.unit),
                other=Words(format_rupiah(each, "id"), format_rupiah(each, "en")),
            )
        )
    for column in columns:
        if column.index in grid.hidden_columns and column.role == "amount":
            letter = column_name(column.index)
            problems.append(make_problem("hidden-column", grid.name, f"{letter}1", letter))
    return problems


def _unit_words(unit: int) -> Words:
    return {
        1_000: Words("ribuan rupiah", "thousands of rupiah"),
        1_000_000: Words("jutaan rupiah", "millions of rupiah"),
        1_000_000_000: Words("miliaran rupiah", "billions of rupiah"),
    }.get(unit, Words(f"{unit} rupiah", f"{unit} rupiah"))


def _forget_derived(drafts: list[Draft]) -> None:
    """An edited summary's percentages and remainders are ours, and stale by design: no news."""
    for draft in drafts:
        for record in draft.rows.own_records:
            record.problems[:] = [p for p in record.problems if p.code not in _DERIVED]


def _finish(draft: Draft) -> SheetReading:
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
        problems=tuple(_once(problems)),
        fingerprint=draft.fingerprint,
        left_out=tuple(sorted({row + 1 for row in wrong} | draft.answers.left_out)),
    )


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Every problem once: the same code at the same cell is one."""
    seen: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.code, problem.sheet, problem.cell), problem)
    return list(seen.values())
