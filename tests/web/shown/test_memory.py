"""What is kept from page to page is forgotten as soon as anybody imports or undoes."""

import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.models import Base
from nphd_tracker.reading import Measure
from nphd_tracker.web import create_app
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.shown import figures
from nphd_tracker.web.shown.memory import Memory
from tests.web.data import figure, say
from tests.web.seen import section, words

Open = Callable[[str], str]
SIKKA = ("53.07", "KPU", Measure.DISBURSED)


@pytest.mark.usefixtures("meeting")
def test_page_shows_what_another_process_imported_and_undid(
    session: Session, open_page: Open
) -> None:
    assert "67,09%" in words(open_page("/"))
    said = say(session, figure(*SIKKA, 21_700_000_000), file="susulan.xlsx")
    assert "76,70%" in words(open_page("/"))
    assert "Kab. Sikka" not in section(open_page("/"), "below")
    store.undo_import(session, said.id)
    session.commit()
    assert "67,09%" in words(open_page("/"))


@pytest.mark.usefixtures("meeting")
def test_newest_day_is_forgotten_too(session: Session, open_page: Open) -> None:
    assert "Posisi per 1 Agustus 2024" in words(open_page("/"))
    say(session, figure(*SIKKA, 8_000_000_000, on=date(2024, 8, 8)), file="susulan.xlsx")
    assert "Posisi per 8 Agustus 2024" in words(open_page("/"))


def test_question_is_answered_once_while_nothing_changes(session: Session) -> None:
    memory: Memory[int] = Memory(keep=2)
    asked: list[str] = []

    def ask(key: str) -> int:
        return memory.recall(session, key, lambda: len(asked.append(key) or asked))

    assert [ask("a"), ask("a"), ask("b"), ask("a"), ask("c"), ask("a"), ask("b")] == [
        1, 1, 2, 1, 3, 1, 4,
    ]  # fmt: skip
    session.rollback()
    say(session, figure(*SIKKA, 1))
    assert ask("b") == 5


def test_two_databases_are_told_apart(app: Flask, session: Session) -> None:
    memory: Memory[str] = Memory(keep=2)
    other = create_app(database_url="sqlite://", instance_path=app.instance_path, testing=True)
    with other.app_context():
        Base.metadata.create_all(db.engine)
        assert memory.recall(db.session(), "a", lambda: "other") == "other"
    assert memory.recall(session, "a", lambda: "this") == "this"


@pytest.mark.usefixtures("meeting")
def test_language_of_one_page_is_not_that_of_the_next(
    session: Session, client: FlaskClient
) -> None:
    say(session, figure("53.07", "OTHER", Measure.COMMITTED, 100), file="lain.xlsx")
    assert "Penerima lain" in client.get("/?lang=id").text
    assert "Penerima lain" not in client.get("/?lang=en").text


@pytest.mark.usefixtures("meeting")
def test_long_tables_begin_with_the_largest_and_say_what_they_leave_out(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "SHOWN_OF_NATION", 3)
    page = open_page("/?agency=KPU")
    below = section(page, "below")
    assert "Kab. Sikka" in below
    assert "Kab. Sumba Barat Daya" not in below
    assert "3 dari 4 baris; jumlahnya dari semua. Tampilkan semua" in below
    assert "Jumlah 83.740.000.000 33.410.000.000 50.330.000.000 39,89%" in below
    link = re.search(r'href="([^"#]*)#below">Tampilkan semua', page)
    assert link is not None
    whole = open_page(link[1].replace("&amp;", "&"))
    assert "Kab. Sumba Barat Daya" in section(whole, "below")
    assert "Tampilkan semua" not in whole
    assert "6 dari 10 NPHD melapor" in words(whole)


@pytest.mark.usefixtures("meeting")
def test_every_amount_shown_leads_to_its_cell(open_page: Open) -> None:
    for address in ("/", "/?all=1", "/regions/53", "/agencies/KPU"):
        links = re.findall(r'<a class="amount"[^>]*>', open_page(address))
        assert links
        assert all('title="rekap-nphd-ntt' in link for link in links), address


def test_bare_address_leads_to_the_opening_filters_in_the_language_asked_for(
    app: Flask, client: FlaskClient
) -> None:
    app.config["OPENS_ON"] = {"province": "53"}
    assert client.get("/").location == "/?province=53"
    answer = client.get("/?lang=en")
    assert sorted(answer.location.partition("?")[2].split("&")) == ["lang=en", "province=53"]
    assert client.get("/?agency=KPU").status_code == 200


def test_of_many_who_ask_at_once_one_makes_the_answer(session: Session) -> None:
    memory: Memory[int] = Memory(keep=2)
    engine = session.get_bind().engine
    together = threading.Barrier(6)
    made: list[int] = []

    def make() -> int:
        made.append(1)
        time.sleep(0.2)
        return 7

    def ask(_number: int) -> int:
        with Session(engine) as own:
            store.begin_reading(own)
            together.wait(10)
            return memory.recall(own, "a", make)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ask, range(6))) == [7] * 6
    assert made == [1]
