"""Two units of money in one sheet: by column, by row, in words, and amounts twice in two units."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


M = 1000 * J
T = "REKAP HIBAH PILKADA PER 31 JULI 2024"


def rows(*r: tuple[object, ...], title: str = T, merges: str = "") -> Workbook:
    return book([(title,), *r], merges=merges)


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=11_278_605_200),
    say("53.08", "KPU", DAY, committed=30_500 * J, disbursed=30_500 * J),
)
def value_in_juta_paid_in_rp() -> Workbook:
    return rows(
        ("Kabupaten", "Penerima", "Nilai NPHD (Rp juta)", "Pencairan (Rp)"),
        ("Ngada", "KPU", 28000, 11278605200),
        ("Ende", "KPU", 30500, 30500 * J),
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=11_278_605_200),
    say("53.08", "KPU", DAY, committed=30_500 * J, disbursed=30_500 * J),
)
def rupiah_column_below_a_title_of_millions() -> Workbook:
    return rows(
        ("Kabupaten", "Penerima", "Nilai NPHD", "Pencairan (Rp)"),
        ("Ngada", "KPU", 28000, 11278605200),
        ("Ende", "KPU", 30500, 30500 * J),
        title=T + " (dalam jutaan rupiah)",
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=11_278_605_200),
    say("53.08", "KPU", DAY, committed=30_500 * J, disbursed=30_500 * J),
)
def whole_rupiah_said_below_a_title_of_millions() -> Workbook:
    return rows(
        ("Kabupaten", "Penerima", "Nilai NPHD", "Pencairan (rupiah penuh)"),
        ("Ngada", "KPU", 28000, 11278605200),
        ("Ende", "KPU", 30500, 30500 * J),
        title=T + " (dalam jutaan rupiah)",
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=11_200 * J),
    say("53.08", "KPU", DAY, committed=30_500 * J, disbursed=30_500 * J),
)
def rp_signs_below_a_title_of_millions() -> Workbook:

    return rows(
        ("Kabupaten", "Penerima", "Nilai NPHD (Rp)", "Pencairan (Rp)"),
        ("Ngada", "KPU", 28000, 11200),
        ("Ende", "KPU", 30500, 30500),
        title=T + " (dalam jutaan rupiah)",
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=11_278_605_200),
    say("53.08", "KPU", DAY, committed=30_500 * J, disbursed=30_500 * J),
)
def each_amount_twice_in_two_units() -> Workbook:
    return rows(
        (
            "Kabupaten",
            "Penerima",
            "Nilai NPHD (Rp)",
            "Nilai NPHD (Rp juta)",
            "Pencairan (Rp)",
            "Pencairan (Rp juta)",
        ),
        ("Ngada", "KPU", 28000 * J, 28000, 11278605200, 11278.61),
        ("Ende", "KPU", 30500 * J, 30500, 30500 * J, 30500),
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=11_200 * J),
    say("53.08", "KPU", DAY, committed=30_500 * J, disbursed=12_300 * J),
)
def amounts_with_their_unit_in_words() -> Workbook:
    return rows(
        ("Kabupaten", "Penerima", "NPHD", "Cair"),
        ("Ngada", "KPU", "Rp 28 M", "11,2 miliar"),
        ("Ende", "KPU", "Rp. 30,5 Milyar", "12.300 jt"),
    )


@layout(
    say("53.09", "KPU", DAY, committed=12_500 * J, disbursed=1_200 * J),
    say("53.08", "KPU", DAY, committed=30_500 * J, disbursed=350 * J),
)
def texts_with_units_under_title_of_millions() -> Workbook:
    return rows(
        ("Kabupaten", "Penerima", "NPHD", "Cair"),
        ("Ngada", "KPU", "Rp 12,5 M", "1,2 miliar"),
        ("Ende", "KPU", 30500, "350 juta"),
        title=T + " (dalam jutaan rupiah)",
    )


@layout(
    say("53.09", "KPU", DAY, committed=12_500 * J, disbursed=1_200 * J),
    say("53.08", "KPU", DAY, committed=30_500 * J, disbursed=350 * J),
)
def a_unit_for_each_group() -> Workbook:
    return book(
        [
            (T,),
            ("Kabupaten", "Penerima", "Nilai (Rp juta)", None, "Nilai (Rp)", None),
            (None, None, "NPHD", "Sisa", "Pencairan", "Sisa"),
            ("Ngada", "KPU", 12500, 11300, 1200 * J, 11300 * J),
            ("Ende", "KPU", 30500, 30150, 350 * J, 30150 * J),
        ],
        merges="C2:D2 E2:F2 A2:A3 B2:B3",
    )


@layout(
    say("53.09", "KPU", DAY, committed=12_500 * J, disbursed=1_200 * J),
    say("53.09", "BAWASLU", DAY, committed=3_500 * J, disbursed=350 * J),
)
def a_unit_for_each_row() -> Workbook:
    return rows(
        ("Penerima", "NPHD", "Cair", "Satuan"),
        ("KPU", 12500, 1200, "Juta Rp"),
        ("Bawaslu", 3500 * J, 350 * J, "Rp"),
        title="HIBAH PILKADA NGADA PER 31 JULI 2024",
    )


@layout(
    say("53.09", "KPU", DAY, committed=12_500 * J, disbursed=1_200 * J),
    say("53.08", "KPU", DAY, committed=30_500 * J, disbursed=350 * J),
)
def remainder_in_rupiah_of_amounts_in_millions() -> Workbook:
    return rows(
        ("Kabupaten", "Penerima", "NPHD (jutaan)", "Cair (jutaan)", "Sisa (Rp)"),
        ("Ngada", "KPU", 12500, 1200, 11300 * J),
        ("Ende", "KPU", 30500, 350, 30150 * J),
        ("Jumlah", None, 43000, 1550, 41450 * J),
    )


@layout(
    say("53.09", "KPU", DAY, committed=12_500 * J, disbursed=1_200 * J),
    say("53.08", "KPU", DAY, committed=30_500 * J, disbursed=350 * J),
)
def letters_for_units() -> Workbook:
    return rows(
        ("Kabupaten", "Penerima", "NPHD (Rp M)", "Cair (Rp Jt)"),
        ("Ngada", "KPU", 12.5, 1200),
        ("Ende", "KPU", 30.5, 350),
    )


@layout(
    say("53.09", "KPU", DAY, committed=12_500 * J, disbursed=1_200 * J),
    say("53.09", "BAWASLU", DAY, committed=4_000 * J, disbursed=350 * J),
)
def one_block_in_millions() -> Workbook:
    return book(
        [
            ("HIBAH PILKADA PER 31 JULI 2024 (RUPIAH)",),
            ("Kabupaten", "KPU (juta rupiah)", None, "BAWASLU", None),
            (None, "NPHD", "Cair", "NPHD", "Cair"),
            ("Ngada", 12500, 1200, 4000 * J, 350 * J),
        ],
        merges="B2:C2 D2:E2",
    )


@layout(errors="unit-of-column-missing")
def one_column_without_a_unit() -> Workbook:
    return rows(
        ("Kabupaten", "Penerima", "NPHD (juta)", "Cair"),
        ("Ngada", "KPU", 12500, 1200),
        ("Ende", "KPU", 30500, 350),
    )
