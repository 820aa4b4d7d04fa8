"""Shapes met after all others: elections as headings, dates as cells, stacked blocks, odd names."""

from datetime import datetime

from openpyxl import Workbook

from layouts.making import J, agreements, book, layout, put, say

DAY = "2024-07-31"


@layout(
    say("91.03", "KPU", "2025-05-31", committed=70_000 * J, disbursed=70_000 * J),
    say("91.71", "KPU", "2025-05-31", committed=44_000 * J, disbursed=44_000 * J),
    also={
        "PSU 2025": agreements(
            say("91.03", "KPU", "2025-05-31", committed=21_000 * J, disbursed=8_400 * J),
            say("91.03", "POLRI", "2025-05-31", committed=3_000 * J, disbursed=0),
        )
    },
)
def elections_as_headings_over_the_rows() -> Workbook:
    """ "A. PILKADA SERENTAK 2024" and "B. PSU 2025" head the rows of one table."""
    return book(
        [
            ("DANA HIBAH PEMILIHAN KEPALA DAERAH DI PAPUA",),
            ("Posisi 31 Mei 2025",),
            ("No", "Pemda", "Penerima", "Nilai NPHD", "Transfer", "%"),
            ("A.", "PILKADA SERENTAK 2024"),
            (1, "Kab. Jayapura", "KPU", 70_000 * J, 70_000 * J, 100),
            (2, "Kota Jayapura", "KPU", 44_000 * J, 44_000 * J, 100),
            (None, "Jumlah A", None, 114_000 * J, 114_000 * J, 100),
            ("B.", "PSU 2025"),
            (1, "Kab. Jayapura", "KPU", 21_000 * J, 8_400 * J, 40),
            (2, "Kab. Jayapura", "Polres", 3_000 * J, 0, 0),
            (None, "Jumlah B", None, 24_000 * J, 8_400 * J, 35),
            (None, "Jumlah A + B", None, 138_000 * J, 122_400 * J, None),
        ]
    )


@layout(
    say("73.73", "KPU", "2025-05-20", committed=13_000 * J, disbursed=13_000 * J),
    also={
        "PSU 2025": agreements(
            say("73.73", "KPU", "2025-05-20", committed=11_000 * J, disbursed=9_000 * J),
            say("73.73", "BAWASLU", "2025-05-20", committed=3_000 * J),
        )
    },
)
def elections_in_the_sheets_names() -> Workbook:
    """The tab "PSU" says the election, the title only the year of the report."""
    workbook = Workbook()
    first = workbook.active
    first.title = "PILKADA"
    put(
        first,
        [
            ("LAPORAN HIBAH KOTA PALOPO TAHUN 2025",),
            ("Palopo, 20 Mei 2025",),
            ("Penerima", "NPHD", "Cair", "Ket"),
            ("KPU", 13_000 * J, 13_000 * J, None),
        ],
    )
    put(
        workbook.create_sheet("PSU"),
        [
            ("LAPORAN HIBAH KOTA PALOPO TAHUN 2025",),
            ("Palopo, 20 Mei 2025",),
            ("Penerima", "NPHD", "Cair", "Ket"),
            ("KPU", 11_000 * J, 9_000 * J, None),
            ("Bawaslu", 3_000 * J, None, None),
        ],
    )
    return workbook


@layout(
    say("61.04", "KPU", "2024-05-31", disbursed=20_000 * J),
    say("61.04", "KPU", "2024-06-30", disbursed=50_000 * J),
    say("61.04", "KPU", DAY, committed=50_000 * J, disbursed=50_000 * J),
    say("61.04", "BAWASLU", "2024-05-31", disbursed=0),
    say("61.04", "BAWASLU", "2024-06-30", disbursed=6_000 * J),
    say("61.04", "BAWASLU", DAY, committed=15_000 * J, disbursed=6_000 * J),
)
def positions_of_three_months_in_date_cells() -> Workbook:
    """The header holds dates as cells: running totals at three month ends."""
    return book(
        [
            ("PERKEMBANGAN PENYALURAN HIBAH KABUPATEN KETAPANG",),
            ("No", "Penerima", "Nilai NPHD", "Realisasi s.d.", None, None),
            (None, None, None, datetime(2024, 5, 31), datetime(2024, 6, 30), datetime(2024, 7, 31)),
            (1, "KPU", 50_000 * J, 20_000 * J, 50_000 * J, 50_000 * J),
            (2, "Bawaslu", 15_000 * J, 0, 6_000 * J, 6_000 * J),
        ],
        merges="D2:F2 A2:A3 B2:B3 C2:C3",
    )


@layout(
    say("11.06", "KPU", DAY, committed=61_000 * J, disbursed=24_400 * J),
    say("11.06", "BAWASLU", DAY, committed=15_000 * J, disbursed=15_000 * J),
    say("11.14", "KPU", DAY, committed=27_000 * J),
    say("11.14", "BAWASLU", DAY, committed=8_000 * J, disbursed=3_200 * J),
)
def a_block_with_its_own_header_for_each_region() -> Workbook:
    """The same header again under each region's name, a sum under each."""
    head = ("No", "Lembaga", "Nilai NPHD", "Realisasi Transfer", "Sisa")
    return book(
        [
            ("HIBAH PILKADA KABUPATEN/KOTA DI ACEH PER 31 JULI 2024",),
            (),
            ("KABUPATEN ACEH BESAR",),
            head,
            (1, "KIP", 61_000 * J, 24_400 * J, 36_600 * J),
            (2, "Panwaslih", 15_000 * J, 15_000 * J, 0),
            (None, "Jumlah", 76_000 * J, 39_400 * J, 36_600 * J),
            (),
            ("KABUPATEN ACEH JAYA",),
            head,
            (1, "KIP", 27_000 * J, None, None),
            (2, "Panwaslih", 8_000 * J, 3_200 * J, 4_800 * J),
            (None, "Jumlah", 35_000 * J, 3_200 * J, 4_800 * J),
        ],
        merges="A3:E3 A9:E9",
    )


@layout(
    say("81.71", "TNI", DAY, unit="TNI AD", committed=1_500 * J, disbursed=600 * J),
    say("81.71", "TNI", DAY, unit="TNI AL", committed=500 * J, disbursed=0),
    say("81.71", "POLRI", DAY, committed=4_000 * J, disbursed=4_000 * J),
    say("81.02", "TNI", DAY, unit="TNI AD", committed=1_000 * J),
    say("81.02", "TNI", DAY, unit="TNI AL", committed=750 * J, disbursed=750 * J),
)
def army_and_navy_in_columns_of_their_own() -> Workbook:
    """Two services of the forces side by side: two units, not one agreement twice."""
    return book(
        [
            ("BANTUAN PENGAMANAN PILKADA MALUKU, 31 JULI 2024",),
            ("No", "Daerah", "TNI AD", None, "TNI AL", None, "POLRI", None),
            (None, None, *("NPHD", "Cair") * 3),
            (1, "Kota Ambon", 1_500 * J, 600 * J, 500 * J, 0, 4_000 * J, 4_000 * J),
            (2, "Maluku Tenggara", 1_000 * J, None, 750 * J, 750 * J, None, None),
        ],
        merges="C2:D2 E2:F2 G2:H2 A2:A3 B2:B3",
    )


@layout(
    say("72.04", "KPU", "2024-06-30", committed=31_000 * J, disbursed=12_400 * J),
    say("12.10", "KPU", "2024-06-30", committed=36_500 * J, disbursed=36_500 * J),
    say("71.09", "KPU", "2024-06-30", committed=19_000 * J, disbursed=0),
    say("12.74", "KPU", "2024-06-30", committed=17_250 * J, disbursed=6_900 * J),
    say("74.72", "KPU", "2024-06-30", committed=16_000 * J, disbursed=16_000 * J),
    say("95.02", "KPU", "2024-06-30", committed=88_000 * J),
    say("34.04", "KPU", "2024-06-30", committed=41_000 * J, disbursed=16_400 * J),
)
def names_in_unusual_writing() -> Workbook:
    """Hyphens, brackets, spelling of old, abbreviations with dots, and a footnote."""
    return book(
        [
            ("Lampiran Surat Nomor 900.1/2211/Keuda",),
            ("Tanggal 8 Juli 2024",),
            ("REALISASI NPHD KPU PER 30 JUNI 2024",),
            ("NO.", "KAB./KOTA", "NPHD (Rp.)", "CAIR (Rp.)", "% CAIR"),
            (1, "Kab. Toli - Toli", 31_000 * J, 12_400 * J, "40%"),
            (2, "KAB LABUHAN BATU", 36_500 * J, 36_500 * J, "100%"),
            (3, "Kab. Kepulauan Siau Tagulandang Biaro (Sitaro)", 19_000 * J, 0, "0%"),
            (4, "Kota Tanjung Balai", 17_250 * J, 6_900 * J, "40%"),
            (5, "Kota Baubau", 16_000 * J, 16_000 * J, "100%"),
            (6, "Kab. Peg. Bintang", 88_000 * J, None, None),
            (7, "Kab. Sleman *", 41_000 * J, 16_400 * J, "40%"),
            (None, "JUMLAH", 248_750 * J, 88_200 * J, "35,46%"),
        ]
    )


@layout(
    say("11", "KPU", DAY, committed=180_000 * J, disbursed=180_000 * J),
    say("19", "KPU", DAY, committed=49_500 * J, disbursed=19_800 * J),
    say("21", "KPU", DAY, committed=136_000 * J, disbursed=54_400 * J),
    say("31", "KPU", DAY, committed=975_977_308_550, disbursed=975_977_308_550),
    say("96", "KPU", DAY, committed=155_000 * J),
    say("52", "KPU", DAY, committed=150_000 * J, disbursed=60_000 * J),
)
def provinces_as_grantors_with_old_names() -> Workbook:
    """Only governments of provinces: NAD, Kep. Babel, DKI, each its own agreement."""
    return book(
        [
            ("NPHD PEMILIHAN GUBERNUR TAHUN 2024",),
            ("KPU PROVINSI, KEADAAN S.D. 31 JULI 2024",),
            ("No", "Provinsi", "Nilai NPHD", "Pencairan", "Sisa"),
            (1, "N A D", 180_000 * J, 180_000 * J, 0),
            (2, "Kep. Bangka Belitung", 49_500 * J, 19_800 * J, 29_700 * J),
            (3, "Kep. Riau", 136_000 * J, 54_400 * J, 81_600 * J),
            (4, "D.K.I. Jakarta", 975_977_308_550, 975_977_308_550, 0),
            (5, "Papua Barat Daya", 155_000 * J, None, None),
            (6, "N.T.B", 150_000 * J, 60_000 * J, 90_000 * J),
        ]
    )


@layout(
    say("16.02", "KPU", DAY, committed=58_250 * J, disbursed=23_300 * J),
    say("16.02", "BAWASLU", DAY, committed=18_000 * J, disbursed=18_000 * J),
    say("16.10", "KPU", DAY, committed=41_000 * J, disbursed=16_400 * J),
    say("16.10", "BAWASLU", DAY, committed=12_750_500_000),
)
def numbers_typed_in_five_ways() -> Workbook:
    """Spaces, apostrophes, IDR and ",-" and ".-": all are full rupiah."""
    return book(
        [
            ("Hibah Pilkada Sumsel 31 Juli 2024",),
            ("Kab/Kota", "Penerima", "Besaran NPHD", "Sudah Dicairkan"),
            ("OKI", "KPU", "58 250 000 000", "IDR 23,300,000,000"),
            ("OKI", "Bawaslu", "'18.000.000.000", "Rp18.000.000.000.-"),
            ("Ogan Ilir", "KPU", "Rp 41.000.000.000,00", "16.400.000.000,-"),
            ("Ogan Ilir", "Bawaslu", "12.750.500.000", None),
        ]
    )


@layout(
    say("33.29", "KPU", DAY, committed=66_000 * J, disbursed=26_400 * J),
    say("33.29", "BAWASLU", DAY, committed=19_000 * J, disbursed=19_000 * J),
    say("33.27", "KPU", DAY, committed=54_000 * J),
)
def headings_with_formulas_and_reversed_words() -> Workbook:
    """ "NPHD (Nilai)", "JUMLAH (Rp) 7=5+6", "Cair: Tahap I": words in another order."""
    return book(
        [
            ("PEMANTAUAN HIBAH, PEKALONGAN RAYA (31 Juli 2024)",),
            ("No Urut", "Kab.", "Lembaga Penerima", "NPHD (Nilai) (4)", "Cair: Tahap I (5)",
             "Cair: Tahap II (6)", "JUMLAH (Rp) (7=5+6)", "SISA (8=4-7)"),
            (1, "Brebes", "KPU", 66_000 * J, 26_400 * J, None, 26_400 * J, 39_600 * J),
            (2, "Brebes", "BAWASLU", 19_000 * J, 7_600 * J, 11_400 * J, 19_000 * J, 0),
            (3, "Pemalang", "KPU", 54_000 * J, None, None, None, None),
        ]
    )  # fmt: skip


@layout(
    say("64.03", "KPU", DAY, committed=55_000 * J),
    say("64.03", "BAWASLU", DAY, committed=18_000 * J),
    say("64.08", "KPU", DAY, committed=87_000 * J),
    say("64.08", "BAWASLU", DAY, committed=26_000 * J),
    say("64.74", "KPU", DAY, committed=24_000 * J),
)
def agencies_down_regions_across_one_measure_in_the_title() -> Workbook:
    """A matrix of agreement values: agencies down, regions across, the measure in the title."""
    return book(
        [
            ("NILAI NPHD PILKADA KALIMANTAN TIMUR PER 31 JULI 2024 (Rp)",),
            ("Penerima", "Berau", "Kutim", "Bontang", "Jumlah"),
            ("KPU", 55_000 * J, 87_000 * J, 24_000 * J, 166_000 * J),
            ("Bawaslu", 18_000 * J, 26_000 * J, None, 44_000 * J),
            ("Jumlah", 73_000 * J, 113_000 * J, 24_000 * J, 210_000 * J),
        ]
    )


@layout(
    say("36.02", "KPU", DAY, committed=60_000 * J, disbursed=24_000 * J),
    say("36.02", "TNI", DAY, unit="Kodim 0603/Lebak", committed=1_500 * J, disbursed=0),
    errors="agency-unknown",
)
def two_units_in_one_cell() -> Workbook:
    """One amount for two commands: which part is whose must be asked."""
    return book(
        [
            ("HIBAH PILKADA KAB. LEBAK 31 JULI 2024",),
            ("No", "Penerima", "NPHD", "Cair"),
            (1, "KPU Kab. Lebak", 60_000 * J, 24_000 * J),
            (2, "Kodim 0603/Lebak", 1_500 * J, 0),
            (3, "Polres Lebak\nPolres Serang", 6_000 * J, 3_000 * J),
        ]
    )


@layout(
    say("53.07", "KPU", DAY, committed=21_700 * J, disbursed=21_700 * J, spent=4_000 * J),
    say("53.07", "BAWASLU", DAY, committed=7_000 * J, disbursed=2_800 * J),
    say("53.16", "KPU", DAY, committed=18_000 * J, disbursed=7_200 * J, spent=0),
)
def grantee_and_measure_down_written_once() -> Workbook:
    """Region, grantee and measure down the side, each written once over what follows it."""
    return book(
        [
            ("KONDISI HIBAH PILKADA FLORES",),
            ("31 Juli 2024",),
            ("Kabupaten", "Instansi", "Uraian", "Jumlah (Rp)"),
            ("Sikka", "KPU", "Nilai NPHD", 21_700 * J),
            (None, None, "Pencairan", 21_700 * J),
            (None, None, "Belanja", 4_000 * J),
            (None, "Bawaslu", "Nilai NPHD", 7_000 * J),
            (None, None, "Pencairan", 2_800 * J),
            ("Nagekeo", "KPU", "Nilai NPHD", 18_000 * J),
            (None, None, "Pencairan", 7_200 * J),
            (None, None, "Belanja", 0),
        ]
    )


@layout(
    say("62.03", "KPU", "2024-05-31", disbursed=16_000 * J),
    say("62.03", "KPU", "2024-06-30", committed=40_000 * J, disbursed=40_000 * J),
    say("62.03", "KPU", "2024-05-31", committed=40_000 * J),
)
def measures_down_months_across() -> Workbook:
    """One commission: measures down, months across, each a position."""
    return book(
        [
            ("KPU KABUPATEN KAPUAS",),
            ("PERKEMBANGAN DANA HIBAH TAHUN 2024",),
            ("Uraian", "s.d. Mei", "s.d. Juni"),
            ("Nilai NPHD", 40_000 * J, 40_000 * J),
            ("Penerimaan", 16_000 * J, 40_000 * J),
            ("Sisa", 24_000 * J, 0),
        ]
    )


@layout(
    say("32.01", "KPU", DAY, committed=120_000 * J, disbursed=48_000 * J),
    say("32.71", "KPU", DAY, committed=38_000 * J, disbursed=38_000 * J),
    say("32.01", "BAWASLU", DAY, committed=35_000 * J, disbursed=0),
)
def group_heading_over_code_and_name() -> Workbook:
    """ "PEMERINTAH DAERAH" over "Kode" and "Nama"; the position inside a group heading."""
    return book(
        [
            ("MONITORING HIBAH PILKADA BOGOR RAYA",),
            ("NO", "PEMERINTAH DAERAH", None, "PENERIMA", "NPHD", None,
             "REALISASI PENYALURAN S/D 31 JULI 2024", None),
            (None, "KODE", "NAMA", None, "NOMOR", "NILAI (Rp)", "Rp", "%"),
            (1, "32.01", "Kab. Bogor", "KPU", "270/11/2023", 120_000 * J, 48_000 * J, 40),
            (2, "32.71", "Kota Bogor", "KPU", "270/12/2023", 38_000 * J, 38_000 * J, 100),
            (3, "32.01", "Kab. Bogor", "Bawaslu", "270/13/2023", 35_000 * J, 0, 0),
        ],
        merges="B2:C2 E2:F2 G2:H2 A2:A3 D2:D3",
    )  # fmt: skip


@layout(
    say("18.08", "KPU", DAY, committed=32_000 * J, disbursed=32_000 * J),
    say("18.08", "BAWASLU", DAY, committed=10_000 * J, disbursed=4_000 * J),
    say("18.09", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("18.09", "POLRI", DAY, committed=3_500 * J, disbursed=0),
    say("18.09", "TNI", DAY, committed=900 * J),
)
def agencies_said_by_office_and_nickname() -> Workbook:
    """ "KPUD", "Bawaslu Kab", "POLRI/POLRES", "TNI (KODIM)": each is one agency."""
    return book(
        [
            ("Data Hibah Pilkada Lampung (31-07-2024)",),
            ("Pemda", "Penerima", "Nilai Hibah", "Realisasi Hibah"),
            ("Way Kanan", "KPUD", 32_000 * J, 32_000 * J),
            (None, "Bawaslu Kab", 10_000 * J, 4_000 * J),
            ("Pesawaran", "KPU Kab", 30_000 * J, 12_000 * J),
            (None, "POLRI/POLRES", 3_500 * J, "NIHIL"),
            (None, "TNI (KODIM)", 900 * J, None),
        ],
        merges="A3:A4 A5:A7",
    )


@layout(
    say("94.04", "KPU", "2024-07-07", committed=94_000 * J, disbursed=37_600 * J),
    say("94.01", "KPU", "2024-07-07", committed=61_000 * J),
)
def position_of_a_week_in_the_title() -> Workbook:
    """ "MINGGU I JULI 2024" over the table: the position is the week's end."""
    return book(
        [
            ("LAPORAN MINGGUAN PENYALURAN HIBAH PILKADA PAPUA TENGAH",),
            ("MINGGU I JULI 2024",),
            ("No", "Kabupaten", "Penerima", "NPHD", "Penyaluran"),
            (1, "Mimika", "KPU", 94_000 * J, 37_600 * J),
            (2, "Nabire", "KPU", 61_000 * J, None),
        ]
    )
