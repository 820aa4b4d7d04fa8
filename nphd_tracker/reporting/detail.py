"""Rincian: every agreement, one a row, each figure with its date, its reporter, its file and cell.

A native Excel table. Its headers are Indonesian in both languages: the importer knows the sheet
by them, so that a summary edited in Excel can be imported again. Empty means not reported.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.absorption import Basis, Standing
from nphd_tracker.money import format_rupiah
from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency
from nphd_tracker.reporting.cells import Content, fraction, put
from nphd_tracker.reporting.contents import SummaryData
from nphd_tracker.reporting.lines import add_table, put_lines
from nphd_tracker.reporting.page import set_up_print, set_widths, write_headers, write_title
from nphd_tracker.reporting.styles import BELOW
from nphd_tracker.reporting.wording import (
    DIFFERENCES,
    MEASURES,
    SOURCES,
    UNIT_CLASH,
    describe_standing,
    name_agency,
)

SHEET = "Rincian"
_REPEATED = "ABCD"
"""The columns that say whose row it is, on every page."""
TABLE = "RincianNPHD"
LANGUAGE = "id"
"""The rows are Indonesian whatever the language of the headings."""

REGION_CODE = "Kode Wilayah"
REGION = "Pemberi Hibah"
AGENCY = "Lembaga"
UNIT = "Satuan Kerja"
NUMBER = "Nomor NPHD"
AMOUNT = {measure: phrase.say(LANGUAGE) for measure, phrase in MEASURES.items()}
POSITION = {measure: f"Posisi {name}" for measure, name in AMOUNT.items()}
REPORTER = {measure: f"Pelapor {name}" for measure, name in AMOUNT.items()}
ORIGIN = {measure: f"Asal {name}" for measure, name in AMOUNT.items()}
PERCENT = {
    Basis.DISBURSED_COMMITTED: "% Pencairan dari NPHD",
    Basis.SPENT_COMMITTED: "% Belanja dari NPHD",
    Basis.SPENT_DISBURSED: "% Belanja dari Pencairan",
}
UNDISBURSED = "Belum Cair"
UNSPENT = "Saldo Belum Dibelanjakan"
GROUP = "Kelompok"
CLOSED = "Selesai"
COUNTED = "Ikut Dihitung"
NOTE = "Keterangan"
YES, NO = "Ya", "Tidak"

_PLACES = {AMOUNT[measure]: place for place, measure in enumerate(Measure)}
Filled = tuple[bool, ...]
"""Which of the amounts a row has, in the order of the measures."""

Read = Callable[[SummaryData, Standing], Content]


@dataclass(frozen=True)
class Column:
    """One column: what it reads of an agreement. With style "uang" it reads sen."""

    header: str
    style: str
    width: float
    read: Read


@dataclass(frozen=True)
class Detail:
    """What was written, for the checks: each column's range by header, and sums of the rows.

    Only of counted rows, by agency, by region, and under ``("", "")`` of all; how many rows have
    just these amounts, and what they sum up to in sen.
    """

    ranges: Mapping[str, str]
    counts: dict[tuple[str, str], dict[Filled, list[int]]] = field(default_factory=dict)

    def add(self, standing: Standing, region: str, agency: str) -> None:
        if standing.holding.unit_clash:
            return
        amounts = [standing.amount(measure) for measure in Measure]
        filled = tuple(amount is not None for amount in amounts)
        for group in (("", ""), (AGENCY, agency), (REGION, region)):
            known = self.counts.setdefault(group, {})
            sums = known.setdefault(filled, [0] * (len(amounts) + 1))
            sums[0] += 1
            for place, amount in enumerate(amounts, start=1):
                sums[place] += amount or 0

    def count(self, group: tuple[str, str], filled: Collection[str]) -> int:
        """How many rows of a group have all of these amounts."""
        return sum(sums[0] for sums in self._having(group, filled))

    def total(self, group: tuple[str, str], filled: Collection[str], column: str) -> int:
        """What one amount sums up to over them, in sen."""
        place = _PLACES[column]
        return sum(sums[place + 1] for sums in self._having(group, filled))

    def _having(self, group: tuple[str, str], filled: Collection[str]) -> Iterator[list[int]]:
        for has, sums in self.counts.get(group, {}).items():
            if all(has[_PLACES[column]] for column in filled):
                yield sums


def write_detail(workbook: Workbook, data: SummaryData) -> Detail:
    """Write the sheet; no agreement at all leaves one empty row, which Excel's tables need."""
    sheet = workbook.create_sheet(SHEET)
    columns = list(all_columns())
    header_row = write_title(
        sheet,
        data,
        "RINCIAN NPHD",
        data.say("Sel kosong: belum dilaporkan, bukan nol.", "Empty: not reported, not zero."),
        language=LANGUAGE,
    )
    # Beside the columns that every printed page repeats: else those pages would show it cut off.
    put(
        sheet,
        header_row - 2,
        len(_REPEATED) + 1,
        data.say(
            "Angka rupiah dapat diperbaiki di sini, lalu berkas ini diimpor kembali.",
            "The column headings stay Indonesian, so that amounts can be corrected here and this "
            "file imported again.",
        ),
        "anak judul",
    )
    write_headers(sheet, header_row, (column.header for column in columns), height=45)
    last_row = header_row + max(len(data.standings), 1)
    letters = {
        column.header: get_column_letter(place) for place, column in enumerate(columns, start=1)
    }
    written = Detail(
        {
            header: f"{SHEET}!${letter}${header_row + 1}:${letter}${last_row}"
            for header, letter in letters.items()
        }
    )
    put_lines(sheet, header_row + 1, columns, _rows(columns, data, written))
    add_table(sheet, TABLE, header_row, list(letters), last_row)
    _mark_below(sheet, letters, header_row + 1, last_row)
    set_widths(sheet, [column.width for column in columns])
    sheet.freeze_panes = f"E{header_row + 1}"
    set_up_print(
        sheet,
        data,
        header_row=header_row,
        pages_wide=3,
        repeat_columns=":".join((_REPEATED[0], _REPEATED[-1])),
    )
    return written


def all_columns() -> Iterator[Column]:
    yield Column(REGION_CODE, "kode", 9, lambda data, one: one.holding.region)
    yield Column(REGION, "teks", 26, lambda data, one: data.name_region(one.holding.region))
    yield Column(AGENCY, "teks", 10, lambda data, one: name_agency(one.holding.agency, LANGUAGE))
    yield Column(UNIT, "teks", 20, lambda data, one: one.holding.unit)
    yield Column(NUMBER, "teks", 20, lambda data, one: one.holding.terms.number)
    for measure in Measure:
        yield from _measure_columns(measure)
    for basis in Basis:
        yield Column(PERCENT[basis], "persen", 13, _percent_reader(basis))
    yield Column(UNDISBURSED, "uang", 17, lambda data, one: _undisbursed(one))
    yield Column(UNSPENT, "uang", 17, lambda data, one: _unspent(one))
    yield Column(GROUP, "teks", 26, lambda data, one: describe_standing(one, LANGUAGE))
    yield Column(CLOSED, "hasil", 9, lambda data, one: YES if one.closed else NO)
    yield Column(COUNTED, "hasil", 9, lambda data, one: NO if one.holding.unit_clash else YES)
    yield Column(NOTE, "teks", 40, lambda data, one: "; ".join(_notes(one)) or None)


def _measure_columns(measure: Measure) -> Iterator[Column]:
    def read(pick: Callable[[SummaryData, Standing], Content]) -> Read:
        return lambda data, one: pick(data, one) if measure in one.values else None

    yield Column(AMOUNT[measure], "uang", 18, read(lambda data, one: one.values[measure].amount))
    yield Column(
        POSITION[measure], "tanggal", 12, read(lambda data, one: one.values[measure].as_of)
    )
    yield Column(
        REPORTER[measure],
        "teks",
        10,
        read(lambda data, one: SOURCES[one.values[measure].source].say(LANGUAGE)),
    )
    yield Column(
        ORIGIN[measure],
        "teks",
        32,
        read(lambda data, one: data.trace(one.values[measure].evidence)),
    )


def _percent_reader(basis: Basis) -> Read:
    return lambda data, one: fraction(one.amount(basis.numerator), one.amount(basis.denominator))


def _undisbursed(standing: Standing) -> int | None:
    committed = standing.amount(Measure.COMMITTED)
    disbursed = standing.amount(Measure.DISBURSED)
    return None if committed is None or disbursed is None else committed - disbursed


def _unspent(standing: Standing) -> int | None:
    """Still with the grantee: interest is apart, and nothing returned counts as nothing."""
    disbursed, spent = standing.amount(Measure.DISBURSED), standing.amount(Measure.SPENT)
    if disbursed is None or spent is None:
        return None
    return disbursed - spent - (standing.amount(Measure.RETURNED) or 0)


def _notes(standing: Standing) -> Iterator[str]:
    if standing.holding.unit_clash:
        yield f"{UNIT_CLASH.say(LANGUAGE)}, tidak ikut dijumlahkan"
    if standing.due.is_late:
        yield "perkiraan terlambat" if standing.due.is_estimate else "terlambat"
    if standing.is_old:
        yield "data lama"
    for measure, value in standing.values.items():
        for difference in value.differences:
            other = DIFFERENCES[difference.kind].say(LANGUAGE)
            yield f"{AMOUNT[measure]} menurut {other} {format_rupiah(difference.other)}"


def _order(standing: Standing) -> tuple[str, int, str, int]:
    holding = standing.holding
    return holding.region, list(Agency).index(holding.agency), holding.unit or "", holding.id


def _rows(
    columns: Sequence[Column], data: SummaryData, written: Detail
) -> Iterator[Sequence[Content]]:
    for standing in sorted(data.standings, key=_order):
        row = [column.read(data, standing) for column in columns]
        written.add(standing, str(row[1]), str(row[2]))
        yield row


def _mark_below(sheet: Worksheet, letters: Mapping[str, str], first: int, last: int) -> None:
    """Red below the threshold cell, unless the agreement is closed."""
    closed = letters[CLOSED]
    for header in PERCENT.values():
        letter = letters[header]
        formula = f'AND(ISNUMBER({letter}{first}),{letter}{first}<Ambang,${closed}{first}<>"{YES}")'
        sheet.conditional_formatting.add(
            f"{letter}{first}:{letter}{last}", Rule("expression", dxf=BELOW, formula=[formula])
        )
