"""/masuk and /keluar: a name and a password, and the same answer whatever was wrong with them."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from nphd_tracker import passwords, store
from nphd_tracker.models import Person
from nphd_tracker.web.people import signed_in
from nphd_tracker.web.people.signed_in import account_key, known_browser
from nphd_tracker.web.serving.access import person_name, public, recognise
from nphd_tracker.web.serving.database import db, reading_session
from nphd_tracker.web.serving.often import limiter

bp = Blueprint("sign_in", __name__)


@bp.get("/masuk")
@public
def form() -> ResponseReturnValue:
    if recognise() is not None:
        return redirect(safe_next(request.args.get("next", "")))
    return _form(request.args.get("next", ""))


@bp.post("/masuk")
@limiter.limit("60 per minute", key_func=lambda: _browser_or_address())
@public
def enter() -> ResponseReturnValue:
    """Lets in, or says that it was wrong, or that there were too many tries."""
    name, asked = request.form.get("name", ""), request.form.get("next", "")
    session = db.session()
    found = try_password(session, name, request.form.get("password", ""))
    if isinstance(found, timedelta):
        return _form(asked, name, wait=found)
    if found is None:
        return _form(asked, name, is_wrong=True)
    signed_in.start(session, found)
    _tell(session, "signed-in", found.name, who=found.name)
    session.commit()
    answer = make_response(redirect(safe_next(asked)))
    signed_in.remember_browser(answer, account_key(name))
    return answer


@bp.post("/keluar")
@public
def leave() -> ResponseReturnValue:
    """Nobody is turned away from leaving, whose session has ended already least of all."""
    recognise()
    session, name = db.session(), person_name()
    signed_in.end(session)
    if name:
        _tell(session, "signed-out", name, who=name)
    session.commit()
    return redirect(url_for(".form"))


def try_password(session: Session, name: str, password: str) -> Person | timedelta | None:
    """Whose password it is; None where it is not, or how long to wait after too many tries.

    Commits the try before the password is looked at, so it counts whatever happens then.
    """
    account, address = account_key(name), request.remote_addr or ""
    browser = known_browser(account)
    attempt = store.note_attempt(session, account, address, browser)
    session.commit()
    wait = store.find_wait(session, account, address, browser)
    if wait is not None:
        store.take_back_attempt(session, attempt)
        session.commit()
        return wait
    person = store.find_person(session, name)
    number, kept = (person.id, person.password_hash) if person else (None, None)
    known = person.name if person else ""  # never what was typed, which may be a password
    session.rollback()  # the hash takes its time; nobody should wait for this transaction meanwhile
    is_right = passwords.verify_password(kept, password)
    person = store.hold_person(session, number) if is_right and number is not None else None
    if person is not None and person.password_hash != kept:  # it was changed meanwhile
        is_right = passwords.verify_password(person.password_hash, password)
    if person is None or not is_right or not store.may_sign_in(person):
        _tell(session, "sign-in-failed", known, who="")
        session.commit()
        return None
    if passwords.is_outdated(person.password_hash):
        person.password_hash = passwords.hash_password(password)
    store.forget_attempts(session, account, address, browser)
    return person


def _tell(session: Session, what: str, name: str, *, who: str) -> None:
    subject = f"person/{name}" if name else ""
    store.record_event(session, what, who=who, address=request.remote_addr or "", subject=subject)


def safe_next(address: str) -> str:
    """Where to go after signing in: a page of ours, else the dashboard.

    ``//other``, ``/\\other`` and what has a scheme, or a character that browsers drop, is not ours.
    """
    try:
        parts = urlsplit(address)
    except ValueError:  # such as a bracket left open
        return url_for("dashboard.index")
    is_ours = (
        address.startswith("/")
        and not address.startswith("//")
        and not (parts.scheme or parts.netloc)
        and "\\" not in address
        and address.isprintable()
        and parts.path not in {url_for("sign_in.form"), url_for("sign_in.leave")}
    )
    return address if is_ours else url_for("dashboard.index")


def _browser_or_address() -> str:
    # A browser known to the account is not held up by what others at its address do.
    return known_browser(account_key(request.form.get("name", ""))) or request.remote_addr or ""


def _form(
    asked: str, name: str = "", *, is_wrong: bool = False, wait: timedelta | None = None
) -> Response:
    minutes = -(-wait // timedelta(minutes=1)) if wait else 0
    page = render_template(
        "account/sign_in.html",
        name=name,
        next=asked if safe_next(asked) == asked else "",
        is_wrong=is_wrong,
        minutes=minutes,
        is_empty=not store.has_people(
            reading_session() if request.method == "GET" else db.session()
        ),
    )
    answer = make_response(page, 429 if wait else 403 if is_wrong else 200)
    if wait:
        answer.headers["Retry-After"] = str(max(1, int(wait.total_seconds())))
    return answer
