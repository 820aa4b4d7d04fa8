"""How far long work has come, told by whoever does it to whoever watches; and that it shall stop.

The rule: work that may take long says its step and its rows now and then, and stops where it stands
once that was asked for. Where nobody watches, saying so costs next to nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from nphd_tracker.errors import TrackerError

Step = Literal["opening", "reading", "comparing", "storing"]
STEPS: tuple[Step, ...] = ("opening", "reading", "comparing", "storing")


class StoppedError(TrackerError):
    """The work was asked to stop before it was done; nothing of it may be kept."""

    def __init__(self) -> None:
        super().__init__(
            "Pekerjaan dihentikan sebelum selesai; tidak ada yang berubah.",
            "The work was stopped before it was done; nothing has changed.",
        )


class Watcher:
    """Someone who watches: `see` is called in the thread of the work, `stop` from any."""

    def __init__(self) -> None:
        self._is_stopped = False

    def see(self, step: Step, done: int, total: int | None) -> None:
        """``done`` of ``total`` rows of this step; None: not known yet."""

    def stop(self) -> None:
        """Takes no lock: a signal may come while this very thread holds one."""
        self._is_stopped = True

    @property
    def is_stopped(self) -> bool:
        return self._is_stopped


_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Within it `report` reaches the watcher."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def current_watcher() -> Watcher | None:
    """For work that waits in another thread, which does not know who watches this one."""
    return _watcher.get()


def stop_if_asked() -> None:
    """StoppedError when the work shall stop; for loops that have no rows to tell."""
    watcher = _watcher.get()
    if watcher is not None and watcher.is_stopped:
        raise StoppedError


def report(step: Step, done: int = 0, total: int | None = None) -> None:
    """Say how far the work is; StoppedError when it shall stop."""
    watcher = _watcher.get()
    if watcher is not None:
        if watcher.is_stopped:
            raise StoppedError
        watcher.see(step, done, total)
