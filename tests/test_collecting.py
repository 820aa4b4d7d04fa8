"""When garbage is looked for."""

import gc
import weakref
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

import pytest

from nphd_tracker import collecting

pytest.importorskip("gunicorn.workers.gthread", reason="gunicorn needs fork")
from gunicorn.config import Config

from nphd_tracker.cli import patient_server
from nphd_tracker.cli.patient_server import PatientWorker


class Knot:
    """Garbage that only looking for circles finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()
    gc.enable()


def test_all_garbage_goes_even_what_was_set_aside() -> None:
    gc.disable()
    knot = Knot()
    gone = weakref.ref(knot)
    collecting.collect_seldom()
    del knot
    gc.collect()
    assert gone() is not None, "set aside"
    collecting.collect_all()
    assert gone() is None
    assert gc.get_freeze_count() > 0


def test_a_server_cleans_up_when_nobody_waits_and_not_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cleaned: list[float] = []
    monkeypatch.setattr(patient_server, "collect_all", lambda: cleaned.append(0))
    worker = PatientWorker(1, 1, [], None, 30, Config(), None)
    given: list[Any] = []
    monkeypatch.setattr(patient_server.ThreadWorker, "enqueue_req", lambda _, conn: given.append(0))
    monkeypatch.setattr(patient_server.ThreadWorker, "finish_request", lambda *_: None)

    class Connection:
        data_ready = False

    worker._clean_up(1000)
    assert not cleaned, "nothing was done yet"
    worker._give_to_a_thread(Connection())
    worker._clean_up(1000)
    assert not cleaned, "somebody waits"
    worker.finish_request(Connection(), Future())
    worker._clean_up(1000)
    worker._clean_up(1e12)
    assert len(cleaned) == 1, "and what is clean stays so"
    worker.tmp.close()
