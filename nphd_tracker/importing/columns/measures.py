"""Which measure each money column is of: "Realisasi", "Jumlah" and "Pagu" ask their neighbours."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nphd_tracker.importing.columns.column import CHANGES, Column, Share, measure_of
from nphd_tracker.importing.columns.content import Content, cell_at
from nphd_tracker.importing.headers import Wording
from nphd_tracker.importing.opening.grid import CellValue
from nphd_tracker.importing.problems import Words, make_problem
from nphd_tracker.reading import Measure, Problem

MEASURE_WORDS: Mapping[Measure, Words] = {
    Measure.COMMITTED: Words("nilai NPHD", "agreement value"),
    Measure.DISBURSED: Words("pencairan", "disbursement"),
    Measure.SPENT: Words("belanja", "spending"),
    Measure.RETURNED: Words("sisa disetor ke RKUD", "return of principal"),
    Measure.INTEREST: Words("jasa giro disetor", "interest returned"),
}
_MONEY_ROLES = frozenset({"amount", "percent", "remainder", "total", "period"})
_GRANTED = re.compile(r"\bbelanja\s+hibah\b", re.I)


def settle_measures(
    columns: list[Column],
    wordings: Mapping[int, Wording],
    is_budget: bool,
    title_measure: Measure | None,
    problems: list[Problem],
    sheet: str,
    header_row: int,
    *,
    is_grantors_book: bool,
) -> list[Column]:
    """Gives every money column its measure; "Realisasi", "Jumlah" and "Pagu" ask their neighbours."""
    settled = []
    beside = {
        share: _look_beside(share, columns, wordings, is_grantors_book)
        for share in {c.share for c in columns}
    }
    for column in columns:
        wording = wordings[column.index]
        if column.role not in _MONEY_ROLES or column.place:
            settled.append(column)
            continue
        measure, is_assumed = _settle(
            column, wording, beside[column.share], is_budget, title_measure
        )
        if column.is_total and wording.measure in ("", "amount", "realised"):
            parts = _measures_of_parts(column, columns, wordings)
            if wording.measure == "realised" and not _stands_behind_part(column, columns):
                parts = set()
            measure, is_assumed = (parts.pop(), False) if len(parts) == 1 else (measure, is_assumed)
        if column.role == "amount" and measure is None:
            settled.append(replace(column, role="unknown"))
            continue
        if is_assumed and measure and column.role == "amount":
            cell = f"{column.letter}{header_row}"
            said = MEASURE_WORDS[measure]
            problems.append(
                make_problem("measure-assumed", sheet, cell, wording.heading, other=said)
            )
        settled.append(replace(column, measure=measure))
    return settled


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the other money columns say outright: of the same agency, of the row, anywhere."""

    own: frozenset[Measure]
    shared: frozenset[Measure]
    everywhere: frozenset[Measure]
    totals: frozenset[Measure]
    """Measures that a stated total of the same agency has: "Total Realisasi Belanja"."""
    has_dates: bool
    is_grantors_book: bool
    has_realised: bool
    """A "Realisasi" stands beside, of whatever it is."""


def _measures_of_parts(
    total: Column, columns: list[Column], wordings: Mapping[int, Wording]
) -> set[Measure]:
    """What the tranches before a "Jumlah" say that they are of."""
    return {
        measure
        for c in columns
        if c.tranche and c.role == "amount" and c.index < total.index and c.share == total.share
        if (measure := measure_of(wordings[c.index].measure))
    }


def _stands_behind_part(total: Column, columns: list[Column]) -> bool:
    """Whether the amount before a "Total Realisasi" is one of its tranches."""
    left = [
        c
        for c in columns
        if c.role == "amount" and c.index < total.index and c.share == total.share
    ]
    return bool(left and left[-1].tranche)


def _look_beside(
    share: Share,
    columns: list[Column],
    wordings: Mapping[int, Wording],
    is_grantors_book: bool,
) -> _Beside:
    """What stands beside the money columns of one agency."""
    with_tranche = [c for c in columns if c.tranche]
    own: set[Measure] = set()
    shared: set[Measure] = set()
    everywhere: set[Measure] = set()
    totals: set[Measure] = set()
    for other in columns:
        measure = measure_of(wordings[other.index].measure)
        if other.version in (*CHANGES, "addendum"):
            continue  # what "NPHD" beside it may be changed by
        if other.version:
            measure = Measure.COMMITTED
        if other.role != "amount" or measure is None or wordings[other.index].is_realised_part:
            continue
        everywhere.add(measure)
        if other.share == share:
            own.add(measure)
            if other.is_total and not _has_tranches(with_tranche, other, wordings):
                totals.add(measure)
        elif other.agency is None and not (other.election or other.is_by_row):
            shared.add(measure)
    has_dates = any(c.role == "date" for c in columns)
    return _Beside(
        frozenset(own),
        frozenset(shared),
        frozenset(everywhere),
        frozenset(totals),
        has_dates,
        is_grantors_book,
        any(w.measure == "realised" for w in wordings.values()),
    )


def _has_tranches(
    with_tranche: list[Column], total: Column, wordings: Mapping[int, Wording]
) -> bool:
    measure = wordings[total.index].measure
    return any(
        c.share == total.share and wordings[c.index].measure in (measure, "") for c in with_tranche
    )


def _settle(
    column: Column,
    wording: Wording,
    beside: _Beside,
    is_budget: bool,
    title_measure: Measure | None,
) -> tuple[Measure | None, bool]:
    """(measure, whether it was assumed)."""
    explicit = measure_of(wording.measure)
    if explicit is Measure.SPENT and beside.is_grantors_book and _GRANTED.search(wording.heading):
        return (
            Measure.DISBURSED,
            True,
        )  # in a local government's books "belanja hibah" is the transfer
    if explicit:
        return explicit, False
    if column.version:
        return Measure.COMMITTED, False
    if wording.measure in ("ceiling", "grant"):
        return (None if Measure.COMMITTED in beside.own else Measure.COMMITTED), False
    if column.role == "percent" and wording.measure in ("realised", "amount"):
        return None, False
    if wording.measure == "realised" or (wording.month and not wording.measure):
        return _settle_realised(wording, beside, is_budget, title_measure)
    if column.role != "amount":
        return None, False
    if "sp2d" in wording.heading.lower() and (beside.has_dates or wording.key == "document"):
        return Measure.DISBURSED, wording.key == "document"
    if is_budget and beside.has_realised and Measure.COMMITTED not in beside.everywhere:
        return Measure.COMMITTED, True  # "Jumlah" of volume times price, before "Realisasi"
    flows = beside.has_realised or beside.everywhere & {Measure.DISBURSED, Measure.SPENT}
    if flows and Measure.COMMITTED not in beside.everywhere and _says_value(wording.heading):
        return Measure.COMMITTED, True
    if title_measure and title_measure not in beside.everywhere:
        return title_measure, False
    if beside.has_dates and not beside.everywhere:
        return Measure.DISBURSED, True
    if not beside.everywhere and not title_measure and wording.agency:
        return Measure.COMMITTED, True
    return None, False


def _says_value(heading: str) -> bool:
    """ "Nilai" beside "Pencairan" is the agreement's; "Jumlah" there may be anything."""
    return any(word in heading.lower() for word in ("nilai", "besaran", "nominal"))


def _settle_realised(
    wording: Wording, beside: _Beside, is_budget: bool, title_measure: Measure | None
) -> tuple[Measure | None, bool]:
    """ "Realisasi" is spending beside account codes or a disbursement, else disbursement."""
    if is_budget:
        return Measure.SPENT, False
    flows = beside.totals & {Measure.DISBURSED, Measure.SPENT}
    if wording.month and len(flows) == 1:
        return next(iter(flows)), False
    said = beside.own | beside.shared
    if title_measure and (wording.month or title_measure not in said):
        return title_measure, False
    if Measure.DISBURSED in said and Measure.SPENT not in said:
        return Measure.SPENT, not wording.month
    return Measure.DISBURSED, True


def totals_of_parts(
    columns: list[Column], wordings: Mapping[int, Wording], contents: Mapping[int, Content]
) -> list[Column]:
    """ "Total" behind "Tahap I" and "Tahap II" is of what they are of."""
    return [
        replace(c, role="amount", measure=parts.pop())
        if c.role == "unknown"
        and c.is_total
        and contents[c.index].numbers
        and wordings[c.index].measure in ("", "amount")
        and len(parts := _parts_left_of(c, columns)) == 1
        else c
        for c in columns
    ]


def _parts_left_of(total: Column, columns: list[Column]) -> set[Measure]:
    return {
        c.measure
        for c in columns
        if (c.tranche or c.month)
        and c.role == "amount"
        and c.measure
        and c.index < total.index
        and c.share == total.share
    }


def value_by_budget_year(columns: list[Column], wordings: Mapping[int, Wording]) -> list[Column]:
    """ "APBD-P 2023" and "APBD 2024" in one group with the "Jumlah" of the value are its parts."""
    groups: dict[tuple[Share, str], list[Column]] = {}
    totals = set()
    for c in columns:
        group, _, own = wordings[c.index].heading.partition(" / ")
        if not own:
            continue
        if c.role == "amount" and c.measure is Measure.COMMITTED and c.is_total:
            totals.add((c.share, group))
        elif c.role == "unknown" and wordings[c.index].measure in ("ceiling", "grant"):
            groups.setdefault((c.share, group), []).append(c)
    parts = {
        c.index
        for key, group in groups.items()
        if key in totals and len({wordings[c.index].year for c in group} - {None}) == len(group) > 1
        for c in group
    }
    return [
        replace(c, role="amount", measure=Measure.COMMITTED) if c.index in parts else c
        for c in columns
    ]


def value_by_remainder(
    columns: list[Column],
    rows: Sequence[Sequence[CellValue]],
    problems: list[Problem],
    sheet: str,
    header_row: int,
) -> list[Column]:
    """ "Jumlah" is the agreement's value where it less what was paid is "Sisa", on every row."""
    money = [c for c in columns if c.role == "amount"]
    flows = [c for c in money if c.measure is Measure.DISBURSED and not c.tranche]
    rests = [c for c in columns if c.role == "remainder"]
    if len(flows) != 1 or len(rests) != 1 or any(c.measure is Measure.COMMITTED for c in money):
        return columns
    settled = []
    for c in columns:
        if (
            c.role == "unknown"
            and c.share == flows[0].share
            and _leaves(c, flows[0], rests[0], rows)
        ):
            cell, said = f"{c.letter}{header_row}", MEASURE_WORDS[Measure.COMMITTED]
            problems.append(make_problem("measure-assumed", sheet, cell, c.heading, other=said))
            c = replace(c, role="amount", measure=Measure.COMMITTED)
        settled.append(c)
    return settled


def _leaves(value: Column, paid: Column, rest: Column, rows: Sequence[Sequence[CellValue]]) -> bool:
    """Whether value less paid is the rest wherever all are numbers, and something is left somewhere."""
    found = [
        (a, b, c)
        for row in rows
        if isinstance(a := cell_at(row, value.index), int | float)
        and isinstance(b := cell_at(row, paid.index), int | float)
        and isinstance(c := cell_at(row, rest.index), int | float)
    ]
    return any(c for _, b, c in found if b) and all(a - b == c for a, b, c in found)
