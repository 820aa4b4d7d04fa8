"""What calamine hides in .xlsx and .xlsm: error cells, formulas saved without a value, hidden rows
and columns; and where the sheets and the document properties are.

Read by a bounded defusedxml pass, in the child process only. Names are compared without their
namespace, so that Strict OOXML reads like the usual one.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

from nphd_tracker.importing.opening.grid import Marks, Position, cell_name, column_index

_SMALL_PART = 4_000_000
_CHUNK = 1 << 20
_LONGEST_ROW = 8 << 20
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ROW_TAG = re.compile(rb"""<row r=["']\d+["'][^>]*>""")
_MARKED = re.compile(rb"""<f[ >/]|t=["']e["']""")
_ERROR = re.compile(rb"""t=["']e["']""")
_SAVED = re.compile(rb"<v>(?!0?</v>)")
_SHARED = re.compile(rb"<f[^>]* ref=")
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Package:
    """The workbook's own index: sheet name -> its part; can saved values be trusted."""

    sheets: dict[str, str]
    recalculates: bool
    """"Compute all on opening": a saved zero is a filler of the program that wrote the formula."""
    properties: dict[str, str]


def read_package(archive: zipfile.ZipFile) -> Package:
    """Follow the relationships from the root to the sheets."""
    targets = _relationships(archive, "_rels/.rels", "")
    book = next((part for kind, part in targets.values() if kind == "officeDocument"), "")
    core = next((part for kind, part in targets.values() if kind == "core-properties"), "")
    folder, name = posixpath.split(book)
    parts = _relationships(archive, posixpath.join(folder, "_rels", f"{name}.rels"), folder)
    root = _read_xml(archive, book)
    sheets: dict[str, str] = {}
    recalculates = False
    told = _properties(_read_xml(archive, core))
    for element in root.iter() if root is not None else ():
        if _local(element) == "sheet":
            _, part = parts.get(_attribute(element, "id"), ("", ""))
            sheets.setdefault(element.get("name", ""), part)
        elif _local(element) == "workbookPr" and element.get("date1904") in _TRUE:
            told["date1904"] = "1"
        elif _local(element) == "calcPr":
            recalculates = element.get("fullCalcOnLoad") in _TRUE
    return Package(sheets, recalculates, told)


def _relationships(archive: zipfile.ZipFile, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """Relationship id -> the last word of its type and the part it leads to."""
    root = _read_xml(archive, part)
    found = {}
    for element in root if root is not None else ():
        target = element.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = (kind, posixpath.normpath(path))
    return found


def _properties(root: Element | None) -> dict[str, str]:
    wanted = ("title", "keywords", "creator")
    found = (
        (_local(element), element.text or "") for element in (root if root is not None else ())
    )
    return {name: text for name, text in found if name in wanted and text}


def _read_xml(archive: zipfile.ZipFile, part: str) -> Element | None:
    if part not in archive.namelist() or archive.getinfo(part).file_size > _SMALL_PART:
        return None
    root: Element = fromstring(archive.read(part), forbid_dtd=True)
    return root


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    """An attribute by its local name, whatever its namespace."""
    return next((v for key, v in element.items() if key.rpartition("}")[2] == name), "")


def read_sheet_marks(archive: zipfile.ZipFile, part: str, recalculates: bool) -> Marks:
    """One pass over a sheet part; cells without anything to see are not parsed."""
    reader = _SheetMarks(recalculates)
    with archive.open(part) as stream:
        for _, element in iterparse(_Filtered(stream), events=("end",), forbid_dtd=True):
            reader.take(element)
    return reader.marks


class _Filtered:
    """A sheet's bytes without the cells that tell nothing."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._pieces = self._filter(stream)

    def read(self, _size: int = -1) -> bytes:
        return next(self._pieces, b"")

    @staticmethod
    def _filter(stream: IO[bytes]) -> Iterator[bytes]:
        pending = b""
        while chunk := stream.read(_CHUNK):
            *rows, pending = (pending + chunk).split(b"</row>")
            reduced = b"".join(map(_reduce, rows))
            if len(pending) > _LONGEST_ROW:
                reduced, pending = reduced + pending, b""
            if reduced:
                yield reduced
        yield pending


def _reduce(rows: bytes) -> bytes:
    """The bytes up to one </row>, its last row without the cells that tell nothing.

    Other cells need not be parsed: a hundred thousand rows of them take seconds.
    """
    start = rows.rfind(b"<row r=")
    tag = _ROW_TAG.match(rows, max(start, 0))
    if start < 0 or not tag or tag[0].endswith(b"/>"):
        return rows + b"</row>"
    cells = rows[tag.end() :]
    if _MARKED.search(cells):
        if cells.count(b"<c ") + cells.count(b"<c>") != cells.count(b"<c r="):
            return rows + b"</row>"
        *closed, rest = cells.split(b"</c>")
        cells = b"".join(cell + b"</c>" for cell in closed if _is_telling(cell)) + rest
    else:
        cells = b""
    return rows[: tag.end()] + cells + b"</row>"


def _is_telling(cell: bytes) -> bool:
    """An error, a formula without a good value, or the first of shared formulas."""
    if _ERROR.search(cell):
        return True
    return b"<f" in cell and not (_SAVED.search(cell) and not _SHARED.search(cell))


class _SheetMarks:
    """Collects marks from a sheet's elements as they end."""

    def __init__(self, recalculates: bool) -> None:
        self.marks = Marks()
        self._recalculates = recalculates
        self._row = -1
        self._shared: dict[str, tuple[str, str]] = {}

    def take(self, element: Element) -> None:
        name = _local(element)
        if name == "row":
            self._take_row(element)
            element.clear()
        elif name == "col" and element.get("hidden") in _TRUE:
            first, last = int(element.get("min", "1")), int(element.get("max", "1"))
            self.marks.hidden_columns.update(range(first - 1, min(last, _LAST_COLUMN + 1)))

    def _take_row(self, row: Element) -> None:
        stated = row.get("r", "")
        self._row = int(stated) - 1 if stated.isdecimal() else self._row + 1
        if row.get("hidden") in _TRUE:
            self.marks.hidden_rows.add(self._row)
        column = -1
        for cell in row:
            position = parse_reference(cell.get("r", ""))
            column = position[1] if position else column + 1
            self._take_cell(cell, position or (self._row, column))

    def _take_cell(self, cell: Element, position: Position) -> None:
        kind = cell.get("t", "n")
        parts = {_local(child): child for child in cell}
        value = parts.get("v")
        text = value.text or "" if value is not None else ""
        if kind == "e":
            self.marks.errors[position] = text.strip() or "#N/A"
        if "f" in parts:
            formula = self._formula(parts["f"], position)
            is_empty_text = kind == "str" and value is not None
            is_filler = self._recalculates and kind in ("n", "str") and text in ("0", "")
            if kind != "e" and (is_filler or not (text or is_empty_text)):
                self.marks.formulas[position] = formula

    def _formula(self, element: Element, position: Position) -> str:
        text = element.text or ""
        key = element.get("si", "")
        if element.get("t") == "shared":
            if text:
                self._shared[key] = (text, cell_name(*position))
            elif key in self._shared:
                text = _translate(*self._shared[key], cell_name(*position))
        return f"={text}"


def _translate(formula: str, origin: str, target: str) -> str:
    """A shared formula is written once, for its first cell."""
    # Imported here: openpyxl takes a quarter of a second, and few sheets need it.
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.formula.translate import Translator, TranslatorError

    try:
        return str(Translator(f"={formula}", origin=origin).translate_formula(target))[1:]
    except (TokenizerError, TranslatorError, ValueError):
        return ""


def parse_reference(text: str) -> Position | None:
    """ "F16" or "$F$16" -> (15, 5); None when it is no cell of a sheet."""
    match = _REFERENCE.fullmatch(text)
    if not match:
        return None
    row, column = int(match[2]) - 1, column_index(match[1].upper())
    return (row, column) if 0 <= row <= _LAST_ROW and column <= _LAST_COLUMN else None
