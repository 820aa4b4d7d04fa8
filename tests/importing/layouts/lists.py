"""Lists with a peculiarity of the place: two police units, Aceh's names, a re-vote, a semicolon file."""

from datetime import date

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


@layout(
    say("74.02", "POLRI", DAY, unit="Polres Konawe", committed=6_000 * J, disbursed=6_000 * J),
    say("74.02", "POLRI", DAY, unit="Polresta Kendari", committed=1_500 * J, disbursed=600 * J),
    say("74.02", "TNI", DAY, unit="Kodim 1417/Kendari", committed=2_000 * J, disbursed=0),
    say("74.02", "KPU", DAY, committed=38_000 * J, disbursed=38_000 * J),
)
def two_police_units() -> Workbook:
    return book([
        ("REALISASI NPHD KABUPATEN KONAWE",),
        ("POSISI 31 JULI 2024",),
        ("No", "Satuan Kerja Penerima", "Pagu NPHD", "Sudah Disalurkan", "Sisa"),
        (1, "KPU Kabupaten Konawe", 38_000 * J, 38_000 * J, 0),
        (2, "Polres Konawe", 6_000 * J, 6_000 * J, 0),
        (3, "Polresta Kendari", 1_500 * J, 600 * J, 900 * J),
        (4, "Kodim 1417/Kendari", 2_000 * J, 0, 2_000 * J),
        ("JUMLAH", None, 47_500 * J, 44_600 * J, 2_900 * J),
    ])  # fmt: skip


@layout(
    say("11.11", "KPU", DAY, committed=41_000 * J, disbursed=16_400 * J),
    say("11.11", "BAWASLU", DAY, committed=12_000 * J, disbursed=4_800 * J),
    say("11.71", "KPU", DAY, committed=23_000 * J, disbursed=23_000 * J),
    say("11.71", "BAWASLU", DAY, committed=8_000 * J),
    say("11", "KPU", DAY, committed=187_000 * J, disbursed=74_800 * J),
    file="Rekap Hibah Aceh per 31 Juli 2024.xlsx",
)
def aceh_dated_by_its_file_name() -> Workbook:
    return book([
        ("No", "Pemerintah Kab/Kota", "Lembaga Penerima", "Nilai Hibah", "Realisasi Transfer"),
        (1, "Pemerintah Aceh", "KIP Aceh", 187_000 * J, 74_800 * J),
        (2, "Bireuen", "KIP Kabupaten Bireuen", 41_000 * J, 16_400 * J),
        (3, "Bireuen", "Panwaslih Kabupaten Bireuen", 12_000 * J, 4_800 * J),
        (4, "Banda Aceh", "KIP Kota Banda Aceh", 23_000 * J, 23_000 * J),
        (5, "Banda Aceh", "Panwaslih Kota Banda Aceh", 8_000 * J, None),
    ])  # fmt: skip


@layout(
    say("73.73", "KPU", "2025-05-15", committed=11_900 * J, disbursed=11_900 * J),
    say("73.73", "BAWASLU", "2025-05-15", committed=3_400 * J, disbursed=3_400 * J),
    say("16.11", "KPU", "2025-05-15", committed=15_700 * J, disbursed=9_420 * J),
    say("93.02", "POLRI", "2025-05-15", committed=5_000 * J),
    election="PSU 2025",
)
def revote() -> Workbook:
    return book([
        ("PENDANAAN PEMUNGUTAN SUARA ULANG (PSU) TAHUN 2025",),
        ("Update: 15 Mei 2025",),
        ("No", "Daerah", "Penerima", "Anggaran PSU (NPHD)", "Transfer ke Penerima", "Ket"),
        (1, "Kota Palopo", "KPU", 11_900 * J, 11_900 * J, "PSU 24 Mei 2025"),
        (2, "Kota Palopo", "Bawaslu", 3_400 * J, 3_400 * J, None),
        (3, "Kab. Empat Lawang", "KPU", 15_700 * J, 9_420 * J, None),
        (4, "Kab. Boven Digoel", "Polres", 5_000 * J, None, "belum"),
    ])  # fmt: skip


@layout(
    say("34.04", "KPU", DAY, committed=41_725_500_000, disbursed=16_690_200_000),
    say("34.04", "BAWASLU", DAY, committed=12_650_000_000, disbursed=12_650_000_000),
    say("34.02", "KPU", DAY, committed=36_300_000_000),
    file="hibah_pilkada_diy_20240731.csv",
)
def semicolon_file() -> str:
    return (
        "No;Kode;Nama Daerah;Penerima;Nilai NPHD (Rp);Realisasi Penyaluran (Rp);Tanggal Data\r\n"
        "1;34.04;Kabupaten Sleman;KPU;41.725.500.000,00;16.690.200.000,00;31/07/2024\r\n"
        "2;34.04;Kabupaten Sleman;Bawaslu;12.650.000.000,00;12.650.000.000,00;31/07/2024\r\n"
        "3;34.02;Kabupaten Bantul;KPU;36.300.000.000,00;;31/07/2024\r\n"
        ";;Jumlah;;90.675.500.000,00;29.340.200.000,00;\r\n"
    )


@layout(
    say("36.04", "KPU", DAY, committed=61_000 * J, disbursed=24_400 * J, spent=9_000 * J),
    say("36.02", "KPU", DAY, committed=55_000 * J, disbursed=22_000 * J, spent=11_000 * J),
    say("36.72", "KPU", DAY, committed=31_000 * J, disbursed=31_000 * J, spent=5_000 * J),
    must="hidden-row",
)
def hidden_column_and_row() -> Workbook:
    made = book([
        ("HIBAH KPU SE-BANTEN",),
        ("Posisi s/d 31 Juli 2024",),
        ("No", "Kabupaten/Kota", "Nilai NPHD", "Pencairan", "Penggunaan Dana"),
        (1, "Kab. Serang", 61_000 * J, 24_400 * J, 9_000 * J),
        (2, "Kab. Lebak", 55_000 * J, 22_000 * J, 11_000 * J),
        (3, "Kota Cilegon", 31_000 * J, 31_000 * J, 5_000 * J),
        ("Jumlah", None, 147_000 * J, 77_400 * J, 25_000 * J),
    ])  # fmt: skip
    made["Sheet1"].row_dimensions[5].hidden = True
    made["Sheet1"].column_dimensions["E"].hidden = True
    return made


@layout(
    say("18.72", "KPU", DAY, committed=17_500 * J, disbursed=7_000 * J),
    say("18.10", "KPU", DAY, committed=31_400_250_000, disbursed=31_400_250_000),
)
def thousands_in_the_header() -> Workbook:
    return book([
        ("Hibah Pilkada Provinsi Lampung",),
        ("KPU Kabupaten/Kota, kondisi 31 Juli 2024",),
        ("No", "Kab/Kota", "NPHD (Rp ribu)", "Cair (Rp ribu)"),
        (1, "Metro", 17_500_000, 7_000_000),
        (2, "Pringsewu", 31_400_250, 31_400_250),
    ])  # fmt: skip


@layout(
    say("71.71", "KPU", "2025-03-31", committed=36_000 * J, disbursed=36_000 * J,
        spent=31_250 * J, returned=4_750 * J, interest=212_450_325),
    say("71.71", "BAWASLU", "2025-03-31", committed=13_000 * J, disbursed=13_000 * J,
        spent=12_100 * J),
)  # fmt: skip
def money_given_back() -> Workbook:
    return book([
        ("LAPORAN PERTANGGUNGJAWABAN DANA HIBAH PILKADA KOTA MANADO",),
        ("Keadaan s.d. 31 Maret 2025",),
        ("No", "Penerima Hibah", "Jumlah Hibah", "Diterima", "Penggunaan Dana",
         "Setor Kembali ke Kas Daerah", "Jasa Giro Disetor", "Sisa Dana di Rekening"),
        (1, "KPU Kota Manado", 36_000 * J, 36_000 * J, 31_250 * J, 4_750 * J, 212_450_325, 0),
        (2, "Bawaslu Kota Manado", 13_000 * J, 13_000 * J, 12_100 * J, None, None, 900 * J),
    ])  # fmt: skip


@layout(
    say("16", "KPU", DAY, committed=333_000 * J, disbursed=133_200 * J),
    say("16", "POLRI", DAY, committed=80_000 * J, disbursed=40_000 * J),
    say("16.10", "KPU", DAY, committed=32_000 * J, disbursed=12_800 * J),
    say("16.71", "KPU", DAY, committed=63_000 * J, disbursed=63_000 * J),
    say("16.08", "KPU", DAY, committed=49_500 * J, disbursed=19_800 * J),
)
def provinces_among_regencies() -> Workbook:
    return book([
        ("PROGRES PENCAIRAN NPHD SUMATERA SELATAN",),
        ("STATUS PER 31 JULI 2024",),
        ("No", "Pemerintah Daerah", "Instansi Penerima", "Nilai NPHD", "Dana Yang Dicairkan"),
        (1, "Pemprov Sumsel", "KPU Provinsi Sumatera Selatan", 333_000 * J, 133_200 * J),
        (2, "Pemprov Sumsel", "Polda Sumsel", 80_000 * J, 40_000 * J),
        (3, "Ogan Ilir", "KPU Kab. Ogan Ilir", 32_000 * J, 12_800 * J),
        (4, "Palembang", "KPU Kota Palembang", 63_000 * J, 63_000 * J),
        (5, "OKU Timur", "KPU Kab. OKU Timur", 49_500 * J, 19_800 * J),
    ])  # fmt: skip


@layout(
    say("17.03", "KPU", "2024-06-28", committed=26_000 * J, disbursed=26_000 * J),
    say("17.71", "KPU", "2024-07-12", committed=24_000 * J, disbursed=9_600 * J),
    say("17.71", "BAWASLU", "2024-07-12", committed=8_000 * J, disbursed=3_200 * J),
)
def each_row_its_own_date() -> Workbook:
    return book([
        ("Wilayah", "Lembaga", "Update Terakhir", "Plafon NPHD", "Realisasi Pencairan"),
        ("Kab. Bengkulu Utara", "KPU", date(2024, 6, 28), 26_000 * J, 26_000 * J),
        ("Kota Bengkulu", "KPU", "12 Juli 2024", 24_000 * J, 9_600 * J),
        ("Kota Bengkulu", "Bawaslu", "12-07-2024", 8_000 * J, 3_200 * J),
    ], "Bengkulu")  # fmt: skip
