"""Where a stored figure comes from: its import, its file, its cells; also what speaks no longer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, defer

from nphd_tracker.absorption import Holding
from nphd_tracker.models import Agreement, FigureRow, Import
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency
from nphd_tracker.store.holdings import agreements_of, find_members, load_groups, parts
from nphd_tracker.store.sight import list_in_sight
from nphd_tracker.store.storing import CELL_SEPARATOR

FigureStatus = Literal["current", "superseded", "undone"]

_AT_ONCE = 10_000
"""SQLite takes at most 32766 values in one statement."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One stored figure and its origin. ``amount`` in sen, ``cells`` like ``Rekap!F16``.

    ``status``: it speaks, another of the same key speaks instead, or its import was undone.
    """

    figure_id: int
    import_id: int
    file_name: str
    sha256: str
    cells: tuple[str, ...]
    applied_at: datetime | None
    status: FigureStatus
    measure: Measure
    on: date
    amount: int
    source: Source
    is_movement: bool
    tranche: str
    line: str
    line_name: str
    document: str
    import_status: str
    applied_by: str
    undone_at: datetime | None = None
    undone_by: str = ""
    agreement_id: int = 0
    """The agreement as it stands, whose rows may be several."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The cells of one stored figure, like ``Rekap!F16``, and the file they are in."""

    import_id: int
    file_name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportName:
    """An import as a list names it."""

    id: int
    file_name: str
    applied_at: datetime | None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An import as a file lists it: ``figures`` it states, of those that the session sees."""

    id: int
    file_name: str
    sha256: str
    applied_at: datetime | None
    applied_by: str
    figures: int
    left_out_errors: bool


def load_evidence(session: Session, agreement_id: int) -> list[Evidence]:
    """All that was ever said of an agreement, newest day first, also superseded and undone."""
    holding, rows = find_members(session, agreement_id)
    speaking = {figure.id for figure in holding.figures}
    found = _read(session, FigureRow.agreement_id.in_(rows), speaking)
    return sorted(found, key=lambda one: (one.on, one.figure_id), reverse=True)


def load_evidence_of(
    session: Session,
    election: str,
    *,
    province: str | None = None,
    region: str | None = None,
    agency: Agency | None = None,
) -> list[tuple[Holding, list[Evidence]]]:
    """The same of every agreement asked for, by region, the oldest figure first."""
    where = agreements_of(election, province, region, agency)
    groups = load_groups(session, *where)
    held = [one for group, members in groups.items() for one in parts(group, members)]
    numbers = {row.id: holding.id for holding, rows in held for row in rows}
    speaking = {figure.id for holding, _rows in held for figure in holding.figures}
    mine = select(Agreement.id).where(*where)
    by_agreement: dict[int, list[Evidence]] = {}
    for one in _read(session, FigureRow.agreement_id.in_(mine), speaking, numbers):
        by_agreement.setdefault(one.agreement_id, []).append(one)
    return [
        (holding, sorted(by_agreement.get(holding.id, ()), key=lambda one: (one.on, one.figure_id)))
        for holding, _rows in held
    ]


def origins_of(session: Session, figure_ids: Iterable[int]) -> dict[int, Origin]:
    """Where each of these figures stands, by its number; what is not stored is left out."""
    wanted = sorted(set(figure_ids))
    found: dict[int, Origin] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        query = (
            select(FigureRow.id, FigureRow.import_id, Import.file_name, FigureRow.cells)
            .join(Import, FigureRow.import_id == Import.id)
            .where(FigureRow.id.in_(wanted[start : start + _AT_ONCE]))
        )
        for figure_id, import_id, file_name, cells in session.execute(query):
            found[figure_id] = Origin(import_id, file_name, _split(cells))
    return found


def load_import_names(session: Session, import_ids: Iterable[int]) -> list[ImportName]:
    """The imports of these numbers, applied last first; not what they say, which may be long."""
    wanted = sorted(set(import_ids))
    found: list[ImportName] = []
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(Import.id, Import.file_name, Import.applied_at).where(
            Import.id.in_(wanted[start : start + _AT_ONCE])
        )
        found += [ImportName(*row) for row in session.execute(query)]
    return sorted(found, key=lambda one: one.id, reverse=True)


def load_source_files(session: Session, import_ids: Iterable[int]) -> list[SourceFile]:
    """The imports of these numbers by number, also those only named to a limited session."""
    wanted = sorted(set(import_ids))
    seen = list_in_sight(session, wanted)
    unseen = [number for number in wanted if number not in seen]
    counted = select(FigureRow.import_id, func.count()).where(FigureRow.import_id.in_(unseen))
    figures = dict(session.execute(counted.group_by(FigureRow.import_id)).all()) if unseen else {}
    found: list[SourceFile] = []
    for start in range(0, len(wanted), _AT_ONCE):
        some = Import.id.in_(wanted[start : start + _AT_ONCE])
        query = select(Import).options(defer(Import.description)).where(some).order_by(Import.id)
        found += [
            SourceFile(
                row.id,
                row.file_name,
                row.sha256,
                row.applied_at,
                row.applied_by,
                figures.get(row.id, row.figures_new + row.figures_changed + row.figures_same),
                row.left_out_errors and row.id in seen,
            )
            for row in session.scalars(query)
        ]
    return found


def load_cells(session: Session, figure_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The cells of each of these figures, by its number; for a page, not for a whole file."""
    query = select(FigureRow.id, FigureRow.cells).where(FigureRow.id.in_(list(figure_ids)))
    return {number: _split(cells) for number, cells in session.execute(query)}


def _read(
    session: Session,
    where: ColumnElement[bool],
    speaking: set[int],
    numbers: Mapping[int, int] = MappingProxyType({}),
) -> list[Evidence]:
    """``numbers``: the rows of agreements that stand as one with another."""
    query = (
        select(
            FigureRow,
            Import.file_name,
            Import.sha256,
            Import.applied_at,
            Import.status,
            Import.applied_by,
            Import.undone_at,
            Import.undone_by,
        )
        .join(Import, FigureRow.import_id == Import.id)
        .where(where)
    )
    return [
        Evidence(
            figure_id=row.id,
            import_id=row.import_id,
            file_name=file_name,
            sha256=sha256,
            cells=_split(row.cells),
            applied_at=applied_at,
            status=_tell_status(status, row.id in speaking),
            measure=Measure(row.measure),
            on=row.on,
            amount=row.amount,
            source=Source(row.source),
            is_movement=row.is_movement,
            tranche=row.tranche,
            line=row.line,
            line_name=row.line_name,
            document=row.document,
            import_status=status,
            applied_by=applied_by,
            undone_at=undone_at,
            undone_by=undone_by,
            agreement_id=numbers.get(row.agreement_id, row.agreement_id),
        )
        for row, file_name, sha256, applied_at, status, applied_by, undone_at, undone_by in (
            session.execute(query)
        )
    ]


def _split(cells: str) -> tuple[str, ...]:
    return tuple(cells.split(CELL_SEPARATOR)) if cells else ()


def _tell_status(import_status: str, is_speaking: bool) -> FigureStatus:
    if import_status != "applied":
        return "undone"
    return "current" if is_speaking else "superseded"
