"""Sheets of strangers: many things odd at once, as they come by mail."""

from datetime import date, datetime

from openpyxl import Workbook

from layouts.making import J, book, layout, put, say, tabs

DAY = "2024-07-31"


@layout(
    say("53.18", "KPU", "2024-08-01", committed=27_000 * J, disbursed=16_000 * J),
    say("53.18", "BAWASLU", "2024-08-01", committed=9_500 * J, disbursed=3_800 * J),
    say("53.18", "POLRI", "2024-08-01", committed=4_000 * J, disbursed=1_600 * J),
    say("53.12", "KPU", "2024-08-01", committed=16_500 * J, disbursed=3_000 * J),
    say("53.12", "BAWASLU", "2024-08-01", committed=6_000 * J),
    say("53.17", "KPU", "2024-08-01", committed=15_250 * J, disbursed=15_250 * J),
)
def five_columns_an_agency_with_tranche_dates_between() -> Workbook:
    """NPHD, tranche I, its date, tranche II, its date for each agency; dates as texts and cells."""
    five = ("NPHD", "Thp I", "Tgl", "Thp II", "Tgl")
    return book(
        [
            ("PROGRES NPHD SE-DARATAN SUMBA",),
            ("KEADAAN : 1 AGUSTUS 2024",),
            ("NO", "KABUPATEN", "KPU", *[None] * 4, "BAWASLU", *[None] * 4, "POLRES", *[None] * 4),
            (None, None, *five, *five, *five),
            (1, "SBD", 27_000 * J, 10_800 * J, "12-12-2023", 5_200 * J, datetime(2024, 7, 5),
             9_500 * J, 3_800 * J, "14-12-2023", None, None,
             4_000 * J, 1_600 * J, date(2024, 5, 6), None, None),
            (2, "Sumba Barat", 16_500 * J, 3_000 * J, "23/04/2024", "-", "-",
             6_000 * J, *[None] * 4, *[None] * 5),
            (3, "Sumba Tengah", 15_250 * J, 6_100 * J, "20 Des 2023", 9_150 * J, "28 Juni 2024",
             *[None] * 5, *[None] * 5),
            (None, "JUMLAH", 58_750 * J, 19_900 * J, None, 14_350 * J, None, 15_500 * J, 3_800 * J,
             None, 0, None, 4_000 * J, 1_600 * J, None, 0, None),
        ],
        merges="C3:G3 H3:L3 M3:Q3 A3:A4 B3:B4",
    )  # fmt: skip


@layout(
    say("73.08", "KPU", "2024-11-30", committed=58_000 * J, disbursed=58_000 * J),
    say("73.08", "KPU", "2024-09-30", spent=10_000 * J),
    say("73.08", "KPU", "2024-10-31", spent=24_000 * J),
    say("73.08", "KPU", "2024-11-30", spent=51_000 * J),
    say("73.17", "KPU", "2024-11-30", committed=35_000 * J, disbursed=35_000 * J),
    say("73.17", "KPU", "2024-09-30", spent=4_000 * J),
    say("73.17", "KPU", "2024-10-31", spent=4_000 * J),
    say("73.17", "KPU", "2024-11-30", spent=30_000 * J),
)
def running_months_without_the_word() -> Workbook:
    """ "Sept", "Okt", "Nop" hold running totals: their sum is far beyond what was received."""
    return book(
        [
            ("KPU PROVINSI SULAWESI SELATAN",),
            ("SERAPAN BELANJA HIBAH 2024 (KUMULATIF PER BULAN)",),
            ("No", "Satker", "Pagu Hibah", "Diterima", "Realisasi Belanja", None, None, "Sisa"),
            (None, None, None, None, "Sept", "Okt", "Nop", None),
            (1, "KPU Kab. Bone", 58_000 * J, 58_000 * J, 10_000 * J, 24_000 * J, 51_000 * J,
             7_000 * J),
            (2, "KPU Kab. Luwu", 35_000 * J, 35_000 * J, 4_000 * J, 4_000 * J, 30_000 * J,
             5_000 * J),
        ],
        merges="E3:G3 A3:A4 B3:B4 C3:C4 D3:D4 H3:H4",
    )  # fmt: skip


@layout(
    say("31", "KPU", DAY, committed=975_977_308_550, disbursed=975_977_308_550),
    say("31", "BAWASLU", DAY, committed=300_000 * J, disbursed=120_000 * J),
    say("31", "POLRI", DAY, unit="Polda Metro Jaya", committed=90_000 * J, disbursed=0),
    say("31", "TNI", DAY, unit="Kodam Jaya", committed=60_000 * J),
)
def province_card_with_long_names() -> Workbook:
    """One province's own list with grantees spelled out and a nested number."""
    return book(
        [
            ("PEMERINTAH PROVINSI DAERAH KHUSUS IBUKOTA JAKARTA",),
            ("BADAN KESATUAN BANGSA DAN POLITIK",),
            ("Jakarta, 31 Juli 2024",),
            (),
            ("NO", "PENERIMA HIBAH", "NILAI", "PENCAIRAN", "SISA"),
            ("1.", "Komisi Pemilihan Umum Provinsi DKI Jakarta", 975_977_308_550, 975_977_308_550,
             0),
            ("2.", "Badan Pengawas Pemilihan Umum Provinsi DKI Jakarta", 300_000 * J, 120_000 * J,
             180_000 * J),
            ("3.", "Polda Metro Jaya", 90_000 * J, 0, 90_000 * J),
            ("4.", "Kodam Jaya", 60_000 * J, None, None),
            (None, "TOTAL", 1_425_977_308_550, 1_095_977_308_550, None),
        ]
    )  # fmt: skip


@layout(
    say("64.07", "KPU", DAY, committed=44_000 * J, disbursed=17_600 * J),
    say("64.07", "BAWASLU", DAY, committed=14_000 * J, disbursed=14_000 * J),
    say("64.11", "KPU", DAY, committed=31_000 * J),
    say("64.11", "BAWASLU", DAY, committed=10_500 * J, disbursed=4_200 * J),
)
def total_columns_between_the_agencies_and_percent_after() -> Workbook:
    """Value of each and their sum, paid of each and their sum, percent of each and their whole."""
    three = ("KPU", "Bawaslu", "Jumlah")
    return book(
        [
            ("HIBAH PILKADA KUBAR - MAHULU",),
            ("POSISI 31 JULI 2024",),
            ("No", "Kabupaten", "NPHD", None, None, "Pencairan", None, None, "Persentase", None,
             None),
            (None, None, *three, *three, *three),
            (1, "Kubar", 44_000 * J, 14_000 * J, 58_000 * J, 17_600 * J, 14_000 * J, 31_600 * J,
             40, 100, 54.48),
            (2, "Mahulu", 31_000 * J, 10_500 * J, 41_500 * J, None, 4_200 * J, 4_200 * J,
             None, 40, 10.12),
            (None, "Total", 75_000 * J, 24_500 * J, 99_500 * J, 17_600 * J, 18_200 * J, 35_800 * J,
             23.47, 74.29, 35.98),
        ],
        merges="C3:E3 F3:H3 I3:K3 A3:A4 B3:B4",
    )  # fmt: skip


@layout(
    say("33.08", "KPU", DAY, committed=52_000 * J, disbursed=52_000 * J),
    say("33.71", "KPU", DAY, committed=18_000 * J, disbursed=7_200 * J),
    say("33.23", "KPU", DAY, committed=36_000 * J, disbursed=14_400 * J),
)
def kind_of_region_behind_the_name() -> Workbook:
    """ "Magelang (Kab)", "Magelang (Kota)", "Temanggung, Kab."."""
    return book(
        [
            ("NPHD KPU EKS KARESIDENAN KEDU (31 Juli 2024)",),
            ("No", "Daerah", "NPHD", "Transfer"),
            (1, "Magelang (Kab)", 52_000 * J, 52_000 * J),
            (2, "Magelang (Kota)", 18_000 * J, 7_200 * J),
            (3, "Temanggung, Kab.", 36_000 * J, 14_400 * J),
        ]
    )


@layout(
    say("35.25", "KPU", DAY, committed=60_000 * J, disbursed=60_000 * J),
    say("35.25", "BAWASLU", DAY, committed=18_000 * J, disbursed=7_200 * J),
    say("35.24", "KPU", DAY, committed=64_000 * J),
    say("35.24", "POLRI", DAY, committed=5_000 * J, disbursed=2_500 * J),
)
def a_row_a_region_grantees_in_pairs_of_columns() -> Workbook:
    """ "Penerima 1 | Nilai | Cair | Penerima 2 | Nilai | Cair": the grantee is a cell of each pair."""
    return book(
        [
            ("HIBAH PILKADA GERBANGKERTOSUSILA PER 31 JULI 2024",),
            ("No", "Kabupaten", "Penerima", "Nilai NPHD", "Cair", "Penerima", "Nilai NPHD", "Cair"),
            (1, "Gresik", "KPU", 60_000 * J, 60_000 * J, "Bawaslu", 18_000 * J, 7_200 * J),
            (2, "Lamongan", "KPU", 64_000 * J, None, "Polres", 5_000 * J, 2_500 * J),
        ]
    )


@layout(
    say("18.71", "KPU", DAY, committed=40_000 * J, disbursed=40_000 * J),
    say("18.71", "BAWASLU", DAY, committed=13_000 * J, disbursed=5_200 * J),
    say("18.01", "KPU", DAY, committed=47_000 * J, disbursed=18_800 * J),
)
def hidden_helper_rows_and_a_bloated_range() -> Workbook:
    """A hidden row of field names under the header, spaces in empty cells, cells far away."""
    workbook = book(
        [
            ("HIBAH PILKADA LAMPUNG, POSISI 31 JULI 2024",),
            ("No", "Daerah", "Penerima", "Nilai NPHD", "Cair"),
            ("id", "nama_daerah", "penerima", "nilai", "cair"),
            (1, "Bandar Lampung", "KPU", 40_000 * J, 40_000 * J),
            (2, "Bandar Lampung", "Bawaslu", 13_000 * J, 5_200 * J),
            (3, "Lampung Selatan", "KPU", 47_000 * J, 18_800 * J),
            (" ", " ", " ", " ", " "),
        ]
    )
    sheet = workbook.active
    sheet.row_dimensions[3].hidden = True
    sheet.cell(300, 40, " ")
    return workbook


def _agency(*rows: tuple[object, ...]) -> list[tuple[object, ...]]:
    return [("Kab/Kota", "NPHD", "Realisasi s/d 30 Juni 2024", "Realisasi Juli 2024",
             "Realisasi s/d 31 Juli 2024"), *rows]  # fmt: skip


@layout(
    say("76.02", "KPU", "2024-06-30", disbursed=12_000 * J),
    say("76.02", "KPU", DAY, committed=30_000 * J, disbursed=30_000 * J),
    say("76.03", "KPU", "2024-06-30", disbursed=0),
    say("76.03", "KPU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("76.02", "BAWASLU", "2024-06-30", disbursed=4_000 * J),
    say("76.02", "BAWASLU", DAY, committed=10_000 * J, disbursed=4_000 * J),
)
def before_during_and_after_a_month() -> Workbook:
    """Up to June, in July, up to July: two positions and the step between them."""
    return tabs(
        KPU=_agency(("Mamuju", 30_000 * J, 12_000 * J, 18_000 * J, 30_000 * J),
                    ("Mamasa", 24_000 * J, 0, 9_600 * J, 9_600 * J)),
        BAWASLU=_agency(("Mamuju", 10_000 * J, 4_000 * J, 0, 4_000 * J)),
    )  # fmt: skip


@layout(
    say("52.07", "KPU", "2025-03-31", committed=24_000 * J, disbursed=24_000 * J,
        spent=20_150 * J, returned=3_850 * J),
    say("52.08", "KPU", "2025-03-31", committed=21_000 * J, disbursed=21_000 * J,
        spent=21_000 * J, returned=0),
    say("52.08", "BAWASLU", "2025-03-31", committed=7_500 * J, disbursed=7_500 * J,
        spent=6_900 * J),
)  # fmt: skip
def accountability_with_returned_and_not_yet_returned() -> Workbook:
    """ "SPJ", "Sisa", "Sudah disetor", "Belum disetor"; millions in brackets under the title."""
    workbook = Workbook()
    sheet = workbook.active
    put(sheet, [
        ("PERTANGGUNGJAWABAN HIBAH PILKADA NTB",),
        ("s.d. 31 Maret 2025 (dalam juta)",),
        ("NO", "PEMDA", "PENERIMA", "NPHD", "TRANSFER", "SPJ", "SISA", "SETOR KE RKUD",
         "BELUM SETOR"),
        (1, "KSB", "KPU", 24_000, 24_000, 20_150, 3_850, 3_850, 0),
        (2, "KLU", "KPU", 21_000, 21_000, 21_000, 0, 0, 0),
        (3, "KLU", "BAWASLU", 7_500, 7_500, 6_900, 600, None, 600),
        (None, "JUMLAH", None, 52_500, 52_500, 48_050, 4_450, 3_850, 600),
    ])  # fmt: skip
    return workbook


@layout(
    say("12.07", "KPU", DAY, committed=90_000 * J, disbursed=36_000 * J),
    say("12.07", "BAWASLU", DAY, committed=30_000 * J, disbursed=30_000 * J),
    say("12.75", "KPU", DAY, committed=23_000 * J),
    say("12.75", "BAWASLU", DAY, committed=9_000 * J, disbursed=0),
)
def header_below_an_empty_band_row_and_letters() -> Workbook:
    """An empty line inside the header, a row of letters with a formula, groups merged both ways."""
    return book(
        [
            ("Rekapitulasi Hibah Pilkada Mebidang", None, None, None, None, None, None),
            ("Per tanggal 31 Juli 2024",),
            (),
            ("No", "Kab/Kota", "KPU", None, "BAWASLU", None, "TOTAL"),
            (None, None, "Nilai", "Cair", "Nilai", "Cair", None),
            ("A", "B", "C", "D", "E", "F", "G = D + F"),
            (1, "Deli Serdang", 90_000 * J, 36_000 * J, 30_000 * J, 30_000 * J, 66_000 * J),
            (2, "Binjai", 23_000 * J, None, 9_000 * J, 0, 0),
            (None, "Jumlah", 113_000 * J, 36_000 * J, 39_000 * J, 30_000 * J, 66_000 * J),
        ],
        merges="A4:A5 B4:B5 C4:D4 E4:F4 G4:G5",
    )
