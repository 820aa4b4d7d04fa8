"""Provinces over names without their kind, and the day in a note below the table."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say

JULY = "2024-07-31"


def _all(day, *rows):
    """(region, agency, value, paid or None) in millions."""
    found = {}
    for region, agency, value, paid in rows:
        found |= say(
            region,
            agency,
            day,
            committed=value * J,
            **({} if paid is None else {"disbursed": paid * J}),
        )
    return found


@layout(
    _all(
        JULY,
        ("52.06", "KPU", 31_000, 31_000),
        ("52.72", "KPU", 17_000, 6_800),
        ("53.01", "KPU", 33_000, 13_200),
        ("53.71", "KPU", 26_000, 26_000),
        ("51.03", "KPU", 47_000, 47_000),
    ),
    file="bali nusra.xlsx",
)
def provinces_merged_over_their_regions_with_sub_totals() -> Workbook:
    """Several provinces, merged over their regions; the kind of region has a column of its own."""
    rows = [
        ("REKAP NPHD KPU WILAYAH BALI DAN NUSA TENGGARA",),
        ("per 31 Juli 2024 (Rp juta)",),
        (),
        ("Provinsi", "No", "Kab/Kota", "Nama", "NPHD", "Transfer", "%", "Sisa"),
        ("Bali", 1, "Kab", "Badung", 47_000, 47_000, "100%", 0),
        ("Sub Total Bali", None, None, None, 47_000, 47_000, "100%", 0),
        ("Nusa Tenggara Barat", 2, "Kab", "Bima", 31_000, 31_000, "100%", 0),
        (None, 3, "Kota", "Bima", 17_000, 6_800, "40%", 10_200),
        ("Sub Total NTB", None, None, None, 48_000, 37_800, "78,75%", 10_200),
        ("Nusa Tenggara Timur", 4, "Kab", "Kupang", 33_000, 13_200, "40%", 19_800),
        (None, 5, "Kota", "Kupang", 26_000, 26_000, "100%", 0),
        ("Sub Total NTT", None, None, None, 59_000, 39_200, "66,44%", 19_800),
        ("TOTAL KESELURUHAN", None, None, None, 154_000, 124_000, "80,52%", 30_000),
    ]
    return book(rows, "Rekap", merges="A7:A8 A10:A11 A6:D6 A9:D9 A12:D12 A13:D13")


@layout(
    say("53.15", "KPU", JULY, committed=28_000 * J, disbursed=28_000 * J),
    say("53.15", "POLRI", JULY, committed=4_000 * J, disbursed=4_000 * J),
    say(
        "53.15",
        "TNI",
        JULY,
        committed=896 * J,
        disbursed=896 * J,
        unit="Kodim 1630/Manggarai Barat",
    ),
    say("53.15", "BAWASLU", JULY, committed=9_000 * J, disbursed=9_000 * J),
    file="mabar.xlsx",
)
def one_regency_with_the_day_below_the_table() -> Workbook:
    """The state of the figures is said in a note below the table alone."""
    rows = [
        ("PEMERINTAH KABUPATEN MANGGARAI BARAT",),
        ("REKAP HIBAH PILKADA 2024",),
        (),
        (
            "No",
            "Penerima",
            "NPHD",
            "Pencairan Tahap I",
            "Pencairan Tahap II",
            "Jumlah Pencairan",
            "Sisa",
        ),
        (1, "KPU Kabupaten Manggarai Barat", 28_000 * J, 14_000 * J, 14_000 * J, 28_000 * J, 0),
        (2, "Bawaslu Kabupaten Manggarai Barat", 9_000 * J, 4_500 * J, 4_500 * J, 9_000 * J, 0),
        (3, "Polres Manggarai Barat", 4_000 * J, 2_000 * J, 2_000 * J, 4_000 * J, 0),
        (4, "Kodim 1630/Manggarai Barat", 896 * J, 448 * J, 448 * J, 896 * J, 0),
        (None, "Jumlah", 41_896 * J, 20_948 * J, 20_948 * J, 41_896 * J, 0),
        (),
        ("Keterangan: data per 31 Juli 2024",),
    ]
    return book(rows, "Rekap")
