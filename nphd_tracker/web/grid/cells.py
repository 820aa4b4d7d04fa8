"""The cells of a grid as Excel roughly shows them: their text, the class of its colour, their width."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nphd_tracker.dates import format_date
from nphd_tracker.importing.cell_numbers import show_number
from nphd_tracker.importing.opening.grid import CellValue, Merge, cell_name, column_name
from nphd_tracker.importing.opening.kept import Slice
from nphd_tracker.reading import Measure, Severity
from nphd_tracker.web.grid.said import Said
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _

_CODES = frozenset({"account", "region_code", "document", "number", "tranche", "date", "as_of"})
"""What such a column holds are names in digits, not amounts: no dots in them."""
_SPILLS = 16
"""A longer text with nothing at its right runs over the empty cells, as it does in Excel."""
_MARKS = {Severity.ERROR: "e", Severity.WARNING: "w", Severity.INFO: "i"}


@dataclass(frozen=True, slots=True)
class Cell:
    """``marks`` are the classes of its colours; ``name`` is set where a link leads to it."""

    text: str
    marks: str
    span: int
    name: str
    old: str


@dataclass(frozen=True)
class Drawing:
    """How the cells of one page are drawn. ``top``: the first row of a header; ``old``: what was known
    until now of the cells that change it; ``wanted``: the cell that a link leads to."""

    read: Slice
    columns: int
    longest_text: int
    top: int
    old: Mapping[str, str]
    wanted: str

    def draw(
        self,
        number: int,
        row: Sequence[CellValue],
        merges: Iterable[Merge],
        keys: Mapping[str, str],
        said: Iterable[Said],
    ) -> Iterable[Cell]:
        """One row, from left to right; what is merged into another cell is not there."""
        marked: dict[str, str] = {}
        for one in said:
            for name in one.cells:
                marked.setdefault(name, _MARKS[Severity(one.severity)])
        starts = {left: (top, right) for top, left, _bottom, right in merges}
        is_below_header = number > self.top
        index = 0
        while index < self.columns:
            top, right = starts.get(index, (number - 1, index))
            if index == len(row) - 1 and right == index and not starts and not is_below_header:
                right = self._spill(row[index], right)
            span = min(right, self.columns - 1) - index + 1
            name = cell_name(number - 1, index)
            text, marks = self._show(number - 1, index, row, keys)
            marks = " ".join(
                filter(None, (marks, marked.get(name), "c" if top < number - 1 else ""))
            )
            is_named = name in marked or name == self.wanted
            yield Cell(text, marks, span, name if is_named else "", self.old.get(name, ""))
            index += span

    def _spill(self, value: CellValue, right: int) -> int:
        is_long = isinstance(value, str) and len(value) > _SPILLS
        return self.columns - 1 if is_long else right

    def _show(
        self, row: int, index: int, cells: Sequence[CellValue], keys: Mapping[str, str]
    ) -> tuple[str, str]:
        """(the text of a cell, the class of its kind)."""
        position = (row, index)
        if position in self.read.errors:
            return self.read.errors[position], "x"
        if position in self.read.formulas:
            return _shorten(self.read.formulas[position], self.longest_text), "f"
        value = cells[index] if index < len(cells) else None
        text, marks = show_value(value, keys.get(column_name(index), ""))
        return _shorten(text, self.longest_text), marks


def show_value(value: CellValue, key: str) -> tuple[str, str]:
    """A value as Excel roughly shows it, and "n" where it stands at the right.

    ``28196513000 -> "28.196.513.000"``, ``0.4 -> "0,4"``; in a column of codes a number has no dots.
    """
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return (_("BENAR") if value else _("SALAH")), ""
    if isinstance(value, int | float):
        is_code = key.split(".")[-1] in _CODES and not set(key.split(".")) & set(Measure)
        return show_number(value, current_language(), is_code=is_code), "n"
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return format_date(day, current_language()), "n"
    return value, ""


def _shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
