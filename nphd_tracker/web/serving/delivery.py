"""How pages and files travel: small, and files only once.

A file's address holds what is in it (``nphd.css?v=...``), so a browser may keep it for good. What is
text goes out compressed; a file is compressed once and kept. Secrets stand in no page that repeats
what a stranger put into its address and is sent to him: cookies are SameSite.
"""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
TEXTS = {
    "application/javascript",
    "application/json",
    "application/problem+json",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
    "text/plain",
}
SMALL = 1000
"""Bytes that are not worth compressing."""


def init_app(app: Flask) -> None:
    app.url_defaults(_say_version)
    app.after_request(_compress)
    app.after_request(_let_keep)


def _say_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "filename" in values:
        values["v"] = _version_of(values["filename"])


def _let_keep(response: Response) -> Response:
    """For good what was asked for by its content; any other file is asked about each time."""
    if request.endpoint == "static" and response.status_code in (200, 304):
        name = (request.view_args or {}).get("filename", "")
        is_current = request.args.get("v") == _version_of(name)
        response.headers["Cache-Control"] = FOR_GOOD if is_current else ASK_AGAIN
    return response


def _compress(response: Response) -> Response:
    if response.mimetype not in TEXTS or response.status_code != 200:
        return response
    response.vary.add("Accept-Encoding")
    is_taken = request.accept_encodings.best_match(["gzip"]) is not None
    if not is_taken or "Content-Encoding" in response.headers:
        return response
    if request.endpoint == "static":
        path = _path_of((request.view_args or {}).get("filename", ""))
        packed = _pack_file(path, path.stat().st_mtime_ns)
        _let_go(response)
    elif response.is_streamed or len(response.get_data()) < SMALL:
        return response
    else:
        packed = gzip.compress(response.get_data(), 5, mtime=0)
    response.set_data(packed)
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Accept-Ranges", None)
    tag, _ = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)  # the same content, not the same bytes
    return response


def _let_go(response: Response) -> None:
    """Close the file that would have been sent."""
    response.close()
    response.direct_passthrough = False


def _version_of(name: str) -> str:
    """Of a file that is not there nothing: its address leads to "not found" anyway."""
    path = _path_of(name)
    return _hash_file(path, path.stat().st_mtime_ns) if path.is_file() else ""


def _path_of(name: str) -> Path:
    return Path(str(current_app.static_folder)) / name


@lru_cache(maxsize=256)
def _hash_file(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


@lru_cache(maxsize=64)
def _pack_file(path: Path, changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 9, mtime=0)
