"""Locked, full or gone: a plain page that says so, nothing half done, and back by itself."""

import errno
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from nphd_tracker.web.serving.access import public
from nphd_tracker.web.serving.database import db
from tests.web.sending import RECAP, file

pytestmark = pytest.mark.usefixtures("meeting")
on_sqlite = pytest.mark.parametrize("database_name", ["sqlite"])
on_postgresql = pytest.mark.parametrize("database_name", ["postgresql"])


def is_told(answer: TestResponse, words: str) -> bool:
    """A page in words, not a trace, that says when to come back."""
    assert answer.status_code == 503, answer.text
    assert answer.headers["Retry-After"]
    assert "Traceback" not in answer.text
    assert "sqlalchemy" not in answer.text.lower()
    return words in answer.text


def database_file(app: Flask) -> Path:
    with app.app_context():
        return Path(str(db.engine.url.database))


def token_of(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/imports").text)
    assert found is not None
    return found[1]


def upload(client: FlaskClient, token: str = "") -> TestResponse:
    data = {"csrf_token": token or token_of(client), "files": [file(RECAP)]}
    return client.post("/imports", data=data, content_type="multipart/form-data")


@on_sqlite
def test_a_page_while_the_file_is_gone_and_after_it_is_back(
    app: Flask, client: FlaskClient
) -> None:
    path = database_file(app)
    assert client.get("/").status_code == 200
    aside = path.with_suffix(".aside")
    path.rename(aside)

    assert is_told(client.get("/"), "Basis data tidak dapat dijangkau")
    assert is_told(client.get("/?lang=en"), "The database cannot be reached")
    assert client.get("/healthz").status_code == 200
    assert not path.exists()

    aside.rename(path)
    assert client.get("/").status_code == 200


@on_sqlite
def test_an_upload_while_the_file_is_locked_and_after(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nphd_tracker.store.engine.BUSY_TIMEOUT_MS", 50)
    token = token_of(client)
    with app.app_context():
        db.engine.dispose()
    other = sqlite3.connect(database_file(app), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert is_told(upload(client, token), "sedang dipakai")
    other.close()

    assert upload(client).status_code == 302


@on_sqlite
def test_an_upload_into_a_full_database_changes_nothing(app: Flask, client: FlaskClient) -> None:
    def limit(pages: int) -> None:
        with app.app_context(), db.engine.connect() as connection:
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    def imports() -> int:
        with app.app_context(), db.engine.connect() as connection:
            return int(connection.scalar(text('SELECT count(*) FROM "import"')) or 0)

    before, token = imports(), token_of(client)
    limit(1)  # no page more than there are now, SQLite makes of it
    answers = [upload(client, token) for _ in range(8)]

    full = [answer for answer in answers if answer.status_code != 302]
    assert full
    assert all(is_told(answer, "Ruang disk server habis") for answer in full)
    assert imports() == before + len(answers) - len(full)
    limit(1_073_741_823)
    assert upload(client).status_code == 302


def test_an_upload_onto_a_full_disk_changes_nothing(
    client: FlaskClient, app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        assert is_told(upload(client), "Ruang disk server habis")
    assert [one for one in (tmp_path / "uploads").rglob("*") if one.is_file()] == []
    with app.app_context(), db.engine.connect() as connection:
        staged = connection.scalar(text("SELECT count(*) FROM \"import\" WHERE status = 'staged'"))
    assert staged == 0
    assert upload(client).status_code == 302


@on_postgresql
def test_a_page_while_the_server_does_not_let_in_and_after(
    app: Flask, client: FlaskClient, postgres: str, run_on_server: Callable[[str], None]
) -> None:
    assert client.get("/").status_code == 200
    run_on_server("ALTER DATABASE pages ALLOW_CONNECTIONS false")
    try:
        run_on_server(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'pages'"
        )
        assert client.get("/").status_code == 503
        assert is_told(client.get("/?lang=en"), "The database cannot be reached")
    finally:
        run_on_server("ALTER DATABASE pages ALLOW_CONNECTIONS true")

    assert client.get("/").status_code == 200


def test_a_defect_is_no_trouble_of_the_database(app: Flask, client: FlaskClient) -> None:
    def broken() -> None:
        with app.app_context(), db.engine.connect() as connection:
            connection.execute(text("SELECT * FROM nowhere"))

    app.view_functions["glossary.index"] = public(broken)

    answer = client.get("/glosarium")

    assert answer.status_code == 500
    assert "Terjadi kesalahan pada sistem" in answer.text
