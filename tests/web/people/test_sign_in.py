"""/masuk and /keluar: who gets in, who does not, and that nobody learns more than that."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from nphd_tracker import passwords, store
from nphd_tracker.models import Person, Role, SignInAttempt, UserSession
from nphd_tracker.store.accounts.attempts import OF_ACCOUNT_HERE
from nphd_tracker.store.accounts.sessions import IDLE, LIFETIME
from nphd_tracker.web import create_app
from nphd_tracker.web.people.sign_in import safe_next
from nphd_tracker.web.serving.access import PERMISSIONS
from nphd_tracker.web.serving.database import db
from tests.signing import add_person
from tests.web.seen import words

GOOD = "meja lampu sungai batu"
WRONG = "bukan kata sandinya"
NOON = datetime(2026, 8, 1, 5, tzinfo=UTC)


@pytest.fixture
def sri(app: Flask) -> Person:
    return add_person(app, "sri", Role.OFFICER, password_hash=passwords.hash_password(GOOD))


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def sign_in(client: FlaskClient, name: str, password: str, **more: Any) -> TestResponse:
    """As a browser does it, with the form's token."""
    address = more.pop("address", "127.0.0.1")
    sent = {"csrf_token": token(client.get("/masuk").text), "name": name, "password": password}
    return client.post("/masuk", data={**sent, **more}, environ_overrides={"REMOTE_ADDR": address})


def is_in(client: FlaskClient) -> bool:
    return client.get("/glosarium").status_code == 200


def cookie(client: FlaskClient, name: str = "nphd") -> str:
    found = client.get_cookie(name)
    return found.value if found else ""


def test_right_password_lets_in_and_goes_where_one_was_going(
    anonymous_client: FlaskClient, sri: Person
) -> None:
    client = anonymous_client
    answer = client.get("/selisih?agency=KPU")
    assert (answer.status_code, answer.location) == (302, "/masuk?next=/selisih?agency%3DKPU")
    page = client.get(answer.location).text
    asked = re.search(r'name="next" value="([^"]*)"', page)
    assert asked is not None
    answer = sign_in(client, " SRI ", GOOD, next=asked[1])
    assert (answer.status_code, answer.location) == (302, "/selisih?agency=KPU")
    assert is_in(client)
    assert "sri" in words(client.get("/akun").text)
    assert client.get("/masuk").location == "/"


@pytest.mark.parametrize(
    "state", ["wrong password", "no such person", "disabled", "stale", "empty"]
)
def test_whatever_is_wrong_the_answer_is_the_same(
    anonymous_client: FlaskClient, app: Flask, session: Session, state: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    person = add_person(app, "sri", password_hash=passwords.hash_password(GOOD))
    name, password = "sri", GOOD
    if state == "wrong password":
        password = WRONG
    elif state == "no such person":
        name = "ani"
    elif state == "empty":
        password = ""
    else:
        row = session.get_one(Person, person.id)
        if state == "disabled":
            row.disabled_at = datetime.now(UTC)
        else:
            row.must_change = True
            row.password_set_at = datetime.now(UTC) - store.FIRST_PASSWORD_LASTS * 2
        session.commit()
    hashed = []
    verify = passwords.verify_password
    monkeypatch.setattr(passwords, "verify_password",
                        lambda *said: hashed.append(1) or verify(*said))  # fmt: skip
    answer = sign_in(anonymous_client, name, password)
    assert answer.status_code == 403
    assert "Nama atau kata sandi salah, atau akunnya tidak aktif." in answer.text
    page = re.sub(r'csrf_token" value="[^"]+"|value="(sri|ani)"', "", answer.text)
    monkeypatch.undo()
    other = sign_in(app.test_client(), "orang-lain", "apa saja").text
    assert page == re.sub(r'csrf_token" value="[^"]+"|value="orang-lain"', "", other)
    assert hashed == [1]
    assert not is_in(anonymous_client)


@pytest.mark.parametrize("name", ["sri", "tidak-ada"])
def test_a_thousand_guesses_let_nobody_in_and_keep_only_the_guesser_out(
    app: Flask, sri: Person, session: Session, name: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    known = app.test_client()
    assert sign_in_plainly(known, "sri", GOOD).status_code == 302
    guesser = app.test_client()
    answers = [
        sign_in_plainly(guesser, name, f"tebakan nomor {n}", "10.0.0.9").status_code
        for n in range(1000)
    ]
    assert set(answers) <= {403, 429}
    assert answers.count(403) == OF_ACCOUNT_HERE[0].most
    # Even with the right password, from there; and the others as if nothing had been.
    assert sign_in_plainly(app.test_client(), name, GOOD, "10.0.0.9").status_code == 429
    assert sign_in_plainly(app.test_client(), "sri", GOOD, "10.0.0.1").status_code == 302
    known.post("/keluar")
    assert sign_in_plainly(known, "sri", GOOD, "10.0.0.9").status_code == 302


def sign_in_plainly(
    client: FlaskClient, name: str, password: str, address: str = "127.0.0.1"
) -> TestResponse:
    return client.post(
        "/masuk",
        data={"name": name, "password": password},
        environ_overrides={"REMOTE_ADDR": address},
    )


def test_waiting_is_said_and_when_to_come_back(anonymous_client: FlaskClient, sri: Person) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(OF_ACCOUNT_HERE[0].most):
            sign_in(anonymous_client, "sri", WRONG)
        answer = sign_in(anonymous_client, "sri", GOOD)
        assert answer.status_code == 429
        assert answer.headers["Retry-After"] == "900"
        assert "Coba lagi 15 menit lagi" in answer.text
        assert not is_in(anonymous_client)
        clock.shift(timedelta(minutes=15))
        assert sign_in(anonymous_client, "sri", GOOD).status_code == 302


def test_what_was_typed_where_the_name_goes_is_kept_nowhere(
    anonymous_client: FlaskClient, session: Session, sri: Person
) -> None:
    sign_in(anonymous_client, "rahasia-sekali", WRONG)
    sign_in(anonymous_client, "sri", WRONG)
    rows = session.scalars(select(SignInAttempt)).all()
    assert len(rows) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", row.account) for row in rows)
    events = store.list_events(session, what=["sign-in-failed"])
    assert [(event.who, event.subject) for event in events] == [("", "person/sri"), ("", "")]


def test_the_trail_tells_who_came_and_went(
    anonymous_client: FlaskClient, session: Session, sri: Person
) -> None:
    sign_in(anonymous_client, "sri", GOOD, address="10.0.0.7")
    anonymous_client.post("/keluar", data={"csrf_token": token(anonymous_client.get("/akun").text)})
    events = store.list_events(session)[::-1]
    assert [(event.what, event.who, event.subject) for event in events] == [
        ("signed-in", "sri", "person/sri"),
        ("signed-out", "sri", "person/sri"),
    ]
    assert events[0].address == "10.0.0.7"


def test_token_is_new_at_every_sign_in_and_what_was_planted_is_worth_nothing(
    anonymous_client: FlaskClient, app: Flask, sri: Person, session: Session
) -> None:
    client = anonymous_client
    client.get("/masuk")
    planted, form = cookie(client), token(client.get("/masuk").text)
    sign_in(client, "sri", GOOD)
    first = cookie(client)
    assert planted
    assert first != planted
    other = app.test_client()
    other.set_cookie("nphd", planted)
    assert not is_in(other)
    refused = client.post("/keluar", data={"csrf_token": form})
    assert refused.status_code == 400  # the form's token went with the cookie it came in
    answer = client.post(
        "/masuk",
        data={"csrf_token": token(client.get("/akun").text), "name": "sri", "password": GOOD},
    )
    assert answer.status_code == 302
    assert cookie(client) != first
    other.set_cookie("nphd", first)
    assert not is_in(other)
    assert len(session.scalars(select(UserSession)).all()) == 1


def test_cookie_copied_before_signing_out_is_worth_nothing_after(
    anonymous_client: FlaskClient, app: Flask, sri: Person
) -> None:
    sign_in(anonymous_client, "sri", GOOD)
    thief = app.test_client()
    thief.set_cookie("nphd", cookie(anonymous_client))
    assert is_in(thief)
    form = token(anonymous_client.get("/akun").text)
    answer = anonymous_client.post("/keluar", data={"csrf_token": form})
    assert answer.location == "/masuk"
    assert not is_in(anonymous_client)
    assert not is_in(thief)
    assert thief.post("/imports").status_code in (400, 401)


@pytest.mark.parametrize("kept", ["idle", "whole"])
def test_session_ends_by_itself(anonymous_client: FlaskClient, sri: Person, kept: str) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(anonymous_client, "sri", GOOD)
        if kept == "idle":
            clock.shift(IDLE - timedelta(seconds=1))
            assert is_in(anonymous_client)
            clock.shift(IDLE)
        else:
            for _ in range(int(LIFETIME / timedelta(hours=1)) - 1):
                clock.shift(timedelta(hours=1))
                assert is_in(anonymous_client)
            clock.shift(timedelta(hours=1))
        answer = anonymous_client.get("/selisih")
        assert answer.location == "/masuk?next=/selisih"


def test_disabled_person_is_out_at_once(
    anonymous_client: FlaskClient, session: Session, sri: Person
) -> None:
    sign_in(anonymous_client, "sri", GOOD)
    assert is_in(anonymous_client)
    store.disable_person(session, session.get_one(Person, sri.id))
    session.commit()
    assert not is_in(anonymous_client)


def test_password_changed_while_the_old_one_was_looked_at_lets_nobody_in(
    anonymous_client: FlaskClient, session: Session, sri: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = passwords.verify_password
    looked_at: list[str] = []

    def look(kept: str | None, password: str) -> bool:
        is_right = verify(kept, password)
        looked_at.append(password)
        if len(looked_at) == 1:
            person = session.get_one(Person, sri.id)
            store.set_password(
                session, person, passwords.hash_password("kebun teh di lereng utara")
            )
            store.end_sessions(session, sri.id)
            session.commit()
        return is_right

    monkeypatch.setattr(passwords, "verify_password", look)
    assert sign_in(anonymous_client, "sri", GOOD).status_code == 403
    assert not is_in(anonymous_client)
    assert looked_at == [GOOD, GOOD]


def test_role_changed_meanwhile_holds_for_the_next_page(
    anonymous_client: FlaskClient, session: Session, sri: Person
) -> None:
    sign_in(anonymous_client, "sri", GOOD)
    assert anonymous_client.get("/catat").status_code == 200
    person = session.get_one(Person, sri.id)
    store.change_person(session, person, role=Role.VIEWER, scope=person.scope)
    session.commit()
    assert anonymous_client.get("/catat").status_code == 403


@pytest.mark.parametrize(
    "address",
    ["//evil.invalid", "https://evil.invalid/", "/\\evil.invalid", "\\\\evil.invalid", "javascript:x",
     "/\t/evil.invalid", "/\n/evil.invalid", "evil.invalid", "", "/masuk", "/keluar", "///evil.invalid",
     "http:/evil.invalid", "/%0d%0a//evil\r\nSet-Cookie: x=y", "//[evil", "http://[::1"],
)  # fmt: skip
def test_only_a_page_of_ours_is_gone_to(
    anonymous_client: FlaskClient, app: Flask, sri: Person, address: str
) -> None:
    with app.test_request_context():
        assert safe_next(address) == "/"
    assert sign_in(anonymous_client, "sri", GOOD, next=address).location == "/"
    assert anonymous_client.get("/masuk", query_string={"next": address}).location == "/"


def test_pages_that_stay_keep_their_address(app: Flask) -> None:
    with app.test_request_context():
        for address in ("/", "/selisih?agency=KPU&all=1", "/agreements/5#cells", "/regions/53.71"):
            assert safe_next(address) == address


def test_what_was_sent_without_being_signed_in_is_not_lost_silently(
    app: Flask, anonymous_client: FlaskClient
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    answer = anonymous_client.post("/catat", data={"amount": "1"})
    assert answer.status_code == 401
    assert "tidak tersimpan" in answer.text
    assert 'href="/masuk"' in answer.text


def test_without_the_forms_token_nobody_signs_in_or_out(
    anonymous_client: FlaskClient, client: FlaskClient, sri: Person
) -> None:
    answer = anonymous_client.post("/masuk", data={"name": "sri", "password": GOOD})
    assert answer.status_code == 400
    assert client.post("/keluar").status_code == 400
    assert is_in(client)


def test_cookies_are_kept_from_scripts_and_other_sites(
    anonymous_client: FlaskClient, sri: Person
) -> None:
    said = sign_in(anonymous_client, "sri", GOOD).headers.getlist("Set-Cookie")
    assert {one.partition("=")[0] for one in said} == {"nphd", "nphd-browser"}
    for one in said:
        assert "HttpOnly" in one
        assert "SameSite=Lax" in one
        assert "Secure" not in one


def test_behind_tls_cookies_belong_to_this_host_alone(
    app: Flask, monkeypatch: pytest.MonkeyPatch, sri: Person
) -> None:
    monkeypatch.setenv("NPHD_HTTPS", "1")
    settings = app.extensions["nphd-settings"]
    secure = create_app(settings.database_url, settings.instance_path, testing=True)
    try:
        client = secure.test_client()
        page = client.get("/masuk", base_url="https://localhost")
        answer = client.post(
            "/masuk",
            base_url="https://localhost",
            headers={"Referer": "https://localhost/masuk"},
            data={"csrf_token": token(page.text), "name": "sri", "password": GOOD},
        )
        said = answer.headers.getlist("Set-Cookie")
        assert {one.partition("=")[0] for one in said} == {"__Host-nphd", "__Host-nphd-browser"}
        for one in said:
            assert "Secure" in one
            assert "Path=/" in one
            assert "Domain" not in one
    finally:
        with secure.app_context():
            db.engine.dispose()


def test_hash_of_an_old_cost_is_made_again(
    anonymous_client: FlaskClient, session: Session, sri: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "cost", passwords.Cost(memory_kib=16, passes=1))
    sign_in(anonymous_client, "sri", GOOD)
    kept = session.get_one(Person, sri.id).password_hash
    assert kept != sri.password_hash
    assert not passwords.is_outdated(kept)


def test_while_there_is_nobody_the_page_says_how_to_begin(
    anonymous_client: FlaskClient, app: Flask
) -> None:
    command = "nphd user add NAMA --role admin"
    assert command in words(anonymous_client.get("/masuk").text)
    assert "nphd user add NAME --role admin" in words(anonymous_client.get("/masuk?lang=en").text)
    add_person(app, "sri")
    assert command not in words(anonymous_client.get("/masuk?lang=id").text)


def test_navigation_shows_what_one_may_do(client_of: Any, anonymous_client: FlaskClient) -> None:
    pages = {role: client_of(role).get("/glosarium").text for role in Role}
    shown = {role: {name for name in ("Catat angka", "Pengguna") if f">{name}<" in page}
             for role, page in pages.items()}  # fmt: skip
    assert shown == {
        Role.VIEWER: set(),
        Role.OFFICER: {"Catat angka"},
        Role.ADMIN: {"Catat angka", "Pengguna"},
    }
    assert all(">Keluar<" in page and ">Dasbor<" in page for page in pages.values())
    nobody = anonymous_client.get("/masuk").text
    assert ">Keluar<" not in nobody
    assert ">Dasbor<" not in nobody
    assert PERMISSIONS.keys() == set(Role)


@pytest.mark.browser
def test_one_signs_in_through_the_form_and_out_again(page: Page, address: str, sri: Person) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.context.clear_cookies()
    page.goto(f"{address}/glosarium")
    expect(page).to_have_url(f"{address}/masuk?next=/glosarium")
    page.get_by_label("Nama pengguna").fill("sri")
    page.get_by_label("Kata sandi", exact=True).fill(WRONG)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("alert")).to_contain_text("Nama atau kata sandi salah")
    expect(page.get_by_label("Nama pengguna")).to_have_value("sri")
    page.get_by_label("Kata sandi", exact=True).fill(GOOD)
    page.get_by_role("button", name="Masuk").click()
    expect(page).to_have_url(f"{address}/glosarium")
    for path in ("/akun", "/akun/kata-sandi", "/masuk"):
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.goto(f"{address}/glosarium")
    page.get_by_role("button", name="Keluar").click()
    expect(page).to_have_url(f"{address}/masuk")
    page.goto(f"{address}/glosarium")
    expect(page).to_have_url(f"{address}/masuk?next=/glosarium")
    assert [one for one in said if "403" not in one and "Clear-Site-Data" not in one] == []
