"""Add what is shown of a snapshot in a comparison."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; ``readiness upgrade`` then fills it in for snapshots from before (version 0).

    SQLite reads a row from its beginning: there what lists read goes before the long documents.
    """
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("snapshots", recreate="always") as batch_op:
            for column in columns():
                batch_op.add_column(column, insert_before="result")
    else:
        for column in columns():
            op.add_column("snapshots", column)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("snapshots") as batch_op:
        for column in reversed(columns()):
            batch_op.drop_column(column.name)


def columns() -> list[sa.Column[object]]:
    """Return the new columns."""
    return [
        sa.Column("shown_version", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("shown_class", sa.String(length=40), nullable=True),
        sa.Column("shown_weakest", sa.String(length=400), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
    ]
