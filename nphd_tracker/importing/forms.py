"""A sheet without a table: answers of a form, "label : value", a block for each agreement.

Region and grantee are said first, the amounts below them; a block is then a table on its side of one
column (`transposed`), whose title says whose it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nphd_tracker.importing.context import fact_key, pairs_of
from nphd_tracker.importing.deadline import check_time
from nphd_tracker.importing.headers import understand
from nphd_tracker.importing.opening.grid import Grid
from nphd_tracker.importing.tables import Table
from nphd_tracker.importing.vocabulary import Vocabulary
from nphd_tracker.importing.written import heading_of, looks_like_money
from nphd_tracker.reading import Measure

_AMOUNT = "Jumlah"
_WHOSE = ("region", "grantee", "unit")
_MEASURES = frozenset({*(measure.value for measure in Measure), "ceiling"})


@dataclass
class _Block:
    """The rows of one agreement's answers."""

    start: int
    first_amount: int = -1
    labels: int = 0
    values: int = 0
    """The columns of labels and amounts."""
    grantee: str = ""
    measures: set[str] = field(default_factory=set)


def find_forms(grid: Grid, vocabulary: Vocabulary) -> list[Table]:
    """The blocks of a form; none where a block does not say whose it is and at least two measures."""
    blocks = list(_blocks(grid, vocabulary))
    if not blocks or any(len(b.measures) < 2 for b in blocks):
        return []
    if len(blocks) == 1 and not blocks[0].grantee and _is_titled(grid, blocks[0], vocabulary):
        blocks[0].grantee = _AMOUNT
    if any(not b.grantee for b in blocks):
        return []
    ends = [*(b.start for b in blocks[1:]), len(grid.rows)]
    return [
        Table(
            block.start,
            block.first_amount - 1,
            block.first_amount - 1,
            block.first_amount,
            end,
            {block.labels: ("Uraian",), block.values: (block.grantee,)},
        )
        for block, end in zip(blocks, ends, strict=True)
    ]


def _is_titled(grid: Grid, block: _Block, vocabulary: Vocabulary) -> bool:
    """Whether the lines above name one agency and a region: a report of that one's grant."""
    rows = grid.rows[block.start : block.first_amount]
    texts = [text for row in rows for value in row if (text := heading_of(value))]
    agencies = {agency for text in texts for agency in vocabulary.agencies.all_in(text)}
    return len(agencies) == 1 and any(vocabulary.regions.find_in(text).region for text in texts)


def _blocks(grid: Grid, vocabulary: Vocabulary) -> Iterator[_Block]:
    block = _Block(0)
    for row, cells in enumerate(grid.rows):
        check_time()
        filled = [(c, v) for c, v in enumerate(cells) if v is not None]
        for label, value, column in pairs_of(filled):
            wording = understand((label,), vocabulary)
            key = fact_key(label, wording.key, wording.measure)
            if key in _WHOSE and block.first_amount >= 0:
                yield block
                block = _Block(row)
            if key in ("grantee", "unit") and vocabulary.agencies.resolve(heading_of(value)):
                block.grantee = block.grantee or heading_of(value)
            is_beside = column > filled[0][0]  # not "Nilai NPHD : 1.000" in one cell
            if is_beside and wording.measure in _MEASURES and looks_like_money(value):
                if block.first_amount < 0:
                    block.first_amount, block.labels, block.values = row, filled[0][0], column
                if "remainder" not in wording.modifiers:
                    block.measures.add(wording.measure)
    if block.first_amount >= 0:
        yield block
