"""A workbook on its way out of the child process: JSON lines, so that nothing it says can run.

One line opens a sheet, some bring blocks of rows, one closes it with what stands beside the rows;
the last line says that all was told, or why the file was refused. The parent decodes a block
while the child still encodes the next.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.cells import Contents
from nphd_tracker.importing.grid import CellValue, Grid, Workbook
from nphd_tracker.importing.refusals import refusal
from nphd_tracker.progress import report

_BLOCK = 1_000
_LONG_BLOCK = 2_000_000
"""Bytes; a thousand rows of fourteen columns take a tenth of it."""


def _encode_date(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    raise TypeError(f"no cell value: {value!r}")


def _decode_date(value: dict[str, str]) -> date:
    if "t" in value:
        return datetime.fromisoformat(value["t"])
    return date.fromisoformat(value["d"])


encode = json.JSONEncoder(default=_encode_date, separators=(",", ":")).encode


def decode_rows(line: bytes) -> list[list[CellValue]]:
    """A block of rows as `encode` wrote it."""
    rows: list[list[CellValue]] = json.loads(line, object_hook=_decode_date)
    return rows


def send_contents(contents: Contents, out: BinaryIO) -> None:
    """Write all sheets as they are read, then the closing line."""
    for grid in contents.sheets:
        _send(out, {"sheet": grid.name, "visible": grid.visible, "rows": len(grid.rows)})
        for start in range(0, len(grid.rows), _BLOCK):
            _send(out, grid.rows[start : start + _BLOCK])
        _send(out, beside(grid))
    _send(out, {"warnings": contents.warnings, "properties": contents.properties})
    out.flush()


def send_refusal(error: FileRefusedError, out: BinaryIO) -> None:
    _send(out, {"refused": [error.code, error.indonesian, error.english]})
    out.flush()


def _send(out: BinaryIO, message: object) -> None:
    out.write(encode(message).encode() + b"\n")


def beside(grid: Grid) -> dict[str, Any]:
    """What stands beside the rows of a sheet."""
    return {
        "merges": grid.merges,
        "hidden_rows": sorted(grid.hidden_rows),
        "hidden_columns": sorted(grid.hidden_columns),
        "formulas": [(*position, text) for position, text in grid.formulas.items()],
        "errors": [(*position, text) for position, text in grid.errors.items()],
    }


def receive_workbook(stream: BinaryIO, most_bytes: int) -> Workbook:
    """The workbook, or its FileRefusedError (also when it grows too long); EOFError when it ends early."""
    lines = _lines(stream, most_bytes)
    sheets: list[Grid] = []
    while True:
        message = json.loads(next(lines))
        if "refused" in message:
            raise FileRefusedError(*message["refused"])
        if "sheet" not in message:
            return Workbook(tuple(sheets), tuple(message["warnings"]), message["properties"])
        sheets.append(_receive_grid(message, lines))


def _receive_grid(opening: dict[str, Any], lines: Iterator[bytes]) -> Grid:
    rows: list[Any] = []
    texts: dict[str, str] = {}
    in_all = int(opening.get("rows", 0))
    report("opening", 0, in_all)
    while (line := next(lines)).startswith(b"["):
        block = decode_rows(line)
        if len(line) > _LONG_BLOCK:
            _share_texts(block, texts)
        rows += block
        report("opening", len(rows), in_all)
    marks = json.loads(line)
    return Grid(
        opening["sheet"],
        opening["visible"],
        rows,
        tuple((top, left, bottom, right) for top, left, bottom, right in marks["merges"]),
        frozenset(marks["hidden_rows"]),
        frozenset(marks["hidden_columns"]),
        {(row, column): text for row, column, text in marks["formulas"]},
        {(row, column): text for row, column, text in marks["errors"]},
    )


def _share_texts(rows: list[list[CellValue]], texts: dict[str, str]) -> None:
    """A long text that a thousand cells repeat is kept once, as the workbook itself keeps it."""
    for row in rows:
        row[:] = [texts.setdefault(v, v) if isinstance(v, str) else v for v in row]


def _lines(stream: BinaryIO, most_bytes: int) -> Iterator[bytes]:
    left = most_bytes
    while line := stream.readline(left):
        left -= len(line)
        if not left:
            raise refusal("too-large")
        if not line.endswith(b"\n"):
            break
        yield line
    raise EOFError("the reader stopped before its last line")
