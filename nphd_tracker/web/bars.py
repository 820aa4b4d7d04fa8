"""The bars of the pages: whose rate is drawn, and what is said beside each and over it."""

from collections.abc import Iterable, Sequence
from typing import Any

from nphd_tracker import charts
from nphd_tracker.absorption import Basis, Row
from nphd_tracker.web.figures import Pair
from nphd_tracker.web.filters import percent, rupiah
from nphd_tracker.web.language import current_language, ngettext
from nphd_tracker.web.language import gettext as _
from nphd_tracker.web.words import coverage, remaining_name, row_reason

SHOWN_IN_CHART = 30
"""More bars than this are not read; the table has them all."""


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
