"""Lists with one row an agreement, as the finance boards keep them."""

from datetime import date

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


@layout(
    say("33.10", "KPU", DAY, committed=42_350 * J, disbursed=16_940 * J),
    say("33.10", "BAWASLU", DAY, committed=12_100 * J, disbursed=12_100 * J),
    say("33.09", "KPU", DAY, committed=38_000 * J, disbursed=15_200 * J),
    say("33.09", "BAWASLU", DAY, committed=11_000 * J),
    may=[
        say("33.10", "KPU", "2023-11-10", committed=42_350 * J),
        say("33.10", "BAWASLU", "2023-11-10", committed=12_100 * J),
        say("33.09", "KPU", "2023-11-09", committed=38_000 * J),
        say("33.09", "BAWASLU", "2023-11-09", committed=11_000 * J),
    ],
)
def besaran_hibah_from_c6() -> Workbook:
    rows = [
        ("DAFTAR HIBAH DAERAH UNTUK PEMILIHAN SERENTAK TAHUN 2024",),
        ("PROVINSI JAWA TENGAH",),
        ("Keadaan : 31 Juli 2024",),
        (),
        ("No.", "Kabupaten/Kota", "Penerima", "Nomor dan Tanggal NPHD", "Besaran Hibah (Rp)",
         "Telah Disalurkan (Rp)", "Belum Disalurkan (Rp)", "%"),
        (1, 2, 3, 4, 5, 6, "7=5-6", 8),
        (1, "Klaten", "KPU", "900/112/2023 tanggal 10 November 2023", 42_350 * J, 16_940 * J,
         "=G12-H12", 0.4),
        (None, None, "Bawaslu", "900/113/2023 tanggal 10 November 2023", 12_100 * J, 12_100 * J,
         0, 1),
        (2, "Boyolali", "KPU", "415/20/2023 tanggal 9 November 2023", 38_000 * J, 15_200 * J,
         22_800 * J, 0.4),
        (None, None, "Bawaslu", "415/21/2023 tanggal 9 November 2023", 11_000 * J),
        ("JUMLAH", None, None, None, "=SUM(G12:G15)", "=SUM(H12:H15)"),
        (),
        (None, None, None, None, None, "Semarang, 2 Agustus 2024"),
        (None, None, None, None, None, "Kepala Badan Kesbangpol"),
        (),
        (None, None, None, None, None, "NIP. 196801011990031001"),
    ]  # fmt: skip
    return book(rows, "Data", "C6", "D12:D13 D14:D15 C12:C13 C14:C15")


@layout(
    say("35.07", "KPU", DAY, committed=86_400 * J, disbursed=34_560 * J),
    say("35.07", "BAWASLU", DAY, committed=24_500_500_000, disbursed=9_800_200_000),
    say("35.07", "POLRI", DAY, committed=9_000 * J, disbursed=0),
    say("35.79", "KPU", DAY, committed=19_250 * J, disbursed=19_250 * J),
)
def millions_region_written_once() -> Workbook:
    return book([
        ("MONITORING NPHD PILKADA SE-MALANG RAYA",),
        ("Per 31 Juli 2024",),
        (None, None, None, None, None, "(dalam jutaan rupiah)"),
        ("No", "Pemda", "Instansi", "Nilai NPHD", "Realisasi Pencairan", "Persentase"),
        (1, "Kab. Malang", "KPU", 86400, 34560, 40),
        (None, None, "Bawaslu", 24500.5, 9800.2, 40),
        (None, None, "Polri", 9000, 0, 0),
        (2, "Kota Batu", "KPU", 19250, 19250, 100),
        (None, "TOTAL KESELURUHAN", None, 139150.5, 63610.2, 45.71),
        ("Catatan: angka sementara, menunggu rekonsiliasi",),
    ])  # fmt: skip


@layout(
    say("51.03", "KPU", DAY, committed=40_000 * J, disbursed=40_000 * J, spent=21_500 * J),
    say("51.04", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J, spent=4_100 * J),
    say("51.04", "BAWASLU", DAY, committed=9_900 * J, disbursed=3_960 * J),
)
def english_headings() -> Workbook:
    return book([
        ("REGIONAL ELECTION GRANTS - BALI PROVINCE",),
        ("As of 31 July 2024",),
        ("No", "Regency/City", "Grantee", "Grant Value (IDR)", "Disbursed (IDR)", "Spent (IDR)",
         "Remaining (IDR)"),
        (1, "Badung Regency", "KPU", 40_000 * J, 40_000 * J, 21_500 * J, 18_500 * J),
        (2, "Gianyar Regency", "KPU", 33_000 * J, 13_200 * J, 4_100 * J, 9_100 * J),
        (3, "Gianyar Regency", "Bawaslu", 9_900 * J, 3_960 * J, None, None),
        (None, "Grand Total", None, 82_900 * J, 57_160 * J, 25_600 * J, 27_600 * J),
    ])  # fmt: skip


@layout(
    say("73.06", "KPU", DAY, committed=45_000 * J, disbursed=18_000 * J, spent=6_500 * J),
    say("73.09", "KPU", DAY, committed=32_500 * J, disbursed=13_000 * J, spent=7_000 * J),
    say("73.05", "BAWASLU", DAY, committed=11_250 * J, disbursed=11_250 * J, spent=2_250 * J),
)
def misspelt_headings() -> Workbook:
    return book([
        ("REKAP HIBAH PILKADA SULSEL POSISI TGL 31-07-2024",),
        (),
        ("NO", "PEMERITAH DAERAH", "PENERIMA HIBHA", "NILAI NHPD", "REALISASI PENCARIAN",
         "REALISASI BELANJA"),
        (1, "Kab. Gowa", "KPU", 45_000 * J, 18_000 * J, 6_500 * J),
        (2, "Kab. Maros", "KPU", 32_500 * J, 13_000 * J, 7_000 * J),
        (3, "Kab. Takalar", "BAWASLU", 11_250 * J, 11_250 * J, 2_250 * J),
    ])  # fmt: skip


@layout(
    say("32.05", "KPU", DAY, committed=68_750_000_000, disbursed=27_500_000_000),
    say("32.77", "KPU", DAY, committed=21_250_000_000, disbursed=21_250_000_000),
    say("32.77", "BAWASLU", DAY, committed=7_450_000_000, disbursed=0),
    must="dash-read-as-zero",
)
def text_amounts_columns_reversed() -> Workbook:
    return book([
        ("DANA HIBAH PILKADA JAWA BARAT, DATA S.D. 31 JULI 2024",),
        ("Keterangan", "Sisa Belum Cair", "Sudah Cair", "Jumlah Dana Hibah", "Penerima Hibah",
         "Pemkab/Pemkot", "No"),
        ("lengkap", "Rp 41.250.000.000,00", "Rp 27.500.000.000,00", "Rp 68.750.000.000,00",
         "KPU Kab. Garut", "Pemkab Garut", "1."),
        (None, "-", "21.250.000.000,-", "21.250.000.000,-", "KPU Kota Cimahi", "Pemkot Cimahi",
         "2."),
        ("menunggu RKB", "Rp. 7.450.000.000", "-", "Rp. 7.450.000.000", "Bawaslu Kota Cimahi",
         "Pemkot Cimahi", "3."),
    ])  # fmt: skip


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=28_000 * J),
    say("53.09", "BAWASLU", DAY, committed=9_000 * J, disbursed=3_600 * J),
    say("53.09", "TNI", DAY, committed=1_500 * J),
    say("53.16", "KPU", DAY, committed=22_000 * J, disbursed=8_800 * J),
    say("53.16", "POLRI", DAY, committed=4_500 * J, disbursed=4_500 * J),
)
def region_headings_in_the_agency_column() -> Workbook:
    return book([
        ("LAPORAN NPHD PEMILIHAN SERENTAK 2024",),
        ("Posisi: 31 Juli 2024",),
        (),
        ("No", "URAIAN", "NILAI NPHD (Rp)", "DANA YANG SUDAH DITRANSFER (Rp)", "%"),
        ("I", "Kabupaten Ngada", 38_500 * J, 31_600 * J, None),
        (1, "KPU", 28_000 * J, 28_000 * J, "100 %"),
        (2, "Bawaslu", 9_000 * J, 3_600 * J, "40 %"),
        (3, "TNI", 1_500 * J, None, None),
        ("II", "Kabupaten Nagekeo", 26_500 * J, 13_300 * J, None),
        (1, "KPU", 22_000 * J, 8_800 * J, "40 %"),
        (2, "Polri", 4_500 * J, 4_500 * J, "100 %"),
        (None, "J U M L A H", 65_000 * J, 44_900 * J, None),
    ])  # fmt: skip


@layout(
    say("53.08", "KPU", DAY, committed=26_000 * J, disbursed=10_400 * J),
    say("53.07", "KPU", DAY, committed=21_000 * J, disbursed=21_000 * J),
    say("53.08", "BAWASLU", DAY, committed=8_000 * J, disbursed=8_000 * J),
    say("53.07", "BAWASLU", DAY, committed=7_000 * J, disbursed=2_800 * J),
    say("53.07", "TNI", DAY, committed=1_200 * J, disbursed=0),
)
def agency_sections_with_subtotals() -> Workbook:
    return book([
        ("REALISASI HIBAH PILKADA PER 31 JULI 2024",),
        ("NO", "PENERIMA / PEMBERI HIBAH", "NILAI HIBAH", "PENCAIRAN", "SISA"),
        ("A", "KOMISI PEMILIHAN UMUM", None, None, None),
        (1, "Kab. Ende", 26_000 * J, 10_400 * J, 15_600 * J),
        (2, "Kab. Sikka", 21_000 * J, 21_000 * J, 0),
        (None, "Sub Total KPU", "=SUM(C4:C5)", "=SUM(D4:D5)", "=C6-D6"),
        ("B", "BADAN PENGAWAS PEMILU", None, None, None),
        (1, "Kab. Ende", 8_000 * J, 8_000 * J, 0),
        (2, "Kab. Sikka", 7_000 * J, 2_800 * J, 4_200 * J),
        (None, "Sub Total Bawaslu", "=SUM(C8:C9)", "=SUM(D8:D9)", "=C10-D10"),
        ("C", "TNI", None, None, None),
        (1, "Kab. Sikka", 1_200 * J, 0, 1_200 * J),
        (None, "Sub Total TNI", "=C12", "=D12", "=E12"),
        (None, "TOTAL KESELURUHAN", "=C6+C10+C13", "=D6+D10+D13", "=C14-D14"),
    ])  # fmt: skip


@layout(
    say("64.02", "KPU", "2023-11-08", committed=90_000 * J),
    say("64.02", "KPU", "2024-05-20", committed=96_500 * J),
    say("64.02", "KPU", DAY, disbursed=96_500 * J),
    say("64.02", "BAWASLU", "2023-11-08", committed=30_000 * J),
    say("64.02", "BAWASLU", DAY, disbursed=12_000 * J),
    may=[
        say("64.02", "KPU", DAY, committed=96_500 * J),
        say("64.02", "BAWASLU", DAY, committed=30_000 * J),
    ],
)
def addendum_with_dates() -> Workbook:
    return book([
        ("DATA NPHD KABUPATEN KUTAI KARTANEGARA",),
        ("Posisi 31 Juli 2024",),
        ("No", "Penerima Hibah", "NPHD", None, None, "Addendum", None, None,
         "Nilai Setelah Addendum", "Realisasi Penyaluran"),
        (None, None, "Nomor", "Tanggal", "Nilai Semula", "Nomor", "Tanggal",
         "Penambahan/Pengurangan", None, None),
        (1, "KPU", "188/10/2023", date(2023, 11, 8), 90_000 * J, "188/4/2024", date(2024, 5, 20),
         6_500 * J, 96_500 * J, 96_500 * J),
        (2, "Bawaslu", "188/11/2023", date(2023, 11, 8), 30_000 * J, None, None, None,
         30_000 * J, 12_000 * J),
    ], merges="C3:E3 F3:H3 A3:A4 B3:B4 I3:I4 J3:J4")  # fmt: skip


@layout(
    say("12.71", "KPU", DAY, committed=71_000 * J, disbursed=71_000 * J),
    say("12.71", "BAWASLU", DAY, committed=25_000 * J, disbursed=10_000 * J),
    say("12.07", "KPU", DAY, committed=60_000 * J, disbursed=24_000 * J),
    say("12.07", "BAWASLU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("12.75", "KPU", DAY, committed=18_000 * J, disbursed=18_000 * J),
)
def header_repeated_on_each_printed_page() -> Workbook:
    head = ("No", "Pemberi Hibah", "Penerima Hibah", "Nilai NPHD", "Pencairan")
    return book([
        ("DAFTAR NPHD SUMATERA UTARA",),
        ("Posisi : 31 Juli 2024",),
        head,
        (1, "Kota Medan", "KPU", 71_000 * J, 71_000 * J),
        (2, "Kota Medan", "Bawaslu", 25_000 * J, 10_000 * J),
        (None, "Jumlah dipindahkan", None, 96_000 * J, 81_000 * J),
        (),
        head,
        (None, "Jumlah pindahan", None, 96_000 * J, 81_000 * J),
        (3, "Kab. Deli Serdang", "KPU", 60_000 * J, 24_000 * J),
        (4, "Kab. Deli Serdang", "Bawaslu", 20_000 * J, 8_000 * J),
        (),
        head,
        (5, "Kota Binjai", "KPU", 18_000 * J, 18_000 * J),
        ("Jumlah", None, None, 194_000 * J, 131_000 * J),
    ])  # fmt: skip
