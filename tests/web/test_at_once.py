"""Two people at once: nothing of either is lost, and the one who is late is told by whom and what to do."""

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from nphd_tracker import store
from nphd_tracker.reading import Measure, TermKind
from nphd_tracker.web.serving.database import db
from tests.signing import signed_in_client
from tests.web.follow_ups.test_pages import TYPED, number_of, sikka
from tests.web.seen import words
from tests.web.sending import preview, small_recap, workbook

from .data import PILKADA, figure, say, term

EMPTY_CARD = {"signed_on": "", "register_number": "", "return_due": "", "closed_on": ""}


@pytest.fixture(autouse=True)
def no_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def siti(app: Flask) -> FlaskClient:
    return signed_in_client(app, name="siti")


@pytest.fixture
def agus(app: Flask) -> FlaskClient:
    return signed_in_client(app, name="agus")


def seen(page: TestResponse) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Each in a thread of its own, begun together."""
    gate, answers = threading.Barrier(len(jobs), timeout=60), [None] * len(jobs)

    def run(number: int) -> None:
        gate.wait()
        answers[number] = jobs[number]()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


# Follow-ups


@pytest.mark.usefixtures("meeting")
def test_a_follow_up_that_somebody_else_changed_is_not_overwritten(
    session: Session, siti: FlaskClient, agus: FlaskClient
) -> None:
    address = sikka(session, siti)
    opened = seen(agus.get(address))
    change = {**TYPED, "state": "open", "seen": opened}
    assert siti.post(address, data={**change, "promise": "Rapat Senin"}).status_code == 302

    late = agus.post(address, data={**change, "promise": "Rapat Kamis", "note": "lewat telepon"})

    assert late.status_code == 409
    assert "sudah diubah oleh siti" in words(late.text)
    assert "simpan lagi" in words(late.text)
    assert 'value="Rapat Kamis"' in late.text
    assert 'value="lewat telepon"' in late.text
    assert "Rapat Senin" in late.text
    again = agus.post(address, data={**change, "promise": "Rapat Kamis", "seen": seen(late)})
    assert again.status_code == 302
    history = words(agus.get(address).text)
    assert "Rapat Senin" in history
    assert "Rapat Kamis" in history


@pytest.mark.usefixtures("meeting")
def test_of_those_who_change_a_follow_up_at_once_one_is_first(
    app: Flask, session: Session, siti: FlaskClient
) -> None:
    address = sikka(session, siti)
    opened = seen(siti.get(address))
    people = [signed_in_client(app, name=f"orang-{number}") for number in range(4)]

    answers = at_once(*[
        lambda one=one, n=n: one.post(
            address, data={**TYPED, "promise": f"Rapat {n}", "state": "open", "seen": opened}
        ).status_code
        for n, one in enumerate(people)
    ])  # fmt: skip

    assert sorted(answers) == [302, 409, 409, 409]
    [follow_up] = store.list_follow_ups(session, PILKADA)
    assert len(follow_up.history) == 2


# The card


@pytest.fixture
def ngada(session: Session) -> str:
    """The address of a card."""
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 28_000_000_000),
        term("53.09", "KPU", TermKind.NUMBER, "900/12/NPHD"),
    )
    return f"/agreements/{number_of(session, '53.09')}/kartu"


def test_a_card_that_somebody_else_changed_is_not_put_back(
    session: Session, siti: FlaskClient, agus: FlaskClient, ngada: str
) -> None:
    """Agus's form still holds the number that Siti corrected meanwhile."""
    opened = seen(agus.get(ngada))
    card = {**EMPTY_CARD, "number": "900/12/NPHD", "seen": opened}
    assert siti.post(ngada, data={**card, "number": "900/21/NPHD"}).status_code == 302

    late = agus.post(ngada, data={**card, "return_due": "2025-03-31"})

    assert late.status_code == 409
    assert "sudah diubah oleh siti (impor nomor 2)" in words(late.text)
    assert 'value="2025-03-31"' in late.text
    [holding] = store.load_holdings(session, PILKADA)
    assert holding.terms.number == "900/21/NPHD"
    assert holding.terms.return_due is None
    session.rollback()
    mended = {**card, "number": "900/21/NPHD", "return_due": "2025-03-31", "seen": seen(late)}
    assert agus.post(ngada, data=mended).status_code == 302
    [holding] = store.load_holdings(session, PILKADA)
    assert holding.terms.number == "900/21/NPHD"
    assert holding.terms.return_due is not None


def test_of_those_who_save_a_card_at_once_one_is_first(
    app: Flask, session: Session, siti: FlaskClient, ngada: str
) -> None:
    card = {**EMPTY_CARD, "seen": seen(siti.get(ngada))}
    people = [signed_in_client(app, name=f"orang-{number}") for number in range(4)]

    answers = at_once(*[
        lambda one=one, n=n: one.post(ngada, data={**card, "number": f"NPHD-{n}"}).status_code
        for n, one in enumerate(people)
    ])  # fmt: skip

    assert sorted(answers) == [302, 409, 409, 409]
    assert len(store.list_imports(session)) == 2


# Imports


def test_previews_applied_at_once_go_in_one_after_the_other(
    app: Flask, session: Session, client: FlaskClient
) -> None:
    """Each is of another region, so none makes another's preview stale."""
    numbers = []
    regions = ["Kabupaten Ngada", "Kabupaten Sikka", "Kabupaten Ende", "Kabupaten Belu"]
    for place, region in enumerate(regions):
        rows = small_recap(1_000_000_000 * (place + 1), region)[:-1]
        numbers += preview(client, workbook(rows, f"{place}.xlsx"))[1]

    answers = at_once(*[
        lambda n=n: signed_in_client(app).post(f"/imports/{n}/apply").status_code for n in numbers
    ])  # fmt: skip

    assert answers == [302] * 4
    applied = [row for row in store.list_imports(session) if row.status == "applied"]
    assert sorted(row.sequence or 0 for row in applied) == [1, 2, 3, 4]
    assert len(store.load_holdings(session, PILKADA)) == 4


def test_an_import_undone_while_another_is_applied_makes_its_preview_stale(
    app: Flask, client: FlaskClient
) -> None:
    [first] = preview(client, workbook(small_recap(1_000_000_000), "a.xlsx"))[1]
    assert client.post(f"/imports/{first}/apply").status_code == 302
    [second] = preview(client, workbook(small_recap(2_000_000_000), "b.xlsx"))[1]

    undone, applied = at_once(
        lambda: signed_in_client(app).post(f"/imports/{first}/undo").status_code,
        lambda: signed_in_client(app).post(f"/imports/{second}/apply").status_code,
    )

    assert undone == 302
    assert applied in (302, 409)
    with app.app_context(), db.engine.connect() as connection:
        states = {
            row[0]: row[1] for row in connection.execute(text('SELECT id, status FROM "import"'))
        }
        figures = connection.scalar(
            text("SELECT count(*) FROM figure WHERE import_id = :id"), {"id": second}
        )
    assert states[first] == "undone"
    assert (states[second], figures) == (("applied", 4) if applied == 302 else ("staged", 0))


def test_one_answer_at_once_with_another_loses_neither_unsaid(
    app: Flask, session: Session, client: FlaskClient
) -> None:
    """Either both hold, or the second is told that the first came before."""
    [number] = preview(client, workbook(small_recap(), "a.xlsx"))[1]
    answers = at_once(*[
        lambda kind=kind, said=said: signed_in_client(app).post(
            f"/imports/{number}/lembar", data={"sheet": "Rekap", "kind": kind, **said},
            follow_redirects=True,
        ).text
        for kind, said in (("unit", {"unit": "1000"}), ("date", {"as_of": "2024-09-01"}))
    ])  # fmt: skip

    options = store.get_import(session, number).options
    told = ["dijawab orang lain" in page for page in answers]
    stands = ["1000" in options, "2024-09-01" in options]
    assert any(stands)
    assert [a or b for a, b in zip(told, stands, strict=True)] == [True, True]


# Where the database asks to begin again


@pytest.mark.parametrize("database_name", ["postgresql"])
@pytest.mark.usefixtures("meeting")
def test_a_write_that_the_database_ends_is_begun_again_and_stored_once(
    app: Flask, session: Session, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real deadlock: another transaction holds what the page wants, and wants what it holds."""
    [number] = preview(client, workbook(small_recap(9_000_000_000), "a.xlsx"))[1]
    discard, begun = store.discard_import, []

    def discard_in_a_deadlock(session: Session, import_id: int) -> None:
        begun.append(1)
        session.execute(text("LOCK TABLE roster"))
        if len(begun) == 1:
            other.start()
            holds.wait(20)
        session.execute(text("SET LOCAL deadlock_timeout = '50ms'"))
        session.execute(text("LOCK TABLE layout"))
        discard(session, import_id)

    def stand_in_the_way() -> None:
        with app.app_context():
            engine = db.engine
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL deadlock_timeout = '10s'"))
            connection.execute(text("LOCK TABLE layout"))
            holds.set()
            connection.execute(text("LOCK TABLE roster"))

    holds, other = threading.Event(), threading.Thread(target=stand_in_the_way)
    monkeypatch.setattr(store, "discard_import", discard_in_a_deadlock)

    answer = client.post(f"/imports/{number}/discard")
    other.join()

    assert answer.status_code == 302
    assert len(begun) == 2
    assert store.get_import(session, number).status == "discarded"
