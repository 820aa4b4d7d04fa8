"""Sums of some agencies and of one instalment, footnotes, days below amounts, ticks."""

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
        ("19.01", "KPU", 30_000, 30_000),
        ("19.01", "BAWASLU", 10_000, 4_000),
        ("19.01", "TNI", 1_000, 1_000),
        ("19.01", "POLRI", 3_000, 1_200),
        ("19.02", "KPU", 26_000, 10_400),
        ("19.02", "BAWASLU", 9_000, 9_000),
        ("19.02", "TNI", 900, 0),
        ("19.02", "POLRI", 2_500, 2_500),
    ),
    file="babel.xlsx",
)
def value_and_each_tranche_over_the_four_agencies() -> Workbook:
    """Four groups of five columns: value, first and second instalment, both together."""
    agencies = ("KPU", "BAWASLU", "TNI", "POLRI", "TOTAL")
    rows = [
        ("REKAP NPHD DAN TRANSFER DANA PILKADA SE-KEPULAUAN BANGKA BELITUNG",),
        ("s.d. 31 JULI 2024",),
        (),
        (
            "NO",
            "PEMDA",
            "ANGGARAN NPHD",
            *(None,) * 4,
            "TRANSFER TAHAP I",
            *(None,) * 4,
            "TRANSFER TAHAP II",
            *(None,) * 4,
            "TOTAL TRANSFER",
            *(None,) * 4,
        ),
        (None, None, *agencies * 4),
    ]
    table = [
        (
            "Kab. Bangka",
            (30_000, 10_000, 1_000, 3_000),
            (12_000, 4_000, 1_000, 1_200),
            (18_000, 0, 0, 0),
        ),
        (
            "Kab. Belitung",
            (26_000, 9_000, 900, 2_500),
            (10_400, 3_600, 0, 1_000),
            (0, 5_400, 0, 1_500),
        ),
    ]
    sums = [0] * 20
    for n, (name, value, first, second) in enumerate(table, 1):
        both = tuple(a + b for a, b in zip(first, second, strict=True))
        cells = [c * J for part in (value, first, second, both) for c in (*part, sum(part))]
        sums = [a + b for a, b in zip(sums, cells, strict=True)]
        rows.append((n, name, *cells))
    rows.append(("JUMLAH", None, *sums))
    return book(rows, "Rekap", merges="A4:A5 B4:B5 C4:G4 H4:L4 M4:Q4 R4:V4 A8:B8")


@layout(
    _all(
        "2024-08-05",
        ("64.71", "KPU", 60_000, 60_000),
        ("64.71", "BAWASLU", 18_750, 7_500),
        ("64.74", "KPU", 27_300, 27_300),
        ("64.74", "BAWASLU", 9_100, 9_100),
    ),
    file="kaltim kota.xlsx",
)
def footnotes_behind_amounts_and_names() -> Workbook:
    """ "60.000.000.000*)" and "Kota Bontang **)"; what the marks mean stands below."""
    rows = [
        ("REALISASI HIBAH PILKADA KOTA SE-KALTIM",),
        ("Per 5 Agustus 2024",),
        (),
        ("No", "Kota", "Penerima", "Nilai NPHD (Rp)", "Pencairan (Rp)", "%"),
        (1, "Kota Balikpapan", "KPU", "60.000.000.000*)", "60.000.000.000", "100,00"),
        (2, "Kota Balikpapan", "Bawaslu", "18.750.000.000", "7.500.000.000", "40,00"),
        (3, "Kota Bontang **)", "KPU", "27.300.000.000", "27.300.000.000", "100,00"),
        (4, "Kota Bontang **)", "Bawaslu", "9.100.000.000 *)", "9.100.000.000", "100,00"),
        (None, "JUMLAH", None, "115.150.000.000", "103.900.000.000", "90,23"),
        (),
        ("*) setelah addendum",),
        ("**) data sementara",),
    ]
    return book(rows, "Kota")


@layout(
    _all(
        "2024-07-31",
        ("53.04", "KPU", 24_000, 24_000),
        ("53.21", "KPU", 25_725, 10_290),
        ("53.14", "KPU", 21_000, 8_400),
    ),
    may=(
        say("53.04", "KPU", "2023-12-11", disbursed=9_600 * J),
        say("53.04", "KPU", "2024-07-03", disbursed=24_000 * J),
        say("53.21", "KPU", "2023-12-20", disbursed=10_290 * J),
        say("53.14", "KPU", "2024-01-08", disbursed=8_400 * J),
    ),
    file="ntt dua baris.xlsx",
)
def day_of_each_tranche_on_the_row_below_its_amount() -> Workbook:
    """Each regency takes two rows: amounts, and below them the days on which they were paid."""
    rows = [
        ("PENCAIRAN HIBAH KPU KABUPATEN - NTT",),
        ("Posisi 31 Juli 2024",),
        (),
        ("No", "Kabupaten", "Nilai NPHD", "Tahap I", "Tahap II", "Jumlah Cair", "Sisa"),
        (1, "Belu", 24_000 * J, 9_600 * J, 14_400 * J, 24_000 * J, 0),
        (None, None, None, "11-12-2023", "03-07-2024", None, None),
        (2, "Malaka", 25_725 * J, 10_290 * J, None, 10_290 * J, 15_435 * J),
        (None, None, None, "20-12-2023", None, None, None),
        (3, "Rote Ndao", 21_000 * J, 8_400 * J, None, 8_400 * J, 12_600 * J),
        (None, None, None, "08-01-2024", None, None, None),
        (None, "Jumlah", 70_725 * J, 28_290 * J, 14_400 * J, 42_690 * J, 28_035 * J),
    ]
    return book(rows, "KPU", merges="A5:A6 B5:B6 C5:C6 A7:A8 B7:B8 C7:C8 A9:A10 B9:B10 C9:C10")


@layout(
    _all(
        "2024-09-15",
        ("73.17", "KPU", 42_000, 42_000),
        ("73.17", "BAWASLU", 12_500, 12_500),
        ("73.17", "TNI", 2_000, 800),
        ("73.17", "POLRI", 6_500, 6_500),
        ("73.73", "KPU", 25_000, 25_000),
        ("73.73", "BAWASLU", 8_000, 3_200),
        ("73.73", "TNI", 1_100, 1_100),
        ("73.73", "POLRI", 3_750, 1_500),
    ),
    file="luwu palopo.xlsx",
)
def organisers_and_security_with_groups_of_unequal_depth() -> Workbook:
    """PENYELENGGARA over KPU and Bawaslu, PENGAMANAN over TNI and Polri, each with a sum."""
    two = ("NPHD", "CAIR")
    rows = [
        ("REALISASI HIBAH PENYELENGGARAAN DAN PENGAMANAN PILKADA",),
        ("SULAWESI SELATAN - 15 SEPTEMBER 2024",),
        (),
        ("NO", "DAERAH", "PENYELENGGARA", *(None,) * 5, "PENGAMANAN", *(None,) * 5, "TOTAL", None),
        (
            None,
            None,
            "KPU",
            None,
            "BAWASLU",
            None,
            "JUMLAH",
            None,
            "TNI",
            None,
            "POLRI",
            None,
            "JUMLAH",
            None,
            None,
            None,
        ),
        (None, None, *two * 7),
        (
            1,
            "Kab. Luwu",
            *(
                x * J
                for x in (
                    42_000,
                    42_000,
                    12_500,
                    12_500,
                    54_500,
                    54_500,
                    2_000,
                    800,
                    6_500,
                    6_500,
                    8_500,
                    7_300,
                    63_000,
                    61_800,
                )
            ),
        ),
        (
            2,
            "Kota Palopo",
            *(
                x * J
                for x in (
                    25_000,
                    25_000,
                    8_000,
                    3_200,
                    33_000,
                    28_200,
                    1_100,
                    1_100,
                    3_750,
                    1_500,
                    4_850,
                    2_600,
                    37_850,
                    30_800,
                )
            ),
        ),
        (
            None,
            "JUMLAH",
            *(
                x * J
                for x in (
                    67_000,
                    67_000,
                    20_500,
                    15_700,
                    87_500,
                    82_700,
                    3_100,
                    1_900,
                    10_250,
                    8_000,
                    13_350,
                    9_900,
                    100_850,
                    92_600,
                )
            ),
        ),
    ]
    return book(
        rows, "Rekap", merges="A4:A6 B4:B6 C4:H4 I4:N4 O4:P5 C5:D5 E5:F5 G5:H5 I5:J5 K5:L5 M5:N5"
    )


@layout(
    _all(
        "2024-06-15",
        ("91.03", "KPU", 52_000, None),
        ("91.71", "KPU", 58_000, None),
        ("91.71", "BAWASLU", 19_000, None),
    ),
    file="papua 15 juni 2024.xlsx",
)
def ticks_where_an_instalment_was_paid() -> Workbook:
    """Whether each instalment was paid is ticked; a dash there is no zero rupiah."""
    rows = [
        ("CHECKLIST PENCAIRAN NPHD PROVINSI PAPUA",),
        (),
        ("NO", "PEMDA", "PENERIMA", "NILAI NPHD (Rp)", "PENCAIRAN", None, "KETERANGAN"),
        (None, None, None, None, "TAHAP I 40%", "TAHAP II 60%", None),
        (1, "Kab. Jayapura", "KPU", 52_000 * J, "√", "-", "menunggu SP2D"),
        (2, "Kota Jayapura", "KPU", 58_000 * J, "√", "√", None),
        (3, "Kota Jayapura", "Bawaslu", 19_000 * J, "-", "-", None),
    ]
    return book(rows, "Checklist", merges="A3:A4 B3:B4 C3:C4 D3:D4 E3:F3 G3:G4")
