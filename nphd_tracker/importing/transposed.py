"""One region's table on its side: measures down the rows, agencies across.

"Nilai NPHD | 30.000.000.000 | 9.800.000.000" under "Uraian | KPU | Bawaslu": each row names its measure.
"""

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.headers import Wording, understand
from nphd_tracker.importing.keys import Who
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.importing.records import Record, RowsRead
from nphd_tracker.importing.rows import RowReader
from nphd_tracker.reading import Measure, StatedFigure
from nphd_tracker.regions import Agency  # noqa: TC001

_MEASURES = {measure.value: measure for measure in Measure}


def is_transposed(reader: RowReader) -> bool:
    """Two rows that name different measures, under columns that name an agency and nothing else."""
    if len(reader.blocks) < 1 or len({c.measure for c in reader.money if c.agency}) != 1:
        return False
    named = {wording.measure for wording in _wordings(reader).values() if _says(wording)}
    return len(named) > 1


def read_transposed(reader: RowReader) -> RowsRead:
    """The figures of each agency, down its column."""
    read = RowsRead()
    records: dict[tuple[str, Agency], Record] = {}
    for row, wording in _wordings(reader).items():
        measure = _MEASURES.get("committed" if wording.measure == "ceiling" else wording.measure)
        if measure is None or not _says(wording):
            continue
        read.data_rows.append(row)
        who = Who()
        reader.keys.region(row, who)
        for column in reader.money:
            if column.agency:
                place = who.region.code if who.region else ""
                own = Who(region=who.region, agency=column.agency, problems=[*who.problems])
                record = records.setdefault((place, column.agency), Record(row, own))
                _add(reader, record, column, row, measure, wording)
    for record in records.values():
        record.problems[:0] = record.who.problems
        if record.who.region is None and not record.is_wrong:
            record.problems.append(make_problem("region-missing", reader.grid.name, ""))
        if record.is_wrong:
            record.clear()
    read.records = [r for r in records.values() if r.figures or r.problems]
    return read


def _rows(reader: RowReader) -> range:
    return range(reader.table.first_data, reader.table.end)


def _wordings(reader: RowReader) -> dict[int, Wording]:
    found = {}
    for row in _rows(reader):
        text = reader.keys.text(row, "description")
        if text and reader.total_label(row) is None:
            found[row] = understand((text,), reader.vocabulary)
    return found


def _says(wording: Wording) -> bool:
    """A row that names a measure itself, not its percentage or remainder."""
    is_control = wording.modifiers & {"percent", "remainder", "previous", "current"}
    is_measure = wording.measure in _MEASURES or wording.measure == "ceiling"
    return is_measure and not (is_control and wording.measure != "returned")


def _add(
    reader: RowReader, record: Record, column: Column, row: int, measure: Measure, wording: Wording
) -> None:
    amount = reader.amounts.read(row, column.index, column.unit or reader.context.unit or 1)
    record.problems += amount.problems
    on = wording.on or reader.as_of
    region, agency = record.who.region, record.who.agency
    if amount.sen is None or region is None or agency is None:
        return
    if on is None:
        if not reader.is_date_refused:
            place = reader.context.as_of_place
            record.problems.append(make_problem("date-missing", reader.grid.name, place))
        return
    cell = f"{reader.grid.name}!{column.letter}{row + 1}"
    record.figures.append(
        StatedFigure(region.code, agency, None, measure, on, amount.sen, reader.source, (cell,))
    )
