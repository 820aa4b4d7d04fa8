"""The same file again, two imports at once, and previews that no longer hold (cases 42 and 43)."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask

from nphd_tracker.importing.opening import guard
from tests.cli.conftest import NTT
from tests.hostile.conftest import Office, document, send
from tests.hostile.sheets import recap, write_rows
from tests.signing import signed_in_client

MILLION = 1_000_000
ROOT = Path(guard.__file__).parents[3]


def alor(path: Path, disbursed: int) -> Path:
    return write_rows(path, recap([2, "Kab. Alor", "KPU", 5_000 * MILLION, disbursed * MILLION]))


def resave(source: Path, target: Path) -> Path:
    """As Excel does: other bytes, the same figures."""
    book = openpyxl.load_workbook(source)
    book.properties.creator = "orang lain"
    book.save(target)
    return target


# 42


def test_the_command_takes_one_file_once_under_any_name(
    tmp_path: Path, office: Office, nphd: Callable[..., Any]
) -> None:
    before = office.ledger()
    copy = Path(shutil.copy(NTT, tmp_path / "salinan.xlsx"))
    for path in (NTT, copy):
        result = nphd("import", path, "--json")
        (file,) = document(result)
        assert (result.exit_code, file["status"], file["import"]) == (0, "unchanged", 1)
    assert office.ledger() == before


def test_the_page_leads_the_same_file_to_its_import(
    tmp_path: Path, office: Office, upload: Callable[..., Any]
) -> None:
    before = office.ledger()
    copy = Path(shutil.copy(NTT, tmp_path / "salinan.xlsx"))
    assert upload(NTT).ids == [1]
    assert upload(copy, NTT).ids == [1]
    assert office.ledger() == before
    assert len(office.kept()) == 1


def test_a_file_saved_again_attests_the_same_figures(
    tmp_path: Path, office: Office, nphd: Callable[..., Any]
) -> None:
    absorption = nphd("absorption", "--json").stdout
    result = nphd("import", resave(NTT, tmp_path / "rekap.xlsx"), "--json")
    (file,) = document(result)
    assert (result.exit_code, file["status"]) == (0, "unchanged")
    assert file["figures"] == {"new": 0, "changed": 0, "same": 31}
    assert office.figures(file["import"]) == office.figures(1)
    assert nphd("absorption", "--json").stdout == absorption


def test_the_page_says_that_a_file_saved_again_changes_nothing(
    tmp_path: Path, office: Office, client: Any, upload: Callable[..., Any]
) -> None:
    seen = upload(resave(NTT, tmp_path / "rekap.xlsx"))
    assert "0 new figures · 0 changed · 31 unchanged" in seen.page
    (number,) = seen.ids
    assert send(client, f"/imports/{number}/apply").status_code == 302
    assert office.figures(number) == office.figures(1)


# 43


def run_together(office: Office, *paths: Path) -> list[int]:
    """One ``nphd import`` a file, all at once; their exits."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NPHD_INSTANCE_PATH": str(office.folder)}
    command = [sys.executable, "-m", "nphd_tracker", "import", "--json"]
    running = [
        subprocess.Popen(
            [*command, str(path)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for path in paths
    ]
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert b"Traceback" not in errors, errors.decode()
    return [process.returncode for process in running]


def test_two_commands_at_once_both_go_in(tmp_path: Path, office: Office) -> None:
    one, two = alor(tmp_path / "satu.xlsx", 1_000), alor(tmp_path / "dua.xlsx", 2_000)
    assert run_together(office, one, two) == [0, 0]
    applied = office.query("SELECT id, sequence FROM import WHERE status = 'applied' ORDER BY id")
    assert [row[0] for row in applied] == [1, 2, 3]
    assert len({row[1] for row in applied}) == 3
    amounts = {office.figures(n)["53.05", "KPU", None, "disbursed"] for n in (2, 3)}
    assert amounts == {100_000 * MILLION, 200_000 * MILLION}
    assert len(office.query("SELECT id FROM agreement WHERE region = '53.05'")) == 1
    assert office.query("PRAGMA integrity_check") == [("ok",)]


def test_one_file_by_two_commands_at_once_is_one_import(tmp_path: Path, office: Office) -> None:
    path = alor(tmp_path / "satu.xlsx", 1_000)
    assert run_together(office, path, path) == [0, 0]
    assert len(office.query("SELECT id FROM import WHERE status = 'applied'")) == 2
    assert len(office.query("SELECT id FROM figure WHERE import_id > 1")) == 4


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Each in a thread of its own, begun together."""
    answers: dict[int, Any] = {}
    gate = threading.Barrier(len(jobs))

    def run(number: int, job: Callable[[], Any]) -> None:
        gate.wait()
        answers[number] = job()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[number] for number in sorted(answers)]


def test_two_pages_apply_one_preview_once(
    tmp_path: Path, office: Office, app: Flask, client: Any, upload: Callable[..., Any]
) -> None:
    (number,) = upload(alor(tmp_path / "satu.xlsx", 1_000)).ids
    statuses = at_once(*[
        lambda: send(signed_in_client(app), f"/imports/{number}/apply").status_code for _ in range(2)
    ])  # fmt: skip
    assert set(statuses) <= {302, 409}
    assert office.query(f"SELECT status FROM import WHERE id = {number}") == [("applied",)]
    assert len(office.query(f"SELECT id FROM figure WHERE import_id = {number}")) == 4


def test_of_two_previews_applied_at_once_the_later_must_be_looked_at_again(
    tmp_path: Path, office: Office, app: Flask, client: Any, upload: Callable[..., Any]
) -> None:
    numbers = [
        *upload(alor(tmp_path / "satu.xlsx", 1_000)).ids,
        *upload(alor(tmp_path / "dua.xlsx", 2_000)).ids,
    ]
    statuses = at_once(*[
        lambda n=n: send(signed_in_client(app), f"/imports/{n}/apply").status_code for n in numbers
    ])  # fmt: skip
    assert sorted(statuses) == [302, 409]
    found = dict(office.query("SELECT id, status FROM import WHERE id > 1"))
    assert sorted(found.values()) == ["applied", "staged"]
    stale = next(n for n in numbers if found[n] == "staged")
    assert office.figures(stale) == {}


@pytest.mark.parametrize("door", ["page", "command"])
def test_a_stale_preview_is_not_applied(
    tmp_path: Path,
    office: Office,
    nphd: Callable[..., Any],
    client: Any,
    upload: Callable[..., Any],
    door: str,
) -> None:
    (number,) = upload(alor(tmp_path / "satu.xlsx", 1_000)).ids
    other = alor(tmp_path / "dua.xlsx", 2_000)
    if door == "command":
        assert nphd("import", other).exit_code == 0
    else:
        (second,) = upload(other).ids
        assert send(client, f"/imports/{second}/apply").status_code == 302
    before = office.ledger()
    answer = send(client, f"/imports/{number}/apply")
    assert answer.status_code == 409
    assert "preview" in answer.text.lower()
    assert office.ledger() == before
