"""Second round: titles, letters and notes that say more, or less, than the table under them."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

DAY = "2024-07-31"


@layout(
    say("33.12", "KPU", DAY, committed=44_000 * J, disbursed=17_600 * J),
    say("33.11", "KPU", DAY, committed=38_000 * J, disbursed=38_000 * J),
    absent="unit-of-money",
)
def billions_told_in_a_sentence_above() -> Workbook:
    return book([
        ("Bersama ini dilaporkan hibah KPU dengan nilai seluruhnya 82 miliar rupiah.",),
        ("Keadaan 31 Juli 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan"),
        (1, "Wonogiri", 44_000 * J, 17_600 * J),
        (2, "Sukoharjo", 38_000 * J, 38_000 * J),
    ])  # fmt: skip


@layout(
    say("33.23", "KPU", DAY, committed=36_000 * J, disbursed=14_400 * J),
)
def letter_dated_above_the_position() -> Workbook:
    return book([
        ("Temanggung, 5 Agustus 2024",),
        ("Nomor : 900/221/VIII/2024",),
        ("LAPORAN HIBAH PILKADA KABUPATEN TEMANGGUNG",),
        ("Keadaan 31 Juli 2024",),
        ("No", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "KPU", 36_000 * J, 14_400 * J),
    ])  # fmt: skip


@layout(
    say("33.24", "KPU", DAY, committed=37_000 * J, disbursed=14_800 * J),
)
def meeting_dated_above_the_position() -> Workbook:
    return book([
        ("BAHAN RAPAT KOORDINASI TANGGAL 8 AGUSTUS 2024",),
        ("HIBAH PILKADA KABUPATEN KENDAL",),
        ("POSISI 31 JULI 2024",),
        ("No", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "KPU", 37_000 * J, 14_800 * J),
    ])  # fmt: skip


@layout(
    say("33.25", "KPU", DAY, committed=34_000 * J, disbursed=13_600 * J),
)
def position_in_a_title_that_names_addenda() -> Workbook:
    return book([
        ("NILAI NPHD SETELAH ADDENDUM DAN PENCAIRANNYA, POSISI 31 JULI 2024",),
        ("KABUPATEN BATANG",),
        ("No", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "KPU", 34_000 * J, 13_600 * J),
    ])  # fmt: skip


@layout(
    say("52.04", "KPU", DAY, committed=35_000 * J, disbursed=14_000 * J),
)
def asked_for_more_below_the_total() -> Workbook:
    """Under the total stand those who ask for more: no agreement yet."""
    return book([
        ("HIBAH KPU NTB POSISI 31 JULI 2024",),
        ("No", "Pemda", "Nilai NPHD", "Pencairan"),
        (1, "Kab. Sumbawa", 35_000 * J, 14_000 * J),
        ("Jumlah", None, 35_000 * J, 14_000 * J),
        (),
        ("Usulan tambahan (belum NPHD):",),
        (1, "Kab. Dompu", 2_500 * J, None),
        (2, "Kota Mataram", 1_500 * J, None),
    ])  # fmt: skip


@layout(
    say("16.08", "KPU", DAY, committed=50_000 * J),
    say("16.09", "KPU", DAY, committed=38_000 * J, disbursed=15_200 * J),
    errors="number-ambiguous",
    must="unit-of-money",
)
def full_rupiah_among_millions() -> Workbook:
    """28 500 million millions cannot be meant: the row is asked about."""
    return book([
        ("HIBAH KPU SUMSEL POSISI 31 JULI 2024 (dalam jutaan rupiah)",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan"),
        (1, "OKU Timur", 50_000, None),
        (2, "OKU Selatan", 38_000, 15_200),
        (3, "Ogan Ilir", 28_500_000_000, 11_400),
    ])  # fmt: skip


@layout(errors="no-figures")
def what_remains_under_agencies() -> Workbook:
    """Every column is what has not been paid: neither value nor disbursement."""
    return book([
        ("REKAP SISA NPHD YANG BELUM CAIR",),
        ("Posisi 31 Juli 2024",),
        ("No", "Kabupaten", "KPU", "BAWASLU"),
        (1, "Kab. Blitar", 20_000 * J, 6_000 * J),
        (2, "Kab. Kediri", 30_000 * J, 0),
    ])  # fmt: skip


@layout(errors="no-figures")
def what_remains_as_a_list() -> Workbook:
    return book([
        ("DAFTAR NPHD YANG BELUM DICAIRKAN POSISI 31 JULI 2024",),
        ("No", "Pemda", "Penerima", "Jumlah"),
        (1, "Kab. Blitar", "KPU", 20_000 * J),
        (2, "Kab. Kediri", "KPU", 30_000 * J),
    ])  # fmt: skip


@layout(
    say("35.06", "KPU", DAY, committed=80_000 * J),
)
def budget_plan_without_spending() -> Workbook:
    return book([
        ("RENCANA PENGGUNAAN DANA HIBAH",),
        ("KPU KABUPATEN KEDIRI",),
        ("Posisi 31 Juli 2024",),
        ("Nilai NPHD : Rp 80.000.000.000",),
        (),
        ("Kode Akun", "Uraian", "Volume", "Harga Satuan", "Jumlah"),
        ("521211", "Belanja Bahan", 100, 300 * J, 30_000 * J),
        ("521213", "Honor Output Kegiatan", 500, 100 * J, 50_000 * J),
        (None, "Jumlah", None, None, 80_000 * J),
    ])  # fmt: skip


@layout(
    say("35.22", "KPU", "2024-01-10", disbursed=20_000 * J),
    say("35.22", "KPU", "2024-02-05", spent=1_500 * J),
    say("35.22", "KPU", "2024-03-08", spent=4_000 * J),
    say("35.22", "KPU", "2024-06-12", disbursed=50_000 * J),
)
def cash_book_of_one_commission() -> Workbook:
    return book([
        ("BUKU KAS DANA HIBAH PILKADA",),
        ("KPU KABUPATEN BOJONEGORO",),
        ("No", "Tanggal", "Uraian", "Penerimaan", "Pengeluaran", "Saldo"),
        (1, "10/01/2024", "Transfer tahap I", 20_000 * J, None, 20_000 * J),
        (2, "05/02/2024", "Honor PPK", None, 1_500 * J, 18_500 * J),
        (3, "08/03/2024", "Logistik", None, 2_500 * J, 16_000 * J),
        (4, "12/06/2024", "Transfer tahap II", 30_000 * J, None, 46_000 * J),
        (None, None, "Jumlah", 50_000 * J, 4_000 * J, 46_000 * J),
    ])  # fmt: skip


@layout(
    say("75.05", "KPU", DAY, committed=26_000 * J, disbursed=10_400 * J),
)
def example_sheet_beside_the_data() -> Workbook:
    head = ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan")
    return tabs(
        Contoh_Pengisian=[("CONTOH PENGISIAN",), ("Posisi 31 Juli 2024",), head,
                          (1, "Kab. Gorontalo", "KPU", 10_000 * J, 4_000 * J)],
        Data=[("HIBAH PILKADA",), ("Posisi 31 Juli 2024",), head,
              (1, "Kab. Gorontalo Utara", "KPU", 26_000 * J, 10_400 * J)],
    )  # fmt: skip


@layout(
    say("62.08", "KPU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("62.08", "BAWASLU", DAY, committed=7_000 * J),
    say("62.09", "KPU", DAY, committed=21_000 * J),
)
def grants_of_the_election_before() -> Workbook:
    """Last election's value for comparison is not this one's agreement."""
    return book([
        ("PERBANDINGAN HIBAH PILKADA, POSISI 31 JULI 2024",),
        ("No", "Pemda", "Penerima", "Hibah Pilkada 2020", "Nilai NPHD Pilkada 2024", "Pencairan",
         "Kenaikan"),
        (1, "Kab. Sukamara", "KPU", 15_000 * J, 20_000 * J, 8_000 * J, 5_000 * J),
        (2, "Kab. Sukamara", "Bawaslu", 5_000 * J, 7_000 * J, None, 2_000 * J),
        (3, "Kab. Lamandau", "KPU", 16_000 * J, 21_000 * J, None, 5_000 * J),
    ])  # fmt: skip


@layout(
    say("12.01", "KPU", DAY, committed=36_000 * J, disbursed=14_400 * J),
    say("12.02", "KPU", DAY, committed=30_000 * J, disbursed=0),
    say("12.03", "KPU", DAY, committed=33_000 * J),
    must="dash-read-as-zero",
)
def amounts_with_remarks_in_the_next_column() -> Workbook:
    return book([
        ("HIBAH KPU TAPANULI POSISI 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Tahap I (40%)", "Tahap II (60%)", "Total", "Keterangan"),
        (1, "Tapanuli Tengah", 36_000 * J, 14_400 * J, "-", 14_400 * J,
         "Tahap II Rp 21,6 M bulan Agustus"),
        (2, "Tapanuli Utara", 30_000 * J, "-", "-", "-", "Perkada belum terbit"),
        (3, "Tapanuli Selatan", 33_000 * J, None, None, None, "belum ada laporan 40%"),
    ])  # fmt: skip


@layout(
    say("91.71", "KPU", DAY, committed=45_000 * J, disbursed=18_000 * J),
    say("91.71", "BAWASLU", DAY, committed=14_000 * J, disbursed=14_000 * J),
    say("91.71", "TNI", DAY, unit="Kodim 1701/Jayapura", committed=2_000 * J),
    say("91.71", "POLRI", DAY, committed=9_000 * J, disbursed=9_000 * J),
)
def grantees_by_long_names_and_accounts() -> Workbook:
    return book([
        ("BELANJA HIBAH PADA BADAN KESBANGPOL KOTA JAYAPURA",),
        ("POSISI S.D. 31 JULI 2024",),
        ("Kode Rekening", "Uraian", "Pagu NPHD", "Realisasi SP2D", "Sisa Pagu"),
        ("5.1.05.05.02.0001", "Belanja Hibah Uang kepada KPU Kota Jayapura", 45_000 * J,
         18_000 * J, 27_000 * J),
        ("5.1.05.05.02.0001", "Belanja Hibah Uang kepada Bawaslu Kota Jayapura", 14_000 * J,
         14_000 * J, 0),
        ("5.1.05.05.02.0001", "Belanja Hibah Uang kepada TNI (Kodim 1701/Jayapura)", 2_000 * J,
         None, None),
        ("5.1.05.05.02.0001", "Belanja Hibah Uang kepada Polresta Jayapura Kota", 9_000 * J,
         9_000 * J, 0),
        (None, "JUMLAH", 70_000 * J, 41_000 * J, None),
    ])  # fmt: skip
