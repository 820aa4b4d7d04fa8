"""What a command that takes long says meanwhile on the error output: rows, rate, time left.

Before a person it is one line that changes; in a log it is a line every few seconds. A command that
is done within a second says nothing. The output proper is never touched.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from nphd_tracker.cli.shell import language, say
from nphd_tracker.money import format_number
from nphd_tracker.progress import watched_by
from nphd_tracker.web.jobs.progress import Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from nphd_tracker.progress import Step

_QUIET_SECONDS = 1.0
_BEFORE_A_PERSON = 0.2
_IN_A_LOG = 10.0
_STEPS = {
    "opening": ("membuka berkas", "opening the file"),
    "reading": ("membaca baris", "reading rows"),
    "comparing": ("membandingkan angka", "comparing figures"),
    "storing": ("menyimpan angka", "storing figures"),
}


def with_progress(files: Sequence[Path]) -> Iterator[Path]:
    """Each file in turn; while it is worked on, how far that is."""
    for number, path in enumerate(files, start=1):
        before = f"[{number}/{len(files)}] " if len(files) > 1 else ""
        line = ProgressLine(f"{before}{path.name!a}")
        try:
            with watched_by(line):
                yield path
        finally:
            line.clear()


class ProgressLine(Measure):
    """Watches one file. ``clock`` is there for tests."""

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__("apply", clock)
        self._name = name
        self._is_watched = sys.stderr.isatty()
        self._pause = _BEFORE_A_PERSON if self._is_watched else _IN_A_LOG
        self._next = clock() + _QUIET_SECONDS
        self._is_dirty = False

    def see(self, step: Step, done: int, total: int | None) -> None:
        super().see(step, done, total)
        now = self._clock()
        if now >= self._next:
            self._next = now + self._pause
            self._write()

    def clear(self) -> None:
        """Leaves a person's screen as it was."""
        if self._is_dirty:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _write(self) -> None:
        text = f"{self._name}: {self._words()}"
        if self._is_watched:
            sys.stderr.write(f"\r\x1b[K{text}")
            self._is_dirty = True
        else:
            sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    def _words(self) -> str:
        """``membaca baris 12.000 dari 100.000 · 9.000 per detik · sisa 10 detik``."""
        seen = self.now()
        words = [say(*_STEPS[seen.step])]
        if seen.total:
            words[0] += f" {_count(seen.done)} {say('dari', 'of')} {_count(seen.total)}"
        if seen.rate:
            words.append(f"{_count(seen.rate)} {say('per detik', 'a second')}")
        if seen.seconds_left is not None:
            left = _count(seen.seconds_left)
            words.append(say(f"sisa {left} detik", f"{left} seconds left"))
        return " · ".join(words)


def _count(number: int) -> str:
    return format_number(number * 100, language())
