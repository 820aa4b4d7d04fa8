"""The server by itself: from start to first answer, its memory, guesses at a password, hostile files.

NPHD_BENCH_REQUESTS (10,000) shortens the measure of memory.
"""

import os
import warnings
from collections import Counter
from pathlib import Path

from nphd_tracker import passwords
from nphd_tracker.models import Role
from nphd_tracker.web.serving.database import db
from tests import national
from tests.bench.measuring import ROUNDS, line
from tests.bench.office import REGIONS, sheet
from tests.bench.served import (
    Officer,
    Served,
    database,
    dispose,
    prepare,
    resident_bytes,
    serve,
)
from tests.hostile.test_refused import REFUSED
from tests.signing import add_person

REQUESTS = int(os.environ.get("NPHD_BENCH_REQUESTS", "10000"))
GUESSES = 1_000
PASSWORD = "sembilan kuda laut menari"
PAGES = ("/", "/?agency=KPU", "/regions/53", "/agreements/5", "/tagih", "/imports")
ODD_NAMES = ("../../x.xlsx", "CON.xlsx", "n" * 500 + ".xlsx", "a\r\nX: y.xlsx")
MEGABYTE = 1_000_000
SENDS_EVERY = 100


def run(folder: Path) -> None:
    with database(folder, "sqlite") as url:
        bench_start(url, folder)
        app = prepare(url, folder)
        with app.app_context():
            national.build(db.engine)
        hashed = passwords.hash_password(PASSWORD)
        for name in ("petugas", "korban"):
            add_person(app, name, Role.OFFICER, password_hash=hashed)
        dispose(app)
        with serve(url, folder) as served:
            bench_hostile(served, folder)
            bench_memory(served)
            bench_guesses(served)


def bench_start(url: str, folder: Path) -> None:
    """The first time with an empty folder, where the database is made too; then as every day."""
    taken = []
    for _ in range(ROUNDS + 1):
        with serve(url, folder) as served:
            taken.append(served.first_answer)
    line("\nstart to first answer, database made on the way", taken[0])
    line("start to first answer, every day", sorted(taken[1:])[ROUNDS // 2])


def bench_hostile(served: Served, folder: Path) -> None:
    officer, before = _signed_in(served), served.web_processes()
    sent, statuses = 0, Counter[int]()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # one name twice in a zip, on purpose
        for case, files in REFUSED.items():
            for name, (build, _) in files.items():
                path = folder / f"hostile-{sent}{Path(name).suffix}"
                build(path)
                shown = ODD_NAMES[sent] if sent < len(ODD_NAMES) else f"{case}-{name}"
                statuses[officer.post("/imports", files={shown: path.read_bytes()}).status] += 1
                sent += 1
    wrong = sum(count for status, count in statuses.items() if status >= 500)
    died = len(set(before) - set(served.web_processes()))
    print(
        f"{f'{sent} hostile files through the web: five-hundreds':<58}{wrong:10}   {dict(statuses)}"
    )
    print(f"{'web processes that died of them':<58}{died:10}", flush=True)


def bench_memory(served: Served) -> None:
    """Of the one web process, after the first tenth and at the end; of a hundred requests three send
    a sheet and apply it."""
    officer, (pid,) = _signed_in(served), served.web_processes()
    sizes = []
    for number in range(REQUESTS):
        if number % (REQUESTS // 10) == 0:
            sizes.append(resident_bytes(pid))
        if number % SENDS_EVERY == 0:
            send_and_apply(officer, number)
        else:
            assert officer.get(PAGES[number % len(PAGES)]).status == 200
    sizes.append(resident_bytes(pid))
    grown = (sizes[-1] - sizes[1]) / MEGABYTE
    shown = " ".join(f"{size / MEGABYTE:.0f}" for size in sizes)
    print(f"{f'memory of a web process over {REQUESTS:,} requests':<58}{shown} MB")
    print(
        f"{'grown since the first tenth':<58}{grown:10.1f} MB   {grown / sizes[1] * MEGABYTE:6.1%}"
    )


def send_and_apply(officer: Officer, number: int) -> None:
    content = sheet(REGIONS[number % len(REGIONS)], 1_000_000 * (1 + number))
    answer = officer.post("/imports", files={f"susulan-{number}.xlsx": content})
    staged = answer.location.partition("ids=")[2]
    page = officer.get(f"/imports/{staged}")
    assert officer.post(f"/imports/{staged}/apply", page=page).status == 302


def bench_guesses(served: Served) -> None:
    """A thousand guesses at one account; its owner comes in all the same, and so does another."""
    owner, other, stranger = (Officer(served.address) for _ in range(3))
    assert owner.sign_in("korban", PASSWORD).status == 302
    assert other.sign_in("petugas", PASSWORD).status == 302
    page = stranger.get("/masuk")
    statuses = Counter(
        stranger.post("/masuk", {"name": "korban", "password": f"tebakan {n}"}, page=page).status
        for n in range(GUESSES)
    )
    print(
        f"{f'{GUESSES:,} guesses at a password: let in':<58}{statuses[302]:10}   {dict(statuses)}"
    )
    for browser in (owner, other):
        browser.post("/keluar", page=browser.get("/imports"))
    held_off = [
        browser.sign_in(name, PASSWORD).status != 302
        for browser, name in ((owner, "korban"), (other, "petugas"))
    ]
    print(f"{'people held off in their own browsers afterwards':<58}{sum(held_off):10}", flush=True)


def _signed_in(served: Served) -> Officer:
    officer = Officer(served.address)
    answer = officer.sign_in("petugas", PASSWORD)
    assert answer.status == 302, answer
    return officer
