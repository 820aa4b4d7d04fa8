"""A reading without what lies outside a person's scope: told as problems, never compared or stored.

What is stored of another's agreement is thereby in no old value, no total and no finding.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from nphd_tracker.blocks import places_of
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.reading import (
    Problem,
    Reading,
    SheetReading,
    StatedFigure,
    StatedFollowUp,
    StatedTerm,
)
from nphd_tracker.regions import Agency, RegionBook
from nphd_tracker.scope import Scope
from nphd_tracker.store import OUTSIDE_SCOPE

_CELL = re.compile(r"([A-Z]+)(\d+)$")
_REGION_ROLES = ("region", "region_code")
Stated = StatedFigure | StatedTerm


def keep_within(reading: Reading, scope: Scope, book: RegionBook) -> Reading:
    """The same reading less what is outside; ``outside`` names it. Everything: as it came."""
    if scope.is_everything:
        return reading
    places = {(one.region, one.agency) for one in reading.follow_ups}
    places.update(*(places_of(sheet) for sheet in reading.sheets))
    outside = {place for place in places if not scope.covers(*place)}
    if not outside:
        return reading
    theirs = [one for one in reading.follow_ups if (one.region, one.agency) in outside]
    return replace(
        reading,
        sheets=tuple(_limit(sheet, outside, book) for sheet in reading.sheets),
        follow_ups=tuple(one for one in reading.follow_ups if one not in theirs),
        problems=(*reading.problems, *(_tell_follow_up(one, book) for one in theirs)),
        outside=tuple(sorted(outside)),
    )


def _limit(sheet: SheetReading, outside: set[tuple[str, Agency]], book: RegionBook) -> SheetReading:
    dropped = [one for one in sheet.stated if (one.region, one.agency) in outside]
    if not dropped:
        return sheet
    kept = [one for one in sheet.stated if (one.region, one.agency) not in outside]
    rows = _rows(dropped) - _rows(kept) - set(sheet.left_out)
    return replace(
        sheet,
        figures=tuple(one for one in sheet.figures if (one.region, one.agency) not in outside),
        terms=tuple(one for one in sheet.terms if (one.region, one.agency) not in outside),
        problems=(*sheet.problems, *_tell(sheet, dropped, book)),
        left_out=tuple(sorted({*sheet.left_out, *rows})),
        rows_left_out=sheet.rows_left_out + len(rows),
    )


def _tell(sheet: SheetReading, dropped: Iterable[Stated], book: RegionBook) -> Iterable[Problem]:
    """One problem a row and grantor, at the cell that names it; where none does, one in all."""
    agencies: dict[tuple[str, str], dict[Agency, None]] = {}
    places: dict[tuple[str, str], str] = {}
    letter = _region_letter(sheet.columns)
    for one in dropped:
        cell, row = _first_cell(one)
        key = (one.region, f"{letter}{row}" if letter and row else "")
        places.setdefault(key, key[1] or cell)
        agencies.setdefault(key, {})[one.agency] = None
    for key, found in agencies.items():
        yield _problem(sheet.sheet, places[key], key[0], found, book)


def _tell_follow_up(one: StatedFollowUp, book: RegionBook) -> Problem:
    sheet, _, cell = one.cells[0].rpartition("!")
    return _problem(sheet, cell, one.region, (one.agency,), book)


def _problem(
    sheet: str, cell: str, code: str, agencies: Iterable[Agency], book: RegionBook
) -> Problem:
    region = book.get(code)
    name = region.label if region else code
    other = f"{name} ({', '.join(one.value for one in agencies)})"
    return make_problem(OUTSIDE_SCOPE, sheet, cell, name, other=other)


def _region_letter(columns: Mapping[str, str]) -> str:
    """The first column that names the grantor, else that of its code; "" where there is none."""
    found = (at for role in _REGION_ROLES for at, name in columns.items() if name == role)
    return next(found, "")


def _rows(said: Iterable[Stated]) -> set[int]:
    return {row for one in said if (row := _first_cell(one)[1])}


def _first_cell(one: Stated) -> tuple[str, int]:
    """``Rekap!F16`` -> F16, 16."""
    found = _CELL.search(one.cells[0].rpartition("!")[2]) if one.cells else None
    return (found[0], int(found[2])) if found else ("", 0)
