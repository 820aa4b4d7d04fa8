"""A workbook kept in a file is the workbook that was opened, whole or a few rows at a time."""

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from nphd_tracker.errors import FileRefusedError
from nphd_tracker.importing.opening import kept
from nphd_tracker.importing.opening.guard import open_workbook
from nphd_tracker.importing.opening.kept import KeptWorkbook, keep_cells, open_kept

SHEETS = Path(__file__).parents[2] / "sheets"


def keep(path: Path, folder: Path) -> KeptWorkbook:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return open_kept(path, path.name, sha256, folder)


@pytest.mark.parametrize("name", ["rekap-bermasalah.xlsx", "rekap-nphd-ntt-2024-08-01.xls"])
def test_what_was_kept_is_what_was_opened(name: str, tmp_path: Path) -> None:
    path = SHEETS / name
    assert keep(path, tmp_path).whole() == open_workbook(path, path.name)


@pytest.fixture
def long(tmp_path: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in range(1, 1304):
        book.active.append([row, f"baris {row}"])
    book.active["C502"] = date(2024, 8, 1)
    book.active.merge_cells("B499:B503")
    book.active.row_dimensions[501].hidden = True
    path = tmp_path / "panjang.xlsx"
    book.save(path)
    return path


def test_a_few_rows_are_read_across_blocks(long: Path, tmp_path: Path) -> None:
    book = keep(long, tmp_path / "cells")
    (sheet,) = book.sheets
    assert (sheet.name, sheet.visible, sheet.rows, sheet.columns) == ("Sheet", True, 1303, 3)
    some = book.rows(0, 498, 5)
    assert [row[0] for row in some.rows] == [499, 500, 501, 502, 503]
    assert some.rows[3][2] == date(2024, 8, 1)
    assert some.merges == ((498, 1, 502, 1),)
    assert some.hidden_rows == {500}
    assert len(book.rows(0, 1300, 50).rows) == 3
    assert book.rows(0, 5000, 50).rows == []
    assert book.rows(0, 0, 5).merges == ()


def test_a_kept_workbook_is_not_opened_again(long: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cells"
    keep(long, folder)
    (file,) = folder.iterdir()
    long_content = long.read_bytes()
    long.write_bytes(b"")
    again = open_kept(long, "x.xlsx", hashlib.sha256(long_content).hexdigest(), folder)
    assert again.sheets[0].rows == 1303
    file.write_bytes(b"broken")
    with pytest.raises(FileRefusedError):
        open_kept(long, "x.xlsx", hashlib.sha256(long_content).hexdigest(), folder)


def test_the_folder_does_not_grow_for_ever(
    long: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_KEPT_AT_MOST", 2)
    folder = tmp_path / "cells"
    for number, name in enumerate(("a", "b", "c")):
        open_kept(long, long.name, name, folder)
        os.utime(folder / f"{name}.1", (number, number))
    open_kept(long, long.name, "d", folder)
    assert sorted(file.stem for file in folder.iterdir()) == ["b", "c", "d"]


def test_an_empty_sheet_is_kept_too(tmp_path: Path) -> None:
    path = tmp_path / "kosong.xlsx"
    Workbook().save(path)
    book = keep(path, tmp_path / "cells")
    assert book.rows(0, 0, 50).rows == []
    assert book.whole() == open_workbook(path, path.name)


def test_what_was_opened_just_now_is_kept_without_opening_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = SHEETS / "rekap-bermasalah.xlsx"
    workbook = open_workbook(path, path.name)
    keep_cells(workbook, "a" * 64, tmp_path / "cells")
    monkeypatch.setattr(kept, "open_workbook", None)
    assert open_kept(path, path.name, "a" * 64, tmp_path / "cells").whole() == workbook


def test_cells_that_find_no_room_are_no_harm(tmp_path: Path) -> None:
    (tmp_path / "cells").write_text("a file where the folder should be")
    path = SHEETS / "rekap-bermasalah.xlsx"
    keep_cells(open_workbook(path, path.name), "a" * 64, tmp_path / "cells")
