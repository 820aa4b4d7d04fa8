"""Of whom the file of an import speaks; of older imports nobody noted it, so only those who see
everything see them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "import_place",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("is_taken", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_import_place_import_id_import")
        ),
        sa.PrimaryKeyConstraint("import_id", "region", "agency", name=op.f("pk_import_place")),
    )


def downgrade() -> None:
    op.drop_table("import_place")
