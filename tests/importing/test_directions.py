"""A cash book: what an amount is, its row says; where one does not, the heading does for all."""

from datetime import date

import pytest

from nphd_tracker.importing.opening.grid import CellValue, Grid, Workbook
from nphd_tracker.importing.sheets import understand_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import Measure, Reading, ReadOptions

IN, OUT, BACK = Measure.DISBURSED, Measure.SPENT, Measure.RETURNED
DAYS = [date(2024, 1, 15), date(2024, 2, 10), date(2024, 3, 5), date(2025, 3, 1)]
SEN = [10**12, 3 * 10**11, 4 * 10**11, 5 * 10**10]


def read(heading: str, kinds: list[str], amount: str = "Jumlah (Rp)") -> Reading:
    rows: list[list[CellValue]] = [
        ["BUKU PEMBANTU DANA HIBAH PILKADA 2024 KPU KABUPATEN NGADA"],
        [],
        ["No", "Tanggal", heading, amount],
        *(
            [number, day, kind, sen // 100]
            for number, (day, kind, sen) in enumerate(zip(DAYS, kinds, SEN, strict=True), 1)
        ),
        [None, "JUMLAH", None, sum(SEN) // 100],
    ]
    grid = Grid("Buku", True, rows, (), frozenset(), frozenset(), {}, {})
    options = ReadOptions(today=date(2026, 1, 1))
    return understand_workbook(Workbook((grid,)), "b.xlsx", "0" * 64, options, load_vocabulary())


@pytest.mark.parametrize(
    ("heading", "kinds", "measures"),
    [
        ("Jenis", ["Penerimaan", "Pengeluaran", "Pengeluaran", "Pengembalian"], [IN, OUT, OUT, BACK]),
        ("Jenis Transaksi", ["Masuk", "Keluar", "KELUAR", "Setor"], [IN, OUT, OUT, BACK]),
        ("Keterangan", ["Pencairan", "Pencairan", "Pencairan", "Pengembalian Sisa"], [IN, IN, IN, BACK]),
        (
            "Uraian",
            ["Penerimaan hibah tahap I", "Belanja barang", "Belanja honor", "Pengembalian sisa dana"],
            [IN, OUT, OUT, BACK],
        ),
        # The grantor's words: a grant is spending to whoever pays it.
        ("Uraian", ["Belanja hibah tahap I", "Belanja Hibah II", "Belanja hibah", "Belanja hibah"], [IN] * 4),
        ("Uraian", ["Pembayaran tahap I", "Pembayaran II", "Pembayaran III", "Pembayaran IV"], [IN] * 4),
        # One row that says something else, and nobody knows what any of them is.
        ("Uraian", ["Penerimaan tahap I", "Belanja barang", "Honor PPK", "Pengembalian sisa"], [IN] * 4),
    ],
)  # fmt: skip
def test_rows_say_what_they_are(heading: str, kinds: list[str], measures: list[Measure]) -> None:
    reading = read(heading, kinds)
    figures = reading.sheets[0].figures
    assert [(f.measure, f.on, f.amount) for f in figures] == list(
        zip(measures, DAYS, SEN, strict=True)
    )
    codes = {p.code for p in reading.all_problems}
    assert ("measure-by-row" in codes) == (len(set(measures)) > 1)
    assert ("measure-assumed" in codes) == (len(set(measures)) == 1)
    assert "total-differs" not in codes
