"""What a column is beside others of its kind: a part, a total, a control, the same again."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from nphd_tracker.importing.columns.column import NOBODY, Column, Share
from nphd_tracker.importing.columns.content import Content, cell_at, may_be_rates
from nphd_tracker.importing.elections import find_election
from nphd_tracker.importing.headers import Wording
from nphd_tracker.importing.opening.grid import CellValue
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.importing.vocabulary import Vocabulary, level
from nphd_tracker.importing.written import looks_like_money
from nphd_tracker.reading import Measure, Problem

_ELECTION = re.compile(r"\b(?:pilkada|pilgub|pilbup|pemilihan|pemilu|psu)\b", re.I)
_RETURNED = re.compile(r"\b(?:setor|setoran|penyetoran|disetor|sts|pengembalian)\b", re.I)
_OF_VALUE = frozenset({"committed", "grant", "amount", "ceiling"})
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
        "goods",
        "joined",
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
    years: dict[tuple[Measure | None, Share], set[int]] = {}
    for column in columns:
        if _is_of_a_year(column, wordings):
            year = wordings[column.index].year or 0
            years.setdefault((column.measure, column.share), set()).add(year)
    in_parts = {(c.measure, c.share) for c in columns if c.role == "amount" and c.tranche}
    settled = []
    for column in columns:
        beside = years.get((column.measure, column.share), set())
        is_beside_parts = (column.measure, column.share) in in_parts and not column.is_total
        if is_beside_parts and len(beside) == 1 and _is_of_a_year(column, wordings):
            # "Realisasi s/d 2023" before "Tahap I" and "Tahap II" of the year after
            before = str(wordings[column.index].year)
            settled.append(replace(column, tranche=before, is_cumulative=False))
            continue
        is_plain = column.role != "amount" or not wordings[column.index].year or column.election
        if len(beside) < 2 or is_plain:
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
    each = {(c.measure, c.share) for c in columns if c.role == "amount" and not c.is_cumulative}
    return [
        replace(c, role="period")
        if c.role == "amount" and c.is_cumulative and c.on is None and (c.measure, c.share) in each
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
    parts = [c for c in columns if c.role == "amount" and (c.agency or c.place)]
    blocks = {c.measure for c in parts}
    if not blocks:
        return columns
    is_sideways = any(c.place for c in columns)
    lone = next(iter(blocks)) if len(blocks) == 1 and not is_sideways else None
    only = {c.agency for c in parts}
    settled = []
    for c in columns:
        is_alone = (
            len(only) == 1
            and not is_sideways
            and c.share == NOBODY
            and not (c.is_by_row or c.several)
        )
        if is_alone and c.role == "amount" and c.measure not in blocks:
            settled.append(replace(c, agency=parts[0].agency))
            continue  # "Total NPHD" beside "Transfer ke Rekening KPU"
        is_outside = not (c.agency or c.place or c.election or c.is_by_row)
        is_of_a_block = c.role == "amount" and (c.measure in blocks or c.is_total)
        if (is_outside and is_of_a_block) or (c.role == "unknown" and c.is_total and is_sideways):
            c = replace(c, role="total")
        elif c.role == "unknown" and c.is_total and is_outside and lone:
            c = replace(c, role="total", measure=lone)  # "JUMLAH" beside "KPU" and "BAWASLU"
        settled.append(c)
    return settled


def with_services(columns: list[Column], wordings: Mapping[int, Wording]) -> list[Column]:
    """ "TNI AD" beside "TNI AL" are two units; alone it is the agency."""
    services: dict[object, set[str]] = {}
    for c in columns:
        if c.role in ("amount", "percent", "remainder"):
            said = wordings[c.index].service or c.unit_name
            services.setdefault(c.agency, set()).add(said)
    return [
        replace(c, unit_name=wordings[c.index].service)
        if wordings[c.index].service and len(services.get(c.agency, ())) > 1
        else c
        for c in columns
    ]


def goods_beside_money(columns: list[Column], wordings: Mapping[int, Wording]) -> list[Column]:
    """ "Jumlah Hibah" behind "Hibah Uang" and "Hibah Barang" is of both: no agreement value."""
    if not any(c.role == "goods" for c in columns):
        return columns
    of_money = {
        c.share
        for c in columns
        if c.role == "amount"
        and "uang" in level(c.heading).split()
        and wordings[c.index].measure in _OF_VALUE
    }
    return [
        replace(c, role="ignored")
        if c.role == "amount"
        and c.is_total
        and c.share in of_money
        and wordings[c.index].measure in _OF_VALUE
        and "uang" not in level(c.heading).split()
        else c
        for c in columns
    ]


def with_elections(
    columns: list[Column],
    rows: Sequence[Sequence[CellValue]],
    wordings: Mapping[int, Wording],
    vocabulary: Vocabulary,
) -> list[Column]:
    """Two elections in one table: said by groups of columns, or by each row's "Kegiatan"."""
    named = {w.election for w in wordings.values() if w.election}
    if any(name.startswith("PSU") for name in named):
        return [replace(c, election=wordings[c.index].election) for c in columns]
    return [
        replace(c, role="election") if _names_elections(c, rows, vocabulary) else c for c in columns
    ]


def _names_elections(
    column: Column, rows: Sequence[Sequence[CellValue]], vocabulary: Vocabulary
) -> bool:
    if column.role not in ("unknown", "description"):
        return False
    texts = {v for row in rows if isinstance(v := cell_at(row, column.index), str)}
    named = {find_election(text, vocabulary) for text in texts} - {None}
    return bool(named) and sum(1 for t in texts if find_election(t, vocabulary)) * 2 >= len(texts)


def parts_beside_their_total(
    columns: list[Column], rows: Sequence[Sequence[CellValue]]
) -> list[Column]:
    """ "Belanja Barang" and "Belanja Honor" before a "Total Belanja" that adds them up."""
    plain: dict[tuple[Measure | None, Share], list[Column]] = {}
    for c in columns:
        is_part = c.tranche or c.month or c.on or c.version or c.is_cumulative or c.place
        if c.role == "amount" and not is_part:
            plain.setdefault((c.measure, c.share), []).append(c)
    parts: set[int] = set()
    for group in plain.values():
        totals = [c for c in group if c.is_total]
        others = [c for c in group if not c.is_total]
        if len(totals) == 1 and len(others) > 1 and add_up(others, totals[0], rows):
            parts |= {c.index for c in others}
    return [replace(c, role="ignored") if c.index in parts else c for c in columns]


def add_up(parts: list[Column], total: Column, rows: Sequence[Sequence[CellValue]]) -> bool:
    """Whether some columns come to their total on every row that states it, and one does."""
    stated = 0
    for row in rows:
        whole = cell_at(row, total.index)
        values = [cell_at(row, c.index) for c in parts]
        if not isinstance(whole, int | float):
            continue
        if sum(v for v in values if isinstance(v, int | float)) != whole:
            return False
        stated += bool(whole)
    return stated > 0


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
    split = {(c.measure, c.share) for c in columns if c.role == "amount" and (c.tranche or c.month)}
    for column in columns:
        if column.role in _UNCOMPARED:
            kept.append(column)
            continue
        identity = (
            column.role,
            column.measure,
            column.share,
            column.tranche,
            column.month,
            column.day,
            column.amendment,
            column.on,
            column.version,
            column.place,
            column.source,
            column.is_total and (column.measure, column.share) in split,
        )
        if identity not in seen:
            seen[identity] = column
            kept.append(column)
            continue
        first = seen[identity]
        is_money = column.role == "amount" and _holds_money(rows, column.index)
        is_contrary = is_money and _contradict(rows, first, column)
        if is_money and not is_contrary and (column.unit or 1) < (first.unit or 1):
            seen[identity] = column  # "(Rp)" behind "(Rp juta)" is the exact one
            kept = [*(replace(c, role="ignored") if c is first else c for c in kept), column]
            first, column = column, first
        else:
            kept.append(replace(column, role="ignored"))
        if not is_money:
            continue
        code = "columns-conflict" if is_contrary else "column-doubled"
        if is_contrary:
            conflicting.add(first.index)
        cell = f"{column.letter}{header_row}"
        problems.append(make_problem(code, sheet, cell, column.heading, other=first.letter))
    return [replace(c, role="ignored") if c.index in conflicting else c for c in kept]


def _holds_money(rows: Sequence[Sequence[CellValue]], index: int) -> bool:
    return any(looks_like_money(cell_at(row, index)) for row in rows)


def _contradict(rows: Sequence[Sequence[CellValue]], first: Column, second: Column) -> bool:
    pairs = [(cell_at(row, first.index), cell_at(row, second.index)) for row in rows]
    units = (first.unit or 1), (second.unit or 1)
    return any(
        looks_like_money(a) and looks_like_money(b) and not _are_one(a, b, units) for a, b in pairs
    )


def _are_one(a: CellValue, b: CellValue, units: tuple[int, int]) -> bool:
    """Whether two cells say one amount: 28.196,5 in millions is 28.196.513.000."""
    if units[0] == units[1] or not (isinstance(a, int | float) and isinstance(b, int | float)):
        return a == b
    return abs(a * units[0] - b * units[1]) <= max(units) / 2


def sums_of_measures(columns: list[Column], rows: Sequence[Sequence[CellValue]]) -> list[Column]:
    """A "Jumlah" of principal and interest in one group is of neither: known, and no figure."""
    groups: dict[tuple[str, Share], list[Column]] = {}
    for c in columns:
        if c.role == "amount" and not c.is_total:
            groups.setdefault((c.heading.rpartition(" / ")[0], c.share), []).append(c)
    settled = []
    for total in columns:
        group = total.heading.rpartition(" / ")[0]
        if group and total.role == "amount" and total.is_total:
            parts = [c for c in groups.get((group, total.share), ()) if c.index < total.index]
            if len({c.measure for c in parts}) > 1 and add_up(parts, total, rows):
                total = replace(total, role="ignored")
        settled.append(total)
    return settled


def dates_of_returns(columns: list[Column]) -> list[Column]:
    """ "Bukti Setor / Tanggal" beside what was received and spent dates what was sent back alone."""
    measures = {c.measure for c in columns if c.role == "amount"}
    if Measure.RETURNED not in measures or not measures & {Measure.DISBURSED, Measure.SPENT}:
        return columns
    return [
        replace(c, measure=Measure.RETURNED)
        if c.role == "date" and not c.measure and _RETURNED.search(c.heading)
        else c
        for c in columns
    ]
