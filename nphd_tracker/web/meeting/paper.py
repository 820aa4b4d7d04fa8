"""What the meeting's one page says: who is below 100%, the ministry's counts, what moved, by whom.

Everything is bounded, so that it stays one sheet of A4 for a province and for the nation alike;
what is left out is counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from nphd_tracker.absorption import Row, Standing, group_by, sum_up
from nphd_tracker.follow_ups import Tracked
from nphd_tracker.money import truncate_percent
from nphd_tracker.movement import BandCount, Change, Movement, add_up, count_bands
from nphd_tracker.web.shown import changes, followed
from nphd_tracker.web.shown.changes import Changes
from nphd_tracker.web.shown.figures import Overview
from nphd_tracker.web.shown.selection import Selection
from nphd_tracker.web.words.filters import region_label
from nphd_tracker.web.words.names import agency_name

SHOWN = 10
"""Local governments below 100%, and largest amounts."""
MOST_LARGEST = 15
"""Largest amounts where other blocks leave the sheet room."""
SHOWN_MOVED = 2
SHOWN_SILENT = 6
SHOWN_PROMISES = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A local government with what is below 100% there; ``row`` sums those agreements alone."""

    code: str
    name: str
    row: Row
    below: list[Standing]


@dataclass(frozen=True, slots=True)
class Largest:
    """One agreement, and the truncated share of it and all larger ones in all that is below."""

    standing: Standing
    share: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """The page of one selection. ``agencies``: rows of each agency, in their order."""

    page: Overview
    changes: Changes
    agencies: list[Row]
    counts: list[BandCount]
    all_counts: BandCount
    places: list[Place]
    largest: list[Largest]
    silent: list[Row]
    promises: list[Tracked]

    @property
    def selection(self) -> Selection:
        return self.page.selection

    @property
    def is_one_place(self) -> bool:
        return len({one.holding.region for one in self.page.standings}) == 1

    def biggest(self, movement: Movement) -> list[Change]:
        return self.changes.kinds[movement][:SHOWN_MOVED]


def look_at(session: Session, page: Overview, today: date) -> Meeting:
    """The page, put together from what the dashboard shows of the same selection."""
    counts = count_bands(page.standings)
    places = _places(page.below)
    promises = [one for one in followed.track_all(session, page.selection, today) if one.is_waiting]
    room = max(0, SHOWN - len(places)) + max(0, SHOWN_PROMISES - len(promises))
    return Meeting(
        page=page,
        changes=changes.look_at(session, page),
        agencies=group_by(page.standings, "agency", agency_name),
        counts=counts,
        all_counts=add_up(counts),
        places=places,
        largest=_largest(page.below[: min(SHOWN + room, MOST_LARGEST)], page.below_total),
        silent=_by_value(group_by(page.silent, "region", region_label)),
        promises=promises,
    )


def _places(below: Iterable[Standing]) -> list[Place]:
    found: dict[str, list[Standing]] = {}
    for one in below:
        found.setdefault(one.holding.region, []).append(one)
    places = [
        Place(code, region_label(code), sum_up(code, "", those), those)
        for code, those in found.items()
    ]
    return sorted(places, key=lambda place: (-(place.row.unabsorbed or 0), place.code))


def _largest(below: list[Standing], total: Row) -> list[Largest]:
    found: list[Largest] = []
    so_far = 0
    for one in below:
        so_far += one.unabsorbed or 0
        found.append(Largest(one, truncate_percent(so_far, total.unabsorbed or so_far or 1)))
    return found


def _by_value(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-(row.committed or 0), row.key))
