"""Down a statement, a measure's parts and the sum that is stated of them: one figure, not several.

"Belanja Pegawai", "Belanja Barang", then "Jumlah Belanja"; or "Realisasi Belanja" with its kinds
below. The stated sum counts and its parts are its control, wherever it stands.
"""

from collections.abc import Iterable, Mapping

from nphd_tracker.importing.controls import ROUNDING
from nphd_tracker.importing.problems import Words, make_problem
from nphd_tracker.importing.records import Record
from nphd_tracker.money import format_rupiah
from nphd_tracker.reading import Control, Measure, StatedFigure

Labels = Mapping[str, str]
"""The cells of rows that are headed as totals, each with its label."""


def settle_wholes(record: Record, labels: Labels, *, is_alone: bool) -> None:
    """Leaves of each measure, day and source the stated sum and its tranches.

    ``is_alone``: the table is about one agreement, so that a total without parts is its figure.
    """
    groups: dict[tuple[Measure, object, object], list[StatedFigure]] = {}
    for figure in record.figures:
        groups.setdefault((figure.measure, figure.on, figure.source), []).append(figure)
    kept = [one for group in groups.values() for one in _settle(record, group, labels, is_alone)]
    record.figures[:] = kept


def _settle(
    record: Record, group: list[StatedFigure], labels: Labels, is_alone: bool
) -> Iterable[StatedFigure]:
    totals = [f for f in group if _cell(f) in labels]
    plain = [f for f in group if _cell(f) not in labels and not f.tranche]
    tranches = [f for f in group if f.tranche]
    parts = tranches or plain
    whole = _stated(totals, parts, is_alone=is_alone)
    if whole is None:
        within = next((f for f in plain if len(plain) > 2 and _holds_the_rest(f, plain)), None)
        return [within] if within and not tranches else [*plain, *tranches]
    if len(plain) == 1 and not tranches:
        return plain if plain[0].amount == whole.amount else [*plain, whole]
    if parts:
        _check(record, whole, sum(f.amount for f in parts), labels[_cell(whole)])
    return [whole, *tranches, *(plain if tranches else [])]


def _stated(
    totals: list[StatedFigure], parts: list[StatedFigure], *, is_alone: bool
) -> StatedFigure | None:
    """Of several totals, the one that its parts come to; of one agreement's, else the last."""
    added = sum(f.amount for f in parts)
    fitting = [f for f in totals if parts and abs(f.amount - added) < ROUNDING]
    if fitting:
        return fitting[-1]
    return totals[-1] if totals and is_alone else None


def _holds_the_rest(figure: StatedFigure, group: list[StatedFigure]) -> bool:
    """ "Realisasi Belanja" over "Belanja Pegawai" and "Belanja Barang"."""
    return figure.amount * 2 == sum(f.amount for f in group) and figure.amount > 0


def _cell(figure: StatedFigure) -> str:
    return figure.cells[0].rpartition("!")[2]


def _check(record: Record, whole: StatedFigure, added: int, label: str) -> None:
    sheet, _, cell = whole.cells[0].rpartition("!")
    record.controls.append(Control("parts", cell, label, whole.amount, added))
    if abs(whole.amount - added) >= ROUNDING:
        record.problems.append(
            make_problem(
                "parts-differ",
                sheet,
                cell,
                _money(whole.amount),
                other=_money(added),
                difference=_money(whole.amount - added),
            )
        )


def _money(sen: int) -> Words:
    return Words(format_rupiah(sen, "id"), format_rupiah(sen, "en"))
