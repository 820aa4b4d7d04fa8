"""Runs the steps on what is handed over in ``config.attributes``: an engine (web/database.py does),
or a connection, whose transaction the steps then belong to (a restored database is there at once).

All steps together are one transaction, also on SQLite, whose foreign keys rest meanwhile: altering
a table there means copying it, and dropping the old one must not touch what refers to it.
"""

from alembic import context
from sqlalchemy import Connection, Engine

from nphd_tracker.models import Base


def run_offline(engine: Engine) -> None:
    """Print the SQL instead of running it (``flask db upgrade --sql``)."""
    context.configure(url=engine.url, target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_online(engine: Engine) -> None:
    with engine.connect() as connection:
        _set_foreign_keys(connection, "OFF")
        try:
            _run(connection)
        finally:
            _set_foreign_keys(connection, "ON")


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def _set_foreign_keys(connection: Connection, state: str) -> None:
    """Outside any transaction, where alone SQLite heeds it."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(f"PRAGMA foreign_keys = {state}")


if (connection := context.config.attributes.get("connection")) is not None:
    _run(connection)
elif context.is_offline_mode():
    run_offline(context.config.attributes["engine"])
else:
    run_online(context.config.attributes["engine"])
