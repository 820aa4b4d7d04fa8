"""What an agreement is worth after its addenda, as one row states it.

A resulting value counts; without one the value is what was signed, with every addition and less every
reduction. Several addenda are told apart by their numbers ("Addendum II"), never by their columns'
order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nphd_tracker.importing.columns import CHANGES, Column

VERSIONS = frozenset({"original", "addition", "reduction", "addendum", "after"})


@dataclass(frozen=True)
class Step:
    """The value from one addendum on; ``amendment`` is None for what was signed first."""

    amendment: str | None
    columns: tuple[Column, ...]
    sen: int


def value_steps(cells: Mapping[Column, int]) -> list[Step]:
    """The value as signed and after each addendum, in order; the last step is the value in force.

    ``cells`` are the agreement values of one row. [] where only additions are said: of what?
    """
    plain = _first(c for c in cells if c.version == "") or _first(
        c for c in cells if c.version == "original"
    )
    steps = [] if plain is None else [Step(None, (plain,), cells[plain])]
    amended = {c: sen for c, sen in cells.items() if c.version in CHANGES}
    results = {c: sen for c, sen in cells.items() if c.version == "after" and not is_none(c, cells)}
    for amendment in _in_order({c.amendment for c in (*amended, *results)}):
        result = _first(c for c in results if c.amendment == amendment)
        changes = [c for c in amended if c.amendment == amendment and cells[c]]
        if result is not None:
            steps.append(Step(amendment, (result,), cells[result]))
        elif steps and changes and (amendment or not results):
            columns = (*steps[-1].columns, *changes)
            steps.append(
                Step(amendment, columns, steps[-1].sen + sum(_change(c, cells) for c in changes))
            )
    return steps if results or plain is not None else []


def is_none(column: Column, cells: Mapping[Column, int]) -> bool:
    """A zero "after the addendum" of a value that nothing reduces to zero: there was no addendum."""
    if column.version != "after" or cells[column]:
        return False
    signed = sum(sen for c, sen in cells.items() if c.version in ("", "original"))
    changes = sum(_change(c, cells) for c in cells if c.version in CHANGES)
    return signed > 0 and signed + changes != 0


def _change(column: Column, cells: Mapping[Column, int]) -> int:
    """What an addendum adds; a reduction is written with a sign or without."""
    return -abs(cells[column]) if column.version == "reduction" else cells[column]


def _first(columns: Iterable[Column]) -> Column | None:
    return next(iter(sorted(columns, key=lambda c: c.index)), None)


def _in_order(amendments: Iterable[str]) -> list[str]:
    """I, II, III...; one without a number is of the last."""
    return sorted(amendments, key=lambda amendment: (not amendment, amendment))
