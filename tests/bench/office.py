"""Fifty officers at once on the made-up nation, eight of them uploading, as one office does it.

They come in one after another within twenty seconds, and each thinks five to ten seconds between two
pages. Counted, from when all are in: pages that failed, how long the dashboard
took, and updates lost: imports said to be applied that are not, and regions where another than the
import applied last speaks. NPHD_BENCH_SECONDS (300) and NPHD_BENCH_ENGINE (postgresql) shorten it.
"""

import io
import os
import random
import re
import statistics
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from flask import Flask
from sqlalchemy.orm import Session

from nphd_tracker import passwords, store
from nphd_tracker.models import Import, Role
from nphd_tracker.reading import Measure
from nphd_tracker.regions import Agency
from nphd_tracker.web.serving.database import db
from tests import national
from tests.bench.served import Answer, Officer, database, dispose, prepare, renumber, serve
from tests.signing import add_person

OFFICERS, UPLOADING = 50, 8
ARRIVING = 20
SECONDS = int(os.environ.get("NPHD_BENCH_SECONDS", "300"))
ENGINE = os.environ.get("NPHD_BENCH_ENGINE", "postgresql")
PASSWORD = "sembilan kuda laut menari"
PAGES = ("/", "/?agency=KPU", "/regions/53", "/agreements/5", "/tagih", "/imports", "/")
REGIONS = ("53.07", "53.09", "53.12", "53.13")
"""Two of those who upload share one each, so that they may meet."""


@dataclass
class Ledger:
    """What all of them saw, together."""

    counts_from: float
    dashboards: list[float] = field(default_factory=list)
    pages: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    applied: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Import -> the region and amount it brought, as the one who applied it was told."""
    conflicts: int = 0

    def note(self, what: str, answer: Answer) -> None:
        self.pages[answer.status] += 1
        if answer.status >= 400 and answer.status != 409:
            self.faults.append(f"{what}: {answer.status}")


def run(folder: Path) -> None:
    with database(folder, ENGINE) as url:
        app = prepare(url, folder)
        with app.app_context():
            national.build(db.engine)
            renumber(db.engine)
        hashed = passwords.hash_password(PASSWORD)
        for number in range(OFFICERS):
            add_person(app, f"petugas{number}", Role.OFFICER, password_hash=hashed)
        with serve(url, folder, "--processes", "2") as served:
            Officer(served.address).get("/healthz")
            ledger = Ledger(counts_from=time.monotonic() + ARRIVING + 5)
            end = ledger.counts_from + SECONDS
            threads = [
                threading.Thread(target=_work, args=(served.address, number, end, ledger))
                for number in range(OFFICERS)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        lost = _count_lost(app, ledger)
        dispose(app)
    _report(ledger, lost)


def _work(address: str, number: int, end: float, ledger: Ledger) -> None:
    chance = random.Random(number)
    officer = Officer(address)
    try:
        time.sleep(ARRIVING * number / OFFICERS)
        ledger.note("sign-in", officer.sign_in(f"petugas{number}", PASSWORD))
        turn = 0
        while time.monotonic() < end:
            if number < UPLOADING and turn % 3 == 2:
                _upload(officer, REGIONS[number % len(REGIONS)], number, turn, ledger)
            else:
                _look(officer, PAGES[(number + turn) % len(PAGES)], ledger)
            turn += 1
            time.sleep(chance.uniform(5, 10))
    except Exception as error:
        ledger.faults.append(f"officer {number}: {error!r}")


def _look(officer: Officer, page: str, ledger: Ledger) -> None:
    begun, begun_at = time.perf_counter(), time.monotonic()
    answer = officer.get(page)
    taken = time.perf_counter() - begun
    ledger.note(page, answer)
    if page == "/" and answer.status == 200 and begun_at >= ledger.counts_from:
        ledger.dashboards.append(taken)


def _upload(officer: Officer, region: str, number: int, turn: int, ledger: Ledger) -> None:
    """Uploads a sheet with a new amount and applies it; a stale preview is made again, thrice."""
    amount = 1_000_000 * (1 + number + UPLOADING * turn)
    answer = officer.post("/imports", files={f"p{number}-{turn}.xlsx": sheet(region, amount)})
    ledger.note("upload", answer)
    found = re.search(r"ids=(\d+)", answer.location)
    if found is None:
        ledger.faults.append(f"upload led to {answer.location!r}")
        return
    import_id = int(found[1])
    for _ in range(3):
        page = officer.get(f"/imports/{import_id}")
        answer = officer.post(f"/imports/{import_id}/apply", page=page)
        ledger.note("apply", answer)
        if answer.status == 302 and not answer.location.startswith("/imports/"):
            ledger.applied[import_id] = (region, amount * 100)
            return
        if answer.status != 409:
            return
        ledger.conflicts += 1
        renewed = officer.post(f"/imports/{import_id}/renew", page=answer)
        ledger.note("renew", renewed)
        import_id = int(renewed.location.rpartition("/")[2])


def sheet(region: str, amount: int) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["REKAPITULASI NPHD PILKADA 2024, POSISI 1 AGUSTUS 2024"])
    sheet.append(["Kode Wilayah", "Penerima Hibah", "Pencairan (Rp)"])
    sheet.append([region, "KPU", amount])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _count_lost(app: Flask, ledger: Ledger) -> int:
    """Imports told to be applied that do not stand, and regions where not the last one speaks."""
    with app.app_context():
        engine = db.engine
    lost = 0
    with Session(engine) as session:
        last: dict[str, tuple[int, int]] = {}
        for import_id, (region, amount) in ledger.applied.items():
            row = session.get(Import, import_id)
            if row is None or row.status != "applied" or row.sequence is None:
                lost += 1
                continue
            last[region] = max(last.get(region, (0, 0)), (row.sequence, amount))
        now = {
            holding.region: figure.amount
            for holding in store.load_holdings(session, national.ELECTION)
            if holding.agency is Agency.KPU and holding.region in last
            for figure in holding.figures
            if figure.measure is Measure.DISBURSED and figure.on == national.LAST
        }
    return lost + sum(now.get(region) != amount for region, (_, amount) in last.items())


def _report(ledger: Ledger, lost: int) -> None:
    times = sorted(ledger.dashboards)
    p95 = times[int(len(times) * 0.95)] if times else float("nan")
    median = statistics.median(times) if times else float("nan")
    print(f"\n{OFFICERS} officers, {UPLOADING} uploading, {SECONDS} s, 2 web processes, {ENGINE}")
    print(f"{'requests':<58}{sum(ledger.pages.values()):10}   {dict(sorted(ledger.pages.items()))}")
    print(f"{'errors':<58}{len(ledger.faults):10}   {Counter(ledger.faults).most_common(5)}")
    print(f"{'dashboard, median':<58}{median * 1000:10.1f} ms   of {len(times)}")
    print(f"{'dashboard, 95 of 100':<58}{p95 * 1000:10.1f} ms")
    print(
        f"{'imports applied':<58}{len(ledger.applied):10}   {ledger.conflicts} stale previews renewed"
    )
    print(f"{'updates lost':<58}{lost:10}", flush=True)
