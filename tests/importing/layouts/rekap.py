"""Recaps with one row a region and a block of columns an agency, in the orders offices like."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


@layout(
    say("35.23", "POLRI", DAY, committed=4_000 * J, disbursed=4_000 * J),
    say("35.23", "TNI", DAY, committed=1_000 * J),
    say("35.23", "BAWASLU", DAY, committed=12_000 * J, disbursed=4_800 * J),
    say("35.23", "KPU", DAY, committed=52_000 * J, disbursed=20_800 * J),
    say("35.24", "POLRI", DAY, committed=3_500 * J, disbursed=0),
    say("35.24", "BAWASLU", DAY, committed=14_000 * J, disbursed=14_000 * J),
    say("35.24", "KPU", DAY, committed=60_000 * J, disbursed=60_000 * J),
)
def groups_unmerged_in_another_order() -> Workbook:
    return book([
        ("REKAPITULASI NPHD KAB/KOTA JAWA TIMUR",),
        ("POSISI 31 JULI 2024",),
        (),
        ("NO", "KAB/KOTA", "PENERIMA HIBAH", None, None, None, None, None, None, None, None, None),
        (None, None, "POLRI", None, None, "TNI", None, None, "BAWASLU", None, None, "KPU"),
        (None, None, "NPHD", "CAIR", "%", "NPHD", "CAIR", "%", "NPHD", "CAIR", "%", "NPHD", "CAIR",
         "%"),
        (None, None, "Rp", "Rp", None, "Rp", "Rp", None, "Rp", "Rp", None, "Rp", "Rp", None),
        (1, "Kab. Tuban", 4_000 * J, 4_000 * J, 1, 1_000 * J, None, None, 12_000 * J, 4_800 * J,
         0.4, 52_000 * J, 20_800 * J, 0.4),
        (2, "Kab. Lamongan", 3_500 * J, 0, 0, None, None, None, 14_000 * J, 14_000 * J, 1,
         60_000 * J, 60_000 * J, 1),
        (None, "JUMLAH", 7_500 * J, 4_000 * J, None, 1_000 * J, None, None, 26_000 * J, 18_800 * J,
         None, 112_000 * J, 80_800 * J, None),
    ])  # fmt: skip


@layout(
    say("53.04", "KPU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("53.04", "BAWASLU", DAY, committed=8_500 * J, disbursed=8_500 * J),
    say("53.04", "TNI", DAY, committed=900 * J, disbursed=900 * J),
    say("53.04", "POLRI", DAY, committed=3_200 * J, disbursed=1_600 * J),
    say("53.05", "KPU", DAY, committed=26_500 * J, disbursed=26_500 * J),
    say("53.05", "POLRI", DAY, committed=2_900 * J),
)
def kodim_and_polres_as_groups() -> Workbook:
    return book([
        ("REKAP HIBAH PILKADA NTT",),
        ("Keadaan 31 Juli 2024",),
        ("No", "Daerah", "KPU", None, "Bawaslu", None, "Kodim", None, "Polres", None, "Total", None),
        (None, None, *["Nilai NPHD", "Realisasi Pencairan"] * 5),
        (1, "Belu", 24_000 * J, 9_600 * J, 8_500 * J, 8_500 * J, 900 * J, 900 * J, 3_200 * J,
         1_600 * J, "=C5+E5+G5+I5", "=D5+F5+H5+J5"),
        (2, "Alor", 26_500 * J, 26_500 * J, None, None, None, None, 2_900 * J, None,
         "=C6+E6+G6+I6", "=D6+F6+H6+J6"),
        ("TOTAL", None, "=SUM(C5:C6)", "=SUM(D5:D6)", "=SUM(E5:E6)", "=SUM(F5:F6)", "=SUM(G5:G6)",
         "=SUM(H5:H6)", "=SUM(I5:I6)", "=SUM(J5:J6)", "=SUM(K5:K6)", "=SUM(L5:L6)"),
    ], merges="C3:D3 E3:F3 G3:H3 I3:J3 K3:L3 A3:A4 B3:B4")  # fmt: skip


@layout(
    say("33.72", "KPU", DAY, committed=26_000 * J, disbursed=26_000 * J),
    say("33.72", "BAWASLU", DAY, committed=9_000 * J, disbursed=3_600 * J),
    say("33.71", "KPU", DAY, committed=18_000 * J, disbursed=7_200 * J),
    say("33.71", "BAWASLU", DAY, committed=6_000 * J, disbursed=6_000 * J),
)
def budget_years_under_each_agency() -> Workbook:
    years = ("TA 2023", "TA 2024", "Total")
    return book([
        ("PENCAIRAN HIBAH PILKADA JAWA TENGAH, POSISI 31 JULI 2024",),
        ("No", "Kota", "KPU", None, None, None, "BAWASLU", None, None, None),
        (None, None, "Nilai NPHD", "Pencairan", None, None, "Nilai NPHD", "Pencairan", None, None),
        (None, None, None, *years, None, *years),
        (1, "Surakarta", 26_000 * J, 10_400 * J, 15_600 * J, 26_000 * J, 9_000 * J, 3_600 * J,
         None, 3_600 * J),
        (2, "Kota Magelang", 18_000 * J, 7_200 * J, 0, 7_200 * J, 6_000 * J, 2_400 * J, 3_600 * J,
         6_000 * J),
    ], merges="C2:F2 G2:J2 C3:C4 D3:F3 G3:G4 H3:J3 A2:A4 B2:B4")  # fmt: skip


@layout(
    say("12.09", "KPU", DAY, committed=37_000 * J, disbursed=14_800 * J),
    say("12.09", "BAWASLU", DAY, committed=11_500 * J, disbursed=11_500 * J),
    say("12.11", "KPU", DAY, committed=27_500 * J, disbursed=27_500 * J),
    say("12.11", "BAWASLU", DAY, committed=9_250 * J),
)
def date_in_the_header() -> Workbook:
    return book([
        ("HIBAH PEMILIHAN SERENTAK SUMUT",),
        ("No", "Kabupaten/Kota", "Nilai NPHD KPU", "Nilai NPHD Bawaslu",
         "Pencairan KPU s.d. 31 Juli 2024", "Pencairan Bawaslu s.d. 31 Juli 2024"),
        (1, "Asahan", 37_000 * J, 11_500 * J, 14_800 * J, 11_500 * J),
        (2, "Dairi", 27_500 * J, 9_250 * J, 27_500 * J, None),
    ])  # fmt: skip


@layout(
    say("12.05", "KPU", "2024-07-31", committed=50_000 * J, disbursed=50_000 * J),
    say("12.05", "KPU", "2024-06-30", disbursed=20_000 * J),
    say("12.06", "KPU", "2024-07-31", committed=33_000 * J),
    say("12.06", "KPU", "2024-06-30", disbursed=13_200 * J),
    may=[
        say("12.05", "KPU", "2024-06-30", committed=50_000 * J),
        say("12.06", "KPU", "2024-06-30", committed=33_000 * J),
    ],
)
def two_dates_in_headers() -> Workbook:
    return book([
        ("PERKEMBANGAN PENCAIRAN HIBAH KPU KABUPATEN/KOTA",),
        ("Per 31 Juli 2024",),
        ("No", "Kabupaten/Kota", "Nilai NPHD", "Pencairan s.d. 30 Juni 2024",
         "Pencairan s.d. 31 Juli 2024"),
        (1, "Kab. Langkat", 50_000 * J, 20_000 * J, 50_000 * J),
        (2, "Kab. Karo", 33_000 * J, 13_200 * J, None),
    ])  # fmt: skip


@layout(
    say("73.08", "KPU", DAY, committed=48_000 * J, disbursed=48_000 * J),
    say("73.08", "BAWASLU", DAY, committed=15_000 * J, disbursed=6_000 * J),
    say("73.08", "TNI", DAY, committed=2_000 * J, disbursed=0),
    say("73.08", "POLRI", DAY, committed=6_000 * J),
    say("73.13", "KPU", DAY, committed=31_000 * J, disbursed=12_400 * J),
    say("73.13", "BAWASLU", DAY, committed=10_000 * J, disbursed=10_000 * J),
    say("73.13", "POLRI", DAY, committed=5_000 * J, disbursed=5_000 * J),
)
def measures_above_agencies() -> Workbook:
    four = ("KPU", "BAWASLU", "TNI", "POLRI", "JUMLAH")
    return book([
        ("REKAPITULASI DANA HIBAH PILKADA",),
        ("SE SULAWESI SELATAN",),
        ("Posisi: 31 Juli 2024",),
        ("NO", "PEMERINTAH DAERAH", "NILAI HIBAH SESUAI NPHD", *[None] * 4,
         "DANA YANG SUDAH DITRANSFER", *[None] * 4, "KET."),
        (None, None, *four, *four, None),
        (1, "Kab. Bone", 48_000 * J, 15_000 * J, 2_000 * J, 6_000 * J, 71_000 * J, 48_000 * J,
         6_000 * J, 0, None, 54_000 * J, None),
        (2, "Kab. Wajo", 31_000 * J, 10_000 * J, None, 5_000 * J, 46_000 * J, 12_400 * J,
         10_000 * J, None, 5_000 * J, 27_400 * J, None),
        ("JUMLAH", None, 79_000 * J, 25_000 * J, 2_000 * J, 11_000 * J, 117_000 * J, 60_400 * J,
         16_000 * J, 0, 5_000 * J, 81_400 * J, None),
    ], merges="C4:G4 H4:L4 A4:A5 B4:B5 M4:M5 A8:B8")  # fmt: skip


@layout(
    say("51", "KPU", DAY, committed=155_000 * J, disbursed=62_000 * J),
    say("51", "BAWASLU", DAY, committed=49_000 * J, disbursed=49_000 * J),
    say("51.02", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("51.02", "BAWASLU", DAY, committed=9_000 * J, disbursed=3_600 * J),
    say("51.71", "KPU", DAY, committed=34_000 * J, disbursed=34_000 * J),
)
def sections_by_kind_of_region() -> Workbook:
    return book([
        ("REKAP NPHD PROVINSI BALI",),
        ("Per tanggal 31 Juli 2024",),
        ("No", "Nama Daerah", "KPU Prov/Kab/Kota", None, "Bawaslu Prov/Kab/Kota", None),
        (None, None, "Alokasi (Rp)", "Terealisasi (Rp)", "Alokasi (Rp)", "Terealisasi (Rp)"),
        ("A", "PROVINSI", None, None, None, None),
        (1, "Provinsi Bali", 155_000 * J, 62_000 * J, 49_000 * J, 49_000 * J),
        ("B", "KABUPATEN", None, None, None, None),
        (1, "Tabanan", 30_000 * J, 12_000 * J, 9_000 * J, 3_600 * J),
        ("C", "KOTA", None, None, None, None),
        (1, "Denpasar", 34_000 * J, 34_000 * J, None, None),
        (None, "Jumlah A+B+C", 219_000 * J, 108_000 * J, 58_000 * J, 52_600 * J),
    ], merges="C3:D3 E3:F3")  # fmt: skip


@layout(
    say("32.01", "KPU", DAY, committed=110_000 * J, disbursed=44_000 * J, spent=12_000 * J),
    say("32.01", "BAWASLU", DAY, committed=32_000 * J, disbursed=12_800 * J, spent=2_000 * J),
    say("32.76", "KPU", DAY, committed=60_000 * J, disbursed=60_000 * J, spent=21_000 * J),
    say("32.76", "BAWASLU", DAY, committed=19_000 * J, disbursed=7_600 * J),
    absent="measure-assumed",
)
def spending_and_remainder_in_each_group() -> Workbook:
    four = ("NPHD", "Disalurkan", "Dibelanjakan", "Sisa Dana", "% Serapan")
    return book([
        ("SERAPAN DANA HIBAH PILKADA JABAR (JUTA RUPIAH)",),
        ("Bulan : Juli 2024",),
        ("Kode", "Kab/Kota", "KPU", None, None, None, None, "BAWASLU", None, None, None, None),
        (None, None, *four, *four),
        ("(1)", "(2)", *[f"({n})" for n in range(3, 13)]),
        ("32.01", "Kab. Bogor", 110_000, 44_000, 12_000, 32_000, 27.27, 32_000, 12_800, 2_000,
         10_800, 15.63),
        ("32.76", "Kota Depok", 60_000, 60_000, 21_000, 39_000, 35, 19_000, 7_600, None, None,
         None),
        ("Jumlah", None, 170_000, 104_000, 33_000, 71_000, 31.73, 51_000, 20_400, 2_000, None,
         None),
    ])  # fmt: skip
