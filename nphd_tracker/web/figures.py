"""What the pages show, put together from store and absorption; no page counts by itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from sqlalchemy.orm import Session

from nphd_tracker import charts, store
from nphd_tracker.absorption import (
    Band,
    Basis,
    Holding,
    Row,
    Standing,
    group_by,
    is_below,
    stand,
    sum_up,
)
from nphd_tracker.errors import NotFoundError
from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency, Region
from nphd_tracker.web.filters import percent, region_book, region_label, rupiah
from nphd_tracker.web.language import current_language, ngettext
from nphd_tracker.web.language import gettext as _
from nphd_tracker.web.selection import Selection
from nphd_tracker.web.settings import is_invented, polling_day
from nphd_tracker.web.words import agency_name, band_name, coverage, remaining_name, row_reason

SHOWN_IN_CHART = 30
"""More bars than this are not read; the table has them all."""


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
    evidence: dict[int, store.Evidence]

    @property
    def spending_basis(self) -> Basis:
        return spending_basis(self.selection.basis)


def spending_basis(basis: Basis) -> Basis:
    """Which spending rate stands beside the disbursement rate."""
    return basis if basis is Basis.SPENT_DISBURSED else Basis.SPENT_COMMITTED


def settle(
    session: Session, asked: Selection, default_election: str, today: date
) -> tuple[Selection, list[str]]:
    """The selection with its election and day decided, and the elections there are."""
    elections = store.list_elections(session)
    election = asked.election or _first_election(elections, default_election)
    if asked.election and asked.election not in elections:
        raise NotFoundError(
            f'Belum ada data untuk kegiatan "{asked.election}".',
            f'There is no data for the election "{asked.election}".',
        )
    day = asked.as_of
    if day is None and election is not None:
        day = store.newest_day(session, election, today)
    return replace(asked, election=election, as_of=day or today), elections


def is_silent(standing: Standing) -> bool:
    """One of the two amounts has not been reported: what coverage counts as not reported."""
    return standing.numerator is None or standing.denominator is None


def _first_election(elections: Sequence[str], default: str) -> str | None:
    """The default where it has data, else a real one, else the invented one."""
    if default in elections:
        return default
    return min(elections, key=lambda name: (is_invented(name), name), default=None)


def overview(
    session: Session, selection: Selection, elections: list[str], *, cite_all: bool = False
) -> Overview:
    """The agreements of a selection, counted every way the pages show.

    ``cite_all``: name the cells of every agreement, not just of those below 100%.
    """
    holdings = _holdings(session, selection)
    standings = _stand_all(holdings, selection, selection.basis)
    if selection.band is not None:
        standings = [one for one in standings if one.band is selection.band]
    kept = [one.holding for one in standings]
    on = {selection.basis: standings}
    for basis in {Basis.DISBURSED_COMMITTED, spending_basis(selection.basis)} - on.keys():
        on[basis] = _stand_all(kept, selection, basis)
    disbursed, spent = on[Basis.DISBURSED_COMMITTED], on[spending_basis(selection.basis)]
    below = sorted(filter(is_below, standings), key=lambda one: -(one.unabsorbed or 0))
    silent = [one for one in standings if is_silent(one)]
    return Overview(
        selection=selection,
        elections=elections,
        standings=standings,
        total=sum_up("", "", standings),
        disbursed=sum_up("", "", disbursed),
        spent=sum_up("", "", spent),
        agencies=_pairs(disbursed, spent, "agency", agency_name, selection.basis),
        regions=_pairs(disbursed, spent, "region", region_label, selection.basis),
        below=below,
        below_total=sum_up("", "", below),
        silent=silent,
        silent_total=sum_up("", "", silent),
        bands=_bands(standings),
        old=[one for one in standings if one.is_old and not one.closed],
        evidence=store.evidence_of(session, _cited(standings if cite_all else below)),
    )


def _holdings(session: Session, selection: Selection) -> list[Holding]:
    if selection.election is None:
        return []
    return store.load_holdings(
        session,
        selection.election,
        province=selection.province,
        region=selection.region,
        agency=selection.agency,
    )


def _stand_all(holdings: Iterable[Holding], selection: Selection, basis: Basis) -> list[Standing]:
    polling = polling_day(selection.election or "")
    return [stand(one, selection.day, basis, polling) for one in holdings]


def _bands(standings: list[Standing]) -> list[tuple[Band, Row]]:
    """From the furthest along to those that have not reported; bands without any are left out."""
    found = [(band, [one for one in standings if one.band is band]) for band in reversed(Band)]
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


def reporting(pairs: Iterable[Pair]) -> list[Pair]:
    """Those with at least one rate to draw."""
    return [pair for pair in pairs if pair.disbursed.rate or pair.spent.rate]


def states(pairs: Iterable[Pair]) -> set[str]:
    """The ways their bars are drawn, for the legend."""
    found = {charts.state_of(row) for pair in pairs for row in (pair.disbursed, pair.spent)}
    return {state for state in found if state}


def not_reporting(pairs: Iterable[Pair]) -> list[Pair]:
    return [pair for pair in pairs if not (pair.disbursed.rate or pair.spent.rate)]


def chart(pairs: Sequence[Pair], spending: Basis, file_name: str) -> dict[str, Any]:
    """The bars of the first pairs, in the language of the page."""
    words = charts.Words(
        no_report=_("belum lapor"),
        check=_("periksa"),
        closed=_("selesai"),
        file_name=file_name,
        decimal_comma=current_language() == "id",
    )
    bars = [
        charts.Bar(
            name=pair.name,
            note=ngettext(
                "%(reported)s dari %(num)s NPHD",
                "%(reported)s dari %(num)s NPHD",
                pair.disbursed.agreements,
                reported=pair.disbursed.reported,
            ),
            disbursed=pair.disbursed,
            spent=pair.spent,
            disbursed_hover=_hover(
                pair.name, _("Pencairan"), pair.disbursed, Basis.DISBURSED_COMMITTED
            ),
            spent_hover=_hover(pair.name, _("Belanja"), pair.spent, spending),
        )
        for pair in pairs[:SHOWN_IN_CHART]
    ]
    return charts.absorption_bars(bars, words)


def _hover(name: str, title: str, row: Row, basis: Basis) -> str:
    if row.rate is None:
        return f"{name}\n{title}: {row_reason(row)}"
    lines = [
        name,
        f"{title} {percent(row.rate)}",
        _("%(part)s dari %(whole)s", part=rupiah(row.numerator), whole=rupiah(row.denominator)),
        coverage(row),
    ]
    if row.unabsorbed and row.unabsorbed > 0:
        lines.append(f"{remaining_name(basis)} {rupiah(row.unabsorbed)}")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of a page offer."""

    bases: list[Basis]
    bands: list[Band]
    agencies: list[Agency]
    provinces: list[Region]
    regions: list[Region]


def choices(page: Overview) -> Choices:
    """All provinces; the regions of the chosen one, else those that the page speaks of."""
    book = region_book()
    chosen = page.selection.province or (page.selection.region or "")[:2]
    if chosen:
        regions = [one for one in book.all() if one.province == chosen]
    else:
        found = (book.get(pair.key) for pair in sorted(page.regions, key=lambda pair: pair.key))
        regions = [one for one in found if one]
    return Choices(list(Basis), list(Band), list(Agency), list(book.provinces()), regions)


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One agreement: its rates on every basis, its values, and every figure ever reported."""

    selection: Selection
    elections: list[str]
    holding: Holding
    rates: list[Standing]
    measures: list[Measure]
    evidence: list[store.Evidence]
    cited: dict[int, store.Evidence]
    counting: frozenset[int]

    @property
    def standing(self) -> Standing:
        return next(one for one in self.rates if one.basis is self.selection.basis)


def agreement(
    session: Session, agreement_id: int, asked: Selection, default_election: str, today: date
) -> AgreementView:
    """One agreement on the day asked; its own election counts, whatever the address says."""
    holding = store.load_holding(session, agreement_id)
    asked = replace(asked, election=holding.election)
    selection, elections = settle(session, asked, default_election, today)
    rates = [stand(holding, selection.day, basis, polling_day(holding.election)) for basis in Basis]
    evidence = store.load_evidence(session, agreement_id)
    values = rates[0].values
    return AgreementView(
        selection=selection.widened(),
        elections=elections,
        holding=holding,
        rates=rates,
        measures=[measure for measure in Measure if measure in values],
        evidence=evidence,
        cited={one.figure_id: one for one in evidence},
        counting=frozenset(figure.id for value in values.values() for figure in value.evidence),
    )
