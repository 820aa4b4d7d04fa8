"""Totals and remainders: never figures, always held against them, differences told in rupiah."""

import itertools
from bisect import bisect_right
from collections.abc import Mapping

from nphd_tracker.importing.addenda import VERSIONS, value_steps
from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.opening.grid import cell_name
from nphd_tracker.importing.percentages import audit_percent
from nphd_tracker.importing.problems import Words, make_problem
from nphd_tracker.importing.records import Record, RowsRead, RunningSums
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.money import format_rupiah
from nphd_tracker.reading import Control, Measure, Problem, Source

Values = Mapping[Column, int]
_LONGEST_RUN = 60
ROUNDING = 100
"""Sen; a total off by less than a rupiah is how a spreadsheet rounds, not a difference."""


def audit_record(reader: TableReader, record: Record, values: Values) -> None:
    """Holds one record's own remainders, percentages and bounds against its amounts."""
    views = _views(values)
    for source, view in views.items():
        _bounds(reader, record, {c: v for c, v in values.items() if c.is_said_by(source)}, view)
    for column in reader.columns:
        check_time()
        is_outside = reader.blocks and not (column.agency or column.election)
        if is_outside or not column.is_of(record.share):
            continue
        sums = views[_source_left_of(reader, column, views)]
        if column.on:  # "Keadaan 30 Juni 2024 / %" beside a group of a later day
            sums = sum_measures({c: v for c, v in values.items() if c.on in (None, column.on)})
        if column.role == "percent":
            part = {c: v for c, v in values.items() if c.tranche == column.tranche}
            is_of_part = column.tranche and column.measure in {c.measure for c in part}
            audit_percent(reader, record, column, sums | sum_measures(part) if is_of_part else sums)
        elif column.role == "remainder":
            shown = {} if column.on else views
            candidates = remainders(sums) + [r for v in shown.values() for r in remainders(v)]
            _remainder(reader, record, column, candidates + _between(views))


def _views(values: Values) -> dict[Source | None, dict[Measure, int]]:
    """The amounts as each party says them; one view where nobody is named."""
    sources: dict[Source | None, None] = dict.fromkeys(c.source for c in values if c.source)
    return {
        source: sum_measures({c: v for c, v in values.items() if c.is_said_by(source)})
        for source in sources or (None,)
    }


def _source_left_of(
    reader: TableReader, control: Column, views: Mapping[Source | None, object]
) -> Source | None:
    """Whose amounts a remainder or percentage stands behind."""
    left = [c.source for c in reader.money if c.index < control.index and c.source in views]
    return left[-1] if left else next(iter(views))


def _between(views: Mapping[Source | None, Mapping[Measure, int]]) -> list[int]:
    """What "selisih" is between two parties, whichever stands first."""
    return [
        one[measure] - other[measure]
        for one, other in itertools.permutations(views.values(), 2)
        for measure in one.keys() & other.keys()
    ]


def sum_measures(values: Values) -> dict[Measure, int]:
    """The amount of each measure on a row: a stated total, else the sum of its parts."""
    sums: dict[Measure, int] = {}
    for measure in Measure:
        cells = {c: v for c, v in values.items() if c.measure is measure}
        if any(c.version in VERSIONS for c in cells):
            if steps := value_steps(cells):
                sums[measure] = steps[-1].sen
            continue
        wholes = [v for c, v in cells.items() if not c.tranche and not c.month]
        parts = [v for c, v in cells.items() if (c.tranche or c.month) and not c.is_cumulative]
        running = [v for c, v in cells.items() if c.tranche and c.is_cumulative]
        months = {c: v for c, v in cells.items() if c.month and c.is_cumulative}
        if months:  # "s.d. Juni", "s.d. Juli": the later one holds the others
            running.append(months[max(months, key=lambda c: (c.month or (0, 0), c.day))])
        parts = parts or ([max(running)] if running else [])  # "s.d. Tahap II" holds "s.d. Tahap I"
        if len(wholes) > 1:  # "s.d. Juni" beside "s.d. Juli": the later one counts
            newest = max((c.on for c in cells if c.on), default=None)
            wholes = [v for c, v in cells.items() if newest and c.on == newest] or wholes
        if wholes:
            sums[measure] = wholes[0]
        elif parts:
            sums[measure] = sum(parts)
    return sums


def _bounds(
    reader: TableReader, record: Record, values: Values, sums: Mapping[Measure, int]
) -> None:
    committed, disbursed = sums.get(Measure.COMMITTED), sums.get(Measure.DISBURSED)
    spent = sums.get(Measure.SPENT)
    if committed is not None and disbursed is not None and disbursed > committed:
        record.problems.append(
            differing(
                reader,
                record,
                _cell_of(values, Measure.DISBURSED),
                "over-disbursed",
                disbursed,
                committed,
            )
        )
    if disbursed is not None and spent is not None and spent > disbursed:
        record.problems.append(
            differing(
                reader,
                record,
                _cell_of(values, Measure.SPENT),
                "spent-over-received",
                spent,
                disbursed,
            )
        )


def _cell_of(values: Values, measure: Measure) -> Column:
    cells = [c for c in values if c.measure is measure]
    return next((c for c in cells if not c.tranche and not c.month), cells[-1])


def differing(
    reader: TableReader, record: Record, column: Column, code: str, value: int, other: int
) -> Problem:
    """A cell whose amount, in sen, is another than what it is held against."""
    cell = cell_name(record.row, column.index)
    return make_problem(
        code,
        reader.grid.name,
        cell,
        _money(value),
        other=_money(other),
        difference=_money(value - other),
    )


def _money(sen: int) -> Words:
    return Words(format_rupiah(sen, "id"), format_rupiah(sen, "en"))


def _remainder(reader: TableReader, record: Record, column: Column, candidates: list[int]) -> None:
    unit = reader.unit_of(record.row, column)
    stated = reader.amounts.read(record.row, column.index, unit).sen
    if stated is None:
        return
    if not candidates or any(abs(stated - c) < ROUNDING for c in candidates):
        return
    record.problems.append(
        differing(reader, record, column, "remainder-differs", stated, candidates[0])
    )


def remainders(sums: Mapping[Measure, int]) -> list[int]:
    """What "sisa" can mean on a row: not yet disbursed, not yet spent, or still with the grantee."""
    committed, disbursed = sums.get(Measure.COMMITTED), sums.get(Measure.DISBURSED)
    spent, returned = sums.get(Measure.SPENT), sums.get(Measure.RETURNED, 0)
    found = []
    if committed is not None and disbursed is not None:
        found.append(committed - disbursed)
    if disbursed is not None and spent is not None:
        found += [disbursed - spent, disbursed - spent - returned]
    if committed is not None and spent is not None:
        found += [committed - spent, committed - spent - returned]
    return found


def check_parts(
    reader: TableReader, record: Record, whole: tuple[Column, int], parts: Values, is_running: bool
) -> None:
    """A stated total beside its tranches or months: it counts, they are its control."""
    column, stated = whole
    computed = max(parts.values()) if is_running else sum(parts.values())
    record.controls.append(
        Control("parts", cell_name(record.row, column.index), column.heading, stated, computed)
    )
    if abs(stated - computed) >= ROUNDING:
        record.problems.append(differing(reader, record, column, "parts-differ", stated, computed))


def check_rows_below(
    reader: TableReader, record: Record, parts: Mapping[Measure, list[int]]
) -> None:
    """A stated sum beside instalments on the rows below it: it counts, they are its control."""
    for column in reader.money:
        stated = reader.amount(record.row, column).sen
        if column.measure is None or column.measure not in parts or stated is None:
            continue
        computed = sum(parts[column.measure])
        cell = cell_name(record.row, column.index)
        record.controls.append(Control("parts", cell, column.heading, stated, computed))
        if abs(stated - computed) >= ROUNDING:
            record.problems.append(
                differing(reader, record, column, "parts-differ", stated, computed)
            )


def check_row_totals(reader: TableReader, read: RowsRead) -> None:
    """Columns that add up the agencies of a row ("JUMLAH / NILAI NPHD")."""
    across = [c for c in reader.columns if c.role == "total" and c.measure]
    if any(c.role == "joined" or c.is_by_row for c in reader.columns):
        across = []  # a total may hold what was not read, or what stands on the rows below
    for row in read.data_rows if across else ():
        check_time()
        for column in across:
            parts = [
                amount
                for c in reader.money
                if c.measure is column.measure
                and (not column.several or c.agency in column.several)
                and c.tranche == column.tranche
                and (amount := read.amount(row, c.index)) is not None
            ]
            hold(reader, read, row, column, "row-total", column.heading, [sum(parts)], bool(parts))


def check_totals(reader: TableReader, read: RowsRead) -> None:
    """Total and subtotal rows against the rows they can stand for."""
    is_joined = any(c.role == "joined" for c in reader.columns)
    wanted = ("amount",) if is_joined else ("amount", "total")
    columns = [c for c in reader.columns if c.role in wanted]
    if not read.total_rows:
        return
    sums = {column: _sums_of(reader, read, column) for column in columns}
    subtotals: dict[int, int] = {}
    totals_at = sorted(row for row, _ in read.total_rows)
    previous = reader.table.first_data - 1
    for row, label in read.total_rows:
        check_time()
        is_sub = "sub" in label.lower() or bool(reader.vocabulary.regions.find_in(label).region)
        place = bisect_right(totals_at, row)
        following = totals_at[place] if place < len(totals_at) else None
        for column in columns:
            stated = _stated(reader, row, column)
            if stated is None:
                continue
            amounts = sums[column]
            group, everything = amounts.between(previous + 1, row), amounts.between(0, row)
            candidates = [group, everything] if is_sub else [everything, group]
            # A subtotal may stand above its details, or cover less than its group.
            below = amounts.between(row + 1, following)
            nested = subtotals.get(column.index, 0)
            candidates += [below, nested, amounts.between(), *amounts.last_runs(row, _LONGEST_RUN)]
            if column.measure in reader.context.before:
                candidates.append(everything + reader.context.before[column.measure])
            if "lalu" in label.lower():  # "Jumlah s.d. bulan lalu": a sum up to an earlier total
                candidates += [amounts.between(0, at) for at in totals_at if at < row] + [0]
            subtotals[column.index] = nested + stated
            hold(reader, read, row, column, "total", label, candidates, bool(amounts.rows))
        previous = row


def _sums_of(reader: TableReader, read: RowsRead, column: Column) -> RunningSums:
    """The amounts of one column; a column across agencies adds up its row's agencies."""
    if column.role == "amount":
        return read.sums.get(column.index, RunningSums())
    same = {
        c.index
        for c in reader.money
        if c.measure is column.measure
        and c.tranche == column.tranche
        and (not column.several or c.agency in column.several)
    }
    found: dict[int, int] = {}
    for index in same & read.sums.keys():
        for row, value in zip(read.sums[index].rows, read.sums[index].amounts, strict=True):
            found[row] = found.get(row, 0) + value
    sums = RunningSums()
    for row in sorted(found):
        sums.note(row, found[row])
    return sums


def _stated(reader: TableReader, row: int, column: Column) -> int | None:
    unit = reader.unit_of(row, column)
    return reader.amounts.read(row, column.index, unit).sen


def hold(
    reader: TableReader,
    read: RowsRead,
    row: int,
    column: Column,
    kind: str,
    label: str,
    candidates: list[int],
    has_parts: bool,
) -> None:
    stated = _stated(reader, row, column)
    if stated is None or (not has_parts and stated == 0):
        return
    computed = next((c for c in candidates if abs(c - stated) < ROUNDING), candidates[0])
    cell = cell_name(row, column.index)
    read.controls.append(Control(kind, cell, label, stated, computed))
    if abs(stated - computed) >= ROUNDING:
        read.problems.append(
            make_problem(
                "total-differs",
                reader.grid.name,
                cell,
                _money(stated),
                other=_money(computed),
                difference=_money(stated - computed),
            )
        )
