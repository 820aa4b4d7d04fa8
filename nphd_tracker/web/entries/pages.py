"""/catat: one figure typed with its document, looked at before it is stored; then an import.

What was typed travels to the confirmation as one signed value, so that what is stored is what was
shown; the store compares once more and refuses when anything changed in between.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

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
from itsdangerous import BadSignature, URLSafeSerializer

from nphd_tracker import store
from nphd_tracker.errors import ConflictError
from nphd_tracker.intake.by_hand import Note, find_effect, is_by_hand, keep_note, preview_note
from nphd_tracker.intake.values import Intake
from nphd_tracker.reading import Measure, Source, StatedFigure
from nphd_tracker.web.entries import attachments
from nphd_tracker.web.entries.attachments import AttachmentError, keep_attachment
from nphd_tracker.web.entries.form import make_note, read_figure, read_party
from nphd_tracker.web.entries.typed import Typed
from nphd_tracker.web.serving import trail
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import db, reading_session
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.shown.limits import own_agencies, own_places
from nphd_tracker.web.words.filters import region_book

bp = Blueprint("entry", __name__, url_prefix="/catat")
bp.app_context_processor(lambda: {"endpoints": current_app.view_functions})

_FIELDS = (
    "election", "region", "agency", "unit", "measure", "kind", "on", "amount", "source", "tranche",
    "document", "remark",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A form that says one figure: the note, and its document if there is one."""

    note: Note
    figure: StatedFigure
    attached: store.KeptDocument | None
    seen: Intake
    token: str


@bp.app_template_filter()
def attachment_kind(kind: str) -> str:
    """The kinds of documents keep their names; only "others" is a word."""
    return _("Lainnya") if kind == attachments.KINDS[-1] else kind


@bp.app_template_test()
def by_hand(evidence: store.Evidence) -> bool:
    """Typed, not read out of a sheet."""
    return is_by_hand(evidence.cells)


@bp.get("/lampiran/<int:attachment_id>")
@requires(Permission.VIEW)
def attachment(attachment_id: int) -> ResponseReturnValue:
    """A kept document, to be saved, never to be shown inside a page."""
    found = store.get_attachment(reading_session(), attachment_id)
    path = settings_of(current_app).uploads / found.sha256
    if not path.is_file():
        abort(404)
    return send_file(
        path, mimetype=found.content_type, as_attachment=True, download_name=found.file_name
    )


@bp.get("")
@requires(Permission.IMPORT)
def form() -> ResponseReturnValue:
    """The form; the address may fill in whose figure it is."""
    given = {name: request.args.get(name, "") for name in _FIELDS}
    return _form(Typed({**given, "election": given["election"] or _election()}))


@bp.post("")
@requires(Permission.IMPORT)
def preview() -> ResponseReturnValue:
    """What storing it would change; nothing is stored yet."""
    typed = Typed(request.form.to_dict())
    if "back" in request.form:
        return _form(typed)
    try:
        kind = typed.text("attachment_kind")
        uploads = settings_of(current_app).uploads
        attached = keep_attachment(request.files.get("attachment"), kind, uploads)
    except AttachmentError as error:
        attached = None
        typed.errors["attachment"] = error.message(current_language())
    return _preview(typed, attached)


@bp.post("/simpan")
@requires(Permission.IMPORT)
def save() -> ResponseReturnValue:
    """Stores what was shown, as an applied import with its document."""
    said = _unsign(request.form.get("entry", ""))
    typed = Typed(said["values"])
    attached = store.KeptDocument(**said["attached"]) if said["attached"] else None
    note, figure = _read(typed, attached)
    if note is None or figure is None:
        return _form(typed, 400)
    session = db.session()
    try:
        row = keep_note(session, note, said["base"], settings_of(current_app).uploads)
    except ConflictError as error:
        session.rollback()
        flash(error.message(current_language()), "warning")
        return _preview(typed, attached, 409)
    [touched] = store.load_touched(session, row.id)
    if attached is not None:
        store.add_attachment(session, row.id, touched.agreement_id, attached)
    _tell(f"agreement/{touched.agreement_id}", figure, row.id)
    session.commit()
    flash(_("Angka dicatat sebagai impor nomor %(number)s. Impornya dapat dibatalkan.",
            number=row.id), "success")  # fmt: skip
    return redirect(url_for("drill.agreement", agreement_id=touched.agreement_id))


def _tell(agreement: str, figure: StatedFigure, import_id: int) -> None:
    said = {
        "measure": figure.measure.value,
        "on": figure.on.isoformat(),
        "amount": figure.amount,
        "is_movement": figure.is_movement,
        "source": figure.source.value,
        "document": figure.document,
        "import": import_id,
    }
    trail.note("figure-typed", agreement, after=said)


def _preview(
    typed: Typed, attached: store.KeptDocument | None, status: int = 200
) -> ResponseReturnValue:
    note, figure = _read(typed, attached)
    if note is None or figure is None:
        return _form(typed, 400)
    session = reading_session()
    seen = preview_note(session, note)
    if seen.plan is None:
        abort(400)
    token = _serializer().dumps(
        {
            "values": {name: typed.values.get(name, "") for name in _FIELDS},
            "attached": _as_json(attached),
            "base": seen.plan.base,
        }
    )
    entry = Entry(note, figure, attached, seen, str(token))
    page = render_template(
        "entries/preview.html",
        entry=entry,
        typed=typed,
        fields=_FIELDS,
        effect=find_effect(session, note, figure),
        selection={"election": note.party.election},
        typed_again=_again(typed),
    )
    return page, status


def _read(
    typed: Typed, attached: store.KeptDocument | None
) -> tuple[Note | None, StatedFigure | None]:
    party = read_party(typed, region_book())
    figure = read_figure(typed, party, date.today())
    if party is None or figure is None:
        return None, None
    paper = f"{attached.kind}: {attached.file_name} (SHA-256 {attached.sha256})" if attached else ""
    return make_note(party, figure, typed.text("remark", 500), paper), figure


def _form(typed: Typed, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "entries/form.html",
        typed=typed,
        places=own_places(),
        agencies=own_agencies(),
        measures_of_entry=list(Measure),
        sources=list(Source),
        kinds=attachments.KINDS,
        accept=attachments.ACCEPT,
        elections=store.list_elections(reading_session()),
        selection={"election": typed.text("election")},
        typed_again=_again(typed),
    )
    return page, 400 if typed.errors and status == 200 else status


def _again(typed: Typed) -> dict[str, str]:
    """What the form is filled in with when it is asked for in the other language."""
    return {name: typed.values[name] for name in _FIELDS if typed.values.get(name)}


def _as_json(attached: store.KeptDocument | None) -> dict[str, Any] | None:
    if attached is None:
        return None
    said = asdict(attached)
    return {name: said[name] for name in ("kind", "file_name", "sha256", "size", "content_type")}


def _unsign(token: str) -> Mapping[str, Any]:
    try:
        said: Mapping[str, Any] = _serializer().loads(token)
    except BadSignature:
        abort(400)
    return said


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="catat-angka")


def _election() -> str:
    return settings_of(current_app).election
