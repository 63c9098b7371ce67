"""Add results by role group."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change. Waves that are closed have none: their results were published once."""
    op.create_table(
        "role_results",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_role_results_practice_id_practices")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_role_results_wave_id_waves")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_results")),
    )
    with op.batch_alter_table("role_results") as batch_op:
        batch_op.create_index(batch_op.f("ix_role_results_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index("ix_role_results_wave_id_role", ["wave_id", "role"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("role_results")
