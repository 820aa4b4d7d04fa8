"""The identifying cells of a row: as merges let them show, what is wrong with them, days in them."""

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from nphd_tracker.dates import (
    NotADateError,
    YearMissingError,
    find_date,
    find_month,
    month_end,
    parse_date,
)
from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.opening.grid import CellValue, Grid, cell_name
from nphd_tracker.importing.problems import code_words, make_problem
from nphd_tracker.importing.vocabulary import Vocabulary, clean_text
from nphd_tracker.importing.written import heading_of
from nphd_tracker.reading import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

EARLIEST = date(2015, 1, 1)
"""No NPHD of this kind is older: grants for regional elections began with the elections of 2015."""
_DAYS_TO_1904 = 1462
_FOOTNOTE = re.compile(r"\s*(?:\*+\)?|\(?\d\)|\^\w)+$")
"""Marks behind a name: "Buol 1)", "Morowali Utara*)"."""
LONGEST_UNIT = 200
"""A longer text is no unit's name."""


@lru_cache(maxsize=10_000)
def _without_marks(text: str) -> str:
    return _FOOTNOTE.sub("", text) or text


class KeyCells:
    """The cells of one table, by the role of their column."""

    def __init__(
        self,
        grid: Grid,
        columns: tuple[Column, ...],
        context: Context,
        vocabulary: Vocabulary,
        today: date,
    ) -> None:
        self.grid = grid
        self.context = context
        self.vocabulary = vocabulary
        self.today = today
        self.by_role: dict[str, Column] = {}
        for column in columns:
            if column.tranche == "" and column.measure is None:
                self.by_role.setdefault(column.role, column)
        self.anchors: Mapping[tuple[int, int], tuple[int, int]] = {
            (r, c): (top, left)
            for top, left, bottom, right in grid.merges
            if bottom > top
            for r in range(top, bottom + 1)
            for c in range(left, right + 1)
        }
        self._no_day = {*vocabulary.zero, *vocabulary.no_report}

    def value(self, row: int, column: Column | None) -> CellValue:
        """A cell, or what a merge lets it show; text trimmed, "" and blanks are None."""
        if column is None:
            return None
        at, index = row, column.index
        if self.anchors:
            at, index = self.anchors.get((at, index), (at, index))
        cells = self.grid.column(index)
        value = cells[at] if at < len(cells) else None
        if isinstance(value, str):
            return clean_text(value) or None
        return value

    def text(self, row: int, role: str) -> str:
        value = self.value(row, self.by_role.get(role))
        if value is None:
            return ""
        text = heading_of(value)
        if role not in ("region", "grantee", "unit"):
            return text
        is_name = len(text) <= LONGEST_UNIT  # a file of long texts must not stay when it is gone
        return _without_marks(text) if is_name else _without_marks.__wrapped__(text)

    def cell(self, row: int, role: str) -> str:
        column = self.by_role.get(role)
        return cell_name(row, column.index) if column else ""

    def problem(self, code: str, cell: str, value: object = "", **details: object) -> Problem:
        return make_problem(code, self.grid.name, cell, code_words(value), **details)

    def broken(self, row: int, role: str) -> Problem | None:
        """An error cell or a formula without a saved value where a name should be."""
        column = self.by_role.get(role)
        if column is None or not (self.grid.errors or self.grid.formulas):
            return None
        position = (row, column.index)
        if position in self.grid.errors:
            return self.problem("cell-error", self.cell(row, role), self.grid.errors[position])
        if position in self.grid.formulas:
            return self.problem(
                "formula-not-calculated", self.cell(row, role), self.grid.formulas[position]
            )
        return None

    def day(
        self,
        row: int,
        column: Column | None,
        problems: list[Problem],
        *,
        may_be_ahead: bool = False,
    ) -> date | None:
        """The date in a cell; a month means its last day. Problems are appended."""
        value = self.value(row, column)
        if column is None or value is None or isinstance(value, bool):
            return None
        if isinstance(value, str) and value.lower() in self._no_day:
            return None
        cell = cell_name(row, column.index)
        try:
            found = self._parse(value)
        except YearMissingError:
            problems.append(self.problem("date-year-missing", cell, value))
            return None
        except NotADateError:
            problems.append(self.problem("not-a-date", cell, value))
            return None
        if found < EARLIEST or (found > self.today and not may_be_ahead):
            problems.append(self.problem("date-out-of-range", cell, found.strftime("%d-%m-%Y")))
            return None
        return found

    def _parse(self, value: CellValue) -> date:
        if value is None:
            raise NotADateError
        year = self.context.year
        if self.context.counts_from_1904 and isinstance(value, int | float):
            value += _DAYS_TO_1904
        try:
            return parse_date(value, year)
        except NotADateError:
            if not isinstance(value, str):
                raise
            if found := find_date(value, year):
                return found
            month = find_month(value)
            if month is None:
                raise
            if month[0] is None and year is None:
                raise YearMissingError(value) from None
            return month_end(month[0] or year or 0, month[1])
