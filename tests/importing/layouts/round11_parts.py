"""Recaps in parts under headings of state, texts in billions, returns with their interest and sum."""

from datetime import datetime

from openpyxl import Workbook

from layouts.making import J, book, layout, say


@layout(
    say("36.01", "KPU", "2024-07-31", committed=60_000 * J, disbursed=60_000 * J),
    say("36.01", "BAWASLU", "2024-07-31", committed=21_500 * J, disbursed=21_500 * J),
    say("36.72", "KPU", "2024-07-31", committed=29_750 * J, disbursed=29_750 * J),
    say("36.03", "KPU", "2024-07-31", committed=86_000 * J, disbursed=34_400 * J),
    say("36.73", "BAWASLU", "2024-07-31", committed=12_400 * J, disbursed=4_960 * J),
    say("36.04", "KPU", "2024-07-31", committed=70_200 * J, disbursed=50_000 * J),
    file="banten.xlsx",
)
def paid_in_full_above_and_the_rest_below() -> Workbook:
    """Two headings by state of payment, one header; each part numbered anew and summed."""
    rows = [
        ("DAFTAR REALISASI PENCAIRAN NPHD KABUPATEN/KOTA SE-PROVINSI BANTEN",),
        ("Per 31 Juli 2024",),
        (),
        ("NO", "KAB/KOTA", "PENERIMA", "NPHD", "REALISASI PENCAIRAN", "%", "KEKURANGAN"),
        (None, "A. SUDAH CAIR 100 %"),
        (1, "Kab. Pandeglang", "KPU", 60_000 * J, 60_000 * J, 100, 0),
        (2, "Kab. Pandeglang", "Bawaslu", 21_500 * J, 21_500 * J, 100, 0),
        (3, "Kota Cilegon", "KPU", 29_750 * J, 29_750 * J, 100, 0),
        (None, "JUMLAH A", None, 111_250 * J, 111_250 * J, 100, 0),
        (None, "B. BELUM CAIR 100 %"),
        (1, "Kab. Tangerang", "KPU", 86_000 * J, 34_400 * J, 40, 51_600 * J),
        (2, "Kota Serang", "Bawaslu", 12_400 * J, 4_960 * J, 40, 7_440 * J),
        (3, "Kab. Serang", "KPU", 70_200 * J, 50_000 * J, 71.23, 20_200 * J),
        (None, "JUMLAH B", None, 168_600 * J, 89_360 * J, 53, 79_240 * J),
        (None, "TOTAL (A+B)", None, 279_850 * J, 200_610 * J, 71.68, 79_240 * J),
    ]
    return book(rows, "Lap")


@layout(
    say("71.02", "KPU", "2024-11-15", committed=40_500 * J, disbursed=40_500 * J),
    say("71.02", "BAWASLU", "2024-11-15", committed=13_250 * J, disbursed=12_000 * J),
    say("71.06", "KPU", "2024-11-15", committed=30_000 * J, disbursed=30_000 * J),
    say("71.06", "BAWASLU", "2024-11-15", committed=9_750 * J, disbursed=9_750 * J),
    say("71.71", "KPU", "2024-11-15", committed=44_875 * J, disbursed=40_000 * J),
    say("71.71", "BAWASLU", "2024-11-15", committed=15_000 * J, disbursed=15_000 * J),
    file="sulut.xlsx",
)
def value_before_and_after_addendum_in_each_block_of_billions() -> Workbook:
    """Text decimals in billions; original, change and final value inside each agency's group."""
    rows = [
        ("REKAPITULASI NPHD PILKADA KABUPATEN/KOTA SE-SULAWESI UTARA",),
        ("Posisi 15 November 2024 (dalam Rp Miliar)",),
        ("NO", "PEMDA", "KPU", None, None, None, None, "BAWASLU", None, None, None, None),
        (None, None, *("NPHD AWAL", "ADDENDUM (+/-)", "NPHD AKHIR", "CAIR", "SISA") * 2),
        (
            1,
            "Kab. Minahasa",
            "40,500",
            "-",
            "40,500",
            "40,500",
            "-",
            "12,000",
            "1,250",
            "13,250",
            "12,000",
            "1,250",
        ),
        (
            2,
            "Kab. Minut",
            "32,000",
            "(2,000)",
            "30,000",
            "30,000",
            "-",
            "9,750",
            "-",
            "9,750",
            "9,750",
            "-",
        ),
        (
            3,
            "Kota Manado",
            "40,000",
            "4,875",
            "44,875",
            "40,000",
            "4,875",
            "15,000",
            "-",
            "15,000",
            "15,000",
            "-",
        ),
        (
            None,
            "JUMLAH",
            "112,500",
            "2,875",
            "115,375",
            "110,500",
            "4,875",
            "36,750",
            "1,250",
            "38,000",
            "36,750",
            "1,250",
        ),
    ]
    return book(rows, "NPHD", merges="A3:A4 B3:B4 C3:G3 H3:L3")


@layout(
    say(
        "14.01",
        "KPU",
        "2025-05-31",
        committed=50_000 * J,
        disbursed=50_000 * J,
        spent=42_110 * J,
        returned=7_890 * J,
        interest=102_345_678,
    ),
    say(
        "14.03",
        "KPU",
        "2025-05-31",
        committed=61_000 * J,
        disbursed=61_000 * J,
        spent=55_500 * J,
        returned=5_500 * J,
        interest=88_000_500,
    ),
    say(
        "14.71",
        "BAWASLU",
        "2025-05-31",
        committed=18_000 * J,
        disbursed=18_000 * J,
        spent=17_250 * J,
        returned=750 * J,
        interest=12_000_000,
    ),
    say(
        "14.72", "BAWASLU", "2025-05-31", committed=9_000 * J, disbursed=9_000 * J, spent=8_000 * J
    ),
    may=(
        say("14.01", "KPU", "2025-04-11", returned=7_890 * J, interest=102_345_678),
        say("14.03", "KPU", "2025-04-17", returned=5_500 * J, interest=88_000_500),
        say("14.71", "BAWASLU", "2025-05-05", returned=750 * J, interest=12_000_000),
    ),
    file="riau sisa.xlsx",
)
def returns_with_interest_and_their_sum_on_a_dated_slip() -> Workbook:
    """What was sent back: principal, interest and both together, on a dated slip."""
    d = datetime
    rows = [
        ("REKAPITULASI PENGEMBALIAN SISA DANA HIBAH PILKADA 2024 KE KAS DAERAH",),
        ("PROVINSI RIAU - KEADAAN 31 MEI 2025",),
        (),
        (
            "No",
            "Pemberi Hibah",
            "Penerima Hibah",
            "Dana Hibah",
            None,
            "Realisasi Belanja",
            "Sisa Dana",
            "Pengembalian",
            None,
            None,
            "Bukti Setor (STS)",
            None,
        ),
        (
            None,
            None,
            None,
            "NPHD",
            "Diterima",
            None,
            None,
            "Pokok",
            "Jasa Giro",
            "Jumlah",
            "Tanggal",
            "Nomor",
        ),
        (
            1,
            "Kab. Kampar",
            "KPU",
            50_000 * J,
            50_000 * J,
            42_110 * J,
            7_890 * J,
            7_890 * J,
            102_345_678,
            7_992_345_678,
            d(2025, 4, 11),
            "STS-001/2025",
        ),
        (
            2,
            "Kab. Bengkalis",
            "KPU",
            61_000 * J,
            61_000 * J,
            55_500 * J,
            5_500 * J,
            5_500 * J,
            88_000_500,
            5_588_000_500,
            d(2025, 4, 17),
            "STS-014/2025",
        ),
        (
            3,
            "Kota Pekanbaru",
            "Bawaslu",
            18_000 * J,
            18_000 * J,
            17_250 * J,
            750 * J,
            750 * J,
            12_000_000,
            762_000_000,
            d(2025, 5, 5),
            "STS-077/2025",
        ),
        (
            4,
            "Kota Dumai",
            "Bawaslu",
            9_000 * J,
            9_000 * J,
            8_000 * J,
            1_000 * J,
            None,
            None,
            None,
            None,
            None,
        ),
        (
            None,
            "JUMLAH",
            None,
            138_000 * J,
            138_000 * J,
            122_860 * J,
            15_140 * J,
            14_140 * J,
            202_346_178,
            14_342_346_178,
            None,
            None,
        ),
    ]
    return book(rows, "Pengembalian", merges="A4:A5 B4:B5 C4:C5 D4:E4 F4:F5 G4:G5 H4:J4 K4:L4")
