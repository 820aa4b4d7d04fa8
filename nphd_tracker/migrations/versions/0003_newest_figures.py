"""Indexes that lead to the newest figures of an agreement and of an import at once."""

from collections.abc import Sequence

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

WIDE = {
    "agreement_id": ["agreement_id", "is_movement", "measure", "source", "on"],
    "import_id": ["import_id", "on"],
}


def upgrade() -> None:
    for narrow, columns in WIDE.items():
        op.create_index(op.f(f"ix_figure_{'_'.join(columns)}"), "figure", columns)
        op.drop_index(op.f(f"ix_figure_{narrow}"), "figure")


def downgrade() -> None:
    for narrow, columns in WIDE.items():
        op.create_index(op.f(f"ix_figure_{narrow}"), "figure", [narrow])
        op.drop_index(op.f(f"ix_figure_{'_'.join(columns)}"), "figure")
