"""Rows with nothing odd about them, read a column at a time.

A national list has a hundred thousand rows that say what they say in the plainest way: a region, a
grantee, a day, numbers, remainders and percentages that agree. `find_regular` tells by columns
which rows of a table are so; of a stretch of them `Regular.take` makes one block. Whatever anything
could be said about goes row by row (`rows`), which stays the rule: both must give the same.
"""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import repeat
from operator import mul, or_
from typing import Any, cast

from nphd_tracker.blocks import Block, Party, Stated
from nphd_tracker.importing.agreeing import Amounts, find_disagreeing
from nphd_tracker.importing.amounts import BEYOND_MEASURE
from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.records import Record, Who
from nphd_tracker.importing.statements import FigureMaker
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.importing.vocabulary import level
from nphd_tracker.money import MoneyTextError, number_to_sen
from nphd_tracker.reading import Measure, Problem
from nphd_tracker.regions import Region

SHORTEST_TABLE = 300
"""Rows; to look at the columns of a shorter one saves nothing."""
SHORTEST_STRETCH = 30
_ROLES = frozenset(
    {
        "number", "region_code", "region", "region_kind", "province", "grantee", "unit",
        "description", "note", "as_of", "date", "document", "amount", "percent", "remainder",
        "period", "reported_by", "origin", "plan", "ignored", "unknown",
    }
)  # fmt: skip
_NUMBERS = frozenset({int, float, type(None)})
_PLACING = ("region_code", "region", "region_kind", "province")
_NAMING = (*_PLACING, "grantee", "unit")
_NOWHERE = Region("", "", "province", "")
"""Stands for the region of the row above; a row that takes it names none itself."""


def find_regular(reader: TableReader) -> "Regular | None":
    """The regular rows of a table; None where it is short or of another make."""
    rows = reader.table.end - reader.table.first_data
    return Regular(reader) if rows >= SHORTEST_TABLE and _is_plain(reader) else None


def _is_plain(reader: TableReader) -> bool:
    """One row an agreement, one column a measure, a position at the row's or the sheet's day."""
    measures = [column.measure for column in reader.money]
    return (
        0 < len(measures) == len(set(measures))
        and not (reader.blocks or reader.is_register or reader.has_nested_agencies)
        and reader.unit_column is None
        and all(c.role in _ROLES and not (c.agency or c.several) for c in reader.columns)
        and not any(
            c.tranche or c.month or c.on or c.version or c.place or c.source for c in reader.money
        )
        and not any(c.measure for c in reader.columns if c.role in ("as_of", "reported_by"))
    )


class Regular:
    """The regular rows of one table. A place is a row counted from the first data row."""

    def __init__(self, reader: TableReader) -> None:
        self.reader = reader
        self.first = reader.table.first_data
        self.length = reader.table.end - self.first
        self._cells: dict[int, list[Any]] = {}
        self._kinds: dict[int, set[type]] = {}
        self._texts: dict[int, frozenset[str]] = {}
        self._bounds: dict[int, tuple[int, int] | None] = {}
        self.odd = self._set_aside()
        by_measure = {c.measure: c for c in reader.money}
        self.money = [by_measure[m] for m in Measure if m in by_measure]
        self.amounts: dict[Column, Amounts] = {c: self._amounts(c) for c in self.money}
        self._judge_amounts()
        self._judge_texts()
        self.days = self._list_days()
        self.names = self._list_names()
        self.name_of = self._number_names()
        self.stops = _find_stops(self.odd)
        self.parties: list[Party] = []
        self.party_of: list[int] = [-1] * self.length
        self._known: dict[tuple[str | None, int], int] = {}
        self._placing = sum(role in reader.keys.by_role for role in _PLACING)
        self._regions: dict[tuple[str | None, tuple[Any, ...]], tuple[Region | None, str | None]]
        self._regions = {}
        self._judged: tuple[int, str | None] = (0, None)

    # --- what is odd

    def _set_aside(self) -> list[bool]:
        """Which rows are odd: here those of which more is known than their cells say."""
        grid, end = self.reader.grid, self.reader.table.end
        apart = {
            *self.reader.table.skipped,
            *grid.hidden_rows,
            *(row - 1 for row in self.reader.answers.left_out),
            *(row for row, _ in (*grid.formulas, *grid.errors)),
            *(row for top, _, bottom, _ in grid.merges for row in range(top, bottom + 1)),
        }
        odd = [False] * self.length
        for row in apart:
            if self.first <= row < end:
                odd[row - self.first] = True
        return odd

    def _mark(self, is_odd: Iterable[bool]) -> None:
        self.odd = list(map(or_, self.odd, is_odd))

    def _mark_where(self, index: int, *are_odd: Callable[[str], bool]) -> None:
        """Marks the rows of every text that is odd; each text is looked at once."""
        cells = self.values(index)
        texts = self._texts[index]
        if found := {text for text in texts if any(is_odd(text) for is_odd in are_odd)}:
            self._mark([value in found for value in cells])

    def values(self, index: int) -> list[Any]:
        """The cells of one column; blanks are None, and a row with a truth value is odd."""
        if index not in self._cells:
            self._cells[index] = self._read_values(index)
        return self._cells[index]

    def _read_values(self, index: int) -> list[Any]:
        check_time()
        cells = self.reader.grid.column(index)[self.first : self.reader.table.end]
        known = self.reader.grid.look_over(index, self.first, self.reader.table.end)
        kinds, self._texts[index] = set(known.kinds), known.texts
        self._bounds[index] = known.bounds
        self._kinds[index] = kinds
        if bool in kinds:
            self._mark([v is True or v is False for v in cells])
            cells = [None if v is True or v is False else v for v in cells]
            kinds.add(type(None))
        if not all(text.strip() for text in known.texts):
            cells = [None if isinstance(v, str) and not v.strip() else v for v in cells]
            kinds.add(type(None))
        return cells

    def _amounts(self, column: Column) -> Amounts:
        """The sen of a money column; a cell that is no plain amount makes its row odd."""
        cells = self.values(column.index)
        unit = column.unit or self.reader.context.unit or 1
        amounts = to_sen(cells, unit, self._kinds[column.index])
        if bounds := self._bounds[column.index]:
            least, largest = to_sen(list(bounds), unit, {int})
            if cast(int, least) >= 0 and cast(int, largest) <= BEYOND_MEASURE:
                return amounts
        said = cast(list[int], amounts)
        if self._kinds[column.index] != {int}:
            self._mark([a is None and v is not None for a, v in zip(amounts, cells, strict=True)])
            said = [a for a in amounts if a is not None]
        if said and (min(said) < 0 or max(said) > BEYOND_MEASURE):
            self._mark([a is not None and not 0 <= a <= BEYOND_MEASURE for a in amounts])
        return amounts

    def _judge_amounts(self) -> None:
        """A row that says no amount, or whose amounts, remainders and percentages do not agree."""
        columns = [self.amounts[c] for c in self.money]
        if all(None in amounts for amounts in columns):
            self._mark([not any(a is not None for a in row) for row in zip(*columns, strict=True)])
        for column in self.reader.columns:
            if column.role in ("percent", "remainder"):
                cells = self.values(column.index)
                if not self._kinds[column.index] <= _NUMBERS:
                    self._mark([type(v) not in _NUMBERS for v in cells])
        by_measure = {c.measure: amounts for c, amounts in self.amounts.items() if c.measure}
        for place in find_disagreeing(self.reader, by_measure, self.length, self.values):
            self.odd[place] = True

    def _judge_texts(self) -> None:
        """Totals, "Rata-rata", the example row: whatever a text makes of its row."""
        words = self.reader.vocabulary
        self._mark_where(0, lambda text: text.strip().lower() in words.example)
        for column in self.reader.text_columns:
            says_more = (self.reader.is_total,) * (column.role not in ("description", "note"))
            self._mark_where(column.index, lambda text: level(text) in words.beside, *says_more)

    # --- whose, and when

    def _list_days(self) -> list[date]:
        """Each row's day; a row without, or with one that anything could be said of, is odd."""
        reader = self.reader
        column = reader.keys.by_role.get("as_of") or (
            reader.keys.by_role.get("date") if reader.assumed_position else None
        )
        usual = reader.as_of
        if column is None:
            self._mark(repeat(usual is None, self.length))
            return [usual or date.min] * self.length
        cells = self.values(column.index)
        day_of: dict[Any, date | None] = {None: usual}
        last_of = dict(zip(cells, range(len(cells)), strict=True))
        for value, place in last_of.items():
            problems: list[Problem] = []
            if value is not None and not self.odd[place]:
                day = reader.keys.day(self.first + place, column, problems) or usual
                day_of[value] = None if problems else day
        days = list(map(day_of.get, cells))
        if all(map(day_of.get, last_of)):
            return cast(list[date], days)
        self._mark([day is None for day in days])
        return [day or date.min for day in days]

    def _list_names(self) -> list[tuple[Any, ...]]:
        """Each row's cells that tell whose it is and who says so."""
        by_role = self.reader.keys.by_role
        columns = [by_role[role] for role in _NAMING if role in by_role]
        grantees = [self.values(c.index) for c in columns if c.role in ("grantee", "unit")]
        if "description" in by_role and grantees:
            self._mark([not any(cells) for cells in zip(*grantees, strict=True)])
        elif "description" in by_role:
            columns.append(by_role["description"])
        columns += self.reader.said_by
        if not columns:
            return [()] * self.length
        return list(zip(*(self.values(c.index) for c in columns), strict=True))

    def _judge_names(self, place: int) -> None:
        """Finds the parties of the stretch that begins here; rows of which there is none are odd."""
        keys = self.reader.keys
        province = None if "province" in keys.by_role else keys.last_province
        upto, under = self._judged
        if place < upto and under == province:
            return
        stop = self.stops[place]
        names = cast(list[int], self.name_of[place:stop])
        numbers = {name: self._number(name, province) for name in dict.fromkeys(names)}
        self.party_of[place:stop] = map(numbers.__getitem__, names)
        if -1 in numbers.values():
            odd = [number < 0 for number in self.party_of[place:stop]]
            self.odd[place:stop] = odd
            self.stops[place:stop] = [place + end for end in _find_stops(odd)]
        self._judged = stop, province

    def _number_names(self) -> list[int | None]:
        """For each row the first that has its names; None only for what is odd."""
        rows = reversed(range(self.length))
        first = {self.names[place]: place for place in rows if not self.odd[place]}
        return list(map(first.get, self.names))

    def _number(self, name: int, province: str | None) -> int:
        """``name``: the place of the first row that has it."""
        key = (province, name)
        if key not in self._known:
            check_time()
            party = self._party(self.first + name, self.names[name])
            if party is not None:
                self.parties.append(party)
            self._known[key] = -1 if party is None else len(self.parties) - 1
        return self._known[key]

    def _party(self, row: int, name: tuple[Any, ...]) -> Party | None:
        """Whose row it is, as `keys` reads it; None where anything else came into it."""
        reader, keys, who = self.reader, self.reader.keys, Who()
        before = keys.last_region, keys.last_province, keys.last_grantee
        self._read_region(row, name, who)
        region = who.region
        if region is not None and region is not _NOWHERE:
            keys.agency(row, who)
        keys.last_region, keys.last_province, keys.last_grantee = before
        if region is None or region is _NOWHERE or who.agency is None or who.problems:
            return None
        if region.kind == "province" and "grantee" not in keys.by_role:
            return None  # it may be the total of its regions
        source = reader.source
        if reader.said_by:
            source = FigureMaker(reader, Record(row, who), region, who.agency, None).source
        return Party(region.code, who.agency, who.unit, who.unit_implied, source)

    def _read_region(self, row: int, name: tuple[Any, ...], who: Who) -> None:
        """As `keys` does; the same cells of a region, mostly those of four rows, are read once.

        Where a column of provinces names none, there is no region either.
        """
        keys = self.reader.keys
        where = keys.last_province, name[: self._placing]
        if where in self._regions:
            who.region, keys.last_province = self._regions[where]
            return
        keys.last_region = _NOWHERE
        keys.region(row, who)
        if "province" in keys.by_role and not keys.province(row):
            who.region = None
        names_it = any(keys.value(row, keys.by_role.get(role)) is not None for role in _PLACING[:2])
        if names_it and not who.problems:
            self._regions[where] = who.region, keys.last_province

    # --- the blocks

    def take(self, row: int) -> Block | None:
        """The block that begins at this row of the grid, if one does; `keys` then stands behind it."""
        place = row - self.first
        keys = self.reader.keys
        if self.odd[place] or keys.section_agency or keys.section_kind or keys.section_election:
            return None
        if self.stops[place] - place >= SHORTEST_STRETCH:
            self._judge_names(place)
        stop = self.stops[place]
        if self.odd[place] or stop - place < SHORTEST_STRETCH:
            return None
        last = Who()
        keys.region(row + stop - place - 1, last)
        keys.agency(row + stop - place - 1, last)
        return Block(
            self.reader.grid.name,
            range(row + 1, row + 1 + stop - place),
            self.parties,
            self.party_of[place:stop],
            self.days[place:stop],
            [
                Stated(c.measure, c.letter, a[place:stop])
                for c, a in self.amounts.items()
                if c.measure
            ],
        )


def _find_stops(odd: list[bool]) -> list[int]:
    """Of each place the next that is odd, itself where it is one; else the end."""
    stops = [len(odd)] * len(odd)
    if True not in odd:
        return stops
    stop = len(odd)
    for place in range(len(odd) - 1, -1, -1):
        if odd[place]:
            stop = place
        stops[place] = stop
    return stops


def to_sen(cells: list[Any], unit: int, kinds: set[type]) -> Amounts:
    """The sen of numbers; None for an empty cell and for what is no exact amount."""
    factor = unit * 100
    if kinds == {int}:
        return list(map(mul, cells, repeat(factor)))
    return [v * factor if type(v) is int else _sen(v, unit) for v in cells]


def _sen(value: Any, unit: int) -> int | None:
    if not isinstance(value, float):
        return None
    try:
        return number_to_sen(value, unit)
    except MoneyTextError:
        return None
