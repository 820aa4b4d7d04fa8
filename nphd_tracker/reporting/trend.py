"""Tren: value, disbursed and spent from date to date, as a native table and a native line chart.

Each date is counted as the rest of the workbook counts its own, so the last row is its total.
Written only where there are two dates or more. Empty means that nobody had reported yet.
"""

from datetime import date
from typing import Literal

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines, DateAxis
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.reading import Measure
from nphd_tracker.reporting.cells import put, put_money
from nphd_tracker.reporting.contents import SummaryData
from nphd_tracker.reporting.lines import add_table
from nphd_tracker.reporting.page import set_up_print, set_widths, write_headers, write_title
from nphd_tracker.reporting.wording import MEASURES

SHEET = "Tren"
TABLE = "TrenNPHD"
CHART_ROWS = 23
MONTHS = {"id": "[$-421]mmm yy", "en": "[$-809]mmm yy"}
"""In the language of the workbook, whatever that of the program that opens it."""
WIDTHS = (14, 22, 22, 22, 12, 16)

_MEASURES = (Measure.COMMITTED, Measure.DISBURSED, Measure.SPENT)
_LINES: tuple[tuple[str, str, Literal["none", "circle", "square"]], ...] = (
    ("1F3864", "solid", "none"),
    ("0072B2", "solid", "circle"),
    ("E08E0B", "dash", "square"),
)
"""Value, disbursed and spent: told apart by colour, by dash and by marker."""


def write_trend(workbook: Workbook, data: SummaryData) -> None:
    """Write the sheet, its table and its chart."""
    sheet = workbook.create_sheet(SHEET)
    chart_row = write_title(
        sheet,
        data,
        data.say("TREN NILAI, PENCAIRAN DAN BELANJA", "VALUE, DISBURSED AND SPENT OVER TIME"),
        data.say(
            "Jumlah pada setiap tanggal dari semua yang sudah melapor; sel kosong berarti belum "
            "ada laporan.",
            "Sums on each date over all that had reported; an empty cell means no report yet.",
        ),
    )
    header_row = chart_row + CHART_ROWS
    names = [MEASURES[one].say(data.language) for one in _MEASURES]
    headers = (
        data.say("Tanggal", "Date"),
        *(f"{name} (Rp)" for name in names),
        data.say("NPHD", "Agreements"),
        data.say("Lapor pencairan", "Disbursement reported"),
    )
    write_headers(sheet, header_row, headers)
    for row, moment in enumerate(data.trend, start=header_row + 1):
        put(sheet, row, 1, moment.day, "tanggal")
        put_money(sheet, row, 2, moment.committed)
        put_money(sheet, row, 3, moment.disbursed)
        put_money(sheet, row, 4, moment.spent)
        put(sheet, row, 5, moment.agreements, "cacah")
        put(sheet, row, 6, moment.reported, "cacah")
    last_row = header_row + len(data.trend)
    add_table(sheet, TABLE, header_row, headers, last_row)
    _draw(sheet, chart_row, header_row, last_row, data)
    set_widths(sheet, WIDTHS)
    sheet.freeze_panes = "A2"
    set_up_print(sheet, data, header_row=header_row)


def _draw(
    sheet: Worksheet, chart_row: int, header_row: int, last_row: int, data: SummaryData
) -> None:
    """On an axis of time, so that a month is as long as another however many dates it has."""
    chart = LineChart()
    for column, (measure, (color, dash, symbol)) in enumerate(
        zip(_MEASURES, _LINES, strict=True), start=2
    ):
        if all(getattr(moment, measure.value) is None for moment in data.trend):
            continue  # else the legend names a line that nobody sees
        values = Reference(sheet, min_col=column, min_row=header_row, max_row=last_row)
        series = Series(values, title_from_data=True)
        series.graphicalProperties.line.solidFill = color
        series.graphicalProperties.line.width = 28_000
        series.graphicalProperties.line.dashStyle = dash
        series.marker = Marker(symbol=symbol, size=6)
        series.marker.graphicalProperties = GraphicalProperties(solidFill=color)
        series.smooth = False
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=1, min_row=header_row + 1, max_row=last_row))
    chart.title = data.say(
        f"Nilai NPHD, pencairan dan belanja s.d. {data.day} (Rp miliar)",
        f"Agreement value, disbursed and spent up to {data.day} (billion Rp)",
    )
    # Left unsaid, Excel lays both over the lines.
    assert chart.title is not None
    assert chart.legend is not None
    chart.title.overlay = chart.legend.overlay = False
    chart.y_axis.scaling.min = 0
    chart.y_axis.number_format = "#,##0.0,,,"
    chart.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    )
    months = DateAxis(crossAx=chart.y_axis.axId)
    months.number_format = MONTHS.get(data.language, MONTHS["id"])
    months.baseTimeUnit, months.majorTimeUnit = "days", "months"
    months.majorUnit = months_between_labels(data.trend[0].day, data.trend[-1].day)
    months.tickLblPos = "low"
    chart.x_axis = months
    chart.y_axis.crossAx = months.axId
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    chart.display_blanks = "gap"
    chart.width, chart.height = 25, 11
    sheet.add_chart(chart, f"A{chart_row}")


def months_between_labels(first: date, last: date) -> int:
    """So that there are a dozen labels at most, and each names another month."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(-(-months // 12), 1)
