"""A program that asks the interface: a client that sends no cookie and no form."""

import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from nphd_tracker import store
from nphd_tracker.models import Person, Role
from nphd_tracker.scope import EVERYTHING, Scope
from nphd_tracker.web.api.bearer import GRANTED
from nphd_tracker.web.serving.access import Permission
from nphd_tracker.web.serving.database import db
from tests.signing import add_person

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
        # Buffered: what is sent from a file lets go of it.
        return self._client.open(
            f"{ROOT}{path}", method=method, headers=headers, buffered=True, **more
        )

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
def program_of(app: Flask) -> Callable[..., Program]:
    """``program_of(role, permissions, scope, places)``: with a token of somebody of its own."""
    numbers = count(1)

    def make(
        role: Role = Role.ADMIN,
        permissions: Iterable[Permission] = GRANTED,
        scope: Scope = EVERYTHING,
        places: Iterable[str] = (),
    ) -> Program:
        person = add_person(app, f"program-{role.value}-{next(numbers)}", role, scope)
        return Program(
            app.test_client(),
            {"Authorization": f"Bearer {token_of(app, person, permissions, places)}"},
        )

    return make


@pytest.fixture
def program(program_of: Callable[..., Program]) -> Program:
    """A program that may do everything there is for programs."""
    return program_of()


def token_of(
    app: Flask,
    person: Person,
    permissions: Iterable[Permission] = GRANTED,
    places: Iterable[str] = (),
    days: float = 30,
) -> str:
    with app.app_context():
        engine = db.engine
    until = datetime.now(UTC) + timedelta(days=days)
    with Session(engine) as session:
        _row, token = store.create_token(session, person.id, "uji", permissions, until, places)
        session.commit()
    return token
