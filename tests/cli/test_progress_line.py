"""A long import says rows, rate and time left on the error output; a short one says nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from nphd_tracker.cli import progress_line
from nphd_tracker.cli.progress_line import ProgressLine

from ..web.large import write_large
from .conftest import NTT

Run = Callable[..., Result]


def test_a_short_import_says_nothing_beside_its_answer(nphd: Run) -> None:
    result = nphd("import", NTT, "--json")
    assert result.stderr == ""


def test_a_long_import_tells_its_steps_and_its_answer_stays_one_document(
    nphd: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_line, "_QUIET_SECONDS", 0)
    monkeypatch.setattr(progress_line, "_IN_A_LOG", 0)
    path = write_large(tmp_path / "daftar.xlsx", 1_200)
    result = nphd("import", path, "--json")
    lines = result.stderr.splitlines()
    assert json.loads(result.stdout)["files"][0]["status"] == "applied"
    assert all(line.startswith("'daftar.xlsx': ") for line in lines)
    opening, *others = (
        "membuka berkas 1.202 dari 1.202",
        "membaca baris",
        "membandingkan",
        "menyimpan",
    )
    for step in (opening, *others):
        assert any(step in line for line in lines), step
    english = nphd("--lang", "en", "check", path, NTT).stderr
    assert "[1/2] 'daftar.xlsx': opening the file 1,202 of 1,202 · " in english
    assert "reading rows" in english


def test_rows_rate_and_time_left_stand_on_one_line_before_a_person(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    now = [0.0]
    line = ProgressLine("'a.xlsx'", lambda: now[0])
    line.see("opening", 0, None)
    now[0] = 4.0
    line.see("reading", 0, 10_000)
    now[0] = 9.0
    line.see("reading", 5_000, 10_000)
    line.see("reading", 5_001, 10_000)  # too soon after
    line.clear()
    written = capsys.readouterr().err
    assert written == (
        "\r\x1b[K'a.xlsx': membaca baris 0 dari 10.000 · sisa 76 detik"
        "\r\x1b[K'a.xlsx': membaca baris 5.000 dari 10.000 · 1.000 per detik · sisa 27 detik"
        "\r\x1b[K"
    )
