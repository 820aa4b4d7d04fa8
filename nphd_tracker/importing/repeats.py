"""The same agreement twice in one file: told apart from a contradiction; and a table of sums.

Of two conflicting rows for one key the first stands and the later is the error; a repeated figure
counts once.
"""

from collections import Counter
from collections.abc import Hashable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from nphd_tracker.blocks import Block, Party
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.drafts import Draft
from nphd_tracker.importing.opening.grid import column_name
from nphd_tracker.importing.problems import make_problem, number_words
from nphd_tracker.importing.records import Record, Who
from nphd_tracker.reading import Measure, StatedFigure
from nphd_tracker.regions import Agency, unit_key

if TYPE_CHECKING:
    from datetime import date

_Seen = dict[Hashable, tuple[StatedFigure, str]]


def drop_repeats(drafts: list[Draft]) -> None:
    """Settles repeats over all tables of a file, in the order in which they stand."""
    _open_blocks(drafts)
    seen: _Seen = {}
    for draft in drafts:
        check_time()
        for record in draft.rows.own_records:
            _settle(draft, record, seen)
    for draft in drafts:
        for record in draft.rows.own_records:
            for figure in record.soft_figures:
                key = _key(figure, record.election or draft.context.election)
                if key not in seen:
                    seen[key] = (figure, "")
                    record.figures.append(figure)


def drop_tables_of_sums(drafts: list[Draft]) -> list[Draft]:
    """Leaves out a table that only adds up the others of the file: told, not asked about.

    "KPU 133.000 | Bawaslu 20.000 | Total" right of the list, for a chart; a sheet "REKAP" that gives
    each agency's sum, each region's over its agencies, or each province's over its regions.
    """
    if len(drafts) < 2:
        return drafts
    kept = list(drafts)
    for draft in drafts:
        others = [d for d in kept if d is not draft]
        if others and _may_add_up(draft) and _adds_up(draft, _Sums(others, draft)):
            kept = others
            cell = f"{column_name(min(draft.table.paths))}{draft.table.bottom + 1}"
            others[0].problems.append(make_problem("table-of-sums", draft.grid.name, cell, ""))
    return kept


_MOST_SUMS = 600
"""Rows; there are not more regions than this to add up."""


def _may_add_up(draft: Draft) -> bool:
    """A short table of which no row is one agreement of one regency or city."""
    records = draft.rows.records
    return 0 < len(records) <= _MOST_SUMS and all(
        isinstance(one, Record)
        and (one.who.region is None or one.who.agency is None or one.who.region.kind == "province")
        for one in records
    )


class _Sums:
    """What other tables add up to, by measure, agency (None: all) and place ("": everywhere)."""

    def __init__(self, others: list[Draft], draft: Draft) -> None:
        self.found: dict[tuple[Measure, Agency | None, str], tuple[int, int]] = {}
        for (region, agency, _, measure), amount in _latest(others, draft.context.election).items():
            province = region.split(".")[0]
            places = {"", region, f"{province} all"}
            if region != province:
                places.add(f"{province}.")  # its regencies and cities without itself
            for place in places:
                for who in (agency, None):
                    total, count = self.found.get((measure, who, place), (0, 0))
                    self.found[measure, who, place] = total + amount, count + 1


def _latest(drafts: list[Draft], election: str) -> dict[tuple[str, Agency, str, Measure], int]:
    """The newest amount of each measure of each agreement; parts add up where no whole is stated."""
    by_day: dict[tuple[str, Agency, str, Measure], dict[date, tuple[int, int]]] = {}
    for draft in drafts:
        if draft.context.election != election:
            continue
        for figure in draft.rows.figures_of(""):
            if figure.line:
                continue
            who = (figure.region, figure.agency, unit_key(figure.unit), figure.measure)
            days = by_day.setdefault(who, {})
            whole, parts = days.get(figure.on, (0, 0))
            is_part = bool(figure.tranche) or figure.is_movement
            days[figure.on] = (whole, parts + figure.amount) if is_part else (figure.amount, parts)
    return {who: max(days.items())[1][0] or max(days.items())[1][1] for who, days in by_day.items()}


def _adds_up(draft: Draft, sums: _Sums) -> bool:
    """Whether every amount is what the other tables add up to, at least one of several of theirs."""
    has_places = any(c.role in ("region", "region_code", "province") for c in draft.columns)
    columns = [c for c in draft.columns if c.role == "amount" and c.measure]
    columns = [c for c in columns if not (c.tranche or c.month)] or columns
    most = 0
    for record in draft.rows.own_records:
        region = record.who.region if has_places else None
        places = [""] if region is None else [region.code]
        if region is not None and region.kind == "province":
            places = [f"{region.code}.", f"{region.code} all"]
        for column in columns:
            stated = draft.rows.amount(record.row, column.index)
            if stated is None or column.measure is None:
                continue
            agency = column.agency or record.who.agency
            counts = [
                count
                for place in places
                for total, count in [sums.found.get((column.measure, agency, place), (0, 0))]
                if total == stated
            ]
            if not counts:
                return False
            most = max(most, *counts)
    return most > 1


def _open_blocks(drafts: list[Draft]) -> None:
    """Rows of a block that may repeat or contradict another become records; the others stand alone."""
    blocks = {
        id(one): _keys_of(one, draft)
        for draft in drafts
        for one in draft.rows.records
        if isinstance(one, Block)
    }
    if not blocks:
        return
    elsewhere = [
        key for draft in drafts for one in draft.rows.own_records for key in _keys(one, draft)
    ]
    if len(set(elsewhere).union(*blocks.values())) == sum(map(len, (elsewhere, *blocks.values()))):
        return
    times = Counter(chain(elsewhere, *blocks.values()))
    for draft in drafts:
        opened: list[Record | Block] = []
        for one in draft.rows.records:
            if isinstance(one, Block):
                opened += _split(one, [times[key] > 1 for key in blocks[id(one)]])
            else:
                opened.append(one)
        draft.rows.records = opened


def _keys(record: Record, draft: Draft) -> set[Hashable]:
    """What a figure's key begins with: whose it is, when, and who says so."""
    return {
        (_party(figure, draft, record.election), figure.on)
        for figure in (*record.figures, *record.soft_figures)
    }


def _keys_of(block: Block, draft: Draft) -> list[Hashable]:
    """The same for each row of a block."""
    parties = [_party(party, draft) for party in block.parties]
    return list(zip(map(parties.__getitem__, block.party_of), block.days, strict=True))


def _party(
    one: Party | StatedFigure, draft: Draft, election: str = ""
) -> tuple[str, str, str, str, str]:
    return (
        election or draft.context.election,
        one.region,
        one.agency,
        unit_key(one.unit),
        one.source,
    )


def _split(block: Block, is_apart: list[bool]) -> Iterator[Record | Block]:
    """The block without the rows that stand apart, those as records, all in their order."""
    start = 0
    for place, apart in enumerate(is_apart):
        if apart:
            if place > start:
                yield block.part(start, place)
            yield Record(block.rows[place] - 1, Who(), figures=list(block.of_row(place)))
            start = place + 1
    if start < len(is_apart):
        yield block.part(start, len(is_apart))


def _key(figure: StatedFigure, election: str) -> Hashable:
    base = (
        election,
        figure.region,
        figure.agency,
        unit_key(figure.unit),
        figure.measure,
        figure.tranche,
        figure.line,
        figure.on,
    )
    if figure.is_movement:
        return (*base, figure.amount, figure.document)
    return (*base, figure.source)


def _settle(draft: Draft, record: Record, seen: _Seen) -> None:
    sheet, where = draft.grid.name, f"{draft.grid.name}!{record.row + 1}"
    repeated: list[StatedFigure] = []
    first_place = ""
    for figure in record.figures:
        known = seen.get(_key(figure, record.election or draft.context.election))
        if known is None:
            continue
        if known[0].amount != figure.amount:
            cell = figure.cells[-1].rpartition("!")[2]
            record.problems.append(
                make_problem(
                    "conflicting-duplicate",
                    sheet,
                    cell,
                    number_words(figure.amount),
                    other=known[1],
                )
            )
            record.clear()
            return
        repeated.append(figure)
        first_place = known[1]
    if repeated and len(repeated) == len(record.figures):
        _say_repeated(sheet, record, repeated, first_place)
    kept = [f for f in record.figures if f not in repeated]
    for figure in kept:
        seen[_key(figure, record.election or draft.context.election)] = (figure, where)
    record.figures[:] = kept


def _say_repeated(
    sheet: str, record: Record, repeated: list[StatedFigure], first_place: str
) -> None:
    figure = repeated[0]
    cell = figure.cells[0].rpartition("!")[2]
    is_unnumbered = figure.is_movement and not figure.document
    code = "movement-repeated" if is_unnumbered else "repeated-row"
    record.problems.append(
        make_problem(code, sheet, cell, number_words(figure.amount), other=first_place)
    )
