"""What a sheet may do with one feature it may do with all: each combination gives the same figures."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from layouts.making import J, Key, Said, agreements, book, say
from openpyxl import Workbook
from test_layouts import TODAY, values

from nphd_tracker.importing.sheets import understand_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import Reading, ReadOptions, Severity
from tests.importing.opening.odd_files import read_here

DAY = "2024-07-31"
Row = tuple[object, ...]
UNITS = ("rupiah", "title", "column", "group", "row")
ADDENDA = ("none", "signed", "apart", "result", "two")
PARTS = ("whole", "tranches")


@dataclass(frozen=True)
class Agreement:
    region: str
    name: str
    unit: str
    signed: int
    more: int
    less: int
    paid: tuple[int, int]

    @property
    def value(self) -> int:
        return self.signed + self.more - self.less


OWN = (
    Agreement("53.09", "Kab. Ngada", "Polres", 4_000, 500, 0, (1_500, 500)),
    Agreement("53.09", "", "Kodim 1625/Ngada", 1_000, 0, 100, (400, 0)),
    Agreement("53.08", "Kab. Ende", "Polres", 3_000, 0, 0, (3_000, 0)),
)


def figures(*, addenda: str) -> Said:
    said: dict[Key, int] = {}
    for one in OWN:
        agency = "POLRI" if one.unit == "Polres" else "TNI"
        unit = None if agency == "POLRI" else one.unit
        value = one.signed if addenda == "none" else one.value
        said |= say(one.region, agency, DAY, unit, committed=value * J, disbursed=sum(one.paid) * J)
    return agreements(said)


def amounts(one: Agreement, addenda: str, parts: str) -> list[int]:
    changes = {
        "none": [],
        "signed": [one.more - one.less],
        "apart": [one.more, one.less],
        "result": [one.more - one.less, one.value],
        "two": [one.more, -one.less],
    }[addenda]
    paid = [*one.paid, sum(one.paid)] if parts == "tranches" else [sum(one.paid)]
    return [
        one.signed,
        *changes,
        *paid,
        (one.value if addenda != "none" else one.signed) - sum(one.paid),
    ]


def headings(addenda: str, parts: str) -> list[tuple[str, str]]:
    value = "NPHD" if addenda == "none" else "NPHD Awal"
    changes = {
        "none": [],
        "signed": ["Tambah/Kurang"],
        "apart": ["Bertambah", "Berkurang"],
        "result": ["Addendum (+/-)", "Setelah Addendum"],
        "two": ["Penambahan Addendum I", "Penambahan Addendum II"],
    }[addenda]
    paid = ["Tahap I", "Tahap II", "Jumlah"] if parts == "tranches" else [""]
    return [
        (value, ""),
        *((c, "") for c in changes),
        *(("Pencairan", p) for p in paid),
        ("Sisa", ""),
    ]


def workbook(units: str, addenda: str, parts: str, *, joined: bool, numbered: bool) -> Workbook:
    """One list below a heading of its units' agencies, or below none."""
    heads = headings(addenda, parts)
    size = 1 if units in ("title", "column", "group", "row") else J
    tag = " (Rp juta)" if units == "column" else ""
    group = "TNI/POLRI" if joined else "HIBAH PENGAMANAN"
    group += " (juta rupiah)" if units == "group" else ""
    title = "HIBAH PENGAMANAN PILKADA PER 31 JULI 2024"
    rows: list[Row] = [(f"{title} (dalam jutaan rupiah)" if units == "title" else title,)]
    extra = ("Satuan Angka",) if units == "row" else ()
    width = len(heads)
    rows.append(("No", "Kabupaten", "Satuan Kerja", *extra, group, *(None,) * (width - 1)))
    spoken = [text for text, _ in heads]
    top = [
        None if i and spoken[i - 1] == text and below else f"{text}{tag}"
        for i, (text, below) in enumerate(heads)
    ]
    rows.append((None, None, None, *(None for _ in extra), *top))
    if parts == "tranches":
        rows.append(
            (None, None, None, *(None for _ in extra), *(below or None for _, below in heads))
        )
    if numbered:
        rows.append(tuple(range(1, 4 + len(extra) + width)))
    for number, one in enumerate(OWN, 1):
        cells = [amount * size for amount in amounts(one, addenda, parts)]
        said = ("Juta Rp",) if units == "row" else ()
        rows.append((number, one.name or None, one.unit, *said, *cells))
    sums = [
        sum(cells) * size for cells in zip(*(amounts(o, addenda, parts) for o in OWN), strict=True)
    ]
    rows.append((None, "JUMLAH", None, *((said or (None,)) if units == "row" else ()), *sums))
    return book(rows)


def combinations() -> Iterator[tuple[str, str, str, bool, bool]]:
    return itertools.product(UNITS, ADDENDA, PARTS, (True, False), (True, False))


def read(built: Workbook, folder: Path) -> Reading:
    path = folder / "rekap.xlsx"
    built.save(path)
    options = ReadOptions(today=TODAY)
    return understand_workbook(read_here(path), path.name, "0" * 64, options, load_vocabulary())


@pytest.mark.parametrize("units", UNITS)
def test_units_addenda_tranches_and_joined_headings_in_every_combination(
    units: str, tmp_path: Path
) -> None:
    wrong = {}
    for one, addenda, parts, joined, numbered in combinations():
        if one != units:
            continue
        reading = read(workbook(units, addenda, parts, joined=joined, numbered=numbered), tmp_path)
        doubts = {
            p.code
            for p in reading.all_problems
            if p.severity is Severity.ERROR or "differ" in p.code
        }
        if doubts or values(reading) != figures(addenda=addenda):
            wrong[addenda, parts, joined, numbered] = (doubts, values(reading))
    assert wrong == {}
