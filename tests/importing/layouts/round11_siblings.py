"""Kabupaten and Kota of one name as sheets and as columns; among rows a bare name is asked."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

DAY = "2024-07-31"


def sheet(place: str, *figs: tuple[object, ...]) -> list[tuple[object, ...]]:
    return [
        (f"HIBAH PILKADA {place} PER 31 JULI 2024".replace("  ", " "),),
        ("No", "Penerima", "NPHD", "Pencairan"),
        *[(i + 1, *f) for i, f in enumerate(figs)],
    ]


@layout(
    say("53.01", "KPU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("53.71", "KPU", DAY, committed=15_000 * J, disbursed=15_000 * J),
)
def sheets_kupang_and_kota_kupang() -> Workbook:
    return tabs(
        Kupang=sheet("", ("KPU", 20_000 * J, 8_000 * J)),
        Kota_Kupang=sheet("", ("KPU", 15_000 * J, 15_000 * J)),
    )


@layout(
    say("52.06", "KPU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("52.72", "KPU", DAY, committed=15_000 * J, disbursed=5_000 * J),
)
def bima_and_kota_bima_across_measures_down() -> Workbook:
    return book(
        [
            ("HIBAH KPU PILKADA PER 31 JULI 2024",),
            ("Uraian", "Bima", "Kota Bima"),
            ("Nilai NPHD", 20_000 * J, 15_000 * J),
            ("Pencairan", 8_000 * J, 5_000 * J),
        ]
    )


@layout(
    say("52.72", "KPU", DAY, committed=15_000 * J, disbursed=5_000 * J), errors="region-ambiguous"
)
def bima_and_kota_bima_in_rows_stay_asked() -> Workbook:
    return book(
        [
            ("HIBAH KPU PILKADA PER 31 JULI 2024",),
            ("Kab/Kota", "NPHD", "Pencairan"),
            ("Bima", 20_000 * J, 8_000 * J),
            ("Kota Bima", 15_000 * J, 5_000 * J),
        ]
    )


@layout(
    say("96.01", "KPU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("96.71", "KPU", DAY, committed=15_000 * J, disbursed=5_000 * J),
)
def sheets_of_sorong_and_kota_sorong() -> Workbook:
    def s(a: int, b: int) -> list[tuple[object, ...]]:
        return [("REKAP PER 31 JULI 2024",), ("No", "Penerima", "NPHD", "Cair"), (1, "KPU", a, b)]

    return tabs(Sorong=s(20_000 * J, 8_000 * J), Kota_Sorong=s(15_000 * J, 5_000 * J))


@layout(errors="region-ambiguous")
def kupang_alone_is_asked() -> Workbook:
    return tabs(Kupang=sheet("", ("KPU", 20_000 * J, 8_000 * J)))


@layout(
    say("53.71", "KPU", DAY, committed=15_000 * J, disbursed=15_000 * J),
    say("53.01", "KPU", DAY, committed=10_000 * J, disbursed=15_00 * J),
    errors="region-ambiguous",
)
def a_third_sheet_of_the_regency_by_its_full_name() -> Workbook:
    return tabs(
        Kupang=sheet("", ("KPU", 20_000 * J, 8_000 * J)),
        Kota_Kupang=sheet("", ("KPU", 15_000 * J, 15_000 * J)),
        Kab_Kupang=sheet("", ("KPU", 10_000 * J, 15_00 * J)),
    )


@layout(
    say("53.01", "KPU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("53.01", "BAWASLU", DAY, committed=5_000 * J, disbursed=8_00 * J),
    say("53.71", "KPU", DAY, committed=15_000 * J, disbursed=15_000 * J),
    say("53.71", "BAWASLU", DAY, committed=5_000 * J, disbursed=1_000 * J),
)
def kupang_and_kota_kupang_over_value_and_payment() -> Workbook:
    return book(
        [
            ("HIBAH PILKADA PER 31 JULI 2024",),
            ("Penerima", "Kupang", None, "Kota Kupang", None),
            (None, "NPHD", "Cair", "NPHD", "Cair"),
            ("KPU", 20_000 * J, 8_000 * J, 15_000 * J, 15_000 * J),
            ("Bawaslu", 5_000 * J, 800 * J, 5_000 * J, 1000 * J),
        ],
        merges="B2:C2 D2:E2 A2:A3",
    )


@layout(
    say("53.71", "KPU", DAY, committed=15_000 * J, disbursed=15_000 * J), errors="region-ambiguous"
)
def two_sheets_by_the_bare_name() -> Workbook:
    return tabs(
        Kupang=sheet("", ("KPU", 20_000 * J, 8_000 * J)),
        Kota_Kupang=sheet("", ("KPU", 15_000 * J, 15_000 * J)),
        Kupang_2=sheet("KUPANG", ("KPU", 15_000 * J, 15_00 * J)),
    )
