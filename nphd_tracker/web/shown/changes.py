"""What changed on a selection between two days, as the dashboard and the meeting's paper say it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from nphd_tracker.absorption import Row, sum_up
from nphd_tracker.movement import Change, Movement, by_movement, compare
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.shown.figures import Overview
from nphd_tracker.web.shown.memory import Memory
from nphd_tracker.web.shown.selection import Selection
from nphd_tracker.web.shown.standings import on_day
from nphd_tracker.web.words.filters import rupiah
from nphd_tracker.web.words.names import whose

SHOWN_IN_CHART = 10
_DRAWN = (Movement.REACHED, Movement.MOVED, Movement.FELL)
_LISTED = (*_DRAWN, Movement.NEWLY_REPORTED, Movement.STOOD_STILL)

_changes: Memory["Changes"] = Memory(keep=64)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many agreements did the same, by how much, and what they still lack; in sen.

    ``without_report`` of them gave no newer report.
    """

    movement: Movement
    agreements: int
    by: int
    unabsorbed: int
    without_report: int


@dataclass(frozen=True, slots=True)
class Changes:
    """The agreements of a selection held against an earlier day.

    ``before`` and ``now`` are over all that had reported on each; ``by`` is over those that had on
    both, so that a first report is no movement.
    """

    since: date
    day: date
    before: Row
    now: Row
    by: int
    kinds: dict[Movement, list[Change]]
    tallies: list[Tally]

    @property
    def has_earlier(self) -> bool:
        return self.before.reported > 0

    @property
    def listed(self) -> list[Change]:
        """All but what was already complete, and what nobody reported."""
        return [change for movement in _LISTED for change in self.kinds[movement]]

    @property
    def drawn(self) -> list[Change]:
        """What moved, the most rupiah first, as far as it is drawn."""
        moved = [change for movement in _DRAWN for change in self.kinds[movement]]
        moved = [one for one in moved if one.before and one.before.rate and one.now.rate]
        return sorted(moved, key=lambda one: -abs(one.by))[:SHOWN_IN_CHART]


def look_at(session: Session, page: Overview) -> Changes:
    """What changed on the agreements of a page since the earlier day of its selection."""
    return _changes.recall(session, page.selection, lambda: _compare(session, page))


def _compare(session: Session, page: Overview) -> Changes:
    selection = page.selection
    ids = {one.holding.id for one in page.standings}
    earlier = on_day(session, selection.election or "", selection.previous)
    before = [one for one in earlier[selection.basis] if one.holding.id in ids]
    changes = compare(before, page.standings)
    kinds = by_movement(changes)
    return Changes(
        since=selection.previous,
        day=selection.day,
        before=sum_up("", "", before),
        now=page.total,
        by=sum(change.by for change in changes),
        kinds=kinds,
        tallies=[_tally(movement, found) for movement, found in kinds.items() if found],
    )


def _tally(movement: Movement, changes: Sequence[Change]) -> Tally:
    return Tally(
        movement=movement,
        agreements=len(changes),
        by=sum(change.by for change in changes),
        unabsorbed=sum(max(change.now.unabsorbed or 0, 0) for change in changes),
        without_report=sum(not change.is_renewed for change in changes),
    )


def grantee(change: Change) -> str:
    """Whose agreement it is: ``Kab. Sikka, KPU``."""
    return whose(change.now.holding)


def signed(sen: int) -> str:
    """``+Rp 1.000``; what went keeps its minus, and nothing has no sign."""
    return f"+{rupiah(sen)}" if sen > 0 else rupiah(sen)


def movement_name(movement: Movement) -> str:
    return {
        Movement.REACHED: _("Mencapai 100%"),
        Movement.MOVED: _("Bertambah, belum 100%"),
        Movement.STOOD_STILL: _("Tidak bergerak"),
        Movement.NEWLY_REPORTED: _("Baru melapor"),
        Movement.FELL: _("Turun, periksa"),
        Movement.DONE: _("Sudah penuh atau selesai"),
        Movement.SILENT: _("Belum lapor"),
    }[movement]


def movement_meaning(movement: Movement) -> str:
    """When an agreement is counted so."""
    return {
        Movement.REACHED: _("semula di bawah 100 persen, sekarang sudah mencapainya"),
        Movement.MOVED: _("jumlahnya bertambah, tetapi masih di bawah 100%"),
        Movement.STOOD_STILL: _("di bawah 100 persen dan jumlahnya tetap"),
        Movement.NEWLY_REPORTED: _("semula belum ada laporan; bukan pergerakan"),
        Movement.FELL: _("jumlahnya berkurang, atau tidak lagi 100 persen karena nilainya naik"),
        Movement.DONE: _("pada kedua tanggal sudah penuh, atau sudah selesai"),
        Movement.SILENT: _("sampai sekarang belum ada laporan; bukan nol"),
    }[movement]


def is_late_question(selection: Selection) -> bool:
    """The earlier day asked for does not lie before the day: another one is used."""
    return selection.since is not None and selection.since != selection.previous


FILTERS: dict[str, Callable[..., str | bool]] = {
    "change_grantee": grantee,
    "signed": signed,
    "movement_name": movement_name,
    "movement_meaning": movement_meaning,
    "is_late_question": is_late_question,
}
