"""Where an unseen sheet hurts: numbers beyond counting, bare serials, formulas, controls, codes."""

from datetime import datetime

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from layouts.making import J, book, layout, put, say

DAY = "2024-07-31"


@layout(
    say("11.06", "KPU", DAY, committed=60_000 * J, disbursed=24_000 * J),
    errors="amount-too-large",
)
def an_amount_beyond_counting() -> Workbook:
    """Twenty digits: a number, but no grant; its row is left out."""
    return book(
        [
            ("NPHD PILKADA ACEH PER 31 JULI 2024",),
            ("No", "Kabupaten", "Penerima", "Nilai NPHD", "Pencairan"),
            (1, "Aceh Besar", "KIP", 60_000 * J, 24_000 * J),
            (2, "Aceh Besar", "Panwaslih", 150_000_000_000_000_000_000, 0),
            (3, "Pidie Jaya", "KIP", "Rp 150.000.000.000.000.000.000,-", 0),
        ]
    )


@layout(
    say("12.16", "KPU", "2024-06-30", committed=30_000 * J, disbursed=12_000 * J),
    say("12.17", "KPU", "2024-07-31", committed=28_000 * J, disbursed=28_000 * J),
)
def serial_days_of_1904_without_a_format() -> Workbook:
    """An old Macintosh workbook: the position column shows bare numbers, counted from 1904."""
    workbook = book(
        [
            ("HIBAH PILKADA TAPANULI 2024",),
            ("No", "Kabupaten", "Penerima", "Tanggal Posisi", "Nilai NPHD", "Pencairan"),
            (1, "Humbahas", "KPU", 44_011, 30_000 * J, 12_000 * J),
            (2, "Samosir", "KPU", 44_042, 28_000 * J, 28_000 * J),
        ]
    )
    workbook.epoch = CALENDAR_MAC_1904
    return workbook


@layout(
    say("33.01", "KPU", DAY, committed=70_000 * J, disbursed=70_000 * J),
    say("33.01", "BAWASLU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("33.05", "KPU", DAY, committed=55_000 * J, disbursed=22_000 * J),
    say("33.05", "BAWASLU", DAY, committed=16_500 * J, disbursed=0),
)
def plain_formulas_everywhere_without_values() -> Workbook:
    """Sums, differences, shares and cells of other sheets, never calculated by a program."""
    workbook = Workbook()
    recap = workbook.active
    recap.title = "Rekap"
    put(
        recap,
        [
            ("REKAP HIBAH PILKADA JAWA TENGAH BAGIAN SELATAN",),
            ("PER 31 JULI 2024",),
            ("No", "Kabupaten", "KPU", None, None, None, "BAWASLU", None, None, None),
            (None, None, "NPHD", "Tahap I", "Tahap II", "Cair", "NPHD", "Tahap I", "Tahap II",
             "Cair"),
            (1, "Cilacap", "='NPHD'!B2", "=C5*40%", "=C5*60%", "=D5+E5", "='NPHD'!C2", "=G5*40%",
             0, "=SUM(H5:I5)"),
            (2, "Kebumen", "='NPHD'!B3", "=C6*40%", 0, "=D6+E6", "='NPHD'!C3", 0, 0,
             "=SUM(H6:I6)"),
            (None, "Jumlah", *(f"=SUM({c}5:{c}6)" for c in "CDEFGHIJ")),
            (None, "Persentase", None, None, None, "=F7/C7", None, None, None, "=J7/G7"),
        ],
        merges="C3:F3 G3:J3 A3:A4 B3:B4",
    )  # fmt: skip
    helper = workbook.create_sheet("NPHD")
    put(helper, [("Kab", "KPU", "BWS"), ("Cilacap", 70_000 * J, 20_000 * J),
                 ("Kebumen", 55_000 * J, 16_500 * J)])  # fmt: skip
    helper.sheet_state = "hidden"
    return workbook


@layout(
    say("21.01", "KPU", DAY, committed=24_500_250_000, disbursed=9_800_100_000),
    say("21.03", "KPU", DAY, committed=27_000_000_000, disbursed=27_000_000_000),
    say("21.71", "KPU", DAY, committed=62_750_000_000, disbursed=25_100_000_000),
)
def english_numbers_in_one_column_indonesian_in_the_next() -> Workbook:
    """Texts pasted from two systems: commas group in one column, points in the other."""
    return book(
        [
            ("HIBAH KPU KEPULAUAN RIAU, DATA 31 JULI 2024",),
            ("Daerah", "Nilai NPHD (SIPD)", "Pencairan (Kasda)", "%"),
            ("Bintan", "24,500,250,000.00", "9.800.100.000,00", "40.00%"),
            ("Natuna", "27,000,000,000.00", "27.000.000.000,00", "100.00%"),
            ("Batam", "62,750,000,000.00", "25.100.000.000,00", "40.00%"),
        ]
    )


@layout(
    say("53.03", "KPU", "2024-02-28", committed=35_000 * J),
    say("53.03", "KPU", DAY, disbursed=14_000 * J),
    say("53.03", "BAWASLU", "2024-02-28", committed=12_000 * J),
    say("53.03", "BAWASLU", DAY, disbursed=4_800 * J),
    say("53.02", "KPU", "2023-11-15", committed=32_000 * J),
    say("53.02", "KPU", DAY, disbursed=26_000 * J),
    say("53.03", "KPU", DAY, committed=33_500 * J),
    say("53.02", "KPU", DAY, committed=34_000 * J),
    may=[
        say("53.03", "BAWASLU", DAY, committed=12_000 * J),
        say("53.03", "KPU", "2024-05-06", committed=34_500 * J),
        say("53.03", "KPU", "2024-07-01", committed=33_500 * J),
        say("53.02", "KPU", "2024-06-10", committed=34_000 * J),
    ],
)
def two_addenda_and_the_value_in_force() -> Workbook:
    """NPHD, first and second addendum with their dates, and which value stands now."""
    return book(
        [
            ("PERUBAHAN NPHD PILKADA DARATAN TIMOR",),
            ("Kupang, 31 Juli 2024",),
            ("No", "Kabupaten", "Penerima", "NPHD Awal", None, "Addendum I", None, "Addendum II",
             None, "Nilai NPHD Terakhir", "Pencairan"),
            (None, None, None, "Tanggal", "Nilai", "Tanggal", "Nilai", "Tanggal", "Nilai", None,
             None),
            (1, "TTU", "KPU", datetime(2024, 2, 28), 35_000 * J, datetime(2024, 5, 6), 34_500 * J,
             datetime(2024, 7, 1), 33_500 * J, 33_500 * J, 14_000 * J),
            (2, "TTU", "Bawaslu", datetime(2024, 2, 28), 12_000 * J, None, None, None, None,
             12_000 * J, 4_800 * J),
            (3, "TTS", "KPU", datetime(2023, 11, 15), 32_000 * J, datetime(2024, 6, 10),
             34_000 * J, None, None, 34_000 * J, 26_000 * J),
        ],
        merges="D3:E3 F3:G3 H3:I3 A3:A4 B3:B4 C3:C4 J3:J4 K3:K4",
    )  # fmt: skip


@layout(
    say("63.03", "KPU", "2024-09-30", committed=48_000 * J, disbursed=48_000 * J),
    say("63.03", "BAWASLU", "2024-09-30", committed=14_500 * J, disbursed=5_800 * J),
    say("63.08", "KPU", "2024-09-30", committed=27_000 * J, disbursed=27_000 * J),
    say("63.71", "KPU", "2024-09-30", committed=31_000 * J, disbursed=12_400 * J),
)
def code_of_province_and_of_regency_in_two_columns() -> Workbook:
    """ "63" and "3" in two columns beside the name, as numbers; counts of villages between."""
    return book(
        [
            ("HIBAH PILKADA KALSEL TRIWULAN III TAHUN 2024",),
            ("Kode Prov", "Kode Kab", "Nama Kab/Kota", "Jumlah Kecamatan", "Instansi", "NPHD (Rp)",
             "Transfer (Rp)"),
            (63, 3, "Kabupaten Banjar", 20, "KPU", 48_000 * J, 48_000 * J),
            (63, 3, "Kabupaten Banjar", 20, "Bawaslu", 14_500 * J, 5_800 * J),
            (63, 8, "HSU", 10, "KPU", 27_000 * J, 27_000 * J),
            (63, 71, "Kota Banjarmasin", 5, "KPU", 31_000 * J, 12_400 * J),
        ]
    )  # fmt: skip


@layout(
    say("18.05", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("18.11", "KPU", DAY, committed=20_000 * J, disbursed=6_000 * J),
    say("18.13", "KPU", DAY, committed=25_000 * J, disbursed=25_000 * J),
    must="typed-percent-differs",
)
def what_ought_to_have_been_paid_and_a_wrong_percentage() -> Workbook:
    """Dues and shortfalls beside payments; one typed percentage is not what it says."""
    return book(
        [
            ("EVALUASI PENYALURAN NPHD KPU PROVINSI LAMPUNG",),
            ("Bandar Lampung, 31 Juli 2024",),
            ("No", "Kabupaten", "NPHD", "Kewajiban Transfer 40%", "Realisasi Transfer", "%",
             "Kekurangan dari 40%", "Kewajiban s.d. saat ini (100%)", "Kurang Salur"),
            (1, "Tulang Bawang", 30_000 * J, 12_000 * J, 12_000 * J, "40,00%", 0, 30_000 * J,
             18_000 * J),
            (2, "Mesuji", 20_000 * J, 8_000 * J, 6_000 * J, "40,00%", 2_000 * J, 20_000 * J,
             14_000 * J),
            (3, "Pesisir Barat", 25_000 * J, 10_000 * J, 25_000 * J, "100,00%", 0, 25_000 * J, 0),
        ]
    )  # fmt: skip


@layout(
    say("17", "KPU", "2024-07-10", committed=120_500 * J, disbursed=48_200 * J),
    say("17.05", "KPU", "2024-07-10", committed=27_250 * J, disbursed=27_250 * J),
    say("17.09", "KPU", "2024-07-10", committed=21_000 * J),
    say("76", "KPU", "2024-07-10", committed=98_000 * J, disbursed=98_000 * J),
    say("76.06", "KPU", "2024-07-10", committed=26_300 * J, disbursed=10_520 * J),
    say("76.03", "KPU", "2024-07-10", committed=25_000 * J, disbursed=0),
)
def national_list_in_billions_with_states_of_transfer() -> Workbook:
    """Keuda: billions with decimals, a band for each province with its sum, states beside money."""
    return book(
        [
            ("DIREKTORAT JENDERAL BINA KEUANGAN DAERAH",),
            ("REALISASI NPHD KPU - 10 JULI 2024",),
            (*[None] * 6, "Rp Miliar"),
            ("NO", "PEMDA", "NPHD", "TRANSFER", "%", "BELUM", "STATUS"),
            ("A", "BENGKULU", 168.75, 75.45, 44.71, 93.3, None),
            (1, "Provinsi Bengkulu", 120.5, 48.2, 40, 72.3, "SEBAGIAN"),
            (2, "Kab. Seluma", 27.25, 27.25, 100, 0, "LUNAS"),
            (3, "Kab. Bengkulu Tengah", 21, None, None, None, "BELUM LAPOR"),
            ("B", "SULAWESI BARAT", 149.3, 108.52, 72.69, 40.78, None),
            (1, "Provinsi Sulawesi Barat", 98, 98, 100, 0, "LUNAS"),
            (2, "Kab. Mamuju Tengah", 26.3, 10.52, 40, 15.78, "SEBAGIAN"),
            (3, "Kab. Mamasa", 25, 0, 0, 25, "BELUM TRANSFER"),
            (None, "TOTAL NASIONAL", 318.05, 183.97, 57.84, 134.08, None),
        ]
    )


@layout(
    say("91.06", "KPU", DAY, committed=38_000 * J, disbursed=15_200 * J),
    say("91.06", "BAWASLU", DAY, committed=14_000 * J, disbursed=14_000 * J),
    say("91.15", "KPU", DAY, committed=30_000 * J),
    say("91.19", "KPU", DAY, committed=26_000 * J, disbursed=0),
)
def ticks_contacts_and_account_numbers_beside_money() -> Workbook:
    """Signed, registered, paid: ticks; telephone and account numbers are no money."""
    return book(
        [
            ("Cek list NPHD Pilkada Papua", None, None, None, None, None, None, "31-07-2024"),
            ("No", "Kabupaten", "Penerima", "TTD NPHD", "Nilai NPHD", "Sudah Transfer",
             "Jumlah Transfer", "No. Rekening", "No. HP", "Jumlah TPS"),
            (1, "Biak Numfor", "KPU", "√", 38_000 * J, "√", 15_200 * J, 1_540_001_234_567,
             81_234_567_890, 412),
            (2, "Biak Numfor", "Bawaslu", "√", 14_000 * J, "√", 14_000 * J, 1_540_007_654_321,
             81_298_765_432, 412),
            (3, "Waropen", "KPU", "√", 30_000 * J, "x", None, None, 81_311_112_222, 118),
            (4, "Supiori", "KPU", "√", 26_000 * J, "x", 0, "154-00-0987-6543", None, 87),
        ]
    )  # fmt: skip


@layout(
    say("31.74", "KPU", "2024-12-31", committed=60_000 * J, disbursed=60_000 * J),
    say("31.74", "KPU", "2024-03-31", spent=5_000 * J),
    say("31.74", "KPU", "2024-06-30", spent=14_000 * J),
    say("31.74", "KPU", "2024-09-30", spent=32_000 * J),
    say("31.74", "KPU", "2024-12-31", spent=51_000 * J),
    say("31.01", "KPU", "2024-12-31", committed=9_000 * J, disbursed=9_000 * J),
    say("31.01", "KPU", "2024-03-31", spent=1_000 * J),
    say("31.01", "KPU", "2024-06-30", spent=1_500 * J),
    say("31.01", "KPU", "2024-09-30", spent=4_000 * J),
    say("31.01", "KPU", "2024-12-31", spent=7_250 * J),
)
def quarters_of_spending_with_their_sum() -> Workbook:
    """ "TW I" to "TW IV" of what was spent in each, and the year's sum."""
    return book(
        [
            ("PENGGUNAAN HIBAH KPU DKI JAKARTA TAHUN 2024",),
            ("No", "Kota/Kab. Adm.", "NPHD", "Diterima", "Realisasi Belanja", *[None] * 4, "Sisa"),
            (None, None, None, None, "TW I", "TW II", "TW III", "TW IV", "Jumlah", None),
            (1, "Jakarta Selatan", 60_000 * J, 60_000 * J, 5_000 * J, 9_000 * J, 18_000 * J,
             19_000 * J, 51_000 * J, 9_000 * J),
            (2, "Kepulauan Seribu", 9_000 * J, 9_000 * J, 1_000 * J, 500 * J, 2_500 * J,
             3_250 * J, 7_250 * J, 1_750 * J),
        ],
        merges="E2:I2 A2:A3 B2:B3 C2:C3 D2:D3 J2:J3",
    )  # fmt: skip


@layout(
    say("75.05", "KPU", DAY, committed=22_000 * J, disbursed=8_800 * J),
    say("75.05", "BAWASLU", DAY, committed=7_500 * J, disbursed=7_500 * J),
    say("75.71", "KPU", DAY, committed=20_500 * J, disbursed=20_500 * J),
    say("75.71", "BAWASLU", DAY, committed=6_900 * J),
    errors="region-ambiguous",
)
def region_merged_over_agencies_with_one_name_in_doubt() -> Workbook:
    """Regions merged over four rows, sums inside the block; a bare "Gorontalo" is asked once."""
    return book(
        [
            ("Laporan NPHD wilayah Gorontalo", None, None, None, "Gorontalo, 31/7/2024"),
            ("KABUPATEN / KOTA", "PENERIMA", "NPHD", "TRANSFER", "SISA"),
            ("Gorontalo Utara", "KPU", 22_000 * J, 8_800 * J, 13_200 * J),
            (None, "BAWASLU", 7_500 * J, 7_500 * J, 0),
            (None, "Jumlah", 29_500 * J, 16_300 * J, 13_200 * J),
            ("Kota Gorontalo", "KPU", 20_500 * J, 20_500 * J, 0),
            (None, "BAWASLU", 6_900 * J, None, None),
            (None, "Jumlah", 27_400 * J, 20_500 * J, None),
            ("Gorontalo", "KPU", 31_000 * J, 12_400 * J, 18_600 * J),
            (None, "BAWASLU", 9_000 * J, 9_000 * J, 0),
            (None, "Jumlah", 40_000 * J, 21_400 * J, 18_600 * J),
        ],
        merges="A3:A5 A6:A8 A9:A11",
    )


@layout(
    say("34.03", "KPU", "2024-05-31", committed=32_000 * J, disbursed=12_800 * J),
    say("34.01", "KPU", "2024-05-31", committed=27_000 * J, disbursed=27_000 * J),
    say("34.03", "BAWASLU", "2024-05-31", committed=11_000 * J, disbursed=4_400 * J),
    say("34.01", "BAWASLU", "2024-05-31", committed=9_600 * J, disbursed=0),
)
def tables_of_two_agencies_below_each_other_with_other_columns() -> Workbook:
    """The upper table has tranches and dates, the lower only sums; signatures between them."""
    return book(
        [
            ("LAPORAN HIBAH PILKADA DIY BULAN MEI 2024",),
            (),
            ("I. KOMISI PEMILIHAN UMUM",),
            ("No", "Kabupaten", "NPHD", "Tahap I", "Tahap II", "Jumlah Cair", "% Cair"),
            (1, "Gunungkidul", 32_000 * J, 12_800 * J, None, 12_800 * J, 40),
            (2, "Kulon Progo", 27_000 * J, 10_800 * J, 16_200 * J, 27_000 * J, 100),
            (None, "Jumlah I", 59_000 * J, 23_600 * J, 16_200 * J, 39_800 * J, 67.46),
            (None, "*) data sementara"),
            (),
            ("II. BAWASLU",),
            ("No", "Kabupaten", "Belum Cair", "Sudah Cair", "NPHD"),
            (1, "Gunungkidul", 6_600 * J, 4_400 * J, 11_000 * J),
            (2, "Kulon Progo", 9_600 * J, 0, 9_600 * J),
            (None, "Jumlah II", 16_200 * J, 4_400 * J, 20_600 * J),
            (),
            (None, "Jumlah I + II", None, None, 79_600 * J),
            (None, None, None, None, "Yogyakarta, 5 Juni 2024"),
        ]
    )


@layout(
    say("72.71", "KPU", DAY, committed=31_500 * J, disbursed=12_600 * J),
    say("72.71", "BAWASLU", DAY, committed=9_900 * J, disbursed=9_900 * J),
    say("72.71", "TNI", DAY, unit="Kodim 1306/Kota Palu", committed=1_100 * J),
    say("72.71", "POLRI", DAY, committed=3_300 * J, disbursed=0),
)
def one_line_for_the_city_spread_over_sixteen_columns() -> Workbook:
    """Bakesbangpol of one city: a single data row, the agencies beside one another."""
    four = ("NPHD", "Cair", "Sisa", "%")
    return book(
        [
            ("BADAN KESATUAN BANGSA DAN POLITIK KOTA PALU",),
            ("FORM NPHD-2 POSISI 31 JULI 2024",),
            ("KPU", None, None, None, "BAWASLU", None, None, None, "Kodim 1306/Kota Palu", None,
             None, None, "POLRESTA", None, None, None),
            four * 4,
            tuple(range(1, 17)),
            (31_500 * J, 12_600 * J, 18_900 * J, "40%", 9_900 * J, 9_900 * J, 0, "100%",
             1_100 * J, None, None, None, 3_300 * J, "NIHIL", 3_300 * J, "0%"),
        ],
        merges="A3:D3 E3:H3 I3:L3 M3:P3",
    )  # fmt: skip


@layout(
    say("32.12", "KPU", "2024-08-31", committed=68_000 * J, disbursed=68_000 * J),
    say("32.12", "BAWASLU", "2024-08-31", committed=21_000 * J, disbursed=8_400 * J),
    say("32.10", "KPU", "2024-08-31", committed=51_000 * J, disbursed=20_400 * J),
)
def last_weeks_figures_beside_this_weeks() -> Workbook:
    """ "Minggu lalu", "minggu ini", "s.d. minggu ini": only the last counts."""
    return book(
        [
            ("LAPORAN MINGGUAN HIBAH PILKADA JABAR",),
            ("Posisi 31 Agustus 2024",),
            ("No", "Pemda", "Penerima", "NPHD", "Realisasi Transfer", None, None, "%"),
            (None, None, None, None, "s.d. Minggu Lalu", "Minggu Ini", "s.d. Minggu Ini", None),
            (1, "Indramayu", "KPU", 68_000 * J, 27_200 * J, 40_800 * J, 68_000 * J, "100%"),
            (2, "Indramayu", "Bawaslu", 21_000 * J, 8_400 * J, 0, 8_400 * J, "40%"),
            (3, "Majalengka", "KPU", 51_000 * J, 0, 20_400 * J, 20_400 * J, "40%"),
        ],
        merges="E3:G3 A3:A4 B3:B4 C3:C4 D3:D4 H3:H4",
    )


@layout(
    say("32.12", "KPU", "2024-07-07", disbursed=10_000 * J),
    say("32.12", "KPU", "2024-07-14", disbursed=25_000 * J),
    say("32.12", "KPU", "2024-07-21", disbursed=68_000 * J),
    say("32.12", "KPU", DAY, committed=68_000 * J, disbursed=68_000 * J),
    say("32.10", "KPU", "2024-07-07", disbursed=0),
    say("32.10", "KPU", "2024-07-14", disbursed=20_400 * J),
    say("32.10", "KPU", "2024-07-21", disbursed=20_400 * J),
    say("32.10", "KPU", DAY, committed=51_000 * J, disbursed=20_400 * J),
)
def payments_of_each_week_with_their_sum() -> Workbook:
    """What was paid in each week, and the sum of the weeks."""
    return book(
        [
            ("TRANSFER HIBAH KPU BULAN JULI 2024",),
            ("No", "Pemda", "NPHD", "Transfer", None, None, None),
            (None, None, None, "Minggu I", "Minggu II", "Minggu III", "Jumlah"),
            (1, "Indramayu", 68_000 * J, 10_000 * J, 15_000 * J, 43_000 * J, 68_000 * J),
            (2, "Majalengka", 51_000 * J, 0, 20_400 * J, 0, 20_400 * J),
        ],
        merges="D2:G2 A2:A3 B2:B3 C2:C3",
    )
