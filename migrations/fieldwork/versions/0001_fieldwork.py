"""who may answer and how many did"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "authority",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "nightly_run",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("problem", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_nightly_run")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "wave",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("trial", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "open",
                "closing",
                "closed",
                "opened",
                "released",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("retention_months", sa.Integer(), nullable=False),
        sa.Column("custodians_needed", sa.Integer(), nullable=False),
        sa.CheckConstraint("NOT (trial AND state = 'released')", name=op.f("ck_wave_trial_never_released")),
        sa.CheckConstraint("state = 'draft' OR opened_on IS NOT NULL", name=op.f("ck_wave_opened_on")),
        sa.CheckConstraint("custodians_needed BETWEEN 1 AND 5", name=op.f("ck_wave_custodians_needed")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_wave_dates")),
        sa.CheckConstraint("retention_months BETWEEN 1 AND 120", name=op.f("ck_wave_retention_months")),
        sa.ForeignKeyConstraint(["authority"], ["authority.id"], name=op.f("fk_wave_authority_authority")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "custodian",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column(
            "proved",
            sa.Enum("never", "start", "midway", name="proved", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["wave"], ["wave.id"], name=op.f("fk_custodian_wave_wave")),
        sa.PrimaryKeyConstraint("wave", "name", name=op.f("pk_custodian")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "wave_band",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("band", sa.String(length=20), nullable=False),
        sa.Column("instrument", sa.String(length=64), nullable=False),
        sa.Column("neighbour", sa.String(length=20), nullable=True),
        sa.CheckConstraint("length(instrument) = 64", name=op.f("ck_wave_band_instrument")),
        sa.CheckConstraint("neighbour <> band", name=op.f("ck_wave_band_neighbour")),
        sa.ForeignKeyConstraint(["wave"], ["wave.id"], name=op.f("fk_wave_band_wave_wave")),
        sa.PrimaryKeyConstraint("wave", "band", name=op.f("pk_wave_band")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "eligible",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("band", sa.String(length=20), nullable=False),
        sa.Column("breakdown", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_eligible_n")),
        sa.ForeignKeyConstraint(
            ["wave", "band"], ["wave_band.wave", "wave_band.band"], name=op.f("fk_eligible_wave_band_wave_band")
        ),
        sa.PrimaryKeyConstraint("wave", "band", "breakdown", "value", name=op.f("pk_eligible")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outcome_count",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("band", sa.String(length=20), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "refused",
                "unable",
                "no_longer_eligible",
                "not_reached",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_outcome_count_n")),
        sa.ForeignKeyConstraint(
            ["wave", "band"], ["wave_band.wave", "wave_band.band"], name=op.f("fk_outcome_count_wave_band_wave_band")
        ),
        sa.PrimaryKeyConstraint("wave", "band", "outcome", name=op.f("pk_outcome_count")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stratum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("band", sa.String(length=20), nullable=False),
        sa.Column("team", sa.String(length=100), nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.CheckConstraint("at_least >= 0 AND at_least = at_least / 5 * 5", name=op.f("ck_stratum_at_least")),
        sa.CheckConstraint("eligible >= 0", name=op.f("ck_stratum_eligible")),
        sa.CheckConstraint("issued >= 0 AND issued <= eligible", name=op.f("ck_stratum_issued")),
        sa.ForeignKeyConstraint(
            ["wave", "band"], ["wave_band.wave", "wave_band.band"], name=op.f("fk_stratum_wave_band_wave_band")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stratum")),
        sa.UniqueConstraint("wave", "band", "team", name=op.f("uq_stratum_wave_band_team")),
    )
    op.create_table(
        "access_code",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("stratum", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum("fresh", "spent", "void", name="state", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("blinded", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("length(blinded) = 32", name=op.f("ck_access_code_blinded")),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_access_code_digest")),
        sa.CheckConstraint("length(instrument) = 64", name=op.f("ck_access_code_instrument")),
        sa.ForeignKeyConstraint(["stratum"], ["stratum.id"], name=op.f("fk_access_code_stratum_stratum")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_access_code")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_access_code_stratum"), "access_code", ["stratum"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_access_code_stratum"), table_name="access_code")
    op.drop_table("access_code")
    op.drop_table("stratum")
    op.drop_table("outcome_count")
    op.drop_table("eligible")
    op.drop_table("wave_band")
    op.drop_table("custodian")
    op.drop_table("wave")
    op.drop_table("nightly_run")
    op.drop_table("authority")
