"""partnerships, what a wave declares for bands that stay too small, what was opened together, and what was given up"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partnership",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["authority"], ["authority.id"], name=op.f("fk_partnership_authority_authority")),
        sa.PrimaryKeyConstraint("authority", name=op.f("pk_partnership")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "wave_pool",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["wave"], ["wave.id"], name=op.f("fk_wave_pool_wave_wave")),
        sa.ForeignKeyConstraint(["authority"], ["authority.id"], name=op.f("fk_wave_pool_authority_authority")),
        sa.PrimaryKeyConstraint("wave", name=op.f("pk_wave_pool")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pool_member",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("member", sa.String(length=60), nullable=False),
        sa.Column("band", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["wave"], ["wave.id"], name=op.f("fk_pool_member_wave_wave")),
        sa.ForeignKeyConstraint(
            ["member", "band"], ["wave_band.wave", "wave_band.band"], name=op.f("fk_pool_member_member_band_wave_band")
        ),
        sa.PrimaryKeyConstraint("wave", "member", "band", name=op.f("pk_pool_member")),
        sa.UniqueConstraint("member", "band", name=op.f("uq_pool_member_member_band")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "given_up",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("bands", sa.String(length=120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.Column("wrapped_keys", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.CheckConstraint("at_least >= 0 AND at_least = at_least / 5 * 5", name=op.f("ck_given_up_at_least")),
        sa.ForeignKeyConstraint(["wave"], ["wave.id"], name=op.f("fk_given_up_wave_wave")),
        sa.PrimaryKeyConstraint("wave", name=op.f("pk_given_up")),
        sqlite_with_rowid=False,
    )
    op.add_column("destruction", sa.Column("waits", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("destruction", "waits")
    op.drop_table("given_up")
    op.drop_table("pool_member")
    op.drop_table("wave_pool")
    op.drop_table("partnership")
