"""Second round: what looks like a disbursement, a grantee or a unit of money, and is none."""

from openpyxl import Workbook

from layouts.making import J, book, layout, say, tabs

DAY = "2024-07-31"


@layout(
    say("33.01", "KPU", DAY, committed=65_000 * J),
    say("33.02", "KPU", DAY, committed=68_000 * J),
    say("33.03", "KPU", DAY, committed=35_000 * J),
    say("33.04", "KPU", DAY, committed=36_000 * J),
    say("33.05", "KPU", DAY, committed=50_000 * J),
    say("33.06", "KPU", DAY, committed=33_000 * J),
    must="unit-of-money",
)
def units_of_money_in_six_wordings() -> Workbook:
    def sheet(unit: str, place: str, amount: float) -> list[tuple[object, ...]]:
        return [
            ("NILAI NPHD KPU POSISI 31 JULI 2024",),
            (None, None, unit),
            ("No", "Kabupaten", "Nilai NPHD"),
            (1, place, amount),
        ]

    return tabs(
        a=sheet("(Rp. 000)", "Cilacap", 65_000_000),
        b=sheet("Satuan: Juta Rupiah", "Banyumas", 68_000),
        c=sheet("dlm. jutaan Rp", "Purbalingga", 35_000),
        d=sheet("(x Rp 1.000)", "Banjarnegara", 36_000_000),
        e=sheet("Rp Miliar", "Kebumen", 50),
        f=sheet("(Rp. 1.000.000,-)", "Purworejo", 33_000),
    )


@layout(
    say("16.04", "KPU", DAY, committed=45_000 * J, disbursed=18_000 * J),
    say("16.05", "KPU", DAY, committed=40_000 * J, disbursed=40_000 * J),
)
def planned_transfers_beside_real_ones() -> Workbook:
    return book([
        ("HIBAH KPU SUMSEL POSISI 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Rencana Pencairan Tahap I", "Realisasi Pencairan",
         "Rencana Pencairan Agustus 2024", "Target Pencairan"),
        (1, "Lahat", 45_000 * J, 20_000 * J, 18_000 * J, 27_000 * J, 45_000 * J),
        (2, "Musi Rawas", 40_000 * J, 16_000 * J, 40_000 * J, None, 40_000 * J),
    ])  # fmt: skip


@layout(
    say("16.07", "KPU", DAY, committed=55_000 * J),
    say("16.07", "BAWASLU", DAY, committed=17_000 * J),
)
def plans_only() -> Workbook:
    """A schedule of what is to be paid: nothing of it is paid."""
    return book([
        ("RENCANA PENCAIRAN HIBAH PILKADA KABUPATEN BANYUASIN",),
        ("Keadaan 31 Juli 2024",),
        ("No", "Penerima", "Nilai NPHD", "Rencana Pencairan", None, "Jumlah Rencana"),
        (None, None, None, "Agustus", "September", None),
        (1, "KPU", 55_000 * J, 30_000 * J, 25_000 * J, 55_000 * J),
        (2, "Bawaslu", 17_000 * J, None, 17_000 * J, 17_000 * J),
    ], merges="D3:E3 A3:A4 B3:B4 C3:C4 F3:F4")  # fmt: skip


@layout(
    say("18.02", "KPU", DAY, committed=60_000 * J, disbursed=60_000 * J),
    say("18.03", "KPU", DAY, committed=50_000 * J, disbursed=20_000 * J),
    may=[say("18.02", "KPU", DAY, disbursed=60_000 * J)],
)
def tranches_that_run_on() -> Workbook:
    return book([
        ("HIBAH KPU LAMPUNG POSISI 31 JULI 2024",),
        ("No", "Kabupaten", "Nilai NPHD", "Pencairan", None, "Sisa"),
        (None, None, None, "s.d. Tahap I", "s.d. Tahap II", None),
        (1, "Lampung Tengah", 60_000 * J, 24_000 * J, 60_000 * J, 0),
        (2, "Lampung Utara", 50_000 * J, 20_000 * J, 20_000 * J, 30_000 * J),
    ], merges="D2:E2 A2:A3 B2:B3 C2:C3 F2:F3")  # fmt: skip


@layout(
    say("76.02", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("76.02", "BAWASLU", DAY, committed=10_000 * J, disbursed=10_000 * J),
    say("76.03", "KPU", DAY, committed=24_000 * J),
    say("76.03", "BAWASLU", DAY, committed=8_000 * J, disbursed=0),
)
def percent_group_over_agencies() -> Workbook:
    pair = ("KPU", "Bawaslu")
    return book([
        ("HIBAH PILKADA SULBAR POSISI 31 JULI 2024",),
        ("No", "Kabupaten", "NPHD", None, "PENCAIRAN", None, "PERSENTASE", None, "PERINGKAT", None),
        (None, None, *pair, *pair, *pair, *pair),
        (1, "Mamuju", 30_000 * J, 10_000 * J, 12_000 * J, 10_000 * J, 40, 100, 1, 1),
        (2, "Mamasa", 24_000 * J, 8_000 * J, None, 0, None, 0, 2, 2),
    ], merges="C2:D2 E2:F2 G2:H2 I2:J2 A2:A3 B2:B3")  # fmt: skip


@layout(
    say("72.01", "KPU", DAY, committed=33_000 * J, disbursed=13_200 * J),
    say("72.01", "BAWASLU", DAY, committed=11_000 * J, disbursed=11_000 * J),
    errors="agencies-joined",
)
def two_agencies_in_one_row() -> Workbook:
    """One amount for the police and the forces together is neither's."""
    return book([
        ("HIBAH PILKADA KAB. BANGGAI POSISI 31 JULI 2024",),
        ("No", "Penerima Hibah", "Belum Realisasi", "Realisasi", "Nilai NPHD"),
        (1, "KPU", 19_800 * J, 13_200 * J, 33_000 * J),
        (2, "Bawaslu", 0, 11_000 * J, 11_000 * J),
        (3, "TNI/POLRI", 6_000 * J, 0, 6_000 * J),
    ])  # fmt: skip


@layout(
    say("72.03", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("72.03", "BAWASLU", DAY, committed=10_000 * J, disbursed=4_000 * J),
)
def two_agencies_in_one_column_group() -> Workbook:
    return book([
        ("HIBAH PILKADA SULTENG POSISI 31 JULI 2024",),
        ("No", "Kabupaten", "KPU", None, "BAWASLU", None, "KPU + BAWASLU", None),
        (None, None, "NPHD", "Cair", "NPHD", "Cair", "NPHD", "Cair"),
        (1, "Donggala", 30_000 * J, 12_000 * J, 10_000 * J, 4_000 * J, 40_000 * J, 16_000 * J),
    ], merges="C2:D2 E2:F2 G2:H2 A2:A3 B2:B3")  # fmt: skip


@layout(
    say("32.03", "KPU", DAY, committed=75_000 * J, disbursed=75_000 * J),
    say("32.03", "BAWASLU", DAY, committed=24_000 * J, disbursed=9_600 * J),
    say("32.04", "KPU", DAY, committed=95_000 * J, disbursed=38_000 * J),
)
def a_row_for_each_tranche_without_dates() -> Workbook:
    return book([
        ("HIBAH PILKADA JABAR POSISI 31 JULI 2024",),
        ("No", "Pemda", "Penerima", "Nilai NPHD", "Tahap", "Pencairan"),
        (1, "Kab. Cianjur", "KPU", 75_000 * J, "Tahap I", 30_000 * J),
        (None, None, None, None, "Tahap II", 45_000 * J),
        (2, "Kab. Cianjur", "Bawaslu", 24_000 * J, "Tahap I", 9_600 * J),
        (None, None, None, None, "Tahap II", None),
        (3, "Kab. Bandung", "KPU", 95_000 * J, "Tahap I", 38_000 * J),
        (None, None, None, None, "Tahap II", None),
        (None, "Jumlah", None, 194_000 * J, None, 122_600 * J),
    ], merges="A3:A4 B3:B4 C3:C4 D3:D4 A5:A6 B5:B6 C5:C6 D5:D6 A7:A8 B7:B8 C7:C8 D7:D8")  # fmt: skip


@layout(
    say("32.06", "KPU", DAY, committed=60_000 * J),
    say("32.06", "BAWASLU", DAY, committed=18_000 * J),
    say("32.06", "KPU", "2024-01-15", disbursed=24_000 * J),
    say("32.06", "KPU", "2024-06-20", disbursed=60_000 * J),
    say("32.06", "BAWASLU", "2024-01-16", disbursed=7_200 * J),
    may=[
        say("32.06", "KPU", DAY, disbursed=60_000 * J),
        say("32.06", "BAWASLU", DAY, disbursed=7_200 * J),
        say("32.06", "KPU", "2024-01-15", committed=60_000 * J),
        say("32.06", "KPU", "2024-06-20", committed=60_000 * J),
        say("32.06", "BAWASLU", "2024-01-16", committed=18_000 * J),
    ],
)
def register_with_the_value_on_each_row() -> Workbook:
    return book([
        ("KARTU KENDALI PENCAIRAN HIBAH KAB. TASIKMALAYA",),
        ("Posisi 31 Juli 2024",),
        ("No", "Penerima", "Nilai NPHD", "Tgl Transfer", "Tahap", "Jumlah Transfer", "Sisa NPHD"),
        (1, "KPU", 60_000 * J, "15/01/2024", "I", 24_000 * J, 36_000 * J),
        (2, "KPU", 60_000 * J, "20/06/2024", "II", 36_000 * J, 0),
        (3, "Bawaslu", 18_000 * J, "16/01/2024", "I", 7_200 * J, 10_800 * J),
    ])  # fmt: skip
