"""Recaps and lists of whole provinces: sections by kind of region, a month per sheet, budget years."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

JULY = "2024-07-15"
SEPT = "2024-09-30"


@layout(
    say("35.04", "KPU", JULY, committed=58_000 * J, disbursed=58_000 * J),
    say("35.04", "BAWASLU", JULY, committed=16_500 * J, disbursed=6_600 * J),
    say("35.06", "KPU", JULY, committed=72_250 * J, disbursed=28_900 * J),
    say("35.06", "BAWASLU", JULY, committed=20_000 * J, disbursed=20_000 * J),
    say("35.07", "KPU", JULY, committed=98_750_500_000, disbursed=98_750_500_000),
    say("35.07", "BAWASLU", JULY, committed=30_000 * J),
    say("35.71", "KPU", JULY, committed=25_400 * J, disbursed=10_160 * J),
    say("35.71", "BAWASLU", JULY, committed=8_000 * J, disbursed=8_000 * J),
    say("35.73", "KPU", JULY, committed=45_000 * J, disbursed=45_000 * J),
    say("35.73", "BAWASLU", JULY, committed=13_750 * J, disbursed=5_500 * J),
    file="jatim.xlsx",
)
def sections_of_regencies_and_cities_in_millions() -> Workbook:
    """Kesbangpol of a province: four header rows, a number row, names without their kind under a heading."""

    def row(
        no: int, name: str, *pairs: tuple[float, float | None, float | None]
    ) -> tuple[object, ...]:
        out: list[object] = [no, name]
        for value, first, second in pairs:
            paid = None if first is None and second is None else (first or 0) + (second or 0)
            out += [
                value,
                first,
                second,
                paid,
                None if paid is None else value - paid,
                None if paid is None else round(paid / value * 100, 2),
            ]
        return tuple(out)

    rows: list[tuple[object, ...]] = [
        ("REKAPITULASI REALISASI PENCAIRAN DANA HIBAH PEMILIHAN SERENTAK TAHUN 2024",),
        ("KABUPATEN/KOTA SE-JAWA TIMUR",),
        ("KEADAAN S.D. 15 JULI 2024",),
        (*(None,) * 11, "(dalam jutaan rupiah)"),
        ("NO", "KABUPATEN / KOTA", "PENERIMA HIBAH"),
        (None, None, "KPU", *(None,) * 5, "BAWASLU"),
        (None, None, *("NILAI NPHD", "PENCAIRAN", None, None, "BELUM DISALURKAN", "%") * 2),
        (None, None, *(None, "TAHAP I (40%)", "TAHAP II (60%)", "JUMLAH", None, None) * 2),
        tuple(range(1, 15)),
        ("A", "KABUPATEN"),
        row(1, "Tulungagung", (58_000, 23_200, 34_800), (16_500, 6_600, None)),
        row(2, "Kediri", (72_250, 28_900, None), (20_000, 8_000, 12_000)),
        row(3, "Malang", (98_750.5, 39_500.2, 59_250.3), (30_000, None, None)),
        (
            None,
            "JUMLAH A",
            229_000.5,
            91_600.2,
            94_050.3,
            185_650.5,
            43_350,
            81.07,
            66_500,
            14_600,
            12_000,
            26_600,
            39_900,
            40,
        ),
        ("B", "KOTA"),
        row(1, "Kediri", (25_400, 10_160, None), (8_000, 3_200, 4_800)),
        row(2, "Malang", (45_000, 18_000, 27_000), (13_750, 5_500, None)),
        (
            None,
            "JUMLAH B",
            70_400,
            28_160,
            27_000,
            55_160,
            15_240,
            78.35,
            21_750,
            8_700,
            4_800,
            13_500,
            8_250,
            62.07,
        ),
        (
            None,
            "JUMLAH A + B",
            299_400.5,
            119_760.2,
            121_050.3,
            240_810.5,
            58_590,
            80.43,
            88_250,
            23_300,
            16_800,
            40_100,
            48_150,
            45.44,
        ),
        (),
        (*(None,) * 9, "Surabaya, 16 Juli 2024"),
        (*(None,) * 9, "Kepala Badan Kesatuan Bangsa dan Politik"),
        (*(None,) * 9, "Provinsi Jawa Timur"),
    ]
    # the remainder of a group with a value and no payment yet is left to the reader
    return book(
        rows,
        "Rekap",
        merges="A5:A8 B5:B8 C5:N5 C6:H6 I6:N6 C7:C8 D7:F7 G7:G8 H7:H8 I7:I8 J7:L7 M7:M8 N7:N8",
    )


@layout(
    *(
        say(
            region,
            "KPU",
            day,
            committed=value * J,
            **({} if paid is None else {"disbursed": paid * J}),
        )
        for day, payments in (
            ("2024-05-31", (16_000, 0, 12_800)),
            ("2024-06-30", (16_000, 18_000, 32_000)),
            ("2024-07-31", (40_000, 45_000, 32_000)),
        )
        for (region, value), paid in zip(
            (("61.01", 40_000), ("61.04", 45_000), ("61.72", 32_000)), payments, strict=True
        )
    ),
    file="Monev NPHD KPU se-Kalbar 2024.xlsx",
)
def a_position_per_sheet_named_by_short_months() -> Workbook:
    """KPU of a province: Mei, Juni, Juli; the same table on each, the value the same."""

    def rows(*paid: int) -> list[tuple[object, ...]]:
        table = [
            (1, "Kab. Sambas", 40_000, paid[0]),
            (2, "Kab. Ketapang", 45_000, paid[1]),
            (3, "Kota Singkawang", 32_000, paid[2]),
        ]
        return [
            ("MONITORING NPHD KPU KABUPATEN/KOTA SE-KALIMANTAN BARAT",),
            ("PEMILIHAN TAHUN 2024",),
            (),
            (
                "No",
                "Pemerintah Daerah",
                "Total NPHD",
                "Transfer ke Rekening KPU",
                None,
                "Sisa Transfer",
            ),
            (None, None, None, "Rp", "%", None),
            *((n, name, v * J, p * J, p / v, (v - p) * J) for n, name, v, p in table),
            (
                "Total",
                None,
                117_000 * J,
                sum(paid) * J,
                sum(paid) / 117_000,
                (117_000 - sum(paid)) * J,
            ),
        ]

    return tabs(
        Mei=rows(16_000, 0, 12_800),
        Juni=rows(16_000, 18_000, 32_000),
        Juli=rows(40_000, 45_000, 32_000),
    )


@layout(
    say("72", "KPU", SEPT, committed=180_000 * J, disbursed=180_000 * J),
    say("72", "BAWASLU", SEPT, committed=59_000 * J, disbursed=59_000 * J),
    say("72.01", "KPU", SEPT, committed=35_000 * J, disbursed=14_000 * J),
    say("72.01", "BAWASLU", SEPT, committed=11_000 * J, disbursed=11_000 * J),
    say("72.10", "KPU", SEPT, committed=31_000 * J, disbursed=31_000 * J),
    say("72.10", "BAWASLU", SEPT, committed=10_000 * J, disbursed=4_000 * J),
    say("72.71", "KPU", SEPT, committed=28_400 * J, disbursed=28_400 * J),
    say("72.71", "BAWASLU", SEPT, committed=9_900 * J, disbursed=9_900 * J),
    file="Sulteng.xlsx",
    must="hidden-row hidden-column",
)
def governor_and_regents_in_two_tables_with_hidden_parts() -> Workbook:
    rows: list[tuple[object, ...]] = [
        ("LAPORAN REALISASI HIBAH PILKADA SERENTAK 2024 DI PROVINSI SULAWESI TENGAH",),
        ("Posisi s/d 30 September 2024",),
        (),
        ("I. PEMILIHAN GUBERNUR DAN WAKIL GUBERNUR",),
        (
            "No",
            "Pemberi Hibah",
            "Penerima Hibah",
            "Besaran Hibah (Rp)",
            "Telah Dicairkan (Rp)",
            "Belum Dicairkan (Rp)",
            "%",
        ),
        (1, "Pemerintah Provinsi Sulawesi Tengah", "KPU Provinsi", 180_000 * J, 180_000 * J, 0, 1),
        (
            2,
            "Pemerintah Provinsi Sulawesi Tengah",
            "Bawaslu Provinsi",
            59_000 * J,
            59_000 * J,
            0,
            1,
        ),
        (None, None, "Jumlah I", 239_000 * J, 239_000 * J, 0, 1),
        (),
        ("II. PEMILIHAN BUPATI DAN WALI KOTA",),
        (
            "No",
            "Pemberi Hibah",
            "Penerima Hibah",
            "Besaran Hibah (Rp)",
            "Telah Dicairkan (Rp)",
            "Belum Dicairkan (Rp)",
            "%",
        ),
        (1, "Pemerintah Kabupaten Banggai", "KPU", 35_000 * J, 14_000 * J, 21_000 * J, 0.4),
        (None, None, "BAWASLU", 11_000 * J, 11_000 * J, 0, 1),
        (2, "Pemerintah Kabupaten Sigi", "KPU", 31_000 * J, 31_000 * J, 0, 1),
        (None, None, "BAWASLU", 10_000 * J, 4_000 * J, 6_000 * J, 0.4),
        (3, "Pemerintah Kota Palu", "KPU", 28_400 * J, 28_400 * J, 0, 1),
        (None, None, "BAWASLU", 9_900 * J, 9_900 * J, 0, 1),
        (None, None, "Jumlah II", 125_300 * J, 98_300 * J, 27_000 * J, 0.7845),
        (None, None, "Jumlah I + II", 364_300 * J, 337_300 * J, 27_000 * J, 0.9259),
        (),
        (None, None, None, "Palu, 2 Oktober 2024"),
        (None, None, None, "Plt. Kepala Biro Pemerintahan,"),
    ]
    workbook = book(rows, "Laporan")
    sheet = workbook.worksheets[0]
    sheet.row_dimensions[15].hidden = True
    sheet.column_dimensions["F"].hidden = True
    return workbook


@layout(
    say("18.01", "KPU", "2024-06-28", committed=48_765 * J, disbursed=48_765 * J),
    say("18.01", "BAWASLU", "2024-06-28", committed=17_500 * J, disbursed=7_000 * J),
    say("18.02", "KPU", "2024-06-28", committed=60_000 * J, disbursed=24_000 * J),
    say("18.02", "BAWASLU", "2024-06-28", committed=21_250 * J, disbursed=0),
    say("18.72", "KPU", "2024-06-28", committed=15_600 * J, disbursed=15_600 * J),
    say("18.72", "BAWASLU", "2024-06-28", committed=0),
    file="Lampung.xlsx",
    must="nil-read-as-zero dash-read-as-zero",
)
def text_amounts_in_every_writing() -> Workbook:
    rows: list[tuple[object, ...]] = [
        ("Yth. Bapak Gubernur Lampung",),
        ("Disampaikan progres pencairan hibah Pilkada per tanggal 28 Juni 2024 sebagai berikut:",),
        (),
        ("No.", "Kab/Kota", "Lembaga", "Nilai NPHD", "Sudah Ditransfer", "Persen", "Keterangan"),
        (
            "1.",
            "Kab. Lampung Selatan",
            "KPU",
            "Rp. 48.765.000.000,-",
            "Rp. 48.765.000.000,-",
            "100 %",
            "Lunas",
        ),
        (
            "2.",
            "Kab. Lampung Selatan",
            "Bawaslu",
            "Rp17.500.000.000,00",
            "Rp 7 M",
            "40 %",
            "menunggu APBD-P",
        ),
        (
            "3.",
            "Kab. Lampung Tengah",
            "KPU",
            "60 miliar",
            "24.000 juta",
            "40 %",
            "Tahap II 60% dijadwalkan Juli 2024",
        ),
        ("4.", "Kab. Lampung Tengah", "Bawaslu", "21,25 milyar", "-", "0 %", "rekening belum siap"),
        ("5.", "Kota Metro", "KPU", "15,600,000,000", "15,600,000,000", "100,00%", None),
        ("6.", "Kota Metro", "Bawaslu", "Nihil", None, None, "tidak dianggarkan"),
        (),
        ("Demikian disampaikan, atas perhatian Bapak diucapkan terima kasih.",),
    ]
    return book(rows, "Nota Dinas")


@layout(
    say(
        "34.04",
        "KPU",
        "2025-04-30",
        committed=42_350 * J,
        disbursed=42_350 * J,
        spent=35_120_400_500,
        returned=7_229_599_500,
        interest=81_234_567,
    ),
    say(
        "34.04",
        "BAWASLU",
        "2025-04-30",
        committed=12_600 * J,
        disbursed=12_600 * J,
        spent=11_987_650_000,
        returned=612_350_000,
        interest=9_876_543,
    ),
    say(
        "34.04",
        "POLRI",
        "2025-04-30",
        unit="Kepolisian Resor Kota Sleman",
        committed=4_000 * J,
        disbursed=4_000 * J,
        spent=4_000 * J,
    ),
    say(
        "34.04",
        "TNI",
        "2025-04-30",
        unit="Komando Distrik Militer 0732/Sleman",
        committed=1_200 * J,
        disbursed=1_200 * J,
        spent=1_150 * J,
        returned=50 * J,
    ),
    file="Kesbangpol Sleman.xlsx",
)
def one_regency_by_budget_years_with_returns_and_interest() -> Workbook:
    """A regency's four grantees by their full names; the value parted over two budget years."""
    rows: list[tuple[object, ...]] = [
        ("LAPORAN REALISASI BELANJA HIBAH PILKADA 2024",),
        ("PEMERINTAH KABUPATEN SLEMAN",),
        ("PER 30 APRIL 2025",),
        (),
        (
            "No",
            "Penerima Hibah",
            "Nilai NPHD",
            None,
            None,
            "Pencairan",
            None,
            None,
            "Penggunaan Dana",
            "Sisa Dana",
            "Setoran ke Kas Daerah",
            None,
        ),
        (
            None,
            None,
            "APBD-P 2023",
            "APBD 2024",
            "Jumlah",
            "TA 2023",
            "TA 2024",
            "Jumlah",
            None,
            None,
            "Sisa Hibah",
            "Jasa Giro",
        ),
        (
            1,
            "Komisi Pemilihan Umum Kabupaten Sleman",
            16_940 * J,
            25_410 * J,
            42_350 * J,
            16_940 * J,
            25_410 * J,
            42_350 * J,
            35_120_400_500,
            7_229_599_500,
            7_229_599_500,
            81_234_567,
        ),
        (
            2,
            "Badan Pengawas Pemilihan Umum Kabupaten Sleman",
            5_040 * J,
            7_560 * J,
            12_600 * J,
            5_040 * J,
            7_560 * J,
            12_600 * J,
            11_987_650_000,
            612_350_000,
            612_350_000,
            9_876_543,
        ),
        (
            3,
            "Kepolisian Resor Kota Sleman",
            None,
            4_000 * J,
            4_000 * J,
            None,
            4_000 * J,
            4_000 * J,
            4_000 * J,
            0,
            None,
            None,
        ),
        (
            4,
            "Komando Distrik Militer 0732/Sleman",
            None,
            1_200 * J,
            1_200 * J,
            None,
            1_200 * J,
            1_200 * J,
            1_150 * J,
            50 * J,
            50 * J,
            None,
        ),
        (
            None,
            "Jumlah",
            21_980 * J,
            38_170 * J,
            60_150 * J,
            21_980 * J,
            38_170 * J,
            60_150 * J,
            52_258_050_500,
            7_891_949_500,
            7_891_949_500,
            91_111_110,
        ),
        (),
        (None, None, None, None, None, None, None, None, "Mengetahui,"),
        (None, None, None, None, None, None, None, None, "Kepala BKAD Kabupaten Sleman"),
    ]
    return book(rows, "Realisasi", merges="A5:A6 B5:B6 C5:E5 F5:H5 I5:I6 J5:J6 K5:L5")
