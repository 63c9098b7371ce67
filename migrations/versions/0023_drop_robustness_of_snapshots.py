"""Drop robustness and agreement of snapshots: exact numbers that no page ever read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change. PostgreSQL leaves what a dropped column held in its rows, so it is emptied first."""
    op.execute("UPDATE snapshots SET robustness = 'null', agreement = 'null'")
    with op.batch_alter_table("snapshots") as batch_op:
        batch_op.drop_column("agreement")
        batch_op.drop_column("robustness")


def downgrade() -> None:
    """Take the change back; what was in the columns is gone (JSON null)."""
    with op.batch_alter_table("snapshots") as batch_op:
        batch_op.add_column(sa.Column("robustness", sa.Text(), nullable=False, server_default="null"))
        batch_op.add_column(sa.Column("agreement", sa.Text(), nullable=False, server_default="null"))
