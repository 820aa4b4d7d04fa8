"""How far a job is, in rows, rows a second and seconds left: measured as it goes, never promised.

A step's share of the whole is what it took on average; the time left follows from the time gone and
the shares that are done. It is said only once there is something to go by.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from nphd_tracker.progress import STEPS, Step, Watcher

SHARES = {"apply": (0.05, 0.40, 0.47, 0.08), "apply-clean": (0.05, 0.40, 0.47, 0.08)}
SHARES_OF_READING = (0.08, 0.42, 0.50, 0.0)
"""Of `STEPS`; measured with twenty and a hundred thousand rows."""

_TOO_EARLY = 2.0
_TOO_LITTLE = 0.04


@dataclass(frozen=True, slots=True)
class Seen:
    """``rate`` is rows a second of this step; None: not known yet, or about to be over."""

    step: str
    done: int
    total: int | None
    rate: int | None
    seconds_left: int | None


class Measure(Watcher):
    """Watches one job; files that follow one another each begin anew."""

    def __init__(self, kind: str, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._kind = kind
        self._clock = clock
        self._begun = self._step_begun = clock()
        self._step: Step = STEPS[0]
        self._done, self._total, self._before = 0, 0, 0
        self._furthest = 0.0

    def see(self, step: Step, done: int, total: int | None) -> None:
        now = self._clock()
        if step == "opening" != self._step:
            self._begun, self._furthest = now, 0.0
        if step != self._step or done == 0:
            self._step, self._step_begun, self._before, self._done = step, now, 0, 0
        if done + self._before < self._done:
            self._before = self._done  # the next sheet counts its rows from the first again
        self._done, self._total = done + self._before, total or 0
        self._furthest = max(self._furthest, self._fraction())

    def now(self) -> Seen:
        clock = self._clock()
        gone = clock - self._step_begun
        done = min(self._done, self._total) if self._total else self._done
        rate = round(done / gone) if done and gone > 0 else None
        return Seen(self._step, done, self._total or None, rate, self._left(clock - self._begun))

    def _fraction(self) -> float:
        return percent_of(self._kind, self._step, self._done, self._total) / 100

    def _left(self, gone: float) -> int | None:
        if gone < _TOO_EARLY or self._furthest < _TOO_LITTLE:
            return None
        return max(1, round(gone * (1 - self._furthest) / self._furthest))


def percent_of(kind: str, step: str, done: int, total: int | None) -> int:
    """Of the whole job, as its row tells it; a step that is not known is the beginning."""
    if step not in STEPS:
        return 0
    shares, place = SHARES.get(kind, SHARES_OF_READING), STEPS.index(step)
    here = min(1.0, done / total) if total else 0.0
    return int(100 * (sum(shares[:place]) + shares[place] * here))
