"""Work outside of a request: a row says what is asked, who works on it, and how far it is.

The rules: of many workers one wins a job. A worker holds it by a lease that its heartbeat renews,
and whatever it stores goes into one transaction with `note_result` or `finish`, which refuse one
that lost its job; so a job is never applied twice. A lease that ran out is taken up again by
`sweep`, a few times, and then given up with one sentence that says what to do.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Update, func, select, update
from sqlalchemy.orm import Session

from nphd_tracker.errors import ConflictError, NotFoundError
from nphd_tracker.models import Job
from nphd_tracker.regions import Agency
from nphd_tracker.scope import EVERYTHING, Scope
from nphd_tracker.store.trail import record_event

LEASE = timedelta(seconds=60)
"""Longer than the one transaction on SQLite during which no heartbeat can be written."""
MOST_ATTEMPTS = 3

_STOPPED_OFTEN = (
    "Pekerjaan ini terhenti {attempts} kali sebelum selesai, dan tidak ada yang berubah. Pecah"
    " berkasnya menjadi beberapa berkas yang lebih kecil, lalu unggah lagi; bila tetap terhenti,"
    " beri tahu pengelola sistem.",
    "This work stopped {attempts} times before it was done, and nothing has changed. Split the file"
    " into several smaller ones and upload them; if it still stops, tell the administrator.",
)
_CANCELLED = (
    "Dibatalkan sebelum selesai; yang belum selesai tidak meninggalkan perubahan apa pun.",
    "Cancelled before it was done; what was not finished has changed nothing.",
)


class LostError(ConflictError):
    """The job was cancelled, or taken up by someone else; what was done for it must not be kept."""

    def __init__(self) -> None:
        super().__init__(
            "Pekerjaan ini sudah dibatalkan atau diambil alih.",
            "This work was cancelled or taken over.",
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """A job in the hands of a worker, this time: ``attempt`` tells it from every other time."""

    id: int
    attempt: int


def enqueue(
    session: Session,
    kind: str,
    subject: Mapping[str, Any],
    *,
    file_name: str = "",
    asked_by: str = "",
    address: str = "",
    scope: Scope = EVERYTHING,
) -> Job:
    """Ask for work; whoever asks may see the rest of it, and no more than ``scope``."""
    job = Job(
        kind=kind,
        subject=_write(subject),
        file_name=file_name,
        asked_by=asked_by,
        address=address,
        scope=_write({"places": sorted(scope.places), "agencies": sorted(scope.agencies)}),
        created_at=datetime.now(UTC),
    )
    session.add(job)
    session.flush()
    return job


def get_job(session: Session, job_id: int) -> Job:
    """As it is now, whatever this session saw of it before."""
    job = session.get(Job, job_id, populate_existing=True)
    if job is None:
        raise NotFoundError(
            f"Pekerjaan nomor {job_id} tidak ada.", f"There is no work number {job_id}."
        )
    return job


def scope_of_job(job: Job) -> Scope:
    """What the one who asked for it may see."""
    said = json.loads(job.scope)
    return Scope(frozenset(said["places"]), frozenset(map(Agency, said["agencies"])))


def list_running(session: Session) -> list[Job]:
    """What waits or is worked on, the oldest first."""
    query = select(Job).where(Job.state.in_(("waiting", "running"))).order_by(Job.id)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def count_before(session: Session, job: Job) -> int:
    """How many jobs will be worked on before this one."""
    before = select(func.count()).where(Job.state.in_(("waiting", "running")), Job.id < job.id)
    return session.scalar(before) or 0


def is_work_waiting(session: Session) -> bool:
    """Whether `claim` or `sweep` may find something; asked without holding up those who write."""
    lapsed = (Job.state == "running") & (Job.lease_until < datetime.now(UTC))
    query = select(Job.id).where((Job.state == "waiting") | lapsed).limit(1)
    return session.scalar(query) is not None


# --- by a worker


def claim(session: Session, worker: str) -> Claim | None:
    """The oldest job that waits, for this worker alone; commit at once. None: nothing waits."""
    oldest = select(Job.id).where(Job.state == "waiting").order_by(Job.id).limit(1)
    job_id = session.scalar(oldest.with_for_update(skip_locked=True))
    if job_id is None:
        return None
    now = datetime.now(UTC)
    take = (
        update(Job)
        .where(Job.id == job_id, Job.state == "waiting")
        .values(
            state="running",
            worker=worker,
            attempts=Job.attempts + 1,
            started_at=func.coalesce(Job.started_at, now),
            heartbeat_at=now,
            lease_until=now + LEASE,
        )
        .returning(Job.attempts)
    )
    attempt = session.scalar(take)
    return None if attempt is None else Claim(job_id, attempt)


def beat(
    session: Session,
    mine: Claim,
    step: str,
    rows_done: int,
    rows_total: int | None,
    rate: int | None,
    seconds_left: int | None,
) -> bool:
    """Say that the work goes on, and how far; False: it is no longer this worker's."""
    now = datetime.now(UTC)
    values = {
        "heartbeat_at": now,
        "lease_until": now + LEASE,
        "step": step,
        "rows_done": rows_done,
        "rows_total": rows_total,
        "rate": rate,
        "seconds_left": seconds_left,
    }
    return _change(session, _held(mine).values(values))


def note_result(
    session: Session, mine: Claim, result: Mapping[str, Any], file_name: str | None = None
) -> None:
    """Keep what was done so far, in the transaction that did it; LostError refuses all of it.

    ``file_name``: what is worked on next, to be shown.
    """
    values = {"result": _write(result)}
    if file_name is not None:
        values["file_name"] = file_name
    if not _change(session, _held(mine).values(values)):
        raise LostError


def finish(session: Session, mine: Claim, result: Mapping[str, Any]) -> None:
    """Done, in the transaction that did it; LostError refuses all of it."""
    if not _change(session, _ended(mine, "done").values(result=_write(result))):
        raise LostError


def fail(session: Session, mine: Claim, indonesian: str, english: str) -> bool:
    """It cannot be done; the sentences say what to do."""
    ended = _ended(mine, "failed").values(message_id=indonesian, message_en=english)
    return _change(session, ended)


def give_back(session: Session, mine: Claim) -> bool:
    """A worker that is told to stop leaves the job to the next; this does not count as a try."""
    again = _held(mine).values(state="waiting", worker="", attempts=Job.attempts - 1)
    return _change(session, again.values(lease_until=None, seconds_left=None))


def let_go(session: Session, mine: Claim) -> bool:
    """Something else than the job went wrong: it is taken up again as if its lease had run out."""
    return _change(session, _held(mine).values(lease_until=datetime.now(UTC) - LEASE))


def sweep(session: Session) -> int:
    """Jobs whose worker went silent wait again, or are given up; how many those were."""
    lapsed = update(Job).where(Job.state == "running", Job.lease_until < datetime.now(UTC))
    indonesian, english = (one.format(attempts=MOST_ATTEMPTS) for one in _STOPPED_OFTEN)
    given_up = lapsed.where(Job.attempts >= MOST_ATTEMPTS).values(
        state="failed",
        finished_at=datetime.now(UTC),
        lease_until=None,
        message_id=indonesian,
        message_en=english,
    )
    again = lapsed.where(Job.attempts < MOST_ATTEMPTS).values(
        state="waiting", worker="", lease_until=None, seconds_left=None
    )
    return _count(session, given_up) + _count(session, again)


# --- by a person


def cancel_job(session: Session, job_id: int) -> bool:
    """It ends here, whoever works on it; False: it had ended before."""
    job = get_job(session, job_id)
    end = (
        update(Job)
        .where(Job.id == job_id, Job.state.in_(("waiting", "running")))
        .values(
            state="cancelled",
            finished_at=datetime.now(UTC),
            lease_until=None,
            message_id=_CANCELLED[0],
            message_en=_CANCELLED[1],
        )
    )
    if not _change(session, end):
        return False
    told = {"file": job.file_name, "asked_by": job.asked_by}
    record_event(session, "job-cancelled", subject=f"job/{job_id}", after=told)
    return True


def _held(mine: Claim) -> Update:
    """The job's row, as long as it is still this worker's."""
    return update(Job).where(
        Job.id == mine.id, Job.state == "running", Job.attempts == mine.attempt
    )


def _ended(mine: Claim, state: str) -> Update:
    return _held(mine).values(
        state=state, finished_at=datetime.now(UTC), lease_until=None, seconds_left=None
    )


def _change(session: Session, change: Update) -> bool:
    return _count(session, change) == 1


def _count(session: Session, change: Update) -> int:
    unseen = change.execution_options(synchronize_session=False)
    return int(cast(Any, session.execute(unseen)).rowcount)


def _write(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
