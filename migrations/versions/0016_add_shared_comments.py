"""Add consent to share a comment, the comments that are shown, and results of modules."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    with op.batch_alter_table("comments") as batch_op:
        batch_op.add_column(sa.Column("may_share", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "shared_comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("snapshot_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("withheld", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["snapshots.id"],
            name=op.f("fk_shared_comments_snapshot_id_snapshots"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_comments")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("shared_comments") as batch_op:
        batch_op.create_index(batch_op.f("ix_shared_comments_snapshot_id"), ["snapshot_id"], unique=False)
    op.create_table(
        "module_results",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_module_results_wave_id_waves")),
        sa.PrimaryKeyConstraint("wave_id", "instrument_id", name=op.f("pk_module_results")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("module_results")
    op.drop_table("shared_comments")
    with op.batch_alter_table("comments") as batch_op:
        batch_op.drop_column("may_share")
