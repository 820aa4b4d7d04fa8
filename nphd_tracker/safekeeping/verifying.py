"""What does not agree in a database and its files, each in one sentence that says what to do.

Nothing is repaired here, and nothing written. What the pages show is worked out twice: as they do
it, with the database picking the newest figures, and from all figures one by one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from sqlalchemy import (
    ForeignKeyConstraint,
    Select,
    Table,
    UniqueConstraint,
    and_,
    func,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, Holding, Level, group_by, stand, sum_up
from nphd_tracker.migrations import newest_revision
from nphd_tracker.models import (
    Attachment,
    Base,
    FigureRow,
    FollowUpEventRow,
    FollowUpRow,
    Import,
    TermRow,
)
from nphd_tracker.reading import Measure
from nphd_tracker.safekeeping.backing_up import hash_of
from nphd_tracker.safekeeping.tables import current_revision
from nphd_tracker.store.troubles import Trouble, find_trouble

MOST = 20
"""How many of one kind are named; a damaged disk has thousands."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One finding. ``subject`` is where: a table, an import, a file."""

    code: str
    subject: str
    indonesian: str
    english: str

    def message(self, language: str) -> str:
        return self.english if language == "en" else self.indonesian


@dataclass(frozen=True, slots=True)
class Verified:
    """``looked_at``: how many of what was compared; ``damages`` is empty where all agrees."""

    looked_at: dict[str, int]
    damages: tuple[Damage, ...]

    @property
    def is_sound(self) -> bool:
        return not self.damages


def verify(session: Session, uploads: Path, today: date) -> Verified:
    """Everything, however long it takes; one kind of damage does not hide another."""
    looked_at: dict[str, int] = {}
    damages = _run(session, lambda: _check_step(session))
    checks: tuple[Callable[[], Iterable[Damage]], ...] = (
        lambda: _check_engine(session),
        lambda: _check_references(session, looked_at),
        lambda: _check_uniqueness(session),
        lambda: _check_imports(session, looked_at),
        lambda: _check_follow_ups(session),
        lambda: _check_files(session, uploads, looked_at),
        lambda: _check_sums(session, today, looked_at),
    )
    # Of tables of another version only the engine can say something.
    for check in checks[:1] if damages else checks:
        damages += _run(session, check)
    return Verified(looked_at, tuple(dict.fromkeys(damages)))


def _run(session: Session, check: Callable[[], Iterable[Damage]]) -> list[Damage]:
    found: list[Damage] = []
    try:
        if not session.in_transaction():
            store.begin_reading(session)
        found.extend(check())
    except DBAPIError as error:
        if find_trouble(error) not in (Trouble.DAMAGED, None):
            raise
        session.rollback()
        found.append(_unreadable(str(error.orig).splitlines()[0]))
    return found


def _check_engine(session: Session) -> Iterator[Damage]:
    """What the engine itself finds wrong in its pages and constraints."""
    if session.get_bind().dialect.name == "sqlite":
        for (said,) in session.execute(text(f"PRAGMA integrity_check({MOST})")):
            if said != "ok":
                yield _unreadable(str(said))
        return
    broken = text("SELECT conname FROM pg_constraint WHERE NOT convalidated"
                  " AND connamespace = current_schema()::regnamespace ORDER BY 1")  # fmt: skip
    for name in session.scalars(broken):
        yield Damage(
            "constraint", name,
            f"Aturan {name} tidak dijaga oleh basis data. Jalankan VALIDATE CONSTRAINT, atau"
            " pulihkan cadangan.",
            f"The constraint {name} is not enforced. Run VALIDATE CONSTRAINT, or restore a backup.",
        )  # fmt: skip


def _check_step(session: Session) -> Iterator[Damage]:
    revision = current_revision(session.connection())
    if revision != newest_revision():
        yield Damage(
            "migration", revision,
            f"Basis data ada pada langkah {revision or 'kosong'}, bukan {newest_revision()}. Jalankan"
            " nphd serve sekali dengan versi ini.",
            f"The database is at step {revision or 'none'}, not {newest_revision()}. Run nphd serve"
            " once with this version.",
        )  # fmt: skip


def _check_references(session: Session, looked_at: dict[str, int]) -> Iterator[Damage]:
    """No row that refers to one that is not there."""
    for table in Base.metadata.sorted_tables:
        looked_at[table.name] = session.scalar(select(func.count()).select_from(table)) or 0
        for constraint in table.foreign_key_constraints:
            for number in session.scalars(_select_orphans(table, constraint).limit(MOST)):
                to = constraint.referred_table.name
                yield Damage(
                    "orphan", f"{table.name}/{number}",
                    f"Baris {number} dari {table.name} menunjuk {to} yang tidak ada. Pulihkan cadangan"
                    " terakhir.",
                    f"Row {number} of {table.name} refers to a missing {to}. Restore the last backup.",
                )  # fmt: skip


def _select_orphans(table: Table, constraint: ForeignKeyConstraint) -> Select[tuple[Any]]:
    parent = constraint.referred_table.alias()
    pairs = [(one.parent, parent.c[one.column.name]) for one in constraint.elements]
    key = next(iter(table.primary_key.columns))
    joined = table.outerjoin(parent, and_(*(child == there for child, there in pairs)))
    return (
        select(key)
        .select_from(joined)
        .where(pairs[0][1].is_(None), *(child.is_not(None) for child, _ in pairs))
        .order_by(key)
    )


def _check_uniqueness(session: Session) -> Iterator[Damage]:
    """What must be there once is there once, also where an index is damaged."""
    for table in Base.metadata.sorted_tables:
        kept = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
        for columns in [list(one.columns) for one in kept]:
            query = (
                select(*columns)
                .where(*(column.is_not(None) for column in columns))
                .group_by(*columns)
                .having(func.count() > 1)
            )
            for row in session.execute(query.limit(MOST)):
                what = ", ".join(map(str, row))
                yield Damage(
                    "double", f"{table.name}/{what}",
                    f"{table.name} memuat {what} lebih dari sekali. Pulihkan cadangan terakhir.",
                    f"{table.name} holds {what} more than once. Restore the last backup.",
                )  # fmt: skip


def _check_imports(session: Session, looked_at: dict[str, int]) -> Iterator[Damage]:
    """An applied import has all of its figures; one that was never applied has none."""
    counted = select(FigureRow.import_id, func.count()).group_by(FigureRow.import_id)
    stored: dict[int, int] = {row[0]: row[1] for row in session.execute(counted)}
    with_terms = set(session.scalars(select(TermRow.import_id).distinct()))
    rows = session.execute(
        select(
            Import.id, Import.status, Import.sequence, Import.applied_at, Import.undone_at,
            Import.figures_new, Import.figures_changed, Import.figures_same,
        )
    )  # fmt: skip
    for row in rows:
        was_applied = row.status in ("applied", "undone")
        moved = row.figures_new + row.figures_changed
        # Of our own summary what says nothing new is not stored: see `store.plans`.
        expected = {moved, moved + row.figures_same} if was_applied else {0}
        found = stored.get(row.id, 0)
        if found not in expected or (not was_applied and row.id in with_terms):
            yield Damage(
                "partial-import", f"import/{row.id}",
                f"Impor {row.id} ({row.status}) menyimpan {found} angka, seharusnya {max(expected)}."
                " Batalkan lalu impor lagi berkasnya, atau pulihkan cadangan.",
                f"Import {row.id} ({row.status}) stores {found} figures, not {max(expected)}. Undo it"
                " and import its file again, or restore a backup.",
            )  # fmt: skip
        marks = (row.sequence is not None, row.applied_at is not None)
        if marks != (was_applied, was_applied) or (row.undone_at is not None) != (
            row.status == "undone"
        ):
            yield Damage(
                "import-state", f"import/{row.id}",
                f"Status impor {row.id} ({row.status}) tidak cocok dengan waktunya. Pulihkan cadangan"
                " terakhir.",
                f"The status of import {row.id} ({row.status}) does not agree with its times. Restore"
                " the last backup.",
            )  # fmt: skip


def _check_follow_ups(session: Session) -> Iterator[Damage]:
    has_none = ~select(FollowUpEventRow.id).where(
        FollowUpEventRow.follow_up_id == FollowUpRow.id, FollowUpEventRow.import_id.is_(None)
    ).exists()  # fmt: skip
    for number in session.scalars(select(FollowUpRow.id).where(has_none).limit(MOST)):
        yield Damage(
            "follow-up", f"follow-up/{number}",
            f"Tindak lanjut {number} tidak punya riwayat. Pulihkan cadangan terakhir.",
            f"Follow-up {number} has no history. Restore the last backup.",
        )  # fmt: skip


def _check_files(session: Session, uploads: Path, looked_at: dict[str, int]) -> Iterator[Damage]:
    """Every kept file that something refers to is there, whole, and its own bytes."""
    imports = select(Import.sha256, Import.size, Import.id).order_by(Import.id)
    papers = select(Attachment.sha256, Attachment.size, Attachment.id).order_by(Attachment.id)
    wanted: dict[str, tuple[int, str]] = {}
    for what, query in (("import", imports), ("attachment", papers)):
        for sha256, size, number in session.execute(query):
            wanted.setdefault(sha256, (size, f"{what}/{number}"))
    looked_at["files"] = len(wanted)
    for sha256, (size, subject) in wanted.items():
        path = uploads / sha256
        if not path.is_file():
            yield Damage(
                "file-missing", subject,
                f"Berkas {sha256} dari {subject} tidak ada di {uploads}. Salin kembali dari cadangan.",
                f"The file {sha256} of {subject} is not in {uploads}. Copy it back from a backup.",
            )  # fmt: skip
        elif path.stat().st_size != size or hash_of(path) != sha256:
            yield Damage(
                "file-changed", subject,
                f"Isi berkas {sha256} dari {subject} bukan lagi yang dulu dikirim. Salin kembali dari"
                " cadangan.",
                f"The file {sha256} of {subject} is no longer what was sent. Copy it back from a"
                " backup.",
            )  # fmt: skip


def _check_sums(session: Session, today: date, looked_at: dict[str, int]) -> Iterator[Damage]:
    """What the pages show is what all figures give, and its parts give its totals."""
    for election in store.list_elections(session):
        day = store.newest_day(session, election, today) or today
        shown = store.load_holdings_at(session, election, day)
        every = store.load_holdings(session, election)
        looked_at["agreements"] = looked_at.get("agreements", 0) + len(every)
        as_shown, as_stored = (_values(those, day) for those in (shown, every))
        for number in sorted(as_shown.keys() | as_stored.keys()):
            if as_shown.get(number, {}) != as_stored.get(number, {}):
                yield Damage(
                    "summary", f"agreement/{number}",
                    f"Nilai NPHD {number} pada ringkasan bukan yang dihitung dari angka-angkanya."
                    " Laporkan; pulihkan cadangan bila baru saja terjadi.",
                    f"The values of agreement {number} in the summary are not those worked out from"
                    " its figures. Report it; restore a backup if it happened just now.",
                )  # fmt: skip
        yield from _check_totals(election, every, day)


def _values(holdings: Iterable[Holding], day: date) -> dict[int, dict[Measure, int]]:
    found = {}
    for one in holdings:
        values = stand(one, day, Basis.DISBURSED_COMMITTED).values
        if values:
            found[one.id] = {measure: value.amount for measure, value in values.items()}
    return found


def _check_totals(election: str, holdings: Iterable[Holding], day: date) -> Iterator[Damage]:
    standings = [stand(one, day, Basis.DISBURSED_COMMITTED) for one in holdings]
    whole = sum_up("", "", standings)
    levels: tuple[Level, ...] = get_args(Level)
    for level in levels:
        parts = group_by(standings, level, str)
        for measure in Measure:
            total = getattr(whole, measure.value, None) or 0
            if total != sum(getattr(one, measure.value, None) or 0 for one in parts):
                yield Damage(
                    "total", f"{election}/{measure.value}/{level}",
                    f"Jumlah {measure.value} menurut {level} bukan jumlah keseluruhan {election}."
                    " Laporkan.",
                    f"The sum of {measure.value} by {level} is not the whole of {election}. Report it.",
                )  # fmt: skip


def _unreadable(said: str) -> Damage:
    return Damage(
        "engine", said,
        f"Mesin basis data menemukan kerusakan: {said}. Hentikan pemakaian dan pulihkan cadangan"
        " terakhir dengan nphd restore.",
        f"The database engine finds damage: {said}. Stop working and restore the last backup with"
        " nphd restore.",
    )  # fmt: skip
