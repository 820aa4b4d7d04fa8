"""What every request passes before any page sees it, and what is written down of it after.

A request gets a number, its own where a proxy that is trusted gave it one; it must be for a host we
answer to; and what it posts to a page must be a form. The line of the log says how it went.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, abort, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wsgi import ClosingIterator

from nphd_tracker.errors import TrackerError
from nphd_tracker.web.serving.addresses import is_for_machines
from nphd_tracker.web.serving.errors import Trouble
from nphd_tracker.web.serving.logs import request_id
from nphd_tracker.web.serving.settings import Settings, settings_of

log = logging.getLogger(__name__)

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_PATTERN = "nphd.pattern"
_HERE = ("localhost", "127.0.0.1", "[::1]")
"""A host's own look at /readyz works whatever names people use."""

HOST = Trouble(
    "Alamat server ini tidak dikenal",
    "This server's address is not known",
    "",
    "",
)
HOST_SAID = TrackerError(
    "Buka lewat alamat yang diberikan kantor Anda. Bila alamat ini memang benar, pengelola server"
    " menambahkannya pada NPHD_HOSTS.",
    "Open it by the address that your office gave you. If this one is right, the server's"
    " administrator adds it to NPHD_HOSTS.",
)

StartResponse = Callable[..., Any]
WsgiApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


def init_app(app: Flask) -> None:
    settings = settings_of(app)
    if settings.hosts:
        app.config["TRUSTED_HOSTS"] = [*settings.hosts, *_HERE]
    app.before_request(_check)
    app.wsgi_app = _wrap(app.wsgi_app, settings)  # type: ignore[assignment,method-assign]


def _wrap(inner: WsgiApp, settings: Settings) -> WsgiApp:
    """Where there is a proxy, it says who asked and whether over TLS; the host it passes on."""
    count = settings.proxies
    behind: Any = ProxyFix(inner, x_for=count, x_proto=count, x_host=0) if count else inner
    return _Watched(behind, takes_ids=count > 0)


def _check() -> ResponseReturnValue | None:
    """What is posted to a page is a form; the interface for machines says what it takes itself."""
    if isinstance(request.routing_exception, SecurityError):
        return render_template("errors/bare.html", status=400, trouble=HOST, said=HOST_SAID), 400
    request.environ[_PATTERN] = request.url_rule.rule if request.url_rule else ""
    is_page = not is_for_machines()
    if request.method == "POST" and is_page and request.mimetype not in {*FORMS, ""}:
        abort(415)
    return None


def refuse_unstorable() -> None:
    """No text that is sent to a page holds a NUL: PostgreSQL keeps none, so what SQLite took could
    never move there."""
    is_form = request.method == "POST" and not is_for_machines()
    if is_form and any("\0" in name + value for name, value in request.form.items(multi=True)):
        abort(400)


class _Watched:
    """Numbers each request, and writes a line when its answer has been sent."""

    def __init__(self, inner: WsgiApp, *, takes_ids: bool) -> None:
        self._inner = inner
        self._takes_ids = takes_ids

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        number = self._number(environ)
        started = time.perf_counter()
        token = request_id.set(number)
        seen = {"status": 500}

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            seen["status"] = int(status[:3])
            return start_response(status, [*headers, ("X-Request-ID", number)], *more)

        def finish() -> None:
            _write_line(environ, seen["status"], started, number)

        try:
            return ClosingIterator(self._inner(environ, start), finish)
        except BaseException:
            finish()
            raise
        finally:
            request_id.reset(token)

    def _number(self, environ: dict[str, Any]) -> str:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        is_good = self._takes_ids and _GIVEN_ID.fullmatch(given)
        return given if is_good else secrets.token_hex(8)


def _write_line(environ: dict[str, Any], status: int, started: float, number: str) -> None:
    told = {
        "request_id": number,
        "method": environ.get("REQUEST_METHOD", ""),
        "pattern": environ.get(_PATTERN, ""),
        "status": status,
        "ms": round((time.perf_counter() - started) * 1000),
    }
    log.info("request", extra={"told": told})
