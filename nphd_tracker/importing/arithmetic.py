"""An expression of + - * / % ( ) and SUM worked out once its cells are known (see `formulas`)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal, Protocol

from nphd_tracker.importing.opening.grid import Grid, Position


class Marker(Enum):
    """A result that is no number."""

    EMPTY = "empty"


EMPTY = Marker.EMPTY
Result = Decimal | Literal[Marker.EMPTY] | None

_DEEPEST = 64


class NotPlainError(ValueError):
    """Not plain arithmetic, or an operand that is no number."""


@dataclass(frozen=True, slots=True)
class Area:
    """Cells of one sheet; a single cell is an area of one."""

    grid: Grid
    start: Position
    end: Position
    is_single: bool

    def formulas(self) -> list[Position]:
        return [
            (row, column)
            for row, column in self.grid.formulas
            if self.start[0] <= row <= self.end[0] and self.start[1] <= column <= self.end[1]
        ]


Token = str | Decimal | Area


class Operands(Protocol):
    """Where the numbers in cells come from."""

    def operand(self, area: Area) -> Decimal | None: ...

    def total(self, area: Area) -> list[Decimal]: ...


@dataclass(slots=True)
class Computation:
    """One pass over a formula's tokens, lowest precedence first."""

    cells: Operands
    tokens: list[Token]
    place: int = 0
    depth: int = 0
    references: int = 0
    filled: int = 0

    def run(self) -> Decimal | Literal[Marker.EMPTY]:
        try:
            value = self._sum_of_terms()
        except ZeroDivisionError:
            if self.references and not self.filled:
                return EMPTY
            raise
        if self.place != len(self.tokens):
            raise NotPlainError("more than one expression")
        return EMPTY if self.references and not self.filled else value

    def _next(self) -> Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def _accept(self, *signs: str) -> str | None:
        token = self._next()
        if isinstance(token, str) and token in signs:
            self.place += 1
            return token
        return None

    def _sum_of_terms(self) -> Decimal:
        value = self._product()
        while sign := self._accept("+", "-"):
            term = self._product()
            value = value + term if sign == "+" else value - term
        return value

    def _product(self) -> Decimal:
        value = self._signed()
        while sign := self._accept("*", "/"):
            factor = self._signed()
            if sign == "/" and not factor:
                raise ZeroDivisionError
            value = value * factor if sign == "*" else value / factor
        return value

    def _signed(self) -> Decimal:
        is_negative = False
        while sign := self._accept("+", "-"):
            is_negative ^= sign == "-"
        value = self._operand()
        while self._accept("%"):
            value /= 100
        return -value if is_negative else value

    def _operand(self) -> Decimal:
        part = self._next()
        self.place += 1
        if isinstance(part, Decimal):
            return part
        if isinstance(part, Area):
            return self._count(self.cells.operand(part))
        if part not in ("(", "SUM("):
            raise NotPlainError(str(part))
        return self._inside(is_sum=part == "SUM(")

    def _inside(self, *, is_sum: bool) -> Decimal:
        """What stands in parentheses, up to and with the closing one."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NotPlainError("too many parentheses")
        value = self._arguments() if is_sum else self._sum_of_terms()
        self.depth -= 1
        if not self._accept(")"):
            raise NotPlainError("an open parenthesis")
        return value

    def _arguments(self) -> Decimal:
        value = self._argument()
        while self._accept(","):
            value += self._argument()
        return value

    def _argument(self) -> Decimal:
        """An area on its own is passed over as SUM does; anything else is an expression."""
        token = self._next()
        after = self.tokens[self.place + 1] if self.place + 1 < len(self.tokens) else None
        if isinstance(token, Area) and after in (",", ")"):
            self.place += 1
            self.references += 1
            numbers = self.cells.total(token)
            self.filled += bool(numbers)
            return sum(numbers, Decimal(0))
        return self._sum_of_terms()

    def _count(self, number: Decimal | None) -> Decimal:
        self.references += 1
        if number is None:
            return Decimal(0)
        self.filled += 1
        return number
