"""programme"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "taken_comparators",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("brought_by", sa.String(length=100), nullable=False),
        sa.Column("brought_on", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_taken_comparators_digest")),
        sa.CheckConstraint("length(document) > 0", name=op.f("ck_taken_comparators_document")),
        sa.CheckConstraint("length(key) = 64", name=op.f("ck_taken_comparators_key")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_taken_comparators_number")),
        sa.PrimaryKeyConstraint("authority", "digest", name=op.f("pk_taken_comparators")),
        sa.UniqueConstraint("authority", "number", name=op.f("uq_taken_comparators_authority_number")),
    )
    op.create_table(
        "programme_authority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=29), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(key) = 29", name=op.f("ck_programme_authority_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_authority")),
        sa.UniqueConstraint("authority", name=op.f("uq_programme_authority_authority")),
    )
    op.create_table(
        "programme_round",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_year <= last_year", name=op.f("ck_programme_round_years")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_programme_round")),
    )
    op.create_table(
        "programme_comparator",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("indicator", sa.String(length=60), nullable=False),
        sa.Column("bands", sa.String(length=200), nullable=False),
        sa.Column("wording", sa.String(length=64), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("usual", sa.Double(), nullable=False),
        sa.Column("outer", sa.Double(), nullable=False),
        sa.Column("behind", sa.Text(), nullable=False),
        sa.CheckConstraint("0 <= low AND low <= high AND high <= base", name=op.f("ck_programme_comparator_count")),
        sa.ForeignKeyConstraint(
            ["round"], ["programme_round.number"], name=op.f("fk_programme_comparator_round_programme_round")
        ),
        sa.PrimaryKeyConstraint(
            "round", "authority", "indicator", "bands", "wording", name=op.f("pk_programme_comparator")
        ),
    )
    op.create_table(
        "programme_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(fingerprint) = 64", name=op.f("ck_programme_release_fingerprint")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_programme_release_revision")),
        sa.ForeignKeyConstraint(
            ["authority"],
            ["programme_authority.authority"],
            name=op.f("fk_programme_release_authority_programme_authority"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_release")),
        sa.UniqueConstraint("authority", "wave", name=op.f("uq_programme_release_authority_wave")),
    )
    op.create_table(
        "programme_figure",
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=60), nullable=False),
        sa.Column("bands", sa.String(length=200), nullable=False),
        sa.Column("wording", sa.String(length=64), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.CheckConstraint("0 <= low AND low <= high AND high <= base", name=op.f("ck_programme_figure_count")),
        sa.CheckConstraint("length(wording) = 64", name=op.f("ck_programme_figure_wording")),
        sa.ForeignKeyConstraint(
            ["release"],
            ["programme_release.id"],
            name=op.f("fk_programme_figure_release_programme_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release", "indicator", "bands", name=op.f("pk_programme_figure")),
    )


def downgrade() -> None:
    op.drop_table("programme_figure")
    op.drop_table("programme_release")
    op.drop_table("programme_comparator")
    op.drop_table("programme_round")
    op.drop_table("programme_authority")
    op.drop_table("taken_comparators")
