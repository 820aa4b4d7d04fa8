"""The worker: takes jobs one after another, outside of every request, until it is told to stop.

The rules: while it works a heartbeat renews its lease and says how far it is. Losing the job, or
being told to stop, ends the work where it stands, and nothing of that step is kept. What a person
can mend fails the job with a sentence; what the database cannot do right now is tried again.
"""

import json
import logging
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.errors import TrackerError
from nphd_tracker.progress import StoppedError, watched_by
from nphd_tracker.web.incoming.sent_files import remove_forgotten
from nphd_tracker.web.jobs.kinds import Task, clear_away, perform, sent_files
from nphd_tracker.web.jobs.progress import Measure

log = logging.getLogger(__name__)

BEAT_SECONDS = 1.0
IDLE_SECONDS = 0.4
_FAILED = (
    "Pekerjaan ini gagal karena kesalahan pada sistem, dan tidak ada yang berubah. Coba lagi; bila"
    " berulang, beri tahu pengelola sistem jam kejadiannya.",
    "This work failed because something went wrong on our side, and nothing has changed. Try again;"
    " if it repeats, tell the administrator when it happened.",
)


class Worker:
    """Works on the jobs of one database. `stop` may be called from any thread, or by a signal."""

    def __init__(self, engine: Engine, uploads: Path) -> None:
        self._engine = engine
        self._reading = store.reading_engine(engine)
        self._uploads = uploads
        self._name = f"{socket.gethostname()}/{os.getpid()}"
        self._is_stopping = False
        self._measure: Measure | None = None

    def stop(self) -> None:
        self._is_stopping = True
        if self._measure is not None:
            self._measure.stop()

    def run(self) -> None:
        """Until stopped. A database that is away for a while is asked again."""
        self._tidy()
        while not self._is_stopping:
            try:
                is_busy = self.work_once()
            except SQLAlchemyError as error:
                log.warning("The database could not be asked for work", exc_info=error)
                is_busy = False
            if not is_busy and not self._is_stopping:
                time.sleep(IDLE_SECONDS)

    def work_once(self) -> bool:
        """One job, if there is one; what went silent is taken up again first."""
        with Session(self._reading) as session:
            if not store.is_work_waiting(session):
                return False
        with Session(self._engine) as session:
            if store.sweep(session):
                session.commit()
            mine = store.claim(session, self._name)
            session.commit()
        if mine is None:
            return False
        self._work(mine)
        return True

    def _work(self, mine: store.Claim) -> None:
        with Session(self._engine) as session, Session(self._reading) as reader:
            job = store.get_job(reader, mine.id)
            for one in (session, reader):
                store.act_as(one, job.asked_by, job.address)
                store.limit_session(one, store.scope_of_job(job))
            kind, said, begun = job.kind, json.loads(job.subject), json.loads(job.result)
            reader.rollback()
            task = Task(mine, said, begun, session, reader, self._uploads)
            with self._beating(mine, kind) as measure, watched_by(measure):
                try:
                    perform(kind, task)
                except Exception as error:
                    session.rollback()
                    reader.rollback()
                    self._end_badly(mine, error)
        with Session(self._engine) as session:
            clear_away(store.get_job(session, mine.id), self._uploads)

    def _end_badly(self, mine: store.Claim, error: Exception) -> None:
        passes = store.explain(error) is not None
        if passes:
            log.warning("A job begins again", exc_info=error, extra={"told": {"job": mine.id}})
        elif not isinstance(error, TrackerError):
            log.error("A job failed", exc_info=error, extra={"told": {"job": mine.id}})
        with Session(self._engine) as session:
            if isinstance(error, store.LostError | StoppedError):
                if self._is_stopping:
                    store.give_back(session, mine)
            elif passes:
                store.let_go(session, mine)
            elif isinstance(error, TrackerError):
                store.fail(session, mine, error.indonesian, error.english)
            else:
                store.fail(session, mine, *_FAILED)
            session.commit()

    @contextmanager
    def _beating(self, mine: store.Claim, kind: str) -> Iterator[Measure]:
        measure, ended = Measure(kind), Event()
        self._measure = measure
        if self._is_stopping:
            measure.stop()
        heart = Thread(target=self._beat, args=(mine, measure, ended), daemon=True)
        heart.start()
        try:
            yield measure
        finally:
            ended.set()
            heart.join()
            self._measure = None

    def _beat(self, mine: store.Claim, measure: Measure, ended: Event) -> None:
        """Another connection says how far the work is; the job being lost stops the work."""
        while not ended.wait(BEAT_SECONDS):
            with suppress(SQLAlchemyError), Session(self._engine) as session:
                seen = measure.now()
                if not store.beat(
                    session, mine, seen.step, seen.done, seen.total, seen.rate, seen.seconds_left
                ):
                    measure.stop()
                session.commit()

    def _tidy(self) -> None:
        with suppress(SQLAlchemyError, OSError), Session(self._reading) as session:
            wanted = {
                file.path.name
                for job in store.list_running(session)
                for file in sent_files({"files": (), **json.loads(job.subject)}, self._uploads)
            }
            remove_forgotten(self._uploads, wanted)
