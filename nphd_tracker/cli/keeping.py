"""``nphd backup``, ``restore``, ``move``, ``verify``: an office's data kept safe.

None of them brings the database to the newest step: an office backs up before it upgrades.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nphd_tracker.cli.shell import language, print_json, say, who
from nphd_tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from nphd_tracker.safekeeping import Manifest, Verified
    from nphd_tracker.web.serving.settings import Settings

_JSON = click.option("--json", "as_json", is_flag=True, help="Satu dokumen JSON di stdout.")


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    """An engine as the pages have it, on a database that is left at its step."""
    from sqlalchemy import create_engine

    from nphd_tracker.store import configure_engine

    try:
        engine = create_engine(url)
    except Exception as error:  # an address that is none, or of an engine that is not installed
        raise TrackerError(
            f"Alamat basis data tidak dapat dipakai: {error}. Tulis seperti"
            " postgresql+psycopg://nama@server/nphd.",
            f"The address of the database cannot be used: {error}. Write it like"
            " postgresql+psycopg://name@server/nphd.",
        ) from error
    configure_engine(engine)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _office() -> Iterator[tuple[Settings, Engine]]:
    from nphd_tracker.web.serving.settings import read_settings

    settings = read_settings()
    with _engine(settings.database_url) as engine:
        yield settings, engine


@contextmanager
def _existing_office() -> Iterator[tuple[Settings, Engine]]:
    """The same; TrackerError where there is no database yet."""
    from nphd_tracker.safekeeping.tables import is_there

    with _office() as (settings, engine):
        if not is_there(engine):
            raise TrackerError(
                "Belum ada basis data di sini. Periksa NPHD_INSTANCE_PATH dan NPHD_DATABASE_URL.",
                "There is no database here yet. Check NPHD_INSTANCE_PATH and NPHD_DATABASE_URL.",
            )
        yield settings, engine


def _tell(engine: Engine, what: str, after: dict[str, Any]) -> None:
    """For the trail, where the database has one: an older version has none yet.

    What was done is done: where it cannot be told, that is said and nothing else.
    """
    from sqlalchemy import inspect
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.orm import Session

    from nphd_tracker.store import record_event

    try:
        if not inspect(engine).has_table("audit_event"):
            return
        with Session(engine) as session:
            record_event(session, what, who=who(), address="", after=after)
            session.commit()
    except SQLAlchemyError:
        said = say("Jejaknya tidak dapat dicatat.", "It could not be noted in the trail.")
        click.echo(said, err=True)


@click.command()
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@_JSON
def backup(out: Path, as_json: bool) -> None:
    """Mencadangkan basis data dan berkasnya ke satu arsip; boleh selagi dipakai."""
    from nphd_tracker.safekeeping import back_up
    from nphd_tracker.safekeeping.archive import as_json as to_json

    with _existing_office() as (settings, engine):
        done = back_up(engine, settings.instance_path, settings.uploads, out)
        _tell(engine, "backup-made", {"file": done.path.name, "sha256": done.sha256})
    if as_json:
        print_json(
            {
                "file": str(done.path),
                "bytes": done.path.stat().st_size,
                "sha256": done.sha256,
                "left_out": list(done.left_out),
                **to_json(done.manifest),
            }
        )
    else:
        rows, files = sum(done.manifest.tables.values()), len(done.manifest.files)
        click.echo(
            say(
                f"Dicadangkan: {done.path} ({rows} baris, {files} berkas). SHA-256 {done.sha256}",
                f"Backed up: {done.path} ({rows} rows, {files} files). SHA-256 {done.sha256}",
            )
        )
    if done.left_out:
        click.echo(
            say(
                f"{len(done.left_out)} berkas rusak tidak ikut. Jalankan nphd verify.",
                f"{len(done.left_out)} damaged files were left out. Run nphd verify.",
            ),
            err=True,
        )
        sys.exit(1)


@click.command()
@click.argument(
    "archive", metavar="ARSIP", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--force", is_flag=True, help="Ganti isi yang ada; yang lama disimpan di sampingnya.")
@click.option("--check", is_flag=True, help="Hanya periksa arsipnya.")
@_JSON
def restore(archive: Path, force: bool, check: bool, as_json: bool) -> None:
    """Memulihkan arsip ke basis data yang kosong. Hentikan nphd serve dahulu."""
    from nphd_tracker.safekeeping import check_archive
    from nphd_tracker.safekeeping import restore as put_back

    kept: tuple[Path, ...] = ()
    if check:
        manifest = check_archive(archive)
    else:
        with _office() as (settings, engine):
            done = put_back(
                archive, engine, settings.instance_path, settings.uploads, replace=force
            )
            manifest, kept = done.manifest, done.kept
            _tell(engine, "backup-restored", {"file": archive.name, "made_at": manifest.created_at})
    said = say("Arsip utuh", "The archive is sound") if check else say("Dipulihkan", "Restored")
    _report(manifest, said, as_json, restored=not check, kept=[str(path) for path in kept])
    if kept and not as_json:
        for path in kept:
            click.echo(say(f"Yang lama disimpan: {path}", f"The old is kept: {path}"))


@click.command()
@click.argument("to_url", metavar="KE_URL")
@_JSON
def move(to_url: str, as_json: bool) -> None:
    """Memindahkan isi basis data ke basis data lain yang kosong, misalnya PostgreSQL."""
    from nphd_tracker.safekeeping import move as move_all

    with _existing_office() as (settings, source), _engine(to_url) as target:
        manifest = move_all(source, target, settings.instance_path)
        _tell(target, "database-moved", {"from": source.dialect.name, "to": target.dialect.name})
    _report(manifest, say("Dipindahkan", "Moved"), as_json, moved=True)
    if not as_json:
        click.echo(
            say(
                "Mulai sekarang jalankan dengan NPHD_DATABASE_URL yang baru; folder instance tetap.",
                "From now on run it with the new NPHD_DATABASE_URL; the instance folder stays.",
            )
        )


@click.command()
@_JSON
def verify(as_json: bool) -> None:
    """Membuktikan bahwa basis data dan berkasnya utuh dan cocok; tidak mengubah apa pun."""
    from sqlalchemy.orm import Session

    from nphd_tracker.safekeeping import verify as look_over

    with _existing_office() as (settings, engine), Session(engine) as session:
        found = look_over(session, settings.uploads, date.today())
    _report_damages(found, as_json)
    sys.exit(0 if found.is_sound else 1)


def _report(manifest: Manifest, said: str, as_json: bool, **more: Any) -> None:
    from nphd_tracker.safekeeping.archive import as_json as to_json

    if as_json:
        print_json({**more, **to_json(manifest)})
        return
    rows, files = sum(manifest.tables.values()), len(manifest.files)
    click.echo(
        say(
            f"{said}: {rows} baris, {files} berkas, dicadangkan {manifest.created_at}.",
            f"{said}: {rows} rows, {files} files, backed up {manifest.created_at}.",
        )
    )


def _report_damages(found: Verified, as_json: bool) -> None:

    if as_json:
        damages = [
            {"code": one.code, "subject": one.subject, "message": one.message(language())}
            for one in found.damages
        ]
        print_json({"sound": found.is_sound, "looked_at": found.looked_at, "damages": damages})
        return
    for one in found.damages:
        click.echo(f"{one.code} {one.subject}: {one.message(language())}")
    if found.is_sound:
        files, figures = found.looked_at.get("files", 0), found.looked_at.get("figure", 0)
        click.echo(
            say(
                f"Utuh: {figures} angka, {files} berkas, semua jumlah cocok.",
                f"Sound: {figures} figures, {files} files, every sum agrees.",
            )
        )
    else:
        click.echo(say(f"{len(found.damages)} temuan.", f"{len(found.damages)} findings."))


COMMANDS = (backup, restore, move, verify)
