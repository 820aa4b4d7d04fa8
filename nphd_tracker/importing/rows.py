"""Rows -> records: the walk down a table.

A record is one agreement on one row: a whole row where the agency has a column, one block of columns
where agencies stand side by side. An error leaves its record out and nothing else.
"""

import re
from collections.abc import Iterable
from datetime import date

from nphd_tracker.dates import find_month
from nphd_tracker.importing.amounts import BEYOND_MEASURE, Amount, AmountReader
from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.controls import audit_record
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.keys import KeyReader, Who
from nphd_tracker.importing.opening.grid import Grid, cell_name
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.importing.records import Record, RowsRead
from nphd_tracker.importing.regular import find_regular
from nphd_tracker.importing.statements import TERM_COLUMNS, FigureMaker
from nphd_tracker.importing.tables import Table
from nphd_tracker.importing.vocabulary import Vocabulary, level, squash
from nphd_tracker.importing.written import heading_of, looks_like_money
from nphd_tracker.reading import Answers, Measure, Problem, Severity, Source

_IDENTITY_ROLES = frozenset(
    {
        "region_code",
        "region",
        "province",
        "grantee",
        "unit",
        "account",
        "description",
        "date",
        "as_of",
        "document",
        "tranche",
        "nphd_number",
        "note",
    }
)
_TEXT_ROLES = (
    "number",
    "region_code",
    "province",
    "region",
    "grantee",
    "unit",
    "account",
    "description",
    "note",
)
_PAGE = re.compile(r"^\W*(?:halaman|hal|lanjutan|lanjut|page|sambungan)\b", re.I)
_KINDS_OF_REGION = frozenset(
    {"kabupaten", "kab", "kota", "provinsi", "prov", "regencies", "cities"}
)
_GRANTING = frozenset({"pemerintah", "pemprov", "pemberi", "pemda", "gubernur", "pilgub"})
_KINDS_COUNTED = frozenset({"kab", "kabupaten", "kota", "daerah", "pemda"})
_MOVING = ("transfer", "sp2d", "cair", "salur", "setor", "sts", "bayar")
"""A date column that names one of these dates a movement, whatever stands beside it."""
_TRANSFERS = frozenset({Measure.DISBURSED, Measure.SPENT, Measure.RETURNED})
_TOTAL_WORDS = frozenset({"total", "subtotal", "jumlah"})
_TOTAL = re.compile(
    r"^(?:grand|sub)?(?:jumlah|total)(?:jumlah|total|keseluruhan|seluruhnya|semua|umum)*"
)


class RowReader:
    """Reads the rows of one table whose columns are known."""

    def __init__(
        self,
        grid: Grid,
        table: Table,
        columns: tuple[Column, ...],
        context: Context,
        amounts: AmountReader,
        as_of: date | None,
        source: Source,
        vocabulary: Vocabulary,
        today: date,
        *,
        is_date_refused: bool = False,
        answers: Answers | None = None,
    ) -> None:
        self.is_date_refused = is_date_refused
        """The sheet's own date cannot be; that was told once, not again for every row."""
        self.grid = grid
        self.table = table
        self.columns = columns
        self.context = context
        self.amounts = amounts
        self.as_of = as_of
        self.source = source
        self.vocabulary = vocabulary
        self.answers = answers or Answers()
        self.keys = KeyReader(grid, columns, context, vocabulary, today, self.answers)
        self.money = [c for c in columns if c.role == "amount"]
        self.filled_money = [c for c in columns if c.role in ("amount", "total")]
        self.blocks = tuple(dict.fromkeys(c.agency for c in self.money if c.agency))
        self.date_columns = [c for c in columns if c.role == "date"]
        has_committed = any(c.measure is Measure.COMMITTED for c in self.money)
        flows = {c.measure for c in self.money} & _TRANSFERS
        row_dates = [
            c
            for c in self.date_columns
            if not (c.tranche or (c.measure and flows - {c.measure}))  # "Penyetoran / Tanggal STS"
        ]
        moves = any(word in level(c.heading) for c in row_dates for word in _MOVING)
        self.is_register = bool(row_dates) and (moves or not has_committed)
        moving = [c for c in self.money if c.measure is not Measure.COMMITTED]
        if moving and all(c.is_cumulative for c in moving):
            self.is_register = False  # running totals, each at its row's date
        self.assumed_position = None
        if row_dates and not self.is_register and context.as_of is None:
            self.assumed_position = row_dates[0]
        self.keys.fills_grantees_down = self.is_register or "as_of" in self.keys.by_role
        self.term_columns = [c for c in columns if c.role in TERM_COLUMNS]
        self.counts = [] if self._lists_grantors() else [c for c in columns if _counts_regions(c)]
        self.said_by = [c for c in columns if c.role == "reported_by"]
        self.text_columns = [c for c in columns if c.role in _TEXT_ROLES]
        self._totals: dict[str, bool] = {}
        self.nesting_role = "region"
        self.has_nested_agencies = self._agencies_stand_under_regions()

    # --- the walk

    def read(self) -> RowsRead:
        read = RowsRead()
        is_over = is_closed = False
        if self.assumed_position and "as_of" not in self.keys.by_role:
            column = self.assumed_position
            cell = f"{column.letter}{self.table.bottom + 1}"
            read.problems.append(self.say("date-assumed", cell, column.heading))
        regular = find_regular(self)
        done = self.table.first_data
        for row in range(self.table.first_data, self.table.end):
            if row < done:
                continue
            check_time(row)
            if regular and not (is_over or is_closed) and (block := regular.take(row)):
                read.take(block)
                done = row + len(block.rows)
                check_time(done)
                continue
            cells = self.grid.rows[row]
            if row in self.table.skipped:
                is_closed = is_over = False  # the same header again: the table goes on
                continue
            if row + 1 in self.answers.left_out:
                continue
            if not cells and not self._has_hidden_content(row):
                is_over = is_over or bool(read.total_rows)
                continue
            texts = [
                heading_of(v)
                for c in self.text_columns
                if (v := self.keys.value(row, c)) is not None
            ]
            if (label := self.total_label(row)) is not None:
                read.total_rows.append((row, label))
                continue
            if self._is_note(row) or not any(
                self.amounts.is_filled(row, c) for c in range(len(cells) + 1)
            ):
                continue
            if (
                cells
                and str(cells[0] if cells[0] is not None else "").strip().lower()
                in self.vocabulary.example
            ):
                read.problems.append(self.say("example-row", cell_name(row, 0), cells[0]))
                continue
            has_money = any(self._says_something(row, c) for c in self.filled_money)
            if read.total_rows and not has_money and self._closes(row):
                is_closed = True
            if is_closed or self._is_beside(row):
                if is_closed and has_money:
                    where = cell_name(row, self.filled_money[0].index)
                    read.problems.append(self.say("below-total", where, ", ".join(texts)))
                continue
            if not has_money:
                self._read_without_money(row, texts, read)
                continue
            if is_over and not self._names_someone(texts):
                continue
            if self._is_anonymous(row) and self._may_be_total(row, read):
                read.total_rows.append((row, ""))
                continue
            self._read_row(row, read)
        return read

    def _closes(self, row: int) -> bool:
        """After a total, a heading that names neither agency, region nor kind of region ends the table."""
        texts = [heading_of(v) for v in self.grid.rows[row] if isinstance(v, str)]
        if len(texts) != 1 or len(texts[0]) < 8 or _PAGE.match(texts[0]):
            return False
        words = set(level(texts[0]).split())
        if len(words) <= 4 and find_month(texts[0]):
            return False  # "BULAN APRIL 2024" over the rows of that month
        book = self.vocabulary
        region = book.regions.find_in(texts[0])
        names_one = book.agencies.find_in(texts[0]) or region.candidates or region.region
        return not (names_one or words & _KINDS_OF_REGION)

    def _is_beside(self, row: int) -> bool:
        """ "Rata-rata", "Persentase": rows that say something about the table, not about a region."""
        for column in self.text_columns:
            value = self.amounts.value(row, column.index)
            if isinstance(value, str) and level(value) in self.vocabulary.beside:
                return True
        return False

    def _is_anonymous(self, row: int) -> bool:
        """A row of amounts that says nothing at all about whose they are."""
        identity = [c for c in self.columns if c.role in _IDENTITY_ROLES]
        return not any(self.keys.value(row, c) is not None for c in identity)

    def _may_be_total(self, row: int, read: RowsRead) -> bool:
        """Whether an amount of the row is what the rows above it, or since a total, add up to."""
        since = read.total_rows[-1][0] if read.total_rows else -1
        for column in self.money:
            stated = self._amount(row, column).sen
            above = read.sums.get(column.index)
            if stated and above and stated in (above.between(), above.between(since + 1)):
                return True
        return False

    def _has_hidden_content(self, row: int) -> bool:
        return any(self.amounts.is_filled(row, c.index) for c in self.money)

    def _read_without_money(self, row: int, texts: list[str], read: RowsRead) -> None:
        """A region that reports nothing yet, or a heading over the rows below."""
        if any(self.amounts.value(row, c.index) is not None for c in self.filled_money):
            who = Who()
            self.keys.region(row, who)
            if who.region is None or not self._names_someone(texts):
                return  # a signature or a note that happens to stand under a money column
            self._read_row(row, read)
            return
        is_listed = bool(
            self.keys.text(row, "region")
            or self.keys.value(row, self.keys.by_role.get("region_code"))
        )
        if is_listed and (
            self.blocks or self.keys.text(row, "grantee") or self.keys.text(row, "unit")
        ):
            self._read_row(row, read)
        else:
            cells = self.grid.rows[row]
            self.keys.section(row, [heading_of(v) for v in cells if isinstance(v, str)])

    def _says_something(self, row: int, column: Column) -> bool:
        if (row, column.index) in self.grid.formulas or (row, column.index) in self.grid.errors:
            return True
        value = self.amounts.value(row, column.index)
        if looks_like_money(value):
            return True
        return isinstance(value, str) and value.strip().lower() in self.vocabulary.zero

    def _names_someone(self, texts: Iterable[str]) -> bool:
        book = self.vocabulary.regions
        return any(
            self.keys.grantee(t)
            or (m := book.by_name(t)).region
            or m.candidates
            or book.by_code(t).region
            for t in texts
            if t
        )

    def total_label(self, row: int) -> str | None:
        """The label of a total row: "J U M L A H", "Sub Total Kab. Ngada", "TOTAL KESELURUHAN"."""
        keys = [c for c in self.text_columns if c.role not in ("description", "note")]
        for column in keys:
            value = self.amounts.value(row, column.index)
            if isinstance(value, str) and self.is_total(value):
                return value
        is_anonymous = not any(self.amounts.value(row, c.index) for c in keys if c.role != "number")
        if not is_anonymous:
            return None
        for column in self.text_columns:
            value = self.amounts.value(row, column.index)
            if column.role == "description" and isinstance(value, str) and self.is_total(value):
                return value
        first_money = min((c.index for c in self.filled_money), default=0)
        for column_index, value in enumerate(self.grid.rows[row]):
            if (
                column_index < max(first_money, 1)
                and isinstance(value, str)
                and self.is_total(value)
            ):
                return value
        return None

    def is_total(self, text: str) -> bool:
        """ "J U M L A H", "Sub Total Kab. Ngada", and as Excel's own subtotals say it, "Riau Total"."""
        if (known := self._totals.get(text)) is None:
            known = self._totals[text] = self._reads_as_total(text)
        return known

    def _reads_as_total(self, text: str) -> bool:
        plain = squash(text)
        if plain in self.vocabulary.totals or _TOTAL.match(plain):
            return True
        words = level(text).split()
        return len(words) > 1 and words[-1] in _TOTAL_WORDS

    def _is_note(self, row: int) -> bool:
        first = next((v for v in self.grid.rows[row] if v is not None), None)
        if not isinstance(first, str):
            return False
        words = level(first).split()
        return bool(words) and words[0] in self.vocabulary.notes and not self._says_any_money(row)

    def _says_any_money(self, row: int) -> bool:
        return any(self._says_something(row, c) for c in self.filled_money)

    def _agencies_stand_under_regions(self) -> bool:
        """Whether a column holds regions with their agencies below, each with amounts of its own."""
        if self.blocks:
            return False
        for role in ("region", "description", "grantee"):
            column = self.keys.by_role.get(role)
            if column is None:
                continue
            rows = range(self.table.first_data, min(self.table.end, self.table.first_data + 60))
            texts = [
                text
                for r in rows
                if (text := heading_of(self.amounts.value(r, column.index)))
                and self._says_any_money(r)
            ]
            agencies = [t for t in texts if self.keys.grantee(t) and not self.keys.names_region(t)]
            if agencies and any(self.keys.names_region(t) for t in texts):
                self.nesting_role = role
                return True
        return False

    # --- one row

    def _read_row(self, row: int, read: RowsRead) -> None:
        who = Who()
        self.keys.region(row, who)
        if self.has_nested_agencies and self._is_heading_over_agencies(row):
            label = self.keys.text(row, self.nesting_role)
            self.keys.section(row, [label])
            read.total_rows.append((row, label))
            return
        if self._sums_its_regions(row, who, read):
            read.total_rows.append((row, self.keys.text(row, "region")))
            return
        read.data_rows.append(row)
        if who.region is None or who.region.kind == "province":
            self._ask_for_parts(row, who)
        if row in self.grid.hidden_rows:
            read.problems.append(self.say("hidden-row", cell_name(row, 0), row + 1))
        day = self._row_day(row, who)
        if self.blocks:
            shared = list(who.problems)
            for agency in self.blocks:
                block = Who(region=who.region, agency=agency, problems=[])
                block.is_told = who.is_wrong
                self._read_record(
                    row, block, [c for c in self.money if c.agency is agency], day, read
                )
                shared += [p for p in block.problems if p not in shared]
            self._tell_shared(shared, row, read)
        else:
            self.keys.agency(row, who)
            self._read_record(row, who, self.money, day, read, known=who.problems)

    def _lists_grantors(self) -> bool:
        """Whether the sheet says that a province of it grants itself: "Pemerintah Provinsi", a governor."""
        names = [c.heading for c in self.columns if c.role in ("region", "province")]
        words = {word for text in (self.context.title, *names) for word in level(text).split()}
        return bool(words & _GRANTING)

    def _ask_for_parts(self, row: int, who: Who) -> None:
        """ "Jumlah Kab/Kota: 22" beside amounts: they are not the province's own."""
        for column in self.counts:
            count = self.keys.value(row, column)
            if isinstance(count, int | float) and count > 1:
                cell = cell_name(row, column.index)
                who.problems.append(self.say("row-of-many", cell, int(count)))

    def _sums_its_regions(self, row: int, who: Who, read: RowsRead) -> bool:
        """A province's row that only adds up its regions, before or after them, is their total."""
        if who.region is None or who.region.kind != "province" or self.keys.by_role.get("grantee"):
            return False
        stated = {c: v for c in self.money if (v := self._amount(row, c).sen) is not None}
        if not stated or not any(stated.values()):
            return False
        below = self._rows_of_province(range(row + 1, self.table.end), who.region.province)
        since = max((r for r, _ in read.total_rows), default=-1)
        above = [r for r in read.data_rows if r > since]
        for rows in (below, above):
            if len(rows) > 1 and all(self._sum(c, rows) == v for c, v in stated.items()):
                return True
        return False

    def _rows_of_province(self, rows: range, province: str) -> list[int]:
        """The rows that follow, as long as they name regencies or cities of this province."""
        found = []
        for row in rows:
            name = self.keys.text(row, "region") or self.keys.text(row, "region_code")
            match = self.vocabulary.regions.by_name(name, province) if name else None
            region = match.region if match else None
            if name and (region is None or region.kind == "province"):
                break
            if region is not None:
                found.append(row)
        return found

    def _sum(self, column: Column, rows: list[int]) -> int:
        return sum(self._amount(row, column).sen or 0 for row in rows)

    def _tell_shared(self, problems: list[Problem], row: int, read: RowsRead) -> None:
        """What concerns the whole row is told once, and an error takes all its blocks out."""
        if not problems:
            return
        records = [r for r in read.own_records if r.row == row]
        if records:
            records[0].problems[:0] = problems
            if any(p.severity is Severity.ERROR for p in problems):
                for record in records:
                    record.clear()
        else:
            read.problems += [p for p in problems if p.severity is not Severity.ERROR]

    def _is_heading_over_agencies(self, row: int) -> bool:
        text = self.keys.text(row, self.nesting_role)
        others = [r for r in ("grantee", "unit") if r != self.nesting_role]
        has_agency = any(self.keys.text(row, role) for role in others)
        return bool(text) and not has_agency and self.keys.names_region(text)

    def _row_day(self, row: int, who: Who) -> date | None:
        """The date of a row: its own position date or transfer date, else None (the sheet's counts)."""
        column = self.keys.by_role.get("as_of") or (
            self.keys.by_role.get("date") if (self.is_register or self.assumed_position) else None
        )
        if column is None:
            return None
        day = self.keys.day(row, column, who.problems)
        if day is None and self.is_register and not who.is_wrong and self._moves(row):
            who.problems.append(self.say("row-date-missing", cell_name(row, column.index)))
        return day

    def _moves(self, row: int) -> bool:
        """Whether a row of a register says that anything was transferred, or only what was agreed."""
        flows = [c for c in self.money if c.measure is not Measure.COMMITTED]
        return any(self._says_something(row, c) for c in flows)

    def _read_record(
        self,
        row: int,
        who: Who,
        money: list[Column],
        day: date | None,
        read: RowsRead,
        known: list[Problem] | None = None,
    ) -> None:
        amounts = {c: self._amount(row, c) for c in money}
        for column, amount in amounts.items():
            if amount.sen is not None:
                read.note(row, column.index, amount.sen)
        says_anything = any(a.sen is not None or a.problems for a in amounts.values())
        if not says_anything:
            return
        record = Record(row, who, problems=[*(known or [])])
        read.records.append(record)
        for amount in amounts.values():
            record.problems += amount.problems
        if who.region is None and not (record.is_wrong or who.is_told):
            record.problems.append(self.say("region-missing", self._where(row, "region", money)))
        if who.agency is None and not record.is_wrong:
            record.problems.append(self.say("agency-missing", self._where(row, "grantee", money)))
        self._fill(record, amounts, day)
        if record.is_wrong:
            record.clear()

    def _where(self, row: int, role: str, money: list[Column]) -> str:
        return self.keys.cell(row, role) or cell_name(row, money[0].index)

    def _amount(self, row: int, column: Column) -> Amount:
        unit = column.unit or self.context.unit or 1
        may_fall = column.version == "addition"
        amount = self.amounts.read(row, column.index, unit, may_be_negative=may_fall)
        if amount.sen is not None and amount.sen > BEYOND_MEASURE:
            cell = cell_name(row, column.index)
            shown = self.amounts.value(row, column.index)
            return Amount(None, (*amount.problems, self.say("number-ambiguous", cell, shown)))
        return amount

    # --- figures of one record

    def _fill(self, record: Record, amounts: dict[Column, Amount], day: date | None) -> None:
        values = {c: a.sen for c, a in amounts.items() if a.sen is not None}
        region, agency = record.who.region, record.who.agency
        if region is None or agency is None:
            return
        maker = FigureMaker(self, record, region, agency, day)
        terms = maker.terms()
        for measure in Measure:
            cells = {c: sen for c, sen in values.items() if c.measure is measure}
            if not cells:
                continue
            if self.is_register and measure is not Measure.COMMITTED:
                maker.movements(measure, cells)
            elif measure is Measure.COMMITTED:
                maker.committed(cells, terms)
            else:
                maker.positions(measure, cells)
        audit_record(self, record, values)

    def say(self, code: str, cell: str, value: object = "", **details: object) -> Problem:
        return make_problem(code, self.grid.name, cell, value, **details)


def _counts_regions(column: Column) -> bool:
    """ "Jumlah Kab/Kota": how many regions a row is about."""
    return column.role == "count" and bool(_KINDS_COUNTED & set(level(column.heading).split()))
