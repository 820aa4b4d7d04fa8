"""Comma, semicolon or tab separated text: cells as they are written, nothing guessed about them.

Indonesian Excel separates by semicolon since the comma is its decimal sign; other programs use
the comma or the tab.
"""

import codecs
import csv
import re
from collections import Counter
from io import StringIO
from pathlib import Path

from nphd_tracker.importing.opening.grid import CellValue
from nphd_tracker.importing.opening.refusals import refusal

_SEPARATORS = ("\t", ";", ",")
"""In order of trust: a tab or semicolon is hardly ever part of a text."""
_SAMPLE = 100_000
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def read_delimited(path: Path) -> list[list[CellValue]]:
    """Rows of text cells; an empty one is None. A first line "sep=;" is Excel's and no row."""
    text = decode(path.read_bytes())
    separator = None
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text = first.strip()[4], rest
    try:
        records = _records(text, separator or find_separator(text))
    except csv.Error as error:
        raise refusal("damaged") from error
    return [[cell.strip() or None for cell in record] for record in records]


def decode(data: bytes) -> str:
    """UTF-16 with its mark, UTF-8 with or without, else what Windows used before (cp1252)."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def find_separator(text: str) -> str:
    """The sign that gives most lines the same number of cells, two or more; quotes do not count."""
    lines = [line for line in _QUOTED.sub("", text[:_SAMPLE]).splitlines() if line.strip()]
    return max(_SEPARATORS, key=lambda separator: _regular_lines(lines, separator))


def _regular_lines(lines: list[str], separator: str) -> int:
    counts = Counter(line.count(separator) for line in lines if separator in line)
    return max(counts.values(), default=0)


def _records(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), delimiter=separator))
