"""Add the second factor to accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; nobody has one yet."""
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("tf_primary_method", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("tf_totp_secret", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("tf_last_counter", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("mf_recovery_codes", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_column("mf_recovery_codes")
        batch_op.drop_column("tf_last_counter")
        batch_op.drop_column("tf_totp_secret")
        batch_op.drop_column("tf_primary_method")
