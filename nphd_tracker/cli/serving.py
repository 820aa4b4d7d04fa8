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
    from nphd_tracker.web.database import db
    from nphd_tracker.web.logs import configure_logs
    from nphd_tracker.web.settings import settings_of

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

    ended = Event()

    def look_after(worker: WorkerProcess) -> None:
        while not ended.wait(1):
            worker.keep_alive()
        worker.stop()

    keeper = Thread(target=look_after, args=(worker,)) if worker else None
    if keeper:
        keeper.start()
    try:
        serve(app, host=host, port=port, threads=threads)
    finally:
        ended.set()
        if keeper:
            keeper.join()


def _require_free_port(host: str, port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
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
    from nphd_tracker.importing.vocabulary import load_vocabulary
    from nphd_tracker.intake import import_file
    from nphd_tracker.reading import ReadOptions
    from nphd_tracker.store import act_as
    from nphd_tracker.web.database import db
    from nphd_tracker.web.settings import settings_of

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
    return len(files)


def serve_demo(port: int, language: str) -> None:
    """A throw-away database with the examples, gone when the server stops."""
    from urllib.parse import urlencode

    from nphd_tracker.web import create_app
    from nphd_tracker.web.database import prepare_database

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
            print(
                f"{count} example sheets imported. Open {address} (no sign-in; Ctrl+C stops).",
                flush=True,
            )
        else:
            print(
                f"{count} lembar contoh sudah diimpor. Buka {address}"
                " (tanpa kata sandi; Ctrl+C untuk berhenti).",
                flush=True,
            )
        serve_app(app, "127.0.0.1", port, threads=8, level=logging.WARNING)
