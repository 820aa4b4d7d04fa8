"""/reports: what the dashboard shows as an Excel workbook, and the blank sheet to fill in."""

import tempfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request, send_file
from sqlalchemy.orm import Session

from nphd_tracker.web.reports.workbooks import write_blank_sheet, write_report
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import reading_session, request_scope
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.often import costly
from nphd_tracker.web.serving.settings import is_invented, settings_of
from nphd_tracker.web.shown import figures
from nphd_tracker.web.shown.limits import own_places, refuse_outside, scope_in_name
from nphd_tracker.web.shown.selection import Selection, read_selection
from nphd_tracker.web.words.filters import region_book

bp = Blueprint("reports", __name__, url_prefix="/reports")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("")
@requires(Permission.VIEW)
def index() -> str:
    asked = read_selection(request.args, region_book())
    session = reading_session()
    selection, elections = figures.settle(session, asked, _election(), date.today())
    page = figures.overview(session, selection, elections)
    return render_template(
        "reports/index.html",
        page=page,
        selection=selection,
        choices=figures.choices(page),
        places=own_places(),
    )


@bp.get("/ringkasan.xlsx")
@costly
@requires(Permission.VIEW)
def summary() -> Response:
    """The Excel summary of what is selected."""
    return summary_of(reading_session(), read_selection(request.args, region_book()))


def summary_of(session: Session, asked: Selection, below: float = 100) -> Response:
    """The same for a page and a program; ``below``: the percentage of its list of what is below."""
    selection, _elections = figures.settle(session, asked, _election(), date.today())

    def write(path: Path) -> None:
        write_report(session, path, selection, _election(), date.today(), current_language(), below)

    return send_workbook(
        write, f"ringkasan-nphd-{_scope(selection)}{selection.day.isoformat()}.xlsx"
    )


def _scope(selection: Selection) -> str:
    """What the file is about, in its name: ``rekaan-53-kpu-``; nothing where it is everything."""
    parts = [
        "rekaan" if is_invented(selection.election) else "",
        scope_in_name(request_scope()).strip("-"),
        selection.region or selection.province or "",
        selection.agency.value.lower() if selection.agency else "",
    ]
    return "".join(f"{part.replace('.', '-')}-" for part in parts if part)


@bp.get("/lembar-isian.xlsx")
@requires(Permission.VIEW)
def template() -> Response:
    """A sheet to fill in: for one region with what is known of it, else for whichever."""
    asked = read_selection(request.args, region_book())
    refuse_outside(request_scope(), asked)

    def write(path: Path) -> None:
        write_blank_sheet(
            reading_session(),
            path,
            asked.region,
            asked.election or _election(),
            language=current_language(),
        )

    return send_workbook(write, f"lembar-isian-{asked.region or 'nphd'}.xlsx")


def _election() -> str:
    return settings_of(current_app).election


def send_workbook(write: Callable[[Path], None], name: str) -> Response:
    """Written to a folder that is gone when the answer is: nothing is left lying on the server."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.xlsx"
        write(path)
        content = BytesIO(path.read_bytes())
    return send_file(content, mimetype=XLSX, as_attachment=True, download_name=name)
