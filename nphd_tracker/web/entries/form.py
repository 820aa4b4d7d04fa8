"""The form of one figure by hand: what was typed -> a note, or what to mend at which field.

Nothing is guessed: an amount that reads two ways, a day that is no day, a unit that is not named is
said at its field, and everything typed stays in the form.
"""

from datetime import date

from nphd_tracker.dates import NotADateError, parse_day
from nphd_tracker.intake.by_hand import Note, Party
from nphd_tracker.money import AmbiguousNumberError, MoneyTextError, parse_money
from nphd_tracker.reading import Measure, Source, StatedFigure
from nphd_tracker.regions import ONE_PER_GRANTOR, Agency, Region, RegionBook, is_own_unit
from nphd_tracker.web.entries.typed import Typed
from nphd_tracker.web.serving.database import request_scope
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.shown.limits import own_agencies
from nphd_tracker.web.words.filters import tanggal

FIRST_DAY = date(2015, 1, 1)


def read_party(typed: Typed, book: RegionBook) -> Party | None:
    """Whose agreement: the election, the grantor, the grantee; None where a field is wrong."""
    election = typed.require("election", _("Isi kegiatannya, misalnya Pilkada 2024."))
    region = book.get(typed.text("region"))
    if region is None or not request_scope().has_region(region.code):
        region = None
        typed.errors["region"] = _("Pilih Pemda pemberi hibah.")
    agency = read_agency(typed)
    unit = typed.text("unit") or None
    if unit and agency in ONE_PER_GRANTOR:
        unit = None  # one per grantor: the office's own name tells nothing more
    if region is None or agency is None or not election:
        return None
    return Party(election, region.code, region.name, agency, unit, _is_implied(unit, region))


def read_agency(typed: Typed) -> Agency | None:
    known = {one.value: one for one in own_agencies()}
    agency = known.get(typed.text("agency"))
    if agency is None:
        typed.errors["agency"] = _("Pilih lembaga penerima.")
    return agency


def read_figure(typed: Typed, party: Party | None, today: date) -> StatedFigure | None:
    """One amount on one day; None where a field is wrong."""
    measure = _measure(typed)
    is_movement = typed.text("kind") == "movement"
    if measure is Measure.COMMITTED and is_movement:
        typed.errors["kind"] = _("Nilai NPHD selalu posisi: berapa nilainya pada tanggal itu.")
    on = read_day(typed, "on", today)
    amount = read_amount(typed, "amount")
    if is_movement and amount == 0:
        typed.errors["amount"] = _("Perpindahan nol tidak perlu dicatat.")
    source = _source(typed)
    document = typed.require("document", _("Isi nomor atau nama dokumen yang menjadi buktinya."))
    if typed.errors or party is None or measure is None or on is None or amount is None:
        return None
    return StatedFigure(
        region=party.region,
        agency=party.agency,
        unit=party.unit,
        measure=measure,
        on=on,
        amount=amount,
        source=source,
        cells=(),
        is_movement=is_movement,
        unit_implied=party.unit_implied,
        tranche=typed.text("tranche"),
        document=document,
    )


def make_note(party: Party, figure: StatedFigure, remark: str, attached: str) -> Note:
    remarks = tuple(filter(None, (remark, attached)))
    return Note(party, (figure,), document=figure.document, remarks=remarks)


def read_day(typed: Typed, name: str, latest: date) -> date | None:
    """A day from 2015 to ``latest``, as a date field sends it or as it is written."""
    text = typed.text(name)
    if not text:
        typed.errors[name] = _("Isi tanggalnya.")
        return None
    try:
        day = parse_day(text)
    except NotADateError:
        typed.errors[name] = _("Ini bukan tanggal; tulis seperti 1 Agustus 2024 atau 2024-08-01.")
        return None
    if not FIRST_DAY <= day <= latest:
        typed.errors[name] = _(
            "Tanggalnya harus antara 1 Januari 2015 dan %(latest)s.", latest=tanggal(latest)
        )
        return None
    return day


def read_amount(typed: Typed, name: str) -> int | None:
    """``Rp 1,25 miliar``, ``1.250.000.000``: sen; what reads two ways is asked."""
    text = typed.text(name)
    try:
        amount = parse_money(text)
    except AmbiguousNumberError:
        typed.errors[name] = _(
            "Jumlah ini dapat dibaca dua cara. Tulis lengkap, misalnya 1.250.000.000 atau "
            "45.434,00."
        )
        return None
    except MoneyTextError:
        typed.errors[name] = _("Isi jumlah rupiahnya, misalnya 1.250.000.000 atau 1,25 miliar.")
        return None
    if amount < 0:
        typed.errors[name] = _("Jumlahnya tidak boleh negatif.")
        return None
    return amount


def _is_implied(unit: str | None, region: Region) -> bool:
    return unit is not None and is_own_unit(unit, region)


def _measure(typed: Typed) -> Measure | None:
    try:
        return Measure(typed.text("measure"))
    except ValueError:
        typed.errors["measure"] = _("Pilih apa yang dicatat.")
        return None


def _source(typed: Typed) -> Source:
    try:
        return Source(typed.text("source"))
    except ValueError:
        typed.errors["source"] = _("Pilih siapa yang melaporkan.")
        return Source.OTHER
