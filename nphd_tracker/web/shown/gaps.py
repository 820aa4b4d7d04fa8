"""What is owed beside what there is: local governments without an agreement, and how many have one."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Holding, Standing
from nphd_tracker.regions import Agency
from nphd_tracker.store.roster import Owed
from nphd_tracker.web.serving.language import ngettext
from nphd_tracker.web.shown.selection import Selection
from nphd_tracker.web.words.names import agency_name


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the local governments that owe an agreement to an agency, how many have one."""

    agency: Agency
    owed: int
    there: int

    @property
    def words(self) -> str:
        return ngettext(
            "%(there)s dari %(num)s pemda punya NPHD %(agency)s",
            "%(there)s dari %(num)s pemda punya NPHD %(agency)s",
            self.owed,
            there=self.there,
            agency=agency_name(self.agency),
        )


@dataclass(frozen=True, slots=True)
class Gaps:
    """Of what is owed within a selection: what is not there, and how much is, by agency."""

    missing: list[Owed]
    coverage: list[Coverage]


def find_gaps(session: Session, selection: Selection, standings: Iterable[Standing]) -> Gaps:
    """A band is only of what there is, so with one nothing is missing."""
    if selection.election is None or selection.band is not None:
        return Gaps([], [])
    roster = store.list_roster(session, selection.election)
    owed = [one for one in roster if selection.covers(*one)]
    holdings = [one.holding for one in standings] if owed else []
    return Gaps(missing(owed, holdings), cover(owed, holdings))


def missing(roster: Iterable[Owed], holdings: Iterable[Holding]) -> list[Owed]:
    """What is owed and nothing is known of: there is no agreement yet."""
    there = {(one.region, one.agency) for one in holdings}
    return [one for one in roster if one not in there]


def cover(roster: Iterable[Owed], holdings: Iterable[Holding]) -> list[Coverage]:
    """By agency, in the agencies' order; only those that the roster names."""
    owed = list(roster)
    there = {(one.region, one.agency) for one in holdings}
    return [
        Coverage(agency, len(those), sum(one in there for one in those))
        for agency in Agency
        if (those := [one for one in owed if one[1] is agency])
    ]
