"""One agreement as the local government and the grantee see it, side by side, on a day.

What a minute of reconciliation (Berita Acara Rekonsiliasi) holds. Each side's amounts are from its
own figures alone; what remains is computed from the values that count, and interest stays apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nphd_tracker.absorption import Basis, Holding, Standing, stand
from nphd_tracker.differences import OpenDifference, find_differences
from nphd_tracker.positions import Figure, Value, value_at
from nphd_tracker.reading import Measure, Source

TRANSFERRED = (Measure.DISBURSED, Measure.RETURNED)
"""What moves between the two accounts, with a document for each transfer."""


@dataclass(frozen=True, slots=True)
class ValueStep:
    """The agreement's value from a date on; ``change`` from the step before, 0 for the first."""

    value: Value
    change: int


@dataclass(frozen=True, slots=True)
class Side:
    """One measure as each reporter states it, and the value that counts. Amounts in sen."""

    measure: Measure
    counted: Value
    grantor: Value | None
    grantee: Value | None
    other: Value | None

    @property
    def difference(self) -> int | None:
        """What the local government states less what the grantee states."""
        if self.grantor is None or self.grantee is None:
            return None
        return self.grantor.amount - self.grantee.amount


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer, and which registers hold it. Of two alike each is a line of its own."""

    on: date
    amount: int
    document: str
    tranche: str
    sources: frozenset[Source]


@dataclass(frozen=True, slots=True)
class Register:
    """The transfers of one measure, and what each reporter's add up to; None has no register."""

    measure: Measure
    transfers: tuple[Transfer, ...]
    totals: dict[Source, int | None]


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left, from the values that count, in sen; None where something is not reported."""

    undisbursed: int | None
    unspent: int | None
    still_held: int | None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Everything the minute of one agreement says."""

    standing: Standing
    steps: tuple[ValueStep, ...]
    sides: tuple[Side, ...]
    registers: tuple[Register, ...]
    remainder: Remainder
    differences: tuple[OpenDifference, ...]

    @property
    def is_matched(self) -> bool:
        """Whether both parties reported at least one measure: else nothing was held against it."""
        return any(side.difference is not None for side in self.sides)

    @property
    def has_other(self) -> bool:
        """Whether anybody else than the two parties reported something."""
        return any(side.other for side in self.sides)


def reconcile(holding: Holding, day: date, polling_day: date | None = None) -> Reconciliation:
    """One agreement on a day, ready to be signed or corrected."""
    standing = stand(holding, day, Basis.DISBURSED_COMMITTED, polling_day)
    figures = [figure for figure in holding.figures if figure.on <= day]
    return Reconciliation(
        standing=standing,
        steps=_find_steps(figures),
        sides=tuple(
            Side(
                measure,
                standing.values[measure],
                *(_value_of(figures, measure, day, source) for source in Source),
            )
            for measure in Measure
            if measure in standing.values
        ),
        registers=tuple(
            register
            for measure in TRANSFERRED
            if (register := _read_register(figures, measure, day)).transfers
        ),
        remainder=_find_remainder(standing),
        differences=tuple(find_differences([standing])),
    )


def _value_of(figures: Iterable[Figure], measure: Measure, day: date, by: Source) -> Value | None:
    return value_at((figure for figure in figures if figure.source is by), measure, day)


def _find_steps(figures: list[Figure]) -> tuple[ValueStep, ...]:
    """The original value and each date on which another one began to count."""
    steps: list[ValueStep] = []
    for on in sorted({one.on for one in figures if one.measure is Measure.COMMITTED}):
        value = value_at(figures, Measure.COMMITTED, on)
        if value is None or (steps and steps[-1].value.amount == value.amount):
            continue
        steps.append(ValueStep(value, value.amount - steps[-1].value.amount if steps else 0))
    return tuple(steps)


def _read_register(figures: list[Figure], measure: Measure, day: date) -> Register:
    """Every transfer once, with who has it in a register."""
    moved = [one for one in figures if one.measure is measure and one.is_movement]
    everyone = value_at(moved, measure, day)
    own = {source: value_at([one for one in moved if one.source is source], measure, day)
           for source in Source}  # fmt: skip
    left = {source: list(value.evidence) if value else [] for source, value in own.items()}
    transfers = [
        Transfer(
            one.on,
            one.amount,
            one.document,
            one.tranche,
            frozenset(source for source in Source if _take(left[source], one)),
        )
        for one in (everyone.evidence if everyone else ())
    ]
    totals = {source: value.amount if value else None for source, value in own.items()}
    return Register(measure, tuple(transfers), totals)


def _take(left: list[Figure], wanted: Figure) -> bool:
    """Whether a register still holds this transfer; the one found is not found again."""
    for place, one in enumerate(left):
        pairs = (
            (one.document, wanted.document),
            (one.tranche, wanted.tranche),
            (one.line, wanted.line),
        )
        if (one.on, one.amount) == (wanted.on, wanted.amount) and all(
            a == b or not a or not b for a, b in pairs
        ):
            del left[place]
            return True
    return False


def _find_remainder(standing: Standing) -> Remainder:
    committed = standing.amount(Measure.COMMITTED)
    disbursed = standing.amount(Measure.DISBURSED)
    spent = standing.amount(Measure.SPENT)
    return Remainder(
        undisbursed=None if committed is None or disbursed is None else committed - disbursed,
        unspent=None if disbursed is None or spent is None else disbursed - spent,
        still_held=standing.still_held,
    )
