"""``nphd absorption``, ``report``, ``template``: the numbers, and the sheets made of them."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nphd_tracker.cli.shell import database, language, print_json, read_day, say
from nphd_tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nphd_tracker.web.shown.selection import Selection

_BASES = ("disbursed/committed", "spent/committed", "spent/disbursed")


_SELECTION_OPTIONS = (
    click.option("--basis", type=click.Choice(_BASES), default=_BASES[0], show_default=True,
                 help="Dasar persentase."),
    click.option("--as-of", callback=read_day, metavar="D", help="Posisi; bawaan: tanggal terbaru."),
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


@click.command()
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
    with database() as app:
        document = numbers.absorption_document(
            db.session(), asked, by, below, settings_of(app).election, date.today(), language()
        )
    if as_json:
        print_json(document)
    elif as_csv:
        click.echo(numbers.as_csv(document), nl=False)
    else:
        click.echo(as_table(document, language()))


@click.command()
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
    with database() as app, _writing(out):
        write_report(
            db.session(), out, asked, settings_of(app).election, date.today(), language(), below
        )
    if as_json:
        print_json({"file": str(out), "bytes": out.stat().st_size})
    else:
        click.echo(say(f"Ringkasan ditulis: {out}", f"Summary written: {out}"))


@click.command()
@click.argument("out", metavar="OUT.xlsx", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--region", metavar="KODE", help="Terisi untuk daerah ini, misalnya 53.07.")
@click.option("--election", metavar="E", help="Kegiatan.")
@click.option("--as-of", callback=read_day, metavar="D", help="Tanggal posisi yang diminta.")
@click.option("--json", "as_json", is_flag=True, help="Satu dokumen JSON di stdout.")
def template(
    out: Path, region: str | None, election: str | None, as_of: date | None, as_json: bool
) -> None:
    """Menulis lembar isian kosong yang dapat diimpor kembali apa adanya."""
    from nphd_tracker.web.reports.workbooks import write_blank_sheet
    from nphd_tracker.web.serving.database import db
    from nphd_tracker.web.serving.settings import settings_of

    with database() as app, _writing(out):
        asked = election or settings_of(app).election
        write_blank_sheet(db.session(), out, region, asked, as_of, language())
    if as_json:
        print_json({"file": str(out), "bytes": out.stat().st_size})
    else:
        click.echo(say(f"Lembar isian ditulis: {out}", f"Blank sheet written: {out}"))


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


COMMANDS = (absorption, report, template)
