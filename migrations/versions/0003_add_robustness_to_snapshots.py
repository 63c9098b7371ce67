"""Add robustness and agreement to snapshots."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; a snapshot from before has neither (JSON null)."""
    with op.batch_alter_table("snapshots") as batch_op:
        batch_op.add_column(sa.Column("robustness", sa.Text(), nullable=False, server_default="null"))
        batch_op.add_column(sa.Column("agreement", sa.Text(), nullable=False, server_default="null"))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("snapshots") as batch_op:
        batch_op.drop_column("agreement")
        batch_op.drop_column("robustness")
