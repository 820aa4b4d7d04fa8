"""Sums by formula, unit in one block only, lists by grantee, text files, cells left to the eye."""

from openpyxl import Workbook

from layouts.making import J, book, layout, put, say

DAY = "2024-07-31"


@layout(
    say("33.72", "KPU", DAY, committed=22_750 * J, disbursed=9_100 * J, spent=2_310_450_000),
    say("33.11", "KPU", DAY, committed=38_500 * J, disbursed=15_400 * J, spent=0),
    say("33.11", "BAWASLU", DAY, committed=11_200 * J, disbursed=11_200 * J),
)
def millions_in_one_block_rupiah_in_the_other() -> Workbook:
    """The value in millions, the payments in rupiah: the unit stands under each header."""
    return book(
        [
            ("PEMANTAUAN NPHD SOLO RAYA",),
            ("Tanggal Data: 31 Juli 2024",),
            ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan", "Belanja"),
            (None, None, None, "(Rp Juta)", "(Rp)", "(Rp)"),
            (1, "Kota Surakarta", "KPU", 22_750, 9_100 * J, 2_310_450_000),
            (2, "Kab. Sukoharjo", "KPU", 38_500, 15_400 * J, "-"),
            (3, "Kab. Sukoharjo", "Bawaslu", 11_200, 11_200 * J, None),
        ]
    )  # fmt: skip


@layout(
    say("19.02", "KPU", DAY, committed=18_250 * J, disbursed=7_300 * J),
    say("19.71", "KPU", DAY, committed=17_000 * J, disbursed=17_000 * J),
    say("19.71", "BAWASLU", DAY, committed=5_500 * J, disbursed=2_200 * J),
    say("19.06", "BAWASLU", DAY, committed=6_100 * J, disbursed=0),
)
def only_the_grantees_full_name() -> Workbook:
    """No grantor column: "KPU Kota Pangkalpinang" says both."""
    return book(
        [
            ("DAFTAR PENERIMA HIBAH UANG PILKADA PROVINSI KEP. BANGKA BELITUNG",),
            ("s.d. 31 Juli 2024",),
            ("No", "Nama Penerima", "Besaran Hibah", "Telah Dibayarkan", "Ket."),
            (1, "KPU Kab. Belitung", 18_250 * J, 7_300 * J, None),
            (2, "KPU Kota Pangkalpinang", 17_000 * J, 17_000 * J, None),
            (3, "Bawaslu Kota Pangkalpinang", 5_500 * J, 2_200 * J, None),
            (4, "Bawaslu Kab. Belitung Timur", 6_100 * J, 0, "proses"),
            (None, "Jumlah", 46_850 * J, 26_500 * J, None),
        ]
    )


@layout(
    say("35.22", "KPU", "2024-08-31", committed=55_000 * J, disbursed=22_000 * J),
    say("35.22", "BAWASLU", "2024-08-31", committed=16_500 * J, disbursed=16_500 * J),
    say("35.24", "KPU", "2024-08-31", committed=48_750_250_000, disbursed=19_500_100_000),
    say("35.24", "POLRI", "2024-08-31", committed=4_000 * J),
    file="ekspor_sipd.csv",
)
def semicolon_export_with_quotes() -> str:
    """A text export: semicolons, quoted texts, Indonesian numbers, days first."""
    return "\r\n".join(
        [
            "Kode Wilayah;Pemerintah Daerah;Penerima;Tanggal NPHD;Nilai NPHD;Realisasi Transfer;Tanggal Data",
            '35.22;"Kabupaten Bojonegoro";KPU;;55.000.000.000,00;22.000.000.000,00;31/08/2024',
            '35.22;"Kabupaten Bojonegoro";BAWASLU;;16.500.000.000,00;16.500.000.000,00;31/08/2024',
            '35.24;"Kabupaten Lamongan";KPU;;48.750.250.000,00;19.500.100.000,00;31/08/2024',
            '35.24;"Kabupaten Lamongan";POLRI;;4.000.000.000,00;;31/08/2024',
            "",
        ]
    )


@layout(
    say("53.16", "KPU", DAY, committed=22_000 * J, disbursed=8_800 * J),
    say("53.16", "BAWASLU", DAY, committed=7_500 * J, disbursed=7_500 * J),
    say("53.19", "KPU", DAY, committed=26_000 * J, disbursed=26_000 * J),
    say("53.19", "BAWASLU", DAY, committed=8_800 * J, disbursed=3_520 * J),
)
def region_sums_above_their_parts() -> Workbook:
    """Each region's row sums the grantees that stand under it, by formula; "a." and "b." beneath."""
    return book(
        [
            ("HIBAH PILKADA - KAWASAN FLORES",),
            ("Posisi 31 Juli 2024",),
            ("NO", "URAIAN", "NILAI NPHD", "PENCAIRAN", "SISA"),
            (1, "KAB. NAGEKEO", "=C5+C6", "=D5+D6", "=C4-D4"),
            (None, "a. KPU", 22_000 * J, 8_800 * J, "=C5-D5"),
            (None, "b. Bawaslu", 7_500 * J, 7_500 * J, "=C6-D6"),
            (2, "KAB. MANGGARAI TIMUR", "=SUM(C8:C9)", "=SUM(D8:D9)", "=C7-D7"),
            (None, "a. KPU", 26_000 * J, 26_000 * J, "=C8-D8"),
            (None, "b. Bawaslu", 8_800 * J, 3_520 * J, "=C9-D9"),
            (None, "JUMLAH", "=C4+C7", "=D4+D7", "=C10-D10"),
        ]
    )


@layout(
    say("94.01", "KPU", "2024-12-31", committed=70_000 * J, disbursed=70_000 * J,
        spent=52_500 * J),
    say("94.08", "KPU", "2024-12-31", committed=55_000 * J, disbursed=55_000 * J,
        spent=41_000 * J),
    may=[
        say("94.01", "KPU", "2024-10-31", spent=20_000 * J),
        say("94.01", "KPU", "2024-11-30", spent=47_500 * J),
        say("94.08", "KPU", "2024-10-31", spent=11_000 * J),
        say("94.08", "KPU", "2024-11-30", spent=36_000 * J),
    ],
)  # fmt: skip
def spending_by_month_under_a_quarter() -> Workbook:
    """ "Realisasi Belanja TW IV" over Okt, Nov, Des and a sum, beside what was received."""
    return book(
        [
            ("KPU PROVINSI PAPUA TENGAH",),
            ("REALISASI BELANJA HIBAH PILKADA TAHUN 2024",),
            ("NO", "SATKER", "PEMBERI HIBAH", "NILAI NPHD", "DITERIMA", "REALISASI BELANJA",
             None, None, None, "SISA KAS"),
            (None, None, None, None, None, "OKT", "NOV", "DES", "TOTAL", None),
            (1, "KPU NABIRE", "NABIRE", 70_000 * J, 70_000 * J, 20_000 * J, 27_500 * J, 5_000 * J,
             52_500 * J, 17_500 * J),
            (2, "KPU DEIYAI", "DEIYAI", 55_000 * J, 55_000 * J, 11_000 * J, 25_000 * J, 5_000 * J,
             41_000 * J, 14_000 * J),
        ],
        merges="F3:I3",
    )  # fmt: skip


@layout(
    say("62.03", "KPU", DAY, committed=31_000 * J),
    say("62.07", "KPU", DAY, committed=24_000 * J),
    say("62.07", "BAWASLU", DAY, committed=9_000 * J),
)
def money_columns_nobody_has_filled_yet() -> Workbook:
    """Payment, spending and return columns stand empty: no report, not zero."""
    return book(
        [
            ("FORMAT LAPORAN HIBAH PILKADA 2024 KALTENG (31 Juli 2024)",),
            (
                "No",
                "Kabupaten",
                "Penerima",
                "Nilai NPHD",
                "Pencairan",
                "Belanja",
                "Pengembalian ke RKUD",
                "Sisa",
                "%",
            ),
            (1, "Kapuas", "KPU", 31_000 * J),
            (2, "Seruyan", "KPU", 24_000 * J),
            (3, "Seruyan", "Bawaslu", 9_000 * J),
            (4, "Sukamara", "KPU"),
            (5, "Lamandau"),
            (6,),
            (None, "Jumlah", None, 64_000 * J, 0, 0, 0, 0, 0),
        ]
    )


@layout(
    say("12.01", "KPU", DAY, committed=31_000 * J, disbursed=12_400 * J),
    say("12.12", "KPU", DAY, committed=28_000 * J, disbursed=28_000 * J),
    say("12.01", "BAWASLU", DAY, committed=9_500 * J, disbursed=3_800 * J),
    say("12.12", "BAWASLU", DAY, committed=8_000 * J),
)
def agency_merged_over_its_regions() -> Workbook:
    """The grantee first, merged over the regions that pay it, a sum under each."""
    return book(
        [
            ("PENYALURAN HIBAH PILKADA SUMATERA UTARA 31 JULI 2024",),
            ("PENERIMA", "NO", "PEMBERI", "NPHD", "SUDAH DISALURKAN", "BELUM DISALURKAN"),
            ("KPU", 1, "TAPANULI TENGAH", 31_000 * J, 12_400 * J, 18_600 * J),
            (None, 2, "TOBA", 28_000 * J, 28_000 * J, 0),
            (None, None, "JUMLAH KPU", 59_000 * J, 40_400 * J, 18_600 * J),
            ("BAWASLU", 1, "TAPANULI TENGAH", 9_500 * J, 3_800 * J, 5_700 * J),
            (None, 2, "TOBA", 8_000 * J, None, None),
            (None, None, "JUMLAH BAWASLU", 17_500 * J, 3_800 * J, 5_700 * J),
        ],
        merges="A3:A5 A6:A8",
    )


@layout(
    say("93.01", "KPU", DAY, committed=92_000 * J, disbursed=36_800 * J),
    say("93.01", "BAWASLU", DAY, committed=31_000 * J, disbursed=12_400 * J),
    say("93.04", "KPU", DAY, committed=88_500 * J, disbursed=88_500 * J),
)
def recap_sheet_that_repeats_the_detail_sheets() -> Workbook:
    """Two agencies' sheets and a recapitulation that says the same figures again."""
    workbook = Workbook()
    kpu = workbook.worksheets[0]
    kpu.title = "KPU"
    head = ("No", "Kabupaten", "Nilai NPHD", "Pencairan", "%")
    put(kpu, [
        ("Posisi 31 Juli 2024",), head,
        (1, "Merauke", 92_000 * J, 36_800 * J, 0.4),
        (2, "Asmat", 88_500 * J, 88_500 * J, 1),
        (None, "Jumlah", 180_500 * J, 125_300 * J, None),
    ])  # fmt: skip
    put(workbook.create_sheet("BAWASLU"), [
        ("Posisi 31 Juli 2024",), head,
        (1, "Merauke", 31_000 * J, 12_400 * J, 0.4),
        (None, "Jumlah", 31_000 * J, 12_400 * J, None),
    ])  # fmt: skip
    put(workbook.create_sheet("REKAP"), [
        ("REKAP PROVINSI PAPUA SELATAN",), ("Posisi 31 Juli 2024",),
        ("No", "Penerima", "Jumlah Kabupaten", "Nilai NPHD", "Pencairan", "%"),
        (1, "KPU", 2, 180_500 * J, 125_300 * J, "69,42%"),
        (2, "BAWASLU", 1, 31_000 * J, 12_400 * J, "40%"),
        (None, "Jumlah", None, 211_500 * J, 137_700 * J, None),
    ])  # fmt: skip
    return workbook
