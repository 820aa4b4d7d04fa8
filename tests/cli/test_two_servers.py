"""Two ``nphd serve`` on one PostgreSQL: what the one imports the other shows, and both import at once."""

import io
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import Cookie, CookieJar
from pathlib import Path

import pytest
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from nphd_tracker.web import create_app
from nphd_tracker.web.serving.database import db
from tests.signing import add_person, cookie_of

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.parametrize("database_name", ["postgresql"])


class Visitor:
    """Somebody signed in at one server, with cookies as a browser keeps them."""

    def __init__(self, address: str, cookie: tuple[str, str]) -> None:
        self.address, jar = address, CookieJar()
        name, value = cookie
        jar.set_cookie(
            Cookie(0, name, value, None, False, "127.0.0.1", True, False, "/", True, False, None,
                   False, None, None, {})
        )  # fmt: skip
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def get(self, path: str) -> str:
        with self._opener.open(self.address + path, timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, path: str, data: dict[str, object]) -> tuple[int, str, str]:
        """The status, where it leads to, and the page."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/imports"))
        assert token is not None
        boundary, body = encode_multipart(MultiDict({**data, "csrf_token": token[1]}))
        request = urllib.request.Request(
            self.address + path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        )
        try:
            with self._opener.open(request, timeout=60) as answer:
                return answer.status, answer.url, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.url, error.read().decode()

    def bring_in(self, region: str, disbursed: int) -> int:
        """Uploads and applies a recap of one region; the status of applying it."""
        file = FileStorage(io.BytesIO(recap(region, disbursed)), f"{region}.xlsx")
        _status, url, page = self.post("/imports", {"files": file})
        found = re.search(r"ids=(\d+)", url)
        assert found is not None, page
        return self.post(f"/imports/{found[1]}/apply", {})[0]


def recap(region: str, disbursed: int) -> bytes:
    book, content = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (
        ["REKAPITULASI NPHD PILKADA 2024"],
        ["POSISI : 1 AGUSTUS 2024"],
        [],
        ["NO", "KABUPATEN/KOTA", "PENERIMA HIBAH", "NILAI NPHD", "REALISASI PENCAIRAN"],
        [1, region, "KPU", 20_000_000_000, disbursed],
    ):
        book.active.append(row)
    book.save(content)
    return content.getvalue()


@pytest.fixture
def visitors(database_url: str, tmp_path: Path) -> Iterator[list[Visitor]]:
    """One at each of two servers that share a database and an instance folder."""
    app = create_app(database_url=database_url, instance_path=tmp_path)
    cookie = cookie_of(app, add_person(app, "tes-dua-server"))
    with app.app_context():
        db.engine.dispose()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "NPHD_DATABASE_URL": database_url,
        "NPHD_INSTANCE_PATH": str(tmp_path),
    }
    servers, ports = [], [free_port(), free_port()]
    try:
        for port in ports:
            servers.append(
                subprocess.Popen(
                    [sys.executable, "-m", "nphd_tracker", "serve", "--port", str(port)],
                    cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )
            )  # fmt: skip
        for port in ports:
            wait_for(f"http://127.0.0.1:{port}/healthz")
        yield [Visitor(f"http://127.0.0.1:{port}", cookie) for port in ports]
    finally:
        for server in servers:
            server.send_signal(signal.SIGTERM)
        for server in servers:
            server.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_what_one_server_imports_the_other_shows_and_both_import_at_once(
    visitors: list[Visitor],
) -> None:
    one, other = visitors
    for visitor in visitors:  # each has the empty dashboard in its memory
        visitor.get("/")

    assert one.bring_in("Kabupaten Ngada", 10_000_000_000) == 200
    assert "50,00%" in other.get("/?agency=KPU")
    assert "50,00%" in one.get("/?agency=KPU")

    # Of one region: the later must look again. Of two regions: both go in.
    answers: dict[int, int] = {}

    def bring_in(number: int, region: str, disbursed: int) -> None:
        answers[number] = visitors[number].bring_in(region, disbursed)

    for regions in (("Kabupaten Sikka", "Kabupaten Ende"), ("Kabupaten Alor", "Kabupaten Alor")):
        people = [
            threading.Thread(target=bring_in, args=(number, region, (number + 1) * 5_000_000_000))
            for number, region in enumerate(regions)
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
        if regions[0] != regions[1]:
            assert answers == {0: 200, 1: 200}
        else:
            assert 200 in answers.values()
            assert set(answers.values()) <= {200, 409}

    pages = [visitor.get("/?agency=KPU&all=1") for visitor in visitors]
    for page in pages:
        assert {"Ngada", "Sikka", "Ende", "Alor"} <= set(re.findall(r"Ngada|Sikka|Ende|Alor", page))
