"""Whom a sheet lists: the local government and the agencies of each row, whatever it says of them.

A list of who owes an agreement need not hold an amount, so nothing is read here but the keys: by
the same header band, columns, totals and names as any sheet. Rows below the last one that names a
local government are notes and signatures.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nphd_tracker.importing.amounts import AmountReader
from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.context import Context, inherit, read_context
from nphd_tracker.importing.opening.grid import Grid, Workbook, cell_name
from nphd_tracker.importing.records import Who
from nphd_tracker.importing.siblings import settle_region
from nphd_tracker.importing.table_columns import columns_of
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.importing.tables import Table, find_tables
from nphd_tracker.importing.vocabulary import Vocabulary
from nphd_tracker.importing.written import heading_of
from nphd_tracker.reading import Answers, ReadOptions, Severity, Source
from nphd_tracker.regions import Agency, Region

_NONE: frozenset[Agency] = frozenset()
_UNCLEAR = frozenset({"agencies-joined", "agency-unknown", "agency-unit-differ"})
_NAMING = ("region", "region_code", "province", "grantee", "unit")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row that names somebody. ``region`` is None where ``text`` names nobody known, or several."""

    row: int
    """From 0."""
    cell: str
    text: str
    region: Region | None
    agency: Agency | None
    """As a column of agencies, a section or the title says it."""
    several: frozenset[Agency]
    """Those that the row names at once: "TNI/POLRI"."""
    is_grantee_unclear: bool
    """It names a grantee, and nobody known or several at once."""
    beside: dict[Agency, list[str]]
    """Agencies that have columns of their own, with what this row says in each of these."""


def list_rows(
    grid: Grid, workbook: Workbook, options: ReadOptions, vocabulary: Vocabulary
) -> list[ListedRow] | None:
    """None for a sheet without a table whose columns name local governments."""
    listed: list[ListedRow] = []
    is_table = False
    first: Context | None = None
    for table in find_tables(grid, vocabulary):
        context = read_context(grid, table, "", options, vocabulary)
        if first is not None:
            inherit(context, first, options)
        settle_region(context, grid, workbook.sheets, Answers(), vocabulary)
        first = first or context
        reader = _open(grid, workbook, table, context, options, vocabulary)
        if reader.keys.by_role.keys() & set(_NAMING[:3]):
            is_table = True
            rows = list(_read(reader))
            while rows and rows[-1].region is None and not _goes_on(reader, rows[-1].row):
                rows.pop()
            listed += rows
    return listed if is_table else None


def _open(
    grid: Grid,
    workbook: Workbook,
    table: Table,
    context: Context,
    options: ReadOptions,
    vocabulary: Vocabulary,
) -> TableReader:
    columns, _ = columns_of(grid, table, context, vocabulary)
    amounts = AmountReader(grid, workbook.sheets, vocabulary)
    return TableReader(
        grid, table, columns, context, amounts, None, Source.OTHER, vocabulary, options.today
    )


def _read(reader: TableReader) -> Iterator[ListedRow]:
    """Total rows, rows of numbers and rows that only go on (no name at all) are passed over."""
    blocks = _agency_columns(reader)
    for row in range(reader.table.first_data, reader.table.end):
        texts = {role: text for role in _NAMING if (text := reader.keys.text(row, role))}
        if row in reader.table.skipped or reader.total_label(row):
            continue
        is_named = any(sign.isalpha() for text in texts.values() for sign in text)
        if not is_named and ("region_code" not in texts or _is_number_row(reader, row)):
            continue
        if (
            "region_code" not in texts
            and _is_section(reader, texts)
            and not reader.says_any_money(row)
        ):
            reader.keys.section(row, list(texts.values()))
            continue
        who = Who()
        reader.keys.region(row, who)
        reader.keys.agency(row, who)
        is_wrong = any(
            p.severity is Severity.ERROR and p.code.startswith("region") for p in who.problems
        )
        is_unclear = any(p.code in _UNCLEAR for p in who.problems)
        role = next(role for role in _NAMING if role in texts)
        yield ListedRow(
            row,
            cell_name(row, reader.keys.by_role[role].index),
            texts[role],
            None if is_wrong else who.region,
            who.agency,
            reader.vocabulary.agencies.all_in(texts.get("grantee", "")) if is_unclear else _NONE,
            is_unclear,
            {agency: _said(reader, row, columns) for agency, columns in blocks.items()},
        )


def _is_section(reader: TableReader, texts: dict[str, str]) -> bool:
    """A row with an agency's name alone, over the local governments that owe to it."""
    [name, *others] = texts.values()
    return (
        not others and reader.keys.grantee(name) is not None and not reader.keys.names_region(name)
    )


def _agency_columns(reader: TableReader) -> dict[Agency, list[Column]]:
    """Columns below an agency's name, or headed by nothing else."""
    found: dict[Agency, list[Column]] = {}
    for column in reader.columns:
        agency = column.agency
        if agency is None and column.role in ("unknown", "ignored"):
            named = reader.vocabulary.agencies.resolve(column.heading)
            agency = named.agency if named and not named.place else None
        if agency is not None and column.role not in (*_NAMING, "percent"):
            found.setdefault(agency, []).append(column)
    return found


def _said(reader: TableReader, row: int, columns: list[Column]) -> list[str]:
    values = (reader.keys.value(row, column) for column in columns)
    return [heading_of(value) for value in values if value is not None]


def _is_number_row(reader: TableReader, row: int) -> bool:
    """1 | 2 | 3 below the titles, where it was not taken for part of the band."""
    cells = [value for value in reader.grid.rows[row] if value is not None]
    return len(cells) > 1 and cells == [*range(1, len(cells) + 1)]


def _goes_on(reader: TableReader, row: int) -> bool:
    """Whether a row below the last known name is one of the list: numbered, or with an amount."""
    return bool(reader.keys.text(row, "number")) or reader.says_any_money(row)
