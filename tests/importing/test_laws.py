"""Laws of the reader: where a table stands, how it is worded and in which order changes nothing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nphd_tracker.importing.opening.grid import CellValue, Grid, Workbook
from nphd_tracker.importing.sheets import understand_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import Measure, Reading, ReadOptions

BOOK = load_vocabulary()
TODAY = date(2026, 11, 24)
HEADINGS = {
    "region_code": "Kode Wilayah",
    "region": "Pemberi Hibah",
    "grantee": "Penerima Hibah",
    "committed": "Nilai NPHD (Rp)",
    "disbursed": "Realisasi Pencairan (Rp)",
    "spent": "Realisasi Belanja (Rp)",
    "returned": "Sisa Disetor ke RKUD (Rp)",
    "note": "Keterangan",
}
REGIONS = ("53.07", "53.09", "53.12", "53.71", "31", "15.04")
AGENCIES = ("KPU", "Bawaslu", "TNI", "Polri")
amounts = st.one_of(st.none(), st.integers(1, 9_000).map(lambda n: n * 10_000_000))


@st.composite
def tables(draw: st.DrawFn) -> list[dict[str, CellValue]]:
    """Rows of a list, an agreement each; at least one amount somewhere."""
    who = draw(
        st.lists(
            st.tuples(st.sampled_from(REGIONS), st.sampled_from(AGENCIES)),
            min_size=2,
            max_size=8,
            unique=True,
        )
    )
    rows: list[dict[str, CellValue]] = []
    for code, agency in who:
        region = BOOK.regions.get(code)
        assert region is not None
        value = draw(st.integers(100, 9_000)) * 10_000_000
        rows.append(
            {
                "region_code": code,
                "region": region.name,
                "grantee": agency,
                "committed": value,
                "disbursed": draw(amounts),
                "spent": draw(amounts),
                "returned": draw(amounts),
                "note": draw(st.sampled_from([None, "lengkap", "menyusul"])),
            }
        )
    return rows


def write(
    rows: list[dict[str, CellValue]],
    order: list[str],
    headings: dict[str, str] = HEADINGS,
    down: int = 0,
    right: int = 0,
) -> Grid:
    """The table as a grid, moved down and right, with a title and a total."""
    blank: list[CellValue] = [None] * right
    total: list[CellValue] = [
        sum(v for r in rows if isinstance(v := r[key], int))
        if key in ("committed", "spent")
        else None
        for key in order
    ]
    name_at = next(i for i, key in enumerate(order) if key in ("region", "region_code", "grantee"))
    total[name_at] = "J U M L A H"
    lines: list[list[CellValue]] = [
        *([[]] * down),
        [*blank, "REKAPITULASI NPHD PILKADA 2024"],
        [*blank, "Posisi : 1 Agustus 2024"],
        [],
        [*blank, *(headings[key] for key in order)],
        *([*blank, *(row[key] for key in order)] for row in rows),
        [*blank, *total],
        [],
        [*blank, "Mengetahui,"],
    ]
    return Grid("Rekap", True, lines, (), frozenset(), frozenset(), {}, {})


def understand(grid: Grid) -> Reading:
    return understand_workbook(
        Workbook((grid,)), "lembar.xlsx", "0" * 64, ReadOptions(today=TODAY), BOOK
    )


def said(reading: Reading) -> set[tuple[object, ...]]:
    """Every figure but for its cells."""
    return {
        (f.region, f.agency, f.unit, f.measure, f.on, f.amount, f.source)
        for sheet in reading.sheets
        for f in sheet.figures
    }


def stated(rows: list[dict[str, CellValue]]) -> set[tuple[object, ...]]:
    """What the rows say, in sen, without the reader."""
    return {
        (row["region_code"], str(row["grantee"]).upper(), key, amount * 100)
        for row in rows
        for key in ("committed", "disbursed", "spent", "returned")
        if isinstance(amount := row[key], int)
    }


def plain(figures: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
    return {
        (region, str(agency), str(measure), amount)
        for region, agency, _, measure, _, amount, _ in figures
    }


@given(tables())
@settings(deadline=None, max_examples=60)
def test_every_amount_is_read_and_none_is_invented(rows: list[dict[str, CellValue]]) -> None:
    assert plain(said(understand(write(rows, list(HEADINGS))))) == stated(rows)


@given(tables(), st.permutations(list(HEADINGS)))
@settings(deadline=None, max_examples=80)
def test_the_order_of_columns_changes_nothing(
    rows: list[dict[str, CellValue]], order: list[str]
) -> None:
    assert plain(said(understand(write(rows, order)))) == stated(rows)


@given(tables(), st.integers(0, 30), st.integers(0, 12))
@settings(deadline=None, max_examples=60)
def test_where_the_table_stands_changes_nothing(
    rows: list[dict[str, CellValue]], down: int, right: int
) -> None:
    assert plain(said(understand(write(rows, list(HEADINGS), down=down, right=right)))) == stated(
        rows
    )


@given(tables().flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
@settings(deadline=None, max_examples=60)
def test_the_order_of_rows_changes_nothing(
    pair: tuple[list[dict[str, CellValue]], list[dict[str, CellValue]]],
) -> None:
    first, second = (understand(write(rows, list(HEADINGS))) for rows in pair)
    assert said(first) == said(second)


def wordings(meaning: str, book: str) -> st.SearchStrategy[str]:
    phrases = {"columns": BOOK.columns, "measures": BOOK.measures}[book].meanings
    return st.sampled_from(sorted(p for p, m in phrases.items() if m == meaning))


@given(
    tables(),
    wordings("committed", "measures"),
    wordings("disbursed", "measures"),
    wordings("spent", "measures"),
    wordings("region", "columns"),
    wordings("grantee", "columns"),
)
@settings(deadline=None, max_examples=60)
def test_wordings_of_the_vocabulary_read_the_same_together(
    rows: list[dict[str, CellValue]],
    committed: str,
    disbursed: str,
    spent: str,
    region: str,
    grantee: str,
) -> None:
    headings = HEADINGS | {
        "committed": committed.upper(),
        "disbursed": disbursed.title(),
        "spent": spent,
        "region": region.capitalize(),
        "grantee": grantee.upper(),
    }
    assert plain(said(understand(write(rows, list(HEADINGS), headings)))) == stated(rows)


WIDE = HEADINGS | {
    "province": "Provinsi",
    "unit": "Satuan Kerja",
    "nphd_number": "Nomor NPHD",
    "as_of": "Posisi Tanggal",
    "interest": "Jasa Giro Disetor (Rp)",
    "reported_by": "Sumber Data",
}
ONE_OF_EACH: list[dict[str, CellValue]] = [
    {
        "region_code": code,
        "region": region,
        "province": "Nusa Tenggara Timur",
        "grantee": unit.split()[0],
        "unit": unit,
        "nphd_number": f"900/{number}/NPHD/2023",
        "as_of": date(2024, 7, 31),
        "committed": (90 + number) * 100_000_000,
        "disbursed": (50 + number) * 100_000_000,
        "spent": (30 + number) * 100_000_000,
        "returned": number * 1_000_000,
        "interest": number * 100_000,
        "reported_by": "penerima",
        "note": "lengkap",
    }
    for number, (code, region, unit) in enumerate(
        (
            ("53.07", "Kabupaten Sikka", "KPU Kabupaten Sikka"),
            ("53.09", "Kabupaten Ngada", "Bawaslu Kabupaten Ngada"),
            ("53.71", "Kota Kupang", "Polresta Kupang Kota"),
        ),
        start=1,
    )
]


def everything(reading: Reading) -> set[tuple[object, ...]]:
    """Figures, terms and problems."""
    terms = {(t.region, t.agency, t.unit, t.kind, t.value) for s in reading.sheets for t in s.terms}
    return said(reading) | terms | {(p.code, p.cell) for p in reading.all_problems}


@pytest.mark.parametrize("key", list(WIDE))
def test_every_wording_of_the_vocabulary_reads_the_same(key: str) -> None:
    book = BOOK.measures if key in set(Measure) else BOOK.columns
    wordings = [phrase for phrase, meaning in book.meanings.items() if meaning == key]
    usual = everything(understand(write(ONE_OF_EACH, list(WIDE), WIDE)))
    assert len(usual) == 3 * (5 + 1)
    otherwise = {
        wording
        for wording in wordings
        if everything(understand(write(ONE_OF_EACH, list(WIDE), WIDE | {key: wording.upper()})))
        != usual
    }
    assert wordings
    assert otherwise == set()


@given(tables(), st.sampled_from([1_000, 1_000_000]))
@settings(deadline=None, max_examples=40)
def test_units_are_multiplied_out_exactly(rows: list[dict[str, CellValue]], unit: int) -> None:
    grid = write(
        [
            {k: v // unit if isinstance(v, int) and v % unit == 0 else v for k, v in row.items()}
            for row in rows
        ],
        list(HEADINGS),
    )
    word = {1_000: "ribuan", 1_000_000: "jutaan"}[unit]
    grid.rows[2] = [f"(dalam {word} rupiah)"]
    assert plain(said(understand(grid))) == stated(rows)
