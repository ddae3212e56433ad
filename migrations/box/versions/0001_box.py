"""The box: wave keys, custodians, wrapped keys, sealed ballots. No time, no serial, no order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEALED = 4 + 16 * 1024 + 65 + 16


def upgrade() -> None:
    op.create_table(
        "wave_key",
        sa.Column("wave", sa.String(64), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("canary", sa.LargeBinary(), nullable=False),
        sa.Column("canary_digest", sa.LargeBinary(), nullable=False),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("wave", name="pk_wave_key"),
        sa.CheckConstraint("length(public) = 65", name=op.f("ck_wave_key_public_is_a_point")),
        sa.CheckConstraint("length(canary_digest) = 32", name=op.f("ck_wave_key_canary_digest_is_sha256")),
        sa.CheckConstraint("needed between 1 and 3", name=op.f("ck_wave_key_needed_is_a_quorum")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "custodian",
        sa.Column("wave", sa.String(64), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("memory_kib", sa.Integer(), nullable=False),
        sa.Column("iterations", sa.Integer(), nullable=False),
        sa.Column("lanes", sa.Integer(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("wave", "name", name="pk_custodian"),
        sa.ForeignKeyConstraint(["wave"], ["wave_key.wave"], name="fk_custodian_wave_wave_key"),
        sa.CheckConstraint("length(salt) = 16", name=op.f("ck_custodian_salt_is_16_bytes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "wrapped_key",
        sa.Column("wave", sa.String(64), nullable=False),
        sa.Column("quorum", sa.String(400), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("wave", "quorum", name="pk_wrapped_key"),
        sa.ForeignKeyConstraint(["wave"], ["wave_key.wave"], name="fk_wrapped_key_wave_wave_key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot",
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("wave", sa.String(64), nullable=False),
        sa.Column("band", sa.String(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tag", name="pk_ballot"),
        sa.ForeignKeyConstraint(["wave"], ["wave_key.wave"], name="fk_ballot_wave_wave_key"),
        sa.CheckConstraint("length(tag) = 32", name=op.f("ck_ballot_tag_is_sha256")),
        sa.CheckConstraint(f"length(sealed) = {SEALED}", name=op.f("ck_ballot_has_the_one_length")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("ballot", "wrapped_key", "custodian", "wave_key"):
        op.drop_table(table)
