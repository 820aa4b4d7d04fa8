"""Police, army, ministry and commission sheets: units, months of spending, blocks, carried sums."""

from openpyxl import Workbook

from layouts.making import J, book, layout, put, say

DAY = "2024-07-31"


@layout(
    say("95.01", "KPU", DAY, committed=98_500 * J, disbursed=39_400 * J),
    say("95.01", "BAWASLU", DAY, committed=30_000 * J, disbursed=30_000 * J),
    say("95.01", "TNI", DAY, committed=5_000 * J, disbursed=0),
    say("95.01", "POLRI", DAY, committed=12_000 * J, disbursed=6_000 * J),
    say("95.07", "KPU", DAY, committed=76_000 * J),
    say("95.07", "BAWASLU", DAY, committed=25_000 * J, disbursed=10_000 * J),
    say("95.07", "POLRI", DAY, committed=0, disbursed=0),
    say("95.05", "KPU", DAY, committed=66_250 * J, disbursed=66_250 * J),
    say("95", "KPU", DAY, committed=250_000 * J, disbursed=100_000 * J),
    say("95", "POLRI", DAY, committed=45_000 * J, disbursed=45_000 * J),
)
def measures_above_the_agencies() -> Workbook:
    """BPKAD: the measures are the upper groups, the agencies stand beneath each."""
    who = ("KPU", "BAWASLU", "TNI", "POLRI")
    return book(
        [
            ("REALISASI DANA HIBAH PILKADA SE-PROVINSI PAPUA PEGUNUNGAN TAHUN 2024",),
            ("POSISI 31 JULI 2024",),
            ("NO", "KABUPATEN / PROVINSI", "NILAI NPHD", None, None, None,
             "REALISASI PENCAIRAN", None, None, None, "SISA YANG BELUM CAIR", None, None, None),
            (None, None, *who, *who, *who),
            ("I", "PROVINSI PAPUA PEGUNUNGAN", 250_000 * J, None, None, 45_000 * J,
             100_000 * J, None, None, 45_000 * J, 150_000 * J, None, None, 0),
            ("II", "KAB. JAYAWIJAYA", 98_500 * J, 30_000 * J, 5_000 * J, 12_000 * J,
             39_400 * J, 30_000 * J, "-", 6_000 * J, 59_100 * J, 0, 5_000 * J, 6_000 * J),
            ("III", "KAB. LANNY JAYA", 76_000 * J, 25_000 * J, None, "NIHIL",
             None, 10_000 * J, None, "NIHIL", None, 15_000 * J, None, None),
            ("IV", "KAB. MAMBERAMO TENGAH", 66_250 * J, None, None, None,
             66_250 * J, None, None, None, 0, None, None, None),
            ("J U M L A H", None, 490_750 * J, 55_000 * J, 5_000 * J, 57_000 * J,
             205_650 * J, 40_000 * J, 0, 51_000 * J, 285_100 * J, 15_000 * J, 5_000 * J,
             6_000 * J),
        ],
        merges="C3:F3 G3:J3 K3:N3 A3:A4 B3:B4 A9:B9",
    )  # fmt: skip


@layout(
    say("33.02", "POLRI", "2024-09-30", unit="POLRESTA BANYUMAS", committed=9_800 * J,
        disbursed=9_800 * J, spent=3_100 * J),
    say("33.74", "POLRI", "2024-09-30", unit="POLRESTABES SEMARANG", committed=12_000 * J,
        disbursed=6_000 * J, spent=1_500 * J),
    say("33.22", "POLRI", "2024-09-30", unit="POLRES SEMARANG", committed=7_450_500_000,
        disbursed=7_450_500_000, spent=0),
    say("33", "POLRI", "2024-09-30", unit="POLDA JAWA TENGAH", committed=55_000 * J,
        disbursed=27_500 * J),
)  # fmt: skip
def police_region_with_last_month_and_this_month() -> Workbook:
    """Polda: units with their grantor, spending up to last month, this month, up to this month."""
    return book(
        [
            ("KEPOLISIAN DAERAH JAWA TENGAH",),
            ("BIRO PERENCANAAN UMUM DAN ANGGARAN",),
            (),
            ("LAPORAN REALISASI DANA HIBAH PENGAMANAN PILKADA TA. 2024",),
            ("BULAN SEPTEMBER 2024",),
            (),
            ("NO", "SATKER/SATWIL", "PEMBERI HIBAH", "PAGU HIBAH", "DANA MASUK", "REALISASI BELANJA",
             None, None, "SISA PAGU", "% SERAP", "KET"),
            (None, None, None, None, None, "S.D. BULAN LALU", "BULAN INI", "S.D. BULAN INI",
             None, None, None),
            (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            (1, "POLDA JAWA TENGAH", "PROV. JAWA TENGAH", 55_000 * J, 27_500 * J, None, None,
             None, None, None, "menunggu revisi DIPA"),
            (2, "POLRESTABES SEMARANG", "KOTA SEMARANG", 12_000 * J, 6_000 * J, 1_000 * J,
             500 * J, 1_500 * J, 10_500 * J, "12,50%", None),
            (3, "POLRES SEMARANG", "KAB. SEMARANG", 7_450_500_000, 7_450_500_000, 0, 0, 0,
             7_450_500_000, "0%", None),
            (4, "POLRESTA BANYUMAS", "KAB. BANYUMAS", 9_800 * J, 9_800 * J, 2_100 * J, 1_000 * J,
             3_100 * J, 6_700 * J, "31,63%", None),
            ("JUMLAH", None, None, 84_250_500_000, 50_750_500_000, 3_100 * J, 1_500 * J, 4_600 * J,
             None, None, None),
        ],
        merges="A14:C14 F7:H7",
    )  # fmt: skip


@layout(
    say("33.28", "TNI", DAY, unit="KODIM 0712/TEGAL", committed=2_400 * J, disbursed=960 * J),
    say("33.76", "TNI", DAY, unit="KODIM 0712/TEGAL", committed=900 * J, disbursed=900 * J),
    say("33.76", "TNI", DAY, unit="LANAL TEGAL", committed=250 * J, disbursed=0),
    say("33.01", "TNI", DAY, unit="KODIM 0703/CILACAP", committed=3_100 * J, disbursed=1_240 * J),
    say("33.01", "TNI", DAY, unit="LANAL CILACAP", committed=500 * J),
)
def army_units_several_to_a_region() -> Workbook:
    """Kodam: the region merged over its units, one unit paid by two regions, units across services."""
    return book(
        [
            ("KODAM IV/DIPONEGORO",),
            ("DATA DUKUNGAN HIBAH PAM PILKADA SERENTAK 2024 PER 31 JULI 2024",),
            ("NO", "PEMDA", "SATUAN", "NPHD (Rp)", "TERIMA (Rp)", "BELUM TERIMA (Rp)"),
            (1, "KAB. TEGAL", "KODIM 0712/TEGAL", 2_400 * J, 960 * J, 1_440 * J),
            (2, "KOTA TEGAL", "KODIM 0712/TEGAL", 900 * J, 900 * J, 0),
            (None, None, "LANAL TEGAL", 250 * J, "-", 250 * J),
            (3, "KAB. CILACAP", "KODIM 0703/CILACAP", 3_100 * J, 1_240 * J, 1_860 * J),
            (None, None, "LANAL CILACAP", 500 * J, None, None),
            (None, "JUMLAH", None, 7_150 * J, 3_100 * J, None),
        ],
        merges="B5:B6 B7:B8",
    )  # fmt: skip


@layout(
    say("62", "KPU", DAY, committed=190_000 * J, disbursed=190_000 * J),
    say("62.01", "KPU", DAY, committed=36_250 * J, disbursed=14_500 * J),
    say("62.71", "KPU", DAY, committed=28_750_500_000, disbursed=28_750_500_000),
    say("64.09", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("64.11", "KPU", DAY, committed=25_400 * J),
)
def ministry_in_millions_with_provinces_summed_in_the_middle() -> Workbook:
    """Kemendagri: millions, roman provinces as headings, a sum for each province, then the next."""
    return book(
        [
            ("MONITORING PENDANAAN PEMILIHAN KEPALA DAERAH TAHUN 2024",),
            ("Penerima Hibah : KPU",),
            ("Update 31 Juli 2024 pukul 14.00 WIB", None, None, None, "(dalam juta rupiah)"),
            ("NO", "PROVINSI/KABUPATEN/KOTA", "ANGGARAN SESUAI NPHD", "REALISASI TRANSFER",
             "PERSENTASE", "KETERANGAN"),
            ("I", "KALIMANTAN TENGAH"),
            (1, "Provinsi Kalimantan Tengah", 190_000, 190_000, 100, "100%"),
            (2, "Kabupaten Kotawaringin Barat", 36_250, 14_500, 40, "Tahap I"),
            (3, "Kota Palangkaraya", "28.750,5", "28.750,5", 100, None),
            (None, "Jumlah Kalimantan Tengah", "255.000,5", "233.250,5", "91,47", None),
            ("II", "KALIMANTAN TIMUR"),
            (1, "Kabupaten Penajam Paser Utara", 33_000, 13_200, 40, None),
            (2, "Kabupaten Mahakam Ulu", 25_400, None, None, "belum lapor"),
            (None, "Jumlah Kalimantan Timur", 58_400, 13_200, None, None),
            (None, "TOTAL NASIONAL", "313.400,5", "246.450,5", None, None),
            ("*) Sumber: hasil rapat koordinasi dengan BPKAD",),
        ],
        at="B3",
    )  # fmt: skip


@layout(
    say("73.02", "KPU", DAY, committed=31_200 * J, disbursed=12_480 * J),
    say("73.08", "KPU", DAY, committed=50_000 * J, disbursed=50_000 * J),
    say("73.10", "KPU", DAY, committed=38_000 * J, disbursed=15_200 * J),
    say("73.14", "KPU", DAY, committed=29_750 * J, disbursed=29_750 * J),
    say("73.72", "KPU", DAY, committed=20_000 * J, disbursed=8_000 * J),
)
def printed_pages_with_sums_carried_over() -> Workbook:
    """A printed list: the header repeated on each page, the page's sum carried to the next."""
    head = [
        ("No", "Kabupaten/Kota", "Jumlah Hibah (Rp)", "Sudah Disalurkan (Rp)", "Sisa (Rp)"),
        (1, 2, 3, 4, "5=3-4"),
    ]
    return book(
        [
            ("DAFTAR HIBAH KPU KABUPATEN/KOTA SE-SULAWESI SELATAN",),
            ("Keadaan 31 Juli 2024",),
            *head,
            (1, "Bulukumba", 31_200 * J, 12_480 * J, 18_720 * J),
            (2, "Bone", 50_000 * J, 50_000 * J, 0),
            (3, "Pangkajene dan Kepulauan", 38_000 * J, 15_200 * J, 22_800 * J),
            (None, "Jumlah dipindahkan", 119_200 * J, 77_680 * J, 41_520 * J),
            ("Halaman 1 dari 2",),
            (),
            *head,
            (None, "Jumlah pindahan", 119_200 * J, 77_680 * J, 41_520 * J),
            (4, "Sidrap", 29_750 * J, 29_750 * J, 0),
            (5, "Kota Pare-Pare", 20_000 * J, 8_000 * J, 12_000 * J),
            (None, "Jumlah seluruhnya", 168_950 * J, 115_430 * J, 53_520 * J),
            ("Halaman 2 dari 2",),
        ]
    )  # fmt: skip


@layout(
    say("11.12", "KPU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("11.12", "BAWASLU", DAY, committed=6_000 * J, disbursed=2_400 * J),
    say("11.04", "KPU", DAY, committed=27_500 * J, disbursed=27_500 * J),
    say("11.04", "BAWASLU", DAY, committed=6_700 * J),
    say("11.04", "POLRI", DAY, committed=2_000 * J, disbursed=2_000 * J),
    say("11.72", "KPU", DAY, committed=11_000 * J, disbursed=4_400 * J),
    say("11", "KPU", DAY, committed=170_000 * J, disbursed=170_000 * J),
    say("11", "POLRI", DAY, committed=30_000 * J, disbursed=15_000 * J),
)
def aceh_with_its_own_names() -> Workbook:
    """KIP and Panwaslih, "Pemerintah Aceh", abbreviations, group names above two columns each."""
    return book(
        [
            ("REKAPITULASI HIBAH PILKADA ACEH 2024",),
            ("per tanggal 31-07-2024",),
            ("NO", "PEMERINTAH ACEH/ KAB/ KOTA", "KIP", None, "PANWASLIH", None, "POLDA/POLRES",
             None),
            (None, None, "NPHD", "REALISASI", "NPHD", "REALISASI", "NPHD", "REALISASI"),
            (1, "Pemerintah Aceh", 170_000 * J, 170_000 * J, None, None, 30_000 * J, 15_000 * J),
            (2, "Aceh Tengah", 27_500 * J, 27_500 * J, 6_700 * J, None, 2_000 * J, 2_000 * J),
            (3, "Abdya", 24_000 * J, 9_600 * J, 6_000 * J, 2_400 * J, None, None),
            (4, "Sabang", 11_000 * J, 4_400 * J, None, None, None, None),
            (None, "JUMLAH", 232_500 * J, 211_500 * J, 12_700 * J, 2_400 * J, 32_000 * J,
             17_000 * J),
        ],
        title="ACEH",
        merges="C3:D3 E3:F3 G3:H3 B3:B4 A3:A4",
    )  # fmt: skip


@layout(
    say("74.02", "KPU", DAY, committed=41_000 * J, disbursed=16_400 * J),
    say("74.02", "BAWASLU", DAY, committed=12_000 * J, disbursed=4_800 * J),
    say("74.02", "POLRI", DAY, committed=3_000 * J, disbursed=1_500 * J),
    say("74.02", "POLRI", DAY, unit="Polresta Kendari", committed=1_000 * J, disbursed=1_000 * J),
    say("74.02", "TNI", DAY, unit="Kodim 1417/Kendari", committed=800 * J, disbursed=0),
    say("74.15", "KPU", DAY, committed=25_250 * J, disbursed=25_250 * J),
    say("74.15", "BAWASLU", DAY, committed=7_000 * J),
)
def a_sheet_for_each_region() -> Workbook:
    """Each region's sheet, its name the region's: grantees as rows, no region column."""
    book_ = Workbook()
    head = ("No", "Uraian", "Nilai NPHD", "Realisasi Pencairan", "Sisa")
    first = book_.worksheets[0]
    first.title = "Konawe"
    put(first, [
        ("Hibah Pilkada 2024",), ("Posisi: 31 Juli 2024",), head,
        (1, "Komisi Pemilihan Umum", 41_000 * J, 16_400 * J, 24_600 * J),
        (2, "Bawaslu", 12_000 * J, 4_800 * J, 7_200 * J),
        (3, "Polres Konawe", 3_000 * J, 1_500 * J, 1_500 * J),
        (4, "Polresta Kendari", 1_000 * J, 1_000 * J, 0),
        (5, "Kodim 1417/Kendari", 800 * J, "-", 800 * J),
        (None, "Total", 57_800 * J, 23_700 * J, 34_100 * J),
    ])  # fmt: skip
    put(book_.create_sheet("Busel"), [
        ("Hibah Pilkada 2024",), ("Posisi: 31 Juli 2024",), head,
        (1, "Komisi Pemilihan Umum", 25_250 * J, 25_250 * J, 0),
        (2, "Bawaslu", 7_000 * J, None, None),
        (None, "Total", 32_250 * J, 25_250 * J, None),
    ])  # fmt: skip
    return book_


@layout(
    say("94.04", "KPU", "2025-08-31", committed=15_000 * J, disbursed=15_000 * J,
        spent=11_750_250_000),
    say("94.04", "BAWASLU", "2025-08-31", committed=4_000 * J, disbursed=2_000 * J, spent=0),
    election="PSU 2025",
)  # fmt: skip
def repeated_vote_of_2025() -> Workbook:
    """A PSU is an election of its own."""
    return book(
        [
            ("LAPORAN DANA HIBAH PEMUNGUTAN SUARA ULANG (PSU) KAB. MIMIKA TAHUN 2025",),
            ("Kondisi s/d 31 Agustus 2025",),
            ("No.", "Penerima Hibah", "Besaran NPHD PSU", "Dana Ditransfer", "Penggunaan Dana",
             "Sisa Dana di Rekening"),
            ("1.", "KPU Kab. Mimika", "Rp 15.000.000.000", "Rp 15.000.000.000",
             "Rp 11.750.250.000", "Rp 3.249.750.000"),
            ("2.", "Bawaslu Kab. Mimika", "Rp 4.000.000.000", "Rp 2.000.000.000", "Rp 0",
             "Rp 2.000.000.000"),
        ]
    )  # fmt: skip
