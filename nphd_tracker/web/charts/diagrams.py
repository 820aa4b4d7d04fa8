"""The charts beyond the bars: each a figure, its finding in words, and its table twin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import url_for

from nphd_tracker import charts
from nphd_tracker.absorption import Standing
from nphd_tracker.money import truncate_percent
from nphd_tracker.reading import Measure
from nphd_tracker.web.charts.twins import Column, Twin
from nphd_tracker.web.serving.language import current_language, ngettext
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.shown.over_time import Moment
from nphd_tracker.web.shown.selection import Selection
from nphd_tracker.web.words.filters import percent, region_label, rupiah, tanggal
from nphd_tracker.web.words.names import agency_name, inline, remaining_name, whose

SHOWN_IN_PARETO = 12


@dataclass(frozen=True, slots=True)
class Diagram:
    """One chart. ``figure`` is None when there is nothing to draw; the finding then says why.

    ``twin`` is what stands on the page, ``whole`` what goes into the CSV.
    """

    name: str
    title: str
    finding: str
    note: str
    figure: dict[str, Any] | None
    twin: Twin
    whole: Twin


def trend(
    moments: Sequence[Moment], selection: Selection, standings: Iterable[Standing]
) -> Diagram:
    """Value, due, disbursed and spent over time, up to what the standings are at."""
    scale = _scale(a for one in moments for a in (one.committed, one.due, one.disbursed))
    columns = [
        Column(_("Posisi"), "date"),
        Column(_("Nilai NPHD"), "money"),
        Column(_("Seharusnya sudah cair"), "money"),
        Column(_("Pencairan"), "money"),
        Column(_("Belanja"), "money"),
        Column(_("NPHD"), "count"),
        Column(_("Lapor pencairan"), "count"),
    ]
    rows = [
        (one.day, one.committed, one.due, one.disbursed, one.spent, one.agreements, one.reported)
        for one in moments
    ]
    lines = [
        charts.Line("committed", _("Nilai NPHD"), [one.committed for one in moments]),
        charts.Line("due", _("Seharusnya sudah cair"), [one.due for one in moments]),
        charts.Line("disbursed", _("Pencairan"), [one.disbursed for one in moments]),
        charts.Line("spent", _("Belanja"), [one.spent for one in moments]),
    ]
    figure = charts.trend(
        [one.day for one in moments],
        lines,
        scale,
        (selection.day, _("Posisi %(day)s", day=tanggal(selection.day))),
        "nphd-tren",
    )
    title = _("Dari waktu ke waktu")
    twin = Twin(title, columns, rows)
    note = _(
        "Menurut laporan yang ada pada setiap tanggal; nilai sudah dengan addendum. Garis naik "
        "juga karena NPHD baru dilaporkan."
    )
    return Diagram(
        "trend",
        title,
        _trend_finding(moments, _newest_report(standings)),
        note,
        figure if moments else None,
        twin,
        twin,
    )


def _newest_report(standings: Iterable[Standing]) -> date | None:
    """The newest day that a disbursement in the sum was reported for."""
    counted = (one for one in standings if not one.holding.unit_clash)
    values = (one.values.get(Measure.DISBURSED) for one in counted)
    return max((value.as_of for value in values if value), default=None)


def _trend_finding(moments: Sequence[Moment], reported_on: date | None) -> str:
    """What is carried forward is no change of nothing: nobody has reported since."""
    known = [one for one in moments if one.disbursed is not None]
    if not known:
        return _("Belum ada pencairan yang dilaporkan.")
    last = known[-1]
    said = _(
        "Pencairan %(amount)s pada %(day)s.", amount=rupiah(last.disbursed), day=tanggal(last.day)
    )
    if reported_on and reported_on < last.day and (len(known) < 2 or reported_on <= known[-2].day):
        said += " " + _("Belum ada laporan pencairan sejak %(day)s.", day=tanggal(reported_on))
    elif len(known) > 1:
        before = known[-2]
        moved = (last.disbursed or 0) - (before.disbursed or 0)
        said += " " + _(
            "Sejak %(day)s berubah %(amount)s.", day=tanggal(before.day), amount=rupiah(moved)
        )
    return said


def pareto(below: Iterable[Standing], selection: Selection) -> Diagram:
    """Unabsorbed rupiah, largest first, and which part of all of it they hold."""
    standings = [one for one in below if not one.holding.unit_clash and (one.unabsorbed or 0) > 0]
    remaining = remaining_name(selection.basis)
    title = _("Di mana uangnya: %(remaining)s", remaining=inline(remaining))
    columns = [
        Column(_("Penerima dan Pemda")),
        Column(_("%(remaining)s (Rp)", remaining=remaining), "money"),
        Column(_("Bagian"), "rate"),
        Column(_("Bagian kumulatif"), "rate"),
        Column(_("Realisasi"), "rate"),
    ]
    total = sum(one.unabsorbed or 0 for one in standings)
    so_far, rows = 0, []
    shares: list[charts.Share] = []
    for one in standings:
        amount = one.unabsorbed or 0
        so_far += amount
        cumulated = truncate_percent(so_far, total)
        name = whose(one.holding)
        rows.append((name, amount, truncate_percent(amount, total), cumulated, one.rate))
        if len(shares) < SHOWN_IN_PARETO:
            hover = "\n".join(
                [name, f"{remaining} {rupiah(amount)}",
                 _("sampai di sini %(share)s dari semuanya", share=percent(cumulated))]
            )  # fmt: skip
            place = region_label(one.holding.region)
            shares.append(charts.Share(place, _grantee(one), amount, cumulated, hover))
    across: dict[str, Any] = selection.arguments("province", "region", "agency", "band")
    links = [
        url_for("drill.agreement", agreement_id=one.holding.id, **across)
        for one in standings[:SHOWN_IN_PARETO]
    ]
    scale = _scale(one.unabsorbed for one in standings)
    figure = charts.pareto(shares, scale, _("kumulatif"), "nphd-pareto")
    whole = Twin(title, columns, rows)
    twin = Twin(title, columns, rows[:SHOWN_IN_PARETO], links)
    note = _(
        "Menurut rupiah, terbesar lebih dahulu: 60 persen dari 2 triliun mendahului 5 persen dari 50 juta."
    )
    return Diagram(
        "pareto", title, _pareto_finding(standings, total, remaining), note,
        figure if shares else None, twin, whole,
    )  # fmt: skip


def _pareto_finding(standings: Sequence[Standing], total: int, remaining: str) -> str:
    if not standings:
        return _("Tidak ada NPHD di bawah 100%.")
    so_far, count = 0, 0
    for one in standings:
        so_far += one.unabsorbed or 0
        count += 1
        if so_far * 100 >= total * 80:
            break
    said = ngettext(
        "%(count)s dari %(num)s NPHD memuat %(share)s dari %(total)s (%(remaining)s).",
        "%(count)s dari %(num)s NPHD memuat %(share)s dari %(total)s (%(remaining)s).",
        len(standings),
        count=count,
        share=percent(truncate_percent(so_far, total)),
        total=rupiah(total),
        remaining=inline(remaining),
    )
    first = standings[0]
    largest = _(
        "Terbesar: %(name)s, %(amount)s.",
        name=whose(first.holding),
        amount=rupiah(first.unabsorbed),
    )
    return f"{said} {largest}"


def closing(standings: Sequence[Standing]) -> Diagram:
    """Value, disbursed, spent, returned, still with the grantee: of those that reported them all.

    Where nobody reported spending, the steps end at what was disbursed.
    """
    counted = [one for one in standings if not one.holding.unit_clash]
    needed = [Measure.COMMITTED, Measure.DISBURSED]
    if any(one.still_held is not None for one in counted):
        needed.append(Measure.SPENT)
    those = [one for one in counted if all(one.amount(m) is not None for m in needed)]
    sums = {m: sum(one.amount(m) or 0 for one in those) for m in Measure}
    value, disbursed = sums[Measure.COMMITTED], sums[Measure.DISBURSED]
    spent, returned = sums[Measure.SPENT], sums[Measure.RETURNED]
    steps = [
        charts.Step(_("Nilai NPHD"), value, 0, "whole"),
        charts.Step(_("Belum cair"), value - disbursed, disbursed, "less"),
        charts.Step(_("Pencairan"), disbursed, 0, "whole"),
    ]
    if Measure.SPENT in needed:
        held = disbursed - spent - returned
        steps += [
            charts.Step(_("Belanja"), spent, disbursed - spent, "less"),
            charts.Step(_("Sisa disetor ke RKUD"), returned, held, "less"),
            charts.Step(_("Masih di penerima"), held, 0, "rest"),
        ]
    scale = _scale(step.amount for step in steps)
    drawn = [replace(step, hover=f"{step.name}\n{rupiah(step.amount)}") for step in steps]
    title = _("Dari nilai sampai sisa di penerima")
    twin = Twin(
        title,
        [Column(_("Langkah")), Column(_("Jumlah (Rp)"), "money")],
        [(step.name, step.amount) for step in steps] if those else [],
    )
    figure = charts.closing_steps(drawn, scale, "nphd-penutup") if those else None
    return Diagram(
        "closing", title, _closing_finding(those, steps), _closing_note(those, counted, needed),
        figure, twin, twin,
    )  # fmt: skip


def _closing_finding(those: Sequence[Standing], steps: Sequence[charts.Step]) -> str:
    if not those:
        return _("Belum ada NPHD dengan nilai dan pencairan sekaligus.")
    last = steps[-1]
    return _(
        "Dari nilai %(value)s, %(name)s %(amount)s.",
        value=rupiah(steps[0].amount),
        name=inline(last.name),
        amount=rupiah(last.amount),
    )


def _closing_note(
    those: Sequence[Standing], counted: Sequence[Standing], needed: Sequence[Measure]
) -> str:
    said = ngettext(
        "Hanya %(count)s dari %(num)s NPHD yang melaporkan semua langkahnya.",
        "Hanya %(count)s dari %(num)s NPHD yang melaporkan semua langkahnya.",
        len(counted),
        count=len(those),
    )
    if len(those) == len(counted):
        said = _("Semua NPHD melaporkan langkah-langkahnya.")
    if Measure.SPENT not in needed:
        return (
            said + " " + _("Belanja belum dilaporkan, jadi yang masih di penerima belum diketahui.")
        )
    return (
        said + " " + _("Setoran sisa yang tidak dilaporkan dianggap nol; jasa giro tidak termasuk.")
    )


def _grantee(standing: Standing) -> str:
    return standing.holding.unit or agency_name(standing.holding.agency)


def _scale(amounts: Iterable[int | None]) -> charts.Scale:
    rupiah_of_unit = charts.scale_for(amounts)
    name = {
        10**12: _("triliun rupiah"),
        10**9: _("miliar rupiah"),
        10**6: _("juta rupiah"),
        1: _("rupiah"),
    }[rupiah_of_unit]
    return charts.Scale(rupiah_of_unit, name, current_language() == "id")
