"""/rakor: the paper of a coordination meeting, for whatever the dashboard's filters select."""

from datetime import date

from flask import Blueprint, current_app, render_template, request

from nphd_tracker.web import changes, chat, figures, meeting_page
from nphd_tracker.web.access import Permission, requires
from nphd_tracker.web.database import reading_session
from nphd_tracker.web.filters import region_book
from nphd_tracker.web.selection import read_selection
from nphd_tracker.web.settings import settings_of

bp = Blueprint("meeting", __name__)
for name, word in changes.FILTERS.items():
    bp.add_app_template_filter(word, name)
bp.app_context_processor(lambda: {"shown_of_changes": changes.SHOWN_IN_CHART})


@bp.get("/rakor")
@requires(Permission.VIEW)
def index() -> str:
    asked = read_selection(request.args, region_book())
    session = reading_session()
    today = date.today()
    selection, elections = figures.settle(session, asked, settings_of(current_app).election, today)
    page = figures.overview(session, selection, elections)
    if not page.standings:
        return render_template(
            "meeting/empty.html", page=page, selection=selection, choices=figures.choices(page)
        )
    found = meeting_page.look_at(session, page, today)
    return render_template(
        "meeting/index.html",
        page=page,
        selection=selection,
        choices=figures.choices(page),
        meeting=found,
        shown=meeting_page.SHOWN,
        shown_silent=meeting_page.SHOWN_SILENT,
        shown_promises=meeting_page.SHOWN_PROMISES,
        text=chat.write_text(found),
    )
