"""kill -9 at each named step of an import: it is in as a whole or never was, and the next one goes in."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import killed
from tests.cli.conftest import NTT, SHEETS

from .conftest import Office

ROOT = Path(killed.__file__).parents[1]
FIGURES = 31
"""What the recap of Nusa Tenggara Timur states."""

STEPS = [
    (door, step)
    for door in ("command", "page")
    for step in killed.STEPS
    if door == "command" or step not in killed.COMMAND_ONLY
]
IN_CI = [
    ("command", "file-half"), ("command", "staged"), ("command", "figures-half"),
    ("command", "before-commit"), ("command", "after-commit"),
    ("page", "claimed"), ("page", "figures-half"), ("page", "after-commit"),
]  # fmt: skip
"""The rest, and each many times over, in ``make bench crashes``."""


def kill_at(office: Office, step: str, door: str, file: Path = NTT) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.killed", step, door, str(file)],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "NPHD_INSTANCE_PATH": str(office.folder),
            "NPHD_DATABASE_URL": office.url,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, (done.returncode, done.stderr)


def check_after(office: Office, step: str) -> None:
    """All of it or nothing of it, sound, and the next one goes in."""
    applied = office.ask("SELECT id FROM \"import\" WHERE status = 'applied'")
    figures = office.ask("SELECT count(*) FROM figure")[0][0]
    stands = step in killed.KEEPS_ALL
    assert (len(applied), figures) == ((1, FIGURES) if stands else (0, 0))
    found = office.document("verify")
    assert found["damages"] == []
    again = office.document("import", NTT)["files"][0]
    assert again["status"] == ("unchanged" if stands else "applied")
    assert office.ask("SELECT count(*) FROM figure")[0][0] == FIGURES
    assert office.document("absorption")["total"]["rate"] == "67.09"
    assert office.nphd("verify").exit_code == 0


@pytest.mark.parametrize(("door", "step"), IN_CI)
def test_an_import_that_is_killed(
    make_office: Callable[[str], Office], database_name: str, door: str, step: str
) -> None:
    office = make_office(database_name)

    kill_at(office, step, door)

    check_after(office, step)


def test_every_step_has_its_test() -> None:
    assert set(IN_CI) <= set(STEPS)
    assert len(STEPS) == 17


def test_what_a_killed_import_leaves_in_the_folder_is_swept(
    make_office: Callable[[str], Office],
) -> None:
    office = make_office("sqlite")
    kill_at(office, "file-half", "command")
    (leftover,) = office.uploads.glob(".upload-*")

    office.nphd("import", NTT)
    assert leftover.exists()  # it might be another's upload of this very moment
    long_ago = time.time() - 2 * 24 * 3600
    os.utime(leftover, (long_ago, long_ago))
    office.nphd("import", SHEETS / "register-pencairan-2024.xlsx", "--skip-errors")

    assert not leftover.exists()
