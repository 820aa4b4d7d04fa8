"""A database that is locked, full, gone or at odds with another: what it is called, what is tried."""

import errno
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.models import Base
from nphd_tracker.store.troubles import (
    SENTENCES,
    Trouble,
    find_trouble,
    is_to_begin_again,
    keep_trying,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "troubled.sqlite3"


@pytest.fixture
def sqlite(file: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{file}")
    store.configure_engine(engine)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def count_imports(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text('SELECT count(*) FROM "import"')) or 0)


def failing(work: Callable[[], object]) -> DBAPIError:
    with pytest.raises(DBAPIError) as failure:
        work()
    return failure.value


def test_a_locked_file_is_busy(sqlite: Engine, file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with sqlite.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA busy_timeout = 10")  # type: ignore[union-attr]
    error = failing(lambda: count_imports(sqlite))
    other.close()

    assert find_trouble(error) is Trouble.BUSY
    assert is_to_begin_again(error)
    assert count_imports(sqlite) == 0


def test_a_removed_file_is_gone_and_not_made_anew(sqlite: Engine, file: Path) -> None:
    aside = file.with_suffix(".aside")
    count_imports(sqlite)
    file.rename(aside)

    error = failing(lambda: count_imports(sqlite))

    assert find_trouble(error) is Trouble.GONE
    assert not is_to_begin_again(error)
    assert not file.exists()
    aside.rename(file)
    assert count_imports(sqlite) == 0


def test_a_replaced_file_is_the_one_that_is_read(
    sqlite: Engine, file: Path, tmp_path: Path
) -> None:
    count_imports(sqlite)
    other = create_engine(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    Base.metadata.create_all(other)
    with other.begin() as connection:
        connection.execute(text("INSERT INTO roster VALUES (1, 'Pilkada', '53.09', 'KPU')"))
    other.dispose()

    (tmp_path / "other.sqlite3").replace(file)

    with sqlite.connect() as connection:
        assert connection.scalar(text("SELECT region FROM roster")) == "53.09"


def test_a_full_database_says_so_and_keeps_nothing(sqlite: Engine) -> None:
    def fill() -> None:
        with sqlite.begin() as connection:
            connection.execute(text("PRAGMA max_page_count = 1"))
            for number in range(5000):
                connection.execute(
                    text("INSERT INTO roster VALUES (:id, 'Pilkada', :id, 'KPU')"), {"id": number}
                )

    error = failing(fill)

    assert find_trouble(error) is Trouble.FULL
    with sqlite.begin() as connection:
        connection.execute(text("PRAGMA max_page_count = 1073741823"))
        assert connection.scalar(text("SELECT count(*) FROM roster")) == 0


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"Dear office, " * 200)
    engine = create_engine(f"sqlite:///{tmp_path / 'letter'}")
    store.configure_engine(engine)

    assert find_trouble(failing(lambda: count_imports(engine))) is Trouble.DAMAGED
    engine.dispose()


def test_a_server_that_is_not_there_is_gone(tmp_path: Path) -> None:
    engine = create_engine(f"postgresql+psycopg://nobody@/nowhere?host={tmp_path}")

    assert find_trouble(failing(lambda: count_imports(engine))) is Trouble.GONE


def test_a_database_that_is_not_there_is_gone(postgres: str) -> None:
    engine = create_engine(postgres)
    other = create_engine(engine.url.set(database="nowhere"))

    assert find_trouble(failing(lambda: count_imports(other))) is Trouble.GONE
    engine.dispose()


def test_a_server_that_cuts_the_line_is_gone_and_the_next_question_is_answered(
    postgres_database: str,
) -> None:
    engine = create_engine(postgres_database, pool_pre_ping=True)
    with engine.connect() as connection:
        with engine.connect() as other:
            other.execute(
                text("SELECT pg_terminate_backend(:pid)"),
                {"pid": connection.connection.driver_connection.info.backend_pid},  # type: ignore[union-attr]
            )
        error = failing(lambda: connection.execute(text("SELECT 1")))

    assert find_trouble(error) is Trouble.GONE
    assert count_imports(engine) >= 0
    engine.dispose()


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(errno.ENOSPC, "no space"), Trouble.FULL),
        (OSError(errno.EDQUOT, "quota"), Trouble.FULL),
        (OSError(errno.EFBIG, "limit"), Trouble.FULL),
        (FileNotFoundError(errno.ENOENT, "no file"), None),
        (ValueError("a defect"), None),
        (IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE")), None),
    ],
)
def test_what_is_the_disk_and_what_is_a_defect(error: Exception, trouble: Trouble | None) -> None:
    assert find_trouble(error) is trouble
    explained = store.explain(error)
    assert (explained is None) is (trouble is None)


def test_every_trouble_says_what_to_do_in_both_languages() -> None:
    for trouble in Trouble:
        indonesian, english = SENTENCES[trouble]
        assert indonesian.count(".") >= 2
        assert english.count(".") >= 2


def swap(engine: Engine, first: int, second: int, meet: threading.Barrier) -> int:
    """Adds one to both rows, in this order; how often it had to begin."""
    begun = 0

    def work() -> None:
        nonlocal begun
        begun += 1
        with Session(engine) as session:
            for place, number in enumerate((first, second)):
                session.execute(
                    text("UPDATE roster SET election = election || '+' WHERE id = :id"),
                    {"id": number},
                )
                if place == 0 and begun == 1:
                    meet.wait()
            session.commit()

    with Session(engine) as session:
        keep_trying(session, work)
    return begun


def test_two_that_wait_for_each_other_both_finish(postgres_engine: Engine) -> None:
    with postgres_engine.begin() as connection:
        connection.execute(text("TRUNCATE roster"))
        connection.execute(text("INSERT INTO roster VALUES (1, '', 'a', ''), (2, '', 'b', '')"))
    meet, begun = threading.Barrier(2, timeout=20), []
    people = [
        threading.Thread(target=lambda o=order: begun.append(swap(postgres_engine, *o, meet)))
        for order in ((1, 2), (2, 1))
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert sorted(begun) == [1, 2]
    with postgres_engine.connect() as connection:
        assert connection.scalars(text("SELECT election FROM roster")).all() == ["++", "++"]


def test_what_could_not_have_run_one_after_the_other_is_begun_again(
    postgres_engine: Engine,
) -> None:
    with postgres_engine.begin() as connection:
        connection.execute(text("TRUNCATE roster"))
        connection.execute(text("INSERT INTO roster VALUES (1, '', 'a', '')"))
    strict = postgres_engine.execution_options(isolation_level="SERIALIZABLE")
    begun = 0

    def add() -> None:
        nonlocal begun
        begun += 1
        with strict.begin() as connection:
            said = connection.scalar(text("SELECT election FROM roster"))
            if begun == 1:
                with postgres_engine.begin() as other:
                    other.execute(text("UPDATE roster SET election = 'x'"))
            connection.execute(text("UPDATE roster SET election = :said"), {"said": said + "y"})

    with Session(postgres_engine) as session:
        keep_trying(session, add)

    assert begun == 2
    with postgres_engine.connect() as connection:
        assert connection.scalar(text("SELECT election FROM roster")) == "xy"


def test_a_defect_is_not_tried_again(session: Session) -> None:
    tried = 0

    def work() -> None:
        nonlocal tried
        tried += 1
        session.execute(text("SELECT * FROM nowhere"))

    with pytest.raises(DBAPIError):
        keep_trying(session, work)
    assert tried == 1
    session.execute(text("SELECT 1"))


def test_what_stays_locked_is_given_up(sqlite: Engine) -> None:
    tried = 0

    def work() -> None:
        nonlocal tried
        tried += 1
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise OperationalError("UPDATE", {}, error)

    with Session(sqlite) as session, pytest.raises(OperationalError):
        keep_trying(session, work)
    assert tried == 2
