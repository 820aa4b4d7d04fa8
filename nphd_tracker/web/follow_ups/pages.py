"""/follow-ups: what was agreed about an agreement, its history, and the deadlines as a calendar."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from nphd_tracker import store
from nphd_tracker.absorption import Standing
from nphd_tracker.dates import NotADateError, parse_day
from nphd_tracker.errors import ConflictError, TrackerError
from nphd_tracker.follow_ups import (
    Cause,
    Event,
    Promise,
    State,
    Tracked,
    is_open_to_follow_up,
)
from nphd_tracker.reporting.follow_ups import BY_ITSELF, CAUSES, STATES, say_agreed
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import db, reading_session
from nphd_tracker.web.serving.language import current_language, ngettext
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.shown import figures, followed
from nphd_tracker.web.shown.selection import Selection, read_selection
from nphd_tracker.web.words.filters import region_book

bp = Blueprint("follow_ups", __name__)

LONGEST = 500
"""Characters of a promise or a note: a sentence, not a report."""
OFFICES = ("BPKAD", "Sekretariat Daerah", "Bakesbangpol", "Sekretariat KPU", "Sekretariat Bawaslu")


@bp.get("/follow-ups")
@requires(Permission.VIEW)
def index() -> str:
    asked = read_selection(request.args, region_book())
    state = request.args.get("state", followed.WAITING)
    session = reading_session()
    page = followed.list_all(session, asked, _election(), state, date.today())
    overview = figures.overview(session, page.selection, page.elections)
    return render_template(
        "follow_ups/index.html",
        page=page,
        selection=page.selection,
        choices=figures.choices(overview),
    )


@bp.get("/follow-ups/new")
@requires(Permission.FOLLOW_UP)
def new() -> str:
    """The form: for one agreement (``agreement``), else for all of a selection below 100%."""
    asked = read_selection(request.args, region_book())
    session, today = reading_session(), date.today()
    number = request.args.get("agreement", type=int)
    there: dict[int, Tracked] = {}
    if number is not None:
        standings = [followed.the_agreement(session, number, asked, today)]
        selection = Selection(standings[0].holding.election, standings[0].day, asked.basis)
        if found := followed.open_about(session, standings[0], today):
            there[number] = found[-1]
    else:
        selection, standings = followed.candidates(
            session, asked, _election(), today, has_silent="silent" in request.args
        )
        there = followed.agreed_in(session, selection, today)
    return render_template(
        "follow_ups/new.html",
        selection=selection,
        standings=standings,
        unabsorbed=sum(one.unabsorbed or 0 for one in standings),
        there={
            one.holding.id: there[one.holding.id] for one in standings if one.holding.id in there
        },
        number=number,
        has_silent="silent" in request.args,
        causes=list(Cause),
        offices=OFFICES,
    )


@bp.post("/follow-ups")
@requires(Permission.FOLLOW_UP)
def create() -> ResponseReturnValue:
    asked = read_selection(request.form, region_book())
    promise, session, today = _promise(request.form), db.session(), date.today()
    number = request.form.get("agreement", type=int)
    if number is not None:
        standing = followed.the_agreement(session, number, asked, today)
        there = followed.open_about(session, standing, today)
        if there and "second" not in request.form:
            flash(_("NPHD ini sudah punya tindak lanjut terbuka; catat perkembangannya di sini. "
                    "Tidak ada yang dibuka lagi."), "warning")  # fmt: skip
            return redirect(url_for("follow_ups.show", follow_up_id=there[-1].follow_up.id))
        opened = store.open_follow_up(session, standing, promise)
        session.commit()
        flash(_("Tindak lanjut dibuka."), "success")
        return redirect(url_for("follow_ups.show", follow_up_id=opened))
    selection, standings = followed.candidates(
        session, asked, _election(), today, has_silent="silent" in request.form
    )
    if "picked" in request.form:
        picked = set(request.form.getlist("one", type=int))
        standings = [one for one in standings if one.holding.id in picked]
    if not standings:
        raise TrackerError(
            "Centang dahulu NPHD yang ditindaklanjuti.", "Tick the agreements to follow up first."
        )
    numbers = store.open_follow_ups(session, standings, promise)
    session.commit()
    message = ngettext(
        "%(num)s tindak lanjut dibuka.", "%(num)s tindak lanjut dibuka.", len(numbers)
    )
    if len(numbers) < len(standings):
        message += " " + _("Yang sudah punya tindak lanjut terbuka dilewati.")
    flash(message, "success")
    across: dict[str, Any] = {**selection.arguments("band")}
    return redirect(url_for("follow_ups.index", **across))


@bp.get("/follow-ups/<int:follow_up_id>")
@requires(Permission.VIEW)
def show(follow_up_id: int) -> str:
    return _show(follow_up_id)


def _show(follow_up_id: int, typed: Promise | None = None, note: str = "") -> str:
    """With what was typed where that is not stored yet."""
    asked = read_selection(request.args, region_book())
    selection, one = followed.look_at(reading_session(), follow_up_id, asked, date.today())
    return render_template(
        "follow_ups/show.html",
        one=one,
        typed=typed or one.promise,
        note=note,
        selection=selection,
        causes=list(Cause),
        states=(State.OPEN, State.KEPT, State.CLOSED),
        offices=OFFICES,
    )


@bp.post("/follow-ups/<int:follow_up_id>")
@requires(Permission.FOLLOW_UP)
def change(follow_up_id: int) -> ResponseReturnValue:
    session = db.session()
    promise, note = _promise(request.form), _text(request.form, "note")
    try:
        is_new = store.change_follow_up(
            session, follow_up_id, promise, _state(request.form), note, seen=_seen(request.form)
        )
    except ConflictError as error:
        session.rollback()
        flash(error.message(current_language()), "warning")
        return _show(follow_up_id, promise, note), 409
    session.commit()
    flash(_("Perubahan dicatat.") if is_new else _("Tidak ada yang berubah."), "success")
    return redirect(url_for("follow_ups.show", follow_up_id=follow_up_id))


@bp.get("/follow-ups.ics")
@requires(Permission.VIEW)
def calendar() -> Response:
    asked = read_selection(request.args, region_book())
    text = followed.deadlines(reading_session(), asked, _election(), date.today())
    answer = Response(text, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = "attachment; filename=tenggat-nphd.ics"
    return answer


@bp.app_template_filter()
def cause_name(cause: Cause) -> str:
    return CAUSES[cause].say(current_language())


@bp.app_template_filter()
def state_name(state: State) -> str:
    return STATES[state].say(current_language())


@bp.app_template_filter()
def agreed_text(one: Tracked) -> str:
    return say_agreed(one, current_language())


@bp.app_template_filter()
def closed_mark(one: Tracked) -> str:
    """What is said of one that no person closed; "" of any other."""
    return BY_ITSELF.say(current_language()) if one.closed_itself else ""


@bp.app_template_filter()
def needs_follow_up(standing: Standing) -> bool:
    return is_open_to_follow_up(standing)


@bp.app_template_filter()
def event_name(event: Event) -> str:
    return {
        "opened": _("Dibuka"),
        "changed": _("Diubah"),
        "reached": _("Ditutup otomatis: NPHD mencapai 100%"),
    }[event.kind]


def _promise(form: Mapping[str, str]) -> Promise:
    """What was typed; TrackerError where it cannot be."""
    try:
        cause = Cause(form.get("cause", ""))
    except ValueError as error:
        raise TrackerError("Pilih penyebabnya dahulu.", "Choose the cause first.") from error
    return Promise(cause, _text(form, "promise"), _text(form, "office"), _due(form))


def _due(form: Mapping[str, str]) -> date | None:
    text = form.get("due", "").strip()
    if not text:
        return None
    try:
        return parse_day(text)
    except NotADateError as error:
        raise TrackerError(
            f'Tenggat "{text}" bukan tanggal; tulis seperti 2024-08-15.',
            f'The due date "{text}" is not a date; write it like 2024-08-15.',
        ) from error


def _seen(form: Mapping[str, str]) -> datetime | None:
    """When the newest event was added that the page showed."""
    try:
        return datetime.fromisoformat(form.get("seen", ""))
    except ValueError:
        return None


def _state(form: Mapping[str, str]) -> State:
    try:
        state = State(form.get("state", ""))
    except ValueError:
        state = State.OVERDUE
    if state is State.OVERDUE:
        raise TrackerError("Pilih statusnya dahulu.", "Choose the status first.")
    return state


def _text(form: Mapping[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())[:LONGEST]


def _election() -> str:
    return settings_of(current_app).election
