"""Long work says how far it is, and stops when asked: with nothing kept and no process left."""

import subprocess
import time
from pathlib import Path
from threading import Timer

import pytest
from openpyxl import Workbook

from nphd_tracker import progress
from nphd_tracker.importing.opening import guard, reader
from nphd_tracker.importing.sheets import read_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.progress import Step, StoppedError, Watcher, watched_by
from nphd_tracker.reading import ReadOptions

ROWS = 1_500


class Listening(Watcher):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[Step, int, int | None]] = []

    def see(self, step: Step, done: int, total: int | None) -> None:
        self.seen.append((step, done, total))


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = Workbook(write_only=True)
    page = book.create_sheet("Daftar")
    page.append(["DAFTAR NPHD PILKADA 2024, POSISI 1 AGUSTUS 2024"])
    page.append(["Kode Wilayah", "Penerima Hibah", "Nilai NPHD (Rp)", "Pencairan (Rp)"])
    regions = [r for r in load_vocabulary().regions.all() if r.kind != "province"]
    for number in range(ROWS):
        agency = ("KPU", "Bawaslu", "TNI", "Polri")[number // len(regions)]
        paid = "Rp 100.000.000,-" if number % 3 == 0 else 10**8  # not all rows of one kind
        page.append([regions[number % len(regions)].code, agency, 10**9 + number, paid])
    path = tmp_path_factory.mktemp("progress") / "daftar.xlsx"
    book.save(path)
    return path


def test_reading_tells_its_rows_step_by_step(sheet: Path) -> None:
    watcher = Listening()
    with watched_by(watcher):
        reading = read_workbook(sheet, sheet.name, ReadOptions(), load_vocabulary())
    assert reading.sheets[0].rows_read == ROWS
    opening = [one for one in watcher.seen if one[0] == "opening"]
    rows = [one for one in watcher.seen if one[0] == "reading"]
    assert opening[-1] == ("opening", ROWS + 2, ROWS + 2)
    assert rows[0] == ("reading", 0, ROWS + 2)
    assert [done for _, done, _ in rows] == sorted(done for _, done, _ in rows)
    assert rows[-1] == ("reading", ROWS + 2, ROWS + 2)
    assert len(rows) >= 2  # rows with nothing odd about them are read together
    assert watcher.seen == opening + rows


def test_nobody_watches_any_more_once_it_is_over(sheet: Path) -> None:
    watcher = Listening()
    with watched_by(watcher):
        pass
    progress.report("reading", 1, 2)
    assert watcher.seen == []


def test_work_stops_at_the_next_row_it_tells(sheet: Path) -> None:
    class Impatient(Listening):
        def see(self, step: Step, done: int, total: int | None) -> None:
            super().see(step, done, total)
            if step == "reading":
                self.stop()

    watcher = Impatient()
    with watched_by(watcher), pytest.raises(StoppedError):
        read_workbook(sheet, sheet.name, ReadOptions(), load_vocabulary())
    assert watcher.seen[-1] == ("reading", 0, ROWS + 2)


def test_child_that_says_nothing_is_stopped_at_once_with_its_folder(
    sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = reader.start_reader

    def sleep_instead() -> subprocess.Popen[bytes]:
        monkeypatch.setattr(reader, "_START", "import time; time.sleep(60)")
        started.append(start())
        return started[0]

    monkeypatch.setattr(reader, "start_reader", sleep_instead)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    watcher = Listening()
    Timer(0.3, watcher.stop).start()
    began = time.monotonic()
    with watched_by(watcher), pytest.raises(StoppedError):
        guard.open_workbook(sheet, sheet.name)
    assert time.monotonic() - began < 5
    assert started[0].returncode is not None
    assert list(tmp_path.iterdir()) == []
