"""Sheets where the wrong figure is easier to read than the right one."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

DAY = "2024-07-31"


@layout(
    say("91.03", "KPU", DAY, committed=40_000 * J, disbursed=16_000 * J),
    say("91.11", "BAWASLU", DAY, committed=14_000 * J, disbursed=5_600 * J),
)
def second_table_of_another_agency_and_region() -> Workbook:
    head = ("No", "Kabupaten/Kota", "Nilai NPHD", "Pencairan")
    return book([
        ("DATA HIBAH POSISI 31 JULI 2024",),
        ("KPU",),
        head,
        (1, "Kab. Jayapura", 40_000 * J, 16_000 * J),
        (),
        ("BAWASLU",),
        head,
        (1, "Kab. Keerom", 14_000 * J, 5_600 * J),
    ])  # fmt: skip


@layout(
    say("33.10", "KPU", DAY, committed=42_000 * J, disbursed=16_800 * J),
    say("33.09", "KPU", DAY, committed=38_000 * J),
)
def subtotal_named_behind_under_an_empty_cell() -> Workbook:
    return book([
        ("HIBAH KPU per 31 Juli 2024",),
        ("Provinsi", "Kabupaten/Kota", "Nilai NPHD", "Pencairan"),
        ("Jawa Tengah", "Kab. Klaten", 42_000 * J, 16_800 * J),
        (None, "Kab. Boyolali", 38_000 * J, None),
        ("Jawa Tengah Total", None, 80_000 * J, 16_800 * J),
    ])  # fmt: skip


@layout(errors="date-missing", must="date-signed")
def only_signing_and_print_dates() -> Workbook:
    return book([
        ("DAFTAR NPHD KABUPATEN KLATEN",),
        ("Berdasarkan NPHD Nomor 900/1 tanggal 10 November 2023",),
        ("No", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "KPU", 42_000 * J, 16_800 * J),
        (2, "Bawaslu", 12_000 * J, 12_000 * J),
        (),
        (None, None, "Klaten, 2 Agustus 2024", None),
        (None, None, "Kepala BPKAD", None),
    ])  # fmt: skip


@layout(errors="agency-missing")
def agency_said_nowhere() -> Workbook:
    return book([
        ("HIBAH UNTUK KPU DAN BAWASLU",),
        ("Posisi 31 Juli 2024",),
        ("No", "Pemda", "Nilai NPHD", "Pencairan"),
        (1, "Kab. Klaten", 54_000 * J, 28_800 * J),
    ])  # fmt: skip


@layout(
    say("33.10", "KPU", DAY, committed=42_350 * J, disbursed=16_940 * J),
    say("33.71", "KPU", DAY, committed=18_000 * J, disbursed=18_000 * J),
)
def voters_and_stations_beside_money() -> Workbook:
    return book([
        ("KEBUTUHAN DAN REALISASI HIBAH KPU",),
        ("Posisi 31 Juli 2024",),
        ("No", "Kab/Kota", "Jumlah Penduduk", "DPT", "Jumlah TPS", "Usulan Anggaran",
         "Nilai NPHD", "Realisasi Keuangan (Rp)", "Realisasi Fisik (%)"),
        (1, "Kab. Klaten", 1_280_000, 1_012_345, 2_100, 60_000 * J, 42_350 * J, 16_940 * J, 55),
        (2, "Kota Magelang", 122_000, 95_000, 210, 25_000 * J, 18_000 * J, 18_000 * J, 80),
    ])  # fmt: skip


@layout(
    say("53.08", "KPU", DAY, committed=26_350 * J, disbursed=10_540 * J),
    say("53.07", "KPU", DAY, committed=21_700 * J, disbursed=21_700 * J),
)
def billions_with_decimals() -> Workbook:
    return book([
        ("HIBAH KPU, KEADAAN 31 JULI 2024",),
        ("Pemda", "Nilai NPHD (miliar Rp)", "Pencairan (miliar Rp)"),
        ("Pemerintah\nKabupaten Ende", 26.35, "10,54"),
        ("Pemerintah\nKabupaten Sikka", 21.7, "21,70"),
    ])  # fmt: skip


@layout(
    say("53.08", "KPU", DAY, committed=26_000 * J, disbursed=10_400 * J),
    say("53.08", "POLRI", DAY, committed=4_000 * J, disbursed=4_000 * J),
    say("53.05", "KPU", DAY, committed=25_000 * J),
)
def region_in_the_sheets_name() -> Workbook:
    top = [("DATA HIBAH",), ("Posisi 31 Juli 2024",), ("No", "Penerima", "Nilai NPHD", "Pencairan")]
    return tabs(**{
        "Kab. Ende": [*top, (1, "KPU", 26_000 * J, 10_400 * J), (2, "Polres", 4_000 * J, 4_000 * J)],
        "Kab. Alor": [*top, (1, "KPU", 25_000 * J, None)],
    })  # fmt: skip


@layout(
    say("73.06", "KPU", DAY, disbursed=18_000 * J),
    say("73.06", "BAWASLU", DAY, disbursed=6_000 * J),
    say("73.06", "TNI", DAY, disbursed=500 * J),
    say("73.09", "KPU", DAY, disbursed=13_000 * J),
    say("73.09", "POLRI", DAY, disbursed=2_000 * J),
)
def agencies_as_columns_under_a_title_of_transfers() -> Workbook:
    return book([
        ("REKAP PENCAIRAN DANA HIBAH PILKADA SULAWESI SELATAN",),
        ("s.d. 31 Juli 2024",),
        ("No", "Kab/Kota", "KPU", "BAWASLU", "TNI", "POLRI", "JUMLAH"),
        (1, "Kab. Gowa", 18_000 * J, 6_000 * J, 500 * J, None, 24_500 * J),
        (2, "Kab. Maros", 13_000 * J, None, None, 2_000 * J, 15_000 * J),
        (None, "JUMLAH", 31_000 * J, 6_000 * J, 500 * J, 2_000 * J, 39_500 * J),
    ])  # fmt: skip


@layout(
    say("53.71", "KPU", DAY, committed=35_000 * J),
    errors="region-ambiguous",
)
def bare_name_beside_blocks() -> Workbook:
    return book([
        ("REKAP NTT POSISI 31 JULI 2024",),
        ("No", "Pemda", "KPU", None, "BAWASLU", None),
        (None, None, "Nilai NPHD", "Pencairan", "Nilai NPHD", "Pencairan"),
        (1, "Kupang", 22_000 * J, 8_800 * J, 7_000 * J, None),
        (2, "Kota Kupang", 35_000 * J, None, None, None),
    ])  # fmt: skip


@layout(
    say("32.05", "KPU", DAY, committed=68_750_000_000, disbursed=27_500_000_000),
    say("32.05", "BAWASLU", DAY, committed=20_000_000_000, disbursed=0),
    file="hibah-garut.csv",
)
def comma_file_with_english_numbers() -> str:
    return (
        "Data per 31 Juli 2024,,,,\n"
        "No,Pemda,Penerima,Nilai NPHD,Pencairan\n"
        '1,Kab. Garut,KPU,"Rp68,750,000,000","Rp27,500,000,000"\n'
        '2,Kab. Garut,Bawaslu,"Rp20,000,000,000",0\n'
    )


@layout(
    say("34.02", "KPU", "2024-06-30", committed=36_000 * J, disbursed=28_800 * J),
    say("34.02", "KPU", "2024-01-31", disbursed=14_400 * J),
    say("34.04", "KPU", "2024-06-30", committed=41_000 * J, disbursed=16_400 * J),
    may=[
        say("34.02", "KPU", "2024-02-29", disbursed=14_400 * J),
        say("34.02", "KPU", "2024-03-31", disbursed=14_400 * J),
        say("34.04", "KPU", "2024-01-31", disbursed=0),
        say("34.04", "KPU", "2024-02-29", disbursed=0),
        say("34.04", "KPU", "2024-03-31", disbursed=16_400 * J),
        say("34.02", "KPU", "2024-06-30", disbursed=28_800 * J),
    ],
    must="dash-read-as-zero",
)
def months_of_transfers_with_dashes() -> Workbook:
    return book([
        ("PENYALURAN HIBAH KPU TAHUN 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Penyaluran Tahun 2024", None, None, None, "Jumlah"),
        (None, None, None, "Jan", "Feb", "Mar", "Jun", None),
        (1, "Bantul", 36_000 * J, 14_400 * J, "-", "-", 14_400 * J, 28_800 * J),
        (2, "Sleman", 41_000 * J, "-", "-", 16_400 * J, "-", 16_400 * J),
    ], merges="D2:G2 A2:A3 B2:B3 C2:C3 H2:H3")  # fmt: skip


@layout(
    say("35.73", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("35.73", "BAWASLU", DAY, committed=9_000 * J, disbursed=9_000 * J),
    say("35.79", "KPU", DAY, committed=19_000 * J, disbursed=7_600 * J),
)
def wide_total_row_and_prose_above() -> Workbook:
    return book([
        ("Kepada Yth. Gubernur Jawa Timur",),
        ("Bersama ini disampaikan perkembangan pencairan hibah Pilkada Tahun 2024 yang telah "
         "dianggarkan sebesar Rp 58.000.000.000 sebagai berikut:",),
        ("Keadaan sampai dengan tanggal 31 Juli 2024",),
        ("No. Urut", "Nama Kab./Kota", "Nama Penerima Hibah", "Nilai Hibah Dalam NPHD (Rp.)",
         "Nilai Yang Telah Dicairkan (Rp.)", "Sisa Yang Belum Dicairkan (Rp.)", "Ket."),
        ("1.", "Kota Malang", "Komisi Pemilihan Umum Kota Malang", 30_000 * J, 12_000 * J,
         18_000 * J, "Tahap I"),
        ("2.", "Kota Malang", "Badan Pengawas Pemilihan Umum Kota Malang", 9_000 * J, 9_000 * J, 0,
         "Lunas"),
        ("3.", "Kota Batu", "Komisi Pemilihan Umum Kota Batu", 19_000 * J, 7_600 * J, 11_400 * J,
         "Tahap I"),
        ("T O T A L", None, None, 58_000 * J, 28_600 * J, 29_400 * J, None),
    ], merges="A8:C8")  # fmt: skip


@layout(
    say("33.10", "KPU", DAY, committed=42_000 * J, disbursed=16_800 * J),
)
def total_without_a_name_after_an_empty_row() -> Workbook:
    return book([
        ("HIBAH KPU per 31 Juli 2024",),
        ("No", "Kabupaten/Kota", "Nilai NPHD", "Pencairan"),
        (1, "Kab. Klaten", 42_000 * J, 16_800 * J),
        (2, "Kab. Boyolali", None, None),
        (None, None, 42_000 * J, 16_800 * J),
    ])  # fmt: skip


@layout(
    say("33.10", "KPU", DAY, committed=42_000 * J),
)
def subtotal_named_behind_and_alone_in_its_measure() -> Workbook:
    return book([
        ("HIBAH KPU per 31 Juli 2024",),
        ("Provinsi", "Kabupaten/Kota", "Nilai NPHD", "Pencairan"),
        ("Jawa Tengah", "Kab. Klaten", 42_000 * J, None),
        ("Jawa Tengah Total", None, 42_000 * J, 0),
    ])  # fmt: skip


@layout(
    say("33.04", "BAWASLU", "2024-09-30", committed=14_000 * J, spent=2_000 * J),
)
def budget_of_one_activity() -> Workbook:
    return book([
        ("REALISASI BELANJA HIBAH BAWASLU KABUPATEN BANJARNEGARA",),
        ("Bulan : September 2024",),
        ("Nilai NPHD : Rp 14.000.000.000,-",),
        ("No", "Uraian Kegiatan", "Pagu", "Realisasi"),
        (1, "Honorarium Panwascam", 8_000 * J, 2_000 * J),
    ])  # fmt: skip
