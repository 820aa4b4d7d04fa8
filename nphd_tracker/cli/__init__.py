"""The ``nphd`` command. Names, options and JSON are a contract: DESIGN.md section 6.

Exit 0 done, 1 refused with problems, 2 usage. With ``--json`` one document and nothing else goes to
stdout. Everything heavy is imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from nphd_tracker import __version__
from nphd_tracker.cli.keeping import COMMANDS as KEEPING
from nphd_tracker.cli.people import user
from nphd_tracker.cli.shell import Group
from nphd_tracker.cli.shell import database as _database
from nphd_tracker.cli.shell import language as _language
from nphd_tracker.cli.shell import print_json as _print_json
from nphd_tracker.cli.shell import say as _say
from nphd_tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nphd_tracker.intake import Intake
    from nphd_tracker.reading import ReadOptions, Source
    from nphd_tracker.web.shown.selection import Selection

_BASES = ("disbursed/committed", "spent/committed", "spent/disbursed")
_SOURCES = ("grantor", "grantee", "other")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(
    cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, envvar="NPHD_LANG",
              help="Bahasa pesan / language of messages.")  # fmt: skip
@click.version_option(__version__, prog_name="nphd")
def main(lang: str) -> None:
    """Pencairan dan belanja hibah Pilkada (NPHD): dari lembar Excel ke siapa yang belum 100%."""


for _command in (user, *KEEPING):
    main.add_command(_command)


def _day(_ctx: click.Context, _param: click.Parameter, text: str | None) -> date | None:
    from nphd_tracker.dates import NotADateError, parse_date

    if text is None:
        return None
    try:
        return parse_date(text)
    except NotADateError as error:
        raise click.BadParameter(
            _say(f'"{text}" bukan tanggal; tulis seperti 2024-08-01.', f'"{text}" is not a date.')
        ) from error


# --- import and check


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
        "--as-of", callback=_day, metavar="D", help="Tanggal posisi, misalnya 2024-08-01."
    ),
    click.option("--sheet", metavar="S", help="Hanya lembar ini."),
    click.option("--source", type=click.Choice(_SOURCES), help="Siapa yang melaporkan."),
    click.option("--election", metavar="E", help='Kegiatan, misalnya "Pilkada 2024".'),
)


def _with_reading_options(command: Any) -> Any:
    for option in reversed(_READING_OPTIONS):
        command = option(command)
    return command


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE)
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

    with _database() as app:
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


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
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
        _print_json({"files": [to_json(intake, _language()) for intake in intakes]})
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
    click.echo(f"{intake.name}: {_say(*_STATUS_WORDS[intake.status])}{number}")
    for sheet in intake.reading.sheets if intake.reading else ():
        click.echo(
            _say(
                f"  {sheet.sheet}: {sheet.rows_read} baris, {len(sheet.figures)} angka, "
                f"{sheet.rows_left_out} ditinggalkan; kegiatan {sheet.election}",
                f"  {sheet.sheet}: {sheet.rows_read} rows, {len(sheet.figures)} figures, "
                f"{sheet.rows_left_out} left out; election {sheet.election}",
            )
        )
    if intake.plan:
        click.echo(
            _say(
                f"  {intake.plan.new} baru, {intake.plan.changed} berubah, {intake.plan.same} sama",
                f"  {intake.plan.new} new, {intake.plan.changed} changed, {intake.plan.same} same",
            )
        )
    marks = {"error": ("SALAH", "ERROR"), "warning": ("PERIKSA", "CHECK"), "info": ("INFO", "INFO")}
    for problem in intake.problems:
        where = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
        mark = _say(*marks[problem.severity.value])
        click.echo(f"  {mark} {where}: {problem.message(_language())}".replace(" :", ":"))


# --- imports and undo


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Satu dokumen JSON di stdout.")
def imports(as_json: bool) -> None:
    """Menampilkan riwayat impor."""
    from nphd_tracker import store
    from nphd_tracker.intake import import_as_json
    from nphd_tracker.web.serving.database import db

    with _database():
        rows = [import_as_json(row) for row in store.list_imports(db.session())]
    if as_json:
        _print_json({"imports": rows})
        return
    if not rows:
        click.echo(_say("Belum ada impor.", "There are no imports yet."))
    for row in rows:
        click.echo(f"#{row['import']}  {row['status']:<9}  {row['created_at'][:16]}  {row['file']}")


@main.command()
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

    with _database():
        is_new = store.keep_trying(db.session(), undo_it)
    if as_json:
        _print_json({"import": import_id, "undone": True, "changed": is_new})
    elif is_new:
        click.echo(_say(f"Impor #{import_id} dibatalkan.", f"Import #{import_id} was undone."))
    else:
        click.echo(
            _say(
                f"Impor #{import_id} sudah dibatalkan sebelumnya.",
                f"Import #{import_id} had been undone before.",
            )
        )


# --- the numbers


_SELECTION_OPTIONS = (
    click.option("--basis", type=click.Choice(_BASES), default=_BASES[0], show_default=True,
                 help="Dasar persentase."),
    click.option("--as-of", callback=_day, metavar="D", help="Posisi; bawaan: tanggal terbaru."),
    click.option("--election", metavar="E", help="Kegiatan."),
    click.option("--province", metavar="KODE", help="Hanya provinsi ini, misalnya 53."),
    click.option("--region", metavar="KODE", help="Hanya daerah ini, misalnya 53.71."),
    click.option("--agency", metavar="A", help="Hanya KPU, BAWASLU, TNI, POLRI atau OTHER."),
)  # fmt: skip


def _with_selection_options(command: Any) -> Any:
    for option in reversed(_SELECTION_OPTIONS):
        command = option(command)
    return command


def _selection(
    basis: str,
    as_of: date | None,
    election: str | None,
    province: str | None,
    region: str | None,
    agency: str | None,
) -> Selection:
    from nphd_tracker.importing.vocabulary import load_vocabulary
    from nphd_tracker.web.shown.selection import read_selection

    said = {
        "basis": basis,
        "as_of": as_of.isoformat() if as_of else "",
        "election": election or "",
        "province": province or "",
        "region": region or "",
        "agency": (agency or "").upper(),
    }
    return read_selection(said, load_vocabulary().regions)


@main.command()
@click.option("--by", type=click.Choice(["agency", "region", "province", "agreement"]), default="agency",
              show_default=True, help="Satu baris untuk apa.")  # fmt: skip
@_with_selection_options
@click.option(
    "--below", type=float, metavar="P", help="Hanya yang di bawah P persen, misalnya 100."
)
@click.option("--json", "as_json", is_flag=True, help="Satu dokumen JSON di stdout.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV di stdout.")
def absorption(
    by: Any,
    basis: str,
    as_of: date | None,
    election: str | None,
    province: str | None,
    region: str | None,
    agency: str | None,
    below: float | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Persentase pencairan atau belanja: siapa di bawah 100%, kurang berapa."""
    from nphd_tracker.cli.numbers import as_table
    from nphd_tracker.web.reports import numbers
    from nphd_tracker.web.serving.database import db
    from nphd_tracker.web.serving.settings import settings_of

    asked = _selection(basis, as_of, election, province, region, agency)
    with _database() as app:
        document = numbers.absorption_document(
            db.session(), asked, by, below, settings_of(app).election, date.today(), _language()
        )
    if as_json:
        _print_json(document)
    elif as_csv:
        click.echo(numbers.as_csv(document), nl=False)
    else:
        click.echo(as_table(document, _language()))


@main.command()
@click.argument("out", metavar="OUT.xlsx", type=click.Path(dir_okay=False, path_type=Path))
@_with_selection_options
@click.option("--below", type=float, default=100.0, show_default=True, metavar="P",
              help="Ambang persen pada lembar Belum 100%.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Satu dokumen JSON di stdout.")
def report(
    out: Path,
    basis: str,
    as_of: date | None,
    election: str | None,
    province: str | None,
    region: str | None,
    agency: str | None,
    below: float,
    as_json: bool,
) -> None:
    """Menulis ringkasan Excel."""
    from nphd_tracker.web.reports.workbooks import write_report
    from nphd_tracker.web.serving.database import db
    from nphd_tracker.web.serving.settings import settings_of

    asked = _selection(basis, as_of, election, province, region, agency)
    with _database() as app, _writing(out):
        write_report(
            db.session(), out, asked, settings_of(app).election, date.today(), _language(), below
        )
    if as_json:
        _print_json({"file": str(out), "bytes": out.stat().st_size})
    else:
        click.echo(_say(f"Ringkasan ditulis: {out}", f"Summary written: {out}"))


@main.command()
@click.argument("out", metavar="OUT.xlsx", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--region", metavar="KODE", help="Terisi untuk daerah ini, misalnya 53.07.")
@click.option("--election", metavar="E", help="Kegiatan.")
@click.option("--as-of", callback=_day, metavar="D", help="Tanggal posisi yang diminta.")
@click.option("--json", "as_json", is_flag=True, help="Satu dokumen JSON di stdout.")
def template(
    out: Path, region: str | None, election: str | None, as_of: date | None, as_json: bool
) -> None:
    """Menulis lembar isian kosong yang dapat diimpor kembali apa adanya."""
    from nphd_tracker.web.reports.workbooks import write_blank_sheet
    from nphd_tracker.web.serving.database import db
    from nphd_tracker.web.serving.settings import settings_of

    with _database() as app, _writing(out):
        asked = election or settings_of(app).election
        write_blank_sheet(db.session(), out, region, asked, as_of, _language())
    if as_json:
        _print_json({"file": str(out), "bytes": out.stat().st_size})
    else:
        click.echo(_say(f"Lembar isian ditulis: {out}", f"Blank sheet written: {out}"))


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TrackerError(
            f"Berkas {out} tidak dapat ditulis ({error.strerror}). Tutup di Excel atau pilih folder lain.",
            f"The file {out} cannot be written ({error.strerror})."
            " Close it in Excel or choose another folder.",
        ) from error


# --- serving


@main.command()
@click.option("--port", default=8000, show_default=True, help="Nomor port.")
def demo(port: int) -> None:
    """Basis data sementara dengan lembar contoh, langsung dapat dibuka di peramban."""
    from nphd_tracker.cli.serving import serve_demo

    serve_demo(port, _language())


@main.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="0.0.0.0 untuk seluruh jaringan kantor."
)
@click.option("--port", default=8000, show_default=True, help="Nomor port.")
@click.option("--threads", default=8, show_default=True, help="Permintaan yang dilayani bersamaan.")
@click.option("--processes", type=click.IntRange(1, 64), help="Proses web; bawaan 1, PostgreSQL 2.")
@click.option(
    "--no-worker", is_flag=True, help="Berkas besar dikerjakan nphd worker di tempat lain."
)
def serve(host: str, port: int, threads: int, processes: int | None, no_worker: bool) -> None:
    """Menjalankan aplikasi dengan basis data yang sebenarnya."""
    from nphd_tracker.cli.serving import say_first_steps, serve_app
    from nphd_tracker.web import create_app
    from nphd_tracker.web.serving.database import prepare_database

    app = create_app()
    prepare_database(app)
    click.echo(_say(f"nphd-tracker: http://{host}:{port}/", f"nphd-tracker: http://{host}:{port}/"))
    first = say_first_steps(app, _language())
    if first:
        click.echo(first)
    serve_app(app, host, port, threads, processes, with_worker=not no_worker)


@main.command()
@click.option("--lifeline", is_flag=True, hidden=True)
def worker(lifeline: bool) -> None:
    """Mengerjakan berkas besar yang menunggu, di luar nphd serve.

    Di komputer lain: basis data PostgreSQL yang sama (NPHD_DATABASE_URL) dan folder unggahan yang
    sama (NPHD_UPLOADS, folder bersama yang dapat ditulisi kedua komputer).
    """
    from nphd_tracker.cli.working import run_worker

    with _database() as app:
        run_worker(app, has_lifeline=lifeline)
