"""What is stored before a page is looked at: readings, said briefly and applied as an import is."""

import hashlib
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.models import Import
from nphd_tracker.reading import (
    Measure,
    Reading,
    SheetReading,
    Source,
    StatedFigure,
    StatedTerm,
    TermKind,
)
from nphd_tracker.regions import Agency

PILKADA = "Pilkada 2024"
INVENTED = "Contoh (angka rekaan)"
MEETING = date(2024, 8, 1)

# The recap of Nusa Tenggara Timur at the meeting: region, agency, agreement value, disbursed (None:
# not reported), in rupiah. The published figures behind it are named in tests/sheets/SOURCES.md.
NTT: list[tuple[str, str, int, int | None]] = [
    ("53", "KPU", 341_000_000_000, None),
    ("53", "BAWASLU", 85_797_784_000, None),
    ("53", "TNI", 3_000_000_000, None),
    ("53", "POLRI", 10_000_000_000, None),
    ("53.07", "KPU", 21_700_000_000, 7_000_000_000),
    ("53.09", "KPU", 28_196_513_000, 28_196_513_000),
    ("53.09", "BAWASLU", 4_833_475_000, None),
    ("53.09", "TNI", 1_527_652_000, None),
    ("53.09", "POLRI", 4_138_831_000, None),
    ("53.12", "KPU", 16_500_000_000, 3_000_000_000),
    ("53.13", "KPU", 18_540_000_000, 7_410_000_000),
    ("53.15", "KPU", 28_000_000_000, 28_000_000_000),
    ("53.15", "BAWASLU", 9_000_000_000, 9_000_000_000),
    ("53.15", "TNI", 896_000_000, None),
    ("53.15", "POLRI", 4_000_000_000, 4_000_000_000),
    ("53.18", "KPU", 27_000_000_000, 16_000_000_000),
    ("53.19", "KPU", 28_000_000_000, None),
    ("53.20", "BAWASLU", 6_600_000_000, None),
    ("53.21", "KPU", 25_725_141_000, None),
    ("53.21", "BAWASLU", 9_214_290_000, None),
    ("53.21", "POLRI", 4_000_000_000, None),
    ("53.71", "KPU", 28_000_000_000, None),
    ("53.71", "BAWASLU", 8_000_000_000, None),
]


def figure(
    region: str,
    agency: str,
    measure: Measure,
    rupiah: int,
    on: date = MEETING,
    cell: str = "Rekap!F16",
    **more: Any,
) -> StatedFigure:
    """A running total as the grantor states it, in whole rupiah."""
    said: dict[str, Any] = {"unit": None, "source": Source.GRANTOR, "cells": (cell,), **more}
    return StatedFigure(region, Agency(agency), measure=measure, on=on, amount=rupiah * 100, **said)


def term(region: str, agency: str, kind: TermKind, value: str) -> StatedTerm:
    return StatedTerm(region, Agency(agency), None, kind, value, Source.GRANTOR, ("Daftar!C7",))


def ntt() -> list[StatedFigure]:
    """Value and disbursement of every agreement in the recap, each in a cell of its own."""
    said = []
    for row, (region, agency, committed, disbursed) in enumerate(NTT, start=8):
        said.append(figure(region, agency, Measure.COMMITTED, committed, cell=f"Rekap!C{row}"))
        if disbursed is not None:
            said.append(figure(region, agency, Measure.DISBURSED, disbursed, cell=f"Rekap!D{row}"))
    return said


def say(
    session: Session,
    *said: StatedFigure | StatedTerm,
    file: str = "rekap-nphd-ntt-2024-08-01.xlsx",
    election: str = PILKADA,
) -> Import:
    """A file that says this, previewed, staged and applied."""
    sheet = SheetReading(
        sheet="Rekap",
        header_rows=(5, 7),
        columns={},
        headers={},
        rows_read=len(said),
        rows_left_out=0,
        as_of=MEETING,
        unit=1,
        source=Source.GRANTOR,
        election=election,
        figures=tuple(one for one in said if isinstance(one, StatedFigure)),
        terms=tuple(one for one in said if isinstance(one, StatedTerm)),
        controls=(),
        problems=(),
    )
    content = repr((file, election, said)).encode()
    reading = Reading(file, hashlib.sha256(content).hexdigest(), (sheet,))
    plan = store.plan_import(session, reading)
    row = store.stage_import(session, reading, plan, size=1, options={}, description={})
    store.apply_import(session, row, reading, plan)
    session.commit()
    return row
