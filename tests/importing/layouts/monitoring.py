"""Monitoring sheets: tranches, terms, transfers, months of spending."""

from datetime import date

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


@layout(
    say("35.04", "KPU", DAY, committed=56_000 * J, disbursed=56_000 * J),
    say("35.04", "BAWASLU", DAY, committed=17_000 * J, disbursed=6_800 * J),
    say("35.03", "KPU", DAY, committed=40_000 * J),
    may=[
        say("35.04", "KPU", "2023-11-28", disbursed=22_400 * J),
        say("35.04", "KPU", "2024-06-20", disbursed=56_000 * J),
        say("35.04", "BAWASLU", "2023-11-29", disbursed=6_800 * J),
    ],
)
def tranches_with_their_dates() -> Workbook:
    return book([
        ("PROGRES PENCAIRAN HIBAH PILKADA",),
        ("Posisi : 31 Juli 2024",),
        ("No", "Pemda", "Penerima", "Nilai NPHD", "Tahap I (40%)", None, "Tahap II (60%)", None,
         "Total Pencairan", "Sisa"),
        (None, None, None, None, "Tanggal", "Nilai", "Tanggal", "Nilai", None, None),
        (1, "Kab. Tulungagung", "KPU", 56_000 * J, date(2023, 11, 28), 22_400 * J,
         date(2024, 6, 20), 33_600 * J, 56_000 * J, 0),
        (2, "Kab. Tulungagung", "Bawaslu", 17_000 * J, date(2023, 11, 29), 6_800 * J, None, None,
         6_800 * J, 10_200 * J),
        (3, "Kab. Trenggalek", "KPU", 40_000 * J, None, None, None, None, None, None),
    ], merges="E3:F3 G3:H3 A3:A4 B3:B4 C3:C4 D3:D4 I3:I4 J3:J4")  # fmt: skip


@layout(
    say("35.09", "KPU", DAY, committed=80_000 * J, disbursed=56_000 * J),
    say("35.09", "BAWASLU", DAY, committed=25_000 * J, disbursed=10_000 * J),
    say("35.71", "KPU", DAY, committed=22_000 * J, disbursed=22_000 * J),
)
def three_terms_without_a_total() -> Workbook:
    return book([
        ("DATA TERMIN HIBAH",),
        ("Per 31 Juli 2024",),
        ("No", "Pemda", "Penerima", "Nilai NPHD", "Termin 1", "Termin 2", "Termin 3"),
        (1, "Kab. Jember", "KPU", 80_000 * J, 32_000 * J, 24_000 * J, None),
        (2, "Kab. Jember", "Bawaslu", 25_000 * J, 10_000 * J, None, None),
        (3, "Kota Kediri", "KPU", 22_000 * J, 8_800 * J, 6_600 * J, 6_600 * J),
    ])  # fmt: skip


@layout(
    say("71.02", "KPU", "2025-03-31", committed=31_000 * J, disbursed=31_000 * J,
        spent=26_000 * J, returned=5_000 * J),
    say("71.02", "KPU", "2025-01-31", spent=9_000 * J),
    say("71.02", "KPU", "2025-02-28", spent=21_000 * J),
    say("71.06", "BAWASLU", "2025-03-31", committed=10_000 * J, disbursed=10_000 * J,
        spent=9_200 * J),
    say("71.06", "BAWASLU", "2025-01-31", spent=4_000 * J),
    say("71.06", "BAWASLU", "2025-02-28", spent=7_000 * J),
)  # fmt: skip
def four_transfers_and_months() -> Workbook:
    return book([
        ("Monitoring Hibah Satker 2025",),
        ("Nama Satker", "Pemberi Hibah", "Nilai Hibah", "Transfer Pertama", "Transfer Kedua",
         "Transfer Ketiga", "Transfer Keempat", "Jumlah Transfer", "Belanja Januari 2025",
         "Belanja Februari 2025", "Belanja Maret 2025", "Total Belanja", "Pengembalian"),
        ("KPU Kabupaten Minahasa", "Kab. Minahasa", 31_000 * J, 12_400 * J, 10_000 * J, 8_600 * J,
         None, 31_000 * J, 9_000 * J, 12_000 * J, 5_000 * J, 26_000 * J, 5_000 * J),
        ("Bawaslu Kabupaten Minahasa Utara", "Kab. Minahasa Utara", 10_000 * J, 10_000 * J, None,
         None, None, 10_000 * J, 4_000 * J, 3_000 * J, 2_200 * J, 9_200 * J, None),
    ])  # fmt: skip


@layout(
    say("63.04", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J, spent=5_500 * J),
    say("63.05", "KPU", DAY, committed=25_000 * J, disbursed=25_000 * J, spent=8_100 * J),
    may=[
        say("63.04", "KPU", "2024-06-30", spent=4_000 * J),
        say("63.05", "KPU", "2024-06-30", spent=6_000 * J),
    ],
)
def last_month_this_month() -> Workbook:
    return book([
        ("LAPORAN REALISASI DANA HIBAH PILKADA - KPU KABUPATEN/KOTA KALSEL",),
        ("BULAN : JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Dana Diterima", "Realisasi Belanja", None, None,
         "Sisa Dana"),
        (None, None, None, None, "s.d. Bulan Lalu", "Bulan Ini", "s.d. Bulan Ini", None),
        (1, "Barito Kuala", 33_000 * J, 13_200 * J, 4_000 * J, 1_500 * J, 5_500 * J, 7_700 * J),
        (2, "Tapin", 25_000 * J, 25_000 * J, 6_000 * J, 2_100 * J, 8_100 * J, 16_900 * J),
        (None, "Jumlah", 58_000 * J, 38_200 * J, 10_000 * J, 3_600 * J, 13_600 * J, 24_600 * J),
    ], merges="E3:G3 A3:A4 B3:B4 C3:C4 D3:D4 H3:H4")  # fmt: skip


@layout(
    say("53.07", "KPU", DAY, committed=21_700 * J, disbursed=21_700 * J),
    say("53.07", "BAWASLU", DAY, committed=7_100 * J, disbursed=2_840 * J),
    say("53.07", "POLRI", DAY, committed=3_000 * J, disbursed=1_500 * J),
)
def tranches_by_budget_year() -> Workbook:
    return book([
        ("PENYALURAN HIBAH KABUPATEN SIKKA, KEADAAN SAMPAI DENGAN 31 JULI 2024",),
        ("No", "Uraian", "Jumlah NPHD", "Penyaluran TA 2023", "Penyaluran TA 2024",
         "Total Penyaluran", "Belum Disalurkan", "Persentase Penyaluran"),
        (1, "Hibah kepada KPU Kab. Sikka", 21_700 * J, 8_680 * J, 13_020 * J, 21_700 * J, 0, 1),
        (2, "Hibah kepada Bawaslu Kab. Sikka", 7_100 * J, 2_840 * J, None, 2_840 * J, 4_260 * J,
         0.4),
        (3, "Hibah kepada Polres Sikka", 3_000 * J, None, 1_500 * J, 1_500 * J, 1_500 * J, 0.5),
        (None, "Jumlah", 31_800 * J, 11_520 * J, 14_520 * J, 26_040 * J, 5_760 * J, 0.8189),
    ])  # fmt: skip
