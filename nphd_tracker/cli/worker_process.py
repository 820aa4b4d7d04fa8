"""The worker beside a server: a process of its own, started again when it dies, never left behind.

It holds on to its standard input: when that closes, because the server lets go of it or is no more,
however it ended, the worker gives its job back and ends.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nphd_tracker.web.serving.settings import Settings

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 20.0
"""What a worker gets to give its job back before it is killed; the job is then taken up later."""
_PAUSE_SECONDS = 3.0


class WorkerProcess:
    """``nphd worker`` as a child of this process. Call `keep_alive` every now and then."""

    def __init__(self, settings: Settings) -> None:
        self._environment = {
            **os.environ,
            "NPHD_DATABASE_URL": settings.database_url,
            "NPHD_INSTANCE_PATH": str(settings.instance_path),
            "NPHD_UPLOADS": str(settings.uploads),
            "NPHD_ELECTION": settings.election,
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._not_before = time.monotonic() + _PAUSE_SECONDS / 3  # the first page comes first

    def keep_alive(self) -> None:
        """Starts it when it does not run; one that dies at once not more often than every few
        seconds."""
        if self._process is not None and self._process.poll() is None:
            return
        if self._process is not None:
            log.warning("The worker ended and is started again")
            self.forget()
        if time.monotonic() >= self._not_before:
            self._not_before = time.monotonic() + _PAUSE_SECONDS
            self._process = subprocess.Popen(
                [sys.executable, "-m", "nphd_tracker", "worker", "--lifeline"],
                stdin=subprocess.PIPE,
                env=self._environment,
                start_new_session=True,
            )

    def forget(self) -> None:
        """Lets go of it; in a forked process this leaves it to the one that started it."""
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        self._process = None

    def let_go(self) -> None:
        """Tells it to end, and does not wait."""
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()

    def stop(self) -> None:
        """Waits for it to give its job back."""
        self.let_go()
        if self._process is not None:
            try:
                self._process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
