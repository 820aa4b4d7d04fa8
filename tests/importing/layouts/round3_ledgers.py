"""Transfers with their dates: blocks of date, SP2D and amount, rows under a merged agreement, ledgers."""

from datetime import datetime

from openpyxl import Workbook

from layouts.making import J, agreements, book, layout, say, tabs


@layout(
    say("13.75", "KPU", "2024-06-30", committed=14_806_050_000, disbursed=14_806_050_000),
    say("13.75", "BAWASLU", "2024-06-30", committed=4_150_000_000, disbursed=1_660_000_000),
    say("13.75", "POLRI", "2024-06-30", committed=1_200_000_000, disbursed=1_200_000_000),
    say("13.75", "TNI", "2024-06-30", unit="Kodim 0304/Agam", committed=400_000_000),
    may=[
        say("13.75", "KPU", "2023-12-12", disbursed=5_922_420_000),
        say("13.75", "KPU", "2024-05-20", disbursed=14_806_050_000),
        say("13.75", "BAWASLU", "2023-12-14", disbursed=1_660_000_000),
        say("13.75", "POLRI", "2024-06-03", disbursed=1_200_000_000),
        say("13.75", "KPU", "2023-11-10", committed=14_806_050_000),
        say("13.75", "BAWASLU", "2023-11-10", committed=4_150_000_000),
        say("13.75", "POLRI", "2024-04-02", committed=1_200_000_000),
        say("13.75", "TNI", "2024-04-02", unit="Kodim 0304/Agam", committed=400_000_000),
    ],
)  # fmt: skip
def city_with_date_number_and_amount_under_each_tranche() -> Workbook:
    """Setda Kota: one row a grantee, under each tranche its date, SP2D number and amount."""
    return book(
        [
            ("PEMERINTAH KOTA BUKITTINGGI",),
            ("SEKRETARIAT DAERAH",),
            ("Jl. Kusuma Bhakti No. 1 Gulai Bancah, Telp. (0752) 33369",),
            ("DAFTAR PENYALURAN DANA HIBAH PEMILIHAN WALIKOTA DAN WAKIL WALIKOTA TAHUN 2024",),
            ("Keadaan sampai dengan 30 Juni 2024",),
            (),
            ("No.", "Penerima Hibah", "NPHD", None, None, "Tahap I", None, None,
             "Tahap II", None, None, "Jumlah Pencairan", "Sisa"),
            (None, None, "Nomor", "Tanggal", "Nilai (Rp)", "Tgl", "No. SP2D", "Jumlah (Rp)",
             "Tgl", "No. SP2D", "Jumlah (Rp)", None, None),
            (1, "KPU Kota Bukittinggi", "900/12/NPHD-2023", datetime(2023, 11, 10), 14_806_050_000,
             datetime(2023, 12, 12), "04821/SP2D/2023", 5_922_420_000,
             datetime(2024, 5, 20), "01377/SP2D/2024", 8_883_630_000, 14_806_050_000, 0),
            (2, "Bawaslu Kota Bukittinggi", "900/13/NPHD-2023", datetime(2023, 11, 10),
             4_150_000_000, datetime(2023, 12, 14), "04830/SP2D/2023", 1_660_000_000,
             None, None, None, 1_660_000_000, 2_490_000_000),
            (3, "Polresta Bukittinggi", "900/20/NPHD-2024", datetime(2024, 4, 2), 1_200_000_000,
             datetime(2024, 6, 3), "01512/SP2D/2024", 1_200_000_000,
             None, None, None, 1_200_000_000, 0),
            (4, "Kodim 0304/Agam", "900/21/NPHD-2024", datetime(2024, 4, 2), 400_000_000,
             None, None, None, None, None, None, None, None),
            (None, "JUMLAH", None, None, 20_556_050_000, None, None, 8_782_420_000,
             None, None, 8_883_630_000, 17_666_050_000, 2_490_000_000),
            (),
            *[(None,) * 10 + (text,) for text in
              ("Bukittinggi, 3 Juli 2024", "SEKRETARIS DAERAH,", None, "NIP. 19680412 199303 1 005")],
        ],
        merges="C7:E7 F7:H7 I7:K7 A7:A8 B7:B8 L7:L8 M7:M8",
    )  # fmt: skip


@layout(
    say("72.71", "KPU", "2024-05-31", committed=33_500 * J, disbursed=33_500 * J),
    say("72.71", "BAWASLU", "2024-05-31", committed=9_000 * J, disbursed=3_600 * J),
    say("72.10", "KPU", "2024-05-31", committed=27_000 * J),
    may=[
        say("72.71", "KPU", "2023-12-04", disbursed=13_400 * J),
        say("72.71", "KPU", "2024-04-22", disbursed=33_500 * J),
        say("72.71", "BAWASLU", "2023-12-05", disbursed=3_600 * J),
    ],
)
def agreement_merged_down_over_its_tranche_rows() -> Workbook:
    """One block of rows an agreement: region, grantee and value merged, a row for each tranche."""
    return book(
        [
            ("MONITORING NPHD PILKADA SERENTAK 2024 SULAWESI TENGAH",),
            ("Data per 31 Mei 2024",),
            ("No", "Kab/Kota", "Penerima", "Nilai NPHD", "Tahap", "Tanggal SP2D", "Nomor SP2D",
             "Nilai Pencairan"),
            (1, "Kota Palu", "KPU", 33_500 * J, "I", datetime(2023, 12, 4), "1201/LS/2023",
             13_400 * J),
            (None, None, None, None, "II", datetime(2024, 4, 22), "0377/LS/2024", 20_100 * J),
            (2, "Kota Palu", "Bawaslu", 9_000 * J, "I", datetime(2023, 12, 5), "1209/LS/2023",
             3_600 * J),
            (None, None, None, None, "II", None, None, None),
            (3, "Kab. Sigi", "KPU", 27_000 * J, "I", None, None, None),
            (None, None, None, None, "II", None, None, None),
            ("JUMLAH", None, None, 69_500 * J, None, None, None, 37_100 * J),
        ],
        merges="A4:A5 B4:B5 C4:C5 D4:D5 A6:A7 B6:B7 C6:C7 D6:D7 A8:A9 B8:B9 C8:C9 D8:D9 A10:C10",
    )  # fmt: skip


@layout(
    say("52.72", "KPU", "2024-03-08", disbursed=4_000 * J),
    say("52.72", "BAWASLU", "2024-03-19", disbursed=2_500 * J),
    say("52.72", "KPU", "2024-04-25", disbursed=14_000 * J),
    say("52.72", "POLRI", "2024-04-30", disbursed=900 * J),
)
def ledger_with_months_and_carried_sums() -> Workbook:
    """BPKAD: SP2D ledger, a heading for each month, sums of the month and up to the month."""
    return book(
        [
            ("BUKU REGISTER SP2D BELANJA HIBAH",),
            ("KOTA BIMA - TAHUN ANGGARAN 2024",),
            (),
            ("NO", "TGL", "NO. SP2D", "PENERIMA", "URAIAN", "JUMLAH"),
            ("BULAN MARET 2024",),
            (1, datetime(2024, 3, 8), "SP2D-0112", "KPU Kota Bima", "Hibah Pilkada tahap 1",
             4_000 * J),
            (2, datetime(2024, 3, 19), "SP2D-0131", "Bawaslu Kota Bima", "Hibah Pilkada tahap 1",
             2_500 * J),
            (None, None, None, None, "Jumlah bulan ini", 6_500 * J),
            (None, None, None, None, "Jumlah s.d. bulan lalu", 0),
            (None, None, None, None, "Jumlah s.d. bulan ini", 6_500 * J),
            ("BULAN APRIL 2024",),
            (3, datetime(2024, 4, 25), "SP2D-0240", "KPU Kota Bima", "Hibah Pilkada tahap 2",
             10_000 * J),
            (4, datetime(2024, 4, 30), "SP2D-0266", "Polres Bima Kota", "Pengamanan Pilkada",
             900 * J),
            (None, None, None, None, "Jumlah bulan ini", 10_900 * J),
            (None, None, None, None, "Jumlah s.d. bulan lalu", 6_500 * J),
            (None, None, None, None, "Jumlah s.d. bulan ini", 17_400 * J),
        ],
        title="Register",
        merges="A5:F5 A11:F11",
    )  # fmt: skip


@layout(
    say("34.02", "KPU", "2025-04-30", committed=33_000 * J, disbursed=33_000 * J,
        spent=29_870_115_400, returned=3_129_884_600, interest=41_205_113),
    say("34.03", "KPU", "2025-04-30", committed=29_500 * J, disbursed=29_500 * J,
        spent=29_500 * J, returned=0, interest=18_400_250),
    say("34.04", "BAWASLU", "2025-04-30", committed=8_300 * J, disbursed=8_300 * J,
        spent=7_900 * J),
    may=[
        say("34.02", "KPU", "2025-03-11", returned=3_129_884_600, interest=41_205_113),
        say("34.03", "KPU", "2025-03-20", returned=0, interest=18_400_250),
    ],
)  # fmt: skip
def returns_with_receipt_date_principal_and_interest() -> Workbook:
    """Bawaslu/KPU after the election: what went back to the treasury, principal and interest apart."""
    return book(
        [
            ("LAPORAN PENGEMBALIAN SISA DANA HIBAH PILKADA KE REKENING KAS UMUM DAERAH (RKUD)",),
            ("DAERAH ISTIMEWA YOGYAKARTA",),
            ("Posisi 30 April 2025",),
            ("No", "Satuan Kerja", "Pemberi Hibah", "Nilai NPHD", "Dana Diterima",
             "Realisasi Belanja", "Sisa Dana", "Penyetoran ke RKUD", None, None, None,
             "Belum Disetor"),
            (None, None, None, None, None, None, None, "Tanggal STS", "No. STS", "Pokok (Rp)",
             "Jasa Giro (Rp)", None),
            ("a", "b", "c", "d", "e", "f", "g=e-f", "h", "i", "j", "k", "l=g-j"),
            (1, "KPU Bantul", "Kab. Bantul", 33_000 * J, 33_000 * J, 29_870_115_400,
             3_129_884_600, datetime(2025, 3, 11), "00187/STS/2025", 3_129_884_600, 41_205_113, 0),
            (2, "KPU Gunungkidul", "Kab. Gunungkidul", 29_500 * J, 29_500 * J, 29_500 * J, 0,
             datetime(2025, 3, 20), "00201/STS/2025", "-", 18_400_250, 0),
            (3, "Bawaslu Sleman", "Kab. Sleman", 8_300 * J, 8_300 * J, 7_900 * J, 400 * J,
             None, None, None, None, 400 * J),
            (None, "Jumlah", None, 70_800 * J, 70_800 * J, 67_270_115_400, 3_529_884_600, None,
             None, 3_129_884_600, 59_605_363, 400 * J),
        ],
        at="B2",
        merges="I5:L5",
    )  # fmt: skip


@layout(
    say("18.71", "KPU", "2024-07-31", committed=39_000 * J, disbursed=39_000 * J),
    say("18.72", "KPU", "2024-07-31", committed=12_500 * J, disbursed=5_000 * J),
    say("18.72", "BAWASLU", "2024-07-31", committed=3_750 * J, disbursed=3_750 * J),
    may=[
        say("18.71", "KPU", "2023-12-31", disbursed=15_600 * J),
        say("18.72", "KPU", "2023-12-31", disbursed=5_000 * J),
        say("18.72", "BAWASLU", "2023-12-31", disbursed=1_500 * J),
    ],
)
def budget_years_under_value_and_payment() -> Workbook:
    """Kesbangpol: the value and the payment parted by the budget years 2023 and 2024."""
    return book(
        [
            ("REKAP PENDANAAN PILKADA SERENTAK 2024 DARI APBD KAB/KOTA SE LAMPUNG",),
            ("s.d. 31 Juli 2024",),
            ("No", "Kab/Kota", "Instansi", "Nilai NPHD", None, None, "Pencairan", None, None,
             "Sisa Belum Cair"),
            (None, None, None, "APBD TA 2023", "APBD TA 2024", "Jumlah", "APBD TA 2023",
             "APBD TA 2024", "Jumlah", None),
            (1, "Kota Bandar Lampung", "KPU", 15_600 * J, 23_400 * J, 39_000 * J, 15_600 * J,
             23_400 * J, 39_000 * J, 0),
            (2, "Kota Metro", "KPU", 5_000 * J, 7_500 * J, 12_500 * J, 5_000 * J, 0, 5_000 * J,
             7_500 * J),
            (3, "Kota Metro", "Bawaslu", 1_500 * J, 2_250 * J, 3_750 * J, 1_500 * J, 2_250 * J,
             3_750 * J, 0),
            (None, "Jumlah", None, 22_100 * J, 33_150 * J, 55_250 * J, 22_100 * J, 25_650 * J,
             47_750 * J, 7_500 * J),
        ],
        merges="D3:F3 G3:I3",
    )  # fmt: skip


@layout(
    say("51.03", "KPU", "2024-06-30", committed=31_000 * J, disbursed=12_400 * J),
    say("51.03", "KPU", "2024-07-31", committed=31_000 * J, disbursed=31_000 * J),
    say("51.08", "KPU", "2024-06-30", committed=40_000 * J, disbursed=16_000 * J),
    say("51.08", "KPU", "2024-07-31", committed=40_000 * J, disbursed=16_000 * J),
    say("51.08", "BAWASLU", "2024-06-30", committed=14_000 * J, disbursed=5_600 * J),
    say("51.08", "BAWASLU", "2024-07-31", committed=14_000 * J),
)
def a_sheet_for_each_month_short_names() -> Workbook:
    """Sheets "Juni 24" and "Jul 24" of the same table."""

    def month(*paid: int | None) -> list[tuple[object, ...]]:
        return [
            ("Laporan Pencairan Hibah Pilkada Provinsi Bali",),
            ("No", "Kabupaten", "Lembaga", "NPHD", "Cair", "Persen"),
            (1, "Badung", "KPU", 31_000 * J, paid[0], None),
            (2, "Buleleng", "KPU", 40_000 * J, paid[1], None),
            (3, "Buleleng", "Bawaslu", 14_000 * J, paid[2], None),
        ]

    return tabs(
        Juni_24=month(12_400 * J, 16_000 * J, 5_600 * J),
        Jul_24=month(31_000 * J, 16_000 * J, None),
    )


@layout(
    say("64.02", "KPU", "2024-03-31", committed=60_000 * J, disbursed=0),
    say("64.02", "KPU", "2024-04-30", committed=60_000 * J, disbursed=24_000 * J),
    say("64.02", "KPU", "2024-06-30", committed=60_000 * J, disbursed=60_000 * J),
    say("64.74", "KPU", "2024-05-31", committed=20_000 * J, disbursed=8_000 * J),
    errors="not-a-date",
)  # fmt: skip
def position_dates_in_every_writing() -> Workbook:
    """A position column with a date, a text, a month and a year that cannot be."""
    return book(
        [
            ("PROGRES PENCAIRAN NPHD - KALTIM",),
            ("Kab/Kota", "Penerima", "Posisi", "Nilai NPHD", "Realisasi Pencairan"),
            ("Kutai Kartanegara", "KPU", datetime(2024, 3, 31), 60_000 * J, "-"),
            ("Kukar", "KPU", "30 April 2024", 60_000 * J, 24_000 * J),
            ("Kutai Kartanegara", "KPU", "30/06/2024", 60_000 * J, 60_000 * J),
            ("Kota Bontang", "KPU", "Mei 2024", 20_000 * J, 8_000 * J),
            ("Kota Bontang", "KPU", "30 Juni 2204", 20_000 * J, 20_000 * J),
        ]
    )  # fmt: skip


@layout(
    agreements(
        say("33.28", "KPU", "2024-06-30", disbursed=24_000 * J),
        say("33.28", "KPU", "2024-07-31", committed=60_000 * J, disbursed=60_000 * J),
        say("33.76", "KPU", "2024-06-30", disbursed=10_000 * J),
        say("33.76", "KPU", "2024-07-31", committed=25_000 * J, disbursed=10_000 * J),
        say("33.76", "BAWASLU", "2024-07-31", committed=7_000 * J, disbursed=2_800 * J),
    ),
    may=[
        say("33.28", "KPU", "2024-06-30", committed=60_000 * J),
        say("33.76", "KPU", "2024-06-30", committed=25_000 * J),
        say("33.76", "BAWASLU", "2024-06-30", committed=7_000 * J),
    ],
)
def two_positions_named_in_the_headers() -> Workbook:
    """Two columns of the same measure, each with its own day in the header."""
    return book(
        [
            ("DATA HIBAH PILKADA 2024",),
            ("No", "Pemda", "Penerima", "Nilai NPHD (Rp)", "Pencairan s.d. 30 Juni 2024 (Rp)",
             "Pencairan s.d. 31 Juli 2024 (Rp)", "%"),
            (1, "Kabupaten Tegal", "KPU", 60_000 * J, 24_000 * J, 60_000 * J, 1),
            (2, "Kota Tegal", "KPU", 25_000 * J, 10_000 * J, 10_000 * J, 0.4),
            (3, "Kota Tegal", "Bawaslu", 7_000 * J, None, 2_800 * J, "40 %"),
        ]
    )  # fmt: skip
