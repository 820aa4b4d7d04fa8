"""The coordination letter to a local government: a page to print, and a .docx to send."""

import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request, send_file

from nphd_tracker.reporting.letter import Letter, find_template, write_letter
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import reading_session
from nphd_tracker.web.serving.often import costly
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.shown import followed
from nphd_tracker.web.shown.selection import Selection, read_selection
from nphd_tracker.web.words.filters import region_book

bp = Blueprint("letters", __name__)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/regions/<code>/letter")
@requires(Permission.VIEW)
def show(code: str) -> str:
    letter = _letter(code)
    agency = read_selection(request.args, region_book()).agency
    selection = Selection(letter.election, letter.day, region=code, agency=agency)
    return render_template("follow_ups/letter.html", letter=letter, selection=selection)


@bp.get("/regions/<code>/letter.docx")
@costly
@requires(Permission.VIEW)
def document(code: str) -> Response:
    letter = _letter(code)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.docx"
        write_letter(path, letter, find_template(settings_of(current_app).instance_path))
        content = BytesIO(path.read_bytes())
    name = f"surat-nphd-{code}-{letter.day.isoformat()}.docx"
    return send_file(content, mimetype=DOCX, as_attachment=True, download_name=name)


def _letter(code: str) -> Letter:
    asked = read_selection(request.args, region_book())
    default = settings_of(current_app).election
    return followed.write_to(reading_session(), code, asked, default, date.today())
