"""The wheel: built, installed into a fresh environment, and used in a folder that is not the checkout."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` of an environment that holds the locked product and the wheel, nothing else."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    binaries = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [
        str(binaries / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    lock = str(ROOT / "requirements.lock")
    subprocess.run(
        [*pip, "--no-deps", "--require-hashes", "-r", lock], check=True, capture_output=True
    )
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True, capture_output=True)
    return binaries


def test_the_wheel_holds_everything_the_product_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "nphd_tracker/templates/_layout.html",
        "nphd_tracker/imports/letter.docx",
        "nphd_tracker/imports/vocabulary.toml",
        "nphd_tracker/imports/reference/regencies.csv",
        "nphd_tracker/imports/examples/rekap-nphd-ntt-2024-08-01.xlsx",
        "nphd_tracker/migrations/env.py",
        "nphd_tracker/static/nphd.css",
        "nphd_tracker/translations/en/LC_MESSAGES/messages.mo",
    ):
        assert wanted in names
    assert not any(name.startswith(("tests/", "templates/", "imports/")) for name in names)


def test_the_numbers_and_the_door_open_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("NPHD_", "PYTHON"))},
        "NPHD_INSTANCE_PATH": str(tmp_path / "instance"),
    }
    nphd = str(installed / "nphd")
    examples = next(installed.parent.rglob("imports/examples"))
    sheet = str(examples / "rekap-nphd-ntt-2024-08-01.xlsx")
    subprocess.run([nphd, "import", sheet], cwd=tmp_path, env=environment, check=True)
    subprocess.run(
        [*f"{nphd} user add admin --role admin --generate".split()],
        cwd=tmp_path, env=environment, check=True, capture_output=True,
    )  # fmt: skip
    with _serving([nphd, "serve"], tmp_path, environment) as address:
        door = urllib.request.urlopen(f"{address}/?as_of=2024-08-01").read().decode()
        style = urllib.request.urlopen(f"{address}/static/nphd.css").status
    numbers = [nphd, "absorption", "--as-of", "2024-08-01"]
    said = subprocess.run(numbers, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert "64,03%" in said.stdout.decode()
    assert 'name="password"' in door
    assert style == 200


@contextmanager
def _serving(command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([*command, "--port", str(port)], cwd=folder, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 30
        while True:
            try:
                urllib.request.urlopen(f"{address}/healthz").close()
                break
            except urllib.error.URLError:
                assert server.poll() is None, "the server ended"
                assert time.monotonic() < deadline, "the server did not answer"
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
