"""Months, down the rows or across: amounts of each, or running totals.

"Januari 2.000 | Februari 5.500 | Jumlah 7.500" adds up down the rows; a list of positions never
does. The total row is the proof, so that nothing is added up which is a position already.
"""

import math
import re
from dataclasses import replace
from itertools import pairwise

from nphd_tracker.importing.amounts import AmountReader
from nphd_tracker.importing.columns import Column, Share
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.records import Record, RowsRead
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.importing.tables import Table
from nphd_tracker.money import MoneyTextError, number_to_sen
from nphd_tracker.reading import Measure, StatedFigure

_NUMBERS = frozenset({int, float, type(None)})
_OF_ONE_ROW = frozenset(
    {"remainder-differs", "typed-percent-differs", "spent-over-received", "over-disbursed"}
)
"""What a row of one period cannot be held to: the other columns are of all periods so far."""
_LAST_ROWS = 12
"""A table's total stands among its last rows, over notes and signatures."""


def adds_up(reader: TableReader) -> bool:
    """Whether a table's rows are amounts of periods, as its total row shows."""
    position = reader.keys.by_role.get("as_of")
    flows = [
        c
        for c in reader.money
        if c.measure is not Measure.COMMITTED and not (c.is_cumulative or c.tranche or c.month)
    ]
    if position is None or not flows or reader.is_register:
        return False
    total = _total_row(reader)
    if total is None:
        return False
    stated = {c: reader.amounts.value(total, c.index) for c in flows}
    told = [c for c in flows if stated[c] not in (None, 0, "")]
    return bool(told) and all(
        _sum_above(reader, c, total) == reader.amount(total, c).sen for c in told
    )


def _total_row(reader: TableReader) -> int | None:
    first, end = reader.table.first_data, reader.table.end
    rows = range(end - 1, max(first, end - _LAST_ROWS), -1)
    return next((row for row in rows if reader.total_label(row) is not None), None)


def _sum_above(reader: TableReader, column: Column, total: int) -> int:
    rows = range(reader.table.first_data, total)
    cells = reader.grid.column(column.index)[rows.start : rows.stop]
    if reader.unit_column is None and _NUMBERS.issuperset(
        map(type, cells)
    ):  # of a long table only the sum is worth reading
        unit = column.unit or reader.context.unit or 1
        try:
            return number_to_sen(math.fsum(v for v in cells if isinstance(v, int | float)), unit)
        except MoneyTextError:
            return -1
    return sum(reader.amount(row, column).sen or 0 for row in rows)


def add_up(reader: TableReader, read: RowsRead) -> None:
    """Turns the amounts of each period into running totals of the same agreement."""
    parties: dict[tuple[object, ...], list[Record]] = {}
    for record in read.own_records:
        who = record.who
        code = who.region.code if who.region else None
        parties.setdefault((code, who.agency, who.unit, record.share), []).append(record)
    is_said = False
    for records in parties.values():
        if len(records) > 1:
            _run_on(records)
            for record in records:  # a period's balance holds all periods before it
                record.problems[:] = [p for p in record.problems if p.code not in _OF_ONE_ROW]
            is_said = True
    position = reader.keys.by_role.get("as_of")
    if is_said and position:
        cell = f"{position.letter}{reader.table.bottom + 1}"
        read.problems.append(reader.say("months-added-up", cell, position.heading))


def _run_on(records: list[Record]) -> None:
    totals: dict[tuple[Measure, str], tuple[int, tuple[str, ...]]] = {}
    dated = [(f.on, place, f) for r in records for place, f in enumerate(r.figures)]
    made: dict[int, StatedFigure] = {}
    for _, _, figure in sorted(dated, key=lambda one: one[:2]):
        if figure.measure is Measure.COMMITTED or figure.is_movement:
            continue
        key = (figure.measure, figure.tranche)
        amount, cells = totals.get(key, (0, ()))
        totals[key] = amount + figure.amount, (*cells, *figure.cells)
        made[id(figure)] = replace(figure, amount=totals[key][0], cells=totals[key][1])
    for record in records:
        record.figures[:] = [made.get(id(f), f) for f in record.figures]


_CUMULATIVE = re.compile(r"\b(?:kumulatif|akumulasi|akumulatif)\b", re.I)
_ROWS_LOOKED_AT = 200


def with_running_months(
    columns: tuple[Column, ...], amounts: AmountReader, table: Table, context: Context
) -> tuple[Column, ...]:
    """Month columns that hold running totals without saying so, marked as such.

    Where the title says it, or where no row ever falls and their sum is more than was received.
    """
    parts: dict[tuple[Measure | None, Share], list[Column]] = {}
    for c in columns:
        if c.role == "amount" and c.month and not c.is_cumulative:
            parts.setdefault((c.measure, c.share), []).append(c)
    running: set[int] = set()
    for (measure, share), months in parts.items():
        is_stated = any(
            c.role == "amount" and c.measure is measure and c.share == share and not c.month
            for c in columns
        )
        if len(months) < 2 or is_stated:
            continue
        bounds = [
            c
            for c in columns
            if c.role == "amount"
            and c.measure in (Measure.COMMITTED, Measure.DISBURSED)
            and c.measure is not measure
            and c.is_of(share)
        ]
        rows = range(table.first_data, min(table.end, table.first_data + _ROWS_LOOKED_AT))
        if _CUMULATIVE.search(context.title) or _runs_on(months, bounds, amounts, rows, context):
            running |= {c.index for c in months}
    return tuple(replace(c, is_cumulative=True) if c.index in running else c for c in columns)


def _runs_on(
    months: list[Column],
    bounds: list[Column],
    amounts: AmountReader,
    rows: range,
    context: Context,
) -> bool:
    exceeds = False
    for row in rows:
        said = [v for c in months if (v := _sen(amounts, row, c, context)) is not None]
        if any(later < earlier for earlier, later in pairwise(said)):
            return False
        most = max((_sen(amounts, row, c, context) or 0 for c in bounds), default=0)
        exceeds = exceeds or (0 < most < sum(said) and max(said) <= most)
    return exceeds


def _sen(amounts: AmountReader, row: int, column: Column, context: Context) -> int | None:
    return amounts.read(row, column.index, column.unit or context.unit or 1).sen
