"""Ringkasan: the answer on one page, then the other bases and the sums.

Headline figures are values, for previews compute nothing; Pemeriksaan recomputes them. The cell
named Ambang decides what every sheet marks red.
"""

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.absorption import Basis, Row, Standing, excess_over, is_below
from nphd_tracker.money import format_rupiah
from nphd_tracker.reading import Measure
from nphd_tracker.reporting.cells import as_fraction, put, put_money
from nphd_tracker.reporting.contents import SummaryData
from nphd_tracker.reporting.page import set_up_print, set_widths, write_headers, write_title
from nphd_tracker.reporting.rates import WIDTHS, write_rates
from nphd_tracker.reporting.wording import DASH, MEASURES, UNABSORBED, name_basis

SHEET = "Ringkasan"
THRESHOLD = "Ambang"
CHART_ROWS = 26
CHARTED = (Basis.DISBURSED_COMMITTED, Basis.SPENT_COMMITTED)
"""Two rates of the same agreement value, so that they stand on one scale."""

_COLORS = ("1F3864", "E08E0B", "9C0006")


def write_overview(workbook: Workbook, data: SummaryData) -> None:
    """Write the sheet and give the workbook the name Ambang."""
    sheet = workbook.create_sheet(SHEET)
    row = write_title(
        sheet,
        data,
        data.say("RINGKASAN NPHD", "SUMMARY OF REGIONAL ELECTION GRANTS"),
        name_basis(data.basis, data.language),
    )
    row = _write_cover(sheet, row, data)
    row = _write_headline(sheet, row, data)
    workbook.defined_names[THRESHOLD] = DefinedName(THRESHOLD, attr_text=f"{SHEET}!$B${row}")
    row = _write_threshold(sheet, row, data)
    row = _write_basis(sheet, row, data.basis, data)
    chart_row = row
    row += CHART_ROWS
    sheet.row_breaks.append(Break(id=row - 1))
    for basis in Basis:
        if basis is not data.basis:
            put(sheet, row, 1, name_basis(basis, data.language), "subjudul")
            row = _write_basis(sheet, row + 1, basis, data)
    row = _write_sums(sheet, row, data)
    _write_charted(sheet, row, data)
    _draw_chart(sheet, chart_row, row + 1, data)
    set_widths(sheet, (24, _HEADLINE_WIDTH, *WIDTHS[1:]))
    sheet.freeze_panes = "A2"
    set_up_print(sheet, data)


def _write_cover(sheet: Worksheet, row: int, data: SummaryData) -> int:
    """Below the title: that nothing is left out, where nothing is, and who made this and when."""
    lines = [data.say(f"Dibuat : {data.made}", f"Made : {data.made}")]
    if not data.filters:
        every = data.say("Saringan : tidak ada, semua NPHD", "Filters : none, all agreements")
        lines.insert(0, every)
    for place, line in enumerate(lines, start=row - 1):
        put(sheet, place, 1, line, "isi")
    return row + len(lines)


_HEADLINE_WIDTH = 27
"""Of the column with the headline figures, whose letters are larger: trillions with sen fit."""


def _explain_excess(data: SummaryData) -> str:
    """What is not taken off here although it is in a sum's remainder, "" where there is none."""
    excess = excess_over(data.standings, data.basis)
    if not excess:
        return ""
    shown = _money(excess, data.language)
    return data.say(
        f"; kelebihan {shown} pada NPHD di atas 100% tidak dikurangkan di sini, tetapi pada jumlah "
        "di tabel",
        f"; the excess of {shown} on agreements over 100% is not taken off here, but is in the "
        "totals of the tables",
    )


def _write_headline(sheet: Worksheet, row: int, data: SummaryData) -> int:
    """The figures a meeting asks for, each with what it is made of; the next free row."""
    total, language = data.total, data.language
    over, under = data.basis.numerator, data.basis.denominator
    rate = as_fraction(total.rate)
    floor = as_fraction(total.rate_floor)
    put(sheet, row, 1, name_basis(data.basis, language).partition(" (")[0], "label")
    put(sheet, row, 2, DASH if rate is None else rate, "isi persen")
    put(sheet, row, 3, _explain_rate(total, over, under, data), "isi")
    row += 1
    put(sheet, row, 1, f"{UNABSORBED[over].say(language)} (Rp)", "label")
    below = [one for one in _counted(data) if is_below(one)]
    rest = sum(one.unabsorbed or 0 for one in below)
    put_money(sheet, row, 2, rest if total.reported else None, "isi uang")
    where = data.say(
        f"pada {len(below)} NPHD yang belum 100%, dari {total.reported} yang lapor",
        f"on {len(below)} agreements below 100%, of the {total.reported} that reported",
    )
    put(sheet, row, 3, where + _explain_excess(data), "isi")
    row += 1
    put(sheet, row, 1, data.say("Belum lapor", "Not reported"), "label")
    silent = total.agreements - total.reported
    put(sheet, row, 2, data.say(f"{silent} NPHD", f"{silent} agreements"), "isi uang")
    worth = _money(total.unreported_committed, language)
    if total.unreported_committed is None and silent:
        said = data.say("nilainya juga belum diketahui", "their value is not known either")
    else:
        said = data.say(f"bernilai {worth}", f"worth {worth}")
    put(sheet, row, 3, said, "isi")
    row += 1
    if data.missing:
        missing = len(data.missing)
        put(sheet, row, 1, data.say("Belum ada NPHD", "No agreement yet"), "label")
        put(sheet, row, 2, data.say(f"{missing} NPHD", f"{missing} agreements"), "isi uang")
        owed = "wajib menurut daftar kewajiban, tanpa satu angka pun"
        put(sheet, row, 3, data.say(owed, "owed by the roster, without a single figure"), "isi")
        row += 1
    put(sheet, row, 1, data.say("Paling sedikit", "At least"), "label")
    put(sheet, row, 2, DASH if floor is None else floor, "isi persen")
    every = _money(total.committed, language)
    unknown = sum(one.amount(Measure.COMMITTED) is None for one in _counted(data))
    of_what = data.say(f"dari seluruh nilai NPHD {every}", f"of all agreement value {every}")
    if unknown:
        of_what = data.say(
            f"dari nilai yang diketahui {every} (nilai {unknown} NPHD belum diketahui)",
            f"of the known value {every} (the value of {unknown} agreements is not known)",
        )
    supposed = data.say("seandainya yang belum lapor nihil", "if those not reporting had nothing")
    put(sheet, row, 3, f"{of_what}, {supposed}", "isi")
    return row + 1


def _counted(data: SummaryData) -> list[Standing]:
    """What is in the sums."""
    return [one for one in data.standings if not one.holding.unit_clash]


def _explain_rate(total: Row, over: Measure, under: Measure, data: SummaryData) -> str:
    numerator = _money(total.numerator, data.language)
    denominator = _money(total.denominator, data.language)
    return data.say(
        f"{MEASURES[over].say('id')} {numerator} dari {MEASURES[under].say('id')} {denominator}; "
        f"{total.reported} dari {total.agreements} NPHD lapor",
        f"{MEASURES[over].say('en')} {numerator} of {MEASURES[under].say('en').lower()} "
        f"{denominator}; {total.reported} of {total.agreements} agreements reported",
    )


def _money(sen: int | None, language: str) -> str:
    return DASH if sen is None else format_rupiah(sen, language)


def _write_threshold(sheet: Worksheet, row: int, data: SummaryData) -> int:
    put(sheet, row, 1, data.say("Ambang", "Threshold"), "label")
    put(sheet, row, 2, float(data.below) / 100, "ambang")
    put(
        sheet,
        row,
        3,
        data.say(
            "yang di bawahnya ditandai merah; ubah sel ini untuk menandai dengan ambang lain",
            "what is below it is marked red; change this cell to mark by another threshold",
        ),
        "isi",
    )
    return row + 2


def _write_basis(sheet: Worksheet, row: int, basis: Basis, data: SummaryData) -> int:
    heading = data.say("Lembaga", "Agency")
    rows, total = data.agencies[basis], data.totals[basis]
    return write_rates(sheet, row, heading, rows, total, basis, data) + 1


def _write_sums(sheet: Worksheet, row: int, data: SummaryData) -> int:
    """What each measure adds up to, over everybody who has it."""
    put(
        sheet,
        row,
        1,
        data.say("Jumlah per ukuran, dari semua yang melaporkannya", "Sums of each measure"),
        "subjudul",
    )
    row += 1
    heads = [f"{phrase.say(data.language)} (Rp)" for phrase in MEASURES.values()]
    write_headers(sheet, row, (data.say("Lembaga", "Agency"), *heads))
    for one in (*data.agencies[data.basis], data.total):
        row += 1
        weight = " total" if one is data.total else ""
        put(sheet, row, 1, one.name, f"teks{weight}")
        for column, measure in enumerate(MEASURES, start=2):
            put_money(sheet, row, column, getattr(one, measure.value), f"uang{weight}")
    return row + 2


def _write_charted(sheet: Worksheet, row: int, data: SummaryData) -> None:
    """The figures of the chart; without a rate the cell is empty, for text would draw as zero."""
    put(sheet, row, 1, data.say("Angka pada grafik", "Figures of the chart"), "subjudul")
    names = [name_basis(basis, data.language).partition(" (")[0] for basis in CHARTED]
    write_headers(sheet, row + 1, (data.say("Lembaga", "Agency"), *names, "100%"))
    for place, agency in enumerate(data.agencies[data.basis], start=row + 2):
        put(sheet, place, 1, agency.name)
        for column, basis in enumerate(CHARTED, start=2):
            rates = {one.key: as_fraction(one.rate) for one in data.agencies[basis]}
            put(sheet, place, column, rates.get(agency.key), "persen")
        put(sheet, place, 4, 1, "persen")


def _draw_chart(sheet: Worksheet, row: int, header_row: int, data: SummaryData) -> None:
    """Bars per agency, disbursement and spending side by side, under a line at 100%."""
    agencies = len(data.agencies[data.basis])
    if not agencies:
        return
    names = Reference(sheet, min_col=1, min_row=header_row + 1, max_row=header_row + agencies)
    bars, line = BarChart(), LineChart()
    bars.type, bars.grouping, bars.gapWidth, bars.overlap = "col", "clustered", 80, -5
    for column, color in zip((2, 3, 4), _COLORS, strict=True):
        values = Reference(sheet, min_col=column, min_row=header_row, max_row=header_row + agencies)
        series = Series(values, title_from_data=True)
        if column == 4:
            series.graphicalProperties.line.solidFill = color
            series.graphicalProperties.line.width = 22_000
            series.graphicalProperties.line.dashStyle = "dash"
            series.marker = Marker(symbol="none")
            series.smooth = False
            line.series.append(series)
        else:
            series.graphicalProperties.solidFill = color
            series.graphicalProperties.line.solidFill = color
            series.dLbls = _label_values()
            series.dPt = [
                _hatch(place, color)
                for place, one in enumerate(data.agencies[CHARTED[column - 2]])
                if is_below(one, data.below)
            ]
            bars.series.append(series)
    bars.set_categories(names)
    line.set_categories(names)
    bars.title = data.say(
        f"Pencairan dan belanja terhadap nilai NPHD, posisi {data.day}",
        f"Disbursed and spent of the agreement value, as of {data.day}",
    )
    # Left unsaid, Excel lays both over the bars.
    assert bars.title is not None
    bars.title.overlay = bars.legend.overlay = False
    bars.y_axis.scaling.min = 0
    bars.y_axis.number_format = "0%"
    bars.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    )
    bars.x_axis.delete = bars.y_axis.delete = False
    bars.legend.position = "b"
    bars.display_blanks = "gap"
    bars.width, bars.height = 39, 12.5
    bars += line
    sheet.add_chart(bars, f"A{row}")


def _hatch(place: int, color: str) -> DataPoint:
    """A bar below the threshold is striped: seen without colour, and on a copy in grey."""
    point = DataPoint(idx=place)
    stripes = PatternFillProperties(prst="wdUpDiag")
    # The published types of openpyxl take srgbClr for a percentage; it is six hexadecimal digits.
    stripes.foreground = ColorChoice(srgbClr=color)  # type: ignore[arg-type]
    stripes.background = ColorChoice(srgbClr="FFFFFF")  # type: ignore[arg-type]
    point.graphicalProperties = GraphicalProperties(pattFill=stripes)
    point.graphicalProperties.line.solidFill = color
    return point


def _label_values() -> DataLabelList:
    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.numFmt = "0.00%"
    labels.position = "outEnd"
    return labels
