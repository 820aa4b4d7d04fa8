"""Which rows are a header band: weighed by how much of their wording is understood."""

import itertools
import re
from collections.abc import Mapping, Sequence
from datetime import date

from nphd_tracker.dates import find_date, find_month
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.headers import Wording, find_unit, regions_across
from nphd_tracker.importing.heading_paths import NAMING_KEYS, SAMPLE_ROWS, HeadingPaths
from nphd_tracker.importing.opening.grid import CellValue
from nphd_tracker.importing.vocabulary import Vocabulary, level
from nphd_tracker.importing.written import heading_of, looks_like_money

TALLEST_BAND = 4
_SEARCH_ROWS = 80
"""Filled rows looked at for a band before giving up; titles and metadata are shorter than this."""
_YEAR = re.compile(r"^20\d\d$")
_BARE_NUMBER = re.compile(r"^\(?\d+\)?$")
_RUPIAH = re.compile(r"^[\W_]*(?:dalam\s+)?(?:rp|rupiah|%|persen|idr)[\W_]*$|^\W*%\W*$", re.I)
_LONGEST_UNIT = 30
_COLUMN_MARK = re.compile(r"^\(?\s*(?:\d{1,2}|[a-z])\s*\)?(?:\s*[=:].*)?$", re.I)
_IDENTITY_KEYS = NAMING_KEYS | {"date"}
_LOOSE = frozenset({"amount", "ceiling", "realised"})


class BandFinder(HeadingPaths):
    """Finds the header bands of one sheet."""

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
            for bottom in range(top, min(top + TALLEST_BAND, len(self.grid.rows))):
                if not self.may_be_band_row(bottom) or self._is_title_line(bottom):
                    break
                if self._is_title_beside_a_list(top, bottom):
                    continue
                score = self.score(top, bottom)
                if score > 0 and (best is None or score > best[0]):
                    best = (score, top, bottom)
        return self.close_over_merges(best[1], best[2]) if best else None

    def close_over_merges(self, top: int, bottom: int) -> tuple[int, int]:
        """The band with every row that a merged heading cell reaches into it from."""
        for _ in range(TALLEST_BAND):
            reaching = [
                m
                for m in self.grid.merges
                if m[0] < m[2] and m[0] <= bottom and m[2] >= top and m[2] - m[0] < TALLEST_BAND
            ]
            first = min([top, *(m[0] for m in reaching)])
            last = max([bottom, *(m[2] for m in reaching)])
            if (first, last) == (top, bottom) or last - first >= TALLEST_BAND + 1:
                break
            if not all(self.may_be_band_row(r) for r in range(first, last + 1)):
                break
            top, bottom = first, last
        return top, bottom

    def with_unit_row(self, bottom: int) -> int:
        """The band's last row, with a row beneath that only names units: "(Rp juta)" | "(Rp)" | "%"."""
        texts = [heading_of(v) for v in self.row(bottom + 1) if v is not None]
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
            and any(c < first and v is not None for c, v in enumerate(self.row(row + 1)))
        )

    def _is_title_line(self, row: int) -> bool:
        """A lone text in the first column that is not reached by a merge: "Posisi 31 Juli 2024"."""
        filled = [c for c, v in enumerate(self.grid.rows[row]) if v is not None]
        if len(filled) == 1 and filled[0] <= self.left and row not in self.reached_rows:
            return True
        texts = [heading_of(self.grid.rows[row][c]) for c in filled]
        if len(filled) == 2 and filled[0] <= self.left and self._is_title_and_day(row, texts):
            return True
        units = sum(find_unit(t, self.vocabulary) is not None for t in texts)
        times = sum(find_date(t) is not None or find_month(t) is not None for t in texts)
        says_unit_or_time = all(
            find_unit(t, self.vocabulary) is not None or find_date(t) or find_month(t)
            for t in texts
        )
        if sum(self.wording((t,)).measure not in ("", "amount") for t in texts) > 1:
            return False  # "NPHD (Rp juta)" | "Pencairan (Rp juta)"
        is_wide = any((row, c) in self.wide for c in filled)
        return says_unit_or_time and units > 0 and times <= 1 and not (is_wide and len(texts) > 2)

    def _is_title_beside_a_list(self, top: int, bottom: int) -> bool:
        """A lone text at the left of the table; what stands beside it, after a gap, is another list."""
        if top == bottom or top in self.reached_rows:
            return False
        rows = [self.row(r) for r in range(bottom, bottom + 4)]
        filled = {c for cells in rows for c, v in enumerate(cells) if v is not None}
        end = next(c for c in itertools.count(self.left) if c not in filled)
        above = [c for c, v in enumerate(self.row(top)) if v is not None]
        own = [c for c in above if self.left <= c < end]
        heads_itself = any(v is not None for v in self.row(bottom)[self.left : self.left + 1])
        return own == [self.left] and len(above) > 1 and heads_itself and end - self.left > 2

    def _is_title_and_day(self, row: int, texts: list[str]) -> bool:
        """ "Cek list NPHD Papua" and, far to the right, "31-07-2024"."""
        title, day = texts
        if find_date(day) is None or is_heading(title, self.vocabulary):
            return False
        below = sum(v is not None for v in self.row(row + 1))
        return row not in self.reached_rows and below >= 4

    def score(self, top: int, bottom: int) -> float:
        """How much of the band is understood; 0 where it cannot head a table of this field."""
        paths = self.paths(top, bottom)
        if len(paths) < 2:
            return 0
        points = 0.0
        has_money = has_identity = False
        first_data = self.after_number_row(bottom + 1)
        sample = self.grid.rows[first_data : first_data + SAMPLE_ROWS]
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
        """Regions or days across and measures down: "Uraian | Mesuji | Way Kanan" over "Nilai NPHD | ..."."""
        labels = [i for i, path in paths.items() if self.wording(path).key == "description"]
        if len(labels) != 1:
            return False
        days = [p for p in paths.values() if (w := self.wording(p)).on or w.month]
        across = len(regions_across(paths, self.wording, self.vocabulary))
        if across < 2 and len(days) < len(paths) - 2:
            return False
        below = [heading_of(row[labels[0]]) for row in sample if labels[0] < len(row)]
        return len({self.wording((text,)).measure for text in below if text} - {""}) > 1

    def _is_followed_by_data(self, first: int, paths: Mapping[int, tuple[str, ...]]) -> bool:
        for row in self.grid.rows[first : first + 25]:
            if any(c in paths and looks_like_money(v) for c, v in enumerate(row)):
                return True
        return any(first <= row < first + 25 for row, _ in self.grid.formulas)

    def after_number_row(self, row: int) -> int:
        """The row after a row of column numbers or letters, if there is one."""
        cells = [v for v in self.row(row) if v is not None]
        texts = [heading_of(v) for v in cells]
        if len(texts) < 2 or not all(_COLUMN_MARK.match(t) for t in texts):
            return row
        marks = [re.sub(r"[^0-9a-z]", "", t.lower().split("=")[0]) for t in texts]
        order = [int(m) if m.isdigit() else ord(m[0]) for m in marks if m]
        rising = all(b - a in (0, 1, 2) for a, b in itertools.pairwise(order))
        return row + 1 if rising and len(set(order)) > 1 else row

    def best_band_near(self, row: int) -> bool:
        return any(
            self.score(row, bottom) > 0
            for bottom in range(row, min(row + TALLEST_BAND, len(self.grid.rows)))
            if self.may_be_band_row(bottom)
        )


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


def is_heading(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is a heading that the vocabulary has word by word."""
    levelled = level(text)
    return (
        vocabulary.columns.exact(levelled) is not None
        or vocabulary.measures.exact(levelled) is not None
    )
