"""/healthz: whether it lives. /readyz: whether the server can do its work."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.readiness import FREE_BYTES, not_ready
from nphd_tracker.web.serving.settings import settings_of


def test_healthz_answers_without_a_database(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}


def test_a_prepared_server_is_ready(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_an_older_database_is_not_ready(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json) == (503, {"status": "unavailable"})


def test_it_says_which_part_only_to_the_log(
    app: Flask,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    full = SimpleNamespace(free=FREE_BYTES - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json) == (503, {"status": "unavailable"})
    [record] = [one for one in caplog.records if one.msg == "Not ready"]
    assert record.told == {"parts": ["disk"]}  # type: ignore[attr-defined]


def test_a_database_that_is_gone_and_a_folder_that_is_none_are_told(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("not a folder")
    engine = create_engine(f"sqlite:///{tmp_path / 'nowhere' / 'nphd.sqlite3'}")

    assert not_ready(engine, tmp_path / "uploads") == ["database", "uploads"]
    engine.dispose()


def test_looking_leaves_nothing_behind(app: Flask, client: FlaskClient) -> None:
    client.get("/readyz")

    assert [one.name for one in settings_of(app).uploads.iterdir()] == []
