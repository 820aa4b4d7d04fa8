"""What comparing a reading with the stored figures brings up and a person should look at.

Only what the reading itself cannot know: units named elsewhere, a thousandfold jump, a running
total that fell, a transfer already there. The sentences stand in the catalogue of problems.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from nphd_tracker.positions import Difference, Figure, Value, value_at
from nphd_tracker.reading import Measure, Severity, Source, StatedFigure
from nphd_tracker.regions import Agency
from nphd_tracker.store.holdings import Group, agreement_key
from nphd_tracker.store.known import (
    Account,
    Known,
    PositionKey,
    Stated,
    as_figure,
    group_of,
    position_key,
)

FindingCode = Literal[
    "unit-unnamed",
    "unit-unnamed-stands",
    "magnitude-jump",
    "running-total-fell",
    "register-differs",
    "movement-repeated",
    "conflicting-duplicate",
    "follow-up-unknown",
    "follow-up-no-agreement",
    "follow-up-not-needed",
    "follow-up-exists",
    "follow-up-closed",
    "follow-up-changed-meanwhile",
    "follow-up-twice",
]

JUMP = 800
"""Thousands read as millions, or the reverse, are about a thousandfold."""

_COLUMN = re.compile(r"[A-Z]+(?=\d+$)")
"""In ``Rekap!F16`` the F: what is left is the row."""

RUNNING_TOTALS = frozenset({Measure.DISBURSED, Measure.SPENT, Measure.RETURNED})


@dataclass(frozen=True)
class Finding:
    """One thing to say about cells of the reading.

    ``detail`` holds the catalogue's placeholders as text: of a jump and a fall ``value`` and
    ``other`` in sen, of a register also their ``difference``; else ``other`` is where it already
    stands (a cell, or an import like #12), ``candidates`` the units named.
    """

    code: FindingCode
    severity: Severity
    region: str
    agency: Agency
    unit: str | None
    cells: tuple[str, ...]
    detail: Mapping[str, str]


def find_unnamed(known: Known, unnamed: Iterable[tuple[str, Stated]]) -> list[Finding]:
    """One error a row for what names no unit although several are named."""
    rows: dict[tuple[Group, str], list[str]] = {}
    for election, one in unnamed:
        row = _COLUMN.sub("", one.cells[0]) if one.cells else ""
        rows.setdefault((group_of(election, one), row), []).extend(one.cells)
    return [
        _say_units("unit-unnamed", Severity.ERROR, known, group, None, tuple(dict.fromkeys(cells)))
        for (group, _), cells in rows.items()
    ]


def find_new_clash(known: Known, stated: Iterable[tuple[str, Stated]]) -> list[Finding]:
    """A warning where the reading names a second unit while unnamed figures stand."""
    findings: dict[Group, Finding] = {}
    for election, one in stated:
        group = group_of(election, one)
        stored = known.stored_units.get(group, {})
        is_new_clash = len(stored) < 2 <= len(known.units.get(group, {}))
        if group in findings or not is_new_clash or not known.has_unnamed(group):
            continue
        if agreement_key(one.agency, one.unit) not in {"", *stored}:
            findings[group] = _say_units(
                "unit-unnamed-stands", Severity.WARNING, known, group, one.unit, one.cells
            )
    return list(findings.values())


def _say_units(
    code: FindingCode,
    severity: Severity,
    known: Known,
    group: Group,
    unit: str | None,
    cells: tuple[str, ...],
) -> Finding:
    detail = {
        "other": f"{group.agency} {group.region}",
        "candidates": ", ".join(sorted(known.units[group].values())),
    }
    return Finding(code, severity, group.region, group.agency, unit, cells, detail)


def find_jump(figure: StatedFigure, known: int | None) -> Finding | None:
    """At least `JUMP` times what is known, or at most a `JUMP`-th of it."""
    if not known or not figure.amount:
        return None
    small, large = sorted((abs(known), abs(figure.amount)))
    return (
        _compare("magnitude-jump", figure, figure.amount, known) if large >= JUMP * small else None
    )


def find_falls(account: Account) -> list[Finding]:
    """Running totals that are lower than at an earlier date, where the reading has a part in it."""
    if not any(key.measure in RUNNING_TOTALS for key in account.fresh):
        return []
    series: dict[tuple[Measure, str, str, Source], list[PositionKey]] = {}
    amounts: dict[PositionKey, int] = {}
    known: list[Figure | StatedFigure] = [*account.positions.values(), *account.stated.values()]
    for figure in known:  # what the reading states comes last and counts
        amounts[position_key(figure)] = figure.amount
    for key in sorted(amounts, key=lambda key: key.on):
        if key.measure in RUNNING_TOTALS:
            series.setdefault((key.measure, key.tranche, key.line, key.source), []).append(key)
    findings = []
    for keys in series.values():
        for earlier, later in pairwise(keys):
            said = later if later in account.fresh else earlier
            if amounts[later] < amounts[earlier] and said in account.fresh:
                figure = account.stated[said]
                findings.append(
                    _compare("running-total-fell", figure, amounts[later], amounts[earlier])
                )
    return findings


def say_fall(figure: StatedFigure, earlier: int) -> Finding:
    return _compare("running-total-fell", figure, figure.amount, earlier)


def find_register_differences(account: Account) -> list[Finding]:
    """Where a position and the movements up to its date differ once the reading is stored.

    One finding for each measure the reading adds to, at what it adds: the newest position it
    states, or the transfers that make a position of another file differ.
    """
    findings = (_find_register_difference(account, measure) for measure in Measure)
    return [finding for finding in findings if finding]


def _find_register_difference(account: Account, measure: Measure) -> Finding | None:
    fresh = [key for key in account.fresh if key.measure is measure]
    transfers = [one for one in account.transfers if one.measure is measure]
    known = account.figures.get(measure, [])
    moved = [*(one for one in known if one.is_movement), *map(as_figure, transfers)]
    if not moved or not (fresh or transfers):
        return None
    positions = {position_key(one): one for one in known if not one.is_movement}
    stated = account.stated.items()
    positions |= {key: as_figure(one) for key, one in stated if key.measure is measure}
    if not positions:
        return None
    newest = max(key.on for key in (positions if transfers else fresh))
    value = value_at([*positions.values(), *moved], measure, newest)
    assert value is not None  # there is a position on that day
    for difference in value.differences:
        if difference.kind == "movements":
            said = _find_said(account, value, transfers)
            return _compare_register(said, value.amount, difference) if said else None
    return None


def _find_said(
    account: Account, value: Value, transfers: list[StatedFigure]
) -> StatedFigure | None:
    """What the reading has to do with it: a position that counts, else its newest transfer."""
    keys = [position_key(one) for one in value.evidence if not one.is_movement]
    stated = [account.stated[key] for key in keys if key in account.fresh]
    moved = [one for one in transfers if one.on <= value.as_of]
    return stated[-1] if stated else max(moved, key=lambda one: one.on, default=None)


def _compare_register(figure: StatedFigure, value: int, register: Difference) -> Finding:
    detail = {
        "value": str(value),
        "other": str(register.other),
        "difference": str(register.amount),
    }
    return _say("register-differs", Severity.WARNING, figure, detail)


def find_repeated(
    figure: StatedFigure, stated: list[StatedFigure], known: list[Figure]
) -> Finding | None:
    """A transfer taken as one already there because nothing tells them apart.

    With the same document number there is no doubt, and a register sent again is no news: only a
    row repeated within the file, or one that another file names otherwise, is said.
    """
    for other in stated:
        if _may_be_one(figure, other) and not _has_same_number(figure, other):
            where = ", ".join(other.cells)
            return _say("movement-repeated", Severity.WARNING, figure, {"other": where})
    if any(_naming(figure) == _naming(other) for other in known):
        return None
    for kept in known:
        if _may_be_one(figure, kept) and not _has_same_number(figure, kept):
            where = f"#{kept.import_id}"
            return _say("movement-repeated", Severity.INFO, figure, {"other": where})
    return None


def say_conflict(figure: StatedFigure, first: StatedFigure) -> Finding:
    """Of two figures for one key in one file the first stands and the later is the error."""
    detail = {"other": ", ".join(first.cells), "value": str(figure.amount)}
    return _say("conflicting-duplicate", Severity.ERROR, figure, detail)


def count_transfers(alike: list[Figure]) -> int:
    """How many different transfers these movements of one measure, date and amount are."""
    value = value_at(alike, alike[0].measure, alike[0].on) if alike else None
    return len(value.evidence) if value else 0


def _naming(one: Figure | StatedFigure) -> tuple[str, str, str]:
    return (one.document, one.tranche, one.line)


def _may_be_one(one: StatedFigure, other: Figure | StatedFigure) -> bool:
    pairs = zip(_naming(one), _naming(other), strict=True)
    return all(a == b or not a or not b for a, b in pairs)


def _has_same_number(one: StatedFigure, other: Figure | StatedFigure) -> bool:
    return bool(one.document) and one.document == other.document


def _compare(code: FindingCode, figure: StatedFigure, value: int, other: int) -> Finding:
    return _say(code, Severity.WARNING, figure, {"value": str(value), "other": str(other)})


def _say(
    code: FindingCode, severity: Severity, figure: StatedFigure, detail: Mapping[str, str]
) -> Finding:
    return Finding(code, severity, figure.region, figure.agency, figure.unit, figure.cells, detail)
