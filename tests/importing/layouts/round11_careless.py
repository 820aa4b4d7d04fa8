"""Fetched names, careless names and headings, a value told by its remainder, a list beside the title."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

JULY = "2024-07-31"


def _all(day, *rows):
    """(region, agency, value, paid or None) in millions."""
    found = {}
    for region, agency, value, paid in rows:
        found |= say(
            region,
            agency,
            day,
            committed=value * J,
            **({} if paid is None else {"disbursed": paid * J}),
        )
    return found


@layout(
    _all(JULY, ("64.02", "KPU", 90_000, 36_000), ("64.08", "KPU", 70_000, 70_000)),
    file="rekap dengan nama dari lembar lain.xlsx",
)
def names_fetched_from_another_sheet() -> Workbook:
    """Names and values are references to a hidden sheet of data."""
    data = [
        ("kode", "nama", "nilai"),
        ("64.02", "Kab. Kutai Kartanegara", 90_000 * J),
        ("64.08", "Kab. Kutai Timur", 70_000 * J),
    ]
    rows = [
        ("REALISASI PENCAIRAN HIBAH KPU PER 31 JULI 2024",),
        ("No", "Kabupaten", "NPHD", "Pencairan"),
        (1, "=Data!B2", "=Data!C2", 36_000 * J),
        (2, "=Data!B3", "=Data!C3", "=C4"),
        (None, "Jumlah", "=C3+C4", "=D3+D4"),
    ]
    workbook = tabs(KPU=rows, Data=data)
    workbook["Data"].sheet_state = "hidden"
    return workbook


@layout(
    _all(
        JULY,
        ("53.02", "KPU", 27_000, 10_800),
        ("53.03", "KPU", 26_000, 26_000),
        ("53.18", "KPU", 27_000, 16_000),
        ("53.15", "KPU", 28_000, 28_000),
        ("53.06", "KPU", 30_000, 12_000),
        ("53.20", "KPU", 15_000, 6_000),
        ("53.19", "KPU", 28_000, 0),
        ("53.71", "KPU", 25_000, 25_000),
    ),
    file="nama ntt.xlsx",
)
def names_typed_in_every_careless_way() -> Workbook:
    """No blank behind "Kab.", dots in abbreviations, lower case, double blanks, a trailing colon."""
    names = [
        "Kab.TTS",
        "KAB. T.T.U",
        "sumba barat  daya",
        "Kab Mabar :",
        "Flores timur",
        "KAB SABURAIJUA",
        "Manggarai Timur ",
        "Kota Kupang.",
    ]
    amounts = [
        (27_000, 10_800),
        (26_000, 26_000),
        (27_000, 16_000),
        (28_000, 28_000),
        (30_000, 12_000),
        (15_000, 6_000),
        (28_000, 0),
        (25_000, 25_000),
    ]
    rows = [
        ("REALISASI NPHD KPU KAB/KOTA DI NTT",),
        ("(per tgl 31-07-2024)",),
        ("no", "kab/kota", "nilai nphd", "sdh cair", "blm cair"),
        *(
            (n, name, v * J, p * J, (v - p) * J)
            for n, (name, (v, p)) in enumerate(zip(names, amounts, strict=True), 1)
        ),
        (None, "jml", 206_000 * J, 123_800 * J, 82_200 * J),
    ]
    return book(rows, "sheet 1")


@layout(
    _all(
        "2024-07-29",
        ("16.01", "KPU", 33_000, 33_000),
        ("16.01", "BAWASLU", 11_000, 4_400),
        ("16.12", "KPU", 27_000, 10_800),
        ("16.12", "BAWASLU", 9_000, 9_000),
    ),
    file="terbilang.xlsx",
)
def amount_in_words_and_ceilings_below_the_sum() -> Workbook:
    """Below the sum: the amount in words, the budget and what is left of it, two signatures side by side."""
    rows = [
        ("LAPORAN HIBAH PILKADA - SUMATERA SELATAN",),
        (),
        (
            "No",
            "Pemberi Hibah",
            "Penerima Hibah",
            "Jumlah (Rp)",
            "REALISASI S/D 29 JULI 2024 PUKUL 12.00 WIB",
            "Sisa",
        ),
        (1, "Kab. Ogan Komering Ulu", "KPU", 33_000 * J, 33_000 * J, 0),
        (2, "Kab. Ogan Komering Ulu", "Bawaslu", 11_000 * J, 4_400 * J, 6_600 * J),
        (3, "Kab. Penukal Abab Lematang Ilir", "KPU", 27_000 * J, 10_800 * J, 16_200 * J),
        (4, "Kab. Penukal Abab Lematang Ilir", "Bawaslu", 9_000 * J, 9_000 * J, 0),
        ("TOTAL KESELURUHAN", None, None, 80_000 * J, 57_200 * J, 22_800 * J),
        ("Terbilang : Delapan puluh miliar rupiah",),
        ("Pagu APBD", None, None, 85_000 * J),
        ("Sisa Pagu APBD", None, None, 5_000 * J),
        (),
        ("Mengetahui,", None, None, None, "Palembang, 30 Juli 2024"),
        ("Kepala BPKAD", None, None, None, "Bendahara Pengeluaran PPKD"),
        (),
        (),
        ("NIP 19680101 199003 1 002", None, None, None, "NIP 19800202 200501 2 003"),
    ]
    return book(rows, "Laporan", merges="A8:C8 A10:C10 A11:C11")


@layout(
    _all(
        "2024-08-01",
        ("51.02", "KPU", 35_000, 35_000),
        ("51.08", "KPU", 44_000, 44_000),
        ("51.02", "BAWASLU", 12_000, 12_000),
        ("51.08", "BAWASLU", 15_000, 9_000),
    ),
    file="bali kosong.xlsx",
    must="hidden-column",
)
def swollen_range_hidden_notes_and_a_list_beside() -> Workbook:
    """Formats down to row 900, a hidden column of remarks with numbers, a list of names at the right."""
    rows = [
        (
            "PENYALURAN HIBAH PILKADA BALI",
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            "Daftar Kontak",
        ),
        ("Tanggal 1 Agustus 2024", None, None, None, None, None, None, None, "Nama", "HP"),
        (None, None, None, None, None, None, None, None, "Bendahara KPU Tabanan", "0812-0000-0001"),
        (
            "No",
            "Kabupaten",
            "Penerima",
            "NPHD",
            "Salur",
            "Sisa",
            "%",
            None,
            "Bendahara KPU Buleleng",
            "0812-0000-0002",
        ),
        (1, "Tabanan", "KPU", 35_000 * J, 35_000 * J, 0, 1),
        (None, None, "Bawaslu", 12_000 * J, 12_000 * J, 0, 1),
        (2, "Buleleng", "KPU", 44_000 * J, 44_000 * J, 0, 1),
        (None, None, "Bawaslu", 15_000 * J, 9_000 * J, 6_000 * J, 0.6),
        (None, "Jumlah", None, 106_000 * J, 100_000 * J, 6_000 * J, 0.9434),
    ]
    workbook = book(rows, "Bali", merges="A5:A6 B5:B6 A7:A8 B7:B8")
    sheet = workbook.worksheets[0]
    for row in range(10, 900):
        sheet.cell(row, 14).number_format = "#,##0"
    sheet.column_dimensions["F"].hidden = True
    return workbook
