"""``make bench``: what is measured, never tested. Ratios against a peer in the same run, medians.

Every step is a process of its own or interleaved with its peer, because the machine is shared; trust
the ratios more than the seconds. The nation is made up (national.py): 2,500 agreements with eighty
weekly positions, once as some 200,000 figures and once, restated in full every week, as a million.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import python_calamine
from flask import Flask
from flask.testing import FlaskClient

from nphd_tracker import store
from nphd_tracker.importing.sheets import read_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.intake import import_file
from nphd_tracker.reading import ReadOptions
from nphd_tracker.web import create_app
from nphd_tracker.web.database import db, prepare_database
from nphd_tracker.web.settings import settings_of
from tests import national

ROUNDS = 5
ROWS = 3000


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Seconds of each, interleaved so that a busy machine slows all alike."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for times, work in zip(taken, works, strict=True):
            times.append(timed(work))
    return [statistics.median(times) for times in taken]


def line(what: str, seconds: float, ratio: float | None = None, peer: str = "") -> None:
    beside = f"   {ratio:6.2f} x {peer}" if ratio is not None else ""
    print(f"{what:<58}{seconds * 1000:10.1f} ms{beside}")


def write_register(path: Path, rows: int) -> None:
    """A national list: four amounts a row, one position date."""
    book = load_vocabulary().regions
    regions = [r for r in book.all() if r.kind != "province"]
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Daftar")
    sheet.append(["DAFTAR NPHD PILKADA 2024"])
    sheet.append(["Kode Wilayah", "Pemberi Hibah", "Penerima Hibah", "Posisi Tanggal", "Nilai NPHD (Rp)",
                  "Pencairan (Rp)", "Belanja (Rp)", "Sisa Disetor (Rp)"])  # fmt: skip
    for number in range(rows):
        region = regions[number // 4 % len(regions)]
        agency = ("KPU", "Bawaslu", "TNI", "Polri")[number % 4]
        day = date(2024, 1 + number // (4 * len(regions)) % 12, 28)
        value = 1_000_000_000 + number * 1000
        row = [region.code, region.name, agency, day, value, value // 2, value // 4, 0]
        sheet.append(row)
    workbook.save(path)


def bench_start() -> None:
    help_, bare = medians(
        lambda: subprocess.run(
            [sys.executable, "-m", "nphd_tracker", "--help"], check=True, capture_output=True
        ),
        lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    )
    line("nphd --help, whole process", help_, help_ / bare, "bare python")


def bench_reading(folder: Path) -> None:
    path = folder / "daftar.xlsx"
    write_register(path, ROWS)
    vocabulary, options = load_vocabulary(), ReadOptions(today=date(2025, 6, 1))

    def raw() -> None:
        python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    def plain_openpyxl() -> None:
        workbook = openpyxl.load_workbook(path, data_only=True)
        for _ in workbook.active.iter_rows(values_only=True):
            pass

    ours, calamine, normal = medians(
        lambda: read_workbook(path, path.name, options, vocabulary), raw, plain_openpyxl
    )
    line(
        f"read and understand {ROWS} rows (guard, child, audits)",
        ours,
        ours / calamine,
        "calamine alone",
    )
    line("", normal, ours / normal, "of openpyxl, cells alone")


def bench_import(folder: Path) -> None:
    app = open_app(folder / "import")
    path = folder / "daftar.xlsx"
    options = ReadOptions(today=date(2025, 6, 1))
    reading = read_workbook(path, path.name, options, load_vocabulary())
    with app.app_context():
        (plan,) = medians(lambda: store.plan_import(db.session(), reading), rounds=3)
        line(f"compare {ROWS} rows x 4 figures with what is stored", plan)

        def store_it() -> None:
            import_file(db.session(), path, path.name, options, settings_of(app).uploads)
            db.session.commit()

        line(f"import {ROWS} rows, from file to committed", timed(store_it))


def open_app(folder: Path) -> Flask:
    """An application that remembers nothing yet, on the folder's database."""
    folder.mkdir(exist_ok=True)
    app = create_app(
        database_url=f"sqlite:///{folder / 'bench.sqlite3'}", instance_path=folder, testing=True
    )
    prepare_database(app)
    return app


PAGES = {
    "dashboard, warm": "/",
    "dashboard of KPU, warm": "/?agency=KPU",
    "dashboard four months earlier, warm": "/?as_of=2024-04-04",
    "dashboard, every row of its tables": "/?all=1",
    "page of a province": "/regions/53",
    "page of an agreement": "/agreements/5",
}


def bench_nation(folder: Path) -> None:
    """Both nations side by side; the ratio is that of five times the figures."""
    sizes, folders = [], [folder / "weekly", folder / "restated"]
    for place in folders:
        with open_app(place).app_context():
            sizes.append(national.build(db.engine, restated=place.name == "restated"))
    few, many = (f"{size:,} figures" for size in sizes)
    print(f"\n{national.AGREEMENTS:,} agreements, {national.WEEKS} weeks{few:>47}{many:>25}")
    beside("dashboard, first after an import", *(partial(first_look, place) for place in folders))
    clients = [open_app(place).test_client() for place in folders]
    for what, address in PAGES.items():
        looks = [partial(look, client, address) for client in clients]
        for warm_up in looks:
            warm_up()
        beside(what, *looks, rounds=11)
    summary = [partial(look, client, "/reports/ringkasan.xlsx") for client in clients]
    beside("Excel summary", *summary, rounds=3)
    weigh(clients[0])


def beside(
    what: str, few: Callable[[], object], many: Callable[[], object], rounds: int = 3
) -> None:
    first, second = medians(few, many, rounds=rounds)
    print(f"{what:<58}{first * 1000:10.1f} ms{second * 1000:10.1f} ms   {second / first:6.2f} x")


def first_look(folder: Path) -> None:
    look(open_app(folder).test_client(), "/")


def look(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200, address


def weigh(client: FlaskClient) -> None:
    """What a first visit to the dashboard brings over the line, as a browser asks for it."""
    page = client.get("/").text
    scripts = re.findall(r'<script src="([^"]+)"', page)
    line_of_bytes("the page, plain", len(page.encode()))
    line_of_bytes("the page, as it travels", travelling(client, "/"))
    line_of_bytes("scripts, as they travel", sum(travelling(client, one) for one in scripts))


def travelling(client: FlaskClient, address: str) -> int:
    with client.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
        return len(answer.data)


def line_of_bytes(what: str, size: int) -> None:
    print(f"{what:<58}{size / 1000:10.1f} kB")


def main() -> None:
    print(f"Python {sys.version.split()[0]}, medians of {ROUNDS} unless said")
    bench_start()
    with tempfile.TemporaryDirectory() as name:
        bench_reading(Path(name))
        bench_import(Path(name))
        bench_nation(Path(name))


if __name__ == "__main__":
    main()
