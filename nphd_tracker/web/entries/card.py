"""/agreements/ID/kartu: the terms and documents of one agreement, each change an import of its own."""

from datetime import date
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Holding
from nphd_tracker.errors import ConflictError
from nphd_tracker.intake.by_hand import Note, Party, keep_note, preview_note
from nphd_tracker.regions import is_own_unit
from nphd_tracker.web.entries import attachments
from nphd_tracker.web.entries.attachments import AttachmentError, keep_attachment
from nphd_tracker.web.entries.card_form import fill_in, fingerprint, read_card, rows_of, written
from nphd_tracker.web.entries.typed import Typed
from nphd_tracker.web.serving import trail
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import db, reading_session
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.settings import settings_of
from nphd_tracker.web.words.filters import region_book, region_name

bp = Blueprint("card", __name__)


@bp.get("/agreements/<int:agreement_id>/kartu")
@requires(Permission.VIEW)
def form(agreement_id: int) -> ResponseReturnValue:
    session = reading_session()
    holding = store.load_holding(session, agreement_id)
    return _form(session, holding, Typed(fill_in(holding.terms)))


@bp.post("/agreements/<int:agreement_id>/kartu")
@requires(Permission.IMPORT)
def save(agreement_id: int) -> ResponseReturnValue:
    """Stores what differs from what is known, with the document; undone like any import."""
    session = db.session()
    store.take_turn(session)
    holding = store.load_holding(session, agreement_id)
    typed, party = Typed(request.form.to_dict()), _party(holding)
    if request.form.get("seen", fingerprint(holding.terms)) != fingerprint(holding.terms):
        session.rollback()
        flash(_changed_meanwhile(session, holding), "warning")
        return _form(session, holding, typed, 409)
    terms, figures = read_card(typed, holding, party, date.today())
    attached = _attached(typed)
    if typed.errors:
        session.rollback()
        return _form(session, holding, typed, 400)
    if not (terms or figures or attached):
        flash(_("Tidak ada yang berubah, jadi tidak ada yang disimpan."), "info")
        return redirect(url_for(".form", agreement_id=agreement_id))
    paper = f"{attached.kind}: {attached.file_name} (SHA-256 {attached.sha256})" if attached else ""
    note = Note(
        party, tuple(figures), tuple(terms), typed.text("document"), (paper,) if paper else ()
    )
    try:
        number = _keep(session, note, holding, attached)
    except ConflictError as error:
        session.rollback()
        flash(error.message(current_language()), "warning")
        return _form(session, holding, typed, 409)
    _tell(holding, note, number)
    session.commit()
    flash(_("Kartu disimpan sebagai impor nomor %(number)s. Impornya dapat dibatalkan.",
            number=number), "success")  # fmt: skip
    return redirect(url_for("drill.agreement", agreement_id=agreement_id))


def _keep(
    session: Session, note: Note, holding: Holding, attached: store.KeptDocument | None
) -> int:
    plan = preview_note(session, note).plan
    row = keep_note(session, note, plan.base if plan else "", settings_of(current_app).uploads)
    if attached is not None:
        store.add_attachment(session, row.id, holding.id, attached)
    return row.id


def _tell(holding: Holding, note: Note, import_id: int) -> None:
    """What the card said of each term that changed, and says now."""
    kinds = dict.fromkeys(one.kind for one in note.terms)
    after: dict[str, Any] = {
        kind.value: [one.value for one in note.terms if one.kind is kind] for kind in kinds
    }
    after |= {one.measure.value: one.amount for one in note.figures}
    before = {kind.value: list(written(holding.terms, kind)) for kind in kinds}
    trail.note("terms-changed", f"agreement/{holding.id}", before, {**after, "import": import_id})


def _attached(typed: Typed) -> store.KeptDocument | None:
    try:
        return keep_attachment(
            request.files.get("attachment"),
            typed.text("attachment_kind"),
            settings_of(current_app).uploads,
        )
    except AttachmentError as error:
        typed.errors["attachment"] = error.message(current_language())
        return None


def _party(holding: Holding) -> Party:
    region = region_book().get(holding.region)
    is_implied = bool(holding.unit and region and is_own_unit(holding.unit, region))
    name = region_name(holding.region)
    return Party(holding.election, holding.region, name, holding.agency, holding.unit, is_implied)


def _changed_meanwhile(session: Session, holding: Holding) -> str:
    """Who changed the card since it was opened, and what to do now."""
    newest = next(iter(store.list_terms(session, holding.id)), None)
    number = newest.import_id if newest else 0
    who = (newest.applied_by if newest else "") or _("orang lain")
    return _(
        "Kartu ini sudah diubah oleh %(who)s (impor nomor %(number)s) sejak Anda membukanya; isian "
        "Anda belum disimpan. Bandingkan dengan riwayat di bawah, perbaiki bila perlu, lalu simpan "
        "lagi.",
        who=who,
        number=number,
    )


def _form(
    session: Session, holding: Holding, typed: Typed, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "entries/card.html",
        holding=holding,
        typed=typed,
        seen=fingerprint(holding.terms),
        rows=rows_of(holding.terms),
        history=store.list_terms(session, holding.id),
        kinds=attachments.KINDS,
        accept=attachments.ACCEPT,
        selection={"election": holding.election},
    )
    return page, status
