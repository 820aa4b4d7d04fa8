"""A national list imported, against reading it at all and against what else one would take.

100,000 rows of fourteen columns with four figures each, from the file to committed; every run is a
process of its own, the ways take turns. NPHD_BENCH_MILLION=1 adds a million rows, once, with limits
that are not the product's: it refuses so large a file with a sentence.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from nphd_tracker import passwords
from nphd_tracker.models import Role
from tests.bench.measuring import ROUNDS
from tests.bench.peers import LIST
from tests.bench.served import Officer, database, dispose, prepare, resident_bytes, serve
from tests.bench.sheets import write_list
from tests.signing import add_person

ROWS, FEW, SCREEN = 100_000, 3_000, 300
MILLION = 1_000_000
PASSWORD = "sembilan kuda laut menari"
OURS = ("ours", "again", "postgresql", "preview", "served", "served_preview")
SLOW = ("pandas", "openpyxl_orm", "openpyxl_figures")
NAMES = {
    "calamine": "reading alone (calamine)",
    "ours": "import: guard, child, audits, indexes, commit",
    "again": "import: other amounts of what stands",
    "postgresql": "import: into PostgreSQL",
    "pandas": "pandas.read_excel + to_sql, unchecked",
    "openpyxl_orm": "openpyxl + ORM add_all of the rows, unchecked",
    "openpyxl_figures": "openpyxl + ORM add_all of the figures, unchecked",
    "django": "django-import-export, dry run + import",
    "preview": "preview: guard, child, audits, comparison",
    "served": "import by a server that has shown another",
    "served_preview": "preview by a server that has shown another",
}
Runs = Mapping[str, list[dict[str, float]]]


def run(folder: Path) -> None:
    large, later = folder / LIST, folder / "later.xlsx"
    small, plain = folder / "few.xlsx", folder / "plain.xlsx"
    write_list(large, ROWS)
    write_list(later, ROWS, more=1)
    write_list(small, FEW)
    write_list(plain, FEW, title=False)
    compare(f"{ROWS:,} rows x 14 columns, four figures a row", large, ("ours", "calamine", *SLOW))
    ways = {"again": (later,), "postgresql": (large,), "calamine": (large,)}
    runs = take_turns(ways, rounds=1)
    show(f"the same {ROWS:,} rows elsewhere, once", runs, "calamine")
    screen, before = folder / "screen.xlsx", folder / "before.xlsx"
    write_list(screen, SCREEN)
    write_list(before, SCREEN, title=False)
    ways = {"ours": (small,), "served": (small, screen), "django": (plain, before)}
    show(f"{FEW:,} rows", take_turns(ways), "served")
    ways = {"preview": (screen,), "served_preview": (screen, small)}
    show(f"{SCREEN} rows", take_turns(ways), "served_preview")
    serve_preview(folder, large)
    if os.environ.get("NPHD_BENCH_MILLION"):
        write_list(folder / "million.xlsx", MILLION)
        compare(f"{MILLION:,} rows, once", folder / "million.xlsx", ("ours", "calamine"), rounds=1)


def compare(what: str, path: Path, ways: Sequence[str], rounds: int = ROUNDS) -> None:
    show(what, take_turns(dict.fromkeys(ways, (path,)), rounds), "calamine")


def take_turns(ways: Mapping[str, Sequence[Path]], rounds: int = ROUNDS) -> Runs:
    """Each way with its file, and the one that its process has seen before where it has."""
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, files in ways.items():
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.peers", name, *map(str, files)],
                check=True,
                capture_output=True,
                text=True,
            )
            runs[name].append(json.loads(done.stdout.splitlines()[-1]))
    return runs


def show(what: str, runs: Runs, base: str) -> None:
    """Medians; beside ours the ratio to ``base``, beside the others to ours, round by round."""
    print(f"\n{what}; medians of {len(runs[base])}")
    for name, results in runs.items():
        beside = base if name in (*OURS, base) or "ours" not in runs or base == "served" else "ours"
        seconds, cpu = (
            statistics.median(one[key] for one in results) for key in ("seconds", "cpu")
        )
        ratio = statistics.median(
            one["seconds"] / other["seconds"]
            for one, other in zip(results, runs[beside], strict=True)
        )
        own, child = (max(one[key] for one in results) for key in ("own", "child"))
        print(
            f"  {NAMES[name]:<46}{seconds:8.2f} s {ratio:7.2f} x {beside:<9} CPU {cpu:.2f} s,"
            f" peak {own:.0f} MB, child {child:.0f} MB",
            flush=True,
        )


def serve_preview(folder: Path, path: Path) -> None:
    """The same list sent to the running product: what the web process keeps, what a page weighs."""
    with database(folder, "sqlite") as url:
        app = prepare(url, folder)
        hashed = passwords.hash_password(PASSWORD)
        add_person(app, "petugas", Role.OFFICER, password_hash=hashed)
        dispose(app)
        with serve(url, folder) as served:
            officer, (pid, *_) = Officer(served.address), served.web_processes()
            assert officer.sign_in("petugas", PASSWORD).status == 302
            for page in ("/", "/imports"):
                officer.get(page)
            before = resident_bytes(pid)
            answer = officer.post("/imports", files={path.name: path.read_bytes()})
            while answer.location.startswith("/jobs/") or "/jobs/" in answer.location:
                time.sleep(0.2)
                found = officer.get(answer.location)
                answer = found if found.location else answer
            after = resident_bytes(pid)
            (number,) = re.findall(r"ids=(\d+)", answer.location)
            pages = {at: len(officer.get(at).text.encode()) for at in
                     (answer.location, f"/imports/{number}", f"/imports/{number}/lembar")}  # fmt: skip
    print(
        f"\nsent to the running product: its web process {before / 1e6:.0f} MB, after {after / 1e6:.0f} MB"
    )
    for at, size in pages.items():
        print(f"  {at:<48}{size / 1000:9.1f} kB")
