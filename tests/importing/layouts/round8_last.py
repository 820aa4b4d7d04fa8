"""The last of the series: silent traps above all, each with a second reading that would be wrong."""

from openpyxl import Workbook

from layouts.making import J, book, layout, put, say

DAY = "2024-07-31"


@layout(
    say("35.10", "KPU", DAY, committed=72_000 * J, disbursed=28_800 * J),
    say("35.10", "BAWASLU", DAY, committed=23_000 * J, disbursed=23_000 * J),
)
def regency_sheet_that_quotes_the_provinces_share() -> Workbook:
    """What the province adds is of another agreement: told, not read as the regency's."""
    return book(
        [
            ("HIBAH PILKADA KABUPATEN BANYUWANGI PER 31 JULI 2024",),
            ("No", "Penerima", "Nilai NPHD", "Pencairan", "Kebutuhan", "Usulan Tambahan"),
            (1, "KPU", 72_000 * J, 28_800 * J, 80_000 * J, 8_000 * J),
            (2, "Bawaslu", 23_000 * J, 23_000 * J, 25_000 * J, 2_000 * J),
        ]
    )


@layout(
    say("36.01", "KPU", DAY, committed=70_000 * J, disbursed=28_000 * J),
    say("36.01", "BAWASLU", DAY, committed=22_000 * J, disbursed=22_000 * J),
    say("36.72", "KPU", DAY, committed=29_000 * J, disbursed=0),
)
def grants_of_goods_on_a_sheet_of_their_own() -> Workbook:
    """The sheet "Hibah Barang" lists cars and laptops by value: no agreement of money."""
    workbook = Workbook()
    first = workbook.active
    first.title = "Hibah Uang"
    put(first, [
        ("HIBAH UANG PILKADA BANTEN PER 31 JULI 2024",),
        ("No", "Pemda", "Penerima", "Nilai Hibah", "Pencairan"),
        (1, "Kab. Pandeglang", "KPU", 70_000 * J, 28_000 * J),
        (2, "Kab. Pandeglang", "Bawaslu", 22_000 * J, 22_000 * J),
        (3, "Kota Cilegon", "KPU", 29_000 * J, 0),
    ])  # fmt: skip
    put(workbook.create_sheet("Hibah Barang"), [
        ("HIBAH BARANG PILKADA BANTEN PER 31 JULI 2024",),
        ("No", "Pemda", "Penerima", "Nilai Hibah", "Jenis"),
        (1, "Kab. Pandeglang", "Polres", 450 * J, "mobil"),
        (2, "Kota Cilegon", "Bawaslu", 120 * J, "laptop"),
    ])  # fmt: skip
    return workbook


@layout(
    say("14.03", "KPU", DAY, committed=50_000 * J, disbursed=20_000 * J),
    say("14.03", "BAWASLU", DAY, committed=16_000 * J, disbursed=16_000 * J),
    say("14.72", "KPU", DAY, committed=24_000 * J),
)
def kind_of_grant_in_a_column() -> Workbook:
    """ "Uang" and "Barang" in a column: rows of goods are told and not read."""
    return book(
        [
            ("HIBAH PILKADA RIAU PER 31 JULI 2024",),
            ("No", "Pemda", "Penerima", "Jenis Hibah", "Nilai Hibah", "Realisasi"),
            (1, "Kab. Bengkalis", "KPU", "Uang", 50_000 * J, 20_000 * J),
            (2, "Kab. Bengkalis", "KPU", "Barang", 300 * J, 300 * J),
            (3, "Kab. Bengkalis", "Bawaslu", "Uang", 16_000 * J, 16_000 * J),
            (4, "Kota Dumai", "KPU", "Uang", 24_000 * J, None),
            (5, "Kota Dumai", "Polres", "Barang", 150 * J, 150 * J),
        ]
    )


@layout(
    say("74.15", "KPU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("74.14", "KPU", DAY, committed=25_500 * J, disbursed=25_500 * J),
    say("74.15", "BAWASLU", DAY, committed=8_000 * J),
)
def month_of_the_report_and_day_of_printing() -> Workbook:
    """The report is of July, printed on 7 August: the position is July's end."""
    return book(
        [
            ("Dicetak tanggal 7 Agustus 2024",),
            ("LAPORAN HIBAH PILKADA SULTRA",),
            ("Bulan : Juli 2024",),
            ("No", "Pemda", "Penerima", "NPHD", "Penyaluran"),
            (1, "Buton Selatan", "KPU", 24_000 * J, 9_600 * J),
            (2, "Buton Tengah", "KPU", 25_500 * J, 25_500 * J),
            (3, "Buton Selatan", "Bawaslu", 8_000 * J, None),
        ]
    )


@layout(
    say("32.03", "KPU", DAY, committed=77_000 * J, disbursed=77_000 * J),
    say("32.06", "KPU", DAY, committed=66_000 * J, disbursed=26_400 * J),
    say("32.78", "KPU", DAY, committed=31_000 * J),
)
def ranks_and_shares_of_the_whole_beside_money() -> Workbook:
    """Rank, share of all, average: numbers that are no money; the share is of the sum."""
    return book(
        [
            ("PERINGKAT PENYALURAN HIBAH KPU JAWA BARAT (31 JULI 2024)",),
            ("Peringkat", "Daerah", "NPHD", "Penyaluran", "Capaian (%)", "Andil thd Total (%)"),
            (1, "Kab. Cianjur", 77_000 * J, 77_000 * J, 100, "74,47"),
            (2, "Kab. Tasikmalaya", 66_000 * J, 26_400 * J, 40, "25,53"),
            (3, "Kota Tasikmalaya", 31_000 * J, None, None, None),
            (None, "Total", 174_000 * J, 103_400 * J, "59,43", "100"),
        ]
    )


@layout(
    say("33.03", "KPU", "2024-06-30", committed=45_000 * J, disbursed=18_000 * J),
    say("33.04", "KPU", "2024-06-30", committed=44_000 * J, disbursed=44_000 * J),
    say("33.03", "BAWASLU", "2024-06-30", committed=14_000 * J, disbursed=0),
)
def thousands_said_only_below_the_headings() -> Workbook:
    """The second header row says "(ribu Rp)" for each money column."""
    return book(
        [
            ("HIBAH PILKADA BARLINGMASCAKEB, 30 JUNI 2024",),
            ("No", "Kabupaten", "Penerima", "NPHD", "Realisasi Transfer", "%"),
            (None, None, None, "(ribu Rp)", "(ribu Rp)", None),
            (1, "Purbalingga", "KPU", 45_000_000, 18_000_000, "40%"),
            (2, "Banjarnegara", "KPU", 44_000_000, 44_000_000, "100%"),
            (3, "Purbalingga", "Bawaslu", 14_000_000, 0, "0%"),
        ]
    )


@layout(
    say("61.01", "KPU", DAY, committed=46_000 * J, disbursed=18_400 * J),
    say("61.07", "KPU", DAY, committed=28_000 * J, disbursed=28_000 * J),
    say("61.01", "BAWASLU", DAY, committed=15_000 * J, disbursed=15_000 * J),
)
def last_year_beside_this_year_of_the_same_month() -> Workbook:
    """ "Pemilu 2019" beside "Pilkada 2024": the other election's money is not read."""
    return book(
        [
            ("PERBANDINGAN HIBAH, POSISI 31 JULI 2024",),
            ("No", "Kabupaten", "Penerima", "Pilkada 2020", None, "Pilkada 2024", None),
            (None, None, None, "NPHD", "Realisasi", "NPHD", "Realisasi"),
            (1, "Sambas", "KPU", 31_000 * J, 31_000 * J, 46_000 * J, 18_400 * J),
            (2, "Bengkayang", "KPU", 22_000 * J, 22_000 * J, 28_000 * J, 28_000 * J),
            (3, "Sambas", "Bawaslu", 9_000 * J, 9_000 * J, 15_000 * J, 15_000 * J),
        ],
        merges="D2:E2 F2:G2 A2:A3 B2:B3 C2:C3",
    )
