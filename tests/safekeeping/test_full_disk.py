"""A real limit on the size of files, as a full disk or a quota sets it: nothing half done, and back."""

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.cli.conftest import NTT

from .conftest import Office
from .test_killed import FIGURES, ROOT

if sys.platform == "win32":  # pragma: no cover
    pytest.fail("there is no such limit on Windows; run the tests on Linux")

LIMITED = """
import resource, sys
from nphd_tracker.cli import main
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
main()
"""


def nphd_limited(
    office: Office, limit: int, *arguments: object
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), *map(str, arguments)],
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


@pytest.mark.parametrize("limit", [4_096, 8_192])
def test_no_room_for_the_file(
    make_office: Callable[[str], Office], database_name: str, limit: int
) -> None:
    office = make_office(database_name)
    office.nphd("imports")  # the database is there already

    result = nphd_limited(office, limit, "import", NTT, "--json")

    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    assert json.loads(result.stdout)["error"]["code"] == "full"
    assert office.ask("SELECT count(*) FROM figure") == [(0,)]
    assert office.nphd("verify").exit_code == 0
    assert office.document("import", NTT)["files"][0]["status"] == "applied"
    assert office.ask("SELECT count(*) FROM figure") == [(FIGURES,)]


@pytest.mark.parametrize("database_name", ["sqlite"])
def test_no_room_for_the_database(make_office: Callable[[str], Office], database_name: str) -> None:
    """The file fits, the database may not grow by a page."""
    office = make_office(database_name)
    office.nphd("imports")
    size = os.stat(office.url.removeprefix("sqlite:///")).st_size

    result = nphd_limited(office, size, "import", NTT, "--json")

    assert result.returncode == 1, result.stderr
    assert json.loads(result.stdout)["error"]["code"] == "full"
    assert office.ask("SELECT count(*) FROM figure") == [(0,)]
    assert office.nphd("verify").exit_code == 0
    assert office.document("import", NTT)["files"][0]["status"] == "applied"


def test_no_room_for_a_backup(office: Office) -> None:
    out = office.folder / "backup.zip"

    result = nphd_limited(office, 2_000, "backup", out, "--json")

    assert result.returncode == 1, result.stderr
    assert json.loads(result.stdout)["error"]["code"] == "full"
    assert not list(office.folder.glob("*backup*"))
    assert office.nphd("backup", out).exit_code == 0
