"""The sheet Tindak Lanjut of our own summary, come back with what an officer wrote into it.

A row with a number is a follow-up, one without is an agreement that has none; such a row counts
once something is written into it. What is stored is not known here: that is compared in `store`.
"""

from collections.abc import Mapping
from datetime import date, datetime

from nphd_tracker.absorption import Basis
from nphd_tracker.dates import NotADateError, parse_date
from nphd_tracker.follow_ups import (
    LONGEST_TEXT,
    SHEET,
    Heading,
    State,
    find_cause,
    find_state,
)
from nphd_tracker.importing.opening.grid import CellValue, Grid, cell_name
from nphd_tracker.importing.problems import make_problem
from nphd_tracker.importing.vocabulary import Vocabulary, polling_day_of
from nphd_tracker.reading import Problem, StatedFollowUp

_NEEDED = (Heading.REGION, Heading.AGENCY, Heading.CAUSE, Heading.STATE)
_HEADER_WITHIN = 20
"""Rows from the top."""
_WRITTEN = (Heading.CAUSE, Heading.PROMISE, Heading.OFFICE, Heading.DUE, Heading.STATE)

Cells = Mapping[Heading, CellValue]


def read_follow_ups(
    grid: Grid, vocabulary: Vocabulary, election: str
) -> tuple[list[StatedFollowUp], list[Problem]]:
    """Every row that says something, and what cannot be understood, at its cell."""
    header = _find_header(grid)
    if header is None:
        return [], [make_problem("follow-up-sheet-changed", grid.name, "")]
    top, places = header
    stated: list[StatedFollowUp] = []
    problems: list[Problem] = []
    for row in range(top + 1, len(grid.rows)):
        line = grid.rows[row]
        cells = {one: line[place] if place < len(line) else None for one, place in places.items()}
        names = {one: cell_name(row, place) for one, place in places.items()}
        if cells.get(Heading.NUMBER) is None and not any(
            cells.get(one) is not None for one in _WRITTEN
        ):
            continue
        reader = _Row(cells, names, vocabulary)
        found = reader.read(election)
        problems += reader.problems
        if found is not None and not reader.problems:
            stated.append(found)
    return stated, problems


def _find_header(grid: Grid) -> tuple[int, dict[Heading, int]] | None:
    for row, line in enumerate(grid.rows[:_HEADER_WITHIN]):
        texts = [" ".join(str(value).split()) if value is not None else "" for value in line]
        places = {one: texts.index(one.value) for one in Heading if one.value in texts}
        if all(one in places for one in _NEEDED):
            return row, places
    return None


class _Row:
    """One row in the reading; its problems are told all at once."""

    def __init__(self, cells: Cells, names: Mapping[Heading, str], vocabulary: Vocabulary) -> None:
        self._cells = cells
        self._names = names
        self._vocabulary = vocabulary
        self.problems: list[Problem] = []

    def read(self, election: str) -> StatedFollowUp | None:
        region = self._vocabulary.regions.by_code(self._text(Heading.REGION)).region
        if region is None:
            self._say("follow-up-region-unknown", Heading.REGION)
        grantee = self._vocabulary.agencies.resolve(self._text(Heading.AGENCY))
        if grantee is None:
            self._say("agency-unknown", Heading.AGENCY)
        cause = find_cause(self._text(Heading.CAUSE))
        if cause is None:
            is_empty = not self._text(Heading.CAUSE)
            self._say(
                "follow-up-cause-missing" if is_empty else "follow-up-cause-unknown", Heading.CAUSE
            )
        number, due, state = self._number(), self._due(), self._state()
        if region is None or grantee is None or cause is None or state is None:
            return None
        return StatedFollowUp(
            election=election,
            region=region.code,
            agency=grantee.agency,
            unit=self._text(Heading.UNIT) or None,
            number=number,
            version=self._text(Heading.VERSION),
            cause=cause.value,
            promise=self._text(Heading.PROMISE)[:LONGEST_TEXT],
            office=self._text(Heading.OFFICE)[:LONGEST_TEXT],
            due=due,
            state=state.value,
            basis=self._basis().value,
            cells=tuple(
                f"{SHEET}!{self._names.get(one, self._names[Heading.CAUSE])}"
                for one in (*_WRITTEN, Heading.NUMBER)
            ),
            polling_day=polling_day_of(self._vocabulary, election),
        )

    def _text(self, heading: Heading) -> str:
        value = self._cells.get(heading)
        return "" if value is None else " ".join(str(value).split())

    def _number(self) -> int | None:
        value = self._cells.get(Heading.NUMBER)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self._say("follow-up-unknown", Heading.NUMBER)
            return None
        return value

    def _due(self) -> date | None:
        value = self._cells.get(Heading.DUE)
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        try:
            return parse_date(str(value))
        except NotADateError:
            self._say("follow-up-due-unreadable", Heading.DUE)
            return None

    def _state(self) -> State | None:
        text = self._text(Heading.STATE)
        state = find_state(text) if text else State.OPEN
        if state is None:
            self._say("follow-up-state-unknown", Heading.STATE)
        return state

    def _basis(self) -> Basis:
        """A row that waited for an officer carries it where others carry their version."""
        text = self._text(Heading.VERSION)
        return Basis(text) if text in set(Basis) else Basis.DISBURSED_COMMITTED

    def _say(self, code: str, heading: Heading) -> None:
        cell = self._names.get(heading, "")
        self.problems.append(make_problem(code, SHEET, cell, self._text(heading)))
