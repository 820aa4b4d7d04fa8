"""Second round: amounts, units and signs as they are typed, and formulas nobody has computed."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

DAY = "2024-07-31"


@layout(
    say("21.01", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("21.02", "KPU", DAY, committed=28_500 * J, disbursed=28_500 * J),
    say("21.03", "KPU", DAY, committed=27_250_500_000, disbursed=10_900_200_000),
    say("21.71", "KPU", DAY, committed=41_000 * J, disbursed=0),
    must="dash-read-as-zero",
)
def rupiah_texts_among_numbers() -> Workbook:
    return book([
        ("HIBAH KPU KEPRI posisi 31 Juli 2024",),
        ("No", "Kab/Kota", "Nilai NPHD", "Pencairan", "%"),
        (1, "Bintan", "Rp 30.000.000.000", 12_000 * J, "40,00 %"),
        (2, "Karimun", 28_500 * J, "Rp. 28.500.000.000,-", "100 %"),
        (3, "Natuna", "27.250.500.000,00", "10.900.200.000,00", "40,0%"),
        (4, "Batam", "Rp41,000,000,000.00", " -   ", "0%"),
    ])  # fmt: skip


@layout(
    say("12.14", "KPU", DAY, committed=31_000 * J, disbursed=12_400 * J),
    say("12.15", "KPU", DAY, committed=19_000 * J, disbursed=19_000 * J),
    say("12.16", "KPU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    must="formula-evaluated",
)
def plain_formulas_without_values() -> Workbook:
    return book([
        ("HIBAH KPU SUMUT, POSISI 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Tahap I", "Tahap II", "Total Pencairan", "Sisa", "%"),
        (1, "Nias Selatan", 31_000 * J, "=C3*40%", None, "=SUM(D3:E3)", "=C3-F3", "=F3/C3"),
        (2, "Pakpak Bharat", 19_000 * J, "=0.4*C4", "=C4-D4", "=D4+E4", "=C4-F4", "=F4/C4*100%"),
        (3, "Humbang Hasundutan", "=20000000000+4000000000", "=C5*0.4", None, "=SUM(D5:E5)",
         "=C5-F5", "=F5/C5"),
        (None, "JUMLAH", "=SUM(C3:C5)", "=SUM(D3:D5)", "=SUM(E3:E5)", "=SUM(F3:F5)",
         "=SUM(G3:G5)", "=F6/C6"),
    ])  # fmt: skip


@layout(
    say("12.18", "KPU", DAY, committed=40_000 * J, disbursed=16_000 * J),
    errors="formula-not-calculated",
)
def looked_up_formulas_without_values() -> Workbook:
    return book([
        ("HIBAH KPU SUMUT, POSISI 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan", "%"),
        (1, "Serdang Bedagai", 40_000 * J, 16_000 * J, '=IFERROR(D3/C3,"-")'),
        (2, "Batu Bara", 33_000 * J, "=VLOOKUP(B4,$H$1:$J$9,3,FALSE)", '=IFERROR(D4/C4,"-")'),
        (None, "JUMLAH", "=SUM(C3:C4)", "=SUM(D3:D4)", "=IF(C5=0,0,D5/C5)"),
    ])  # fmt: skip


@layout(
    say("74.01", "KPU", DAY, committed=29_000 * J, disbursed=11_600 * J),
    say("74.04", "KPU", DAY, committed=24_000 * J),
    errors="cell-error",
)
def error_cells_in_money_and_in_percent() -> Workbook:
    """A broken percentage harms nothing; a broken amount cannot be read."""
    return book([
        ("HIBAH KPU SULTRA",),
        ("Posisi 31 Juli 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan", "%"),
        (1, "Kolaka", 29_000 * J, 11_600 * J, 0.4),
        (2, "Muna", 27_000 * J, "#REF!", "#REF!"),
        (3, "Buton", 24_000 * J, None, "#DIV/0!"),
        (None, "Jumlah", 80_000 * J, "#REF!", "#REF!"),
    ])  # fmt: skip


@layout(
    say("76.01", "KPU", DAY, committed=26_000 * J, disbursed=10_400 * J),
    say("76.05", "KPU", DAY, committed=22_000 * J),
)
def only_percentages_are_broken() -> Workbook:
    return book([
        ("HIBAH KPU SULBAR PER 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan", "Persentase"),
        (1, "Pasangkayu", 26_000 * J, 10_400 * J, 0.4),
        (2, "Majene", 22_000 * J, None, "#VALUE!"),
        (3, "Mamasa", None, None, "#DIV/0!"),
    ])  # fmt: skip


@layout(
    say("33.16", "KPU", DAY, committed=40_000 * J, disbursed=0),
    say("33.17", "KPU", DAY, committed=33_000 * J, disbursed=0),
    say("33.18", "KPU", DAY, committed=47_000 * J),
    say("33.19", "KPU", DAY, committed=36_000 * J, disbursed=0),
    say("33.20", "KPU", DAY, committed=44_000 * J),
    say("33.21", "KPU", DAY, committed=39_000 * J),
    must="dash-read-as-zero nil-read-as-zero no-report-words",
)
def zero_dash_blank_nil_and_not_reported() -> Workbook:
    return book([
        ("HIBAH KPU JAWA TENGAH POSISI 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan"),
        (1, "Blora", 40_000 * J, 0),
        (2, "Rembang", 33_000 * J, "-"),
        (3, "Pati", 47_000 * J, None),
        (4, "Kudus", 36_000 * J, "Nihil"),
        (5, "Jepara", 44_000 * J, "belum lapor"),
        (6, "Demak", 39_000 * J, "belum ada data"),
        (None, "Jumlah", 239_000 * J, 0),
    ])  # fmt: skip


@layout(
    say("51.05", "KPU", DAY, committed=23_000 * J, disbursed=9_200 * J),
    say("51.06", "KPU", DAY, committed=21_500 * J, disbursed=21_500 * J),
)
def each_column_its_own_unit() -> Workbook:
    return book([
        ("HIBAH KPU BALI",),
        ("Posisi 31 Juli 2024",),
        ("No", "Kabupaten", "Nilai NPHD\n(Rp. Juta)", "Realisasi Pencairan\n(Rp 000)",
         "Sisa\n(dalam Rp ribu)", "Target\n(%)"),
        (1, "Klungkung", 23_000, 9_200_000, 13_800_000, 40),
        (2, "Bangli", 21_500, 21_500_000, 0, 100),
        (None, "Jumlah", 44_500, 30_700_000, 13_800_000, None),
    ])  # fmt: skip


@layout(
    say("19.03", "KPU", DAY, committed=22_000 * J, disbursed=8_800 * J, spent=3_100 * J),
    say("19.05", "KPU", DAY, committed=24_000 * J, disbursed=24_000 * J, spent=7_000 * J),
    say("19.05", "BAWASLU", DAY, committed=8_000 * J, disbursed=3_200 * J),
)
def abbreviated_headings() -> Workbook:
    return book([
        ("REKAP HIBAH PILKADA BABEL, PER TGL. 31 JULI 2024",),
        ("No.", "Kab.", "Penerima", "Nil. NPHD", "Pencrn.", "Real. Belanja", "Sisa", "Ket"),
        (1, "Bangka Selatan", "KPU", 22_000 * J, 8_800 * J, 3_100 * J, 5_700 * J, None),
        (2, "Bangka Barat", "KPU", 24_000 * J, 24_000 * J, 7_000 * J, 17_000 * J, None),
        (3, "Bangka Barat", "Bawaslu", 8_000 * J, 3_200 * J, None, None, None),
        ("Jml.", None, None, 54_000 * J, 36_000 * J, 10_100 * J, None, None),
    ])  # fmt: skip


@layout(
    say("72.05", "KPU", DAY, committed=27_000 * J, disbursed=10_800 * J),
    say("72.05", "BAWASLU", DAY, committed=9_500 * J, disbursed=9_500 * J),
    say("72.12", "KPU", DAY, committed=26_000 * J, disbursed=26_000 * J),
)
def footnote_marks_and_line_breaks() -> Workbook:
    return book([
        ("DATA HIBAH PILKADA*",),
        ("(keadaan 31 Juli 2024)",),
        ("No", "Kabupaten/\nKota", "Penerima\nHibah 1)", "Nilai\nNPHD\n**)", "Realisasi\nPen-\ncairan 2)",
         "Sisa 3)\n(Rp)"),
        (1, "Buol 1)", "KPU", 27_000 * J, 10_800 * J, 16_200 * J),
        (2, "Buol", "Bawaslu", 9_500 * J, 9_500 * J, 0),
        (3, "Morowali Utara*)", "KPU", 26_000 * J, 26_000 * J, 0),
        (None, "Jumlah", None, 62_500 * J, 46_300 * J, 16_200 * J),
        ("*) data sementara",),
        ("**) termasuk addendum sebesar Rp 1.000.000.000",),
        ("1) penyelenggara pemilihan", None, None, None),
        ("2) SP2D s.d. 31 Juli 2024",),
    ])  # fmt: skip


@layout(
    say("35.20", "KPU", DAY, committed=38_000 * J, disbursed=15_200 * J),
    say("35.21", "KPU", DAY, committed=41_000 * J),
)
def value_and_percent_without_amount() -> Workbook:
    """A percentage alone is not a disbursement; one row has the amount too."""
    return book([
        ("HIBAH KPU JATIM PER 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan (Rp)", "Pencairan (%)"),
        (1, "Magetan", 38_000 * J, 15_200 * J, "40,00"),
        (2, "Ngawi", 41_000 * J, None, "40,00"),
    ])  # fmt: skip


@layout(
    say("35.19", "KPU", DAY, committed=40_000 * J),
    say("35.19", "BAWASLU", DAY, committed=12_000 * J),
)
def percentages_on_a_sheet_of_their_own() -> Workbook:
    return tabs(
        Nilai=[("NPHD POSISI 31 JULI 2024",), ("No", "Kabupaten", "Penerima", "Nilai NPHD"),
               (1, "Kab. Madiun", "KPU", 40_000 * J), (2, "Kab. Madiun", "Bawaslu", 12_000 * J)],
        Persen=[("PERSENTASE PENCAIRAN HIBAH PILKADA POSISI 31 JULI 2024",),
                ("No", "Kabupaten", "Penerima", "Persentase Pencairan"),
                (1, "Kab. Madiun", "KPU", "40,00%"), (2, "Kab. Madiun", "Bawaslu", "100,00%")],
    )  # fmt: skip


@layout(errors="no-figures")
def percentages_by_agency_as_numbers() -> Workbook:
    return book([
        ("REALISASI PENCAIRAN NPHD PER PENERIMA (%)",),
        ("Posisi 31 Juli 2024",),
        ("No", "Kabupaten", "KPU", "Bawaslu", "TNI", "Polri"),
        (1, "Kab. Madiun", 40, 100, 0, 62.5),
        (2, "Kab. Tuban", 100, 40, None, 55.25),
    ])  # fmt: skip


@layout(
    say("65.01", "KPU", DAY, committed=28_000 * J, disbursed=11_200 * J),
    say("65.03", "KPU", DAY, committed=30_000 * J, disbursed=32_000 * J),
    errors="negative",
    must="over-disbursed",
)
def negative_in_parentheses_and_over_a_hundred() -> Workbook:
    return book([
        ("HIBAH KPU KALTARA POSISI 31 JULI 2024",),
        ("No", "Kab", "NPHD", "Pencairan", "Lebih/(Kurang)"),
        (1, "Bulungan", 28_000 * J, 11_200 * J, "(16.800.000.000)"),
        (2, "Malinau", 26_000 * J, "(1.500.000.000)", None),
        (3, "Nunukan", 30_000 * J, 32_000 * J, 2_000 * J),
    ])  # fmt: skip


@layout(
    say("62.10", "KPU", DAY, committed=25_500 * J, disbursed=10_200 * J),
    say("62.11", "KPU", DAY, committed=24_750 * J, disbursed=750 * J),
    say("62.13", "KPU", DAY, committed=22_000 * J, disbursed=22_000 * J),
)
def words_of_size_and_odd_blanks() -> Workbook:
    return book([
        ("HIBAH KPU KALTENG PER 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan"),
        (1, "Gunung Mas", "Rp. 25,5 M", "Rp 10,2 M"),
        (2, "Pulang Pisau", "Rp\u00a024,75\u00a0Miliar", "750 Jt"),
        (3, "Barito\u00a0Timur ", "22.000.000.000\u00a0", "\u00a022 000 000 000"),
    ])  # fmt: skip


@layout(
    say("91.05", "KPU", DAY, committed=45_000 * J, disbursed=18_000 * J),
    errors="number-ambiguous",
)
def lone_number_with_one_point() -> Workbook:
    return book([
        ("HIBAH KPU PAPUA, posisi 31 Juli 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan"),
        (1, "Kepulauan Yapen", 45_000 * J, 18_000 * J),
        (2, "Biak Numfor", 50_000 * J, "20.500"),
    ])  # fmt: skip


@layout(
    say("13.01", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("13.03", "KPU", DAY, committed=24_000 * J, disbursed=24_000 * J),
    say("13.04", "KPU", DAY, committed=27_000 * J, disbursed=10_800 * J),
    must="hidden-row",
)
def rows_filtered_away_with_a_total_of_all() -> Workbook:
    made = book([
        ("HIBAH KPU SUMBAR PER 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan", "Status"),
        (1, "Pesisir Selatan", 30_000 * J, 12_000 * J, "belum"),
        (2, "Sijunjung", 24_000 * J, 24_000 * J, "lunas"),
        (3, "Tanah Datar", 27_000 * J, 10_800 * J, "belum"),
        (None, "Jumlah", 81_000 * J, 46_800 * J, None),
    ])  # fmt: skip
    sheet = made["Sheet1"]
    sheet.auto_filter.ref = "A2:E5"
    sheet.auto_filter.add_filter_column(4, ["belum"])
    sheet.row_dimensions[4].hidden = True
    return made
