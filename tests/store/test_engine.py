"""What a connection promises, tried with real files and several processes at once."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import ConflictError
from nphd_tracker.models import Base, FigureRow
from nphd_tracker.store.engine import has_wal_fix

from .builders import ELECTION, position, reading, say, stage

COUNT_UP = """
import sys
from sqlalchemy import create_engine, text
from nphd_tracker.store import configure_engine
engine = create_engine(sys.argv[1])
configure_engine(engine)
for _ in range(60):
    with engine.begin() as connection:
        count = connection.scalar(text("SELECT count FROM counter"))
        connection.execute(text("UPDATE counter SET count = :count"), {"count": count + 1})
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "engine.sqlite3"


@pytest.fixture
def sqlite(file: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{file}")
    store.configure_engine(engine)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.scalar(text(f"PRAGMA {name}"))


@pytest.mark.parametrize(
    ("version", "has_fix"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((4, 0, 0), True),
    ],
)
def test_versions_free_of_the_wal_reset_defect(version: tuple[int, ...], has_fix: bool) -> None:
    assert has_wal_fix(version) is has_fix


@pytest.mark.parametrize(("has_fix", "mode"), [(True, "wal"), (False, "delete")])
def test_a_write_ahead_log_only_where_it_is_sound(
    monkeypatch: pytest.MonkeyPatch, file: Path, has_fix: bool, mode: str
) -> None:
    monkeypatch.setattr("nphd_tracker.store.engine.has_wal_fix", lambda version: has_fix)
    engine = create_engine(f"sqlite:///{file}")
    store.configure_engine(engine)

    assert pragma(engine, "journal_mode") == mode
    engine.dispose()


def test_settings_of_a_sqlite_connection(sqlite: Engine) -> None:
    assert pragma(sqlite, "busy_timeout") == 15_000
    assert pragma(sqlite, "foreign_keys") == 1
    assert pragma(sqlite, "synchronous") == 2
    assert pragma(sqlite, "trusted_schema") == 0


def test_configuring_twice_begins_once(sqlite: Engine) -> None:
    store.configure_engine(sqlite)
    begun: list[str] = []

    def note(*arguments: object) -> None:
        begun.append(str(arguments[2]))

    event.listen(sqlite, "before_cursor_execute", note)
    with sqlite.begin():
        pass

    assert [one for one in begun if one.startswith("BEGIN")] == ["BEGIN IMMEDIATE"]


def test_a_figure_needs_its_import_and_agreement(session: Session) -> None:
    row = say(session, position(1))
    (holding,) = store.load_holdings(session, ELECTION)
    for import_id, agreement_id in ((99, holding.id), (row.id, 99)):
        session.add(
            FigureRow(
                import_id=import_id,
                agreement_id=agreement_id,
                measure="spent",
                on=position(1).on,
                amount=1,
                source="other",
                is_movement=False,
                tranche="",
                line="",
                line_name="",
                document="",
                cells="",
            )
        )
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


def test_keys_are_looked_up_again_after_very_much_was_added(sqlite: Engine) -> None:
    with Session(sqlite) as session:
        store.begin_adding(session)
        assert session.scalar(text("PRAGMA foreign_keys")) == 0
        session.commit()
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
        store.begin_adding(session)  # too late: the transaction has begun
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
    assert pragma(sqlite, "foreign_keys") == 1


def test_two_processes_lose_no_update(sqlite: Engine, file: Path) -> None:
    with sqlite.begin() as connection:
        connection.execute(text("CREATE TABLE counter (count INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))

    command = [sys.executable, "-c", COUNT_UP, f"sqlite:///{file}"]
    writers = [subprocess.Popen(command) for _ in range(2)]

    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    with sqlite.connect() as connection:
        assert connection.scalar(text("SELECT count FROM counter")) == 120


def test_a_reader_does_not_wait_for_a_writer(sqlite: Engine) -> None:
    with Session(sqlite) as writer, Session(sqlite) as reader:
        say(writer, position(1))
        stage(writer, reading(position(2)))
        writer.execute(text("UPDATE import SET size = 2"))  # and holds its transaction

        store.begin_reading(reader)

        assert len(store.load_holdings(reader, ELECTION)) == 1


def test_a_reading_session_cannot_write_and_the_next_one_can(session: Session) -> None:
    row = say(session, position(1))
    number = row.id
    session.rollback()
    store.begin_reading(session)

    with pytest.raises(DBAPIError):
        store.undo_import(session, number)
    session.rollback()

    assert store.undo_import(session, number) is True
    session.commit()


def test_all_queries_of_a_reading_session_see_one_moment(engine: Engine) -> None:
    with Session(engine) as writer:
        number = say(writer, position(1)).id
        writer.commit()
    with Session(engine) as reader:
        store.begin_reading(reader)
        assert len(store.load_holdings(reader, ELECTION)) == 1

        undoing = threading.Thread(target=undo_in_its_own_session, args=(engine, number))
        undoing.start()
        if engine.dialect.name == "postgresql":
            undoing.join()  # on SQLite the writer waits with its commit until the reader is done

        assert len(store.load_holdings(reader, ELECTION)) == 1
    undoing.join()
    with Session(engine) as reader:
        assert store.load_holdings(reader, ELECTION) == []


def undo_in_its_own_session(engine: Engine, number: int) -> None:
    with Session(engine) as session:
        store.undo_import(session, number)
        session.commit()


def test_a_failed_transaction_leaves_no_table_behind(sqlite: Engine) -> None:
    def fail() -> None:
        with sqlite.begin() as connection:
            connection.execute(text("CREATE TABLE half (a INTEGER)"))
            connection.execute(text("INSERT INTO nowhere VALUES (1)"))

    with pytest.raises(OperationalError):
        fail()

    with sqlite.connect() as connection:
        names = connection.scalars(text("SELECT name FROM sqlite_master")).all()
    assert "half" not in names


def test_of_two_people_applying_one_import_at_once_one_succeeds(engine: Engine) -> None:
    read = reading(position(1))
    with Session(engine) as session:
        number = stage(session, read).id
    outcomes: list[str] = []

    def apply() -> None:
        with Session(engine) as session:
            row = store.get_import(session, number)
            plan = store.plan_import(session, read)
            both_are_here.wait() if engine.dialect.name == "postgresql" else None
            try:
                store.apply_import(session, row, read, plan)
                session.commit()
                outcomes.append("applied")
            except ConflictError:
                outcomes.append("refused")

    both_are_here = threading.Barrier(2, timeout=20)
    people = [threading.Thread(target=apply) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert sorted(outcomes) == ["applied", "refused"]
    with Session(engine) as session:
        assert len(store.load_holdings(session, ELECTION)[0].figures) == 1


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_two_imports_applied_at_the_same_moment_do_not_overtake_each_other(engine: Engine) -> None:
    """The second waits and is refused. On SQLite it could not even have begun."""
    first, second = reading(position(1)), reading(position(1), file="salinan.xlsx")
    with Session(engine) as session:
        numbers = [stage(session, read).id for read in (first, second)]
    outcomes: list[str] = []

    def apply_second() -> None:
        with Session(engine) as session:
            row = store.get_import(session, numbers[1])
            try:
                store.apply_import(session, row, second, store.plan_import(session, second))
            except ConflictError:
                outcomes.append("refused")

    with Session(engine) as session:
        row = store.get_import(session, numbers[0])
        store.apply_import(session, row, first, store.plan_import(session, first))
        other = threading.Thread(target=apply_second)
        other.start()
        other.join(timeout=0.5)
        assert outcomes == []  # it waits
        session.commit()
        other.join()

    assert outcomes == ["refused"]
    with Session(engine) as session:
        (holding,) = store.load_holdings(session, ELECTION)
        assert len(store.load_evidence(session, holding.id)) == 1


def test_what_stands_is_asked_once_in_a_transaction_that_only_reads(engine: Engine) -> None:
    asked: list[str] = []

    def state(session: Session) -> object:
        found = store.what_stands(session)
        assert store.what_stands(session) == found
        session.rollback()
        return found

    with Session(engine) as session, Session(engine) as other:
        say(session, position(1))
        session.commit()
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        store.begin_reading(other)
        before = state(other)
        assert len([one for one in asked if "import" in one]) == 1
        say(session, position(2))
        session.commit()
        store.begin_reading(other)
        later = state(other)
        assert later != before, "it is another moment"
        asked.clear()
        assert state(other) == later
        assert len([one for one in asked if "import" in one]) == 2, (
            "one that may write keeps nothing"
        )
