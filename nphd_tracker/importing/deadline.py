"""How long understanding a workbook may take, before the person is told instead of kept waiting.

The child process that opens a file has limits of its own; what its cells mean is worked out in the
caller. The rule: no loop there over rows, columns or tables runs on without asking `check_time`.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from nphd_tracker.importing.opening.refusals import refusal
from nphd_tracker.progress import report, stop_if_asked

_SECONDS = 5.0
_SECONDS_A_ROW = 0.0005
"""Several times what an honest row takes; a sheet built to be slow takes more than its rows do."""

_ROWS_UNTOLD = 256
"""So many rows are read before it is told again how far the reading is."""

_end: ContextVar[float | None] = ContextVar("end", default=None)
_rows: ContextVar[int] = ContextVar("rows", default=0)
_told: ContextVar[list[int] | None] = ContextVar("told", default=None)
"""The row that was told last."""


@contextmanager
def time_limit(rows: int) -> Iterator[None]:
    """Within it `check_time` refuses once more time has gone than so many rows can need."""
    report("reading", 0, rows)
    end = _end.set(time.monotonic() + _SECONDS + rows * _SECONDS_A_ROW)
    in_all, told = _rows.set(rows), _told.set([0])
    try:
        yield
        report("reading", rows, rows)
    finally:
        _end.reset(end)
        _rows.reset(in_all)
        _told.reset(told)


def check_time(row: int = -1) -> None:
    """FileRefusedError when the time is over; outside of a limit there is no end.

    ``row``: the row of a sheet that is being read now, to tell those who wait.
    """
    end = _end.get()
    if end is not None and time.monotonic() > end:
        raise refusal("reader-timeout")
    told = _told.get()
    if row < 0 or told is None:
        stop_if_asked()
    elif abs(row - told[0]) >= _ROWS_UNTOLD:
        told[0] = row
        report("reading", row, _rows.get())
