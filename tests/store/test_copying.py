"""Very many rows into PostgreSQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DataError, IntegrityError

from nphd_tracker.store.copying import copy_rows, look_at_tables

NAMES = ("id", "name")


@pytest.fixture
def connection(postgres_engine: Engine) -> Iterator[Connection]:
    with postgres_engine.connect() as connection:
        connection.execute(text("CREATE TEMP TABLE counted (id integer PRIMARY KEY, name text)"))
        yield connection


def test_rows_are_there_as_they_were_given(connection: Connection) -> None:
    assert copy_rows(connection, "counted", NAMES, [(1, "Kab. Ngada\t\\N"), (2, None)]) == 2
    rows = connection.execute(text("SELECT * FROM counted ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [(1, "Kab. Ngada\t\\N"), (2, None)]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [([(1, "a"), (1, "b")], IntegrityError), ([(1, "a\0b")], DataError)],
)
def test_what_is_refused_is_an_error_like_any_other(
    connection: Connection, rows: list[tuple[int, str]], kind: type[Exception]
) -> None:
    """So that a full disk or a gone server is told, and work that may go through is tried again."""
    with pytest.raises(kind, match="COPY"):
        copy_rows(connection, "counted", NAMES, rows)


def test_what_is_in_the_tables_is_known_at_once(connection: Connection) -> None:
    look_at_tables(connection)
    known = connection.scalar(text("SELECT reltuples FROM pg_class WHERE oid = 'figure'::regclass"))
    assert known >= 0, "-1 is what PostgreSQL says of a table it never looked at"
