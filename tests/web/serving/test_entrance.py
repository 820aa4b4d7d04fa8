"""What a request passes first: its host, its form, its token, its number; and what is written down."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from nphd_tracker.errors import TrackerError
from nphd_tracker.web import create_app
from nphd_tracker.web.serving.headers import HEADERS
from nphd_tracker.web.serving.logs import JsonLine, request_id
from nphd_tracker.web.serving.settings import read_settings
from tests.web.everywhere import places

Make = Callable[..., Flask]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """An application with these ``NPHD_*``, and a page that says who asked."""

    def make(**settings: str) -> Flask:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        app = create_app(database_url="sqlite://", instance_path=tmp_path, testing=True)

        @app.get("/seen")
        def seen() -> dict[str, str]:
            return {"who": request.remote_addr or "", "scheme": request.scheme}

        app.view_functions["seen"].nphd_public = True  # type: ignore[attr-defined]
        return app

    return make


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, object]]]]:
    """What the application wrote down meanwhile, as it stands in the log."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLine())
    logger = logging.getLogger("nphd_tracker")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    logger.removeHandler(handler)
    logger.setLevel(level)


# --- the host and the proxy


def test_any_host_is_answered_unless_their_names_are_known(make: Make) -> None:
    assert make().test_client().get("/healthz", base_url="http://apa.saja").status_code == 200

    client = make(NPHD_HOSTS="nphd.kantor.example, 10.0.0.5").test_client()
    for host in ("nphd.kantor.example", "10.0.0.5:8000", "localhost", "127.0.0.1:8000"):
        assert client.get("/healthz", base_url=f"http://{host}").status_code == 200, host
    refused = client.get("/healthz", base_url="http://lain.example")
    assert refused.status_code == 400
    assert "Alamat server ini tidak dikenal" in refused.text
    assert "lain.example" not in refused.text
    assert refused.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("proxies", "who", "scheme"),
    [("0", "127.0.0.1", "http"), ("1", "10.1.1.9", "https"), ("2", "203.0.113.5", "https")],
)
def test_a_proxy_is_believed_only_when_told(
    make: Make, proxies: str, who: str, scheme: str
) -> None:
    said = make(NPHD_PROXIES=proxies).test_client().get(
        "/seen",
        headers={
            "X-Forwarded-For": "198.51.100.1, 203.0.113.5, 10.1.1.9",
            "X-Forwarded-Proto": "https, https",
            "X-Forwarded-Host": "lain.example",
        },
    )  # fmt: skip
    assert said.json == {"who": who, "scheme": scheme}


def test_a_number_of_proxies_that_is_none_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NPHD_PROXIES", "ya")
    with pytest.raises(TrackerError, match="berapa proksi") as refused:
        read_settings()
    assert "how many proxies" in refused.value.english


# --- headers


@pytest.mark.parametrize("address", ["/", "/healthz", "/nowhere", "/static/nphd.css", "/static/x"])
def test_every_answer_has_every_header(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, name
        assert "Strict-Transport-Security" not in answer.headers


def test_the_content_policy_lets_nothing_in_that_is_not_a_file_of_ours() -> None:
    policy = dict(
        directive.partition(" ")[::2]
        for directive in HEADERS["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert "http" not in HEADERS["Content-Security-Policy"]


def test_tls_is_asked_for_only_behind_tls(make: Make) -> None:
    app = make(NPHD_PROXIES="1")
    over_tls = app.test_client().get("/seen", headers={"X-Forwarded-Proto": "https"})
    assert over_tls.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    plain = app.test_client().get("/seen")
    assert "Strict-Transport-Security" not in plain.headers
    told = make(NPHD_HTTPS="1").test_client().get("/seen")
    assert (
        told.headers["Strict-Transport-Security"] == over_tls.headers["Strict-Transport-Security"]
    )


@pytest.mark.usefixtures("meeting")
def test_no_page_is_kept_and_a_file_only_by_its_content(client: FlaskClient, app: Flask) -> None:
    for place in places(app, "GET"):
        with client.get(place.address) as answer:
            kept = answer.headers["Cache-Control"]
        if place.endpoint != "static":
            assert kept == "private, no-store", place
    assert client.get("/static/nowhere.css").headers["Cache-Control"] == "private, no-store"


def test_leaving_clears_what_the_browser_keeps(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    assert client.post("/keluar").headers["Clear-Site-Data"] == '"cache", "storage"'


# --- what may be sent


def test_no_write_without_its_token(app: Flask, client: FlaskClient) -> None:
    tried = 0
    for place in places(app, "POST"):
        answer = client.post(place.address, data={"any": "thing"})
        assert answer.status_code == 400, place
        assert "Formulir sudah kedaluwarsa" in answer.text, place
        tried += 1
    assert tried >= 14


def test_no_page_takes_other_ways_of_writing(app: Flask) -> None:
    known = {"GET", "HEAD", "OPTIONS", "POST"}
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/api/"):
            assert (rule.methods or set()) <= known, rule


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_an_unknown_way_of_asking_gets_a_plain_page(client: FlaskClient, method: str) -> None:
    answer = client.open("/imports", method=method)
    assert answer.status_code == 405
    assert "tidak dibuka dengan cara itu" in answer.text
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml"])
def test_only_a_form_is_posted_to_a_page(client: FlaskClient, kind: str) -> None:
    answer = client.post("/imports", data="{}", content_type=kind)
    assert answer.status_code == 415
    assert "Bentuk kirimannya tidak dikenal" in answer.text


# --- what is written down


def test_a_request_is_one_line_without_anything_that_was_sent(
    client: FlaskClient, lines: Callable[[], list[dict[str, object]]]
) -> None:
    address = "/regions/53.07?election=Pilkada%20rahasia"
    with client.get(address, headers={"X-Request-ID": "x" * 9}) as answer:
        pass

    [line] = lines()
    assert line.keys() == {
        "time", "level", "logger", "event", "request_id", "method", "pattern", "status", "ms",
    }  # fmt: skip
    assert (line["event"], line["method"], line["pattern"]) == ("request", "GET", "/regions/<code>")
    assert line["status"] == answer.status_code
    assert line["request_id"] == answer.headers["X-Request-ID"] != "x" * 9
    written = json.dumps(line)
    assert "rahasia" not in written
    assert "53.07" not in written
    assert "127.0.0.1" not in written


def test_an_address_that_is_no_page_is_not_written_down(
    client: FlaskClient, lines: Callable[[], list[dict[str, object]]]
) -> None:
    client.get("/nama-orang/rahasia").close()

    [line] = lines()
    assert (line["pattern"], line["status"]) == ("", 404)


def test_a_number_given_by_a_trusted_proxy_is_kept(make: Make) -> None:
    client = make(NPHD_PROXIES="1").test_client()
    good = client.get("/seen", headers={"X-Request-ID": "abc-123.DEF_456"})
    assert good.headers["X-Request-ID"] == "abc-123.DEF_456"
    for bad in ("short", "x" * 65, "a b c d e f g", "{}{}{}{}{}"):
        answer = client.get("/seen", headers={"X-Request-ID": bad})
        assert answer.headers["X-Request-ID"] != bad


def test_a_failure_says_its_type_and_places_and_no_value(
    make: Make, lines: Callable[[], list[dict[str, object]]]
) -> None:
    app = make()
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)

    def broken() -> str:
        try:
            int("rahasia")
        except ValueError as error:
            raise RuntimeError("Rp 5 miliar") from error
        return ""

    app.view_functions["seen"] = broken
    broken.nphd_public = True  # type: ignore[attr-defined]
    with app.test_client().get("/seen?nama=rahasia") as answer:
        page = answer.text

    failure, line = lines()
    assert failure["event"] == "A page failed"
    assert failure["request_id"] == line["request_id"]
    assert f"Nomor permintaan: {line['request_id']}" in page
    errors = failure["errors"]
    assert isinstance(errors, list)
    assert [one["type"] for one in errors] == ["builtins.RuntimeError", "builtins.ValueError"]
    assert any("test_entrance.py" in place and "broken" in place for place in errors[0]["places"])
    assert (line["status"], line["level"]) == (500, "info")
    written = json.dumps([failure, line])
    assert "rahasia" not in written
    assert "miliar" not in written


def test_what_a_message_would_be_filled_with_is_not_written() -> None:
    record = logging.LogRecord(
        "a.library", logging.WARNING, "x.py", 1, "Cannot read %s", ("gaji-sari.xlsx",), None
    )
    line = json.loads(JsonLine().format(record))
    assert (line["event"], line["level"]) == ("Cannot read %s", "warning")
    assert "sari" not in json.dumps(line)
    assert request_id.get() == ""
