"""Is a file safe to open, and the child process that opens it.

First a look that parses nothing (`kinds`, `archive`); then the libraries run in a process of their
own, with limits and an empty environment. The rule: whatever a file does to that process, the
caller gets a workbook or one FileRefusedError, and no process and no temporary file is left.
"""

import logging
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO, cast

from nphd_tracker.collecting import without_collecting
from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.opening.archive import find_marked, inspect_archive
from nphd_tracker.importing.opening.cells import Job
from nphd_tracker.importing.opening.child import encode_job, encode_marked
from nphd_tracker.importing.opening.grid import Workbook
from nphd_tracker.importing.opening.kinds import has_ole_macro, identify
from nphd_tracker.importing.opening.limits import DEFAULT_LIMITS, Limits
from nphd_tracker.importing.opening.reader import (
    Reader,
    call_next_reader,
    end_reader,
    kill_reader,
    take_reader,
)
from nphd_tracker.importing.opening.receiving import receive_workbook
from nphd_tracker.importing.opening.refusals import refusal
from nphd_tracker.progress import Watcher, current_watcher, report

logger = logging.getLogger(__name__)

_GLANCE = 0.2
"""Seconds between two looks whether the child shall end."""
_OUT_OF_MEMORY = ("SIGABRT", "SIGKILL")
_OUT_OF_TIME = ("SIGXCPU",)


@without_collecting()
def open_workbook(path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """The cells of the file at ``path``, uploaded as ``name``; else FileRefusedError.

    While the file is looked at, the process that will read it starts and waits for its job.
    """
    reader = take_reader()
    expired, ended = Event(), Event()
    guard = Thread(
        target=_stand_guard,
        args=(reader, limits.wall_seconds, expired, ended, current_watcher()),
        daemon=True,
    )
    guard.start()
    try:
        with tempfile.TemporaryDirectory(prefix="nphd-", ignore_cleanup_errors=True) as folder:
            try:
                _give_job(reader, _look(path, name, limits), folder, limits)
                return receive_workbook(cast(BinaryIO, reader.stdout), limits.answer_bytes)
            except (EOFError, ValueError, LookupError, TypeError, RecursionError) as error:
                ended.set()
                guard.join()
                report("opening")  # asked to stop, it ends here
                raise _explain(reader, expired.is_set()) from error
            finally:
                ended.set()
                guard.join()
                end_reader(reader)
    finally:
        call_next_reader()


def _look(path: Path, name: str, limits: Limits) -> Job:
    try:
        return inspect_file(path, name, limits)
    except OSError as error:
        raise refusal("missing") from error


def inspect_file(path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Job:
    """The look that parses nothing: what the file is, and what its reader needs to know."""
    if path.stat().st_size > limits.file_bytes:
        raise refusal("too-large")
    kind = identify(path, name)
    absolute = str(path.resolve())
    if kind == "zip":
        found = inspect_archive(path, limits)
        return Job(absolute, found.kind, found.warnings, found.far, found.is_utf16, limits.cells)
    has_macro = kind == "xls" and has_ole_macro(path)
    return Job(absolute, kind, ("has-macro",) if has_macro else (), most_cells=limits.cells)


def _give_job(reader: Reader, job: Job, folder: str, limits: Limits) -> None:
    """What to read; and, looked for while it is being read, which sheets hide something."""
    message = encode_job(
        job,
        folder,
        memory_bytes=limits.memory_bytes,
        cpu_seconds=limits.cpu_seconds,
        file_bytes=limits.total_bytes,
    )
    with suppress(OSError), cast(BinaryIO, reader.stdin) as stdin:
        stdin.write(message)
        stdin.flush()
        stdin.write(encode_marked(find_marked(Path(job.path)) if job.kind == "xlsx" else ()))


def _stand_guard(
    process: Reader,
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
            kill_reader(process)
            return


def _explain(process: Reader, expired: bool) -> FileRefusedError:
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
