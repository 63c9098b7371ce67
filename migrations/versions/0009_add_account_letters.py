"""Add mails about accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TASKS = ("render_report", "send_invitation", "send_reminder", "print_order")
ADDED = "send_account_letter"


def task(*names: str) -> sa.Enum:
    """Return the type of the outbox's tasks."""
    return sa.Enum(*names, name="task", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Apply the change."""
    kind = sa.Enum(
        "invitation",
        "new_password",
        name="letterkind",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "account_letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed", sa.Boolean(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_account_letters_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_letters")),
    )
    with op.batch_alter_table("account_letters") as batch_op:
        batch_op.create_index(batch_op.f("ix_account_letters_user_id"), ["user_id"], unique=False)
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.alter_column(
            "task", existing_type=task(*TASKS), type_=task(*TASKS, ADDED), existing_nullable=False
        )


def downgrade() -> None:
    """Take the change back."""
    op.execute(sa.text("DELETE FROM outbox WHERE task = :added").bindparams(added=ADDED))
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.alter_column(
            "task", existing_type=task(*TASKS, ADDED), type_=task(*TASKS), existing_nullable=False
        )
    op.drop_table("account_letters")
