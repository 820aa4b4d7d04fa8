"""Catatan: what the words mean, the rules applied, where all came from, what is left out."""

from collections.abc import Iterable
from datetime import datetime

from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.absorption import Band
from nphd_tracker.money import format_rupiah
from nphd_tracker.reporting.cells import put
from nphd_tracker.reporting.contents import ImportNote, SummaryData
from nphd_tracker.reporting.glossary import RULES, TERMS
from nphd_tracker.reporting.page import set_up_print, set_widths, write_headers, write_title
from nphd_tracker.reporting.shortfall import list_below
from nphd_tracker.reporting.wording import DASH, INVENTED, Phrase

SHEET = "Catatan"


def write_notes(workbook: Workbook, data: SummaryData) -> None:
    sheet = workbook.create_sheet(SHEET)
    row = write_title(sheet, data, data.say("CATATAN", "NOTES"))
    if data.is_invented:
        put(
            sheet,
            row - 1,
            1,
            data.say(
                f"{INVENTED}: semua angka dalam buku ini dibuat untuk contoh.",
                f"{INVENTED}: every figure in this workbook is invented, as an example.",
            ),
            "rekaan",
        )
        row += 1
    put(sheet, row, 1, data.say(f"Dibuat : {data.made}", f"Made : {data.made}"), "isi")
    heads = (data.say("Istilah", "Word"), data.say("Arti", "Meaning"))
    row = _write_pairs(sheet, row + 2, heads, TERMS, data.language)
    heads = (data.say("Sumber", "Source"), data.say("Aturan", "Rule"))
    row = _write_pairs(sheet, row, heads, [(source, rule) for rule, source in RULES], data.language)
    row = _write_imports(sheet, row, data)
    _write_left_out(sheet, row, data)
    set_widths(sheet, (32, 84, 68, 22, 10))
    sheet.freeze_panes = "A2"
    set_up_print(sheet, data)


def _write_pairs(
    sheet: Worksheet,
    row: int,
    heads: tuple[str, str],
    pairs: Iterable[tuple[Phrase, Phrase]],
    language: str,
) -> int:
    write_headers(sheet, row, heads, height=18)
    for name, meaning in pairs:
        row += 1
        put(sheet, row, 1, name.say(language))
        put(sheet, row, 2, meaning.say(language))
    return row + 2


def _write_imports(sheet: Worksheet, row: int, data: SummaryData) -> int:
    """The files behind the figures, by which anybody can tell whether theirs is the same."""
    put(sheet, row, 1, data.say("Berkas yang diimpor", "Imported files"), "subjudul")
    heads = (
        data.say("Impor", "Import"),
        data.say("Berkas", "File"),
        "SHA-256",
        data.say("Diterapkan", "Applied"),
        data.say("Angka", "Figures"),
    )
    write_headers(sheet, row + 1, heads, height=18)
    row += 2
    for one in data.imports:
        _write_import(sheet, row, one, data)
        row += 1
    return row + 1


def _write_import(sheet: Worksheet, row: int, one: ImportNote, data: SummaryData) -> None:
    left_out = data.say(" (baris bermasalah ditinggalkan)", " (rows with errors left out)")
    put(sheet, row, 1, f"#{one.id}")
    put(sheet, row, 2, one.file_name + (left_out if one.left_out_errors else ""))
    put(sheet, row, 3, one.sha256, "teks sebaris")
    applied = (_format_moment(one.applied_at) if one.applied_at else DASH, one.applied_by)
    put(sheet, row, 4, ", ".join(filter(None, applied)))
    put(sheet, row, 5, one.figures, "cacah")


def _format_moment(moment: datetime) -> str:
    """``24/11/2026 14.31 WIB``, in the zone it comes in."""
    return f"{moment:%d/%m/%Y %H.%M} {moment.tzname() or 'UTC'}"


def _write_left_out(sheet: Worksheet, row: int, data: SummaryData) -> None:
    put(sheet, row, 1, data.say("Yang perlu diketahui", "What to know"), "subjudul")
    for place, sentence in enumerate(_left_out(data), start=row + 1):
        put(sheet, place, 1, f"• {sentence}", "isi")


def _left_out(data: SummaryData) -> Iterable[str]:
    """What is in no total, what is old and what to check; each with how many."""
    yield data.say(
        f"Hanya kegiatan {data.election}; kegiatan lain tidak dijumlahkan di sini.",
        f"Only {data.election}; other elections are not summed here.",
    )
    total = data.total
    silent = total.agreements - total.reported
    if silent:
        worth = total.unreported_committed
        money = DASH if worth is None else format_rupiah(worth, data.language)
        yield data.say(
            f"{silent} NPHD belum lapor, bernilai {money}: tidak ada di pembilang dan pembagi.",
            f"{silent} agreements not reported, worth {money}: in neither sum of the rate.",
        )
    counts = (
        (
            sum(one.holding.unit_clash for one in data.standings),
            "tidak menyebut satuan kerja padahal ada beberapa: hanya tampil di Rincian",
            "name no unit although there are several: shown in Rincian, in no sum",
        ),
        (
            sum(one.closed for one in data.standings),
            "selesai, sisa dikembalikan: tidak masuk daftar yang belum 100%",
            "closed, remainder returned: not in the list of those below 100%",
        ),
        (
            sum(one.band is Band.OVER for one in data.standings),
            "di atas 100%: tampil apa adanya, perlu diperiksa",
            "over 100%: shown as they are, to be checked",
        ),
        (sum(one.is_old for one in data.standings), "memakai data lama", "rest on old data"),
    )
    for count, indonesian, english in counts:
        if count:
            yield data.say(f"{count} NPHD {indonesian}.", f"{count} agreements {english}.")
    yield from _reconcile(data)
    yield from data.left_out


def _reconcile(data: SummaryData) -> Iterable[str]:
    """Why the list of those below does not add up to the remainder of the group, if so."""
    listed = sum(one.unabsorbed or 0 for one in list_below(data))
    group = data.total.unabsorbed
    if group is not None and listed != group:
        there = format_rupiah(listed, data.language)
        here = format_rupiah(group, data.language)
        yield data.say(
            f"Sisa di lembar Belum {data.threshold} {there}; pada Ringkasan {here}, karena di sana "
            "yang di luar daftar (di atas ambang, selesai) ikut dihitung.",
            f"The remainder on the sheet Belum {data.threshold} is {there}; on Ringkasan {here}, "
            "which also counts those not listed (over the threshold, closed).",
        )
