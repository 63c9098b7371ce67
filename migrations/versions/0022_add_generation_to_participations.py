"""Add the generation of the link with which somebody sent their answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change. So far everybody used their first link, as far as anybody knows."""
    with op.batch_alter_table("participations") as batch_op:
        batch_op.add_column(sa.Column("generation", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("participations") as batch_op:
        batch_op.drop_column("generation")
