"""Carried away: which ballots a box held when it was taken to another machine."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carried_away",
        sa.Column("wave", sa.String(64), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_carried_away_digest_is_sha256")),
        sa.PrimaryKeyConstraint("wave", name=op.f("pk_carried_away")),
        sa.ForeignKeyConstraint(["wave"], ["wave_key.wave"], name=op.f("fk_carried_away_wave_wave_key")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("carried_away")
