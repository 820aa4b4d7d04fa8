"""``nphd worker``: works on what waits until it is told to stop, by a signal or its lifeline."""

from __future__ import annotations

import signal
import sys
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from nphd_tracker.web.jobs.worker import Worker


def run_worker(app: Flask, *, has_lifeline: bool) -> None:
    """Until SIGTERM, SIGINT or, with a lifeline, the end of standard input."""
    from nphd_tracker.web.jobs.worker import Worker
    from nphd_tracker.web.serving.database import db
    from nphd_tracker.web.serving.logs import configure_logs
    from nphd_tracker.web.serving.settings import settings_of

    configure_logs()
    worker = Worker(db.engine, settings_of(app).uploads)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    if has_lifeline:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which tells us
        Thread(target=_hold_on, args=(worker,), daemon=True).start()
    worker.run()


def _hold_on(worker: Worker) -> None:
    while sys.stdin.buffer.read(1):
        pass
    worker.stop()
