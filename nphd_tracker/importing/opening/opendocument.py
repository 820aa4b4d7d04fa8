"""What calamine hides in .ods: error cells, formulas saved without a value, hidden rows, merges.

Read by a bounded defusedxml pass over content.xml, in the child process only. A row or cell may be
"repeated" a million times in one element: repetitions are counted, hardly ever walked.
"""

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from nphd_tracker.importing.opening.grid import Marks
from nphd_tracker.importing.opening.refusals import refusal

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

_HIDDEN = ("collapse", "filter")
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_REPEATED_MARKS = 100_000
_ERROR_TEXT = re.compile(r"#[A-Z0/]+[!?]?|Err:\d+")
_REFERENCE = re.compile(r"\[([^\]]*)\]")


def read_marks(archive: zipfile.ZipFile) -> Iterator[tuple[str, Marks, int]]:
    """For each sheet in order: its name, its marks, and how many cells its used area has."""
    sheet = _Sheet()
    with archive.open("content.xml") as stream:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                if element.tag == f"{_TABLE}table":
                    sheet = _Sheet()
            elif element.tag == f"{_TABLE}table-column":
                sheet.take_column(element)
            elif element.tag == f"{_TABLE}table-row":
                sheet.take_row(element)
                element.clear()
            elif element.tag == f"{_TABLE}table":
                yield element.get(f"{_TABLE}name", ""), sheet.finish(), sheet.rows * sheet.columns
                element.clear()


class _Sheet:
    """Collects one sheet's marks. ``rows`` and ``columns`` reach to the last filled cell."""

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 0
        self._marks = Marks()
        self._hidden: list[range] = []
        self._row = 0
        self._column = 0

    def finish(self) -> Marks:
        for hidden in self._hidden:
            self._marks.hidden_rows.update(range(hidden.start, min(hidden.stop, self.rows)))
        return self._marks

    def take_column(self, element: Element) -> None:
        count = _repeated(element, "number-columns-repeated", _LAST_COLUMN)
        if element.get(f"{_TABLE}visibility") in _HIDDEN:
            self._marks.hidden_columns.update(range(self._column, self._column + count))
        self._column += count

    def take_row(self, element: Element) -> None:
        count = _repeated(element, "number-rows-repeated", _LAST_ROW)
        column = 0
        for cell in element:
            across = _repeated(cell, "number-columns-repeated", _LAST_COLUMN)
            if _is_filled(cell):
                self.rows = self._row + count
                self.columns = max(self.columns, column + across)
                self._take_merge(cell, column)
                self._take_cell(cell, range(self._row, self._row + count), column, across)
            column += across
        if element.get(f"{_TABLE}visibility") in _HIDDEN:
            self._hidden.append(range(self._row, self._row + count))
        self._row += count

    def _take_merge(self, cell: Element, column: int) -> None:
        down = _repeated(cell, "number-rows-spanned", _LAST_ROW)
        across = _repeated(cell, "number-columns-spanned", _LAST_COLUMN)
        if down > 1 or across > 1:
            merge = (self._row, column, self._row + down - 1, column + across - 1)
            self._marks.merges.append(merge)

    def _take_cell(self, cell: Element, rows: range, column: int, across: int) -> None:
        formula = cell.get(f"{_TABLE}formula", "")
        kind = cell.get(f"{_OFFICE}value-type", "")
        text = "".join(paragraph.text or "" for paragraph in cell.iter(f"{_TEXT}p")).strip()
        # Older LibreOffice saved an error as the number zero; only its text tells.
        is_error = cell.get(f"{_CALC}value-type") == "error" or (
            bool(formula) and _ERROR_TEXT.fullmatch(text) is not None
        )
        if not is_error and (kind or not formula):
            return
        if len(rows) * across > _REPEATED_MARKS:
            raise refusal("too-large")
        for row in rows:
            for place in range(column, column + across):
                if is_error:
                    self._marks.errors[row, place] = text or "#N/A"
                else:
                    self._marks.formulas[row, place] = translate_formula(formula)


def _is_filled(cell: Element) -> bool:
    names = (f"{_TABLE}formula", f"{_OFFICE}value-type", f"{_TABLE}number-columns-spanned")
    return len(cell) > 0 or any(name in cell.attrib for name in names)


def _repeated(element: Element, name: str, most: int) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return min(max(int(text), 1), most + 1) if text.isdecimal() and len(text) < 12 else 1


def translate_formula(text: str) -> str:
    """ "of:=SUM([.D4:.D10];[$Lain.A1])" -> "=SUM(D4:D10,Lain!A1)"."""
    formula = "=" + text.partition("=")[2]
    translated = _REFERENCE.sub(lambda match: _translate_reference(match[1]), formula)
    return translated.replace(";", ",")


def _translate_reference(text: str) -> str:
    start, _, end = text.partition(":")
    sheet, _, first = start.rpartition(".")
    last = end.rpartition(".")[2]
    area = f"{first}:{last}" if last else first
    return f"{sheet.removeprefix('$')}!{area}" if sheet else area
