"""What is known of one table before its rows are read, and how a row of it is told from a total."""

import itertools
import re
from datetime import date

from nphd_tracker.importing.amounts import BEYOND_MEASURE, Amount, AmountReader, day_in
from nphd_tracker.importing.columns import CHANGES, TERM_COLUMNS, Column, Share
from nphd_tracker.importing.context import Context
from nphd_tracker.importing.keys import KeyReader
from nphd_tracker.importing.opening.grid import Grid, cell_name
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.importing.tables import Table
from nphd_tracker.importing.units import unit_column, unit_said
from nphd_tracker.importing.vocabulary import Vocabulary, clean_text, level, squash
from nphd_tracker.importing.written import heading_of, looks_like_money
from nphd_tracker.reading import Answers, Measure, Problem, Source

_TEXT_ROLES = (
    "number",
    "region_code",
    "province",
    "region",
    "grantee",
    "unit",
    "account",
    "description",
    "note",
)
_GRANTING = frozenset({"pemerintah", "pemprov", "pemberi", "pemda", "gubernur", "pilgub"})
_KINDS_COUNTED = frozenset({"kab", "kabupaten", "kota", "daerah", "pemda"})
_MOVING = ("transfer", "sp2d", "cair", "salur", "setor", "sts", "bayar")
"""A date column that names one of these dates a movement, whatever stands beside it."""
_PAYING = frozenset({"sp2d", "transfer", "pencairan", "cair", "penyaluran", "salur"})
_GIVING_BACK = frozenset({"sts", "setor", "penyetoran", "pengembalian"})
_FLOWS = frozenset({Measure.DISBURSED, Measure.SPENT, Measure.RETURNED, Measure.INTEREST})
_TRANSFERS = frozenset({Measure.DISBURSED, Measure.SPENT, Measure.RETURNED})
_TOTAL_WORDS = frozenset({"total", "subtotal", "jumlah"})
_IN_TOTALS = ("total", "jumlah", "jml", "jlh", "jmlh")
TOTAL = re.compile(
    r"^(?:grand|sub)?(?:jumlah|total|jml|jlh|jmlh)(?:jumlah|total|keseluruhan|seluruhnya|semua|umum)*"
)


class TableReader:
    """One table whose columns are known: its cells, who and when, its amounts, its totals.

    `rows`, `budget` and `transposed` read it, each in its way; the audits look at it.
    """

    def __init__(
        self,
        grid: Grid,
        table: Table,
        columns: tuple[Column, ...],
        context: Context,
        amounts: AmountReader,
        as_of: date | None,
        source: Source,
        vocabulary: Vocabulary,
        today: date,
        *,
        is_date_refused: bool = False,
        answers: Answers | None = None,
    ) -> None:
        self.is_date_refused = is_date_refused
        """The sheet's own date cannot be; that was told once, not again for every row."""
        self.grid = grid
        self.table = table
        self.columns = columns
        self.context = context
        self.amounts = amounts
        self.as_of = as_of
        self.source = source
        self.vocabulary = vocabulary
        self.answers = answers or Answers()
        self.keys = KeyReader(grid, columns, context, vocabulary, today, self.answers)
        self.unit_column = unit_column(columns, grid, table, vocabulary)
        self.money = [c for c in columns if c.role == "amount"]
        self.filled_money = [c for c in columns if c.role in ("amount", "total")]
        self.blocks = _list_blocks(self.money)
        self.date_columns = [c for c in columns if c.role == "date"]
        has_committed = any(c.measure is Measure.COMMITTED for c in self.money)
        flows = {c.measure for c in self.money} & _TRANSFERS
        row_dates = [
            c
            for c in self.date_columns
            if not (c.tranche or (c.measure and flows - {c.measure}))  # "Penyetoran / Tanggal STS"
        ]
        moves = any(word in level(c.heading) for c in row_dates for word in _MOVING)
        self.is_register = bool(row_dates) and (moves or not has_committed)
        moving = [c for c in self.money if c.measure is not Measure.COMMITTED]
        if moving and all(c.is_cumulative for c in moving):
            self.is_register = False  # running totals, each at its row's date
        self.moving = _moved_by(row_dates) if self.is_register else frozenset()
        self.assumed_position = None
        if row_dates and not self.is_register and context.as_of is None:
            self.assumed_position = row_dates[0]
        self.keys.fills_grantees_down = self.is_register or "as_of" in self.keys.by_role
        self.term_columns = [c for c in columns if c.role in TERM_COLUMNS]
        self.counts = [] if self._lists_grantors() else [c for c in columns if _counts_regions(c)]
        self.said_by = [c for c in columns if c.role == "reported_by"]
        self.text_columns = [c for c in columns if c.role in _TEXT_ROLES]
        self.date_keys = [
            c for c in columns if c.role in ("as_of", "date", "tranche") and not c.tranche
        ]
        self._totals: dict[str, bool] = {}
        self.nesting_role = "region"
        self.has_nested_agencies = self._agencies_stand_under_regions()
        self.has_nested_regions = self.has_nested_agencies and self._regions_stand_under_agencies()
        """The other way round: "KPU" with the sum of the regions below it."""

    def _lists_grantors(self) -> bool:
        """Whether the sheet says that a province of it grants itself: "Pemerintah Provinsi", a governor."""
        names = [c.heading for c in self.columns if c.role in ("region", "province")]
        words = {word for text in (self.context.title, *names) for word in level(text).split()}
        return bool(words & _GRANTING)

    def _agencies_stand_under_regions(self) -> bool:
        """Whether a column holds regions with their agencies below, each with amounts of its own."""
        if self.blocks:
            return False
        for role in ("region", "description", "grantee"):
            column = self.keys.by_role.get(role)
            if column is None:
                continue
            rows = range(self.table.first_data, min(self.table.end, self.table.first_data + 60))
            texts = [
                text
                for r in rows
                if (text := heading_of(self.amounts.value(r, column.index)))
                and self.says_any_money(r)
            ]
            agencies = [t for t in texts if self.keys.grantee(t) and not self.keys.names_region(t)]
            if agencies and any(self.keys.names_region(t) for t in texts):
                self.nesting_role = role
                return True
        return False

    def _regions_stand_under_agencies(self) -> bool:
        """An agency's row comes first, each is followed by a region's, and regions follow regions."""
        column = self.keys.by_role[self.nesting_role]
        kinds = [
            "agency" if self.keys.grantee(text) and not self.keys.names_region(text) else "region"
            for row in range(self.table.first_data, min(self.table.end, self.table.first_data + 60))
            if isinstance(value := self.amounts.value(row, column.index), str)
            and self.says_any_money(row)
            and not self.is_total(text := heading_of(value))
        ]
        pairs = set(itertools.pairwise(kinds))
        are_heads = ("agency", "agency") not in pairs and ("region", "region") in pairs
        return kinds[0] == "agency" and kinds[-1] == "region" and are_heads

    def total_label(self, row: int) -> str | None:
        """The label of a total row: "J U M L A H", "Sub Total Kab. Ngada", "TOTAL KESELURUHAN"."""
        keys = [c for c in self.text_columns if c.role not in ("description", "note")]
        for column in keys:
            value = self.amounts.value(row, column.index)
            if isinstance(value, str) and self.is_total(value):
                return value
        for column in self.date_keys:
            value = self.amounts.value(row, column.index)
            if isinstance(value, str) and self.is_total(value):
                return value  # "Jumlah" below the months
        is_anonymous = not any(self.amounts.value(row, c.index) for c in keys if c.role != "number")
        if not is_anonymous:
            return None
        for column in self.text_columns:
            value = self.amounts.value(row, column.index)
            if column.role == "description" and isinstance(value, str) and self.is_total(value):
                return value
        first_money = min((c.index for c in self.filled_money), default=0)
        for column_index, value in enumerate(self.grid.rows[row]):
            if (
                column_index < max(first_money, 1)
                and isinstance(value, str)
                and self.is_total(value)
            ):
                return value
        return None

    def is_total(self, text: str) -> bool:
        """ "J U M L A H", "Sub Total Kab. Ngada", and as Excel's own subtotals say it, "Riau Total"."""
        if (known := self._totals.get(text)) is None:
            known = self._totals[text] = self._reads_as_total(text)
        return known

    def _reads_as_total(self, text: str) -> bool:
        plain = squash(text)
        if plain in self.vocabulary.totals or TOTAL.match(plain):
            return True
        if text.isascii() and not any(word in plain for word in _IN_TOTALS):
            return False
        words = level(text).split()
        return len(words) > 1 and words[-1] in _TOTAL_WORDS

    def says_something(self, row: int, column: Column) -> bool:
        if (row, column.index) in self.grid.formulas or (row, column.index) in self.grid.errors:
            return True
        value = self.amounts.value(row, column.index)
        if looks_like_money(value):
            return True
        return isinstance(value, str) and value.strip().lower() in self.vocabulary.zero

    def holds_days_below(self, row: int) -> bool:
        """Whether a row holds nothing but the days of the instalments on the row above it."""
        if (
            not any(c.tranche for c in self.money)
            or not self.table.first_data < row < self.table.end
        ):
            return False
        cells = {i: v for i, v in enumerate(self.grid.rows[row]) if v is not None}
        parts = {c.index for c in self.money if c.tranche}
        return (
            bool(cells)
            and cells.keys() <= parts
            and all(day_in(value) is not None for value in cells.values())
            and all(self.amounts.is_filled(row - 1, index) for index in cells)
        )

    def says_any_money(self, row: int) -> bool:
        return any(self.says_something(row, c) for c in self.filled_money)

    def state(self, row: int, column: Column, measure: Measure | None) -> str:
        """A word of state where an amount should be: "belum cair"; "" for anything else."""
        value = self.amounts.value(row, column.index)
        if not isinstance(value, str) or measure not in _TRANSFERS:
            return ""
        return clean_text(value).lower()

    def amount(self, row: int, column: Column, measure: Measure | None = None) -> Amount:
        """The amount in a cell; ``measure`` where the row says what it is of."""
        if self.state(row, column, measure or column.measure) in self.vocabulary.nothing_yet:
            cell, text = cell_name(row, column.index), self.amounts.value(row, column.index)
            return Amount(0, (self.say("state-read-as-zero", cell, text),))
        unit = self.unit_of(row, column)
        may_fall = column.version in (*CHANGES, "addendum")
        amount = self.amounts.read(row, column.index, unit, may_be_negative=may_fall)
        if amount.sen is not None and amount.sen > BEYOND_MEASURE:
            cell = cell_name(row, column.index)
            shown = self.amounts.value(row, column.index)
            return Amount(None, (*amount.problems, self.say("number-ambiguous", cell, shown)))
        return amount

    def unit_of(self, row: int, column: Column) -> int:
        """What 1 means in rupiah in one cell: the column's word, the row's, the title's."""
        if column.unit:
            return column.unit
        if self.unit_column is not None:
            said = self.amounts.value(row, self.unit_column.index)
            if unit := unit_said(said, self.vocabulary):
                return unit
        return self.context.unit or 1

    def say(self, code: str, cell: str, value: object = "", **details: object) -> Problem:
        return make_problem(code, self.grid.name, cell, value, **details)


def _moved_by(dates: list[Column]) -> frozenset[Measure]:
    """What a register's dated rows move: all flows, or those that "Tanggal STS" is the day of."""
    words = {word for c in dates for word in level(c.heading).split()}
    if words & _GIVING_BACK and not words & _PAYING:
        return frozenset({Measure.RETURNED, Measure.INTEREST})
    if words & _PAYING and not words & _GIVING_BACK:
        return frozenset({Measure.DISBURSED})
    return _FLOWS


def _list_blocks(money: list[Column]) -> tuple[Share, ...]:
    """The blocks of columns that stand beside each other; none where a row's amounts are one's."""
    shares = tuple(dict.fromkeys(c.share for c in money))
    if any(share.election for share in shares):
        return shares
    if not any(share.agency for share in shares):
        return ()
    return tuple(share for share in shares if share.agency or share.is_by_row)


def _counts_regions(column: Column) -> bool:
    """ "Jumlah Kab/Kota": how many regions a row is about."""
    return column.role == "count" and bool(_KINDS_COUNTED & set(level(column.heading).split()))
