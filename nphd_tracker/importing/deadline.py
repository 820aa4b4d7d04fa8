"""How long understanding a workbook may take, before the person is told instead of kept waiting.

The child process that opens a file has limits of its own; what its cells mean is worked out in the
caller. The rule: no loop there over rows, columns or tables runs on without asking `check_time`.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from nphd_tracker.importing.refusals import refusal

_SECONDS = 5.0
_SECONDS_A_ROW = 0.0005
"""Several times what an honest row takes; a sheet built to be slow takes more than its rows do."""

_end: ContextVar[float | None] = ContextVar("end", default=None)


@contextmanager
def time_limit(rows: int) -> Iterator[None]:
    """Within it `check_time` refuses once more time has gone than so many rows can need."""
    token = _end.set(time.monotonic() + _SECONDS + rows * _SECONDS_A_ROW)
    try:
        yield
    finally:
        _end.reset(token)


def check_time() -> None:
    """FileRefusedError when the time is over; outside of a limit there is no end."""
    end = _end.get()
    if end is not None and time.monotonic() > end:
        raise refusal("reader-timeout")
