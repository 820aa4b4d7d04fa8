"""/akun/token: the tokens by which one's own programs ask; a new one is shown once."""

import json
from datetime import UTC, datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from nphd_tracker import store
from nphd_tracker.errors import ConflictError
from nphd_tracker.models import ApiToken, Person
from nphd_tracker.regions import Agency
from nphd_tracker.web.api.bearer import GRANTED
from nphd_tracker.web.entries import roster_list
from nphd_tracker.web.entries.typed import Typed
from nphd_tracker.web.serving.access import Permission, current_person, may, requires
from nphd_tracker.web.serving.database import db, reading_session
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.words.filters import region_name
from nphd_tracker.web.words.names import permission_name

bp = Blueprint("tokens", __name__, url_prefix="/akun/token")

DAYS = (30, 90, 365)


@bp.get("")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    return _page(Typed({"permissions": Permission.VIEW.value, "days": "90"}))


@bp.post("")
@requires(Permission.VIEW)
def create() -> ResponseReturnValue:
    typed = Typed(
        {**request.form.to_dict(), "permissions": ",".join(request.form.getlist("permission"))}
    )
    me, session = _me(), db.session()
    places = _read(typed, me)
    if typed.errors:
        return _page(typed)
    until = datetime.now(UTC) + timedelta(days=int(typed.text("days")))
    try:
        row, token = store.create_token(
            session, me.id, typed.text("name", 60), _permissions(typed), until, places
        )
    except ConflictError as error:
        session.rollback()
        typed.errors["name"] = error.message(current_language())
        return _page(typed)
    session.commit()
    # Shown in the answer itself: a token kept until the next page would be kept somewhere.
    return render_template(
        "api/created.html", row=row, token=token, root=request.url_root.rstrip("/")
    )


@bp.post("/<int:token_id>/cabut")
@requires(Permission.VIEW)
def revoke(token_id: int) -> ResponseReturnValue:
    """Only one's own; revoking it twice changes nothing."""
    session = db.session()
    if store.revoke_token(session, _me().id, token_id):
        flash(_("Token dicabut dan langsung tidak berlaku."), "success")
    session.commit()
    return redirect(url_for(".index"))


@bp.app_template_filter()
def rights_words(row: ApiToken) -> str:
    """``membaca, mengimpor · Provinsi Nusa Tenggara Timur``."""
    rights = ", ".join(
        permission_name(one) for one in GRANTED if one in json.loads(row.permissions)
    )
    places = ", ".join(region_name(code) for code in json.loads(row.places))
    return " · ".join(filter(None, (rights, places)))


@bp.app_template_filter()
def is_valid_token(row: ApiToken) -> bool:
    return store.is_valid_token(row)


def _read(typed: Typed, me: Person) -> list[str]:
    """The places a token is narrowed to; what is wrong is said at its field."""
    typed.require("name", _("Beri nama, misalnya program yang memakainya."))
    if typed.text("days") not in map(str, DAYS):
        typed.errors["days"] = _("Pilih masa berlakunya.")
    if not all(may(one) for one in _permissions(typed)) or not _permissions(typed):
        typed.errors["permission"] = _("Pilih yang boleh dilakukan peran Anda.")
    owed, wrong = roster_list.read_lines(
        typed.values.get("places", ""), (Agency.OTHER,), may_guess=False
    )
    places = sorted({code for code, _agency in owed})
    outside = [code for code in places if not me.scope.has_region(code)]
    if wrong:
        typed.errors["places"] = "; ".join(f"{line.text}: {line.message}" for line in wrong[:5])
    elif outside:
        names = ", ".join(region_name(code) for code in outside)
        typed.errors["places"] = _("Di luar cakupan Anda: %(names)s.", names=names)
    return places


def _permissions(typed: Typed) -> list[Permission]:
    chosen = typed.values.get("permissions", "").split(",")
    return [one for one in GRANTED if one.value in chosen]


def _page(typed: Typed) -> ResponseReturnValue:
    page = render_template(
        "api/tokens.html",
        typed=typed,
        tokens=store.list_tokens(reading_session(), _me().id),
        permissions=[one for one in GRANTED if may(one)],
        days=DAYS,
    )
    return page, 400 if typed.errors else 200


def _me() -> Person:
    me = current_person()
    assert me is not None, "the page asks for a permission, so somebody is signed in"
    return me
