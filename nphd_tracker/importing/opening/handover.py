"""A workbook on its way out of the child process: JSON lines, so that nothing it says can run.

One line opens a sheet, some bring blocks of rows, one closes it with what stands beside the rows;
the last line says that all was told, or why the file was refused. A large block goes by columns,
numbers as bytes behind their line, texts and days by their place in a list of the different ones.
The parent decodes one block while the child encodes the next.
"""

import json
from array import array
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.opening.cells import Contents, OpenSheet
from nphd_tracker.importing.opening.grid import (
    CellValue,
    Grid,
    Marks,
    clip_marks,
    plain_value,
    reach,
)

_FEW = 1_000
"""Rows handed over as they are, where they do not come in columns."""
_EMPTY = frozenset({None, ""})
_PICKED = frozenset({str, date, datetime, type(None)})
"""Kinds of which no two values are equal but of different kinds, as 1 and 1.0 are."""
_CODES = ((1 << 8, "B"), (1 << 16, "H"), (1 << 32, "I"))
"""How places are written where there are fewer than so many."""


def _encode_date(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    raise TypeError(f"no cell value: {value!r}")


encode = json.JSONEncoder(default=_encode_date, separators=(",", ":")).encode


def send_contents(contents: Contents, out: BinaryIO) -> None:
    """Write all sheets as they are read, then the closing line."""
    for sheet in contents.sheets:
        if isinstance(sheet, Grid):
            _send(out, {"sheet": sheet.name, "visible": sheet.visible, "rows": len(sheet.rows)})
            _send_grid(sheet, out)
        else:
            _send(out, {"sheet": sheet.name, "visible": sheet.visible, "rows": sheet.length})
            _send_sheet(sheet, out)
    _send(out, {"warnings": contents.warnings, "properties": contents.properties})
    out.flush()


def _send_grid(grid: Grid, out: BinaryIO) -> None:
    for start in range(0, len(grid.rows), _FEW):
        _send(out, grid.rows[start : start + _FEW])
    _send(out, beside(grid))


def _send_sheet(sheet: OpenSheet, out: BinaryIO) -> None:
    """What a mark names is None at its place, whatever the library makes of it."""
    named = sorted((*sheet.marks.formulas, *sheet.marks.errors))
    bottom = right = -1
    first = 0
    for block in sheet.blocks:
        columns: list[Sequence[Any]] = list(zip(*block, strict=True))
        for row, column in named:
            if first <= row < first + len(block) and column < len(columns):
                columns[column] = _without(columns[column], row - first)
        filled = {c: cells for c, cells in enumerate(columns) if not _EMPTY.issuperset(cells)}
        _send(out, {"block": len(block), "columns": list(filled)})
        for index, cells in filled.items():
            reached = _send_column(cells, out)
            if reached:
                bottom, right = max(bottom, first + reached - 1), max(right, index)
        first += len(block)
    _send(out, beside(clip_marks(sheet.marks, bottom, right)))


def _without(cells: Sequence[Any], place: int) -> list[Any]:
    found = cells if isinstance(cells, list) else list(cells)
    found[place] = None
    return found


def _send_column(cells: Sequence[Any], out: BinaryIO) -> int:
    """Numbers as bytes; texts and days by their place among the different ones. How far it reaches."""
    if type(cells[-1]) is not float:
        different = dict.fromkeys(cells)
        # Of values that equal each other the first stands for all: no number is among them.
        if _PICKED.issuperset(map(type, different)):
            return _send_places(different, cells, out)
    elif set(map(type, cells)) == {float}:
        _send_numbers(out, "d", cells)
        return len(cells)
    plain = list(map(plain_value, cells))
    _send(out, {"cells": plain})
    return reach(plain)


def _send_places(different: Iterable[Any], cells: Sequence[Any], out: BinaryIO) -> int:
    place_of = {cell: at for at, cell in enumerate(different)}
    values = list(map(plain_value, place_of))
    code = next(code for most, code in _CODES if len(values) <= most)
    _send_numbers(out, code, map(place_of.__getitem__, cells), values)
    if values[place_of[cells[-1]]] is not None:
        return len(cells)
    return reach([values[place_of[cell]] for cell in cells])


def _send_numbers(
    out: BinaryIO, code: str, numbers: Iterable[Any], values: list[CellValue] | None = None
) -> None:
    data = array(code, numbers).tobytes()
    _send(out, {"code": code, "bytes": len(data), "values": values})
    out.write(data)


def send_refusal(error: FileRefusedError, out: BinaryIO) -> None:
    _send(out, {"refused": [error.code, error.indonesian, error.english]})
    out.flush()


def _send(out: BinaryIO, message: object) -> None:
    out.write(encode(message).encode() + b"\n")


def beside(marks: Grid | Marks) -> dict[str, Any]:
    """What stands beside the rows of a sheet."""
    return {
        "merges": marks.merges,
        "hidden_rows": sorted(marks.hidden_rows),
        "hidden_columns": sorted(marks.hidden_columns),
        "formulas": [(*position, text) for position, text in marks.formulas.items()],
        "errors": [(*position, text) for position, text in marks.errors.items()],
    }
