"""The child process: takes a job from stdin, reads one workbook under limits, answers on stdout.

It is started with an empty environment, reads in an empty folder, and may die at any point: the
parent (`guard`) takes a missing last line as the refusal. Imports only what reading needs.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.opening.cells import Job, open_contents, refusing_library_errors
from nphd_tracker.importing.opening.handover import send_contents, send_refusal

_OPEN_FILES = 64


def main() -> None:
    """Read the job, then never print by accident: stdout belongs to the answer alone."""
    gc.disable()  # one file and then the end: looking for circles only costs time
    line = sys.stdin.buffer.readline()
    if not line:
        return  # nobody needs us any more
    message = json.loads(line)
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        os.chdir(message["folder"])
        limit_process(**message["limits"])
        answer(
            Job(**message["job"]), Path.cwd(), out, lambda: json.loads(sys.stdin.buffer.readline())
        )


def limit_process(memory_bytes: int, cpu_seconds: int, file_bytes: int) -> None:
    """What the operating system enforces; Windows has none of it, there the wall clock alone."""
    try:
        import resource
    except ImportError:
        return
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS refuses some, and a stricter limit of the surrounding system stays.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def answer(
    job: Job, folder: Path, out: BinaryIO, list_marked: Callable[[], Collection[str]]
) -> None:
    """Send the workbook or its refusal; other errors end the process without a last line."""
    try:
        with refusing_library_errors():
            send_contents(open_contents(job, folder, list_marked), out)
    except FileRefusedError as error:
        send_refusal(error, out)


def encode_job(job: Job, folder: str, **limits: Any) -> bytes:
    """The first line that `main` expects on stdin."""
    fields = {name: getattr(job, name) for name in Job.__slots__}
    return json.dumps({"job": fields, "folder": folder, "limits": limits}).encode() + b"\n"


def encode_marked(parts: Iterable[str]) -> bytes:
    """The second: the sheet parts that need the slower second look."""
    return json.dumps(list(parts)).encode() + b"\n"
