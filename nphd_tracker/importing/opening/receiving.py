"""What the child process tells of a workbook (`handover`), taken in without trust.

It may have been made to say anything: nothing of it is run, and lengths and places are looked at.
"""

import json
from array import array
from datetime import date, datetime
from typing import Any, BinaryIO

from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.opening.grid import (
    CellValue,
    ColumnRows,
    Grid,
    Stretch,
    Workbook,
    plain_numbers,
    stretch_of,
)
from nphd_tracker.importing.opening.refusals import refusal
from nphd_tracker.progress import report

_WIDEST = 40_000_000
"""Cells of one sheet, filled or not: calamine itself takes no more."""
_COLUMNS = 1 << 14
"""As many as any format has."""


def _decode_date(value: dict[str, Any]) -> Any:
    if value.keys() == {"t"}:
        return datetime.fromisoformat(value["t"])
    return date.fromisoformat(value["d"]) if value.keys() == {"d"} else value


def decode_rows(line: bytes) -> list[list[CellValue]]:
    """A block of rows as `encode` wrote it."""
    rows: list[list[CellValue]] = json.loads(line, object_hook=_decode_date)
    return rows


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
    stretches: dict[int, list[Stretch]] = {}
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
            found, known = source.column(count, length)
            cells += found
            stretches.setdefault(index, []).append(known)
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
        stretches,
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

    def column(self, length: int, first: int) -> tuple[list[CellValue], Stretch]:
        """A column of a block that begins in row ``first``: its cells, and what is known of them."""
        message = self.message()
        values = message["cells"] if "cells" in message else message["values"]
        places: list[Any] = []
        if "cells" not in message:
            read = array(message["code"])
            read.frombytes(self._bytes(int(message["bytes"])))
            places = read.tolist()
        if values is None:
            cells = plain_numbers(places)
            known = stretch_of(cells, first)
        else:
            values = [self.shared(v) for v in values]
            cells = list(map(values.__getitem__, places)) if "cells" not in message else values
            texts = frozenset(v for v in values if isinstance(v, str))
            known = Stretch(first, first + length, frozenset(map(type, values)), texts)
        if len(cells) != length:
            raise ValueError("a column of another length than its block")
        return cells, known

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
