"""joint counts of children, and sums of what needed answers and breakdowns together"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "joint_count",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("bands", sa.String(length=120), nullable=False),
        sa.Column("breakdown", sa.String(length=60), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("beside", sa.String(length=60), nullable=False),
        sa.Column("beside_groups", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 10", name=op.f("ck_joint_count_n_is_no_small_group")),
        sa.ForeignKeyConstraint(["wave"], ["opening.wave"], name=op.f("fk_joint_count_wave_opening")),
        sa.PrimaryKeyConstraint(
            "wave", "bands", "breakdown", "groups", "beside", "beside_groups", name=op.f("pk_joint_count")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "raked_sum",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("bands", sa.String(length=120), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("margins", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("weights", sa.Double(), nullable=False),
        sa.Column("squares", sa.Double(), nullable=False),
        sa.Column("positive", sa.Double(), nullable=False),
        sa.CheckConstraint("n >= 20", name=op.f("ck_raked_sum_n_is_two_large_groups")),
        sa.ForeignKeyConstraint(["wave"], ["opening.wave"], name=op.f("fk_raked_sum_wave_opening")),
        sa.PrimaryKeyConstraint("wave", "bands", "item", name=op.f("pk_raked_sum")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "score_mean",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("bands", sa.String(length=120), nullable=False),
        sa.Column("breakdown", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("score", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("mean", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 20", name=op.f("ck_score_mean_n_is_enough_for_a_mean")),
        sa.CheckConstraint("mean BETWEEN 0 AND 100", name=op.f("ck_score_mean_mean")),
        sa.ForeignKeyConstraint(["wave"], ["opening.wave"], name=op.f("fk_score_mean_wave_opening")),
        sa.PrimaryKeyConstraint("wave", "bands", "breakdown", "value", "score", name=op.f("pk_score_mean")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("score_mean")
    op.drop_table("raked_sum")
    op.drop_table("joint_count")
