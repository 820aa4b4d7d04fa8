"""What 1 means in rupiah, column by column, row by row: the column's own word, the row's, the title's.

"(Rp)" below a title of millions is settled by the amounts: none of them could be millions.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from nphd_tracker.importing.amounts import BEYOND_MEASURE
from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.headers import find_unit
from nphd_tracker.importing.opening.grid import CellValue, Grid
from nphd_tracker.importing.tables import Table
from nphd_tracker.importing.vocabulary import Vocabulary, clean_text

_MONEY = frozenset({"amount", "remainder", "total", "period"})
_IN_RUPIAH = re.compile(r"(?:\(\s*|\b)(?:rp|rupiah)\b[\s.,)]*$", re.I)
_RUPIAH = frozenset({"rp", "rupiah"})
_MILLION = 1_000_000
_LONGEST = 30


def with_rupiah_columns(
    columns: tuple[Column, ...], grid: Grid, table: Table, context: Context
) -> tuple[Column, ...]:
    """ "Pencairan (Rp)" in whole rupiah below a title of millions: it says so, and its amounts do."""
    unit = context.unit or 1
    if unit == 1:
        return columns
    return tuple(
        replace(c, unit=1)
        if c.role in _MONEY
        and c.unit is None
        and _IN_RUPIAH.search(c.heading)
        and _are_rupiah(grid.column(c.index)[table.first_data : table.end], unit)
        else c
        for c in columns
    )


def _are_rupiah(cells: Iterable[CellValue], unit: int) -> bool:
    numbers = [abs(v) for v in cells if isinstance(v, int | float) and v]
    return bool(numbers) and min(numbers) >= _MILLION and max(numbers) * unit * 100 > BEYOND_MEASURE


def unit_column(
    columns: Iterable[Column], grid: Grid, table: Table, vocabulary: Vocabulary
) -> Column | None:
    """A column that says of each row what its amounts are in: "Juta Rp", "Rp"."""
    for column in columns:
        if column.role not in ("unknown", "note", "unit"):
            continue
        cells = grid.column(column.index)[table.first_data : table.end]
        filled = (v for v in cells if v is not None)
        if any(v is not None for v in cells) and all(unit_said(v, vocabulary) for v in filled):
            return column
    return None


def unit_said(value: CellValue, vocabulary: Vocabulary) -> int | None:
    """Rupiah in one unit, where a cell says nothing else."""
    text = clean_text(value).strip(" .()").lower() if isinstance(value, str) else ""
    if not text or len(text) > _LONGEST:
        return None
    return 1 if text in _RUPIAH else find_unit(f"({text})", vocabulary)
