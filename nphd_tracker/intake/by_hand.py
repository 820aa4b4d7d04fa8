"""Figures and terms that an officer typed, with their document: an import like any other.

What was typed becomes a small workbook, kept under its SHA-256, whose cells each figure and term
points to; the preview is the store's own comparison, and undoing is undoing an import. Functions
take a session first and never commit.
"""

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Holding
from nphd_tracker.errors import ConflictError
from nphd_tracker.importing.problems import Words, make_problem
from nphd_tracker.intake.described import describe_for_person
from nphd_tracker.intake.kept_files import keep_file
from nphd_tracker.intake.options import write_options
from nphd_tracker.intake.previewing import say_finding
from nphd_tracker.intake.values import Intake, Status
from nphd_tracker.models import Import
from nphd_tracker.money import format_rupiah, rupiah
from nphd_tracker.positions import Figure, Value, value_at
from nphd_tracker.reading import (
    Measure,
    Problem,
    Reading,
    ReadOptions,
    Severity,
    SheetReading,
    Source,
    StatedFigure,
    StatedTerm,
)
from nphd_tracker.regions import Agency
from nphd_tracker.reporting.hand_note import write_hand_note

SHEET = "Catatan tangan"
"""The sheet of every such workbook: its cells tell a figure by hand from one that was read."""

_HEADERS = (
    "Kode wilayah",
    "Pemda",
    "Lembaga",
    "Satuan kerja",
    "Yang dicatat",
    "Jenis",
    "Tanggal",
    "Isi",
    "Dilaporkan oleh",
    "Dokumen",
    "Lampiran dan keterangan",
)
_VALUE = "H"
_FIRST_ROW = 4
_NEWEST = 2**62
_BOUNDS = (
    ("over-disbursed", Measure.DISBURSED, Measure.COMMITTED),
    ("spent-over-received", Measure.SPENT, Measure.DISBURSED),
)


@dataclass(frozen=True, slots=True)
class Party:
    """The agreement that is written about."""

    election: str
    region: str
    region_name: str
    agency: Agency
    unit: str | None
    unit_implied: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What was typed at once about one agreement. ``remarks``: attachments (with their SHA-256)."""

    party: Party
    figures: tuple[StatedFigure, ...] = ()
    terms: tuple[StatedTerm, ...] = ()
    document: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def source(self) -> Source:
        said = [one.source for one in self.figures] + [one.source for one in self.terms]
        return said[0] if said else Source.GRANTOR


def is_by_hand(cells: Iterable[str]) -> bool:
    return any(cell.startswith(f"{SHEET}!") for cell in cells)


def preview_note(session: Session, note: Note) -> Intake:
    """What keeping the note would change; nothing is stored."""
    return _preview(session, note, _write(note))


@dataclass(frozen=True, slots=True)
class Effect:
    """What is in force of the measure before and after, on the newest day it is known of."""

    day: date
    before: Value | None
    after: Value | None


def find_effect(session: Session, note: Note, figure: StatedFigure) -> Effect:
    """What a figure does to the value of its whole agreement."""
    known = _known_of(session, note.party)
    day = max([figure.on, *(f.on for f in known if f.measure is figure.measure)])
    return Effect(
        day,
        value_at(known, figure.measure, day),
        value_at((*known, _fresh(figure)), figure.measure, day),
    )


def _known_of(session: Session, party: Party) -> tuple[Figure, ...]:
    """What is known of the whole agreement that is written about."""
    holdings = store.load_holdings(
        session, party.election, region=party.region, agency=party.agency
    )
    return tuple(f for one in holdings if _is_of(one, party, holdings) for f in one.figures)


def _fresh(figure: StatedFigure) -> Figure:
    """The figure as if it were stored already, by the newest import there is."""
    return Figure(
        figure.measure, figure.on, figure.amount, figure.source, figure.is_movement,
        figure.tranche, figure.line, figure.document, import_id=_NEWEST,
    )  # fmt: skip


def _audit(session: Session, note: Note, cells: Iterable[str]) -> list[Problem]:
    """What a row of a sheet would be told too: more disbursed than agreed, more spent than
    received. Said of the agreement as it stands with the note, where the note has a part in it."""
    figures = note.figures
    if not figures:
        return []
    places = dict(zip((one.measure for one in figures), cells, strict=False))
    with_note = (*_known_of(session, note.party), *map(_fresh, figures))
    day = max(one.on for one in with_note)
    problems = []
    for code, large, small in _BOUNDS:
        over, under = value_at(with_note, large, day), value_at(with_note, small, day)
        place = places.get(large) or places.get(small)
        if place and over and under and over.amount > under.amount:
            value, other = _say_money(over.amount), _say_money(under.amount)
            problems.append(make_problem(code, SHEET, place, value, other=other))
    return problems


def _say_money(sen: int) -> Words:
    return Words(format_rupiah(sen, "id"), format_rupiah(sen, "en"))


def _is_of(holding: Holding, party: Party, all_of_group: list[Holding]) -> bool:
    """The unit named, or the only agreement there is while it or the note names none."""
    if holding.unit_clash:
        return False
    key = store.touched_key(party.election, party.region, party.agency, party.unit)[1]
    own = store.touched_key(party.election, party.region, party.agency, holding.unit)[1]
    return key == own or (len(all_of_group) == 1 and not (key and own))


def keep_note(session: Session, note: Note, base: str, uploads: Path) -> Import:
    """Stores the note as an applied import, its workbook under its SHA-256.

    Raises ConflictError when it would change something else than was shown (``base``), when the
    same note stands already, and when it contradicts what stands (an unnamed unit of several).
    """
    store.take_turn(session)
    content = _write(note)
    seen = _preview(session, note, content)
    assert seen.reading is not None
    assert seen.plan is not None
    if seen.plan.base != base:
        raise ConflictError(
            "Data berubah sejak pratinjau dibuat. Periksa sekali lagi, lalu simpan.",
            "The data changed since the preview was made. Check once more, then save.",
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "note.xlsx"
        path.write_bytes(content)
        keep_file(path, seen.sha256, uploads)
    row = store.stage_import(
        session,
        seen.reading,
        seen.plan,
        size=len(content),
        options=write_options(seen.options),
        description=describe_for_person(seen)
        | {"by_hand": {"document": note.document, "remarks": list(note.remarks)}},
        is_applied_at_once=True,
    )
    store.apply_import(session, row, seen.reading, seen.plan)
    return row


def _preview(session: Session, note: Note, content: bytes) -> Intake:
    sha256 = hashlib.sha256(content).hexdigest()
    reading = _read(note, sha256)
    plan = store.plan_import(session, reading)
    typed = (f"{_VALUE}{row}" for row in range(_FIRST_ROW, _FIRST_ROW + len(note.figures)))
    problems = (*map(say_finding, plan.findings), *_audit(session, note, typed))
    status: Status = "would-apply"
    if any(problem.severity is Severity.ERROR for problem in problems):
        status = "refused"
    elif plan.standing_import is not None or plan.is_unchanged:
        status = "unchanged"
    return Intake(
        reading.file,
        sha256,
        status,
        plan.standing_import,
        reading,
        plan,
        problems,
        ReadOptions(default_election=note.party.election),
    )


def _read(note: Note, sha256: str) -> Reading:
    """The note as if it were read from its workbook: each entry at the cell it stands in."""
    cells = [(f"{SHEET}!{_VALUE}{row}",) for row in range(_FIRST_ROW, _FIRST_ROW + _count(note))]
    figures = [
        replace(one, cells=cell)
        for one, cell in zip(note.figures, cells[: len(note.figures)], strict=True)
    ]
    terms = [
        replace(one, cells=cell)
        for one, cell in zip(note.terms, cells[len(note.figures) :], strict=True)
    ]
    dates = [one.on for one in figures]
    sheet = SheetReading(
        sheet=SHEET,
        header_rows=(_FIRST_ROW - 1, _FIRST_ROW - 1),
        columns={},
        headers=dict(zip("ABCDEFGHIJK", _HEADERS, strict=True)),
        rows_read=len(cells),
        rows_left_out=0,
        as_of=max(dates, default=None),
        unit=1,
        source=note.source,
        election=note.party.election,
        figures=tuple(figures),
        terms=tuple(terms),
        controls=(),
        problems=(),
    )
    return Reading(_name(note), sha256, (sheet,))


def _count(note: Note) -> int:
    return len(note.figures) + len(note.terms)


def _name(note: Note) -> str:
    """``catatan-tangan-53.09-kpu-2024-08-05.xlsx``."""
    days = [one.on.isoformat() for one in note.figures]
    what = max(days, default="perjanjian")
    return f"catatan-tangan-{note.party.region}-{note.party.agency.value.lower()}-{what}.xlsx"


def _write(note: Note) -> bytes:
    party = note.party
    who = (party.region, party.region_name, party.agency.value, party.unit or "")
    remarks = "; ".join(note.remarks)
    rows: list[tuple[str | int | float, ...]] = [
        (
            *who,
            one.measure.value + (f" ({one.tranche})" if one.tranche else ""),
            "perpindahan" if one.is_movement else "posisi",
            one.on.isoformat(),
            rupiah(one.amount),
            one.source.value,
            one.document or note.document,
            remarks,
        )
        for one in note.figures
    ]
    rows += [
        (*who, one.kind.value, "ketentuan", "", one.value, one.source.value, note.document, remarks)
        for one in note.terms
    ]
    if not rows:
        rows = [(*who, "lampiran", "", "", "", "", note.document, remarks)]
    return write_hand_note(SHEET, f"Catatan tangan, {party.election}", _HEADERS, rows)
