"""The workbooks of a selection, written for a page, a program and a command alike: no request in them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Holding, stand
from nphd_tracker.errors import NotFoundError
from nphd_tracker.follow_ups import Tracked
from nphd_tracker.reporting.contents import ImportNote, SummaryData, collect_summary
from nphd_tracker.reporting.summary import write_summary
from nphd_tracker.reporting.template import write_template
from nphd_tracker.reporting.wording import BANDS, name_agency
from nphd_tracker.scope import Scope
from nphd_tracker.web.serving.settings import polling_day
from nphd_tracker.web.serving.trail import by_whom
from nphd_tracker.web.shown import figures, followed, over_time
from nphd_tracker.web.shown.gaps import find_gaps
from nphd_tracker.web.shown.limits import refuse_outside, scope_line
from nphd_tracker.web.shown.selection import Selection
from nphd_tracker.web.words.filters import office_zone, region_book, region_name


def write_report(
    session: Session,
    path: Path,
    asked: Selection,
    default_election: str,
    today: date,
    language: str = "id",
    below: Decimal | float | int = 100,
) -> None:
    """The Excel summary of a selection; NotFoundError while there is nothing to sum up."""
    selection, _elections = figures.settle(session, asked, default_election, today)
    if selection.election is None:
        raise NotFoundError(
            "Belum ada angka yang dapat diringkas. Impor berkas dahulu.",
            "There are no figures to sum up yet. Import a file first.",
        )
    data = _summary_of(session, selection, selection.election, language, below, today)
    write_summary(path, data)


def write_blank_sheet(
    session: Session,
    path: Path,
    region_code: str | None,
    election: str,
    as_of: date | None = None,
    language: str = "id",
) -> None:
    """A sheet to fill in; with a region its agreements are in it, and what is known of them."""
    region = region_book().get(region_code) if region_code else None
    if region_code and region is None:
        raise NotFoundError(
            f'Tidak ada wilayah berkode "{region_code}"; tulis seperti 53 atau 53.71.',
            f'There is no region with the code "{region_code}"; write it like 53 or 53.71.',
        )
    selection = Selection(election=election, as_of=as_of or date.today())
    if region and region.kind == "province":
        selection = replace(selection, province=region.code)
    elif region:
        selection = replace(selection, region=region.code)
    scope = store.scope_of(session)
    refuse_outside(scope, selection)
    known = [
        stand(holding, selection.day, selection.basis, polling_day(election))
        for holding in (_holdings(session, selection, election) if region else ())
    ]
    write_template(path, region_book(), region, known, election, as_of, language, scope)


def _summary_of(
    session: Session,
    selection: Selection,
    election: str,
    language: str,
    below: Decimal | float | int,
    today: date,
) -> SummaryData:
    """What a selection holds, with the origin of every figure."""
    holdings = _holdings(session, selection, election)
    evidence = store.origins_of(
        session, {figure.id for holding in holdings for figure in holding.figures}
    )
    data = collect_summary(
        holdings,
        as_of=selection.day,
        basis=selection.basis,
        election=election,
        made_at=datetime.now(office_zone()),
        evidence=evidence,
        imports=_import_notes(session, {one.import_id for one in evidence.values()}),
        book=region_book(),
        polling_day=polling_day(election),
        filters=_filters_in_words(store.scope_of(session), selection, language),
        language=language,
        below=Decimal(str(below)),
        follow_ups=_follow_ups(session, selection, holdings, today),
    )
    gaps = find_gaps(session, selection, data.standings)
    maker = store.actor_of(session).who
    data = replace(data, missing=gaps.missing, made_by=by_whom(maker) if maker else "")
    return replace(data, trend=over_time.sum_up_past(session, selection, data.standings))


def _holdings(session: Session, selection: Selection, election: str) -> list[Holding]:
    """The agreements of a selection, with the figures that count on its day."""
    day, basis, polling = selection.day, selection.basis, polling_day(election)
    holdings = store.load_holdings_at(
        session,
        election,
        day,
        polling,
        province=selection.province,
        region=selection.region,
        agency=selection.agency,
    )
    if selection.band is None:
        return holdings
    return [one for one in holdings if stand(one, day, basis, polling).is_in(selection.band)]


def _follow_ups(
    session: Session, selection: Selection, holdings: Iterable[Holding], today: date
) -> list[Tracked]:
    """What was agreed about these agreements; a band leaves out what is not in it."""
    tracked = followed.track_all(session, selection, today)
    if selection.band is None:
        return tracked
    numbers = {holding.id for holding in holdings}
    return [one for one in tracked if one.standing and one.standing.holding.id in numbers]


def _import_notes(session: Session, ids: Iterable[int]) -> list[ImportNote]:
    """The files behind the figures; of one that the person does not see, only what is theirs."""
    return [
        ImportNote(
            id=row.id,
            file_name=row.file_name,
            sha256=row.sha256,
            applied_at=row.applied_at and row.applied_at.astimezone(office_zone()),
            figures=row.figures,
            left_out_errors=row.left_out_errors,
            applied_by=by_whom(row.applied_by) if row.applied_by else "",
        )
        for row in store.load_source_files(session, ids)
    ]


def _filters_in_words(scope: Scope, selection: Selection, language: str) -> str:
    """``Wilayah Anda: Kab. Ngada; KPU``; "" for everything."""
    place = selection.region or selection.province
    words = (
        region_name(place) if place else "",
        name_agency(selection.agency, language) if selection.agency else "",
        BANDS[selection.band].say(language) if selection.band else "",
        scope_line(scope, language),
    )
    return "; ".join(filter(None, words))
