"""What was given back: the principal, its interest, and a total of both that is neither."""

from collections.abc import Sequence
from dataclasses import replace

from nphd_tracker.importing.columns.column import Column
from nphd_tracker.importing.columns.neighbours import add_up
from nphd_tracker.importing.opening.grid import CellValue
from nphd_tracker.reading import Measure

_GIVEN_BACK = frozenset({Measure.RETURNED, Measure.INTEREST})


def returns_with_interest(
    columns: list[Column], rows: Sequence[Sequence[CellValue]]
) -> list[Column]:
    """ "Total Setoran" behind what was returned and its interest, where it adds them up."""
    totals = {
        c.index
        for c in columns
        if c.role == "amount" and c.is_total and c.measure in _GIVEN_BACK
        if len(parts := _given_back(c, columns)) > 1 and add_up(parts, c, rows)
    }
    return [replace(c, role="ignored") if c.index in totals else c for c in columns]


def _given_back(total: Column, columns: list[Column]) -> list[Column]:
    """The column of the principal and that of the interest beside their total."""
    of_each = {
        c.measure: c
        for c in columns
        if c.role == "amount" and c.measure in _GIVEN_BACK
        if c.share == total.share and not (c.is_total or c.tranche or c.month)
    }
    return list(of_each.values())
