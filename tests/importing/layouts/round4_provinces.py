"""Sheets of provinces, desks and the ministry: deep headers, sections, shares, joined grantees."""

from openpyxl import Workbook

from layouts.making import J, agreements, book, layout, put, say

DAY = "2024-07-31"
RIBU = 1_000


@layout(
    say("74.02", "KPU", DAY, committed=42_125_000 * RIBU, disbursed=42_125_000 * RIBU),
    say("74.02", "BAWASLU", DAY, committed=13_500_000 * RIBU, disbursed=5_400_000 * RIBU),
    say("74.02", "POLRI", DAY, committed=7_000_000 * RIBU, disbursed=0),
    say("74.11", "KPU", DAY, committed=28_000_000 * RIBU, disbursed=11_200_000 * RIBU),
    say("74.11", "BAWASLU", DAY, committed=9_000_000 * RIBU),
    say("74.71", "KPU", DAY, committed=31_000_500 * RIBU, disbursed=31_000_500 * RIBU),
    say("74.71", "BAWASLU", DAY, committed=9_800_000 * RIBU, disbursed=9_800_000 * RIBU),
    say("74.71", "POLRI", DAY, committed=5_500_000 * RIBU, disbursed=2_200_000 * RIBU),
)  # fmt: skip
def three_header_rows_tranches_in_thousands() -> Workbook:
    """Provincial desk: agency over payment over tranche, thousands, letters, a row for the sum."""
    block = ("NPHD", "PENYALURAN", None, None, "SISA", "%")
    below = (None, "THP I", "THP II", "JML", None, None)
    return book(
        [
            ("DESK PILKADA PROVINSI SULAWESI TENGGARA",),
            ("REKAPITULASI NPHD KABUPATEN/KOTA, KENDARI 31 JULI 2024",),
            (*[None] * 18, "(dalam ribuan rupiah)"),
            ("NO", "KAB/KOTA", "KPU", *[None] * 5, "BAWASLU", *[None] * 5, "POLRI", *[None] * 5),
            (None, None, *block, *block, *block),
            (None, None, *below, *below, *below),
            ("a", "b", *"cdefghijklmnopqrst"),
            (1, "KONAWE", 42_125_000, 16_850_000, 25_275_000, 42_125_000, 0, 1,
             13_500_000, 5_400_000, "-", 5_400_000, 8_100_000, 0.4,
             7_000_000, "-", "-", "-", 7_000_000, 0),
            (2, "KOLTIM", 28_000_000, 11_200_000, None, 11_200_000, 16_800_000, 0.4,
             9_000_000, *[None] * 5, *[None] * 6),
            (3, "KOTA KENDARI", 31_000_500, 31_000_500, 0, 31_000_500, 0, 1,
             9_800_000, 3_920_000, 5_880_000, 9_800_000, 0, 1,
             5_500_000, 2_200_000, None, 2_200_000, 3_300_000, 0.4),
            ("TOTAL KESELURUHAN", None, 101_125_500, 59_050_500, 25_275_000, 84_325_500,
             16_800_000, None, 32_300_000, 9_320_000, 5_880_000, 15_200_000, 8_100_000, None,
             12_500_000, 2_200_000, 0, 2_200_000, 10_300_000, None),
        ],
        merges="A4:A6 B4:B6 C4:H4 I4:N4 O4:T4 C5:C6 D5:F5 G5:G6 H5:H6 I5:I6 J5:L5 M5:M6 N5:N6 "
        "O5:O6 P5:R5 S5:S6 T5:T6 A11:B11",
    )  # fmt: skip


@layout(
    say("13.02", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("13.05", "KPU", DAY, committed=34_000 * J, disbursed=34_000 * J),
    say("13.08", "KPU", DAY, committed=27_000 * J),
    say("13.72", "KPU", DAY, committed=15_000 * J, disbursed=15_000 * J),
    say("13.77", "KPU", DAY, committed=14_000 * J, disbursed=5_600 * J),
)
def bare_names_under_kabupaten_and_under_kota() -> Workbook:
    """The header says which Solok: a table of regencies over a table of cities."""
    return book(
        [
            ("TRANSFER HIBAH KE KPU SE-SUMATERA BARAT PER 31 JULI 2024",),
            ("No", "Kabupaten", "NPHD", "Transfer", "Belum Transfer"),
            (1, "Solok", 33_000 * J, 13_200 * J, 19_800 * J),
            (2, "Padang Pariaman", 34_000 * J, 34_000 * J, 0),
            (3, "Pasaman", 27_000 * J, None, None),
            (None, "Jumlah Kabupaten", 94_000 * J, 47_200 * J, 19_800 * J),
            (),
            ("No", "Kota", "NPHD", "Transfer", "Belum Transfer"),
            (1, "Solok", 15_000 * J, 15_000 * J, 0),
            (2, "Pariaman", 14_000 * J, 5_600 * J, 8_400 * J),
            (None, "Jumlah Kota", 29_000 * J, 20_600 * J, 8_400 * J),
        ]
    )


@layout(
    say("52.06", "KPU", DAY, committed=33_000 * J, disbursed=33_000 * J),
    say("52.06", "BAWASLU", DAY, committed=10_500 * J, disbursed=4_200 * J),
    say("52.72", "KPU", DAY, committed=21_000 * J, disbursed=8_400 * J),
    say("52.72", "BAWASLU", DAY, committed=7_000 * J, disbursed=7_000 * J),
    say("52.05", "KPU", DAY, committed=25_000 * J),
    must="agencies-joined-columns",
)
def security_grants_of_two_forces_in_one_block() -> Workbook:
    """ "PENGAMANAN (TNI & POLRI)" is neither's: its columns are told, the others are read."""
    return book(
        [
            ("MONITORING NPHD PILKADA PROVINSI NTB",),
            ("DATA PER 31 JULI 2024",),
            ("NO", "DAERAH", "KPU", None, None, "BAWASLU", None, None, "TNI & POLRI", None, None),
            (None, None, *("NPHD", "REALISASI", "%") * 3),
            (1, "KAB. BIMA", 33_000 * J, 33_000 * J, 100, 10_500 * J, 4_200 * J, 40,
             6_000 * J, 3_000 * J, 50),
            (2, "KOTA BIMA", 21_000 * J, 8_400 * J, 40, 7_000 * J, 7_000 * J, 100,
             4_000 * J, 0, 0),
            (3, "KAB. DOMPU", 25_000 * J, None, None, None, None, None, 3_500 * J, None, None),
            (None, "JUMLAH", 79_000 * J, 41_400 * J, 52.41, 17_500 * J, 11_200 * J, 64,
             13_500 * J, 3_000 * J, 22.22),
        ],
        merges="C3:E3 F3:H3 I3:K3 A3:A4 B3:B4",
    )  # fmt: skip


@layout(
    say("53.01", "KPU", DAY, committed=45_000 * J, disbursed=18_000 * J),
    say("53.01", "BAWASLU", DAY, committed=14_000 * J),
    say("53.05", "KPU", DAY, committed=29_000 * J, disbursed=12_800 * J),
    errors="agencies-joined",
)
def two_forces_in_one_row_among_others() -> Workbook:
    """ "TNI dan POLRI" in the grantee's column: which amount is whose must be asked."""
    return book(
        [
            ("PENCAIRAN HIBAH PILKADA NTT",),
            ("Kupang, 31 Juli 2024",),
            ("No", "Kabupaten", "Penerima", "NPHD", "Cair"),
            (1, "Kab. Kupang", "KPU", 45_000 * J, 18_000 * J),
            (2, "Kab. Kupang", "Bawaslu", 14_000 * J, None),
            (3, "Kab. Kupang", "TNI dan POLRI", 6_000 * J, 1_000 * J),
            (4, "Alor", "KPU", 29_000 * J, 12_800 * J),
            (5, "Alor", "TNI/POLRI", 3_000 * J, None),
        ]
    )


@layout(
    say("52.01", "KPU", DAY, committed=31_000 * J, disbursed=12_400 * J),
    say("52.03", "KPU", DAY, committed=44_000 * J, disbursed=44_000 * J),
    say("51.03", "KPU", DAY, committed=39_000 * J, disbursed=39_000 * J),
    say("51.08", "KPU", DAY, committed=43_000 * J),
    errors="row-of-many",
)
def stale_recap_by_province_before_the_details() -> Workbook:
    """The first sheet sums provinces as they were a month ago: no province's own agreement."""
    workbook = Workbook()
    recap = workbook.active
    recap.title = "Rekap"
    put(
        recap,
        [
            ("REKAPITULASI NPHD KPU PER PROVINSI POSISI 31 JULI 2024",),
            ("No", "Provinsi", "NPHD", "Transfer"),
            (1, "Bali", 80_000 * J, 39_000 * J),
            (2, "Nusa Tenggara Barat", 75_000 * J, 30_000 * J),
            (None, "Jumlah", 155_000 * J, 69_000 * J),
        ],
    )
    put(
        workbook.create_sheet("Rincian"),
        [
            ("RINCIAN NPHD KPU PER KABUPATEN/KOTA POSISI 31 JULI 2024",),
            ("No", "Provinsi", "Kabupaten/Kota", "NPHD", "Transfer"),
            (1, "Bali", "Kab. Badung", 39_000 * J, 39_000 * J),
            (2, "Bali", "Kab. Buleleng", 43_000 * J, None),
            (3, "Nusa Tenggara Barat", "Kab. Lombok Barat", 31_000 * J, 12_400 * J),
            (4, "Nusa Tenggara Barat", "Kab. Lombok Timur", 44_000 * J, 44_000 * J),
        ],
    )
    return workbook


@layout(
    say("71.04", "KPU", "2025-05-15", committed=24_000 * J, disbursed=24_000 * J),
    say("71.04", "BAWASLU", "2025-05-15", committed=7_600 * J, disbursed=7_600 * J),
    say("72.08", "KPU", "2025-05-15", committed=39_000 * J, disbursed=39_000 * J),
    also={
        "PSU 2025": agreements(
            say("71.04", "KPU", "2025-05-15", committed=8_700 * J, disbursed=3_480 * J),
            say("71.04", "BAWASLU", "2025-05-15", committed=2_500 * J),
            say("72.08", "KPU", "2025-05-15", committed=14_000 * J, disbursed=14_000 * J),
        )
    },
)
def first_vote_and_repeated_vote_in_column_groups() -> Workbook:
    """Two elections side by side: each group's agreements are their own."""
    return book(
        [
            ("HIBAH PILKADA DAN PSU, POSISI 15 MEI 2025",),
            ("No", "Daerah", "Penerima", "PILKADA 2024", None, "PSU 2025", None),
            (None, None, None, "NPHD", "Cair", "NPHD", "Cair"),
            (1, "Kab. Kepulauan Talaud", "KPU", 24_000 * J, 24_000 * J, 8_700 * J, 3_480 * J),
            (2, "Kab. Kepulauan Talaud", "Bawaslu", 7_600 * J, 7_600 * J, 2_500 * J, None),
            (3, "Kab. Parigi Moutong", "KPU", 39_000 * J, 39_000 * J, 14_000 * J, 14_000 * J),
            (None, "Jumlah", None, 70_600 * J, 70_600 * J, 25_200 * J, 17_480 * J),
        ],
        merges="D2:E2 F2:G2 A2:A3 B2:B3 C2:C3",
    )


@layout(
    say("14.08", "KPU", "2025-04-30", committed=40_000 * J, disbursed=40_000 * J),
    say("14.08", "BAWASLU", "2025-04-30", committed=14_000 * J, disbursed=14_000 * J),
    say("36.04", "KPU", "2025-04-30", committed=66_000 * J, disbursed=66_000 * J),
    also={
        "PSU 2025": agreements(
            say("14.08", "KPU", "2025-04-30", committed=2_100 * J, disbursed=2_100 * J),
            say("14.08", "POLRI", "2025-04-30", committed=900 * J, disbursed=0),
            say("36.04", "KPU", "2025-04-30", committed=37_000 * J, disbursed=20_000 * J),
        )
    },
)
def election_said_in_a_column() -> Workbook:
    """ "Kegiatan" says of each row which election it is."""
    return book(
        [
            ("DATA HIBAH PEMILIHAN KEPALA DAERAH PER 30 APRIL 2025",),
            ("No", "Pemda", "Penerima", "Kegiatan", "Nilai NPHD", "Pencairan"),
            (1, "Kab. Siak", "KPU", "Pilkada 2024", 40_000 * J, 40_000 * J),
            (2, "Kab. Siak", "Bawaslu", "Pilkada 2024", 14_000 * J, 14_000 * J),
            (3, "Kab. Siak", "KPU", "PSU 2025", 2_100 * J, 2_100 * J),
            (4, "Kab. Siak", "Polres", "PSU 2025", 900 * J, 0),
            (5, "Kab. Serang", "KPU", "Pilkada 2024", 66_000 * J, 66_000 * J),
            (6, "Kab. Serang", "KPU", "PSU 2025", 37_000 * J, 20_000 * J),
            (None, "Jumlah", None, None, 160_000 * J, 142_100 * J),
        ]
    )


@layout(
    say("16.05", "KPU", DAY, committed=29_000 * J, disbursed=11_600 * J),
    say("16.05", "BAWASLU", DAY, committed=9_000 * J, disbursed=9_000 * J),
    say("16.13", "KPU", DAY, committed=26_500 * J, disbursed=26_500 * J),
    say("16.13", "BAWASLU", DAY, committed=8_250 * J),
    say("16.73", "KPU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("16.73", "BAWASLU", DAY, committed=6_500 * J, disbursed=2_600 * J),
)
def total_group_first_and_total_row_on_top_unmerged() -> Workbook:
    """The sum of all stands before its parts, both across and down; groups are not merged."""
    three = ("NPHD", "SALUR", "%")
    return book(
        [
            ("Kesbangpol Provinsi Sumatera Selatan",),
            ("Monitoring Hibah Pilkada (posisi s/d 31 Juli 2024)",),
            (),
            ("Wilayah", "TOTAL HIBAH", None, None, "KPU", None, None, "BAWASLU", None, None),
            (None, *three, *three, *three),
            ("SUMATERA SELATAN", 99_250 * J, 57_700 * J, "58,13", 75_500 * J, 46_100 * J, "61,05",
             23_750 * J, 11_600 * J, "48,84"),
            ("Musi Rawas", 38_000 * J, 20_600 * J, "54,21", 29_000 * J, 11_600 * J, "40",
             9_000 * J, 9_000 * J, "100"),
            ("Musi Rawas Utara", 34_750 * J, 26_500 * J, "76,25", 26_500 * J, 26_500 * J, "100",
             8_250 * J, None, None),
            ("Lubuk Linggau", 26_500 * J, 10_600 * J, "40", 20_000 * J, 8_000 * J, "40",
             6_500 * J, 2_600 * J, "40"),
        ]
    )  # fmt: skip


@layout(
    say("35.05", "KPU", DAY, committed=43_000 * J, disbursed=43_000 * J),
    say("35.05", "BAWASLU", DAY, committed=13_000 * J, disbursed=5_200 * J),
    say("35.72", "KPU", DAY, committed=22_000 * J, disbursed=8_800 * J),
    say("35.72", "BAWASLU", DAY, committed=7_500 * J),
    say("35.72", "POLRI", DAY, committed=2_000 * J, disbursed=2_000 * J),
)
def two_matrices_value_above_payment_below() -> Workbook:
    """A. the values, B. what was paid: the same regions and agencies in two tables."""
    head = ("No", "Kabupaten/Kota", "KPU", "BAWASLU", "POLRI", "JUMLAH")
    return book(
        [
            ("HIBAH PILKADA SERENTAK 2024",),
            ("Status 31 Juli 2024",),
            (),
            ("A. NILAI NPHD (Rp)",),
            head,
            (1, "Kab. Blitar", 43_000 * J, 13_000 * J, None, 56_000 * J),
            (2, "Kota Blitar", 22_000 * J, 7_500 * J, 2_000 * J, 31_500 * J),
            (None, "JUMLAH", 65_000 * J, 20_500 * J, 2_000 * J, 87_500 * J),
            (),
            ("B. REALISASI TRANSFER (Rp)",),
            head,
            (1, "Kab. Blitar", 43_000 * J, 5_200 * J, None, 48_200 * J),
            (2, "Kota Blitar", 8_800 * J, None, 2_000 * J, 10_800 * J),
            (None, "JUMLAH", 51_800 * J, 5_200 * J, 2_000 * J, 59_000 * J),
        ]
    )


@layout(
    say("82.01", "KPU", "2024-06-30", committed=30_000 * J, disbursed=12_000 * J),
    say("82.01", "BAWASLU", "2024-06-30", committed=10_000 * J, disbursed=4_000 * J),
    say("82.05", "KPU", "2024-06-30", committed=26_000 * J, disbursed=0),
    say("82.01", "KPU", DAY, committed=30_000 * J, disbursed=30_000 * J),
    say("82.01", "BAWASLU", DAY, committed=10_000 * J, disbursed=4_000 * J),
    say("82.05", "KPU", DAY, committed=27_500 * J, disbursed=11_000 * J),
    say("82.05", "BAWASLU", DAY, committed=9_000 * J),
)
def date_over_agency_over_measure() -> Workbook:
    """Four header rows: two positions, agencies under each, measures under each."""
    pair = ("NPHD", "Cair")
    return book(
        [
            ("PERKEMBANGAN HIBAH PILKADA MALUKU UTARA",),
            ("Nomor", "Daerah", "POSISI 30 JUNI 2024", *[None] * 3, "POSISI 31 JULI 2024",
             *[None] * 3),
            (None, None, "KPU", None, "BAWASLU", None, "KPU", None, "BAWASLU", None),
            (None, None, *pair * 4),
            (None, None, *("Rp",) * 8),
            (1, "Halmahera Barat", 30_000 * J, 12_000 * J, 10_000 * J, 4_000 * J,
             30_000 * J, 30_000 * J, 10_000 * J, 4_000 * J),
            (2, "Kepulauan Sula", 26_000 * J, 0, None, None, 27_500 * J, 11_000 * J, 9_000 * J,
             None),
            (None, "Jumlah", 56_000 * J, 12_000 * J, 10_000 * J, 4_000 * J,
             57_500 * J, 41_000 * J, 19_000 * J, 4_000 * J),
        ],
        merges="C2:F2 G2:J2 C3:D3 E3:F3 G3:H3 I3:J3 A2:A5 B2:B5",
    )  # fmt: skip


@layout(
    say("15.01", "KPU", "2024-08-15", committed=23_000 * J, disbursed=23_000 * J),
    say("15.01", "BAWASLU", "2024-08-15", committed=7_000 * J, disbursed=2_800 * J),
    say("15.72", "KPU", "2024-08-15", committed=17_000 * J, disbursed=6_800 * J),
    say("15.72", "POLRI", "2024-08-15", unit="Polres Kerinci", committed=1_500 * J, disbursed=0),
)
def percent_line_under_each_region() -> Workbook:
    """Two lines a grantee: rupiah, and beneath it its percent of the value."""
    return book(
        [
            ("HIBAH PILKADA KERINCI - SUNGAI PENUH, 15 AGUSTUS 2024",),
            ("Pemda", "Penerima", None, "NPHD", "Tahap I", "Tahap II", "Total Cair"),
            ("Kab. Kerinci", "KPU", "Rp", 23_000 * J, 9_200 * J, 13_800 * J, 23_000 * J),
            (None, None, "%", "100%", "40%", "60%", "100%"),
            (None, "Bawaslu", "Rp", 7_000 * J, 2_800 * J, None, 2_800 * J),
            (None, None, "%", "100%", "40%", None, "40%"),
            ("Kota Sungai Penuh", "KPU", "Rp", 17_000 * J, 6_800 * J, None, 6_800 * J),
            (None, None, "%", "100%", "40%", None, "40%"),
            (None, "Polres Kerinci", "Rp", 1_500 * J, 0, None, 0),
            (None, None, "%", "100%", "0%", None, "0%"),
            ("Jumlah", None, "Rp", 48_500 * J, 18_800 * J, 13_800 * J, 32_600 * J),
        ]
    )
