"""Catatan: what the words mean, the rules applied, where all came from, what is left out."""

from collections.abc import Iterable
from datetime import datetime

from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.absorption import OLD_AFTER_DAYS, Band
from nphd_tracker.money import format_rupiah
from nphd_tracker.reporting.cells import put
from nphd_tracker.reporting.contents import ImportNote, SummaryData
from nphd_tracker.reporting.page import set_up_print, set_widths, write_headers, write_title
from nphd_tracker.reporting.shortfall import list_below
from nphd_tracker.reporting.wording import DASH, INVENTED, Phrase

SHEET = "Catatan"

TERMS = (
    (
        Phrase("NPHD", "NPHD"),
        Phrase(
            "Naskah Perjanjian Hibah Daerah: perjanjian Pemda (pemberi hibah) dengan satu penerima "
            "(KPU, Bawaslu, satuan TNI atau Polri) untuk satu kegiatan.",
            "Regional grant agreement: between a local government (grantor) and one grantee (KPU, "
            "Bawaslu, a unit of TNI or Polri) for one election.",
        ),
    ),
    (
        Phrase("Nilai NPHD", "Agreement value"),
        Phrase(
            "Nilai perjanjian yang berlaku pada posisi, setelah addendum.",
            "The value of the agreement in force on the day, after addenda.",
        ),
    ),
    (
        Phrase("Pencairan", "Disbursed"),
        Phrase(
            "Uang yang sudah ditransfer Pemda kepada penerima, kumulatif.",
            "Money transferred by the grantor to the grantee, running total.",
        ),
    ),
    (
        Phrase("Belanja", "Spent"),
        Phrase(
            "Uang yang sudah dibelanjakan penerima, kumulatif.",
            "Money spent by the grantee, running total.",
        ),
    ),
    (
        Phrase("Sisa Disetor", "Returned"),
        Phrase(
            "Pokok hibah yang dikembalikan ke rekening kas umum daerah (RKUD), tanpa jasa giro.",
            "Principal returned to the regional treasury account, without interest.",
        ),
    ),
    (
        Phrase("Jasa Giro", "Interest returned"),
        Phrase(
            "Bunga bank yang disetor ke RKUD; tidak masuk hitungan sisa pokok.",
            "Bank interest paid to the regional treasury; apart from the principal.",
        ),
    ),
    (
        Phrase("Realisasi pencairan", "Disbursement rate"),
        Phrase("Pencairan / Nilai NPHD.", "Disbursed / agreement value."),
    ),
    (
        Phrase("Serapan belanja", "Spending rate"),
        Phrase(
            "Belanja / Nilai NPHD, atau Belanja / Pencairan; pembaginya selalu disebut.",
            "Spent / agreement value, or spent / disbursed; the divisor is always named.",
        ),
    ),
    (
        Phrase("Batas bawah", "Floor"),
        Phrase(
            "Persentase terhadap seluruh nilai NPHD, seandainya yang belum lapor nihil.",
            "The rate over all agreement value, if those not reporting had nothing.",
        ),
    ),
    (
        Phrase("Posisi", "Position (as of)"),
        Phrase(
            "Tanggal keadaan suatu angka. Angka terbaru sampai posisi lembar ini yang dipakai, "
            f"dengan tanggalnya sendiri; lebih tua dari {OLD_AFTER_DAYS} hari disebut data lama.",
            "The date a figure speaks of. The newest figure up to the day is used, with its own "
            f"date; older than {OLD_AFTER_DAYS} days is called old data.",
        ),
    ),
    (
        Phrase("Asal", "Origin"),
        Phrase(
            "Berkas, lembar dan sel tempat angka itu tertulis. Angka hasil penjumlahan menyebut "
            "semua selnya.",
            "The file, sheet and cell where the figure stands. A sum names all its cells.",
        ),
    ),
    (
        Phrase("Selesai", "Closed"),
        Phrase(
            "Belanja ditambah sisa disetor sudah mencapai pencairan setelah hari pemungutan suara, "
            "atau NPHD dinyatakan ditutup; tidak ditandai merah.",
            "Spent plus returned has reached the disbursement after polling day, or the agreement "
            "was declared closed; it is not marked red.",
        ),
    ),
)

RULES = (
    (
        Phrase(
            "Persentase kelompok adalah jumlah dibagi jumlah dari NPHD yang melaporkan keduanya, "
            "bukan rata-rata persentase.",
            "The rate of a group is sum over sum of the agreements that reported both, not a mean "
            "of rates.",
        ),
        Phrase("Aturan hitung aplikasi ini", "This application's rule"),
    ),
    (
        Phrase(
            "Persentase dipotong ke bawah dua desimal, tidak pernah dibulatkan ke atas: 99,999% "
            "tampil 99,99%. Di bawah 100% ditentukan dari rupiahnya.",
            "Percentages are cut to two decimals, never rounded up: 99.999% shows 99.99%. Below "
            "100% is decided on the rupiah.",
        ),
        Phrase("Aturan hitung aplikasi ini", "This application's rule"),
    ),
    (
        Phrase(
            "Belum lapor bukan nol: sel kosong tidak dihitung, dan jumlahnya disebutkan.",
            "No report is not zero: an empty cell is not counted, and how many is said.",
        ),
        Phrase("Aturan hitung aplikasi ini", "This application's rule"),
    ),
    (
        Phrase(
            "Kelompok pencairan: 100%; 40% s.d. di bawah 100%; di bawah 40%.",
            "Groups of disbursement: 100%; 40% to below 100%; below 40%.",
        ),
        Phrase(
            "Publikasi Kementerian Dalam Negeri, Agustus 2020",
            "Published by the Ministry of Home Affairs, August 2020",
        ),
    ),
    (
        Phrase(
            "Perkiraan terlambat (hanya KPU dan Bawaslu, bila jadwal NPHD tidak diketahui): 40% "
            "paling lambat 14 hari kerja sejak ditandatangani, sisanya 5 bulan sebelum pemungutan "
            "suara.",
            "Late by estimate (KPU and Bawaslu only, where the schedule is not known): 40% within "
            "14 working days of signing, the rest five months before polling day.",
        ),
        Phrase("Permendagri 41/2020 Pasal 16", "Permendagri 41/2020 article 16"),
    ),
    (
        Phrase(
            "Dua pelapor untuk angka yang sama: tanggal terbaru yang dipakai; pada tanggal sama "
            "Pemda lebih dulu, untuk belanja penerima lebih dulu. Selisihnya disebut.",
            "Two reporters of one figure: the newer date counts; on the same date the grantor "
            "first, for spending the grantee. The difference is said.",
        ),
        Phrase("Aturan hitung aplikasi ini", "This application's rule"),
    ),
    (
        Phrase("Kode wilayah adalah teks: 53.10 bukan 53.1.", "Region codes are text."),
        Phrase(
            "Kode wilayah administrasi Kementerian Dalam Negeri",
            "Region codes of the Ministry of Home Affairs",
        ),
    ),
)


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
    made = _format_moment(data.made_at)
    put(sheet, row, 1, data.say(f"Dibuat : {made}", f"Made : {made}"), "isi")
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
    put(sheet, row, 4, _format_moment(one.applied_at) if one.applied_at else DASH)
    put(sheet, row, 5, one.figures, "cacah")


def _format_moment(moment: datetime) -> str:
    """``24/11/2026 07.31 UTC``; the store keeps UTC without saying so."""
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
