"""Where the tables are: header band, number row, data rows, and the texts above.

A table may start anywhere, under titles and metadata; its band has one to four rows, merged across
and down, then perhaps a row of numbers or letters. Nothing is assumed about positions: every short
run of rows is weighed by how much of its wording is understood.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nphd_tracker.dates import find_date, find_month
from nphd_tracker.importing.bands import BandFinder, is_heading
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.heading_paths import SAMPLE_ROWS
from nphd_tracker.importing.opening.grid import Grid
from nphd_tracker.importing.vocabulary import Vocabulary, level
from nphd_tracker.importing.written import heading_of, looks_like_money


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
        titles = finder.texts(start, top)
        while following is not None and finder.repeats(paths, following, titles):
            again = finder.after_number_row(following + bottom - top + 1)
            skipped |= set(range(following, again))
            following = finder.next_band_like(again)
        end = finder.title_start(following, first_data) if following is not None else len(grid.rows)
        parts = (
            split_by_grantees(paths, finder)
            or split_by_regions(paths, finder)
            or split_side_by_side(paths, finder)
        )
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


def split_by_grantees(
    paths: Mapping[int, tuple[str, ...]], finder: "_Finder"
) -> list[Mapping[int, tuple[str, ...]]]:
    """ "Penerima | Nilai | Cair | Penerima | Nilai | Cair" behind one region: a part for each grantee.

    [] where columns are not repeated so.
    """
    starts = [c for c in sorted(paths) if finder.wording(paths[c]).key == "grantee"]
    if len(starts) < 2:
        return []
    shared = {c: path for c, path in paths.items() if c < starts[0]}
    ends = [*starts[1:], max(paths) + 1]
    groups = [
        {c: paths[c] for c in sorted(paths) if start <= c < end}
        for start, end in zip(starts, ends, strict=True)
    ]
    said = [[finder.wording(path).measure for path in group.values()] for group in groups]
    size = len(groups[0])
    is_repeated = size > 1 and all(one[:size] == said[0] for one in said[1:])
    names_region = finder.naming_keys(shared) & {"region", "region_code"}
    return [{**shared, **group} for group in groups] if is_repeated and names_region else []


def split_by_regions(
    paths: Mapping[int, tuple[str, ...]], finder: "_Finder"
) -> list[Mapping[int, tuple[str, ...]]]:
    """ "No | Kab | NPHD | No | Kab | NPHD" without a gap: two tables, each with regions of its own.

    [] where no heading of regions is repeated behind amounts.
    """
    columns = sorted(paths)
    named = [c for c in columns if finder.wording(paths[c]).key == "region"]
    same = [c for c in named if level(paths[c][-1]) == level(paths[named[0]][-1])]
    if len(same) < 2:
        return []
    starts = [c - 1 if finder.is_number(paths.get(c - 1)) else c for c in same]
    starts[0] = columns[0]
    ends = [*starts[1:], columns[-1] + 1]
    parts = [
        {c: paths[c] for c in columns if start <= c < end}
        for start, end in zip(starts, ends, strict=True)
    ]
    return list(parts) if all(finder.holds_money(part) for part in parts) else []


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


class _Finder(BandFinder):
    """Finds where one table ends and the next begins."""

    def next_band_like(self, start: int) -> int | None:
        """The first row after ``start`` that heads another table."""
        for row in self._rows_without_numbers(start + 1):
            check_time()
            cells = self.grid.rows[row]
            texts = [v for v in cells if isinstance(v, str)]
            if len(texts) < 3 or len(texts) != sum(v is not None for v in cells):
                continue
            known = sum(is_heading(t, self.vocabulary) for t in texts)
            if known >= 3 and self.best_band_near(row):
                return row
        return None

    def _rows_without_numbers(self, start: int) -> Sequence[int]:
        """Rows that may be texts alone: none stands beside a number of the fullest column."""
        rows = range(start, len(self.grid.rows))
        numbers = {
            index: sum(isinstance(v, int | float) for v in cells[start : start + SAMPLE_ROWS])
            for index, cells in self.grid.columns.items()
        }
        fullest = max(numbers, key=numbers.__getitem__, default=None)
        if fullest is None:
            return rows
        return self.grid.without_numbers(fullest, rows.start, rows.stop)

    def is_number(self, path: tuple[str, ...] | None) -> bool:
        """Whether a column counts its rows."""
        return path is not None and self.wording(path).key == "number"

    def holds_money(self, paths: Mapping[int, tuple[str, ...]]) -> bool:
        """Whether one of some columns is of amounts."""
        wordings = map(self.wording, paths.values())
        return any((w.measure and not w.key) or w.tranche or w.month for w in wordings)

    def texts(self, first: int, end: int) -> set[str]:
        """The texts of some rows, levelled."""
        rows = self.grid.rows[first:end]
        return {level(heading_of(value)) for row in rows for value in row if value is not None}

    def repeats(self, paths: Mapping[int, tuple[str, ...]], row: int, titles: set[str]) -> bool:
        """Whether a header is the same again, with nothing new said above it."""
        bottom = row + max(len(path) for path in paths.values()) - 1
        if not any(self.paths(row, last) == paths for last in range(row, bottom + 2)):
            return False
        above = self.title_start(row, 0)
        return not any(
            self._says_something_new(heading_of(value), titles)
            for line in self.grid.rows[above:row]
            for value in line
        )

    def _says_something_new(self, text: str, titles: set[str]) -> bool:
        book = self.vocabulary
        if level(text) not in titles and _says_measure(text, book):
            return True  # "B. REALISASI TRANSFER" over the header of "A. NILAI NPHD"
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


_CARRIED = re.compile(r"\b(?:jumlah|pindahan|dipindahkan|lanjutan|halaman)\b", re.I)
_LOOSE = frozenset({"amount", "ceiling", "realised", "grant"})


def _says_measure(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line names a measure of money, and is no sum carried over."""
    found = {meaning for _, meaning in vocabulary.measures.all_in(level(text))}
    return bool(found - _LOOSE) and not _CARRIED.search(text)
