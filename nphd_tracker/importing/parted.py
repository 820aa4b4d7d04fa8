"""A table in parts under headings that name nobody: "A. SUDAH CAIR 100 %", "B. BELUM CAIR 100 %"."""

from nphd_tracker.importing.records import RowsRead
from nphd_tracker.importing.table_reader import TableReader


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
