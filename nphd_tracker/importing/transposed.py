"""A table on its side: measures down the rows, agencies or regions across.

"Nilai NPHD | 30.000.000.000 | 9.800.000.000" under "Uraian | KPU | Bawaslu": each row names its
measure; under "Uraian | Mesuji | Way Kanan" too, the agency standing over its rows or in the title.
"""

from datetime import date

from nphd_tracker.dates import month_end
from nphd_tracker.importing.columns import Column, day_of
from nphd_tracker.importing.headers import Wording, understand
from nphd_tracker.importing.problems import Words, make_problem, miss_date
from nphd_tracker.importing.records import Record, RowsRead, Who
from nphd_tracker.importing.siblings import region_left
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.importing.wholes import settle_wholes
from nphd_tracker.reading import Measure, StatedFigure
from nphd_tracker.regions import ONE_PER_GRANTOR, Agency, Region

_NAMING = frozenset({"region", "region_code", "grantee", "unit"})
_MEASURES = {measure.value: measure for measure in Measure}


def is_transposed(reader: TableReader) -> bool:
    """Two rows that name different measures, under columns that name an agency or region alone."""
    across = _across(reader)
    if not across or (len({c.measure for c in across}) != 1 and not _is_matrix(reader)):
        return False
    named = {wording.measure for wording in _wordings(reader).values() if _says(wording)}
    return len(named) > 1 or (bool(named) and _is_matrix(reader))


def read_transposed(reader: TableReader) -> RowsRead:
    """The figures of each agency or region, down its column."""
    read = RowsRead()
    records: dict[tuple[str, Agency | None, str | None], Record] = {}
    across = _across(reader)
    reader.keys.fills_grantees_down = True
    wordings = _wordings(reader)
    is_matrix = _is_matrix(reader)
    names_rows = bool(reader.keys.by_role.keys() & _NAMING)
    labels: dict[str, str] = {}
    for row in _rows(reader):
        wording = wordings.get(row)
        if wording is None or not _says(wording):
            reader.keys.section(row, [reader.keys.text(row, "description")])
            continue
        label = reader.total_label(row)
        if label is not None and names_rows:
            continue  # of several agreements
        said = _MEASURES["committed" if wording.measure == "ceiling" else wording.measure]
        read.data_rows.append(row)
        for column in across:
            if label is not None:
                labels[f"{column.letter}{row + 1}"] = label
            own = _who(reader, row, column)
            place = own.region.code if own.region else column.place
            key = (place, own.agency, own.unit)
            record = records.setdefault(key, Record(row, own, problems=[]))
            if record.who is not own:
                record.who.problems += own.problems
            measure = column.measure if is_matrix and column.measure else said
            _add(reader, record, column, row, measure, wording)
    for record in records.values():
        record.problems[:0] = record.who.problems
        settle_wholes(record, labels, is_alone=len(records) <= len(across))
        _require(reader, record)
        if record.is_wrong:
            record.clear()
    read.records = [r for r in records.values() if r.figures or r.problems]
    return read


def _across(reader: TableReader) -> list[Column]:
    return [c for c in reader.money if c.agency or c.place or c.is_each_rows]


def _who(reader: TableReader, row: int, column: Column) -> Who:
    """Whose amounts stand in a column: its heading's, else its rows', else the title's."""
    keys = reader.keys
    if column.is_each_rows:
        who = Who()
        keys.region(row, who)
        keys.agency(row, who)
        return who
    beside = keys.grantee(keys.text(row, "grantee"))
    if beside:
        keys.section_agency, keys.section_unit = beside.agency, beside.unit
    who = Who(agency=column.agency or keys.section_agency or reader.context.agency)
    if who.agency not in ONE_PER_GRANTOR:
        who.unit = keys.section_unit if keys.section_agency else reader.context.unit_name
    if not column.place:
        keys.region(row, who)
        return who
    who.region = _place(reader, column, who)
    return who


def _place(reader: TableReader, column: Column, who: Who) -> Region | None:
    """The region that a column's heading names: as answered, by itself, or as its siblings leave it."""
    book = reader.vocabulary.regions
    if told := book.get(reader.answers.regions.get(column.place, "")):
        return told
    match = book.by_name(column.place, reader.keys.last_province)
    if match.region is not None:
        return match.region
    others = {c.place for c in reader.money if c.place} - {column.place}
    cell = f"{column.letter}{reader.table.bottom + 1}"
    if region := region_left(column.place, others, reader.vocabulary):
        who.problems.append(reader.say("region-by-sibling", cell, column.place, other=region.name))
        return region
    names = [region.name for region in match.candidates[:4]]
    either = Words(" atau ".join(names), " or ".join(names))
    who.problems.append(reader.say("region-ambiguous", cell, column.place, candidates=either))
    return None


def _require(reader: TableReader, record: Record) -> None:
    for is_missing, code in (
        (record.who.region is None, "region-missing"),
        (record.who.agency is None, "agency-missing"),
    ):
        if is_missing and not record.is_wrong:
            record.problems.append(make_problem(code, reader.grid.name, ""))


def _rows(reader: TableReader) -> range:
    return range(reader.table.first_data, reader.table.end)


def _is_matrix(reader: TableReader) -> bool:
    """Grantees down and regions across; what is measured, the title says."""
    roles = reader.keys.by_role
    return "description" not in roles and "grantee" in roles and any(c.place for c in reader.money)


def _wordings(reader: TableReader) -> dict[int, Wording]:
    found = {}
    if _is_matrix(reader):
        measure = next((c.measure.value for c in reader.money if c.place and c.measure), "")
        for row in _rows(reader):
            text = reader.keys.text(row, "grantee")
            if text and reader.total_label(row) is None:
                found[row] = Wording(text, measure=measure)
        return found
    for row in _rows(reader):
        text = reader.keys.text(row, "description")
        if text:
            found[row] = understand((text,), reader.vocabulary)
    return found


def _says(wording: Wording) -> bool:
    """A row that names a measure itself, not its percentage or remainder."""
    is_control = wording.modifiers & {"percent", "remainder", "previous", "current"}
    is_measure = wording.measure in _MEASURES or wording.measure == "ceiling"
    return is_measure and not (is_control and wording.measure != "returned")


def _add(
    reader: TableReader,
    record: Record,
    column: Column,
    row: int,
    measure: Measure,
    wording: Wording,
) -> None:
    amount = reader.amount(row, column, measure)
    record.problems += amount.problems
    on, tranche = _when(reader, wording)
    position = reader.keys.by_role.get("as_of")
    if position and column.is_each_rows:
        on = reader.keys.day(row, position, record.problems) or on
    if column.is_each_rows and (column.on or column.month):
        year = (column.month[0] if column.month else None) or reader.context.year
        on = column.on or (day_of(column, year) if year else None)
    region, agency = record.who.region, record.who.agency
    if amount.sen is None or region is None or agency is None:
        return
    if on is None:
        if not reader.is_date_refused:
            place = reader.context.as_of_place
            record.problems.append(miss_date(reader.grid.name, place))
        return
    cell = f"{reader.grid.name}!{column.letter}{row + 1}"
    record.figures.append(
        StatedFigure(
            region.code,
            agency,
            record.who.unit,
            measure,
            on,
            amount.sen,
            column.source or reader.source,
            (cell,),
            tranche=tranche or column.tranche,
        )
    )


def _when(reader: TableReader, wording: Wording) -> tuple[date | None, str]:
    """The day of a row's amounts, and the part they are: "Tahap I", or one month of several."""
    if wording.on or not wording.month:
        return wording.on or reader.as_of, wording.tranche
    year = wording.month[0] or reader.context.year
    if "cumulative" in wording.modifiers:
        return (month_end(year, wording.month[1]) if year else None), wording.tranche
    return reader.as_of, f"{year or '....'}-{wording.month[1]:02d}"
