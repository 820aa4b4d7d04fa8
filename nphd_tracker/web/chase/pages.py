"""/tagih: whom to ask, for what and why, by rupiah; each with the sheet and the letter to send."""

from datetime import date

from flask import Blueprint, Response, current_app, render_template, request

from nphd_tracker.web.chase import listing
from nphd_tracker.web.chase.listing import Chase
from nphd_tracker.web.chase.reasons import Reason
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import reading_session, request_scope
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.shown import figures
from nphd_tracker.web.shown.limits import scope_in_name
from nphd_tracker.web.shown.selection import read_choice, read_selection
from nphd_tracker.web.words.filters import region_book

bp = Blueprint("chase", __name__, url_prefix="/tagih")
bp.add_app_template_filter(listing.reason_name, "chase_reason")
bp.add_app_template_filter(listing.reason_text, "chase_text")

SHOWN = 200
"""Lines of one page; the totals and the CSV have all of them."""


@bp.get("")
@requires(Permission.VIEW)
def index() -> str:
    page = _page()
    is_whole = "all" in request.args
    return render_template(
        "chase/index.html",
        page=page,
        selection=page.selection,
        choices=figures.choices(page.overview),
        most=len(page.lines) if is_whole else SHOWN,
    )


@bp.get("/daftar-tagih.csv")
@requires(Permission.VIEW)
def as_csv() -> Response:
    page = _page()
    answer = Response(listing.as_csv(page), content_type="text/csv; charset=utf-8")
    name = f"daftar-tagih-{scope_in_name(request_scope())}{page.selection.day.isoformat()}.csv"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


def _page() -> Chase:
    asked = read_selection(request.args, region_book())
    session, today = reading_session(), date.today()
    default = settings_of(current_app).election
    selection, elections = figures.settle(session, asked, default, today)
    reason = read_choice(request.args, "reason", Reason)
    return listing.look_at(session, selection, elections, reason, today)
