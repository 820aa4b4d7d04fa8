"""/roster: what is owed, pasted; what is not there yet shows on the chase list."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from nphd_tracker import store
from nphd_tracker.regions import Agency
from nphd_tracker.web.roster_list import read_lines

from .data import PILKADA
from .test_dashboard import section, words

Open = Callable[[str], str]
BOTH = (Agency.KPU, Agency.BAWASLU)


@pytest.fixture(autouse=True)
def no_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def paste(client: FlaskClient, lines: str, *agencies: str) -> TestResponse:
    return client.post(
        "/roster", data={"election": PILKADA, "lines": lines, "agency": list(agencies)}
    )


def test_code_or_name_owes_an_agreement_to_each_chosen_agency() -> None:
    owed, wrong = read_lines("53.09\nKota Kupang\n\n5307\n", BOTH)
    assert owed == [(code, one) for code in ("53.09", "53.71", "53.07") for one in BOTH]
    assert wrong == []


def test_code_and_name_of_a_pasted_row_are_one_and_its_own_agency_counts() -> None:
    lines = "53.09\tKab. Ngada\tTNI\n53.71 Kota Kupang\n53.07;Kab. Sikka;Bawaslu"
    owed, wrong = read_lines(lines, (Agency.KPU,))
    assert owed == [
        ("53.09", Agency.TNI),
        ("53.71", Agency.KPU),
        ("53.07", Agency.BAWASLU),
    ]
    assert wrong == []


def test_what_is_not_clear_is_said_with_its_line() -> None:
    owed, wrong = read_lines("Kupang\nKab. Wakanda\n99.99", BOTH)
    assert owed == []
    assert [(one.number, one.text) for one in wrong] == [
        (1, "Kupang"),
        (2, "Kab. Wakanda"),
        (3, "99.99"),
    ]
    assert "Kota Kupang" in wrong[0].message


def test_without_any_agency_nothing_is_guessed() -> None:
    owed, [wrong] = read_lines("53.09", ())
    assert (owed, wrong.message) == ([], "lembaganya belum dipilih")


@pytest.mark.usefixtures("meeting")
def test_agreement_owed_and_not_there_shows_on_the_chase_list(
    client: FlaskClient, open_page: Open
) -> None:
    paste(client, "53.09\n53.10\n53.71", "KPU")
    page = section(open_page("/tagih"), "chase")
    assert page.startswith("Yang perlu ditagih 20 2 dari 3 pemda punya NPHD KPU.")
    assert "belum ada NPHD: wajib menurut daftar, tanpa satu angka pun" in page
    only = section(open_page("/tagih?reason=missing"), "chase")
    assert only.startswith("Belum ada NPHD 1")
    assert "2 dari 3 pemda punya NPHD KPU" in words(open_page("/roster"))


def test_the_same_list_twice_adds_nothing_and_one_can_be_taken_off(
    client: FlaskClient, session: Session
) -> None:
    paste(client, "53.09\n53.10", "KPU", "BAWASLU")
    paste(client, "53.09", "KPU")
    assert len(store.list_roster(session, PILKADA)) == 4
    session.rollback()
    client.post("/roster/hapus", data={"election": PILKADA, "region": "53.09", "agency": "KPU"})
    assert store.list_roster(session, PILKADA) == [
        ("53.09", Agency.BAWASLU),
        ("53.10", Agency.BAWASLU),
        ("53.10", Agency.KPU),
    ]


def test_good_lines_are_taken_and_the_others_come_back(
    client: FlaskClient, session: Session
) -> None:
    answer = paste(client, "53.09\nKab. Wakanda", "KPU")
    assert answer.status_code == 400
    assert "1 baris tidak dikenali: Kab. Wakanda" in words(answer.text)
    assert store.list_roster(session, PILKADA) == [("53.09", Agency.KPU)]


def test_nothing_pasted_is_asked_for(client: FlaskClient) -> None:
    answer = paste(client, "  ", "KPU")
    assert answer.status_code == 400
    assert "Tempel daftar Pemda" in words(answer.text)
