"""Rows -> figures, or problems with a cell.

A record is one agreement on one row: a whole row where the agency has a column, one block of columns
where agencies stand side by side. An error leaves its record out and nothing else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from nphd_tracker.dates import month_end
from nphd_tracker.importing.amounts import Amount, AmountReader
from nphd_tracker.importing.columns import Column, heading_of, looks_like_money
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.controls import audit_record, check_parts
from nphd_tracker.importing.grid import Grid, cell_name
from nphd_tracker.importing.keys import KeyReader, Who
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.importing.tables import Table
from nphd_tracker.importing.vocabulary import Vocabulary, level, squash
from nphd_tracker.reading import (
    Control,
    Measure,
    Problem,
    Severity,
    Source,
    StatedFigure,
    StatedTerm,
    TermKind,
)
from nphd_tracker.regions import Agency, Region

_TEXT_ROLES = (
    "number", "region_code", "province", "region", "grantee", "unit", "account", "description", "note",
)  # fmt: skip
_TERM_COLUMNS = {
    "nphd_number": TermKind.NUMBER,
    "signed_on": TermKind.SIGNED_ON,
    "addendum_number": TermKind.ADDENDUM_NUMBER,
    "addendum_on": TermKind.ADDENDUM_ON,
    "register_number": TermKind.REGISTER_NUMBER,
    "return_due": TermKind.RETURN_DUE,
    "closed_on": TermKind.CLOSED_ON,
}
_DATED_TERMS = frozenset({TermKind.SIGNED_ON, TermKind.ADDENDUM_ON, TermKind.RETURN_DUE, TermKind.CLOSED_ON})
_TOTAL = re.compile(r"^(?:grand|sub)?(?:jumlah|total)(?:jumlah|total|keseluruhan|seluruhnya|semua|umum)*")


@dataclass(slots=True)
class Record:
    """One agreement on one row, and all that was said about it."""

    row: int
    who: Who
    figures: list[StatedFigure] = field(default_factory=list)
    soft_figures: list[StatedFigure] = field(default_factory=list)
    """Agreement values dated back to the signing: they give way where a row says otherwise."""
    terms: list[StatedTerm] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)

    def clear(self) -> None:
        """Leaves the record out; what is said about it stays."""
        self.figures.clear()
        self.soft_figures.clear()
        self.terms.clear()


@dataclass(slots=True)
class RowsRead:
    """All rows of one table."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    data_rows: list[int] = field(default_factory=list)
    total_rows: list[tuple[int, str]] = field(default_factory=list)
    """(row, label) of total and subtotal rows: controls, never figures."""
    controls: list[Control] = field(default_factory=list)
    amounts: dict[tuple[int, int], int] = field(default_factory=dict)
    """(row, column) -> sen of every amount read, for holding totals against."""


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
        self.keys = KeyReader(grid, columns, context, vocabulary, today)
        self.money = [c for c in columns if c.role == "amount"]
        self.filled_money = [c for c in columns if c.role in ("amount", "total")]
        self.blocks = tuple(dict.fromkeys(c.agency for c in self.money if c.agency))
        self.date_columns = [c for c in columns if c.role == "date"]
        has_committed = any(c.measure is Measure.COMMITTED for c in self.money)
        row_dates = [c for c in self.date_columns if not c.tranche]
        self.is_register = bool(row_dates) and not has_committed
        self.assumed_position = row_dates[0] if row_dates and has_committed else None
        self.text_columns = [c for c in columns if c.role in _TEXT_ROLES]
        self.has_nested_agencies = self._agencies_stand_under_regions()

    # --- the walk

    def read(self) -> RowsRead:
        read = RowsRead()
        is_over = False
        if self.assumed_position and "as_of" not in self.keys.by_role:
            column = self.assumed_position
            cell = f"{column.letter}{self.table.bottom + 1}"
            read.problems.append(self._say("date-assumed", cell, column.heading))
        for row in range(self.table.first_data, self.table.end):
            cells = self.grid.rows[row]
            if not cells and not self._has_hidden_content(row):
                is_over = is_over or bool(read.total_rows)
                continue
            texts = [heading_of(v) for c in self.text_columns if (v := self.keys.value(row, c)) is not None]
            if (label := self.total_label(row)) is not None:
                read.total_rows.append((row, label))
                continue
            if self._is_note(row) or not any(self.amounts.is_filled(row, c) for c in range(len(cells) + 1)):
                continue
            if cells and str(cells[0] if cells[0] is not None else "").strip().lower() in self.vocabulary.example:
                read.problems.append(self._say("example-row", cell_name(row, 0), cells[0]))
                continue
            has_money = any(self._says_something(row, c) for c in self.filled_money)
            if not has_money:
                self._read_without_money(row, texts, read)
                continue
            if is_over and not self._names_someone(texts):
                continue
            self._read_row(row, read)
        return read

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
        is_listed = bool(self.keys.text(row, "region") or self.keys.value(row, self.keys.by_role.get("region_code")))
        if is_listed and (self.blocks or self.keys.text(row, "grantee") or self.keys.text(row, "unit")):
            self._read_row(row, read)
        else:
            self.keys.section(row, [t for t in texts if t])

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
            self.keys.grantee(t) or (m := book.by_name(t)).region or m.candidates or book.by_code(t).region
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
        first_money = min((c.index for c in self.filled_money), default=0)
        for column_index, value in enumerate(self.grid.rows[row]):
            if column_index < max(first_money, 1) and isinstance(value, str) and self.is_total(value):
                return value
        return None

    def is_total(self, text: str) -> bool:
        return squash(text) in self.vocabulary.totals or bool(_TOTAL.match(squash(text)))

    def _is_note(self, row: int) -> bool:
        first = next((v for v in self.grid.rows[row] if v is not None), None)
        if not isinstance(first, str):
            return False
        words = level(first).split()
        return bool(words) and words[0] in self.vocabulary.notes and not self._says_any_money(row)

    def _says_any_money(self, row: int) -> bool:
        return any(self._says_something(row, c) for c in self.filled_money)

    def _agencies_stand_under_regions(self) -> bool:
        column = self.keys.by_role.get("region")
        if column is None or self.blocks:
            return False
        rows = range(self.table.first_data, min(self.table.end, self.table.first_data + 60))
        texts = [t for r in rows if (t := heading_of(self.amounts.value(r, column.index)))]
        return any(self.keys.grantee(t) and not self.keys._names_region(t) for t in texts)

    # --- one row

    def _read_row(self, row: int, read: RowsRead) -> None:
        who = Who()
        self.keys.region(row, who)
        if self.has_nested_agencies and self._is_heading_over_agencies(row):
            read.total_rows.append((row, f"{self.keys.text(row, 'region')} (di atas rinciannya)"))
            return
        read.data_rows.append(row)
        if row in self.grid.hidden_rows:
            read.problems.append(self._say("hidden-row", cell_name(row, 0), row + 1))
        day = self._row_day(row, who)
        if self.blocks:
            shared = list(who.problems)
            for agency in self.blocks:
                block = Who(region=who.region, agency=agency, problems=[])
                self._read_record(row, block, [c for c in self.money if c.agency is agency], day, read)
                shared += [p for p in block.problems if p not in shared]
            self._tell_shared(shared, row, read)
        else:
            self.keys.agency(row, who)
            self._read_record(row, who, self.money, day, read, known=who.problems)

    def _tell_shared(self, problems: list[Problem], row: int, read: RowsRead) -> None:
        """What concerns the whole row is told once, and an error takes all its blocks out."""
        if not problems:
            return
        records = [r for r in read.records if r.row == row]
        if records:
            records[0].problems[:0] = problems
            if any(p.severity is Severity.ERROR for p in problems):
                for record in records:
                    record.clear()
        else:
            read.problems += [p for p in problems if p.severity is not Severity.ERROR]

    def _is_heading_over_agencies(self, row: int) -> bool:
        text = self.keys.text(row, "region")
        has_agency = self.keys.text(row, "grantee") or self.keys.text(row, "unit")
        return bool(text) and not has_agency and self.keys.grantee(text) is None

    def _row_day(self, row: int, who: Who) -> date | None:
        """The date of a row: its own position date or transfer date, else None (the sheet's counts)."""
        column = self.keys.by_role.get("as_of") or (
            self.keys.by_role.get("date") if (self.is_register or self.assumed_position) else None
        )
        if column is None:
            return None
        day = self.keys.day(row, column, who.problems)
        if day is None and self.is_register and not who.is_wrong:
            who.problems.append(self._say("row-date-missing", cell_name(row, column.index)))
        return day

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
                read.amounts[(row, column.index)] = amount.sen
        says_anything = any(a.sen is not None or a.problems for a in amounts.values())
        if not says_anything:
            return
        record = Record(row, who, problems=[*(known or [])])
        read.records.append(record)
        for amount in amounts.values():
            record.problems += amount.problems
        if who.region is None and not record.is_wrong:
            record.problems.append(self._say("region-missing", self._where(row, "region", money)))
        if who.agency is None and not record.is_wrong:
            record.problems.append(self._say("agency-missing", self._where(row, "grantee", money)))
        self._fill(record, amounts, day)
        if record.is_wrong:
            record.clear()

    def _where(self, row: int, role: str, money: list[Column]) -> str:
        return self.keys.cell(row, role) or cell_name(row, money[0].index)

    def _amount(self, row: int, column: Column) -> Amount:
        return self.amounts.read(row, column.index, column.unit or self.context.unit or 1)

    # --- figures of one record

    def _fill(self, record: Record, amounts: dict[Column, Amount], day: date | None) -> None:
        values = {c: a.sen for c, a in amounts.items() if a.sen is not None}
        region, agency = record.who.region, record.who.agency
        if region is None or agency is None:
            return
        maker = _Maker(self, record, region, agency, day)
        terms = maker.terms()
        for measure in Measure:
            cells = {c: sen for c, sen in values.items() if c.measure is measure}
            if not cells:
                continue
            if self.is_register:
                maker.movements(measure, cells)
            elif measure is Measure.COMMITTED:
                maker.committed(cells, terms)
            else:
                maker.positions(measure, cells)
        audit_record(self, record, values)

    def _say(self, code: str, cell: str, value: object = "", **details: object) -> Problem:
        return make_problem(code, self.grid.name, cell, value, **details)


class _Maker:
    """Makes the figures of one record."""

    def __init__(
        self, reader: RowReader, record: Record, region: Region, agency: Agency, day: date | None
    ) -> None:
        self.reader = reader
        self.record = record
        self.region = region
        self.agency = agency
        self.day = day
        self.source = self._row_source()

    def _row_source(self) -> Source:
        return self._said_source("reported_by") or self.reader.source

    def _said_source(self, role: str, measure: Measure | None = None) -> Source | None:
        for column in self.reader.columns:
            if column.role == role and column.measure is measure:
                text = heading_of(self.reader.amounts.value(self.record.row, column.index))
                word = self.reader.vocabulary.sources.get(level(text)) if text else None
                if word:
                    return Source(word)
        return None

    def cell(self, column: Column) -> str:
        return f"{self.reader.grid.name}!{cell_name(self.record.row, column.index)}"

    def add(
        self,
        measure: Measure,
        on: date,
        amount: int,
        columns: Iterable[Column],
        *,
        is_movement: bool = False,
        tranche: str = "",
        document: str = "",
        is_soft: bool = False,
    ) -> None:
        who = self.record.who
        target = self.record.soft_figures if is_soft else self.record.figures
        target.append(
            StatedFigure(
                region=self.region.code,
                agency=self.agency,
                unit=who.unit,
                unit_implied=who.unit_implied,
                measure=measure,
                on=on,
                amount=amount,
                source=self._said_source("reported_by", measure) or self.source,
                cells=tuple(self.cell(c) for c in columns),
                is_movement=is_movement,
                tranche=tranche,
                document=document,
            )
        )

    def position_day(self, measure: Measure, columns: Iterable[Column]) -> date | None:
        """When a position stood: the column's own date, the measure's, the row's, else the sheet's."""
        for column in columns:
            if column.on:
                return self._in_range(column.on, column)
        for column in self.reader.columns:
            if column.role == "as_of" and column.measure is measure:
                day = self.reader.keys.day(self.record.row, column, self.record.problems)
                if day:
                    return day
        found = self.day or self.reader.as_of
        if found is None and not self.record.is_wrong and not self.reader.is_date_refused:
            self.record.problems.append(self.reader._say("date-missing", self._date_cell()))
        return found

    def _date_cell(self) -> str:
        column = self.reader.keys.by_role.get("as_of")
        return cell_name(self.record.row, column.index) if column else ""

    def _in_range(self, day: date, column: Column) -> date | None:
        if self.reader.keys.today < day:
            cell = f"{column.letter}{self.reader.table.bottom + 1}"
            self.record.problems.append(
                self.reader._say("date-out-of-range", cell, day.strftime("%d-%m-%Y"))
            )
            return None
        return day

    # --- positions, parts, months

    def positions(self, measure: Measure, cells: dict[Column, int]) -> None:
        parts = {c: sen for c, sen in cells.items() if c.tranche}
        months = {c: sen for c, sen in cells.items() if c.month}
        wholes = {c: sen for c, sen in cells.items() if c not in parts and c not in months}
        dated = {c: self._tranche_day(c) for c in parts}
        whole = next(iter(wholes.items()), None)
        if whole and (parts or months):
            check_parts(self.reader, self.record, whole, parts or months, any(c.is_cumulative for c in months))
        if months:
            self._months(measure, months, whole)
        for column, day in dated.items():
            if day:
                self.add(
                    measure, day, cells[column], [column],
                    is_movement=True, tranche=column.tranche, document=self._document(column.tranche),
                )  # fmt: skip
        undated = [c for c in parts if not dated[c]]
        if undated and (on := self.position_day(measure, undated)):
            for column in undated:
                self.add(measure, on, cells[column], [column], tranche=column.tranche)
        if whole and not (months and self._ends_with_months(months, whole[1])):
            for column, sen in wholes.items():
                if on := self.position_day(measure, [column]):
                    self.add(measure, on, sen, [column])

    def _ends_with_months(self, months: dict[Column, int], whole: int) -> bool:
        """The stated total repeats the last month's running total at the same day."""
        last = max(months, key=lambda c: self._month_end(c) or date.min)
        return sum(months.values()) == whole and self._month_end(last) == (self.day or self.reader.as_of)

    def _month_end(self, column: Column) -> date | None:
        if column.month is None:
            return None
        year = column.month[0] or self.reader.context.year
        return month_end(year, column.month[1]) if year else None

    def _months(self, measure: Measure, months: dict[Column, int], whole: tuple[Column, int] | None) -> None:
        """Monthly amounts give a running total at each month's end, where they add up."""
        is_running = any(c.is_cumulative for c in months)
        if not is_running and whole and sum(months.values()) != whole[1]:
            return
        ends = {c: self._month_end(c) for c in months}
        if missing := next((c for c, end in ends.items() if end is None), None):
            cell = f"{missing.letter}{self.reader.table.bottom + 1}"
            self.record.problems.append(self.reader._say("date-year-missing", cell, missing.heading))
            return
        total, used = 0, []
        for column in sorted(months, key=lambda c: ends[c] or date.min):
            total = months[column] if is_running else total + months[column]
            used = [column] if is_running else [*used, column]
            end = ends[column]
            if end and self._in_range(min(end, self.reader.keys.today), column):
                is_last = total == (whole[1] if whole else None) and len(used) == len(months)
                cells = [whole[0], *used] if is_last and whole else used
                self.add(measure, min(end, self.reader.keys.today), total, cells)

    def _tranche_day(self, part: Column) -> date | None:
        for column in self.reader.date_columns:
            if column.tranche == part.tranche and column.agency in (None, part.agency):
                return self.reader.keys.day(self.record.row, column, self.record.problems)
        return None

    def _document(self, tranche: str = "") -> str:
        for column in self.reader.columns:
            if column.role == "document" and column.tranche == tranche:
                text = heading_of(self.reader.amounts.value(self.record.row, column.index))
                return "" if text.strip() in ("-", "–", "—") else text
        return ""

    # --- movements

    def movements(self, measure: Measure, cells: dict[Column, int]) -> None:
        """A dated row is a movement: this much was transferred, or returned, on that day."""
        if self.day is None:
            return
        tranche = heading_of(self.reader.keys.value(self.record.row, self.reader.keys.by_role.get("tranche")))
        ordinals = self.reader.vocabulary.tranche_ordinals
        words = level(tranche).split()
        named = next((ordinals[w] for w in words if w in ordinals), "" if not words else tranche[:40])
        for column, sen in cells.items():
            self.add(
                measure, self.day, sen, [column],
                is_movement=True, tranche=column.tranche or named, document=self._document(),
            )  # fmt: skip

    # --- the agreement value and its terms

    def committed(self, cells: dict[Column, int], terms: dict[TermKind, date]) -> None:
        """The resulting value counts; the original stands from signing, the addendum's from its date."""
        by_version = {c.version: (c, sen) for c, sen in reversed(list(cells.items())) if not c.tranche}
        plain = by_version.get("") or by_version.get("original")
        after, addendum = by_version.get("after"), by_version.get("addendum")
        addition = by_version.get("addition")
        signed, amended = terms.get(TermKind.SIGNED_ON), terms.get(TermKind.ADDENDUM_ON)
        if addendum and not after and addendum[1]:
            cell = cell_name(self.record.row, addendum[0].index)
            self.record.problems.append(self.reader._say("addendum-ambiguous", cell, addendum[0].heading))
            return
        if plain and signed and (after or addition or "original" in by_version or not amended):
            self.add(Measure.COMMITTED, signed, plain[1], [plain[0]], is_soft=True)
        current: tuple[list[Column], int] | None = None
        if after:
            current = [after[0]], after[1]
        elif plain and addition:
            current = [plain[0], addition[0]], plain[1] + addition[1]
        elif plain:
            current = [plain[0]], plain[1]
        if current is None:
            return
        columns, sen = current
        if amended and (after or addition):
            self.add(Measure.COMMITTED, amended, sen, columns, is_soft=True)
        has_own_day = bool(signed or amended)
        if has_own_day and not (self.day or self.reader.as_of or columns[0].on):
            return
        if (on := self.position_day(Measure.COMMITTED, columns)) and on not in (signed, amended):
            self.add(Measure.COMMITTED, on, sen, columns)

    def terms(self) -> dict[TermKind, date]:
        """Adds the record's terms; returns those that are dates."""
        dates: dict[TermKind, date] = {}
        for column in self.reader.columns:
            kind = _TERM_COLUMNS.get(column.role)
            if kind is None or column.agency not in (None, self.agency):
                continue
            value = self.reader.keys.value(self.record.row, column)
            text = heading_of(value)
            if value is None or text in ("-", "–", "—"):
                continue
            if kind in _DATED_TERMS:
                is_promise = kind is TermKind.RETURN_DUE
                day = self.reader.keys.day(
                    self.record.row, column, self.record.problems, may_be_ahead=is_promise
                )
                if day is None:
                    continue
                dates[kind] = day
                text = day.isoformat()
            who = self.record.who
            self.record.terms.append(
                StatedTerm(
                    self.region.code, self.agency, who.unit, kind, text, self.source,
                    (self.cell(column),), who.unit_implied,
                )  # fmt: skip
            )
        return dates
