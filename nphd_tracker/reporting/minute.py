"""Berita Acara Rekonsiliasi as a workbook: one page to fill in, print and sign.

Amounts are those of the printed page; every difference, remainder and total is a live formula over
them, with its result, so that a party that corrects an amount sees what follows.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from nphd_tracker.dates import format_date
from nphd_tracker.money import rupiah
from nphd_tracker.positions import Value
from nphd_tracker.reading import Measure, Source
from nphd_tracker.reconciliation import Reconciliation, Register
from nphd_tracker.reporting.cells import Content, put, put_formula, put_money
from nphd_tracker.reporting.differences import KINDS
from nphd_tracker.reporting.page import lay_out, set_widths, write_headers
from nphd_tracker.reporting.wording import DASH, MEASURES, Phrase, mark_invented
from nphd_tracker.reporting.workbook import save, start_workbook

SHEET = "Berita Acara"
KEYWORDS = "nphd-tracker-berita-acara;v1"
_WIDTHS = (34, 20, 13, 20, 13, 20, 20)
_LAST = "G"


@dataclass(frozen=True)
class MinuteData:
    """What the minute says, and the names of the two parties."""

    reconciliation: Reconciliation
    grantor: str
    grantee: str
    made_at: datetime
    language: str = "id"

    def say(self, indonesian: str, english: str) -> str:
        return Phrase(indonesian, english).say(self.language)

    def day(self, on: date | None) -> str:
        return format_date(on, self.language) if on else DASH


def write_minute(path: Path, data: MinuteData) -> None:
    """Write it; A4 upright, on one page."""
    standing = data.reconciliation.standing
    election = standing.holding.election
    title = data.say("Berita Acara Rekonsiliasi", "Minute of reconciliation")
    workbook = start_workbook(
        f"{title} {data.grantee}{mark_invented(election)}", KEYWORDS, data.language, data.made_at
    )
    sheet = workbook.create_sheet(SHEET)
    page = _Page(sheet, data)
    page.head(title.upper() + mark_invented(election))
    page.terms()
    page.sides()
    for register in data.reconciliation.registers:
        page.transfers(register)
    page.remainder()
    page.differences()
    page.signatures()
    set_widths(sheet, _WIDTHS)
    day = data.say(f"Posisi {data.day(standing.day)}", f"As of {data.day(standing.day)}")
    lay_out(sheet, f"NPHD {election[:60]}", day, data.language)
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToHeight = 1
    sheet.print_area = f"A1:{_LAST}{page.row}"
    save(workbook, path, results={SHEET: page.results}, codes={})


class _Page:
    """The sheet from top to bottom; ``results`` are those of its formulas, by cell."""

    def __init__(self, sheet: Worksheet, data: MinuteData) -> None:
        self.sheet = sheet
        self.data = data
        self.row = 1
        self.results: dict[str, Content] = {}

    def head(self, title: str) -> None:
        standing, say = self.data.reconciliation.standing, self.data.say
        self._line(title, "judul")
        self._line(f"{say('Kegiatan', 'Election')} : {standing.holding.election}")
        self._line(f"{say('Posisi', 'Position')} : {self.data.day(standing.day)}")
        self._line(f"{say('Nomor', 'Number')} : ")
        self.row += 1
        self._line(self._opening())
        self.row += 1

    def _opening(self) -> str:
        """What was done with the records: with one side silent nothing was matched."""
        say, grantor, grantee = self.data.say, self.data.grantor, self.data.grantee
        records = say(
            f"Pencatatan hibah dari {grantor} (pemberi hibah) kepada {grantee} (penerima hibah)",
            f"The records of the grant from {grantor} (grantor) to {grantee} (grantee)",
        )
        if self.data.reconciliation.is_matched:
            done = say("telah dicocokkan", "were held against each other")
        else:
            done = say(
                "BELUM dicocokkan (pada setiap ukuran baru satu pihak yang melapor)",
                "were NOT held against each other yet (of each measure only one party reported)",
            )
        return f"{records} {done}, {say('dalam rupiah', 'in rupiah')}:"

    def terms(self) -> None:
        terms, say = self.data.reconciliation.standing.holding.terms, self.data.say
        for label, value in (
            (say("Nomor NPHD", "Agreement number"), terms.number or DASH),
            (say("Ditandatangani", "Signed"), self.data.day(terms.signed_on)),
            (say("Nomor register", "Register number"), terms.register_number or DASH),
            (say("Batas setor sisa", "Return due"), self.data.day(terms.return_due)),
        ):
            put(self.sheet, self.row, 1, label, "label")
            put(self.sheet, self.row, 2, value, "isi")
            self.row += 1
        self.row += 1

    def sides(self) -> None:
        say = self.data.say
        self._line(say("1. Menurut kedua pihak", "1. As both parties see it"), "subjudul")
        position = say("Posisi", "As of")
        self._headers(
            say("Ukuran", "Measure"),
            say("Menurut Pemda", "Grantor says"),
            f"{position} (1)",
            say("Menurut penerima", "Grantee says"),
            f"{position} (2)",
            say("Pemda − penerima", "Grantor − grantee"),
            say("Dipakai", "Used"),
        )
        for side in self.data.reconciliation.sides:
            put(self.sheet, self.row, 1, MEASURES[side.measure].say(self.data.language))
            self._stated(2, side.grantor)
            self._stated(4, side.grantee)
            formula = f'=IF(OR(B{self.row}="",D{self.row}=""),"",B{self.row}-D{self.row})'
            self._formula(6, formula, side.difference)
            put_money(self.sheet, self.row, 7, side.counted.amount)
            self.row += 1
        self.row += 1

    def transfers(self, register: Register) -> None:
        say = self.data.say
        measure = MEASURES[register.measure].say(self.data.language)
        self._line(say(f"Transfer: {measure}", f"Transfers: {measure}"), "subjudul")
        self._headers(
            say("Dokumen", "Document"),
            say("Menurut Pemda", "Grantor says"),
            say("Tanggal", "Date"),
            say("Menurut penerima", "Grantee says"),
        )
        first = self.row
        for one in register.transfers:
            named = " · ".join(filter(None, (one.tranche, one.document)))
            put(self.sheet, self.row, 1, named or DASH)
            has = one.sources
            put_money(self.sheet, self.row, 2, one.amount if Source.GRANTOR in has else None)
            put(self.sheet, self.row, 3, one.on, "tanggal")
            put_money(self.sheet, self.row, 4, one.amount if Source.GRANTEE in has else None)
            self.row += 1
        put(self.sheet, self.row, 1, say("Jumlah", "Total"), "teks total")
        for column, source in ((2, Source.GRANTOR), (4, Source.GRANTEE)):
            letter = "ABCD"[column - 1]
            total = register.totals[source]
            if total is None:  # has no register, which is not a total of nothing
                put_money(self.sheet, self.row, column, None, "uang total")
                continue
            formula = f"=SUM({letter}{first}:{letter}{self.row - 1})"
            self._formula(column, formula, total, "uang total")
        self.row += 2

    def remainder(self) -> None:
        """a to h as on the printed page; what was not reported stays empty, and so what follows."""
        record, say = self.data.reconciliation, self.data.say
        language, left = self.data.language, record.remainder
        self._line(say("2. Sisa dana", "2. What is left"), "subjudul")
        self._headers(say("Uraian", "Item"), say("Jumlah (Rp)", "Amount (Rp)"))
        a = self.row
        b, d, e, f = a + 1, a + 3, a + 4, a + 5
        formulas = {
            a + 2: (f'=IF(OR(B{a}="",B{b}=""),"",B{a}-B{b})', left.undisbursed),
            e: (f'=IF(OR(B{b}="",B{d}=""),"",B{b}-B{d})', left.unspent),
            a + 6: (f'=IF(B{e}="","",B{e}-N(B{f}))', left.still_held),
        }
        labels = (
            f"a. {MEASURES[Measure.COMMITTED].say(language)}",
            f"b. {MEASURES[Measure.DISBURSED].say(language)}",
            "c. " + say("Belum cair (a − b)", "Not yet disbursed (a − b)"),
            f"d. {MEASURES[Measure.SPENT].say(language)}",
            "e. " + say("Sisa dana (b − d)", "Remainder (b − d)"),
            f"f. {MEASURES[Measure.RETURNED].say(language)}",
            "g. " + say("Masih di penerima (e − f)", "Still with the grantee (e − f)"),
            f"h. {MEASURES[Measure.INTEREST].say(language)} "
            + say("(di luar pokok)", "(apart from the principal)"),
        )
        amounts = {
            a: Measure.COMMITTED,
            b: Measure.DISBURSED,
            d: Measure.SPENT,
            f: Measure.RETURNED,
            a + 7: Measure.INTEREST,
        }
        for label in labels:
            put(self.sheet, self.row, 1, label)
            if self.row in formulas:
                self._formula(2, *formulas[self.row])
            else:
                put_money(self.sheet, self.row, 2, record.standing.amount(amounts[self.row]))
            self.row += 1
        self.row += 1

    def differences(self) -> None:
        say = self.data.say
        self._line(say("3. Selisih yang belum selesai", "3. Open differences"), "subjudul")
        found = self.data.reconciliation.differences
        if not found:
            none = say("Tidak ada selisih.", "There are no differences.")
            unknown = say(
                "Belum ada yang dicocokkan, jadi ada tidaknya selisih belum diketahui.",
                "Nothing was held against each other yet, so differences are not known.",
            )
            self._line(none if self.data.reconciliation.is_matched else unknown)
            self._line(say("Penjelasan kedua pihak:", "Both parties explain:"))
            self.row += 3
            return
        self._headers(
            say("Ukuran dan jenis", "Measure and kind"),
            say("Dipakai", "Used"),
            say("Posisi", "As of"),
            say("Pembanding", "Against it"),
            f"{say('Posisi', 'As of')} (2)",
            say("Selisih", "Difference"),
            say("Penjelasan", "Explanation"),
        )
        for one in found:
            kind = KINDS[one.kind].say(self.data.language)
            put(self.sheet, self.row, 1, f"{MEASURES[one.measure].say(self.data.language)}: {kind}")
            put_money(self.sheet, self.row, 2, one.value.amount)
            put(self.sheet, self.row, 3, one.value.as_of, "tanggal")
            put_money(self.sheet, self.row, 4, one.difference.other)
            put(self.sheet, self.row, 5, one.other_as_of, "tanggal")
            self._formula(6, f"=D{self.row}-B{self.row}", one.difference.amount)
            put(self.sheet, self.row, 7, None)
            self.row += 1
        self.row += 1

    def signatures(self) -> None:
        say = self.data.say
        parties = (
            (1, say("Pemberi hibah", "Grantor"), self.data.grantor),
            (4, say("Penerima hibah", "Grantee"), self.data.grantee),
        )
        for column, role, name in parties:
            put(self.sheet, self.row, column, role, "label")
            put(self.sheet, self.row + 1, column, name, "label")
            for place, line in enumerate(
                (say("Nama", "Name"), "NIP/NRP", say("Jabatan", "Office"))
            ):
                put(self.sheet, self.row + 6 + place, column, f"{line}: ", "isi")
        self.row += 8

    def _line(self, text: str, style: str = "isi") -> None:
        put(self.sheet, self.row, 1, text, style)
        self.row += 1

    def _headers(self, *headers: str) -> None:
        write_headers(self.sheet, self.row, headers)
        self.row += 1

    def _stated(self, column: int, value: Value | None) -> None:
        put_money(self.sheet, self.row, column, value.amount if value else None)
        put(self.sheet, self.row, column + 1, value.as_of if value else None, "tanggal")

    def _formula(self, column: int, formula: str, sen: int | None, style: str = "uang") -> None:
        if sen is not None and sen % 100:
            style = style.replace("uang", "uang sen")
        cell = put_formula(self.sheet, self.row, column, formula, style)
        self.results[cell.coordinate] = "" if sen is None else rupiah(sen)
