"""One money cell -> sen, or a problem. Never a guess, and never zero for an empty cell."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nphd_tracker.dates import NotADateError, parse_date
from nphd_tracker.importing.formulas import EMPTY, Evaluator
from nphd_tracker.importing.opening.grid import CellValue, Grid, cell_name
from nphd_tracker.importing.problems import make_problem, number_words
from nphd_tracker.importing.vocabulary import Vocabulary, clean_text
from nphd_tracker.importing.written import without_marks
from nphd_tracker.money import (
    AmbiguousNumberError,
    Grouping,
    NotANumberError,
    NumberTooLargeError,
    number_to_sen,
    parse_money,
    parse_percent,
    vote_grouping,
)
from nphd_tracker.reading import Problem, Severity

BEYOND_MEASURE = 20 * 10**12 * 100
"""Sen. All grants of 2024 came to 41 trillion over 541 local governments; one of 20 is a unit's slip."""

_SHARE_BEHIND = re.compile(r"(?<=\d)[^\d(]{0,12}\([\d.,]{1,6}\s?%\)\s*$")
"""The percentage behind an amount: "10.200.000.000 (40%)"."""
_CHANGED = re.compile(
    r"\s*(?:(berkurang|pengurangan|dikurangi|turun)|bertambah|penambahan|tambahan|ditambah|naik)\b[\s:]*"
    r"(?:sebesar\s+|senilai\s+)?((?:rp\.?\s*)?\d.*)",
    re.I,
)
"""What an addendum changed, said in a word: "berkurang Rp 500.000.000"."""
_DAY_BEHIND = re.compile(
    r"^\s*((?:rp\.?\s*)?\d[\d.,]*(?:,-)?)[\s,;:/(-]+(?:(?:tgl|tanggal|pada)\b[\s.:]*)?(\d[^()]{3,30}?)\)?\s*$",
    re.I,
)
"""The day behind an amount: "4.400.000.000 (13 Desember 2023)"."""


def part_from_day(text: str) -> tuple[str, date] | None:
    """(the amount, the day behind it), None for any other text."""
    hit = _DAY_BEHIND.match(clean_text(text))
    if hit is None:
        return None
    try:
        return hit[1], parse_date(hit[2])
    except NotADateError:
        return None


_DAY_WORD = re.compile(r"^\(?\s*(?:tgl|tanggal)\b[\s.:]*", re.I)
_LONE_SIGN = re.compile(r"(?<![\d.,])\d{1,3}([.,])\d{3}(?![\d.,])")
_BILLION = 10**9


def _lone_signs(texts: Iterable[str]) -> set[Grouping]:
    """The signs that stand alone before three digits: "40,500"."""
    return {"," if hit[1] == "," else "." for text in texts if (hit := _LONE_SIGN.search(text))}


def _grouped(text: str) -> int:
    """What such a text is where the sign groups, 0 for any other."""
    hit = _LONE_SIGN.search(text)
    return int(re.sub(r"\D", "", hit[0])) if hit else 0


def day_in(value: CellValue) -> date | None:
    """The day that a cell says and nothing more: a date, "11-12-2023", "tgl. 3 Juli 2024"."""
    if not isinstance(value, str):
        return value if isinstance(value, date) else None
    try:
        return parse_date(_DAY_WORD.sub("", clean_text(value)).strip("() "))
    except NotADateError:
        return None


@dataclass(frozen=True, slots=True)
class Amount:
    """What a money cell says: ``sen`` is None where it says nothing, or nothing usable."""

    sen: int | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_wrong(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)


@dataclass(slots=True)
class AmountReader:
    """Reads the money cells of one sheet; the grouping sign of a column is voted by its texts."""

    grid: Grid
    workbook: tuple[Grid, ...]
    vocabulary: Vocabulary
    groupings: dict[int, Grouping | None] = field(default_factory=dict)
    evaluator: Evaluator | None = None
    _may_be_negative: bool = False

    def vote(self, column: int, rows: range) -> None:
        texts: list[str] = []
        if str in self.grid.look_over(column, rows.start, rows.stop).kinds:
            cells = self.grid.column(column)[rows.start : rows.stop]
            texts = [without_marks(v) for v in cells if isinstance(v, str) and v.strip()]
        self.groupings[column] = vote_grouping(texts) if texts else None

    def vote_by_size(self, units: Mapping[int, int], rows: range) -> None:
        """What no column shows by itself, its unit may: 40,500 miliar would be beyond measure.

        In billions that settles the signs of all columns. Two texts of "58.000" in millions are thousands:
        nobody types three decimals of a million. ``units``: column -> what 1 means in rupiah.
        """
        open_texts = {
            c: [v for v in self.grid.column(c)[rows.start : rows.stop] if isinstance(v, str)]
            for c, unit in units.items()
            if self.groupings.get(c) is None and unit > 1
        }
        signs = {c: _lone_signs(texts) for c, texts in open_texts.items()}
        decimals: set[Grouping] = set()
        for c, found in signs.items():
            if len(found) == 1 and any(
                _grouped(text) * units[c] * 100 > BEYOND_MEASURE for text in open_texts[c]
            ):
                decimals |= found
        for c, found in signs.items():
            if len(found) != 1:
                continue
            if found == decimals:
                self.groupings[c] = "," if found == {"."} else "."
            elif not decimals and units[c] < _BILLION and len(set(open_texts[c])) > 1:
                self.groupings[c] = next(iter(found))

    def value(self, row: int, column: int) -> CellValue:
        cells = self.grid.rows[row] if row < len(self.grid.rows) else []
        value = cells[column] if column < len(cells) else None
        if isinstance(value, str) and not value.strip():
            return None
        return value

    def is_filled(self, row: int, column: int) -> bool:
        position = (row, column)
        return (
            self.value(row, column) is not None
            or position in self.grid.formulas
            or position in self.grid.errors
        )

    def read(self, row: int, column: int, unit: int, *, may_be_negative: bool = False) -> Amount:
        """The amount in a cell; ``unit`` is what 1 means in rupiah. Only an addition may be negative."""
        self._may_be_negative = may_be_negative
        position = (row, column)
        if position in self.grid.errors:
            return self._wrong("cell-error", row, column, self.grid.errors[position])
        if position in self.grid.formulas:
            return self._computed(row, column, unit)
        return self.read_value(self.value(row, column), row, column, unit)

    def read_value(self, value: CellValue, row: int, column: int, unit: int) -> Amount:
        """The amount in a value that stands in a cell, perhaps behind its label."""
        if value is None:
            return Amount(None)
        if isinstance(value, bool | date):
            shown = str(value).upper() if isinstance(value, bool) else value
            return self._wrong("not-a-number", row, column, shown)
        try:
            if isinstance(value, str):
                return self._text(value, row, column, unit)
            return self._checked(number_to_sen(value, unit), row, column, value)
        except AmbiguousNumberError:
            return self._wrong("number-ambiguous", row, column, value)
        except NumberTooLargeError:
            return self._wrong("amount-too-large", row, column, value)
        except NotANumberError:
            return self._wrong("not-a-number", row, column, value)

    def _text(self, value: str, row: int, column: int, unit: int) -> Amount:
        plain = clean_text(value).lower()
        if plain in self.vocabulary.zero:
            code = (
                "nil-read-as-zero"
                if any(c.isalpha() for c in plain.replace("rp", ""))
                else "dash-read-as-zero"
            )
            return Amount(0, (self._problem(code, row, column, value),))
        if plain in self.vocabulary.no_report or plain.startswith(self.vocabulary.in_progress):
            return Amount(None, (self._problem("no-report-words", row, column, value),))
        if self._may_be_negative and (changed := _CHANGED.match(value)):
            value = f"-{changed[2]}" if changed[1] else changed[2]
        value = without_marks(_SHARE_BEHIND.sub("", value))
        if parted := part_from_day(value):
            value = parted[0]
        sen = parse_money(value, self.groupings.get(column), unit)
        return self._checked(sen, row, column, value)

    def _computed(self, row: int, column: int, unit: int) -> Amount:
        formula = self.grid.formulas[(row, column)]
        if self.evaluator is None:  # one a sheet: a long running total is computed once
            self.evaluator = Evaluator(self.grid, self.workbook)
        result = self.evaluator.evaluate(formula)
        if result is EMPTY:
            return Amount(None)
        if not isinstance(result, Decimal):
            return self._wrong("formula-not-calculated", row, column, formula)
        try:
            amount = self._checked(number_to_sen(result, unit), row, column, formula)
        except (AmbiguousNumberError, NotANumberError):
            return self._wrong("number-ambiguous", row, column, result)
        if amount.sen is None:
            return amount
        said = self._problem(
            "formula-evaluated", row, column, formula, other=number_words(amount.sen)
        )
        return Amount(amount.sen, (*amount.problems, said))

    def _checked(self, sen: int, row: int, column: int, value: object) -> Amount:
        if sen < 0 and not self._may_be_negative:
            shown = number_words(sen) if not isinstance(value, str) else value
            return self._wrong("negative", row, column, shown)
        return Amount(sen)

    def _wrong(self, code: str, row: int, column: int, value: object) -> Amount:
        return Amount(None, (self._problem(code, row, column, value),))

    def _problem(
        self, code: str, row: int, column: int, value: object, **details: object
    ) -> Problem:
        return make_problem(code, self.grid.name, cell_name(row, column), value, **details)

    def percent(self, row: int, column: int) -> tuple[Decimal, int] | None:
        """(a typed percentage as percentage points, its decimals), None where none can be read.

        0.4 as a number may mean 40% or 0,4%; the caller accepts either.
        """
        value = self.value(row, column)
        if isinstance(value, bool | date) or value is None:
            return None
        if isinstance(value, str):
            try:
                points = parse_percent(value) * 100
            except ValueError:
                return None
            digits = value.replace("%", "").strip().replace(",", ".").rpartition(".")
            return points, len(digits[2].strip()) if digits[1] else 0
        points = Decimal(format(value, ".15g"))
        if not points.is_finite():
            return None
        exponent = points.normalize().as_tuple().exponent
        return points, max(0, -exponent) if isinstance(exponent, int) else 0
