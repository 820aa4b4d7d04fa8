"""``python -m tests.killed STEP DOOR FILE``: an import that is killed (SIGKILL) at a named step.

The product knows nothing of it: the steps are found from outside, in what it sends to the database
and does to its folder. DOOR is ``command`` (``nphd import``) or ``page`` (staged and committed by
one request, applied by another; it is the second that is killed). Without a kill the exit is 9.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

STEPS = {
    "file-half": "the file's copy is written, but has no name yet",
    "file-kept": "the file is kept, nothing stands in the database",
    "staged": "the import is noted, not committed",
    "claimed": "its turn is taken",
    "agreements": "the agreements it names are made",
    "figures-half": "half of its figures are inserted",
    "figures": "all of its figures are inserted",
    "told": "the trail is told of it",
    "before-commit": "everything is done but the commit",
    "after-commit": "it is committed, nobody has been told",
}
COMMAND_ONLY = ("file-half", "file-kept", "staged")
"""What a preview has done already when it is applied."""
KEEPS_ALL = ("after-commit",)
"""Killed there, the import stands; killed anywhere else, it never was."""


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def watch(step: str) -> None:
    """Have this process killed when it comes to the step."""
    if step == "file-half":
        _before(os, "fsync", die)
    elif step == "file-kept":
        from nphd_tracker.intake import staging

        _after(staging, "keep_file", die)
    elif step == "before-commit":
        event.listen(Engine, "commit", lambda _connection: die())
    elif step == "after-commit":
        event.listen(
            Session, "after_commit", lambda session: session.in_nested_transaction() or die()
        )
    else:
        _watch_statements(step)


def _watch_statements(step: str) -> None:
    begins = {
        "staged": "INSERT INTO import",
        "claimed": "UPDATE import SET status",
        "agreements": "INSERT INTO agreement",
        "figures-half": "INSERT INTO figure",
        "figures": "INSERT INTO figure",
        "told": "INSERT INTO audit_event",
    }[step]

    def is_it(statement: str) -> bool:
        return statement.replace('"', "").startswith(begins)

    def halve(_c: Any, _cursor: Any, statement: str, given: Any, _x: Any, many: bool) -> Any:
        if many and is_it(statement):
            given = given[: len(given) // 2]
        return statement, given

    def look(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if is_it(statement):
            die()

    if step == "figures-half":
        event.listen(Engine, "before_cursor_execute", halve, retval=True)
    event.listen(Engine, "after_cursor_execute", look)


def _before(module: Any, name: str, then: Callable[[], None]) -> None:
    call = getattr(module, name)

    def first(*arguments: Any) -> Any:
        then()
        return call(*arguments)

    setattr(module, name, first)


def _after(module: Any, name: str, then: Callable[[], None]) -> None:
    call = getattr(module, name)

    def last(*arguments: Any) -> Any:
        call(*arguments)
        then()

    setattr(module, name, last)


def by_command(step: str, file: Path) -> None:
    from nphd_tracker.cli import main
    from nphd_tracker.web import create_app
    from nphd_tracker.web.serving.database import prepare_database

    prepare_database(create_app())  # what a command does before it begins
    watch(step)
    main(["import", str(file)], standalone_mode=False)


def by_page(step: str, file: Path) -> None:
    from nphd_tracker import intake
    from nphd_tracker.reading import ReadOptions
    from nphd_tracker.web import create_app
    from nphd_tracker.web.serving.database import db, prepare_database
    from nphd_tracker.web.serving.settings import settings_of

    app = create_app()
    prepare_database(app)
    uploads = settings_of(app).uploads
    with app.app_context():
        seen = intake.stage(db.session(), file, file.name, ReadOptions(), uploads)
        db.session.commit()
        assert seen.import_id is not None
        watch(step)
        intake.apply_staged(db.session(), seen.import_id, uploads)
        db.session.commit()


if __name__ == "__main__":
    _program, step, door, file = sys.argv
    {"command": by_command, "page": by_page}[door](step, Path(file))
    os._exit(9)  # it was not killed: the step is not where it was
