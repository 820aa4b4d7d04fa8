"""The pages tell the trail who did what, and show it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from nphd_tracker import intake, store
from nphd_tracker.reading import ReadOptions
from nphd_tracker.web.trail import by_whom

SHEET = Path(__file__).parent.parent / "sheets" / "rekap-nphd-ntt-2024-08-01.xlsx"


@pytest.fixture
def no_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def upload(client: FlaskClient) -> int:
    with SHEET.open("rb") as file:
        answer = client.post("/imports", data={"files": (file, SHEET.name)})
    return int(answer.location.rsplit("=", 1)[1])


@pytest.mark.usefixtures("no_csrf")
def test_an_import_is_told_with_the_address_it_came_from(
    client: FlaskClient, session: Session
) -> None:
    number = upload(client)
    client.post(f"/imports/{number}/apply")
    client.post(f"/imports/{number}/undo")

    told = [event for event in store.list_events(session) if event.subject == f"import/{number}"]
    assert [event.what for event in reversed(told)] == [
        "import-staged",
        "import-applied",
        "import-undone",
    ]
    assert {event.address for event in told} == {"127.0.0.1"}


def test_an_import_says_who_brought_applied_and_undid_it(
    open_page: Callable[[str], str], session: Session, tmp_path: Path
) -> None:
    store.act_as(session, "sari")
    done = intake.import_file(session, SHEET, SHEET.name, ReadOptions(), tmp_path / "uploads")
    number = done.import_id
    assert number
    store.act_as(session, "perintah:budi")
    store.undo_import(session, number)
    session.commit()

    assert "oleh sari" in open_page("/imports")
    page = open_page(f"/imports/{number}")
    assert page.count("oleh sari") == 2
    assert "oleh perintah (budi)" in page


def test_nobody_and_a_command_have_words(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert by_whom("") == "not recorded"
        assert by_whom("perintah:siti") == "command (siti)"
        assert by_whom("sari") == "sari"
