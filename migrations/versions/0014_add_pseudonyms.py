"""Add pseudonyms, where a programme links its waves, and how many people answered twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; earlier responses have none."""
    with op.batch_alter_table("responses") as batch_op:
        batch_op.add_column(sa.Column("pseudonym", sa.Uuid(), nullable=True))
    with op.batch_alter_table("snapshots") as batch_op:
        batch_op.add_column(sa.Column("same_people", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("snapshots") as batch_op:
        batch_op.drop_column("same_people")
    with op.batch_alter_table("responses") as batch_op:
        batch_op.drop_column("pseudonym")
