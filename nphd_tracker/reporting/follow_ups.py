"""Tindak Lanjut: what was agreed about which agreement, and how its figure moved since.

A native Excel table, written only where there is something to follow up; its headers are
Indonesian in both languages, like those of Rincian.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from openpyxl.workbook.workbook import Workbook

from nphd_tracker.follow_ups import Cause, State, Tracked
from nphd_tracker.reporting.cells import Content, as_fraction
from nphd_tracker.reporting.contents import SummaryData
from nphd_tracker.reporting.lines import add_table, put_lines
from nphd_tracker.reporting.page import set_up_print, set_widths, write_headers, write_title
from nphd_tracker.reporting.wording import BASES, Phrase, name_agency

SHEET = "Tindak Lanjut"
TABLE = "TindakLanjutNPHD"
_HEADER_LANGUAGE = "id"

CAUSES = {
    Cause.ACCOUNT: Phrase("Rekening belum siap", "Bank account not ready"),
    Cause.GRANTEE: Phrase("Penerima terlambat mengajukan", "Grantee applied late"),
    Cause.CASH: Phrase("Kas daerah belum tersedia", "Regional cash not available yet"),
    Cause.APPROVAL: Phrase("Menunggu persetujuan", "Awaiting approval"),
    Cause.SIGNING: Phrase(
        "NPHD/addendum belum ditandatangani", "Agreement or addendum not signed yet"
    ),
    Cause.REGISTER: Phrase("Register belum terbit", "Register number not issued yet"),
    Cause.OTHER: Phrase("Lainnya", "Other"),
}
STATES = {
    State.OPEN: Phrase("Terbuka", "Open"),
    State.OVERDUE: Phrase("Lewat tenggat", "Overdue"),
    State.KEPT: Phrase("Ditepati", "Kept"),
    State.CLOSED: Phrase("Ditutup", "Closed"),
}
BY_ITSELF = Phrase("otomatis: NPHD 100% atau selesai", "by itself: agreement at 100% or closed")


class _Column(NamedTuple):
    """With style "uang" it reads sen."""

    header: str
    style: str
    width: float
    read: Callable[[SummaryData, Tracked], Content]


def write_follow_ups(workbook: Workbook, data: SummaryData) -> tuple[str, str]:
    """Write the sheet; its name, and the range of its region codes."""
    sheet = workbook.create_sheet(SHEET)
    header_row = write_title(
        sheet,
        data,
        data.say("TINDAK LANJUT", "FOLLOW-UPS"),
        data.say(
            "Penyebab, janji dan tenggat menurut kantor yang disebut; angka dulu adalah angka saat "
            "tindak lanjut dibuka.",
            "Cause, promise and due date as told by the office named; the earlier figures are "
            "those of the day it was opened.",
        ),
    )
    columns = _columns()
    write_headers(sheet, header_row, (column.header for column in columns), height=45)
    rows = ([column.read(data, one) for column in columns] for one in data.follow_ups)
    put_lines(sheet, header_row + 1, columns, rows)
    last_row = header_row + max(len(data.follow_ups), 1)
    add_table(sheet, TABLE, header_row, [column.header for column in columns], last_row)
    set_widths(sheet, [column.width for column in columns])
    sheet.freeze_panes = sheet.cell(header_row + 1, 6)
    set_up_print(sheet, data, header_row=header_row)
    return SHEET, f"B{header_row + 1}:B{last_row}"


def _columns() -> Sequence[_Column]:
    return (
        _Column("No", "urut", 6, lambda data, one: one.follow_up.id),
        _Column("Kode Wilayah", "kode", 9, lambda data, one: one.follow_up.region),
        _Column(
            "Pemberi Hibah", "teks", 24, lambda data, one: data.name_region(one.follow_up.region)
        ),
        _Column(
            "Instansi",
            "teks",
            10,
            lambda data, one: name_agency(one.follow_up.agency, _HEADER_LANGUAGE),
        ),
        _Column("Satuan Kerja", "teks", 18, lambda data, one: _unit(one)),
        _Column("Penyebab", "teks", 22, lambda data, one: _say(CAUSES[one.promise.cause], data)),
        _Column("Janji", "teks", 32, lambda data, one: one.promise.text or None),
        _Column("Oleh", "teks", 20, lambda data, one: one.promise.office or None),
        _Column("Tenggat", "tanggal", 12, lambda data, one: one.promise.due),
        _Column("Status", "teks", 14, lambda data, one: _say(STATES[one.state], data)),
        _Column("Dasar Hitungan", "teks", 20, lambda data, one: _basis(data, one)),
        _Column("Posisi Dulu", "tanggal", 12, lambda data, one: one.follow_up.as_of),
        _Column("% Dulu", "persen", 10, lambda data, one: as_fraction(one.follow_up.rate)),
        _Column(
            "% Kini",
            "persen",
            10,
            lambda data, one: as_fraction(one.standing.rate) if one.standing else None,
        ),
        _Column("Bergerak (Rp)", "uang", 18, lambda data, one: one.moved),
        _Column("Catatan", "teks", 32, lambda data, one: _note(data, one)),
    )


def _say(phrase: Phrase, data: SummaryData) -> str:
    return phrase.say(data.language)


def _unit(one: Tracked) -> str | None:
    return one.standing.holding.unit if one.standing else one.follow_up.unit


def _basis(data: SummaryData, one: Tracked) -> str:
    return BASES[one.follow_up.basis].say(data.language)


def _note(data: SummaryData, one: Tracked) -> str | None:
    said = [BY_ITSELF.say(data.language)] if one.closed_itself else []
    said += [event.note for event in one.follow_up.history if event.note][-1:]
    return "; ".join(said) or None
