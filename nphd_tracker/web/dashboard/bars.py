"""The bars of the pages: whose rate is drawn, and what is said beside each and over it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy.orm import Session

from nphd_tracker import charts
from nphd_tracker.absorption import Basis, Row
from nphd_tracker.money import truncate_percent
from nphd_tracker.web.serving.language import current_language, ngettext
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.shown.dues import DueSum, is_past, sum_dues
from nphd_tracker.web.shown.figures import Overview, Pair
from nphd_tracker.web.shown.memory import Memory
from nphd_tracker.web.words.filters import percent, rupiah, tanggal
from nphd_tracker.web.words.names import coverage, remaining_name, row_reason

SHOWN_IN_CHART = 30
SHOWN_OF_NATION = 12
"""More bars than these are not read, and a nation's page stays light; the table has them all."""

By = Literal["agency", "region"]

_charts: Memory["BarChart"] = Memory(keep=64)


@dataclass(frozen=True, slots=True)
class BarChart:
    """The figure, and in a sentence what is lacking against what was due; "" where nothing is."""

    figure: dict[str, Any]
    behind: str


def reporting(pairs: Iterable[Pair]) -> list[Pair]:
    """Those with at least one rate to draw."""
    return [pair for pair in pairs if pair.disbursed.rate or pair.spent.rate]


def not_reporting(pairs: Iterable[Pair]) -> list[Pair]:
    return [pair for pair in pairs if not (pair.disbursed.reported or pair.spent.reported)]


def drawn(figure: Mapping[str, Any]) -> set[str]:
    """The ways its bars are drawn, for the legend: ``disbursed-late``, ``due-estimate``, ..."""
    return {trace["name"] for trace in figure["data"]}


def chart(session: Session, page: Overview, by: By, file_name: str) -> BarChart:
    """The bars of a page's agencies, or of its regions that have a rate."""
    key = (page.selection, by, file_name, current_language())
    return _charts.recall(session, key, lambda: _draw(page, by, file_name))


def _draw(page: Overview, by: By, file_name: str) -> BarChart:
    pairs = page.agencies if by == "agency" else reporting(page.regions)
    place = page.selection.province or page.selection.region
    shown = pairs[: SHOWN_IN_CHART if place else SHOWN_OF_NATION]
    dues = sum_dues(
        page.standings,
        lambda one: one.holding.agency.value if by == "agency" else one.holding.region,
    )
    past = is_past(page.selection.election, page.selection.day)
    words = charts.Words(
        no_report=_("belum lapor"),
        check=_("periksa"),
        closed=_("selesai"),
        file_name=file_name,
        decimal_comma=current_language() == "id",
    )
    figure = charts.absorption_bars(
        [_bar(pair, page.spending_basis, dues.get(pair.key), past) for pair in shown], words
    )
    return BarChart(figure, _behind(pairs, dues))


def finding(pairs: Sequence[Pair], basis: Basis) -> str:
    """What the bars show first, in a sentence: who is lowest, and how many are below 100%."""
    rows = [(pair, pair.disbursed if basis is Basis.DISBURSED_COMMITTED else pair.spent)
            for pair in pairs]  # fmt: skip
    rated = [(pair, row) for pair, row in rows if row.rate is not None]
    if not rated:
        return _("Belum ada yang melapor.")
    below = [pair for pair, row in rated if row.below]
    lowest, row = rated[0]
    said = ngettext(
        "%(below)s dari %(num)s belum 100%%.", "%(below)s dari %(num)s belum 100%%.", len(rated),
        below=len(below),
    )  # fmt: skip
    if below:
        said += " " + _("Terendah: %(name)s, %(rate)s.", name=lowest.name, rate=percent(row.rate))
    return said


def _behind(pairs: Iterable[Pair], dues: Mapping[str, DueSum]) -> str:
    """Against what was due: how much is lacking, and who lacks most of it since when."""
    late = [(pair, dues[pair.key]) for pair in pairs if pair.key in dues and dues[pair.key].late]
    if not late:
        return ""
    worst, most = max(late, key=lambda one: one[1].short)
    said = ngettext(
        "Terhadap yang seharusnya sudah cair: kurang %(total)s pada %(num)s NPHD.",
        "Terhadap yang seharusnya sudah cair: kurang %(total)s pada %(num)s NPHD.",
        sum(due.late for _pair, due in late),
        total=rupiah(sum(due.short for _pair, due in late)),
    )
    largest = _("Terbesar: %(name)s, %(amount)s.", name=worst.name, amount=_short(most))
    return f"{said} {largest}"


def _short(due: DueSum) -> str:
    """``Rp 14.700.000.000 sejak 27 Juni 2024 (perkiraan)``."""
    words = [rupiah(due.short)]
    if due.since:
        words.append(_("sejak %(day)s", day=tanggal(due.since)))
    if due.is_late_estimate:
        words.append(_("(perkiraan)"))
    return " ".join(words)


def _bar(pair: Pair, spending: Basis, due: DueSum | None, past: bool) -> charts.Bar:
    return charts.Bar(
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
        due=_tick(due) if due else None,
        is_past=past,
    )


def _tick(due: DueSum) -> charts.Tick:
    return charts.Tick(
        part=due.due,
        whole=due.committed,
        is_estimate=due.is_estimate,
        is_late=due.is_late,
        note=_late_note(due) if due.late else "",
        hover="\n".join(
            [
                _("Seharusnya sudah cair (perkiraan)")
                if due.is_estimate
                else _("Seharusnya sudah cair"),
                _due_amounts(due),
                *([_("kurang %(short)s", short=_short(due))] if due.late else []),
                ngettext(
                    "dari %(num)s NPHD yang jadwalnya diketahui",
                    "dari %(num)s NPHD yang jadwalnya diketahui",
                    due.agreements,
                ),
            ]
        ),
    )


def _due_amounts(due: DueSum) -> str:
    if due.committed <= 0:
        return rupiah(due.due)
    share = percent(truncate_percent(due.due, due.committed))
    return _("%(amount)s (%(share)s)", amount=rupiah(due.due), share=share)


def _late_note(due: DueSum) -> str:
    if due.is_late_estimate:
        return ngettext("▼ %(num)s perk. terlambat", "▼ %(num)s perk. terlambat", due.late)
    return ngettext("▼ %(num)s terlambat", "▼ %(num)s terlambat", due.late)


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
