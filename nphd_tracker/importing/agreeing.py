"""The audits of `controls` over whole columns: which rows something would have to be said about.

A row is passed only where its figures surely agree; all others are named, and `controls` then says
what there is to say. Money is compared as integers; a percentage, a number only ever compared, as a
float with room for its rounding.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from operator import eq, gt, mul, sub, truediv
from typing import Any, cast

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.controls import ROUNDING
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.percentages import measure_left_of, wanted_ratios
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.reading import Measure

Amounts = list[int | None]
_NEAR = 0.0099
"""Percentage points; what typing two decimals can make."""
_ROOM = 4e-15
"""Relative; what 15 digits and three roundings of a float can make."""


def find_disagreeing(
    reader: TableReader,
    amounts: Mapping[Measure, Amounts],
    rows: int,
    values: Callable[[int], list[Any]],
) -> set[int]:
    """Places of rows whose bounds, remainders or percentages may not agree.

    ``amounts``: the sen of each measure; ``values`` gives the cells of a column.
    """
    nothing: Amounts = [None] * rows
    by_measure = {measure: amounts.get(measure, nothing) for measure in Measure}
    found = set(_over(by_measure[Measure.DISBURSED], by_measure[Measure.COMMITTED]))
    found.update(_over(by_measure[Measure.SPENT], by_measure[Measure.DISBURSED]))
    for column in reader.columns:
        check_time()
        if column.role == "remainder":
            unit = column.unit or reader.context.unit or 1
            found.update(_remainders(values(column.index), unit, by_measure))
        elif column.role == "percent":
            found.update(_percents(reader, column, values(column.index), by_measure))
    return found


def _over(parts: Amounts, wholes: Amounts) -> Iterable[int]:
    if _is_sure(lambda: not any(map(gt, cast(list[int], parts), cast(list[int], wholes)))):
        return ()
    return (
        place
        for place, (part, whole) in enumerate(zip(parts, wholes, strict=True))
        if part is not None and whole is not None and part > whole
    )


def _remainders(
    cells: list[Any], unit: int, by_measure: Mapping[Measure, Amounts]
) -> Iterable[int]:
    """What is no "sisa" of any kind; see `controls.remainders`."""
    factor = unit * 100
    committed: Any = by_measure[Measure.COMMITTED]
    disbursed: Any = by_measure[Measure.DISBURSED]
    if set(map(type, cells)) == {int} and _is_sure(
        lambda: all(map(eq, map(sub, committed, disbursed), map(mul, cells, repeat(factor))))
    ):
        return ()
    left = [
        place
        for place, (cell, a, b) in enumerate(zip(cells, committed, disbursed, strict=True))
        if cell is not None
        and not (type(cell) is int and a is not None and b is not None and a - b == cell * factor)
    ]
    for whole, part in ((Measure.DISBURSED, Measure.SPENT), (Measure.COMMITTED, Measure.SPENT)):
        left = [
            place
            for place in left
            if not _is_rest(
                cells[place],
                factor,
                by_measure[whole][place],
                by_measure[part][place],
                by_measure[Measure.RETURNED][place],
            )
        ]
    return left


def _is_rest(
    cell: Any, factor: int, whole: int | None, part: int | None, returned: int | None
) -> bool:
    if type(cell) is not int or whole is None or part is None:
        return False
    rest = whole - part - cell * factor
    return abs(rest) < ROUNDING or abs(rest - (returned or 0)) < ROUNDING


def _percents(
    reader: TableReader, column: Column, cells: list[Any], by_measure: Mapping[Measure, Amounts]
) -> list[int]:
    """What is no rate that the column can mean; see `controls`."""
    measure = column.measure or measure_left_of(reader, column)
    if measure is None:
        return [place for place, cell in enumerate(cells) if cell is not None]
    pairs = wanted_ratios(measure)
    if column.measure is None:
        pairs = [*pairs, *wanted_ratios(Measure.DISBURSED), *wanted_ratios(Measure.SPENT)]
    above, below = pairs[0]
    if _is_sure(lambda: _are_rates(cells, by_measure[above], by_measure[below])):
        return []
    left = [  # most are what they seem, typed with two decimals or none
        place
        for place, (cell, upper, lower) in enumerate(
            zip(cells, by_measure[above], by_measure[below], strict=True)
        )
        if cell is not None
        and not (
            upper is not None
            and lower
            and isinstance(cell, int | float)
            and abs(cell - upper * 100 / lower) < _NEAR
            and round(cell, 2) == cell
        )
    ]
    for above, below in dict.fromkeys(pairs):
        upper, lower = by_measure[above], by_measure[below]
        left = [p for p in left if not _is_rate(cells[p], upper[p], lower[p])]
    return left


def _are_rates(cells: list[Any], upper: Any, lower: Any) -> bool:
    """Whether all of a column are the rates, as most are typed: in points, two decimals or none."""
    exact = map(truediv, map(mul, upper, repeat(100)), lower)
    return max(map(abs, map(sub, cells, exact)), default=0) < _NEAR and all(
        round(cell, 2) == cell for cell in set(cells)
    )


def _is_sure(judge: Callable[[], bool]) -> bool:
    """What is judged of whole columns; not sure where an empty cell or a text is among them."""
    try:
        return judge()
    except (TypeError, ArithmeticError):
        return False


def _is_rate(value: object, upper: int | None, lower: int | None) -> bool:
    """Whether a number is surely the rate, in points or as a share, rounded at its own precision."""
    if upper is None or not lower or not isinstance(value, int | float):
        return False
    exact = upper * 100 / lower
    typed = f"{value:.15g}"
    if typed == f"{upper / lower:.15g}":
        return True
    if "e" in typed:
        return False
    decimals = len(typed.partition(".")[2])
    room = _ROOM * (abs(exact) + 100 * abs(value))
    return abs(value - exact) + room < 10.0**-decimals or abs(
        value * 100 - exact
    ) + room < 10.0 ** -max(0, decimals - 2)
