"""A list of who owes which agreements, as a sheet: opened as safely as any file, nothing kept of it.

Where the sheet holds a table, who stands on a row is what an import of it would say. A row names a
local government by code or name; beside it a column of agencies, or a column for each agency with a
mark where one is owed, or neither: then the agencies chosen on the page hold. Beside amounts the
chosen ones are owed on every row, whatever is empty: no report is not "none owed".
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from werkzeug.datastructures import FileStorage

from nphd_tracker.importing.listed import ListedRow, list_rows
from nphd_tracker.importing.opening.grid import CellValue, Grid, Workbook, cell_name
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import ReadOptions
from nphd_tracker.regions import Agency
from nphd_tracker.scope import EVERYTHING, Scope
from nphd_tracker.store.roster import Owed
from nphd_tracker.web.entries.roster_list import (
    MOST_LINES,
    Wrong,
    find_agencies,
    find_agency,
    find_region,
    say_unknown,
)
from nphd_tracker.web.incoming.sent_files import shown_name
from nphd_tracker.web.serving.language import gettext as _

_NO = frozenset({"-", "–", "0", "nihil", "tidak", "tidak ada", "no", "x tidak"})
_TOTALS = ("jumlah", "total", "keterangan", "catatan", "sumber")


def open_sheet(file: FileStorage) -> Workbook:
    """FileRefusedError says what is wrong with it."""
    name = shown_name(file.filename or "")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"roster{Path(name).suffix.lower()[:6]}"
        file.save(path)
        return open_workbook(path, name)


def read_sheets(
    workbook: Workbook, agencies: Sequence[Agency], scope: Scope = EVERYTHING
) -> tuple[list[Owed], list[Wrong]]:
    """What the visible sheets say is owed, each once, and the rows that cannot be understood."""
    owed: list[Owed] = []
    wrong: list[Wrong] = []
    for grid in workbook.sheets:
        if grid.visible:
            rows = list_rows(grid, workbook, ReadOptions(), load_vocabulary())
            if rows is None:
                found, problems = _read_sheet(grid, agencies, scope)
            else:
                found, problems = _read_table(grid, rows, agencies, scope)
            owed += found
            wrong += problems
    return list(dict.fromkeys(owed)), wrong


def _read_table(
    grid: Grid, rows: Sequence[ListedRow], chosen: Sequence[Agency], scope: Scope
) -> tuple[list[Owed], list[Wrong]]:
    owed: list[Owed] = []
    wrong: list[Wrong] = []
    for row in rows[:MOST_LINES]:
        agencies = _agencies_of(row, chosen)
        if row.region is None:
            message = say_unknown([match] if (match := find_region(row.text)) else [])
        elif not agencies:
            message = (
                _("lembaganya tidak dikenal")
                if row.is_grantee_unclear
                else _("lembaganya belum dipilih")
            )
        elif not scope.is_within((row.region.code, agency) for agency in agencies):
            message = _("di luar wilayah atau lembaga Anda")
        else:
            owed += [(row.region.code, agency) for agency in agencies]
            continue
        wrong.append(Wrong(row.row + 1, row.text[:80], message, f"{grid.name}!{row.cell}"))
    return owed, wrong


def _agencies_of(row: ListedRow, chosen: Sequence[Agency]) -> list[Agency]:
    if row.agency:
        return [row.agency]
    if row.is_grantee_unclear:
        return sorted(row.several)
    said = {a: [t for t in texts if t.casefold() not in _NO] for a, texts in row.beside.items()}
    named = [agency for agency, texts in said.items() if texts]
    if any(_is_amount(text) for texts in said.values() for text in texts) or not any(
        row.beside.values()
    ):
        refused = {agency for agency, texts in row.beside.items() if texts and not said[agency]}
        named += [agency for agency in chosen if agency not in named and agency not in refused]
    return named


def _is_amount(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _read_sheet(
    grid: Grid, chosen: Sequence[Agency], scope: Scope
) -> tuple[list[Owed], list[Wrong]]:
    owed: list[Owed] = []
    wrong: list[Wrong] = []
    columns: dict[int, Agency] = {}
    has_begun = False
    for row, line in enumerate(grid.rows[:MOST_LINES]):
        texts = {place: _text(value) for place, value in enumerate(line) if _text(value)}
        matches = {place: match for place, text in texts.items() if (match := find_region(text))}
        region = next((match.region for match in matches.values() if match.region), None)
        if region is None and not has_begun:
            columns = {
                place: agency for place, text in texts.items() if (agency := find_agency(text))
            } or columns
            continue
        if region is None:
            problem = _say_row(grid, row, texts, list(matches))
            wrong += [problem] if problem else []
            continue
        has_begun = True
        named = _named(texts, columns) or list(chosen)
        place = f"{grid.name}!{cell_name(row, next(iter(matches)))}"
        if not named:
            wrong.append(Wrong(row + 1, region.name, _("lembaganya belum dipilih"), place))
        elif not scope.is_within((region.code, agency) for agency in named):
            message = _("di luar wilayah atau lembaga Anda")
            wrong.append(Wrong(row + 1, region.name, message, place))
        else:
            owed += [(region.code, agency) for agency in named]
    return owed, wrong


def _named(texts: dict[int, str], columns: dict[int, Agency]) -> list[Agency]:
    """The agencies that the row itself names or marks."""
    marked = [
        agency
        for place, agency in columns.items()
        if place in texts and texts[place].casefold() not in _NO
    ]
    return marked or [agency for text in texts.values() for agency in find_agencies(text)]


def _say_row(grid: Grid, row: int, texts: dict[int, str], matched: Sequence[int]) -> Wrong | None:
    """A row below the first that names nobody known; None for totals, notes and bare numbers."""
    words = {place: text for place, text in texts.items() if not text.replace(".", "").isdigit()}
    words = {place: text for place, text in words.items() if not find_agency(text)}
    if not words or next(iter(words.values())).casefold().startswith(_TOTALS):
        return None
    place = matched[0] if matched else next(iter(words))
    found = [match for match in [find_region(texts[place])] if match]
    cell = f"{grid.name}!{cell_name(row, place)}"
    return Wrong(row + 1, texts[place][:80], say_unknown(found), cell)


def _text(value: CellValue) -> str:
    return "" if value is None else " ".join(str(value).split())


def as_lines(owed: Sequence[Owed]) -> str:
    """The same as a list that can be pasted: ``53.09<tab>KPU``."""
    return "\n".join(f"{region}\t{agency.value}" for region, agency in owed)
