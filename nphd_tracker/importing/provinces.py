"""A row that adds up others: a province over its regencies, a budget post over its grantees."""

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.records import RowsRead, Who
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.reading import Severity
from nphd_tracker.regions import Agency, Region

_MOST_PARTS = 60


def sums_its_regions(reader: TableReader, row: int, who: Who, read: RowsRead) -> bool:
    """A province's row that only adds up its regions, before or after them, is their total."""
    name = reader.keys.text(row, "region")
    province = who.region or _maybe_province(reader, name)
    if province is None or province.kind != "province" or reader.keys.by_role.get("grantee"):
        return False
    stated = _stated(reader, row)
    if not any(stated.values()):
        return False
    below = _rows_of_province(reader, range(row + 1, reader.table.end), province.code, name)
    since = max((r for r, _ in read.total_rows), default=-1)
    above = [r for r in read.data_rows if r > since]
    for rows in (below, above):
        if len(rows) > 1 and all(_sum(reader, c, rows) == v for c, v in stated.items()):
            return True
    return False


def adds_up_others(reader: TableReader, row: int, who: Who, read: RowsRead) -> bool:
    """A row of nobody's, or of several grantees at once, that only adds up theirs."""
    if who.agency is not None:
        return False
    if not who.is_wrong:
        return _sums_what_follows(reader, row)
    told = [p for p in who.problems if p.severity is Severity.ERROR]
    if any(problem.code != "agencies-joined" for problem in told):
        return False
    several = reader.vocabulary.agencies.all_in(reader.keys.text(row, "grantee"))
    return _adds_up_its_parts(reader, row, several, _rows_of_its_region(reader, row, who, read))


def _rows_of_its_region(
    reader: TableReader, row: int, who: Who, read: RowsRead
) -> tuple[list[int], list[int]]:
    """The rows below and above one, from it outwards, as long as they are of its region."""
    own = reader.keys.text(row, "region") or reader.keys.text(row, "region_code")
    below: list[int] = []
    for part in range(row + 1, min(reader.table.end, row + 1 + _MOST_PARTS)):
        name = reader.keys.text(part, "region") or reader.keys.text(part, "region_code")
        if name not in ("", own):
            break
        below.append(part)
    above: list[int] = []
    for record in reversed(read.own_records):
        if record.who.region != who.region or len(above) == _MOST_PARTS:
            break
        above.append(record.row)
    return below, above


def _adds_up_its_parts(
    reader: TableReader, row: int, several: frozenset[Agency], around: tuple[list[int], list[int]]
) -> bool:
    """ "TNI/POLRI" over the rows of a Polres and a Kodim, or below them: their subtotal."""
    stated = {column: sen for column, sen in _stated(reader, row).items() if sen}
    if not stated:
        return False
    for is_above, rows in enumerate(around):
        sums = dict.fromkeys(stated, 0)
        parts: set[Agency] = set()
        for count, part in enumerate(rows, 1):
            grantee = reader.keys.grantee(reader.keys.text(part, "grantee"))
            if grantee is None or (several and grantee.agency not in several):
                break
            parts.add(grantee.agency)
            for column in stated:
                sums[column] += reader.amount(part, column).sen or 0
            if sums == stated and (count > 1 or several):
                return parts == several or not (several and is_above)
    return False


def _sums_what_follows(reader: TableReader, row: int) -> bool:
    """A row of nobody's that only adds up the rows below: a budget post over its grantees."""
    stated = _stated(reader, row)
    if not any(stated.values()):
        return False
    sums = dict.fromkeys(stated, 0)
    for below in range(row + 1, min(reader.table.end, row + 1 + _MOST_PARTS)):
        for column in stated:
            sums[column] += reader.amount(below, column).sen or 0
        if sums == stated:
            return True
    return False


def _stated(reader: TableReader, row: int) -> dict[Column, int]:
    return {c: v for c in reader.money if (v := reader.amount(row, c).sen) is not None}


def _maybe_province(reader: TableReader, name: str) -> Region | None:
    """ "BENGKULU" over its regencies may be the province as well as the city."""
    found = reader.vocabulary.regions.by_name(name).candidates if name else ()
    return next((region for region in found if region.kind == "province"), None)


def _rows_of_province(reader: TableReader, rows: range, province: str, heading: str) -> list[int]:
    """The rows that follow, as long as they name the province itself or regions of it."""
    found = []
    for row in rows:
        name = reader.keys.text(row, "region") or reader.keys.text(row, "region_code")
        match = reader.vocabulary.regions.by_name(name, province) if name else None
        region = match.region if match else None
        is_own = region is not None and region.code == province and name != heading
        if name and not is_own and (region is None or region.kind == "province"):
            break
        if region is not None:
            found.append(row)
    return found


def _sum(reader: TableReader, column: Column, rows: list[int]) -> int:
    return sum(reader.amount(row, column).sen or 0 for row in rows)
