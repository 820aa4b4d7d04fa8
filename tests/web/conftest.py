"""An application on a database of its own, and a real browser to look at it."""

import shutil
import threading
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from nphd_tracker.models import Role
from nphd_tracker.scope import EVERYTHING, Scope
from nphd_tracker.web import create_app
from nphd_tracker.web.serving.database import db, prepare_database
from tests.signing import add_person, cookie_of, signed_in_client

from .data import ntt, say


@pytest.fixture
def app(tmp_path: Path, database_url: str) -> Iterator[Flask]:
    app = create_app(database_url=database_url, instance_path=tmp_path, testing=True)
    prepare_database(app)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    # Outside the application's context: a request inside one would share its language.
    with app.app_context():
        engine = db.engine
    with Session(engine) as session:
        yield session


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Signed in as an admin who sees everything."""
    return signed_in_client(app)


@pytest.fixture
def anonymous_client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def client_of(app: Flask) -> Callable[..., FlaskClient]:
    """``client_of(role, scope)``: signed in as that, under a name of its own."""
    numbers = count(1)

    def make(role: Role = Role.ADMIN, scope: Scope = EVERYTHING) -> FlaskClient:
        return signed_in_client(app, role, scope, f"orang-{next(numbers)}")

    return make


@pytest.fixture
def meeting(session: Session) -> None:
    """What Nusa Tenggara Timur knew on 1 August 2024."""
    say(session, *ntt())


@pytest.fixture
def open_page(client: FlaskClient) -> Callable[[str], str]:
    """The text of a page that must be there."""

    def get(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        return answer.text

    return get


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application is served while a browser looks at it."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], app: Flask
) -> Callable[..., BrowserContext]:
    """A browser in which an admin is signed in; a test of signing in clears its cookies first."""
    name, value = cookie_of(app, add_person(app, "tes-peramban"), "Chrome/1 Linux")

    def make(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])
        return context

    return make


@pytest.fixture(scope="session")
def base_url() -> None:
    """Addresses are whole here; the plugin's own fixture is one that pytest deprecates."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium; without a sandbox, which a container has no room for."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": chromium, "args": quiet}
