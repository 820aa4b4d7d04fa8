"""gunicorn started from within, with its settings given here and nowhere else; not on Windows.

The application is loaded and its database migrated before the first process is forked, and nothing
that two processes must not share is carried along: no connection, no hold on the worker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from nphd_tracker.cli.patient_server import PatientWorker

if TYPE_CHECKING:
    from flask import Flask

    from nphd_tracker.cli.worker_process import WorkerProcess

GRACE_SECONDS = 30
"""What running requests get to finish after the server was told to stop."""


def serve_with_gunicorn(
    app: Flask, host: str, port: int, threads: int, processes: int, worker: WorkerProcess | None
) -> None:
    _Arbiter(_Application(app, host, port, threads, processes, worker), worker).run()


class _Logger(Logger):  # type: ignore[misc]
    """gunicorn's own lines go the way of all others."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class _Application(BaseApplication):  # type: ignore[misc]
    def __init__(
        self,
        app: Flask,
        host: str,
        port: int,
        threads: int,
        processes: int,
        worker: WorkerProcess | None,
    ) -> None:
        self._app = app
        self._settings: dict[str, Any] = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": processes,
            "worker_class": PatientWorker,
            "threads": threads,
            "timeout": 120,
            "graceful_timeout": GRACE_SECONDS,
            "loglevel": "warning",
            "logger_class": _Logger,
            "forwarded_allow_ips": "",  # which proxy is believed, NPHD_PROXIES alone says
            "control_socket_disable": True,
            "post_fork": lambda _arbiter, _process: worker.forget() if worker else None,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


class _Arbiter(Arbiter):  # type: ignore[misc]
    """Keeps the worker alive beside its own processes, in the loop it goes through every second."""

    def __init__(self, application: _Application, worker: WorkerProcess | None) -> None:
        super().__init__(application)
        self._worker = worker

    def manage_workers(self) -> None:
        super().manage_workers()
        if self._worker is not None:
            self._worker.keep_alive()

    def stop(self, graceful: bool = True) -> None:
        if self._worker is not None:
            self._worker.let_go()
        super().stop(graceful)
        if self._worker is not None:
            self._worker.stop()
