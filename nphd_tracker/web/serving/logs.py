"""What the server writes down of itself: one JSON object a line, to the error output.

No line holds a name, an amount, a file's name, an address or a value that somebody sent. So a
message is written as it stands in the code, without what would be filled in; an error is its type
and the places it came through, not what it says; a request is its pattern, never its path. What may
be told beside it, the code itself names: ``log.warning("Not ready", extra={"told": {"part": "disk"}})``.
"""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

request_id: ContextVar[str] = ContextVar("nphd-request-id", default="")
_PLACES = 40
"""Places of one error, the innermost."""


class JsonLine(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        line |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["errors"] = list(_errors(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False)


def configure_logs(level: int = logging.INFO) -> None:
    """All of this process writes so from now on; again changes nothing but the level."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine())
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("nphd_tracker").setLevel(level)
    logging.captureWarnings(True)


def _errors(error: BaseException) -> Iterator[dict[str, Any]]:
    """The error and what it came of, each with the places of its stack."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        stack = traceback.extract_tb(current.__traceback__)[-_PLACES:]
        yield {
            "type": f"{type(current).__module__}.{type(current).__qualname__}",
            "places": [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in stack],
        }
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )


def _short(path: str) -> str:
    """``/srv/nphd/.venv/lib/python3.11/site-packages/flask/app.py`` -> ``flask/app.py``."""
    return "/".join(PurePath(path).parts[-2:])
