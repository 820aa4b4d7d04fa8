"""The chase list of a selection: its agreements with their reasons, put together for one page."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from sqlalchemy.orm import Session

from nphd_tracker.absorption import Basis, Standing
from nphd_tracker.money import rupiah
from nphd_tracker.web.chase.reasons import Line, Reason, count_reasons, list_chase, sum_amounts
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.shown import figures, followed
from nphd_tracker.web.shown.gaps import Coverage, find_gaps
from nphd_tracker.web.shown.selection import Selection
from nphd_tracker.web.words.filters import region_name, tanggal
from nphd_tracker.web.words.filters import rupiah as as_rupiah
from nphd_tracker.web.words.names import (
    agency_name,
    basis_name,
    measure_name,
    missing,
    remaining_name,
)

_RUNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the head of a text."""


@dataclass(frozen=True)
class Chase:
    """One page: its lines (of one reason, if one was asked for), and how many there are of each."""

    selection: Selection
    overview: figures.Overview
    reason: Reason | None
    lines: list[Line]
    counts: dict[Reason, int]
    every: int
    coverage: list[Coverage]
    waiting: list[Standing]
    """Below 100% like those above, but with no reason to chase: not due yet, or not known to be."""

    @property
    def elections(self) -> list[str]:
        return self.overview.elections

    @property
    def amount(self) -> int:
        return sum_amounts(self.lines)

    @property
    def waiting_amount(self) -> int:
        return sum(one.unabsorbed or 0 for one in self.waiting)


def look_at(
    session: Session, selection: Selection, elections: list[str], reason: Reason | None, today: date
) -> Chase:
    overview = figures.overview(session, selection, elections)
    promises = followed.track_all(session, selection, today)
    gaps = find_gaps(session, selection, overview.standings)
    lines = list_chase(overview.standings, promises, gaps.missing)
    shown = [line for line in lines if reason is None or reason in line.reasons]
    chased = {line.standing.holding.id for line in lines if line.standing}
    below = (one for one in overview.standings if one.below and not one.holding.unit_clash)
    waiting = [one for one in below if one.holding.id not in chased]
    return Chase(
        selection,
        overview,
        reason,
        shown,
        count_reasons(lines),
        len(lines),
        gaps.coverage,
        waiting,
    )


def reason_name(reason: Reason) -> str:
    return {
        Reason.MISSING: _("belum ada NPHD"),
        Reason.OVERDUE: _("janji lewat tenggat"),
        Reason.LATE: _("terlambat menurut NPHD"),
        Reason.ESTIMATE: _("perkiraan terlambat"),
        Reason.SILENT: _("belum lapor"),
        Reason.OLD: _("data lama"),
    }[reason]


def reason_text(line: Line, reason: Reason) -> str:
    """The reason with what it rests on: since when, by how much, what was promised."""
    standing = line.standing
    if standing is None:
        return _("belum ada NPHD: wajib menurut daftar, tanpa satu angka pun")
    if reason is Reason.OVERDUE:
        return _("janji lewat tenggat sejak %(day)s", day=tanggal(line.due))
    if reason is Reason.SILENT:
        return _("belum lapor: %(what)s", what=missing(standing))
    if reason is Reason.OLD:
        days = (standing.day - standing.as_of).days if standing.as_of else 0
        return _("data lama: posisi %(day)s, %(days)s hari", day=tanggal(standing.as_of), days=days)
    return _(
        "%(late)s: seharusnya cair %(due)s per %(day)s, kurang %(behind)s",
        late=reason_name(reason),
        day=tanggal(standing.due.due_on),
        due=as_rupiah(standing.due.amount),
        behind=as_rupiah(line.behind),
    )


def as_csv(chase: Chase) -> bytes:
    """The lines as they are shown, for Excel: amounts as plain numbers in rupiah."""
    out = StringIO()
    is_english = current_language() == "en"
    writer = csv.writer(out, delimiter="," if is_english else ";", lineterminator="\r\n")
    writer.writerow(_headings(chase.selection.basis))
    for line in chase.lines:
        writer.writerow([_harmless(cell) for cell in _cells(line, chase.selection.basis)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _headings(basis: Basis) -> list[str]:
    return [
        _("Kode wilayah"), _("Pemda"), _("Penerima"), _("Satuan kerja"), _("Alasan"),
        _("Jumlah yang ditagih (Rp)"), measure_name(basis.denominator),
        measure_name(basis.numerator), remaining_name(basis), basis_name(basis), _("Posisi"),
        _("Seharusnya sudah cair"), _("Kurang dari jadwal"), _("Janji"), _("Tenggat"),
    ]  # fmt: skip


def _cells(line: Line, basis: Basis) -> Iterator[object]:
    standing = line.standing
    promise = line.promise.follow_up.promise if line.promise else None
    yield from (line.region, region_name(line.region), agency_name(line.agency), line.unit or "")
    yield "; ".join(reason_text(line, reason) for reason in line.reasons)
    yield _plain(line.amount)
    yield _plain(standing.amount(basis.denominator) if standing else None)
    yield _plain(standing.amount(basis.numerator) if standing else None)
    yield _plain(standing.unabsorbed if standing else None)
    yield f"{standing.rate}%" if standing and standing.rate else ""
    yield standing.as_of.isoformat() if standing and standing.as_of else ""
    yield _plain(standing.due.amount if standing else None)
    yield _plain(line.behind)
    yield promise.text if promise else ""
    yield promise.due.isoformat() if promise and promise.due else ""


def _plain(sen: int | None) -> int | float | str:
    return "" if sen is None else rupiah(sen)


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUNS) else cell
