"""What was agreed about an agreement: why it stands still, what was promised, by which office, when.

A follow-up remembers the rate it was opened at, so that it can say how the figure moved since. It
closes itself, with a mark, once the agreement reaches 100% or is closed. Only offices are named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, TypeVar

from nphd_tracker.absorption import Basis, Holding, Standing
from nphd_tracker.money import truncate_percent
from nphd_tracker.regions import Agency

SHEET = "Tindak Lanjut"
"""In the Excel summary; under these headings in both languages, by which it is read back."""


class Heading(StrEnum):
    """The columns that the importer knows the sheet by; the officer fills those after the unit."""

    NUMBER = "No"
    REGION = "Kode Wilayah"
    AGENCY = "Lembaga"
    UNIT = "Satuan Kerja"
    CAUSE = "Penyebab"
    PROMISE = "Janji"
    OFFICE = "Oleh"
    DUE = "Tenggat"
    STATE = "Status"
    VERSION = "Versi"


LONGEST_TEXT = 500
"""Characters of a promise or a note: a sentence, not a report."""


class Cause(StrEnum):
    """Why the money has not moved, as treasuries and grantees say it."""

    ACCOUNT = "account"
    GRANTEE = "grantee"
    CASH = "cash"
    APPROVAL = "approval"
    SIGNING = "signing"
    REGISTER = "register"
    OTHER = "other"


class State(StrEnum):
    """``OVERDUE`` is never stored: it is open past its due date."""

    OPEN = "open"
    OVERDUE = "overdue"
    KEPT = "kept"
    CLOSED = "closed"


CAUSE_WORDS: Mapping[Cause, tuple[str, str]] = {
    Cause.ACCOUNT: ("Rekening belum siap", "Bank account not ready"),
    Cause.GRANTEE: ("Penerima terlambat mengajukan", "Grantee applied late"),
    Cause.CASH: ("Kas daerah belum tersedia", "Regional cash not available yet"),
    Cause.APPROVAL: ("Menunggu persetujuan", "Awaiting approval"),
    Cause.SIGNING: ("NPHD/addendum belum ditandatangani", "Agreement or addendum not signed yet"),
    Cause.REGISTER: ("Register belum terbit", "Register number not issued yet"),
    Cause.OTHER: ("Lainnya", "Other"),
}
STATE_WORDS: Mapping[State, tuple[str, str]] = {
    State.OPEN: ("Terbuka", "Open"),
    State.OVERDUE: ("Lewat tenggat", "Overdue"),
    State.KEPT: ("Ditepati", "Kept"),
    State.CLOSED: ("Ditutup", "Closed"),
}
"""Indonesian, English."""


def find_cause(text: str) -> Cause | None:
    """``kas daerah belum tersedia`` -> CASH, in either language; None for any other text."""
    return _find(text, CAUSE_WORDS)


def find_state(text: str) -> State | None:
    """``Lewat tenggat`` -> OVERDUE, in either language."""
    return _find(text, STATE_WORDS)


Word = TypeVar("Word", Cause, State)


def _find(text: str, words: Mapping[Word, tuple[str, str]]) -> Word | None:
    wanted = " ".join(text.split()).casefold()
    return next(
        (one for one, known in words.items() if wanted in map(str.casefold, known)),
        None,
    )


EventKind = Literal["opened", "changed", "reached"]


@dataclass(frozen=True, slots=True)
class Promise:
    """The cause, what was promised, by which office, and until when."""

    cause: Cause
    text: str = ""
    office: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a history: what holds from then on. ``who`` is not known yet.

    ``reached``: an import (``import_id``) brought the agreement to 100%.
    """

    at: datetime
    kind: EventKind
    promise: Promise
    state: State
    note: str = ""
    who: str | None = None
    import_id: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One follow-up with its history, the oldest event first; amounts in sen at its opening."""

    id: int
    agreement_id: int
    election: str
    region: str
    agency: Agency
    unit: str | None
    basis: Basis
    as_of: date
    numerator: int | None
    denominator: int | None
    history: tuple[Event, ...]

    @property
    def latest(self) -> Event:
        return self.history[-1]

    @property
    def promise(self) -> Promise:
        return self.latest.promise

    def as_of_event(self, event_id: int) -> Event | None:
        """What held when this was its newest event; None for an event that is not its own."""
        return next((one for one in self.history if one.id == event_id), None)

    @property
    def opened_at(self) -> datetime:
        return self.history[0].at

    @property
    def rate(self) -> str | None:
        """The rate it was opened at, like "64.03"; None where nobody had reported."""
        if self.numerator is None or self.denominator is None or self.denominator <= 0:
            return None
        return truncate_percent(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A follow-up beside what its agreement stands at now; None: nothing stands of it any more."""

    follow_up: FollowUp
    standing: Standing | None
    today: date

    @property
    def promise(self) -> Promise:
        return self.follow_up.promise

    @property
    def state(self) -> State:
        """As it is today: by the last event, by the due date, by what the agreement reached."""
        said = self.follow_up.latest.state
        if said is not State.OPEN:
            return said
        if self.reaches_by_itself:
            return State.CLOSED
        due = self.follow_up.promise.due
        return State.OVERDUE if due is not None and due < self.today else State.OPEN

    @property
    def version(self) -> str:
        """``12/open``: the newest event and the state shown, so that a sheet that comes back tells
        whether it was changed there, and whether here meanwhile."""
        return f"{self.follow_up.latest.id}/{self.state.value}"

    @property
    def is_waiting(self) -> bool:
        return self.state in (State.OPEN, State.OVERDUE)

    @property
    def closed_itself(self) -> bool:
        """It was not closed by a person: the agreement reached 100% or is closed."""
        said = self.follow_up.latest
        return said.kind == "reached" or (said.state is State.OPEN and self.reaches_by_itself)

    @property
    def reaches_by_itself(self) -> bool:
        return self.standing is not None and is_reached(self.standing)

    @property
    def moved(self) -> int | None:
        """How much more of the numerator there is than at its opening, in sen."""
        now = self.standing.numerator if self.standing else None
        if now is None:
            return None
        return now - (self.follow_up.numerator or 0)


def is_reached(standing: Standing) -> bool:
    """At 100% or closed: there is nothing left to follow up. No report is not 100%."""
    return standing.below is False or standing.closed


def is_open_to_follow_up(standing: Standing) -> bool:
    """Below 100%, late, or not reported; not what is complete or closed."""
    return not is_reached(standing) and not standing.holding.unit_clash


def find_holding(follow_up: FollowUp, holdings: Iterable[Holding]) -> Holding | None:
    """The agreement as it stands now: its rows may since have been joined with another's."""
    alike = [
        one for one in holdings if (one.region, one.agency) == (follow_up.region, follow_up.agency)
    ]
    same = [one for one in alike if one.id == follow_up.agreement_id]
    return same[0] if same else alike[0] if len(alike) == 1 else None


def track(
    follow_ups: Iterable[FollowUp],
    standings: Mapping[Basis, Iterable[Standing]],
    today: date,
) -> list[Tracked]:
    """Each follow-up beside its agreement on the follow-up's own basis; the nearest due first."""
    found: dict[tuple[Basis, str, Agency], dict[int, Standing]] = {}
    for basis, those in standings.items():
        for one in those:
            key = (basis, one.holding.region, one.holding.agency)
            found.setdefault(key, {})[one.holding.id] = one
    tracked = []
    for follow_up in follow_ups:
        alike = found.get((follow_up.basis, follow_up.region, follow_up.agency), {})
        holding = find_holding(follow_up, [one.holding for one in alike.values()])
        standing = alike[holding.id] if holding else None
        tracked.append(Tracked(follow_up, standing, today))
    return sorted(tracked, key=_by_urgency)


def _by_urgency(one: Tracked) -> tuple[bool, date, str, int]:
    promise = one.follow_up.promise
    return not one.is_waiting, promise.due or date.max, one.follow_up.region, one.follow_up.id
