"""Offices with something of everything in them, each an instance folder and a database."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, stand
from nphd_tracker.cli import main
from nphd_tracker.follow_ups import Cause, Promise
from nphd_tracker.reading import Answers
from tests.cli.conftest import NTT, SHEETS

PILKADA = "Pilkada 2024"


@dataclass
class Office:
    """One office, seen from outside: its command, its tables, its folder."""

    folder: Path
    url: str
    monkeypatch: pytest.MonkeyPatch

    @property
    def uploads(self) -> Path:
        return self.folder / "uploads"

    def nphd(self, *arguments: object) -> Result:
        with self.monkeypatch.context() as patch:
            patch.setenv("NPHD_INSTANCE_PATH", str(self.folder))
            patch.setenv("NPHD_DATABASE_URL", self.url)
            patch.delenv("NPHD_ELECTION", raising=False)
            return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)

    def document(self, *arguments: object) -> Any:
        return json.loads(self.nphd(*arguments, "--json").stdout)

    def engine(self) -> Engine:
        engine = create_engine(self.url)
        store.configure_engine(engine)
        return engine

    def run(self, *statements: str) -> None:
        """Plain SQL, past everything that guards it."""
        engine = create_engine(self.url)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def ask(self, query: str) -> list[Any]:
        engine = create_engine(self.url)
        with engine.connect() as connection:
            rows = [tuple(row) for row in connection.execute(text(query))]
        engine.dispose()
        return rows

    def numbers(self) -> Any:
        """What the office answers: the same before and after, or something was lost."""
        return [
            self.document("absorption", "--by", by, *more)
            for by in ("agency", "agreement")
            for more in ((), ("--basis", "spent/committed"))
        ]


@pytest.fixture
def make_office(
    tmp_path: Path, new_database: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Office]:
    """An office without anything on an engine: there is not even a database's file."""
    made: list[str] = []

    def make(engine_name: str) -> Office:
        folder = tmp_path / f"office-{len(made)}"
        folder.mkdir()
        made.append(engine_name)
        return Office(folder, new_database(engine_name), monkeypatch)

    return make


@pytest.fixture
def furnish() -> Callable[[Office], Office]:
    """Imports, one of them undone; a follow-up, a layout, an attachment; an office's own words."""

    def into(office: Office) -> Office:
        assert office.nphd("import", NTT).exit_code == 0
        register = SHEETS / "register-pencairan-2024.xlsx"
        assert office.nphd("import", register, "--skip-errors").exit_code == 0
        assert office.nphd("undo", 2).exit_code == 0
        (office.folder / "vocabulary.toml").write_text('[agencies]\nKPU = ["kpu sekali"]\n')
        engine = office.engine()
        with Session(engine) as session:
            holding = store.load_holdings(session, PILKADA)[0]
            day = date(2024, 8, 1)
            store.open_follow_up(
                session, stand(holding, day, Basis.DISBURSED_COMMITTED), Promise(Cause.CASH)
            )
            answers = Answers(as_of=day)
            store.remember_layout(session, "f" * 64, {"A": "NO"}, answers, "Rekap", 4)
            paper = b"%PDF-1.4 a grant"
            document = _keep(office.uploads, paper)
            store.add_attachment(session, 1, holding.id, document)
            session.commit()
        engine.dispose()
        return office

    return into


def _keep(uploads: Path, content: bytes) -> store.KeptDocument:
    import hashlib

    sha256 = hashlib.sha256(content).hexdigest()
    (uploads / sha256).write_bytes(content)
    return store.KeptDocument("NPHD", "nphd.pdf", sha256, len(content), "application/pdf")


@pytest.fixture
def office(
    database_name: str,
    make_office: Callable[[str], Office],
    furnish: Callable[[Office], Office],
) -> Office:
    """A furnished office on the engine that the tests run on."""
    return furnish(make_office(database_name))
