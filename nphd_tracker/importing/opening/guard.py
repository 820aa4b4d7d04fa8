"""Is a file safe to open, and the child process that opens it.

First a look that parses nothing (`kinds`, `archive`); then the libraries run in a process of their
own, with limits and an empty environment. The rule: whatever a file does to that process, the
caller gets a workbook or one FileRefusedError, and no process and no temporary file is left.
"""

import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO, cast

from nphd_tracker.collecting import without_collecting
from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.opening.archive import inspect_archive
from nphd_tracker.importing.opening.cells import Job
from nphd_tracker.importing.opening.child import encode_job
from nphd_tracker.importing.opening.grid import Workbook
from nphd_tracker.importing.opening.kinds import has_ole_macro, identify
from nphd_tracker.importing.opening.limits import DEFAULT_LIMITS, Limits
from nphd_tracker.importing.opening.receiving import receive_workbook
from nphd_tracker.importing.opening.refusals import refusal
from nphd_tracker.progress import Watcher, current_watcher, report
from nphd_tracker.resources import PACKAGE

logger = logging.getLogger(__name__)

# -I and -S leave out everything a user or a site may have set up; the search path is handed over,
# so that a checkout, a wheel and an uninstalled package work alike.
_START = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from nphd_tracker.importing.opening.child import main; main()"
)
_GLANCE = 0.2
"""Seconds between two looks whether the child shall end."""
_PIPE_BYTES = 1 << 20
"""The most that Linux gives: the child goes on to the next block while this one is taken in."""
_KEPT_ENVIRONMENT = ("SYSTEMROOT",)
_OUT_OF_MEMORY = ("SIGABRT", "SIGKILL")
_OUT_OF_TIME = ("SIGXCPU",)


@without_collecting()
def open_workbook(path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """The cells of the file at ``path``, uploaded as ``name``; else FileRefusedError.

    While the file is looked at, the process that will read it starts and waits for its job.
    """

    def look() -> Job:
        try:
            return inspect_file(path, name, limits)
        except OSError as error:
            raise refusal("missing") from error

    return _read_in_child(look, limits)


def inspect_file(path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Job:
    """The look that parses nothing: what the file is, and what its reader needs to know."""
    if path.stat().st_size > limits.file_bytes:
        raise refusal("too-large")
    kind = identify(path, name)
    absolute = str(path.resolve())
    if kind == "zip":
        found = inspect_archive(path, limits)
        return Job(
            absolute,
            found.kind,
            found.warnings,
            found.marked,
            found.far,
            found.is_utf16,
            limits.cells,
        )
    has_macro = kind == "xls" and has_ole_macro(path)
    return Job(absolute, kind, ("has-macro",) if has_macro else (), most_cells=limits.cells)


def _read_in_child(look: Callable[[], Job], limits: Limits) -> Workbook:
    with tempfile.TemporaryDirectory(prefix="nphd-", ignore_cleanup_errors=True) as folder:
        process = _start(folder)
        expired, ended = Event(), Event()
        guard = Thread(
            target=_stand_guard,
            args=(process, limits.wall_seconds, expired, ended, current_watcher()),
            daemon=True,
        )
        guard.start()
        try:
            message = encode_job(
                look(),
                memory_bytes=limits.memory_bytes,
                cpu_seconds=limits.cpu_seconds,
                file_bytes=limits.total_bytes,
            )
            with suppress(OSError), cast(BinaryIO, process.stdin) as stdin:
                stdin.write(message)
            return receive_workbook(cast(BinaryIO, process.stdout), limits.answer_bytes)
        except (EOFError, ValueError, LookupError, TypeError, RecursionError) as error:
            ended.set()
            guard.join()
            report("opening")  # asked to stop, it ends here
            raise _explain(process, expired.is_set()) from error
        finally:
            ended.set()
            guard.join()
            _kill(process)
            process.wait()
            with suppress(OSError):
                cast(BinaryIO, process.stdin).close()
            cast(BinaryIO, process.stdout).close()


def _start(folder: str) -> subprocess.Popen[bytes]:
    search_path = [str(PACKAGE.parent), *(os.path.abspath(entry) for entry in sys.path)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, nothing from the file
        [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", _START, *search_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pipesize=_PIPE_BYTES,
        cwd=folder,
        env={key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ},
        start_new_session=True,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The whole process group, before its leader is waited for (its number is not yet reused)."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _stand_guard(
    process: subprocess.Popen[bytes],
    seconds: float,
    expired: Event,
    ended: Event,
    watcher: Watcher | None,
) -> None:
    """Kills the child when its time is over, or when whoever watches asks to stop."""
    end = time.monotonic() + seconds
    while not ended.wait(max(0.0, min(_GLANCE, end - time.monotonic()))):
        if time.monotonic() >= end:
            expired.set()
        if expired.is_set() or (watcher is not None and watcher.is_stopped):
            _kill(process)
            return


def _explain(process: subprocess.Popen[bytes], expired: bool) -> FileRefusedError:
    """Why the child ended without its last line."""
    try:
        code = process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return refusal("reader-failed")
    logger.warning("the reader of a workbook ended with %s", code)
    ended_by = signal.Signals(-code).name if code < 0 else ""
    if expired or ended_by in _OUT_OF_TIME:
        return refusal("reader-timeout")
    return refusal("too-large" if ended_by in _OUT_OF_MEMORY else "reader-failed")
