"""/charts/NAME: one chart of a selection, as a page, as a part of another page, and as CSV.

A nation's page fetches its charts one by one as they come into view; without JavaScript each is a
link to its page. Smaller selections have them on their page at once.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session

from nphd_tracker import charts
from nphd_tracker.errors import NotFoundError
from nphd_tracker.web.charts import diagrams, heat
from nphd_tracker.web.charts.pair_tables import pair_twin
from nphd_tracker.web.charts.twins import Twin, as_csv, show
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import reading_session, request_scope
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.shown import figures, one_agreement, over_time
from nphd_tracker.web.shown.limits import scope_in_name
from nphd_tracker.web.shown.memory import Memory
from nphd_tracker.web.shown.selection import Selection, read_selection
from nphd_tracker.web.words.filters import region_book

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

bp = Blueprint("charts", __name__, url_prefix="/charts")
bp.add_app_template_filter(show, "show")

AT_ONCE = 300
"""With more agreements than these the charts of a page come one by one."""

FILE_NAMES = {
    "agencies": "lembaga",
    "regions": "daerah",
    "heat": "peta",
    "trend": "tren",
    "pareto": "pareto",
    "closing": "penutup",
}


@dataclass(frozen=True, slots=True)
class Charts:
    """What a page shows beyond its bars; None is fetched when it comes into view."""

    heat: heat.Heat | None
    pareto: diagrams.Diagram | None
    trend: diagrams.Diagram | None
    closing: diagrams.Diagram | None


_charts: Memory[Charts] = Memory(keep=64)


@bp.app_template_filter()
def still(figure: "Mapping[str, Any]", name: str) -> Markup:
    """The drawing that stands on the page until Plotly takes its place."""
    return Markup(charts.still(dict(figure), name))  # noqa: S704 - its texts were made plain


def charts_of(session: Session, page: figures.Overview) -> Charts:
    """All of them for a place; none yet for a nation."""
    if len(page.standings) > AT_ONCE:
        return Charts(None, None, None, None)
    key = (page.selection, page.rows, current_language())
    return _charts.recall(session, key, lambda: _draw(session, page))


def _draw(session: Session, page: figures.Overview) -> Charts:
    return Charts(
        heat=heat.heat(page, page.rows),
        pareto=diagrams.pareto(page.below, page.selection),
        trend=_trend(session, page),
        closing=diagrams.closing(page.standings),
    )


def charts_of_agreement(page: one_agreement.AgreementView) -> Charts:
    standing = page.standing
    moments = over_time.look_back_on(page.holding, page.selection, standing)
    return Charts(
        heat=None,
        pareto=None,
        trend=diagrams.trend(moments, page.selection, [standing]),
        closing=diagrams.closing([standing]),
    )


@bp.get("/<name>")
@requires(Permission.VIEW)
def chart(name: str) -> str:
    """The page of one chart; with ``part`` in the address only what goes into another page."""
    if name not in ("heat", "trend", "pareto", "closing"):
        raise _unknown(name)
    session = reading_session()
    page = _overview(session)
    made: dict[str, Callable[[], object]] = {
        "heat": lambda: heat.heat(page, page.rows),
        "pareto": lambda: diagrams.pareto(page.below, page.selection),
        "trend": lambda: _trend(session, page),
        "closing": lambda: diagrams.closing(page.standings),
    }
    template = "charts/part.html" if "part" in request.args else "charts/page.html"
    return render_template(
        template, name=name, made=made[name](), page=page, selection=page.selection
    )


@bp.get("/<name>.csv")
@requires(Permission.VIEW)
def rows(name: str) -> Response:
    """All rows of a chart's table; of one agreement with ``agreement`` in the address."""
    if name not in FILE_NAMES:
        raise _unknown(name)
    session = reading_session()
    number = request.args.get("agreement", type=int)
    twin, selection = (
        _twin(session, name) if number is None else _twin_of_agreement(session, name, number)
    )
    answer = Response(as_csv(twin, current_language()), content_type="text/csv; charset=utf-8")
    file_name = (
        f"nphd-{FILE_NAMES[name]}-{scope_in_name(request_scope())}{selection.day.isoformat()}.csv"
    )
    answer.headers.set("Content-Disposition", "attachment", filename=file_name)
    return answer


def _twin(session: Session, name: str) -> tuple[Twin, Selection]:
    page = _overview(session)
    made: dict[str, Callable[[], Twin]] = {
        "agencies": lambda: pair_twin(page.agencies, _("Lembaga"), page.spending_basis),
        "regions": lambda: pair_twin(page.regions, _("Pemda"), page.spending_basis),
        "heat": lambda: heat.twin(page),
        "pareto": lambda: diagrams.pareto(page.below, page.selection).whole,
        "trend": lambda: _trend(session, page).whole,
        "closing": lambda: diagrams.closing(page.standings).whole,
    }
    return made[name](), page.selection


def _twin_of_agreement(session: Session, name: str, number: int) -> tuple[Twin, Selection]:
    asked = read_selection(request.args, region_book())
    default = settings_of(current_app).election
    view = one_agreement.look_at(session, number, asked, default, date.today())
    shown = charts_of_agreement(view)
    made = {"trend": shown.trend, "closing": shown.closing}.get(name)
    if made is None:
        raise _unknown(name)
    return made.whole, view.selection


def _overview(session: Session) -> figures.Overview:
    asked = read_selection(request.args, region_book())
    default = settings_of(current_app).election
    selection, elections = figures.settle(session, asked, default, date.today())
    return figures.overview(session, selection, elections, is_whole="all" in request.args)


def _trend(session: Session, page: figures.Overview) -> diagrams.Diagram:
    moments = over_time.look_back(session, page.selection, page.standings)
    return diagrams.trend(moments, page.selection, page.standings)


def _unknown(name: str) -> NotFoundError:
    return NotFoundError(f'Tidak ada diagram "{name}".', f'There is no chart "{name}".')
