"""Second round: pivots, printed pages, measures and regions turned about, numbers that are not money."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


@layout(
    say("15.01", "KPU", DAY, committed=27_000 * J, disbursed=10_800 * J),
    say("15.02", "KPU", DAY, committed=31_000 * J, disbursed=31_000 * J),
    say("15.71", "KPU", DAY, committed=22_000 * J),
)
def province_row_is_the_sum_of_its_regions() -> Workbook:
    return book([
        ("NPHD KPU SE-PROVINSI JAMBI",),
        ("Posisi 31 Juli 2024",),
        ("Kode", "Daerah", "Nilai NPHD", "Pencairan"),
        ("15", "PROVINSI JAMBI", 80_000 * J, 41_800 * J),
        ("15.01", "Kab. Kerinci", 27_000 * J, 10_800 * J),
        ("15.02", "Kab. Merangin", 31_000 * J, 31_000 * J),
        ("15.71", "Kota Jambi", 22_000 * J, None),
    ])  # fmt: skip


@layout(
    say("53.04", "KPU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("53.04", "BAWASLU", DAY, committed=8_000 * J, disbursed=8_000 * J),
    say("53.21", "KPU", DAY, committed=26_000 * J, disbursed=26_000 * J),
    say("53.21", "BAWASLU", DAY, committed=9_000 * J),
)
def pivot_with_sums_on_the_region_rows() -> Workbook:
    return book([
        ("Posisi: 31/07/2024",),
        (),
        ("Row Labels", "Sum of Nilai NPHD", "Sum of Pencairan"),
        ("Kabupaten Belu", 32_000 * J, 17_600 * J),
        ("Bawaslu", 8_000 * J, 8_000 * J),
        ("KPU", 24_000 * J, 9_600 * J),
        ("Kabupaten Malaka", 35_000 * J, 26_000 * J),
        ("Bawaslu", 9_000 * J, None),
        ("KPU", 26_000 * J, 26_000 * J),
        ("Grand Total", 67_000 * J, 43_600 * J),
    ], "Pivot")  # fmt: skip


@layout(
    say("81.05", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("81.05", "BAWASLU", DAY, committed=12_000 * J, disbursed=4_800 * J),
    say("81.07", "KPU", DAY, committed=35_000 * J, disbursed=35_000 * J),
    say("81.07", "BAWASLU", DAY, committed=13_000 * J),
)
def pivot_with_blank_repeated_labels() -> Workbook:
    return book([
        ("Update 31 Juli 2024",),
        ("Provinsi", "Kab/Kota", "Lembaga", "Sum of NPHD", "Sum of Cair"),
        ("Maluku", "Kepulauan Aru", "Bawaslu", 13_000 * J, None),
        (None, None, "KPU", 35_000 * J, 35_000 * J),
        (None, "Kepulauan Aru Total", None, 48_000 * J, 35_000 * J),
        (None, "Seram Bagian Timur", "Bawaslu", 12_000 * J, 4_800 * J),
        (None, None, "KPU", 33_000 * J, 13_200 * J),
        (None, "Seram Bagian Timur Total", None, 45_000 * J, 18_000 * J),
        ("Maluku Total", None, None, 93_000 * J, 53_000 * J),
        ("Grand Total", None, None, 93_000 * J, 53_000 * J),
    ])  # fmt: skip


@layout(
    say("36.01", "KPU", DAY, committed=70_000 * J, disbursed=28_000 * J),
    say("36.01", "BAWASLU", DAY, committed=22_000 * J, disbursed=8_800 * J),
    say("36.02", "KPU", DAY, committed=55_000 * J, disbursed=55_000 * J),
    say("36.02", "BAWASLU", DAY, committed=18_000 * J, disbursed=0),
)
def printed_pages_with_carried_totals() -> Workbook:
    head = ("No", "Pemda", "Penerima", "Nilai NPHD (Rp)", "Pencairan (Rp)")
    return book([
        ("DAFTAR HIBAH PILKADA BANTEN",),
        ("Per 31 Juli 2024",),
        head,
        (1, "Kab. Pandeglang", "KPU", 70_000 * J, 28_000 * J),
        (2, "Kab. Pandeglang", "Bawaslu", 22_000 * J, 8_800 * J),
        (None, "Jumlah dipindahkan", None, 92_000 * J, 36_800 * J),
        ("Halaman 1 dari 2",),
        head,
        (None, "Jumlah pindahan", None, 92_000 * J, 36_800 * J),
        (3, "Kab. Lebak", "KPU", 55_000 * J, 55_000 * J),
        (4, "Kab. Lebak", "Bawaslu", 18_000 * J, 0),
        (None, "Jumlah", None, 165_000 * J, 91_800 * J),
    ])  # fmt: skip


@layout(
    say("18.01", "KPU", DAY, committed=47_000 * J, disbursed=18_800 * J),
    say("18.07", "KPU", DAY, committed=52_000 * J, disbursed=52_000 * J),
    say("18.11", "KPU", DAY, committed=21_000 * J, disbursed=8_400 * J),
)
def regions_across_measures_down() -> Workbook:
    return book([
        ("PERKEMBANGAN HIBAH KPU KABUPATEN - LAMPUNG",),
        ("Keadaan 31 Juli 2024",),
        ("Uraian", "Lampung Selatan", "Lampung Timur", "Mesuji", "Jumlah"),
        ("Nilai NPHD", 47_000 * J, 52_000 * J, 21_000 * J, 120_000 * J),
        ("Pencairan", 18_800 * J, 52_000 * J, 8_400 * J, 79_200 * J),
        ("Sisa", 28_200 * J, 0, 12_600 * J, 40_800 * J),
        ("Persentase", "40,00%", "100,00%", "40,00%", "66,00%"),
    ])  # fmt: skip


@layout(
    say("18.01", "KPU", DAY, committed=47_000 * J, disbursed=18_800 * J),
    say("18.01", "BAWASLU", DAY, committed=15_000 * J, disbursed=6_000 * J),
    say("18.11", "KPU", DAY, committed=21_000 * J, disbursed=8_400 * J),
    say("18.11", "BAWASLU", DAY, committed=7_000 * J),
)
def regions_across_agencies_over_their_measures() -> Workbook:
    """The agency heads its rows, each region has a column."""
    return book([
        ("PERKEMBANGAN HIBAH PILKADA - LAMPUNG",),
        ("Keadaan 31 Juli 2024",),
        ("Uraian", "Kab. Lampung Selatan", "Kab. Mesuji"),
        ("KPU",),
        ("Nilai NPHD", 47_000 * J, 21_000 * J),
        ("Pencairan", 18_800 * J, 8_400 * J),
        ("Bawaslu",),
        ("Nilai NPHD", 15_000 * J, 7_000 * J),
        ("Pencairan", 6_000 * J, None),
    ])  # fmt: skip


@layout(
    say("53.10", "KPU", DAY, committed=21_000 * J, disbursed=8_400 * J),
    say("53.10", "BAWASLU", DAY, committed=7_000 * J, disbursed=7_000 * J),
    say("53.71", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("53.71", "BAWASLU", DAY, committed=9_000 * J),
)
def regions_over_agencies_across_measures_down() -> Workbook:
    return book([
        ("PERKEMBANGAN HIBAH PILKADA - NTT",),
        ("Keadaan 31 Juli 2024",),
        ("Uraian", "Manggarai", None, "Kota Kupang", None),
        (None, "KPU", "Bawaslu", "KPU", "Bawaslu"),
        ("Nilai NPHD", 21_000 * J, 7_000 * J, 30_000 * J, 9_000 * J),
        ("Pencairan", 8_400 * J, 7_000 * J, 12_000 * J, None),
        ("Sisa", 12_600 * J, 0, 18_000 * J, 9_000 * J),
    ], merges="A3:A4 B3:C3 D3:E3")  # fmt: skip


@layout(
    say("53.10", "KPU", DAY, committed=21_000 * J, disbursed=8_400 * J),
    errors="region-ambiguous",
)
def regions_across_with_a_bare_kupang() -> Workbook:
    return book([
        ("PERKEMBANGAN HIBAH KPU - NTT",),
        ("Keadaan 31 Juli 2024",),
        ("Uraian", "Manggarai", "Kupang"),
        ("Nilai NPHD", 21_000 * J, 30_000 * J),
        ("Pencairan", 8_400 * J, 12_000 * J),
    ])  # fmt: skip


@layout(
    say("63.06", "KPU", DAY, committed=28_000 * J, disbursed=11_200 * J),
    say("63.06", "BAWASLU", DAY, committed=9_000 * J, disbursed=9_000 * J),
    say("63.09", "KPU", DAY, committed=30_000 * J, disbursed=30_000 * J),
    say("63.09", "BAWASLU", DAY, committed=10_000 * J),
)
def three_lines_a_region_agencies_across() -> Workbook:
    return book([
        ("HIBAH PILKADA KALSEL, Posisi 31 Juli 2024",),
        ("No", "Kabupaten", "Uraian", "KPU", "Bawaslu", "Jumlah"),
        (1, "Hulu Sungai Selatan", "NPHD", 28_000 * J, 9_000 * J, 37_000 * J),
        (None, None, "Pencairan", 11_200 * J, 9_000 * J, 20_200 * J),
        (None, None, "Sisa", 16_800 * J, 0, 16_800 * J),
        (2, "Tabalong", "NPHD", 30_000 * J, 10_000 * J, 40_000 * J),
        (None, None, "Pencairan", 30_000 * J, None, 30_000 * J),
        (None, None, "Sisa", 0, None, None),
    ], merges="A3:A5 B3:B5 A6:A8 B6:B8")  # fmt: skip


@layout(
    say("52.03", "KPU", DAY, committed=50_000 * J, disbursed=20_000 * J),
    say("52.03", "BAWASLU", DAY, committed=16_000 * J, disbursed=16_000 * J),
    say("52.03", "TNI", DAY, committed=2_000 * J),
    say("52.03", "POLRI", DAY, committed=7_000 * J, disbursed=3_500 * J),
    say("52.05", "KPU", DAY, committed=26_000 * J, disbursed=10_400 * J),
    say("52.05", "BAWASLU", DAY, committed=9_000 * J, disbursed=3_600 * J),
    say("52.05", "POLRI", DAY, committed=4_000 * J),
    must="unit-of-money",
)
def measures_over_agencies_in_thousands_hidden() -> Workbook:
    names = ("KPU", "BAWASLU", "TNI", "POLRI", "JUMLAH")
    made = book([
        ("REKAPITULASI NPHD PILKADA PROVINSI NTB",),
        ("Data per 31 Juli 2024",),
        (*[None] * 12, "(Rp 000)"),
        ("Kode", "Pemda", "NILAI NPHD", *[None] * 4, "SUDAH DICAIRKAN", *[None] * 4, "SISA"),
        (None, None, *names, *names, None),
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, "13=7-12"),
        ("52.03", "Lombok Timur", 50_000_000, 16_000_000, 2_000_000, 7_000_000, 75_000_000,
         20_000_000, 16_000_000, None, 3_500_000, 39_500_000, 35_500_000),
        ("52.05", "Dompu", 26_000_000, 9_000_000, None, 4_000_000, 39_000_000, 10_400_000,
         3_600_000, None, None, 14_000_000, 25_000_000),
        (None, "TOTAL", 76_000_000, 25_000_000, 2_000_000, 11_000_000, 114_000_000, 30_400_000,
         19_600_000, None, 3_500_000, 53_500_000, 60_500_000),
    ], merges="A4:A5 B4:B5 C4:G4 H4:L4 M4:M5")  # fmt: skip
    made["Sheet1"].column_dimensions["G"].hidden = True
    return made


@layout(
    say("71.10", "KPU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("71.11", "KPU", DAY, committed=23_000 * J, disbursed=23_000 * J),
)
def average_and_percent_rows_under_the_total() -> Workbook:
    return book([
        ("HIBAH KPU SULAWESI UTARA PER 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan"),
        (1, "Bolaang Mongondow Timur", 24_000 * J, 9_600 * J),
        (2, "Bolaang Mongondow Selatan", 23_000 * J, 23_000 * J),
        (None, "Rata-rata", 23_500 * J, 16_300 * J),
        (None, "Jumlah", 47_000 * J, 32_600 * J),
        (None, "Persentase", None, 69.36),
        (None, "Pagu APBD", 50_000 * J, None),
        (None, "Selisih", 3_000 * J, None),
    ])  # fmt: skip


@layout(
    say("61.05", "KPU", "2025-03-31", committed=40_000 * J, disbursed=40_000 * J,
        spent=37_000 * J, returned=3_000 * J, interest=55_250_100),
    say("61.05", "BAWASLU", "2025-03-31", committed=12_000 * J, disbursed=12_000 * J,
        spent=11_400 * J, returned=600 * J),
    say("61.06", "KPU", "2025-03-31", committed=36_000 * J, disbursed=36_000 * J,
        spent=30_000 * J),
)  # fmt: skip
def returns_and_interest_in_agency_blocks() -> Workbook:
    head = ("NPHD", "Diterima", "Belanja", "Pengembalian ke RKUD", None, "Sisa Kas")
    kinds = (None, None, None, "Pokok", "Jasa Giro", None)
    return book([
        ("PERTANGGUNGJAWABAN HIBAH PILKADA KALIMANTAN BARAT",),
        ("Keadaan s.d. 31 Maret 2025",),
        ("No", "Kabupaten", "KPU", *[None] * 5, "BAWASLU", *[None] * 5),
        (None, None, *head, *head),
        (None, None, *kinds, *kinds),
        (1, "Sintang", 40_000 * J, 40_000 * J, 37_000 * J, 3_000 * J, 55_250_100, 0, 12_000 * J,
         12_000 * J, 11_400 * J, 600 * J, None, 0),
        (2, "Kapuas Hulu", 36_000 * J, 36_000 * J, 30_000 * J, None, None, 6_000 * J),
    ], merges="A3:A5 B3:B5 C3:H3 I3:N3 C4:C5 D4:D5 E4:E5 F4:G4 H4:H5 I4:I5 J4:J5 K4:K5 L4:M4")  # fmt: skip


@layout(errors="columns-conflict", absent="unit-of-money")
def counts_of_regions_by_band() -> Workbook:
    """How many regions have paid how much: numbers of regions, not rupiah."""
    bands = ("100%", "40% s.d. <100%", "<40%", "Belum")
    return book([
        ("REKAP STATUS PENCAIRAN NPHD NASIONAL",),
        ("Posisi 31 Juli 2024",),
        ("No", "Provinsi", "Pencairan KPU", *[None] * 3, "Pencairan Bawaslu", *[None] * 3),
        (None, None, *bands, *bands),
        (1, "Aceh", 12, 8, 3, 1, 10, 9, 4, 1),
        (2, "Sumatera Utara", 20, 10, 4, 0, 18, 11, 5, 0),
        (3, "Nusa Tenggara Timur", 9, 11, 3, 0, 7, 12, 3, 1),
        (None, "Jumlah", 41, 29, 10, 1, 35, 32, 12, 2),
    ], merges="A3:A4 B3:B4 C3:F3 G3:J3")  # fmt: skip


@layout(
    say("32", "KPU", DAY, committed=1_125_000 * J, disbursed=450_000 * J),
    say("32", "BAWASLU", DAY, committed=366_000 * J, disbursed=366_000 * J),
    say("33", "KPU", DAY, committed=793_000 * J, disbursed=317_200 * J),
    say("33", "BAWASLU", DAY, committed=232_000 * J),
)
def province_grants_with_counts_beside_money() -> Workbook:
    head = ("Jml Satker", "Nilai NPHD", "Pencairan")
    return book([
        ("HIBAH PEMERINTAH PROVINSI UNTUK PEMILIHAN GUBERNUR",),
        ("Posisi 31 Juli 2024",),
        ("No", "Pemerintah Provinsi", "Jml Kab/Kota", "Jml TPS", "KPU", None, None, "BAWASLU",
         None, None),
        (None, None, None, None, *head, *head),
        (1, "Jawa Barat", 27, 73_862, 28, 1_125_000 * J, 450_000 * J, 28, 366_000 * J, 366_000 * J),
        (2, "Jawa Tengah", 35, 56_812, 36, 793_000 * J, 317_200 * J, 36, 232_000 * J, None),
        (None, "Total", 62, 130_674, 64, 1_918_000 * J, 767_200 * J, 64, 598_000 * J, 366_000 * J),
    ], merges="A3:A4 B3:B4 C3:C4 D3:D4 E3:G3 H3:J3")  # fmt: skip
