"""Figures that are alike, kept as columns: a hundred thousand rows without half a million objects.

A block holds rows of one table that each state the same measures of one agreement at one day. It
reads like the figures themselves, which are made one by one where somebody looks at them; who goes
over all of them (the store, the comparison) takes the columns. What it says is never changed.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import accumulate, chain
from typing import Any, TypeVar, cast, overload

from nphd_tracker.reading import Measure, SheetReading, Source, StatedFigure
from nphd_tracker.regions import Agency

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Party:
    """Whose figures they are, and who says so."""

    region: str
    agency: Agency
    unit: str | None
    unit_implied: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Stated:
    """One column of amounts: what it measures, its letter, and the sen of every row (None: empty)."""

    measure: Measure
    letter: str
    amounts: Sequence[int | None]


class Joined(Sequence[Value]):
    """Several sequences read as one, none of them copied."""

    def __init__(self, parts: Iterable[Sequence[Value]]) -> None:
        self.parts = tuple(part for part in parts if len(part))
        self._ends = list(accumulate(map(len, self.parts)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> Value: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Value]: ...

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        part = bisect_right(self._ends, place)
        return self.parts[part][place - (self._ends[part - 1] if part else 0)]

    def __iter__(self) -> Iterator[Value]:
        return chain.from_iterable(self.parts)

    def __eq__(self, other: object) -> bool:
        is_alike = isinstance(other, Sequence) and len(self) == len(other)
        return is_alike and all(a == b for a, b in zip(self, other, strict=True))  # type: ignore[call-overload]

    __hash__ = None  # type: ignore[assignment]


class Made(Sequence[Value]):
    """As long as another sequence; each value is made of the other's when it is asked for."""

    def __init__(self, origin: "Block", make: Callable[[StatedFigure], Value]) -> None:
        self.origin = origin
        self._make = make

    def __len__(self) -> int:
        return len(self.origin)

    @overload
    def __getitem__(self, at: int) -> Value: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Value]: ...

    def __getitem__(self, at: int | slice) -> Any:
        found = self.origin[at]
        return (
            self._make(found) if isinstance(found, StatedFigure) else tuple(map(self._make, found))
        )

    def __iter__(self) -> Iterator[Value]:
        return map(self._make, self.origin)


class Block(Sequence[StatedFigure]):
    """Rows of one sheet, counted from 1 as in Excel, each with its party and its day.

    ``party_of`` says which of ``parties`` each row is of. Figures come row by row, in the order of
    ``stated``; an empty cell is none.
    """

    def __init__(
        self,
        sheet: str,
        rows: Sequence[int],
        parties: Sequence[Party],
        party_of: Sequence[int],
        days: Sequence[date],
        stated: Sequence[Stated],
    ) -> None:
        self.sheet = sheet
        self.rows = rows
        self.parties = parties
        self.party_of = party_of
        self.days = days
        self.stated = tuple(one for one in stated if any(v is not None for v in one.amounts))

    @cached_property
    def is_full(self) -> bool:
        """Whether no amount is missing, so that a figure's place tells its row."""
        return not any(None in one.amounts for one in self.stated)

    @cached_property
    def _places(self) -> list[tuple[int, Stated]]:
        """The row and column of every figure, where some are missing."""
        return [
            (place, one)
            for place in range(len(self.rows))
            for one in self.stated
            if one.amounts[place] is not None
        ]

    @cached_property
    def _length(self) -> int:
        missing = 0 if self.is_full else sum(one.amounts.count(None) for one in self.stated)
        return len(self.rows) * len(self.stated) - missing

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> StatedFigure: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[StatedFigure]: ...

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        if self.is_full:
            row, number = divmod(place, len(self.stated))
            return self.figure(row, self.stated[number])
        return self.figure(*self._places[place])

    def __iter__(self) -> Iterator[StatedFigure]:
        for place in range(len(self.rows)):
            yield from self.of_row(place)

    def of_row(self, place: int) -> Iterator[StatedFigure]:
        """The figures of the row at this place of the block."""
        return (self.figure(place, one) for one in self.stated if one.amounts[place] is not None)

    def figure(self, place: int, one: Stated) -> StatedFigure:
        party = self.parties[self.party_of[place]]
        amount = one.amounts[place]
        assert amount is not None  # asked for only where there is one
        return StatedFigure(
            region=party.region,
            agency=party.agency,
            unit=party.unit,
            unit_implied=party.unit_implied,
            measure=one.measure,
            on=self.days[place],
            amount=amount,
            source=party.source,
            cells=(f"{self.sheet}!{one.letter}{self.rows[place]}",),
        )

    def amounts_of(self, measure: Measure) -> Sequence[int | None]:
        """Of every row the sen of a measure, None where it says none."""
        found = (one.amounts for one in self.stated if one.measure is measure)
        return next(found, [None] * len(self.rows))

    def figure_of(self, place: int, measure: Measure) -> StatedFigure:
        """The figure of a measure in the row at this place, which must have one."""
        return self.figure(place, next(one for one in self.stated if one.measure is measure))

    def part(self, start: int, stop: int) -> "Block":
        """The rows from one place up to another."""
        if start <= 0 and stop >= len(self.rows):
            return self
        return Block(
            self.sheet,
            self.rows[start:stop],
            self.parties,
            self.party_of[start:stop],
            self.days[start:stop],
            [Stated(one.measure, one.letter, one.amounts[start:stop]) for one in self.stated],
        )

    def only(self, places: Sequence[int]) -> "Block":
        """The rows at these places, in their order."""
        return Block(
            self.sheet,
            [self.rows[p] for p in places],
            self.parties,
            [self.party_of[p] for p in places],
            [self.days[p] for p in places],
            [
                Stated(one.measure, one.letter, [one.amounts[p] for p in places])
                for one in self.stated
            ],
        )

    @cached_property
    def present(self) -> list[Party]:
        """The parties that its figures are of; ``parties`` may hold some of the table's other blocks."""
        numbers: Iterable[int] = self.party_of if self.stated else ()
        if not self.is_full:
            said = zip(*(one.amounts for one in self.stated), strict=True)
            numbers = [
                n for n, row in zip(numbers, said, strict=True) if any(a is not None for a in row)
            ]
        return [self.parties[number] for number in sorted(set(numbers))]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all it says, to tell one reading from another."""
        found = sha256()
        for part in self._columns():
            found.update(part)
        return found.hexdigest()

    def _columns(self) -> Iterator[bytes]:
        head = (self.sheet, *((one.measure.value, one.letter) for one in self.stated))
        yield repr(head).encode()
        for party in self.parties:
            yield repr((*map(str, (party.region, party.agency, party.source)), party.unit)).encode()
        yield array("Q", self.rows).tobytes() + array("Q", self.party_of).tobytes()
        yield array("Q", map(date.toordinal, self.days)).tobytes()
        for one in self.stated:
            said = one.amounts
            if None in said:
                said = [-1 if v is None else v for v in said]
            yield array("q", cast(Sequence[int], said)).tobytes()


def blocks_of(figures: Sequence[StatedFigure]) -> list[Block]:
    """The blocks among the figures of a sheet."""
    parts = figures.parts if isinstance(figures, Joined) else ()
    return [part for part in parts if isinstance(part, Block)]


def single_figures(figures: Sequence[StatedFigure]) -> list[StatedFigure]:
    """The figures of a sheet that stand in no block."""
    if not isinstance(figures, Joined):
        return list(figures)
    return [one for part in figures.parts if not isinstance(part, Block) for one in part]


def places_of(sheet: SheetReading) -> set[tuple[str, Agency]]:
    """The grantors and agencies a sheet says something of."""
    parties = chain.from_iterable(block.present for block in blocks_of(sheet.figures))
    single = single_figures(sheet.figures)
    return {(one.region, one.agency) for one in chain[Any](single, sheet.terms, parties)}
