"""The ``nphd`` command. Names, options and JSON are a contract: DESIGN.md section 6.

Exit 0 done, 1 refused with problems, 2 usage. With ``--json`` one document and nothing else goes to
stdout. Everything heavy is imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import click

from nphd_tracker import __version__
from nphd_tracker.cli.incoming import COMMANDS as INCOMING
from nphd_tracker.cli.keeping import COMMANDS as KEEPING
from nphd_tracker.cli.outgoing import COMMANDS as OUTGOING
from nphd_tracker.cli.people import user
from nphd_tracker.cli.shell import Group, database, language, say


@click.group(
    cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, envvar="NPHD_LANG",
              help="Bahasa pesan / language of messages.")  # fmt: skip
@click.version_option(__version__, prog_name="nphd")
def main(lang: str) -> None:
    """Pencairan dan belanja hibah Pilkada (NPHD): dari lembar Excel ke siapa yang belum 100%."""


for _command in (*INCOMING, *OUTGOING, user, *KEEPING):
    main.add_command(_command)


@main.command()
@click.option("--port", default=8000, show_default=True, help="Nomor port.")
def demo(port: int) -> None:
    """Basis data sementara dengan lembar contoh, langsung dapat dibuka di peramban."""
    from nphd_tracker.cli.serving import serve_demo

    serve_demo(port, language())


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
    click.echo(say(f"nphd-tracker: http://{host}:{port}/", f"nphd-tracker: http://{host}:{port}/"))
    first = say_first_steps(app, language())
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

    with database() as app:
        run_worker(app, has_lifeline=lifeline)
