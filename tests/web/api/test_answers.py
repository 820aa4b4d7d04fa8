"""Tags, languages, and what a program is told when something is wrong."""

import pytest
from flask import Flask

from .conftest import Program


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("path", ["/absorption", "/agreements", "/absorption.csv", "/figures.csv"])
def test_an_answer_that_is_known_is_not_sent_again(program: Program, path: str) -> None:
    first = program.ask(path)
    tag = first.headers["ETag"]
    again = program.ask(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert program.ask(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.usefixtures("meeting")
def test_a_compressed_answer_is_known_by_its_tag_too(program: Program) -> None:
    first = program.ask("/agreements", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    again = program.ask("/agreements", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_other_filters_have_another_tag(program: Program) -> None:
    tags = {program.ask(f"/absorption?lang={one}").headers["ETag"] for one in ("id", "en")}
    assert len(tags) == 2


@pytest.mark.parametrize(
    ("accepted", "title"),
    [
        ("", "Tidak ditemukan"),
        ("id", "Tidak ditemukan"),
        ("en-GB,en;q=0.8", "Not found"),
        ("de", "Tidak ditemukan"),
    ],
)
def test_problems_are_told_in_the_language_accepted(
    program: Program, accepted: str, title: str
) -> None:
    answer = program.ask("/nope", headers={"Accept-Language": accepted} if accepted else {})
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json() == {
        "type": "/docs/api#404",
        "title": title,
        "status": 404,
        "detail": answer.get_json()["detail"],
    }


def test_field_errors_are_told_in_the_language_accepted(program: Program) -> None:
    said = program.ask("/agreements?page=x").get_json()["errors"]
    assert said == {"page": ["Bukan angka."]}
    english = program.ask("/agreements?page=x&lang=en").get_json()["errors"]
    assert english == {"page": ["Not a valid integer."]}


def test_an_answer_says_what_it_depends_on(program: Program) -> None:
    for path in ("/elections", "/absorption.csv", "/agreements/1"):
        assert {"authorization", "accept-language"} <= set(program.ask(path).vary.as_set())


def test_no_cookie_is_set(program: Program) -> None:
    answer = program.ask("/absorption?lang=en")
    assert "Set-Cookie" not in answer.headers


def test_a_wrong_method_names_the_right_ones(program: Program) -> None:
    answer = program.ask("/absorption", "DELETE")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_body_that_is_no_json(program: Program) -> None:
    answer = program.post("/follow-ups", data="{", content_type="application/json")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert "Isinya bukan JSON" in answer.get_json()["detail"]


def test_what_fails_inside_says_nothing_of_the_inside(
    app: Flask, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise RuntimeError("rahasia")

    monkeypatch.setattr("nphd_tracker.store.list_elections", fail)
    answer = program.ask("/elections")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "rahasia" not in answer.text
