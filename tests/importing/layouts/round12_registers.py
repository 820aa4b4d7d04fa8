"""Registers and cards: gross and net, balances that run on, one transfer seen from two sides."""

from datetime import datetime

from openpyxl import Workbook

from layouts.making import J, book, layout, say


@layout(
    say("75.03", "KPU", "2024-02-12", disbursed=8_000 * J),
    say("75.03", "KPU", "2024-06-14", disbursed=20_000 * J),
    say("75.03", "BAWASLU", "2024-02-12", disbursed=2_600 * J),
    say("75.03", "BAWASLU", "2024-06-20", disbursed=6_500 * J),
    absent="columns-conflict",
)
def gross_deduction_and_net_under_grantees() -> Workbook:
    return book([
        ("BUKU PEMBANTU PENYALURAN BELANJA HIBAH PILKADA",),
        ("BPKAD KABUPATEN BONE BOLANGO",),
        ("No", "Tgl SP2D", "No SP2D", "Uraian", "Tahap", "Bruto", "Potongan", "Netto"),
        ("KPU KABUPATEN BONE BOLANGO",),
        (1, "12 Feb 2024", "231/SP2D", "Hibah tahap I", "I", 8_000 * J, 0, 8_000 * J),
        (2, "14 Jun 2024", "1120/SP2D", "Hibah tahap II", "II", 12_000 * J, 0, 12_000 * J),
        (None, None, None, "Jumlah", None, 20_000 * J, 0, 20_000 * J),
        ("BAWASLU KABUPATEN BONE BOLANGO",),
        (1, "12 Feb 2024", "232/SP2D", "Hibah tahap I", "I", 2_600 * J, 0, 2_600 * J),
        (2, "20 Jun 2024", "1177/SP2D", "Hibah tahap II", "II", 3_900 * J, 0, 3_900 * J),
        (None, None, None, "Jumlah", None, 6_500 * J, 0, 6_500 * J),
        (None, None, None, "JUMLAH SELURUHNYA", None, 26_500 * J, 0, 26_500 * J),
    ])  # fmt: skip


_SEPTEMBER = "2024-09-30"


@layout(
    say("62.71", "BAWASLU", _SEPTEMBER, committed=9_000 * J, disbursed=9_000 * J, spent=3_600 * J),
    say("62.71", "BAWASLU", "2024-07-31", spent=1_900 * J),
    say("62.71", "BAWASLU", "2024-08-31", spent=2_750 * J),
    say("62.10", "BAWASLU", _SEPTEMBER, committed=6_800 * J, disbursed=2_720 * J),
    say("62.10", "BAWASLU", "2024-07-31", spent=300 * J),
    say("62.10", "BAWASLU", "2024-08-31", spent=340 * J),
)
def percentage_of_the_last_month_that_is_filled() -> Workbook:
    """ "% thd NPHD" is of the newest running total, which is not every row's last column."""
    return book([
        ("LAPORAN REALISASI PENGGUNAAN DANA HIBAH BAWASLU SE-KALIMANTAN TENGAH",),
        ("No", "Kabupaten/Kota", "Nilai NPHD", "Dana Diterima", "Realisasi Belanja s.d. Bulan",
         None, None, "% thd NPHD"),
        (None, None, None, None, "Juli 2024", "Agustus 2024", "September 2024", None),
        (1, "Kota Palangka Raya", 9_000 * J, 9_000 * J, 1_900 * J, 2_750 * J, 3_600 * J, 40.0),
        (2, "Kab. Gunung Mas", 6_800 * J, 2_720 * J, 300 * J, 340 * J, None, 5.0),
    ], merges="A2:A3 B2:B3 C2:C3 D2:D3 E2:G2 H2:H3")  # fmt: skip


@layout(
    say("52.05", "KPU", "2023-11-14", committed=15_000 * J),
    say("52.05", "KPU", "2024-01-31", disbursed=6_000 * J, spent=100 * J),
    say("52.05", "KPU", "2024-02-29", spent=350 * J),
    say("52.05", "KPU", "2024-03-31", disbursed=15_000 * J, spent=650 * J),
    absent="remainder-differs spent-over-received",
)
def card_whose_balance_runs_on() -> Workbook:
    """Each month's receipts and spending add up; its balance holds the months before it."""
    return book([
        ("KARTU PENGAWASAN DANA HIBAH",),
        ("Satuan Kerja", ": KPU Kabupaten Dompu"),
        ("Pemberi Hibah", ": Pemerintah Kabupaten Dompu"),
        ("Nomor/Tanggal NPHD", ": 12/NPHD/2023 tanggal 14 November 2023"),
        ("Nilai NPHD", ": Rp 15.000.000.000,-"),
        (),
        ("Bulan", "Penerimaan Hibah", "Belanja", "Sisa Kas"),
        ("Januari 2024", 6_000 * J, 100 * J, 5_900 * J),
        ("Februari 2024", None, 250 * J, 5_650 * J),
        ("Maret 2024", 9_000 * J, 300 * J, 14_350 * J),
        ("Jumlah", 15_000 * J, 650 * J, 14_350 * J),
    ])  # fmt: skip


@layout(
    say("52", "KPU", "2023-12-06", disbursed=61_200 * J),
    say("52", "KPU", "2024-07-04", disbursed=153_000 * J),
    must="parties-differ",
    absent="money-ignored",
)
def one_transfer_seen_from_two_sides() -> Workbook:
    """What the grantee's bank book says of a transfer is no second transfer."""
    return book([
        ("BERITA ACARA REKONSILIASI PENYALURAN HIBAH PILGUB",),
        ("Pemerintah Provinsi Nusa Tenggara Barat dengan KPU Provinsi Nusa Tenggara Barat",),
        ("Per 31 Juli 2024",),
        ("No", "Tahap", "Data BPKAD", None, None, "Data KPU", None, "Selisih"),
        (None, None, "Tanggal SP2D", "Nomor SP2D", "Jumlah", "Tanggal Masuk Rekening", "Jumlah",
         None),
        (1, "Tahap I", datetime(2023, 12, 6), "1001/LS", 61_200 * J, datetime(2023, 12, 8),
         61_200 * J, 0),
        (2, "Tahap II", datetime(2024, 7, 4), "2201/LS", 91_800 * J, datetime(2024, 7, 9),
         91_000 * J, 800 * J),
        (None, "Jumlah", None, None, 153_000 * J, None, 152_200 * J, 800 * J),
    ], merges="A4:A5 B4:B5 C4:E4 F4:G4 H4:H5")  # fmt: skip


@layout(
    say("73.26", "KPU", "2024-08-31", committed=27_500 * J),
    say("73.26", "KPU", "2023-12-18", disbursed=11_000 * J),
    say("73.26", "KPU", "2024-06-25", disbursed=27_500 * J),
    may=[say("73.26", "KPU", "2023-11-21", committed=27_500 * J)],
)
def two_labels_with_their_values_on_a_line() -> Workbook:
    return book([
        ("DATA NPHD PILKADA 2024",),
        (),
        ("Pemda", "Kabupaten Toraja Utara", None, "Penerima", "KPU Kabupaten Toraja Utara"),
        ("No. NPHD", "900/77/2023", None, "Tgl NPHD", datetime(2023, 11, 21)),
        ("Nilai NPHD", 27_500 * J, None, "Posisi Data", datetime(2024, 8, 31)),
        (),
        ("Tahap", "Tanggal", "No. SP2D", "Jumlah"),
        ("I", datetime(2023, 12, 18), "330/LS", 11_000 * J),
        ("II", datetime(2024, 6, 25), "912/LS", 16_500 * J),
        ("Total", None, None, 27_500 * J),
    ])  # fmt: skip


@layout(
    say("74.11", "KPU", "2024-10-31", committed=19_000 * J, spent=11_750 * J),
    file="rab-kpu-koltim-oktober-2024.xlsx",
    must="date-from-name",
)
def day_of_signing_behind_its_label_is_no_position() -> Workbook:
    return book([
        ("REALISASI ANGGARAN HIBAH PILKADA",),
        ("Satker", ":", "KPU Kabupaten Kolaka Timur"),
        ("Pemberi", ":", "Pemkab Kolaka Timur"),
        ("Nomor/Tanggal NPHD", ":", "77/NPHD/2023 tanggal 9 November 2023"),
        ("Nilai NPHD", ":", 19_000 * J),
        (),
        ("Akun", "Uraian", "Pagu", "Realisasi", "Sisa", "%"),
        ("521211", "Belanja Bahan", 4_000 * J, 2_500 * J, 1_500 * J, 0.625),
        ("521213", "Honor Output Kegiatan", 12_000 * J, 8_000 * J, 4_000 * J, 0.6667),
        ("524111", "Perjalanan Dinas", 3_000 * J, 1_250 * J, 1_750 * J, 0.4167),
        (None, "Total", 19_000 * J, 11_750 * J, 7_250 * J, 0.6184),
    ])  # fmt: skip


@layout(
    say("34.04", "BAWASLU", "2023-11-09", committed=11_225 * J),
    say("34.04", "BAWASLU", "2023-12-04", disbursed=4_490 * J),
    say("34.04", "BAWASLU", "2024-01-31", spent=312 * J),
)
def value_over_dated_rows_stands_from_its_signing() -> Workbook:
    return book([
        ("KARTU KENDALI HIBAH LANGSUNG",),
        ("Penerima Hibah", ":", "Bawaslu Kabupaten Sleman"),
        ("Pemberi Hibah", ":", "Pemerintah Kabupaten Sleman"),
        ("Tanggal NPHD", ":", datetime(2023, 11, 9)),
        ("Nilai Hibah", ":", 11_225 * J),
        (),
        ("No", "Tanggal", "Uraian", "Penerimaan (Rp)", "Pengeluaran (Rp)", "Saldo (Rp)"),
        (1, datetime(2023, 12, 4), "Penerimaan hibah tahap I", 4_490 * J, None, 4_490 * J),
        (2, datetime(2024, 1, 31), "Belanja bulan Januari", None, 312 * J, 4_178 * J),
        ("Jumlah", None, None, 4_490 * J, 312 * J, 4_178 * J),
    ])  # fmt: skip


@layout(
    say("72.02", "BAWASLU", "2024-08-15", committed=11_000 * J, disbursed=11_000 * J),
    say("72.71", "BAWASLU", "2024-08-15", committed=10_500 * J, disbursed=4_200 * J),
    absent="columns-conflict remainder-differs column-doubled",
)
def versions_of_two_parties_region_by_region() -> Workbook:
    return book([
        ("REKONSILIASI DATA HIBAH BAWASLU SE-SULAWESI TENGAH",),
        ("Per 15 Agustus 2024",),
        ("No", "Kabupaten/Kota", "Versi Pemda", None, "Versi Bawaslu", None, "Selisih Pencairan"),
        (None, None, "Nilai NPHD", "Pencairan", "Nilai NPHD", "Penerimaan", None),
        (1, "Kab. Poso", 11_000 * J, 11_000 * J, 11_000 * J, 10_500 * J, 500 * J),
        (2, "Kota Palu", 10_500 * J, 4_200 * J, 10_500 * J, 4_200 * J, 0),
        (None, "Jumlah", 21_500 * J, 15_200 * J, 21_500 * J, 14_700 * J, 500 * J),
    ], merges="A3:A4 B3:B4 C3:D3 E3:F3 G3:G4")  # fmt: skip
