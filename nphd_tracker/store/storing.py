"""The rows of an import on their way into the tables, as many at once as the database takes.

A hundred thousand rows of four figures go through no object of their own. SQLite gets a sheet's rows
some at once and makes figures of them itself, PostgreSQL all by COPY.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, cast

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from nphd_tracker.blocks import Block
from nphd_tracker.collecting import without_collecting
from nphd_tracker.models import FigureRow, TermRow
from nphd_tracker.progress import report
from nphd_tracker.reading import StatedFigure, StatedTerm
from nphd_tracker.store.copying import LARGE, copy_rows, look_at_tables
from nphd_tracker.store.holdings import agreement_key
from nphd_tracker.store.known import Placed, group_of
from nphd_tracker.store.planned import Comparison

CELL_SEPARATOR = "\n"
"""Not a semicolon, which a sheet's name may hold."""
_AT_ONCE = 5_000
"""So many rows go to the database together, between two looks whether to stop."""
_CACHE_KIB = 256 * 1024
_FIGURE = (
    "import_id", "agreement_id", "measure", "on", "amount", "source", "is_movement", "tranche",
    "line", "line_name", "document", "cells",
)  # fmt: skip
_FIGURES, _TERMS = (cast(Table, row.__table__) for row in (FigureRow, TermRow))
_TERM = ("import_id", "agreement_id", "kind", "value", "source", "cells")
_TOGETHER = 25
"""Rows of a sheet in one statement: to begin one costs as much as to add some figures."""
_MISSING = """
SELECT (SELECT count(*) = 0 FROM import WHERE id = ?)
       + (SELECT count(*) FROM json_each(?) WHERE value NOT IN (SELECT id FROM agreement))
"""
Numbers = Mapping[tuple[str, ...], int]
"""Election, region, agency and unit -> the number of the agreement's row."""


@without_collecting()
def store_rows(session: Session, import_id: int, found: Comparison, numbers: Numbers) -> None:
    """Add all figures and terms of an import; the agreements are there already."""
    in_all = len(found.figures) + sum(len(block) for _, block in found.blocks)
    with _room_for(session.connection(), in_all) as connection:
        _check_keys(connection, import_id, numbers)
        _store_rows(connection, import_id, found, numbers, in_all)


def _check_keys(connection: Connection, import_id: int, numbers: Numbers) -> None:
    """What all rows lead to is there: asked once of each key, not of each of a million rows.

    Where SQLite checks foreign keys by itself it need not be; see `engine.begin_adding`.
    """
    if connection.dialect.name != "sqlite":
        return
    wanted = json.dumps(sorted(set(numbers.values())))
    missing = connection.exec_driver_sql(_MISSING, (import_id, wanted)).scalar()
    if missing:
        raise IntegrityError(
            _MISSING, None, sqlite3.IntegrityError("FOREIGN KEY constraint failed")
        )


@contextmanager
def _room_for(connection: Connection, rows: int) -> Iterator[Connection]:
    """While very much is added to SQLite it keeps more at hand, and orders its indexes at the end;
    PostgreSQL looks afterwards at how much there is now.

    The end is quicker as long as no more stands than is added. Where it fails, the indexes are
    there again with the transaction.
    """
    if rows < LARGE or connection.dialect.name != "sqlite":
        yield connection
        if rows >= LARGE:
            look_at_tables(connection)
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        stands = connection.exec_driver_sql("SELECT max(id) FROM figure").scalar() or 0
        indexes = tuple(_FIGURES.indexes) if stands <= rows else ()
        for index in indexes:
            index.drop(connection)
        yield connection
        for index in indexes:
            index.create(connection)
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def _store_rows(
    connection: Connection, import_id: int, found: Comparison, numbers: Numbers, in_all: int
) -> None:
    done = 0
    figures = (_figure(import_id, numbers, *one) for one in found.figures)
    while some := list(islice(figures, _AT_ONCE)):
        report("storing", done, in_all)
        _insert(connection, _FIGURES, _FIGURE, some)
        done += len(some)
    for election, block in found.blocks:
        if not block.stated:
            continue
        agreements = [numbers[number_key(election, party)] for party in block.parties]
        for start in range(0, len(block.rows), 4 * _AT_ONCE):
            report("storing", done, in_all)
            part = block.part(start, start + 4 * _AT_ONCE)
            _insert_block(connection, import_id, part, agreements)
            done += len(part)
    terms = (_term(import_id, numbers, *one) for one in found.terms)
    while some := list(islice(terms, _AT_ONCE)):
        report("storing", in_all, in_all)
        _insert(connection, _TERMS, _TERM, some)


def number_key(election: str, one: Placed) -> tuple[str, ...]:
    return (*group_of(election, one), agreement_key(one.agency, one.unit))


def _figure(
    import_id: int, numbers: Numbers, election: str, one: StatedFigure
) -> tuple[object, ...]:
    return (
        import_id, numbers[number_key(election, one)], one.measure.value, one.on, one.amount,
        one.source.value, one.is_movement, one.tranche, one.line, one.line_name, one.document,
        CELL_SEPARATOR.join(one.cells),
    )  # fmt: skip


def _term(import_id: int, numbers: Numbers, election: str, one: StatedTerm) -> tuple[object, ...]:
    return (
        import_id, numbers[number_key(election, one)], one.kind.value, one.value,
        one.source.value, CELL_SEPARATOR.join(one.cells),
    )  # fmt: skip


def _insert(
    connection: Connection, table: Table, names: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    if connection.dialect.name == "postgresql":
        copy_rows(connection, table.name, names, rows)
        return
    if "on" in names:
        on = names.index("on")
        rows = [(*row[:on], row[on].isoformat(), *row[on + 1 :]) for row in rows]
    marks = ", ".join("?" for _ in names)
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({_columns(names)}) VALUES ({marks})",  # noqa: S608
        rows,
    )


def _columns(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _insert_block(
    connection: Connection, import_id: int, block: Block, agreements: Sequence[int]
) -> None:
    """``agreements``: of each party of the block the number of its agreement's row."""
    if connection.dialect.name == "postgresql":
        copy_rows(connection, "figure", _FIGURE, _spread(import_id, block, agreements))
        return
    fixed: list[object] = [import_id]
    for one in block.stated:
        fixed += [one.measure.value, f"{block.sheet}!{one.letter}"]
    rows, left = _narrow(block, agreements), len(block.rows)
    for count in (_TOGETHER, left % _TOGETHER):
        said = [
            (*fixed, *chain.from_iterable(islice(rows, count)))
            for _ in range(left // count if count else 0)
        ]
        if said:
            connection.exec_driver_sql(_add_rows(block, count), said)
        left -= len(said) * count


def _add_rows(block: Block, count: int) -> str:
    """The statement that adds all figures of so many rows, in the order of the sheet.

    It takes the number of the import, the measure and place of each of the block's columns, then the
    rows as `_narrow` has them.
    """
    columns = range(len(block.stated))
    first, width = 2 + 2 * len(columns), 4 + len(columns)
    figures = ", ".join(
        f"(?1, ?{at}, ?{2 + 2 * column}, ?{at + 1}, ?{at + 4 + column}, ?{at + 2}, 0, '', '', '', '',"
        f" ?{3 + 2 * column} || ?{at + 3})"
        for at in range(first, first + width * count, width)
        for column in columns
    )
    said = f"VALUES {figures}"
    if not block.is_full:
        said = f"SELECT * FROM ({said}) WHERE column5 IS NOT NULL"  # noqa: S608
    return f"INSERT INTO figure ({_columns(_FIGURE)}) {said}"


def _narrow(block: Block, agreements: Sequence[int]) -> Iterator[tuple[object, ...]]:
    """One tuple a row of the sheet: agreement, day, source and row, then its amounts."""
    written = {day: day.isoformat() for day in set(block.days)}
    sources = [party.source.value for party in block.parties]
    return zip(
        map(agreements.__getitem__, block.party_of),
        map(written.__getitem__, block.days),
        map(sources.__getitem__, block.party_of),
        block.rows,
        *(one.amounts for one in block.stated),
        strict=True,
    )


def _spread(
    import_id: int, block: Block, agreements: Sequence[int]
) -> Iterator[tuple[object, ...]]:
    """One tuple a figure, for a database that is sent them one by one."""
    for place, (number, day, row) in enumerate(
        zip(block.party_of, block.days, block.rows, strict=True)
    ):
        source = block.parties[number].source.value
        for one in block.stated:
            amount = one.amounts[place]
            if amount is not None:
                yield (
                    import_id, agreements[number], one.measure.value, day, amount, source, False,
                    "", "", "", "", f"{block.sheet}!{one.letter}{row}",
                )  # fmt: skip
