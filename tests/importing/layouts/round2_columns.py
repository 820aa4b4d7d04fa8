"""Second round: columns of plans, years, percentages and two sides, beside the figures that count."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say

DAY = "2024-07-31"


@layout(
    say("74.08", "KPU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("74.11", "KPU", DAY, committed=22_000 * J, disbursed=22_000 * J),
)
def years_accounts_and_populations_beside_money() -> Workbook:
    return book([
        ("HIBAH KPU SULTRA POSISI 31 JULI 2024",),
        ("No", "Kabupaten", "Tahun", "Jumlah Kecamatan", "Jumlah Pemilih", "No. Rekening Hibah",
         "Nilai NPHD", "Pencairan", "Jumlah Hari"),
        (1, "Kolaka Utara", 2024, 15, 98_765, 12010001233301, 24_000 * J, 9_600 * J, 120),
        (2, "Kolaka Timur", 2024, 12, 87_654, 12010001233456, 22_000 * J, 22_000 * J, 90),
    ])  # fmt: skip


@layout(
    say("61.03", "KPU", DAY, committed=44_000 * J, disbursed=17_600 * J, spent=5_000 * J),
    say("61.03", "BAWASLU", DAY, committed=14_000 * J, disbursed=5_600 * J, spent=1_000 * J),
)
def realisasi_under_two_groups() -> Workbook:
    """The group says whose realisation it is: the grantor's payments or the grantee's spending."""
    return book([
        ("HIBAH PILKADA KAB. SANGGAU POSISI 31 JULI 2024",),
        ("No", "Penerima", "PEMDA", None, None, "PENERIMA HIBAH", None, None),
        (None, None, "Nilai NPHD", "Realisasi Transfer", "Sisa", "Dana Diterima",
         "Realisasi Belanja", "Sisa Kas"),
        (1, "KPU", 44_000 * J, 17_600 * J, 26_400 * J, 17_600 * J, 5_000 * J, 12_600 * J),
        (2, "Bawaslu", 14_000 * J, 5_600 * J, 8_400 * J, 5_600 * J, 1_000 * J, 4_600 * J),
    ], merges="C2:E2 F2:H2 A2:A3 B2:B3")  # fmt: skip


@layout(
    say("52.07", "KPU", DAY, committed=21_000 * J, disbursed=8_400 * J),
    say("52.08", "KPU", DAY, committed=23_000 * J, disbursed=23_000 * J),
)
def total_row_named_after_the_province() -> Workbook:
    return book([
        ("HIBAH KPU KABUPATEN POSISI 31 JULI 2024",),
        ("No", "Daerah", "Nilai NPHD", "Pencairan"),
        (1, "Sumbawa Barat", 21_000 * J, 8_400 * J),
        (2, "Lombok Utara", 23_000 * J, 23_000 * J),
        (None, "NUSA TENGGARA BARAT", 44_000 * J, 31_400 * J),
    ])  # fmt: skip


@layout(
    say("16.03", "KPU", DAY, committed=50_000 * J, disbursed=20_000 * J),
    say("16.03", "BAWASLU", DAY, committed=16_000 * J),
)
def plan_stands_before_what_was_paid() -> Workbook:
    return book([
        ("HIBAH PILKADA KAB. MUARA ENIM POSISI 31 JULI 2024",),
        ("No", "Penerima", "Nilai NPHD", "Rencana Pencairan", "Realisasi Pencairan", "Ket."),
        (1, "KPU", 50_000 * J, 50_000 * J, 20_000 * J, None),
        (2, "Bawaslu", 16_000 * J, 16_000 * J, None, None),
    ])  # fmt: skip


@layout(
    say("35.10", "KPU", DAY, committed=70_000 * J, disbursed=70_000 * J),
    say("35.10", "BAWASLU", DAY, committed=22_000 * J, disbursed=8_800 * J),
)
def bare_years_under_a_group() -> Workbook:
    return book([
        ("HIBAH PILKADA KAB. BANYUWANGI",),
        ("Posisi 31 Juli 2024",),
        ("No", "Penerima", "Nilai NPHD", "Pencairan", None, None, "Belum Cair"),
        (None, None, None, 2023, 2024, "Jml", None),
        (1, "KPU", 70_000 * J, 28_000 * J, 42_000 * J, 70_000 * J, 0),
        (2, "Bawaslu", 22_000 * J, None, 8_800 * J, 8_800 * J, 13_200 * J),
    ], merges="D3:F3 A3:A4 B3:B4 C3:C4 G3:G4")  # fmt: skip


@layout(
    say("35.11", "KPU", DAY, committed=40_000 * J, disbursed=16_000 * J),
    say("35.12", "KPU", DAY, committed=36_000 * J, disbursed=36_000 * J),
    must="unit-of-money",
)
def date_and_unit_on_the_line_over_the_header() -> Workbook:
    return book([
        ("HIBAH KPU JAWA TIMUR",),
        ("Posisi 31 Juli 2024", None, None, "dalam juta Rp"),
        ("No.", "Kabupaten", "Nilai NPHD", "Pencairan"),
        (1, "Bondowoso", 40000, 16000),
        (2, "Situbondo", 36000, 36000),
    ])  # fmt: skip


@layout(
    say("35.14", "KPU", DAY, committed=60_000 * J, disbursed=24_000 * J),
    say("35.14", "BAWASLU", DAY, committed=20_000 * J),
)
def schedule_of_the_agreement_beside_what_was_paid() -> Workbook:
    """What the agreement says is to be paid in each tranche has not been paid by saying so."""
    return book([
        ("HIBAH PILKADA KAB. PASURUAN POSISI 31 JULI 2024",),
        ("No", "Penerima", "Nilai NPHD", "Jadwal Pencairan sesuai NPHD", None, "Realisasi"),
        (None, None, None, "Tahap I (40%)", "Tahap II (60%)", None),
        (1, "KPU", 60_000 * J, 24_000 * J, 36_000 * J, 24_000 * J),
        (2, "Bawaslu", 20_000 * J, 8_000 * J, 12_000 * J, None),
    ], merges="D2:E2 A2:A3 B2:B3 C2:C3 F2:F3")  # fmt: skip


@layout(
    say("35.15", "KPU", DAY, committed=70_000 * J, disbursed=28_000 * J),
    say("35.15", "BAWASLU", DAY, committed=24_000 * J, disbursed=24_000 * J),
)
def attainment_as_bare_numbers() -> Workbook:
    return book([
        ("HIBAH PILKADA KAB. SIDOARJO POSISI 31 JULI 2024",),
        ("No", "Penerima", "Nilai NPHD", "Pencairan", "Capaian"),
        (1, "KPU", 70_000 * J, 28_000 * J, 40),
        (2, "Bawaslu", 24_000 * J, 24_000 * J, 100),
    ])  # fmt: skip


@layout(
    say("35.16", "KPU", DAY, committed=44_000 * J, disbursed=17_600 * J),
    say("35.76", "KPU", DAY, committed=19_000 * J, disbursed=19_000 * J),
)
def absorption_as_fractions() -> Workbook:
    return book([
        ("HIBAH KPU MOJOKERTO POSISI 31 JULI 2024",),
        ("No", "Pemda", "Nilai NPHD", "Realisasi Pencairan", "Serapan"),
        (1, "Kab. Mojokerto", 44_000 * J, 17_600 * J, 0.4),
        (2, "Kota Mojokerto", 19_000 * J, 19_000 * J, 1),
    ])  # fmt: skip


@layout(
    say("35.19", "KPU", DAY, committed=40_000 * J, disbursed=16_000 * J),
    say("35.77", "KPU", DAY, committed=18_000 * J),
)
def value_of_two_elections_by_year() -> Workbook:
    """The value of the last election is no part of this one's."""
    return book([
        ("PERBANDINGAN NPHD KPU PILKADA SERENTAK, POSISI 31 JULI 2024",),
        ("No", "Pemda", "NPHD Tahun 2018", "NPHD Tahun 2024", "Naik/Turun", "Pencairan"),
        (1, "Kab. Madiun", 27_000 * J, 40_000 * J, 13_000 * J, 16_000 * J),
        (2, "Kota Madiun", 12_000 * J, 18_000 * J, 6_000 * J, None),
    ])  # fmt: skip


@layout(
    say("12.06", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("12.13", "KPU", DAY, committed=36_000 * J, disbursed=36_000 * J),
)
def total_called_jlh_in_the_first_column() -> Workbook:
    return book([
        ("HIBAH KPU SUMUT POSISI 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan"),
        (1, "Karo", 33_000 * J, 13_200 * J),
        (2, "Mandailing Natal", 36_000 * J, 36_000 * J),
        ("Jlh", None, 69_000 * J, 49_200 * J),
    ])  # fmt: skip


@layout(
    say("12.07", "KPU", "2025-02-20", returned=4_000 * J, interest=35_000_000),
    say("12.07", "BAWASLU", "2025-03-03", returned=900 * J),
    say("12.07", "BAWASLU", "2025-03-10", interest=12_500_250),
)
def returns_with_principal_and_interest() -> Workbook:
    return book([
        ("DAFTAR PENYETORAN SISA HIBAH PILKADA KE RKUD KAB. DELI SERDANG",),
        ("Tgl. STS", "No. STS", "Penyetor", "Sisa Dana Hibah", "Jasa Giro", "Jumlah"),
        ("20-02-2025", "11", "KPU", 4_000 * J, 35_000_000, 4_035 * J),
        ("03-03-2025", "14", "Bawaslu", 900 * J, None, 900 * J),
        ("10-03-2025", "15", "Bawaslu", None, 12_500_250, 12_500_250),
    ])  # fmt: skip


@layout(
    say("18.08", "KPU", "2023-12-18", disbursed=10_000 * J),
    say("18.08", "KPU", "2024-06-10", disbursed=25_000 * J),
)
def running_total_before_the_amount_of_each_transfer() -> Workbook:
    return book([
        ("REGISTER TRANSFER HIBAH KPU KAB. WAY KANAN",),
        ("No", "Tanggal", "No. SP2D", "Akumulasi Pencairan", "Nilai SP2D"),
        (1, "18/12/2023", "88/LS", 10_000 * J, 10_000 * J),
        (2, "10/06/2024", "41/LS", 25_000 * J, 15_000 * J),
    ])  # fmt: skip


@layout(
    say("18.13", "KPU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("18.13", "BAWASLU", DAY, committed=8_000 * J, disbursed=3_200 * J),
)
def transfers_according_to_both_sides() -> Workbook:
    """The two sides agree here; neither may be taken for spending or for a second transfer."""
    return book([
        ("REKONSILIASI HIBAH KAB. PESISIR BARAT POSISI 31 JULI 2024",),
        ("No", "Penerima", "Nilai NPHD", "Realisasi menurut Pemda", "Realisasi menurut Penerima",
         "Selisih"),
        (1, "KPU", 24_000 * J, 9_600 * J, 9_600 * J, 0),
        (2, "Bawaslu", 8_000 * J, 3_200 * J, 3_200 * J, 0),
    ])  # fmt: skip


@layout(
    say("18.06", "KPU", DAY, committed=36_000 * J, disbursed=14_400 * J),
    say("18.06", "BAWASLU", DAY, committed=12_000 * J, disbursed=12_000 * J),
)
def value_by_budget_year_without_its_sum() -> Workbook:
    return book([
        ("HIBAH PILKADA KAB. TANGGAMUS POSISI 31 JULI 2024",),
        ("No", "Penerima", "NPHD TA 2023", "NPHD TA 2024", "Pencairan", "Sisa"),
        (1, "KPU", 14_400 * J, 21_600 * J, 14_400 * J, 21_600 * J),
        (2, "Bawaslu", 4_800 * J, 7_200 * J, 12_000 * J, 0),
    ])  # fmt: skip
