"""What a column is beside others of its kind: a part, a total, a control, the same again."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nphd_tracker.importing.columns.column import Column
from nphd_tracker.importing.columns.content import Content, cell_at, may_be_rates
from nphd_tracker.importing.headers import Wording
from nphd_tracker.importing.opening.grid import CellValue
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.importing.written import looks_like_money
from nphd_tracker.reading import Measure, Problem

if TYPE_CHECKING:
    from nphd_tracker.regions import Agency

_ELECTION = re.compile(r"\b(?:pilkada|pilgub|pilbup|pemilihan|pemilu|psu)\b", re.I)
_UNCOMPARED = frozenset(
    {
        "ignored",
        "unknown",
        "note",
        "description",
        "percent",
        "remainder",
        "period",
        "total",
        "number",
        "plan",
    }
)


def _are_apart(years: Iterable[int]) -> bool:
    """2018 and 2024 are two elections; 2023 and 2024 are two budget years of one agreement."""
    return max(years) - min(years) > 2


def parts_by_year(
    columns: list[Column], wordings: Mapping[int, Wording], election_year: int | None
) -> list[Column]:
    """ "Transfer TA 2023" and "Transfer TA 2024" are parts of one disbursement.

    "NPHD 2018" beside "NPHD 2024" are two elections': that of this sheet's election is read.
    """
    years: dict[tuple[Measure | None, Agency | None], set[int]] = {}
    for column in columns:
        if _is_of_a_year(column, wordings):
            year = wordings[column.index].year or 0
            years.setdefault((column.measure, column.agency), set()).add(year)
    settled = []
    for column in columns:
        beside = years.get((column.measure, column.agency), set())
        if len(beside) < 2 or column.role != "amount" or not wordings[column.index].year:
            settled.append(column)
        elif _ELECTION.search(column.heading) or _are_apart(beside):
            is_ours = wordings[column.index].year == election_year
            settled.append(column if is_ours else replace(column, role="unknown"))
        elif _is_of_a_year(column, wordings):
            settled.append(replace(column, tranche=str(wordings[column.index].year)))
        else:
            settled.append(column)
    return settled


def _is_of_a_year(column: Column, wordings: Mapping[int, Wording]) -> bool:
    """An amount of a whole year, said by nothing more than the year."""
    is_dated = column.month or column.on or column.tranche
    return column.role == "amount" and bool(wordings[column.index].year) and not is_dated


def running_totals_beside_transfers(columns: list[Column]) -> list[Column]:
    """In a register, "Akumulasi Pencairan" beside each transfer's own amount is a control."""
    if not any(c.role == "date" and not c.tranche and c.measure is None for c in columns):
        return columns
    each = {(c.measure, c.agency) for c in columns if c.role == "amount" and not c.is_cumulative}
    return [
        replace(c, role="period")
        if c.role == "amount" and c.is_cumulative and c.on is None and (c.measure, c.agency) in each
        else c
        for c in columns
    ]


def rates_among_money(
    columns: list[Column],
    contents: Mapping[int, Content],
    whole: Callable[[int], Sequence[CellValue]],
) -> list[Column]:
    """ "Capaian" with 40 and 100 beside millions of rupiah is a percentage, whatever it is called."""
    if not any(c.role == "amount" and contents[c.index].millions for c in columns):
        return columns
    return [
        replace(c, role="percent", measure=None)
        if c.role == "amount"
        and c.measure is not Measure.COMMITTED
        and contents[c.index].numbers > 0
        and contents[c.index].largest > 0
        and may_be_rates(c, contents[c.index], whole)
        else c
        for c in columns
    ]


def totals_across(columns: list[Column], wordings: Mapping[int, Wording]) -> list[Column]:
    """Beside blocks of agencies, a column of the same measure without an agency is their total."""
    blocks = {c.measure for c in columns if c.role == "amount" and (c.agency or c.place)}
    if not blocks:
        return columns
    is_sideways = any(c.place for c in columns)
    return [
        replace(c, role="total")
        if (
            (c.role == "amount" and not (c.agency or c.place))
            and (c.measure in blocks or c.is_total)
        )
        or (is_sideways and c.role == "unknown" and c.is_total)
        else c
        for c in columns
    ]


def drop_doubles(
    columns: list[Column],
    rows: Sequence[Sequence[CellValue]],
    problems: list[Problem],
    sheet: str,
    header_row: int,
) -> list[Column]:
    """Of two columns that mean the same, the first is read; two that contradict are both asked about."""
    seen: dict[tuple[object, ...], Column] = {}
    kept = []
    conflicting: set[int] = set()
    split = {
        (c.measure, c.agency) for c in columns if c.role == "amount" and (c.tranche or c.month)
    }
    for column in columns:
        if column.role in _UNCOMPARED:
            kept.append(column)
            continue
        identity = (
            column.role,
            column.measure,
            column.agency,
            column.tranche,
            column.month,
            column.on,
            column.version,
            column.place,
            column.is_total and (column.measure, column.agency) in split,
        )
        if identity not in seen:
            seen[identity] = column
            kept.append(column)
            continue
        first = seen[identity]
        kept.append(replace(column, role="ignored"))
        if column.role != "amount" or not _holds_money(rows, column.index):
            continue
        code = "column-doubled"
        if _contradict(rows, first.index, column.index):
            code = "columns-conflict"
            conflicting.add(first.index)
        cell = f"{column.letter}{header_row}"
        problems.append(make_problem(code, sheet, cell, column.heading, other=first.letter))
    return [replace(c, role="ignored") if c.index in conflicting else c for c in kept]


def _holds_money(rows: Sequence[Sequence[CellValue]], index: int) -> bool:
    return any(looks_like_money(cell_at(row, index)) for row in rows)


def _contradict(rows: Sequence[Sequence[CellValue]], first: int, second: int) -> bool:
    pairs = [(cell_at(row, first), cell_at(row, second)) for row in rows]
    return any(looks_like_money(a) and looks_like_money(b) and a != b for a, b in pairs)
