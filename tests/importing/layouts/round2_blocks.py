"""Second round: blocks of columns, headers of several rows, years and months, totals in odd places."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

DAY = "2024-07-31"


@layout(
    say("64.03", "KPU", "2024-03-31", committed=45_000 * J, spent=3_500_500_000),
    say("64.03", "KPU", "2024-01-31", spent=1_500 * J),
    say("64.03", "KPU", "2024-02-29", spent=3_500_500_000),
    say("64.07", "KPU", "2024-03-31", committed=39_000 * J, spent=4_250 * J),
    say("64.07", "KPU", "2024-01-31", spent=1_000 * J),
    say("64.07", "KPU", "2024-02-29", spent=2_250 * J),
    say("64.03", "BAWASLU", "2024-02-29", committed=12_000 * J, spent=750 * J),
    say("64.03", "BAWASLU", "2024-01-31", spent=300 * J),
    must="unit-of-money",
)
def sheet_per_agency_months_in_millions() -> Workbook:
    top = [
        ("REALISASI BELANJA HIBAH PILKADA TAHUN 2024 OLEH SATKER PENERIMA",),
        ("(dalam juta rupiah)",),
        ("No", "Kabupaten/Kota", "Nilai NPHD", "Januari", "Februari", "Maret", "Jumlah"),
    ]
    return tabs(
        KPU=[*top, (1, "Berau", 45000, 1500, 2000.5, None, 3500.5),
             (2, "Kutai Barat", 39000, 1000, 1250, 2000, 4250),
             (None, "JUMLAH", 84000, 2500, 3250.5, 2000, 7750.5)],
        Bawaslu=[*top, (1, "Berau", 12000, 300, 450, None, 750)],
    )  # fmt: skip


@layout(
    say("13.06", "KPU", DAY, committed=32_000 * J, disbursed=12_800 * J),
    say("13.06", "BAWASLU", DAY, committed=11_000 * J, disbursed=11_000 * J),
    say("13.06", "POLRI", DAY, unit="Polres Agam", committed=4_000 * J, disbursed=0),
    say("13.75", "KPU", DAY, committed=17_000 * J, disbursed=6_800 * J),
    say("13.75", "BAWASLU", DAY, committed=6_000 * J),
    say("13.75", "TNI", DAY, unit="Kodim 0304/Agam", committed=750 * J, disbursed=300 * J),
    absent="remainder-differs",
)
def merged_regions_units_subtotals_and_numbers() -> Workbook:
    return book([
        ("LAPORAN PERKEMBANGAN HIBAH PEMILIHAN SERENTAK",),
        ("PROVINSI SUMATERA BARAT",),
        ("Posisi s.d. 31 Juli 2024 (pukul 14.00 WIB)",),
        ("Dicetak tanggal 5 Agustus 2024",),
        (),
        ("No", "Daerah", "Satuan Kerja", "Nilai NPHD", "Pencairan", None, "Sisa"),
        (None, None, None, None, "Rp", "%", None),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(5)/(4)", "(7)"),
        (1, "Kab. Agam", "KPU Kab. Agam", 32_000 * J, 12_800 * J, "40,00", 19_200 * J),
        (None, None, "Bawaslu Kab. Agam", 11_000 * J, 11_000 * J, "100,00", 0),
        (None, None, "Polres Agam", 4_000 * J, 0, "0,00", 4_000 * J),
        (None, None, "Jumlah Kab. Agam", 47_000 * J, 23_800 * J, "50,64", 23_200 * J),
        (2, "Kota Bukittinggi", "KPU Kota Bukittinggi", 17_000 * J, 6_800 * J, "40,00", 10_200 * J),
        (None, None, "Bawaslu Kota Bukittinggi", 6_000 * J, None, None, None),
        (None, None, "Kodim 0304/Agam", 750 * J, 300 * J, "40,00", 450 * J),
        (None, None, "Jumlah Kota Bukittinggi", 23_750 * J, 7_100 * J, None, None),
        ("TOTAL SELURUHNYA", None, None, 70_750 * J, 30_900 * J, "43,67", None),
    ], merges="B9:B12 B13:B16 A9:A12 A13:A16 E6:F6 A6:A7 B6:B7 C6:C7 D6:D7 G6:G7 A17:C17")  # fmt: skip


@layout(
    say("33.13", "KPU", DAY, committed=41_000 * J, disbursed=30_000 * J),
    say("33.13", "BAWASLU", DAY, committed=13_000 * J, disbursed=5_200 * J),
    say("33.14", "KPU", DAY, committed=44_000 * J, disbursed=17_600 * J),
    say("33.14", "BAWASLU", DAY, committed=14_000 * J),
)
def four_header_rows_agency_then_year() -> Workbook:
    years = ("TA 2023", None, "TA 2024", None, "Jumlah", None)
    pair = ("NPHD", "Cair") * 3
    return book([
        ("HIBAH PILKADA JAWA TENGAH",),
        ("Keadaan 31 Juli 2024",),
        ("No", "Kabupaten", "Penerima Hibah", *[None] * 11),
        (None, None, "KPU", *[None] * 5, "BAWASLU", *[None] * 5),
        (None, None, *years, *years),
        (None, None, *pair, *pair),
        (1, "Karanganyar", 16_400 * J, 16_400 * J, 24_600 * J, 13_600 * J, 41_000 * J, 30_000 * J,
         5_200 * J, 5_200 * J, 7_800 * J, None, 13_000 * J, 5_200 * J),
        (2, "Sragen", 17_600 * J, 17_600 * J, 26_400 * J, None, 44_000 * J, 17_600 * J,
         5_600 * J, None, 8_400 * J, None, 14_000 * J, None),
        (None, "Jumlah", 34_000 * J, 34_000 * J, 51_000 * J, 13_600 * J, 85_000 * J, 47_600 * J,
         10_800 * J, 5_200 * J, 16_200 * J, None, 27_000 * J, 5_200 * J),
    ], merges="A3:A6 B3:B6 C3:N3 C4:H4 I4:N4 C5:D5 E5:F5 G5:H5 I5:J5 K5:L5 M5:N5")  # fmt: skip


@layout(
    say("35.17", "KPU", "2023-11-10", committed=48_000 * J),
    say("35.17", "KPU", "2024-05-20", committed=51_500 * J),
    say("35.17", "KPU", DAY, disbursed=51_500 * J),
    say("35.17", "BAWASLU", "2023-11-11", committed=15_000 * J),
    say("35.17", "BAWASLU", DAY, disbursed=6_000 * J),
    say("35.18", "KPU", "2023-11-08", committed=46_000 * J),
    say("35.18", "KPU", "2024-06-03", committed=44_000 * J),
    say("35.18", "KPU", DAY, disbursed=18_400 * J),
    may=[
        say("35.17", "KPU", DAY, committed=51_500 * J),
        say("35.17", "BAWASLU", DAY, committed=15_000 * J),
        say("35.18", "KPU", DAY, committed=44_000 * J),
    ],
    absent="negative",
)
def addenda_with_dates_in_blocks() -> Workbook:
    head = ("Nilai Awal", "Tgl NPHD", "Penambahan/ (Pengurangan)", "Nilai setelah Addendum",
            "Tgl Addendum", "Pencairan")  # fmt: skip
    return book([
        ("PERUBAHAN NILAI NPHD PILKADA",),
        ("Posisi 31 Juli 2024",),
        ("No", "Kabupaten", "KPU", *[None] * 5, "BAWASLU", *[None] * 5),
        (None, None, *head, *head),
        (1, "Kab. Jombang", 48_000 * J, "10-11-2023", 3_500 * J, 51_500 * J, "20-05-2024",
         51_500 * J, 15_000 * J, "11-11-2023", None, None, None, 6_000 * J),
        (2, "Kab. Nganjuk", 46_000 * J, "08-11-2023", "(2.000.000.000)", 44_000 * J,
         "03-06-2024", 18_400 * J),
    ], merges="A3:A4 B3:B4 C3:H3 I3:N3")  # fmt: skip


@layout(
    say("73.14", "KPU", DAY, committed=34_000 * J, disbursed=34_000 * J),
    say("73.14", "BAWASLU", DAY, committed=11_000 * J, disbursed=4_400 * J),
    say("73.14", "KPU", "2023-12-11", disbursed=13_600 * J),
    say("73.14", "KPU", "2024-06-24", disbursed=34_000 * J),
    say("73.14", "BAWASLU", "2023-12-12", disbursed=4_400 * J),
)
def list_register_and_notes_on_one_sheet() -> Workbook:
    return book([
        ("HIBAH PILKADA KAB. SIDENRENG RAPPANG",),
        ("Keadaan per 31 Juli 2024",),
        (),
        ("A. Daftar NPHD",),
        ("No", "Penerima", "Nilai NPHD", "Pencairan s.d. saat ini", "Sisa"),
        (1, "KPU", 34_000 * J, 34_000 * J, 0),
        (2, "Bawaslu", 11_000 * J, 4_400 * J, 6_600 * J),
        (None, "Jumlah", 45_000 * J, 38_400 * J, 6_600 * J),
        (),
        ("B. Rincian Transfer",),
        ("Tanggal SP2D", "No. SP2D", "Penerima", "Tahap", "Jumlah (Rp)"),
        ("11/12/2023", "0911/LS", "KPU", "I", 13_600 * J),
        ("12/12/2023", "0915/LS", "Bawaslu", "I", 4_400 * J),
        ("24/06/2024", "0402/LS", "KPU", "II", 20_400 * J),
        (None, None, None, "Jumlah", 38_400 * J),
        (),
        ("C. Catatan",),
        ("No", "Uraian", "Target"),
        (1, "Bawaslu tahap II sebesar Rp 6.600.000.000 dicairkan Agustus", "15/08/2024"),
        (2, "Rekonsiliasi dengan KPU", "20/08/2024"),
    ])  # fmt: skip


@layout(
    say("14.05", "KPU", DAY, committed=36_000 * J, disbursed=36_000 * J),
    say("14.05", "BAWASLU", DAY, committed=12_500 * J, disbursed=5_000 * J),
    say("14.08", "KPU", DAY, committed=40_000 * J),
    may=[
        say("14.05", "KPU", "2023-12-04", disbursed=14_400 * J),
        say("14.05", "KPU", "2024-05-29", disbursed=36_000 * J),
        say("14.05", "BAWASLU", "2023-12-06", disbursed=5_000 * J),
    ],
)
def tranches_with_dates_and_sp2d_numbers() -> Workbook:
    part = ("Tgl. SP2D", "No. SP2D", "Jml (Rp)")
    return book([
        ("MONITORING PENCAIRAN HIBAH PILKADA - RIAU",),
        ("Posisi 31 Juli 2024",),
        ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan Tahap I (40%)", None, None,
         "Pencairan Tahap II (60%)", None, None, "Sisa", "Ket."),
        (None, None, None, None, *part, *part, None, None),
        (1, "Kab. Pelalawan", "KPU", 36_000 * J, "04 Desember 2023", "1402/2023", 14_400 * J,
         "29 Mei 2024", 512, 21_600 * J, 0, None),
        (2, "Kab. Pelalawan", "Bawaslu", 12_500 * J, "06 Desember 2023", 1431, 5_000 * J, None,
         None, None, 7_500 * J, "menunggu RKB"),
        (3, "Kab. Siak", "KPU", 40_000 * J),
    ], merges="A3:A4 B3:B4 C3:C4 D3:D4 E3:G3 H3:J3 K3:K4 L3:L4")  # fmt: skip


@layout(
    say("16.01", "KPU", "2024-06-30", disbursed=12_000 * J),
    say("16.01", "KPU", DAY, committed=30_000 * J, disbursed=30_000 * J),
    say("16.01", "BAWASLU", "2024-06-30", disbursed=4_000 * J),
    say("16.01", "BAWASLU", DAY, committed=10_000 * J, disbursed=4_000 * J),
    say("16.02", "KPU", "2024-06-30", disbursed=0),
    say("16.02", "KPU", DAY, committed=42_000 * J, disbursed=16_800 * J),
    say("16.02", "BAWASLU", DAY, committed=13_000 * J),
    may=[
        say("16.01", "KPU", "2024-06-30", committed=30_000 * J),
        say("16.01", "BAWASLU", "2024-06-30", committed=10_000 * J),
        say("16.02", "KPU", "2024-06-30", committed=42_000 * J),
        say("16.02", "BAWASLU", "2024-06-30", committed=13_000 * J),
    ],
)
def old_and_new_position_in_agency_blocks() -> Workbook:
    head = ("Nilai NPHD", "Pencairan", None, "Kenaikan")
    days = (None, "Posisi lama 30-06-2024", "Posisi baru 31-07-2024", None)
    return book([
        ("PERBANDINGAN PENCAIRAN HIBAH PILKADA SUMATERA SELATAN",),
        ("No", "Kabupaten", "KPU", None, None, None, "BAWASLU", None, None, None),
        (None, None, *head, *head),
        (None, None, *days, *days),
        (1, "OKU", 30_000 * J, 12_000 * J, 30_000 * J, 18_000 * J, 10_000 * J, 4_000 * J,
         4_000 * J, 0),
        (2, "OKI", 42_000 * J, 0, 16_800 * J, 16_800 * J, 13_000 * J, None, None, None),
    ], merges="A2:A4 B2:B4 C2:F2 G2:J2 C3:C4 D3:E3 F3:F4 G3:G4 H3:I3 J3:J4")  # fmt: skip


@layout(
    say("17.06", "KPU", DAY, committed=25_500 * J, disbursed=10_200 * J),
    say("17.06", "BAWASLU", DAY, committed=8_000 * J, disbursed=8_000 * J),
    say("17.05", "KPU", DAY, committed=24_000 * J, disbursed=24_000 * J),
    say("17.05", "BAWASLU", DAY, committed=7_500 * J),
    must="hidden-column",
)
def hidden_columns_inside_a_block() -> Workbook:
    made = book([
        ("HIBAH PILKADA PROVINSI BENGKULU (dalam Rp Juta)",),
        ("Posisi 31 Juli 2024",),
        ("No", "Kabupaten", "KPU", None, None, None, "BAWASLU", None, None, None),
        (None, None, "NPHD", "Cair", "Sisa", "%", "NPHD", "Cair", "Sisa", "%"),
        (1, "Mukomuko", 25500, 10200, 15300, 0.4, 8000, 8000, 0, 1),
        (2, "Seluma", 24000, 24000, 0, 1, 7500, None, None, None),
    ], merges="C3:F3 G3:J3 A3:A4 B3:B4")  # fmt: skip
    for letter in ("D", "E", "G"):
        made["Sheet1"].column_dimensions[letter].hidden = True
    return made
