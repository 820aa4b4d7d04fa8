"""What an import says of follow-ups, in words: those its sheet Tindak Lanjut opens and changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nphd_tracker.follow_ups import Cause, Promise, State
from nphd_tracker.web.words.names import agency_name


@dataclass(frozen=True)
class SaidSeen:
    """What is said of one follow-up."""

    promise: Promise
    state: State


@dataclass(frozen=True)
class FollowUpSeen:
    """One follow-up before (None: there is none yet) and after."""

    region: str
    grantee: str
    number: int | None
    old: SaidSeen | None
    new: SaidSeen
    cells: str


@dataclass(frozen=True)
class FollowUpsSeen:
    """How many the sheet opens, changes and leaves as they are, and the first of them."""

    new: int = 0
    changed: int = 0
    same: int = 0
    changes: tuple[FollowUpSeen, ...] = ()

    @property
    def all(self) -> int:
        """How many it changes or opens."""
        return self.new + self.changed


def follow_ups_seen(said: Mapping[str, Any] | None) -> FollowUpsSeen:
    """As `intake` describes them; an import of before they were told has none."""
    if not said:
        return FollowUpsSeen()
    return FollowUpsSeen(
        said["new"], said["changed"], said["same"], tuple(map(_seen, said["changes"]))
    )


def _seen(said: Mapping[str, Any]) -> FollowUpSeen:
    return FollowUpSeen(
        region=said["region"],
        grantee=said["unit"] or agency_name(said["agency"]),
        number=said["number"],
        old=_read(said["old"]) if said["old"] else None,
        new=_read(said["new"]),
        cells=", ".join(said["cells"]),
    )


def _read(said: Mapping[str, Any]) -> SaidSeen:
    due = date.fromisoformat(said["due"]) if said["due"] else None
    promise = Promise(Cause(said["cause"]), said["promise"], said["office"], due)
    return SaidSeen(promise, State(said["state"]))
