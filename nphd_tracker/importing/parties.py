"""One measure on one row as two parties say it; who of them counts, and where they differ."""

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.controls import ROUNDING, Values, differing
from nphd_tracker.importing.records import Record
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.reading import Measure, Source


def by_party(measure: Measure, cells: dict[Column, int]) -> list[dict[Column, int]]:
    """The amounts of each party that is named, the one that counts first; one where nobody is."""
    order = [None, Source.GRANTOR, Source.GRANTEE, Source.OTHER]
    if measure is Measure.SPENT:
        order = [None, Source.GRANTEE, Source.GRANTOR, Source.OTHER]
    sources = sorted({c.source for c in cells}, key=order.index)
    return [{c: sen for c, sen in cells.items() if c.source == source} for source in sources]


def check_parties(reader: TableReader, record: Record, said: Values, other: Values) -> None:
    """A transfer that one party states and the other received differently is told, and is not two."""
    one, two = sum(said.values()), sum(other.values())
    if abs(one - two) < ROUNDING:
        return
    column = next(iter(other))
    record.problems.append(differing(reader, record, column, "parties-differ", two, one))
