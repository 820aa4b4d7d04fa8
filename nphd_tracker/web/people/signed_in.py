"""Being signed in: a cookie with a token that leads to a row, and a mark on browsers known before.

Flask-Login keeps the token in the signed session cookie; the row behind it says whose it is and
when it ends, so a cookie copied before a sign-out is worth nothing after it.
"""

import hashlib
import hmac
from dataclasses import dataclass
from secrets import token_urlsafe

from flask import Flask, Response, current_app, request
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.models import Person
from nphd_tracker.web.serving import access
from nphd_tracker.web.serving.access import Recognised
from nphd_tracker.web.serving.database import ask_beside, write_if_free
from nphd_tracker.web.serving.settings import settings_of

login = LoginManager()
login.session_protection = None  # the row is the protection; a laptop's address changes in a day

_BROWSER = "nphd-browser"
_YEAR = 365 * 24 * 3600
_KNOWN_HERE = 8
"""So many accounts take turns at one office computer and are still known there."""


class SignedIn(UserMixin):  # type: ignore[misc]  # it ships no types
    """A person in one browser, as Flask-Login knows them: by the token."""

    def __init__(self, person: Person, session_id: int, token: str) -> None:
        self.person = person
        self.session_id = session_id
        self._token = token

    def get_id(self) -> str:
        return self._token


def init_app(app: Flask) -> None:
    login.init_app(app, add_context_processor=False)  # an error page must not ask the database
    access.recognise_by(app, _recognise)


def name_cookies(app: Flask, is_https: bool) -> None:
    """Behind TLS a cookie that only this host, only over TLS, can have set."""
    app.config.update(
        SESSION_COOKIE_NAME=_cookie_name("nphd", is_https),
        SESSION_COOKIE_SECURE=is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )


@login.user_loader  # type: ignore[untyped-decorator]
def _load(token: str) -> SignedIn | None:
    found = ask_beside(lambda session: store.find_session(session, token))
    if found is None:
        return None
    row, person = found
    if store.is_seen_long_ago(row):
        write_if_free(lambda session: store.note_seen(session, row.id))
    return SignedIn(person, row.id, token)


def _recognise() -> Recognised | None:
    return Recognised.wholly(current_user.person) if current_user.is_authenticated else None


def current_session_id() -> int:
    """The number of the session that this page was asked for in."""
    return int(current_user.session_id)


def start(session: Session, person: Person) -> None:
    """Signs someone in under a new token; what the browser held before is forgotten and ended."""
    end(session)
    browser = request.user_agent.string
    token = store.start_session(session, person, request.remote_addr or "", browser)
    found = store.find_session(session, token)
    assert found is not None, "a session that was just started"
    login_user(SignedIn(person, found[0].id, token))


def end(session: Session) -> None:
    """Signs whoever is signed in here out, in the cookie and in the database."""
    if current_user.is_authenticated:
        store.end_session(session, current_user.person.id, current_user.session_id)
        logout_user()
    cookie.clear()


# --- which account, which browser: keyed, so that the table of attempts tells nobody anything


def account_key(name: str) -> str:
    return _keyed("account", store.clean_name(name))


def known_browser(account: str) -> str:
    """This browser's key, where the account has signed in with it before; else ""."""
    mark = _read_mark()
    return _keyed("browser", mark.text) if account in mark.accounts else ""


def remember_browser(response: Response, account: str) -> None:
    """From now on what strangers get wrong does not keep this account out of this browser."""
    mark = _read_mark()
    accounts = [account, *(one for one in mark.accounts if one != account)][:_KNOWN_HERE]
    is_https = settings_of(current_app).https
    response.set_cookie(
        _cookie_name(_BROWSER, is_https),
        _serializer().dumps([mark.text, accounts]),
        max_age=_YEAR,
        secure=is_https,
        httponly=True,
        samesite="Lax",
    )


@dataclass(frozen=True, slots=True)
class _Mark:
    """What tells one browser from another, and the accounts that have signed in there."""

    text: str
    accounts: list[str]


def _read_mark() -> _Mark:
    kept = request.cookies.get(_cookie_name(_BROWSER, settings_of(current_app).https), "")
    try:
        return _Mark(*_serializer().loads(kept))
    except BadSignature:
        return _Mark(token_urlsafe(16), [])


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=_BROWSER)


def _keyed(kind: str, text: str) -> str:
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"{kind}:{text}".encode(), hashlib.sha256).hexdigest()


def _cookie_name(name: str, is_https: bool) -> str:
    return f"__Host-{name}" if is_https else name
