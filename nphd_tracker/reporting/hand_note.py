"""What an officer typed, written down as a small workbook: the file that a figure by hand points to.

The same entry gives the same bytes, so that its SHA-256 stands for what was typed: nothing in the
file tells the time it was made at.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties

from nphd_tracker.reporting.cells import Content, put
from nphd_tracker.reporting.workbook import start_workbook

_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ALWAYS = datetime(2024, 1, 1, tzinfo=UTC)
_WIDTHS = (14, 26, 12, 26, 30, 14, 14, 24, 12, 28, 40)


def write_hand_note(
    sheet: str, title: str, headers: Sequence[str], rows: Sequence[Sequence[Content]]
) -> bytes:
    """A title in row 1, headings in row 3, what was typed from row 4 on."""
    workbook = start_workbook(title, "", "id", _ALWAYS)
    page = workbook.create_sheet(sheet)
    put(page, 1, 1, title)
    page["A1"].font = Font(bold=True, size=13)
    for number, line in enumerate((headers, *rows), start=3):
        for place, content in enumerate(line, start=1):
            cell = put(page, number, place, content)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(content, int | float):
                cell.number_format = "#,##0.##" if isinstance(content, float) else "#,##0"
            if number == 3:
                cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGHIJK", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    plain = BytesIO()
    workbook.save(plain)
    return _without_time(plain)


def _without_time(plain: BytesIO) -> bytes:
    fixed = BytesIO()
    with ZipFile(plain) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>2024-01-01T00:00:00Z", content)
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, content)
    return fixed.getvalue()
