"""What went wrong is a plain page that says what to do, and no trace."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from nphd_tracker.web.serving.access import public
from nphd_tracker.web.serving.settings import MAX_REQUEST_BYTES


def test_request_that_is_too_large_is_refused_with_a_plain_page(
    app: Flask, client: FlaskClient
) -> None:
    app.config.update(MAX_CONTENT_LENGTH=10, WTF_CSRF_ENABLED=False)
    answer = client.post("/imports", data={"as_of": "x" * 1000})
    assert answer.status_code == 413
    assert "Berkas terlalu besar" in answer.text
    assert MAX_REQUEST_BYTES > 22 * 10 * 2**20


def test_failure_shows_no_trace(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    @app.get("/broken")
    @public
    def broken() -> str:
        raise RuntimeError("secret detail")

    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Terjadi kesalahan pada sistem" in answer.text
    assert "secret detail" in caplog.text
