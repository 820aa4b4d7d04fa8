"""Names and days that a formula saved without a value only fetches from another cell: "=Data!B2".

Amounts are computed where they stand (`formulas`); a fetched text is put in its place here and said.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from nphd_tracker.importing.opening.grid import CellValue, Grid, Position, Workbook, cell_name
from nphd_tracker.importing.opening.ooxml import parse_reference
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.reading import Problem

_FETCHES = re.compile(
    r"^=\s*\+?\s*(?:(?P<sheet>'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7})\s*$"
)
_LONGEST_CHAIN = 20


def with_fetched_texts(workbook: Workbook) -> tuple[Workbook, list[Problem]]:
    """The workbook with every fetched text and day at its place, and what is to be said of each."""
    grids = {grid.name.casefold(): grid for grid in workbook.sheets}
    problems: list[Problem] = []
    sheets = []
    for grid in workbook.sheets:
        fetched = {
            position: value
            for position, formula in grid.formulas.items()
            if isinstance(value := _fetch(formula, grid, grids), str | date)
        }
        sheets.append(_filled(grid, fetched) if fetched else grid)
        if grid.visible:
            problems += [
                make_problem(
                    "formula-evaluated", grid.name, cell_name(*position),
                    grid.formulas[position], other=str(value),
                )
                for position, value in fetched.items()
            ]  # fmt: skip
    return replace(workbook, sheets=tuple(sheets)) if problems else workbook, problems


def _fetch(formula: str, grid: Grid, grids: Mapping[str, Grid]) -> CellValue:
    """What stands in the cell that a formula names and does nothing more with."""
    for _ in range(_LONGEST_CHAIN):
        hit = _FETCHES.match(formula)
        if hit is None:
            return None
        if hit["sheet"]:
            name = hit["sheet"].strip("'").replace("''", "'").casefold()
            if name not in grids:
                return None
            grid = grids[name]
        position = parse_reference(hit["cell"])
        if position is None:
            return None
        row, column = position
        if (row, column) not in grid.formulas:
            cells = grid.rows[row] if row < len(grid.rows) else []
            return cells[column] if column < len(cells) else None
        formula = grid.formulas[row, column]
    return None


def _filled(grid: Grid, fetched: Mapping[Position, CellValue]) -> Grid:
    rows = [list(row) for row in grid.rows]
    for (row, column), value in fetched.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value
    left = {position: f for position, f in grid.formulas.items() if position not in fetched}
    return replace(grid, rows=rows, formulas=left, columns={})
