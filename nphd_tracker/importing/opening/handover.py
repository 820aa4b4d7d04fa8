"""A workbook on its way out of the child process: JSON lines, so that nothing it says can run.

One line opens a sheet, some bring blocks of rows, one closes it with what stands beside the rows;
the last line says that all was told, or why the file was refused. A large block goes by columns,
numbers as bytes behind their line, texts and days by their place in a list of the different ones.
The parent decodes one block while the child encodes the next.
"""

import json
from array import array
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, BinaryIO

from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.opening.cells import Contents, OpenSheet
from nphd_tracker.importing.opening.grid import (
    CellValue,
    ColumnRows,
    Grid,
    Marks,
    Workbook,
    clip_marks,
    plain_numbers,
    plain_value,
    reach,
)
from nphd_tracker.importing.opening.refusals import refusal
from nphd_tracker.progress import report

_FEW = 1_000
"""Rows handed over as they are, where they do not come in columns."""
_WIDEST = 40_000_000
"""Cells of one sheet, filled or not: calamine itself takes no more."""
_COLUMNS = 1 << 14
"""As many as any format has."""
_EMPTY = frozenset({None, ""})
_PICKED = frozenset({str, date, datetime, type(None)})
"""Kinds of which no two values are equal but of different kinds, as 1 and 1.0 are."""


def _encode_date(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    raise TypeError(f"no cell value: {value!r}")


def _decode_date(value: dict[str, Any]) -> Any:
    if value.keys() == {"t"}:
        return datetime.fromisoformat(value["t"])
    return date.fromisoformat(value["d"]) if value.keys() == {"d"} else value


encode = json.JSONEncoder(default=_encode_date, separators=(",", ":")).encode


def decode_rows(line: bytes) -> list[list[CellValue]]:
    """A block of rows as `encode` wrote it."""
    rows: list[list[CellValue]] = json.loads(line, object_hook=_decode_date)
    return rows


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
        columns: list[list[Any]] = [list(cells) for cells in zip(*block, strict=True)]
        for row, column in named:
            if first <= row < first + len(block) and column < len(columns):
                columns[column][row - first] = None
        filled = {c: cells for c, cells in enumerate(columns) if not _EMPTY.issuperset(cells)}
        _send(out, {"block": len(block), "columns": list(filled)})
        for index, cells in filled.items():
            reached = _send_column(cells, out)
            if reached:
                bottom, right = max(bottom, first + reached - 1), max(right, index)
        first += len(block)
    _send(out, beside(clip_marks(sheet.marks, bottom, right)))


def _send_column(cells: list[Any], out: BinaryIO) -> int:
    """Numbers as bytes; texts and days by their place among the different ones. How far it reaches."""
    kinds = set(map(type, cells))
    if kinds == {float}:
        _send_numbers(out, "d", cells)
        return len(cells)
    if kinds <= _PICKED:
        place_of = {cell: at for at, cell in enumerate(dict.fromkeys(cells))}
        values = list(map(plain_value, place_of))
        places = list(map(place_of.__getitem__, cells))
        _send_numbers(out, "I", places, values)
        return reach([values[at] for at in places] if values[places[-1]] is None else places)
    plain = list(map(plain_value, cells))
    _send(out, {"cells": plain})
    return reach(plain)


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


def receive_workbook(stream: BinaryIO, most_bytes: int) -> Workbook:
    """The workbook, or its FileRefusedError (also when it grows too long); EOFError when it ends early."""
    source = _Source(stream, most_bytes)
    sheets: list[Grid] = []
    while True:
        message = source.message()
        if "refused" in message:
            raise FileRefusedError(*message["refused"])
        if "sheet" not in message:
            return Workbook(tuple(sheets), tuple(message["warnings"]), message["properties"])
        sheets.append(_receive_grid(message, source))


def _receive_grid(opening: dict[str, Any], source: "_Source") -> Grid:
    rows: list[list[CellValue]] = []
    columns: dict[int, list[CellValue]] = {}
    in_all, length, room = int(opening.get("rows", 0)), 0, _WIDEST
    report("opening", 0, in_all)
    while "merges" not in (message := source.message()):
        if isinstance(message, list):
            rows += [list(map(source.shared, row)) for row in message]
            report("opening", len(rows), in_all)
            continue
        count = int(message["block"])
        for index in map(int, message["columns"]):
            room -= count
            if min(index, count) < 0 or index >= _COLUMNS or room < 0:
                raise refusal("too-large")
            cells = columns.setdefault(index, [])
            cells += [None] * (length - len(cells))
            cells += source.column(count)
        length += count
        report("opening", length, in_all)
    if len(columns) * length > _WIDEST:
        raise refusal("too-large")
    for cells in columns.values():
        cells += [None] * (length - len(cells))
    by_columns = ColumnRows(columns)
    return Grid(
        opening["sheet"],
        opening["visible"],
        rows or by_columns,
        tuple((top, left, bottom, right) for top, left, bottom, right in message["merges"]),
        frozenset(message["hidden_rows"]),
        frozenset(message["hidden_columns"]),
        {(row, column): text for row, column, text in message["formulas"]},
        {(row, column): text for row, column, text in message["errors"]},
        {index: cells[: len(by_columns)] for index, cells in columns.items()},
    )


class _Source:
    """The stream, read up to so many bytes."""

    def __init__(self, stream: BinaryIO, most_bytes: int) -> None:
        self._stream = stream
        self._left = most_bytes
        self._texts: dict[str, str] = {}

    def message(self) -> Any:
        line = self._stream.readline(self._left)
        self._take(len(line))
        if not line.endswith(b"\n"):
            raise EOFError("the reader stopped before its last line")
        return json.loads(line, object_hook=_decode_date)

    def column(self, length: int) -> list[CellValue]:
        message = self.message()
        if "cells" in message:
            cells: list[CellValue] = [self.shared(v) for v in message["cells"]]
        else:
            numbers = array(message["code"])
            numbers.frombytes(self._bytes(int(message["bytes"])))
            places: list[Any] = numbers.tolist()
            if message["values"] is None:
                cells = plain_numbers(places)
            else:
                values = [self.shared(v) for v in message["values"]]
                cells = list(map(values.__getitem__, places))
        if len(cells) != length:
            raise ValueError("a column of another length than its block")
        return cells

    def shared(self, value: CellValue) -> CellValue:
        """A text that many blocks repeat is kept once, as the workbook itself keeps it."""
        return self._texts.setdefault(value, value) if isinstance(value, str) else value

    def _bytes(self, count: int) -> bytes:
        data = self._stream.read(min(count, self._left))
        self._take(len(data))
        if len(data) < count:
            raise EOFError("the reader stopped within a column")
        return data

    def _take(self, count: int) -> None:
        self._left -= count
        if self._left <= 0:
            raise refusal("too-large")
