"""Rows -> records: the walk down a table.

A record is one agreement on one row: a whole row where the agency has a column, one block of columns
where agencies stand side by side. An error leaves its record out and nothing else.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from nphd_tracker.dates import find_month
from nphd_tracker.importing.amounts import Amount
from nphd_tracker.importing.columns import Column, Share
from nphd_tracker.importing.controls import audit_record
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.directions import Directions, find_directions
from nphd_tracker.importing.opening.grid import cell_name
from nphd_tracker.importing.parted import Instalments, goes_on
from nphd_tracker.importing.periods import add_up, adds_up
from nphd_tracker.importing.problems import Words
from nphd_tracker.importing.provinces import (
    sums_its_grantees,
    sums_its_regions,
    sums_what_follows,
)
from nphd_tracker.importing.records import Record, RowsRead, Who
from nphd_tracker.importing.regular import find_regular
from nphd_tracker.importing.statements import FigureMaker
from nphd_tracker.importing.states import with_all_paid
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.importing.vocabulary import level
from nphd_tracker.importing.written import heading_of, kind_of_region
from nphd_tracker.reading import Measure, Problem, Severity
from nphd_tracker.regions import is_own_unit

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
_NAMING_ROLES = frozenset(
    {"region_code", "region", "province", "grantee", "unit", "description", "as_of", "date",
     "tranche", "account", "election"}
)  # fmt: skip
_PAGE = re.compile(r"^\W*(?:halaman|hal|lanjutan|lanjut|page|sambungan)\b", re.I)
_KINDS_OF_REGION = frozenset(
    {"kabupaten", "kab", "kota", "provinsi", "prov", "regencies", "cities"}
)


class RowReader(TableReader):
    """Walks down the rows of one table."""

    directions = Directions()

    # --- the walk

    def read(self) -> RowsRead:
        read = RowsRead()
        self.directions = find_directions(self)
        if by := self.directions.column:
            cell = f"{self.money[0].letter}{self.table.bottom + 1}"
            read.problems.append(
                self.say("measure-by-row", cell, self.money[0].heading, other=by.heading)
            )
        is_over = is_closed = False
        if self.assumed_position and "as_of" not in self.keys.by_role:
            column = self.assumed_position
            cell = f"{column.letter}{self.table.bottom + 1}"
            read.problems.append(self.say("date-assumed", cell, column.heading))
        is_by_period = adds_up(self)
        regular = None if is_by_period else find_regular(self)
        instalments = Instalments(self)
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
            if row + 1 in self.answers.left_out or self.holds_days_below(row):
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
            has_money = any(self.says_something(row, c) for c in self.filled_money)
            if read.total_rows and not has_money and self._closes(row):
                is_closed = not goes_on(self, row, read)
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
            if instalments.take(row, read):
                continue
            self._read_row(row, read)
        instalments.close()
        if is_by_period:
            add_up(self, read)
        self._refuse_nameless(read)
        return read

    def _refuse_nameless(self, read: RowsRead) -> None:
        """Several rows of which no column says whose they are: not all of the title's one region."""
        named = {c.role for c in self.columns} & _NAMING_ROLES
        rows = {record.row for record in read.own_records}
        if named or len(rows) < 2 or self.is_register:
            return
        for record in read.own_records:
            record.clear()
            record.problems.clear()
        cell = f"{self.columns[0].letter}{self.table.bottom + 1}" if self.columns else ""
        read.problems.append(self.say("rows-unnamed", cell))

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
            stated = self.amount(row, column).sen
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
        name = self.keys.text(row, "region")
        is_listed = bool(
            (name and not kind_of_region(name))
            or self.keys.value(row, self.keys.by_role.get("region_code"))
        )
        if is_listed and (
            self.blocks or self.keys.text(row, "grantee") or self.keys.text(row, "unit")
        ):
            self._read_row(row, read)
        else:
            cells = self.grid.rows[row]
            self.keys.section(row, [heading_of(v) for v in cells if isinstance(v, str)])

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

    def _is_note(self, row: int) -> bool:
        first = next((v for v in self.grid.rows[row] if v is not None), None)
        if not isinstance(first, str):
            return False
        words = level(first).split()
        return bool(words) and words[0] in self.vocabulary.notes and not self.says_any_money(row)

    # --- one row

    def _read_row(self, row: int, read: RowsRead) -> None:
        who = Who()
        self.keys.region(row, who)
        if self.has_nested_agencies and self._is_heading_over_agencies(row):
            label = self.keys.text(row, self.nesting_role)
            self.keys.section(row, [label])
            read.total_rows.append((row, label))
            return
        if sums_its_regions(self, row, who, read):
            read.total_rows.append((row, self.keys.text(row, "region")))
            return
        if self._is_of_goods(row, read):
            return
        read.data_rows.append(row)
        if who.region is None or who.region.kind == "province":
            self._ask_for_parts(row, who)
        if row in self.grid.hidden_rows:
            read.problems.append(self.say("hidden-row", cell_name(row, 0), str(row + 1)))
        day = self._row_day(row, who)
        if self.blocks:
            shared = list(who.problems)
            for share in self.blocks:
                block = self._who_of_block(row, who, share)
                money = [c for c in self.money if c.share == share]
                self._read_record(row, block, money, day, read, share=share)
                shared += [p for p in block.problems if p not in shared]
            self._tell_shared(shared, row, read)
        else:
            self.keys.agency(row, who)
            if who.agency is None and sums_its_grantees(self, row, who, read):
                read.data_rows.pop()
                return
            if who.agency is None and not who.is_wrong and sums_what_follows(self, row):
                read.data_rows.pop()
                read.total_rows.append((row, ""))
                return
            self._read_record(row, who, self._money_of(row), day, read, known=who.problems)

    def _money_of(self, row: int) -> list[Column]:
        """The columns of amounts, as a row that says it itself measures them."""
        measure = self.directions.measures.get(row)
        return [replace(c, measure=measure) for c in self.money] if measure else self.money

    def _is_of_goods(self, row: int, read: RowsRead) -> bool:
        """Whether a row is a grant of goods: told; its amounts still stand in the totals."""
        kind = self.keys.text(row, "grant_kind")
        if level(kind) not in self.vocabulary.of_goods:
            return False
        read.problems.append(self.say("goods-not-read", self.keys.cell(row, "grant_kind"), kind))
        for column in self.money:
            amount = self.amount(row, column).sen
            if amount is not None:
                read.note(row, column.index, amount)
        return True

    def _who_of_block(self, row: int, who: Who, share: Share) -> Who:
        """Whose a block of columns is on one row; of an election's block the row says it."""
        block = Who(region=who.region, agency=share.agency, problems=[])
        block.is_told = who.is_wrong
        if share.unit_name:
            block.unit = share.unit_name
            block.unit_implied = bool(who.region and is_own_unit(block.unit, who.region))
        is_filled = any(self.says_something(row, c) for c in self.money if c.share == share)
        if share.agency is None and is_filled:
            self.keys.agency(row, block)
        return block

    def _ask_for_parts(self, row: int, who: Who) -> None:
        """ "Jumlah Kab/Kota: 22" beside amounts: they are not the province's own."""
        for column in self.counts:
            count = self.keys.value(row, column)
            if isinstance(count, int | float) and count > 1:
                cell = cell_name(row, column.index)
                who.problems.append(self.say("row-of-many", cell, int(count)))

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
        if self.has_nested_regions:
            return bool(text and self.keys.grantee(text)) and not self.keys.names_region(text)
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
        flows = [c for c in self.money if c.measure in self.moving]
        return any(self.says_something(row, c) for c in flows)

    def _read_record(
        self,
        row: int,
        who: Who,
        money: list[Column],
        day: date | None,
        read: RowsRead,
        known: list[Problem] | None = None,
        share: Share | None = None,
    ) -> None:
        amounts = with_all_paid(self, row, {c: self.amount(row, c) for c in money})
        for column, amount in amounts.items():
            if amount.sen is not None:
                read.note(row, column.index, amount.sen)
        says_anything = any(a.sen is not None or a.problems for a in amounts.values())
        if not says_anything:
            return
        share = share or Share(who.agency, "", "")
        election = share.election or self.keys.election(row)
        if election == self.context.election:
            election = ""
        record = Record(row, who, problems=[*(known or [])], share=share, election=election)
        read.records.append(record)
        for amount in amounts.values():
            record.problems += amount.problems
        if who.region is None and not (record.is_wrong or who.is_told):
            record.problems.append(self._region_missing(self._where(row, "region", money)))
        if who.agency is None and not record.is_wrong:
            record.problems.append(self.say("agency-missing", self._where(row, "grantee", money)))
        if heading := self._heading_of_others(who, amounts):
            where, name = self._where(row, "grantee", money), self.keys.text(row, "grantee")
            record.problems.append(
                self.say("agency-unit-differ", where, name or who.agency, other=heading)
            )
        self._fill(record, amounts, day)
        if record.is_wrong:
            record.clear()

    def _heading_of_others(self, who: Who, amounts: dict[Column, Amount]) -> str:
        """ "KPU" below "TNI/POLRI / NPHD": the heading of an amount that is others'."""
        filled = (c for c, amount in amounts.items() if c.several and amount.sen)
        return next((c.heading for c in filled if who.agency and who.agency not in c.several), "")

    def _region_missing(self, cell: str) -> Problem:
        if not self.context.candidates:
            return self.say("region-missing", cell)
        names = [region.name for region in self.context.candidates[:4]]
        either = Words(" atau ".join(names), " or ".join(names))
        return self.say("region-ambiguous", cell, self.context.region_in_doubt, candidates=either)

    def _where(self, row: int, role: str, money: list[Column]) -> str:
        return self.keys.cell(row, role) or cell_name(row, money[0].index)

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
            if measure in self.moving:
                maker.movements(measure, cells)
            elif measure is Measure.COMMITTED:
                maker.committed(cells, terms)
            else:
                maker.positions(measure, cells)
        audit_record(self, record, values)
