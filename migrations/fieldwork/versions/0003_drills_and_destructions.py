"""days on which a restore was tried, and what was destroyed after an opening"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "restore_drill",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("problem", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_restore_drill")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "destruction",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("ballots", sa.Integer(), nullable=False),
        sa.Column("wrapped_keys", sa.Integer(), nullable=False),
        sa.Column("issuer_keys", sa.Integer(), nullable=False),
        sa.Column("codes", sa.Integer(), nullable=False),
        sa.Column("n_ok", sa.Integer(), nullable=False),
        sa.Column("n_bad", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("box_digest", sa.String(length=64), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(box_digest) = 64", name=op.f("ck_destruction_box_digest")),
        sa.CheckConstraint("n_ok >= 0 AND n_bad >= 0 AND late >= 0", name=op.f("ck_destruction_counts")),
        sa.ForeignKeyConstraint(["wave"], ["wave.id"], name=op.f("fk_destruction_wave_wave")),
        sa.PrimaryKeyConstraint("wave", name=op.f("pk_destruction")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("destruction")
    op.drop_table("restore_drill")
