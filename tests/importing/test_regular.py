"""Rows read by columns say what the same rows say one by one, whatever stands among them."""

import random
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nphd_tracker.blocks import Block, Joined
from nphd_tracker.importing import regular
from nphd_tracker.importing.opening.grid import CellValue, Grid, Workbook
from nphd_tracker.importing.sheets import read_workbook, understand_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import Answers, Measure, Reading, ReadOptions, Source
from tests.bench.sheets import MEASURES, write_list

BOOK = load_vocabulary()
HEADINGS = [
    "No", "Kode Wilayah", "Provinsi", "Pemberi Hibah", "Penerima Hibah", "Satuan Kerja",
    "Posisi Tanggal", "Nilai NPHD (Rp)", "Pencairan (Rp)", "% Pencairan", "Belanja (Rp)",
    "Sisa Disetor (Rp)", "Sisa Dana (Rp)", "Keterangan",
]  # fmt: skip
VALUE, PAID, RATE, SPENT, BACK, REST = 7, 8, 9, 10, 11, 12
REGIONS = [BOOK.regions.get(code) for code in ("53.07", "53.71", "15.04", "73.04", "11.01")]
DIRT: dict[int, tuple[CellValue, ...]] = {
    0: (None, "contoh", "Catatan: sementara", True, 3.5),
    1: (None, "53.1", 53.1, 5371, "99.99", 0, "53.07"),
    2: (None, "Nusa Tenggara Timur", "Atlantis"),
    3: (
        None, "Kab. Ngada", "Kupang", "KPU Kab. Ngada", "Kab. Ngada KPU", "J U M L A H", "Ngadaa",
        "Rata-rata", date(2024, 1, 1),
    ),
    4: (None, "KPU", "TNI/Polri", "Subtotal", "Kab. Ngada", "Kominfo", "KPU Kab. Ngada"),
    5: (None, "Polres Ngada", "Kodim 1604/Kupang", "KPU Kota Kupang"),
    6: (None, "1 Agustus 2024", date(2099, 1, 1), date(2011, 1, 1), 45505, "kemarin", "13 Mei", True),
    VALUE: (None, 0, "Rp 1.000.000.000", -5, 0.001, 12345.67, 3 * 10**13, True, "nihil", "-", 1e300),
    PAID: (
        None, 0, 10**15, "500 juta", 7.25, float("nan"), "belum lapor", 10**9, "belum cair",
        "proses", "100%",
    ),
    RATE: (None, 64.03, 0.4, "40 %", 40, "banyak", 1e-20, 100),
    SPENT: (None, 10**14, 5.5, "abc"),
    BACK: (None, 0, 1, "1.000"),
    REST: (None, -4, 17, "0", 2.5),
    13: (None, "lengkap", "Persentase", "Jumlah", 7),
}  # fmt: skip


def clean_row(number: int, source: random.Random) -> list[CellValue]:
    region = REGIONS[number % len(REGIONS)]
    assert region is not None
    agency = ("KPU", "Bawaslu", "TNI", "Polri")[number // 5 % 4]
    value = source.randrange(1, 90) * 1_000_000_000
    paid = value * source.randrange(0, 101) // 100
    spent = paid * source.randrange(0, 101) // 100
    shown = source.choice(
        [round(paid * 100 / value, 2), paid / value, float(f"{paid / value:.15g}")]
    )
    rest = source.choice([value - paid, paid - spent, value - spent, None])
    province = BOOK.regions.get(region.province)
    assert province is not None
    return [
        number + 1, region.code, province.name, region.name, agency, None,
        date(2024, 1 + number // 20 % 6, 1), value, paid, shown, spent, 0, rest, "lengkap",
    ]  # fmt: skip


@st.composite
def sheets(draw: st.DrawFn) -> Grid:
    """A list of three screens, some of its cells and rows not as they should be."""
    source = random.Random(draw(st.integers(0, 10**6)))
    rows = [clean_row(number, source) for number in range(draw(st.integers(1, 60)))]
    if draw(st.booleans()):  # else the region stands once over its agencies
        rows.sort(key=lambda row: str(row[1]))
    for _ in range(draw(st.integers(0, 8))):
        row, column = source.randrange(len(rows)), source.choice(list(DIRT))
        rows[row][column] = source.choice(DIRT[column])
    total = sum(value for row in rows if type(value := row[VALUE]) is int)
    odd: list[list[CellValue]] = [
        [], [None, None, None, "JUMLAH", None, None, None, total],
        ["PROVINSI NUSA TENGGARA TIMUR"], ["Kabupaten"], ["TNI"], list(source.choice(rows)),
        ["Mengetahui,"], list(HEADINGS), [None, None, None, None, None, None, None, 17, 4],
        [None, "53.07", None, "Kabupaten Ngada"],
    ]  # fmt: skip
    for _ in range(draw(st.integers(0, 4))):
        rows.insert(source.randrange(len(rows) + 1), list(source.choice(odd)))
    kept = [c for c in range(14) if c in (3, 4, VALUE, PAID) or source.random() < 0.8]
    lines: list[list[CellValue]] = [
        ["DAFTAR NPHD PILKADA 2024"],
        ["Posisi : 1 Agustus 2024"][: draw(st.integers(0, 1))],
    ]
    lines += [[line[c] for c in kept if c < len(line)] for line in [list(HEADINGS), *rows]]
    for line in lines:
        while line and line[-1] is None:
            line.pop()
    bottom = len(lines) - 1
    merges, hidden, formulas, errors = [], set(), {}, {}
    for mark in draw(
        st.lists(st.sampled_from(["merge", "hidden", "formula", "error"]), max_size=3)
    ):
        row, column = (
            source.randrange(3, bottom + 1) if bottom > 3 else 3,
            source.randrange(len(kept)),
        )
        if mark == "merge" and row < bottom:
            merges.append((row, column, row + 1, column))
        elif mark == "hidden":
            hidden.add(row)
        elif column < len(lines[min(row, bottom)]):
            lines[row][column] = None
            (formulas if mark == "formula" else errors)[row, column] = (
                "=1+2" if mark == "formula" else "#REF!"
            )
    return Grid(
        "Daftar", True, lines, tuple(merges), frozenset(hidden), frozenset(), formulas, errors
    )


def understand(grid: Grid, shortest: int, answers: Answers | None = None) -> Reading:
    options = ReadOptions(today=date(2025, 6, 1), answers={"Daftar": answers} if answers else {})
    with (
        patch.object(regular, "SHORTEST_TABLE", shortest),
        patch.object(regular, "SHORTEST_STRETCH", 1),
    ):
        return understand_workbook(Workbook((grid,)), "daftar.xlsx", "0" * 64, options, BOOK)


def blocks_of(reading: Reading) -> list[Block]:
    found = [s.figures.parts for s in reading.sheets if isinstance(s.figures, Joined)]
    return [part for parts in found for part in parts if isinstance(part, Block)]


@given(sheets(), st.sampled_from([None, Answers(left_out=frozenset({5, 9})), Answers(unit=1000)]))
@settings(deadline=None, max_examples=400)
def test_by_columns_and_by_rows_a_sheet_says_the_same(grid: Grid, answers: Answers | None) -> None:
    by_rows, by_columns = (understand(grid, shortest, answers) for shortest in (10**9, 1))
    assert not blocks_of(by_rows)
    for one, other in zip(by_rows.sheets, by_columns.sheets, strict=True):
        assert list(one.figures) == list(other.figures)
        for name in one.__dataclass_fields__.keys() - {"figures"}:
            assert getattr(one, name) == getattr(other, name), name
    assert by_rows.problems == by_columns.problems


def test_a_clean_list_is_one_block_and_an_odd_row_parts_it() -> None:
    source = random.Random(7)
    rows = [clean_row(number, source) for number in range(80)]
    lines = [["DAFTAR NPHD PILKADA 2024"], list(HEADINGS), *rows]
    grid = Grid("Daftar", True, lines, (), frozenset(), frozenset(), {}, {})
    assert [len(block) for block in blocks_of(understand(grid, 1))] == [80 * 4]
    rows[30][SPENT] = "abc"
    grid = Grid("Daftar", True, lines, (), frozenset(), frozenset(), {}, {})
    assert [len(block.rows) for block in blocks_of(understand(grid, 1))] == [30, 49]


def test_a_column_of_another_party_is_not_taken_for_the_rows() -> None:
    source = random.Random(7)
    rows = [clean_row(number, source) for number in range(40)]
    lines = [["DAFTAR NPHD"], [*HEADINGS], *rows]
    grid = Grid("Daftar", True, lines, (), frozenset(), frozenset(), {}, {})
    answers = Answers(columns={"K": "spent.grantee"})
    by_rows, by_columns = (understand(grid, shortest, answers) for shortest in (10**9, 1))
    assert Source.GRANTEE in {figure.source for figure in by_rows.sheets[0].figures}
    assert list(by_rows.sheets[0].figures) == list(by_columns.sheets[0].figures)


def test_the_list_that_is_measured_is_read_by_columns_whole(tmp_path: Path) -> None:
    """What `make bench` times: four figures a row, nothing to say about them, all in one block."""
    write_list(tmp_path / "list.xlsx", 400)
    options = ReadOptions(today=date(2026, 6, 1))
    reading = read_workbook(tmp_path / "list.xlsx", "list.xlsx", options, BOOK)
    (block,) = blocks_of(reading)
    assert [one.measure for one in block.stated] == [Measure(name) for name in MEASURES.values()]
    assert len(block.rows) == 400
    assert len(reading.sheets[0].figures) == 400 * 4
    assert not reading.sheets[0].problems


@pytest.mark.parametrize("heading", ["Sisa Disetor", "Sisa Disetor (Rp)"])
def test_small_amounts_at_the_top_of_a_long_list_are_amounts(heading: str) -> None:
    """The first screens return some rupiah or none, the rows below millions: no percentages."""
    source = random.Random(7)
    rows = [clean_row(number, source) for number in range(120)]
    for number, row in enumerate(rows):
        row[BACK] = number % 40 if number < 70 or "Rp" in heading else 5_000_000
        row[REST] = None
    named = [heading if c == BACK else text for c, text in enumerate(HEADINGS)]
    lines = [["DAFTAR NPHD PILKADA 2024"], named, *rows]
    grid = Grid("Daftar", True, lines, (), frozenset(), frozenset(), {}, {})
    figures = understand(grid, 10**9).sheets[0].figures
    returned = [one.amount for one in figures if one.measure is Measure.RETURNED]
    assert returned == [row[BACK] * 100 for row in rows]  # type: ignore[operator]


def test_a_block_reads_like_its_figures() -> None:
    source = random.Random(7)
    rows = [clean_row(number, source) for number in range(40)]
    rows[3][SPENT] = rows[3][REST] = rows[9][BACK] = None
    grid = Grid(
        "Daftar",
        True,
        [["DAFTAR NPHD"], list(HEADINGS), *rows],
        (),
        frozenset(),
        frozenset(),
        {},
        {},
    )
    (block,) = blocks_of(understand(grid, 1))
    figures = list(block)
    assert len(block) == len(figures) == 40 * 4 - 2
    assert [block[at] for at in range(len(block))] == figures
    assert block[-1] == figures[-1]
    assert block[2:5] == tuple(figures[2:5])
    assert Joined([figures[:3], block]) == [*figures[:3], *figures]
    with pytest.raises(IndexError):
        block[len(block)]
