"""Waiting ballots: which of an opened wave's ballots stay sealed until they are opened together with others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting_ballot",
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("wave", sa.String(64), nullable=False),
        sa.Column("band", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("tag", name=op.f("pk_waiting_ballot")),
        sa.ForeignKeyConstraint(["tag"], ["ballot.tag"], name=op.f("fk_waiting_ballot_tag_ballot")),
        sa.ForeignKeyConstraint(["wave"], ["wave_key.wave"], name=op.f("fk_waiting_ballot_wave_wave_key")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("waiting_ballot")
