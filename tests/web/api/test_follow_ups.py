"""Follow-ups of programs: opened, listed, and changed only by who has seen what they are."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from .conftest import Program

pytestmark = pytest.mark.usefixtures("meeting")


@pytest.fixture
def agreement(program: Program) -> int:
    number: int = program.get("/agreements?region=53.07")["agreements"][0]["id"]
    return number


def opened(program: Program, agreement: int, **more: Any) -> Any:
    answer = program.post("/follow-ups", json={"agreement": agreement, "cause": "cash", **more})
    assert answer.status_code == 201, answer.text
    return answer


def test_one_is_opened_at_the_rate_it_stands_at(program: Program, agreement: int) -> None:
    answer = opened(program, agreement, promise="Cair  tahap II", office="BPKAD", due="2030-01-31")
    one = answer.get_json()
    assert (one["rate"], one["state"], one["promise"]) == ("32.25", "open", "Cair tahap II")
    assert answer.headers["Location"] == f"/api/v1/follow-ups/{one['id']}"
    assert program.get(f"/follow-ups/{one['id']}") == one
    assert program.get(f"/agreements/{agreement}")["follow_ups"] == [one["id"]]


def test_a_change_needs_the_tag_of_what_was_seen(program: Program, agreement: int) -> None:
    answer = opened(program, agreement, promise="Cair")
    path, tag = f"/follow-ups/{answer.get_json()['id']}", answer.headers["ETag"]
    change = {"state": "kept", "note": "Sudah cair"}
    assert program.patch(path, json=change).status_code == 428
    changed = program.patch(path, json=change, headers={"If-Match": tag})
    assert changed.status_code == 200
    one = changed.get_json()
    assert (one["state"], one["promise"], one["history"][-1]["note"]) == (
        "kept",
        "Cair",
        "Sudah cair",
    )
    late = program.patch(path, json={"state": "closed"}, headers={"If-Match": tag})
    assert late.status_code == 412
    assert program.get(path)["state"] == "kept"
    weak = changed.headers["ETag"]
    again = program.patch(path, json={"state": "closed"}, headers={"If-Match": f"W/{weak}"})
    assert again.get_json()["state"] == "closed"


def test_a_due_date_can_be_taken_away(program: Program, agreement: int) -> None:
    answer = opened(program, agreement, due="2030-01-31")
    path, tag = f"/follow-ups/{answer.get_json()['id']}", answer.headers["ETag"]
    kept = program.patch(path, json={"office": "BPKAD"}, headers={"If-Match": tag})
    assert kept.get_json()["due"] == "2030-01-31"
    tag = kept.headers["ETag"]
    gone = program.patch(path, json={"due": None}, headers={"If-Match": tag})
    assert gone.get_json()["due"] is None


def test_the_list_has_the_filters_and_the_states(program: Program, agreement: int) -> None:
    opened(program, agreement, due="2024-08-02")
    assert [one["state"] for one in program.get("/follow-ups")["follow_ups"]] == ["overdue"]
    assert program.get("/follow-ups?state=closed")["follow_ups"] == []
    assert program.get("/follow-ups?province=11")["follow_ups"] == []


def test_nothing_is_followed_up_that_is_complete(program: Program) -> None:
    number = program.get("/agreements?band=full")["agreements"][0]["id"]
    answer = program.post("/follow-ups", json={"agreement": number, "cause": "cash"})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"cause": "cash"}, "agreement"),
        ({"agreement": "1", "cause": "cash"}, "agreement"),
        ({"agreement": 1, "cause": "rain"}, "cause"),
        ({"agreement": 1, "cause": "cash", "promise": "x" * 501}, "promise"),
        ({"agreement": 1, "cause": "cash", "promise": "a\0b"}, "promise"),
        ({"agreement": 1, "cause": "cash", "promise": "\ud800"}, "promise"),
        ({"agreement": 1, "cause": "cash", "due": "besok"}, "due"),
        ({"agreement": 1, "cause": "cash", "who": "x"}, "who"),
    ],
)
def test_what_cannot_be_written_is_named(program: Program, said: Any, field: str) -> None:
    answer = program.post("/follow-ups", json=said)
    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]) == [field]


def test_overdue_is_no_state_to_be_set(program: Program, agreement: int) -> None:
    answer = opened(program, agreement)
    path, tag = f"/follow-ups/{answer.get_json()['id']}", answer.headers["ETag"]
    refused = program.patch(path, json={"state": "overdue"}, headers={"If-Match": tag})
    assert refused.status_code == 422


def test_an_agreement_or_a_follow_up_that_is_not_there(program: Program) -> None:
    answer = program.post("/follow-ups", json={"agreement": 999, "cause": "cash"})
    assert answer.status_code == 404
    assert program.patch("/follow-ups/9", json={}, headers={"If-Match": "*"}).status_code == 404


def test_of_many_who_change_the_same_one_change_is_taken(
    program: Program, app: Flask, agreement: int
) -> None:
    answer = opened(program, agreement)
    path, tag = f"/follow-ups/{answer.get_json()['id']}", answer.headers["ETag"]

    def change(number: int) -> int:
        mine = Program(app.test_client(), program.headers)
        changed = mine.patch(path, json={"note": f"oleh {number}"}, headers={"If-Match": tag})
        return changed.status_code

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(change, range(8)))
    assert told == [200, *[412] * 7]
    assert len(program.get(path)["history"]) == 2


@pytest.mark.parametrize("due", ["0001-01-01", "9999-12-31"])
def test_a_due_date_that_nobody_means_is_refused(
    program: Program, agreement: int, due: str
) -> None:
    asked = {"agreement": agreement, "cause": "cash", "due": due}
    assert program.post("/follow-ups", json=asked).status_code == 422


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"agreement":' + "9" * 5000 + "}", "{", "\ufeff{"]
)
def test_what_no_reader_of_json_takes_is_refused(program: Program, body: str) -> None:
    answer = program.post("/follow-ups", data=body, content_type="application/json")
    assert answer.status_code == 400
