"""Where every agreement of an election stands on a day, kept and brought up to date.

After an import only the grantors and grantees that it speaks of are read again: a nation's pages do
not wait for the whole nation each time an office sends its sheet. What was not touched is the same
by what `store.load_holdings_at` reads: a grantor and grantee's own figures and terms, nothing else.
"""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, Standing, stand_on
from nphd_tracker.regions import Agency
from nphd_tracker.web.serving.settings import polling_day

if TYPE_CHECKING:
    from sqlalchemy import Engine

KEPT = 12
"""Days and scopes of one database; a nation's day is some ten megabytes."""
MOST_GROUPS = 400
"""Touched by imports since; of more, all is read again, which is then as quick."""

Place = tuple[str, Agency]
OnBases = Mapping[Basis, Standing]


@dataclass(frozen=True, slots=True)
class Kept:
    """As of one state of the imports."""

    state: Hashable
    imports: Mapping[int, Hashable]
    places: Mapping[Place, list[OnBases]]
    standings: dict[Basis, list[Standing]]


class _Shelf:
    """The days of one database that were looked at last."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.days: OrderedDict[Hashable, Kept] = OrderedDict()
        self.making: dict[Hashable, Lock] = {}


_shelves: WeakKeyDictionary["Engine", _Shelf] = WeakKeyDictionary()
_shelves_lock = Lock()


def on_day(session: Session, election: str, day: date) -> dict[Basis, list[Standing]]:
    """Every agreement of an election on a day, in the same order on each basis."""
    engine, state = session.get_bind().engine, store.what_stands(session)
    key = (store.scope_of(session), election, day)
    with _shelves_lock:
        shelf = _shelves.setdefault(engine, _Shelf())
    with shelf.lock:
        kept = shelf.days.get(key)
        if kept is not None and kept.state == state:
            shelf.days.move_to_end(key)
            return kept.standings
        making = shelf.making.setdefault(key, Lock())
    with making:  # of many who look at once, one reads and the others wait for it
        with shelf.lock:
            kept = shelf.days.get(key)
        if kept is None or kept.state != state:
            kept = _bring_up_to_date(session, election, day, state, kept)
            with shelf.lock:
                shelf.days[key] = kept
                shelf.days.move_to_end(key)
                while len(shelf.days) > KEPT:
                    shelf.making.pop(shelf.days.popitem(last=False)[0], None)
    return kept.standings


def _bring_up_to_date(
    session: Session, election: str, day: date, state: Hashable, before: Kept | None
) -> Kept:
    imports = store.imports_that_stood(session)
    places: dict[Place, list[OnBases]] = dict(before.places) if before else {}
    groups = None
    if before is not None:
        changed = {
            number
            for number in imports.keys() | before.imports.keys()
            if imports.get(number) != before.imports.get(number)
        }
        groups = store.find_groups(session, election, changed)
        if len(groups) > MOST_GROUPS:
            groups = None
    polling = polling_day(election)
    if groups is None:
        places = {}
    for group in groups or ():
        places.pop((group.region, group.agency), None)
    if groups is None or groups:
        for holding in store.load_holdings_at(session, election, day, polling, groups=groups):
            place = (holding.region, holding.agency)
            places.setdefault(place, []).append(stand_on(holding, day, Basis, polling))
    ordered = sorted(places, key=lambda place: (place[0], place[1].value))
    stood = [one for place in ordered for one in places[place]]
    standings = {basis: [one[basis] for one in stood] for basis in Basis}
    return Kept(state, imports, places, standings)
