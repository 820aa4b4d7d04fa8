"""The bill of materials is whole, and what is vendored is what was recorded."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from . import supply_chain
from .supply_chain import (
    STATIC,
    changed_files,
    judge,
    locked,
    missing,
    vendored,
    write_sbom,
)


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return write_sbom(tmp_path_factory.mktemp("sbom") / "sbom.cdx.json")


def test_every_vendored_file_is_recorded_and_unchanged() -> None:
    files = vendored()
    lying = {
        str(path.relative_to(STATIC))
        for path in (STATIC / "vendor").rglob("*")
        if path.is_file() and path.name not in ("LICENSE", "README.md", "vendored.toml")
    }
    assert {one.path for one in files} == lying | {"plotly-global.css"}
    assert changed_files(files) == []


def test_a_changed_file_and_a_licence_that_is_gone_are_told() -> None:
    [first, *_rest] = vendored()
    wrong = replace(first, sha256="0" * 64, licence_file="vendor/nowhere")
    assert changed_files([wrong]) == [
        f"{first.path} is not the file that was recorded",
        f"{first.path} has no licence beside it",
    ]


def test_the_bill_names_every_package_and_file_with_its_licence(bill: dict[str, Any]) -> None:
    assert missing(bill) == []
    assert len(bill["components"]) >= len(locked()) + len(vendored()) > 50
    packages = [one for one in bill["components"] if one["type"] == "library"]
    assert all(one["externalReferences"][0]["hashes"] for one in packages)


def test_what_is_left_out_of_the_bill_is_told(bill: dict[str, Any]) -> None:
    less = {"components": [dict(one) for one in bill["components"] if one["name"] != "flask"]}
    less["components"][0]["licenses"] = []
    told = missing(less)
    assert any(line.startswith("flask ") and line.endswith("is not named") for line in told)
    assert any(line.endswith("has no licence") for line in told)


def test_every_package_is_held_to_its_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock"):
        lock = Path(supply_chain.ROOT, name)
        entries = lock.read_text("utf-8").count("==")
        assert entries <= lock.read_text("utf-8").count("--hash=sha256:"), name
        assert "http" not in lock.read_text("utf-8"), name


def test_a_known_hole_is_told_with_what_mends_it() -> None:
    holes = [{"id": "PYSEC-1", "fix_versions": ["3.2"]}, {"id": "PYSEC-2", "fix_versions": []}]
    found = judge(
        {
            "dependencies": [
                {"name": "flask", "version": "3.1.3", "vulns": holes},
                {"name": "click", "version": "8", "vulns": []},
                {"name": "other", "skip_reason": "not found"},
            ]
        }
    )
    assert found.holes == ("flask 3.1.3: PYSEC-1, mended in 3.2", "flask 3.1.3: PYSEC-2")
    assert (found.asked, found.unasked) == (2, 1)


def test_a_service_that_cannot_be_asked_is_said_and_a_hole_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supply_chain, "write_sbom", lambda _path: {"components": []})
    monkeypatch.setattr(supply_chain, "missing", lambda _bill: [])
    for said, code, words in (
        (None, 0, "KNOWN HOLES NOT CHECKED"),
        (supply_chain.Audit((), 54, 0), 0, "KNOWN HOLES NOT CHECKED"),
        (supply_chain.Audit((), 0, 54), 0, "known holes: 0 in 54 packages"),
        (supply_chain.Audit(("flask 3: X",), 0, 54), 1, "flask 3: X"),
    ):
        monkeypatch.setattr(supply_chain, "audit", lambda said=said: said)
        assert supply_chain.main() == code
        captured = capsys.readouterr()
        assert words in captured.out + captured.err
