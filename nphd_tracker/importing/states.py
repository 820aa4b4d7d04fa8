"""Words of state among amounts: "sudah 100%" is the agreement's whole value, and says so."""

from nphd_tracker.importing.amounts import Amount
from nphd_tracker.importing.columns import Column
from nphd_tracker.importing.controls import sum_measures
from nphd_tracker.importing.opening.grid import cell_name
from nphd_tracker.importing.problems import Words
from nphd_tracker.importing.table_reader import TableReader
from nphd_tracker.money import format_rupiah
from nphd_tracker.reading import Measure


def with_all_paid(
    reader: TableReader, row: int, amounts: dict[Column, Amount]
) -> dict[Column, Amount]:
    """The amounts of one agreement, with the whole value where a word says that all was paid."""
    full = [
        c
        for c, a in amounts.items()
        if a.is_wrong
        and c.measure is Measure.DISBURSED
        and not (c.tranche or c.month)
        and reader.state(row, c, c.measure) in reader.vocabulary.all_of_it
    ]
    if not full:
        return amounts
    said = sum_measures({c: a.sen for c, a in amounts.items() if a.sen is not None})
    value = said.get(Measure.COMMITTED)
    if value is None:
        return amounts
    shown = Words(format_rupiah(value, "id"), format_rupiah(value, "en"))
    for column in full:
        cell, text = cell_name(row, column.index), reader.amounts.value(row, column.index)
        told = reader.say("state-read-as-full", cell, text, other=shown)
        amounts[column] = Amount(value, (told,))
    return amounts
