"""What stands below a heading, and what it says where the heading does not."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nphd_tracker.importing.columns.column import Column
from nphd_tracker.importing.headers import Wording
from nphd_tracker.importing.opening.grid import CellValue
from nphd_tracker.importing.vocabulary import Vocabulary, level, squash
from nphd_tracker.importing.written import SURE_ACCOUNT, grantee_of, heading_of, looks_like_money

_KIND_WORDS = frozenset({"kab", "kabupaten", "kota", "prov", "provinsi"})
_MILLION = 1_000_000
_HIGHEST_RATE = 150
"""Percent; an amount in rupiah, or even in millions, is rarely as small in a whole column."""
_MILLIONS_TEXT = re.compile(r"(?<!\d)\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?!\d)")
_BELOW_ZERO = re.compile(r"\s*(?:rp\.?\s*)?[-−(]\s*(?:rp\.?\s*)?\d", re.I)
_RUPIAH = re.compile(r"\b(?:rp|rupiah)\b", re.I)
_NAMED_ALREADY = {
    "grantee": frozenset({"grantee", "unit", "agency", "description"}),
    "region": frozenset({"region", "region_code", "description", "province"}),
}
_WORD_FOR = {"grantee": "penerima hibah", "region": "pemerintah daerah"}


@dataclass(slots=True)
class Content:
    """What stands below a heading, over the first rows of the table."""

    filled: int = 0
    numbers: int = 0
    dates: int = 0
    accounts: int = 0
    millions: int = 0
    """Numbers no code or count reaches."""
    written: int = 0
    """Texts grouped in millions: "10.290.056.400"."""
    largest: float = 0
    ticks: int = 0
    """Cells that say yes or no: a tick, "x", "sudah"."""
    dashes: int = 0
    """Cells that hold nothing but a dash; beside ticks it says no."""
    kinds: int = 0
    """Cells that say just "Kab" or "Kota"."""

    @property
    def holds_accounts(self) -> bool:
        """A third of the cells is enough: components and details stand between the accounts."""
        return self.accounts > 0 and self.accounts * 3 >= self.filled


def look_below(
    rows: Sequence[Sequence[CellValue]], index: int, ticks: frozenset[str] = frozenset()
) -> Content:
    content = Content()
    for row in rows:
        value = row[index] if index < len(row) else None
        if value is None:
            continue
        content.filled += 1
        content.numbers += looks_like_money(value)
        content.dates += isinstance(value, date)
        content.millions += isinstance(value, int | float) and abs(value) >= _MILLION
        content.written += isinstance(value, str) and bool(_MILLIONS_TEXT.search(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            content.largest = max(content.largest, abs(value))
        content.ticks += isinstance(value, str) and value.strip(" .").lower() in ticks
        content.dashes += isinstance(value, str) and value.strip() in ("-", "–", "—")
        content.kinds += isinstance(value, str) and value.strip(" .").lower() in _KIND_WORDS
        content.accounts += bool(SURE_ACCOUNT.match(str(value).strip()))
    return content


def kinds_of_grant(
    columns: list[Column], rows: Sequence[Sequence[CellValue]], vocabulary: Vocabulary
) -> list[Column]:
    """A column of "Uang" and "Barang": it says which rows are no money at all."""
    kinds = vocabulary.of_goods | vocabulary.of_money
    found = []
    for c in columns:
        texts = {
            level(v) for row in rows if isinstance(v := cell_at(row, c.index), str) and level(v)
        }
        is_kind = bool(texts & vocabulary.of_goods) and texts <= kinds
        found.append(replace(c, role="grant_kind") if is_kind and c.role != "note" else c)
    return found


def may_be_rates(
    column: Column, content: Content, whole: Callable[[int], Sequence[CellValue]]
) -> bool:
    """Numbers as small as percentages, under a heading that does not say "Rp".

    Of a long table the first screens can hold small amounts only; a total may exceed its column.
    """
    if content.largest > _HIGHEST_RATE or _RUPIAH.search(column.heading.rpartition(" / ")[2]):
        return False
    numbers = [abs(v) for v in whole(column.index) if isinstance(v, int | float) and v]
    return sum(v > _HIGHEST_RATE for v in numbers) * 4 <= len(numbers)


def with_signed_addenda(
    columns: list[Column], whole: Callable[[int], Sequence[CellValue]]
) -> list[Column]:
    """ "Nilai Addendum" with an amount below zero is what addenda changed, not what they came to."""
    return [
        replace(c, version="addition")
        if c.version == "addendum" and c.role == "amount" and any(map(_falls, whole(c.index)))
        else c
        for c in columns
    ]


def _falls(value: CellValue) -> bool:
    if isinstance(value, str):
        return _BELOW_ZERO.match(value) is not None
    return isinstance(value, int | float) and value < 0


def cell_at(row: Sequence[CellValue], index: int) -> CellValue:
    return row[index] if index < len(row) else None


def named_by_content(
    columns: list[Column],
    rows: Sequence[Sequence[CellValue]],
    wordings: dict[int, Wording],
    contents: Mapping[int, Content],
    vocabulary: Vocabulary,
) -> list[Column]:
    """Under a heading nobody knows ("SATUAN", "NAMA", "MITRA"), cells that all name grantees say what it is.

    So do names of regions. It is told like a heading that was taken for a near one.
    """
    blocks = {c.index for c in columns if c.agency and contents[c.index].numbers}
    taken = {c.role for c in columns} | ({"agency"} if blocks else set())
    named = []
    for column in columns:
        role = _role_by_content(column, rows, vocabulary)
        known = taken
        if role == "region" and _names_no_province(column, rows, vocabulary):
            known = taken - {"province"}  # regencies under "NAMA", beside the provinces they lie in
        if role and not known & _NAMED_ALREADY[role]:
            taken.add(role)
            word = _WORD_FOR[role]
            wordings[column.index] = replace(wordings[column.index], close_to=word)
            agency = column.agency if role == "region" else None  # "KPU Kab/Kota" over regions
            column = replace(column, role=role, agency=agency)
        named.append(column)
    return named


def _role_by_content(
    column: Column, rows: Sequence[Sequence[CellValue]], vocabulary: Vocabulary
) -> str:
    if column.role != "unknown":
        return ""
    texts = {
        t
        for row in rows
        if isinstance(v := cell_at(row, column.index), str) and (t := heading_of(v))
        if squash(t) not in vocabulary.totals
    }
    agencies = sum(vocabulary.agencies.resolve(grantee_of(text)) is not None for text in texts)
    if agencies and agencies * 4 >= len(texts) * 3:
        return "grantee"
    match = [vocabulary.regions.by_name(text) for text in texts]
    regions = sum(bool(m.candidates) and m.how != "close" for m in match)
    return "region" if regions and regions * 4 >= len(texts) * 3 else ""


def _names_no_province(
    column: Column, rows: Sequence[Sequence[CellValue]], vocabulary: Vocabulary
) -> bool:
    texts = {v for row in rows if isinstance(v := cell_at(row, column.index), str)}
    matches = [vocabulary.regions.by_name(text) for text in texts]
    return all(one.kind != "province" for match in matches for one in match.candidates)


def forget_lone_agency(columns: list[Column], contents: Mapping[int, Content]) -> list[Column]:
    """Where a column names the grantee, "Transfer ke KPU" beside it makes no block of the KPU."""
    names_grantee = any(
        c.role in ("grantee", "unit") and contents[c.index].filled and not c.is_by_row
        for c in columns
    )
    agencies = {c.agency for c in columns if c.agency and c.role == "amount"}
    if not names_grantee or len(agencies) != 1:
        return columns
    return [replace(c, agency=None) for c in columns]


def rows_name_grantees(
    rows: Sequence[Sequence[CellValue]], wordings: Mapping[int, Wording], vocabulary: Vocabulary
) -> bool:
    """Whether the rows beside account codes are grants to agencies, not lines of one's budget.

    "Belanja Hibah Uang kepada KPU Kota Jayapura" in a local government's ledger.
    """
    described = [i for i, w in wordings.items() if w.key == "description"]
    texts = [
        heading_of(v) for row in rows for i in described if isinstance(v := cell_at(row, i), str)
    ]
    named = sum(vocabulary.agencies.resolve(grantee_of(text)) is not None for text in texts)
    return named > 0 and named * 2 >= len(texts)
