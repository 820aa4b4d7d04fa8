"""Two tables without a gap, payments by budget, a letter above, columns from right to left."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


@layout(
    say("35.18", "KPU", DAY, committed=60_000 * J, disbursed=24_000 * J),
    say("35.18", "BAWASLU", DAY, committed=20_000 * J, disbursed=20_000 * J),
)
def letter_body_above_with_amounts() -> Workbook:
    """A letter with amounts in its sentences stands over the table."""
    return book(
        [
            ("Nomor : 900/1234/2024", None, None, "Nganjuk, 31 Juli 2024"),
            ("Perihal : Laporan Penyaluran Hibah Pilkada",),
            ("Dari hibah Rp 80.000.000.000 telah disalurkan Rp 44.000.000.000 (55%).",),
            (),
            ("No", "Penerima", "NPHD", "Tersalur", "Belum"),
            (1, "KPU Kab. Nganjuk", 60_000 * J, 24_000 * J, 36_000 * J),
            (2, "Bawaslu Kab. Nganjuk", 20_000 * J, 20_000 * J, 0),
            ("Jumlah", None, 80_000 * J, 44_000 * J, 36_000 * J),
        ]
    )


@layout(
    say("15.05", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("15.08", "KPU", DAY, committed=28_000 * J, disbursed=28_000 * J),
)
def province_column_repeated_with_subtotal_rows_typed_by_name() -> Workbook:
    return book(
        [
            ("REKAP NPHD KPU, 31 JULI 2024",),
            ("Provinsi", "Kab/Kota", "NPHD", "Cair"),
            ("Jambi", "Muaro Jambi", 30_000 * J, 12_000 * J),
            ("Jambi", "Bungo", 28_000 * J, 28_000 * J),
            ("Jambi Total", None, 58_000 * J, 40_000 * J),
            ("Grand Total", None, 58_000 * J, 40_000 * J),
        ]
    )


@layout(
    say("71.05", "KPU", DAY, committed=26_000 * J, disbursed=10_400 * J),
    say("71.05", "BAWASLU", DAY, committed=8_000 * J, disbursed=8_000 * J),
    say("71.06", "KPU", DAY, committed=25_000 * J, disbursed=10_000 * J),
)
def values_in_billions_with_their_letter_behind_each() -> Workbook:
    return book(
        [
            ("HIBAH PILKADA SULUT 31 JULI 2024",),
            ("Daerah", "Penerima", "NPHD", "Cair"),
            ("Minsel", "KPU", "26 M", "10,4 M"),
            ("Minsel", "Bawaslu", "8 M", "8 M"),
            ("Minut", "KPU", "25 M", "10 M"),
        ]
    )


@layout(
    say("13.03", "KPU", "2024-06-30", committed=22_000 * J, disbursed=8_800 * J),
    say("13.10", "KPU", "2024-06-30", committed=26_000 * J, disbursed=26_000 * J),
    say("13.03", "BAWASLU", "2024-06-30", committed=7_000 * J),
    say("13.10", "BAWASLU", "2024-06-30", committed=8_000 * J, disbursed=3_200 * J),
)
def block_per_agency_side_by_side_each_with_own_numbers_and_no_gap() -> Workbook:
    return book(
        [
            ("HIBAH PILKADA SUMBAR TW II 2024",),
            ("KPU", None, None, None, "BAWASLU", None, None, None),
            ("No", "Kab", "NPHD", "Cair", "No", "Kab", "NPHD", "Cair"),
            (1, "Sijunjung", 22_000 * J, 8_800 * J, 1, "Dharmasraya", 8_000 * J, 3_200 * J),
            (2, "Dharmasraya", 26_000 * J, 26_000 * J, 2, "Sijunjung", 7_000 * J, None),
        ],
        merges="A2:D2 E2:H2",
    )


@layout(
    say("33.10", "KPU", DAY, committed=42_000 * J, disbursed=16_800 * J),
    say("33.10", "POLRI", DAY, committed=4_000 * J, disbursed=4_000 * J),
    say("33.12", "KPU", DAY, committed=45_000 * J, disbursed=0),
)
def disbursed_by_source_of_budget() -> Workbook:
    """APBD murni and APBD-P are parts of what was paid; the sum is stated."""
    return book(
        [
            ("PENCAIRAN HIBAH PILKADA SOLO RAYA PER 31 JULI 2024",),
            ("No", "Pemda", "Penerima", "NPHD", "Pencairan", None, None),
            (None, None, None, None, "APBD Murni", "APBD Perubahan", "Jumlah"),
            (1, "Klaten", "KPU", 42_000 * J, 10_000 * J, 6_800 * J, 16_800 * J),
            (2, "Klaten", "Polres", 4_000 * J, 0, 4_000 * J, 4_000 * J),
            (3, "Wonogiri", "KPU", 45_000 * J, 0, 0, 0),
        ],
        merges="E2:G2 A2:A3 B2:B3 C2:C3 D2:D3",
    )


@layout(
    say("91.10", "KPU", DAY, committed=38_000 * J, disbursed=38_000 * J),
    say("91.20", "KPU", DAY, committed=35_000 * J, disbursed=14_000 * J),
)
def names_and_numbers_swapped_by_an_inserted_column() -> Workbook:
    return book(
        [
            ("NPHD KPU PAPUA", None, "31 Juli 2024"),
            (None, "NPHD", "Realisasi", "Daerah", "No"),
            (None, 38_000 * J, 38_000 * J, "Kab. Sarmi", 1),
            (None, 35_000 * J, 14_000 * J, "Kab. Mamberamo Raya", 2),
            (None, 73_000 * J, 52_000 * J, "Jumlah", None),
        ]
    )
