"""What the pages of follow-ups show, put together from store and follow_ups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, Holding, Standing, is_below, stand_on
from nphd_tracker.errors import ConflictError, NotFoundError
from nphd_tracker.follow_ups import (
    FollowUp,
    State,
    Tracked,
    is_open_to_follow_up,
    track,
)
from nphd_tracker.regions import Agency
from nphd_tracker.reporting.calendar import Deadline, write_calendar
from nphd_tracker.reporting.follow_ups import waiting_by_agreement
from nphd_tracker.reporting.letter import Letter
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.settings import polling_day
from nphd_tracker.web.shown import figures
from nphd_tracker.web.shown.limits import scope_line
from nphd_tracker.web.shown.selection import Selection
from nphd_tracker.web.shown.standings import on_day
from nphd_tracker.web.words.filters import region_book
from nphd_tracker.web.words.names import whose

WAITING = "waiting"
"""What the list shows until something else is asked for: open ones, also those overdue."""
EVERY = "all"


@dataclass(frozen=True, slots=True)
class FollowUpList:
    """The follow-ups of a selection; ``counts`` are over all states, ``shown`` of the one asked."""

    selection: Selection
    elections: list[str]
    state: str
    tracked: list[Tracked]

    @property
    def shown(self) -> list[Tracked]:
        if self.state == EVERY:
            return self.tracked
        if self.state == WAITING:
            return [one for one in self.tracked if one.is_waiting]
        return [one for one in self.tracked if one.state.value == self.state]

    @property
    def counts(self) -> list[tuple[State, int]]:
        return [(state, sum(one.state is state for one in self.tracked)) for state in State]


def list_all(
    session: Session, asked: Selection, default_election: str, state: str, today: date
) -> FollowUpList:
    """The follow-ups of a selection, the nearest due date first, those done last."""
    selection, elections = figures.settle(session, asked, default_election, today)
    known = state if state in (EVERY, *State) else WAITING
    return FollowUpList(selection, elections, known, track_all(session, selection, today))


def track_all(session: Session, selection: Selection, today: date) -> list[Tracked]:
    """Every follow-up of a selection's places and agencies beside what stands on its day.

    What is overdue is judged by that day; at the newest position there is, by today.
    """
    if selection.election is None:
        return []
    found = store.list_follow_ups(
        session,
        selection.election,
        province=selection.province,
        region=selection.region,
        agency=selection.agency,
    )
    return _beside(session, selection, found, today)


def agreed_in(session: Session, selection: Selection, today: date) -> dict[int, Tracked]:
    """What is open about the agreements of a selection, by the agreement's id."""
    return waiting_by_agreement(track_all(session, selection, today))


def look_at(
    session: Session, follow_up_id: int, asked: Selection, today: date
) -> tuple[Selection, Tracked]:
    """One follow-up on the day asked or the newest known of its election; its filters stay."""
    follow_up = store.get_follow_up(session, follow_up_id)
    day = asked.as_of or store.newest_day(session, follow_up.election, today) or today
    selection = replace(asked, election=follow_up.election, as_of=day)
    return selection, _beside(session, selection.widened(), [follow_up], today)[0]


def of_agreement(
    session: Session, holding: Holding, selection: Selection, today: date
) -> list[Tracked]:
    """The follow-ups of one agreement, also those of rows since joined with it."""
    narrow = replace(
        selection, province=None, region=holding.region, agency=holding.agency, band=None
    )
    return [
        one
        for one in track_all(session, narrow, today)
        if (one.standing.holding.id if one.standing else one.follow_up.agreement_id) == holding.id
    ]


def open_about(session: Session, standing: Standing, today: date) -> list[Tracked]:
    """What is still open about an agreement on its day: a second promise is one too many."""
    selection = Selection(standing.holding.election, standing.day)
    found = of_agreement(session, standing.holding, selection, today)
    return [one for one in found if one.is_waiting]


def the_agreement(session: Session, agreement_id: int, asked: Selection, today: date) -> Standing:
    """The agreement a follow-up is to be opened for, on the day asked or the newest."""
    holding = store.load_holding(session, agreement_id)
    day = asked.as_of or store.newest_day(session, holding.election, today) or today
    standing = stand_on(holding, day, (asked.basis,), polling_day(holding.election))[asked.basis]
    if not is_open_to_follow_up(standing):
        raise ConflictError(
            "NPHD ini sudah 100% atau selesai, jadi tidak perlu tindak lanjut.",
            "This agreement is at 100% or closed, so there is nothing to follow up.",
        )
    return standing


def candidates(
    session: Session,
    asked: Selection,
    default_election: str,
    today: date,
    *,
    has_silent: bool = False,
) -> tuple[Selection, list[Standing]]:
    """Those of a selection that are below 100% or late, with ``has_silent`` also not reported.

    By rupiah, the largest first; those that did not report by their value, behind the others.
    """
    selection, elections = figures.settle(session, asked, default_election, today)
    standings = figures.overview(session, selection, elections).standings
    wanted = [
        one
        for one in standings
        if is_open_to_follow_up(one)
        and (is_below(one) or one.due.is_late or (has_silent and figures.is_silent(one)))
    ]
    return selection, sorted(wanted, key=_largest_first)


def _largest_first(one: Standing) -> tuple[bool, int]:
    return one.unabsorbed is None, -(one.unabsorbed or one.denominator or 0)


def write_to(session: Session, code: str, asked: Selection, default: str, today: date) -> Letter:
    """The letter to one local government: its agreements not at 100%, and what was promised."""
    region = region_book().get(code)
    if region is None:
        raise NotFoundError(
            f'Tidak ada wilayah berkode "{code}".', f'There is no region with the code "{code}".'
        )
    asked = replace(asked, region=code, province=None)
    selection, _elections = figures.settle(session, asked, default, today)
    selection = replace(
        selection, region=code, province=None, agency=asked.agency, basis=Basis.DISBURSED_COMMITTED
    )
    standings = _standings(session, selection)[selection.basis]
    wanted = [one for one in standings if is_open_to_follow_up(one)]
    if selection.election is None or not wanted:
        raise NotFoundError(
            f"{region.name} tidak mempunyai NPHD yang belum 100%, jadi tidak ada yang disurati.",
            f"{region.name} has no agreement below 100%, so there is nothing to write about.",
        )
    wanted.sort(key=_largest_first)
    promises = [one for one in track_all(session, selection, today) if one.is_waiting]
    limited = {asked.agency} if asked.agency else store.scope_of(session).agencies
    return Letter(
        region=region,
        election=selection.election,
        day=selection.day,
        written_on=today,
        polling_day=polling_day(selection.election),
        standings=wanted,
        promises=promises,
        only=[agency for agency in Agency if agency in limited],
    )


def deadlines(session: Session, asked: Selection, default: str, today: date) -> str:
    """The due dates of what is waiting, and the known terms of what is not complete, as .ics."""
    selection, _elections = figures.settle(session, asked, default, today)
    found = [_promised(one) for one in track_all(session, selection, today) if one.is_waiting]
    for standing in _standings(session, selection)[Basis.DISBURSED_COMMITTED]:
        if not standing.closed:
            found += _terms(standing)
    dated = sorted(filter(None, found), key=lambda one: (one.on, one.key))
    name = _("Tenggat NPHD %(election)s", election=selection.election or "")
    own = scope_line(store.scope_of(session), current_language())
    name += f" ({own})" if own else ""
    return write_calendar(dated, name, datetime.now(UTC))


def _promised(one: Tracked) -> Deadline | None:
    follow_up, promise = one.follow_up, one.promise
    if promise.due is None:
        return None
    title = _("Janji: %(who)s", who=whose(follow_up))
    text = "\n".join(filter(None, (promise.text, promise.office, follow_up.election)))
    return Deadline(f"follow-up-{follow_up.id}", promise.due, title, text)


def _terms(standing: Standing) -> Iterable[Deadline | None]:
    holding = standing.holding
    who = whose(holding)
    if standing.below is not False:
        for place, tranche in enumerate(holding.terms.tranches, start=1):
            if tranche.due:
                title = _("%(tranche)s: %(who)s", tranche=tranche.label, who=who)
                yield Deadline(
                    f"tranche-{holding.id}-{place}", tranche.due, title, holding.election
                )
    if holding.terms.return_due:
        title = _("Batas setor sisa: %(who)s", who=who)
        yield Deadline(f"return-{holding.id}", holding.terms.return_due, title, holding.election)


def _standings(session: Session, selection: Selection) -> dict[Basis, list[Standing]]:
    """What a selection's places and agencies stand at, of any band."""
    if selection.election is None:
        return {basis: [] for basis in Basis}
    on = on_day(session, selection.election, selection.day)
    return {
        basis: [one for one in those if selection.covers(one.holding.region, one.holding.agency)]
        for basis, those in on.items()
    }


def _beside(
    session: Session, selection: Selection, found: Sequence[FollowUp], today: date
) -> list[Tracked]:
    """Of another position: as it was then. The newest one, that of no choice, holds today."""
    if not found or selection.election is None:
        return []
    newest = store.newest_day(session, selection.election, today)
    judged_on = today if newest in (None, selection.day) else min(selection.day, today)
    return track(found, _standings(session, selection), judged_on)
