"""The process that reads one workbook: started, given its job, ended for good.

It runs with an empty environment and without a folder of its own until it is given one. Python takes
longer to start than to read a small sheet, so a server lets one wait for the next file
(`keep_one_waiting`): it has seen no other file, and ends by itself when its server is gone.
"""

import atexit
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from threading import Lock, Thread
from typing import BinaryIO, cast

from nphd_tracker.resources import PACKAGE

# -I and -S leave out everything a user or a site may have set up; the search path is handed over,
# so that a checkout, a wheel and an uninstalled package work alike.
_START = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from nphd_tracker.importing.opening.child import main; main()"
)
_PIPE_BYTES = 1 << 20
"""The most that Linux gives: the reader goes on to the next block while this one is taken in."""
_KEPT_ENVIRONMENT = ("SYSTEMROOT",)

Reader = subprocess.Popen[bytes]


def start_reader() -> Reader:
    search_path = [str(PACKAGE.parent), *(os.path.abspath(entry) for entry in sys.path)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, nothing from the file
        [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", _START, *search_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pipesize=_PIPE_BYTES,
        cwd=tempfile.gettempdir(),
        env={key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ},
        start_new_session=True,
    )


def kill_reader(reader: Reader) -> None:
    """The whole process group, before its leader is waited for (its number is not yet reused)."""
    if sys.platform == "win32":
        reader.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(reader.pid, signal.SIGKILL)


def end_reader(reader: Reader) -> None:
    """Kill it and all it started, and leave nothing of it."""
    kill_reader(reader)
    reader.wait()
    with suppress(OSError):
        cast(BinaryIO, reader.stdin).close()
    cast(BinaryIO, reader.stdout).close()


class _WaitingRoom:
    """At most one reader, started by a thread of its own."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reader: Reader | None = None
        self._is_open = False

    def open(self) -> None:
        self._is_open = True
        self.fill()

    def fill(self) -> None:
        if self._is_open:
            Thread(target=self._fill, daemon=True).start()

    def _fill(self) -> None:
        with self._lock, suppress(OSError):
            if self._is_open and self._reader is None:
                self._reader = start_reader()

    def take(self) -> Reader | None:
        with self._lock:
            reader, self._reader = self._reader, None
        if reader is not None and reader.poll() is not None:
            end_reader(reader)
            return None
        return reader

    def close(self) -> None:
        with self._lock:
            self._is_open = False
            reader, self._reader = self._reader, None
        if reader is not None:
            end_reader(reader)


_waiting_room = _WaitingRoom()
atexit.register(_waiting_room.close)


def keep_one_waiting() -> None:
    """From now on a reader waits in this process for the next file; for servers, once."""
    _waiting_room.open()


def keep_none_waiting() -> None:
    _waiting_room.close()


def take_reader() -> Reader:
    """One that waited, or a new one. Call `end_reader` in the end, then `call_next_reader`."""
    return _waiting_room.take() or start_reader()


def call_next_reader() -> None:
    """Where one shall wait, the next is started, once this one does not need the machine."""
    _waiting_room.fill()
