"""Several grantees under one heading: told, but read where the rows or their sums tell them apart."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


@layout(
    say("53.09", "POLRI", DAY, None, committed=4_138 * J, disbursed=2_000 * J),
    say("53.09", "TNI", DAY, "Kodim 1625/Ngada", committed=1_527 * J, disbursed=1_000 * J),
)
def joined_group_read_by_the_rows_units() -> Workbook:
    return book(
        [
            ("REKAP HIBAH PILKADA KABUPATEN NGADA PER 31 JULI 2024",),
            ("No", "Satuan", "TNI/POLRI", None, None),
            (None, None, "Nilai NPHD", "Pencairan", "Sisa"),
            (1, "Polres Ngada", 4138 * J, 2000 * J, 2138 * J),
            (2, "Kodim 1625/Ngada", 1527 * J, 1000 * J, 527 * J),
            ("Jumlah", None, 5665 * J, 3000 * J, 2665 * J),
        ],
        merges="C2:E2 A2:A3 B2:B3",
    )


@layout(
    say("53.09", "POLRI", DAY, None, committed=4_138 * J, disbursed=2_000 * J),
    say("53.09", "TNI", DAY, "Kodim 1625/Ngada", committed=1_527 * J, disbursed=1_000 * J),
    say("53.15", "POLRI", DAY, None, committed=4000 * J, disbursed=4000 * J),
)
def security_group_with_its_units_inside() -> Workbook:
    return book(
        [
            ("REKAP HIBAH PILKADA PER 31 JULI 2024",),
            ("No", "Kabupaten", "Pengamanan (TNI/Polri)", None, None, None),
            (None, None, "Satuan", "Nilai NPHD", "Pencairan", "%"),
            (1, "Ngada", "Polres Ngada", 4138 * J, 2000 * J, 48.33),
            (None, None, "Kodim 1625/Ngada", 1527 * J, 1000 * J, 65.49),
            (2, "Manggarai Barat", "Polres Manggarai Barat", 4000 * J, 4000 * J, 100),
        ],
        merges="C2:F2 A2:A3 B2:B3",
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=20_000 * J),
    say("53.15", "KPU", DAY, committed=30_000 * J, disbursed=30_000 * J),
    must="agencies-joined-columns",
)
def joined_columns_beside_the_commission() -> Workbook:
    return book(
        [
            ("REKAP HIBAH PILKADA NTT PER 31 JULI 2024",),
            ("No", "Kabupaten", "KPU", None, "TNI/POLRI", None),
            (None, None, "NPHD", "Cair", "NPHD", "Cair"),
            (1, "Ngada", 28000 * J, 20000 * J, 5000 * J, 4000 * J),
            (2, "Manggarai Barat", 30000 * J, 30000 * J, 6000 * J, 4000 * J),
            (None, "Jumlah", 58000 * J, 50000 * J, 11000 * J, 8000 * J),
        ],
        merges="C2:D2 E2:F2",
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=20_000 * J),
    say("53.09", "POLRI", DAY, None, committed=4_000 * J, disbursed=2_000 * J),
    say("53.09", "TNI", DAY, "Kodim 1625/Ngada", committed=1_000 * J, disbursed=1_000 * J),
)
def joined_row_sums_the_units_below_it() -> Workbook:
    return book(
        [
            ("REKAP HIBAH PILKADA KABUPATEN NGADA PER 31 JULI 2024",),
            ("No", "Penerima", "NPHD", "Cair"),
            (1, "KPU", 28000 * J, 20000 * J),
            (2, "TNI/POLRI", 5000 * J, 3000 * J),
            (None, "- Polres Ngada", 4000 * J, 2000 * J),
            (None, "- Kodim 1625/Ngada", 1000 * J, 1000 * J),
            (None, "Jumlah", 33000 * J, 23000 * J),
        ]
    )


@layout(
    say("53.09", "POLRI", DAY, None, committed=4_138 * J, disbursed=2_000 * J),
    say("53.09", "TNI", DAY, "Kodim 1625/Ngada", committed=1_527 * J, disbursed=1_000 * J),
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=28_000 * J),
)
def commission_block_beside_a_joined_block_with_units() -> Workbook:
    return book(
        [
            ("REKAP HIBAH PILKADA PER 31 JULI 2024",),
            ("No", "Kabupaten", "KPU", None, "TNI/POLRI", None, None),
            (None, None, "NPHD", "Cair", "Satuan", "NPHD", "Cair"),
            (1, "Ngada", 28000 * J, 28000 * J, "Polres Ngada", 4138 * J, 2000 * J),
            (None, None, None, None, "Kodim 1625/Ngada", 1527 * J, 1000 * J),
        ],
        merges="C2:D2 E2:G2 A2:A3 B2:B3",
    )


@layout(
    say("53.09", "POLRI", DAY, committed=4_000 * J, disbursed=2_000 * J),
    say("53.09", "TNI", DAY, committed=1_000 * J, disbursed=1_000 * J),
)
def kinds_of_units_under_the_security_heading() -> Workbook:
    return book(
        [
            ("REALISASI HIBAH PENGAMANAN PILKADA KAB. NGADA PER 31 JULI 2024",),
            ("No", "Uraian", "Pengamanan (TNI/Polri)", None),
            (None, None, "Nilai NPHD", "Pencairan"),
            (1, "Polres", 4000 * J, 2000 * J),
            (2, "Kodim", 1000 * J, 1000 * J),
        ],
        merges="C2:D2",
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=10000 * J),
    say("53.09", "BAWASLU", DAY, committed=9_000 * J, disbursed=9000 * J),
)
def joined_row_sums_the_rows_above_it() -> Workbook:
    return book(
        [
            ("REKAP HIBAH PILKADA KABUPATEN NGADA PER 31 JULI 2024",),
            ("No", "Penerima", "NPHD", "Cair"),
            (1, "KPU", 28000 * J, 10000 * J),
            (2, "Bawaslu", 9000 * J, 9000 * J),
            (None, "KPU + Bawaslu", 37000 * J, 19000 * J),
        ]
    )


@layout(
    say("53.09", "POLRI", DAY, committed=4_000 * J, disbursed=2_000 * J),
    say("53.09", "TNI", DAY, committed=1_000 * J, disbursed=1_000 * J),
    errors="agencies-joined",
)
def next_regions_joined_amount_happens_to_be_the_sum() -> Workbook:
    """The five of Ende are not the four and one of Ngada above them."""
    return book(
        [
            ("HIBAH PENGAMANAN PILKADA PER 31 JULI 2024",),
            ("No", "Kabupaten", "Penerima", "NPHD", "Cair"),
            (1, "Ngada", "Polri", 4000 * J, 2000 * J),
            (None, None, "TNI", 1000 * J, 1000 * J),
            (2, "Ende", "TNI/Polri", 5000 * J, 3000 * J),
        ]
    )


@layout(
    say("53.09", "POLRI", DAY, committed=4_000 * J, disbursed=2_000 * J), errors="agencies-joined"
)
def joined_row_before_one_of_its_agencies() -> Workbook:
    return book(
        [
            ("HIBAH PENGAMANAN PILKADA NGADA PER 31 JULI 2024",),
            ("No", "Penerima", "NPHD", "Cair"),
            (1, "Pengamanan", 5000 * J, 3000 * J),
            (1, "Polri", 4000 * J, 2000 * J),
        ]
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=20_000 * J),
    say("53.09", "POLRI", DAY, committed=4_000 * J, disbursed=2_000 * J),
    errors="agency-unit-differ",
)
def another_agency_below_the_joined_heading() -> Workbook:
    return book(
        [
            ("HIBAH PILKADA PER 31 JULI 2024",),
            ("No", "Kabupaten", "KPU", None, "TNI/POLRI", None, None),
            (None, None, "NPHD", "Cair", "Satuan", "NPHD", "Cair"),
            (1, "Ngada", 28000 * J, 20000 * J, "Polres Ngada", 4000 * J, 2000 * J),
            (2, "Ngada", None, None, "Bawaslu", 4000 * J, 2000 * J),
        ],
        merges="C2:D2 E2:G2",
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=20_000 * J),
    say("53.09", "POLRI", DAY, "Polres Ngada", committed=4_000 * J, disbursed=2_000 * J),
    say("53.09", "TNI", DAY, "Kodim 1625/Ngada", committed=1000 * J, disbursed=400 * J),
    say("53.08", "KPU", DAY, committed=30_000 * J, disbursed=30_000 * J),
    say("53.08", "POLRI", DAY, "Polres Ende", committed=2_000 * J, disbursed=2_000 * J),
)
def joined_block_with_tranches_units_numbers_and_millions() -> Workbook:
    return book(
        [
            ("HIBAH PILKADA PER 31 JULI 2024 (dalam jutaan rupiah)",),
            (
                "No",
                "Kabupaten",
                "KPU",
                None,
                None,
                "PENGAMANAN TNI/POLRI",
                None,
                None,
                None,
                None,
                None,
            ),
            (None, None, "NPHD", "Cair", "%", "Satuan Kerja", "NPHD", "Pencairan", None, None, "%"),
            (None, None, None, None, None, None, None, "Tahap I", "Tahap II", "Jumlah", None),
            (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            (1, "Ngada", 28000, 20000, 71.43, "Polres Ngada", 4000, 1500, 500, 2000, 50),
            (None, None, None, None, None, "Kodim 1625/Ngada", 1000, 400, 0, 400, 40),
            (2, "Ende", 30000, 30000, 100, "Polres Ende", 2000, 2000, None, 2000, 100),
            (None, "JUMLAH", 58000, 50000, 86.21, None, 7000, 3900, 500, 4400, 62.86),
        ],
        merges="A2:A4 B2:B4 C2:E2 F2:K2 C3:C4 D3:D4 E3:E4 F3:F4 G3:G4 H3:J3 K3:K4 A6:A7 B6:B7",
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J),
    say("53.09", "BAWASLU", DAY, committed=9_000 * J),
    say("53.09", "POLRI", DAY, committed=4_000 * J),
    must="agencies-joined-columns",
)
def agreed_apart_paid_together() -> Workbook:
    return book(
        [
            ("HIBAH PILKADA KAB NGADA PER 31 JULI 2024",),
            ("Kabupaten", "NPHD KPU", "NPHD Bawaslu", "NPHD Polri", "Realisasi KPU dan Bawaslu"),
            ("Ngada", 28000 * J, 9000 * J, 4000 * J, 30000 * J),
        ]
    )
