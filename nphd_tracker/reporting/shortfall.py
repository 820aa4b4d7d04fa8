"""Belum 100%: which agreements are below the threshold, the most unabsorbed rupiah first.

Below it, who has not reported: no report is not zero, so they are in neither list nor total.
"""

from collections.abc import Mapping, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.absorption import Standing, is_below
from nphd_tracker.follow_ups import Tracked
from nphd_tracker.reading import Measure
from nphd_tracker.reporting.cells import as_fraction, fraction, put, put_money
from nphd_tracker.reporting.contents import SummaryData
from nphd_tracker.reporting.follow_ups import say_agreed, waiting_by_agreement
from nphd_tracker.reporting.page import set_up_print, set_widths, write_headers, write_title
from nphd_tracker.reporting.styles import BELOW
from nphd_tracker.reporting.wording import (
    DASH,
    MEASURES,
    UNABSORBED,
    describe_standing,
    name_agency,
    name_basis,
)

WIDTHS = (5, 9, 26, 11, 20, 19, 19, 10, 19, 11, 12, 30, 44)


def write_shortfall(workbook: Workbook, data: SummaryData) -> tuple[str, str]:
    """Write the sheet; its name, and the range of its region codes."""
    sheet = workbook.create_sheet(f"Belum {data.threshold}")
    below = list_below(data)
    agreed = waiting_by_agreement(data.follow_ups)
    header_row = write_title(
        sheet,
        data,
        data.say(f"NPHD DI BAWAH {data.threshold}", f"AGREEMENTS BELOW {data.threshold}"),
        name_basis(data.basis, data.language)
        + data.say(", yang terbesar sisanya lebih dulu", ", the largest remainder first"),
    )
    write_headers(sheet, header_row, _headers(data), height=45)
    total = sum(one.unabsorbed or 0 for one in below)
    for place, standing in enumerate(below, start=1):
        _write_standing(sheet, header_row + place, place, standing, total, data)
        _write_agreed(sheet, header_row + place, standing, agreed, data)
    end = header_row + len(below) + 1
    if below:
        _write_total(sheet, end, below, total, data)
    else:
        put(sheet, end, 1, data.say("Tidak ada.", "None."), "isi")
    _mark_below(sheet, header_row + 1, end)
    last = _write_unreported(sheet, end + 2, agreed, data)
    if data.missing:
        last = _write_missing(sheet, last + 2, data)
    set_widths(sheet, WIDTHS)
    sheet.freeze_panes = sheet.cell(header_row + 1, 4)
    set_up_print(sheet, data, header_row=header_row)
    return sheet.title, f"B{header_row + 1}:B{last}"


def list_below(data: SummaryData) -> list[Standing]:
    """The agreements below the threshold, the largest remainder first."""
    below = (one for one in data.standings if not one.holding.unit_clash)
    return sorted(
        (one for one in below if is_below(one, data.below)),
        key=lambda one: (-(one.unabsorbed or 0), one.holding.region, one.holding.agency),
    )


def _headers(data: SummaryData) -> tuple[str, ...]:
    over, under = data.basis.numerator, data.basis.denominator
    return (
        "No",
        data.say("Kode Wilayah", "Region code"),
        data.say("Pemberi Hibah", "Grantor"),
        data.say("Lembaga", "Agency"),
        data.say("Satuan Kerja", "Unit"),
        f"{MEASURES[under].say(data.language)} (Rp)",
        f"{MEASURES[over].say(data.language)} (Rp)",
        "%",
        f"{UNABSORBED[over].say(data.language)} (Rp)",
        data.say("Bagian dari sisa", "Share of the remainder"),
        data.say("Posisi", "As of"),
        data.say("Keterangan", "Remarks"),
        data.say("Yang disepakati", "Agreed"),
    )


def _write_agreement(
    sheet: Worksheet, row: int, place: int, standing: Standing, data: SummaryData
) -> None:
    """Whose it is, and its two amounts: the columns that every line has."""
    holding = standing.holding
    put(sheet, row, 1, place, "urut")
    put(sheet, row, 2, holding.region, "kode")
    put(sheet, row, 3, data.name_region(holding.region))
    put(sheet, row, 4, name_agency(holding.agency, data.language))
    put(sheet, row, 5, holding.unit)
    put_money(sheet, row, 6, standing.denominator)
    put_money(sheet, row, 7, standing.numerator)


def _write_standing(
    sheet: Worksheet, row: int, place: int, standing: Standing, total: int, data: SummaryData
) -> None:
    _write_agreement(sheet, row, place, standing, data)
    put(sheet, row, 8, as_fraction(standing.rate), "persen")
    put_money(sheet, row, 9, standing.unabsorbed)
    put(sheet, row, 10, fraction(standing.unabsorbed, total), "persen")
    put(sheet, row, 11, standing.as_of, "tanggal")
    put(sheet, row, 12, "; ".join(_remarks(standing, data)))


def _write_agreed(
    sheet: Worksheet,
    row: int,
    standing: Standing,
    agreed: Mapping[int, Tracked],
    data: SummaryData,
) -> None:
    """In the last column, what is open about this agreement; a dash where nothing is."""
    one = agreed.get(standing.holding.id)
    put(sheet, row, len(WIDTHS), say_agreed(one, data.language) if one else DASH)


def _remarks(standing: Standing, data: SummaryData) -> list[str]:
    remarks = [describe_standing(standing, data.language)]
    if standing.due.is_late and standing.due.is_estimate:
        remarks.append(data.say("perkiraan terlambat", "late by estimate"))
    elif standing.due.is_late:
        remarks.append(data.say("terlambat", "late"))
    if standing.is_old:
        remarks.append(data.say("data lama", "old data"))
    return remarks


def _write_total(
    sheet: Worksheet, row: int, below: Sequence[Standing], total: int, data: SummaryData
) -> None:
    numerator = sum(one.numerator or 0 for one in below)
    denominator = sum(one.denominator or 0 for one in below)
    for column in range(1, len(WIDTHS) + 1):
        put(sheet, row, column, None, "teks total")
    put(sheet, row, 3, data.say("Jumlah", "Total"), "teks total")
    put(sheet, row, 4, f"{len(below)} NPHD", "teks total")
    put_money(sheet, row, 6, denominator, "uang total")
    put_money(sheet, row, 7, numerator, "uang total")
    put(sheet, row, 8, fraction(numerator, denominator), "persen total")
    put_money(sheet, row, 9, total, "uang total")
    put(sheet, row, 10, fraction(total, total), "persen total")


def _write_unreported(
    sheet: Worksheet, row: int, agreed: Mapping[int, Tracked], data: SummaryData
) -> int:
    """Who has no rate on this basis and why; the last row written."""
    silent = [one for one in data.standings if one.rate is None or one.holding.unit_clash]
    put(
        sheet,
        row,
        1,
        data.say(
            f"Belum dapat dihitung: {len(silent)} NPHD (tidak masuk daftar dan jumlah di atas)",
            f"No rate yet: {len(silent)} agreements (not in the list and total above)",
        ),
        "subjudul",
    )
    if not silent:
        return row
    row += 1
    write_headers(sheet, row, _headers(data))
    silent.sort(key=lambda one: -(one.denominator or 0))
    for place, standing in enumerate(silent, start=1):
        row += 1
        _write_silent(sheet, row, place, standing, data)
        _write_agreed(sheet, row, standing, agreed, data)
    return row


def _write_missing(sheet: Worksheet, row: int, data: SummaryData) -> int:
    """What is owed by the roster and nothing is known of; the last row written."""
    heading = data.say(
        f"Belum ada NPHD: {len(data.missing)} (wajib menurut daftar kewajiban)",
        f"No agreement yet: {len(data.missing)} (owed by the roster)",
    )
    put(sheet, row, 1, heading, "subjudul")
    row += 1
    write_headers(sheet, row, _headers(data)[:4])
    for place, (region, agency) in enumerate(data.missing, start=1):
        row += 1
        put(sheet, row, 1, place, "urut")
        put(sheet, row, 2, region, "kode")
        put(sheet, row, 3, data.name_region(region))
        put(sheet, row, 4, name_agency(agency, data.language))
    return row


def _write_silent(
    sheet: Worksheet, row: int, place: int, standing: Standing, data: SummaryData
) -> None:
    _write_agreement(sheet, row, place, standing, data)
    put(sheet, row, 8, DASH, "persen")
    put(sheet, row, 9, None, "uang")
    put(sheet, row, 10, None, "persen")
    committed = standing.values.get(Measure.COMMITTED)
    put(sheet, row, 11, standing.as_of or (committed.as_of if committed else None), "tanggal")
    put(sheet, row, 12, describe_standing(standing, data.language))


def _mark_below(sheet: Worksheet, first: int, last: int) -> None:
    formula = f"AND(ISNUMBER($H{first}),$H{first}<Ambang)"
    sheet.conditional_formatting.add(
        f"H{first}:H{last}", Rule("expression", dxf=BELOW, formula=[formula])
    )
