"""The cells of a sheet that get a colour: found in its bytes, or put where they are missing.

A sheet may hold a hundred thousand rows, so rows without a marked cell are passed over unread.
Rows and columns are counted from 1, as Excel does.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from nphd_tracker.reporting.handed_back.markup import Element, Markup, refuse_unsafe

Place = tuple[int, int]
"""Row and column."""
Restyle = Callable[[int], int]
"""The number of a format -> the number of its marked twin."""
_TRUE = ("1", "true")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ATTRIBUTES = r"""((?:[^<>"']|"[^"]*"|'[^']*')*+)>"""
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d{1,9})["']""")
_CELL_NAME = re.compile(rb"""\sr\s*=\s*["']\$?([A-Za-z]{1,3})""")
_BEHIND_DRAWING = re.compile(
    "legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst"
)
"""What the schema puts behind the drawing that holds the shapes of comments."""


def parse_place(text: str) -> Place | None:
    """ "F16" -> (16, 6); None when it is no cell of a sheet."""
    match = _REFERENCE.fullmatch(text)
    if not match:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def place_name(place: Place) -> str:
    """(16, 6) -> "F16"."""
    letters, column = "", place[1]
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{place[0]}"


def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class MarkedSheet:
    """A worksheet part being marked."""

    def __init__(self, data: bytes) -> None:
        self.markup = Markup(data)
        self._p = p = self.markup.prefix
        whole = self.markup.seen
        found = re.search(f"<{p}sheetData{_ATTRIBUTES}".encode(), whole)
        closing = whole.rfind(f"</{p}sheetData".encode())
        if found is None or self.markup.root_name != f"{p}worksheet":
            refuse_unsafe()
        is_empty = found[0].endswith(b"/>")
        end = found.end() if is_empty else whole.find(b">", closing) + 1
        self.data = Element(
            f"{p}sheetData", found.start(), found.end(), found.end() if is_empty else closing, end
        )
        self.root_closing = whole.rfind(f"</{p}worksheet".encode())
        self.head = list(self.markup.elements(self.markup.root_tag.end(), self.data.start))
        self._column_formats = self._read_column_formats()
        self.tail = list(self.markup.elements(self.data.end, self.root_closing))

    # --- what the sheet says around its cells

    def anchors(self, places: Iterable[Place]) -> dict[Place, Place]:
        """Each cell -> itself, or the first cell of its merge, which is the one that shows."""
        found = {place: place for place in places}
        by_row: dict[int, list[int]] = {}
        for row, column in found:
            by_row.setdefault(row, []).append(column)
        rows = sorted(by_row)
        for (top, left), (bottom, right) in self._merged_ranges():
            for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
                inside = (c for c in by_row[row] if left <= c <= right)
                found |= {(row, column): (top, left) for column in inside}
        return found

    def _merged_ranges(self) -> list[tuple[Place, Place]]:
        ranges = []
        for block in self._in_tail("mergeCells"):
            for merge in self.markup.children(block, "mergeCell"):
                first, _, last = self.markup.attributes(merge).get("ref", "").partition(":")
                ends = parse_place(first), parse_place(last or first)
                if ends[0] and ends[1]:
                    ranges.append((ends[0], ends[1]))
        return ranges

    def drawing(self) -> Element | None:
        """The element that leads to the shapes of the comments there are."""
        return next(iter(self._in_tail("legacyDrawing")), None)

    def add_drawing(self, attributes: str) -> None:
        """Where the schema wants it; Excel wraps controls in an element of another namespace."""
        behind = (
            e.start
            for e in self.tail
            if not self.markup.is_own(e) or _BEHIND_DRAWING.fullmatch(e.local)
        )
        place = next(behind, self.root_closing)
        self.markup.insert(place, f"<{self._p}legacyDrawing {attributes}/>")

    def _in_tail(self, local: str) -> list[Element]:
        return [e for e in self.tail if self.markup.is_own(e) and e.local == local]

    def unselect(self) -> None:
        """Another sheet is opened first; two selected ones would be edited together."""
        for element in self.head:
            if self.markup.is_own(element) and element.local == "sheetViews":
                for view in self.markup.children(element, "sheetView"):
                    if "tabSelected" in self.markup.attributes(view):
                        self.markup.set_attribute(view, "tabSelected", "0")

    # --- cells

    def mark(self, places: Mapping[Place, Restyle]) -> None:
        """Give each cell the format that its function makes of the one it has."""
        wanted: dict[int, dict[int, Restyle]] = {}
        for (number, column), restyle in sorted(places.items(), key=lambda item: item[0]):
            wanted.setdefault(number, {})[column] = restyle
        added: dict[int, str] = {}
        for number, row in self._rows(list(wanted)).items():
            if isinstance(row, Element):
                self._mark_row(row, number, wanted[number])
            else:
                cells = self._new_cells(number, wanted[number], None)
                added[row] = (
                    added.get(row, "") + f'<{self._p}row r="{number}">{cells}</{self._p}row>'
                )
        if self.data.is_empty_tag:
            self.markup.append(self.data, "".join(added.values()))
        else:
            for place, content in added.items():
                self.markup.insert(place, content)

    def _rows(self, wanted: Sequence[int]) -> dict[int, Element | int]:
        """Each wanted row, in ascending order, or the place where it is missing."""
        found: dict[int, Element | int] = {}
        pattern = re.compile(f"<{self._p}row(?=[\\s/>]){_ATTRIBUTES}".encode())
        number = at = 0
        for tag in pattern.finditer(self.markup.seen, self.data.opened, self.data.closing):
            stated = _ROW_NUMBER.search(tag[0])
            number = int(stated[1]) if stated else number + 1
            while at < len(wanted) and wanted[at] <= number:
                is_it = wanted[at] == number
                found[wanted[at]] = self._element(tag, "row") if is_it else tag.start()
                at += 1
            if at == len(wanted):
                return found
        return found | dict.fromkeys(wanted[at:], self.data.closing)

    def _element(self, tag: re.Match[bytes], local: str) -> Element:
        """An element of which no other of its name is a part."""
        name = self._p + local
        if tag[0].endswith(b"/>"):
            return Element(name, tag.start(), tag.end(), tag.end(), tag.end())
        closing = re.compile(f"</{name}\\s*>".encode()).search(self.markup.seen, tag.end())
        if closing is None:
            refuse_unsafe()
        return Element(name, tag.start(), tag.end(), closing.start(), closing.end())

    def _cells(self, row: Element) -> dict[int, Element]:
        pattern = re.compile(f"<{self._p}c(?=[\\s/>]){_ATTRIBUTES}".encode())
        cells: dict[int, Element] = {}
        column = 0
        for tag in pattern.finditer(self.markup.seen, row.opened, row.closing):
            stated = _CELL_NAME.search(tag[0])
            column = column_number(stated[1].decode()) if stated else column + 1
            cells.setdefault(column, self._element(tag, "c"))
        return cells

    def _mark_row(self, row: Element, number: int, wanted: Mapping[int, Restyle]) -> None:
        cells = self._cells(row)
        values = self.markup.attributes(row)
        missing: dict[int, dict[int, Restyle]] = {}
        for column, restyle in wanted.items():
            if column in cells:
                old = _number(self.markup.attributes(cells[column]).get("s"))
                self.markup.set_attribute(cells[column], "s", str(restyle(old)))
            else:
                place = max((c.end for k, c in cells.items() if k < column), default=row.opened)
                missing.setdefault(place, {})[column] = restyle
        own_format = _number(values.get("s")) if values.get("customFormat") in _TRUE else None
        for place, new in missing.items():
            content = self._new_cells(number, new, own_format)
            if row.is_empty_tag:
                self.markup.append(row, content)
            else:
                self.markup.insert(place, content)
        if missing and "spans" in values:
            columns = [*map(int, re.findall(r"\d+", values["spans"])), *wanted]
            self.markup.set_attribute(row, "spans", f"{min(columns)}:{max(columns)}")

    def _new_cells(self, row: int, cells: Mapping[int, Restyle], row_format: int | None) -> str:
        """Empty cells; they would have looked like their row, else like their column."""
        content = ""
        for column, restyle in cells.items():
            base = self._column_format(column) if row_format is None else row_format
            content += f'<{self._p}c r="{place_name((row, column))}" s="{restyle(base)}"/>'
        return content

    def _column_format(self, column: int) -> int:
        for first, last, number in self._column_formats:
            if first <= column <= last:
                return number
        return 0

    def _read_column_formats(self) -> list[tuple[int, int, int]]:
        blocks = [e for e in self.head if self.markup.is_own(e) and e.local == "cols"]
        values = [
            self.markup.attributes(col)
            for block in blocks
            for col in self.markup.children(block, "col")
        ]
        return [
            (_number(v.get("min")), _number(v.get("max")), _number(v.get("style"))) for v in values
        ]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
