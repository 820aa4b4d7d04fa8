"""Habits of typing: percentages three ways, notes under money, a range swollen by formatting."""

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from layouts.making import J, book, layout, say

DAY = "2024-08-15"


@layout(
    say("14.01", "KPU", DAY, committed=50_000 * J, disbursed=20_000 * J),
    say("14.72", "KPU", DAY, committed=30_000 * J, disbursed=12_000 * J),
    say("14.72", "BAWASLU", DAY, committed=10_000 * J, disbursed=4_000 * J),
    absent="typed-percent-differs",
)
def percent_three_ways() -> Workbook:
    return book([
        ("RIAU - HIBAH PILKADA (POSISI: 15 AGUSTUS 2024)",),
        ("No", "Kabupaten / Kota", "Penerima", "NPHD (Rp)", "Pencairan (Rp)", "% Cair"),
        (1, "Kampar", "KPU", 50_000 * J, 20_000 * J, 0.4),
        (2, "Dumai", "KPU", 30_000 * J, 12_000 * J, 40),
        (3, "Dumai", "Bawaslu", 10_000 * J, 4_000 * J, "40 %"),
    ])  # fmt: skip


@layout(
    say("81.04", "KPU", DAY, committed=27_000 * J, disbursed=10_800 * J),
    say("81.71", "KPU", DAY, committed=33_000 * J, disbursed=33_000 * J),
)
def swollen_range_and_notes_under_money() -> Workbook:
    made = book([
        (),
        (None, "DATA HIBAH KPU"),
        (None, "Tanggal 15 Agustus 2024"),
        (),
        (None, "No", "Pemda", "Nilai NPHD", "Penyaluran"),
        (None, "a", "b", "c", "d"),
        (None, 1, "Kab. Buru", 27_000 * J, 10_800 * J),
        (None, 2, "Kota Ambon", 33_000 * J, 33_000 * J),
        (None, None, "Jumlah", 60_000 * J, 43_800 * J),
        (),
        (None, None, None, "Ket: dana Rp 27 M", None),
        (None, None, None, "Termasuk sharing provinsi", 5_000 * J),
        (None, None, None, None, "Ambon, 16 Agustus 2024"),
        (None, None, None, None, "Kabid Anggaran"),
        (None, None, None, None, "19700101 199503 1 002"),
    ])  # fmt: skip
    fill = PatternFill("solid", fgColor="FFFFEE")
    for row in (200, 1500):
        for column in (1, 60):
            made["Sheet1"].cell(row, column).fill = fill
    return made


@layout(
    say("72.02", "KPU", DAY, committed=29_750 * J, disbursed=11_900 * J),
    say("72.06", "KPU", DAY, committed=25_000 * J, disbursed=0),
    say("72.10", "KPU", DAY, committed=28_500 * J, disbursed=28_500 * J),
    must="nil-read-as-zero",
)
def number_words_in_cells() -> Workbook:
    return book([
        ("NPHD KPU di Sulawesi Tengah",),
        ("Data per tanggal 15 Agustus 2024",),
        ("Nama Kabupaten", "Nilai Perjanjian Hibah", "Yang Telah Cair", "Keterangan"),
        ("Poso", "29,75 M", "11,9 Miliar", "tahap I"),
        ("Morowali", "25 miliar", "NIHIL", "belum ada"),
        ("Sigi", "Rp28.500 juta", "Rp28.500 juta", None),
    ])  # fmt: skip


@layout(
    say("63.03", "KPU", DAY, committed=45_000 * J),
    say("63.72", "KPU", DAY, committed=28_000 * J, disbursed=28_000 * J),
    absent="dash-read-as-zero nil-read-as-zero",
)
def empty_and_blank_are_no_report() -> Workbook:
    return book([
        ("HIBAH PILKADA KALSEL per 15 Agustus 2024",),
        ("No", "Pemda", "Penerima", "Nilai", "Pencairan", "Belanja"),
        (1, "Kab. Banjar", "KPU", 45_000 * J, "  ", None),
        (2, "Kota Banjarbaru", "KPU", 28_000 * J, 28_000 * J, ""),
        (3, "Kab. Tapin", "KPU", None, None, None),
    ])  # fmt: skip


@layout(
    say("53.71", "KPU", DAY, committed=35_000 * J, disbursed=14_000 * J),
    say("53.05", "BAWASLU", DAY, committed=9_500 * J, disbursed=9_500 * J),
    errors="region-ambiguous not-a-number",
)
def good_rows_beside_bad_ones() -> Workbook:
    return book([
        ("NPHD NTT POSISI 15 AGUSTUS 2024",),
        ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "Kota Kupang", "KPU", 35_000 * J, 14_000 * J),
        (2, "Kupang", "Bawaslu", 9_000 * J, 9_000 * J),
        (3, "Kab. Alor", "KPU", "dua puluh miliar", 8_000 * J),
        (4, "Kab. Alor", "Bawaslu", 9_500 * J, 9_500 * J),
    ])  # fmt: skip


@layout(
    say("82.71", "KPU", DAY, committed=26_000 * J, disbursed=10_400 * J),
    say("82.72", "KPU", DAY, committed=24_000 * J, disbursed=24_000 * J),
    say("82.72", "POLRI", DAY, committed=3_000 * J, disbursed=1_000 * J),
    must="total-differs",
)
def total_typed_wrong() -> Workbook:
    return book([
        ("Maluku Utara, posisi per 15 Agustus 2024",),
        ("No", "Pemda", "Penerima", "Nilai NPHD", "Pencairan"),
        (1, "Kota Ternate", "KPU", 26_000 * J, 10_400 * J),
        (2, "Kota Tidore Kepulauan", "KPU", 24_000 * J, 24_000 * J),
        (3, "Kota Tidore Kepulauan", "Polri", 3_000 * J, 1_000 * J),
        ("Total", None, None, 53_000 * J, 35_500 * J),
    ])  # fmt: skip
