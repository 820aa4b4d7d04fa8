"""Small files built to keep a reader busy: their cells are understood at once, or refused in time.

Each of these took from half a minute to for ever, or gigabytes, before its loop or pattern was mended.
"""

import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nphd_tracker.importing import deadline
from nphd_tracker.importing.opening.cells import Contents
from nphd_tracker.importing.opening.grid import CellValue, Marks, build_grid
from nphd_tracker.importing.opening.handover import send_contents
from nphd_tracker.importing.opening.receiving import receive_workbook
from tests.hostile.conftest import Office, document
from tests.hostile.sheets import HEADER, NGADA, TITLES, Cell, recap, rows_xml, write_rows
from tests.importing.opening.odd_files import xlsx_of

SECONDS = 30
"""Within which every file is answered, as the pages promise; what each took before had no
end, or was several times that. How quick it really is, the bench says."""
Build = Callable[[Path], Any]


def amount(text: str) -> Build:
    return lambda path: write_rows(path, recap([2, "Kab. Alor", "KPU", text, 1_000_000]))


def wide(heading: str) -> Build:
    """Four thousand columns that say one thing."""
    names: list[Cell] = [heading.format(n=n) for n in range(4_000)]
    header = ["NO", "KABUPATEN/KOTA", *names]
    line: list[Cell] = [1, "Kab. Ngada", *[5_000_000] * len(names)]
    return lambda path: write_rows(path, [*TITLES, header, line])


def totals(path: Path) -> None:
    """Every second row of eight thousand is a total."""
    total: list[Cell] = ["JUMLAH", None, None, 5_000_000, 5_000_000]
    write_rows(path, recap(*[total if n % 2 else NGADA for n in range(8_000)]))


def nameless(path: Path) -> None:
    lines: list[list[Cell]] = [
        [None, None, None, 5_000_000 + n, 7_000_000 + n] for n in range(6_000)
    ]
    write_rows(path, recap(*lines))


def merged(path: Path) -> None:
    """Five kilobytes: one cell far away, and one merge over all between."""
    far = '<row r="4000"><c r="AAZ4000"><v>1</v></c></row>'
    merge = '<mergeCells><mergeCell ref="A6:AAZ4000"/></mergeCells>'
    xlsx_of(path, rows_xml(recap()) + far, after=merge)


def merged_often(path: Path) -> None:
    merge = '<mergeCell ref="A1:XFD1048576"/>' * 300
    lines = [[*NGADA, *[1] * 60] for _ in range(2_000)]
    write_rows(path, recap(*lines), after=f"<mergeCells>{merge}</mergeCells>")


def late(path: Path) -> None:
    header = [*HEADER, "TANGGAL POSISI"]
    write_rows(path, [TITLES[0], [], [], header, [*NGADA, "s d " * 24]])


SLOW: dict[str, Build] = {
    "one digit, many blanks": amount("1" + " " * 30_000 + "!"),
    "one digit, blanks that do not break": amount("1" + "\u00a0" * 30_000 + "!"),
    "digits and signs": amount("1" + ".1 ,-" * 6_000 + "!"),
    "words before a date": late,
    "a long title": lambda path: write_rows(path, [["pilkada " * 100_000], *recap()]),
    "a long heading": lambda path: write_rows(path, [*TITLES, [*HEADER, "nilai " * 6_000], NGADA]),
    "one column many times": wide("NILAI NPHD KPU"),
    "many totals of columns": wide("Total Pencairan KPU {n}"),
    "many total rows": totals,
    "many rows without a name": nameless,
    "a merge over all": merged,
    "many merges over all": merged_often,
}


@pytest.mark.parametrize("case", SLOW)
def test_both_doors_answer_at_once(
    tmp_path: Path,
    office: Office,
    nphd: Callable[..., Any],
    upload: Callable[..., Any],
    case: str,
) -> None:
    before, path = office.ledger(), tmp_path / "rekap.xlsx"
    SLOW[case](path)
    began = time.monotonic()
    result = nphd("import", path, "--dry-run", "--json")
    assert result.exit_code in (0, 1)
    assert document(result)[0]["status"] in ("refused", "would-apply", "unchanged")
    between = time.monotonic()
    assert between - began < SECONDS
    answer = upload(path)
    assert answer.status in (302, 400)
    assert len(answer.source) < 400_000
    assert time.monotonic() - between < SECONDS
    assert office.ledger() == before


def test_a_merge_of_millions_is_not_remembered() -> None:
    """It took gigabytes of the web process, cell by cell."""
    cells = [[1]] * 9_999 + [[1] * 500]
    marks = Marks(merges=[(0, 0, 0, 4), (5, 0, 9_999, 499), (6, 1, 9, 1)])
    assert build_grid("S", True, cells, marks).merges == ((0, 0, 0, 4), (6, 1, 9, 1))


def test_a_long_text_repeated_is_kept_once() -> None:
    """Half a megabyte of zip would be a gigabyte of the web process."""
    text = "Polres " + "x" * 30_000
    rows: list[list[CellValue]] = [[text, 1] for _ in range(100)]
    out = io.BytesIO()
    send_contents(Contents(iter([build_grid("S", True, rows, Marks())]), []), out)
    out.seek(0)
    received = receive_workbook(out, 10_000_000).sheets[0].rows
    assert received == rows
    assert len({id(row[0]) for row in received}) == 1


def test_what_is_still_slow_is_refused_in_time(
    tmp_path: Path,
    office: Office,
    nphd: Callable[..., Any],
    upload: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = office.ledger()
    monkeypatch.setattr(deadline, "_SECONDS", -1.0)
    path = write_rows(tmp_path / "rekap.xlsx", recap([2, "Kab. Alor", "KPU", 5_000_000, 1_000_000]))
    result = nphd("import", path, "--json")
    (file,) = document(result)
    assert (result.exit_code, file["status"]) == (1, "refused")
    assert [p["code"] for p in file["problems"]] == ["reader-timeout"]
    answer = upload(path)
    assert answer.status == 400
    assert "Reading this file took too long" in answer.page
    assert office.ledger() == before


def test_more_rows_have_more_time() -> None:
    def left(rows: int) -> float:
        with deadline.time_limit(rows):
            end = deadline._end.get()
        assert end is not None
        return end - time.monotonic()

    assert left(100) < 10
    assert left(1_000_000) > 300
    deadline.check_time()
