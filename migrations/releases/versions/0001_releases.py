"""releases"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint("(revision = 1) = (reason = '')", name=op.f("ck_release_a_revision_has_a_reason")),
        sa.CheckConstraint("length(document) > 0", name=op.f("ck_release_document")),
        sa.CheckConstraint("length(fingerprint) = 64", name=op.f("ck_release_fingerprint")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_release_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("authority", "wave", "revision", name=op.f("uq_release_authority_wave_revision")),
    )


def downgrade() -> None:
    op.drop_table("release")
