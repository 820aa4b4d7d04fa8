"""Fifty imports an engine killed with SIGKILL, over every named step: never a partial one."""

import itertools
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.conftest import postgres_server, written
from tests.conftest import run as run_statement
from tests.safekeeping.conftest import Office
from tests.safekeeping.test_killed import STEPS, check_after, kill_at

KILLS = 50


def run(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        kill_many("sqlite", folder, patch, lambda n: f"sqlite:///{folder / f'{n}.sqlite3'}")
        with postgres_server() as server:

            def make(number: int) -> str:
                run_statement(server, f"CREATE DATABASE killed_{number} STRATEGY FILE_COPY")
                return written(make_url(server).set(database=f"killed_{number}"))

            kill_many("postgresql", folder, patch, make)


def kill_many(
    name: str, folder: Path, patch: pytest.MonkeyPatch, make: Callable[[int], str]
) -> None:
    start, partial = time.perf_counter(), 0
    for number, (door, step) in zip(range(KILLS), itertools.cycle(STEPS), strict=False):
        office = Office(folder / f"{name}-{number}", make(number), patch)
        office.folder.mkdir()
        kill_at(office, step, door)
        try:
            check_after(office, step)
        except AssertionError as error:
            partial += 1
            print(f"{name}, {door} killed at {step}: {error}")
    seconds = time.perf_counter() - start
    print(
        f"{KILLS} imports killed on {name}, {len(STEPS)} steps and doors: {partial} partial or unsound"
        f" ({seconds:.0f} s)"
    )
    assert not partial
