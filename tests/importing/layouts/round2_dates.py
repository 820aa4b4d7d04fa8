"""Second round: dates in every form, positions and movements, months and quarters."""

from datetime import date

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

DAY = "2024-07-31"


@layout(
    say("14.09", "KPU", "2023-12-05", disbursed=10_000 * J),
    say("14.09", "KPU", "2024-01-08", disbursed=12_000 * J),
    say("14.09", "KPU", "2024-02-14", disbursed=15_000 * J),
    say("14.09", "KPU", "2024-05-17", disbursed=19_000 * J),
    say("14.09", "KPU", "2024-07-15", disbursed=24_000 * J),
    say("14.09", "KPU", "2024-08-12", disbursed=30_000 * J),
    say("14.09", "BAWASLU", "2024-08-01", disbursed=4_000 * J),
)
def transfers_with_dates_in_every_form() -> Workbook:
    """Excel serials among texts; 45299 is 8 January 2024."""
    return book([
        ("REGISTER PENCAIRAN HIBAH KABUPATEN KUANTAN SINGINGI",),
        ("No", "Tgl.", "No. SP2D", "Penerima", "Jml. Cair (Rp)"),
        (1, date(2023, 12, 5), "101", "KPU", 10_000 * J),
        (2, 45299, "007", "KPU", 2_000 * J),
        (3, "14/2/24", "031", "KPU", 3_000 * J),
        (4, "17-Mei-2024", "088", "KPU", 4_000 * J),
        (5, "2024-07-15", "120", "KPU", 5_000 * J),
        (6, "1/8/24", "131", "Bawaslu", 4_000 * J),
        (7, "12 Agst 2024", "140", "KPU", 6_000 * J),
    ])  # fmt: skip


@layout(
    say("17.01", "KPU", "2024-07-31", committed=24_000 * J, disbursed=9_600 * J),
    say("17.02", "KPU", "2024-08-01", committed=27_000 * J, disbursed=27_000 * J),
    say("17.04", "KPU", "2024-07-15", committed=21_000 * J, disbursed=8_400 * J),
    say("17.07", "KPU", "2024-06-30", committed=20_000 * J),
)
def position_column_of_serials_and_months() -> Workbook:
    """45504 is 31 July 2024; a month means its last day."""
    return book([
        ("HIBAH KPU PROVINSI BENGKULU",),
        ("No", "Pemda", "Nilai NPHD", "Pencairan", "Posisi Data"),
        (1, "Bengkulu Selatan", 24_000 * J, 9_600 * J, 45504),
        (2, "Rejang Lebong", 27_000 * J, 27_000 * J, "1/8/24"),
        (3, "Kaur", 21_000 * J, 8_400 * J, "2024-07-15"),
        (4, "Lebong", 20_000 * J, None, "Juni 2024"),
    ])  # fmt: skip


@layout(
    say("75.02", "KPU", "2024-06-30", committed=24_000 * J, disbursed=9_600 * J),
    say("75.04", "BAWASLU", "2024-06-30", committed=9_000 * J, disbursed=9_000 * J),
)
def position_of_a_quarter() -> Workbook:
    return book([
        ("LAPORAN HIBAH PILKADA GORONTALO",),
        ("S.D. TRIWULAN II TAHUN 2024",),
        ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "Kab. Boalemo", "KPU", 24_000 * J, 9_600 * J),
        (2, "Kab. Pohuwato", "Bawaslu", 9_000 * J, 9_000 * J),
    ])  # fmt: skip


@layout(
    say("81.01", "KPU", "2024-06-30", committed=38_000 * J, spent=9_000 * J),
    say("81.01", "BAWASLU", "2024-06-30", committed=12_000 * J, spent=2_500 * J),
    may=[
        say("81.01", "KPU", "2024-03-31", spent=4_000 * J),
        say("81.01", "BAWASLU", "2024-03-31", spent=1_000 * J),
    ],
)
def quarters_that_run_on() -> Workbook:
    """Running totals at the quarters' ends are not parts of a sum."""
    return book([
        ("PENGGUNAAN DANA HIBAH OLEH PENERIMA - KAB. MALUKU TENGAH TAHUN 2024",),
        ("Posisi 30 Juni 2024",),
        ("No", "Penerima", "Nilai NPHD", "Belanja s.d. TW I", "Belanja s.d. TW II", "Sisa"),
        (1, "KPU", 38_000 * J, 4_000 * J, 9_000 * J, 29_000 * J),
        (2, "Bawaslu", 12_000 * J, 1_000 * J, 2_500 * J, 9_500 * J),
    ])  # fmt: skip


@layout(
    say("81.02", "KPU", "2024-03-31", committed=30_000 * J, spent=6_000 * J),
    say("81.02", "KPU", "2024-01-31", spent=1_000 * J),
    say("81.02", "KPU", "2024-02-29", spent=2_500 * J),
    say("81.02", "BAWASLU", "2024-03-31", committed=9_000 * J),
    say("81.02", "BAWASLU", "2024-01-31", spent=400 * J),
    say("81.02", "BAWASLU", "2024-02-29", spent=700 * J),
)
def months_that_run_on() -> Workbook:
    return book([
        ("REALISASI BELANJA HIBAH SATKER KAB. MALUKU TENGGARA TAHUN 2024",),
        ("Penerima", "Nilai NPHD", "Realisasi Belanja", None, None),
        (None, None, "s.d. Januari", "s.d. Februari", "s.d. Maret"),
        ("KPU", 30_000 * J, 1_000 * J, 2_500 * J, 6_000 * J),
        ("Bawaslu", 9_000 * J, 400 * J, 700 * J, None),
    ], merges="A2:A3 B2:B3 C2:E2")  # fmt: skip


@layout(
    say("82.01", "KPU", "2024-03-31", committed=30_000 * J, spent=9_000 * J),
    may=[say("82.01", "KPU", "2024-03-31", spent=9_000 * J)],
    must="parts-differ",
)
def months_short_of_a_total_with_last_years_part() -> Workbook:
    """3 000 millions were spent last year, so the months are not running totals of the whole."""
    return book([
        ("REALISASI BELANJA HIBAH KPU KAB. HALMAHERA BARAT TAHUN 2024",),
        ("Posisi 31 Maret 2024",),
        ("Penerima", "Nilai NPHD", "Januari", "Februari", "Maret", "Total Belanja s.d. Saat Ini"),
        ("KPU", 30_000 * J, 1_000 * J, 2_000 * J, 3_000 * J, 9_000 * J),
    ])  # fmt: skip


@layout(
    say("62.06", "KPU", DAY, committed=28_000 * J, disbursed=11_200 * J),
    say("62.07", "KPU", DAY, committed=26_000 * J, disbursed=26_000 * J),
)
def day_and_month_with_the_titles_year() -> Workbook:
    return book([
        ("HIBAH KPU KALTENG UNTUK PEMILIHAN SERENTAK TAHUN 2024",),
        ("Keadaan tanggal 31 Juli",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan"),
        (1, "Katingan", 28_000 * J, 11_200 * J),
        (2, "Seruyan", 26_000 * J, 26_000 * J),
    ])  # fmt: skip


@layout(errors="date-out-of-range")
def position_far_in_the_future() -> Workbook:
    return book([
        ("HIBAH KPU KALTENG",),
        ("Posisi 31 Juli 2042",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan"),
        (1, "Katingan", 28_000 * J, 11_200 * J),
    ])  # fmt: skip


@layout(
    say("35.27", "KPU", DAY, committed=40_000 * J, disbursed=16_000 * J),
    say("35.28", "KPU", DAY, committed=38_000 * J, disbursed=38_000 * J),
    may=[
        say("35.27", "KPU", "2023-11-10", committed=40_000 * J),
        say("35.28", "KPU", "2023-11-13", committed=38_000 * J),
        say("35.27", "KPU", "2023-12-20", disbursed=16_000 * J),
        say("35.28", "KPU", "2024-06-27", disbursed=38_000 * J),
    ],
)
def dates_of_signing_and_last_transfer_beside_money() -> Workbook:
    return book([
        ("HIBAH KPU MADURA, POSISI TANGGAL 31 JULI 2024",),
        ("No", "Kabupaten", "Tgl. NPHD", "Nilai NPHD", "Tgl. Pencairan Terakhir", "Pencairan",
         "Batas Akhir Pencairan"),
        (1, "Sampang", "10 Nov 2023", 40_000 * J, "20 Des 2023", 16_000 * J, "27 Jun 2024"),
        (2, "Pamekasan", "13 Nov 2023", 38_000 * J, "27 Jun 2024", 38_000 * J, "27 Jun 2024"),
    ])  # fmt: skip


@layout(
    say("94.01", "KPU", "2024-06-30", committed=52_000 * J, spent=8_000 * J),
    say("94.08", "KPU", "2024-06-30", committed=45_000 * J, spent=5_000 * J),
)
def realisasi_alone_under_a_title_of_spending() -> Workbook:
    return book([
        ("LAPORAN PENGGUNAAN (BELANJA) DANA HIBAH OLEH KPU KABUPATEN",),
        ("Keadaan 30 Juni 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Realisasi", "Sisa", "%"),
        (1, "Nabire", 52_000 * J, 8_000 * J, 44_000 * J, "15,38"),
        (2, "Deiyai", 45_000 * J, 5_000 * J, 40_000 * J, "11,11"),
    ])  # fmt: skip


@layout(
    say("32.11", "KPU", DAY, committed=60_000 * J, disbursed=24_000 * J),
    say("32.11", "BAWASLU", DAY, committed=18_000 * J, disbursed=18_000 * J),
    must="measure-assumed",
)
def grant_expenditure_of_the_grantors_budget() -> Workbook:
    """Belanja hibah is the grantor's own account: what it paid out is a disbursement."""
    return book([
        ("REALISASI BELANJA HIBAH APBD KABUPATEN SUMEDANG TA 2024",),
        ("KEPADA PENYELENGGARA PEMILIHAN KEPALA DAERAH",),
        ("Posisi 31 Juli 2024",),
        ("No", "Penerima Hibah", "Nilai NPHD", "Realisasi", "Sisa"),
        (1, "KPU Kab. Sumedang", 60_000 * J, 24_000 * J, 36_000 * J),
        (2, "Bawaslu Kab. Sumedang", 18_000 * J, 18_000 * J, 0),
    ])  # fmt: skip


@layout(
    say("74.06", "KPU", "2024-05-31", committed=28_000 * J, disbursed=11_200 * J),
    say("74.06", "BAWASLU", "2024-05-31", committed=9_000 * J),
    say("74.06", "KPU", "2024-06-30", committed=28_000 * J, disbursed=28_000 * J),
    say("74.06", "BAWASLU", "2024-06-30", committed=9_000 * J, disbursed=3_600 * J),
    say("74.07", "KPU", "2024-06-30", committed=25_000 * J, disbursed=10_000 * J),
)
def month_sheets_with_the_year_in_the_title() -> Workbook:
    def month(*rows: tuple[object, ...]) -> list[tuple[object, ...]]:
        return [
            ("REKAP HIBAH PILKADA TAHUN ANGGARAN 2024",),
            ("No", "Kabupaten", "KPU", None, "BAWASLU", None),
            (None, None, "Jml. NPHD", "Jml. Cair", "Jml. NPHD", "Jml. Cair"),
            *rows,
        ]

    return tabs(
        MEI=month((1, "Bombana", 28_000 * J, 11_200 * J, 9_000 * J, None)),
        JUNI=month(
            (1, "Bombana", 28_000 * J, 28_000 * J, 9_000 * J, 3_600 * J),
            (2, "Wakatobi", 25_000 * J, 10_000 * J, None, None),
        ),
    )


@layout(
    say("19.01", "KPU", "2025-06-30", committed=25_000 * J, disbursed=10_000 * J),
    say("19.01", "BAWASLU", "2025-06-30", committed=8_000 * J, disbursed=8_000 * J),
    election="Pilkada 2025",
)
def repeated_election() -> Workbook:
    """Where the empty box won, the whole election is held again: not the agreements of 2024."""
    return book([
        ("PENDANAAN PILKADA ULANG TAHUN 2025 KABUPATEN BANGKA",),
        ("Posisi 30 Juni 2025",),
        ("No", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "KPU", 25_000 * J, 10_000 * J),
        (2, "Bawaslu", 8_000 * J, 8_000 * J),
    ])  # fmt: skip


@layout(
    say("16.71", "KPU", "2023-12-05", disbursed=25_000 * J),
    say("16.71", "KPU", "2024-06-05", disbursed=63_000 * J),
    errors="negative",
)
def register_with_a_correction_in_parentheses() -> Workbook:
    """A correction in a register is asked about; the transfers stand."""
    return book([
        ("REGISTER SP2D HIBAH KOTA PALEMBANG",),
        ("Tanggal", "No SP2D", "Penerima", "Uraian", "Nilai"),
        ("05-12-2023", "1/LS", "KPU", "Tahap I", "25.000.000.000"),
        ("05-06-2024", "2/LS", "KPU", "Tahap II", "38.000.000.000"),
        ("10-06-2024", "3/KR", "KPU", "Koreksi", "(500.000.000)"),
    ])  # fmt: skip


@layout(
    say("12.10", "KPU", "2024-01-15", disbursed=14_000 * J),
    say("12.10", "KPU", "2024-06-20", disbursed=35_000 * J),
    say("12.10", "BAWASLU", "2024-01-16", disbursed=4_400 * J),
    say("12.10", "POLRI", "2024-07-02", disbursed=3_000 * J),
    say("12.10", "KPU", DAY, committed=35_000 * J),
    say("12.10", "BAWASLU", DAY, committed=11_000 * J),
    say("12.10", "POLRI", DAY, committed=3_000 * J),
    may=[
        say("12.10", "KPU", DAY, disbursed=35_000 * J),
        say("12.10", "BAWASLU", DAY, disbursed=4_400 * J),
        say("12.10", "POLRI", DAY, disbursed=3_000 * J),
        *[
            say("12.10", agency, day, committed=amount * J)
            for agency, amount in (("KPU", 35_000), ("BAWASLU", 11_000), ("POLRI", 3_000))
            for day in ("2024-01-15", "2024-01-16", "2024-06-20", "2024-07-02")
        ],
    ],
)
def register_that_repeats_the_agreement_value() -> Workbook:
    """The value stands once, at the first transfer of each grantee; running totals beside."""
    return book([
        ("KARTU KENDALI HIBAH PILKADA KAB. LABUHANBATU",),
        ("Posisi 31 Juli 2024",),
        ("No", "Penerima", "Nilai NPHD", "Tgl Transfer", "Tahap", "Jumlah Transfer", "Kumulatif",
         "Sisa"),
        (1, "KPU", 35_000 * J, "15/01/2024", "I", 14_000 * J, 14_000 * J, 21_000 * J),
        (None, None, None, "20/06/2024", "II", 21_000 * J, 35_000 * J, 0),
        (2, "Bawaslu", 11_000 * J, "16/01/2024", "I", 4_400 * J, 4_400 * J, 6_600 * J),
        (3, "Polres Labuhanbatu", 3_000 * J, "02/07/2024", "Sekaligus", 3_000 * J, 3_000 * J, 0),
        (None, "Jumlah", 49_000 * J, None, None, 42_400 * J, None, 6_600 * J),
    ])  # fmt: skip
