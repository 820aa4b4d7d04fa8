"""The order of columns and rows says nothing: the layouts that are one plain list, put in another."""

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from golden import understand
from layouts import LAYOUTS, Layout
from test_layouts import differences

from nphd_tracker.importing.opening.grid import CellValue, Grid, Workbook
from nphd_tracker.importing.tables import Table, find_tables
from nphd_tracker.importing.vocabulary import load_vocabulary
from tests.importing.opening.odd_files import read_here

BOUND = {
    "swollen_range_and_notes_under_money": "its signature would stand under other columns",
    "printed_pages_with_sums_carried_over": "its pages repeat a row of column numbers",
    "note_with_an_amount_and_a_number_below_the_sum": "its notes would stand under other columns",
    "serial_days_of_1904_without_a_format": "its workbook says from when days are counted",
    "a_row_twice_and_a_row_at_odds": "of two rows at odds the first stands",
}
"""Lists whose order does say something, and what."""


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Layout, Grid, Table]]:
    """One sheet, one table, one header row, no merge: whatever order it has, it could have another."""
    folder, book = tmp_path_factory.mktemp("lists"), load_vocabulary()
    found = []
    for layout in LAYOUTS:
        sheets = read_here(layout.write(folder)).sheets
        tables = find_tables(sheets[0], book)
        if len(sheets) == len(tables) == 1 and layout.name not in BOUND:
            grid, table = sheets[0], tables[0]
            is_merged = any(bottom >= table.top for _, _, bottom, _ in grid.merges)
            is_whole = not (grid.formulas or grid.errors or is_merged)
            if table.top == table.bottom and is_whole:
                found.append((layout, grid, table))
    return found


def shuffled(places: list[int], layout: Layout) -> dict[int, int]:
    """Where each goes; never all to where they were, and on every day the same."""
    others = places[:]
    random.Random(layout.name).shuffle(others)
    return dict(zip(places, others if others != places else places[::-1], strict=True))


def with_columns(grid: Grid, table: Table, to: Mapping[int, int]) -> Grid:
    width = max(map(len, grid.rows))
    rows = [[*row, *[None] * (width - len(row))] for row in grid.rows]
    for row in rows[table.top : table.end]:
        old = row[:]
        for one, other in to.items():
            row[other] = old[one]
    hidden = frozenset(to.get(c, c) for c in grid.hidden_columns)
    return replace(grid, rows=rows, hidden_columns=hidden, columns={})


def with_rows(grid: Grid, to: Mapping[int, int]) -> Grid:
    rows: list[list[CellValue]] = list(grid.rows)
    for one, other in to.items():
        rows[other] = grid.rows[one]
    hidden = frozenset(to.get(r, r) for r in grid.hidden_rows)
    return replace(grid, rows=rows, hidden_rows=hidden, columns={})


def wrong(layout: Layout, grid: Grid) -> list[str]:
    return differences(layout, understand(Workbook((grid,)), Path(layout.file).name))


def test_the_order_of_columns_changes_no_layout(lists: list[tuple[Layout, Grid, Table]]) -> None:
    found = {
        layout.name: wrong(layout, with_columns(grid, table, shuffled(columns, layout)))
        for layout, grid, table in lists
        if (columns := sorted(table.paths)) == list(range(columns[0], columns[-1] + 1))
    }
    assert len(found) > 100
    assert {name: one for name, one in found.items() if one} == {}


def test_the_order_of_rows_changes_no_layout(lists: list[tuple[Layout, Grid, Table]]) -> None:
    """Of the lists whose rows are numbered one after another: no heading stands among them."""
    found = {}
    for layout, grid, table in lists:
        first = min(table.paths)
        numbered = [
            row
            for row in range(table.first_data, table.end)
            if len(grid.rows[row]) > first and isinstance(grid.rows[row][first], int)
        ]
        if len(numbered) > 1 and numbered[-1] - numbered[0] == len(numbered) - 1:
            found[layout.name] = wrong(layout, with_rows(grid, shuffled(numbered, layout)))
    assert len(found) > 50
    assert {name: one for name, one in found.items() if one} == {}
