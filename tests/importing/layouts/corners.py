"""Corners seen in real offices: Rp in a column of its own, totals on top, shares by budget year."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


@layout(
    say("76.04", "KPU", DAY, committed=34_000 * J, disbursed=13_600 * J),
    say("76.06", "KPU", DAY, committed=21_000 * J, disbursed=21_000 * J),
)
def currency_in_its_own_column() -> Workbook:
    return book([
        ("HIBAH KPU KABUPATEN SE-SULAWESI BARAT",),
        ("Posisi 31 Juli 2024",),
        ("No", "Kabupaten", "Nilai NPHD", None, "Realisasi Pencairan", None),
        (1, "Polman", "Rp", 34_000 * J, "Rp", 13_600 * J),
        (2, "Mateng", "Rp", 21_000 * J, "Rp", 21_000 * J),
        ("Jumlah", None, "Rp", 55_000 * J, "Rp", 34_600 * J),
    ], merges="C3:D3 E3:F3")  # fmt: skip


@layout(
    say("61.01", "KPU", DAY, committed=45_000 * J, disbursed=18_000 * J),
    say("61.71", "KPU", DAY, committed=36_000 * J, disbursed=36_000 * J),
)
def total_on_top() -> Workbook:
    return book([
        ("NPHD KPU KALBAR",),
        ("Data: Rabu, 31 Juli 2024",),
        ("NO", "PEMDA", "NILAI\nNPHD\n(Rp)", "REALISASI\nPENCAIRAN\n(Rp)"),
        (None, "TOTAL", 81_000 * J, 54_000 * J),
        (1, "1. Kab. Sambas", 45_000 * J, 18_000 * J),
        (2, "2. Kota Pontianak", 36_000 * J, 36_000 * J),
    ])  # fmt: skip


@layout(
    say("33.15", "KPU", DAY, committed=50_000 * J, disbursed=20_000 * J),
    say("33.15", "BAWASLU", DAY, committed=16_000 * J, disbursed=16_000 * J),
)
def value_by_budget_year() -> Workbook:
    return book([
        ("ALOKASI DAN PENCAIRAN HIBAH PILKADA KABUPATEN GROBOGAN",),
        ("Posisi 31 Juli 2024",),
        ("No", "Penerima", "Nilai NPHD", None, None, "Pencairan"),
        (None, None, "APBD 2023", "APBD 2024", "Jumlah", None),
        (1, "KPU", 20_000 * J, 30_000 * J, 50_000 * J, 20_000 * J),
        (2, "Bawaslu", 6_400 * J, 9_600 * J, 16_000 * J, 16_000 * J),
    ], merges="C3:E3 A3:A4 B3:B4 F3:F4")  # fmt: skip


@layout(
    say("52.01", "KPU", DAY, committed=38_000 * J, disbursed=15_200 * J),
    say("52.02", "KPU", DAY, committed=44_000 * J, disbursed=44_000 * J),
)
def asked_agreed_and_transferred() -> Workbook:
    return book([
        ("KESIAPAN ANGGARAN PILKADA NTB (KPU)",),
        ("Keadaan s/d tgl 31/7/24",),
        ("No", "Kab/Kota", "Usulan KPU", "Disepakati dalam NPHD", "Selisih", "Sudah Ditransfer"),
        (1, "Lombok Barat", 52_000 * J, 38_000 * J, 14_000 * J, 15_200 * J),
        (2, "Lombok Tengah", 44_000 * J, 44_000 * J, 0, 44_000 * J),
    ])  # fmt: skip


@layout(
    say("35.25", "KPU", DAY, committed=62_000 * J, disbursed=62_000 * J),
    say("35.25", "BAWASLU", DAY, committed=19_000 * J, disbursed=7_600 * J),
    errors="region-missing",
)
def grantee_is_the_only_key() -> Workbook:
    """A KPU is paid by its own region; who pays a Polres or a Kodim must be asked."""
    return book([
        ("Data Hibah Pilkada per 31 Juli 2024",),
        ("No", "Penerima Hibah", "Jumlah NPHD (Rp)", "Jumlah Cair (Rp)", "Sisa (Rp)"),
        (1, "KPU Kabupaten Gresik", 62_000 * J, 62_000 * J, 0),
        (2, "Bawaslu Kabupaten Gresik", 19_000 * J, 7_600 * J, 11_400 * J),
        (3, "Kodim 0817/Gresik", 1_800 * J, 0, 1_800 * J),
        (4, "Polres Gresik", 5_000 * J, 2_500 * J, 2_500 * J),
    ])  # fmt: skip


@layout(
    say("13.02", "KPU", DAY, committed=26_000 * J, disbursed=10_400 * J),
    say("13.71", "KPU", DAY, committed=40_000 * J, disbursed=40_000 * J),
    say("14.06", "KPU", DAY, committed=39_000 * J, disbursed=15_600 * J),
)
def province_column_written_once() -> Workbook:
    return book([
        ("HIBAH KPU",),
        ("31 Juli 2024",),
        ("No", "Provinsi", "Kabupaten/Kota", "Nilai NPHD", "Realisasi s.d. Juli 2024", "%"),
        (1, "Sumatera Barat", "Kab. Solok", 26_000 * J, 10_400 * J, "40,00%"),
        (2, None, "Kota Padang", 40_000 * J, 40_000 * J, "100,00%"),
        (None, "Sumatera Barat Total", None, 66_000 * J, 50_400 * J, None),
        (3, "Riau", "Kab. Rokan Hulu", 39_000 * J, 15_600 * J, "40,00%"),
        (None, "Riau Total", None, 39_000 * J, 15_600 * J, None),
        (None, None, None, 105_000 * J, 66_000 * J, None),
    ])  # fmt: skip


@layout(
    say("65.04", "KPU", "2024-06-30", committed=19_000 * J, spent=5_000 * J),
    say("65.04", "KPU", "2024-04-30", spent=1_000 * J),
    say("65.04", "KPU", "2024-05-31", spent=2_500 * J),
    say("65.04", "BAWASLU", "2024-06-30", committed=7_000 * J),
    say("65.04", "BAWASLU", "2024-04-30", spent=500 * J),
    say("65.04", "BAWASLU", "2024-05-31", spent=1_500 * J),
)
def months_of_spending_without_a_total() -> Workbook:
    return book([
        ("BELANJA HIBAH PILKADA KAB. TANA TIDUNG TAHUN 2024",),
        ("Penerima", "Nilai NPHD", "Realisasi Belanja per Bulan", None, None),
        (None, None, "April", "Mei", "Juni"),
        ("KPU", 19_000 * J, 1_000 * J, 1_500 * J, 2_500 * J),
        ("Bawaslu", 7_000 * J, 500 * J, 1_000 * J, None),
    ], merges="C2:E2 A2:A3 B2:B3")  # fmt: skip


@layout(
    say("72.71", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("72.71", "BAWASLU", DAY, committed=9_800 * J, disbursed=3_920 * J),
)
def rows_are_measures() -> Workbook:
    return book([
        ("HIBAH PILKADA KOTA PALU",),
        ("Posisi 31 Juli 2024",),
        ("No", "Uraian", "KPU", "Bawaslu", "Jumlah"),
        (1, "Nilai NPHD", 30_000 * J, 9_800 * J, 39_800 * J),
        (2, "Realisasi Pencairan", 12_000 * J, 3_920 * J, 15_920 * J),
        (3, "Sisa", 18_000 * J, 5_880 * J, 23_880 * J),
    ])  # fmt: skip


@layout(
    say("53.15", "KPU", DAY, committed=28_000 * J, disbursed=28_000 * J),
    say("53.15", "POLRI", DAY, committed=4_500 * J, disbursed=2_250 * J),
    say("53.19", "KPU", DAY, committed=25_000 * J, disbursed=10_000 * J),
)
def lettered_agencies_under_numbered_regions() -> Workbook:
    return book([
        ("DATA PENCAIRAN NPHD",),
        ("PER TANGGAL 31 JULI 2024",),
        ("NO.", "PEMDA / PENERIMA", "BESARAN NPHD", "PENCAIRAN", "SISA YANG BELUM CAIR"),
        ("1.", "PEMKAB MANGGARAI BARAT", None, None, None),
        (None, "a. KPU", 28_000 * J, 28_000 * J, 0),
        (None, "b. POLRES", 4_500 * J, 2_250 * J, 2_250 * J),
        (None, "Jumlah 1", 32_500 * J, 30_250 * J, 2_250 * J),
        ("2.", "PEMKAB MANGGARAI TIMUR", None, None, None),
        (None, "a. KPU", 25_000 * J, 10_000 * J, 15_000 * J),
        (None, "Jumlah 2", 25_000 * J, 10_000 * J, 15_000 * J),
        (None, "Jumlah 1 + 2", 57_500 * J, 40_250 * J, 17_250 * J),
    ])  # fmt: skip


@layout(
    say("34.71", "KPU", "2024-12-31", committed=24_000 * J, disbursed=24_000 * J,
        spent=19_500 * J, returned=4_500 * J, interest=88 * J),
    say("34.71", "BAWASLU", "2024-12-31", committed=8_000 * J, disbursed=8_000 * J,
        spent=7_000 * J, returned=1_000 * J, interest=21 * J),
)  # fmt: skip
def receipts_and_spending_groups() -> Workbook:
    return book([
        ("PERTANGGUNGJAWABAN HIBAH PILKADA TAHUN 2024",),
        ("PEMERINTAH KOTA YOGYAKARTA",),
        ("Per 31 Desember 2024",),
        ("No", "Penerima", "Nilai NPHD", "Penerimaan", None, "Penggunaan", "Pengembalian ke RKUD",
         None),
        (None, None, None, "Dana Hibah", "Tanggal", None, "Pokok", "Jasa Giro"),
        (1, "KPU", 24_000 * J, 24_000 * J, "20-06-2024", 19_500 * J, 4_500 * J, 88 * J),
        (2, "Bawaslu", 8_000 * J, 8_000 * J, "20-06-2024", 7_000 * J, 1_000 * J, 21 * J),
    ], merges="D4:E4 G4:H4")  # fmt: skip
