"""A table in parts: headings that name nobody ("B. BELUM CAIR 100 %"), instalments below a grantee's row."""

import itertools

from nphd_tracker.importing.controls import check_rows_below
from nphd_tracker.importing.records import Record, RowsRead, Who
from nphd_tracker.importing.statements import FigureMaker
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.importing.vocabulary import level
from nphd_tracker.importing.written import heading_of
from nphd_tracker.reading import Measure
from nphd_tracker.regions.spelling import drop_list_mark

_LABELS = ("region", "grantee", "unit", "description")
_LONGEST_TRANCHE = 6


def goes_on(reader: TableReader, row: int, read: RowsRead) -> bool:
    """Whether a heading below a subtotal heads a further part of the table, not something else.

    A total further down that adds up what stands above and below the heading says so.
    """
    for column in reader.filled_money:
        above = read.sums.get(column.index)
        if above is None or not (total := above.between()):
            continue
        below = 0
        for at in range(row + 1, reader.table.end):
            amount = reader.amount(at, column).sen
            if amount is None:
                continue
            if reader.total_label(at) is None:
                below += amount
            elif below and amount == total + below:
                return True
    return False


class Instalments:
    """Rows "- Tahap I", "- Tahap II" below the row of the grantee whose parts they are."""

    def __init__(self, reader: TableReader) -> None:
        self.reader = reader
        names_rows = any(r in reader.keys.by_role for r in ("region", "grantee", "unit"))
        is_of_one = reader.context.agency is not None and not names_rows
        self.is_possible = not (reader.blocks or reader.is_register or is_of_one)
        self.parent: Record | None = None
        self.parts: dict[Measure, list[int]] = {}

    def take(self, row: int, read: RowsRead) -> bool:
        """Reads such a row; False where it is another's."""
        if not self.is_possible or not (tranche := self._tranche(row)):
            self.close()
            return False
        if self.parent is None:
            above = read.records[-1] if read.records else None
            if not isinstance(above, Record) or above.who.agency is None:
                return False
            self.parent = above
        who = self.parent.who
        record = Record(row, Who(who.region, who.agency, who.unit, who.unit_implied))
        record.share, record.election = self.parent.share, self.parent.election
        for column in self.reader.money:
            if column.measure in (None, Measure.COMMITTED):
                continue
            amount = self.reader.amount(row, column)
            record.problems += amount.problems
            if amount.sen is None or not (who.region and who.agency) or self.parent.is_wrong:
                continue
            self.parts.setdefault(column.measure, []).append(amount.sen)
            if read.amount(self.parent.row, column.index) is None:
                read.note(row, column.index, amount.sen)
            maker = FigureMaker(self.reader, record, who.region, who.agency, None)
            if on := maker.position_day(column.measure, [column]):
                maker.add(column.measure, on, amount.sen, [column], tranche=tranche)
        read.data_rows.append(row)
        read.records.append(record)
        return True

    def close(self) -> None:
        """The grantee's parts are all read: its stated sum is held against them."""
        if self.parent is not None:
            check_rows_below(self.reader, self.parent, self.parts)
        self.parent, self.parts = None, {}

    def _tranche(self, row: int) -> str:
        """Which instalment the row's only label names."""
        keys, book = self.reader.keys, self.reader.vocabulary
        texts = [
            heading_of(value)
            for role in (*_LABELS, "region_code", "nphd_number")
            if (column := keys.by_role.get(role))
            and (value := self.reader.amounts.value(row, column.index)) is not None
        ]
        words = level(drop_list_mark(texts[0].lstrip("-–—•* "))).split() if len(texts) == 1 else []
        if not words or len(words) > _LONGEST_TRANCHE or words[0] not in book.tranche_words:
            return ""
        return next(
            (
                book.tranche_ordinals[ordinal]
                for word, ordinal in itertools.pairwise(w for w in words if w != "ke")
                if word in book.tranche_words and ordinal in book.tranche_ordinals
            ),
            "",
        )
