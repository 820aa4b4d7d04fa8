"""/agreements/ID/berita-acara: the minute of reconciliation of one agreement, to print and sign."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import Blueprint, Response, current_app, render_template, request
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.reconciliation import Reconciliation, reconcile
from nphd_tracker.reporting.minute import MinuteData, write_minute
from nphd_tracker.web.reports.pages import send_workbook
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import reading_session
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.settings import polling_day, settings_of
from nphd_tracker.web.shown import figures
from nphd_tracker.web.shown.selection import Selection, read_selection
from nphd_tracker.web.words.filters import office_zone, region_book, region_name
from nphd_tracker.web.words.names import agency_name

bp = Blueprint("reconciliation", __name__)


@dataclass(frozen=True, slots=True)
class Minute:
    """What the page prints: both sides, and where each figure that counts comes from."""

    selection: Selection
    reconciliation: Reconciliation
    cited: dict[int, store.Evidence]
    imports: list[store.Evidence]
    """One figure of each import behind the minute, for its file, its bytes and its moment."""


@bp.get("/agreements/<int:agreement_id>/berita-acara")
@requires(Permission.VIEW)
def minute(agreement_id: int) -> str:
    asked = read_selection(request.args, region_book())
    default = settings_of(current_app).election
    page = draw_up(reading_session(), agreement_id, asked, default, date.today())
    return render_template("reconciliation/minute.html", page=page, selection=page.selection)


@bp.get("/agreements/<int:agreement_id>/berita-acara.xlsx")
@requires(Permission.VIEW)
def as_workbook(agreement_id: int) -> Response:
    """The same to fill in, with live formulas."""
    asked = read_selection(request.args, region_book())
    default = settings_of(current_app).election
    page = draw_up(reading_session(), agreement_id, asked, default, date.today())
    standing = page.reconciliation.standing
    holding = standing.holding
    place = region_name(holding.region)
    data = MinuteData(
        page.reconciliation,
        grantor=_("Pemerintah %(region)s", region=place),
        grantee=holding.unit or f"{agency_name(holding.agency)} {place}",
        made_at=datetime.now(office_zone()),
        language=current_language(),
    )
    name = f"berita-acara-{holding.region.replace('.', '-')}-{holding.agency.value.lower()}"
    return send_workbook(lambda path: write_minute(path, data), f"{name}-{standing.day}.xlsx")


def draw_up(
    session: Session, agreement_id: int, asked: Selection, default_election: str, today: date
) -> Minute:
    """The minute on the day asked; the agreement's own election counts, whatever the address."""
    holding = store.load_holding(session, agreement_id)
    asked = replace(asked, election=holding.election)
    selection, _elections = figures.settle(session, asked, default_election, today)
    reconciliation = reconcile(holding, selection.day, polling_day(holding.election))
    speaking = {figure.id for figure in holding.figures if figure.on <= selection.day}
    evidence = [
        one for one in store.load_evidence(session, agreement_id) if one.figure_id in speaking
    ]
    return Minute(
        selection=selection.widened(),
        reconciliation=reconciliation,
        cited={one.figure_id: one for one in evidence},
        imports=[*{one.import_id: one for one in reversed(evidence)}.values()],
    )
