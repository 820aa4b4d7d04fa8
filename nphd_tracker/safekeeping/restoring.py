"""An archive -> a database and its files. Moving to another engine is a backup and a restore at once.

Everything in the archive is checked first. Then the kept files go in, which changes nothing yet, and
the database is made and filled in one transaction: another process sees the old one or the new one.
"""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DatabaseError, DBAPIError

from nphd_tracker.errors import TrackerError
from nphd_tracker.migrations import revisions
from nphd_tracker.safekeeping.archive import (
    Archive,
    ArchiveError,
    Manifest,
    open_archive,
    sync_folder,
    write_archive,
)
from nphd_tracker.safekeeping.backing_up import (
    LEFT_OUT,
    add_up,
    back_up,
    copy_sqlite,
    describe,
    hash_of,
    one_moment,
    write_tables,
)
from nphd_tracker.safekeeping.tables import (
    continue_numbers,
    drop_all,
    load_rows,
    migrate_to,
    reflect,
)
from nphd_tracker.store.copying import look_at_tables
from nphd_tracker.store.troubles import Trouble, find_trouble
from nphd_tracker.whole_files import write_whole


@dataclass(frozen=True, slots=True)
class Restored:
    """``kept``: where what was there before lies now, if anything was."""

    manifest: Manifest
    kept: tuple[Path, ...]


def restore(
    path: Path, engine: Engine, instance: Path, uploads: Path, *, replace: bool = False
) -> Restored:
    """Put an archive into an empty database, or in place of what is there (``replace``).

    Raises ArchiveError for an archive that is not sound, TrackerError where something is there.
    """
    with open_archive(path) as archive:
        _require_known(archive.manifest)
        kept = _make_way(engine, instance, uploads, replace=replace)
        _place_files(archive, uploads)
        _fill(engine, archive)
        kept += _place_office_files(archive, instance)
        return Restored(archive.manifest, tuple(kept))


def move(source: Engine, target: Engine, folder: Path) -> Manifest:
    """All rows of one database into another, empty one, as an archive takes and gives them."""
    if source.url == target.url:
        raise TrackerError(
            "Basis data tujuan sama dengan yang sekarang; tidak ada yang dipindahkan.",
            "The target is the database in use; there is nothing to move.",
        )
    if _is_filled(target):
        raise _not_empty()
    with tempfile.TemporaryDirectory(dir=folder, prefix=".move-") as place:
        path = Path(place) / "moving.zip"
        with write_archive(path) as archive, one_moment(source, path.parent) as connection:
            tables = write_tables(connection, archive)
            archive.finish(describe(connection, source.dialect.name, tables, archive))
        with open_archive(path) as made:
            _fill(target, made)
            return made.manifest


def _require_known(manifest: Manifest) -> None:
    if manifest.revision not in revisions():
        raise ArchiveError(
            f"Cadangan ini dibuat oleh versi lain yang lebih baru ({manifest.version}). Pasang versi"
            " terbaru, lalu pulihkan lagi.",
            f"This backup was made by a newer version ({manifest.version}). Install the newest"
            " version, then restore again.",
        )


def _make_way(engine: Engine, instance: Path, uploads: Path, *, replace: bool) -> list[Path]:
    """An empty database, and where the old one lies; TrackerError where nobody said to replace it."""
    try:
        is_filled = _is_filled(engine)
    except DatabaseError as error:
        if find_trouble(error) is not Trouble.DAMAGED:
            raise
        if not replace:
            raise _not_empty() from error
        return [_set_damaged_aside(engine)]
    if not is_filled:
        return []
    if not replace:
        raise _not_empty()
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    if engine.dialect.name == "sqlite":
        file = Path(str(engine.url.database))
        aside = file.with_name(f"{file.stem}.before-restore-{stamp}{file.suffix}")
        copy_sqlite(engine, aside)
        return [aside]
    aside = instance / f"before-restore-{stamp}.zip"
    back_up(engine, instance, uploads, aside)
    return [aside]


def _is_filled(engine: Engine) -> bool:
    """Whether any table has a row."""
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        return False
    with engine.connect() as connection:
        return any(
            connection.scalar(select(func.count()).select_from(select(table).limit(1).subquery()))
            for table in reflect(connection)
        )


def _set_damaged_aside(engine: Engine) -> Path:
    file = Path(str(engine.url.database))
    aside = file.with_name(f"{file.stem}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}{file.suffix}")
    engine.dispose()
    for end in ("", "-journal", "-wal", "-shm"):
        part = Path(f"{file}{end}")
        if part.exists():
            part.rename(f"{aside}{end}")
    file.touch()  # the engine makes no file anew: see `store.engine`
    return aside


def _place_files(archive: Archive, uploads: Path) -> None:
    uploads.mkdir(parents=True, exist_ok=True)
    for sha256 in archive.manifest.files:
        if not (uploads / sha256).is_file() or hash_of(uploads / sha256) != sha256:
            _write(archive, f"files/{sha256}", uploads / sha256)
    sync_folder(uploads)


def _place_office_files(archive: Archive, instance: Path) -> list[Path]:
    """What the office made its own; another one that was there is kept beside."""
    kept = []
    for name in archive.manifest.parts:
        if not name.startswith("office/"):
            continue
        target = instance / name.removeprefix("office/")
        if target.exists():
            aside = target.with_name(
                f"{target.stem}.before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{target.suffix}"
            )
            target.rename(aside)
            kept.append(aside)
        _write(archive, name, target)
    return kept


def _write(archive: Archive, name: str, target: Path) -> None:
    with write_whole(target, ".restore-") as out:
        archive.copy(name, out)


def _fill(engine: Engine, archive: Archive) -> None:
    """Every table made and filled, and brought to the newest step, or nothing."""
    manifest = archive.manifest
    if engine.dialect.name == "sqlite":
        Path(str(engine.url.database)).parent.mkdir(parents=True, exist_ok=True)
    try:
        with _without_foreign_keys(engine) as connection, connection.begin():
            drop_all(connection)
            migrate_to(connection, manifest.revision)
            tables = {table.name: table for table in reflect(connection)}
            if set(tables) - LEFT_OUT != set(manifest.tables) - LEFT_OUT:
                raise _not_its_tables()
            for name, table in tables.items():
                if name in manifest.tables:
                    with closing(archive.lines(name)) as lines:
                        count = load_rows(connection, table, lines)
                    if count != manifest.tables[name]:
                        raise _not_its_tables()
            continue_numbers(connection, tables.values())
            migrate_to(connection, "head")
            look_at_tables(connection)
            _require_whole(connection, manifest)
    except (ValueError, TypeError, KeyError) as error:
        raise _not_its_tables() from error
    except DBAPIError as error:
        if find_trouble(error):
            raise
        raise _not_its_tables() from error


def _require_whole(connection: Connection, manifest: Manifest) -> None:
    if add_up(connection) != manifest.totals:
        raise _not_its_tables()
    if (
        connection.dialect.name == "sqlite"
        and connection.execute(text("PRAGMA foreign_key_check")).first()
    ):
        raise _not_its_tables()


@contextmanager
def _without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    """On SQLite tables that refer to each other can be dropped only so; see migrations/env.py."""
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        if engine.dialect.name != "sqlite":
            yield connection
            return
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _not_empty() -> TrackerError:
    return TrackerError(
        "Basis data tujuan sudah berisi data, jadi tidak ditimpa. Pilih yang kosong; untuk nphd"
        " restore, --force mengganti isinya dan menyimpan yang lama di sampingnya.",
        "The target database holds data already, so it is not overwritten. Choose an empty one; for"
        " nphd restore, --force replaces what is there and keeps the old beside it.",
    )


def _not_its_tables() -> ArchiveError:
    return ArchiveError(
        "Isi cadangan ini tidak sesuai dengan daftarnya sendiri, jadi tidak dipulihkan. Pakai"
        " cadangan lain; basis data tidak diubah.",
        "What is in this backup does not agree with its own list, so it is not restored. Use another"
        " backup; the database was not changed.",
    )
