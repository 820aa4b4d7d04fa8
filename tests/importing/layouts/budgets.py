"""One agreement's budget: account codes under subtotals of several levels, and the letter above."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say


@layout(
    say("33.08", "KPU", "2024-10-31", committed=55_000 * J, disbursed=55_000 * J,
        spent=11_600 * J),
)  # fmt: skip
def budget_with_regional_codes() -> Workbook:
    return book([
        ("REALISASI RAB HIBAH PILKADA 2024",),
        ("Satker", ":", "KPU Kabupaten Magelang"),
        ("Nilai NPHD", ":", "Rp 55.000.000.000"),
        ("Dana yang Diterima", ":", "Rp 55.000.000.000"),
        ("Posisi", ":", "31 Oktober 2024"),
        (),
        ("Kode Rekening", "Uraian", "Anggaran", "Realisasi", "Sisa Anggaran", "%"),
        ("5.1.02", "BELANJA BARANG DAN JASA", 55_000 * J, 11_600 * J, 43_400 * J, 21.09),
        ("5.1.02.01", "Belanja Barang", 15_000 * J, 3_600 * J, 11_400 * J, 24),
        ("5.1.02.01.01", "Belanja Barang Pakai Habis", 15_000 * J, 3_600 * J, 11_400 * J, 24),
        ("5.1.02.01.01.0024", "ATK", 9_000 * J, 2_000 * J, 7_000 * J, 22.22),
        ("5.1.02.01.01.0026", "Cetak", 6_000 * J, 1_600 * J, 4_400 * J, 26.67),
        ("5.1.02.02", "Belanja Jasa", 40_000 * J, 8_000 * J, 32_000 * J, 20),
        ("5.1.02.02.01", "Honorarium", 40_000 * J, 8_000 * J, 32_000 * J, 20),
        ("5.1.02.02.01.0003", "Honor PPK/PPS", 40_000 * J, 8_000 * J, 32_000 * J, 20),
        (None, "JUMLAH", 55_000 * J, 11_600 * J, 43_400 * J, 21.09),
        (),
        (None, None, None, None, "Sekretaris KPU"),
    ])  # fmt: skip


@layout(
    say("33.04", "BAWASLU", "2024-09-30", committed=14_000 * J, disbursed=14_000 * J,
        spent=3_350 * J),
)  # fmt: skip
def budget_by_activity_without_codes_of_account() -> Workbook:
    return book([
        ("LAPORAN PENGGUNAAN DANA HIBAH",),
        ("BAWASLU KABUPATEN BANJARNEGARA",),
        ("Bulan : September 2024",),
        ("Nilai NPHD : Rp 14.000.000.000,-",),
        ("Dana Diterima : Rp 14.000.000.000,-",),
        ("No", "Uraian Kegiatan", "Pagu", "Realisasi s.d. Bulan Lalu", "Realisasi Bulan Ini",
         "Realisasi s.d. Bulan Ini", "Sisa"),
        ("I", "Honorarium", 8_000 * J, 1_500 * J, 500 * J, 2_000 * J, 6_000 * J),
        ("1", "Honor Panwascam", 5_000 * J, 1_000 * J, 250 * J, 1_250 * J, 3_750 * J),
        ("2", "Honor PKD", 3_000 * J, 500 * J, 250 * J, 750 * J, 2_250 * J),
        ("II", "Operasional", 6_000 * J, 1_000 * J, 350 * J, 1_350 * J, 4_650 * J),
        ("1", "Perjalanan Dinas", 6_000 * J, 1_000 * J, 350 * J, 1_350 * J, 4_650 * J),
        (None, "Jumlah", 14_000 * J, 2_500 * J, 850 * J, 3_350 * J, 10_650 * J),
    ])  # fmt: skip
