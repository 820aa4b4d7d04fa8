"""A program asks as the person of its token, with the token's rights and never more."""

import base64
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from nphd_tracker import store
from nphd_tracker.models import Person, Role
from nphd_tracker.regions import Agency
from nphd_tracker.scope import Scope
from nphd_tracker.web.serving.access import Permission
from tests.signing import add_person

from .conftest import RECAP, ROOT, Program, token_of

VIEWS = (Permission.VIEW,)


@pytest.fixture
def officer(app: Flask) -> Person:
    return add_person(app, "petugas", Role.OFFICER)


def ask(app: Flask, path: str, authorization: str = "", method: str = "GET") -> TestResponse:
    headers = {"Authorization": authorization} if authorization else {}
    return app.test_client().open(f"{ROOT}{path}", method=method, headers=headers)


def basic(token: str, name: str = "excel") -> str:
    return "Basic " + base64.b64encode(f"{name}:{token}".encode()).decode()


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer x", "Bearer nphd_x", "Token nphd_x", "Basic !", "\x00"]
)
def test_without_a_valid_token_nothing_is_answered(app: Flask, authorization: str) -> None:
    answer = ask(app, "/absorption", authorization)
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="nphd"'


def test_the_session_of_a_browser_is_no_token(client: FlaskClient) -> None:
    assert client.get("/").status_code == 200
    assert client.get(f"{ROOT}/absorption").status_code == 401
    assert client.post(f"{ROOT}/imports/1/undo").status_code == 401


def test_a_token_opens_no_page(app: Flask, officer: Person) -> None:
    headers = {"Authorization": f"Bearer {token_of(app, officer)}"}
    answer = app.test_client().get("/akun", headers=headers)
    assert answer.status_code == 302


def test_a_token_in_the_address_is_not_read(app: Flask, officer: Person) -> None:
    token = token_of(app, officer)
    for name in ("token", "access_token", "key"):
        assert ask(app, f"/absorption.csv?{name}={token}").status_code == 401


def test_a_token_ends_by_its_date(app: Flask, officer: Person) -> None:
    assert (
        ask(app, "/elections", f"Bearer {token_of(app, officer, days=-0.001)}").status_code == 401
    )


def test_a_token_ends_when_revoked_or_its_person_is_disabled(
    app: Flask, officer: Person, session: Session
) -> None:
    tokens = [f"Bearer {token_of(app, officer)}" for _ in range(2)]
    assert store.revoke_token(session, officer.id, store.list_tokens(session, officer.id)[1].id)
    session.commit()
    assert [ask(app, "/elections", one).status_code for one in tokens] == [401, 200]
    store.disable_person(session, store.get_person(session, officer.id))
    session.commit()
    assert [ask(app, "/elections", one).status_code for one in tokens] == [401, 401]


def test_only_a_hash_of_a_token_is_kept(app: Flask, officer: Person, session: Session) -> None:
    token = token_of(app, officer)
    assert re.fullmatch(r"nphd_[\w-]{43}", token)
    kept = [str(value) for row in session.execute(text("SELECT * FROM api_token")) for value in row]
    trail = json.dumps([(e.before, e.after) for e in store.list_events(session)], default=str)
    assert not any(token in value for value in kept)
    assert token not in trail
    assert token[5:] not in trail


def test_a_token_may_do_no_more_than_it_was_made_for(
    program_of: Callable[..., Program],
) -> None:
    reader = program_of(Role.ADMIN, VIEWS)
    assert reader.ask("/absorption").status_code == 200
    refused = reader.send(RECAP)
    assert (refused.status_code, refused.mimetype) == (403, "application/problem+json")
    assert reader.post("/follow-ups", json={"agreement": 1, "cause": "cash"}).status_code == 403
    importer = program_of(Role.ADMIN, (Permission.VIEW, Permission.IMPORT))
    assert importer.send(RECAP).status_code == 201
    assert importer.post("/follow-ups", json={"agreement": 1, "cause": "cash"}).status_code == 403


def test_a_token_may_do_no_more_than_its_person_today(
    app: Flask, officer: Person, session: Session
) -> None:
    program = Program(app.test_client(), {"Authorization": f"Bearer {token_of(app, officer)}"})
    assert program.send(RECAP).status_code == 201
    person = store.get_person(session, officer.id)
    store.change_person(session, person, role=Role.VIEWER, scope=Scope())
    session.commit()
    assert program.send(RECAP).status_code == 403
    assert program.ask("/absorption").status_code == 200


@pytest.mark.usefixtures("meeting")
def test_a_token_sees_no_more_than_its_person(program_of: Callable[..., Program]) -> None:
    everything = program_of()
    limited = program_of(Role.OFFICER, scope=Scope(frozenset({"53.09"}), frozenset({Agency.KPU})))
    (mine,) = limited.get("/agreements")["agreements"]
    assert (mine["region"], mine["agency"]) == ("53.09", "KPU")
    assert limited.get("/absorption")["total"]["committed"] == 28_196_513_000
    for path in ("/absorption", "/agreements", "/follow-ups", "/imports", "/elections"):
        assert limited.get(path)["covers"] == {"regions": ["53.09"], "agencies": ["KPU"]}
        assert everything.get(path)["covers"] == {"regions": [], "agencies": []}
    for one in everything.get("/agreements")["agreements"]:
        expected = 200 if one["id"] == mine["id"] else 404
        for path in (f"/agreements/{one['id']}", f"/agreements/{one['id']}/figures"):
            assert limited.ask(path).status_code == expected
    assert "53.07" not in limited.ask("/figures.csv").text
    assert "53.07" not in limited.ask("/agreements.csv").text
    assert limited.get("/imports")["imports"] == []
    assert limited.ask("/imports/1").status_code == 404
    assert limited.post("/imports/1/undo").status_code == 404
    other = next(o for o in everything.get("/agreements")["agreements"] if o["region"] == "53.07")
    said = {"agreement": other["id"], "cause": "cash"}
    assert limited.post("/follow-ups", json=said).status_code == 404
    number = everything.post("/follow-ups", json=said).get_json()["id"]
    assert limited.ask(f"/follow-ups/{number}").status_code == 404
    change = limited.patch(f"/follow-ups/{number}", json={}, headers={"If-Match": "*"})
    assert change.status_code == 404
    assert limited.get("/follow-ups")["follow_ups"] == []


@pytest.mark.usefixtures("meeting")
def test_a_token_can_be_narrowed_to_places(program_of: Callable[..., Program]) -> None:
    narrow = program_of(places=["53.09"])
    assert {one["region"] for one in narrow.get("/agreements")["agreements"]} == {"53.09"}
    within = program_of(Role.OFFICER, scope=Scope(frozenset({"53"})), places=["53.15"])
    assert {one["region"] for one in within.get("/agreements")["agreements"]} == {"53.15"}


@pytest.mark.usefixtures("meeting")
def test_a_token_whose_places_its_person_lost_is_none(program_of: Callable[..., Program]) -> None:
    lost = program_of(Role.OFFICER, scope=Scope(frozenset({"51"})), places=["53.09"])
    assert lost.ask("/agreements").status_code == 401


@pytest.mark.parametrize(
    ("mine", "other", "both"),
    [
        (Scope(), Scope(), Scope()),
        (Scope(frozenset({"53"})), Scope(), Scope(frozenset({"53"}))),
        (Scope(frozenset({"53"})), Scope(frozenset({"53.71", "51"})), Scope(frozenset({"53.71"}))),
        (Scope(frozenset({"53.71"})), Scope(frozenset({"53"})), Scope(frozenset({"53.71"}))),
        (Scope(frozenset({"53"})), Scope(frozenset({"51"})), None),
        (Scope(agencies=frozenset({Agency.KPU})), Scope(agencies=frozenset({Agency.TNI})), None),
        (Scope(agencies=frozenset({Agency.KPU})), Scope(frozenset({"53"})),
         Scope(frozenset({"53"}), frozenset({Agency.KPU}))),
    ],
)  # fmt: skip
def test_what_lies_in_two_scopes(mine: Scope, other: Scope, both: Scope | None) -> None:
    assert mine.meet(other) == both
    assert other.meet(mine) == both


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    "path", ["/absorption.csv", "/agreements.csv", "/figures.csv", "/report.xlsx"]
)
def test_a_spreadsheet_may_keep_the_token_as_a_password(
    app: Flask, officer: Person, path: str
) -> None:
    assert ask(app, path, basic(token_of(app, officer))).status_code == 200
    refused = ask(app, path, basic("nphd_salah"))
    assert refused.status_code == 401
    assert "Basic" in refused.headers["WWW-Authenticate"]


def test_a_password_is_no_way_to_anything_else(app: Flask, officer: Person) -> None:
    kept = basic(token_of(app, officer))
    for method, path in (("GET", "/absorption"), ("GET", "/imports"), ("POST", "/imports/1/undo"),
                         ("POST", "/absorption.csv")):  # fmt: skip
        answer = ask(app, path, kept, method)
        assert answer.status_code in (401, 405)
        assert "Basic" not in answer.headers.get("WWW-Authenticate", "")


def test_when_it_was_last_used_is_kept_but_seldom_written(
    app: Flask, officer: Person, session: Session
) -> None:
    token = token_of(app, officer)
    ask(app, "/elections", f"Bearer {token}")
    (row,) = store.list_tokens(session, officer.id)
    first = row.last_used_at
    assert first is not None
    ask(app, "/elections", f"Bearer {token}")
    session.expire_all()
    assert store.list_tokens(session, officer.id)[0].last_used_at == first
    row.last_used_at = first - store.TOKEN_USED_EVERY
    session.commit()
    ask(app, "/elections", f"Bearer {token}")
    session.expire_all()
    assert (row.last_used_at or first) >= first


def test_somebody_who_must_change_the_password_asks_by_no_token(app: Flask) -> None:
    fresh = add_person(app, "baru", Role.OFFICER, must_change=True)
    assert ask(app, "/elections", f"Bearer {token_of(app, fresh)}").status_code == 403


def test_work_of_programs_names_the_person(app: Flask, officer: Person, session: Session) -> None:
    program = Program(app.test_client(), {"Authorization": f"Bearer {token_of(app, officer)}"})
    number = program.send(RECAP).get_json()["files"][0]["import"]
    program.post(f"/imports/{number}/apply", json={})
    (row,) = program.get("/imports")["imports"]
    assert (row["created_by"], row["applied_by"]) == ("petugas", "petugas")
    told = {event.who for event in store.list_events(session) if "import" in event.subject}
    session.rollback()  # whoever has read holds up, on SQLite, whoever is to write
    assert told == {"petugas"}
    agreement = program.get("/agreements?region=53.07")["agreements"][0]["id"]
    opened = program.post("/follow-ups", json={"agreement": agreement, "cause": "cash"})
    assert opened.get_json()["history"][0]["who"] == "petugas"


def test_who_asks_too_often_is_told_when_to_come_back(program: Program) -> None:
    answers = (program.ask("/report.xlsx") for _ in range(200))
    refused = next(one for one in answers if one.status_code == 429)
    assert refused.mimetype == "application/problem+json"
    assert 1 <= int(refused.headers["Retry-After"]) <= 61


# --- the page


def send(client: FlaskClient, path: str, data: dict[str, Any] | None = None) -> TestResponse:
    page = client.get("/akun/token").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    return client.post(f"/akun/token{path}", data={**(data or {}), "csrf_token": token[1]})


def numbers(session: Session) -> list[int]:
    """Of all tokens there are."""
    found = list(session.scalars(text("SELECT id FROM api_token")))
    session.rollback()
    return found


def made(client: FlaskClient, **more: Any) -> TestResponse:
    said = {"name": "Power BI kantor", "permission": ["view"], "days": "90", **more}
    return send(client, "", said)


def shown(answer: TestResponse) -> str:
    found = re.search(r"nphd_[\w-]{43}", answer.text)
    assert found is not None, answer.text
    return found[0]


@pytest.mark.usefixtures("meeting")
def test_a_token_is_made_on_the_page_and_shown_once(app: Flask, client: FlaskClient) -> None:
    answer = made(client)
    token = shown(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert ask(app, "/absorption", f"Bearer {token}").status_code == 200
    page = client.get("/akun/token").text
    assert token not in page
    assert f"…{token[-4:]}" in page
    assert "Power BI kantor" in page


def test_a_token_is_revoked_on_the_page(app: Flask, client: FlaskClient, session: Session) -> None:
    token = shown(made(client))
    (number,) = numbers(session)
    send(client, f"/{number}/cabut")
    assert ask(app, "/elections", f"Bearer {token}").status_code == 401
    assert "dicabut" in client.get("/akun/token").text
    send(client, f"/{number}/cabut")
    told = [e.what for e in store.list_events(session) if e.subject == f"token/{number}"]
    assert told == ["token-revoked", "token-created"]


def test_nobody_revokes_anothers_token(
    app: Flask, officer: Person, client: FlaskClient, session: Session
) -> None:
    token = token_of(app, officer)
    (number,) = numbers(session)
    assert send(client, f"/{number}/cabut").status_code == 404
    assert ask(app, "/elections", f"Bearer {token}").status_code == 200


def test_nobody_makes_a_token_for_more_than_they_may(
    client_of: Callable[..., FlaskClient], session: Session
) -> None:
    viewer = client_of(Role.VIEWER, Scope(frozenset({"53.09"})))
    for wrong in (
        {"permission": ["view", "import"]},
        {"permission": ["admin"]},
        {"permission": []},
        {"days": "4000"},
        {"name": " "},
        {"places": "53.07"},
        {"places": "Antah Berantah"},
    ):
        answer = made(viewer, **wrong)
        assert answer.status_code == 400, wrong
        assert "nphd_" not in answer.text
    assert numbers(session) == []
    assert shown(made(viewer, places="53.09"))


def test_there_is_an_end_to_how_many(app: Flask, client: FlaskClient, session: Session) -> None:
    me = add_person(app, "tes-admin")
    for _ in range(store.MOST_TOKENS):
        token_of(app, me)
    assert made(client).status_code == 400
    row = store.list_tokens(session, me.id)[0]
    row.expires_at = datetime.now(UTC) - timedelta(seconds=1)
    session.commit()
    assert shown(made(client))


def test_a_name_is_no_markup(client: FlaskClient) -> None:
    made(client, name="<img src=x>")
    assert "<img src=x>" not in client.get("/akun/token").text
