"""A province's row: its own agreement, or the total of its regencies and cities."""

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.records import RowsRead, Who
from nphd_tracker.importing.table_reader import TableReader


def sums_its_regions(reader: TableReader, row: int, who: Who, read: RowsRead) -> bool:
    """A province's row that only adds up its regions, before or after them, is their total."""
    if who.region is None or who.region.kind != "province" or reader.keys.by_role.get("grantee"):
        return False
    stated = {c: v for c in reader.money if (v := reader.amount(row, c).sen) is not None}
    if not stated or not any(stated.values()):
        return False
    below = _rows_of_province(reader, range(row + 1, reader.table.end), who.region.province)
    since = max((r for r, _ in read.total_rows), default=-1)
    above = [r for r in read.data_rows if r > since]
    for rows in (below, above):
        if len(rows) > 1 and all(_sum(reader, c, rows) == v for c, v in stated.items()):
            return True
    return False


def _rows_of_province(reader: TableReader, rows: range, province: str) -> list[int]:
    """The rows that follow, as long as they name regencies or cities of this province."""
    found = []
    for row in rows:
        name = reader.keys.text(row, "region") or reader.keys.text(row, "region_code")
        match = reader.vocabulary.regions.by_name(name, province) if name else None
        region = match.region if match else None
        if name and (region is None or region.kind == "province"):
            break
        if region is not None:
            found.append(row)
    return found


def _sum(reader: TableReader, column: Column, rows: list[int]) -> int:
    return sum(reader.amount(row, column).sen or 0 for row in rows)
