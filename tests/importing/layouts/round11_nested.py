"""Agencies with their sums over regions, instalments below regions, a value of two beside one's payment."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say

JULY = "2024-07-31"


def _all(day, *rows):
    found = {}
    for region, agency, value, paid in rows:
        found |= say(
            region,
            agency,
            day,
            **({} if value is None else {"committed": value * J}),
            **({} if paid is None else {"disbursed": paid * J}),
        )
    return found


@layout(
    _all(
        JULY,
        ("33.01", "KPU", 58_000, 23_200),
        ("33.02", "KPU", 61_000, 61_000),
        ("33.01", "BAWASLU", 18_000, 18_000),
        ("33.02", "BAWASLU", 19_000, 7_600),
    ),
    file="rekap per instansi.xlsx",
)
def sums_on_agency_headings() -> Workbook:
    return book(
        [
            ("REKAP NPHD JATENG PER 31 JULI 2024",),
            ("No", "Instansi / Daerah", "NPHD", "Cair", "%"),
            ("I", "KPU", 119_000 * J, 84_200 * J, 70.76),
            (1, "Kab. Cilacap", 58_000 * J, 23_200 * J, 40),
            (2, "Kab. Banyumas", 61_000 * J, 61_000 * J, 100),
            ("II", "BAWASLU", 37_000 * J, 25_600 * J, 69.19),
            (1, "Kab. Cilacap", 18_000 * J, 18_000 * J, 100),
            (2, "Kab. Banyumas", 19_000 * J, 7_600 * J, 40),
            (None, "JUMLAH", 156_000 * J, 109_800 * J, 70.38),
        ]
    )


@layout(
    _all(JULY, ("33.01", "KPU", None, 23_200), ("33.02", "KPU", None, 61_000)),
    file="nilai gabungan.xlsx",
)
def value_of_two_beside_the_payment_to_one() -> Workbook:
    return book(
        [
            ("REKAP JATENG PER 31 JULI 2024",),
            ("No", "Kabupaten", "Total NPHD KPU dan Bawaslu", "Pencairan KPU"),
            (1, "Cilacap", 76_000 * J, 23_200 * J),
            (2, "Banyumas", 80_000 * J, 61_000 * J),
        ]
    )


@layout(
    _all(JULY, ("73.08", "KPU", 66_000, 26_400), ("73.13", "KPU", 42_000, 42_000)),
    file="tahap di bawah.xlsx",
)
def region_rows_with_instalments_below() -> Workbook:
    return book(
        [
            ("HIBAH PILKADA KPU SULSEL",),
            ("Posisi 31 Juli 2024",),
            ("No", "Kabupaten", "NPHD", "Pencairan"),
            (1, "Kab. Bone", 66_000 * J, 26_400 * J),
            (None, "Tahap I", None, 26_400 * J),
            (2, "Kab. Wajo", 42_000 * J, 42_000 * J),
            (None, "Tahap I", None, 16_800 * J),
            (None, "Tahap II", None, 25_200 * J),
            (None, "Jumlah", 108_000 * J, 68_400 * J),
        ]
    )


@layout(
    _all("2024-06-30", ("33.01", "KPU", None, 23_200)),
    _all(JULY, ("33.01", "KPU", 58_000, 58_000), ("33.02", "KPU", 61_000, 24_400)),
    _all("2024-06-30", ("33.02", "KPU", None, 24_400)),
    file="dua keadaan.xlsx",
)
def two_states_in_two_groups() -> Workbook:
    return book(
        [
            ("PERBANDINGAN PENCAIRAN HIBAH KPU",),
            (),
            ("No", "Kabupaten", "NPHD", "Keadaan 30 Juni 2024", None, "Keadaan 31 Juli 2024", None),
            (None, None, None, "Pencairan", "%", "Pencairan", "%"),
            (1, "Cilacap", 58_000 * J, 23_200 * J, 0.4, 58_000 * J, 1),
            (2, "Banyumas", 61_000 * J, 24_400 * J, 0.4, 24_400 * J, 0.4),
            (None, "Jumlah", 119_000 * J, 47_600 * J, 0.4, 82_400 * J, 0.6924),
        ],
        merges="A3:A4 B3:B4 C3:C4 D3:E3 F3:G3",
    )
