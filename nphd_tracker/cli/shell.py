"""What every command needs: the reader's language, one document on stdout, a refusal in a sentence."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from nphd_tracker.errors import (
    ConflictError,
    FileRefusedError,
    NotFoundError,
    TrackerError,
    UnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Any

    from flask import Flask


def language() -> str:
    context = click.get_current_context(silent=True)
    root = context.find_root() if context else None
    return str(root.params.get("lang", "id")) if root else "id"


def say(indonesian: str, english: str) -> str:
    return english if language() == "en" else indonesian


def read_day(_ctx: click.Context, _param: click.Parameter, text: str | None) -> date | None:
    from nphd_tracker.dates import NotADateError, parse_date

    if text is None:
        return None
    try:
        return parse_date(text)
    except NotADateError as error:
        raise click.BadParameter(
            say(f'"{text}" bukan tanggal; tulis seperti 2024-08-01.', f'"{text}" is not a date.')
        ) from error


def print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


@contextmanager
def database() -> Iterator[Flask]:
    """The application with its database at the newest step, and its context pushed."""
    from nphd_tracker.store import act_as
    from nphd_tracker.web import create_app
    from nphd_tracker.web.serving.database import db, prepare_database

    app = create_app()
    prepare_database(app)
    with app.app_context():
        act_as(db.session(), who())
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def who() -> str:
    """``perintah:siti``: as the trail names who runs a command."""
    import getpass

    try:
        return f"perintah:{getpass.getuser()}"
    except (KeyError, OSError):  # an account without a name, as in a container
        return "perintah"


class Group(click.Group):
    """Says what cannot go on as one sentence and exits 1; with ``--json`` as a document too."""

    def invoke(self, ctx: click.Context) -> Any:
        wants_json = "--json" in ctx.args
        try:
            return super().invoke(ctx)
        except Exception as error:
            known = error if isinstance(error, TrackerError) else _explain(error)
            if known is None:
                raise
            click.echo(known.message(language()), err=True)
            if wants_json:
                print_json({"error": {"code": _code(known), "message": known.message(language())}})
            ctx.exit(1)


def _explain(error: Exception) -> TrackerError | None:
    """A database or a disk that does not answer; anything else is a defect."""
    from nphd_tracker.store.troubles import explain

    return explain(error)


def _code(error: TrackerError) -> str:
    """What a script tells them apart by: conflict, busy, full, gone, damaged, not-found, refused."""
    if isinstance(error, UnavailableError | FileRefusedError):
        return error.code
    if isinstance(error, ConflictError):
        return "conflict"
    return "not-found" if isinstance(error, NotFoundError) else "refused"
