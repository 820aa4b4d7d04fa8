"""/roster: which local governments owe which agreements, so that "no agreement yet" can be seen."""

from datetime import date

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from nphd_tracker import store
from nphd_tracker.errors import FileRefusedError
from nphd_tracker.regions import Agency
from nphd_tracker.web.entries import roster_list, roster_sheet
from nphd_tracker.web.entries.form import read_agency
from nphd_tracker.web.entries.roster_list import Wrong
from nphd_tracker.web.entries.typed import Typed
from nphd_tracker.web.serving.access import Permission, requires
from nphd_tracker.web.serving.database import db, reading_session, request_scope
from nphd_tracker.web.serving.language import current_language, ngettext
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.settings import polling_day, settings_of
from nphd_tracker.web.shown.gaps import cover, missing
from nphd_tracker.web.shown.limits import own_agencies

bp = Blueprint("roster", __name__, url_prefix="/roster")


@bp.get("")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    election = request.args.get("election", "").strip() or settings_of(current_app).election
    return _page(Typed({"election": election, "agencies": "KPU,BAWASLU"}), election)


@bp.post("")
@requires(Permission.IMPORT)
def add() -> ResponseReturnValue:
    """Adds the lines that are understood; the others come back with what is wrong."""
    typed, election, chosen = _typed()
    lines = typed.values.get("lines", "")
    owed, wrong = roster_list.read_lines(lines, chosen, request_scope())
    if not election or (not owed and not wrong):
        typed.errors.setdefault("lines", _("Tempel daftar Pemda, satu per baris."))
        return _page(typed, election, wrong, 400)
    added = store.add_to_roster(db.session(), election, owed)
    db.session.commit()
    flash(
        ngettext("%(num)s kewajiban ditambahkan.", "%(num)s kewajiban ditambahkan.", added),
        "success" if added else "info",
    )
    if wrong:
        left = "\n".join(line.text for line in wrong)
        return _page(Typed({**typed.values, "lines": left}), election, wrong, 400)
    return redirect(url_for(".index", election=election))


@bp.post("/lembar")
@requires(Permission.IMPORT)
def from_sheet() -> ResponseReturnValue:
    """What an uploaded sheet says, shown as the list to be added; nothing is added yet."""
    typed, election, chosen = _typed()
    file = request.files.get("sheet")
    if not election or file is None or not file.filename:
        typed.errors.setdefault("sheet", _("Pilih lembar Excel, CSV atau ODS dahulu."))
        return _page(typed, election, status=400)
    try:
        workbook = roster_sheet.open_sheet(file)
    except FileRefusedError as error:
        typed.errors["sheet"] = error.message(current_language())
        return _page(typed, election, status=400)
    owed, wrong = roster_sheet.read_sheets(workbook, chosen, request_scope())
    if not owed and not wrong:
        typed.errors["sheet"] = _("Tidak ada nama atau kode Pemda di lembar ini.")
        return _page(typed, election, status=400)
    seen = Typed({**typed.values, "lines": roster_sheet.as_lines(owed)})
    return _page(seen, election, wrong, read=owed)


@bp.post("/hapus")
@requires(Permission.IMPORT)
def remove() -> ResponseReturnValue:
    typed = Typed(request.form.to_dict())
    agency, election = read_agency(typed), typed.text("election")
    if agency is not None:
        store.remove_from_roster(db.session(), election, typed.text("region"), agency)
        db.session.commit()
    return redirect(url_for(".index", election=election))


@bp.post("/batal-tambah")
@requires(Permission.IMPORT)
def take_back() -> ResponseReturnValue:
    """Takes off what the last addition added, as far as it still stands."""
    election = request.form.get("election", "").strip()
    number = request.form.get("addition", type=int) or 0
    gone = store.take_back_addition(db.session(), election, number)
    db.session.commit()
    flash(ngettext("%(num)s kewajiban dihapus.", "%(num)s kewajiban dihapus.", gone), "info")
    return redirect(url_for(".index", election=election))


def _typed() -> tuple[Typed, str, list[Agency]]:
    """What both forms ask: the election, and the agencies of lines that name none."""
    chosen = [one for one in Agency if one.value in request.form.getlist("agency")]
    typed = Typed({**request.form.to_dict(), "agencies": ",".join(chosen)})
    election = typed.require("election", _("Isi kegiatannya, misalnya Pilkada 2024."))
    return typed, election, chosen


def _page(
    typed: Typed,
    election: str,
    wrong: list[Wrong] | None = None,
    status: int = 200,
    read: list[store.Owed] | None = None,
) -> ResponseReturnValue:
    session = reading_session()
    roster = store.list_roster(session, election)
    addition, added = store.last_addition(session, election)
    today = date.today()
    holdings = store.load_holdings_at(session, election, today, polling_day(election))
    page = render_template(
        "entries/roster.html",
        typed=typed,
        election=election,
        elections=store.list_elections(session),
        agencies=own_agencies(),
        wrong=wrong or [],
        roster=roster,
        read=None if read is None else {one: one in set(roster) for one in read},
        missing=set(missing(roster, holdings)),
        addition=addition,
        added=len(added),
        coverage=cover(roster, holdings),
        selection={"election": election},
    )
    return page, status
