"""The day a sheet's amounts stood: what the person, the title, the columns or the names say."""

import re
from datetime import date

from nphd_tracker.dates import find_date, format_date
from nphd_tracker.importing.columns import Column, day_of
from nphd_tracker.importing.context import PLACE_AND_DATE, Context, date_from_names
from nphd_tracker.importing.key_cells import EARLIEST
from nphd_tracker.importing.opening.grid import CellValue, Grid, cell_name
from nphd_tracker.importing.problems import Words, make_problem
from nphd_tracker.importing.records import RowsRead
from nphd_tracker.importing.table_reader import TOTAL
from nphd_tracker.importing.tables import Table
from nphd_tracker.importing.vocabulary import squash
from nphd_tracker.reading import Problem, ReadOptions

_LONGEST_NOTE = 120
_STATES_DAY = re.compile(r"\b(?:data|posisi|keadaan|kondisi|update)\b[^\d]{0,30}\d", re.I)


def position_date(
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
    if found is None and (noted := _from_note(grid, table, columns, context.year)):
        found, cell, text = noted
        problems.append(
            make_problem("date-from-note", grid.name, cell, text, other=_day_words(found))
        )
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


def _from_note(
    grid: Grid, table: Table, columns: tuple[Column, ...], year: int | None
) -> tuple[date, str, str] | None:
    """ "Keterangan: data per 31 Juli 2024" alone on a row below the table: (day, cell, text)."""
    money = next((c.index for c in columns if c.role == "amount"), 0)
    for row in grid.without_numbers(money, table.first_data, table.end):
        filled = [(c, v) for c, v in enumerate(grid.rows[row]) if v is not None]
        if len(filled) != 1 or not isinstance(text := filled[0][1], str):
            continue
        if (
            len(text) <= _LONGEST_NOTE
            and _STATES_DAY.search(text)
            and (day := find_date(text, year))
        ):
            return day, cell_name(row, filled[0][0]), text
    return None


def tell_signature(grid: Grid, table: Table, rows: RowsRead, year: int | None) -> list[Problem]:
    """ "Kupang, 1 Agustus 2024" below a table without a position date: the day of a signature.

    What was signed on the first of August mostly stood on the last of July: said, never taken.
    """
    if not any(p.code == "date-missing" for r in rows.own_records for p in r.problems):
        return []
    for row in range(table.first_data, len(grid.rows)):
        for column, value in enumerate(grid.rows[row]):
            if not isinstance(value, str) or not PLACE_AND_DATE.match(value.strip()):
                continue
            if day := find_date(value, year):
                cell = cell_name(row, column)
                return [make_problem("date-signed", grid.name, cell, value, other=_day_words(day))]
    return []


def _last_month(
    grid: Grid, table: Table, columns: tuple[Column, ...], context: Context
) -> date | None:
    ends = []
    for column in columns:
        year = (column.month[0] or context.year) if column.month else None
        if column.role != "amount" or column.month is None or year is None:
            continue
        if any(
            column.index < len(row) and row[column.index] is not None and not _reads_as_total(row)
            for row in grid.rows[table.first_data : table.end]
        ):
            ends.append(day_of(column, year))
    return max(ends, default=None)


def _reads_as_total(row: list[CellValue]) -> bool:
    """A total row may hold a zero for each month to come."""
    first = next((v for v in row if isinstance(v, str)), "")
    return bool(TOTAL.match(squash(first)))


def _day_words(day: date) -> Words:
    return Words(format_date(day, "id"), format_date(day, "en"))
