"""Very many rows into PostgreSQL: by COPY, several times as fast as INSERT."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

LARGE = 20_000
"""So many rows more, and what the engine knew of its tables is no longer so."""


def copy_rows(
    connection: Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """How many rows that were. What the engine refuses is an error as of any other statement."""
    driver: Any = connection.connection.driver_connection
    base: type[Exception] = connection.dialect.loaded_dbapi.Error
    quoted = ", ".join(f'"{name}"' for name in names)
    order = f'COPY "{table}" ({quoted}) FROM STDIN'
    count = 0
    try:
        with driver.cursor() as cursor, cursor.copy(order) as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
    except base as error:
        made = DBAPIError.instance(order, {}, error, base, dialect=connection.dialect)
        raise cast(DBAPIError, made) from error
    return count


def look_at_tables(connection: Connection) -> None:
    """Let PostgreSQL count what is in its tables now: by itself it does so only after a minute,
    and until then may go through all figures for each agreement of a page."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE agreement, figure, term, import"))
