"""Sheets of the grantees: police, army, commissions; a sheet per agency, month or regency; exports."""

from datetime import date, datetime

from openpyxl import Workbook

from layouts.making import J, book, layout, put, say

DAY = "2024-07-31"


def _books(*sheets: tuple[str, list[tuple[object, ...]]]) -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets:
        put(workbook.create_sheet(title), rows)
    return workbook


@layout(
    say("73.06", "POLRI", "2024-10-31", unit="Polres Gowa", committed=7_500 * J,
        disbursed=7_500 * J, spent=4_125 * J),
    say("73.71", "POLRI", "2024-10-31", unit="Polrestabes Makassar", committed=15_000 * J,
        disbursed=6_000 * J, spent=2_000 * J),
    say("73.71", "POLRI", "2024-10-31", unit="Polres Pelabuhan Makassar", committed=2_000 * J,
        disbursed=2_000 * J, spent=0),
    say("73.13", "POLRI", "2024-10-31", unit="Polres Wajo", committed=5_000 * J, disbursed=0),
)  # fmt: skip
def units_under_a_heading_for_each_grantor() -> Workbook:
    """Polda: the grantor is a heading over its units, a sum under each."""
    return book(
        [
            ("POLDA SULAWESI SELATAN",),
            ("DATA HIBAH PENGAMANAN PILKADA BULAN OKTOBER 2024",),
            ("NO", "SATKER", "NILAI HIBAH", "SUDAH DITERIMA", "REALISASI BELANJA", "SISA KAS"),
            (None, "PEMKAB GOWA"),
            (1, "Polres Gowa", 7_500 * J, 7_500 * J, 4_125 * J, 3_375 * J),
            (None, "JUMLAH PEMKAB GOWA", 7_500 * J, 7_500 * J, 4_125 * J, 3_375 * J),
            (None, "PEMKOT MAKASSAR"),
            (2, "Polrestabes Makassar", 15_000 * J, 6_000 * J, 2_000 * J, 4_000 * J),
            (3, "Polres Pelabuhan Makassar", 2_000 * J, 2_000 * J, 0, 2_000 * J),
            (None, "JUMLAH PEMKOT MAKASSAR", 17_000 * J, 8_000 * J, 2_000 * J, 6_000 * J),
            (None, "PEMKAB WAJO"),
            (4, "Polres Wajo", 5_000 * J, "NIHIL", None, None),
            (None, "JUMLAH PEMKAB WAJO", 5_000 * J, 0, None, None),
            (None, "JUMLAH SELURUHNYA", 29_500 * J, 15_500 * J, 6_125 * J, 9_375 * J),
        ]
    )  # fmt: skip


@layout(
    say("64.01", "TNI", DAY, unit="Kodim 0904/Paser", committed=3_000 * J, disbursed=3_000 * J),
    say("64.09", "TNI", DAY, unit="Kodim 0913/PPU", committed=2_000 * J, disbursed=800 * J),
    say("64.71", "TNI", DAY, unit="Kodim 0905/Balikpapan", committed=3_500 * J, disbursed=0),
    say("64.71", "TNI", DAY, unit="Lanal Balikpapan", committed=500 * J),
)
def kodim_with_its_grantor_in_another_column_far_right() -> Workbook:
    """Korem: the unit first, the payer in the last column, received by budget year and together."""
    return book(
        [
            ("KOREM 091/AJI SURYANATAKESUMA",),
            ("DUKUNGAN HIBAH PAM PILKADA",),
            ("Samarinda, 31 Juli 2024",),
            ("NO", "SATUAN", "PAGU NPHD", "DITERIMA", None, None, "BELUM DITERIMA", "PEMDA"),
            (None, None, None, "TA 2023", "TA 2024", "JUMLAH", None, None),
            (1, "Kodim 0904/Paser", 3_000 * J, 1_200 * J, 1_800 * J, 3_000 * J, 0, "Kab. Paser"),
            (2, "Kodim 0913/PPU", 2_000 * J, 800 * J, 0, 800 * J, 1_200 * J, "Kab. PPU"),
            (3, "Kodim 0905/Balikpapan", 3_500 * J, "-", "-", "-", 3_500 * J, "Kota Balikpapan"),
            (4, "Lanal Balikpapan", 500 * J, None, None, None, None, "Kota Balikpapan"),
            (None, "Jumlah", 9_000 * J, 2_000 * J, 1_800 * J, 3_800 * J, 4_700 * J, None),
        ],
        merges="D4:F4 A4:A5 B4:B5 C4:C5 G4:G5 H4:H5",
    )


_MONTHS = ("JAN", "PEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGUST", "SEP", "OKT", "NOP", "DES")


@layout(
    say("12.08", "BAWASLU", "2024-06-30", committed=18_000 * J, disbursed=18_000 * J),
    say("12.08", "BAWASLU", "2024-01-31", spent=500 * J),
    say("12.08", "BAWASLU", "2024-02-29", spent=500 * J),
    say("12.08", "BAWASLU", "2024-03-31", spent=1_250 * J),
    say("12.08", "BAWASLU", "2024-04-30", spent=2_000 * J),
    say("12.08", "BAWASLU", "2024-05-31", spent=3_500 * J),
    say("12.08", "BAWASLU", "2024-06-30", spent=5_000 * J),
    say("12.72", "BAWASLU", "2024-06-30", committed=9_500 * J, disbursed=3_800 * J),
    say("12.72", "BAWASLU", "2024-01-31", spent=0),
    say("12.72", "BAWASLU", "2024-02-29", spent=300 * J),
    say("12.72", "BAWASLU", "2024-03-31", spent=300 * J),
    say("12.72", "BAWASLU", "2024-04-30", spent=900 * J),
    say("12.72", "BAWASLU", "2024-05-31", spent=900 * J),
    say("12.72", "BAWASLU", "2024-06-30", spent=1_000 * J),
)
def twelve_months_of_spending_half_of_them_filled() -> Workbook:
    """Bawaslu: receipts by tranche, a column a month to December, the later ones still empty."""
    return book(
        [
            ("BAWASLU PROVINSI SUMATERA UTARA",),
            ("REALISASI BELANJA HIBAH PEMILIHAN TAHUN 2024",),
            ("No", "Bawaslu Kab/Kota", "Nilai NPHD", "Penerimaan", None, None, "Belanja",
             *[None] * 12, "Saldo"),
            (None, None, None, "Tahap I", "Tahap II", "Jumlah", *_MONTHS, "JUMLAH", None),
            (1, "Bawaslu Kab. Simalungun", 18_000 * J, 7_200 * J, 10_800 * J, 18_000 * J,
             500 * J, 0, 750 * J, 750 * J, 1_500 * J, 1_500 * J, *[None] * 6, 5_000 * J,
             13_000 * J),
            (2, "Bawaslu Kota Pematangsiantar", 9_500 * J, 3_800 * J, None, 3_800 * J,
             0, 300 * J, 0, 600 * J, 0, 100 * J, *[None] * 6, 1_000 * J, 2_800 * J),
            ("JUMLAH", None, 27_500 * J, 11_000 * J, 10_800 * J, 21_800 * J,
             500 * J, 300 * J, 750 * J, 1_350 * J, 1_500 * J, 1_600 * J, *[0] * 6, 6_000 * J,
             15_800 * J),
        ],
        merges="D3:F3 G3:S3 A3:A4 B3:B4 C3:C4 T3:T4 A7:B7",
    )  # fmt: skip


@layout(
    say("35.13", "KPU", DAY, committed=54_321_000_000, disbursed=21_728_400_000),
    say("35.74", "KPU", DAY, committed=24_000_000_000, disbursed=24_000_000_000),
    say("35.16", "KPU", DAY, committed=46_500_000_000),
    file="nphd_kpu_jatim_per_31_juli_2024.csv",
)
def semicolon_export_with_titles_over_it() -> str:
    """Titles and blank lines of a printed sheet saved as text; Rp before each amount."""
    return (
        "KPU PROVINSI JAWA TIMUR;;;;;\r\n"
        "DAFTAR NPHD KPU KABUPATEN/KOTA;;;;;\r\n"
        ";;;;;\r\n"
        "No.;Satuan Kerja;Nilai NPHD;Dana Masuk;Persentase;Catatan\r\n"
        "1;KPU Kabupaten Probolinggo;Rp54.321.000.000,00;Rp21.728.400.000,00;40,00%;\r\n"
        '2;KPU Kota Probolinggo;Rp24.000.000.000,00;Rp24.000.000.000,00;100,00%;"lunas; sah"\r\n'
        "3;KPU Kabupaten Mojokerto;Rp46.500.000.000,00;;;menunggu\r\n"
        ";Jumlah;Rp124.821.000.000,00;Rp45.728.400.000,00;;\r\n"
    )


@layout(
    say("33.11", "KPU", "2025-03-31", committed=33_000 * J, disbursed=33_000 * J,
        spent=27_400_750_000, returned=5_599_250_000, interest=41_300_125),
    say("33.11", "BAWASLU", "2025-03-31", committed=10_000 * J, disbursed=10_000 * J,
        spent=8_000 * J, returned=1_500 * J, interest=0),
    say("33.72", "KPU", "2025-03-31", committed=21_000 * J, disbursed=21_000 * J,
        spent=16_000 * J),
)  # fmt: skip
def after_the_vote_what_is_left_and_given_back() -> Workbook:
    """Left over, interest, given back, not yet given back: the left over is a control."""
    return book(
        [
            ("REKAP PENGEMBALIAN SISA DANA HIBAH PILKADA SOLO RAYA",),
            ("Surakarta, 31 Maret 2025",),
            ("No", "Pemda", "Penerima", "Nilai NPHD", "Dana Diterima", "Dana Digunakan",
             "Sisa Dana", "Disetor ke Kas Daerah", None, None, "Sisa Belum Disetor"),
            (None, None, None, None, None, None, None, "Sisa Dana", "Jasa Giro", "Tanggal STS",
             None),
            (1, "Kab. Sukoharjo", "KPU", 33_000 * J, 33_000 * J, 27_400_750_000, 5_599_250_000,
             5_599_250_000, 41_300_125, date(2025, 3, 20), 0),
            (2, "Kab. Sukoharjo", "Bawaslu", 10_000 * J, 10_000 * J, 8_000 * J, 2_000 * J,
             1_500 * J, 0, date(2025, 3, 24), 500 * J),
            (3, "Kota Surakarta", "KPU", 21_000 * J, 21_000 * J, 16_000 * J, 5_000 * J,
             None, None, None, 5_000 * J),
            (None, "Jumlah", None, 64_000 * J, 64_000 * J, 51_400_750_000, 12_599_250_000,
             7_099_250_000, 41_300_125, None, 5_500 * J),
        ],
        merges="H3:J3 A3:A4 B3:B4 C3:C4 D3:D4 E3:E4 F3:F4 G3:G4 K3:K4",
    )  # fmt: skip


@layout(
    say("62.02", "KPU", DAY, committed=45_500 * J, disbursed=45_500 * J),
    say("62.09", "KPU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("62.02", "BAWASLU", DAY, committed=14_000 * J, disbursed=5_600 * J),
    say("62.09", "BAWASLU", DAY, committed=8_000 * J),
    say("62.02", "POLRI", DAY, committed=6_250_500_000, disbursed=0),
)
def each_agencys_sheet_its_own_unit_and_order() -> Workbook:
    """A sheet per agency, one in millions, one in thousands, one in rupiah; columns moved."""
    return _books(
        (
            "KPU",
            [
                ("PENYALURAN HIBAH PILKADA KALTENG", None, None, "Per 31 Juli 2024"),
                (None, None, None, "dalam juta Rp"),
                ("No", "Kabupaten", "NPHD", "Penyaluran"),
                (1, "Kotim", 45_500, 45_500),
                (2, "Lamandau", 24_000, 9_600),
            ],
        ),
        (
            "BAWASLU",
            [
                ("PENYALURAN HIBAH PILKADA KALTENG", None, None, "Per 31 Juli 2024"),
                (None, None, None, "(Rp. 000)"),
                ("Penyaluran", "NPHD", "Kabupaten", "No"),
                (5_600_000, 14_000_000, "Kotawaringin Timur", 1),
                (None, 8_000_000, "Lamandau", 2),
            ],
        ),
        (
            "POLRES",
            [
                ("PENYALURAN HIBAH PILKADA KALTENG", None, None, "Per 31 Juli 2024"),
                ("No", "Kabupaten", "NPHD", "Penyaluran"),
                (1, "Kotawaringin Timur", 6_250_500_000, "-"),
            ],
        ),
    )


def _short(*rows: tuple[object, ...]) -> list[tuple[object, ...]]:
    return [
        ("MONITORING HIBAH PILKADA KALIMANTAN UTARA TAHUN 2024",),
        ("No", "Kab/Kota", "NPHD", "Realisasi s.d. Bulan Ini", "Sisa"),
        *rows,
    ]


@layout(
    say("65.01", "KPU", "2024-06-30", committed=40_000 * J, disbursed=16_000 * J),
    say("65.71", "KPU", "2024-06-30", committed=23_000 * J, disbursed=0),
    say("65.01", "KPU", DAY, committed=40_000 * J, disbursed=40_000 * J),
    say("65.71", "KPU", DAY, committed=23_000 * J, disbursed=9_200 * J),
    say("65.01", "BAWASLU", "2024-06-30", committed=12_000 * J, disbursed=4_800 * J),
    say("65.01", "BAWASLU", DAY, committed=12_000 * J, disbursed=4_800 * J),
)
def agency_and_month_in_the_sheets_names() -> Workbook:
    """ "KPU Juni", "KPU Juli", "BAWASLU JUNI" ...: both are said by the tab alone."""
    return _books(
        ("KPU Juni", _short((1, "Bulungan", 40_000 * J, 16_000 * J, 24_000 * J),
                            (2, "Tarakan", 23_000 * J, 0, 23_000 * J))),
        ("KPU Juli", _short((1, "Bulungan", 40_000 * J, 40_000 * J, 0),
                            (2, "Tarakan", 23_000 * J, 9_200 * J, 13_800 * J))),
        ("BAWASLU JUNI", _short((1, "Bulungan", 12_000 * J, 4_800 * J, 7_200 * J))),
        ("BAWASLU JULI", _short((1, "Bulungan", 12_000 * J, 4_800 * J, 7_200 * J))),
    )  # fmt: skip


def _tab(*rows: tuple[object, ...]) -> list[tuple[object, ...]]:
    return [
        ("FORMAT ISIAN HIBAH PILKADA 2024",),
        ("Posisi data: 31 Juli 2024",),
        ("Penerima", "NPHD", "Tahap I", "Tahap II", "Jml Cair"),
        *rows,
    ]


@layout(
    say("32.15", "KPU", DAY, committed=70_000 * J, disbursed=70_000 * J),
    say("32.15", "BAWASLU", DAY, committed=21_000 * J, disbursed=8_400 * J),
    say("32.13", "KPU", DAY, committed=52_000 * J, disbursed=20_800 * J),
    errors="region-ambiguous",
)
def tabs_named_by_regency_one_of_them_two() -> Workbook:
    """ "Karawang" and "Subang" are one each, "Sukabumi" may be two."""
    return _books(
        ("Karawang", _tab(("KPU", 70_000 * J, 28_000 * J, 42_000 * J, 70_000 * J),
                          ("Bawaslu", 21_000 * J, 8_400 * J, None, 8_400 * J),
                          ("Jumlah", 91_000 * J, 36_400 * J, 42_000 * J, 78_400 * J))),
        ("Subang", _tab(("KPU", 52_000 * J, 20_800 * J, None, 20_800 * J),
                        ("Jumlah", 52_000 * J, 20_800 * J, None, 20_800 * J))),
        ("Sukabumi", _tab(("KPU", 60_000 * J, 24_000 * J, None, 24_000 * J),
                          ("Jumlah", 60_000 * J, 24_000 * J, None, 24_000 * J))),
    )  # fmt: skip


@layout(
    say("76.04", "KPU", "2024-06-30", committed=37_000 * J, disbursed=14_800 * J),
    say("76.04", "KPU", DAY, committed=37_000 * J, disbursed=37_000 * J, spent=6_000 * J),
    say("76.04", "BAWASLU", DAY, committed=12_000 * J, disbursed=0),
    say("76.05", "KPU", DAY, disbursed=9_000 * J),
)
def one_figure_a_row_with_its_date() -> Workbook:
    """A database's export: date, region, agency, what it measures, amount."""
    return book(
        [
            ("tgl_posisi", "nama_daerah", "penerima", "jenis", "nilai"),
            (datetime(2024, 6, 30), "Polewali Mandar", "KPU", "NPHD", 37_000 * J),
            (datetime(2024, 6, 30), "Polewali Mandar", "KPU", "PENCAIRAN", 14_800 * J),
            (datetime(2024, 7, 31), "Polewali Mandar", "KPU", "NPHD", 37_000 * J),
            (datetime(2024, 7, 31), "Polewali Mandar", "KPU", "PENCAIRAN", 37_000 * J),
            (datetime(2024, 7, 31), "Polewali Mandar", "KPU", "BELANJA", 6_000 * J),
            (datetime(2024, 7, 31), "Polewali Mandar", "BAWASLU", "NPHD", 12_000 * J),
            (datetime(2024, 7, 31), "Polewali Mandar", "BAWASLU", "PENCAIRAN", 0),
            (datetime(2024, 7, 31), "Majene", "KPU", "PENCAIRAN", 9_000 * J),
        ],
        title="data",
    )


@layout(
    say("35.22", "KPU", "2023-11-30", disbursed=26_000 * J),
    say("35.22", "KPU", "2024-06-21", disbursed=65_000 * J),
    say("35.22", "BAWASLU", "2023-12-04", disbursed=8_000 * J),
    say("35.22", "BAWASLU", "2024-06-25", disbursed=20_000 * J),
    say("35.22", "POLRI", "2024-05-02", disbursed=5_000 * J),
)
def register_by_agency_heading_with_short_months() -> Workbook:
    """BPKAD's register of SP2D: the grantee is a heading, "30-Nop-23", a sum under each."""
    return book(
        [
            ("REGISTER SP2D BELANJA HIBAH PILKADA",),
            ("PEMERINTAH KABUPATEN BOJONEGORO",),
            (),
            ("No", "Tanggal SP2D", "Nomor SP2D", "Uraian", "Jumlah (Rp)"),
            (None, "KPU KABUPATEN BOJONEGORO"),
            (1, "30-Nop-23", "35.22/04.0/000123/LS/2023", "Hibah tahap I", 26_000 * J),
            (2, "21-Jun-24", "35.22/04.0/000456/LS/2024", "Hibah tahap II", 39_000 * J),
            (None, None, None, "Sub Jumlah", 65_000 * J),
            (None, "BAWASLU KABUPATEN BOJONEGORO"),
            (1, "4-Des-23", "35.22/04.0/000124/LS/2023", "Hibah tahap I", 8_000 * J),
            (2, "25-Jun-24", "35.22/04.0/000457/LS/2024", "Hibah tahap II", 12_000 * J),
            (None, None, None, "Sub Jumlah", 20_000 * J),
            (None, "POLRES BOJONEGORO"),
            (1, "2-Mei-24", "35.22/04.0/000301/LS/2024", "Hibah pengamanan", 5_000 * J),
            (None, None, None, "Sub Jumlah", 5_000 * J),
            (None, None, None, "TOTAL", 90_000 * J),
        ]
    )
