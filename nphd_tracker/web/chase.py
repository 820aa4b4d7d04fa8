"""/tagih: whom to ask, for what and why, by rupiah; each with the sheet and the letter to send."""

from datetime import date

from flask import Blueprint, Response, current_app, render_template, request

from nphd_tracker.web import chase_list, figures
from nphd_tracker.web.access import Permission, requires
from nphd_tracker.web.chase_list import Chase
from nphd_tracker.web.database import reading_session, request_scope
from nphd_tracker.web.filters import region_book
from nphd_tracker.web.limits import scope_in_name
from nphd_tracker.web.selection import read_selection
from nphd_tracker.web.settings import settings_of

bp = Blueprint("chase", __name__, url_prefix="/tagih")
bp.add_app_template_filter(chase_list.reason_name, "chase_reason")
bp.add_app_template_filter(chase_list.reason_text, "chase_text")

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
    answer = Response(chase_list.as_csv(page), content_type="text/csv; charset=utf-8")
    name = f"daftar-tagih-{scope_in_name(request_scope())}{page.selection.day.isoformat()}.csv"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


def _page() -> Chase:
    asked = read_selection(request.args, region_book())
    session, today = reading_session(), date.today()
    default = settings_of(current_app).election
    selection, elections = figures.settle(session, asked, default, today)
    reason = chase_list.read_reason(request.args.get("reason", ""))
    return chase_list.look_at(session, selection, elections, reason, today)
