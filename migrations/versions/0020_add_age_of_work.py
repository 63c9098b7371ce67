"""Add when a piece of work was ordered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change. What is there already was ordered now, as far as anybody knows."""
    moment = sa.DateTime(timezone=True)
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.add_column(sa.Column("added_at", moment, nullable=True))
    op.execute("UPDATE outbox SET added_at = CURRENT_TIMESTAMP")
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.alter_column("added_at", existing_type=moment, nullable=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.drop_column("added_at")
