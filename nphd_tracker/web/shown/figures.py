"""What the pages show, put together from store and absorption; no page counts by itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Literal

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import (
    Band,
    Basis,
    Row,
    Standing,
    excess_over,
    group_by,
    is_below,
    sum_up,
)
from nphd_tracker.errors import NotFoundError
from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency, Region
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.settings import is_invented
from nphd_tracker.web.shown.dues import HeldSum, LateCount, count_late, sum_held
from nphd_tracker.web.shown.limits import own_agencies, own_provinces, own_regions, refuse_outside
from nphd_tracker.web.shown.memory import Memory
from nphd_tracker.web.shown.selection import Selection
from nphd_tracker.web.shown.standings import on_day
from nphd_tracker.web.words.filters import region_book, region_label
from nphd_tracker.web.words.names import agency_name, band_name

SHOWN_OF_NATION = 15
SHOWN_OF_PROVINCE = 100
"""Rows of a table until all are asked for: a nation's page stays light. Totals are over all."""

_bounds: Memory[tuple[list[str], date | None]] = Memory(keep=16)
_overviews: Memory["Overview"] = Memory(keep=64)


@dataclass(frozen=True, slots=True)
class Pair:
    """One agency or region with its disbursement and its spending side by side."""

    key: str
    name: str
    disbursed: Row
    spent: Row


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the dashboard and the pages of a region or an agency say, over one selection."""

    selection: Selection
    elections: list[str]
    standings: list[Standing]
    total: Row
    disbursed: Row
    spent: Row
    agencies: list[Pair]
    regions: list[Pair]
    below: list[Standing]
    below_total: Row
    silent: list[Standing]
    silent_total: Row
    old: list[Standing]
    bands: list[tuple[Band, Row]]
    late: LateCount
    held: HeldSum
    rows: int | None
    """How many rows of a table are shown; None is all. Totals are over all of them."""
    origins: dict[int, store.Origin]
    excesses: dict[Basis, int]
    """What agreements over 100% take off a sum's rest, on each basis that has any."""

    @property
    def has_unknown_value(self) -> bool:
        """Whether the value of some agreement is unknown: nothing can be said of all value then."""
        counted = (one for one in self.standings if not one.holding.unit_clash)
        return any(one.amount(Measure.COMMITTED) is None for one in counted)

    @property
    def spending_basis(self) -> Basis:
        return spending_basis(self.selection.basis)


def spending_basis(basis: Basis) -> Basis:
    """Which spending rate stands beside the disbursement rate."""
    return basis if basis is Basis.SPENT_DISBURSED else Basis.SPENT_COMMITTED


def settle(
    session: Session, asked: Selection, default_election: str, today: date
) -> tuple[Selection, list[str]]:
    """The selection with its election and day decided, and the elections there are.

    One of which only a roster tells is there too: all of it has still to be asked for.
    """
    refuse_outside(store.scope_of(session), asked)
    known = partial(_read_bounds, session, asked.election, default_election, today)
    key = (asked.election, default_election, today)
    elections, newest = _bounds.recall(session, key, known)
    with_figures = elections
    elections = list(dict.fromkeys([*with_figures, *store.list_rostered(session)]))
    election = (
        asked.election
        or _first_election(with_figures, default_election)
        or _first_election(elections, default_election)
    )
    if asked.election and asked.election not in elections:
        raise NotFoundError(
            f'Belum ada data untuk kegiatan "{asked.election}".',
            f'There is no data for the election "{asked.election}".',
        )
    return replace(asked, election=election, as_of=asked.as_of or newest or today), elections


def _read_bounds(
    session: Session, asked: str | None, default_election: str, today: date
) -> tuple[list[str], date | None]:
    """The elections there are, and the newest day of the one asked for or opened on."""
    elections = store.list_elections(session)
    election = asked or _first_election(elections, default_election)
    newest = store.newest_day(session, election, today) if election in elections else None
    return elections, newest


def is_silent(standing: Standing) -> bool:
    """One of the two amounts has not been reported: what coverage counts as not reported."""
    return standing.is_silent


def is_old(standing: Standing) -> bool:
    return standing.is_old and not standing.closed


def _first_election(elections: Sequence[str], default: str) -> str | None:
    """The default where it has data, else a real one, else the invented one."""
    if default in elections:
        return default
    return min(elections, key=lambda name: (is_invented(name), name), default=None)


def overview(
    session: Session, selection: Selection, elections: list[str], *, is_whole: bool = False
) -> Overview:
    """The agreements of a selection, counted every way the pages show.

    ``is_whole``: its tables are to be shown whole, however long.
    """
    is_place = bool(selection.province or selection.region)
    rows = None if is_whole else SHOWN_OF_PROVINCE if is_place else SHOWN_OF_NATION
    key = (selection, tuple(elections), rows, current_language())
    return _overviews.recall(session, key, lambda: _count(session, selection, elections, rows))


def _count(
    session: Session, selection: Selection, elections: list[str], rows: int | None
) -> Overview:
    on = _select(session, selection)
    standings, spending = on[selection.basis], on[spending_basis(selection.basis)]
    disbursed = on[Basis.DISBURSED_COMMITTED]
    below = sorted(filter(is_below, standings), key=lambda one: -(one.unabsorbed or 0))
    silent = sorted(filter(is_silent, standings), key=lambda one: -_committed(one))
    return Overview(
        selection=selection,
        elections=elections,
        standings=standings,
        total=sum_up("", "", standings),
        disbursed=sum_up("", "", disbursed),
        spent=sum_up("", "", spending),
        agencies=_pairs(disbursed, spending, "agency", agency_name, selection.basis),
        regions=_pairs(disbursed, spending, "region", region_label, selection.basis),
        below=below,
        below_total=sum_up("", "", below),
        silent=silent,
        silent_total=sum_up("", "", silent),
        bands=_bands(standings),
        late=count_late(standings),
        held=sum_held(standings),
        old=sorted(filter(is_old, standings), key=lambda one: one.as_of or date.max),
        rows=rows,
        excesses={one: much for one in Basis if (much := excess_over(standings, one))},
        origins=store.origins_of(session, _cited([*below[:rows], *standings[:rows]])),
    )


def _committed(standing: Standing) -> int:
    return standing.amount(Measure.COMMITTED) or 0


def _select(session: Session, selection: Selection) -> dict[Basis, list[Standing]]:
    """The agreements asked for, on every basis; the band is that of the basis asked for."""
    if selection.election is None:
        return {basis: [] for basis in Basis}
    on = on_day(session, selection.election, selection.day)
    places = [
        place
        for place, one in enumerate(on[selection.basis])
        if selection.covers(one.holding.region, one.holding.agency) and one.is_in(selection.band)
    ]
    return {basis: [standings[place] for place in places] for basis, standings in on.items()}


def _bands(standings: list[Standing]) -> list[tuple[Band, Row]]:
    """From the furthest along to those that have not reported; bands without any are left out."""
    found = [(band, [one for one in standings if one.is_in(band)]) for band in reversed(Band)]
    return [(band, sum_up(band.value, "", those)) for band, those in found if those]


def _cited(standings: Iterable[Standing]) -> set[int]:
    """The figures that a table of agreements leads to: the first of each amount."""
    return {
        one.values[measure].evidence[0].id
        for one in standings
        for measure in (one.basis.numerator, one.basis.denominator)
        if measure in one.values
    }


def _pairs(
    disbursed: list[Standing],
    spent: list[Standing],
    by: Literal["agency", "region"],
    name_of: Callable[[str], str],
    basis: Basis,
) -> list[Pair]:
    """Lowest rate first; those without any come last."""
    spending = {row.key: row for row in group_by(spent, by, name_of)}
    pairs = [
        Pair(row.key, row.name, row, spending[row.key]) for row in group_by(disbursed, by, name_of)
    ]

    def order(pair: Pair) -> tuple[bool, Fraction, str]:
        row = pair.disbursed if basis is Basis.DISBURSED_COMMITTED else pair.spent
        if row.rate is None or row.numerator is None or not row.denominator:
            return True, Fraction(0), pair.key
        return False, Fraction(row.numerator, row.denominator), pair.key

    return sorted(pairs, key=order)


def narrowed(selection: Selection) -> str:
    """What the filters leave, in words: ``Provinsi Nusa Tenggara Timur, KPU``."""
    parts = [
        region_label(selection.region or selection.province or ""),
        agency_name(selection.agency) if selection.agency else "",
        band_name(selection.band) if selection.band else "",
    ]
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of a page offer."""

    bases: list[Basis]
    bands: list[Band]
    agencies: list[Agency]
    provinces: list[Region]
    regions: list[Region]


def choices(page: Overview) -> Choices:
    """The person's provinces; the regions of the chosen one, else those that the page speaks of."""
    book = region_book()
    chosen = page.selection.province or (page.selection.region or "")[:2]
    if chosen:
        regions = own_regions(chosen)
    else:
        found = (book.get(pair.key) for pair in sorted(page.regions, key=lambda pair: pair.key))
        regions = [one for one in found if one]
    return Choices(list(Basis), list(Band), own_agencies(), own_provinces(), regions)
