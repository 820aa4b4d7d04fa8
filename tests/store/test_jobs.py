"""A job's row is the truth: one worker wins it, a silent one loses it, nothing counts twice."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import NotFoundError
from nphd_tracker.models import Import, Job
from nphd_tracker.regions import Agency
from nphd_tracker.scope import Scope
from nphd_tracker.store.jobs import MOST_ATTEMPTS

from .builders import position, reading, stage

WORK = """
import json, sys, time
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from nphd_tracker import store
engine = create_engine(sys.argv[1])
store.configure_engine(engine)
print("ready", flush=True)
sys.stdin.readline()
with Session(engine) as session:
    while True:
        mine = store.claim(session, sys.argv[2])
        session.commit()
        if mine is None:
            break
        if sys.argv[3] == "sleep":
            print(mine.id, flush=True)
            time.sleep(60)
        time.sleep(0.02)
        store.finish(session, mine, {"by": sys.argv[2]})
        session.commit()
"""


@pytest.fixture
def url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def begin(url: str, name: str, what: str = "") -> subprocess.Popen[str]:
    """A worker process that waits for a line before it takes its first job."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORK, url, name, what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def ask(session: Session, count: int = 1) -> list[int]:
    jobs = [store.enqueue(session, "preview", {"number": n}).id for n in range(count)]
    session.commit()
    return jobs


def take(session: Session, worker: str = "one") -> store.Claim:
    mine = store.claim(session, worker)
    session.commit()
    assert mine is not None
    return mine


def lapse(session: Session) -> None:
    """As if a minute had gone by without a word from the worker."""
    session.execute(update(Job).values(lease_until=datetime.now(UTC) - timedelta(seconds=1)))
    session.commit()


def state_of(session: Session, job_id: int) -> str:
    return store.get_job(session, job_id).state


def test_two_workers_share_fifty_jobs_and_none_is_done_twice(
    session: Session, url: str, processes: list[subprocess.Popen[str]]
) -> None:
    jobs = ask(session, 50)
    processes += [begin(url, "one"), begin(url, "two")]
    for process in processes:
        go(process)
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    rows = list(session.scalars(select(Job)))
    assert {row.id for row in rows if row.state == "done"} == set(jobs)
    assert all(row.attempts == 1 and row.result == f'{{"by": "{row.worker}"}}' for row in rows)
    shares = Counter(row.worker for row in rows)
    assert shares.keys() == {"one", "two"}
    assert sum(shares.values()) == 50


def test_a_killed_workers_job_waits_again_and_the_next_one_does_it(
    session: Session, url: str, processes: list[subprocess.Popen[str]]
) -> None:
    (job,) = ask(session)
    processes.append(begin(url, "one", "sleep"))
    go(processes[0])
    assert processes[0].stdout is not None
    assert processes[0].stdout.readline() == f"{job}\n"
    processes[0].kill()
    processes[0].wait()
    assert store.sweep(session) == 0  # its lease still runs
    lapse(session)
    assert store.is_work_waiting(session)
    assert store.sweep(session) == 1
    session.commit()
    processes.append(begin(url, "two"))
    go(processes[1])
    assert processes[1].wait(timeout=60) == 0
    row = store.get_job(session, job)
    assert (row.state, row.worker, row.attempts) == ("done", "two", 2)


def test_a_job_that_kills_every_worker_is_given_up_with_what_to_do(session: Session) -> None:
    (job,) = ask(session)
    for _ in range(MOST_ATTEMPTS):
        assert state_of(session, job) == "waiting"
        take(session)
        lapse(session)
        store.sweep(session)
        session.commit()
    row = store.get_job(session, job)
    assert (row.state, row.attempts) == ("failed", MOST_ATTEMPTS)
    assert "unggah lagi" in row.message_id
    assert "upload" in row.message_en
    assert store.claim(session, "one") is None


def test_a_worker_that_lost_its_job_keeps_nothing_of_it(session: Session) -> None:
    """A worker was frozen for longer than its lease; its import must not be applied as well."""
    (job,) = ask(session)
    read = reading(position(1))
    number = stage(session, read).id
    session.commit()
    frozen = take(session, "frozen")
    lapse(session)
    store.sweep(session)
    session.commit()
    second = take(session, "awake")

    row = store.get_import(session, number)
    store.apply_import(session, row, read, store.plan_import(session, read))
    with pytest.raises(store.LostError):
        store.finish(session, frozen, {"done": [number]})
    session.rollback()
    assert store.get_import(session, number).status == "staged"
    assert not store.beat(session, frozen, "reading", 1, 2, None, None)
    with pytest.raises(store.LostError):
        store.note_result(session, frozen, {})
    assert not store.fail(session, frozen, "tidak", "no")
    assert not store.give_back(session, frozen)

    row = store.get_import(session, number)
    store.apply_import(session, row, read, store.plan_import(session, read))
    store.finish(session, second, {"done": [number]})
    session.commit()
    assert session.scalars(select(Import.status)).all() == ["applied"]
    assert state_of(session, job) == "done"


def test_a_heartbeat_renews_the_lease_and_says_how_far(session: Session) -> None:
    (job,) = ask(session)
    mine = take(session)
    lapse(session)
    assert store.beat(session, mine, "reading", 12_000, 100_000, 9_000, 10)
    assert store.sweep(session) == 0
    row = store.get_job(session, job)
    seen = (row.step, row.rows_done, row.rows_total, row.rate, row.seconds_left)
    assert seen == ("reading", 12_000, 100_000, 9_000, 10)


def test_cancelled_while_it_waits_is_never_begun(session: Session) -> None:
    (job,) = ask(session)
    assert store.cancel_job(session, job)
    session.commit()
    assert store.claim(session, "one") is None
    assert state_of(session, job) == "cancelled"
    [event] = store.list_events(session)
    assert (event.what, event.subject) == ("job-cancelled", f"job/{job}")


def test_cancelled_while_it_runs_the_worker_can_store_nothing_any_more(session: Session) -> None:
    (job,) = ask(session)
    mine = take(session)
    assert store.cancel_job(session, job)
    session.commit()
    assert not store.beat(session, mine, "reading", 1, None, None, None)
    with pytest.raises(store.LostError):
        store.finish(session, mine, {})
    session.rollback()
    assert state_of(session, job) == "cancelled"


def test_what_is_done_cannot_be_cancelled(session: Session) -> None:
    (job,) = ask(session)
    store.finish(session, take(session), {"ids": [1]})
    session.commit()
    assert not store.cancel_job(session, job)
    assert state_of(session, job) == "done"
    with pytest.raises(NotFoundError):
        store.cancel_job(session, job + 1)


def test_given_back_it_waits_and_the_try_does_not_count(session: Session) -> None:
    (job,) = ask(session)
    for _ in range(MOST_ATTEMPTS + 2):
        assert store.give_back(session, take(session))
        session.commit()
    row = store.get_job(session, job)
    assert (row.state, row.attempts, row.lease_until) == ("waiting", 0, None)


def test_let_go_it_is_taken_up_at_once_and_the_try_counts(session: Session) -> None:
    (job,) = ask(session)
    assert store.let_go(session, take(session))
    assert store.sweep(session) == 1
    session.commit()
    assert take(session).attempt == 2
    assert state_of(session, job) == "running"


def test_the_oldest_is_taken_first_and_each_knows_its_turn(session: Session) -> None:
    jobs = ask(session, 3)
    assert [store.count_before(session, store.get_job(session, one)) for one in jobs] == [0, 1, 2]
    assert take(session).id == jobs[0]
    assert [one.state for one in store.list_running(session)] == ["running", "waiting", "waiting"]
    store.cancel_job(session, jobs[0])
    assert [one.id for one in store.list_running(session)] == jobs[1:]


def test_a_job_knows_who_asked_and_what_they_may_see(session: Session) -> None:
    scope = Scope(frozenset({"53", "51.71"}), frozenset({Agency.KPU}))
    job = store.enqueue(session, "apply", {}, asked_by="siti", address="10.0.0.7", scope=scope)
    session.commit()
    row = store.get_job(session, job.id)
    assert (row.asked_by, row.address, store.scope_of_job(row)) == ("siti", "10.0.0.7", scope)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_second_worker_passes_over_a_job_that_is_being_taken(engine: Engine) -> None:
    """On SQLite it would wait its turn instead; here nobody waits for another's transaction."""
    with Session(engine) as session:
        jobs = ask(session, 2)
    with Session(engine) as first, Session(engine) as second:
        mine = store.claim(first, "one")
        other = store.claim(second, "two")
        assert [one and one.id for one in (mine, other)] == jobs
        first.commit()
        second.commit()
