"""Whom a list names: by the columns, titles and names that an import of it would understand."""

from collections.abc import Iterable, Sequence

import pytest

from nphd_tracker.importing.listed import ListedRow, list_rows
from nphd_tracker.importing.opening.grid import Grid, Workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import ReadOptions
from nphd_tracker.regions import Agency

J = 1_000_000


def listed(rows: Iterable[Sequence[object]], name: str = "Daftar") -> list[ListedRow]:
    cells = [list(row) for row in rows]
    grid = Grid(name, True, cells, (), frozenset(), frozenset(), {}, {})  # type: ignore[arg-type]
    found = list_rows(grid, Workbook((grid,)), ReadOptions(), load_vocabulary())
    assert found is not None
    return found


def owed(rows: list[ListedRow]) -> list[tuple[str | None, Agency | None]]:
    return [(row.region.code if row.region else None, row.agency) for row in rows]


def test_each_agency_that_a_row_names_at_once_is_known() -> None:
    rows = listed(
        [
            ("DAFTAR PENERIMA HIBAH",),
            ("No", "Kabupaten", "Penerima", "Nilai NPHD"),
            (1, "Kab. Ngada", "TNI/Polri"),
            (2, "Kab. Ende", "KPU dan Bawaslu"),
            (3, "Kab. Sikka", "Dinas Pariwisata"),
            (4, "Kab. Belu", "KPU"),
        ]
    )
    assert [(row.several, row.is_grantee_unclear) for row in rows] == [
        ({Agency.TNI, Agency.POLRI}, True),
        ({Agency.KPU, Agency.BAWASLU}, True),
        (frozenset(), True),
        (frozenset(), False),
    ]


def test_a_second_table_stands_under_the_first_ones_title() -> None:
    rows = listed(
        [
            ("HIBAH KPU PILKADA 2024",),
            ("No", "Kabupaten", "Nilai NPHD"),
            (1, "Kab. Ngada", 28_000 * J),
            (2, "Kab. Ende", 30_000 * J),
            ("Jumlah", None, 58_000 * J),
            (),
            ("No", "Kabupaten", "Pencairan"),
            (1, "Kab. Sikka", 7_000 * J),
            (2, "Kab. Belu", 9_000 * J),
        ]
    )
    assert owed(rows) == [(code, Agency.KPU) for code in ("53.09", "53.08", "53.07", "53.04")]


@pytest.mark.parametrize(
    "title",
    ["NPHD KPU YANG BELUM CAIR", "PERSENTASE REALISASI HIBAH KPU", "PENGEMBALIAN HIBAH KPU"],
)
def test_whatever_the_title_speaks_of_the_rows_are_the_same(title: str) -> None:
    rows = listed(
        [
            (title,),
            ("No", "Kabupaten", "Jumlah", "Ket"),
            (1, "Kab. Ngada", 40, None),
            (2, "Kab. Ende", 100, None),
        ]
    )
    assert owed(rows) == [("53.09", Agency.KPU), ("53.08", Agency.KPU)]


def test_units_under_a_joined_heading_name_their_agency() -> None:
    rows = listed(
        [
            ("No", "Kabupaten", "Pengamanan (TNI/Polri)", None),
            (None, None, "Satuan", "NPHD"),
            (1, "Kab. Ngada", "Polres Ngada", 4_000 * J),
            (None, None, "Kodim 1625/Ngada", 1_000 * J),
        ]
    )
    assert owed(rows) == [("53.09", Agency.POLRI), ("53.09", Agency.TNI)]
