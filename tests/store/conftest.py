"""Every test of the store runs on a SQLite file and on a PostgreSQL server, both real."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from nphd_tracker.models import Base
from nphd_tracker.store import configure_engine


@pytest.fixture(scope="session")
def postgres_engine(postgres: str) -> Iterator[Engine]:
    engine = create_engine(postgres)
    configure_engine(engine)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database with its tables."""
    if request.param == "postgresql":
        engine: Engine = request.getfixturevalue("postgres_engine")
        names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        with engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
        yield engine
        return
    engine = create_engine(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    configure_engine(engine)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session
