"""The cells of an opened workbook, kept in a file so that a page reads only the rows it shows.

One zip a workbook, named after the SHA-256 of its bytes: blocks of rows, and what stands beside
them. It holds nothing that the workbook does not, and may be deleted at any time: then the workbook
goes through the guard again. Rows and columns are counted from 0, as in `grid`.
"""

import json
import os
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from nphd_tracker.importing.opening.grid import CellValue, Grid, Merge, Position, Workbook
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.importing.opening.handover import beside, encode
from nphd_tracker.importing.opening.receiving import decode_rows

_FORMAT = 1
_BLOCK = 500
_KEPT_AT_MOST = 40
_KEPT_BYTES = 400_000_000
_LARGE = 1_000_000
_one_large = Lock()
"""The cells of a large workbook take hundreds of megabytes until they are kept: one at a time."""


@dataclass(frozen=True, slots=True)
class SheetSize:
    """A sheet by its name; ``rows`` and ``columns`` reach to the last filled cell."""

    name: str
    visible: bool
    rows: int
    columns: int


@dataclass(frozen=True)
class Slice:
    """Some rows of a sheet. ``rows[0]`` is row ``first``; what stands beside is of these rows."""

    first: int
    rows: list[list[CellValue]]
    merges: tuple[Merge, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    formulas: dict[Position, str]
    errors: dict[Position, str]


class KeptWorkbook:
    """An opened workbook, read from where it is kept."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self._index: dict[str, Any] = json.loads(archive.read("index"))
        self._path = path
        self.sheets = tuple(SheetSize(*one) for one in self._index["sheets"])

    def rows(self, sheet: int, first: int, count: int) -> Slice:
        """``count`` rows from ``first`` on, fewer at the end."""
        last = min(first + count, self.sheets[sheet].rows)
        rows: list[list[CellValue]] = []
        with zipfile.ZipFile(self._path) as archive:
            for block in range(first // _BLOCK, (max(last, first + 1) - 1) // _BLOCK + 1):
                if block * _BLOCK < last:
                    rows += decode_rows(archive.read(f"{sheet}/{block}"))
            marks = json.loads(archive.read(f"{sheet}/beside"))
        start = first - first // _BLOCK * _BLOCK
        within = range(first, last)
        return Slice(
            first,
            rows[start : start + last - first],
            tuple(
                (top, left, bottom, right)
                for top, left, bottom, right in marks["merges"]
                if top < last and bottom >= first
            ),
            frozenset(row for row in marks["hidden_rows"] if row in within),
            frozenset(marks["hidden_columns"]),
            {(row, column): text for row, column, text in marks["formulas"] if row in within},
            {(row, column): text for row, column, text in marks["errors"] if row in within},
        )

    def whole(self) -> Workbook:
        """Everything, as the guard gave it."""
        grids = []
        for number, sheet in enumerate(self.sheets):
            cells = self.rows(number, 0, sheet.rows)
            grids.append(
                Grid(
                    sheet.name,
                    sheet.visible,
                    cells.rows,
                    cells.merges,
                    cells.hidden_rows,
                    cells.hidden_columns,
                    cells.formulas,
                    cells.errors,
                )
            )
        return Workbook(tuple(grids), tuple(self._index["warnings"]), self._index["properties"])


def open_kept(path: Path, name: str, sha256: str, folder: Path) -> KeptWorkbook:
    """The cells of the file at ``path``; FileRefusedError as `open_workbook` raises it."""
    kept = folder / f"{sha256}.{_FORMAT}"
    found = _find(kept)
    if found is not None:
        return found
    is_large = path.is_file() and path.stat().st_size >= _LARGE
    with _one_large if is_large else nullcontext():
        found = _find(kept) if is_large else None  # another may have opened it meanwhile
        if found is None:
            _keep(open_workbook(path, name), kept)
    return found or KeptWorkbook(kept)


def _find(kept: Path) -> KeptWorkbook | None:
    with suppress(OSError, zipfile.BadZipFile, KeyError, ValueError):
        found = KeptWorkbook(kept)
        os.utime(kept)
        return found
    return None


def keep_cells(workbook: Workbook, sha256: str, folder: Path) -> None:
    """Keep what was opened just now, so that nobody opens it again; a full disk is no harm here."""
    kept = folder / f"{sha256}.{_FORMAT}"
    if not kept.exists():
        with suppress(OSError):
            _keep(workbook, kept)


def _keep(workbook: Workbook, target: Path) -> None:
    """Written aside and then moved: there as a whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _make_room(target.parent)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".cells-")
    try:
        with (
            os.fdopen(handle, "wb") as out,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        ):
            for number, grid in enumerate(workbook.sheets):
                for block in range(0, len(grid.rows), _BLOCK):
                    rows = grid.rows[block : block + _BLOCK]
                    archive.writestr(f"{number}/{block // _BLOCK}", encode(rows))
                archive.writestr(f"{number}/beside", encode(beside(grid)))
            archive.writestr("index", encode(_index(workbook)))
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _index(workbook: Workbook) -> dict[str, Any]:
    return {
        "sheets": [
            [grid.name, grid.visible, len(grid.rows), max(map(len, grid.rows), default=0)]
            for grid in workbook.sheets
        ],
        "warnings": workbook.warnings,
        "properties": workbook.properties,
    }


def _make_room(folder: Path) -> None:
    """Drops those not looked at for longest."""
    kept = sorted(_sizes(folder), reverse=True)
    total = 0
    for number, (_, size, path) in enumerate(kept):
        total += size
        if number >= _KEPT_AT_MOST or total > _KEPT_BYTES:
            path.unlink(missing_ok=True)


def _sizes(folder: Path) -> Iterable[tuple[float, int, Path]]:
    for path in folder.iterdir():
        with suppress(OSError):
            found = path.stat()
            yield found.st_mtime, found.st_size, path
