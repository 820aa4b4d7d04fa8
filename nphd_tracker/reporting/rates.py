"""A table of rates: what is divided by what, how many reported, and the floor over everything.

Every rate can be recomputed from the amounts beside it. No report is not zero: the floor says what
the rate would be if those who did not report had nothing.
"""

from collections.abc import Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.absorption import Basis, Row
from nphd_tracker.reporting.cells import as_fraction, put, put_money
from nphd_tracker.reporting.contents import SummaryData
from nphd_tracker.reporting.page import write_headers
from nphd_tracker.reporting.styles import BELOW
from nphd_tracker.reporting.wording import CLOSED, DASH, MEASURES, UNABSORBED, describe_row

COLUMNS = 11
"""Of a table of rates, the name included."""

WIDTHS = (19, 19, 16, 19, 16, 11, 19, 12, 12, 38)
"""Of the columns after the name."""


def write_rates(
    sheet: Worksheet,
    row: int,
    name: str,
    rows: Sequence[Row],
    total: Row,
    basis: Basis,
    data: SummaryData,
    *,
    column: int = 1,
) -> int:
    """Write header, rows and total from a column on; the row after the total."""
    headers = (name, *_headers(basis, data))
    if column == 1:
        write_headers(sheet, row, headers, height=45)
    else:
        for place, header in enumerate(headers, start=column):
            put(sheet, row, place, header, "kepala")
        sheet.row_dimensions[row].height = 45
    first = row + 1
    for one in rows:
        row += 1
        _write_row(sheet, row, column, one, data, "")
    row += 1
    _write_row(sheet, row, column, total, data, " total")
    _mark_below(sheet, first, row, column, data)
    return row + 1


def _headers(basis: Basis, data: SummaryData) -> tuple[str, ...]:
    over, under = basis.numerator, basis.denominator
    reported = data.say(", yang lapor", ", of those reporting")
    return (
        f"{MEASURES[under].say(data.language)}{reported} (Rp)",
        f"{MEASURES[over].say(data.language)}{reported} (Rp)",
        "%",
        f"{UNABSORBED[over].say(data.language)} (Rp)",
        data.say("NPHD yang lapor", "Agreements reporting"),
        data.say("% paling sedikit", "% at least"),
        data.say("Nilai NPHD yang belum lapor (Rp)", "Agreement value not reporting (Rp)"),
        data.say("Posisi tertua", "Oldest position"),
        data.say("Posisi terbaru", "Newest position"),
        data.say("Keterangan", "Remarks"),
    )


def _write_row(
    sheet: Worksheet, row: int, column: int, one: Row, data: SummaryData, weight: str
) -> None:
    put(sheet, row, column, one.name, f"teks{weight}")
    put_money(sheet, row, column + 1, one.denominator, f"uang{weight}")
    put_money(sheet, row, column + 2, one.numerator, f"uang{weight}")
    put(sheet, row, column + 3, _rate(one.rate), f"persen{weight}")
    put_money(sheet, row, column + 4, one.unabsorbed, f"uang{weight}")
    coverage = data.say(
        f"{one.reported} dari {one.agreements}", f"{one.reported} of {one.agreements}"
    )
    put(sheet, row, column + 5, coverage, f"hasil{weight}")
    put(sheet, row, column + 6, _rate(one.rate_floor), f"persen{weight}")
    put_money(sheet, row, column + 7, one.unreported_committed, f"uang{weight}")
    put(sheet, row, column + 8, one.oldest, f"tanggal{weight}")
    put(sheet, row, column + 9, one.newest, f"tanggal{weight}")
    put(sheet, row, column + 10, describe_row(one, data.language), f"teks{weight}")


def _rate(percent: str | None) -> float | str:
    fraction = as_fraction(percent)
    return DASH if fraction is None else fraction


def _mark_below(sheet: Worksheet, first: int, last: int, column: int, data: SummaryData) -> None:
    rate = get_column_letter(column + 3)
    remark = get_column_letter(column + 10)
    closed = CLOSED.say(data.language)
    formula = f'AND(ISNUMBER({rate}{first}),{rate}{first}<Ambang,${remark}{first}<>"{closed}")'
    sheet.conditional_formatting.add(
        f"{rate}{first}:{rate}{last}", Rule("expression", dxf=BELOW, formula=[formula])
    )
