"""A row that adds up others: a province over its regencies, a budget post over its grantees."""

from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.records import RowsRead, Who
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.reading import Severity
from nphd_tracker.regions import Agency, Region

_MOST_PARTS = 60
_TOGETHER = (
    frozenset({Agency.TNI, Agency.POLRI}),
    frozenset({Agency.KPU, Agency.BAWASLU}),
)
"""Who a word for several grantees that names none of them may be of: "Pengamanan", "Penyelenggara"."""


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


def sums_what_follows(reader: TableReader, row: int) -> bool:
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


def sums_its_grantees(reader: TableReader, row: int, who: Who, read: RowsRead) -> bool:
    """ "TNI/POLRI" beside the rows of a Polres and a Kodim that it adds up, wherever it stands."""
    told = {p.code for p in who.problems if p.severity is Severity.ERROR}
    stated = {column: sen for column, sen in _stated(reader, row).items() if sen}
    if told != {"agencies-joined"} or not stated:
        return False
    named = reader.vocabulary.agencies.all_in(reader.keys.text(row, "grantee"))
    around = _rows_of_its_region(reader, row, who, read)
    return any(
        _adds_up_parts(reader, stated, several, around)
        for several in ((named,) if named else _TOGETHER)
    )


def _adds_up_parts(
    reader: TableReader, stated: dict[Column, int], several: frozenset[Agency], rows: list[int]
) -> bool:
    """Whether the rows of some agencies come to what one row states."""
    sums = dict.fromkeys(stated, 0)
    parts = 0
    for row in rows:
        grantee = reader.keys.grantee(reader.keys.text(row, "grantee"))
        if grantee is not None and grantee.agency in several:
            parts += 1
            for column in stated:
                sums[column] += reader.amount(row, column).sen or 0
    return parts > 1 and sums == stated


def _rows_of_its_region(reader: TableReader, row: int, who: Who, read: RowsRead) -> list[int]:
    """The rows above and below one, from it outwards, as long as they are of its region."""
    own = reader.keys.text(row, "region") or reader.keys.text(row, "region_code")
    rows: list[int] = []
    for record in reversed(read.own_records):
        if record.who.region != who.region or len(rows) == _MOST_PARTS:
            break
        rows.append(record.row)
    for below in range(row + 1, min(reader.table.end, row + 1 + _MOST_PARTS)):
        name = reader.keys.text(below, "region") or reader.keys.text(below, "region_code")
        if name not in ("", own):
            break
        rows.append(below)
    return rows


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
