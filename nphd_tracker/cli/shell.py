"""What every command needs: the reader's language, one document on stdout, the database."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask


def language() -> str:
    context = click.get_current_context(silent=True)
    root = context.find_root() if context else None
    return str(root.params.get("lang", "id")) if root else "id"


def say(indonesian: str, english: str) -> str:
    return english if language() == "en" else indonesian


def print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


@contextmanager
def database() -> Iterator[Flask]:
    """The application with its database at the newest step, and its context pushed."""
    from nphd_tracker.store import act_as
    from nphd_tracker.web import create_app
    from nphd_tracker.web.database import db, prepare_database

    app = create_app()
    prepare_database(app)
    with app.app_context():
        act_as(db.session(), _who())
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def _who() -> str:
    """``perintah:siti``: as the trail names who runs a command."""
    import getpass

    try:
        return f"perintah:{getpass.getuser()}"
    except (KeyError, OSError):  # an account without a name, as in a container
        return "perintah"
