"""Serving: the real database with a production server, or a throw-away one with the examples.

gunicorn where there is fork, waitress on Windows. It listens only once the database is migrated, and
runs the worker beside it.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from nphd_tracker.errors import TrackerError
from nphd_tracker.resources import data_folder

if TYPE_CHECKING:
    from flask import Flask

    from nphd_tracker.cli.worker_process import WorkerProcess

FIELD_SHEETS = (
    "daftar-nphd-nasional-2024.xlsx",
    "register-pencairan-2024.xlsx",
    "rekap-nphd-ntt-2024-08-01.xlsx",
    "realisasi-rab-kpu-batanghari-2025-03.xlsx",
    "monitoring-hibah-satker-2025.xlsx",
)
OPENING = {"as_of": "2024-08-01", "province": "53"}
"""The demo opens on the position of the meeting in Kupang."""

DEMO_PEOPLE = (
    ("pemirsa", "viewer", "hanya melihat", "looks only"),
    ("petugas", "officer", "mengimpor dan menindaklanjuti", "imports and follows up"),
    ("admin", "admin", "semuanya, juga pengguna", "everything, people too"),
)


def serve_app(
    app: Flask,
    host: str,
    port: int,
    threads: int,
    processes: int | None = None,
    *,
    with_worker: bool = True,
    level: int = logging.INFO,
) -> None:
    """Serves until stopped, with its log on the error output. TrackerError: the port is taken.

    ``processes``: by default one on SQLite, where writers take turns anyway, and two on PostgreSQL.
    """
    from nphd_tracker.cli.worker_process import WorkerProcess
    from nphd_tracker.web.serving.database import db
    from nphd_tracker.web.serving.logs import configure_logs
    from nphd_tracker.web.serving.settings import settings_of

    _require_free_port(host, port)
    configure_logs(level)
    with app.app_context():
        is_sqlite = db.engine.dialect.name == "sqlite"
        db.engine.dispose()  # a connection must not be carried into another process
    worker = WorkerProcess(settings_of(app)) if with_worker else None
    if sys.platform == "win32":  # pragma: no cover
        _serve_on_windows(app, host, port, threads, worker)
        return
    from nphd_tracker.cli.gunicorn_server import serve_with_gunicorn

    serve_with_gunicorn(app, host, port, threads, processes or (1 if is_sqlite else 2), worker)


def _serve_on_windows(
    app: Flask, host: str, port: int, threads: int, worker: WorkerProcess | None
) -> None:  # pragma: no cover
    """One process; a thread looks after the worker."""
    from threading import Event, Thread

    from waitress import serve

    from nphd_tracker.importing.opening.reader import keep_none_waiting, keep_one_waiting

    ended = Event()

    def look_after(worker: WorkerProcess) -> None:
        while not ended.wait(1):
            worker.keep_alive()
        worker.stop()

    keeper = Thread(target=look_after, args=(worker,)) if worker else None
    if keeper:
        keeper.start()
    keep_one_waiting()
    try:
        serve(
            app,
            host=host,
            port=port,
            threads=threads,
            ident="",
            clear_untrusted_proxy_headers=False,  # which proxy is believed, NPHD_PROXIES alone says
        )
    finally:
        keep_none_waiting()
        ended.set()
        if keeper:
            keeper.join()


def _require_free_port(host: str, port: int) -> None:
    import socket

    # On Windows a port may be shared with whoever listens there already, unless one asks not to.
    alone = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, alone, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise TrackerError(
                f"Port {port} tidak dapat dipakai. Hentikan program lain di port itu,"
                " atau pilih --port lain.",
                f"Port {port} cannot be used. Stop the other program on it, or choose another --port.",
            ) from error


def example_files() -> list[Path]:
    """The field sheets, then the invented province."""
    folder = data_folder("imports") / "examples"
    return [folder / name for name in FIELD_SHEETS] + sorted((folder / "contoh").glob("*.xlsx"))


def import_examples(app: Flask) -> int:
    """Imports every example into an application's database; returns how many files that were."""
    from nphd_tracker.cli.example_follow_ups import ELECTION, open_examples
    from nphd_tracker.importing.vocabulary import load_vocabulary
    from nphd_tracker.intake import import_file
    from nphd_tracker.reading import ReadOptions
    from nphd_tracker.store import act_as
    from nphd_tracker.web.serving.database import db
    from nphd_tracker.web.serving.settings import polling_day, settings_of

    vocabulary, uploads = load_vocabulary(), settings_of(app).uploads
    files = example_files()
    with app.app_context():
        act_as(db.session(), "perintah:demo")
        for path in files:
            options = ReadOptions(today=date.today())
            import_file(
                db.session(), path, path.name, options, uploads, vocabulary, leave_out_errors=True
            )
            db.session.commit()
        open_examples(db.session(), date.today(), polling_day(ELECTION))
        db.session.commit()
    return len(files)


def add_demo_people(app: Flask, language: str) -> list[tuple[str, str, str]]:
    """One account a role: its name, its password, which is different each time, and what it may."""
    from nphd_tracker import passwords, store
    from nphd_tracker.models import Role
    from nphd_tracker.web.serving.database import db

    said = []
    with app.app_context():
        for name, role, indonesian, english in DEMO_PEOPLE:
            password = passwords.generate_password()
            hashed = passwords.hash_password(password)
            store.add_person(db.session(), name, Role(role), hashed)
            said.append((name, password, english if language == "en" else indonesian))
        db.session.commit()
    return said


def say_first_steps(app: Flask, language: str) -> str:
    """How to make the first account, while there is none; else nothing."""
    from nphd_tracker import store
    from nphd_tracker.web.serving.database import db

    with app.app_context():
        has_people = store.has_people(db.session())
        db.session.remove()
    if has_people:
        return ""
    if language == "en":
        return "There is no account yet. Make the first: nphd user add NAME --role admin"
    return "Belum ada akun. Buat yang pertama: nphd user add NAMA --role admin"


def serve_demo(port: int, language: str) -> None:
    """A throw-away database with the examples, gone when the server stops."""
    from urllib.parse import urlencode

    from nphd_tracker.web import create_app
    from nphd_tracker.web.serving.database import prepare_database

    _require_free_port("127.0.0.1", port)
    with tempfile.TemporaryDirectory(prefix="nphd-demo-") as folder:
        app = create_app(
            database_url=f"sqlite:///{Path(folder) / 'demo.sqlite3'}",
            instance_path=folder,
            opens_on=OPENING,
        )
        prepare_database(app)
        count = import_examples(app)
        address = f"http://127.0.0.1:{port}/?{urlencode(OPENING)}"
        if language == "en":
            lines = [f"{count} example sheets imported. Open {address} and sign in as one of:"]
        else:
            lines = [f"{count} lembar contoh sudah diimpor. Buka {address} dan masuk sebagai:"]
        for name, password, what in add_demo_people(app, language):
            lines.append(f"  {name:<8} {password}  ({what})")
        lines.append("Ctrl+C stops." if language == "en" else "Ctrl+C untuk berhenti.")
        print("\n".join(lines), flush=True)
        serve_app(app, "127.0.0.1", port, threads=8, level=logging.WARNING)
