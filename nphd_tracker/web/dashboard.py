"""The dashboard: who is below 100%, by how much, and who has not said."""

from datetime import date

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from nphd_tracker.web import figures
from nphd_tracker.web.database import reading_session
from nphd_tracker.web.filters import region_book
from nphd_tracker.web.selection import read_selection
from nphd_tracker.web.settings import settings_of

bp = Blueprint("dashboard", __name__)
bp.add_app_template_filter(figures.narrowed)
bp.add_app_template_filter(figures.reporting)
bp.add_app_template_filter(figures.not_reporting)
bp.add_app_template_filter(figures.states)
bp.app_context_processor(lambda: {"shown_in_chart": figures.SHOWN_IN_CHART})


@bp.get("/")
def index() -> ResponseReturnValue:
    if current_app.config["OPENS_ON"] and not request.args:
        return redirect(url_for("dashboard.index", **current_app.config["OPENS_ON"]))
    asked = read_selection(request.args, region_book())
    default = settings_of(current_app).election
    session = reading_session()
    selection, elections = figures.settle(session, asked, default, date.today())
    if not elections:
        return render_template("dashboard/empty.html")
    page = figures.overview(session, selection, elections)
    return render_template(
        "dashboard/index.html",
        page=page,
        selection=selection,
        choices=figures.choices(page),
        by_agency=figures.chart(page.agencies, page.spending_basis, "nphd-lembaga"),
        by_region=figures.chart(
            figures.reporting(page.regions), page.spending_basis, "nphd-daerah"
        ),
    )
