"""Registers of dated transfers and returns; an amount on a day, not a running total."""

from datetime import date

from openpyxl import Workbook

from layouts.making import J, book, layout, say


@layout(
    say("33.27", "KPU", "2023-12-14", disbursed=18_000 * J),
    say("33.27", "KPU", "2024-06-05", disbursed=45_000 * J),
    say("33.27", "BAWASLU", "2023-12-18", disbursed=6_000 * J),
    say("33.03", "KPU", "2023-12-20", disbursed=14_000 * J),
)
def transfers_with_sp2d_numbers() -> Workbook:
    return book([
        ("REGISTER SP2D BELANJA HIBAH PILKADA",),
        ("Tahun Anggaran 2023 - 2024",),
        ("No", "Tgl SP2D", "Nomor SP2D", "Pemda", "Penerima", "Uraian", "Nilai SP2D (Rp)"),
        (1, date(2023, 12, 14), "00412/SP2D/2023", "Kab. Pemalang", "KPU", "Tahap I 40%",
         18_000 * J),
        (2, date(2023, 12, 18), "00419/SP2D/2023", "Kab. Pemalang", "Bawaslu", "Tahap I 40%",
         6_000 * J),
        (3, date(2023, 12, 20), "01001/SP2D/2023", "Kab. Purbalingga", "KPU", "Tahap I",
         14_000 * J),
        (4, date(2024, 6, 5), "00117/SP2D/2024", "Kab. Pemalang", "KPU", "Tahap II 60%",
         27_000 * J),
        ("JUMLAH", None, None, None, None, None, 65_000 * J),
    ])  # fmt: skip


@layout(
    say("81.06", "KPU", "2025-03-12", returned=1_250_450_000),
    say("81.06", "KPU", "2025-04-02", returned=1_300_450_000),
    say("81.06", "BAWASLU", "2025-03-20", returned=412_000_500),
)
def returns_register() -> Workbook:
    return book([
        ("REGISTER PENGEMBALIAN SISA DANA HIBAH PILKADA 2024",),
        ("KABUPATEN SERAM BAGIAN BARAT",),
        ("No", "Tanggal Setor", "No. STS", "Penyetor", "Jumlah Setoran (Rp)", "Keterangan"),
        (1, "12 Maret 2025", "STS-021", "KPU Kab. Seram Bagian Barat", "1.250.450.000", None),
        (2, "20 Maret 2025", "STS-025", "Bawaslu Kab. Seram Bagian Barat", "412.000.500", None),
        (3, "2 April 2025", "STS-031", "KPU Kab. Seram Bagian Barat", "50.000.000", "susulan"),
    ])  # fmt: skip


@layout(
    say("36.01", "KPU", "2023-12-05", disbursed=20_000 * J),
    say("36.01", "KPU", "2024-07-08", disbursed=50_000 * J),
    say("36.01", "BAWASLU", "2023-12-07", disbursed=7_500 * J),
    say("36.01", "POLRI", "2024-07-15", disbursed=4_000 * J),
)
def transfers_under_agency_headings() -> Workbook:
    return book([
        ("RINCIAN PENCAIRAN DANA HIBAH PILKADA KABUPATEN PANDEGLANG",),
        ("Tanggal", "No. SP2D", "Uraian", "Jumlah Pencairan"),
        ("KPU",),
        ("05 Des 2023", "2891/LS", "Tahap 1", "Rp 20.000.000.000,00"),
        ("08 Jul 2024", "1120/LS", "Tahap 2", "Rp 30.000.000.000,00"),
        (None, None, "Sub Jumlah", "Rp 50.000.000.000,00"),
        ("BAWASLU",),
        ("07 Des 2023", "2899/LS", "Tahap 1", "Rp 7.500.000.000,00"),
        (None, None, "Sub Jumlah", "Rp 7.500.000.000,00"),
        ("POLRES",),
        ("15 Jul 2024", "1201/LS", "Sekaligus", "Rp 4.000.000.000,00"),
        (None, None, "Jumlah Seluruhnya", "Rp 61.500.000.000,00"),
    ])  # fmt: skip


@layout(
    say("73.12", "KPU", "2024-01-10", disbursed=10_000 * J),
    say("73.12", "KPU", "2024-06-11", disbursed=25_000 * J),
    say("73.12", "BAWASLU", "2024-01-10", disbursed=4_000 * J),
    say("73.12", "KPU", "2025-03-05", returned=900 * J),
)
def transfers_and_returns_on_two_sheets() -> Workbook:
    made = book([
        ("PENYALURAN HIBAH PILKADA KAB. SOPPENG",),
        ("Tanggal Transfer", "Penerima", "Bank/No Rekening", "Jumlah Transfer"),
        (date(2024, 1, 10), "KPU", "BRI 0012 01 000123 30 1", 10_000 * J),
        (date(2024, 1, 10), "Bawaslu", "BRI 0012 01 000456 30 9", 4_000 * J),
        (date(2024, 6, 11), "KPU", "BRI 0012 01 000123 30 1", 15_000 * J),
    ], "Penyaluran")  # fmt: skip
    sheet = made.create_sheet("Pengembalian")
    sheet.append(["PENGEMBALIAN KE RKUD KAB. SOPPENG"])
    sheet.append(["Tanggal", "Penerima", "No. Bukti", "Jumlah"])
    sheet.append([date(2025, 3, 5), "KPU", "B-77", 900 * J])
    return made
