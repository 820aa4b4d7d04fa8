"""What an officer wrote into the sheet Tindak Lanjut, compared with what is stored, row by row.

A row that is as the sheet was written says nothing, whatever was changed on the pages meanwhile.
One that was changed there and here is told, never overwritten. The preview and the apply are this
one comparison.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from nphd_tracker.absorption import Basis, Holding, Standing, stand
from nphd_tracker.dates import format_date
from nphd_tracker.follow_ups import (
    CAUSE_WORDS,
    STATE_WORDS,
    Cause,
    FollowUp,
    Promise,
    State,
    find_holding,
    is_open_to_follow_up,
)
from nphd_tracker.reading import Severity, StatedFollowUp
from nphd_tracker.regions import Agency, unit_key
from nphd_tracker.store.findings import Finding, FindingCode
from nphd_tracker.store.follow_ups import change_follow_up, list_follow_ups, open_follow_up
from nphd_tracker.store.holdings import newest_day
from nphd_tracker.store.newest import load_holdings_at
from nphd_tracker.store.trail import actor_of

_STATE, _NUMBER = 4, 5
"""Which of a row's cells."""


@dataclass(frozen=True, slots=True)
class FollowUpChange:
    """One that would be opened (``number`` and ``old`` are None) or say something else."""

    region: str
    agency: Agency
    unit: str | None
    number: int | None
    old: tuple[Promise, State] | None
    new: tuple[Promise, State]
    cells: tuple[str, ...]
    standing: Standing | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """All that was shown of it."""
        return (self.region, self.agency, self.unit, self.number, str(self.old), str(self.new))


@dataclass(frozen=True, slots=True)
class FollowUpPlan:
    """What applying would open and change; ``same`` counts the rows that say nothing new."""

    changes: tuple[FollowUpChange, ...] = ()
    same: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def new(self) -> int:
        return sum(one.number is None for one in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.new


def plan_follow_ups(
    session: Session, stated: Sequence[StatedFollowUp], today: date | None = None
) -> FollowUpPlan:
    """Nothing is written."""
    today = today or datetime.now(UTC).date()
    changes: list[FollowUpChange] = []
    findings: list[Finding] = []
    same = 0
    for election in sorted({one.election for one in stated}):
        known = _Known(session, election, today)
        for one in (row for row in stated if row.election == election):
            found = known.compare(one)
            if found is None:
                same += 1
            elif isinstance(found, Finding):
                findings.append(found)
            else:
                changes.append(found)
    return FollowUpPlan(tuple(changes), same, tuple(findings))


def store_follow_ups(session: Session, import_id: int, changes: Iterable[FollowUpChange]) -> None:
    """Add to the histories what was planned; it falls away when the import is undone."""
    who = actor_of(session).who or None
    for one in changes:
        promise, state = one.new
        number = one.number
        if number is None:
            assert one.standing is not None
            number = open_follow_up(session, one.standing, promise, who, import_id=import_id)
        change_follow_up(session, number, promise, state, who=who, import_id=import_id)


class _Known:
    """The follow-ups of an election, and its agreements once a new one asks for them."""

    def __init__(self, session: Session, election: str, today: date) -> None:
        self._session = session
        self._election = election
        self._day = newest_day(session, election, today) or today
        self._follow_ups = {one.id: one for one in list_follow_ups(session, election)}
        self._holdings: list[Holding] | None = None
        self._seen: dict[object, str] = {}

    def compare(self, one: StatedFollowUp) -> FollowUpChange | Finding | None:
        return self._compare_new(one) if one.number is None else self._compare_known(one)

    def _compare_known(self, one: StatedFollowUp) -> FollowUpChange | Finding | None:
        follow_up = self._follow_ups.get(one.number or 0)
        if follow_up is None or (follow_up.region, follow_up.agency) != (one.region, one.agency):
            return _say("follow-up-unknown", one, _NUMBER, value=str(one.number))
        if other := self._note_twice(one.number, one):
            return _say("follow-up-twice", one, _NUMBER, other=other)
        now, new = follow_up.latest, _read(one)
        if new == (now.promise, now.state) or _is_untouched(one, follow_up):
            return None
        number = str(follow_up.id)
        if now.state is not State.OPEN or one.version.endswith(f"/{State.CLOSED}"):
            return _say("follow-up-closed", one, _STATE, value=number)
        if one.version.partition("/")[0] != str(now.id):
            said = _in_words(now.promise, now.state)
            return _say("follow-up-changed-meanwhile", one, 0, value=number, other=said)
        return FollowUpChange(
            one.region, one.agency, one.unit, follow_up.id, (now.promise, now.state), new, one.cells
        )

    def _compare_new(self, one: StatedFollowUp) -> FollowUpChange | Finding | None:
        name = " ".join(filter(None, (one.region, one.agency.value, one.unit)))
        holding = self._find(one)
        if holding is None:
            return _say("follow-up-no-agreement", one, _NUMBER, value=name)
        if other := self._note_twice(("new", holding.id), one):
            return _say("follow-up-twice", one, _NUMBER, other=other)
        standing = stand(holding, self._day, Basis(one.basis), one.polling_day)
        if not is_open_to_follow_up(standing):
            return _say("follow-up-not-needed", one, 0, value=name)
        for follow_up in self._follow_ups.values():
            whose = find_holding(follow_up, self._holdings or ())
            if (
                whose is not None
                and whose.id == holding.id
                and follow_up.latest.state is State.OPEN
            ):
                return _say("follow-up-exists", one, 0, value=name, other=str(follow_up.id))
        return FollowUpChange(
            one.region, one.agency, holding.unit, None, None, _read(one), one.cells, standing
        )

    def _find(self, one: StatedFollowUp) -> Holding | None:
        if self._holdings is None:
            self._holdings = load_holdings_at(
                self._session, self._election, self._day, one.polling_day
            )
        alike = [
            held
            for held in self._holdings
            if (held.region, held.agency) == (one.region, one.agency)
        ]
        named = [held for held in alike if unit_key(held.unit) == unit_key(one.unit)]
        return named[0] if len(named) == 1 else alike[0] if len(alike) == 1 else None

    def _note_twice(self, key: object, one: StatedFollowUp) -> str:
        """Where the same was said before; "" for the first time."""
        known = self._seen.setdefault(key, one.cells[0])
        return "" if known == one.cells[0] else known


def _read(one: StatedFollowUp) -> tuple[Promise, State]:
    state = State(one.state)
    promise = Promise(Cause(one.cause), one.promise, one.office, one.due)
    return promise, State.OPEN if state is State.OVERDUE else state


def _is_untouched(one: StatedFollowUp, follow_up: FollowUp) -> bool:
    """Whether the row is as the sheet was written, so that nobody said anything with it."""
    number, _, shown = one.version.partition("/")
    event = follow_up.as_of_event(int(number)) if number.isascii() and number.isdigit() else None
    if event is None or shown not in set(State):
        return False
    was = State.OPEN if State(shown) is State.OVERDUE else State(shown)
    return _read(one) == (event.promise, was)


def _say(code: FindingCode, one: StatedFollowUp, cell: int, **detail: str) -> Finding:
    return Finding(
        code, Severity.ERROR, one.region, one.agency, one.unit, (one.cells[cell],), detail
    )


def _in_words(promise: Promise, state: State) -> str:
    """In Indonesian, the words of the sheet."""
    due = format_date(promise.due) if promise.due else ""
    words = (
        CAUSE_WORDS[promise.cause][0],
        promise.text,
        promise.office,
        due,
        STATE_WORDS[state][0],
    )
    return "; ".join(filter(None, words))
