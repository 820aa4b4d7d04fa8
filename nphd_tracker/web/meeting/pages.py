"""/rakor: the paper of a coordination meeting, for whatever the dashboard's filters select."""

from datetime import date

from flask import Blueprint, current_app, render_template, request

from nphd_tracker.web.meeting import chat, paper
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import reading_session
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.shown import changes, figures
from nphd_tracker.web.shown.gaps import find_gaps
from nphd_tracker.web.shown.selection import read_selection
from nphd_tracker.web.words.filters import region_book

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
            "meeting/empty.html",
            page=page,
            selection=selection,
            choices=figures.choices(page),
            gaps=find_gaps(session, selection, ()),
        )
    found = paper.look_at(session, page, today)
    return render_template(
        "meeting/index.html",
        page=page,
        selection=selection,
        choices=figures.choices(page),
        meeting=found,
        shown=paper.SHOWN,
        shown_silent=paper.SHOWN_SILENT,
        shown_promises=paper.SHOWN_PROMISES,
        text=chat.write_text(found),
    )
