"""Selisih: every value that somebody states otherwise, both with their cells, most rupiah first.

A native Excel table, written only where something differs. The importer passes it over.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from openpyxl.workbook.workbook import Workbook

from nphd_tracker.differences import Kind, OpenDifference
from nphd_tracker.reporting.cells import Content
from nphd_tracker.reporting.contents import SummaryData
from nphd_tracker.reporting.lines import add_table, put_lines
from nphd_tracker.reporting.page import set_up_print, set_widths, write_headers, write_title
from nphd_tracker.reporting.wording import MEASURES, SOURCES, Phrase, name_agency

SHEET = "Selisih"
TABLE = "SelisihNPHD"

KINDS = {
    Kind.SOURCES: Phrase("Pelapor berbeda, tanggal sama", "Reporters differ, same date"),
    Kind.MOVEMENTS: Phrase("Register dan posisi", "Register against position"),
    Kind.PARTS: Phrase("Total dan bagiannya", "Total against its parts"),
    Kind.OLDER: Phrase("Pelapor berbeda, posisi lebih lama", "Reporters differ, older position"),
}


class _Column(NamedTuple):
    """With style "uang" it reads sen."""

    header: Phrase
    style: str
    width: float
    read: Callable[[SummaryData, OpenDifference], Content]


_COLUMNS: Sequence[_Column] = (
    _Column(
        Phrase("Kode Wilayah", "Region code"),
        "kode",
        8,
        lambda data, one: one.standing.holding.region,
    ),
    _Column(
        Phrase("Pemberi Hibah", "Grantor"),
        "teks",
        18,
        lambda data, one: data.name_region(one.standing.holding.region),
    ),
    _Column(
        Phrase("Lembaga", "Agency"),
        "teks",
        9,
        lambda data, one: name_agency(one.standing.holding.agency, data.language),
    ),
    _Column(
        Phrase("Satuan Kerja", "Unit"), "teks", 13, lambda data, one: one.standing.holding.unit
    ),
    _Column(
        Phrase("Ukuran", "Measure"),
        "teks",
        11,
        lambda data, one: MEASURES[one.measure].say(data.language),
    ),
    _Column(
        Phrase("Jenis Selisih", "Kind of difference"),
        "teks",
        16,
        lambda data, one: KINDS[one.kind].say(data.language),
    ),
    _Column(Phrase("Dipakai (Rp)", "Used (Rp)"), "uang", 16, lambda data, one: one.value.amount),
    _Column(
        Phrase("Posisi Dipakai", "As of, used"), "tanggal", 11, lambda data, one: one.value.as_of
    ),
    _Column(
        Phrase("Pelapor Dipakai", "Reporter, used"),
        "teks",
        9,
        lambda data, one: SOURCES[one.value.source].say(data.language),
    ),
    _Column(
        Phrase("Asal Dipakai", "Origin, used"),
        "teks",
        22,
        lambda data, one: data.trace(one.value.evidence),
    ),
    _Column(
        Phrase("Pembanding (Rp)", "Against it (Rp)"),
        "uang",
        16,
        lambda data, one: one.difference.other,
    ),
    _Column(
        Phrase("Posisi Pembanding", "As of, against it"),
        "tanggal",
        13,
        lambda data, one: one.other_as_of,
    ),
    _Column(
        Phrase("Pelapor Pembanding", "Reporter, against it"),
        "teks",
        13,
        lambda data, one: ", ".join(SOURCES[by].say(data.language) for by in one.other_sources),
    ),
    _Column(
        Phrase("Asal Pembanding", "Origin, against it"),
        "teks",
        22,
        lambda data, one: data.trace(one.difference.figures),
    ),
    _Column(
        Phrase("Selisih (Rp)", "Difference (Rp)"),
        "uang",
        16,
        lambda data, one: one.difference.amount,
    ),
)


def write_differences(
    workbook: Workbook, data: SummaryData, found: Sequence[OpenDifference]
) -> tuple[str, str]:
    """Write the sheet; its name, and the range of its region codes."""
    sheet = workbook.create_sheet(SHEET)
    header_row = write_title(
        sheet,
        data,
        data.say("SELISIH YANG BELUM SELESAI", "OPEN DIFFERENCES"),
        data.say(
            "Rupiah terbesar lebih dulu, lebih maupun kurang. Posisi lebih lama mungkin hanya "
            "terlambat.",
            "Most rupiah first, whether more or less. An older position may only be late.",
        ),
    )
    headers = [column.header.say(data.language) for column in _COLUMNS]
    write_headers(sheet, header_row, headers, height=45)
    rows = ([column.read(data, one) for column in _COLUMNS] for one in found)
    put_lines(sheet, header_row + 1, _COLUMNS, rows)
    last_row = header_row + len(found)
    add_table(sheet, TABLE, header_row, headers, last_row)
    set_widths(sheet, [column.width for column in _COLUMNS])
    sheet.freeze_panes = f"D{header_row + 1}"
    set_up_print(sheet, data, header_row=header_row)
    return SHEET, f"A{header_row + 1}:A{last_row}"
