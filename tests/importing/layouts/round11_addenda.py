"""Addenda without a resulting value: what was signed, with additions, less reductions, each from its day."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


T = "HIBAH PILKADA KABUPATEN NGADA PER 31 JULI 2024"


def rows(*r: tuple[object, ...], title: str = T, merges: str = "") -> Workbook:
    return book([(title,), *r], merges=merges)


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=7_000 * J, disbursed=7000 * J),
)
def addendum_up_or_down() -> Workbook:
    return rows(
        ("Penerima", "Nilai NPHD", "Addendum (+/-)", "Pencairan"),
        ("KPU", 28_000 * J, 2_000 * J, 10_000 * J),
        ("Bawaslu", 7_500 * J, -500 * J, 7_000 * J),
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=7_000 * J, disbursed=7000 * J),
)
def bertambah_berkurang_one_column() -> Workbook:
    return rows(
        ("Penerima", "Nilai NPHD", "Bertambah/Berkurang", "Pencairan"),
        ("KPU", 28_000 * J, 2_000 * J, 10_000 * J),
        ("Bawaslu", 7_500 * J, "(500.000.000)", 7_000 * J),
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=7_000 * J, disbursed=7000 * J),
)
def addition_and_reduction_in_columns_of_their_own() -> Workbook:
    return rows(
        ("Penerima", "Nilai NPHD Awal", "Penambahan", "Pengurangan", "Pencairan"),
        ("KPU", 28_000 * J, 2_000 * J, None, 10_000 * J),
        ("Bawaslu", 7_500 * J, None, 500 * J, 7_000 * J),
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=7_000 * J, disbursed=7000 * J),
)
def bertambah_berkurang_below_a_group() -> Workbook:
    return rows(
        ("Penerima", "NPHD Awal", "Addendum", None, "Pencairan"),
        (None, None, "Bertambah", "Berkurang", None),
        ("KPU", 28_000 * J, 2_000 * J, None, 10_000 * J),
        ("Bawaslu", 7_500 * J, None, 500 * J, 7_000 * J),
        merges="C2:D2",
    )


@layout(
    say("53.09", "KPU", DAY, committed=31_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=7_000 * J, disbursed=7000 * J),
)
def additions_of_two_addenda() -> Workbook:
    return rows(
        ("Penerima", "NPHD Awal", "Penambahan Addendum I", "Penambahan Addendum II", "Pencairan"),
        ("KPU", 28_000 * J, 2_000 * J, 1_000 * J, 10_000 * J),
        ("Bawaslu", 7_500 * J, -500 * J, None, 7_000 * J),
    )


@layout(
    say("53.09", "KPU", DAY, committed=31_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=7_000 * J, disbursed=7000 * J),
    may=[
        say("53.09", "KPU", "2023-11-10", committed=28_000 * J),
        say("53.09", "KPU", "2024-03-01", committed=30_000 * J),
        say("53.09", "KPU", "2024-06-01", committed=31_000 * J),
        say("53.09", "BAWASLU", "2023-11-10", committed=7_500 * J),
        say("53.09", "BAWASLU", "2024-03-01", committed=7_000 * J),
    ],
)
def two_addenda_each_with_its_day() -> Workbook:
    return rows(
        ("Penerima", "NPHD", None, "Addendum I", None, "Addendum II", None, "Pencairan"),
        (
            None,
            "Tanggal",
            "Nilai Awal",
            "Tanggal",
            "Penambahan/Pengurangan",
            "Tanggal",
            "Penambahan/Pengurangan",
            None,
        ),
        (
            "KPU",
            "10-11-2023",
            28_000 * J,
            "01-03-2024",
            2_000 * J,
            "01-06-2024",
            1_000 * J,
            10_000 * J,
        ),
        ("Bawaslu", "10-11-2023", 7_500 * J, "01-03-2024", -500 * J, None, None, 7_000 * J),
        merges="B2:C2 D2:E2 F2:G2",
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=10_000 * J),
    errors="addendum-ambiguous",
)
def lone_value_of_an_addendum_beside_nphd() -> Workbook:
    return rows(
        ("Penerima", "NPHD", "Nilai Addendum", "Pencairan"),
        ("KPU", 28_000 * J, None, 10_000 * J),
        ("Bawaslu", 7_500 * J, 7_000 * J, 7_000 * J),
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=7_000 * J, disbursed=7000 * J),
)
def reduction_with_its_sign() -> Workbook:
    return rows(
        ("Penerima", "Nilai NPHD Awal", "Penambahan", "Pengurangan", "Pencairan"),
        ("KPU", 28_000 * J, 2_000 * J, 0, 10_000 * J),
        ("Bawaslu", 7_500 * J, 0, -500 * J, 7_000 * J),
    )


@layout(
    say("53.09", "KPU", DAY, committed=31_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=7_000 * J, disbursed=7000 * J),
)
def results_of_two_addenda() -> Workbook:
    """The second counts; where there was none, the first."""
    return rows(
        (
            "Penerima",
            "NPHD Awal",
            "Nilai Setelah Addendum I",
            "Nilai Setelah Addendum II",
            "Pencairan",
        ),
        ("KPU", 28_000 * J, 30_000 * J, 31_000 * J, 10_000 * J),
        ("Bawaslu", 7_500 * J, 7_000 * J, None, 7_000 * J),
    )


@layout(
    say(
        "53.09",
        "KPU",
        DAY,
        committed=30_000 * J,
        disbursed=10_000 * J,
    ),
    say("53.09", "BAWASLU", DAY, committed=7_000 * J, disbursed=7000 * J),
)
def change_said_in_a_word() -> Workbook:
    """The sign is a word in the cell."""
    return rows(
        ("Penerima", "Nilai NPHD", "Bertambah/(Berkurang)", "Sisa", "Pencairan"),
        ("KPU", 28_000 * J, "bertambah 2.000.000.000", 20_000 * J, 10_000 * J),
        ("Bawaslu", 7_500 * J, "berkurang Rp 500.000.000", 0, 7_000 * J),
    )


@layout(
    say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=10_000 * J),
    say("53.09", "BAWASLU", DAY, committed=7_000 * J, disbursed=7000 * J),
    say("53.09", "POLRI", DAY, committed=4_000 * J, disbursed=0),
    must="addendum-none",
)
def after_is_a_dash_or_zero() -> Workbook:
    return rows(
        ("Penerima", "NPHD Awal", "NPHD Setelah Addendum", "Pencairan", "Sisa"),
        ("KPU", 28_000 * J, "-", 10_000 * J, 18_000 * J),
        ("Bawaslu", 7_500 * J, 7_000 * J, 7_000 * J, 0),
        ("Polri", 4_000 * J, 0, 0, 4_000 * J),
    )


@layout(say("53.09", "BAWASLU", DAY, disbursed=7000 * J), errors="addendum-ambiguous")
def additions_alone() -> Workbook:
    return rows(
        ("Penerima", "Penambahan NPHD", "Pencairan"),
        ("KPU", 2_000 * J, 10_000 * J),
        ("Bawaslu", None, 7_000 * J),
    )


@layout(say("53.09", "KPU", DAY, committed=28_000 * J, disbursed=10_000 * J))
def variance_column_is_no_addition() -> Workbook:
    return rows(
        ("Penerima", "NPHD", "Realisasi", "+/-"), ("KPU", 28_000 * J, 10_000 * J, 18_000 * J)
    )


@layout(
    say("53.09", "KPU", DAY, committed=30_000 * J, disbursed=10_000 * J),
    say("53.08", "KPU", DAY, committed=7_000 * J, disbursed=7000 * J),
)
def changes_in_millions_with_tranches_and_numbers() -> Workbook:
    return rows(
        ("No", "Kabupaten", "Penerima", "NPHD Semula", "Addendum", None, "Pencairan", None, "%"),
        (None, None, None, None, "Bertambah", "Berkurang", "Tahap I", "Tahap II", None),
        (1, 2, 3, 4, 5, 6, 7, 8, 9),
        (1, "Ngada", "KPU", 28_000, 2_000, None, 6_000, 4_000, 33.33),
        (2, "Ende", "KPU", 7_500, None, 500, 7_000, None, 100),
        (None, "Jumlah", None, 35_500, 2_000, 500, 13_000, 4_000, 45.95),
        title="HIBAH PILKADA PER 31 JULI 2024 (dalam jutaan rupiah)",
        merges="E2:F2 G2:H2 A2:A3 B2:B3 C2:C3 D2:D3 I2:I3",
    )


@layout(
    say("53.09", "KPU", DAY, committed=32_000 * J),
    say("53.09", "BAWASLU", DAY, committed=7_000 * J),
)
def result_of_the_first_and_addition_of_the_second() -> Workbook:
    return rows(
        ("Penerima", "NPHD Awal", "Nilai Setelah Addendum I", "Penambahan Addendum II"),
        ("KPU", 28_000 * J, 30_000 * J, 2_000 * J),
        ("Bawaslu", 7_500 * J, 7_000 * J, None),
    )
