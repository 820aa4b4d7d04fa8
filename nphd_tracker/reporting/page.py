"""A sheet as a page: its title, its header row, its widths, and how it prints.

A4 landscape, its header row on every page; as-of date and page number at the foot.
"""

from collections.abc import Iterable, Sequence

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.dates import format_date
from nphd_tracker.reporting.cells import put
from nphd_tracker.reporting.contents import SummaryData
from nphd_tracker.reporting.lines import (
    CHARACTERS_PER_WIDTH,
    LINE_HEIGHT,
    count_lines,
    lines_of,
)
from nphd_tracker.reporting.styles import MONEY, MONEY_SEN
from nphd_tracker.reporting.wording import Phrase

_PRINT_TITLES = "_xlnm.Print_Titles"

HEADER_LIMIT = 60
"""Characters of an election's name in a page's header; Excel takes 255 in all."""


def write_title(
    sheet: Worksheet, data: SummaryData, title: str, note: str = "", language: str | None = None
) -> int:
    """Write the title and the lines that say what it is about; the next free row.

    The two lines read as "label : value", so that any reader of sheets understands them;
    ``language`` is theirs where it is not the summary's.
    """
    language = language or data.language
    election = Phrase("Kegiatan", "Election").say(language)
    position = Phrase("Posisi", "Position").say(language)
    put(sheet, 1, 1, f"{title} – {data.election.upper()}{data.title_mark}", "judul")
    sheet.row_dimensions[1].height = 22
    put(sheet, 2, 1, f"{election} : {data.election}", "isi")
    put(sheet, 3, 1, f"{position} : {format_date(data.as_of, language)}", "isi")
    row = 4
    if data.filters:
        put(sheet, row, 1, f"{data.say('Saringan', 'Filters')} : {data.filters}", "isi")
        row += 1
    if note:
        put(sheet, row, 1, note, "anak judul")
        row += 1
    return row + 1


def write_headers(sheet: Worksheet, row: int, headers: Iterable[str], height: float = 32) -> None:
    for column, header in enumerate(headers, start=1):
        put(sheet, row, column, header, "kepala")
    sheet.row_dimensions[row].height = height


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def set_up_print(
    sheet: Worksheet,
    data: SummaryData,
    *,
    header_row: int | None = None,
    pages_wide: int = 1,
    repeat_columns: str | None = None,
) -> None:
    """Lay out one sheet of the summary, its day at the foot."""
    day = data.say(f"Posisi {data.day}", f"As of {data.day}")
    head = f"NPHD {data.election[:HEADER_LIMIT]}{data.title_mark}"
    if repeat_columns is None:
        lay_out(sheet, head, day, data.language, header_row=header_row, pages_wide=pages_wide)
        return
    lay_out(sheet, head, day, data.language, pages_wide=pages_wide)
    # Columns before rows, as Excel itself writes them; openpyxl would put the rows first.
    first, last = repeat_columns.split(":")
    titles = f"{sheet.title}!${first}:${last},{sheet.title}!${header_row}:${header_row}"
    sheet.defined_names[_PRINT_TITLES] = DefinedName(_PRINT_TITLES, attr_text=titles)


def lay_out(
    sheet: Worksheet,
    head: str,
    foot: str,
    language: str,
    *,
    header_row: int | None = None,
    pages_wide: int = 1,
) -> None:
    """Landscape A4, as many pages down as it needs, with the header row on each."""
    widen_for_amounts(sheet)
    fit_heights(sheet)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = pages_wide == 1
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.6, 0.3, 0.3
    if header_row:
        sheet.print_title_rows = f"{header_row}:{header_row}"
    header, footer = sheet.oddHeader, sheet.oddFooter
    assert header is not None
    assert footer is not None
    header.right.text = head.replace("&", "&&")
    footer.left.text = foot.replace("&", "&&")
    footer.center.text = "&A"
    footer.right.text = Phrase("Halaman &P dari &N", "Page &P of &N").say(language)
    for part in (header.right, footer.left, footer.center, footer.right):
        part.size = 8


def widen_for_amounts(sheet: Worksheet) -> None:
    """Make every column wide enough for its largest amount, which Excel else shows as ####."""
    for place, column in enumerate(sheet.iter_cols(), start=1):
        # The number first: looking up a style costs most, and most cells hold none.
        longest = max(
            (
                len(f"{cell.value:,.2f}")
                for cell in column
                if isinstance(cell.value, int | float) and cell.number_format in (MONEY, MONEY_SEN)
            ),
            default=0,
        )
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = max(dimension.width, longest + 1)
    lines = lines_of(sheet)
    for place, longest in lines.longest.items() if lines else ():
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = max(dimension.width, longest + 1)


def fit_heights(sheet: Worksheet) -> None:
    """Give rows of wrapped text the height they need; not every program does so on opening."""
    widths = [
        sheet.column_dimensions[get_column_letter(column)].width
        for column in range(1, sheet.max_column + 1)
    ]
    for place, row in enumerate(sheet.iter_rows(), start=1):
        lines = max(
            _count_lines(cell, width * CHARACTERS_PER_WIDTH)
            for cell, width in zip(row, widths, strict=True)
        )
        dimension = sheet.row_dimensions[place]
        if lines > 1:
            dimension.height = max(dimension.height or 0, lines * LINE_HEIGHT + 1)


def _count_lines(cell: Cell | MergedCell, width: float) -> int:
    """How many lines a cell takes, broken at spaces; a word longer than the column is cut."""
    text = cell.value
    if not isinstance(text, str) or (len(text) <= width and "\n" not in text):
        return 1
    if not cell.alignment.wrap_text:
        return 1
    return count_lines(text, width)
