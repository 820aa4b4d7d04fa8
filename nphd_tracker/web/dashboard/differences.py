"""/selisih: every value that somebody states otherwise, largest rupiah first, with both cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from flask import Blueprint, current_app, render_template, request
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.differences import Kind, KindTotal, OpenDifference, count_kinds, find_differences
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import reading_session
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.shown import figures
from nphd_tracker.web.shown.memory import Memory
from nphd_tracker.web.shown.selection import Selection, read_choice, read_selection
from nphd_tracker.web.words.filters import region_book

SHOWN = 50
"""Rows until all are asked for; what they come to is over all."""

CITED = 3
"""So many figures of each side are named with their cells; of more, how many follow."""

bp = Blueprint("differences", __name__)

_found: Memory["DifferencesView"] = Memory(keep=16)


@dataclass(frozen=True, slots=True)
class DifferencesView:
    """The open differences of a selection; ``totals`` are over every kind, ``found`` of one."""

    kind: Kind | None
    totals: list[KindTotal]
    found: list[OpenDifference]
    rows: int | None
    origins: dict[int, store.Origin]


@bp.get("/selisih")
@requires(Permission.VIEW)
def index() -> str:
    asked = read_selection(request.args, region_book())
    kind = read_choice(request.args, "kind", Kind)
    session = reading_session()
    default = settings_of(current_app).election
    selection, elections = figures.settle(session, asked, default, date.today())
    if not elections:
        return render_template("dashboard/empty.html")
    page = figures.overview(session, selection, elections)
    rows = None if "all" in request.args else SHOWN
    return render_template(
        "differences/index.html",
        page=page,
        selection=selection,
        choices=figures.choices(page),
        view=look(session, page, selection, kind, rows),
        cited_at_most=CITED,
    )


def look(
    session: Session,
    page: figures.Overview,
    selection: Selection,
    kind: Kind | None,
    rows: int | None,
) -> DifferencesView:
    """What does not agree among the agreements of a page."""
    look_anew = partial(_find, session, page, kind, rows)
    return _found.recall(session, (selection, kind, rows), look_anew)


def _find(
    session: Session, page: figures.Overview, kind: Kind | None, rows: int | None
) -> DifferencesView:
    every = find_differences(page.standings)
    found = [one for one in every if kind in (None, one.kind)]
    origins = store.origins_of(session, cited(found[:rows]))
    return DifferencesView(kind, count_kinds(every), found, rows, origins)


def cited(found: Iterable[OpenDifference]) -> set[int]:
    """The figures that a list of differences names."""
    return {
        figure.id
        for one in found
        for side in (one.value.evidence, one.difference.figures)
        for figure in side[:CITED]
    }
