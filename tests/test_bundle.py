"""The archive for an office without internet: what it pins, and that it starts without a route."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.bundle import PLATFORMS, PYTHONS, TEXTS, build, lock, pinned

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_interpreter_gets_what_holds_there_and_no_condition(
    platform: str, python: str
) -> None:
    pins = list(pinned(platform, python))
    names = [re.split("[=<>]", pin)[0] for pin in pins]
    assert len(names) == len(set(names))
    assert ("waitress" in names, "gunicorn" in names) == (
        (True, False) if platform == "win32" else (False, True)
    )
    assert all(";" not in pin and pin.count("--hash=sha256:") >= 1 for pin in pins)


def test_of_two_versions_each_interpreter_gets_its_own() -> None:
    doubled = {pin.split("==")[0] for pin, _ in lock() if "python_full_version" in pin}
    for name in doubled:
        versions = {
            next(pin for pin in pinned("linux", python) if pin.startswith(f"{name}=="))
            for python in PYTHONS
        }
        assert len(versions) > 1


def test_windows_reads_its_lines_and_both_starts_say_the_same() -> None:
    script = (TEXTS / "jalankan.sh").read_text("utf-8")
    batch = (TEXTS / "jalankan.bat").read_text("utf-8")
    for both in (
        "--no-index",
        "--require-hashes",
        "user add admin --role admin --generate",
        "NPHD_PORT",
    ):
        assert both in script
        assert both in batch
    subprocess.run(["sh", "-n", TEXTS / "jalankan.sh"], check=True)


READY = """
import urllib.request
print(urllib.request.urlopen("http://127.0.0.1:8765/readyz").status)
"""
OFFICE = """
ip link set lo up 2>/dev/null || true
cd "$1"
NPHD_PORT=8765 sh jalankan.sh > log 2>&1 &
office=$!
for second in $(seq 180); do
  python=program/bin/python
  if [ -x $python ] && $python -c "$2" > ready 2>/dev/null; then break; fi
  sleep 1
done
kill -TERM $office; wait $office
cat ready log
"""


@pytest.mark.wheel
def test_it_starts_in_a_place_without_a_route(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    archive = build(tmp_path / "dist", ["linux"], [HERE])
    subprocess.run(
        [sys.executable, "-m", "zipfile", "-e", archive, tmp_path / "office"], check=True
    )
    [home] = (tmp_path / "office").iterdir()
    for line in (home / "SHA256SUMS").read_text().splitlines():
        wanted, name = line.split("  ")
        assert hashlib.sha256((home / name).read_bytes()).hexdigest() == wanted, name
    clean = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHON": sys.executable}
    alone = ["unshare", "--net"]
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        alone = []  # where a container may not do that, pip alone is kept from looking around
    done = subprocess.run(
        [*alone, "bash", "-c", OFFICE, "office", str(home), READY],
        env=clean,
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.stdout.startswith("200"), done.stdout + done.stderr
    assert "Kata sandi:" in done.stdout
    assert (home / "data" / "nphd.sqlite3").is_file()


def test_the_archive_keeps_scripts_runnable(tmp_path: Path) -> None:
    from tests.bundle import write

    (tmp_path / "wheels").mkdir()
    archive = tmp_path / "a.zip"
    write(archive, "nphd-tracker-1", "1", "own.whl", tmp_path / "wheels")
    with zipfile.ZipFile(archive) as file:
        modes = {one.filename: one.external_attr >> 16 for one in file.infolist()}
        assert modes["nphd-tracker-1/jalankan.sh"] & 0o111
        assert b"\r\n" in file.read("nphd-tracker-1/jalankan.bat")
        assert b"\r" not in file.read("nphd-tracker-1/jalankan.sh")
        assert b"wheels/own.whl" in file.read("nphd-tracker-1/jalankan.sh")
