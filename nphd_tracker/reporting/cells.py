"""One cell: a number stays a number, a text stays a text, and nothing typed elsewhere runs here.

Text from a sheet may begin with "=": openpyxl would make it a formula. Here it is marked as text
and prefixed the way Excel itself does it, so that it comes back unchanged.
"""

from copy import copy
from datetime import date
from decimal import Decimal
from weakref import WeakKeyDictionary

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.money import rupiah, truncate_percent

TEXT_LIMIT = 32_767
"""Characters Excel takes in one cell."""

_RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")

_STYLE = "_style"
"""Where openpyxl keeps a cell's style; it is what ``copy`` of a cell's style is made of."""
_looks: WeakKeyDictionary[Workbook, dict[str, StyleArray]] = WeakKeyDictionary()
_numbers: WeakKeyDictionary[Workbook, dict[tuple[str, bool], int]] = WeakKeyDictionary()

Content = str | int | float | date | None


def clean(text: str) -> str:
    """What a cell may hold: characters that XML forbids become "\ufffd", the rest is kept."""
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    if text.isascii():
        return text[:TEXT_LIMIT]
    return text.encode("utf-8", "replace").decode("utf-8")[:TEXT_LIMIT]


def put(sheet: Worksheet, row: int, column: int, content: Content, style: str = "teks") -> Cell:
    """Write one value with one of the named styles (styles.py); None leaves the cell empty."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    _dress(cell, style)
    if isinstance(content, str):
        cell.value = clean(content)
        cell.data_type = "s"
        if is_quoted(content):
            cell.quotePrefix = True
    elif content is not None:
        cell.value = content
    return cell


def put_money(
    sheet: Worksheet, row: int, column: int, sen: int | None, style: str = "uang"
) -> Cell:
    """Write sen as rupiah; decimals show only where there are sen."""
    if sen is not None and sen % 100:
        style = style.replace("uang", "uang sen")
    return put(sheet, row, column, None if sen is None else rupiah(sen), style)


def put_formula(sheet: Worksheet, row: int, column: int, formula: str, style: str) -> Cell:
    """Write a formula of our own making; never one with a sheet's text in it."""
    cell = sheet.cell(row, column, formula)
    assert isinstance(cell, Cell)
    _dress(cell, style)
    return cell


def is_quoted(text: str) -> bool:
    """Whether it is marked as text the way Excel itself does, for it would run as a formula."""
    return text.startswith(_RUNS_AS_FORMULA)


def style_number(sheet: Worksheet, style: str, *, quoted: bool = False) -> int:
    """The number of a named style in the file's list of looks."""
    workbook = sheet.parent
    assert workbook is not None
    numbers = _numbers.setdefault(workbook, {})
    number = numbers.get((style, quoted))
    if number is None:
        cell = Cell(sheet, row=1, column=1)
        _dress(cell, style)
        if quoted:
            cell.quotePrefix = True
        number = numbers[style, quoted] = int(cell.style_id)
    return number


def _dress(cell: Cell, style: str) -> None:
    """Give a cell a named style. openpyxl looks through all names for each cell; here once each."""
    workbook = cell.parent.parent
    assert workbook is not None
    looks = _looks.setdefault(workbook, {})
    if style in looks:
        setattr(cell, _STYLE, copy(looks[style]))
    else:
        cell.style = style
        looks[style] = copy(getattr(cell, _STYLE))


def fraction(numerator: int | None, denominator: int | None) -> float | None:
    """``8960651300000, 13993651300000 -> 0.6403``: cut toward zero; None without a rate."""
    if numerator is None or not denominator:
        return None
    return as_fraction(truncate_percent(numerator, denominator))


def as_fraction(percent: str | None) -> float | None:
    """``"64.03" -> 0.6403``, for a cell shown as a percentage."""
    return None if percent is None else float(Decimal(percent) / 100)
