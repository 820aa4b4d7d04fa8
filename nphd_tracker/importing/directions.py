"""A book of cash: dated rows that say themselves whether their amount came in, was spent or went back.

"Jenis: Penerimaan, Pengeluaran, Pengembalian" beside one column of amounts; or, where there is no
such column, every description begins so. Only where all rows do, some of them of what came in: else
the heading says what they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.importing.vocabulary import level
from nphd_tracker.importing.written import heading_of
from nphd_tracker.reading import Measure

_SAYING = ("unknown", "note", "description", "grant_kind", "plan")


@dataclass(frozen=True, slots=True)
class Directions:
    """Row -> what its amount measures, as ``column`` says; empty where rows do not say it."""

    measures: Mapping[int, Measure] = field(default_factory=dict)
    column: Column | None = None


def find_directions(reader: TableReader) -> Directions:
    """Rows and columns counted from 0, as in the grid."""
    money = reader.money
    if not reader.is_register or reader.blocks or len(money) != 1:
        return Directions()
    if money[0].measure is not Measure.DISBURSED or money[0].tranche:
        return Directions()
    rows = [
        row
        for row in range(reader.table.first_data, reader.table.end)
        if reader.says_something(row, money[0]) and reader.total_label(row) is None
    ]
    columns = [c for c in reader.columns if c.role in _SAYING]
    for is_whole in (True, False):
        for column in columns:
            found = {row: _measure_of(reader, row, column, is_whole=is_whole) for row in rows}
            said = {row: measure for row, measure in found.items() if measure}
            kinds = set(said.values())
            if len(said) == len(rows) and len(kinds) > 1 and Measure.DISBURSED in kinds:
                return Directions(said, column)
    return Directions()


def _measure_of(reader: TableReader, row: int, column: Column, *, is_whole: bool) -> Measure | None:
    """What the text is, or (of descriptions) begins with; the longest words count."""
    words = level(heading_of(reader.keys.value(row, column))).split()
    known = reader.vocabulary.directions
    for end in range(len(words), 0 if not is_whole else len(words) - 1, -1):
        if found := known.get(" ".join(words[:end])):
            return Measure(found)
    return None
