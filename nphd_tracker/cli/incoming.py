"""``nphd import``, ``check``, ``imports``, ``undo``: figures in, and out again."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from nphd_tracker.cli.shell import database, language, print_json, read_day, say

if TYPE_CHECKING:
    from datetime import date

    from nphd_tracker.intake import Intake
    from nphd_tracker.reading import ReadOptions, Source

_SOURCES = ("grantor", "grantee", "other")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _read_options(
    as_of: date | None, sheet: str | None, source: str | None, election: str | None, default: str
) -> ReadOptions:
    from nphd_tracker.reading import ReadOptions, Source

    said: Source | None = Source(source) if source else None
    return ReadOptions(
        as_of=as_of, sheet=sheet, source=said, election=election, default_election=default
    )


_READING_OPTIONS = (
    click.option(
        "--as-of", callback=read_day, metavar="D", help="Tanggal posisi, misalnya 2024-08-01."
    ),
    click.option("--sheet", metavar="S", help="Hanya lembar ini."),
    click.option("--source", type=click.Choice(_SOURCES), help="Siapa yang melaporkan."),
    click.option("--election", metavar="E", help='Kegiatan, misalnya "Pilkada 2024".'),
)


def _with_reading_options(command: Any) -> Any:
    for option in reversed(_READING_OPTIONS):
        command = option(command)
    return command


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@_with_reading_options
@click.option("--dry-run", is_flag=True, help="Katakan apa yang akan berubah, tanpa menyimpan.")
@click.option("--skip-errors", is_flag=True, help="Ambil baris yang baik, tinggalkan yang salah.")
@click.option("--json", "as_json", is_flag=True, help="Satu dokumen JSON di stdout.")
def import_(
    files: tuple[Path, ...],
    as_of: date | None,
    sheet: str | None,
    source: str | None,
    election: str | None,
    dry_run: bool,
    skip_errors: bool,
    as_json: bool,
) -> None:
    """Mengimpor satu atau banyak lembar kerja."""
    from nphd_tracker import store
    from nphd_tracker.cli.progress_line import with_progress
    from nphd_tracker.importing.vocabulary import load_vocabulary
    from nphd_tracker.intake import import_file
    from nphd_tracker.web.incoming.sent_files import shown_name
    from nphd_tracker.web.serving.database import db
    from nphd_tracker.web.serving.settings import settings_of

    with database() as app:
        settings = settings_of(app)
        vocabulary = load_vocabulary(settings.instance_path)
        options = _read_options(as_of, sheet, source, election, settings.election)

        def bring_in(path: Path) -> Intake:
            done = import_file(
                db.session(), path, shown_name(path.name), options, settings.uploads, vocabulary,
                dry_run=dry_run, leave_out_errors=skip_errors,
            )  # fmt: skip
            db.session.rollback() if dry_run else db.session.commit()
            return done

        intakes = [
            store.keep_trying(db.session(), partial(bring_in, path))
            for path in with_progress(files)
        ]
    _report_intakes(intakes, as_json=as_json)


@click.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
@_with_reading_options
@click.option("--json", "as_json", is_flag=True, help="Satu dokumen JSON di stdout.")
def check(
    files: tuple[Path, ...],
    as_of: date | None,
    sheet: str | None,
    source: str | None,
    election: str | None,
    as_json: bool,
) -> None:
    """Mengatakan apa yang terbaca dari berkas, tanpa basis data."""
    from nphd_tracker.cli.progress_line import with_progress
    from nphd_tracker.importing.vocabulary import load_vocabulary
    from nphd_tracker.intake import check as check_file
    from nphd_tracker.web.incoming.sent_files import shown_name
    from nphd_tracker.web.serving.settings import read_settings

    settings = read_settings()
    options = _read_options(as_of, sheet, source, election, settings.election)
    vocabulary = load_vocabulary(settings.instance_path)
    intakes = [
        check_file(path, shown_name(path.name), options, vocabulary)
        for path in with_progress(files)
    ]
    _report_intakes(intakes, as_json=as_json)


def _report_intakes(intakes: list[Intake], *, as_json: bool) -> NoReturn:
    from nphd_tracker.intake import as_json as to_json

    if as_json:
        print_json({"files": [to_json(intake, language()) for intake in intakes]})
    else:
        for intake in intakes:
            _print_intake(intake)
    sys.exit(1 if any(intake.status == "refused" for intake in intakes) else 0)


_STATUS_WORDS = {
    "applied": ("diimpor", "imported"),
    "unchanged": ("tidak ada yang berubah", "nothing changes"),
    "refused": ("DITOLAK", "REFUSED"),
    "would-apply": ("dapat diimpor", "would be imported"),
    "readable": ("terbaca", "readable"),
}


def _print_intake(intake: Intake) -> None:
    number = f" (#{intake.import_id})" if intake.import_id else ""
    click.echo(f"{intake.name}: {say(*_STATUS_WORDS[intake.status])}{number}")
    for sheet in intake.reading.sheets if intake.reading else ():
        click.echo(
            say(
                f"  {sheet.sheet}: {sheet.rows_read} baris, {len(sheet.figures)} angka, "
                f"{sheet.rows_left_out} ditinggalkan; kegiatan {sheet.election}",
                f"  {sheet.sheet}: {sheet.rows_read} rows, {len(sheet.figures)} figures, "
                f"{sheet.rows_left_out} left out; election {sheet.election}",
            )
        )
    if intake.plan:
        click.echo(
            say(
                f"  {intake.plan.new} baru, {intake.plan.changed} berubah, {intake.plan.same} sama",
                f"  {intake.plan.new} new, {intake.plan.changed} changed, {intake.plan.same} same",
            )
        )
    marks = {"error": ("SALAH", "ERROR"), "warning": ("PERIKSA", "CHECK"), "info": ("INFO", "INFO")}
    for problem in intake.problems:
        where = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
        mark = say(*marks[problem.severity.value])
        click.echo(f"  {mark} {where}: {problem.message(language())}".replace(" :", ":"))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Satu dokumen JSON di stdout.")
def imports(as_json: bool) -> None:
    """Menampilkan riwayat impor."""
    from nphd_tracker import store
    from nphd_tracker.intake import import_as_json
    from nphd_tracker.web.serving.database import db

    with database():
        rows = [import_as_json(row) for row in store.list_imports(db.session())]
    if as_json:
        print_json({"imports": rows})
        return
    if not rows:
        click.echo(say("Belum ada impor.", "There are no imports yet."))
    for row in rows:
        click.echo(f"#{row['import']}  {row['status']:<9}  {row['created_at'][:16]}  {row['file']}")


@click.command()
@click.argument("import_id", metavar="ID", type=int)
@click.option("--json", "as_json", is_flag=True, help="Satu dokumen JSON di stdout.")
def undo(import_id: int, as_json: bool) -> None:
    """Membatalkan satu impor; angka sebelumnya berlaku lagi."""
    from nphd_tracker import store
    from nphd_tracker.web.serving.database import db

    def undo_it() -> bool:
        done = store.undo_import(db.session(), import_id)
        db.session.commit()
        return done

    with database():
        is_new = store.keep_trying(db.session(), undo_it)
    if as_json:
        print_json({"import": import_id, "undone": True, "changed": is_new})
    elif is_new:
        click.echo(say(f"Impor #{import_id} dibatalkan.", f"Import #{import_id} was undone."))
    else:
        click.echo(
            say(
                f"Impor #{import_id} sudah dibatalkan sebelumnya.",
                f"Import #{import_id} had been undone before.",
            )
        )


COMMANDS = (import_, check, imports, undo)
