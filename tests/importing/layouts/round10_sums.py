"""Headings in the column of numbers, kinds of spending and their sum, orders of payment as texts."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


@layout(
    say("35.20", "KPU", DAY, committed=40_000 * J, disbursed=16_000 * J),
    say("35.20", "BAWASLU", DAY, committed=13_000 * J, disbursed=13_000 * J),
    say("35.21", "KPU", DAY, committed=44_000 * J),
)
def agency_rows_with_regional_heading_in_number_column() -> Workbook:
    """Roman headings of regions stand in the column of numbers, each with a sum."""
    return book(
        [
            ("HIBAH PILKADA MATARAMAN PER 31 JULI 2024",),
            ("No", "Penerima Hibah", "Nilai (Rp)", "Realisasi (Rp)", "Sisa (Rp)"),
            ("I. KABUPATEN MAGETAN",),
            (1, "KPU", 40_000 * J, 16_000 * J, 24_000 * J),
            (2, "BAWASLU", 13_000 * J, 13_000 * J, 0),
            ("Jumlah I", None, 53_000 * J, 29_000 * J, 24_000 * J),
            ("II. KABUPATEN NGAWI",),
            (1, "KPU", 44_000 * J, None, None),
            ("Jumlah II", None, 44_000 * J, None, None),
            ("Jumlah I + II", None, 97_000 * J, 29_000 * J, None),
        ],
        merges="A3:E3 A7:E7",
    )


@layout(
    say("63.06", "KPU", "2024-09-30", committed=30_000 * J, disbursed=30_000 * J, spent=9_000 * J),
    say("63.07", "KPU", "2024-09-30", committed=28_000 * J, disbursed=28_000 * J, spent=7_500 * J),
)
def spending_by_source_columns_and_total_realisation() -> Workbook:
    """Two kinds of spending before the sum of both: the sum counts."""
    return book(
        [
            ("REALISASI BELANJA HIBAH KPU HULU SUNGAI S/D SEPTEMBER 2024",),
            (
                "No",
                "Satker",
                "Nilai NPHD",
                "Total Penerimaan",
                "Belanja Barang",
                "Belanja Pegawai/Honor",
                "Total Belanja",
                "Sisa Kas",
            ),
            (
                1,
                "KPU Kab. HSS",
                30_000 * J,
                30_000 * J,
                4_000 * J,
                5_000 * J,
                9_000 * J,
                21_000 * J,
            ),
            (
                2,
                "KPU Kab. HST",
                28_000 * J,
                28_000 * J,
                3_500 * J,
                4_000 * J,
                7_500 * J,
                20_500 * J,
            ),
        ]
    )


@layout(
    say("53.21", "KPU", DAY, committed=25_725_141_000, disbursed=10_290_056_400),
    say("53.21", "BAWASLU", DAY, committed=9_214_290_000, disbursed=3_685_716_000),
    say("53.04", "KPU", DAY, committed=27_000 * J, disbursed=0),
)
def codes_and_names_in_one_cell_with_dash() -> Workbook:
    """A code and a name in one cell; what was paid is headed by the order, as text."""
    return book(
        [
            ("REKAP HIBAH PILKADA, DATA 31/07/2024",),
            ("Pemda", "Penerima", "NPHD", "SP2D", "Persen"),
            ("53.21 - Malaka", "KPU", "25.725.141.000", "10.290.056.400", "40,00"),
            ("53.21 - Malaka", "Bawaslu", "9.214.290.000", "3.685.716.000", "40,00"),
            ("53.04 - Belu", "KPU", "27.000.000.000", "0", "0,00"),
        ]
    )


@layout(
    say("62.10", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("62.11", "KPU", DAY, committed=27_000 * J, disbursed=27_000 * J),
    say("62.10", "BAWASLU", DAY, committed=9_000 * J, disbursed=9_000 * J),
)
def note_with_an_amount_and_a_number_below_the_sum() -> Workbook:
    """A note with an amount, a telephone number, and labels below the sum."""
    return book(
        [
            ("HIBAH PILKADA KALTENG POSISI 31 JULI 2024",),
            ("No", "Kabupaten", "Penerima", "NPHD", "Cair"),
            (1, "Gumas", "KPU", 30_000 * J, 12_000 * J),
            (2, "Pulpis", "KPU", 27_000 * J, 27_000 * J),
            (3, "Gumas", "Bawaslu", 9_000 * J, 9_000 * J),
            (None, "Jumlah", None, 66_000 * J, 48_000 * J),
            (),
            ("Catatan : KPU Gumas tahap II sebesar Rp 18.000.000.000 direncanakan Agustus 2024",),
            ("Keterangan", ":", "Data sementara"),
            ("Operator", ":", "Bagian Keuangan", 8_123_456_789),
        ]
    )
