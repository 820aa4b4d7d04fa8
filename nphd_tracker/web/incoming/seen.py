"""What an import says of itself, piece by piece in words: sheets, problems, changes, terms, controls.

Turns the stored description of an import (written by `intake`) into values that a template prints.
Nothing is computed from figures here: a number shown was stored as shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from nphd_tracker.reading import Measure, Source, TermKind
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.words.columns import column_meaning
from nphd_tracker.web.words.names import agency_name, measure_name, source_name, unit_word


@dataclass(frozen=True)
class Told:
    """A problem in the reader's language. ``place`` is like ``Rekap!F16``, or "" for the file."""

    severity: str
    place: str
    value: str
    message: str


@dataclass(frozen=True)
class ColumnSeen:
    """A column of a sheet: its letter, its own wording, what it was taken for."""

    letter: str
    wording: str
    meaning: str


@dataclass(frozen=True)
class SheetSeen:
    """What was recognised of one sheet. ``unit`` and ``source`` are words."""

    sheet: str
    header_rows: tuple[int, int] | None
    columns: tuple[ColumnSeen, ...]
    as_of: date | None
    unit: str
    election: str
    source: str
    rows_read: int
    rows_left_out: int
    figures: int

    @property
    def rows_used(self) -> int:
        return self.rows_read - self.rows_left_out


@dataclass(frozen=True)
class ChangeSeen:
    """One figure before (None: unknown) and after, in sen."""

    region: str
    grantee: str
    measure: str
    on: date
    old: int | None
    new: int
    cells: str
    part: str
    """Which part of the agreement, by which document: a tranche, a line, a transfer; "" for the whole."""
    before: int | None = None
    """Of a new figure: what the same agreement and measure stood at on an earlier day."""
    before_on: date | None = None

    @property
    def by(self) -> int | None:
        """How far it moved since; None where nothing was known."""
        return None if self.before is None else self.new - self.before


@dataclass(frozen=True)
class TermSeen:
    """One term of an agreement before (empty: unknown) and after."""

    kind: TermKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    cells: str


@dataclass(frozen=True)
class ControlSeen:
    """A total written in the sheet beside what was read, in sen."""

    place: str
    label: str
    stated: int
    computed: int
    difference: int


def place_of(sheet: str, cell: str) -> str:
    """``Rekap!F16``, ``Rekap``, or "" for the whole file."""
    return "!".join(filter(None, (sheet, cell)))


def see_sheet(said: Mapping[str, Any]) -> SheetSeen:
    headers: Mapping[str, str] = said["headers"]
    rows = said["header_rows"]
    return SheetSeen(
        sheet=said["sheet"],
        header_rows=(rows[0], rows[1]) if rows else None,
        columns=tuple(
            ColumnSeen(letter, headers.get(letter, ""), column_meaning(key))
            for letter, key in said["columns"].items()
        ),
        as_of=date.fromisoformat(said["as_of"]) if said["as_of"] else None,
        unit=unit_word(said["unit"]),
        election=said["election"],
        source=source_name(Source(said["source"])),
        rows_read=said["rows_read"],
        rows_left_out=said["rows_left_out"],
        figures=said["figures"],
    )


def value_of(said: Mapping[str, Any]) -> str:
    """What was found in the cell, in the reader's language."""
    value: str = said["value"]
    return said.get("value_en", value) if current_language() == "en" else value


def tell(said: Mapping[str, Any]) -> Told:
    return Told(
        severity=said["severity"],
        place=place_of(said["sheet"], said["cell"]),
        value=value_of(said),
        message=said[f"message_{current_language()}"],
    )


def see_change(said: Mapping[str, Any]) -> ChangeSeen:
    before = said.get("before")
    return ChangeSeen(
        region=said["region"],
        grantee=said["unit"] or agency_name(said["agency"]),
        measure=measure_name(Measure(said["measure"])),
        on=date.fromisoformat(said["on"]),
        old=None if said["old"] is None else _sen(said["old"]),
        new=_sen(said["new"]),
        cells=", ".join(said["cells"]),
        part=_part_word(
            said["tranche"], said["line"], said.get("document", ""), said["is_movement"]
        ),
        before=_sen(before["amount"]) if before else None,
        before_on=date.fromisoformat(before["on"]) if before else None,
    )


def _part_word(tranche: str, line: str, document: str, is_movement: bool) -> str:
    words = (
        _("tahap %(tranche)s", tranche=tranche) if tranche else "",
        line,
        document,
        _("perpindahan") if is_movement else "",
    )
    return ", ".join(filter(None, words))


def see_term(said: Mapping[str, Any]) -> TermSeen:
    return TermSeen(
        kind=TermKind(said["kind"]),
        old=tuple(said["old"]),
        new=tuple(said["new"]),
        cells=", ".join(said["cells"]),
    )


def see_control(sheet: str, said: Mapping[str, Any]) -> ControlSeen:
    return ControlSeen(
        place=place_of(sheet, said["cell"]),
        label=said["label"],
        stated=_sen(said["stated"]),
        computed=_sen(said["computed"]),
        difference=_sen(said["difference"]),
    )


def _sen(rupiah: int | float) -> int:
    """Rupiah as JSON writes them, back to sen: ``12.5 -> 1250``."""
    return int(Decimal(str(rupiah)) * 100)
