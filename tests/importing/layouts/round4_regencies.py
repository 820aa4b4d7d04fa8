"""Sheets of one office or one regency: letters with place and date, forms, weeks, money beside goods."""

from datetime import date

from openpyxl import Workbook

from layouts.making import J, book, layout, put, say

DAY = "2024-07-31"


@layout(
    say("32.05", "KPU", DAY, committed=86_250 * J, disbursed=86_250 * J),
    say("32.05", "BAWASLU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("32.05", "TNI", DAY, unit="Kodim 0611/Garut", committed=1_250 * J, disbursed=0),
    say("32.05", "POLRI", DAY, committed=6_500 * J, disbursed=2_600 * J),
    may=[
        say("32.05", "KPU", "2023-11-10", committed=86_250 * J),
        say("32.05", "BAWASLU", "2023-11-10", committed=24_000 * J),
        say("32.05", "TNI", "2024-03-04", unit="Kodim 0611/Garut", committed=1_250 * J),
        say("32.05", "POLRI", "2024-03-04", committed=6_500 * J),
        say("32.05", "KPU", "2023-11-28", disbursed=34_500 * J),
        say("32.05", "KPU", "2024-06-24", disbursed=86_250 * J),
        say("32.05", "BAWASLU", "2023-11-28", disbursed=9_600 * J),
        say("32.05", "POLRI", "2024-05-13", disbursed=2_600 * J),
    ],
)
def letter_with_place_and_date_over_a_table_at_c6() -> Workbook:
    """BKAD: "Garut, 31 Juli 2024" over the table, text amounts, tranches of 40 and 60 percent."""
    return book(
        [
            ("PEMERINTAH KABUPATEN GARUT",),
            ("BADAN PENGELOLAAN KEUANGAN DAN ASET DAERAH",),
            ("LAPORAN REALISASI BELANJA HIBAH PILKADA TAHUN 2024",),
            (*[None] * 12, "Garut, 31 Juli 2024"),
            ("No.", "Penerima Hibah", "NPHD", None, None, "Tahap I (40%)", None, None,
             "Tahap II (60%)", None, None, "Jumlah", "%", "Sisa", "Ket."),
            (None, None, "Nomor", "Tanggal", "Nilai", "Nilai", "Tanggal", "No. SP2D",
             "Nilai", "Tanggal", "No. SP2D", None, None, None, None),
            (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, "12=6+9", "13=12/5", "14=5-12", 15),
            (1, "KPU Kabupaten Garut", "900/123/NPHD/2023", "10 November 2023",
             "Rp. 86.250.000.000,-", "Rp. 34.500.000.000,-", "28/11/2023", "04512/LS/2023",
             "Rp. 51.750.000.000,-", "24/06/2024", "01877/LS/2024", "Rp. 86.250.000.000,-",
             "100%", "Rp. 0,-", "Lunas"),
            (2, "Bawaslu Kabupaten Garut", "900/124/NPHD/2023", "10 November 2023",
             "Rp. 24.000.000.000,-", "Rp. 9.600.000.000,-", "28/11/2023", "04513/LS/2023",
             "-", "-", "-", "Rp. 9.600.000.000,-", "40%", "Rp. 14.400.000.000,-", "Proses"),
            (3, "Kodim 0611/Garut", "900/31/NPHD/2024", "4 Maret 2024", "Rp. 1.250.000.000,-",
             "NIHIL", None, None, None, None, None, "NIHIL", "0%", "Rp. 1.250.000.000,-", None),
            (4, "Polres Garut", "900/32/NPHD/2024", "4 Maret 2024", "Rp. 6.500.000.000,-",
             "Rp. 2.600.000.000,-", "13/05/2024", "01201/LS/2024", None, None, None,
             "Rp. 2.600.000.000,-", "40%", "Rp. 3.900.000.000,-", None),
            (None, "Jumlah", None, None, "Rp. 118.000.000.000,-", "Rp. 46.700.000.000,-", None,
             None, "Rp. 51.750.000.000,-", None, None, "Rp. 98.450.000.000,-", "83,43%",
             "Rp. 19.550.000.000,-", None),
            (),
            (*[None] * 11, "Kepala Badan Pengelolaan Keuangan"),
            (*[None] * 11, "dan Aset Daerah Kabupaten Garut,"),
            (),
            (*[None] * 11, "NIP. 19700101 199503 1 002"),
        ],
        at="C6",
        merges="C10:C11 D10:D11 E10:G10 H10:J10 K10:M10 N10:N11 O10:O11 P10:P11 Q10:Q11",
    )  # fmt: skip


@layout(
    say("32.09", "KPU", DAY, committed=79_000 * J, disbursed=31_600 * J),
    say("32.09", "BAWASLU", DAY, committed=22_500 * J, disbursed=22_500 * J),
    say("32.74", "KPU", DAY, committed=27_400 * J, disbursed=27_400 * J),
    say("32.08", "KPU", DAY, committed=49_000 * J),
)
def region_and_agency_in_one_cell_on_two_lines() -> Workbook:
    """ "Kab. Cirebon", a line break, "KPU": one cell names both."""
    return book(
        [
            ("Rekap Hibah Pilkada Wilayah III Cirebon",),
            ("Cirebon, 31 Juli 2024",),
            (),
            ("No", "Pemda /\nPenerima", "Nilai NPHD\n(Rp)", "Sudah Transfer\n(Rp)", "Kurang\n(Rp)"),
            (1, "Kab. Cirebon\nKPU", 79_000 * J, 31_600 * J, 47_400 * J),
            (2, "Kab. Cirebon\nBawaslu", 22_500 * J, 22_500 * J, 0),
            (3, "Kota Cirebon\nKPU", 27_400 * J, 27_400 * J, 0),
            (4, "Kab. Kuningan\nKPU", 49_000 * J, None, None),
            (None, "Total", 177_900 * J, 81_500 * J, 47_400 * J),
        ]
    )


@layout(
    say("35.14", "KPU", "2024-07-07", disbursed=20_000 * J),
    say("35.14", "KPU", "2024-07-14", disbursed=20_000 * J),
    say("35.14", "KPU", "2024-07-21", disbursed=48_000 * J),
    say("35.14", "KPU", "2024-07-21", committed=50_000 * J),
    say("35.75", "KPU", "2024-07-07", disbursed=0),
    say("35.75", "KPU", "2024-07-14", disbursed=9_200 * J),
    say("35.75", "KPU", "2024-07-21", disbursed=23_000 * J),
    say("35.75", "KPU", "2024-07-21", committed=23_000 * J),
)
def running_totals_by_week_up_to_a_day() -> Workbook:
    """A column for each week, each a running total: "s.d. 7 Juli"."""
    return book(
        [
            ("PEMANTAUAN MINGGUAN PENYALURAN HIBAH KPU TAHUN 2024",),
            (),
            ("No", "Daerah", "Nilai NPHD", "Realisasi Penyaluran", None, None, "% terakhir"),
            (None, None, None, "s.d. 7 Juli", "s.d. 14 Juli", "s.d. 21 Juli", None),
            (1, "Kab. Pasuruan", 50_000 * J, 20_000 * J, 20_000 * J, 48_000 * J, "96%"),
            (2, "Kota Pasuruan", 23_000 * J, 0, 9_200 * J, 23_000 * J, "100%"),
        ],
        merges="D3:F3 A3:A4 B3:B4 C3:C4 G3:G4",
    )


@layout(
    say("35.14", "KPU", "2024-07-07", disbursed=20_000 * J),
    say("35.14", "KPU", "2024-07-14", disbursed=20_000 * J),
    say("35.14", "KPU", "2024-07-21", disbursed=50_000 * J),
    say("35.14", "KPU", "2024-07-21", committed=50_000 * J),
    say("35.14", "BAWASLU", "2024-07-07", disbursed=6_000 * J),
    say("35.14", "BAWASLU", "2024-07-14", disbursed=6_000 * J),
    say("35.14", "BAWASLU", "2024-07-21", disbursed=6_000 * J),
    say("35.14", "BAWASLU", "2024-07-21", committed=15_000 * J),
)
def running_totals_by_week_of_the_month() -> Workbook:
    """ "Minggu I Juli 2024": the figures never fall and the last is stated as the total."""
    return book(
        [
            ("PERKEMBANGAN PENCAIRAN HIBAH PILKADA KABUPATEN PASURUAN",),
            (),
            ("No", "Penerima", "NPHD", "Pencairan s.d.", None, None, "Sisa"),
            (None, None, None, "Minggu I Juli 2024", "Minggu II Juli 2024", "Minggu III Juli 2024"),
            (1, "KPU", 50_000 * J, 20_000 * J, 20_000 * J, 50_000 * J, 0),
            (2, "Bawaslu", 15_000 * J, 6_000 * J, 6_000 * J, 6_000 * J, 9_000 * J),
        ],
        merges="D3:F3 A3:A4 B3:B4 C3:C4 G3:G4",
    )


@layout(
    say("35.19", "KPU", "2024-06-30", committed=41_000 * J, disbursed=16_400 * J),
    say("35.19", "BAWASLU", "2024-06-30", committed=12_500 * J, disbursed=5_000 * J),
    say("35.19", "POLRI", "2024-06-30", committed=3_000 * J, disbursed=3_000 * J),
)
def money_beside_goods() -> Workbook:
    """ "Hibah Barang" is no NPHD of money: its column is not read, and the sum is of both."""
    return book(
        [
            ("DAFTAR HIBAH PILKADA 2024 KABUPATEN MADIUN",),
            ("per 30 Juni 2024",),
            ("No", "Penerima", "Nilai Hibah", None, None, "Pencairan Hibah Uang", "Keterangan"),
            (None, None, "Hibah Uang", "Hibah Barang", "Jumlah Hibah", None, None),
            (1, "KPU Kab. Madiun", 41_000 * J, 350 * J, 41_350 * J, 16_400 * J, "2 unit mobil"),
            (2, "Bawaslu Kab. Madiun", 12_500 * J, None, 12_500 * J, 5_000 * J, None),
            (3, "Polres Madiun", 3_000 * J, 120 * J, 3_120 * J, 3_000 * J, "sepeda motor"),
            (None, "JUMLAH", 56_500 * J, 470 * J, 56_970 * J, 24_400 * J, None),
        ],
        merges="C3:E3 A3:A4 B3:B4 F3:F4 G3:G4",
    )


@layout(
    say("61.03", "KPU", DAY, committed=47_000 * J, disbursed=18_800 * J),
    say("61.03", "BAWASLU", DAY, committed=15_000 * J, disbursed=15_000 * J),
    say("61.03", "POLRI", DAY, committed=4_000 * J, disbursed=0),
    say("61.03", "TNI", DAY, committed=1_500 * J),
    say("61.09", "KPU", DAY, committed=30_000 * J),
)
def words_of_state_among_the_amounts() -> Workbook:
    """ "belum cair" is nothing yet, "sudah 100%" all of it, "proses" no report."""
    return book(
        [
            ("PROGRES PENCAIRAN NPHD PILKADA 2024",),
            ("Keadaan 31 Juli 2024",),
            ("No", "Kabupaten", "Penerima", "Nilai NPHD", "Pencairan"),
            (1, "Sanggau", "KPU", 47_000 * J, 18_800 * J),
            (2, "Sanggau", "Bawaslu", 15_000 * J, "sudah 100%"),
            (3, "Sanggau", "Polres", 4_000 * J, "belum cair"),
            (4, "Sanggau", "Kodim", 1_500 * J, "proses"),
            (5, "Sekadau", "KPU", 30_000 * J, "dalam proses verifikasi"),
        ]
    )


@layout(
    say("63.10", "KPU", "2024-06-30", committed=44_000 * J, disbursed=44_000 * J),
    say("63.10", "BAWASLU", "2024-06-30", committed=13_000 * J, disbursed=5_200 * J),
    say("63.10", "POLRI", "2024-06-30", committed=5_000 * J, disbursed=5_000 * J),
    say("63.10", "TNI", "2024-06-30", unit="Kodim 1022/Tanah Bumbu", committed=1_800 * J,
        disbursed=0),
)  # fmt: skip
def budget_posts_with_grantees_under_them() -> Workbook:
    """The budget book's codes sum their grantees; APBD stands beside the NPHD."""
    return book(
        [
            ("PEMERINTAH KABUPATEN TANAH BUMBU",),
            ("REALISASI HIBAH PEMILIHAN TAHUN 2024 S.D. BULAN JUNI 2024",),
            (),
            ("KODE REKENING", "URAIAN / PENERIMA", "APBD-P 2024", "NILAI NPHD", "SP2D TERBIT",
             "SISA NPHD", "%"),
            ("5.1.05", "BELANJA HIBAH", 64_000 * J, 63_800 * J, 54_200 * J, 9_600 * J, "84,95"),
            ("5.1.05.01", "Hibah kepada Pemerintah Pusat", 64_000 * J, 63_800 * J, 54_200 * J,
             9_600 * J, "84,95"),
            (None, "KPU Kab. Tanah Bumbu", 44_000 * J, 44_000 * J, 44_000 * J, 0, "100,00"),
            (None, "Bawaslu Kab. Tanah Bumbu", 13_000 * J, 13_000 * J, 5_200 * J, 7_800 * J,
             "40,00"),
            (None, "Polres Tanah Bumbu", 5_000 * J, 5_000 * J, 5_000 * J, 0, "100,00"),
            (None, "Kodim 1022/Tanah Bumbu", 2_000 * J, 1_800 * J, 0, 1_800 * J, "0,00"),
        ]
    )  # fmt: skip


@layout(
    say("18.72", "KPU", "2025-02-28", committed=19_500 * J, disbursed=19_500 * J,
        spent=17_250_500_000, returned=0),
)  # fmt: skip
def letter_of_account_with_rp_in_its_own_column() -> Workbook:
    """A report of one commission: number, label, colon, Rp, amount; parts lettered beneath."""
    return book(
        [
            ("KOMISI PEMILIHAN UMUM KOTA METRO",),
            ("LAPORAN PENGGUNAAN DANA HIBAH PILKADA",),
            ("Posisi 28 Februari 2025",),
            (),
            ("No", "Uraian", None, None, "Jumlah"),
            (1, "Nilai NPHD", ":", "Rp", "19.500.000.000"),
            (2, "Dana Hibah yang Diterima", ":", "Rp", "19.500.000.000"),
            ("a.", "Tahap I", ":", "Rp", "7.800.000.000"),
            ("b.", "Tahap II", ":", "Rp", "11.700.000.000"),
            (3, "Realisasi Belanja", ":", "Rp", "17.250.500.000"),
            (4, "Sisa Dana Hibah", ":", "Rp", "2.249.500.000"),
            (5, "Pengembalian ke Kas Daerah", ":", "Rp", "-"),
            (),
            (None, None, None, None, "Metro, 3 Maret 2025"),
            (None, None, None, None, "Sekretaris,"),
        ]
    )


@layout(
    say("74.04", "KPU", DAY, committed=36_000 * J, disbursed=36_000 * J),
    say("74.04", "BAWASLU", DAY, committed=11_000 * J, disbursed=4_400 * J),
    say("74.04", "POLRI", DAY, committed=4_000 * J, disbursed=0),
    may=[
        say("74.04", "KPU", "2023-12-12", disbursed=14_400 * J),
        say("74.04", "KPU", "2024-06-20", disbursed=36_000 * J),
        say("74.04", "BAWASLU", "2023-12-13", disbursed=4_400 * J),
    ],
)
def amount_and_date_in_one_cell() -> Workbook:
    """ "14.400.000.000 (12/12/2023)": what was paid and when, in one text."""
    return book(
        [
            ("Hibah Pilkada Kab. Buton - 31 Juli 2024",),
            ("Penerima", "Nilai NPHD", "Tahap I", "Tahap II", "Total"),
            ("KPU", "36.000.000.000", "14.400.000.000 (12/12/2023)", "21.600.000.000 (20/6/2024)",
             "36.000.000.000"),
            ("Bawaslu", "11.000.000.000", "4.400.000.000\n(13 Desember 2023)", "-",
             "4.400.000.000"),
            ("Polres", "4.000.000.000", "-", "-", "-"),
        ]
    )  # fmt: skip


def _month(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [
        ("KARTU KENDALI HIBAH PILKADA KABUPATEN KOTABARU TAHUN ANGGARAN 2024",),
        (),
        ("No", "Uraian", "KPU", "BAWASLU", "POLRES", "KODIM", "JUMLAH"),
        *rows,
    ]


@layout(
    say("63.02", "KPU", "2024-05-31", committed=39_000 * J, disbursed=15_600 * J),
    say("63.02", "BAWASLU", "2024-05-31", committed=12_000 * J, disbursed=4_800 * J),
    say("63.02", "POLRI", "2024-05-31", committed=5_000 * J),
    say("63.02", "TNI", "2024-05-31", committed=2_000 * J, disbursed=0),
    say("63.02", "KPU", "2024-06-30", committed=39_000 * J, disbursed=39_000 * J),
    say("63.02", "BAWASLU", "2024-06-30", committed=12_000 * J, disbursed=4_800 * J),
    say("63.02", "POLRI", "2024-06-30", committed=5_000 * J, disbursed=5_000 * J),
    say("63.02", "TNI", "2024-06-30", committed=2_000 * J, disbursed=0),
)
def measures_down_agencies_across_on_a_sheet_per_month() -> Workbook:
    """A card per month: only the tab says the month, only the title the year and the regency."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    put(
        workbook.create_sheet("Mei"),
        _month([
            (1, "Nilai NPHD", 39_000 * J, 12_000 * J, 5_000 * J, 2_000 * J, 58_000 * J),
            (2, "Pencairan s.d. bulan ini", 15_600 * J, 4_800 * J, None, 0, 20_400 * J),
            (3, "Sisa belum cair", 23_400 * J, 7_200 * J, None, 2_000 * J, 32_600 * J),
            (4, "Persentase", 0.4, 0.4, None, 0, None),
        ]),
    )  # fmt: skip
    put(
        workbook.create_sheet("Juni"),
        _month([
            (1, "Nilai NPHD", 39_000 * J, 12_000 * J, 5_000 * J, 2_000 * J, 58_000 * J),
            (2, "Pencairan s.d. bulan ini", 39_000 * J, 4_800 * J, 5_000 * J, 0, 48_800 * J),
            (3, "Sisa belum cair", 0, 7_200 * J, 0, 2_000 * J, 9_200 * J),
            (4, "Persentase", 1, 0.4, 1, 0, None),
        ]),
    )  # fmt: skip
    return workbook


@layout(
    say("36.73", "KPU", "2025-01-31", spent=2_000 * J),
    say("36.73", "KPU", "2025-02-28", spent=7_500 * J),
    say("36.73", "KPU", "2025-03-31", spent=8_100 * J),
    say("36.73", "BAWASLU", "2025-01-31", spent=500 * J),
    say("36.73", "BAWASLU", "2025-02-28", spent=1_250 * J),
    say("36.73", "BAWASLU", "2025-03-31", spent=2_000 * J),
)
def months_down_agencies_across() -> Workbook:
    """A row a month, a column an agency: what was spent in that month, and their sum."""
    return book(
        [
            ("SEKRETARIAT KPU DAN BAWASLU KOTA SERANG",),
            ("Penggunaan Dana Hibah Pilkada per Bulan Tahun 2025",),
            ("Bulan", "KPU", "Bawaslu", "Jumlah"),
            ("Januari", 2_000 * J, 500 * J, 2_500 * J),
            ("Februari", 5_500 * J, 750 * J, 6_250 * J),
            ("Maret", 600 * J, 750 * J, 1_350 * J),
            ("Jumlah", 8_100 * J, 2_000 * J, 10_100 * J),
        ]
    )


@layout(
    say("17.02", "KPU", "2024-08-30", committed=29_000 * J, disbursed=29_000 * J),
    say("17.02", "BAWASLU", "2024-08-30", committed=8_700 * J, disbursed=3_480 * J),
    say("17.02", "TNI", "2024-08-30", committed=800 * J, disbursed=800 * J),
    say("17.02", "POLRI", "2024-08-30", committed=2_300 * J, disbursed=0),
    may=[
        say("17.02", "KPU", "2023-11-09", committed=29_000 * J),
        say("17.02", "BAWASLU", "2023-11-09", committed=8_700 * J),
        say("17.02", "TNI", "2024-02-12", committed=800 * J),
        say("17.02", "POLRI", "2024-02-12", committed=2_300 * J),
    ],
)
def dotted_agencies_signatures_beside_and_amounts_in_notes() -> Workbook:
    """ "K.P.U.", "T.N.I": signatures left and right, an amount in words, notes with amounts."""
    return book(
        [
            ("DAFTAR NASKAH PERJANJIAN HIBAH DAERAH (NPHD)",),
            ("KABUPATEN REJANG LEBONG, KEADAAN 30 AGUSTUS 2024",),
            ("No.", "Penerima", "Tgl. NPHD", "Jumlah Hibah", "Realisasi", "Sisa Hibah", "Capaian"),
            ("1.", "K.P.U.", date(2023, 11, 9), 29_000 * J, 29_000 * J, 0, 1),
            ("2.", "BAWASLU", date(2023, 11, 9), 8_700 * J, 3_480 * J, 5_220 * J, 0.4),
            ("3.", "T.N.I.", date(2024, 2, 12), 800 * J, 800 * J, 0, 1),
            ("4.", "P O L R I", date(2024, 2, 12), 2_300 * J, 0, 2_300 * J, 0),
            (None, "J U M L A H", None, 40_800 * J, 33_280 * J, 7_520 * J, None),
            ("Terbilang: tiga puluh tiga miliar dua ratus delapan puluh juta rupiah",),
            (None, "Catatan:", None, None, None),
            (1, "Sisa Bawaslu diusulkan pada APBD Perubahan", None, 5_220 * J, None),
            (2, "Polri menunggu rekening", None, 2_300 * J, None),
            (),
            (None, "Mengetahui,", None, None, "Curup, 3 September 2024"),
            (None, "Sekretaris Daerah", None, None, "Kepala BPKD"),
            (None, "NIP 196805051990031004", None, None, "NIP 197203031998032005"),
        ],
        at="B2",
    )  # fmt: skip
