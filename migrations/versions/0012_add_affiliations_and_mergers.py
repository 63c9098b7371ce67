"""Add networks and regions with dates, and mergers of practices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Nobody wrote down since when: 1 January 1900 is before any wave.
MOVE = """
    INSERT INTO affiliations (practice_id, since, network, region)
    SELECT id, '1900-01-01', network, region FROM practices
    WHERE network IS NOT NULL OR region IS NOT NULL
"""
MOVE_BACK = """
    UPDATE practices SET
        network = (SELECT a.network FROM affiliations a WHERE a.practice_id = practices.id
                   ORDER BY a.since DESC LIMIT 1),
        region = (SELECT a.region FROM affiliations a WHERE a.practice_id = practices.id
                  ORDER BY a.since DESC LIMIT 1)
"""


def upgrade() -> None:
    """Apply the change; what stood beside a practice becomes its first affiliation."""
    op.create_table(
        "affiliations",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("network", sa.String(length=200), nullable=True),
        sa.Column("region", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practices.id"],
            name=op.f("fk_affiliations_practice_id_practices"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practice_id", "since", name=op.f("pk_affiliations")),
    )
    op.execute(MOVE)
    with op.batch_alter_table("practices") as batch_op:
        batch_op.add_column(sa.Column("merged_into_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("merged_on", sa.Date(), nullable=True))
        batch_op.drop_column("region")
        batch_op.drop_column("network")
        batch_op.create_foreign_key(
            batch_op.f("fk_practices_merged_into_id_practices"), "practices", ["merged_into_id"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_practices_merger"), "(merged_into_id IS NULL) = (merged_on IS NULL)"
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_practices_programme_id_ods_code"), ["programme_id", "ods_code"]
        )
        batch_op.create_index(batch_op.f("ix_practices_merged_into_id"), ["merged_into_id"], unique=False)


def downgrade() -> None:
    """Take the change back; of its affiliations a practice keeps the latest, of its mergers nothing."""
    with op.batch_alter_table("practices") as batch_op:
        batch_op.drop_index(batch_op.f("ix_practices_merged_into_id"))
        batch_op.drop_constraint(batch_op.f("uq_practices_programme_id_ods_code"), type_="unique")
        batch_op.drop_constraint(batch_op.f("ck_practices_merger"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_practices_merged_into_id_practices"), type_="foreignkey")
        batch_op.add_column(sa.Column("network", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("region", sa.String(length=200), nullable=True))
        batch_op.drop_column("merged_on")
        batch_op.drop_column("merged_into_id")
    op.execute(MOVE_BACK)
    op.drop_table("affiliations")
