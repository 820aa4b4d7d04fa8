"""Typed percentages: never figures, held against the amounts of their row at the precision they have."""

from collections.abc import Mapping
from decimal import Decimal

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.opening.grid import cell_name
from nphd_tracker.importing.problems import Words, make_problem
from nphd_tracker.importing.records import Record
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.money import format_percent
from nphd_tracker.reading import Measure


def audit_percent(
    reader: TableReader, record: Record, column: Column, sums: Mapping[Measure, int]
) -> None:
    typed = reader.amounts.percent(record.row, column.index)
    if typed is None:
        return
    measure = column.measure or measure_left_of(reader, column)
    pairs = _ratios(measure, sums)
    if column.measure is None:  # "% Serapan" may be any of the three
        pairs += [p for m in (Measure.DISBURSED, Measure.SPENT) for p in _ratios(m, sums)]
    rest = [(d - n, d) for n, d in pairs]
    if column.is_of_rest:
        pairs = rest
    elif _stands_behind_rest(reader, column):
        pairs += rest
    if not pairs:
        return
    points, decimals = typed
    shown = reader.amounts.value(record.row, column.index)
    is_text = isinstance(shown, str)
    if any(_agrees(points, decimals, n, d, is_text=is_text) for n, d in pairs):
        return
    numerator, denominator = pairs[0]
    cell = cell_name(record.row, column.index)
    text = shown if isinstance(shown, str) else _typed_percent(points)
    record.problems.append(
        make_problem(
            "typed-percent-differs",
            reader.grid.name,
            cell,
            text,
            other=Words(
                format_percent(numerator, denominator, "id"),
                format_percent(numerator, denominator, "en"),
            ),
        )
    )


def _typed_percent(points: Decimal) -> Words:
    percent = (points * 100 if points <= Decimal("1.5") else points).quantize(Decimal("0.01"))
    return Words(f"{percent}%".replace(".", ","), f"{percent}%")


def measure_left_of(reader: TableReader, column: Column) -> Measure | None:
    left = [
        c for c in reader.money if c.index < column.index and c.share == column.share and c.measure
    ]
    return left[-1].measure if left else None


def _ratios(measure: Measure | None, sums: Mapping[Measure, int]) -> list[tuple[int, int]]:
    if measure is None:
        measure = Measure.DISBURSED if Measure.DISBURSED in sums else Measure.SPENT
    wanted = wanted_ratios(measure)
    return [(sums[n], sums[d]) for n, d in wanted if n in sums and sums.get(d)]


def wanted_ratios(measure: Measure) -> list[tuple[Measure, Measure]]:
    """What a percentage of a measure may be of, the likeliest first."""
    return {
        Measure.SPENT: [(Measure.SPENT, Measure.DISBURSED), (Measure.SPENT, Measure.COMMITTED)],
        Measure.RETURNED: [
            (Measure.RETURNED, Measure.DISBURSED),
            (Measure.RETURNED, Measure.COMMITTED),
        ],
    }.get(measure, [(Measure.DISBURSED, Measure.COMMITTED)])


def _agrees(
    points: Decimal, decimals: int, numerator: int, denominator: int, *, is_text: bool
) -> bool:
    """Whether a typed percentage is the ratio rounded or cut at its own precision.

    A bare number may be a fraction (0,4 for 40%, 1,2 for 120%): either reading will do.
    """
    exact = Decimal(numerator * 100) / denominator
    if abs(points - exact) < Decimal(1).scaleb(-decimals):
        return True
    return not is_text and abs(points * 100 - exact) < Decimal(1).scaleb(-max(0, decimals - 2))


def _stands_behind_rest(reader: TableReader, column: Column) -> bool:
    """ "Sisa" | "%": the percentage may be of either."""
    return any(c.role == "remainder" and c.index == column.index - 1 for c in reader.columns)
