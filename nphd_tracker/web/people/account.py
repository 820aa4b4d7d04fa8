"""/akun: one's own account: the browsers one is signed in with, and the password."""

from datetime import timedelta

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from nphd_tracker import passwords, store
from nphd_tracker.models import Person
from nphd_tracker.passwords import WeakPasswordError
from nphd_tracker.web.people import signed_in
from nphd_tracker.web.people.sign_in import try_password
from nphd_tracker.web.serving.access import Permission, current_person, requires
from nphd_tracker.web.serving.database import db, reading_session
from nphd_tracker.web.serving.language import current_language, ngettext
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.trail import note

bp = Blueprint("account", __name__, url_prefix="/akun")


@bp.get("")
@requires(Permission.VIEW)
def index() -> str:
    me = _me()
    sessions = store.list_sessions(reading_session(), me.id)
    here = signed_in.current_session_id()
    return render_template("account/index.html", person=me, sessions=sessions, here=here)


@bp.post("/sesi/<int:session_id>/akhiri")
@requires(Permission.VIEW)
def end_session(session_id: int) -> ResponseReturnValue:
    """Only one's own; ending it twice changes nothing."""
    session = db.session()
    if store.end_session(session, _me().id, session_id):
        note("session-ended", f"person/{_me().name}")
        flash(_("Sesi itu diakhiri."), "success")
    session.commit()
    return redirect(url_for(".index"))


@bp.post("/sesi/akhiri-lainnya")
@requires(Permission.VIEW)
def end_other_sessions() -> ResponseReturnValue:
    session = db.session()
    ended = store.end_sessions(session, _me().id, keep=signed_in.current_session_id())
    note("session-ended", f"person/{_me().name}")
    session.commit()
    flash(ngettext("%(num)s sesi lain diakhiri.", "%(num)s sesi lain diakhiri.", ended), "success")
    return redirect(url_for(".index"))


@bp.get("/kata-sandi")
@requires(Permission.VIEW)
def password() -> ResponseReturnValue:
    return _password_form({})


@bp.post("/kata-sandi")
@requires(Permission.VIEW)
def change_password() -> ResponseReturnValue:
    """Ends all other sessions; this browser goes on under a new token."""
    session, me = db.session(), _me()
    old, new = request.form.get("old", ""), request.form.get("new", "")
    errors = _find_wrong(me, old, new)
    if not errors:
        found = try_password(session, me.name, old)
        if isinstance(found, timedelta):
            errors["old"] = _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.")
        elif found is None:
            errors["old"] = _("Kata sandi sekarang salah.")
    if errors:
        session.rollback()
        return _password_form(errors)
    person = store.get_person(session, me.id)
    store.set_password(session, person, passwords.hash_password(new))
    store.end_sessions(session, person.id)
    signed_in.start(session, person)
    session.commit()
    flash(_("Kata sandi diganti. Sesi lain diakhiri."), "success")
    return redirect(url_for("dashboard.index"))


def _find_wrong(me: Person, old: str, new: str) -> dict[str, str]:
    errors = {}
    if new != request.form.get("again", ""):
        errors["again"] = _("Tidak sama dengan kata sandi baru di atas.")
    if new == old:
        errors["new"] = _("Pilih kata sandi yang lain dari yang sekarang.")
    try:
        passwords.require_strong(new, [me.name, *me.full_name.split()])
    except WeakPasswordError as error:
        errors["new"] = error.message(current_language())
    return errors


def _password_form(errors: dict[str, str]) -> ResponseReturnValue:
    page = render_template(
        "account/password.html", person=_me(), errors=errors, shortest=passwords.SHORTEST
    )
    return make_response(page, 400 if errors else 200)


def _me() -> Person:
    me = current_person()
    assert me is not None, "the page asks for a permission, so somebody is signed in"
    return me


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
             ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SYSTEMS = (("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"))  # fmt: skip


@bp.app_template_filter()
def browser_name(agent: str) -> str:
    """``Firefox, Windows`` from what a browser says of itself; else the start of that."""
    browser = next((name for mark, name in _BROWSERS if f"{mark}/" in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return ", ".join(filter(None, (browser, system))) or agent[:60] or _("tidak dikenal")
