"""Workbooks of several sheets or tables: a sheet an agency, a month, a region; tables in a row."""

from openpyxl import Workbook

from layouts.making import J, book, layout, put, say, tabs

DAY = "2024-07-31"


@layout(
    say("13.08", "KPU", DAY, committed=25_000 * J, disbursed=10_000 * J),
    say("13.12", "KPU", DAY, committed=28_000 * J, disbursed=28_000 * J),
    say("13.08", "BAWASLU", DAY, committed=8_000 * J, disbursed=3_200 * J),
    say("13.12", "POLRI", DAY, committed=4_000 * J),
)
def agency_in_the_sheets_name() -> Workbook:
    top = [
        ("Dana Hibah Pilkada Sumatera Barat",),
        ("Posisi 31 Juli 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Telah Cair", "Belum Cair"),
    ]
    return tabs(
        KPU=[*top, (1, "Pasaman", 25_000 * J, 10_000 * J, 15_000 * J),
             (2, "Pasaman Barat", 28_000 * J, 28_000 * J, 0),
             (None, "Jumlah", 53_000 * J, 38_000 * J, 15_000 * J)],
        BAWASLU=[*top, (1, "Pasaman", 8_000 * J, 3_200 * J, 4_800 * J)],
        POLRI=[*top, (1, "Pasaman Barat", 4_000 * J, None, None)],
    )  # fmt: skip


@layout(
    say("75.01", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("75.03", "KPU", DAY, committed=22_000 * J, disbursed=22_000 * J),
    say("75.01", "BAWASLU", DAY, committed=9_000 * J, disbursed=9_000 * J),
)
def agency_in_the_title() -> Workbook:
    head = ("No", "Pemberi Hibah", "Anggaran Hibah", "Realisasi Pencairan")
    return tabs(
        Sheet1=[("REKAP HIBAH KEPADA KOMISI PEMILIHAN UMUM",), ("Per 31 Juli 2024",), head,
                (1, "Kab. Gorontalo", 30_000 * J, 12_000 * J),
                (2, "Kab. Bone Bolango", 22_000 * J, 22_000 * J)],
        Sheet2=[("REKAP HIBAH KEPADA BADAN PENGAWAS PEMILIHAN UMUM",), ("Per 31 Juli 2024",), head,
                (1, "Kab. Gorontalo", 9_000 * J, 9_000 * J)],
        Sheet3=[],
    )  # fmt: skip


@layout(
    say("19.01", "KPU", "2024-05-31", committed=26_000 * J, disbursed=10_400 * J),
    say("19.04", "KPU", "2024-05-31", committed=20_000 * J, disbursed=8_000 * J),
    say("19.01", "KPU", "2024-06-30", committed=26_000 * J, disbursed=26_000 * J),
    say("19.04", "KPU", "2024-06-30", committed=20_000 * J, disbursed=8_000 * J),
    say("19.01", "KPU", "2024-07-31", committed=26_000 * J, disbursed=26_000 * J),
    say("19.04", "KPU", "2024-07-31", committed=20_000 * J),
)
def month_in_the_sheets_name() -> Workbook:
    def month(first: int | None, second: int | None) -> list[tuple[object, ...]]:
        return [
            ("PENCAIRAN NPHD PILKADA 2024 BABEL",),
            ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan"),
            (1, "Kab. Bangka", "KPU", 26_000 * J, first),
            (2, "Kab. Bangka Tengah", "KPU", 20_000 * J, second),
        ]

    return tabs(
        MEI_2024=month(10_400 * J, 8_000 * J),
        JUNI_2024=month(26_000 * J, 8_000 * J),
        JULI_2024=month(26_000 * J, None),
    )


@layout(
    say("35.13", "KPU", DAY, committed=47_000 * J, disbursed=18_800 * J),
    say("35.13", "BAWASLU", DAY, committed=16_000 * J, disbursed=6_400 * J),
    say("35.74", "KPU", DAY, committed=20_000 * J, disbursed=20_000 * J),
    say("35.74", "POLRI", DAY, committed=2_500 * J),
)
def region_in_each_sheets_title() -> Workbook:
    head = ("No", "Penerima Hibah", "Nilai NPHD", "Pencairan", "Sisa")
    return tabs(
        KAB=[("NPHD PEMERINTAH KABUPATEN PROBOLINGGO",), ("Posisi 31 Juli 2024",), head,
             (1, "KPU", 47_000 * J, 18_800 * J, 28_200 * J),
             (2, "Bawaslu", 16_000 * J, 6_400 * J, 9_600 * J)],
        KOTA=[("NPHD PEMERINTAH KOTA PROBOLINGGO",), ("Posisi 31 Juli 2024",), head,
              (1, "KPU", 20_000 * J, 20_000 * J, 0),
              (2, "Polres Probolinggo Kota", 2_500 * J, None, None)],
    )  # fmt: skip


@layout(
    say("91.03", "KPU", DAY, committed=40_000 * J, disbursed=16_000 * J),
    say("91.11", "KPU", DAY, committed=35_000 * J, disbursed=35_000 * J),
    say("91.03", "BAWASLU", DAY, committed=14_000 * J, disbursed=5_600 * J),
    say("91.11", "BAWASLU", DAY, committed=12_000 * J),
)
def tables_below_one_another() -> Workbook:
    head = ("No", "Kabupaten/Kota", "Nilai NPHD", "Pencairan")
    return book([
        ("PEMANTAUAN HIBAH PILKADA PROVINSI PAPUA",),
        ("Posisi 31 Juli 2024",),
        (),
        ("A. HIBAH UNTUK KPU",),
        head,
        (1, "Kab. Jayapura", 40_000 * J, 16_000 * J),
        (2, "Kab. Keerom", 35_000 * J, 35_000 * J),
        (None, "Jumlah", 75_000 * J, 51_000 * J),
        (),
        ("B. HIBAH UNTUK BAWASLU",),
        head,
        (1, "Kab. Jayapura", 14_000 * J, 5_600 * J),
        (2, "Kab. Keerom", 12_000 * J, None),
        (None, "Jumlah", 26_000 * J, 5_600 * J),
    ])  # fmt: skip


@layout(
    say("62.04", "KPU", DAY, committed=27_000 * J, disbursed=10_800 * J),
    say("62.05", "KPU", DAY, committed=29_000 * J, disbursed=29_000 * J),
    say("62.04", "BAWASLU", DAY, committed=9_000 * J, disbursed=3_600 * J),
    say("62.05", "BAWASLU", DAY, committed=10_000 * J, disbursed=10_000 * J),
)
def tables_side_by_side() -> Workbook:
    head = ("No", "Kabupaten", "Nilai NPHD", "Pencairan")
    return book([
        ("HIBAH KPU", None, None, None, None, None, "HIBAH BAWASLU"),
        ("Posisi 31 Juli 2024",),
        (*head, None, None, *head),
        (1, "Barito Selatan", 27_000 * J, 10_800 * J, None, None, 1, "Barito Selatan", 9_000 * J,
         3_600 * J),
        (2, "Barito Utara", 29_000 * J, 29_000 * J, None, None, 2, "Barito Utara", 10_000 * J,
         10_000 * J),
    ])  # fmt: skip


@layout(
    say("71.72", "KPU", DAY, committed=21_000 * J, disbursed=8_400 * J),
    say("71.72", "BAWASLU", DAY, committed=7_000 * J, disbursed=7_000 * J),
)
def cover_sheet_and_hidden_draft() -> Workbook:
    made = tabs(
        COVER=[(), (None, "LAPORAN HIBAH"), (None, "PEMERINTAH KOTA BITUNG"), (None, "2024")],
        Rekap=[
            ("HIBAH PILKADA KOTA BITUNG",),
            ("Posisi 31 Juli 2024",),
            ("No", "Penerima", "Nilai NPHD", "Pencairan"),
            (1, "KPU", 21_000 * J, 8_400 * J),
            (2, "Bawaslu", 7_000 * J, 7_000 * J),
        ],
    )
    draft = put(made.create_sheet("konsep"), [
        ("Posisi 31 Juli 2024",),
        ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "Kota Bitung", "KPU", 99_000 * J, 99_000 * J),
    ])  # fmt: skip
    draft.sheet_state = "hidden"
    return made
