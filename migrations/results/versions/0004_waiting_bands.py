"""bands that wait for others, and whose ballots were opened together"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting_band",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("band", sa.String(length=20), nullable=False),
        sa.Column("pool", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["wave"], ["opening.wave"], name=op.f("fk_waiting_band_wave_opening")),
        sa.PrimaryKeyConstraint("wave", "band", name=op.f("pk_waiting_band")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "opened_member",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("member", sa.String(length=60), nullable=False),
        sa.Column("band", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["wave"], ["opening.wave"], name=op.f("fk_opened_member_wave_opening")),
        sa.ForeignKeyConstraint(["member"], ["opening.wave"], name=op.f("fk_opened_member_member_opening")),
        sa.PrimaryKeyConstraint("wave", "member", "band", name=op.f("pk_opened_member")),
        sa.UniqueConstraint("member", "band", name=op.f("uq_opened_member_member_band")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("opened_member")
    op.drop_table("waiting_band")
