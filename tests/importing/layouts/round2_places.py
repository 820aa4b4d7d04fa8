"""Second round: regions by code, by name, by abbreviation; units of the police and the forces."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

DAY = "2024-07-31"


@layout(
    say("53.10", "KPU", DAY, committed=29_000 * J, disbursed=11_600 * J),
    say("53.12", "KPU", DAY, committed=21_000 * J, disbursed=21_000 * J),
    say("53.20", "KPU", DAY, committed=20_000 * J),
    say("53.71", "KPU", DAY, committed=35_000 * J, disbursed=14_000 * J),
    say("53.07", "KPU", DAY, committed=22_000 * J, disbursed=22_000 * J),
    must="code-lost-zero",
)
def regions_by_code_alone() -> Workbook:
    return book([
        ("HIBAH KPU",),
        ("Posisi 31 Juli 2024",),
        ("Kode Wilayah", "Nilai NPHD", "Pencairan"),
        (53.1, 29_000 * J, 11_600 * J),
        (5312, 21_000 * J, 21_000 * J),
        (53.2, 20_000 * J, None),
        ("53.71", 35_000 * J, 14_000 * J),
        ("5307", 22_000 * J, 22_000 * J),
    ])  # fmt: skip


@layout(
    say("53.19", "KPU", DAY, committed=25_000 * J, disbursed=10_000 * J),
    errors="region-code-name-differ region-unknown",
)
def codes_and_names_at_odds() -> Workbook:
    return book([
        ("HIBAH KPU POSISI 31 JULI 2024",),
        ("Kode", "Kabupaten/Kota", "Nilai NPHD", "Pencairan"),
        ("53.19", "Manggarai Timur", 25_000 * J, 10_000 * J),
        ("53.15", "Manggarai", 29_000 * J, 11_600 * J),
        ("53.99", "Kab. Antah Berantah", 10_000 * J, 4_000 * J),
    ])  # fmt: skip


@layout(
    say("31", "KPU", DAY, committed=975_000 * J, disbursed=390_000 * J),
    say("31.71", "POLRI", DAY, committed=3_000 * J),
    say("31.01", "KPU", DAY, committed=1_000 * J, disbursed=400 * J),
    say("31.74", "KPU", DAY, committed=5_000 * J, disbursed=5_000 * J),
    say("31.75", "BAWASLU", DAY, committed=2_000 * J, disbursed=800 * J),
)
def jakarta_and_its_cities() -> Workbook:
    return book([
        ("HIBAH PILKADA DKI JAKARTA",),
        ("Posisi 31 Juli 2024",),
        ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "Pemprov DKI Jakarta", "KPU Provinsi DKI Jakarta", 975_000 * J, 390_000 * J),
        (2, "Kota Adm. Jakarta Pusat", "Polres Metro Jakarta Pusat", 3_000 * J, None),
        (3, "Kab. Adm. Kep. Seribu", "KPU", 1_000 * J, 400 * J),
        (4, "Jakarta Selatan", "KPU", 5_000 * J, 5_000 * J),
        (5, "Kota Adm Jaktim", "Bawaslu", 2_000 * J, 800 * J),
    ])  # fmt: skip


@layout(
    say("34.03", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("34.01", "KPU", DAY, committed=28_000 * J, disbursed=28_000 * J),
    say("34.71", "KPU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("34.71", "BAWASLU", DAY, committed=8_000 * J),
    say("34", "BAWASLU", DAY, committed=1_500 * J, disbursed=1_500 * J),
)
def yogyakarta_spellings() -> Workbook:
    return book([
        ("HIBAH PILKADA D.I. YOGYAKARTA",),
        ("Posisi 31 Juli 2024",),
        ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "Gunung Kidul", "KPU", 33_000 * J, 13_200 * J),
        (2, "Kulonprogo", "KPU", 28_000 * J, 28_000 * J),
        (3, "Kota Yogya", "KPU", 24_000 * J, 9_600 * J),
        (4, "Kota Jogja", "Bawaslu", 8_000 * J, None),
        (5, "Pemda DIY", "Bawaslu DIY", 1_500 * J, 1_500 * J),
    ])  # fmt: skip


@layout(
    say("95.02", "KPU", DAY, committed=60_000 * J, disbursed=24_000 * J),
    say("94.05", "KPU", DAY, committed=55_000 * J, disbursed=55_000 * J),
    say("94.02", "KPU", DAY, committed=58_000 * J),
    say("92.03", "KPU", DAY, committed=31_000 * J, disbursed=12_400 * J),
    say("96.71", "KPU", DAY, committed=35_000 * J, disbursed=35_000 * J),
    say("96.01", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("91.20", "KPU", DAY, committed=40_000 * J, disbursed=16_000 * J),
    say("96", "KPU", DAY, committed=110_000 * J, disbursed=44_000 * J),
)
def papua_names() -> Workbook:
    return book([
        ("HIBAH KPU WILAYAH PAPUA RAYA",),
        ("Posisi 31 Juli 2024",),
        ("No", "Pemda", "Nilai NPHD", "Pencairan"),
        (1, "Kab. Peg. Bintang", 60_000 * J, 24_000 * J),
        (2, "Kab. Puncak", 55_000 * J, 55_000 * J),
        (3, "Kab. Puncak Jaya", 58_000 * J, None),
        (4, "Kab. Fak-Fak", 31_000 * J, 12_400 * J),
        (5, "Kota Sorong", 35_000 * J, 35_000 * J),
        (6, "Kab. Sorong", 33_000 * J, 13_200 * J),
        (7, "Kab. Memberamo Raya", 40_000 * J, 16_000 * J),
        (8, "Prov. Papua Barat Daya", 110_000 * J, 44_000 * J),
    ])  # fmt: skip


@layout(
    say("11.12", "KPU", DAY, committed=27_000 * J, disbursed=10_800 * J),
    say("11.12", "BAWASLU", DAY, committed=9_000 * J, disbursed=3_600 * J),
    say("11.18", "KPU", DAY, committed=25_000 * J, disbursed=25_000 * J),
    say("11.73", "KPU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("11.73", "BAWASLU", DAY, committed=7_000 * J),
    say("11.73", "POLRI", DAY, committed=2_500 * J, disbursed=1_000 * J),
)
def aceh_names_and_commissions() -> Workbook:
    return book([
        ("DATA HIBAH PILKADA ACEH",),
        ("Posisi 31 Juli 2024",),
        ("No", "Kab/Kota", "Lembaga", "NPHD (Rp)", "Cair (Rp)", "Sisa (Rp)"),
        (1, "Abdya", "KIP", 27_000 * J, 10_800 * J, 16_200 * J),
        (None, None, "Panwaslih", 9_000 * J, 3_600 * J, 5_400 * J),
        (2, "Pidie Jaya", "KIP", 25_000 * J, 25_000 * J, 0),
        (3, "Kota Lhokseumawe", "KIP", 20_000 * J, 8_000 * J, 12_000 * J),
        (None, None, "Panwaslih", 7_000 * J, None, None),
        (None, None, "Polres", 2_500 * J, 1_000 * J, 1_500 * J),
    ])  # fmt: skip


@layout(
    say("73.14", "KPU", DAY, committed=34_000 * J, disbursed=13_600 * J),
    say("73.10", "KPU", DAY, committed=38_000 * J, disbursed=38_000 * J),
    say("73.72", "KPU", DAY, committed=23_000 * J, disbursed=9_200 * J),
    say("73.18", "KPU", DAY, committed=30_000 * J),
    say("73.01", "KPU", DAY, committed=27_000 * J, disbursed=27_000 * J),
    say("16.12", "KPU", DAY, committed=26_000 * J, disbursed=26_000 * J),
    say("16.06", "KPU", DAY, committed=55_000 * J, disbursed=22_000 * J),
    say("16.73", "KPU", DAY, committed=25_000 * J, disbursed=10_000 * J),
    say("16.13", "KPU", DAY, committed=24_000 * J),
)
def abbreviations_of_the_south() -> Workbook:
    return book([
        ("HIBAH KPU SULSEL DAN SUMSEL PER 31 JULI 2024",),
        ("No", "Daerah", "Nilai NPHD", "Pencairan"),
        (1, "Sidrap", 34_000 * J, 13_600 * J),
        (2, "Pangkep", 38_000 * J, 38_000 * J),
        (3, "Kota Pare-Pare", 23_000 * J, 9_200 * J),
        (4, "Tator", 30_000 * J, None),
        (5, "Kep. Selayar", 27_000 * J, 27_000 * J),
        (6, "PALI", 26_000 * J, 26_000 * J),
        (7, "Muba", 55_000 * J, 22_000 * J),
        (8, "Lubuklinggau", 25_000 * J, 10_000 * J),
        (9, "Muratara", 24_000 * J, None),
    ])  # fmt: skip


@layout(
    say("53.01", "POLRI", DAY, unit="Polres Kupang", committed=4_000 * J, disbursed=1_600 * J),
    say("53.01", "POLRI", DAY, unit="Polresta Kupang Kota", committed=1_000 * J, disbursed=0),
    say("53.01", "TNI", DAY, unit="Kodim 1604/Kupang", committed=1_500 * J, disbursed=600 * J),
    say("53.01", "TNI", DAY, unit="Lantamal VII Kupang", committed=500 * J),
    say("53.01", "KPU", DAY, committed=30_000 * J, disbursed=30_000 * J),
)
def units_of_two_cities_and_the_navy() -> Workbook:
    return book([
        ("NPHD PEMERINTAH KABUPATEN KUPANG",),
        ("Posisi 31 Juli 2024",),
        ("No", "Instansi", "Satuan Kerja", "Nilai NPHD", "Pencairan"),
        (1, "KPU", "KPU Kabupaten Kupang", 30_000 * J, 30_000 * J),
        (2, "POLRI", "Polres Kupang", 4_000 * J, 1_600 * J),
        (3, "POLRI", "Polresta Kupang Kota", 1_000 * J, 0),
        (4, "TNI", "Kodim 1604/Kupang", 1_500 * J, 600 * J),
        (5, "TNI", "Lantamal VII Kupang", 500 * J, None),
    ])  # fmt: skip


@layout(
    say("53.07", "TNI", DAY, unit="Kodim 1603/Sikka", committed=1_200 * J, disbursed=1_200 * J),
    say("53.07", "TNI", DAY, unit="Lanal Maumere", committed=400 * J, disbursed=160 * J),
    say("53.07", "POLRI", DAY, committed=3_000 * J, disbursed=1_200 * J),
    say("53.07", "BAWASLU", DAY, committed=7_000 * J),
)
def naval_base_without_agency_column() -> Workbook:
    return book([
        ("HIBAH PENGAMANAN DAN PENGAWASAN PILKADA",),
        ("KABUPATEN SIKKA, PER 31 JULI 2024",),
        ("No", "Satuan Penerima", "Nilai NPHD", "Pencairan", "Sisa"),
        (1, "Kodim 1603/Sikka", 1_200 * J, 1_200 * J, 0),
        (2, "Lanal Maumere", 400 * J, 160 * J, 240 * J),
        (3, "Polres Sikka", 3_000 * J, 1_200 * J, 1_800 * J),
        (4, "Bawaslu Kab. Sikka", 7_000 * J, None, None),
    ])  # fmt: skip


@layout(
    say("64.71", "TNI", DAY, unit="TNI AD", committed=1_000 * J, disbursed=400 * J),
    say("64.71", "TNI", DAY, unit="TNI AL", committed=600 * J, disbursed=600 * J),
    say("64.71", "POLRI", DAY, committed=5_000 * J, disbursed=2_000 * J),
    say("64.71", "KPU", DAY, committed=50_000 * J, disbursed=20_000 * J),
)
def army_and_navy_named_by_force() -> Workbook:
    """Two grantees of one kind: neither may swallow the other."""
    return book([
        ("NPHD KOTA BALIKPAPAN PER 31 JULI 2024",),
        ("No", "Penerima Hibah", "Nilai NPHD", "Pencairan"),
        (1, "KPU", 50_000 * J, 20_000 * J),
        (2, "TNI AD", 1_000 * J, 400 * J),
        (3, "TNI AL", 600 * J, 600 * J),
        (4, "POLRI", 5_000 * J, 2_000 * J),
    ])  # fmt: skip


@layout(
    say("71.71", "KPU", DAY, committed=36_000 * J, disbursed=14_400 * J),
    say("71.71", "POLRI", DAY, unit="Polresta Manado", committed=6_000 * J, disbursed=6_000 * J),
    errors="agency-unknown agency-unit-differ",
)
def other_grantees_and_a_mismatch() -> Workbook:
    return book([
        ("HIBAH PILKADA KOTA MANADO POSISI 31 JULI 2024",),
        ("No", "Instansi", "Nama Satker", "Nilai NPHD", "Pencairan"),
        (1, "KPU", "KPU Kota Manado", 36_000 * J, 14_400 * J),
        (2, "Polri", "Polresta Manado", 6_000 * J, 6_000 * J),
        (3, "Satpol PP", "Satpol PP Kota Manado", 900 * J, 0),
        (4, "TNI", "Polres Minahasa", 700 * J, 0),
    ])  # fmt: skip


@layout(
    say("63.71", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("63.71", "BAWASLU", DAY, committed=10_000 * J, disbursed=4_000 * J),
    errors="conflicting-duplicate",
    must="repeated-row",
)
def a_row_twice_and_a_row_at_odds() -> Workbook:
    return book([
        ("HIBAH PILKADA KOTA BANJARMASIN POSISI 31 JULI 2024",),
        ("No", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "KPU", 33_000 * J, 13_200 * J),
        (2, "KPU", 33_000 * J, 13_200 * J),
        (3, "Bawaslu", 10_000 * J, 4_000 * J),
        (4, "Bawaslu", 12_000 * J, 4_000 * J),
    ])  # fmt: skip


@layout(
    say("33.71", "KPU", DAY, committed=18_000 * J, disbursed=7_200 * J),
    say("33.08", "KPU", DAY, committed=55_000 * J, disbursed=22_000 * J),
    say("35.73", "KPU", DAY, committed=30_000 * J),
    say("35.07", "KPU", DAY, committed=86_000 * J, disbursed=86_000 * J),
)
def kind_of_region_in_its_own_column() -> Workbook:
    return book([
        ("HIBAH KPU BEBERAPA DAERAH PER 31 JULI 2024",),
        ("No", "Kab/Kota", "Nama Daerah", "Nilai NPHD", "Pencairan"),
        (1, "Kota", "Magelang", 18_000 * J, 7_200 * J),
        (2, "Kab", "Magelang", 55_000 * J, 22_000 * J),
        (3, "Kota", "Malang", 30_000 * J, None),
        (4, "Kab", "Malang", 86_000 * J, 86_000 * J),
    ])  # fmt: skip


@layout(
    say("33.71", "KPU", DAY, committed=18_000 * J, disbursed=7_200 * J),
    say("33.08", "KPU", DAY, committed=55_000 * J, disbursed=22_000 * J),
    say("33.10", "KPU", DAY, committed=42_000 * J),
    say("33.74", "KPU", DAY, committed=60_000 * J, disbursed=60_000 * J),
)
def regencies_and_cities_under_headings() -> Workbook:
    """The heading says which of two like-named regions is meant."""
    return book([
        ("HIBAH KPU JAWA TENGAH PER 31 JULI 2024",),
        ("No", "Daerah", "Nilai NPHD", "Pencairan"),
        ("A", "KABUPATEN"),
        (1, "Klaten", 42_000 * J, None),
        (2, "Magelang", 55_000 * J, 22_000 * J),
        (None, "Jumlah Kabupaten", 97_000 * J, 22_000 * J),
        ("B", "KOTA"),
        (1, "Magelang", 18_000 * J, 7_200 * J),
        (2, "Semarang", 60_000 * J, 60_000 * J),
        (None, "Jumlah Kota", 78_000 * J, 67_200 * J),
        (None, "Total", 175_000 * J, 89_200 * J),
    ])  # fmt: skip


@layout(
    say("52.06", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("52.06", "BAWASLU", DAY, committed=11_000 * J, disbursed=11_000 * J),
    say("52.72", "KPU", DAY, committed=20_000 * J, disbursed=8_000 * J),
    say("52.72", "POLRI", DAY, committed=3_000 * J),
)
def cover_notes_and_a_data_sheet() -> Workbook:
    return tabs(
        Sampul=[(), (None, "LAPORAN HIBAH PILKADA"), (None, "PROVINSI NUSA TENGGARA BARAT"),
                (None, "Posisi 30 Juni 2024 dan sesudahnya"), (None, "BAKESBANGPOLDAGRI")],
        Data=[("DATA NPHD BIMA",), ("Posisi 31 Juli 2024",),
              ("No", "Pemda", "Penerima", "Nilai NPHD", "Realisasi"),
              (1, "Kab. Bima", "KPU", 33_000 * J, 13_200 * J),
              (2, "Kab. Bima", "Bawaslu", 11_000 * J, 11_000 * J),
              (3, "Kota Bima", "KPU", 20_000 * J, 8_000 * J),
              (4, "Kota Bima", "Polri", 3_000 * J, None)],
        Catatan=[("CATATAN RAPAT",), ("No", "Masalah", "Tindak Lanjut", "Kebutuhan Tambahan (Rp)",
                  "Target"),
                 (1, "KPU Kab. Bima minta tambahan", "dibahas TAPD", 2_500 * J, "15 Agustus 2024"),
                 (2, "Polres Bima Kota belum ajukan RKB", "surat", None, "10 Agustus 2024")],
    )  # fmt: skip
