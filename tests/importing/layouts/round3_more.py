"""What the first thirty left open: sums by province, stale totals, notes as amounts, odd groups."""

from datetime import datetime

from openpyxl import Workbook

from layouts.making import J, book, layout, put, say, tabs

DAY = "2024-07-31"


@layout(
    say("53.02", "KPU", DAY, committed=40_000 * J, disbursed=16_000 * J),
    say("53.03", "KPU", DAY, committed=30_000 * J, disbursed=30_000 * J),
    say("52.06", "KPU", DAY, committed=35_000 * J, disbursed=14_000 * J),
    say("52.72", "KPU", DAY, committed=22_000 * J, disbursed=22_000 * J),
    must="table-of-sums",
)
def recap_by_province_before_the_details() -> Workbook:
    """KPU RI: the first sheet sums each province's regencies, the second has the regencies."""
    return tabs(
        REKAP=[
            ("REKAPITULASI NPHD KPU PER PROVINSI",),
            ("Posisi 31 Juli 2024",),
            ("No", "Provinsi", "Jumlah Kab/Kota", "Nilai NPHD", "Realisasi Pencairan"),
            (1, "Nusa Tenggara Timur", 2, 70_000 * J, 46_000 * J),
            (2, "Nusa Tenggara Barat", 2, 57_000 * J, 36_000 * J),
            (None, "Jumlah", 4, 127_000 * J, 82_000 * J),
        ],
        RINCIAN=[
            ("RINCIAN NPHD KPU",),
            ("Posisi 31 Juli 2024",),
            ("No", "Provinsi", "Kab/Kota", "Nilai NPHD", "Realisasi Pencairan"),
            (1, "Nusa Tenggara Timur", "TTS", 40_000 * J, 16_000 * J),
            (2, "Nusa Tenggara Timur", "TTU", 30_000 * J, 30_000 * J),
            (3, "Nusa Tenggara Barat", "Kab. Bima", 35_000 * J, 14_000 * J),
            (4, "Nusa Tenggara Barat", "Kota Bima", 22_000 * J, 22_000 * J),
        ],
    )


@layout(
    say("18.03", "KPU", DAY, committed=42_000 * J, disbursed=16_800 * J, spent=9_250 * J),
    say("18.03", "BAWASLU", DAY, committed=14_000 * J, disbursed=14_000 * J, spent=3_000 * J),
    say("18.13", "KPU", DAY, committed=27_000 * J, disbursed=10_800 * J),
)
def each_agency_an_unmerged_pair_of_lines() -> Workbook:
    """Two header rows, the upper of them with units and dates; the region only on its first line."""
    return book(
        [
            (None, "DINAS/BADAN : BPKAD PROVINSI LAMPUNG"),
            (None, "LAPORAN HIBAH PILKADA S/D TANGGAL 31 JULI 2024"),
            (),
            (None, "Daerah", "Penerima", "NPHD", "SALUR", "BELANJA", "SISA DI KAS PENERIMA"),
            (None, None, None, "(Rp)", "(Rp)", "(Rp)", "(Rp)"),
            (None, "Lampung Utara", "KPU", 42_000 * J, 16_800 * J, 9_250 * J, 7_550 * J),
            (None, None, "BAWASLU", 14_000 * J, 14_000 * J, 3_000 * J, 11_000 * J),
            (None, "Pesisir Barat", "KPU", 27_000 * J, 10_800 * J, None, None),
            (None, None, "BAWASLU", None, None, None, None),
            (None, "TOTAL", None, 83_000 * J, 41_600 * J, 12_250 * J, None),
        ]
    )


@layout(
    say("63.07", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("63.07", "BAWASLU", DAY, committed=9_000 * J, disbursed=9_000 * J),
    say("63.07", "POLRI", DAY, committed=2_500 * J, disbursed=0),
    say("63.07", "TNI", DAY, unit="Kodim 1002/HST", committed=1_000 * J, disbursed=1_000 * J),
)
def one_regency_in_english_letters_and_lists() -> Workbook:
    """Kesbangpol of one regency: its name only in the letterhead, "dst" and a lettered list."""
    return book(
        [
            ("PEMERINTAH KABUPATEN HULU SUNGAI TENGAH",),
            ("BADAN KESATUAN BANGSA DAN POLITIK",),
            ("Jalan H. Damanhuri No. 2 Barabai 71311",),
            (),
            ("Perihal : Laporan Penyaluran Hibah Pilkada 2024",),
            ("Keadaan : 31 Juli 2024",),
            (),
            ("No", "Lembaga Penerima", "Jumlah Dana Hibah", "Jumlah Dana Disalurkan", "Keterangan"),
            ("a", "KPU Kab. HST", 30_000 * J, 12_000 * J, "Tahap I 40%"),
            ("b", "Bawaslu Kab. HST", 9_000 * J, 9_000 * J, "100%"),
            ("c", "Polres HST", 2_500 * J, "NIHIL", "belum ada permintaan"),
            ("d", "Kodim 1002/HST", 1_000 * J, 1_000 * J, None),
            (None, "Jumlah", 42_500 * J, 22_000 * J, None),
            (None, None, None, "Barabai, 1 Agustus 2024"),
            (None, None, None, "Kepala Badan,"),
        ]
    )


@layout(
    say("75.04", "KPU", DAY, committed=25_500 * J, disbursed=10_200 * J),
    say("75.05", "KPU", DAY, committed=24_000 * J, disbursed=24_000 * J),
    say("75.05", "BAWASLU", DAY, committed=6_000 * J, disbursed=2_400 * J),
)
def paid_amount_with_its_share_in_one_cell() -> Workbook:
    """Amount and percentage in one text: "10.200.000.000 (40%)"."""
    return book(
        [
            ("Rekap Hibah Pilkada Provinsi Gorontalo, posisi 31 Juli 2024",),
            ("No", "Kab/Kota", "Penerima", "Nilai NPHD", "Pencairan"),
            (1, "Pohuwato", "KPU", "25.500.000.000", "10.200.000.000 (40%)"),
            (2, "Gorontalo Utara", "KPU", "24.000.000.000", "24.000.000.000 (100%)"),
            (3, "Gorontalo Utara", "Bawaslu", "6.000.000.000", "2.400.000.000 (40 %)"),
        ]
    )


@layout(
    say("61.01", "KPU", "2024-06-30", committed=50_000 * J, disbursed=20_000 * J),
    say("61.01", "KPU", "2024-07-31", committed=50_000 * J, disbursed=50_000 * J),
    say("61.72", "KPU", "2024-06-30", committed=28_000 * J),
    say("61.72", "KPU", "2024-07-31", committed=28_000 * J, disbursed=11_200 * J),
)
def two_positions_one_under_another() -> Workbook:
    """Each month's table pasted under the last one's, with its own title."""
    head = ("No", "Pemda", "Penerima", "NPHD", "Pencairan")
    return book(
        [
            ("POSISI 30 JUNI 2024",), head,
            (1, "Kab. Sambas", "KPU", 50_000 * J, 20_000 * J),
            (2, "Kota Singkawang", "KPU", 28_000 * J, None),
            (None, "JUMLAH", None, 78_000 * J, 20_000 * J),
            (),
            ("POSISI 31 JULI 2024",), head,
            (1, "Kab. Sambas", "KPU", 50_000 * J, 50_000 * J),
            (2, "Kota Singkawang", "KPU", 28_000 * J, 11_200 * J),
            (None, "JUMLAH", None, 78_000 * J, 61_200 * J),
        ]
    )  # fmt: skip


@layout(
    say("76.04", "KPU", DAY, committed=39_000 * J, disbursed=15_600 * J),
    say("76.04", "BAWASLU", DAY, committed=11_000 * J, disbursed=4_400 * J),
    say("76.04", "TNI", DAY, committed=1_500 * J),
    say("76.05", "KPU", DAY, committed=31_000 * J, disbursed=31_000 * J),
)
def agency_columns_with_values_only_then_paid_only() -> Workbook:
    """Upper group "ANGGARAN" and "TRANSFER" unmerged over the agencies' names, lower case agencies."""
    return book(
        [
            ("Monitoring hibah pilkada Sulawesi Barat per 31 Juli 2024 (dalam ribuan rupiah)",),
            ("No", "Kab", "Anggaran", None, None, "Transfer", None, None, "Sisa", None, None),
            (None, None, "kpu", "bawaslu", "tni", "kpu", "bawaslu", "tni", "kpu", "bawaslu", "tni"),
            (1, "Polewali Mandar", 39_000_000, 11_000_000, 1_500_000, 15_600_000, 4_400_000, None,
             23_400_000, 6_600_000, None),
            (2, "Majene", 31_000_000, None, None, 31_000_000, None, None, 0, None, None),
        ]
    )  # fmt: skip


@layout(
    say("82.03", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("82.04", "KPU", DAY, committed=37_500 * J, disbursed=37_500 * J),
    say("82.72", "KPU", DAY, committed=20_000 * J),
)
def late_report_written_below_the_total() -> Workbook:
    """A region that reported late stands under the sum and its signature heading: said, not lost."""
    return book(
        [
            ("DAFTAR NPHD KPU MALUKU UTARA 31 JULI 2024",),
            ("No", "Kab/Kota", "Nilai NPHD", "Sudah Cair"),
            (1, "Halmahera Utara", 33_000 * J, 13_200 * J),
            (2, "Halmahera Selatan", 37_500 * J, 37_500 * J),
            (None, "Jumlah", 70_500 * J, 50_700 * J),
            (3, "Kota Tidore Kepulauan", 20_000 * J, None),
        ]
    )


@layout(
    say("35.10", "KPU", "2024-12-31", committed=70_000 * J, disbursed=70_000 * J, spent=61_500 * J,
        returned=8_500 * J, interest=115_250_500),
    say("35.10", "BAWASLU", "2024-12-31", committed=20_500 * J, disbursed=20_500 * J,
        spent=19_000 * J, returned=1_000 * J),
)  # fmt: skip
def accountability_down_the_side_for_each_agency() -> Workbook:
    """One regency: measures down the side, agencies across, a formula legend, sums."""
    return book(
        [
            ("LAPORAN PERTANGGUNGJAWABAN HIBAH PILKADA KABUPATEN BANYUWANGI",),
            ("Per 31 Desember 2024",),
            ("No", "Uraian", "KPU", "Bawaslu", "Jumlah"),
            (1, "Nilai NPHD", 70_000 * J, 20_500 * J, 90_500 * J),
            (2, "Dana diterima", 70_000 * J, 20_500 * J, 90_500 * J),
            (3, "Realisasi belanja", 61_500 * J, 19_000 * J, 80_500 * J),
            (4, "Sisa (2-3)", 8_500 * J, 1_500 * J, 10_000 * J),
            (5, "Sisa yang disetor ke RKUD", 8_500 * J, 1_000 * J, 9_500 * J),
            (6, "Jasa giro disetor", 115_250_500, None, 115_250_500),
        ]
    )


@layout(
    say("31.74", "POLRI", DAY, committed=4_000 * J, disbursed=4_000 * J),
    say("31", "KPU", DAY, committed=975_000 * J, disbursed=390_000 * J),
    say("31", "BAWASLU", DAY, committed=150_000 * J, disbursed=150_000 * J),
)
def province_grantor_with_its_units() -> Workbook:
    """DKI Jakarta: the grantor cell carries a code and the name in one text."""
    return book(
        [
            ("PENYALURAN HIBAH PILKADA",),
            ("Tanggal : 31-07-2024",),
            ("NO.", "PEMDA", "PENERIMA", "NILAI PERJANJIAN", "NILAI TRANSFER"),
            (1, "31 - Provinsi DKI Jakarta", "KPU Provinsi DKI Jakarta", 975_000 * J, 390_000 * J),
            (2, "31 - Provinsi DKI Jakarta", "Bawaslu Provinsi DKI Jakarta", 150_000 * J,
             150_000 * J),
            (3, "31.74 - Kota Jakarta Selatan", "Polres Metro Jakarta Selatan", 4_000 * J,
             4_000 * J),
        ]
    )  # fmt: skip


@layout(
    say("17.01", "KPU", DAY, committed=28_000 * J, disbursed=28_000 * J),
    say("17.08", "KPU", DAY, committed=25_000 * J, disbursed=10_000 * J),
    say("17.08", "BAWASLU", DAY, committed=7_500 * J, disbursed=0),
    may=[
        say("17.01", "KPU", "2023-12-11", disbursed=11_200 * J),
        say("17.01", "KPU", "2024-06-10", disbursed=28_000 * J),
        say("17.08", "KPU", "2023-12-15", disbursed=10_000 * J),
    ],
)
def tranche_cells_with_the_date_in_the_header_row_below() -> Workbook:
    """ "Tahap I (40%)" with "Rp" and "Tanggal" below, dates typed in every writing, "belum"."""
    return book(
        [
            ("MONITORING PENCAIRAN NPHD BENGKULU",),
            ("posisi: 31 Juli 2024",),
            ("No", "Kabupaten", "Penerima", "Nilai NPHD", "Tahap I (40%)", None, "Tahap II (60%)",
             None, "Total", None),
            (None, None, None, None, "Rp", "Tanggal", "Rp", "Tanggal", "Rp", "%"),
            (1, "Bengkulu Selatan", "KPU", 28_000 * J, 11_200 * J, "11 Des 2023", 16_800 * J,
             datetime(2024, 6, 10), 28_000 * J, "100%"),
            (2, "Kepahiang", "KPU", 25_000 * J, 10_000 * J, "15/12/2023", "-", "-", 10_000 * J,
             "40%"),
            (3, "Kepahiang", "Bawaslu", 7_500 * J, None, None, None, None, 0, "0%"),
        ],
        merges="E3:F3 G3:H3 I3:J3 A3:A4 B3:B4 C3:C4 D3:D4",
    )  # fmt: skip


@layout(
    say("14.02", "KPU", DAY, committed=40_000 * J, disbursed=16_000 * J),
    say("14.02", "BAWASLU", DAY, committed=13_000 * J, disbursed=13_000 * J),
    say("14.10", "KPU", DAY, committed=29_000 * J, disbursed=11_600 * J),
)
def instructions_and_a_key_beside_the_table() -> Workbook:
    """A filled-in form: instructions above with numbers, a legend at the side."""
    return book(
        [
            ("PETUNJUK PENGISIAN:",),
            ("1. Isi nilai dalam rupiah penuh, tanpa singkatan juta/miliar.",),
            ("2. Batas akhir pengiriman tanggal 5 Agustus 2024.",),
            ("3. Posisi data adalah 31 Juli 2024.",),
            (),
            ("FORMULIR DATA HIBAH PILKADA PROVINSI RIAU",),
            ("No", "Kab/Kota", "Penerima", "Nilai NPHD", "Nilai Pencairan", None, "Kode",
             "Arti"),
            (1, "Inhu", "KPU", 40_000 * J, 16_000 * J, None, "A", "Sudah 100%"),
            (2, "Inhu", "Bawaslu", 13_000 * J, 13_000 * J, None, "B", "Sebagian"),
            (3, "Kep. Meranti", "KPU", 29_000 * J, 11_600 * J),
        ]
    )  # fmt: skip


@layout(
    errors="region-missing",
)
def police_units_without_a_grantor() -> Workbook:
    """Polda: no grantor column. A Polres may have several payers: asked, never the province's."""
    return book(
        [
            ("POLDA BANTEN",),
            ("DATA HIBAH PENGAMANAN PILKADA PER 31 JULI 2024",),
            ("NO", "SATKER", "NILAI HIBAH", "REALISASI TRANSFER"),
            (1, "POLRES SERANG", 5_000 * J, 5_000 * J),
            (2, "POLRES CILEGON", 3_000 * J, 1_200 * J),
        ]
    )


def _sheet(workbook: Workbook, name: str, rows: list[tuple[object, ...]]) -> None:
    put(workbook.create_sheet(name), rows)


@layout(
    say("32.01", "KPU", DAY, committed=99_000 * J, disbursed=39_600 * J),
    say("32.01", "BAWASLU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("32.76", "KPU", DAY, committed=65_000 * J, disbursed=65_000 * J),
    must="hidden-sheet",
)
def old_sheets_hidden_behind_the_new() -> Workbook:
    """Last month's sheet is hidden; a pivot's "Row Labels" and a list for drop-downs beside."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    head = ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan")
    _sheet(workbook, "Juli", [
        ("Posisi 31 Juli 2024",), head,
        (1, "Kab. Bogor", "KPU", 99_000 * J, 39_600 * J),
        (2, "Kab. Bogor", "Bawaslu", 30_000 * J, 12_000 * J),
        (3, "Kota Depok", "KPU", 65_000 * J, 65_000 * J),
    ])  # fmt: skip
    _sheet(workbook, "Juni", [
        ("Posisi 30 Juni 2024",), head, (1, "Kab. Bogor", "KPU", 99_000 * J, 0),
    ])  # fmt: skip
    _sheet(workbook, "daftar", [("KPU",), ("Bawaslu",), ("TNI",), ("Polri",)])
    workbook["Juni"].sheet_state = "hidden"
    return workbook


@layout(errors="row-of-many")
def provinces_that_count_their_regencies() -> Workbook:
    """Only the recap was sent: no row is one agreement, and none is a province's own."""
    return book(
        [
            ("REKAPITULASI NPHD KPU PER PROVINSI, POSISI 31 JULI 2024",),
            ("No", "Provinsi", "Jumlah Kab/Kota", "Nilai NPHD", "Realisasi Pencairan"),
            (1, "Nusa Tenggara Timur", 22, 670_000 * J, 246_000 * J),
            (2, "Nusa Tenggara Barat", 10, 357_000 * J, 136_000 * J),
            (None, "Jumlah", 32, 1_027_000 * J, 382_000 * J),
        ]
    )


@layout(
    say("33.17", "KPU", DAY, committed=35_000 * J, disbursed=14_000 * J),
    say("33.17", "BAWASLU", DAY, committed=11_000 * J, disbursed=11_000 * J),
)
def tranches_down_the_side_under_each_agency() -> Workbook:
    """Measures and tranches down the side of one regency, their sum stated."""
    return book(
        [
            ("HIBAH PILKADA KABUPATEN REMBANG",),
            ("Posisi 31 Juli 2024",),
            ("No", "Uraian", "KPU", "Bawaslu"),
            (1, "Nilai NPHD", 35_000 * J, 11_000 * J),
            (2, "Pencairan Tahap I", 14_000 * J, 4_400 * J),
            (3, "Pencairan Tahap II", None, 6_600 * J),
            (4, "Total Pencairan", 14_000 * J, 11_000 * J),
            (5, "Sisa", 21_000 * J, 0),
        ]
    )


@layout(
    say("33.18", "KPU", DAY, committed=36_000 * J, disbursed=36_000 * J),
    say("33.18", "BAWASLU", DAY, committed=12_000 * J, disbursed=4_800 * J),
)
def tranches_down_the_side_without_a_sum() -> Workbook:
    return book(
        [
            ("HIBAH PILKADA KABUPATEN PATI, 31 JULI 2024",),
            ("Uraian", "KPU", "Bawaslu"),
            ("Nilai NPHD", 36_000 * J, 12_000 * J),
            ("Pencairan Tahap I", 14_400 * J, 4_800 * J),
            ("Pencairan Tahap II", 21_600 * J, None),
        ]
    )


@layout(
    say("34.01", "KPU", DAY, committed=27_500 * J, disbursed=27_500 * J, spent=4_125_500_000),
    say("34.71", "POLRI", DAY, committed=2_000 * J, disbursed=800 * J, spent=0),
)
def a_card_for_each_agreement_on_its_own_sheet() -> Workbook:
    """A card: labels with colons at their ends, numbered, amounts as texts."""

    def card(place: str, who: str, *amounts: str) -> list[tuple[object, ...]]:
        value, paid, spent, rest = amounts
        return [
            ("KARTU KENDALI HIBAH PILKADA 2024",),
            ("Keadaan s.d. 31 Juli 2024",),
            (),
            ("Pemberi Hibah :", place),
            ("Penerima Hibah :", who),
            ("Nomor NPHD :", "900/117/2023"),
            ("Tanggal NPHD :", "-"),
            ("Nilai NPHD :", value),
            ("Realisasi Pencairan :", paid),
            ("Sisa Belum Cair :", rest),
            ("Realisasi Belanja :", spent),
            ("Keterangan :", "lengkap"),
        ]

    return tabs(
        Kartu_1=card("Kab. Kulon Progo", "KPU", "Rp 27.500.000.000", "Rp 27.500.000.000",
                     "Rp 4.125.500.000", "Rp 0"),
        Kartu_2=card("Kota Yogyakarta", "Polri", "Rp 2.000.000.000", "Rp 800.000.000", "Rp 0",
                     "Rp 1.200.000.000"),
    )  # fmt: skip


@layout(
    say("52.05", "KPU", DAY, committed=22_000 * J, disbursed=22_000 * J),
    say("52.06", "KPU", DAY, committed=30_000 * J, disbursed=15_000 * J),
    absent="typed-percent-differs",
)
def a_percentage_before_each_tranche() -> Workbook:
    """The share of a tranche is of that tranche, not of all that was paid."""
    return book(
        [
            ("Posisi 31 Juli 2024",),
            ("No", "Pemda", "Penerima", "Nilai NPHD", "Tahap I", None, "Tahap II", None),
            (None, None, None, None, "%", "Rp", "%", "Rp"),
            (1, "Kab. Dompu", "KPU", 22_000 * J, 40, 8_800 * J, 60, 13_200 * J),
            (2, "Kab. Bima", "KPU", 30_000 * J, 50, 15_000 * J, None, None),
        ],
        merges="E2:F2 G2:H2",
    )


@layout(
    say("52.05", "KPU", DAY, committed=22_000 * J, disbursed=22_000 * J),
    say("52.06", "KPU", DAY, committed=30_000 * J, disbursed=30_000 * J),
    absent="over-disbursed column-matched",
)
def sums_up_to_each_tranche() -> Workbook:
    """Running totals by tranche do not add up to more than the agreement."""
    return book(
        [
            ("Posisi 31 Juli 2024",),
            ("No", "Pemda", "Penerima", "Anggaran (Rp)", "Jumlah Cair s.d. Tahap I",
             "Jumlah Cair s.d. Tahap II"),
            (1, "Kab. Dompu", "KPU", 22_000 * J, 8_800 * J, 22_000 * J),
            (2, "Kab. Bima", "KPU", 30_000 * J, 15_000 * J, 30_000 * J),
        ]
    )  # fmt: skip
