"""A program that asks the interface: a client that sends no cookie and no form."""

import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.signing import signed_in_client

SHEETS = Path(__file__).parents[2] / "sheets"
RECAP = SHEETS / "rekap-nphd-ntt-2024-08-01.xlsx"
ROOT = "/api/v1"


class Program:
    """Asks /api/v1 with one token, and expects what it says it expects."""

    def __init__(self, client: FlaskClient, headers: dict[str, str]) -> None:
        self._client = client
        self.headers = headers

    def ask(self, path: str, method: str = "GET", **more: Any) -> TestResponse:
        headers = {**self.headers, **more.pop("headers", {})}
        return self._client.open(f"{ROOT}{path}", method=method, headers=headers, **more)

    def get(self, path: str, **more: Any) -> Any:
        """The JSON of an answer that must be there."""
        answer = self.ask(path, **more)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def post(self, path: str, **more: Any) -> TestResponse:
        return self.ask(path, "POST", **more)

    def patch(self, path: str, **more: Any) -> TestResponse:
        return self.ask(path, "PATCH", **more)

    def send(self, content: Path | bytes, name: str = "rekap.xlsx", **fields: Any) -> TestResponse:
        """Uploads one file."""
        stream = io.BytesIO(content.read_bytes() if isinstance(content, Path) else content)
        return self.post("/imports", data={"file": (stream, name), **fields})


@pytest.fixture
def program(app: Flask) -> Program:
    """A program that may do everything there is for programs."""
    return Program(signed_in_client(app), {})
