"""The blank sheet: filled in by someone who has never seen the product, and imported as it is.

One header row under a title, the words the importer knows, drop-down lists for what must be spelt
right. Only what is to be typed can be typed in. Empty means not reported; the row marked CONTOH
shows how and is not read.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.absorption import Standing
from nphd_tracker.dates import format_date
from nphd_tracker.money import format_rupiah
from nphd_tracker.regions import Agency, Region, RegionBook
from nphd_tracker.reporting.cells import Content, put
from nphd_tracker.reporting.page import lay_out, set_widths, write_headers
from nphd_tracker.reporting.template_columns import COLUMNS, EXAMPLE, Kind
from nphd_tracker.reporting.wording import AGENCIES, MEASURES, Phrase, mark_invented
from nphd_tracker.reporting.workbook import save, start_workbook
from nphd_tracker.scope import EVERYTHING, Scope

KEYWORDS = "nphd-tracker-isian;v1"
SHEET = "Isian NPHD"
LISTS = "Daftar"

ASKED = (Agency.KPU, Agency.BAWASLU, Agency.TNI, Agency.POLRI)
ROWS = 200
"""Rows to fill in, at least; and so many free ones below those that are prefilled."""
SPARE_ROWS = 40

HEADER_ROW = 7
POSITION_CELL = "B3"
FIRST_DAY = "DATE(2015,1,1)"
"""The importer takes no date before it."""

_STYLES: dict[Kind, str] = {
    "code": "isian kode",
    "region": "isian",
    "agency": "isian",
    "unit": "isian",
    "money": "isian uang",
    "text": "isian",
    "date": "isian tanggal",
}
_EXAMPLE_STYLES: dict[Kind, str] = {"money": "contoh uang", "date": "contoh tanggal"}


def write_template(
    path: Path,
    book: RegionBook,
    region: Region | None = None,
    prefilled: Sequence[Standing] = (),
    election: str = "Pilkada 2024",
    as_of: date | None = None,
    language: str = "id",
    scope: Scope = EVERYTHING,
) -> None:
    """Write the sheet to fill in, offering no place outside the scope.

    With a region its agencies (for a province also those of its regencies and cities) are there
    already; what is known of them stands in Keterangan.
    """
    title = f"Lembar isian NPHD {election}{mark_invented(election)}"
    workbook = start_workbook(title, KEYWORDS, language, datetime.now(UTC))
    sheet = workbook.create_sheet(SHEET)
    regions = tuple(one for one in _list_regions(book, region) if scope.has_region(one.code))
    rows = list(_rows_for(regions if region else (), prefilled, book, language, scope))
    count = max(ROWS, len(rows) + SPARE_ROWS)
    _write_head(sheet, election, as_of, language)
    _write_example(sheet)
    first = HEADER_ROW + 2
    for place in range(count):
        _write_row(sheet, first + place, rows[place] if place < len(rows) else ())
    _add_lists(workbook, regions)
    _add_validations(sheet, first, first + count - 1, len(regions), language)
    _protect(sheet)
    set_widths(sheet, [column.width for column in COLUMNS])
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 4)
    lay_out(sheet, f"NPHD {election}{mark_invented(election)}", "", language, header_row=HEADER_ROW)
    sheet.print_area = f"A1:{get_column_letter(len(COLUMNS))}{first + max(len(rows), 30)}"
    save(workbook, path, results={}, codes={SHEET: f"A{first}:A{first + count - 1}"})


def _list_regions(book: RegionBook, region: Region | None) -> tuple[Region, ...]:
    if region is None:
        return book.all()
    return (region, *book.children(region.code)) if region.kind == "province" else (region,)


def _rows_for(
    regions: Sequence[Region],
    prefilled: Sequence[Standing],
    book: RegionBook,
    language: str,
    scope: Scope,
) -> Iterator[tuple[Content, ...]]:
    """A row for every agency of the regions, or one for each of its units that is known."""
    known: dict[tuple[str, Agency], list[Standing]] = {}
    for standing in prefilled:
        known.setdefault((standing.holding.region, standing.holding.agency), []).append(standing)
    keys = [
        (region.code, agency) for region in regions for agency in ASKED if scope.has_agency(agency)
    ]
    for code, agency in dict.fromkeys((*keys, *known)):
        region = book.get(code)
        start = (code, region.name if region else None, AGENCIES[agency].say("id"))
        for standing in known.get((code, agency), ()):
            number, signed = standing.holding.terms.number, standing.holding.terms.signed_on
            hint = _recall(standing, language)
            yield (*start, standing.holding.unit, *[None] * 5, number, signed, hint)
        if (code, agency) not in known:
            yield start


def _recall(standing: Standing, language: str) -> str:
    """``Terakhir: Nilai NPHD Rp 28.196.513.000 (1 Agustus 2024)``: as text, so never a figure."""
    figures = (
        f"{MEASURES[measure].say(language)} {format_rupiah(value.amount, language)} "
        f"({format_date(value.as_of, language)})"
        for measure, value in standing.values.items()
    )
    return Phrase("Terakhir: ", "Last known: ").say(language) + "; ".join(figures)


def _write_head(sheet: Worksheet, election: str, as_of: date | None, language: str) -> None:
    title = Phrase("LEMBAR ISIAN NPHD", "NPHD SHEET TO FILL IN").say(language)
    put(sheet, 1, 1, title + mark_invented(election), "judul")
    sheet.row_dimensions[1].height = 22
    put(sheet, 2, 1, "Kegiatan :", "label")
    put(sheet, 2, 2, election, "isian")
    put(sheet, 3, 1, "Posisi :", "label")
    put(sheet, 3, 2, as_of, "isian posisi" if as_of else "isian posisi kosong")
    if as_of is None:
        ask = Phrase("Wajib diisi: tanggal posisi angka-angka ini", "Required: as of which day")
        put(sheet, 3, 3, f"← {ask.say(language)}", "rekaan")
    lines = (
        Phrase(
            "Satu baris untuk satu NPHD, dalam rupiah penuh. Kosongkan yang belum dilaporkan; isi "
            "0 hanya bila memang nol.",
            "One row an agreement, in full rupiah. Leave empty what was not reported; type 0 only "
            "if it is nothing.",
        ),
        Phrase(
            f"Baris {EXAMPLE} tidak dibaca. Setelah diisi, simpan lalu unggah berkas ini.",
            f"The row {EXAMPLE} is not read. When filled in, save and upload this file as it is.",
        ),
    )
    for place, line in enumerate(lines, start=4):
        put(sheet, place, 1, line.say(language), "anak judul")
    write_headers(sheet, HEADER_ROW, (column.header for column in COLUMNS))


def _write_example(sheet: Worksheet) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        style = _EXAMPLE_STYLES.get(column.kind, "contoh")
        put(sheet, HEADER_ROW + 1, place, column.example, style)


def _write_row(sheet: Worksheet, row: int, contents: Sequence[Content]) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        content = contents[place - 1] if place <= len(contents) else None
        put(sheet, row, place, content, _STYLES[column.kind])


def _add_lists(workbook: Workbook, regions: Sequence[Region]) -> None:
    """The choices, on a hidden sheet: a list in the rule itself may have 255 characters only."""
    sheet = workbook.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    for row, region in enumerate(regions, start=1):
        put(sheet, row, 1, region.code, "kode")
        put(sheet, row, 2, region.name)
    for row, agency in enumerate(ASKED, start=1):
        put(sheet, row, 3, AGENCIES[agency].say("id"))


def _add_validations(sheet: Worksheet, first: int, last: int, regions: int, language: str) -> None:
    lists = {
        "code": f"{LISTS}!$A$1:$A${regions}",
        "region": f"{LISTS}!$B$1:$B${regions}",
        "agency": f"{LISTS}!$C$1:$C${len(ASKED)}",
    }
    for place, column in enumerate(COLUMNS, start=1):
        rule = _rule(column.kind, lists.get(column.kind, ""), language)
        rule.promptTitle = column.header[:32]
        rule.prompt = column.hint.say(language)
        rule.showInputMessage = True
        letter = get_column_letter(place)
        rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)
    position = _rule("date", "", language)
    position.promptTitle = "Posisi"
    position.prompt = Phrase(
        "Sampai tanggal berapa angka-angka ini, misalnya 31/07/2024.",
        "Up to which day these figures go, like 31/07/2024.",
    ).say(language)
    position.showInputMessage = True
    position.add(POSITION_CELL)
    sheet.add_data_validation(position)


def _rule(kind: Kind, choices: str, language: str) -> DataValidation:
    """What may be typed; off the list only after a warning, for KIP is Aceh's KPU."""
    if choices:
        rule = DataValidation(type="list", formula1=choices, allow_blank=True)
        rule.errorStyle = "warning"
        rule.error = Phrase(
            "Tidak ada di daftar. Tetap pakai?", "Not on the list. Use it anyway?"
        ).say(language)
    elif kind == "money":
        rule = DataValidation(
            type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True
        )
        rule.error = Phrase(
            "Isi angka rupiah tanpa huruf, misalnya 21700000000.",
            "Type a number of rupiah without letters, like 21700000000.",
        ).say(language)
    elif kind == "date":
        rule = DataValidation(
            type="date",
            operator="between",
            formula1=FIRST_DAY,
            formula2="TODAY()",
            allow_blank=True,
        )
        rule.error = Phrase(
            "Isi tanggal antara 2015 dan hari ini, misalnya 31/07/2024.",
            "Type a date between 2015 and today, like 31/07/2024.",
        ).say(language)
    else:
        return DataValidation(allow_blank=True)
    rule.errorTitle = Phrase("Periksa isian", "Check the entry").say(language)
    rule.showErrorMessage = True
    return rule


def _protect(sheet: Worksheet) -> None:
    """Lock titles, headers and the example, without a password: a slip, not a secret."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.sort = protection.autoFilter = False
