"""Regions by agencies: one cell a grantor and grantee, told by shade, sign and word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from nphd_tracker.absorption import Band, Row, Standing, sum_up
from nphd_tracker.regions import Agency
from nphd_tracker.web.charts.twins import Column, Twin
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.serving.language import ngettext
from nphd_tracker.web.shown.dues import is_calm, is_late
from nphd_tracker.web.shown.figures import Overview
from nphd_tracker.web.words.filters import percent
from nphd_tracker.web.words.names import agency_name

_SIGNS = {
    Band.NONE: "–",
    Band.ZERO: "▼",
    Band.BELOW40: "▼",
    Band.BELOW100: "▽",
    Band.FULL: "●",
    Band.OVER: "▲",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """``shade`` is a class of the stylesheet: its band, or that it is closed or past."""

    shade: str
    sign: str
    rate: str
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    name: str
    cells: list[Cell | None]


@dataclass(frozen=True, slots=True)
class Heat:
    """None is a cell without an agreement: nothing known, not nothing disbursed."""

    agencies: list[Agency]
    lines: list[Line]
    regions: int
    finding: str


def heat(page: Overview, rows: int | None) -> Heat:
    """Regions as the bars have them, lowest first; ``rows`` of them, None for all."""
    groups: dict[tuple[str, Agency], list[Standing]] = {}
    for standing in page.standings:
        key = standing.holding.region, standing.holding.agency
        groups.setdefault(key, []).append(standing)
    present = {agency for _region, agency in groups}
    agencies = [agency for agency in Agency if agency in present]
    past = is_calm(page.selection, page.selection.basis)
    across: dict[str, Any] = page.selection.arguments("province", "region", "agency", "band")
    lines = [
        Line(
            pair.key,
            pair.name,
            [_cell(groups.get((pair.key, agency)), across, past) for agency in agencies],
        )
        for pair in page.regions[:rows]
    ]
    return Heat(agencies, lines, len(page.regions), _finding(page))


def twin(page: Overview) -> Twin:
    """Every cell as a rate and a word, for the CSV."""
    whole = heat(page, None)
    columns = [Column(_("Kode wilayah")), Column(_("Pemda"))]
    for agency in whole.agencies:
        name = agency_name(agency)
        columns += [
            Column(_("%(agency)s, persen", agency=name), "rate"),
            Column(_("%(agency)s, keterangan", agency=name)),
        ]
    rows = [
        (line.key, line.name, *(part for cell in line.cells for part in _parts(cell)))
        for line in whole.lines
    ]
    return Twin(_("Pemda dan lembaga"), columns, rows)


def _parts(cell: Cell | None) -> tuple[str | None, str]:
    if cell is None:
        return None, ""
    rate = cell.rate.rstrip("%").replace(",", ".") if cell.rate else None
    return rate, cell.words


def _cell(group: Sequence[Standing] | None, across: dict[str, Any], past: bool) -> Cell | None:
    if not group:
        return None
    row = sum_up("", "", group)
    holding = group[0].holding
    if len(group) == 1:
        link = url_for("drill.agreement", agreement_id=holding.id, **across)
    else:
        link = url_for("drill.region", code=holding.region, agency=holding.agency.value, **across)
    lates = [one for one in group if is_late(one)]
    is_estimate = any(one.due.is_estimate for one in lates)
    late = _("perk. terlambat") if is_estimate else _("terlambat")
    word = _word(row, past)
    return Cell(
        shade=_shade(row, past),
        sign="■" if row.closed else _SIGNS[row.band],
        rate=percent(row.rate) if row.rate is not None else "",
        words=f"{word}, {late}" if lates else word,
        link=link,
    )


def _shade(row: Row, past: bool) -> str:
    if row.closed:
        return "closed"
    if past and row.band in (Band.ZERO, Band.BELOW40, Band.BELOW100):
        return "past"
    return row.band.value


def _word(row: Row, past: bool) -> str:
    if row.closed:
        return _("selesai")
    if past and row.band in (Band.ZERO, Band.BELOW40, Band.BELOW100):
        return _("pemungutan suara lewat")
    if row.band is Band.NONE and row.reported:
        return _("pembaginya nol")
    return {
        Band.NONE: _("belum lapor"),
        Band.ZERO: _("nol"),
        Band.BELOW40: _("di bawah 40%"),
        Band.BELOW100: _("belum 100%"),
        Band.FULL: _("lengkap"),
        Band.OVER: _("periksa"),
    }[row.band]


def _finding(page: Overview) -> str:
    is_full: dict[str, bool] = {}
    for one in page.standings:
        done = one.closed or one.is_nothing or one.band is Band.FULL
        is_full[one.holding.region] = is_full.get(one.holding.region, True) and done
    return ngettext(
        "%(full)s dari %(num)s Pemda sudah 100%% untuk semua penerimanya.",
        "%(full)s dari %(num)s Pemda sudah 100%% untuk semua penerimanya.",
        len(is_full),
        full=sum(is_full.values()),
    )
