"""Two parties' columns side by side, statements down a page with their sums, registers of returns."""

from datetime import datetime

from openpyxl import Workbook

from layouts.making import J, book, layout, say

_OCTOBER = "2024-10-31"


@layout(
    say("73.18", "KPU", _OCTOBER, committed=33_250 * J, disbursed=33_250 * J, spent=27_110 * J),
    say("73.18", "TNI", _OCTOBER, committed=1_500 * J, disbursed=1_500 * J, spent=600 * J),
    absent="columns-conflict remainder-differs column-doubled",
)
def two_parties_that_do_not_agree() -> Workbook:
    """The grantor's column counts; what the grantee says is stored beside it, and is no second sum."""
    return book([
        ("LAMPIRAN BERITA ACARA REKONSILIASI DANA HIBAH PILKADA",),
        ("PEMERINTAH KABUPATEN TANA TORAJA, PER 31 OKTOBER 2024",),
        ("No", "Penerima Hibah", "Nilai NPHD", "Menurut BPKAD", None, "Menurut Penerima Hibah",
         None, "Selisih"),
        (None, None, None, "Pencairan", "Sisa", "Penerimaan", "Belanja", None),
        (1, "KPU", 33_250 * J, 33_250 * J, 0, 33_250 * J, 27_110 * J, 0),
        (2, "TNI", 1_500 * J, 1_500 * J, 0, 750 * J, 600 * J, 750 * J),
        ("JUMLAH", None, 34_750 * J, 34_750 * J, 0, 34_000 * J, 27_710 * J, 750 * J),
    ], merges="A3:A4 B3:B4 C3:C4 D3:E3 F3:G3 H3:H4")  # fmt: skip


@layout(
    say("33.29", "KPU", "2024-11-30", committed=62_500 * J, disbursed=62_500 * J, spent=48_765 * J),
    absent="money-ignored parts-differ",
)
def two_parties_down_a_statement() -> Workbook:
    return book([
        ("BERITA ACARA REKONSILIASI REALISASI DANA HIBAH PILKADA",),
        ("PEMERINTAH KABUPATEN BREBES DENGAN KPU KABUPATEN BREBES",),
        ("SAMPAI DENGAN 30 NOVEMBER 2024",),
        ("NO", "URAIAN", "MENURUT BPKAD (Rp)", "MENURUT KPU (Rp)", "SELISIH (Rp)"),
        (1, "Nilai NPHD", 62_500 * J, 62_500 * J, 0),
        (2, "Pencairan Tahap I", 25_000 * J, 25_000 * J, 0),
        (3, "Pencairan Tahap II", 37_500 * J, 37_000 * J, 500 * J),
        (4, "Total Pencairan", 62_500 * J, 62_000 * J, 500 * J),
        (5, "Realisasi Belanja", None, 48_765 * J, None),
        (6, "Sisa Dana di Rekening", None, 13_235 * J, None),
    ])  # fmt: skip


@layout(
    say("72.01", "BAWASLU", "2024-12-31", committed=14_500 * J, disbursed=14_500 * J,
        spent=12_400 * J),
)  # fmt: skip
def report_of_one_grant_without_a_header() -> Workbook:
    """Kinds of spending and their sum are one figure; the title says whose the report is."""
    return book([
        ("LAPORAN PENGGUNAAN DANA HIBAH PENGAWASAN PILKADA 2024",),
        ("BAWASLU KABUPATEN BANGGAI",),
        ("Per 31 Desember 2024",),
        (),
        ("1. Nilai NPHD", None, None, 14_500 * J),
        ("2. Dana yang diterima",),
        ("   a. Tahap I", None, None, 5_800 * J),
        ("   b. Tahap II", None, None, 8_700 * J),
        ("   Jumlah dana diterima", None, None, 14_500 * J),
        ("3. Realisasi Belanja",),
        ("   a. Belanja Pegawai", None, None, 4_000 * J),
        ("   b. Belanja Barang dan Jasa", None, None, 8_250 * J),
        ("   c. Belanja Modal", None, None, 150 * J),
        ("   Jumlah Realisasi Belanja", None, None, 12_400 * J),
        ("4. Sisa Dana Hibah", None, None, 2_100 * J),
        ("5. Persentase Realisasi", None, None, "85,52%"),
        (),
        ("Luwuk, 31 Desember 2024",),
    ], at="B1")  # fmt: skip


@layout(
    say("35.72", "KPU", "2025-04-30", committed=19_850 * J, disbursed=19_850 * J, spent=17_433 * J,
        returned=2_417 * J, interest=41 * J),
)  # fmt: skip
def interest_that_is_paid_into_the_treasury() -> Workbook:
    return book([
        ("LAPORAN PERTANGGUNGJAWABAN PENGGUNAAN DANA HIBAH",),
        ("KPU KOTA BLITAR",),
        ("Keadaan per 30 April 2025",),
        ("No", "Uraian", "Jumlah (Rp)", "Keterangan"),
        ("A", "Nilai NPHD", 19_850 * J, None),
        ("B", "Penerimaan Dana Hibah"),
        (1, "Tahap I", 7_940 * J, "5 Desember 2023"),
        (2, "Tahap II", 11_910 * J, "20 Juni 2024"),
        (None, "Jumlah Penerimaan", 19_850 * J, None),
        ("C", "Realisasi Belanja", 17_433 * J, None),
        ("D", "Sisa Dana Hibah (B-C)", 2_417 * J, None),
        ("E", "Pengembalian Sisa Dana Hibah ke Kas Daerah", 2_417 * J, "STS 15 April 2025"),
        ("F", "Jasa Giro disetor ke Kas Daerah", 41 * J, "STS 15 April 2025"),
    ])  # fmt: skip


@layout(
    say("35.01", "KPU", "2025-04-11", committed=28_000 * J, spent=24_500 * J, returned=3_500 * J,
        interest=12 * J),
    say("35.20", "BAWASLU", "2025-04-15", committed=11_000 * J, spent=10_250 * J,
        returned=750 * J, interest=0),
    absent="columns-conflict",
)  # fmt: skip
def returns_with_interest_and_the_sum_of_both() -> Workbook:
    """The day of the return moves what was returned; what was spent is as it stood."""
    return book([
        ("DAFTAR PENGEMBALIAN SISA DANA HIBAH PILKADA 2024 KE KAS DAERAH",),
        ("PROVINSI JAWA TIMUR TAHUN 2025",),
        ("NO", "TANGGAL STS", "NOMOR STS", "KAB/KOTA", "INSTANSI", "NILAI NPHD",
         "REALISASI BELANJA", "SISA DANA YANG DIKEMBALIKAN", "JASA GIRO", "TOTAL SETORAN"),
        (1, datetime(2025, 4, 11), "0012/STS", "Kab. Pacitan", "KPU", 28_000 * J, 24_500 * J,
         3_500 * J, 12 * J, 3_512 * J),
        (2, datetime(2025, 4, 15), "0031/STS", "Kab. Magetan", "BAWASLU", 11_000 * J, 10_250 * J,
         750 * J, 0, 750 * J),
    ])  # fmt: skip


_JULY = "2024-07-05"


@layout(
    say("13.06", "KPU", _JULY, committed=32_000 * J, disbursed=32_000 * J),
    say("13.06", "BAWASLU", _JULY, committed=9_500 * J, disbursed=3_800 * J),
    may=[
        say("13.06", "KPU", "2023-12-05", disbursed=12_800 * J),
        say("13.06", "KPU", "2024-06-20", disbursed=32_000 * J),
        say("13.06", "BAWASLU", "2023-12-05", disbursed=3_800 * J),
    ],
    absent="measure-assumed",
)
def total_realisation_behind_orders_of_payment() -> Workbook:
    """ "TOTAL REALISASI" behind "SP2D TAHAP II" is what was paid, not what was spent."""
    return book([
        ("DAFTAR REALISASI PENCAIRAN BELANJA HIBAH PILKADA TAHUN 2024",),
        ("PROVINSI SUMATERA BARAT PER 5 JULI 2024",),
        ("NO", "KAB/KOTA", "PENERIMA", "NILAI NPHD", "SP2D TAHAP I", None, None, "SP2D TAHAP II",
         None, None, "TOTAL REALISASI", "%"),
        (None, None, None, None, "NOMOR", "TANGGAL", "NILAI", "NOMOR", "TANGGAL", "NILAI"),
        (1, "Kab. Agam", "KPU", 32_000 * J, "12/LS/23", "05-12-2023", 12_800 * J, "451/LS/24",
         "20-06-2024", 19_200 * J, 32_000 * J, "100 %"),
        (None, None, "Bawaslu", 9_500 * J, "13/LS/23", "05-12-2023", 3_800 * J, None, None, None,
         3_800 * J, "40 %"),
    ], merges="A3:A4 B3:B4 C3:C4 D3:D4 E3:G3 H3:J3 K3:K4 L3:L4")  # fmt: skip


@layout(
    say("71.71", "KPU", "2024-06-28", committed=38_000 * J, disbursed=38_000 * J),
    say("71.72", "KPU", "2024-06-28", committed=28_000 * J, disbursed=11_200 * J),
    absent="columns-conflict remainder-differs",
)
def realised_up_to_last_year_and_by_tranche_since() -> Workbook:
    return book([
        ("REALISASI HIBAH PILKADA SERENTAK 2024 UNTUK KPU",),
        ("KABUPATEN/KOTA SE-SULAWESI UTARA",),
        ("Kondisi s.d. 28 Juni 2024",),
        ("No.", "Kabupaten/Kota", "Total NPHD (Rp)", "Realisasi s/d 2023", "Realisasi 2024", None,
         "Total Realisasi", "Sisa", "%"),
        (None, None, None, None, "Tahap I", "Tahap II"),
        (1, "Kota Manado", 38_000 * J, 15_200 * J, 22_800 * J, None, 38_000 * J, 0, 100),
        (2, "Kota Bitung", 28_000 * J, 0, 11_200 * J, None, 11_200 * J, 16_800 * J, 40),
    ], merges="A4:A5 B4:B5 C4:C5 D4:D5 E4:F4 G4:G5 H4:H5 I4:I5")  # fmt: skip


@layout(
    say("34.04", "KPU", "2024-09-30", committed=43_000 * J, disbursed=43_000 * J, spent=21_123 * J),
    say("34.02", "POLRI", "2024-09-30", "POLRES BANTUL", committed=3_250 * J, disbursed=0, spent=0),
    absent="region-code-unknown",
)
def registered_value_beside_the_registers_number() -> Workbook:
    """A treasury office's list: the satker's code is no region's, "Nilai Register" is the value."""
    return book([
        ("MONITORING PENGESAHAN HIBAH LANGSUNG UANG",),
        ("DATA S.D. 30 SEPTEMBER 2024",),
        ("No", "Kode Satker", "Nama Satker", "No. Register", "Pemberi Hibah", "Nilai Register",
         "Penerimaan Kas", "Pengesahan Pendapatan (SP2HL)", "Realisasi Belanja", "Sisa Kas"),
        (1, "656602", "KPU KABUPATEN SLEMAN", "2KXY01", "Pemerintah Kabupaten Sleman",
         43_000 * J, 43_000 * J, 17_200 * J, 21_123 * J, 21_877 * J),
        (2, "656111", "POLRES BANTUL", "2KXY04", "Pemerintah Kabupaten Bantul", 3_250 * J, 0, 0, 0,
         0),
    ])  # fmt: skip


@layout(
    say("74.07", "KPU", "2024-08-31", committed=22_000 * J, spent=13_000 * J),
    must="measure-assumed",
)
def plan_of_costs_and_what_was_realised() -> Workbook:
    """ "Jumlah" of volume times price is the budget; a "RENCANA ANGGARAN" is no plan of payments."""
    return book([
        ("RENCANA ANGGARAN BIAYA DAN REALISASI",),
        ("KPU KABUPATEN WAKATOBI POSISI 31 AGUSTUS 2024",),
        ("KODE", "URAIAN", "VOL", "SAT", "HARGA SATUAN", "JUMLAH", "REALISASI", "SISA", "%"),
        ("6709.EBA", "Dukungan Operasional", None, None, None, 7_200 * J, 4_000 * J, 3_200 * J,
         55.56),
        ("521211", "Belanja Bahan", None, None, None, 2_200 * J, 1_500 * J, 700 * J, 68.18),
        (None, "- ATK", 12, "BLN", 100 * J, 1_200 * J),
        (None, "- Konsumsi rapat", 1, "PKT", 1_000 * J, 1_000 * J),
        ("524111", "Belanja Perjalanan Dinas Biasa", None, None, None, 5_000 * J, 2_500 * J,
         2_500 * J, 50),
        ("6709.QIC", "Honor Badan Adhoc", None, None, None, 14_800 * J, 9_000 * J, 5_800 * J,
         60.81),
        ("521213", "Belanja Honor Output Kegiatan", None, None, None, 14_800 * J, 9_000 * J,
         5_800 * J, 60.81),
        (None, "JUMLAH TOTAL", None, None, None, 22_000 * J, 13_000 * J, 9_000 * J, 59.09),
    ])  # fmt: skip
