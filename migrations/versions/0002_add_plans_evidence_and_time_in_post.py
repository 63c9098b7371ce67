"""Add plans, coded evidence and time in post."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "evidence_cells",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("aspect", sa.String(length=40), nullable=False),
        sa.Column(
            "mark",
            sa.Enum(
                "+", "-", "(+)", "(-)", name="mark", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("coded_by", sa.Integer(), nullable=True),
        sa.Column("coded_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coded_by"], ["users.id"], name=op.f("fk_evidence_cells_coded_by_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_evidence_cells_practice_id_practices")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_evidence_cells_wave_id_waves")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_cells")),
        sa.UniqueConstraint(
            "wave_id", "practice_id", "aspect", name=op.f("uq_evidence_cells_wave_id_practice_id_aspect")
        ),
    )
    with op.batch_alter_table("evidence_cells", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_cells_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "plan_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.String(length=40), nullable=True),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("sign_of_success", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "under_way",
                "done",
                "dropped",
                name="planstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_plan_steps_practice_id_practices")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_plan_steps_wave_id_waves")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_steps")),
    )
    with op.batch_alter_table("plan_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_steps_practice_id"), ["practice_id"], unique=False)

    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("link_practitioner_since", sa.Date(), nullable=True))

    with op.batch_alter_table("wave_practices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("link_practitioner_since", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("wave_practices", schema=None) as batch_op:
        batch_op.drop_column("link_practitioner_since")

    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.drop_column("link_practitioner_since")

    with op.batch_alter_table("plan_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_steps_practice_id"))

    op.drop_table("plan_steps")
    with op.batch_alter_table("evidence_cells", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_cells_practice_id"))

    op.drop_table("evidence_cells")
