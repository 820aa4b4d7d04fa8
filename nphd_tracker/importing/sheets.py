"""A workbook on disk -> everything it says: figures, terms, controls and problems, with their cells.

One general reader for every layout. All problems of a file are told in one pass; what cannot be
opened at all is raised as `FileRefusedError`.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from nphd_tracker.collecting import without_collecting
from nphd_tracker.errors import FileRefusedError
from nphd_tracker.follow_ups import SHEET as FOLLOW_UPS
from nphd_tracker.importing.amounts import AmountReader
from nphd_tracker.importing.budget import is_budget, read_budget, read_facts
from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.context import Context, inherit, read_context
from nphd_tracker.importing.controls import check_row_totals, check_totals
from nphd_tracker.importing.conventions import ask_for_unit, name_unused, say_conventions
from nphd_tracker.importing.dating import position_date, tell_signature
from nphd_tracker.importing.deadline import time_limit
from nphd_tracker.importing.drafts import Draft, finish, forget_derived, once, sums_so_far
from nphd_tracker.importing.forms import find_forms
from nphd_tracker.importing.opening.grid import Grid, Workbook
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.importing.own_follow_ups import read_follow_ups
from nphd_tracker.importing.periods import with_running_months
from nphd_tracker.importing.problems import CATALOGUE, make_problem
from nphd_tracker.importing.recaps import ask_about_recaps
from nphd_tracker.importing.records import RowsRead
from nphd_tracker.importing.references import with_fetched_texts
from nphd_tracker.importing.repeats import drop_repeats, drop_tables_of_sums
from nphd_tracker.importing.rows import RowReader
from nphd_tracker.importing.siblings import settle_region
from nphd_tracker.importing.table_columns import columns_of
from nphd_tracker.importing.tables import Table, find_tables
from nphd_tracker.importing.transposed import is_transposed, read_transposed
from nphd_tracker.importing.units import with_rupiah_columns
from nphd_tracker.importing.vocabulary import Vocabulary, level
from nphd_tracker.reading import (
    NOTES_TITLES,
    Answers,
    Measure,
    Reading,
    ReadOptions,
    Source,
    StatedFollowUp,
)

SUMMARY_MARK = "nphd-tracker-ringkasan"
"""Keyword in the document properties of our own Excel summary."""
SUMMARY_SHEET = "Rincian"


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
    workbook, fetched = with_fetched_texts(workbook)
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
    read = {grid.name for grid in grids}
    problems += [p for p in fetched if p.sheet in read]
    drafts: list[Draft] = []
    for grid in grids:
        found = _read_sheet(grid, workbook, name, options, vocabulary)
        drafts += found
        if not found and grid.filled_rows:
            problems.append(make_problem("sheet-without-table", grid.name, "", grid.name))
    if not drafts:
        raise _refuse("no-table")
    drafts = drop_tables_of_sums(drafts)
    ask_about_recaps(drafts)
    drop_repeats(drafts)
    if is_summary:
        problems.append(make_problem("summary-edited", "", ""))
        forget_derived(drafts)
    sheets = tuple(one for draft in drafts for one in finish(draft))
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
        name, sha256, sheets, tuple(once(problems)), is_summary, follow_ups=tuple(follow_ups)
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
            inherit(context, drafts[0].context, options)
        context.unit = answers.unit or context.unit
        context.counts_from_1904 = "date1904" in workbook.properties
        context.before = sums_so_far(drafts)
        told = settle_region(context, grid, workbook.sheets, answers, vocabulary)
        draft = _read_table(grid, workbook, table, context, name, options, answers, vocabulary)
        draft.problems += told
        draft.fingerprint = fingerprint
        drafts.append(draft)
    return drafts


def _fingerprint(table: Table | None) -> str:
    """What tells one layout from another: the wording and place of every heading."""
    if table is None:
        return ""
    headings = [[column, *map(level, path)] for column, path in sorted(table.paths.items())]
    return hashlib.sha256(json.dumps(headings, ensure_ascii=False).encode()).hexdigest()


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
    columns, problems = columns_of(grid, table, context, vocabulary, answers.columns)
    told = list(problems)
    amounts = AmountReader(grid, workbook.sheets, vocabulary)
    money = [c for c in columns if c.role in ("amount", "total", "remainder", "period")]
    for column in money:
        amounts.vote(column.index, range(table.first_data, table.end))
    units = {c.index: c.unit or context.unit or 1 for c in money}
    if any(unit > 1 for unit in units.values()):
        amounts.vote_by_size(units, range(table.first_data, table.end))
    columns = with_rupiah_columns(columns, grid, table, context)
    columns = with_running_months(columns, amounts, table, context)
    as_of, is_refused = position_date(grid, table, columns, context, name, options, told)
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
    if context.is_of_goods:
        rows = RowsRead()
        told = [make_problem("goods-not-read", grid.name, "", grid.name)]
    elif is_budget(columns, context):
        rows = read_budget(reader)
    elif is_transposed(reader):
        rows = read_transposed(reader)
        told = [p for p in told if p.code != "measure-assumed"]
    else:
        rows = reader.read()
        if reader.directions.column:
            told = [p for p in told if p.code != "measure-assumed"]
        read_facts(reader, rows)
        check_row_totals(reader, rows)
        check_totals(reader, rows)
    told += tell_signature(grid, table, rows, context.year)
    told += say_conventions(grid, table, columns, context)
    asked = ask_for_unit(grid, context, columns, rows) if reader.unit_column is None else []
    told += asked
    if not (is_refused or asked):
        told += name_unused(grid, table, columns, rows, reader.blocks)
    return Draft(grid, table, columns, context, as_of, source, rows, told, answers)


def _usual_source(columns: Iterable[Column]) -> Source:
    """Budgets and monthly spending are the grantee's own books; the rest local governments report."""
    own_books = any(
        c.role == "account" or (c.month and c.measure is Measure.SPENT) for c in columns
    )
    return Source.GRANTEE if own_books else Source.GRANTOR
