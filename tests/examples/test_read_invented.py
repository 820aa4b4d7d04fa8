"""Every figure of the invented province comes out of its workbook, and nothing beside it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest
from build_invented import EXPECTED, WORKBOOKS

from nphd_tracker.intake import Intake, check
from nphd_tracker.positions import Figure, value_at
from nphd_tracker.reading import Measure, ReadOptions, Severity, StatedFigure

MEASURES = (Measure.COMMITTED, Measure.DISBURSED, Measure.SPENT, Measure.RETURNED)
EXPECTATION = json.loads(EXPECTED.read_text(encoding="utf-8"))
FILES = sorted({row["file"] for row in EXPECTATION["figures"]})
TODAY = date(2025, 1, 31)


@dataclass(frozen=True)
class Key:
    region: str
    agency: str
    unit: str | None


@cache
def read(name: str) -> Intake:
    """Read once for all that is asked of it."""
    return check(WORKBOOKS / name, name, ReadOptions(today=TODAY))


def stated_in(intake: Intake) -> list[StatedFigure]:
    assert intake.reading is not None
    return [figure for sheet in intake.reading.sheets for figure in sheet.figures]


def key_of(stated: StatedFigure) -> Key:
    return Key(stated.region, stated.agency.value, None if stated.unit_implied else stated.unit)


def figures_of(stated: Iterable[StatedFigure], key: Key) -> list[Figure]:
    return [
        Figure(
            measure=one.measure, on=one.on, amount=one.amount, source=one.source,
            is_movement=one.is_movement, tranche=one.tranche, line=one.line, document=one.document,
        )
        for one in stated if key_of(one) == key
    ]  # fmt: skip


def differences(name: str) -> list[str]:
    """What was read otherwise than expected, in words."""
    stated = stated_in(read(name))
    rows = [row for row in EXPECTATION["figures"] if row["file"] == name]
    found = []
    expected_days: dict[tuple[Key, Measure], set[date]] = {}
    for row in rows:
        key = Key(row["region"], row["agency"], row["unit"])
        day = date.fromisoformat(row["as_of"])
        figures = figures_of(stated, key)
        for measure in MEASURES:
            found += _compare(row, measure, day, figures)
            if row[measure.value] is not None:
                expected_days.setdefault((key, measure), set()).add(day)
    return found + _surplus(stated, expected_days)


def _compare(row: dict[str, Any], measure: Measure, day: date, figures: list[Figure]) -> list[str]:
    wanted = row[measure.value]
    where = f"{row['agency']} {row['unit'] or ''} {measure.value} {day}"
    if wanted is None:
        said = [f for f in figures if f.measure is measure and f.on == day]
        return [f"{where}: nothing is stated, read {f.amount / 100:.2f}" for f in said]
    value = value_at(figures, measure, day)
    if value is None:
        return [f"{where}: {wanted}, read nothing"]
    if value.amount != wanted * 100:
        return [f"{where}: {wanted}, read {value.amount / 100:.2f} of {value.as_of}"]
    return []


def _surplus(
    stated: Iterable[StatedFigure], expected: dict[tuple[Key, Measure], set[date]]
) -> list[str]:
    """Figures of nobody or of no month's end; values from a signing or an addendum have their day."""
    surplus = []
    for one in stated:
        days = expected.get((key_of(one), one.measure), set())
        is_term = one.measure is Measure.COMMITTED and bool(days)
        if one.on not in days and not (one.is_movement and days) and not is_term:
            surplus.append(f"not expected: {one}")
    return surplus


@pytest.mark.parametrize("name", FILES)
def test_reads_every_figure_and_nothing_beside_it(name: str) -> None:
    assert differences(name) == []


@pytest.mark.parametrize("name", FILES)
def test_has_no_errors_and_names_its_election(name: str) -> None:
    intake = read(name)
    assert [p for p in intake.problems if p.severity is Severity.ERROR] == []
    assert intake.reading is not None
    assert {sheet.election for sheet in intake.reading.sheets} == {EXPECTATION["election"]}


def test_the_one_above_its_agreement_value_is_marked() -> None:
    marked = {name for name in FILES for p in read(name).problems if p.code == "over-disbursed"}
    assert marked == {"contoh-rekaan-53-10-manggarai.xlsx"}
