"""What one row states about one agreement: its figures and terms, each with its cells.

Running totals unless the sheet shows otherwise; dated rows are movements; tranche and month columns
are parts, a stated total beside them counts and they are its control.
"""

from collections.abc import Iterable
from datetime import date

from nphd_tracker.importing.addenda import Step, is_none, value_steps
from nphd_tracker.importing.amounts import day_in, part_from_day
from nphd_tracker.importing.columns import CHANGES, TERM_COLUMNS, Column, day_of
from nphd_tracker.importing.controls import check_parts
from nphd_tracker.importing.opening.grid import cell_name
from nphd_tracker.importing.parties import by_party, check_parties
from nphd_tracker.importing.problems import miss_date
from nphd_tracker.importing.records import Record
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.importing.vocabulary import level
from nphd_tracker.importing.written import heading_of
from nphd_tracker.reading import Measure, Source, StatedFigure, StatedTerm, TermKind
from nphd_tracker.regions import Agency, Region

_DATED_TERMS = frozenset(
    {TermKind.SIGNED_ON, TermKind.ADDENDUM_ON, TermKind.RETURN_DUE, TermKind.CLOSED_ON}
)


class FigureMaker:
    """Makes the figures of one record."""

    def __init__(
        self, reader: TableReader, record: Record, region: Region, agency: Agency, day: date | None
    ) -> None:
        self.reader = reader
        self.record = record
        self.region = region
        self.agency = agency
        self.day = day
        self.source = self._row_source()
        self.amended_on: dict[str, date] = {}
        """The number of an addendum, "" without one -> its day, once the terms are read."""

    def _row_source(self) -> Source:
        return self._said_source() or self.reader.source

    def _said_source(self, measure: Measure | None = None) -> Source | None:
        for column in self.reader.said_by:
            if column.measure is measure:
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
        who, columns = self.record.who, tuple(columns)
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
                source=next((c.source for c in columns if c.source), None)
                or self._said_source(measure)
                or self.source,
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
        is_still = self.reader.is_register and measure not in self.reader.moving
        if is_still and self.reader.context.as_of:
            found = self.reader.as_of  # as the list says, whenever this row was paid
        if found is None and not self.record.is_wrong and not self.reader.is_date_refused:
            self.record.problems.append(miss_date(self.reader.grid.name, self._date_cell()))
        return found

    def _date_cell(self) -> str:
        column = self.reader.keys.by_role.get("as_of")
        if column is None:
            return self.reader.context.as_of_place
        return cell_name(self.record.row, column.index)

    def _in_range(self, day: date, column: Column) -> date | None:
        if self.reader.keys.today < day:
            cell = f"{column.letter}{self.reader.table.bottom + 1}"
            self.record.problems.append(
                self.reader.say("date-out-of-range", cell, day.strftime("%d-%m-%Y"))
            )
            return None
        return day

    # --- positions, parts, months

    def positions(
        self, measure: Measure, cells: dict[Column, int], *, may_move: bool = True
    ) -> None:
        parties = by_party(measure, cells)
        if len(parties) > 1:  # "Menurut BKAD" beside "Menurut Penerima": each by itself
            for place, said in enumerate(parties):
                if place == 0 or self.day or self.reader.as_of:
                    self.positions(measure, said, may_move=place == 0)
            return
        running = {c: v for c, v in cells.items() if c.tranche and c.is_cumulative and not c.on}
        if len(running) > 1 or (running and len(running) == len(cells)):
            # "s.d. Tahap II" holds "s.d. Tahap I", in whatever order they stand
            last = max(running, key=lambda c: (c.tranche, c.index))
            cells = {c: v for c, v in cells.items() if c not in running}
            whole_day = self.position_day(measure, [last])
            if not any(not c.tranche and not c.month for c in cells) and whole_day:
                self.add(measure, whole_day, running[last], [last])
        parts = {c: sen for c, sen in cells.items() if c.tranche}
        months = {c: sen for c, sen in cells.items() if c.month}
        wholes = {c: sen for c, sen in cells.items() if c not in parts and c not in months}
        dated = {c: self._tranche_day(c) if may_move else None for c in parts}
        whole = next(iter(wholes.items()), None)
        if whole and (parts or months):
            check_parts(
                self.reader,
                self.record,
                whole,
                parts or months,
                any(c.is_cumulative for c in months),
            )
        if months:
            self._months(measure, months, whole)
        for column, day in dated.items():
            if day:
                self.add(
                    measure,
                    day,
                    cells[column],
                    [column],
                    is_movement=True,
                    tranche=column.tranche,
                    document=self._document(column.tranche),
                )
        undated = [c for c in parts if not dated[c]]
        if undated and (on := self.position_day(measure, undated)):
            for column in undated:
                self.add(measure, on, cells[column], [column], tranche=column.tranche)
        if whole and not (months and self._ends_with_months(months, whole[1])):
            named = self._tranche_of_row() if measure is not Measure.COMMITTED else ""
            for column, sen in wholes.items():
                if on := self.position_day(measure, [column]):
                    self.add(measure, on, sen, [column], tranche=named)

    def _ends_with_months(self, months: dict[Column, int], whole: int) -> bool:
        """The stated total repeats the last month's running total at the same day."""
        last = max(months, key=lambda c: self._month_end(c) or date.min)
        return sum(months.values()) == whole and self._month_end(last) == (
            self.day or self.reader.as_of
        )

    def _month_end(self, column: Column) -> date | None:
        if column.month is None:
            return None
        year = column.month[0] or self.reader.context.year
        return day_of(column, year) if year else None

    def _months(
        self, measure: Measure, months: dict[Column, int], whole: tuple[Column, int] | None
    ) -> None:
        """Monthly amounts give a running total at each month's end, where they add up."""
        is_running = any(c.is_cumulative for c in months)
        if not is_running and whole and sum(months.values()) != whole[1]:
            return
        ends = {c: self._month_end(c) for c in months}
        if missing := next((c for c, end in ends.items() if end is None), None):
            cell = f"{missing.letter}{self.reader.table.bottom + 1}"
            self.record.problems.append(self.reader.say("date-year-missing", cell, missing.heading))
            return
        total = 0
        used: list[Column] = []
        for column in sorted(months, key=lambda c: ends[c] or date.min):
            total = months[column] if is_running else total + months[column]
            used = [column] if is_running else [*used, column]
            end = ends[column]
            if end and self._in_range(min(end, self.reader.keys.today), column):
                is_last = total == (whole[1] if whole else None) and len(used) == len(months)
                cells = [whole[0], *used] if is_last and whole else used
                self.add(measure, min(end, self.reader.keys.today), total, cells)

    def _tranche_day(self, part: Column) -> date | None:
        """When a part was paid: in a column of its own, or in the amount's cell behind it."""
        said = self.reader.amounts.value(self.record.row, part.index)
        if isinstance(said, str) and (parted := part_from_day(said)):
            return parted[1]
        if self.reader.holds_days_below(self.record.row + 1):
            return day_in(self.reader.amounts.value(self.record.row + 1, part.index))
        for column in self.reader.date_columns:
            if column.tranche == part.tranche and column.is_of(part.share):
                return self.reader.keys.day(self.record.row, column, self.record.problems)
        return None

    def _tranche_of_row(self) -> str:
        """ "Tahap II" in a column of its own: the row's amount is that part."""
        column = self.reader.keys.by_role.get("tranche")
        if column is None:
            return ""
        text = heading_of(self.reader.keys.value(self.record.row, column))
        ordinals = self.reader.vocabulary.tranche_ordinals
        return next((ordinals[w] for w in level(text).split() if w in ordinals), "")

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
        tranche = heading_of(
            self.reader.keys.value(self.record.row, self.reader.keys.by_role.get("tranche"))
        )
        ordinals = self.reader.vocabulary.tranche_ordinals
        words = level(tranche).split()
        named = next(
            (ordinals[w] for w in words if w in ordinals), "" if not words else tranche[:40]
        )
        said, *others = by_party(measure, cells)
        for other in others:  # the same transfer, seen from the other side
            check_parties(self.reader, self.record, said, other)
        for column, sen in said.items():
            self.add(
                measure,
                self.day,
                sen,
                [column],
                is_movement=True,
                tranche=column.tranche or named,
                document=self._document(),
            )

    # --- the agreement value and its terms

    def committed(self, cells: dict[Column, int], terms: dict[TermKind, date]) -> None:
        """The resulting value counts; the original stands from signing, the addendum's from its date."""
        days = {c.on for c in cells}
        if len(days) > 1:  # "Posisi 30 Juni" beside "Posisi 31 Juli": each by itself
            for day in days:
                self.committed({c: sen for c, sen in cells.items() if c.on == day}, terms)
            return
        parties = by_party(Measure.COMMITTED, cells)
        if len(parties) > 1:
            for said in parties:
                self.committed(said, terms)
            return
        years = {c: sen for c, sen in cells.items() if c.tranche}
        cells = {c: sen for c, sen in cells.items() if not c.tranche}
        if years and not cells and (on := self.position_day(Measure.COMMITTED, years)):
            self.add(Measure.COMMITTED, on, sum(years.values()), years)  # "TA 2023" and "TA 2024"
            return
        plain = next((c for c in cells if c.version in ("", "original")), None)
        if years and plain and plain.is_total:
            check_parts(self.reader, self.record, (plain, cells[plain]), years, is_running=False)
        self._tell_no_addendum(cells)
        steps = value_steps(cells)
        changes = [c for c, sen in cells.items() if c.version in CHANGES and sen]
        addenda = [c for c, sen in cells.items() if c.version == "addendum" and sen]
        is_settled = any(c.version == "after" for step in steps for c in step.columns)
        if (addenda and not is_settled) or (changes and not steps):
            column = (addenda or changes)[0]
            cell = cell_name(self.record.row, column.index)
            self.record.problems.append(self.reader.say("addendum-ambiguous", cell, column.heading))
            return
        if steps:
            self._value(steps, terms)

    def _value(self, steps: list[Step], terms: dict[TermKind, date]) -> None:
        """The value as signed and after each dated addendum, and the one in force at the position."""
        signed, amended = terms.get(TermKind.SIGNED_ON), terms.get(TermKind.ADDENDUM_ON)
        first = steps[0]
        is_original = any(c.version == "original" for c in first.columns)
        if first.amendment is None and signed and (steps[1:] or is_original or not amended):
            self.add(Measure.COMMITTED, signed, first.sen, first.columns, is_soft=True)
        days = {signed}
        for step in steps:
            if day := self._amended_on(step, is_last=step is steps[-1]):
                self.add(Measure.COMMITTED, day, step.sen, step.columns, is_soft=True)
                days.add(day)
        last = steps[-1]
        has_own_day = bool(signed or amended)
        if has_own_day and not (self.day or self.reader.as_of or last.columns[0].on):
            return
        if (on := self.position_day(Measure.COMMITTED, last.columns)) and on not in days:
            self.add(Measure.COMMITTED, on, last.sen, last.columns)

    def _amended_on(self, step: Step, *, is_last: bool) -> date | None:
        """The day of one addendum; a day without a number is of the last."""
        if step.amendment is None:
            return None
        own = self.amended_on.get(step.amendment)
        if own or not is_last:
            return own
        return self.amended_on.get("") or (
            None if step.amendment else max(self.amended_on.values(), default=None)
        )

    def _tell_no_addendum(self, cells: dict[Column, int]) -> None:
        for column in cells:
            if is_none(column, cells):
                cell = cell_name(self.record.row, column.index)
                self.record.problems.append(self.reader.say("addendum-none", cell, column.heading))

    def terms(self) -> dict[TermKind, date]:
        """Adds the record's terms; returns those that are dates."""
        dates: dict[TermKind, date] = {}
        for column in self.reader.term_columns:
            kind = TERM_COLUMNS[column.role]
            if not column.is_of(self.record.share):
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
                dates[kind] = max(day, dates.get(kind, day)) if column.amendment else day
                if kind is TermKind.ADDENDUM_ON:
                    self.amended_on[column.amendment] = day
                text = day.isoformat()
            who = self.record.who
            self.record.terms.append(
                StatedTerm(
                    self.region.code,
                    self.agency,
                    who.unit,
                    kind,
                    text,
                    self.source,
                    (self.cell(column),),
                    who.unit_implied,
                )
            )
        return dates
