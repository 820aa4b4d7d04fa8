"""Matrices, instalments below each grantee, codes of other offices, percentages of what remains."""

from openpyxl import Workbook

from layouts.making import J, book, layout, put, say

JUN = "2024-06-30"


@layout(
    say("15.01", "KPU", JUN, committed=33_500 * J, disbursed=13_400 * J),
    say("15.01", "BAWASLU", JUN, committed=11_000 * J, disbursed=11_000 * J),
    say("15.08", "KPU", JUN, committed=31_000 * J, disbursed=31_000 * J),
    say("15.08", "BAWASLU", JUN, committed=9_800 * J, disbursed=0),
    say("15.71", "KPU", JUN, committed=40_000 * J, disbursed=16_000 * J),
    say("15.71", "BAWASLU", JUN, committed=12_250 * J, disbursed=4_900 * J),
    say("15", "KPU", JUN, committed=162_000 * J, disbursed=64_800 * J),
    say("15", "BAWASLU", JUN, committed=54_000 * J, disbursed=54_000 * J),
    file="lampiran surat.xlsx",
)
def annex_of_a_letter_with_blank_rows_and_the_province_last() -> Workbook:
    """Number and day of the letter at the top right; a row of units; blank rows part the regions."""

    def row(no, name, who, value, paid):
        rest = value - paid
        return (no, name, who, value * J, paid * J, paid / value, rest * J, rest / value)

    rows = [
        (*(None,) * 5, "Lampiran Surat Gubernur Jambi"),
        (*(None,) * 5, "Nomor", ":", "900/1877/BAKESBANGPOL/2024"),
        (*(None,) * 5, "Tanggal", ":", "12 Juli 2024"),
        (),
        ("LAPORAN PENCAIRAN DANA HIBAH PILKADA",),
        ("PROVINSI JAMBI SEMESTER I TAHUN 2024",),
        (),
        ("NO", "PEMBERI HIBAH", "PENERIMA HIBAH", "NILAI NPHD", "PENCAIRAN", None, "SISA", None),
        (None, None, None, "(Rp)", "(Rp)", "(%)", "(Rp)", "(%)"),
        ("1", "2", "3", "4", "5", "6=5/4", "7=4-5", "8=7/4"),
        row(1, "Kab.\nKerinci", "KPU", 33_500, 13_400),
        row(None, None, "Bawaslu", 11_000, 11_000),
        (),
        row(2, "Kab.\nBungo", "KPU", 31_000, 31_000),
        row(None, None, "Bawaslu", 9_800, 0),
        (),
        row(3, "Kota Jambi", "KPU", 40_000, 16_000),
        row(None, None, "Bawaslu", 12_250, 4_900),
        (),
        row(4, "Pemprov Jambi", "KPU", 162_000, 64_800),
        row(None, None, "Bawaslu", 54_000, 54_000),
        (),
        (None, "TOTAL", None, 353_550 * J, 195_100 * J, 0.5518, 158_450 * J, 0.4482),
    ]
    return book(rows, "Lampiran", merges="A8:A9 B8:B9 C8:C9 E8:F8 G8:H8")


@layout(
    *(
        say(region, agency, "2024-07-19", committed=value * J, disbursed=paid * J)
        for region, agency, value, paid in (
            ("82.04", "KPU", 39_000, 39_000),
            ("82.04", "BAWASLU", 13_000, 5_200),
            ("82.04", "TNI", 1_500, 1_500),
            ("82.08", "KPU", 28_000, 11_200),
            ("82.08", "BAWASLU", 9_000, 9_000),
            ("82.08", "TNI", 800, 0),
            ("82.71", "KPU", 30_500, 30_500),
            ("82.71", "BAWASLU", 10_250, 10_250),
            ("82.71", "TNI", 2_000, 1_000),
        )
    ),
    file="malut.xlsx",
)
def agencies_down_and_regions_across_with_two_measures_each() -> Workbook:
    """A matrix: agencies down the side, each region a group of value and payment."""
    rows = [
        ("MATRIKS HIBAH PILKADA MALUKU UTARA PER 19 JULI 2024",),
        (),
        (
            "NO",
            "PENERIMA",
            "KAB. HALMAHERA SELATAN",
            None,
            "KAB. PULAU TALIABU",
            None,
            "KOTA TERNATE",
            None,
        ),
        (None, None, *("NPHD", "CAIR") * 3),
        (1, "KPU", 39_000 * J, 39_000 * J, 28_000 * J, 11_200 * J, 30_500 * J, 30_500 * J),
        (2, "BAWASLU", 13_000 * J, 5_200 * J, 9_000 * J, 9_000 * J, 10_250 * J, 10_250 * J),
        (3, "TNI", 1_500 * J, 1_500 * J, 800 * J, 0, 2_000 * J, 1_000 * J),
        (None, "JUMLAH", 53_500 * J, 45_700 * J, 37_800 * J, 20_200 * J, 42_750 * J, 41_750 * J),
    ]
    return book(rows, "Matriks", merges="A3:A4 B3:B4 C3:D3 E3:F3 G3:H3")


@layout(
    say("21", "KPU", "2024-10-31", committed=144_000 * J, disbursed=144_000 * J, spent=61_000 * J),
    say(
        "21.02",
        "KPU",
        "2024-10-31",
        committed=28_900 * J,
        disbursed=28_900 * J,
        spent=14_222_333_000,
    ),
    say("21.71", "KPU", "2024-10-31", committed=77_000 * J, disbursed=77_000 * J, spent=40_000 * J),
    say("21.72", "KPU", "2024-10-31", committed=25_600 * J, disbursed=10_240 * J, spent=9_000 * J),
    file="KPU Kepri OKT 2024.xlsx",
    absent="region-code-unknown",
)
def total_first_and_codes_of_offices() -> Workbook:
    """The sum stands first; six-digit codes of offices, populations and costs per voter beside money."""
    rows = [
        ("REALISASI ANGGARAN HIBAH PILKADA KPU SE-PROVINSI KEPULAUAN RIAU",),
        (),
        (
            "No",
            "Kode Satker",
            "Nama Satker",
            "Pemberi Hibah",
            "Jumlah DPT",
            "Nilai NPHD",
            "Rata-rata per Pemilih",
            "Penerimaan",
            "Belanja",
            "% Belanja",
        ),
        (
            None,
            None,
            "TOTAL",
            None,
            1_500_790,
            275_500 * J,
            183_570,
            260_140 * J,
            124_222_333_000,
            47.75,
        ),
        (
            1,
            "656789",
            "KPU PROVINSI KEPULAUAN RIAU",
            "PROVINSI KEPULAUAN RIAU",
            1_500_790,
            144_000 * J,
            95_949,
            144_000 * J,
            61_000 * J,
            42.36,
        ),
        (
            2,
            "656790",
            "KPU KABUPATEN KARIMUN",
            "KABUPATEN KARIMUN",
            190_000,
            28_900 * J,
            152_105,
            28_900 * J,
            14_222_333_000,
            49.21,
        ),
        (
            3,
            "656791",
            "KPU KOTA BATAM",
            "KOTA BATAM",
            890_000,
            77_000 * J,
            86_516,
            77_000 * J,
            40_000 * J,
            51.95,
        ),
        (
            4,
            "656792",
            "KPU KOTA TANJUNGPINANG",
            "KOTA TANJUNGPINANG",
            170_000,
            25_600 * J,
            150_588,
            10_240 * J,
            9_000 * J,
            87.89,
        ),
    ]
    return book(rows, "Realisasi")


@layout(
    say("53.12", "KPU", "2024-08-01", committed=16_500 * J, disbursed=3_000 * J),
    say("53.11", "KPU", "2024-08-01", committed=29_000 * J, disbursed=0),
    say("53.01", "KPU", "2024-08-01", committed=33_000 * J, disbursed=13_200 * J),
    say("53.71", "KPU", "2024-08-01", committed=26_000 * J, disbursed=26_000 * J),
    file="ntt bps.xlsx",
)
def codes_of_the_statistics_office_beside_names() -> Workbook:
    """BPS numbers its regions otherwise than the ministry; the names say which are meant."""
    rows = [
        ("DATA HIBAH PILKADA KPU KABUPATEN/KOTA PROVINSI NUSA TENGGARA TIMUR",),
        ("Keadaan 1 Agustus 2024",),
        (),
        (
            "No",
            "Kode BPS",
            "Kabupaten/Kota",
            "Dana Hibah KPU (Rp)",
            "Realisasi Transfer (Rp)",
            "Persentase (%)",
        ),
        (1, "5301", "Sumba Barat", 16_500 * J, 3_000 * J, 18.18),
        (2, "5302", "Sumba Timur", 29_000 * J, 0, 0),
        (3, "5303", "Kab. Kupang", 33_000 * J, 13_200 * J, 40),
        (4, "5371", "Kota Kupang", 26_000 * J, 26_000 * J, 100),
        (None, None, "Nusa Tenggara Timur", 104_500 * J, 42_200 * J, 40.38),
    ]
    return book(rows, "Data")


@layout(
    say("33.10", "KPU", "2024-07-31", committed=50_000 * J, disbursed=50_000 * J),
    say("33.10", "BAWASLU", "2024-07-31", committed=17_500 * J, disbursed=7_000 * J),
    say("33.10", "POLRI", "2024-07-31", committed=9_000 * J, disbursed=9_000 * J),
    file="Klaten.xlsx",
)
def tranches_down_below_each_grantee() -> Workbook:
    """Each grantee's row holds value and sum; its instalments stand as rows below it."""
    rows = [
        ("PENCAIRAN DANA HIBAH PILKADA KABUPATEN KLATEN",),
        ("s.d. 31 Juli 2024",),
        (),
        ("No", "Uraian", "Nilai NPHD", "Pencairan", "Sisa"),
        (1, "Komisi Pemilihan Umum", 50_000 * J, 50_000 * J, 0),
        (None, "- Tahap I", None, 20_000 * J, None),
        (None, "- Tahap II", None, 30_000 * J, None),
        (2, "Bawaslu", 17_500 * J, 7_000 * J, 10_500 * J),
        (None, "- Tahap I", None, 7_000 * J, None),
        (3, "Polres Klaten", 9_000 * J, 9_000 * J, 0),
        (None, "- Tahap I", None, 9_000 * J, None),
        (None, "Jumlah", 76_500 * J, 66_000 * J, 10_500 * J),
    ]
    return book(rows, "Sheet1")


@layout(
    say("33.01", "KPU", "2024-07-26", committed=75_000 * J, disbursed=75_000 * J),
    say("33.02", "KPU", "2024-07-26", committed=68_250 * J, disbursed=30_000 * J),
    say("33.72", "KPU", "2024-07-26", committed=30_000 * J, disbursed=30_000 * J),
    say("33.74", "KPU", "2024-07-26", committed=84_000 * J, disbursed=60_000 * J),
    say("33", "KPU", "2024-07-26", committed=700_000 * J, disbursed=700_000 * J),
    file="jateng.xlsx",
    must="hidden-row",
)
def subtotals_of_regencies_and_cities_then_the_province() -> Workbook:
    """By budget year; sums of regencies, of cities and of both, then the province and all."""

    def row(no, name, value, first, second):
        paid = first + second
        return (
            no,
            name,
            value * J,
            first * J,
            second * J,
            paid * J,
            (value - paid) * J,
            paid / value,
        )

    rows = [
        ("REALISASI PENYALURAN HIBAH KE KPU DI JAWA TENGAH",),
        ("TANGGAL 26 JULI 2024",),
        (),
        ("No", "Pemerintah Daerah", "NPHD KPU", "Realisasi", None, None, "Kurang Salur", "%"),
        (None, None, None, "P-APBD 2023", "APBD 2024", "Total", None, None),
        row(1, "KAB. CILACAP", 75_000, 30_000, 45_000),
        row(2, "KAB. BANYUMAS", 68_250, 27_300, 2_700),
        row(None, "JUMLAH KABUPATEN", 143_250, 57_300, 47_700),
        row(1, "KOTA SURAKARTA", 30_000, 12_000, 18_000),
        row(2, "KOTA SEMARANG", 84_000, 33_600, 26_400),
        row(None, "JUMLAH KOTA", 114_000, 45_600, 44_400),
        row(None, "JUMLAH KABUPATEN + KOTA", 257_250, 102_900, 92_100),
        row(None, "PROVINSI JAWA TENGAH", 700_000, 280_000, 420_000),
        row(None, "TOTAL", 957_250, 382_900, 512_100),
    ]
    workbook = book(rows, "Salur", merges="A4:A5 B4:B5 C4:C5 D4:F4 G4:G5 H4:H5")
    workbook.worksheets[0].row_dimensions[7].hidden = True
    return workbook


@layout(
    say("35.79", "KPU", "2024-07-31", committed=25_000 * J, disbursed=25_000 * J),
    say("35.79", "BAWASLU", "2024-07-31", committed=8_250 * J, disbursed=3_300 * J),
    say("35.79", "TNI", "2024-07-31", committed=1_250 * J, disbursed=0),
    say("35.79", "POLRI", "2024-07-31", committed=3_000 * J, disbursed=3_000 * J),
    file="batu.xlsx",
)
def what_the_money_is_for_names_who_gets_it() -> Workbook:
    """A city's own table at D9: "Peruntukan" names the grantees; amounts are texts."""
    workbook = book(
        [
            (
                "No.",
                "Peruntukan",
                "Jumlah Hibah sesuai NPHD",
                "Realisasi s/d Bulan Ini",
                "Sisa Hibah",
                "Prosentase",
            ),
            (
                1,
                "Penyelenggaraan Pilkada oleh KPU",
                "Rp25.000.000.000",
                "Rp25.000.000.000",
                "Rp0",
                "100%",
            ),
            (
                2,
                "Pengawasan Pilkada oleh Bawaslu",
                "Rp8.250.000.000",
                "Rp3.300.000.000",
                "Rp4.950.000.000",
                "40%",
            ),
            (3, "Pengamanan Pilkada oleh TNI", "Rp1.250.000.000", "Rp0", "Rp1.250.000.000", "0%"),
            (
                4,
                "Pengamanan Pilkada oleh Polri",
                "Rp3.000.000.000",
                "Rp3.000.000.000",
                "Rp0",
                "100%",
            ),
            (None, "Jumlah", "Rp37.500.000.000", "Rp31.300.000.000", "Rp6.200.000.000", "83,46%"),
        ],
        "Lap",
        at="D9",
    )
    put(
        workbook.worksheets[0],
        [
            ("PEMERINTAH KOTA BATU",),
            ("BADAN KEUANGAN DAN ASET DAERAH",),
            (),
            ("LAPORAN REALISASI BELANJA HIBAH PEMILIHAN KEPALA DAERAH",),
            ("BULAN JULI 2024",),
        ],
        at="D2",
    )
    return workbook
