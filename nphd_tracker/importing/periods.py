"""Rows of months: what was paid or spent in each becomes a running total.

"Januari 2.000 | Februari 5.500 | Jumlah 7.500" adds up down the rows; a list of positions never
does. The total row is the proof, so that nothing is added up which is a position already.
"""

import math
from dataclasses import replace

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.records import Record, RowsRead
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.money import MoneyTextError, number_to_sen
from nphd_tracker.reading import Measure, StatedFigure

_NUMBERS = frozenset({int, float, type(None)})
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
    if _NUMBERS.issuperset(map(type, cells)):  # of a long table only the sum is worth reading
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
