"""Who did what: events that are only ever added, and names on the imports."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

NAMES = ("created_by", "applied_by", "undone_by")
# A later step that copies the table on SQLite (batch_alter_table) loses these: put them back there.
ONLY_ADDED = {
    "sqlite": (
        "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event"
        " BEGIN SELECT RAISE(ABORT, 'audit_event is only added to'); END",
        "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event"
        " BEGIN SELECT RAISE(ABORT, 'audit_event is only added to'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'audit_event is only added to'; END $$",
        "CREATE TRIGGER audit_event_only_added BEFORE UPDATE OR DELETE ON audit_event"
        " FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()",
    ),
}


def upgrade() -> None:
    for name in NAMES:
        op.add_column("import", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_index(op.f("ix_audit_event_at"), "audit_event", ["at"])
    for statement in ONLY_ADDED.get(op.get_context().dialect.name, ()):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit_event")
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_event_refuse()")
    with op.batch_alter_table("import") as table:
        for name in NAMES:
            table.drop_column(name)
