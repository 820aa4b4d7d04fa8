"""One region, one agency, one agreement: from a rate down to the cell that says so."""

from dataclasses import replace
from datetime import date

from flask import Blueprint, current_app, render_template, request

from nphd_tracker.errors import NotFoundError
from nphd_tracker.regions import Agency
from nphd_tracker.web.charts import pages
from nphd_tracker.web.dashboard import bars, sources
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import reading_session
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.shown import figures, followed, one_agreement
from nphd_tracker.web.shown.gaps import find_gaps
from nphd_tracker.web.shown.selection import Selection, read_selection
from nphd_tracker.web.words.filters import region_book, region_name
from nphd_tracker.web.words.names import agency_name

bp = Blueprint("drill", __name__)


@bp.get("/regions/<code>")
@requires(Permission.VIEW)
def region(code: str) -> str:
    found = region_book().get(code)
    if found is None:
        raise NotFoundError(
            f'Tidak ada wilayah berkode "{code}".', f'There is no region with the code "{code}".'
        )
    asked = read_selection(request.args, region_book())
    if found.kind == "province":
        return _group(replace(asked, province=code, region=None), found.name, "region")
    return _group(replace(asked, province=found.province, region=code), found.name, "region")


@bp.get("/agencies/<key>")
@requires(Permission.VIEW)
def agency(key: str) -> str:
    if key not in list(Agency):
        raise NotFoundError(f'Tidak ada lembaga "{key}".', f'There is no agency "{key}".')
    asked = read_selection(request.args, region_book())
    return _group(replace(asked, agency=Agency(key)), agency_name(key), "agency")


@bp.get("/agreements/<int:agreement_id>")
@requires(Permission.VIEW)
def agreement(agreement_id: int) -> str:
    asked = read_selection(request.args, region_book())
    default = settings_of(current_app).election
    page = one_agreement.look_at(reading_session(), agreement_id, asked, default, date.today())
    return render_template(
        "drill/agreement.html",
        page=page,
        selection=page.selection,
        charts=pages.charts_of_agreement(page),
    )


def _group(asked: Selection, name: str, kind: str) -> str:
    default = settings_of(current_app).election
    session = reading_session()
    selection, elections = figures.settle(session, asked, default, date.today())
    page = figures.overview(session, selection, elections, is_whole="all" in request.args)
    return render_template(
        "drill/group.html",
        page=page,
        sources=sources.behind(session, page.standings),
        selection=selection,
        name=name,
        kind=kind,
        choices=figures.choices(page),
        parent=region_name(selection.province) if selection.region and selection.province else "",
        by_agency=bars.chart(session, page, "agency", "nphd-lembaga"),
        by_region=bars.chart(session, page, "region", "nphd-daerah"),
        charts=pages.charts_of(session, page),
        agreed=followed.agreed_in(session, selection, date.today()),
        gaps=find_gaps(session, selection, page.standings),
    )
