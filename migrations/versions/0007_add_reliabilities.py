"""Add reliabilities of closed waves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change; of a wave closed before it is not known."""
    op.create_table(
        "reliabilities",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_reliabilities_wave_id_waves")),
        sa.PrimaryKeyConstraint("wave_id", name=op.f("pk_reliabilities")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("reliabilities")
