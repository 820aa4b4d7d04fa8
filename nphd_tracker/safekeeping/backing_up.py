"""A database and its files -> one archive, while others go on writing.

Everything in it is of one moment: the rows are read in one transaction (on SQLite, from a copy that
takes a second, so that nobody waits), and a file is always kept before the row that needs it.
"""

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, func, select
from sqlalchemy.exc import DBAPIError

from nphd_tracker import __version__
from nphd_tracker.errors import TrackerError
from nphd_tracker.models import Agreement, FigureRow, Import
from nphd_tracker.safekeeping.archive import (
    OFFICE_FILES,
    ArchiveWriter,
    Manifest,
    write_archive,
)
from nphd_tracker.safekeeping.tables import current_revision, reflect, write_rows
from nphd_tracker.store.engine import READS_ONLY, configure_engine

LEFT_OUT = frozenset({"user_session", "sign_in_attempt"})
"""Tables whose rows stay: who is signed in, and who guesses, is of the day, and secret."""

_CHUNK = 1 << 20
_PART = 10**6


@dataclass(frozen=True, slots=True)
class BackedUp:
    """``left_out``: kept files whose bytes are not those that their name says; what is damaged
    stays out, so that a restored office misses it instead of believing it."""

    path: Path
    sha256: str
    manifest: Manifest
    left_out: tuple[str, ...]


def back_up(engine: Engine, instance: Path, uploads: Path, out: Path) -> BackedUp:
    """Write an archive of everything to ``out``, or into it where it is a folder.

    Raises TrackerError where something is there already; what was there is never replaced.
    """
    path = _place(out)
    with write_archive(path) as archive, one_moment(engine, path.parent) as connection:
        tables = write_tables(connection, archive)
        left_out = tuple(_write_files(archive, uploads))
        for name in OFFICE_FILES:
            if (instance / name).is_file():
                archive.add(f"office/{name}", _chunks(instance / name))
        manifest = describe(connection, engine.dialect.name, tables, archive)
        archive.finish(manifest)
    return BackedUp(path, hash_of(path), manifest, left_out)


def write_tables(connection: Connection, archive: ArchiveWriter) -> dict[str, int]:
    """Every table; how many rows each has."""
    counts: dict[str, int] = {}
    for table in reflect(connection):
        if table.name in LEFT_OUT:
            continue
        lines = 0

        def encoded(rows: Iterator[str]) -> Iterator[bytes]:
            nonlocal lines
            for line in rows:
                lines += 1
                yield line.encode()

        archive.add(f"tables/{table.name}.jsonl", encoded(write_rows(connection, table)))
        counts[table.name] = lines - 1
    return counts


def describe(
    connection: Connection, engine: str, tables: dict[str, int], archive: ArchiveWriter
) -> Manifest:
    return Manifest(
        version=__version__,
        revision=current_revision(connection),
        engine=engine,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        tables=tables,
        totals=add_up(connection),
        parts=dict(archive.parts),
    )


def add_up(connection: Connection) -> dict[str, dict[str, int]]:
    """All figures of applied imports: election -> measure -> their sum in sen.

    A sum to compare an archive with what was restored from it; it means nothing else.
    """
    # In two parts, because SQLite's sum ends at 64 bits.
    query = (
        select(
            Agreement.election,
            FigureRow.measure,
            func.sum(FigureRow.amount // _PART),
            func.sum(FigureRow.amount % _PART),
        )
        .join(FigureRow, FigureRow.agreement_id == Agreement.id)
        .join(Import, FigureRow.import_id == Import.id)
        .where(Import.status == "applied")
        .group_by(Agreement.election, FigureRow.measure)
    )
    found: dict[str, dict[str, int]] = {}
    for election, measure, whole, rest in connection.execute(query):
        found.setdefault(election, {})[measure] = int(whole) * _PART + int(rest)
    return found


@contextmanager
def one_moment(engine: Engine, folder: Path) -> Iterator[Connection]:
    """A connection whose every query sees the same moment, and which nobody waits for."""
    if engine.dialect.name == "sqlite":
        with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as place:
            copy = Path(place) / "copy.sqlite3"
            copy_sqlite(engine, copy)
            reader = create_engine(f"sqlite:///{copy}")
            configure_engine(reader)
            try:
                with reader.connect().execution_options(**READS_ONLY) as connection:
                    yield connection
            finally:
                reader.dispose()
        return
    with engine.connect().execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    ) as connection:
        yield connection


def copy_sqlite(engine: Engine, target: Path) -> None:
    """SQLite's own online copy: whole, of one moment, even while others write."""
    with engine.connect().execution_options(**READS_ONLY) as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        try:
            with closing(sqlite3.connect(target)) as copy:
                source.backup(copy)
        except sqlite3.Error as error:
            raise DBAPIError(f"backup to {target}", {}, error) from error


def _write_files(archive: ArchiveWriter, uploads: Path) -> Iterator[str]:
    """Keeps every file that has its SHA-256 for a name; yields those that are not what it says."""
    for path in sorted(uploads.glob("[0-9a-f]" * 64)) if uploads.is_dir() else ():
        if hash_of(path) != path.name:
            yield path.name
        else:
            archive.add(f"files/{path.name}", _chunks(path))


def hash_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _place(out: Path) -> Path:
    path = out / f"nphd-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip" if out.is_dir() else out
    if not path.parent.is_dir():
        raise TrackerError(
            f"Folder {path.parent} tidak ada. Buat dahulu, atau pilih tempat lain.",
            f"There is no folder {path.parent}. Make it first, or choose another place.",
        )
    if path.exists():
        raise TrackerError(
            f"{path} sudah ada; cadangan lama tidak ditimpa. Pilih nama lain.",
            f"{path} is there already; an old backup is not replaced. Choose another name.",
        )
    return path
