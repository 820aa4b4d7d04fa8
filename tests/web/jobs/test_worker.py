"""Real worker processes on real databases, killed and stopped in the middle of their work."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from nphd_tracker import intake, store
from nphd_tracker.models import FigureRow, Import, Job
from nphd_tracker.reading import ReadOptions
from nphd_tracker.web.incoming.sent_files import FOLDER
from nphd_tracker.web.jobs import worker as worker_module
from nphd_tracker.web.jobs.kinds import APPLY, PREVIEW
from nphd_tracker.web.jobs.progress import Measure
from nphd_tracker.web.jobs.worker import Worker
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.settings import settings_of
from tests.web.large import work, write_large

pytestmark = pytest.mark.parametrize("database_name", ["sqlite", "postgresql"])
ROWS = 900
HALT = """
import os, sys, time
from nphd_tracker import store
from nphd_tracker.store import imports, jobs
from nphd_tracker.cli import main

def halt(*_arguments, **_more):
    print("halted", flush=True)
    time.sleep(60)

place = sys.argv[1]
if place == "reading":
    import nphd_tracker.intake.looking as looking
    looking.understand_workbook = halt
elif place == "claimed":
    import nphd_tracker.store.imports as module
    module.still_holds = halt
elif place == "stored":
    finish = store.finish
    store.finish = halt
elif place == "finished":
    finish = store.finish
    def finish_and_halt(*arguments):
        finish(*arguments)
        halt()
    store.finish = finish_and_halt
main(["worker"])
"""
"""A worker that stands still at a named step, until it is killed there."""


@pytest.fixture
def environment(app: Flask, database_url: str) -> dict[str, str]:
    settings = settings_of(app)
    return {
        **os.environ,
        "NPHD_DATABASE_URL": database_url,
        "NPHD_INSTANCE_PATH": str(settings.instance_path),
    }


@pytest.fixture
def engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []

    def begin(*command: str) -> subprocess.Popen[bytes]:
        started.append(
            subprocess.Popen(
                [sys.executable, *command],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        )
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def until(question: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.05)


def job_of(engine: Engine, job_id: int = 1) -> Job:
    with Session(store.reading_engine(engine)) as session:
        return store.get_job(session, job_id)


def counted(engine: Engine) -> tuple[list[str], int]:
    """The states of all imports, and how many figures there are."""
    with Session(store.reading_engine(engine)) as session:
        states = session.scalars(select(Import.status).order_by(Import.id)).all()
        return list(states), session.scalar(select(func.count(FigureRow.id))) or 0


def lapse(engine: Engine) -> None:
    with Session(engine) as session:
        session.execute(update(Job).values(lease_until=Job.created_at))
        session.commit()


def ask_for_preview(app: Flask, engine: Engine, count: int = 1, rows: int = ROWS) -> None:
    waiting = settings_of(app).uploads / FOLDER
    waiting.mkdir(parents=True)
    files = []
    for number in range(count):
        name = f"daftar{number}.xlsx"
        write_large(waiting / name, rows, 10**9 + number)
        files.append([name, name])
    said = {"files": files, "options": intake.write_options(ReadOptions())}
    with Session(engine) as session:
        store.enqueue(session, PREVIEW, said, file_name=files[0][0])
        session.commit()


def ask_for_apply(app: Flask, engine: Engine, tmp_path: Path) -> None:
    path = write_large(tmp_path / "daftar.xlsx", ROWS)
    with Session(engine) as session:
        seen = intake.stage(session, path, path.name, ReadOptions(), settings_of(app).uploads)
        said = {"import": seen.import_id, "leave_out_errors": False, "ids": [seen.import_id]}
        store.enqueue(session, APPLY, said, file_name=path.name)
        session.commit()


@pytest.mark.parametrize("place", ["reading", "claimed", "stored", "finished"])
def test_killed_at_any_step_it_is_applied_once_by_the_next(
    app: Flask, engine: Engine, tmp_path: Path, start: Callable[..., subprocess.Popen[bytes]],
    place: str,
) -> None:  # fmt: skip
    ask_for_apply(app, engine, tmp_path)
    first = start("-c", HALT, place)
    assert first.stdout is not None
    assert first.stdout.readline() == b"halted\n"
    first.kill()
    first.wait()
    assert counted(engine) == (["staged"], 0)
    assert job_of(engine).state == "running"
    lapse(engine)
    assert work(app) == 1
    assert job_of(engine).state == "done"
    assert counted(engine) == (["applied"], 2 * ROWS)
    assert job_of(engine).attempts == 2


def test_what_is_read_already_is_not_read_again(
    app: Flask, engine: Engine, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    """Of an upload of several files a killed worker leaves those it had not begun."""
    ask_for_preview(app, engine, 4, 300)
    first = start("-m", "nphd_tracker", "worker")
    until(lambda: json.loads(job_of(engine).result).get("files", 0) >= 1)
    first.kill()
    first.wait()
    begun = len(counted(engine)[0])
    assert 1 <= begun < 4
    lapse(engine)
    assert work(app) == 1
    assert job_of(engine).state == "done"
    assert counted(engine) == (["staged"] * 4, 0)
    assert json.loads(job_of(engine).result)["ids"] == [1, 2, 3, 4]


def test_told_to_stop_it_gives_its_job_back_and_ends(
    app: Flask, engine: Engine, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    ask_for_preview(app, engine, 1, 6_000)
    first = start("-m", "nphd_tracker", "worker")
    until(lambda: job_of(engine).state == "running")
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=30) == 0
    job = job_of(engine)
    assert (job.state, job.attempts, job.lease_until) == ("waiting", 0, None)
    assert counted(engine) == ([], 0)
    assert len(list((settings_of(app).uploads / FOLDER).iterdir())) == 1


def test_cancelled_in_the_middle_it_stops_with_its_child_and_leaves_nothing(
    app: Flask, engine: Engine, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    ask_for_preview(app, engine, 1, 6_000)
    first = start("-m", "nphd_tracker", "worker")
    until(lambda: job_of(engine).state == "running")
    with Session(engine) as session:
        assert store.cancel_job(session, 1)
        session.commit()
    until(lambda: not list((settings_of(app).uploads / FOLDER).iterdir()), 15)
    assert first.poll() is None  # the worker goes on, with nothing to do
    assert children_of(first.pid) == []
    assert (counted(engine), job_of(engine).state) == (([], 0), "cancelled")


def children_of(pid: int) -> list[str]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return found.read_text().split() if found.exists() else []


def test_a_worker_without_its_server_ends_by_itself(
    app: Flask, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    first = start("-m", "nphd_tracker", "worker", "--lifeline")
    assert first.stdin is not None
    first.stdin.close()
    assert first.wait(timeout=30) == 0


def test_a_frozen_worker_wakes_up_to_find_its_job_done_by_another(
    app: Flask, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_apply(app, engine, tmp_path)
    uploads = settings_of(app).uploads
    perform = worker_module.perform

    def freeze(kind: str, task: worker_module.Task) -> None:
        monkeypatch.setattr(worker_module, "perform", perform)
        lapse(engine)
        assert Worker(engine, uploads).work_once()
        perform(kind, task)

    monkeypatch.setattr(worker_module, "perform", freeze)
    monkeypatch.setattr(worker_module, "BEAT_SECONDS", 60)
    assert Worker(engine, uploads).work_once()
    assert counted(engine) == (["applied"], 2 * ROWS)
    assert (job_of(engine).state, job_of(engine).attempts) == ("done", 2)


def test_a_database_that_is_busy_lets_the_job_be_taken_up_again(
    app: Flask, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_apply(app, engine, tmp_path)
    monkeypatch.setattr(worker_module, "perform", lambda *_: (_ for _ in ()).throw(OSError(28, "")))
    worker = Worker(engine, settings_of(app).uploads)
    assert worker.work_once()
    assert (job_of(engine).state, job_of(engine).attempts) == ("running", 1)
    assert worker.work_once()
    assert worker.work_once()
    assert not worker.work_once()
    job = job_of(engine)
    assert (job.state, job.attempts) == ("failed", 3)
    assert "Pecah berkasnya" in job.message_id
    assert counted(engine) == (["staged"], 0)


def test_time_left_follows_from_what_is_done(database_name: str) -> None:
    now = [0.0]
    measure = Measure("preview", lambda: now[0])
    measure.see("opening", 0, None)
    assert measure.now().seconds_left is None
    measure.see("opening", 1_000, 1_000)
    now[0] = 2.0
    measure.see("reading", 0, 1_000)
    now[0] = 5.0
    measure.see("reading", 500, 1_000)
    seen = measure.now()
    assert (seen.step, seen.done, seen.total, seen.rate) == ("reading", 500, 1_000, 167)
    assert seen.seconds_left == 13  # 28 of a hundred took five seconds
    measure.see("reading", 100, 1_000)  # the next sheet
    measure.see("reading", 300, 1_000)
    assert measure.now().done == 800
    measure.see("comparing", 0, 2_000)
    assert measure.now().rate is None
    measure.see("opening", 0, None)  # the next file
    assert measure.now().seconds_left is None
