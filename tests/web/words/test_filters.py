"""The office's own clock, with the word for it: on pages and in workbooks."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from nphd_tracker.errors import TrackerError
from nphd_tracker.web.serving.settings import read_settings
from nphd_tracker.web.words.filters import waktu

MOMENT = datetime(2024, 8, 1, 20, 30, tzinfo=UTC)


@pytest.fixture(params=["Asia/Jakarta", "Asia/Makassar", "WIT"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Set before the application is made; the word for it."""
    monkeypatch.setenv("NPHD_ZONE", request.param)
    return {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "WIT": "WIT"}[request.param]


def test_pages_say_the_office_s_time(zone: str, app: Flask) -> None:
    hour = {"WIB": "03.30", "WITA": "04.30", "WIT": "05.30"}[zone]
    with app.test_request_context("/?lang=id"):
        assert waktu(MOMENT) == f"2 Agustus 2024, {hour} {zone}"


def test_workbooks_say_it_too(zone: str, meeting: None, client: FlaskClient) -> None:
    book = load_workbook(BytesIO(client.get("/reports/ringkasan.xlsx").data))
    texts = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert f" {zone}" in texts
    assert "UTC" not in texts


def test_an_unknown_zone_is_refused_with_those_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPHD_ZONE", "Asia/Bangkok")
    with pytest.raises(TrackerError, match="Asia/Makassar"):
        read_settings(instance_path=tmp_path)
