"""earlier figures"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "earlier_import",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("brought_by", sa.String(length=100), nullable=False),
        sa.Column("brought_on", sa.Date(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.CheckConstraint("left_out >= 0", name=op.f("ck_earlier_import_left_out")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_earlier_import_digest")),
        sa.PrimaryKeyConstraint("authority", "digest", name=op.f("pk_earlier_import")),
    )
    op.create_table(
        "earlier_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("band", sa.String(length=60), nullable=False),
        sa.Column("indicator", sa.String(length=200), nullable=False),
        sa.Column("positive", sa.Integer(), nullable=True),
        sa.Column("base", sa.Integer(), nullable=True),
        sa.Column("percent", sa.Double(), nullable=True),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("wording", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("context_only", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'response') = (indicator = '')", name=op.f("ck_earlier_figure_a_result_names_its_indicator")
        ),
        sa.CheckConstraint(
            "context_only OR kind = 'result' AND positive IS NOT NULL AND base IS NOT NULL OR kind = 'response' AND positive IS NOT NULL AND eligible IS NOT NULL",
            name=op.f("ck_earlier_figure_without_its_base_it_is_context"),
        ),
        sa.CheckConstraint("kind IN ('result', 'response')", name=op.f("ck_earlier_figure_kind")),
        sa.CheckConstraint("wording IN ('same', 'different', 'unknown')", name=op.f("ck_earlier_figure_wording")),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_earlier_figure_percent")),
        sa.CheckConstraint(
            "positive <= base AND base <= eligible AND positive <= eligible",
            name=op.f("ck_earlier_figure_parts_of_a_whole"),
        ),
        sa.CheckConstraint("positive >= 0 AND base >= 1 AND eligible >= 1", name=op.f("ck_earlier_figure_counts")),
        sa.CheckConstraint(
            "positive IS NOT NULL OR percent IS NOT NULL", name=op.f("ck_earlier_figure_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["authority", "digest"],
            ["earlier_import.authority", "earlier_import.digest"],
            name=op.f("fk_earlier_figure_authority_digest_earlier_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_figure")),
        sa.UniqueConstraint(
            "authority",
            "kind",
            "place",
            "year",
            "band",
            "indicator",
            name=op.f("uq_earlier_figure_authority_kind_place_year_band_indicator"),
        ),
    )


def downgrade() -> None:
    op.drop_table("earlier_figure")
    op.drop_table("earlier_import")
