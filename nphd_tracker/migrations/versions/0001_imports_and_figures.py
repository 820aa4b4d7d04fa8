"""Imports, agreements, and the figures and terms that imports state of them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("election", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("figures_new", sa.Integer(), nullable=False),
        sa.Column("figures_changed", sa.Integer(), nullable=False),
        sa.Column("figures_same", sa.Integer(), nullable=False),
        sa.Column("left_out_errors", sa.Boolean(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('staged', 'applied', 'undone', 'discarded')",
            name=op.f("ck_import_status"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
        sa.UniqueConstraint("sequence", name=op.f("uq_import_sequence")),
    )
    op.create_index(op.f("ix_import_sha256"), "import", ["sha256"])
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("unit_key", sa.Text(), nullable=False),
        sa.Column("unit_implied", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint(
            "election",
            "region",
            "agency",
            "unit_key",
            name=op.f("uq_agreement_election_region_agency_unit_key"),
        ),
    )
    _create_said_table(
        "figure",
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("is_movement", sa.Boolean(), nullable=False),
        sa.Column("tranche", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("line_name", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
    )
    _create_said_table(
        "term",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
    )


def _create_said_table(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f(f"fk_{name}_import_id_import")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f(f"fk_{name}_agreement_id_agreement")
        ),
    )
    op.create_index(op.f(f"ix_{name}_import_id"), name, ["import_id"])
    op.create_index(op.f(f"ix_{name}_agreement_id"), name, ["agreement_id"])


def downgrade() -> None:
    for name in ("term", "figure", "agreement", "import"):
        op.drop_table(name)
