"""How a thing is measured: medians of rounds, interleaved with its peer; one line for each."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from nphd_tracker.web import create_app
from nphd_tracker.web.serving.database import prepare_database

ROUNDS = 5


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Seconds of each, interleaved so that a busy machine slows all alike."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for times, work in zip(taken, works, strict=True):
            times.append(timed(work))
    return [statistics.median(times) for times in taken]


def line(what: str, seconds: float, ratio: float | None = None, peer: str = "") -> None:
    beside = f"   {ratio:6.2f} x {peer}" if ratio is not None else ""
    print(f"{what:<58}{seconds * 1000:10.1f} ms{beside}", flush=True)


def open_app(folder: Path) -> Flask:
    """An application that remembers nothing yet, on the folder's database."""
    folder.mkdir(exist_ok=True)
    app = create_app(
        database_url=f"sqlite:///{folder / 'bench.sqlite3'}", instance_path=folder, testing=True
    )
    prepare_database(app)
    return app
