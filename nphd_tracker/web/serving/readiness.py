"""/healthz: the process is alive. /readyz: it can do its work: database, its steps, uploads, disk.

A stranger learns whether, not why: which part is not ready stands in the log.
"""

import logging
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from nphd_tracker.migrations import newest_revision
from nphd_tracker.store.engine import READS_ONLY
from nphd_tracker.web.serving.access import public
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.settings import settings_of

log = logging.getLogger(__name__)

FREE_BYTES = 200 * 2**20
"""Less room than this on the disk, and the next upload may not fit."""


def init_app(app: Flask) -> None:
    app.add_url_rule("/healthz", view_func=healthz)
    app.add_url_rule("/readyz", view_func=readyz)


@public
def healthz() -> dict[str, str]:
    """Alive; says nothing about the database on purpose."""
    return {"status": "ok"}


@public
def readyz() -> tuple[dict[str, str], int]:
    """503 while any part is not ready; the log says which."""
    failing = not_ready(db.engine, settings_of(current_app).uploads)
    if failing:
        log.warning("Not ready", extra={"told": {"parts": failing}})
    return {"status": "unavailable" if failing else "ok"}, 503 if failing else 200


def not_ready(engine: Engine, uploads: Path) -> list[str]:
    """The parts that are not: ``database``, ``migrations``, ``uploads``, ``disk``."""
    checks: dict[str, Callable[[], bool]] = {
        "uploads": lambda: _is_writable(uploads),
        "disk": lambda: shutil.disk_usage(uploads).free >= FREE_BYTES,
    }
    failing = [name for name, check in checks.items() if not _holds(check)]
    try:
        with engine.connect().execution_options(**READS_ONLY) as connection:
            revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return ["database", *failing]
    return failing if revision == newest_revision() else ["migrations", *failing]


def _is_writable(folder: Path) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder, prefix=".ready-") as file:
        file.write(b"1")
    return True


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except OSError:
        return False
