"""What is said about a table as a whole: its unit, its hidden columns, money of which nothing came."""

from collections.abc import Collection, Iterable

from nphd_tracker.blocks import Block
from nphd_tracker.importing.columns import Column, Share
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.opening.grid import Grid, column_name
from nphd_tracker.importing.problems import Words, make_problem
from nphd_tracker.importing.records import RowsRead
from nphd_tracker.importing.tables import Table
from nphd_tracker.importing.written import looks_like_money
from nphd_tracker.money import format_rupiah
from nphd_tracker.reading import Measure, Problem

_RARELY_SMALL = frozenset({Measure.COMMITTED, Measure.DISBURSED, Measure.SPENT})
_SMALLEST_TABLE = 1_000_000 * 100
"""Sen. No table of grants has a largest figure below a million rupiah: its unit is missing."""

_UNREAD = frozenset({"ignored", "unknown", "number"})


def say_conventions(
    grid: Grid, table: Table, columns: tuple[Column, ...], context: Context
) -> list[Problem]:
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
        if column.role == "amount" and column.unit not in (None, context.unit or 1):
            words = _unit_words(column.unit or 1)
            cell = f"{column.letter}{table.bottom + 1}"
            problems.append(
                make_problem("unit-of-column", grid.name, cell, column.heading, other=words)
            )
        if column.index in grid.hidden_columns and column.role not in _UNREAD:
            letter = column_name(column.index)
            problems.append(make_problem("hidden-column", grid.name, f"{letter}1", letter))
    return problems


def _unit_words(unit: int) -> Words:
    return {
        1: Words("rupiah penuh", "whole rupiah"),
        1_000: Words("ribuan rupiah", "thousands of rupiah"),
        1_000_000: Words("jutaan rupiah", "millions of rupiah"),
        1_000_000_000: Words("miliaran rupiah", "billions of rupiah"),
    }.get(unit, Words(f"{unit} rupiah", f"{unit} rupiah"))


def ask_for_unit(
    grid: Grid, context: Context, columns: Iterable[Column], rows: RowsRead
) -> list[Problem]:
    """A table whose largest figure is 341.000 is in millions that nobody stated: asked, not stored."""
    columns = list(columns)
    states_unit = (context.unit or 1) > 1
    others_state = any((c.unit or 1) > 1 for c in columns)
    largest, row, column = _largest_unstated(columns, rows) if others_state else rows.largest()
    if states_unit or not 0 < largest < _SMALLEST_TABLE:
        return []
    rows.records = list(rows.own_records)
    for record in rows.own_records:
        record.clear()
    shown = Words(format_rupiah(largest, "id"), format_rupiah(largest, "en"))
    cell = f"{column_name(column)}{row + 1}"
    if others_state:
        heading = next(c.heading for c in columns if c.index == column)
        return [make_problem("unit-of-column-missing", grid.name, cell, heading, other=shown)]
    return [make_problem("unit-of-money-missing", grid.name, cell, shown)]


def _largest_unstated(columns: Iterable[Column], rows: RowsRead) -> tuple[int, int, int]:
    """Beside "NPHD (juta)", the largest amount of the first column with small ones and no unit."""
    for c in columns:
        sums = rows.sums.get(c.index)
        is_open = c.role == "amount" and c.unit is None and c.measure in _RARELY_SMALL
        if is_open and sums and 0 < (largest := max(sums.amounts, default=0)) < _SMALLEST_TABLE:
            return largest, sums.rows[sums.amounts.index(largest)], c.index
    return 0, 0, 0


def name_unused(
    grid: Grid,
    table: Table,
    columns: Iterable[Column],
    rows: RowsRead,
    blocks: Collection[Share] = (),
) -> list[Problem]:
    """A money column of which no figure came is never dropped without a word.

    Nor is one that stands beside ``blocks`` of agencies and is of none: "Realisasi KPU dan Bawaslu".
    """
    columns = [c for c in columns if c.role == "amount"]
    outside = [
        c
        for c in columns
        if blocks and c.share not in blocks
        if any(looks_like_money(v) for v in grid.column(c.index)[table.first_data : table.end])
    ]
    is_refused = any(p.code == "rows-unnamed" for p in rows.problems)
    if is_refused or any(r.is_wrong for r in rows.own_records) or not rows.records:
        return [_unused(grid, table, column) for column in outside]
    used = {
        cell.rpartition("!")[2].rstrip("0123456789")
        for record in rows.own_records
        for figure in (*record.figures, *record.soft_figures)
        for cell in figure.cells
    }
    used |= {c.letter for c in columns if c.source}  # the other party's, held against the first
    used |= {one.letter for r in rows.records if isinstance(r, Block) for one in r.stated}
    filled = {column for column, sums in rows.sums.items() if any(sums.amounts)}
    unused = [
        c
        for c in columns
        if c.letter not in used and c.index in filled and not c.version
        if not (c.tranche and c.measure is Measure.COMMITTED)  # a budget year's part: a control
    ]
    return [_unused(grid, table, column) for column in dict.fromkeys([*outside, *unused])]


def _unused(grid: Grid, table: Table, column: Column) -> Problem:
    return make_problem(
        "money-ignored", grid.name, f"{column.letter}{table.bottom + 1}", column.heading
    )
