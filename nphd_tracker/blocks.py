"""Figures that are alike, kept as columns: a hundred thousand rows without half a million objects.

A block holds rows of one table that each state the same measures of one agreement at one day. It
reads like the figures themselves, which are made one by one where somebody looks at them; who goes
over all of them (the store, the comparison) takes the columns. What it says is never changed.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, chain
from typing import Any, TypeVar, overload

from nphd_tracker.reading import Measure, Source, StatedFigure
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

    def __len__(self) -> int:
        missing = sum(one.amounts.count(None) for one in self.stated)
        return len(self.rows) * len(self.stated) - missing

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

    def columns(self) -> Iterator[bytes]:
        """All it says as bytes, the same for the same: for telling one reading from another."""
        head = (self.sheet, *((one.measure.value, one.letter) for one in self.stated))
        yield repr(head).encode()
        for party in self.parties:
            yield repr((*map(str, (party.region, party.agency, party.source)), party.unit)).encode()
        yield array("Q", self.rows).tobytes() + array("Q", self.party_of).tobytes()
        yield array("Q", [day.toordinal() for day in self.days]).tobytes()
        for one in self.stated:
            yield array("q", [-1 if v is None else v for v in one.amounts]).tobytes()
