"""Where the tables are: header band, number row, data rows, and the texts above.

A table may start anywhere, under titles and metadata; its band has one to four rows, merged across
and down, then perhaps a row of numbers or letters. Nothing is assumed about positions: every short
run of rows is weighed by how much of its wording is understood.
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nphd_tracker.dates import find_date, find_month
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.headers import Wording, find_unit, regions_across, understand
from nphd_tracker.importing.opening.grid import CellValue, Grid
from nphd_tracker.importing.vocabulary import Vocabulary, level
from nphd_tracker.importing.written import heading_of, looks_like_money

_TALLEST_BAND = 4
_SEARCH_ROWS = 80
"""Filled rows looked at for a band before giving up; titles and metadata are shorter than this."""
_SAMPLE_ROWS = 40
_FIRST_ROWS = 200
_YEAR = re.compile(r"^20\d\d$")
_BARE_NUMBER = re.compile(r"^\(?\d+\)?$")
_RUPIAH = re.compile(r"^[\W_]*(?:dalam\s+)?(?:rp|rupiah|%|persen|idr)[\W_]*$|^\W*%\W*$", re.I)
_LONGEST_UNIT = 30
_COLUMN_MARK = re.compile(r"^\(?\s*(?:\d{1,2}|[a-z])\s*\)?(?:\s*[=:].*)?$", re.I)


@dataclass(frozen=True)
class Table:
    """One table of a sheet; rows are counted from 0, ends are exclusive."""

    above: int
    """First row of what stands above it: title and metadata."""
    top: int
    bottom: int
    """Last row of the header band."""
    first_data: int
    end: int
    paths: Mapping[int, tuple[str, ...]]
    """Column -> its heading texts from top to bottom."""
    skipped: frozenset[int] = frozenset()
    """Rows of the same header, printed again on each page."""
    is_beside_another: bool = False

    @property
    def own_columns(self) -> range | None:
        """The columns whose titles are this table's alone, where another stands beside it."""
        return range(min(self.paths), max(self.paths) + 1) if self.is_beside_another else None


def find_tables(
    grid: Grid, vocabulary: Vocabulary, header_rows: tuple[int, int] | None = None
) -> list[Table]:
    """Every table of a sheet, from the top down. ``header_rows``: where a person sees the first (from 0)."""
    finder = _Finder(grid, vocabulary)
    tables: list[Table] = []
    start = 0
    while (band := header_rows or finder.best_band(start)) is not None:
        header_rows = None
        top, bottom = band
        bottom = finder.with_unit_row(bottom)
        paths = finder.paths(top, bottom)
        first_data = finder.after_number_row(bottom + 1)
        skipped: set[int] = set()
        following = finder.next_band_like(first_data)
        while following is not None and finder.repeats(paths, following):
            again = finder.after_number_row(following + bottom - top + 1)
            skipped |= set(range(following, again))
            following = finder.next_band_like(again)
        end = finder.title_start(following, first_data) if following is not None else len(grid.rows)
        parts = split_side_by_side(paths, finder)
        for part in parts:
            tables.append(
                Table(start, top, bottom, first_data, end, part, frozenset(skipped), len(parts) > 1)
            )
        start = end
    return tables


def split_side_by_side(
    paths: Mapping[int, tuple[str, ...]], finder: "_Finder"
) -> list[Mapping[int, tuple[str, ...]]]:
    """Two tables beside each other, a gap between them, each naming its own regions."""
    parts: list[dict[int, tuple[str, ...]]] = []
    previous: int | None = None
    for column in sorted(paths):
        if previous is None or column > previous + 1:
            parts.append({})
        parts[-1][column] = paths[column]
        previous = column
    parts = _join_nameless(parts, finder)
    keys = [finder.naming_keys(part) for part in parts]
    if not any(keys):
        dated = {"date"}
        keys = [{finder.wording(p).key for p in part.values()} & dated for part in parts]
    if len(parts) > 1 and all(keys) and all(k & keys[0] for k in keys):
        return list(parts)
    return [dict(paths)]


def _join_nameless(
    parts: list[dict[int, tuple[str, ...]]], finder: "_Finder"
) -> list[dict[int, tuple[str, ...]]]:
    """Parts that name no rows belong to the one before them; a lone "No" to the one after it."""
    joined: list[dict[int, tuple[str, ...]]] = []
    begun: dict[int, tuple[str, ...]] = {}
    for part in parts:
        if {finder.wording(path).key for path in part.values()} == {"number"}:
            begun = {**begun, **part}
        elif not joined or finder.naming_keys(part) or begun:
            joined.append({**begun, **part})
            begun = {}
        else:
            joined[-1].update(part)
    return [*joined, begun] if begun else joined


class _Finder:
    def __init__(self, grid: Grid, vocabulary: Vocabulary) -> None:
        self.grid = grid
        self.vocabulary = vocabulary
        self.merged = {
            (row, column): (top, left)
            for top, left, bottom, right in grid.merges
            if bottom - top < 60 and right - left < 400
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        self.reached_rows = {
            row
            for top, _, bottom, _ in grid.merges
            if bottom - top < 8
            for row in range(top + 1, bottom + 1)
        }
        """Rows that a merged cell reaches into from above."""
        filled = (next((c for c, v in enumerate(row) if v is not None), None) for row in grid.rows)
        firsts = [c for c in itertools.islice(filled, _FIRST_ROWS) if c is not None]
        self.left = min(firsts, default=0)
        """The column where a sheet begins; titles stand there."""
        self.wide = {(top, left): right for top, left, bottom, right in grid.merges if right > left}
        self._wordings: dict[tuple[str, ...], Wording] = {}

    # --- cells

    def cell(self, row: int, column: int) -> CellValue:
        cells = self.grid.rows[row] if row < len(self.grid.rows) else []
        return cells[column] if column < len(cells) else None

    def width(self, top: int, bottom: int) -> int:
        filled = [len(r) for r in self.grid.rows[top : bottom + 1]]
        merged = [m[3] + 1 for m in self.grid.merges if m[0] <= bottom and m[2] >= top]
        return max(filled + merged, default=0)

    def text(self, row: int, column: int) -> str:
        anchor = self.merged.get((row, column), (row, column))
        return heading_of(self.cell(*anchor))

    # --- the band

    def best_band(self, start: int) -> tuple[int, int] | None:
        """(first, last) row of the best header band at or after ``start``."""
        best: tuple[float, int, int] | None = None
        looked_at = 0
        for top in range(start, len(self.grid.rows)):
            if not any(v is not None for v in self.grid.rows[top]):
                continue
            check_time()
            looked_at += 1
            if looked_at > _SEARCH_ROWS:
                break
            if not self.may_begin_band(top):
                continue
            for bottom in range(top, min(top + _TALLEST_BAND, len(self.grid.rows))):
                if not self.may_be_band_row(bottom) or self._is_title_line(bottom):
                    break
                score = self.score(top, bottom)
                if score > 0 and (best is None or score > best[0]):
                    best = (score, top, bottom)
        return self.close_over_merges(best[1], best[2]) if best else None

    def close_over_merges(self, top: int, bottom: int) -> tuple[int, int]:
        """The band with every row that a merged heading cell reaches into it from."""
        for _ in range(_TALLEST_BAND):
            reaching = [
                m
                for m in self.grid.merges
                if m[0] < m[2] and m[0] <= bottom and m[2] >= top and m[2] - m[0] < _TALLEST_BAND
            ]
            first = min([top, *(m[0] for m in reaching)])
            last = max([bottom, *(m[2] for m in reaching)])
            if (first, last) == (top, bottom) or last - first >= _TALLEST_BAND + 1:
                break
            if not all(self.may_be_band_row(r) for r in range(first, last + 1)):
                break
            top, bottom = first, last
        return top, bottom

    def with_unit_row(self, bottom: int) -> int:
        """The band's last row, with a row beneath that only names units: "(Rp juta)" | "(Rp)" | "%"."""
        texts = [heading_of(v) for v in self._row(bottom + 1) if v is not None]
        is_said = any(find_unit(t, self.vocabulary) is not None for t in texts)
        are_units = all(
            len(t) <= _LONGEST_UNIT and (_RUPIAH.match(t) or find_unit(t, self.vocabulary))
            for t in texts
        )
        return bottom + 1 if is_said and are_units else bottom

    def may_be_band_row(self, row: int) -> bool:
        """Texts only: no amount, no "label : value"; years and month dates may head columns."""
        if self.after_number_row(row) > row:
            return False
        has_text = False
        for column, value in enumerate(self.grid.rows[row]):
            if value is None or (row, column) in self.grid.errors:
                continue
            if isinstance(value, bool):
                return False
            text = heading_of(value)
            if isinstance(value, date) or _YEAR.match(text):
                continue
            if isinstance(value, int | float) or _BARE_NUMBER.match(text):
                return False
            if text == ":" or text.endswith(" :") or (looks_like_money(text) and len(text) > 4):
                return False
            has_text = True
        return has_text or row in self.reached_rows

    def may_begin_band(self, row: int) -> bool:
        if not self.may_be_band_row(row) or self._is_title_line(row):
            return False
        texts = {heading_of(v) for v in self.grid.rows[row] if v is not None and heading_of(v)}
        if len(texts) >= 2:
            return True
        # A lone text is a title, unless it heads some of the columns and not the first.
        first = next((c for c, v in enumerate(self.grid.rows[row]) if v is not None), 0)
        return (
            first > self.left
            and (row, first) in self.wide
            and any(c < first and v is not None for c, v in enumerate(self._row(row + 1)))
        )

    def _is_title_line(self, row: int) -> bool:
        """A lone text in the first column that is not reached by a merge: "Posisi 31 Juli 2024"."""
        filled = [c for c, v in enumerate(self.grid.rows[row]) if v is not None]
        if len(filled) == 1 and filled[0] <= self.left and row not in self.reached_rows:
            return True
        texts = [heading_of(self.grid.rows[row][c]) for c in filled]
        units = sum(find_unit(t, self.vocabulary) is not None for t in texts)
        times = sum(find_date(t) is not None or find_month(t) is not None for t in texts)
        says_unit_or_time = all(
            find_unit(t, self.vocabulary) is not None or find_date(t) or find_month(t)
            for t in texts
        )
        is_wide = any((row, c) in self.wide for c in filled)
        return says_unit_or_time and units > 0 and times <= 1 and not (is_wide and len(texts) > 2)

    def _row(self, row: int) -> list[CellValue]:
        return self.grid.rows[row] if row < len(self.grid.rows) else []

    def score(self, top: int, bottom: int) -> float:
        """How much of the band is understood; 0 where it cannot head a table of this field."""
        paths = self.paths(top, bottom)
        if len(paths) < 2:
            return 0
        points = 0.0
        has_money = has_identity = False
        first_data = self.after_number_row(bottom + 1)
        sample = self.grid.rows[first_data : first_data + _SAMPLE_ROWS]
        for index, path in paths.items():
            check_time()
            wording = self.wording(path)
            points += _points(wording)
            money = bool(wording.measure or wording.tranche or wording.month or wording.agency)
            has_money = has_money or (money and _has_numbers(sample, index))
            has_identity = has_identity or bool(wording.agency) or wording.key in _IDENTITY_KEYS
        if self._stands_sideways(paths, sample):
            points += 2.0 * len(paths)
        elif not has_money or (not has_identity and points < 5):
            return 0
        if not self._is_followed_by_data(first_data, paths):
            return 0
        return points - 0.6 * (bottom - top) + (0.2 if first_data > bottom + 1 else 0)

    def _stands_sideways(
        self, paths: Mapping[int, tuple[str, ...]], sample: Sequence[Sequence[CellValue]]
    ) -> bool:
        """Regions across and measures down: "Uraian | Mesuji | Way Kanan" over "Nilai NPHD | ..."."""
        labels = [i for i, path in paths.items() if self.wording(path).key == "description"]
        if len(labels) != 1 or len(regions_across(paths, self.wording, self.vocabulary)) < 2:
            return False
        below = [heading_of(row[labels[0]]) for row in sample if labels[0] < len(row)]
        return len({self.wording((text,)).measure for text in below if text} - {""}) > 1

    def naming_keys(self, paths: Mapping[int, tuple[str, ...]]) -> set[str]:
        """What names the rows of some columns; a heading that is a region itself stands over amounts."""
        across = regions_across(paths, self.wording, self.vocabulary)
        found = {self.wording(p).key for c, p in paths.items() if c not in across}
        return found & _NAMING_KEYS

    def wording(self, path: tuple[str, ...]) -> Wording:
        if path not in self._wordings:
            self._wordings[path] = understand(path, self.vocabulary)
        return self._wordings[path]

    def paths(self, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
        """Column -> heading texts, merges spread and unmerged groups carried to the right."""
        width = self.width(top, bottom)
        levels = [
            [self.text(row, column) for column in range(width)] for row in range(top, bottom + 1)
        ]
        empty = {c for c in range(width) if not any(one[c] for one in levels)}
        for depth in range(len(levels) - 1):
            self._carry_groups(levels, depth, top, empty)
        paths: dict[int, tuple[str, ...]] = {}
        for column in range(width):
            texts: list[str] = []
            for one in levels:
                if one[column] and (not texts or texts[-1] != one[column]):
                    texts.append(one[column])
            if texts and self._owner(bottom, column) == column:
                paths[column] = tuple(texts)
        return paths

    def _carry_groups(self, levels: list[list[str]], depth: int, top: int, empty: set[int]) -> None:
        """A group written once over several columns, without a merge, heads those to its right.

        An empty column among them ends it only where another table's own columns begin behind it.
        """
        row, below = levels[depth], levels[depth + 1]
        group = ""
        for column, text in enumerate(row):
            if column in empty:
                following = next((t for t in below[column:] if t), "")
                if self.wording((following,)).key in (*_NAMING_KEYS, "number"):
                    group = ""
                continue
            if text:
                is_group = bool(below[column]) and below[column] != text
                group = text if is_group and (top + depth, column) not in self.merged else ""
            elif group and below[column]:
                row[column] = group
            else:
                group = ""

    def _owner(self, bottom: int, column: int) -> int:
        """Of the columns under one merged heading ("Rp" | amount), the first that holds amounts."""
        anchor = self.merged.get((bottom, column))
        right = self.wide.get(anchor) if anchor else None
        if anchor is None or right is None:
            return column
        sample = self.grid.rows[bottom + 1 : bottom + 1 + _SAMPLE_ROWS]
        for candidate in range(anchor[1], right + 1):
            values = [r[candidate] for r in sample if candidate < len(r)]
            if any(looks_like_money(v) for v in values):
                return candidate
        return anchor[1]

    def _is_followed_by_data(self, first: int, paths: Mapping[int, tuple[str, ...]]) -> bool:
        for row in self.grid.rows[first : first + 25]:
            if any(c in paths and looks_like_money(v) for c, v in enumerate(row)):
                return True
        return any(first <= row < first + 25 for row, _ in self.grid.formulas)

    def after_number_row(self, row: int) -> int:
        """The row after a row of column numbers or letters, if there is one."""
        cells = [v for v in self._row(row) if v is not None]
        texts = [heading_of(v) for v in cells]
        if len(texts) < 2 or not all(_COLUMN_MARK.match(t) for t in texts):
            return row
        marks = [re.sub(r"[^0-9a-z]", "", t.lower().split("=")[0]) for t in texts]
        order = [int(m) if m.isdigit() else ord(m[0]) for m in marks if m]
        rising = all(b - a in (0, 1, 2) for a, b in itertools.pairwise(order))
        return row + 1 if rising and len(set(order)) > 1 else row

    def next_band_like(self, start: int) -> int | None:
        """The first row after ``start`` that heads another table."""
        for row in self._rows_without_numbers(start + 1):
            check_time()
            cells = self.grid.rows[row]
            texts = [v for v in cells if isinstance(v, str)]
            if len(texts) < 3 or len(texts) != sum(v is not None for v in cells):
                continue
            known = sum(_is_heading(t, self.vocabulary) for t in texts)
            if known >= 3 and self.best_band_near(row):
                return row
        return None

    def _rows_without_numbers(self, start: int) -> Sequence[int]:
        """Rows that may be texts alone: none stands beside a number of the fullest column."""
        rows = range(start, len(self.grid.rows))
        numbers = {
            index: sum(isinstance(v, int | float) for v in cells[start : start + _SAMPLE_ROWS])
            for index, cells in self.grid.columns.items()
        }
        fullest = max(numbers, key=numbers.__getitem__, default=None)
        if fullest is None:
            return rows
        cells = self.grid.column(fullest)
        return [row for row in rows if not isinstance(cells[row], int | float)]

    def repeats(self, paths: Mapping[int, tuple[str, ...]], row: int) -> bool:
        """Whether a header is the same again, with nothing new said above it."""
        bottom = row + max(len(path) for path in paths.values()) - 1
        if not any(self.paths(row, last) == paths for last in range(row, bottom + 2)):
            return False
        above = self.title_start(row, 0)
        return not any(
            self._says_something_new(heading_of(value))
            for line in self.grid.rows[above:row]
            for value in line
        )

    def _says_something_new(self, text: str) -> bool:
        book = self.vocabulary
        return bool(
            text
            and (
                book.agencies.find_in(text)
                or book.regions.find_in(text).region
                or find_date(text)
                or find_month(text)
            )
        )

    def title_start(self, row: int, first: int) -> int:
        """The first row of the texts above a header: those after the last row with an amount."""
        above = row
        while above > first and not self._has_amount(above - 1):
            check_time()
            above -= 1
        return above

    def _has_amount(self, row: int) -> bool:
        return any(looks_like_money(v) for v in self.grid.rows[row]) or any(
            at == row for at, _ in self.grid.formulas
        )

    def best_band_near(self, row: int) -> bool:
        return any(
            self.score(row, bottom) > 0
            for bottom in range(row, min(row + _TALLEST_BAND, len(self.grid.rows)))
            if self.may_be_band_row(bottom)
        )


_NAMING_KEYS = frozenset({"region", "region_code", "grantee", "unit", "account"})
_IDENTITY_KEYS = _NAMING_KEYS | {"date"}
_LOOSE = frozenset({"amount", "ceiling", "realised"})


def _points(wording: Wording) -> float:
    if wording.close_to:
        return 1.0
    if not wording.is_known:
        return 0.5 if wording.agency else -0.4
    points = 2.0 if wording.key or (wording.measure and wording.measure not in _LOOSE) else 1.0
    return (
        points
        + (0.5 if wording.agency else 0)
        + (0.3 if wording.tranche or wording.month or wording.on else 0)
    )


def _has_numbers(rows: Sequence[Sequence[CellValue]], index: int) -> bool:
    """Whether a column holds amounts, or nothing at all: an empty money column is still one."""
    values = [row[index] for row in rows if index < len(row) and row[index] is not None]
    return not values or any(looks_like_money(v) for v in values)


def _is_heading(text: str, vocabulary: Vocabulary) -> bool:
    levelled = level(text)
    return (
        vocabulary.columns.exact(levelled) is not None
        or vocabulary.measures.exact(levelled) is not None
    )
