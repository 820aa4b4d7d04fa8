"""How a connection behaves: SQLite made to keep its promises, PostgreSQL left as it is.

SQLite's driver begins a transaction only at the first write, so two processes can read the same
state and one of their writes is lost to "database is locked". Here every transaction begins at
once, and one that may write takes the write lock with it (BEGIN IMMEDIATE). A file that was removed
or replaced under a running process is noticed: nothing is written into one that has no name.
"""

import os
import sqlite3
from collections.abc import Hashable
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session

BUSY_TIMEOUT_MS = 15_000
WAIT_FOR_LOCK_S = 30
"""PostgreSQL: how long one waits for another's lock before it is told that the database is busy."""
READS_ONLY = {"nphd_reads_only": True}
"""Execution options of a connection whose transactions do not write."""
ADDS_MANY = {"nphd_adds_many": True}
"""Execution options of a connection whose transactions add very much: see `begin_adding`."""
_MOMENT = "nphd_moment"


def has_wal_fix(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset defect (databases damaged up to 3.51.2)."""
    return (
        (3, 44, 6) <= version < (3, 45) or (3, 50, 7) <= version < (3, 51) or version >= (3, 51, 3)
    )


def configure_engine(engine: Engine) -> None:
    """Sound settings for every connection of this engine; calling it again changes nothing."""
    if engine.dialect.name == "postgresql" and not event.contains(engine, "connect", _settle):
        event.listen(engine, "connect", _settle)
    if engine.dialect.name != "sqlite" or event.contains(engine, "begin", _begin):
        return
    event.listen(engine, "connect", _connect)
    event.listen(engine, "begin", _begin)
    if engine.url.database and engine.url.database != ":memory:":
        _watch_file(engine, engine.url.database)


def begin_reading(session: Session) -> None:
    """Make this session's next transaction one that only reads; call it before the first query.

    On SQLite a reader then does not wait for a writer's turn; on PostgreSQL all its queries see
    the same moment. A write in it is refused by the database.
    """
    dialect = session.get_bind().dialect.name
    session.info.pop(_MOMENT, None)
    if dialect == "sqlite":
        session.connection(execution_options=READS_ONLY)
    elif dialect == "postgresql":
        session.connection(
            execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        )
    else:
        return
    session.info[_MOMENT] = session.get_transaction(), {}


def begin_adding(session: Session) -> None:
    """Make this session's next transaction one that adds very many rows; call it before its first query.

    SQLite then looks up no foreign key by itself, which costs more than a third of adding a row:
    whoever adds sees to it that what the rows lead to is there (`store.storing`). In a transaction
    that has begun, nothing is changed.
    """
    if session.get_bind().dialect.name == "sqlite" and not session.in_transaction():
        session.connection(execution_options=ADDS_MANY)


def kept_for_the_moment(session: Session) -> dict[str, Hashable]:
    """What was asked already in a transaction that only reads: it would be answered the same again.

    In any other, nothing is kept.
    """
    transaction, kept = session.info.get(_MOMENT, (None, {}))
    is_now = transaction is not None and transaction is session.get_transaction()
    found: dict[str, Hashable] = kept if is_now else {}
    return found


def reading_engine(engine: Engine) -> Engine:
    """The same engine for sessions that only read, and hold up nobody between two questions."""
    return engine.execution_options(**READS_ONLY)


def _connect(connection: Any, record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; _begin does
    journal = "WAL" if has_wal_fix(sqlite3.sqlite_version_info) else "DELETE"
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        f"journal_mode = {journal}",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _settle(connection: Any, record: object) -> None:
    connection.execute(f"SET lock_timeout = '{WAIT_FOR_LOCK_S}s'")
    connection.commit()


def _watch_file(engine: Engine, path: str) -> None:
    """Refuse a file that is gone, and leave one that another has taken the place of.

    SQLite would go on in the old file, which nobody finds again, or begin an empty one. Only the
    first connection of an engine may make the file.
    """
    seen = False

    def refuse_missing(*_arguments: object) -> None:
        if seen and not os.path.exists(path):
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error

    def note(_connection: object, record: Any) -> None:
        nonlocal seen
        seen = True
        record.info["file"] = _identity(path)

    def compare(_connection: object, record: Any, _proxy: object) -> None:
        if record.info.get("file") != _identity(path):
            raise DisconnectionError("the database file was replaced")

    event.listen(engine, "do_connect", refuse_missing)
    event.listen(engine, "connect", note)
    event.listen(engine, "checkout", compare)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begin(connection: Connection) -> None:
    """What a transaction may do is set before it, and stands until the next one begins."""
    options = connection.get_execution_options().items()
    reads_only, adds_many = READS_ONLY.items() <= options, ADDS_MANY.items() <= options
    if adds_many != connection.info.get("adds_many", False):
        connection.exec_driver_sql(f"PRAGMA foreign_keys = {'OFF' if adds_many else 'ON'}")
        connection.info["adds_many"] = adds_many
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads_only else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
