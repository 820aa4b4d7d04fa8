"""The rows of the bars of agencies and regions, for their CSV."""

from collections.abc import Sequence

from nphd_tracker.absorption import Basis
from nphd_tracker.web.charts.twins import Column, Twin, Value
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.shown.figures import Pair
from nphd_tracker.web.words.names import basis_name


def pair_twin(pairs: Sequence[Pair], heading: str, spending: Basis) -> Twin:
    """One row an agency or region: both rates, each with the amounts it is computed from."""
    columns = [Column(_("Kode")), Column(heading), Column(_("Nilai seluruh NPHD"), "money")]
    for basis in (Basis.DISBURSED_COMMITTED, spending):
        name = basis_name(basis)
        columns += [
            Column(_("%(basis)s: lapor", basis=name), "count"),
            Column(_("%(basis)s: NPHD", basis=name), "count"),
            Column(_("%(basis)s: pembilang", basis=name), "money"),
            Column(_("%(basis)s: pembagi", basis=name), "money"),
            Column(_("%(basis)s: persen", basis=name), "rate"),
            Column(_("%(basis)s: sisa", basis=name), "money"),
        ]
    return Twin(heading, columns, [_row(pair) for pair in pairs])


def _row(pair: Pair) -> tuple[Value, ...]:
    values: list[Value] = [pair.key, pair.name, pair.disbursed.committed]
    for row in (pair.disbursed, pair.spent):
        values += [row.reported, row.agreements, row.numerator, row.denominator]
        values += [row.rate, row.unabsorbed]
    return tuple(values)
