"""One office with figures on record, and the two doors to it: the command and the page.

After every test the machine is looked over: no process and no temporary file may be left behind,
and the answer must have come within half a minute.
"""

import html
import io
import json
import os
import re
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from nphd_tracker.cli import main
from nphd_tracker.importing.opening import reader
from nphd_tracker.web import create_app
from nphd_tracker.web.serving.database import db
from tests.cli.conftest import NTT
from tests.signing import signed_in_client
from tests.web.seen import words

TABLES = ("agreement", "figure", "term")
PATIENCE = 30
Figures = dict[tuple[str, str, str | None, str], int]
"""Region, agency, unit and measure -> sen."""


@dataclass
class Office:
    """An instance folder with its database, seen from outside: plain SQL and the file system."""

    folder: Path

    def query(self, sql: str) -> list[Any]:
        with sqlite3.connect(self.folder / "nphd.sqlite3") as connection:
            rows = connection.execute(sql).fetchall()
        connection.close()
        return rows

    def ledger(self) -> list[Any]:
        """All that counts: agreements, figures, terms, and the imports that stand."""
        rows = [self.query(f'SELECT * FROM "{table}" ORDER BY id') for table in TABLES]
        decided = "SELECT id, status FROM import WHERE status NOT IN ('staged', 'discarded')"
        return [*rows, self.query(decided)]

    def figures(self, import_id: int) -> Figures:
        sql = (
            "SELECT region, agency, unit, measure, amount FROM figure JOIN agreement "
            f"ON agreement.id = agreement_id WHERE import_id = {import_id}"
        )
        return {tuple(row[:4]): row[4] for row in self.query(sql)}

    def newest_import(self) -> int:
        return int(self.query("SELECT max(id) FROM import")[0][0])

    def kept(self) -> set[str]:
        """Every file below, also one left where it waited to be read; not the opened cells of one."""
        found = (path for path in (self.folder / "uploads").rglob("*") if path.is_file())
        return {path.name for path in found if path.parent.name != "cells"}


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Nusa Tenggara Timur knew on 1 August 2024, imported once."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NPHD_INSTANCE_PATH", str(folder))
        patch.delenv("NPHD_DATABASE_URL", raising=False)
        patch.delenv("NPHD_ELECTION", raising=False)
        done = CliRunner().invoke(main, ["import", str(NTT)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def office(tmp_path: Path, furnished: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    folder = tmp_path / "instance"
    shutil.copytree(furnished, folder)
    monkeypatch.setenv("NPHD_INSTANCE_PATH", str(folder))
    monkeypatch.delenv("NPHD_DATABASE_URL", raising=False)
    monkeypatch.delenv("NPHD_ELECTION", raising=False)
    return Office(folder)


@pytest.fixture
def nphd(office: Office) -> Callable[..., Result]:
    """Runs ``nphd``; an exception that is not told as a sentence fails the test."""

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)

    return run


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> BytecodeCache:
    """Compiled once for all tests: each has an application of its own."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(
    office: Office, templates: BytecodeCache, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    """The pages; not in testing mode, so that a failing page is the 500 that a person would get."""
    # Read within the request, however large: what becomes of a refusal by the worker, its tests say.
    monkeypatch.setenv("NPHD_LARGE_FILE_BYTES", str(10**9))
    app = create_app(instance_path=office.folder)
    app.jinja_env.bytecode_cache = templates
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that reads English."""
    client = signed_in_client(app)
    client.get("/healthz?lang=en")
    client.token = read_token(client)
    return client


def send(client: FlaskClient, url: str, data: dict[str, Any] | None = None) -> TestResponse:
    """A POST with the page's token; the body is whole, so that no file is left to be closed."""
    token = getattr(client, "token", None) or read_token(client)
    boundary, body = encode_multipart(MultiDict({**(data or {}), "csrf_token": token}))
    return client.post(url, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def read_token(client: FlaskClient) -> str:
    page = client.get("/imports").get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


@dataclass
class Upload:
    """What a page answered to an upload, as text without tags and as it is, and its imports."""

    status: int
    page: str
    source: str
    ids: list[int]


@pytest.fixture
def upload(client: FlaskClient) -> Callable[..., Upload]:
    """Posts files as the page does, and follows to the page that is shown then."""

    def post(*paths: Path, names: dict[Path, str] | None = None, **answers: str) -> Upload:
        named = names or {}
        files = [FileStorage(io.BytesIO(p.read_bytes()), named.get(p, p.name)) for p in paths]
        answer = send(client, "/imports", {"files": files, **answers})
        status, ids = answer.status_code, []
        if status == 302:
            found = re.search(r"ids=([\d%C,]+)", answer.location)
            ids = [int(one) for one in re.split("%2C|,", found[1])] if found else []
            answer = client.get(answer.location)
            assert answer.status_code == 200, answer.text
        return Upload(status, html.unescape(words(answer)), answer.get_data(as_text=True), ids)

    return post


def document(result: Result) -> list[Any]:
    """The files of a command's one JSON document."""
    return json.loads(result.stdout)["files"]


# What must not be left behind


def children() -> set[str]:
    """The processes of this one that still run or wait to be reaped (Linux)."""
    found: set[str] = set()
    for task in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # a thread that ended since it was listed has none
            found |= set(task.read_text().split())
    return found


def members(groups: set[int]) -> list[str]:
    """Processes that run in one of these groups (Linux)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(")")
        except OSError:
            continue
        if int(rest.split()[2]) in groups and rest.split()[0] not in "ZX":
            found.append(name)
    return found


@pytest.fixture(autouse=True)
def nothing_is_left(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    started: set[int] = set()
    start = reader.start_reader

    def note() -> Any:
        process = start()
        started.add(process.pid)
        return process

    monkeypatch.setattr(reader, "start_reader", note)
    before, began = children() if sys.platform == "linux" else set(), time.monotonic()
    yield
    assert time.monotonic() - began < PATIENCE
    assert os.listdir(temporary) == []
    assert list(office.folder.rglob(".*")) == []
    if sys.platform == "linux":
        assert children() <= before
        assert members(started) == []
