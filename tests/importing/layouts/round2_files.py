"""Second round: text files as other programs write them, and sheets side by side with other things."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

DAY = "2024-07-31"


@layout(
    say("12.73", "KPU", DAY, committed=17_000_500_000, disbursed=6_800_200_000),
    say("12.74", "KPU", DAY, committed=19_000 * J, disbursed=0),
    say("12.74", "BAWASLU", DAY, committed=7_000 * J),
    file="hibah sumut.csv",
    must="dash-read-as-zero",
)
def semicolons_quotes_and_byte_order_mark() -> str:
    return (
        '\ufeff"HIBAH PILKADA; SUMATERA UTARA";;;;\r\n'
        '"Posisi 31 Juli 2024";;;;\r\n'
        '"No";"Pemda";"Penerima";"Nilai\nNPHD (Rp)";"Pencairan (Rp)"\r\n'
        '1;"Kota Sibolga";"KPU";"17.000.500.000";"6.800.200.000,00"\r\n'
        '2;"Kota Tanjung Balai";"KPU";"19.000.000.000";"-"\r\n'
        '3;"Kota Tanjung Balai";"Bawaslu";"7.000.000.000";""\r\n'
        ';"JUMLAH";;"43.000.500.000";"6.800.200.000"\r\n'
    )


@layout(
    say("13.71", "KPU", DAY, committed=40_000 * J, disbursed=16_000 * J),
    say("13.77", "BAWASLU", DAY, committed=5_500 * J),
    file="ekspor_sumbar.csv",
)
def tabs_and_english_numbers() -> str:
    return (
        "Kode\tPemda\tPenerima\tNilai NPHD\tPencairan\tTanggal Posisi\n"
        "13.71\tKota Padang\tKPU\t40,000,000,000.00\t16,000,000,000.00\t2024-07-31\n"
        "13.77\tKota Pariaman\tBawaslu\t5,500,000,000.00\t\t2024-07-31\n"
    )


@layout(
    say("33.01", "KPU", DAY, committed=65_000 * J, disbursed=26_000 * J),
    say("33.01", "BAWASLU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("33.02", "KPU", DAY, committed=68_000 * J, disbursed=68_000 * J),
)
def helper_table_beside_the_data() -> Workbook:
    """Right of the list stands a small table for a chart: no figures of its own."""
    return book([
        ("HIBAH PILKADA per 31 Juli 2024",),
        ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan", None, None, "Lembaga", "Nilai",
         "Cair"),
        (1, "Kab. Cilacap", "KPU", 65_000 * J, 26_000 * J, None, None, "KPU", 133_000 * J,
         94_000 * J),
        (2, "Kab. Cilacap", "Bawaslu", 20_000 * J, 8_000 * J, None, None, "Bawaslu", 20_000 * J,
         8_000 * J),
        (3, "Kab. Banyumas", "KPU", 68_000 * J, 68_000 * J, None, None, "Total", 153_000 * J,
         102_000 * J),
    ])  # fmt: skip


@layout(
    say("32.01", "KPU", DAY, committed=90_000 * J, disbursed=36_000 * J),
    say("32.01", "BAWASLU", DAY, committed=30_000 * J, disbursed=30_000 * J),
    say("32.71", "KPU", DAY, committed=35_000 * J, disbursed=14_000 * J),
    say("32.71", "BAWASLU", DAY, committed=11_000 * J),
    must="table-of-sums",
)
def recap_sheet_sums_the_detail_sheets() -> Workbook:
    head = ("No", "Penerima", "Nilai NPHD", "Pencairan", "Sisa")
    return tabs(**{
        "Rekap": [("REKAP HIBAH JAWA BARAT",), ("Posisi 31 Juli 2024",),
                  ("No", "Pemda", "Total NPHD (KPU dan Bawaslu)", "Total Cair"),
                  (1, "Kab. Bogor", 120_000 * J, 66_000 * J),
                  (2, "Kota Bogor", 46_000 * J, 14_000 * J),
                  (None, "Jumlah", 166_000 * J, 80_000 * J)],
        "Kab. Bogor": [("Posisi 31 Juli 2024",), head, (1, "KPU", 90_000 * J, 36_000 * J, 54_000 * J),
                       (2, "Bawaslu", 30_000 * J, 30_000 * J, 0)],
        "Kota Bogor": [("Posisi 31 Juli 2024",), head, (1, "KPU", 35_000 * J, 14_000 * J, 21_000 * J),
                       (2, "Bawaslu", 11_000 * J, None, None)],
    })  # fmt: skip


@layout(
    say("35.01", "KPU", DAY, committed=37_000 * J, disbursed=14_800 * J),
    say("35.01", "BAWASLU", DAY, committed=12_000 * J, disbursed=4_800 * J),
    say("35.02", "KPU", DAY, committed=42_000 * J, disbursed=42_000 * J),
    say("35.02", "BAWASLU", DAY, committed=13_000 * J),
    must="unit-of-money",
)
def regions_in_sections_with_budget_years_in_millions() -> Workbook:
    return book([
        ("HIBAH PILKADA KARESIDENAN MADIUN",),
        ("Posisi 31 Juli 2024", None, None, None, None, None, "dlm juta Rp"),
        ("No.", "Uraian", "Nilai NPHD", "Pencairan", None, None, "Belum Cair"),
        (None, None, None, "2023", "2024", "Jml", None),
        ("I", "KABUPATEN PACITAN", 49000, 14800, 4800, 19600, 29400),
        ("a", "KPU", 37000, 14800, None, 14800, 22200),
        ("b", "Bawaslu", 12000, None, 4800, 4800, 7200),
        ("II", "KABUPATEN PONOROGO", 55000, 16800, 25200, 42000, 13000),
        ("a", "KPU", 42000, 16800, 25200, 42000, 0),
        ("b", "Bawaslu", 13000, None, None, None, None),
        (None, "JUMLAH I + II", 104000, 31600, 30000, 61600, 42400),
    ], merges="D3:F3 A3:A4 B3:B4 C3:C4 G3:G4")  # fmt: skip


@layout(
    say("64.08", "KPU", DAY, committed=62_000 * J, disbursed=24_800 * J),
    say("64.08", "BAWASLU", DAY, committed=21_000 * J, disbursed=21_000 * J),
    say("64.74", "KPU", DAY, committed=25_000 * J, disbursed=10_000 * J),
)
def shortfall_requests_and_agreed_values() -> Workbook:
    return book([
        ("KEBUTUHAN, ALOKASI DAN PENCAIRAN HIBAH KALTIM per 31 Juli 2024",),
        ("No", "Pemda", "Penerima", "Kebutuhan/Usulan", "Alokasi APBD-P", "Nilai NPHD",
         "Kekurangan", "Pencairan", "Sisa Pencairan"),
        (1, "Kutai Timur", "KPU", 80_000 * J, 62_000 * J, 62_000 * J, 18_000 * J, 24_800 * J,
         37_200 * J),
        (2, "Kutai Timur", "Bawaslu", 25_000 * J, 22_000 * J, 21_000 * J, 4_000 * J, 21_000 * J,
         0),
        (3, "Bontang", "KPU", 30_000 * J, 25_000 * J, 25_000 * J, 5_000 * J, 10_000 * J,
         15_000 * J),
    ])  # fmt: skip


@layout(
    say("33.22", "KPU", "2024-07-31", committed=50_000 * J, disbursed=50_000 * J, spent=8_500 * J),
)
def budget_with_months_and_texts() -> Workbook:
    return book([
        ("LAPORAN REALISASI ANGGARAN HIBAH",),
        ("KPU KABUPATEN SEMARANG",),
        ("Periode : s.d. 31 Juli 2024",),
        ("Nilai NPHD", None, "Rp50.000.000.000,00"),
        ("Dana yang telah diterima", None, "Rp50.000.000.000,00"),
        (),
        ("Akun", "Uraian", "Pagu", "Realisasi s.d. Bulan Lalu", "Realisasi Bulan Ini",
         "Total Realisasi", "Sisa Pagu", "%"),
        ("52", "BELANJA BARANG DAN JASA", "50.000.000.000", "6.000.000.000", "2.500.000.000",
         "8.500.000.000", "41.500.000.000", "17,00"),
        ("521111", "Keperluan Perkantoran", "10.000.000.000", "1.000.000.000", "500.000.000",
         "1.500.000.000", "8.500.000.000", "15,00"),
        ("521213", "Honor Output Kegiatan", "40.000.000.000", "5.000.000.000", "2.000.000.000",
         "7.000.000.000", "33.000.000.000", "17,50"),
        (None, "JUMLAH BELANJA", "50.000.000.000", "6.000.000.000", "2.500.000.000",
         "8.500.000.000", "41.500.000.000", "17,00"),
    ])  # fmt: skip
