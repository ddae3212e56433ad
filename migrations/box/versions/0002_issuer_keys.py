"""Issuer keys: for each wave and band the key that signs tokens, its private half wrapped."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "issuer_key",
        sa.Column("wave", sa.String(64), nullable=False),
        sa.Column("band", sa.String(32), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("wave", "band", name="pk_issuer_key"),
        sa.ForeignKeyConstraint(["wave"], ["wave_key.wave"], name="fk_issuer_key_wave_wave_key"),
        sa.CheckConstraint("length(public) = 256", name=op.f("ck_issuer_key_public_is_a_modulus")),
        sa.CheckConstraint("length(wrapped) in (0, 284)", name=op.f("ck_issuer_key_wrapped_holds_two_primes")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("issuer_key")
