"""Sheets nobody here has seen: every figure they state comes out, no other, and the right problems."""

from datetime import date
from pathlib import Path

import pytest
from layouts import LAYOUTS, Key, Layout, Said

from nphd_tracker.importing.sheets import understand_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.positions import Figure, value_at
from nphd_tracker.reading import Reading, ReadOptions, Severity
from tests.importing.opening.odd_files import read_here

TODAY = date(2026, 11, 24)
UNREAD: dict[str, str] = {}
"""Layouts that are not read right yet, and why: all asked about or told, none wrong in silence."""


def read(layout: Layout, folder: Path) -> Reading:
    """In this process: that the child process reads the same, its own test says."""
    path = layout.write(folder)
    options = ReadOptions(today=TODAY)
    return understand_workbook(read_here(path), path.name, "0" * 64, options, load_vocabulary())


def values(reading: Reading, election: str = "") -> Said:
    """In rupiah, what each agreement's figures come to on each day that they name."""
    return {key: amount for key, (amount, _cells) in sourced(reading, election).items()}


def sourced(reading: Reading, election: str = "") -> dict[Key, tuple[int, tuple[str, ...]]]:
    """The same with the cells that each comes from."""
    known: dict[tuple[str, str, str | None], list[Figure]] = {}
    sheets = [s for s in reading.sheets if not election or s.election == election]
    stated = [figure for sheet in sheets for figure in sheet.figures]
    for number, f in enumerate(stated):
        who = (f.region, f.agency.value, None if f.unit_implied else f.unit)
        known.setdefault(who, []).append(
            Figure(
                f.measure, f.on, f.amount, f.source, f.is_movement, f.tranche, f.line, f.document,
                id=number,
            )
        )  # fmt: skip
    return {
        (*who, f.measure.value, f.on.isoformat()): (
            value.amount // 100,
            tuple(dict.fromkeys(c for one in value.evidence for c in stated[one.id].cells)),
        )
        for who, figures in known.items()
        for f in figures
        if (value := value_at(figures, f.measure, f.on))
    }


def differences(layout: Layout, reading: Reading) -> list[str]:
    stated = {layout.election: layout.figures, **layout.also}
    elections = {s.election for s in reading.sheets if s.figures}
    amounts = [
        one
        for election, figures in stated.items()
        for one in of_election(layout, figures, values(reading, election))
    ]
    told = {p.code for p in reading.all_problems}
    errors = {p.code for p in reading.all_problems if p.severity is Severity.ERROR}
    codes = [f"error {code}" for code in sorted(errors ^ layout.errors)]
    codes += [f"not told {code}" for code in sorted(layout.must - told)]
    codes += [f"wrongly told {code}" for code in sorted(layout.absent & told)]
    codes += [f"election {one}" for one in sorted(elections - set(stated))]
    return amounts + codes


def of_election(layout: Layout, figures: Said, found: Said) -> list[str]:
    missing = [
        f"{key}: {amount}, read {found.get(key)}"
        for key, amount in figures.items()
        if found.get(key) != amount and not is_at_another_day(layout, figures, found, key)
    ]
    extra = [
        f"{key}: read {amount}, not stated"
        for key, amount in found.items()
        if key not in figures and layout.may.get(key) != amount
    ]
    return missing + extra


def is_at_another_day(layout: Layout, figures: Said, found: Said, key: Key) -> bool:
    """A value may stand at its signing date instead of the position's."""
    return any(
        other[:4] == key[:4] and layout.may[other] == figures[key] == found.get(other)
        for other in layout.may
    )


@pytest.mark.parametrize(
    "layout",
    [
        pytest.param(
            one,
            id=one.name,
            marks=[pytest.mark.xfail(strict=True, reason=UNREAD[one.name])]
            if one.name in UNREAD
            else [],
        )
        for one in LAYOUTS
    ],
)
def test_layout_is_read(layout: Layout, tmp_path: Path) -> None:
    assert differences(layout, read(layout, tmp_path)) == []
