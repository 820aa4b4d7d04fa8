"""How an invented office draws a sheet: title, metadata, header band, rows, notes, signature.

A `Page` is one worksheet and a cursor that moves down. Headings are trees: a text is a column, a
pair of a text and more headings is a group merged over them. No person is named anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from invented_wording import written
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Heading = str | tuple[str, Sequence["Heading"]]
Value = str | int | float | date | None
Kind = Literal["number", "text", "money", "percent", "date"]

LABEL = "CONTOH (ANGKA REKAAN)"
ELECTION = "Contoh (angka rekaan)"
NOTE = "Catatan: seluruh angka pada lembar ini rekaan untuk contoh, bukan data resmi."
_WIDTHS: dict[Kind, float] = {"number": 5, "text": 26, "percent": 10, "date": 17}
_HEADER_HEIGHT = 30
"""Points; two lines of a heading."""


@dataclass(frozen=True)
class Theme:
    """What makes one office's sheets look like its own."""

    font: str = "Calibri"
    size: int = 11
    fill: str = "D9E1F2"
    border: Literal["thin", "hair", "medium"] = "thin"
    money: str = "#,##0"
    """Number format of amounts."""
    day: str = "dd/mm/yyyy"
    """Number format of dates."""
    width: float = 20
    """Width of a column of amounts."""


class Page:
    """One sheet. ``left`` and ``row`` say where its table begins, counted from 1."""

    def __init__(self, sheet: Worksheet, theme: Theme, *, left: int = 1, top: int = 1) -> None:
        self.sheet = sheet
        self.theme = theme
        self.left = left
        self.row = top
        self.first_data = 0
        side = Side(style=theme.border)
        self._box = Border(left=side, right=side, top=side, bottom=side)

    # --- above the table

    def title(self, *lines: str, width: int, is_merged: bool = True) -> None:
        """The title lines; the first says that the figures are invented."""
        for order, line in enumerate((f"{LABEL} – {lines[0]}", *lines[1:])):
            cell = self._put(
                self.left, line, bold=True, size=self.theme.size + (2 if not order else 0)
            )
            if is_merged:
                cell.alignment = Alignment(horizontal="center")
                self._merge(self.row, self.left, self.row, self.left + width - 1)
            self.row += 1

    def facts(
        self, *facts: tuple[str, Value], style: Literal["three", "one", "two"] = "three"
    ) -> None:
        """ "Kegiatan : ..." and more metadata, in three cells, in two, or in one."""
        for label, value in (("Kegiatan", ELECTION), *facts):
            if style == "one":
                self._put(self.left, f"{label} : {value}")
            elif style == "two":
                self._put(self.left, f"{label} :")
                self._put(self.left + 2, value)
            else:
                self._put(self.left, label)
                self._put(self.left + 2, ":")
                self._put(self.left + 3, value)
            self.row += 1

    def gap(self, rows: int = 1) -> None:
        self.row += rows

    # --- the table

    def header(
        self,
        headings: Sequence[Heading],
        kinds: Sequence[Kind],
        *,
        marks: Literal["", "numbers", "letters"] = "",
        widths: dict[int, float] | None = None,
        freeze: int = 0,
    ) -> None:
        """The header band, merged across and down, perhaps a row of numbers or letters below it."""
        top, depth = self.row, max(_depth(h) for h in headings)
        column = self.left
        for heading in headings:
            column = self._draw(heading, top, column, top + depth - 1)
        self.kinds = tuple(kinds)
        assert column - self.left == len(kinds), "every column has its kind"
        self.row += depth
        self.sheet.row_dimensions[self.row - 1].height = _HEADER_HEIGHT
        if marks:
            for offset in range(len(kinds)):
                mark = offset + 1 if marks == "numbers" else f"({chr(97 + offset)})"
                self._head(self.row, self.left + offset, mark, is_mark=True)
            self.row += 1
        for offset, kind in enumerate(kinds):
            width = (widths or {}).get(offset, _WIDTHS.get(kind, self.theme.width))
            self.sheet.column_dimensions[get_column_letter(self.left + offset)].width = width
        self.first_data = self.row
        self.sheet.freeze_panes = self.sheet.cell(self.row, self.left + freeze)
        self._set_up_print(top)

    def add(self, values: Sequence[Value], *, is_bold: bool = False) -> int:
        """One bordered row; returns its number."""
        for offset, value in enumerate(values):
            cell = self._put(self.left + offset, value, bold=is_bold)
            cell.border = self._box
            self._format(cell, self.kinds[offset])
            if is_bold:
                cell.fill = PatternFill("solid", fgColor="F2F2F2")
        self.row += 1
        return self.row - 1

    def merge_down(self, offset: int, first: int, last: int) -> None:
        """One column's cells of several rows as one cell."""
        self._merge(first, self.left + offset, last, self.left + offset)
        cell = self.sheet.cell(first, self.left + offset)
        cell.alignment = Alignment(vertical="center", wrap_text=True)

    def letter(self, offset: int) -> str:
        return get_column_letter(self.left + offset)

    # --- below the table

    def end(self, *, place: str, day: date, office: str, at: int) -> None:
        """The note and a signature block that names an office and no person."""
        self.row += 1
        self._put(self.left, NOTE, italic=True)
        self.row += 2
        for line in (f"{place}, {written(day)}", "Mengetahui,", office):
            self._put(self.left + at, line)
            self.row += 1
        self.row += 3
        self._put(self.left + at, "(.....................................)")
        self.row += 1
        self._put(self.left + at, "NIP. ...............................")

    # --- inside

    def _draw(self, heading: Heading, top: int, column: int, bottom: int) -> int:
        """Draws one heading from ``top`` down to ``bottom``; returns the column after it."""
        if isinstance(heading, str):
            self._head(top, column, heading)
            for row in range(top + 1, bottom + 1):
                self._head(row, column, None)
            self._merge(top, column, bottom, column)
            return column + 1
        text, below = heading
        after = column
        for one in below:
            after = self._draw(one, top + 1, after, bottom)
        self._head(top, column, text)
        for covered in range(column + 1, after):
            self._head(top, covered, None)
        self._merge(top, column, top, after - 1)
        return after

    def _head(self, row: int, column: int, value: Value, *, is_mark: bool = False) -> None:
        cell = self.sheet.cell(row, column, value)
        cell.font = Font(
            name=self.theme.font, size=self.theme.size - (2 if is_mark else 0), bold=not is_mark
        )
        cell.fill = PatternFill("solid", fgColor=self.theme.fill)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = self._box

    def _put(
        self, column: int, value: Value, *, bold: bool = False, italic: bool = False, size: int = 0
    ) -> Cell:
        cell = self.sheet.cell(self.row, column)
        if isinstance(value, date):
            value = datetime(value.year, value.month, value.day)
            cell.number_format = self.theme.day
        cell.value = value
        cell.font = Font(
            name=self.theme.font, size=size or self.theme.size, bold=bold, italic=italic
        )
        return cell

    def _format(self, cell: Cell, kind: Kind) -> None:
        is_text = isinstance(cell.value, str) and not cell.value.startswith("=")
        if kind == "money":
            cell.number_format = "General" if is_text else self.theme.money
        elif kind == "percent":
            cell.number_format = "General" if is_text else "0.00%"
        elif kind == "date" and not is_text:
            cell.number_format = self.theme.day
        if kind in ("money", "percent") and is_text:
            cell.alignment = Alignment(horizontal="right")
        elif kind in ("number", "date"):
            cell.alignment = Alignment(horizontal="center")

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(
                start_row=top, start_column=left, end_row=bottom, end_column=right
            )

    def _set_up_print(self, header_row: int) -> None:
        setup = self.sheet.page_setup
        setup.orientation, setup.paperSize = "landscape", 9
        setup.fitToWidth, setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.print_title_rows = f"{header_row}:{self.row - 1}"


def money(count: int) -> list[Kind]:
    """The kinds of that many columns of amounts."""
    return ["money"] * count


def _depth(heading: Heading) -> int:
    return 1 if isinstance(heading, str) else 1 + max(_depth(h) for h in heading[1])
