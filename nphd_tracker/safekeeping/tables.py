"""Every row of a database as lines of text, and back: the same on SQLite and on PostgreSQL.

A table is one line with its columns' names, then one line a row, each a JSON array. The tables are
those that the database has, not those of this version: an archive of an older version is loaded
into tables of that version, and brought to the newest step afterwards.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    DateTime,
    Engine,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from nphd_tracker import migrations
from nphd_tracker.store.copying import copy_rows
from nphd_tracker.store.troubles import Trouble, find_trouble

VERSION_TABLE = "alembic_version"
AT_ONCE = 5_000
"""Rows that are held in memory at a time."""

Read = Callable[[Any], Any]


def reflect(connection: Connection) -> list[Table]:
    """The tables there are, each after those it refers to; without Alembic's own."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != VERSION_TABLE]


def is_there(engine: Engine) -> bool:
    """Whether there is a database with tables, readable or damaged; looking makes none."""
    file = engine.url.database
    if engine.dialect.name == "sqlite" and not (file and Path(file).exists()):
        return False
    try:
        with engine.connect() as connection:
            return bool(current_revision(connection))
    except DBAPIError as error:
        if find_trouble(error) is Trouble.DAMAGED:
            return True
        raise


def current_revision(connection: Connection) -> str:
    """The step a database is at; "" for one without tables."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def migrate_to(connection: Connection, revision: str) -> None:
    """Bring a database to a step, inside the transaction that the connection is in."""
    config = Config()
    folder = str(Path(migrations.__file__).parent)
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def write_rows(connection: Connection, table: Table) -> Iterator[str]:
    """The lines of a table, in the order of its key, a few rows in memory at a time."""
    yield json.dumps([column.name for column in table.columns]) + "\n"
    rows = connection.execution_options(stream_results=True, yield_per=AT_ONCE).execute(
        select(table).order_by(*table.primary_key.columns)
    )
    for row in rows:
        yield json.dumps([_write(value) for value in row], ensure_ascii=False) + "\n"


def load_rows(connection: Connection, table: Table, lines: Iterable[str]) -> int:
    """Store a table's lines; how many rows that were. ValueError for lines of another table."""
    lines = iter(lines)
    names = json.loads(next(lines, "[]"))
    columns = [column.name for column in table.columns]
    if sorted(names) != sorted(columns):
        raise ValueError(f"columns of {table.name}")
    reads = [_reads(table.columns[name].type) for name in names]
    rows = ([read(value) for read, value in zip(reads, json.loads(line), strict=True)]
            for line in lines)  # fmt: skip
    if connection.dialect.name == "postgresql":
        return copy_rows(connection, table.name, names, rows)
    return _insert(connection, table, names, rows)


def continue_numbers(connection: Connection, tables: Iterable[Table]) -> None:
    """PostgreSQL: the next row's number comes after those that were loaded. SQLite looks itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        for column in table.primary_key.columns:
            sequence = connection.scalar(
                select(func.pg_get_serial_sequence(f'"{table.name}"', column.name))
            )
            if sequence is not None:
                newest = connection.scalar(select(func.max(column)))
                connection.execute(select(func.setval(sequence, newest or 1, newest is not None)))


def drop_all(connection: Connection) -> None:
    """Every table, Alembic's too."""
    metadata = MetaData()
    metadata.reflect(connection)
    metadata.drop_all(connection)


def _insert(
    connection: Connection, table: Table, names: list[str], rows: Iterator[list[Any]]
) -> int:
    count = 0
    while some := list(islice(rows, AT_ONCE)):
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in some])
        count += len(some)
    return count


def _write(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value  # a datetime is a date too


def _reads(kind: Any) -> Read:
    if isinstance(kind, DateTime):
        return lambda value: value and datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return lambda value: value and date.fromisoformat(value)
    if isinstance(kind, Boolean):
        return lambda value: None if value is None else bool(value)
    return lambda value: value
