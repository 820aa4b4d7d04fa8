"""Short ways to say what a sheet said, and to have it imported."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.models import Import
from nphd_tracker.reading import (
    Measure,
    Problem,
    Reading,
    SheetReading,
    Source,
    StatedFigure,
    StatedTerm,
    TermKind,
)
from nphd_tracker.regions import Agency

ELECTION = "Pilkada 2024"
NGADA = "53.09"
KONAWE = "74.02"


def day(text: str) -> date:
    return date.fromisoformat(text)


def position(amount: int, on: str = "2024-08-01", **more: Any) -> StatedFigure:
    """A running total; by default what the grantor says was disbursed to Ngada's KPU."""
    known: dict[str, Any] = {
        "region": NGADA,
        "agency": Agency.KPU,
        "unit": None,
        "measure": Measure.DISBURSED,
        "source": Source.GRANTOR,
        "cells": ("Rekap!F16",),
    }
    return StatedFigure(amount=amount, on=day(on), **(known | more))


def movement(amount: int, on: str = "2024-08-01", **more: Any) -> StatedFigure:
    return position(amount, on, **({"is_movement": True, "cells": ("Register!D4",)} | more))


def police(unit: str | None, amount: int, on: str = "2024-08-01", **more: Any) -> StatedFigure:
    """A running total of a police unit that Konawe funds."""
    return position(amount, on, **({"region": KONAWE, "agency": Agency.POLRI, "unit": unit} | more))


def term(kind: TermKind, value: str, **more: Any) -> StatedTerm:
    known: dict[str, Any] = {
        "region": NGADA,
        "agency": Agency.KPU,
        "unit": None,
        "source": Source.GRANTOR,
        "cells": ("Daftar!C7",),
    }
    return StatedTerm(kind=kind, value=value, **(known | more))


def reading(
    *said: StatedFigure | StatedTerm,
    file: str = "rekap.xlsx",
    election: str = ELECTION,
    is_summary: bool = False,
    problems: Iterable[Problem] = (),
    version: int = 0,
) -> Reading:
    """A file with one sheet. Its bytes differ when what it says, its name or ``version`` does."""
    sheet = SheetReading(
        sheet="Rekap",
        header_rows=(5, 7),
        columns={},
        headers={},
        rows_read=len(said),
        rows_left_out=0,
        as_of=None,
        unit=1,
        source=Source.GRANTOR,
        election=election,
        figures=tuple(one for one in said if isinstance(one, StatedFigure)),
        terms=tuple(one for one in said if isinstance(one, StatedTerm)),
        controls=(),
        problems=tuple(problems),
    )
    content = repr((file, sheet, is_summary, version)).encode()
    return Reading(file, hashlib.sha256(content).hexdigest(), (sheet,), is_summary=is_summary)


def stage(session: Session, read: Reading, *, leave_out_errors: bool = False) -> Import:
    plan = store.plan_import(session, read)
    row = store.stage_import(
        session, read, plan, size=1, options={}, description={}, leave_out_errors=leave_out_errors
    )
    session.commit()
    return row


def apply(session: Session, read: Reading, *, leave_out_errors: bool = False) -> Import:
    """Preview, stage and apply, as one visit to the import page does."""
    row = stage(session, read, leave_out_errors=leave_out_errors)
    store.apply_import(session, row, read, store.plan_import(session, read))
    session.commit()
    return row


def say(session: Session, *said: StatedFigure | StatedTerm, **more: Any) -> Import:
    """An import of a file that says this."""
    return apply(session, reading(*said, **more))
