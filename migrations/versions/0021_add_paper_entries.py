"""Add the first entries of paper forms, apart from drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change. A form that was entered once before it is entered twice anew."""
    op.create_table(
        "paper_entries",
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_paper_entries_invitation_id_invitations")
        ),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_paper_entries")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("paper_entries")
