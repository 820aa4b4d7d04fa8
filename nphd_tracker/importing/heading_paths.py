"""What stands over each column of some rows: merges spread, groups written once carried along."""

import itertools
from collections.abc import Mapping

from nphd_tracker.importing.headers import Wording, regions_across, understand
from nphd_tracker.importing.opening.grid import CellValue, Grid
from nphd_tracker.importing.vocabulary import Vocabulary
from nphd_tracker.importing.written import heading_of, looks_like_money

SAMPLE_ROWS = 40
_FIRST_ROWS = 200
NAMING_KEYS = frozenset({"region", "region_code", "grantee", "unit", "account"})


class HeadingPaths:
    """The texts of one sheet as headings of its columns."""

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

    def cell(self, row: int, column: int) -> CellValue:
        cells = self.grid.rows[row] if row < len(self.grid.rows) else []
        return cells[column] if column < len(cells) else None

    def row(self, row: int) -> list[CellValue]:
        return self.grid.rows[row] if row < len(self.grid.rows) else []

    def width(self, top: int, bottom: int) -> int:
        filled = [len(r) for r in self.grid.rows[top : bottom + 1]]
        merged = [m[3] + 1 for m in self.grid.merges if m[0] <= bottom and m[2] >= top]
        return max(filled + merged, default=0)

    def text(self, row: int, column: int) -> str:
        anchor = self.merged.get((row, column), (row, column))
        return heading_of(self.cell(*anchor))

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
        for depth in reversed(range(len(levels) - 1)):  # a group's own groups are carried first
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
                if self.wording((following,)).key in (*NAMING_KEYS, "number"):
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
        sample = self.grid.rows[bottom + 1 : bottom + 1 + SAMPLE_ROWS]
        for candidate in range(anchor[1], right + 1):
            values = [r[candidate] for r in sample if candidate < len(r)]
            if any(looks_like_money(v) for v in values):
                return candidate
        return anchor[1]

    def naming_keys(self, paths: Mapping[int, tuple[str, ...]]) -> set[str]:
        """What names the rows of some columns; a heading that is a region itself stands over amounts."""
        across = regions_across(paths, self.wording, self.vocabulary)
        found = {self.wording(p).key for c, p in paths.items() if c not in across}
        return found & NAMING_KEYS
