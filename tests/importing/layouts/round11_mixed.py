"""Joined headings, units, addenda and siblings together, over sheets of months, agencies and regions."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

DAY = "2024-07-31"


@layout(
    say("53.09", "POLRI", "2024-06-30", committed=4_000 * J, disbursed=1_000 * J),
    say("53.09", "TNI", "2024-06-30", "Kodim 1625/Ngada", committed=1_000 * J, disbursed=0),
    say("53.09", "POLRI", "2024-07-31", committed=4_000 * J, disbursed=2_000 * J),
    say("53.09", "TNI", "2024-07-31", "Kodim 1625/Ngada", committed=1_000 * J, disbursed=400 * J),
)
def month_sheets_with_joined_heading() -> Workbook:
    def s(a: int, b: int) -> list[tuple[object, ...]]:
        return [
            ("HIBAH PENGAMANAN PILKADA KAB. NGADA TAHUN 2024",),
            ("(dalam jutaan rupiah)",),
            ("No", "Satuan", "TNI & POLRI", None, None),
            (None, None, "NPHD", "Cair", "%"),
            (1, "Polres Ngada", 4000, a, a / 40),
            (2, "Kodim 1625/Ngada", 1000, b, b / 10),
            (None, "Jumlah", 5000, a + b, None),
        ]

    return tabs(Juni=s(1000, 0), Juli=s(2000, 400))


@layout(
    say("53.09", "POLRI", DAY, committed=4_000 * J, disbursed=2_000 * J),
    say("53.08", "POLRI", DAY, committed=3_000 * J, disbursed=3_000 * J),
    say("53.09", "TNI", DAY, committed=1_500 * J, disbursed=0),
    say("53.08", "TNI", DAY, committed=900 * J, disbursed=900 * J),
)
def agency_sheets_and_recap_of_joined() -> Workbook:
    def s(t: str, *r: tuple[object, ...]) -> list[tuple[object, ...]]:
        return [
            (f"HIBAH PENGAMANAN PILKADA {t} PER 31 JULI 2024",),
            ("No", "Kabupaten", "NPHD", "Pencairan"),
            *r,
        ]

    return tabs(
        REKAP=s("TNI/POLRI", (1, "Ngada", 5500 * J, 2000 * J), (2, "Ende", 3900 * J, 3900 * J)),
        POLRI=s("POLRI", (1, "Ngada", 4000 * J, 2000 * J), (2, "Ende", 3000 * J, 3000 * J)),
        TNI=s("TNI", (1, "Ngada", 1500 * J, 0), (2, "Ende", 900 * J, 900 * J)),
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.08", "KPU", DAY, committed=19_500 * J, disbursed=19_500 * J),
    say("53.09", "BAWASLU", DAY, committed=9_000 * J, disbursed=9_000 * J),
    say("53.08", "BAWASLU", DAY, committed=8_000 * J, disbursed=4_000 * J),
)
def sheet_per_agency_with_addenda_in_two_units() -> Workbook:
    return tabs(
        KPU=[
            ("NPHD KPU PER 31 JULI 2024",),
            (
                "No",
                "Kabupaten",
                "NPHD Awal (Rp juta)",
                "Addendum (+/-) (Rp juta)",
                "Pencairan (Rp)",
            ),
            (1, "Ngada", 28_000, 2_000, 10_000 * J),
            (2, "Ende", 20_000, -500, 19_500 * J),
        ],
        BAWASLU=[
            ("NPHD BAWASLU PER 31 JULI 2024",),
            (
                "No",
                "Kabupaten",
                "NPHD Awal (Rp juta)",
                "Addendum (+/-) (Rp juta)",
                "Pencairan (Rp)",
            ),
            (1, "Ngada", 9_000, None, 9_000 * J),
            (2, "Ende", 8_000, 0, 4_000 * J),
        ],
    )


@layout(
    say("52.06", "KPU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("52.72", "KPU", DAY, committed=15_000 * J, disbursed=5_000 * J),
    say("52.06", "BAWASLU", DAY, committed=7_000 * J, disbursed=7_000 * J),
    say("52.72", "BAWASLU", DAY, committed=5_000 * J, disbursed=0),
    say("52.06", "POLRI", DAY, None, committed=3_000 * J, disbursed=1_000 * J),
    say("52.06", "TNI", DAY, "Kodim 1608/Bima", committed=1_000 * J, disbursed=1_000 * J),
    say("52.72", "POLRI", DAY, None, committed=2_000 * J, disbursed=2_000 * J),
)
def sheets_bima_and_kota_bima_with_joined_row() -> Workbook:
    def s(*r: tuple[object, ...]) -> list[tuple[object, ...]]:
        return [
            ("REKAP HIBAH PILKADA PER 31 JULI 2024",),
            ("No", "Penerima", "NPHD", "Cair", "Sisa"),
            *r,
        ]

    return tabs(
        Bima=s(
            (1, "KPU", 20_000 * J, 8_000 * J, 12_000 * J),
            (2, "Bawaslu", 7_000 * J, 7_000 * J, 0),
            (3, "TNI/Polri", 4_000 * J, 2_000 * J, 2_000 * J),
            (None, "a. Polres Bima", 3_000 * J, 1_000 * J, 2_000 * J),
            (None, "b. Kodim 1608/Bima", 1_000 * J, 1_000 * J, 0),
            ("Jumlah", None, 31_000 * J, 17_000 * J, 14_000 * J),
        ),
        Kota_Bima=s(
            (1, "KPU", 15_000 * J, 5_000 * J, 10_000 * J),
            (2, "Bawaslu", 5_000 * J, 0, 5_000 * J),
            (3, "Polres Bima Kota", 2_000 * J, 2_000 * J, 0),
            ("Jumlah", None, 22_000 * J, 7_000 * J, 15_000 * J),
        ),
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.08", "KPU", DAY, committed=19_500 * J, disbursed=19_500 * J),
    say("53.09", "POLRI", DAY, committed=4_000 * J, disbursed=2_000 * J),
    say("53.09", "TNI", DAY, "Kodim 1625/Ngada", committed=1_000 * J, disbursed=400 * J),
    say("53.08", "POLRI", DAY, committed=3_000 * J, disbursed=3_000 * J),
)
def kpu_block_with_addendum_and_joined_block() -> Workbook:
    return book(
        [
            ("REKAP HIBAH PILKADA PER 31 JULI 2024",),
            (
                "No",
                "Kab/Kota",
                "KPU (Rp juta)",
                None,
                None,
                None,
                "TNI/POLRI (Rp)",
                None,
                None,
                None,
            ),
            (
                None,
                None,
                "Semula",
                "Tambah/Kurang",
                "Menjadi",
                "Cair",
                "Satuan",
                "NPHD",
                "Cair",
                "%",
            ),
            (1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            (1, "Ngada", 28_000, 2_000, 30_000, 10_000, "Polres", 4_000 * J, 2_000 * J, "50%"),
            (None, None, None, None, None, None, "Kodim 1625/Ngada", 1_000 * J, 400 * J, "40%"),
            (2, "Ende", 20_000, -500, 19_500, 19_500, "Polres", 3_000 * J, 3_000 * J, "100%"),
            ("JUMLAH", None, 48_000, 1_500, 49_500, 29_500, None, 8_000 * J, 5_400 * J, "67,5%"),
        ],
        merges="C2:F2 G2:J2 A2:A3 B2:B3 A5:A6 B5:B6",
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.08", "KPU", DAY, committed=19_500 * J, disbursed=19_500 * J),
    errors="agencies-joined",
)
def list_with_unit_column_and_joined_row() -> Workbook:
    return book(
        [
            ("REKAP HIBAH PILKADA PER 31 JULI 2024",),
            ("No", "Kabupaten", "Penerima", "Satuan", "NPHD", "Cair"),
            (1, "Ngada", "KPU", "Rp juta", 30_000, 10_000),
            (2, "Ende", "KPU", "Rp", 19_500 * J, 19_500 * J),
            (3, "Ende", "KPU & Bawaslu", "Rp", 1000 * J, 1000 * J),
        ]
    )


@layout(
    say("53.09", "KPU", "2024-06-30", committed=28_000 * J, disbursed=6_000 * J),
    say("53.09", "KPU", "2024-07-31", committed=30_000 * J, disbursed=10_000 * J),
)
def month_sheets_addendum_appears_later() -> Workbook:
    return tabs(
        Juni_2024=[
            ("HIBAH KPU KAB. NGADA",),
            ("Penerima", "NPHD", "Penambahan", "Pencairan"),
            ("KPU", "28 M", "-", "6 M"),
        ],
        Juli_2024=[
            ("HIBAH KPU KAB. NGADA",),
            ("Penerima", "NPHD", "Penambahan", "Pencairan"),
            ("KPU", "28 M", "2 M", "10 M"),
        ],
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J, spent=5_000 * J),
    say("53.08", "KPU", DAY, committed=20_000 * J, disbursed=20_000 * J, spent=1_000 * J),
)
def units_mixed_in_band_of_three_with_letters() -> Workbook:
    return book(
        [
            ("LAPORAN HIBAH KPU PER 31 JULI 2024",),
            ("No", "Kabupaten", "NPHD", "Realisasi", None, None, None),
            (None, None, None, "Pencairan", None, "Belanja", None),
            (None, None, "Rp", "Rp juta", "%", "Rp ribu", "%"),
            ("a", "b", "c", "d", "e", "f", "g"),
            (1, "Ngada", 30_000 * J, 10_000, 33.33, 5_000_000, 50),
            (2, "Ende", 20_000 * J, 20_000, 100, 1_000_000, 5),
        ],
        merges="A2:A4 B2:B4 C2:C3 D2:G2 D3:E3 F3:G3",
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=9_000 * J, disbursed=9_000 * J),
    errors="agencies-joined",
)
def joined_subtotal_that_does_not_agree() -> Workbook:
    return book(
        [
            ("REKAP HIBAH PILKADA KAB. NGADA PER 31 JULI 2024",),
            ("No", "Penerima", "NPHD", "Cair"),
            (1, "KPU", 30_000 * J, 10_000 * J),
            (2, "Bawaslu", 9_000 * J, 9_000 * J),
            (None, "KPU + Bawaslu", 40_000 * J, 19_000 * J),
        ]
    )


@layout(
    say("53.09", "POLRI", DAY, committed=4_000 * J, disbursed=2_000 * J),
    say("53.09", "TNI", DAY, committed=1_000 * J, disbursed=400 * J),
    say("53.08", "POLRI", DAY, committed=3_000 * J, disbursed=3_000 * J),
    say("53.08", "TNI", DAY, committed=900 * J, disbursed=900 * J),
)
def joined_group_with_kind_column_and_regions_merged() -> Workbook:
    return book(
        [
            ("PAM PILKADA PER 31 JULI 2024",),
            ("No", "Kabupaten", "PENGAMANAN (TNI/POLRI)", None, None),
            (None, None, "Instansi", "Nilai", "Realisasi"),
            (1, "Ngada", "Polri", 4_000 * J, 2_000 * J),
            (None, None, "TNI", 1_000 * J, 400 * J),
            (2, "Ende", "Polri", 3_000 * J, 3_000 * J),
            (None, None, "TNI", 900 * J, 900 * J),
        ],
        merges="C2:E2 A4:A5 B4:B5 A6:A7 B6:B7 A2:A3 B2:B3",
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=9_000 * J, disbursed=9_000 * J),
    say("53.09", "POLRI", DAY, committed=4_000 * J, disbursed=2_000 * J),
    say("53.09", "TNI", DAY, committed=1_000 * J, disbursed=400 * J),
)
def joined_sections_penyelenggara_and_pengamanan_with_sums() -> Workbook:
    return book(
        [
            ("HIBAH PILKADA KAB. NGADA PER 31 JULI 2024 (Rp juta)",),
            ("No", "Uraian", "NPHD", "Cair", "%"),
            ("I", "PENYELENGGARA PEMILU", 39_000, 19_000, 48.72),
            (1, "KPU", 30_000, 10_000, 33.33),
            (2, "Bawaslu", 9_000, 9_000, 100),
            ("II", "PENGAMANAN", 5_000, 2_400, 48),
            (1, "Polri", 4_000, 2_000, 50),
            (2, "TNI", 1_000, 400, 40),
            (None, "TOTAL", 44_000, 21_400, 48.64),
        ]
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=9_000 * J, disbursed=9_000 * J),
    say("53.08", "KPU", DAY, committed=20_000 * J, disbursed=0),
    say("53.08", "BAWASLU", DAY, committed=8_000 * J, disbursed=8_000 * J),
)
def kpu_bawaslu_total_columns_across() -> Workbook:
    return book(
        [
            ("HIBAH PILKADA PER 31 JULI 2024",),
            ("Kabupaten", "KPU", None, "BAWASLU", None, "KPU + BAWASLU", None),
            (None, "NPHD", "Cair", "NPHD", "Cair", "NPHD", "Cair"),
            ("Ngada", 30_000 * J, 10_000 * J, 9_000 * J, 9_000 * J, 39_000 * J, 19_000 * J),
            ("Ende", 20_000 * J, 0, 8_000 * J, 8_000 * J, 28_000 * J, 8_000 * J),
            ("Jumlah", 50_000 * J, 10_000 * J, 17_000 * J, 17_000 * J, 67_000 * J, 27_000 * J),
        ],
        merges="B2:C2 D2:E2 F2:G2",
    )
