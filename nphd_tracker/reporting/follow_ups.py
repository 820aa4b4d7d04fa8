"""Tindak Lanjut: what was agreed about which agreement, and how its figure moved since.

A native Excel table to fill in: an officer changes the cause, the promise, the office, the due date
or the status, or writes them for an agreement that has no follow-up yet, and imports the summary
again. Its headers are Indonesian in both languages, like those of Rincian; the hidden last column
tells what a row was written from. All else is locked, without a password.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.absorption import Standing, is_below
from nphd_tracker.dates import format_date
from nphd_tracker.follow_ups import (
    CAUSE_WORDS,
    SHEET,
    STATE_WORDS,
    Heading,
    State,
    Tracked,
    is_open_to_follow_up,
)
from nphd_tracker.reporting.cells import Content, as_fraction
from nphd_tracker.reporting.contents import SummaryData
from nphd_tracker.reporting.lines import add_table, put_lines
from nphd_tracker.reporting.page import set_up_print, set_widths, write_headers, write_title
from nphd_tracker.reporting.wording import BASES, Phrase, describe_standing, name_agency

__all__ = [
    "BY_ITSELF",
    "CAUSES",
    "SHEET",
    "STATES",
    "list_rows",
    "say_agreed",
    "waiting_by_agreement",
    "write_follow_ups",
]

TABLE = "TindakLanjutNPHD"
_HEADER_LANGUAGE = "id"

CAUSES = {cause: Phrase(*words) for cause, words in CAUSE_WORDS.items()}
STATES = {state: Phrase(*words) for state, words in STATE_WORDS.items()}
BY_ITSELF = Phrase("otomatis: NPHD 100% atau selesai", "by itself: agreement at 100% or closed")
_CHOSEN = (State.OPEN, State.KEPT, State.CLOSED)
"""What an officer may choose: that one is overdue is counted, not chosen."""


@dataclass(frozen=True, slots=True)
class Row:
    """A follow-up, or an agreement that has none that is open: one of the two is None."""

    tracked: Tracked | None
    without: Standing | None = None

    @property
    def standing(self) -> Standing | None:
        return self.tracked.standing if self.tracked else self.without


class _Column(NamedTuple):
    """With style "uang" it reads sen."""

    header: str
    style: str
    width: float
    read: Callable[[SummaryData, Row], Content]


def say_agreed(one: Tracked, language: str) -> str:
    """``Kas daerah belum tersedia: transfer tahap II (BPKAD Sikka), tenggat 15 Agustus 2024``."""
    promise = one.promise
    said = CAUSES[promise.cause].say(language)
    if promise.text:
        said += f": {promise.text}"
    if promise.office:
        said += f" ({promise.office})"
    if promise.due:
        day = format_date(promise.due, language)
        said += Phrase(f", tenggat {day}", f", due {day}").say(language)
    if one.state is State.OVERDUE:
        said += f"; {STATES[State.OVERDUE].say(language).lower()}"
    return said


def waiting_by_agreement(follow_ups: Iterable[Tracked]) -> dict[int, Tracked]:
    """What is open of each agreement, the last where there are several, by the agreement's id."""
    return {one.standing.holding.id: one for one in follow_ups if one.is_waiting and one.standing}


def list_rows(data: SummaryData) -> list[Row]:
    """The follow-ups, then what has none: below 100%, late or not reported, most rupiah first."""
    waiting = waiting_by_agreement(data.follow_ups)
    rest = [
        one
        for one in data.standings
        if one.holding.id not in waiting and is_open_to_follow_up(one) and _is_behind(one)
    ]
    rest.sort(key=lambda one: (-(one.unabsorbed or 0), one.holding.region, one.holding.id))
    return [*(Row(one) for one in data.follow_ups), *(Row(None, one) for one in rest)]


def _is_behind(standing: Standing) -> bool:
    is_silent = standing.numerator is None or standing.denominator is None
    return is_silent or is_below(standing) or bool(standing.due.is_late)


def write_follow_ups(workbook: Workbook, data: SummaryData, rows: Sequence[Row]) -> tuple[str, str]:
    """Write the sheet; its name, and the range of its region codes."""
    sheet = workbook.create_sheet(SHEET)
    header_row = write_title(
        sheet,
        data,
        data.say("TINDAK LANJUT", "FOLLOW-UPS"),
        data.say(
            "Isi atau ubah Penyebab, Janji, Oleh, Tenggat dan Status, simpan, lalu unggah berkas "
            "ini di Impor. Angka dulu adalah angka saat tindak lanjut dibuka.",
            "Fill in or change Penyebab (cause), Janji (promise), Oleh (by whom), Tenggat (due) "
            "and Status, save, and upload this file at Imports. Earlier figures are those of the "
            "day a follow-up was opened.",
        ),
    )
    headers = [column.header for column in _COLUMNS]
    write_headers(sheet, header_row, headers, height=45)
    first = header_row + 1
    last_row = put_lines(sheet, first, _COLUMNS, _contents(data, rows))
    add_table(sheet, TABLE, header_row, headers, last_row)
    _offer(sheet, data, Heading.CAUSE, [CAUSES[one] for one in CAUSES], first, last_row)
    _offer(sheet, data, Heading.STATE, [STATES[one] for one in _CHOSEN], first, last_row)
    set_widths(sheet, [column.width for column in _COLUMNS])
    sheet.freeze_panes = f"F{first}"
    set_up_print(sheet, data, header_row=header_row)
    sheet.column_dimensions[_letter(Heading.VERSION)].hidden = True
    _lock(sheet)
    return SHEET, f"B{first}:B{last_row}"


def _contents(data: SummaryData, rows: Sequence[Row]) -> Iterator[Sequence[Content]]:
    for row in rows:
        yield [column.read(data, row) for column in _COLUMNS]


def _offer(
    sheet: Worksheet,
    data: SummaryData,
    heading: Heading,
    words: Sequence[Phrase],
    first: int,
    last: int,
) -> None:
    """A list to choose from in a column's cells."""
    choices = ",".join(one.say(data.language) for one in words)
    offer = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    offer.errorTitle = heading.value
    offer.error = data.say("Pilih salah satu dari daftar.", "Choose one from the list.")
    offer.errorStyle = "stop"
    offer.showErrorMessage = True
    offer.add(f"{_letter(heading)}{first}:{_letter(heading)}{last}")
    sheet.add_data_validation(offer)


def _lock(sheet: Worksheet) -> None:
    """Against slips, not against anyone: without a password; it can be sorted and filtered."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.sort = protection.autoFilter = False


def _letter(heading: Heading) -> str:
    places = [column.header for column in _COLUMNS]
    return get_column_letter(places.index(heading.value) + 1)


def _region(row: Row) -> str:
    holding = row.tracked.follow_up if row.tracked else row.without and row.without.holding
    return holding.region if holding else ""


def _agency(row: Row) -> str:
    holding = row.tracked.follow_up if row.tracked else row.without and row.without.holding
    return name_agency(holding.agency, _HEADER_LANGUAGE) if holding else ""


def _unit(row: Row) -> str | None:
    if row.standing:
        return row.standing.holding.unit
    return row.tracked.follow_up.unit if row.tracked else None


def _cause(data: SummaryData, row: Row) -> str | None:
    return CAUSES[row.tracked.promise.cause].say(data.language) if row.tracked else None


def _state(data: SummaryData, row: Row) -> str | None:
    return STATES[row.tracked.state].say(data.language) if row.tracked else None


def _basis(data: SummaryData, row: Row) -> str:
    basis = row.tracked.follow_up.basis if row.tracked else data.basis
    return BASES[basis].say(data.language)


def _version(data: SummaryData, row: Row) -> str:
    return row.tracked.version if row.tracked else data.basis.value


def _note(data: SummaryData, row: Row) -> str | None:
    if row.tracked is None:
        return describe_standing(row.without, data.language) if row.without else None
    said = [BY_ITSELF.say(data.language)] if row.tracked.closed_itself else []
    said += [event.note for event in row.tracked.follow_up.history if event.note][-1:]
    return "; ".join(said) or None


_COLUMNS = (
    _Column("No", "urut", 6, lambda data, row: row.tracked.follow_up.id if row.tracked else None),
    _Column("Kode Wilayah", "kode", 9, lambda data, row: _region(row)),
    _Column("Pemberi Hibah", "teks", 24, lambda data, row: data.name_region(_region(row))),
    _Column("Lembaga", "teks", 10, lambda data, row: _agency(row)),
    _Column("Satuan Kerja", "teks", 18, lambda data, row: _unit(row)),
    _Column("Penyebab", "isian", 24, _cause),
    _Column(
        "Janji", "isian", 32, lambda data, row: (row.tracked and row.tracked.promise.text) or None
    ),
    _Column(
        "Oleh", "isian", 20, lambda data, row: (row.tracked and row.tracked.promise.office) or None
    ),
    _Column(
        "Tenggat",
        "isian tanggal",
        12,
        lambda data, row: row.tracked.promise.due if row.tracked else None,
    ),
    _Column("Status", "isian", 14, _state),
    _Column("Dasar Hitungan", "teks", 20, _basis),
    _Column(
        "Posisi Dulu",
        "tanggal",
        12,
        lambda data, row: row.tracked.follow_up.as_of if row.tracked else None,
    ),
    _Column(
        "% Dulu",
        "persen",
        10,
        lambda data, row: as_fraction(row.tracked.follow_up.rate) if row.tracked else None,
    ),
    _Column(
        "% Kini",
        "persen",
        10,
        lambda data, row: as_fraction(row.standing.rate) if row.standing else None,
    ),
    _Column(
        "Sisa Kini (Rp)",
        "uang",
        18,
        lambda data, row: row.standing.unabsorbed if row.standing else None,
    ),
    _Column(
        "Bergerak (Rp)", "uang", 18, lambda data, row: row.tracked.moved if row.tracked else None
    ),
    _Column("Catatan", "teks", 32, _note),
    _Column(Heading.VERSION.value, "teks sebaris", 10, _version),
)
"""Those of `Heading` under its names, for the importer reads them again."""
