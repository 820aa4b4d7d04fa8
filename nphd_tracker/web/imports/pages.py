"""/imports: files come in, are previewed together, applied, kept on record, and undone.

A view reads the request, calls one or two functions, and redirects or renders; what a file says is
decided in `intake`, what the tables hold in `store`, what several files do together in `uploads`.
"""

import re
from datetime import date
from pathlib import Path

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from nphd_tracker import intake, store
from nphd_tracker.dates import parse_day
from nphd_tracker.errors import ConflictError
from nphd_tracker.reading import ReadOptions, Source
from nphd_tracker.web.imports import records
from nphd_tracker.web.imports.annotated import TYPES, annotated_file, annotated_name
from nphd_tracker.web.imports.onward import (
    go_on,
    kept_refused,
    lead_on,
    lead_on_applied,
    lead_to_preview,
    rows_of,
    stale_page,
    upload_page,
)
from nphd_tracker.web.incoming import uploads
from nphd_tracker.web.incoming.cards import Batch, Card
from nphd_tracker.web.incoming.sent_files import keep_sent, remove_sent
from nphd_tracker.web.jobs import long_work
from nphd_tracker.web.jobs.kinds import APPLY, APPLY_CLEAN, RENEW
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import db
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.often import costly
from nphd_tracker.web.serving.settings import settings_of

bp = Blueprint("imports", __name__, url_prefix="/imports")

MOST_FILES = 200
LONGEST_ELECTION = 80


@bp.get("")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    return upload_page()


@bp.post("")
@costly
@requires(Permission.IMPORT)
def upload() -> ResponseReturnValue:
    """Previews what was chosen; no figure changes until someone applies it."""
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        return upload_page(
            _("Belum ada berkas yang dipilih. Pilih satu atau beberapa berkas Excel dahulu.")
        )
    if len(files) > MOST_FILES:
        return upload_page(_("Terlalu banyak berkas sekaligus. Unggah paling banyak 200."))
    try:
        options = _options()
    except ValueError:
        return upload_page(_("Tanggal posisi tidak dapat dibaca. Tulis seperti 2024-08-01."))
    sent = keep_sent(files, _folder())
    if long_work.is_long_upload(sent):
        return long_work.ask_for_preview(sent, options)
    try:
        received = uploads.receive(db.session(), sent, options, _folder())
    finally:
        remove_sent(sent)
    return lead_to_preview(received)


@bp.get("/preview")
@requires(Permission.IMPORT)
def preview() -> ResponseReturnValue:
    """All files of one upload, side by side, before anything is changed."""
    ids = _ids(request.args)
    refused, more = kept_refused(ids)
    batch = Batch.of(rows_of(ids))
    return render_template(
        "imports/preview.html",
        batch=batch,
        refused=refused,
        more_refused=more,
        selection={"election": batch.invented_election},
    )


@bp.post("/apply")
@costly
@requires(Permission.IMPORT)
def apply_clean() -> ResponseReturnValue:
    """Applies every file of the upload that has no errors."""
    ids = _ids(request.form)
    clean = [row for row in rows_of(ids) if Card(row).is_ready]
    if long_work.are_long(clean):
        return long_work.ask(APPLY_CLEAN, {"ids": ids}, clean[0].file_name)
    return lead_on(ids, uploads.apply_clean(db.session(), ids, _folder()))


@bp.get("/<int:import_id>")
@requires(Permission.VIEW)
def record(import_id: int) -> ResponseReturnValue:
    """The preview while the import waits, and the record of what it did ever after."""
    record = records.load_record(db.session(), import_id)
    return render_template(
        "imports/record.html",
        record=record,
        card=record.card,
        most=records.SHOWN,
        selection={"election": record.card.invented_election},
    )


@bp.get("/compare")
@requires(Permission.VIEW)
def compare() -> ResponseReturnValue:
    """What the import applied later says otherwise than the earlier one."""
    older, newer = (request.args.get(name, type=int) for name in ("older", "newer"))
    if older is None or newer is None or older == newer:
        abort(404)
    page = records.compare(db.session(), older, newer)
    if (page.older.row.sequence or 0) > (page.newer.row.sequence or 0):
        return redirect(url_for("imports.compare", older=newer, newer=older))
    return render_template(
        "imports/compare.html",
        page=page,
        found=page.found,
        others=store.list_comparable(db.session(), newer),
        most=records.COMPARED,
        selection={"election": page.newer.invented_election},
    )


@bp.post("/<int:import_id>/apply")
@costly
@requires(Permission.IMPORT)
def apply(import_id: int) -> ResponseReturnValue:
    """Applies one file; with errors, its good rows only, and only when asked so."""
    card = Card(store.get_import(db.session(), import_id))
    leave_out = "leave_out_errors" in request.form
    if not card.is_waiting or (card.has_errors and not leave_out):
        return redirect(url_for("imports.record", import_id=import_id))
    ids = _ids(request.form, import_id)
    if long_work.are_long([card.row]):
        said = {"import": import_id, "leave_out_errors": leave_out, "ids": ids}
        return long_work.ask(APPLY, said, card.row.file_name)
    try:
        intake.apply_staged(db.session(), import_id, _folder(), leave_out_errors=leave_out)
    except ConflictError as error:
        db.session.rollback()
        return stale_page(import_id, error.message(current_language()))
    db.session.commit()
    return lead_on_applied(import_id, ids)


@bp.post("/<int:import_id>/discard")
@requires(Permission.IMPORT)
def discard(import_id: int) -> ResponseReturnValue:
    """Drops a preview; it had changed nothing."""
    store.discard_import(db.session(), import_id)
    db.session.commit()
    flash(_("Berkas dibuang; tidak ada angka yang berubah."), "info")
    return go_on(_ids(request.form, import_id))


@bp.post("/<int:import_id>/renew")
@requires(Permission.IMPORT)
def renew(import_id: int) -> ResponseReturnValue:
    """Previews a kept file again, when other imports changed what it would do."""
    row = store.get_import(db.session(), import_id)
    if long_work.are_long([row]):
        return long_work.ask(RENEW, {"import": import_id}, row.file_name)
    renewed = uploads.renew(db.session(), import_id, _folder())
    db.session.commit()
    return redirect(url_for("imports.record", import_id=renewed))


@bp.get("/<int:import_id>/undo")
@requires(Permission.IMPORT)
def confirm_undo(import_id: int) -> ResponseReturnValue:
    """Asks once more, and says what undoing changes back."""
    card = Card(store.get_import(db.session(), import_id))
    if card.row.status != "applied":
        return redirect(url_for("imports.record", import_id=import_id))
    return render_template(
        "imports/undo.html",
        card=card,
        plan=store.plan_undo(db.session(), import_id, date.today()),
        most=records.SHOWN,
        selection={"election": card.invented_election},
    )


@bp.post("/<int:import_id>/undo")
@requires(Permission.IMPORT)
def undo(import_id: int) -> ResponseReturnValue:
    """Undoes an import; a second time changes nothing and says so."""
    undone_now = store.undo_import(db.session(), import_id)
    db.session.commit()
    if undone_now:
        flash(_("Impor dibatalkan. Angka dari berkas lain berlaku kembali."), "success")
    else:
        flash(_("Impor ini sudah dibatalkan sebelumnya."), "info")
    return redirect(url_for("imports.record", import_id=import_id))


@bp.get("/<int:import_id>/file")
@requires(Permission.VIEW)
def kept_file(import_id: int) -> ResponseReturnValue:
    """The file as it was sent, under the name it had then."""
    row = store.get_import(db.session(), import_id)
    path = uploads.kept_file(row, _folder())
    if not path.is_file():
        abort(404)
    return send_file(
        path,
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=row.file_name,
    )


@bp.get("/<int:import_id>/catatan.xlsx")
@requires(Permission.VIEW)
def annotated(import_id: int) -> ResponseReturnValue:
    """The file as it was sent, its problems marked at their cells and listed."""
    card = Card(store.get_import(db.session(), import_id))
    path = uploads.kept_file(card.row, _folder())
    if not path.is_file():
        abort(404)
    name = annotated_name(card.row.file_name)
    return send_file(
        annotated_file(card, path, current_language()),
        mimetype=TYPES[Path(name).suffix],
        as_attachment=True,
        download_name=name,
    )


def _options() -> ReadOptions:
    """What the person answered beside the files; ValueError where it is not a date or a source."""
    form, as_of = request.form, request.form.get("as_of", "").strip()
    return ReadOptions(
        as_of=parse_day(as_of) if as_of else None,
        source=Source(form["source"]) if form.get("source") else None,
        election=form.get("election", "").strip()[:LONGEST_ELECTION] or None,
        default_election=settings_of(current_app).election,
    )


def _ids(given: MultiDict[str, str], default: int | None = None) -> list[int]:
    """``3,4,5`` -> the imports of one upload."""
    text = given.get("ids", "") or str(default or "")
    if not re.fullmatch(r"[0-9]{1,9}(,[0-9]{1,9})*", text):
        abort(404)
    return [int(piece) for piece in dict.fromkeys(text.split(","))]


def _folder() -> Path:
    return settings_of(current_app).uploads
