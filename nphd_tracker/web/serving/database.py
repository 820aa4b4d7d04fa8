"""The database of the pages and commands: one engine an application, always at the newest step.

Every engine gets sound settings before its first connection; a database is created or migrated
before it is used, which costs one query when there is nothing to do. A request's session sees no
more than ``g.scope`` allows, from the moment that is set: here, and nowhere else. What it changes
is told to the trail as done by ``g.person``.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from flask import Flask, g, has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from nphd_tracker.errors import TrackerError
from nphd_tracker.migrations import newest_revision
from nphd_tracker.models import Base
from nphd_tracker.scope import EVERYTHING, Scope
from nphd_tracker.store import Actor, acting_as, limited_by
from nphd_tracker.store.engine import READS_ONLY, begin_reading, configure_engine

Found = TypeVar("Found")


class _Database(SQLAlchemy):
    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        if str(options["url"]).startswith("postgresql"):
            # A server that was started again is not told by an error page; one that is away, soon.
            options = {"pool_pre_ping": True, "connect_args": {"connect_timeout": 5}, **options}
        engine = super()._make_engine(bind_key, options, app)
        configure_engine(engine)
        return engine


def request_scope() -> Scope:
    """What the person who asks may see; a command, and whoever is limited to nothing: everything."""
    scope: Scope = g.get("scope", EVERYTHING)
    return scope


def request_actor() -> Actor:
    """Who asks, and from where; a command says for itself who it is (`store.act_as`)."""
    person = g.get("person")
    address = request.remote_addr if has_request_context() else ""
    return Actor(person.name if person else "", address or "")


db = _Database(
    model_class=Base,
    session_options={"info": {**limited_by(request_scope), **acting_as(request_actor)}},
)
migrate = Migrate()


@migrate.configure  # type: ignore[untyped-decorator]  # it ships no types
def _hand_over_engine(config: Config) -> Config:
    config.attributes["engine"] = db.engine
    return config


def reading_session() -> Session:
    """This request's session for a page that only shows: it does not wait for those who write."""
    session = db.session()
    begin_reading(session)
    return session


def ask_beside(question: Callable[[Session], Found]) -> Found:
    """In a transaction of its own, so that the view's first one is as it wants it."""
    with Session(db.engine, expire_on_commit=False) as session:
        begin_reading(session)
        found = question(session)
        session.expunge_all()
        return found


def write_if_free(write: Callable[[Session], None]) -> None:
    """What may be left out: while a long import writes, a request needs no write of its own."""
    with Session(db.engine) as session:
        try:
            write(session)
            session.commit()
        except OperationalError:
            session.rollback()


def prepare_database(app: Flask) -> None:
    """Create the database or bring it to the newest step; two processes may do so at once.

    Raises TrackerError for a database that a newer version made.
    """
    with app.app_context():
        _make_folder(db.engine)
        if _current_revision(db.engine) == newest_revision():
            return
        try:
            command.upgrade(migrate.get_config(), "head")
        except CommandError as error:
            raise TrackerError(
                "Basis data ini dibuat oleh versi yang lebih baru. Pasang versi terbaru.",
                "This database was made by a newer version. Install the newest version.",
            ) from error
        except DBAPIError:
            # Another process was quicker with the same step.
            if _current_revision(db.engine) != newest_revision():
                raise


def _make_folder(engine: Engine) -> None:
    file = engine.url.database
    if engine.dialect.name == "sqlite" and file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)


def _current_revision(engine: Engine) -> str | None:
    with engine.connect().execution_options(**READS_ONLY) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return revision
