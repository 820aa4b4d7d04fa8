"""The Excel summary of a nation, and a detail of 100,000 rows beside openpyxl's normal mode."""

import resource
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

from openpyxl.workbook.workbook import Workbook
from sqlalchemy import Engine, Table, insert

from nphd_tracker.absorption import Basis
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.models import FigureRow
from nphd_tracker.reading import Measure, Source
from nphd_tracker.reporting.contents import SummaryData, collect_summary
from nphd_tracker.reporting.detail import all_columns, write_detail
from nphd_tracker.reporting.workbook import save, start_workbook
from nphd_tracker.web.serving.database import db
from tests import national
from tests.bench.measuring import medians, open_app
from tests.bench.nation import look
from tests.reporting.builders import DAY, POLLING_DAY, Cells, ntt_holdings
from tests.signing import signed_in_client

LINES = 100_000
DIFFERENCES = 2_400


def run(folder: Path) -> None:
    bench_nation(folder / "nation")
    bench_lines(folder)


def bench_nation(folder: Path) -> None:
    app = open_app(folder)
    with app.app_context():
        national.build(db.engine)
        disagree(db.engine)
    first = medians(lambda: look(signed_in_client(open_app(folder)), "/reports/ringkasan.xlsx"))[0]
    client = signed_in_client(app)
    again = medians(partial(look, client, "/reports/ringkasan.xlsx"))[0]
    what = f"Excel summary, {national.AGREEMENTS:,} agreements, {DIFFERENCES:,} differences"
    print(f"{what:<58}{first * 1000:10.1f} ms first{again * 1000:10.1f} ms again")


def disagree(engine: Engine) -> None:
    """The grantee says otherwise about what was disbursed to nearly every agreement."""
    rows = [
        {
            "import_id": national.WEEKS,
            "agreement_id": number,
            "measure": Measure.DISBURSED.value,
            "on": national.LAST,
            "amount": number * 1_000_000,
            "source": Source.GRANTEE.value,
            "is_movement": False,
            "tranche": "",
            "line": "",
            "line_name": "",
            "document": "",
            "cells": f"Satker!D{number}",
        }
        for number in range(1, DIFFERENCES + 1)
    ]
    with engine.begin() as connection:
        connection.execute(insert(cast(Table, cast(Any, FigureRow).__table__)), rows)


def bench_lines(folder: Path) -> None:
    """Each in a process of its own, for the memory it took at most."""
    seconds: dict[str, list[float]] = {"ours": [], "openpyxl": []}
    peaks: dict[str, float] = {}
    for _ in range(3):
        for what, times in seconds.items():
            command = [sys.executable, "-m", "tests.bench.report", what, str(folder / "lines.xlsx")]
            answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            took, peak = map(float, answer.split())
            times.append(took)
            peaks[what] = peak
    ours, peer = (sorted(times)[1] for times in seconds.values())
    print(f"detail of {LINES:,} rows: {ours:.1f} s, openpyxl {peer:.1f} s   {ours / peer:6.2f} x")
    more = {what: f"{peak:.0f} MB" for what, peak in peaks.items()}
    print(f"   memory above the start: {more}   {peaks['ours'] / peaks['openpyxl']:6.2f} x")


def lines() -> SummaryData:
    """The same ten agreements again and again: the values of the rows cost no memory here."""
    held = ntt_holdings()
    evidence = {f.id: Cells("rekap.xlsx", ("REKAP!C9",)) for one in held for f in one.figures}
    data = collect_summary(
        held,
        as_of=DAY,
        basis=Basis.DISBURSED_COMMITTED,
        election=national.ELECTION,
        made_at=datetime(2024, 8, 1, tzinfo=UTC),
        evidence=evidence,
        imports=[],
        book=load_vocabulary().regions,
        polling_day=POLLING_DAY,
    )
    return replace(data, standings=list(data.standings) * (LINES // len(held)))


def write_ours(path: Path, data: SummaryData) -> None:
    workbook = start_workbook("Rincian", "bench", "id", data.made_at)
    write_detail(workbook, data)
    save(workbook, path, results={}, codes={})


def write_plainly(path: Path, data: SummaryData) -> None:
    """The same contents by openpyxl as everybody uses it: no style, no table, no checks."""
    columns = list(all_columns())
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for standing in data.standings:
        sheet.append([column.read(data, standing) for column in columns])
    workbook.save(path)


def main() -> None:
    what, path = sys.argv[1], Path(sys.argv[2])
    write = {"ours": write_ours, "openpyxl": write_plainly}[what]
    data = lines()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    write(path, data)
    took = time.perf_counter() - start
    print(took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)


if __name__ == "__main__":
    main()
