"""One agreement's cost budget (RAB): account lines under components, metadata above.

Account rows are the budget lines; component rows and JUMLAH are subtotals and are never added again.
The value and what was received stand in the metadata; JUMLAH is the stated total of spending.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nphd_tracker.dates import find_date
from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.controls import hold, remainders
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.opening.grid import cell_name
from nphd_tracker.importing.problems import make_problem, miss_date
from nphd_tracker.importing.records import Record, RowsRead, Who
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.importing.written import ACCOUNT, heading_of
from nphd_tracker.reading import Measure, StatedFigure, StatedTerm, TermKind

if TYPE_CHECKING:
    from nphd_tracker.importing.amounts import AmountReader

_CEILING = re.compile(r"\b(?:pagu|anggaran|alokasi)\b", re.I)
_FACT_MEASURES = {m.value: m for m in Measure}
_FACT_TERMS = {"nphd_number": TermKind.NUMBER, "register_number": TermKind.REGISTER_NUMBER}


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    code: str
    name: str
    component: str

    @property
    def key(self) -> str:
        return f"{self.component}/{self.code}" if self.component else self.code


def read_facts(reader: TableReader, read: RowsRead) -> None:
    """ "Nilai NPHD : 23.737.000.000" over a table of one agreement that has no such column."""
    context = reader.context
    as_of = reader.as_of or (None if reader.is_date_refused else _day_of_facts(reader, read))
    here = {c.measure for c in reader.columns if c.role == "amount"}
    said = {m for key, m in _FACT_MEASURES.items() if key in context.facts} - here
    is_one_agreement = context.region is not None and context.agency is not None
    if not (said and is_one_agreement and as_of) or reader.blocks or not read.records:
        return
    who = Who(region=context.region, agency=context.agency, unit=context.unit_name)
    record = Record(reader.table.top, who)
    _Maker(reader, record, as_of).facts(said)
    if record.is_wrong:
        record.clear()
    read.records.append(record)


def _day_of_facts(reader: TableReader, read: RowsRead) -> date | None:
    """Over dated rows alone: the day of signing, else the newest row's."""
    for key in ("signed_on", "nphd_number"):
        fact = reader.context.facts.get(key)
        if fact is not None and (day := find_date(heading_of(fact.value))):
            return day
    return max((f.on for r in read.own_records for f in r.figures), default=None)


def read_budget(reader: TableReader) -> RowsRead:
    """The lines and totals of a budget table; ``reader`` knows its columns and context."""
    read = RowsRead()
    who = Who(
        region=reader.context.region, agency=reader.context.agency, unit=reader.context.unit_name
    )
    record = Record(reader.table.first_data, who)
    read.records.append(record)
    _check_who(reader, record)
    if reader.as_of is None and not reader.is_date_refused:
        record.problems.append(miss_date(reader.grid.name, reader.context.as_of_place))
    lines = list(_lines(reader, read))
    maker = _Maker(reader, record, reader.as_of or date.min)
    maker.facts()
    for line in lines:
        maker.line(line, read)
    maker.totals(read)
    _check_components(reader, read, lines)
    if record.is_wrong or reader.as_of is None:
        record.clear()
    return read


def _check_who(reader: TableReader, record: Record) -> None:
    context, name = reader.context, reader.grid.name
    if context.region is None:
        cell = context.facts["region"].cell if "region" in context.facts else ""
        value = context.facts["region"].value if "region" in context.facts else ""
        code = "region-unknown" if value else "region-missing"
        record.problems.append(make_problem(code, name, cell, value))
    if context.agency is None:
        record.problems.append(make_problem("agency-missing", name, ""))


def _lines(reader: TableReader, read: RowsRead) -> Iterator[_Line]:
    """The budget's lines: account rows where there are codes, else the rows that hold no others."""
    if reader.keys.by_role.get("account") is None:
        yield from _lines_without_codes(reader, read)
        return
    account = reader.keys.by_role.get("account")
    codes = {row: heading_of(reader.keys.value(row, account)) for row in _rows(reader)}
    written = [code.strip(" .") for code in codes.values() if code]
    component = ""
    for row, code in codes.items():
        check_time()
        plain = code.strip(" .")
        if (label := reader.total_label(row)) is not None:
            read.total_rows.append((row, label))
            continue
        is_account = bool(ACCOUNT.match(plain)) and not any(
            other.startswith(plain + ".") for other in written
        )
        if not is_account:
            if plain and not ACCOUNT.match(plain):
                component = plain
                read.total_rows.append((row, reader.keys.text(row, "description") or plain))
            continue
        read.data_rows.append(row)
        yield _Line(row, plain, reader.keys.text(row, "description"), component)


def _lines_without_codes(reader: TableReader, read: RowsRead) -> Iterator[_Line]:
    """ "I Honorarium" over "1 ..., 2 ...": a row whose numbering is of a higher kind holds the next."""
    rows = [
        r for r in _rows(reader) if any(reader.amounts.is_filled(r, c.index) for c in reader.money)
    ]
    marks = {r: reader.keys.text(r, "number").strip(" .)") for r in rows}
    kinds: list[str] = []
    for row in rows:
        if reader.total_label(row) is None and (kind := _numbering(marks[row])) not in kinds:
            kinds.append(kind)
    component = ""
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if (label := reader.total_label(row)) is not None:
            read.total_rows.append((row, label))
            continue
        name = reader.keys.text(row, "description")
        level = kinds.index(_numbering(marks[row]))
        is_over = (
            following is not None
            and reader.total_label(following) is None
            and kinds.index(_numbering(marks[following])) > level
        )
        if is_over:
            component = marks[row]
            read.total_rows.append((row, name))
            continue
        if level == 0:
            component = ""
        read.data_rows.append(row)
        yield _Line(row, marks[row] or str(row + 1), name, component)


def _numbering(mark: str) -> str:
    """The kind of a row's number: roman, letter, digits, or none."""
    if re.fullmatch(r"[IVXL]+", mark):
        return "roman"
    if re.fullmatch(r"[A-Za-z]", mark):
        return "upper" if mark.isupper() else "lower"
    return "digits" if mark[:1].isdigit() else ""


def _rows(reader: TableReader) -> Iterator[int]:
    rows = range(reader.table.first_data, reader.table.end)
    return (r for r in rows if reader.grid.rows[r] and r + 1 not in reader.answers.left_out)


class _Maker:
    def __init__(self, reader: TableReader, record: Record, as_of: date) -> None:
        self.reader = reader
        self.record = record
        self.as_of = as_of
        self.amounts: AmountReader = reader.amounts
        self.unit = reader.context.unit or 1

    def add(
        self, measure: Measure, amount: int, cells: tuple[str, ...], line: _Line | None = None
    ) -> None:
        who = self.record.who
        if who.region is None or who.agency is None:
            return
        self.record.figures.append(
            StatedFigure(
                region=who.region.code,
                agency=who.agency,
                unit=who.unit,
                measure=measure,
                on=self.as_of,
                amount=amount,
                source=self.reader.source,
                cells=tuple(f"{self.reader.grid.name}!{c}" for c in cells),
                line=line.key if line else "",
                line_name=line.name if line else "",
            )
        )

    def facts(self, only: Collection[Measure] = tuple(Measure)) -> None:
        """ "Nilai NPHD : 23.737.000.000" above the table, and its number."""
        for key, fact in self.reader.context.facts.items():
            if (measure := _FACT_MEASURES.get(key)) is not None:
                if measure not in only:
                    continue
                amount = self.amounts.read_value(fact.value, fact.row, fact.column, self.unit)
                self.record.problems += amount.problems
                if amount.sen is not None:
                    self.add(measure, amount.sen, (fact.cell,))
            elif (kind := _FACT_TERMS.get(key)) is not None:
                self._term(kind, heading_of(fact.value), fact.cell)

    def _term(self, kind: TermKind, value: str, cell: str) -> None:
        who = self.record.who
        if who.region and who.agency and value.strip(" -"):
            where = (f"{self.reader.grid.name}!{cell}",)
            self.record.terms.append(
                StatedTerm(
                    who.region.code, who.agency, who.unit, kind, value, self.reader.source, where
                )
            )

    def line(self, line: _Line, read: RowsRead) -> None:
        values: dict[Measure, int] = {}
        for column in self.reader.money:
            amount = self.amounts.read(line.row, column.index, column.unit or self.unit)
            self.record.problems += amount.problems
            if amount.sen is None or column.measure is None:
                continue
            read.note(line.row, column.index, amount.sen)
            values[column.measure] = amount.sen
            self.add(column.measure, amount.sen, (cell_name(line.row, column.index),), line)
        if line.row in self.reader.grid.hidden_rows:
            self.record.problems.append(
                make_problem(
                    "hidden-row", self.reader.grid.name, cell_name(line.row, 0), str(line.row + 1)
                )
            )
        self._check_line(line, values, read)

    def _check_line(self, line: _Line, values: dict[Measure, int], read: RowsRead) -> None:
        for column in self.reader.columns:
            if column.role == "remainder" and values and (candidates := remainders(values)):
                hold(
                    self.reader,
                    read,
                    line.row,
                    column,
                    "remainder",
                    column.heading,
                    candidates,
                    True,
                )
        periods = [c for c in self.reader.columns if c.role == "period"]
        whole = next((c for c in self.reader.money if c.measure is Measure.SPENT), None)
        if len(periods) == 2 and whole and Measure.SPENT in values:
            parts = [self.amounts.read(line.row, c.index, self.unit).sen or 0 for c in periods]
            hold(
                self.reader, read, line.row, whole, "cumulative", whole.heading, [sum(parts)], True
            )

    def totals(self, read: RowsRead) -> None:
        """JUMLAH, the last total row, is the stated total; the lines are its control."""
        labels = [row for row, label in read.total_rows if self.reader.is_total(label)]
        if not labels:
            return
        row = labels[-1]
        stated_above = {f.measure for f in self.record.figures if not f.line}
        for column in self.reader.money:
            amount = self.amounts.read(row, column.index, column.unit or self.unit)
            if amount.sen is None or column.measure is None:
                continue
            lines = read.sums[column.index].between() if column.index in read.sums else 0
            hold(
                self.reader,
                read,
                row,
                column,
                "total",
                heading_of_total(self.reader, row),
                [lines],
                True,
            )
            if column.measure not in stated_above:
                self.add(column.measure, amount.sen, (cell_name(row, column.index),))


def heading_of_total(reader: TableReader, row: int) -> str:
    return reader.total_label(row) or "JUMLAH"


def _check_components(reader: TableReader, read: RowsRead, lines: list[_Line]) -> None:
    """A component row stands above its accounts and is their sum."""
    rows = [row for row, label in read.total_rows if not reader.is_total(label)]
    for position, row in enumerate(rows):
        check_time()
        end = rows[position + 1] if position + 1 < len(rows) else reader.table.end
        below = [line.row for line in lines if row < line.row < end]
        for column in reader.money:
            parts = [a for r in below if (a := read.amount(r, column.index)) is not None]
            if parts:
                label = dict(read.total_rows)[row]
                hold(reader, read, row, column, "subtotal", label, [sum(parts)], True)


def is_budget(columns: tuple[Column, ...], context: Context) -> bool:
    """Account codes; or one agreement's "Pagu" by activity, its region and agency in the title."""
    roles = {c.role for c in columns}
    if "account" in roles:
        return True
    if roles & {"region", "region_code", "grantee", "unit", "date", "as_of"}:
        return False
    has_ceiling = any(
        c.measure is Measure.COMMITTED and _CEILING.search(c.heading) for c in columns
    )
    is_one_agreement = context.region is not None and context.agency is not None
    return has_ceiling and is_one_agreement and "description" in roles
