"""Blocks of agreements of which nothing stands yet: all of it is new, and is compared by columns.

Such a row has nothing to be held against but the other rows of its agreement, whose running totals
must not fall. Where anything is stored of an agreement, or stated of it elsewhere in the file, its
rows are given back as figures, to be compared one by one.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, compress, islice, pairwise
from operator import add, gt
from typing import Any

from nphd_tracker.blocks import Block, Party
from nphd_tracker.reading import Measure, StatedFigure
from nphd_tracker.store.findings import RUNNING_TOTALS, Finding, say_fall
from nphd_tracker.store.holdings import Group
from nphd_tracker.store.known import Known, group_of

_DAYS = 10_000_000
"""More than any day's number: a series times this and a day make one number, in order."""
_OPEN = -1


@dataclass(frozen=True)
class Fresh:
    """What of the blocks is new as a whole, with its election; what is not, as figures."""

    blocks: list[tuple[str, Block]]
    others: list[tuple[str, StatedFigure]]
    findings: list[Finding]


def take_fresh(
    known: Known, blocks: Iterable[tuple[str, Block]], touched: Collection[Group]
) -> Fresh:
    """``touched``: the groups of which the reading states something outside of its blocks."""
    blocks = list(blocks)
    series: dict[object, int] = {}
    keys = [_number_rows(known, election, block, touched, series) for election, block in blocks]
    contradicted = _find_doubled(keys)
    taken, others, mine = [], [], []
    for (election, block), numbers in zip(blocks, keys, strict=True):
        is_fresh = [True] * len(numbers)
        if contradicted or min(numbers, default=0) < 0:
            is_fresh = [n >= 0 and n // _DAYS not in contradicted for n in numbers]
        if all(is_fresh):
            taken.append((election, block))
            mine.append(numbers)
            continue
        places = [place for place, fresh in enumerate(is_fresh) if fresh]
        taken.append((election, block.only(places)))
        mine.append([numbers[place] for place in places])
        rest = [place for place, fresh in enumerate(is_fresh) if not fresh]
        others += [(election, figure) for place in rest for figure in block.of_row(place)]
    return Fresh(taken, others, list(_find_falls([block for _, block in taken], mine)))


def _number_rows(
    known: Known,
    election: str,
    block: Block,
    touched: Collection[Group],
    series: dict[object, int],
) -> list[int]:
    """For each row a number of its account, source and day; negative where it is not fresh."""

    def number(party: Party) -> int:
        group = group_of(election, party)
        if known.has_stored(group) or group in touched or known.asks_unit(election, party):
            return _OPEN
        key = (known.account_key(election, party), party.source)
        return series.setdefault(key, len(series))

    numbers = [number(party) * _DAYS for party in block.parties]
    days = map(date.toordinal, block.days)
    return list(map(add, map(numbers.__getitem__, block.party_of), days))


def _find_doubled(keys: Sequence[Sequence[int]]) -> set[int]:
    """Series in which two rows are of one day: a unit named here and not there."""
    if len(set().union(*keys)) == sum(map(len, keys)):
        return set()
    together = sorted(number for numbers in keys for number in numbers if number >= 0)
    return {one // _DAYS for one, other in pairwise(together) if one == other}


def _find_falls(blocks: list[Block], keys: list[list[int]]) -> Iterator[Finding]:
    """Running totals lower than at the day before; see `findings.find_falls`."""
    ends = list(accumulate(len(block.rows) for block in blocks))
    numbers = [number for some in keys for number in some]
    order = sorted(range(len(numbers)), key=numbers.__getitem__)
    for measure in Measure:
        if measure not in RUNNING_TOTALS:
            continue
        amounts = [amount for block in blocks for amount in block.amounts_of(measure)]
        told = [at for at in order if amounts[at] is not None] if None in amounts else order
        in_order: list[Any] = list(map(amounts.__getitem__, told))
        later = islice(in_order, 1, None)
        for place in compress(range(len(told)), map(gt, in_order, later)):
            if numbers[told[place]] // _DAYS == numbers[told[place + 1]] // _DAYS:
                at, earlier = told[place + 1], in_order[place]
                number = bisect_right(ends, at)
                block = blocks[number]
                row = at - ends[number] + len(block.rows)
                yield say_fall(block.figure_of(row, measure), earlier)
