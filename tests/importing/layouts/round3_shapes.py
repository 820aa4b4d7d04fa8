"""Tables beside each other, transposed, sections by agency, forms, notes between the rows, texts."""

from datetime import datetime

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


@layout(
    say("81.04", "KPU", DAY, committed=29_000 * J, disbursed=11_600 * J),
    say("81.06", "KPU", DAY, committed=33_000 * J, disbursed=33_000 * J),
    say("81.08", "KPU", DAY, committed=31_000 * J),
    say("81.04", "BAWASLU", DAY, committed=8_500 * J, disbursed=8_500 * J),
    say("81.71", "BAWASLU", DAY, committed=9_000 * J, disbursed=3_600 * J),
)
def two_tables_beside_each_other() -> Workbook:
    """KPU on the left, Bawaslu on the right of an empty column, not the same regions in a row."""
    return book(
        [
            ("DATA NPHD PILKADA MALUKU, 31 JULI 2024",),
            (),
            ("KPU", None, None, None, None, "BAWASLU"),
            ("No", "Kab/Kota", "Nilai NPHD", "Cair", None, "No", "Kab/Kota", "Nilai NPHD", "Cair"),
            (1, "Buru", 29_000 * J, 11_600 * J, None, 1, "Kota Ambon", 9_000 * J, 3_600 * J),
            (2, "SBB", 33_000 * J, 33_000 * J, None, 2, "Buru", 8_500 * J, 8_500 * J),
            (3, "MBD", 31_000 * J, None, None, None, "Jumlah", 17_500 * J, 12_100 * J),
            (None, "Jumlah", 93_000 * J, 44_600 * J),
        ],
        merges="A3:D3 F3:I3",
    )  # fmt: skip


@layout(
    say("91.03", "KPU", DAY, committed=75_000 * J, disbursed=30_000 * J),
    say("91.03", "BAWASLU", DAY, committed=25_000 * J, disbursed=10_000 * J),
    say("91.11", "KPU", DAY, committed=60_000 * J, disbursed=60_000 * J),
    say("91.11", "BAWASLU", DAY, committed=18_000 * J),
    say("91.71", "KPU", DAY, committed=45_500 * J, disbursed=18_200 * J),
    say("91.71", "BAWASLU", DAY, committed=16_000 * J, disbursed=6_400 * J),
)
def regions_across_the_top() -> Workbook:
    """Transposed: a column a region, agencies and measures down the side."""
    return book(
        [
            ("Perkembangan Hibah Pilkada Papua (posisi 31 Juli 2024)",),
            ("Instansi", "Uraian", "Kab. Jayapura", "Kab. Keerom", "Kota Jayapura", "Jumlah"),
            ("KPU", "Nilai NPHD", 75_000 * J, 60_000 * J, 45_500 * J, 180_500 * J),
            (None, "Pencairan", 30_000 * J, 60_000 * J, 18_200 * J, 108_200 * J),
            (None, "Persentase", 0.4, 1, 0.4, None),
            ("Bawaslu", "Nilai NPHD", 25_000 * J, 18_000 * J, 16_000 * J, 59_000 * J),
            (None, "Pencairan", 10_000 * J, None, 6_400 * J, 16_400 * J),
            (None, "Persentase", 0.4, None, 0.4, None),
        ],
        merges="A3:A5 A6:A8",
    )


@layout(
    say("35.07", "KPU", DAY, committed=83_000 * J, disbursed=33_200 * J),
    say("35.73", "KPU", DAY, committed=42_000 * J, disbursed=42_000 * J),
    say("35.79", "KPU", DAY, committed=21_000 * J, disbursed=8_400 * J),
    say("35.07", "BAWASLU", DAY, committed=22_000 * J, disbursed=22_000 * J),
    say("35.73", "BAWASLU", DAY, committed=11_500 * J),
    say("35.07", "TNI", DAY, committed=2_000 * J, disbursed=2_000 * J),
)
def lettered_sections_for_each_agency() -> Workbook:
    """One table, a lettered heading for each agency, its own sum under each."""
    return book(
        [
            ("REKAPITULASI NPHD PILKADA 2024 WILAYAH MALANG RAYA",),
            ("Posisi s.d. 31 Juli 2024",),
            ("No", "Daerah Pemberi Hibah", "Nilai NPHD", "Pencairan", "Prosentase"),
            ("A.", "KOMISI PEMILIHAN UMUM"),
            (1, "Kabupaten Malang", 83_000 * J, 33_200 * J, "40%"),
            (2, "Kota Malang", 42_000 * J, 42_000 * J, "100%"),
            (3, "Kota Batu", 21_000 * J, 8_400 * J, "40%"),
            (None, "Sub Total A", 146_000 * J, 83_600 * J, None),
            ("B.", "BADAN PENGAWAS PEMILIHAN UMUM"),
            (1, "Kabupaten Malang", 22_000 * J, 22_000 * J, "100%"),
            (2, "Kota Malang", 11_500 * J, None, None),
            (None, "Sub Total B", 33_500 * J, 22_000 * J, None),
            ("C.", "TNI"),
            (1, "Kabupaten Malang", 2_000 * J, 2_000 * J, "100%"),
            (None, "Sub Total C", 2_000 * J, 2_000 * J, None),
            (None, "TOTAL A + B + C", 181_500 * J, 107_600 * J, None),
        ]
    )  # fmt: skip


@layout(
    say("16.11", "KPU", "2024-07-31", committed=27_000 * J, disbursed=10_800 * J),
    say("16.11", "BAWASLU", "2024-07-31", committed=9_250 * J, disbursed=9_250 * J),
    say("16.74", "KPU", "2024-07-31", committed=19_000 * J, disbursed=0),
)
def answers_of_a_form_one_under_another() -> Workbook:
    """Label, colon, value: a block for each agreement down one sheet."""

    def block(
        place: str, who: str, value: int, first: int | None, second: int | None, paid: int
    ) -> list[tuple[object, ...]]:
        return [
            ("Pemerintah Daerah", ":", place),
            ("Penerima Hibah", ":", who),
            ("Nilai NPHD", ":", value),
            ("Pencairan Tahap I", ":", first),
            ("Pencairan Tahap II", ":", second),
            ("Total Pencairan", ":", paid),
            (),
        ]

    return book(
        [
            ("FORMULIR MONITORING NPHD PILKADA 2024",),
            ("Tanggal Posisi", ":", "31 Juli 2024"),
            (),
            *block("Kabupaten Empat Lawang", "KPU", 27_000 * J, 10_800 * J, None, 10_800 * J),
            *block("Kabupaten Empat Lawang", "Bawaslu", 9_250 * J, 3_700 * J, 5_550 * J, 9_250 * J),
            *block("Kota Prabumulih", "KPU", 19_000 * J, 0, 0, 0),
        ],
        at="B2",
    )


@layout(
    say("72.01", "KPU", DAY, committed=44_000 * J, disbursed=17_600 * J),
    say("72.02", "KPU", DAY, committed=35_000 * J, disbursed=35_000 * J),
    say("72.02", "BAWASLU", DAY, committed=10_000 * J, disbursed=4_000 * J),
    say("72.09", "KPU", DAY, committed=28_500 * J, disbursed=11_400 * J),
)
def notes_and_stars_between_the_rows() -> Workbook:
    """Stars at names, remarks on lines of their own between the rows, a legend at the end."""
    return book(
        [
            ("Kondisi Pencairan NPHD Sulteng", None, None, None, "31/07/2024"),
            ("No", "Kab/Kota", "Penerima", "Nilai NPHD (Rp)", "Pencairan (Rp)"),
            (1, "Kab. Banggai *)", "KPU", 44_000 * J, 17_600 * J),
            (None, "- tahap II menunggu APBD Perubahan, rencana Agustus 2024"),
            (2, "Kab. Poso", "KPU", 35_000 * J, 35_000 * J),
            (None, None, "Bawaslu **)", 10_000 * J, 4_000 * J),
            (None, "- surat permintaan tahap II No. 121/BWS/VII/2024 tanggal 15 Juli 2024"),
            (3, "Kab. Tojo Una-Una", "KPU", 28_500 * J, 11_400 * J),
            (None, "Total", None, 117_500 * J, 68_000 * J),
            ("*) termasuk hibah tambahan tahun 2023 sebesar Rp 2.000.000.000",),
            ("**) rekening penampungan baru dibuka 5 Februari 2024",),
        ]
    )  # fmt: skip


@layout(
    say("32.05", "KPU", DAY, committed=99_500 * J, disbursed=39_800 * J),
    say("32.05", "BAWASLU", DAY, committed=32_750_500_000, disbursed=13_100_200_000),
    say("32.05", "TNI", DAY, committed=2_500 * J, disbursed=500 * J),
    say("32.77", "KPU", DAY, committed=21_700 * J, disbursed=0),
    errors="not-a-number",
)
def amounts_typed_as_words_would_be() -> Workbook:
    """Amounts as texts in every writing; one is only words, so its row is left out."""
    return book(
        [
            ("PILGUB/PILBUP JAWA BARAT - PEMANTAUAN NPHD",),
            ("(kondisi: 31 Juli 2024)",),
            ("Pemda", "Penerima", "Jumlah Hibah", "Sudah Cair"),
            ("Kab. Garut", "KPU", "Rp. 99.500.000.000,-", "39,8 Milyar"),
            ("Kab. Garut", "Bawaslu", "Rp32.750.500.000,00", "IDR 13,100,200,000"),
            ("Kab. Garut", "Kodim", "2,5 M", "500 jt"),
            ("Kota Cimahi", "KPU", "21.700.000.000", "nihil"),
            ("Kota Cimahi", "Bawaslu", "tujuh miliar rupiah", "Rp 2.800.000.000"),
        ]
    )  # fmt: skip


@layout(
    say("71.01", "KPU", DAY, committed=30_000 * J),
    say("71.05", "KPU", DAY, committed=32_000 * J),
    say("71.05", "BAWASLU", DAY, committed=11_000 * J),
)
def payments_given_only_as_percentages() -> Workbook:
    """ "Realisasi" holds fractions shown as percents: no amount was paid that anybody wrote."""
    workbook = book(
        [
            ("NPHD Pilkada Sulawesi Utara per 31 Juli 2024",),
            ("No", "Kab/Kota", "Penerima", "Nilai NPHD", "Realisasi Pencairan", "Ket"),
            (1, "Bolmong", "KPU", 30_000 * J, 0.4, "tahap I"),
            (2, "Minsel", "KPU", 32_000 * J, 1, "lunas"),
            (3, "Minsel", "Bawaslu", 11_000 * J, 0, None),
        ]
    )
    for row in (3, 4, 5):
        workbook.worksheets[0].cell(row, 5).number_format = "0.00%"
    return workbook


@layout(
    say("53.14", "KPU", DAY, committed=24_500 * J, disbursed=24_500 * J),
    say("53.05", "KPU", DAY, committed=26_750 * J, disbursed=10_700 * J),
    say("53.05", "BAWASLU", DAY, committed=9_100 * J, disbursed=3_640 * J),
    may=[
        say("53.14", "KPU", "2023-11-09", committed=20_000 * J),
        say("53.14", "KPU", "2024-05-14", committed=24_500 * J),
        say("53.05", "KPU", "2023-11-10", committed=26_750 * J),
        say("53.05", "BAWASLU", "2023-11-10", committed=9_100 * J),
    ],
)
def addendum_block_semula_menjadi() -> Workbook:
    """Three header rows: NPHD (number, date, value), addendum (number, date, plus, becomes)."""
    return book(
        [
            ("REKAP NPHD DAN ADDENDUM", None, None, None, None, None, None, None, None, None,
             "Posisi 31 Juli 2024"),
            ("No", "Kabupaten", "Penerima", "NPHD", None, None, "ADDENDUM", None, None, None,
             "PENCAIRAN", None, None),
            (None, None, None, "Nomor", "Tanggal", "Semula (Rp)", "Nomor", "Tanggal",
             "Tambah/Kurang (Rp)", "Menjadi (Rp)", "Tahap I (Rp)", "Tahap II (Rp)", "Jumlah (Rp)"),
            (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13),
            (1, "Rote Ndao", "KPU", "270/1", "9 November 2023", 20_000 * J, "270/1.a",
             "14 Mei 2024", 4_500 * J, 24_500 * J, 8_000 * J, 16_500 * J, 24_500 * J),
            (2, "Alor", "KPU", "270/2", "10-11-2023", 26_750 * J, None, None, None, 26_750 * J,
             10_700 * J, None, 10_700 * J),
            (3, "Alor", "Bawaslu", "270/3", datetime(2023, 11, 10), 9_100 * J, None, None, None,
             9_100 * J, 3_640 * J, None, 3_640 * J),
            (None, "JUMLAH", None, None, None, 55_850 * J, None, None, 4_500 * J, 60_350 * J,
             22_340 * J, 16_500 * J, 38_840 * J),
        ],
        merges="D2:F2 G2:J2 K2:M2 A2:A3 B2:B3 C2:C3",
    )  # fmt: skip


@layout(
    say("52.01", "KPU", DAY, committed=35_000 * J, disbursed=14_000 * J),
    say("52.05", "KPU", DAY, committed=22_000 * J, disbursed=22_000 * J),
    say("52.05", "BAWASLU", DAY, committed=8_000 * J, disbursed=3_200 * J),
)
def hidden_plan_columns_and_a_filter() -> Workbook:
    """Hidden working columns with plans, a filtered-out row: read what is a figure, not the plan."""
    workbook = book(
        [
            ("REALISASI HIBAH PILKADA NTB 31 JULI 2024",),
            ("No", "Kab/Kota", "Penerima", "Nilai NPHD", "Usulan Awal", "Rencana Tahap I",
             "Realisasi Tahap I", "Rencana Tahap II", "Realisasi Tahap II", "Total Realisasi"),
            (1, "Lombok Barat", "KPU", 35_000 * J, 41_000 * J, 14_000 * J, 14_000 * J, 21_000 * J,
             None, 14_000 * J),
            (2, "Dompu", "KPU", 22_000 * J, 30_000 * J, 8_800 * J, 8_800 * J, 13_200 * J,
             13_200 * J, 22_000 * J),
            (3, "Dompu", "Bawaslu", 8_000 * J, 9_000 * J, 3_200 * J, 3_200 * J, 4_800 * J, None,
             3_200 * J),
        ]
    )  # fmt: skip
    sheet = workbook.worksheets[0]
    for column in "EFH":
        sheet.column_dimensions[column].hidden = True
    sheet.row_dimensions[5].hidden = True
    sheet.auto_filter.ref = "A2:J5"
    return workbook
