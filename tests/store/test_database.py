"""The migrations and the engine of the pages, on both databases, as every command starts them."""

import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, event, inspect, text

from nphd_tracker import migrations, store
from nphd_tracker.errors import TrackerError
from nphd_tracker.models import Base
from nphd_tracker.web.serving.database import db, migrate, prepare_database

from .builders import ELECTION, position, say

FOLDER = Path(migrations.__file__).parent

PREPARE = """
import sys, time
from pathlib import Path
from flask import Flask
from nphd_tracker import migrations
from nphd_tracker.web.serving import database

url, meeting, mine = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
look = database._current_revision

def look_together(engine):
    revision = look(engine)
    (meeting / mine).touch()
    while len(list(meeting.iterdir())) < 3:
        time.sleep(0.01)
    return revision

database._current_revision = look_together
app = Flask("nphd_tracker")
app.config["SQLALCHEMY_DATABASE_URI"] = url
database.db.init_app(app)
database.migrate.init_app(app, database.db, directory=str(Path(migrations.__file__).parent))
database.prepare_database(app)
with app.app_context():
    database.db.engine.dispose()
"""
"""Three of these find an empty database at the same moment."""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database: a file that is not there yet, or a fresh one on the server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'nphd.sqlite3'}"
        return
    server = create_engine(request.getfixturevalue("postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS fresh WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE fresh"))
    yield server.url.set(database="fresh").render_as_string(hide_password=False)
    server.dispose()


@pytest.fixture
def app(url: str) -> Iterator[Flask]:
    app = make_app(url)
    yield app
    with app.app_context():
        db.engine.dispose()


def make_app(url: str) -> Flask:
    app = Flask("nphd_tracker")
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    migrate.init_app(app, db, directory=str(FOLDER))
    return app


def test_the_migrations_make_exactly_the_models(app: Flask) -> None:
    prepare_database(app)

    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        checks = inspect(connection).get_check_constraints("import")
    assert [check["name"] for check in checks] == ["ck_import_status"]


def test_a_prepared_database_takes_an_import(app: Flask) -> None:
    prepare_database(app)

    with app.app_context():
        say(db.session, position(5))  # type: ignore[arg-type]
        (holding,) = store.load_holdings(db.session, ELECTION)  # type: ignore[arg-type]

    assert holding.figures[0].amount == 5


def test_preparing_again_costs_a_look_and_takes_no_lock(app: Flask) -> None:
    prepare_database(app)
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    prepare_database(app)

    assert any("alembic_version" in one for one in statements)
    assert not any("CREATE" in one or "IMMEDIATE" in one for one in statements)


def test_the_newest_step_is_told_by_its_files_name() -> None:
    assert ScriptDirectory(str(FOLDER)).get_current_head() == migrations.newest_revision()


def test_preparing_says_nothing(app: Flask, capfd: pytest.CaptureFixture[str]) -> None:
    prepare_database(app)

    assert capfd.readouterr() == ("", "")


def test_a_database_of_a_newer_version_is_refused_in_one_sentence(app: Flask) -> None:
    prepare_database(app)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(TrackerError, match="versi yang lebih baru") as refusal:
        prepare_database(app)
    assert "newer version" in refusal.value.message("en")


def test_a_failing_step_leaves_nothing_behind(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*arguments: object) -> None:
        if "CREATE TABLE term" in str(arguments[2]):
            connection = arguments[0]
            connection.exec_driver_sql("SELECT * FROM nowhere")  # type: ignore[attr-defined]

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", crash)
        with pytest.raises(Exception, match="nowhere"):
            prepare_database(app)
        assert inspect(db.engine).get_table_names() == []
        event.remove(db.engine, "before_cursor_execute", crash)

    prepare_database(app)
    with app.app_context():
        assert "term" in inspect(db.engine).get_table_names()


def test_flask_migrate_steps_down_and_up_again(app: Flask) -> None:
    prepare_database(app)

    with app.app_context():
        downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        upgrade()
        assert "figure" in inspect(db.engine).get_table_names()
        with db.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_the_steps_can_be_printed_instead(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    with app.app_context():
        upgrade(sql=True)

    assert "CREATE TABLE figure" in capsys.readouterr().out


def test_several_processes_may_prepare_one_database(url: str, tmp_path: Path) -> None:
    meeting = tmp_path / "meeting"
    meeting.mkdir()
    command = [sys.executable, "-W", "error", "-c", PREPARE, url, str(meeting)]
    starting = [
        subprocess.Popen(
            [*command, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for name in "abc"
    ]

    said = [one.communicate(timeout=60) for one in starting]

    assert said == [("", "")] * 3
    assert [one.returncode for one in starting] == [0, 0, 0]


def test_an_application_in_memory_works(tmp_path: Path) -> None:
    app = make_app("sqlite://")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        prepare_database(app)
    with app.app_context():
        assert store.list_elections(db.session) == []  # type: ignore[arg-type]
        db.session.remove()
        db.engine.dispose()
