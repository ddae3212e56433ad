"""what a wave's cards vouch for, kept as its keys are made and its fieldwork begins, and how many ballots had no permit"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wave_manifest",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.CheckConstraint("length(public) = 64", name=op.f("ck_wave_manifest_public")),
        sa.CheckConstraint("length(fingerprint) = 64", name=op.f("ck_wave_manifest_fingerprint")),
        sa.ForeignKeyConstraint(["wave"], ["wave.id"], name=op.f("fk_wave_manifest_wave_wave")),
        sa.PrimaryKeyConstraint("wave", name=op.f("pk_wave_manifest")),
        sqlite_with_rowid=False,
    )
    op.add_column("destruction", sa.Column("n_unpermitted", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("destruction", "n_unpermitted")
    op.drop_table("wave_manifest")
