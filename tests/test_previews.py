"""A check and a preview say the same of every sheet, but for the comparison with what is stored."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from nphd_tracker import intake
from nphd_tracker.importing import sheets
from nphd_tracker.intake import staging
from nphd_tracker.models import Import
from nphd_tracker.reading import ReadOptions
from nphd_tracker.store import configure_engine
from tests.importing.opening.odd_files import SHEETS, read_here

FILES = sorted(path for path in SHEETS.iterdir() if path.suffix not in ("", ".md"))
COMPARED = frozenset({"magnitude-jump", "register-differs", "running-total-fell"})
"""What only a comparison can tell, be it with the other sheets of the same file."""


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    engine = create_engine(database_url)
    configure_engine(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture(autouse=True)
def _read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the child process does, without starting one for each of a hundred files."""
    for module in (staging, sheets):
        monkeypatch.setattr(module, "open_workbook", lambda path, name: read_here(path, name=name))


def problems(described: dict[str, Any]) -> list[dict[str, Any]]:
    names = ("severity", "code", "sheet", "cell", "value", "message")
    return [{n: p[n] for n in names} for p in described["problems"] if p["code"] not in COMPARED]


def test_check_and_preview_say_the_same_of_every_sheet(session: Session, tmp_path: Path) -> None:
    kept = 0
    for path in FILES:
        checked = intake.check(path, path.name, ReadOptions())
        seen = intake.stage(session, path, path.name, ReadOptions(), tmp_path)
        said, shown = intake.as_json(checked), intake.as_json(seen)
        assert said["sheets"] == shown["sheets"], path.name
        assert problems(said) == problems(shown), path.name
        assert (checked.status == "refused") == (seen.status == "refused"), path.name
        if seen.import_id is not None:  # what its page shows
            row = session.get(Import, seen.import_id)
            assert row is not None
            assert problems(json.loads(row.description)) == problems(said), path.name
            kept += 1
        session.rollback()
    assert kept > len(FILES) * 3 // 4
