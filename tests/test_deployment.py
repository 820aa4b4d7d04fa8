"""What a technician is told and given: files, commands and settings that really are there."""

import re
from pathlib import Path

import pytest
import yaml

from nphd_tracker.cli import main

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "teknisi.md"
SERVER = ROOT / "docs" / "server"
GIVEN = [GUIDE, *sorted(SERVER.iterdir()), ROOT / "compose.yaml", ROOT / "Dockerfile"]
OF_THE_SCRIPTS = {"NPHD_HOST", "NPHD_PORT"}
"""Read by jalankan.sh and jalankan.bat alone."""


@pytest.mark.parametrize("path", GIVEN, ids=lambda path: path.name)
def test_every_setting_named_is_read(path: Path) -> None:
    read = "".join(one.read_text("utf-8") for one in (ROOT / "nphd_tracker").rglob("*.py"))
    named = set(re.findall(r"\bNPHD_[A-Z_]+[A-Z]\b", path.read_text("utf-8")))
    assert {name for name in named - OF_THE_SCRIPTS if f'"{name}"' not in read} == set()


@pytest.mark.parametrize("path", GIVEN, ids=lambda path: path.name)
def test_every_command_named_is_there(path: Path) -> None:
    used = re.findall(
        r"(?:bin/|`|^|sudo |exec \S*|\[\")nphd(?:\", \"| )([a-z]+)", path.read_text("utf-8"), re.M
    )
    assert set(used) <= set(main.commands)


def test_the_image_copies_what_is_there_and_runs_as_nobody_special() -> None:
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    copied = [word for line in lines if line.startswith("COPY") and "--from" not in line
              for word in line.split()[1:-1]]  # fmt: skip
    assert copied
    assert all((ROOT / one).exists() for one in copied)
    ignored = (ROOT / ".dockerignore").read_text("utf-8")
    assert all(f"!{one}" in ignored for one in copied)
    assert "USER nphd" in lines
    assert not any(re.search(r"https?://(?!127\.0\.0\.1)", line) for line in lines)


def test_compose_gives_the_web_no_more_than_it_needs() -> None:
    said = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    web = said["services"]["web"]
    assert web["read_only"] is True
    assert web["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in web["ports"])
    assert "PASSWORD:?" in said["services"]["database"]["environment"]["POSTGRES_PASSWORD"]


def test_the_guide_points_to_files_that_are_there() -> None:
    for name in re.findall(r"`((?:docs|compose|Dockerfile)[\w./-]*)`", GUIDE.read_text("utf-8")):
        assert (ROOT / name).exists(), name
