"""Add months in post to snapshots."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; of a snapshot from before it is not known."""
    with op.batch_alter_table("snapshots") as batch_op:
        batch_op.add_column(sa.Column("months_in_post", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("snapshots") as batch_op:
        batch_op.drop_column("months_in_post")
