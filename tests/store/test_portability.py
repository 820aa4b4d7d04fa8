"""What PostgreSQL has and its distributed relatives do not is kept out: docs/distributed-engines.md."""

import re

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from nphd_tracker.models import Base
from nphd_tracker.resources import PACKAGE

TYPES = {"SERIAL", "INTEGER", "BIGINT", "TEXT", "DATE", "BOOLEAN", "TIMESTAMP WITHOUT TIME ZONE"}
DIFFERENT = re.compile(
    r"pg_(try_)?advisory|LOCK TABLE|\bLISTEN\b|\bNOTIFY\b|DEFERRABLE|ON CONFLICT|nextval|RETURNING",
)


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_a_table_is_of_the_plainest_types(table) -> None:  # type: ignore[no-untyped-def]
    dialect = postgresql.dialect()
    types = {str(column.type.compile(dialect)) for column in table.columns}
    assert types <= TYPES
    made = str(CreateTable(table).compile(dialect=dialect))
    made += "".join(str(CreateIndex(one).compile(dialect=dialect)) for one in table.indexes)
    assert not re.search(r"DEFERRABLE|GENERATED|INHERITS|EXCLUDE|WHERE|USING|::", made)


@pytest.mark.parametrize(
    "path",
    sorted(path for path in PACKAGE.rglob("*.py") if "translations" not in path.parts),
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_no_statement_that_only_one_engine_knows(path) -> None:  # type: ignore[no-untyped-def]
    code = "\n".join(
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.strip().startswith("#")
    )
    found = [one for one in DIFFERENT.findall(code) if one]
    assert DIFFERENT.search(code) is None, found
