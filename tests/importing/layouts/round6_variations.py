"""Once more, other offices: what the earlier rounds read, in other combinations."""

from datetime import date

from openpyxl import Workbook

from layouts.making import J, agreements, book, layout, put, say

DAY = "2024-07-31"


@layout(
    say("35.29", "KPU", DAY, committed=61_000 * J, disbursed=61_000 * J, spent=12_500 * J),
    say("35.29", "BAWASLU", DAY, committed=20_000 * J, disbursed=8_000 * J, spent=8_000 * J),
    say("35.28", "KPU", DAY, committed=50_000 * J, disbursed=20_000 * J, spent=0),
    say("35.27", "BAWASLU", DAY, committed=17_500 * J),
)
def madura_received_and_used_under_one_group() -> Workbook:
    """ "DANA HIBAH" over value, received, used; "Sisa Dana" twice, of the grantor and the grantee."""
    return book(
        [
            ("REKAP DANA HIBAH PEMILIHAN 2024 - BAKORWIL PAMEKASAN",),
            ("Pamekasan, 31 Juli 2024",),
            ("No", "Kabupaten", "Penerima", "DANA HIBAH", None, None, None, None, "PERSENTASE", None),
            (None, None, None, "NPHD", "Diterima", "Sisa di Pemda", "Digunakan", "Sisa di Satker",
             "Terima", "Guna"),
            (1, "Sumenep", "KPU", 61_000 * J, 61_000 * J, 0, 12_500 * J, 48_500 * J, "100%",
             "20,49%"),
            (2, "Sumenep", "Bawaslu", 20_000 * J, 8_000 * J, 12_000 * J, 8_000 * J, 0, "40%", "100%"),
            (3, "Pamekasan", "KPU", 50_000 * J, 20_000 * J, 30_000 * J, 0, 20_000 * J, "40%", "0%"),
            (4, "Sampang", "Bawaslu", 17_500 * J, None, None, None, None, None, None),
            (None, "TOTAL", None, 148_500 * J, 89_000 * J, 42_000 * J, 20_500 * J, 68_500 * J, None,
             None),
        ],
        merges="D3:H3 I3:J3 A3:A4 B3:B4 C3:C4",
    )  # fmt: skip


@layout(
    say("33.15", "KPU", "2024-06-30", committed=62_000 * J, disbursed=24_800 * J),
    say("33.16", "KPU", "2024-06-30", committed=48_000 * J, disbursed=48_000 * J),
    say("33.17", "KPU", "2024-06-30", committed=40_000 * J),
    say("33.15", "BAWASLU", "2024-06-30", committed=17_000 * J, disbursed=6_800 * J),
    say("33.16", "BAWASLU", "2024-06-30", committed=13_500 * J, disbursed=0),
)
def semester_in_the_title_agencies_stacked_with_captions() -> Workbook:
    """ "SEMESTER I TAHUN 2024"; each agency's table under "Tabel 1. KPU", numbered columns."""
    head = ("NO.", "KABUPATEN", "PAGU NPHD", "REALISASI", "SISA PAGU", "%")
    marks = ("(1)", "(2)", "(3)", "(4)", "(5) = (3)-(4)", "(6)")
    return book(
        [
            ("PEMERINTAH PROVINSI JAWA TENGAH",),
            ("BADAN KESATUAN BANGSA DAN POLITIK",),
            ("LAPORAN HIBAH PILKADA SEMESTER I TAHUN 2024",),
            (),
            ("Tabel 1. KPU Kabupaten",),
            head,
            marks,
            (1, "Grobogan", 62_000 * J, 24_800 * J, 37_200 * J, 40),
            (2, "Blora", 48_000 * J, 48_000 * J, 0, 100),
            (3, "Rembang", 40_000 * J, None, None, None),
            ("Jumlah", None, 150_000 * J, 72_800 * J, 37_200 * J, None),
            (),
            ("Tabel 2. Bawaslu Kabupaten",),
            head,
            marks,
            (1, "Grobogan", 17_000 * J, 6_800 * J, 10_200 * J, 40),
            (2, "Blora", 13_500 * J, 0, 13_500 * J, 0),
            ("Jumlah", None, 30_500 * J, 6_800 * J, 23_700 * J, None),
        ],
        merges="A11:B11 A18:B18",
    )


@layout(
    say("51.05", "KPU", "2023-12-08", disbursed=9_600 * J),
    say("51.05", "KPU", "2024-05-17", disbursed=24_000 * J),
    say("51.05", "BAWASLU", "2024-01-04", disbursed=7_500 * J),
    say("51.07", "KPU", "2023-12-20", disbursed=14_000 * J),
    say("51.07", "POLRI", "2024-06-03", disbursed=2_000 * J),
)
def register_with_day_month_year_in_three_columns_of_text() -> Workbook:
    """A cash office's list: date first as text, grantee inside the description, debit and credit."""
    return book(
        [
            ("REGISTER PENGELUARAN KAS DAERAH - HIBAH PILKADA BALI",),
            ("Tanggal", "No. SP2D", "Pemda", "Penerima", "Tahap", "Jumlah Transfer (Rp)"),
            ("08 Desember 2023", "0112/2023", "Klungkung", "KPU Kab. Klungkung", "I", 9_600 * J),
            ("17 Mei 2024", "0034/2024", "Klungkung", "KPU Kab. Klungkung", "II", 14_400 * J),
            ("4 Jan 2024", "0001/2024", "Klungkung", "Bawaslu", "Sekaligus", 7_500 * J),
            ("20/12/2023", "0871/2023", "Karangasem", "KPU", "I", 14_000 * J),
            (date(2024, 6, 3), "0401/2024", "Karangasem", "Polres Karangasem", "-", 2_000 * J),
            (None, None, None, "Total", None, 47_500 * J),
        ]
    )


@layout(
    say("13.12", "KPU", DAY, committed=36_000 * J, disbursed=36_000 * J),
    say("13.12", "BAWASLU", DAY, committed=11_000 * J, disbursed=4_400 * J),
    say("13.11", "KPU", DAY, committed=29_000 * J, disbursed=0),
    say("13.11", "BAWASLU", DAY, committed=9_000 * J),
    say("13.71", "KPU", DAY, committed=38_000 * J, disbursed=15_200 * J),
    file="rekap_hibah_sumbar.csv",
)
def comma_file_with_blocks_and_quoted_numbers() -> str:
    """Two header lines in a text file, English commas inside quotes, an agency over two columns."""
    return (
        "REKAP HIBAH PILKADA SUMATERA BARAT,,,,,,\n"
        "Per 31 Juli 2024,,,,,,\n"
        "No,Daerah,KPU,,Bawaslu,,Ket\n"
        ",,NPHD,Cair,NPHD,Cair,\n"
        '1,Pasbar,"36,000,000,000","36,000,000,000","11,000,000,000","4,400,000,000",\n'
        '2,Solok Selatan,"29,000,000,000",0,"9,000,000,000",,belum lapor\n'
        '3,Kota Padang,"38,000,000,000","15,200,000,000",,,\n'
        ',Jumlah,"103,000,000,000","51,200,000,000","20,000,000,000","4,400,000,000",\n'
    )


@layout(
    say("63.09", "KPU", "2024-08-20", committed=29_750 * J, disbursed=29_750 * J),
    say("63.09", "BAWASLU", "2024-08-20", committed=9_250 * J, disbursed=3_700 * J),
    say("63.05", "KPU", "2024-08-20", committed=26_400 * J, disbursed=26_400 * J),
    say("63.05", "POLRI", "2024-08-20", committed=4_100 * J),
)
def original_and_addendum_in_columns_before_after() -> Workbook:
    """ "Sebelum" and "Sesudah" under "Nilai NPHD", the change between, payments behind."""
    return book(
        [
            ("PERUBAHAN NPHD KALSEL (per 20 Agustus 2024)", None, None, None, None, "Rp juta"),
            ("Daerah", "Penerima", "Nilai NPHD", None, None, "Cair"),
            (None, None, "Sebelum Perubahan", "Bertambah/ (Berkurang)", "Setelah Perubahan", None),
            ("Tabalong", "KPU", 30_000, -250, 29_750, 29_750),
            ("Tabalong", "Bawaslu", 9_250, 0, 9_250, 3_700),
            ("Tapin", "KPU", 25_000, 1_400, 26_400, 26_400),
            ("Tapin", "Polres", 4_100, None, 4_100, None),
        ],
        merges="C2:E2 A2:A3 B2:B3 F2:F3",
    )


@layout(
    say("71.71", "KPU", "2024-09-15", committed=30_000 * J, disbursed=30_000 * J),
    say("71.71", "BAWASLU", "2024-09-15", committed=12_000 * J, disbursed=12_000 * J),
    say("71.73", "KPU", "2024-09-15", committed=17_000 * J, disbursed=6_800 * J),
    say("71.73", "POLRI", "2024-09-15", unit="Polres Tomohon", committed=2_200 * J, disbursed=0),
)
def signature_and_note_rows_inside_the_money_columns() -> Workbook:
    """A stamp, a code under the money and a lone year stand below the sum."""
    return book(
        [
            (None, None, None, None, None, "Lampiran : 1 (satu) berkas"),
            ("DAFTAR REALISASI NPHD KOTA SE-SULAWESI UTARA",),
            ("Posisi: 15-09-2024",),
            ("No", "Kota", "Satuan Kerja", "Nilai NPHD", "Pencairan", "Sisa"),
            (1, "Manado", "KPU Kota Manado", 30_000 * J, 30_000 * J, "-"),
            (2, "Manado", "Bawaslu Kota Manado", 12_000 * J, 12_000 * J, "-"),
            (3, "Tomohon", "KPU Kota Tomohon", 17_000 * J, 6_800 * J, 10_200 * J),
            (4, "Tomohon", "Polres Tomohon", 2_200 * J, "-", 2_200 * J),
            (None, None, "JUMLAH TOTAL", 61_200 * J, 48_800 * J, 12_400 * J),
            (),
            (None, None, None, None, "Manado, September 2024"),
            (None, None, None, None, "a.n. Kepala Biro"),
            (None, None, None, None, 196_907_071_995_031_002),
        ]
    )


@layout(
    say("82.03", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("82.03", "BAWASLU", DAY, committed=11_500 * J, disbursed=0),
    say("82.07", "KPU", DAY, committed=22_000 * J, disbursed=22_000 * J),
    say("82.07", "BAWASLU", DAY, committed=8_000 * J),
    say("82.72", "KPU", DAY, committed=21_000 * J, disbursed=8_400 * J),
)
def measures_in_sheets_agencies_in_columns() -> Workbook:
    """One sheet of values, one of payments, one of percentages; regions down, agencies across."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    head = ("No", "Kab/Kota", "KPU", "Bawaslu", "Total")
    put(workbook.create_sheet("NPHD"), [
        ("NILAI NPHD PILKADA MALUKU UTARA",), ("Posisi 31 Juli 2024",), head,
        (1, "Halut", 33_000 * J, 11_500 * J, 44_500 * J),
        (2, "Morotai", 22_000 * J, 8_000 * J, 30_000 * J),
        (3, "Tidore", 21_000 * J, None, 21_000 * J),
    ])  # fmt: skip
    put(workbook.create_sheet("Pencairan"), [
        ("PENCAIRAN NPHD PILKADA MALUKU UTARA",), ("Posisi 31 Juli 2024",), head,
        (1, "Halut", 13_200 * J, 0, 13_200 * J),
        (2, "Morotai", 22_000 * J, None, 22_000 * J),
        (3, "Tidore", 8_400 * J, None, 8_400 * J),
    ])  # fmt: skip
    put(workbook.create_sheet("Persentase"), [
        ("PERSENTASE PENCAIRAN NPHD PILKADA MALUKU UTARA",), ("Posisi 31 Juli 2024",), head,
        (1, "Halut", 0.4, 0, 0.2966), (2, "Morotai", 1, None, 0.7333), (3, "Tidore", 0.4, None, 0.4),
    ])  # fmt: skip
    return workbook


@layout(
    say("17.06", "KPU", DAY, committed=24_600 * J, disbursed=9_840 * J),
    say("17.06", "BAWASLU", DAY, committed=8_100 * J, disbursed=8_100 * J),
    say("17.08", "KPU", DAY, committed=20_000 * J),
    say("17.08", "TNI", DAY, unit="Kodim 0409/Rejang Lebong", committed=700 * J, disbursed=700 * J),
)
def region_and_unit_in_one_column_with_indents() -> Workbook:
    """Regions in capitals without amounts, their grantees indented beneath in the same column."""
    return book(
        [
            ("Monitoring Hibah Pilkada Bengkulu s.d. 31 Juli 2024",),
            ("PEMDA / PENERIMA", "NILAI NPHD", "SUDAH CAIR", "BELUM CAIR"),
            ("KABUPATEN MUKOMUKO",),
            ("   - KPU", 24_600 * J, 9_840 * J, 14_760 * J),
            ("   - Bawaslu", 8_100 * J, 8_100 * J, 0),
            ("KABUPATEN KEPAHIANG",),
            ("   - KPU", 20_000 * J, None, None),
            ("   - Kodim 0409/Rejang Lebong", 700 * J, 700 * J, 0),
            ("TOTAL", 53_400 * J, 18_640 * J, 14_760 * J),
        ]
    )


@layout(
    say("74.03", "KPU", "2024-10-31", committed=31_000 * J, disbursed=31_000 * J),
    say("74.13", "KPU", "2024-10-31", committed=22_000 * J, disbursed=22_000 * J),
    also={
        "PSU 2025": agreements(
            say("74.03", "KPU", "2025-04-30", committed=6_000 * J, disbursed=6_000 * J),
        )
    },
)
def revote_on_its_own_sheet_with_its_own_date() -> Workbook:
    """The first sheet is of October 2024, the second of a repeated vote in April 2025."""
    workbook = Workbook()
    first = workbook.active
    first.title = "Okt 2024"
    put(first, [
        ("HIBAH PILKADA SERENTAK 2024 SULTRA",),
        ("No", "Kabupaten", "Penerima", "NPHD", "Cair"),
        (1, "Muna", "KPU", 31_000 * J, 31_000 * J),
        (2, "Muna Barat", "KPU", 22_000 * J, 22_000 * J),
    ])  # fmt: skip
    put(workbook.create_sheet("April 2025"), [
        ("HIBAH PEMUNGUTAN SUARA ULANG TAHUN 2025 SULTRA",),
        ("No", "Kabupaten", "Penerima", "NPHD", "Cair"),
        (1, "Muna", "KPU", 6_000 * J, 6_000 * J),
    ])  # fmt: skip
    return workbook


@layout(
    say("61.71", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("61.71", "BAWASLU", DAY, committed=10_000 * J, disbursed=10_000 * J),
    say("61.72", "KPU", DAY, committed=21_000 * J),
    must="agencies-joined-columns",
)
def pam_beside_the_organisers() -> Workbook:
    """ "PAM" is both forces: its columns are told, the organisers' are read."""
    return book(
        [
            ("HIBAH PILKADA KALBAR", None, None, None, None, None, None, "31 Juli 2024"),
            ("No", "Pemda", "KPU", None, "BAWASLU", None, "PAM", None),
            (None, None, *("Anggaran", "Realisasi") * 3),
            (1, "Kota Pontianak", 33_000 * J, 13_200 * J, 10_000 * J, 10_000 * J, 5_000 * J, 0),
            (2, "Kota Singkawang", 21_000 * J, None, None, None, 3_000 * J, 3_000 * J),
        ],
        merges="C2:D2 E2:F2 G2:H2 A2:A3 B2:B3",
    )


@layout(
    say("32.17", "KPU", DAY, committed=88_000 * J, disbursed=35_200 * J),
    say("32.17", "BAWASLU", DAY, committed=27_000 * J, disbursed=27_000 * J),
    say("32.77", "KPU", DAY, committed=33_000 * J, disbursed=0),
)
def percent_and_amount_alternate_by_tranche_without_sum() -> Workbook:
    """ "Tahap I" and "Tahap II", each Rp and %, no sum; "0" and "-" mixed."""
    return book(
        [
            ("REALISASI HIBAH BANDUNG RAYA, KONDISI 31 JULI 2024",),
            ("No", "Daerah", "Penerima", "Nilai NPHD", "Tahap I", None, "Tahap II", None, "Ket"),
            (None, None, None, None, "Rp", "%", "Rp", "%", None),
            (1, "Bandung Barat", "KPU", 88_000 * J, 35_200 * J, 0.4, "-", 0, None),
            (2, "Bandung Barat", "Bawaslu", 27_000 * J, 10_800 * J, 0.4, 16_200 * J, 0.6, "lunas"),
            (3, "Cimahi", "KPU", 33_000 * J, 0, 0, "-", 0, "proses"),
        ],
        merges="E2:F2 G2:H2 A2:A3 B2:B3 C2:C3 D2:D3 I2:I3",
    )
