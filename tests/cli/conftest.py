"""The command as a person runs it: real files, a real database in a folder of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nphd_tracker.cli import main

SHEETS = Path(__file__).parent.parent / "sheets"
NTT = SHEETS / "rekap-nphd-ntt-2024-08-01.xlsx"


@pytest.fixture
def nphd(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Runs ``nphd`` with arguments; stdout and stderr apart."""
    monkeypatch.setenv("NPHD_INSTANCE_PATH", str(tmp_path / "instance"))
    monkeypatch.setenv("NPHD_DATABASE_URL", database_url)
    monkeypatch.delenv("NPHD_ELECTION", raising=False)

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)

    return run


def document(result: Result) -> Any:
    """stdout is one JSON document and nothing else."""
    return json.loads(result.stdout)
