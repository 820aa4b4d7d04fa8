"""One page of an officer's own grid: its cells as Excel roughly shows them, and what became of each.

Only the rows of the page are read and rendered, whatever the sheet's length; what was understood
comes from the import's description, so nothing is read a second time here.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from nphd_tracker.importing.opening.grid import Merge, column_name
from nphd_tracker.importing.opening.kept import KeptWorkbook, SheetSize, Slice
from nphd_tracker.money import format_number
from nphd_tracker.reading import Answers, Severity
from nphd_tracker.web.grid.cells import Cell, Drawing
from nphd_tracker.web.grid.said import Problems, Said, say_once
from nphd_tracker.web.incoming.cards import Card
from nphd_tracker.web.incoming.seen import ChangeSeen, ControlSeen
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.words.columns import column_meaning

ROWS = 60
MOST_CELLS = 2_400
MOST_COLUMNS = 80
LONGEST_TEXT = 60
SHORTEST_TEXT = 24
"""What a cell shows of a long text at least, on a sheet of many columns."""
MOST_SAID = 150
"""Problems written out on one page; the others of a row are counted."""
SHOWN = 50
"""Changes and controls in a list; a page stays light."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its letter, what it was taken for (key and words)."""

    letter: str
    key: str
    words: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``state``: header, title, read, left (by an error), skipped (by a person), total, ""."""

    number: int
    state: str
    is_hidden: bool
    cells: tuple[Cell, ...]
    said: tuple[Said, ...]
    more: int
    """Problems of the row that are not written out."""
    next_problem: int | None
    """The next row with an error or a warning."""
    headings: tuple[Heading, ...] = ()
    """Set where another table begins: what its columns are."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of the workbook."""

    name: str
    visible: bool
    errors: int
    warnings: int
    has_table: bool


class SheetPage:
    """One sheet of an import, with the rows of one page."""

    def __init__(
        self, card: Card, answers: Answers, book: KeptWorkbook, sheet: str, row: int
    ) -> None:
        self.card = card
        self.answers = answers
        self.book = book
        self.number = next(n for n, one in enumerate(book.sheets) if one.name == sheet)
        self.size: SheetSize = book.sheets[self.number]
        self.name = sheet
        self.columns = max(1, min(self.size.columns, MOST_COLUMNS))
        self.longest_text = max(SHORTEST_TEXT, min(LONGEST_TEXT, 1_200 // self.columns))
        self.rows_a_page = max(10, min(ROWS, MOST_CELLS // self.columns))
        self.pages = max(1, -(-self.size.rows // self.rows_a_page))
        self.page = min(max(1, -(-row // self.rows_a_page)), self.pages)
        self.tables = sorted(
            (one for one in card.said["sheets"] if one["sheet"] == sheet),
            key=lambda one: one["header_rows"] or [0, 0],
        )
        self.problems = Problems.of(p for p in card.said["problems"] if p["sheet"] == sheet)
        self.wanted = ""
        """The cell that a link leads to, like ``F16``."""

    @property
    def first(self) -> int:
        """The first row of the page, from 1."""
        return (self.page - 1) * self.rows_a_page + 1

    @property
    def last(self) -> int:
        return min(self.page * self.rows_a_page, self.size.rows)

    def first_row_of(self, page: int) -> int:
        return (page - 1) * self.rows_a_page + 1

    @property
    def last_column(self) -> str:
        return column_name(self.columns - 1)

    @property
    def counts(self) -> Mapping[str, int] | None:
        """How many of the sheet's figures are new, changed, the same."""
        found: Mapping[str, int] | None = self.card.said.get("by_sheet", {}).get(self.name)
        return found

    @cached_property
    def tabs(self) -> list[Tab]:
        counts: dict[str, dict[str, int]] = {}
        for one in self.card.said["problems"]:
            of_sheet = counts.setdefault(one["sheet"], {})
            of_sheet[one["severity"]] = of_sheet.get(one["severity"], 0) + 1
        with_table = {one["sheet"] for one in self.card.said["sheets"]}
        return [
            Tab(
                one.name,
                one.visible,
                counts.get(one.name, {}).get(Severity.ERROR, 0),
                counts.get(one.name, {}).get(Severity.WARNING, 0),
                one.name in with_table,
            )
            for one in self.book.sheets
        ]

    @cached_property
    def first_error(self) -> int | None:
        return min(self.problems.rows(Severity.ERROR), default=None)

    @cached_property
    def first_warning(self) -> int | None:
        return min(self.problems.rows(Severity.WARNING), default=None)

    @property
    def general(self) -> list[Said]:
        """What is said of the sheet, or of the file, as a whole."""
        of_file = [p for p in self.card.said["problems"] if not p["sheet"]]
        return say_once([*self.problems.of_sheet, *of_file])

    @property
    def changed(self) -> list[ChangeSeen]:
        return self._mine(self.card.changed)

    @property
    def added(self) -> list[ChangeSeen]:
        return self._mine(self.card.added)

    @property
    def controls(self) -> list[ControlSeen]:
        """Those that differ come first."""
        mine = (c for c in self.card.controls if c.place.rpartition("!")[0] == self.name)
        return sorted(mine, key=lambda control: control.difference == 0)

    def _mine(self, changes: Iterable[ChangeSeen]) -> list[ChangeSeen]:
        ending = f", {self.name}"
        return [one for one in changes if f", {one.cells}".rpartition("!")[0].endswith(ending)]

    # --- columns

    @cached_property
    def _top(self) -> int:
        """The first row of the first header."""
        return min((one["header_rows"][0] for one in self.tables if one["header_rows"]), default=0)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The columns at the top of the page: of the last table that begins before its end."""
        tops = [one for one in self.tables if one["header_rows"]]
        before = [one for one in tops if one["header_rows"][0] <= self.first]
        chosen = before[-1:] or tops[:1]
        return self._headings(chosen[0]["header_rows"][0] if chosen else 0)

    def _headings(self, top: int) -> tuple[Heading, ...]:
        """Tables that stand side by side have their header in the same row."""
        known: dict[str, str] = {}
        for one in self.tables:
            if one["header_rows"] and one["header_rows"][0] == top:
                ignored = {a: "ignored" for a, k in self.answers.columns.items() if k == "ignored"}
                known |= {**ignored, **one["columns"]}
        return tuple(
            Heading(
                letter := column_name(index),
                key := known.get(letter, ""),
                column_meaning(key) if key else "",
                index in self.cells.hidden_columns,
            )
            for index in range(self.columns)
        )

    @cached_property
    def written(self) -> dict[str, str]:
        """Letter -> the heading as it stands in the first table."""
        headers: dict[str, str] = self.tables[0].get("headers", {}) if self.tables else {}
        return headers

    # --- rows

    @cached_property
    def cells(self) -> Slice:
        return self.book.rows(self.number, self.first - 1, self.rows_a_page)

    @cached_property
    def lines(self) -> list[Line]:
        states = self._states()
        troubled = sorted(
            {*self.problems.rows(Severity.ERROR), *self.problems.rows(Severity.WARNING)}
        )
        merges = _by_row(self.cells.merges, self.first - 1, self.last)
        tops = {one["header_rows"][0] for one in self.tables if one["header_rows"]}
        keys = {heading.letter: heading.key for heading in self.headings}
        drawing = Drawing(
            self.cells, self.columns, self.longest_text, self._top, self._old, self.wanted
        )
        room = MOST_SAID
        lines = []
        for number, row in enumerate(self.cells.rows, start=self.first):
            said = say_once(self.problems.by_row.get(number, ()))
            shown = said[: max(room, 1)] if len(said) <= 8 else said[: max(min(room, 6), 1)]
            room -= len(shown)
            headings: tuple[Heading, ...] = ()
            if number in tops and number > self.first and len(tops) > 1:
                headings = self._headings(number)
                keys = {heading.letter: heading.key for heading in headings}
            after = bisect_right(troubled, number)
            lines.append(
                Line(
                    number,
                    states.get(number, "" if number > self._top else "title"),
                    number - 1 in self.cells.hidden_rows,
                    tuple(drawing.draw(number, row, merges.get(number - 1, ()), keys, said)),
                    tuple(shown),
                    len(said) - len(shown),
                    troubled[after] if said and after < len(troubled) else None,
                    headings,
                )
            )
        return lines

    def _states(self) -> dict[int, str]:
        """Row -> what became of it; what is said later wins."""
        states: dict[int, str] = {}
        within = range(self.first, self.last + 1)
        for one in self.tables:
            rows = one.get("rows", {})
            for state, key in (("read", "read"), ("total", "total"), ("left", "left_out")):
                states |= dict.fromkeys(_rows_within(rows.get(key, ""), within), state)
            if one["header_rows"]:
                top, bottom = one["header_rows"]
                states |= dict.fromkeys(range(top, bottom + 1), "header")
        states |= dict.fromkeys(self.answers.left_out, "skipped")
        return states

    @cached_property
    def _old(self) -> dict[str, str]:
        """Cell -> the value that was known until now, where the cell changes it."""
        return {
            one.cells.rpartition("!")[2]: format_number(one.old, current_language())
            for one in self.changed
            if one.old is not None
        }


def _by_row(merges: Iterable[Merge], first: int, end: int) -> dict[int, list[Merge]]:
    found: dict[int, list[Merge]] = {}
    for merge in merges:
        for row in range(max(merge[0], first), min(merge[2] + 1, end)):
            found.setdefault(row, []).append(merge)
    return found


def _rows_within(text: str, within: range) -> Iterable[int]:
    """ "5-7,9" -> 5, 6, 7, 9, as far as they are on the page."""
    for run in filter(None, text.split(",")):
        first, _dash, last = run.partition("-")
        start, end = int(first), int(last or first)
        if start >= within.stop:
            return
        yield from range(max(start, within.start), min(end + 1, within.stop))
