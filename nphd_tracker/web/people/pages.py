"""/pengguna: who may sign in, as what, and with whose figures in sight. For admins.

An admin who is limited to regions or agencies finds the people within them, and lets nobody, not
himself either, see more than that.
"""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from nphd_tracker import passwords, store
from nphd_tracker.errors import NotFoundError, TrackerError
from nphd_tracker.models import Person, Role
from nphd_tracker.regions import Agency
from nphd_tracker.scope import Scope
from nphd_tracker.web.entries import roster_list
from nphd_tracker.web.entries.typed import Typed
from nphd_tracker.web.people import signed_in
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import db, reading_session, request_scope
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.trail import note
from nphd_tracker.web.words.filters import region_label

bp = Blueprint("people", __name__, url_prefix="/pengguna")


@bp.get("")
@requires(Permission.ADMIN)
def index() -> str:
    session = reading_session()
    people = [one for one in store.list_people(session) if _is_within(one)]
    counts = store.count_sessions(session)
    return render_template("people/index.html", people=people, counts=counts)


@bp.get("/baru")
@requires(Permission.ADMIN)
def new() -> ResponseReturnValue:
    return _form(Typed({"role": Role.VIEWER.value}))


@bp.post("/baru")
@requires(Permission.ADMIN)
def add() -> ResponseReturnValue:
    """Adds someone with a password that is shown once and opens only the page to change it."""
    typed = _typed()
    asked = _read(typed)
    if asked is None:
        return _form(typed)
    password, session = passwords.generate_password(), db.session()
    try:
        person = store.add_person(
            session,
            typed.text("name"),
            asked.role,
            passwords.hash_password(password),
            full_name=typed.text("full_name"),
            scope=asked.scope,
            must_change=True,
        )
    except TrackerError as error:
        session.rollback()
        typed.errors["name"] = error.message(current_language())
        return _form(typed)
    session.commit()
    return _show_password(person, password)


@bp.get("/<int:person_id>")
@requires(Permission.ADMIN)
def show(person_id: int) -> ResponseReturnValue:
    person = _find(reading_session(), person_id)
    places = "\n".join(_say_place(code) for code in sorted(person.scope.places))
    agencies = ",".join(sorted(person.scope.agencies))
    values = {"full_name": person.full_name, "role": person.role}
    return _form(Typed({**values, "places": places, "agencies": agencies}), person)


@bp.post("/<int:person_id>")
@requires(Permission.ADMIN)
def change(person_id: int) -> ResponseReturnValue:
    """Holds from that person's next page on."""
    session = db.session()
    person, typed = _find(session, person_id), _typed()
    asked = _read(typed)
    if asked is None:
        return _form(typed, person)
    name = typed.text("full_name")
    store.change_person(session, person, role=asked.role, scope=asked.scope, full_name=name)
    session.commit()
    flash(_("Perubahan disimpan dan langsung berlaku."), "success")
    return redirect(url_for(".show", person_id=person_id))


@bp.post("/<int:person_id>/kata-sandi")
@requires(Permission.ADMIN)
def reset_password(person_id: int) -> ResponseReturnValue:
    """A new password shown once; the old one and all sessions end, and wrong tries are forgotten."""
    session, password = db.session(), passwords.generate_password()
    person = _find(session, person_id)
    store.set_password(session, person, passwords.hash_password(password), must_change=True)
    store.end_sessions(session, person.id)
    store.forget_account(session, signed_in.account_key(person.name))
    session.commit()
    return _show_password(person, password)


@bp.post("/<int:person_id>/akhiri-sesi")
@requires(Permission.ADMIN)
def end_sessions(person_id: int) -> ResponseReturnValue:
    session = db.session()
    person = _find(session, person_id)
    store.end_sessions(session, person.id)
    note("session-ended", f"person/{person.name}")
    session.commit()
    flash(_("Semua sesinya diakhiri."), "success")
    return redirect(url_for(".index"))


@bp.post("/<int:person_id>/nonaktifkan")
@requires(Permission.ADMIN)
def disable(person_id: int) -> ResponseReturnValue:
    session = db.session()
    person = _find(session, person_id)
    store.disable_person(session, person)
    store.end_sessions(session, person.id)
    session.commit()
    flash(_("Akun dinonaktifkan dan langsung keluar."), "success")
    return redirect(url_for(".index"))


@bp.post("/<int:person_id>/aktifkan")
@requires(Permission.ADMIN)
def enable(person_id: int) -> ResponseReturnValue:
    session = db.session()
    store.enable_person(session, _find(session, person_id))
    session.commit()
    flash(_("Akun diaktifkan lagi."), "success")
    return redirect(url_for(".show", person_id=person_id))


@bp.app_template_filter()
def role_name(role: str) -> str:
    names = {
        Role.VIEWER: _("pemirsa: hanya melihat"),
        Role.OFFICER: _("petugas: mengimpor dan menindaklanjuti"),
        Role.ADMIN: _("admin: semuanya, termasuk pengguna"),
    }
    return names[Role(role)]


@bp.app_template_filter()
def scope_words(scope: Scope) -> str:
    """``KPU, Bawaslu · Kab. Ngada``; everything has one word."""
    agencies = ", ".join(one.value for one in Agency if one in scope.agencies)
    places = ", ".join(region_label(code) for code in sorted(scope.places))
    return " · ".join(filter(None, (places, agencies))) or _("semua daerah dan lembaga")


@dataclass(frozen=True, slots=True)
class _Asked:
    role: Role
    scope: Scope


def _is_within(person: Person) -> bool:
    return request_scope().contains(person.scope)


def _find(session: Session, person_id: int) -> Person:
    """Raises NotFoundError, as for one that is not there, where an admin may not reach that far."""
    person = store.get_person(session, person_id)
    if not _is_within(person):
        raise NotFoundError(
            f'Tidak ada pengguna "{person_id}".', f'There is no user "{person_id}".'
        )
    return person


def _typed() -> Typed:
    chosen = ",".join(request.form.getlist("agency"))
    return Typed({**request.form.to_dict(), "agencies": chosen})


def _read(typed: Typed) -> _Asked | None:
    """None where something is wrong, which is then said at its field."""
    owed, wrong = roster_list.read_lines(
        typed.values.get("places", ""), (Agency.OTHER,), may_guess=False
    )
    if wrong:
        lines = "; ".join(f"{line.text}: {line.message}" for line in wrong[:5])
        typed.errors["places"] = lines
    if typed.text("role") not in list(Role):
        typed.errors["role"] = _("Pilih perannya.")
    chosen = typed.values["agencies"].split(",")
    agencies = frozenset(one for one in Agency if one.value in chosen)
    scope = Scope(frozenset(code for code, _agency in owed), agencies)
    if not request_scope().contains(scope):
        own = scope_words(request_scope())
        typed.errors.setdefault(
            "places", _("Anda hanya dapat memberi yang di dalam cakupan Anda: %(own)s.", own=own)
        )
    return None if typed.errors else _Asked(Role(typed.text("role")), scope)


def _say_place(code: str) -> str:
    return f"{code} {region_label(code)}"


def _form(typed: Typed, person: Person | None = None) -> ResponseReturnValue:
    page = render_template(
        "people/form.html",
        typed=typed,
        person=person,
        roles=list(Role),
        agencies=list(Agency),
        sessions=store.list_sessions(db.session(), person.id) if person else [],
    )
    return page, 400 if typed.errors else 200


def _show_password(person: Person, password: str) -> ResponseReturnValue:
    # Shown in the answer itself: a password kept until the next page would be kept somewhere.
    days = store.FIRST_PASSWORD_LASTS.days
    return render_template("people/password.html", person=person, password=password, days=days)
