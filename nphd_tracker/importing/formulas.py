"""Plain arithmetic of formulas that were saved without a value: + - * / % ( ) and SUM of cells.

The rule: a number comes out only when it is the number Excel would show. Anything else - another
function, a name, an error, a text among the operands, a division by zero, a circle - is None, so
that the cell is named and asked about. A formula whose cells are all empty is EMPTY, never zero.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, localcontext

from nphd_tracker.importing.arithmetic import (
    EMPTY,
    Area,
    Computation,
    Marker,
    NotPlainError,
    Result,
    Token,
)
from nphd_tracker.importing.opening.grid import CellValue, Grid, Position, Workbook
from nphd_tracker.importing.opening.ooxml import parse_reference

__all__ = ["EMPTY", "Evaluator", "Result", "evaluate"]

_LONGEST = 8_192
_VISITS = 2_000_000
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)
    |(?P<area>(?:(?P<sheet>'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?
        (?P<first>\$?[A-Za-z]{1,3}\$?\d{1,7})(?::(?P<last>\$?[A-Za-z]{1,3}\$?\d{1,7}))?)
        (?![\w(!.:])
    |(?P<sum>SUM)\s*\(
    |(?P<sign>[-+*/%(),])
    )""",
    re.VERBOSE | re.IGNORECASE,
)


_Cell = tuple[str, Position]


def evaluate(formula: str, grid: Grid, workbook: Workbook | Iterable[Grid] = ()) -> Result:
    """What one formula of ``grid`` comes to: "=F16*0.4" -> Decimal. See `Evaluator` for many."""
    return Evaluator(grid, workbook).evaluate(formula)


class Evaluator:
    """Evaluates the formulas of one sheet, remembering what each came to.

    Running totals are chains as long as the sheet: cells are worked off a stack, not by recursion.
    """

    def __init__(self, grid: Grid, workbook: Workbook | Iterable[Grid] = ()) -> None:
        sheets = workbook.sheets if isinstance(workbook, Workbook) else workbook
        self._grid = grid
        self._sheets = {sheet.name.casefold(): sheet for sheet in (*sheets, grid)}
        self._known: dict[_Cell, Result] = {}
        self._heights: dict[str, int] = {}
        self._visits = 0

    def evaluate(self, formula: str) -> Result:
        """The value of a formula written on this sheet."""
        try:
            tokens = self._tokens(formula, self._grid)
            self._settle(self._unknown(tokens))
            return self._compute(tokens)
        except NotPlainError:
            return None

    def _settle(self, wanted: list[tuple[Grid, Position]]) -> None:
        """Work out formula cells and all they stand on; a circle leaves its cells None."""
        stack = wanted
        entered: set[_Cell] = set()
        while stack:
            grid, position = stack[-1]
            cell = (grid.name, position)
            if cell in self._known:
                stack.pop()
                continue
            try:
                tokens = self._tokens(grid.formulas[position], grid)
                missing = [] if cell in entered else self._unknown(tokens)
                entered.add(cell)
                if missing:
                    stack += missing
                    continue
                self._known[cell] = self._compute(tokens)
            except NotPlainError:
                self._known[cell] = None
            stack.pop()

    def _unknown(self, tokens: list[Token]) -> list[tuple[Grid, Position]]:
        areas = (token for token in tokens if isinstance(token, Area))
        return [
            (area.grid, position)
            for area in areas
            for position in self._formula_positions(area)
            if (area.grid.name, position) not in self._known
        ]

    def _formula_positions(self, area: Area) -> list[Position]:
        if area.is_single:
            return [area.start] if area.start in area.grid.formulas else []
        self._spend(len(area.grid.formulas))
        return area.formulas()

    def _spend(self, visits: int) -> None:
        self._visits += visits
        if self._visits > _VISITS:
            raise NotPlainError("too much to add up")

    def _tokens(self, formula: str, grid: Grid) -> list[Token]:
        text = formula.strip()
        if not text.startswith("=") or len(text) > _LONGEST:
            raise NotPlainError(text[:40])
        tokens: list[Token] = []
        place = 1
        while place < len(text):
            match = _TOKEN.match(text, place)
            if not match:
                raise NotPlainError(text[place : place + 20])
            place = match.end()
            if match["number"]:
                tokens.append(Decimal(match["number"]))
            elif match["area"]:
                tokens.append(self._area(match, grid))
            else:
                tokens.append("SUM(" if match["sum"] else match["sign"])
        return tokens

    def _area(self, match: re.Match[str], grid: Grid) -> Area:
        if match["sheet"]:
            name = _sheet_name(match["sheet"])
            found = self._sheets.get(name.casefold())
            if found is None:
                raise NotPlainError(name)
            grid = found
        first, last = (
            parse_reference(match["first"]),
            parse_reference(match["last"] or match["first"]),
        )
        if first is None or last is None:
            raise NotPlainError(match["area"])
        (top, bottom), (left, right) = sorted((first[0], last[0])), sorted((first[1], last[1]))
        end = (min(bottom, self._height(grid)), right) if match["last"] else (bottom, right)
        return Area(grid, (top, left), end, not match["last"])

    def _height(self, grid: Grid) -> int:
        """Below this row nothing stands, so that a sum to the end of the sheet costs little."""
        if grid.name not in self._heights:
            named = (row + 1 for row, _ in (*grid.formulas, *grid.errors))
            self._heights[grid.name] = max([len(grid.rows), *named])
        return self._heights[grid.name]

    def _compute(self, tokens: list[Token]) -> Result:
        computation = Computation(self, tokens)
        try:
            with localcontext() as context:
                context.prec = 40
                return computation.run()
        except ArithmeticError as error:
            raise NotPlainError(str(error)) from error

    def operand(self, area: Area) -> Decimal | None:
        """The number in a single cell, None when it is empty."""
        if not area.is_single:
            raise NotPlainError("a range outside SUM")
        (row, column), rows = area.start, area.grid.rows
        line = rows[row] if row < len(rows) else []
        value = line[column] if column < len(line) else None
        return self._number(area.grid, area.start, value, is_strict=True)

    def total(self, area: Area) -> list[Decimal]:
        """The numbers SUM finds in an area. It passes over words; a text with digits asks."""
        width = area.end[1] - area.start[1] + 1
        self._spend(width * max(area.end[0] - area.start[0] + 1, 0))
        grid, found = area.grid, []
        for row in range(area.start[0], area.end[0] + 1):
            line = grid.rows[row] if row < len(grid.rows) else []
            for column in range(area.start[1], area.end[1] + 1):
                value = line[column] if column < len(line) else None
                if value is None and not (grid.formulas or grid.errors):
                    continue
                number = self._number(grid, (row, column), value, is_strict=False)
                if number is not None:
                    found.append(number)
        return found

    def _number(
        self, grid: Grid, position: Position, value: CellValue, *, is_strict: bool
    ) -> Decimal | None:
        if value is None:
            return self._hidden_number(grid, position)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _decimal(value)
        if isinstance(value, str) and not is_strict and not any(map(str.isdigit, value)):
            return None
        raise NotPlainError("an operand that is no number")

    def _hidden_number(self, grid: Grid, position: Position) -> Decimal | None:
        """What stands at a place without a value: a formula, an error, or nothing."""
        if position in grid.errors:
            raise NotPlainError(grid.errors[position])
        if position not in grid.formulas:
            return None
        result = self._known.get((grid.name, position))
        if result is None:
            raise NotPlainError("a cell that cannot be computed")
        return None if isinstance(result, Marker) else result


def _sheet_name(text: str) -> str:
    """As written before "!": in quotes, with each quote of its own doubled."""
    return text[1:-1].replace("''", "'") if text.startswith("'") else text


def _decimal(value: int | float) -> Decimal:
    """The 15 digits that Excel shows; 0.1 + 0.2 is 0.3 there too."""
    number = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
    if not number.is_finite():
        raise NotPlainError(str(value))
    return number
