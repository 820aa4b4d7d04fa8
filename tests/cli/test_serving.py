"""The server as an office starts and stops it, with its worker beside it."""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from flask import Flask

from nphd_tracker import passwords
from nphd_tracker.cli.patient_server import has_arrived, is_upload
from nphd_tracker.cli.serving import _require_free_port, _serve_on_windows
from nphd_tracker.errors import TrackerError
from nphd_tracker.models import Role
from tests.bench.served import Answer, Officer, Served, dispose, prepare, serve
from tests.signing import add_person
from tests.web.large import write_large

PASSWORD = "sembilan kuda laut menari"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="gunicorn needs fork")


@pytest.fixture
def url(tmp_path: Path, database_url: str) -> str:
    app = prepare(database_url, tmp_path)
    add_person(app, "petugas", Role.OFFICER, password_hash=passwords.hash_password(PASSWORD))
    dispose(app)
    return database_url


def officer_of(served: Served) -> Officer:
    officer = Officer(served.address)
    assert officer.sign_in("petugas", PASSWORD).status == 302
    return officer


def workers_of(served: Served) -> list[int]:
    listed = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text()
    return [int(one) for one in listed.split() if int(one) not in served.web_processes()]


def until(question: Callable[[], bool], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.1)


def test_it_listens_once_the_database_is_there_and_a_large_file_is_read_beside_it(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPHD_LARGE_FILE_BYTES", "10_000")
    path = write_large(tmp_path / "daftar.xlsx", 900)
    with serve(url, tmp_path, "--processes", "2") as served:
        until(lambda: len(served.web_processes()) == 2)
        officer = officer_of(served)
        answer = officer.post("/imports", files={"daftar.xlsx": path.read_bytes()})
        assert answer.location == "/jobs/1"
        until(lambda: officer.get("/jobs/1").location.startswith("/imports/preview"))
    assert served.process.returncode == 0
    assert not Path(f"/proc/{served.process.pid}").exists()


def test_a_worker_that_dies_is_started_again_and_ends_with_its_server(
    url: str, tmp_path: Path
) -> None:
    with serve(url, tmp_path) as served:
        until(lambda: len(workers_of(served)) == 1)
        (first,) = workers_of(served)
        os.kill(first, signal.SIGKILL)
        until(lambda: workers_of(served) not in ([], [first]))
        (second,) = workers_of(served)
    assert not Path(f"/proc/{second}").exists()


def test_a_worker_outlives_no_server_that_is_killed(url: str, tmp_path: Path) -> None:
    with serve(url, tmp_path) as served:
        until(lambda: len(workers_of(served)) == 1)
        (worker,) = workers_of(served)
        served.process.kill()
        until(lambda: not Path(f"/proc/{worker}").exists())


def test_without_a_worker_none_is_started(url: str, tmp_path: Path) -> None:
    with serve(url, tmp_path, "--no-worker") as served:
        time.sleep(3)
        assert workers_of(served) == []


def test_a_request_that_runs_is_answered_after_the_server_was_told_to_stop(
    url: str, tmp_path: Path
) -> None:
    path = write_large(tmp_path / "daftar.xlsx", 1_500)
    answers: list[Answer] = []
    with serve(url, tmp_path, "--no-worker") as served:
        officer = officer_of(served)
        page = officer.get("/imports")

        def upload() -> None:
            files = {"daftar.xlsx": path.read_bytes()}
            answers.append(officer.post("/imports", files=files, page=page))

        sending = threading.Thread(target=upload)
        sending.start()
        until(lambda: bool(list((tmp_path / "uploads" / "waiting").glob("*"))))
        served.process.terminate()
        sending.join()
    assert answers[0].location == "/imports/preview?ids=1"


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /masuk HTTP/1.1\r\nHost: kantor\r\nX-",
        b"POST /masuk HTTP/1.1\r\nHost: kantor\r\nContent-Length: 30000\r\n\r\nname=",
        b"POST /masuk HTTP/1.1\r\nHost: kantor\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n",
        b"POST /imports HTTP/1.1\r\nHost: kantor\r\nContent-Length: 900000\r\n\r\na",
        b"GET /healthz HTTP/1.1\r\nHost: kantor\r\nConnection: close\r\n\r\n",
    ],
)
def test_requests_that_never_arrive_hold_up_nobody(url: str, tmp_path: Path, begun: bytes) -> None:
    with serve(url, tmp_path, "--no-worker", "--processes", "1", "--threads", "4") as served:
        place = urlsplit(served.address)
        with ExitStack() as stack:
            for _ in range(12):
                line = stack.enter_context(socket.create_connection((place.hostname, place.port)))
                line.sendall(begun)
            before = time.monotonic()
            officer_of(served)
            assert time.monotonic() - before < 6


def test_uploads_that_stall_leave_threads_to_everybody_else(url: str, tmp_path: Path) -> None:
    with serve(url, tmp_path, "--no-worker", "--processes", "1", "--threads", "4") as served:
        officer, place = officer_of(served), urlsplit(served.address)
        cookies = "; ".join(f"{one.name}={one.value}" for one in officer.cookies)
        begun = (
            f"POST /imports HTTP/1.1\r\nHost: kantor\r\nCookie: {cookies}\r\n"
            "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n--x\r\n"
        ).encode()
        with ExitStack() as stack:
            for _ in range(8):
                line = stack.enter_context(socket.create_connection((place.hostname, place.port)))
                line.sendall(begun)
            time.sleep(0.3)
            before = time.monotonic()
            assert officer.get("/imports").status == 200
            assert time.monotonic() - before < 6


def test_a_request_that_arrives_in_pieces_is_answered(url: str, tmp_path: Path) -> None:
    whole = b"GET /healthz HTTP/1.1\r\nHost: kantor\r\nConnection: close\r\n\r\n"
    with serve(url, tmp_path, "--no-worker", "--processes", "1") as served:
        place = urlsplit(served.address)
        with socket.create_connection((place.hostname, place.port), timeout=10) as line:
            for start in range(0, len(whole), 20):
                line.sendall(whole[start : start + 20])
                time.sleep(0.2)
            assert line.recv(1000).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("seen", "is_there"),
    [
        (b"GET / HTTP/1.1\r\n", False),
        (b"GET / HTTP/1.1\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab", False),
        (b"POST / HTTP/1.1\r\ncontent-length:3\r\n\r\nabc", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 900000\r\n\r\na", True),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000, True),
    ],
)
def test_a_thread_is_taken_by_what_has_arrived(seen: bytes, is_there: bool) -> None:
    assert has_arrived(seen) is is_there


@pytest.mark.parametrize(
    ("seen", "is_one"),
    [
        (b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", False),
        (b"POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\na", True),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n", True),
        (b"GET / HTTP/1.1\r\nX: transfer-encoding:\r\n\r\n", False),
        (b"POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n", False),
    ],
)
def test_only_half_of_the_threads_are_for_uploads(seen: bytes, is_one: bool) -> None:
    assert is_upload(seen) is is_one


def test_on_windows_what_a_proxy_says_reaches_who_decides_whether_to_believe_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: dict[str, object] = {}
    waitress = SimpleNamespace(serve=lambda _app, **options: given.update(options))
    monkeypatch.setitem(sys.modules, "waitress", waitress)
    _serve_on_windows(Flask("kantor"), "127.0.0.1", 8000, 4, None)
    assert given["clear_untrusted_proxy_headers"] is False
    assert (given["host"], given["port"], given["threads"]) == ("127.0.0.1", 8000, 4)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_port_that_is_taken_is_said_before_anything_is_begun(host: str) -> None:
    with socket.create_server(
        (host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET
    ) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(TrackerError, match=str(port)):
            _require_free_port(host, port)
    _require_free_port(host, port)
