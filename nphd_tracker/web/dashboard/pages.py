"""The dashboard: who is below 100%, by how much, and who has not said."""

from datetime import date

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from nphd_tracker.web.charts import pages
from nphd_tracker.web.dashboard import bars, change_chart
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import reading_session
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.shown import changes, dues, figures, followed
from nphd_tracker.web.shown.gaps import find_gaps
from nphd_tracker.web.shown.selection import read_selection
from nphd_tracker.web.words.filters import region_book

bp = Blueprint("dashboard", __name__)
bp.add_app_template_filter(figures.narrowed)
bp.add_app_template_filter(bars.reporting)
bp.add_app_template_filter(bars.not_reporting)
bp.add_app_template_filter(bars.drawn)
bp.add_app_template_filter(bars.finding)
bp.add_app_template_filter(dues.is_calm)
bp.add_app_template_filter(dues.shade)


@bp.app_template_global()
def address_of_all() -> str:
    """This page with its tables whole; the filters stay."""
    asked = {**(request.view_args or {}), **request.args.to_dict(), "all": "1"}
    return url_for(request.endpoint or "dashboard.index", **asked)


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    opening = current_app.config["OPENS_ON"]
    if opening and not request.args.keys() - {"lang"}:
        return redirect(url_for("dashboard.index", **{**request.args.to_dict(), **opening}))
    asked = read_selection(request.args, region_book())
    default = settings_of(current_app).election
    session = reading_session()
    selection, elections = figures.settle(session, asked, default, date.today())
    if not elections:
        return render_template("dashboard/empty.html")
    page = figures.overview(session, selection, elections, is_whole="all" in request.args)
    changed = changes.look_at(session, page)
    return render_template(
        "dashboard/index.html",
        page=page,
        selection=selection,
        choices=figures.choices(page),
        changes=changed,
        changes_chart=change_chart.chart(changed),
        by_agency=bars.chart(session, page, "agency", "nphd-lembaga"),
        by_region=bars.chart(session, page, "region", "nphd-daerah"),
        charts=pages.charts_of(session, page),
        agreed=followed.agreed_in(session, selection, date.today()),
        gaps=find_gaps(session, selection, page.standings),
    )
