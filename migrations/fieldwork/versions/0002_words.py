"""an authority's own words"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "authority_word",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column(
            "term",
            sa.Enum("in_care", "leavers", name="term", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=80), nullable=False),
        sa.CheckConstraint("length(text) BETWEEN 1 AND 80", name=op.f("ck_authority_word_says_something")),
        sa.CheckConstraint(
            "replace(replace(text, '<', ''), '>', '') = text", name=op.f("ck_authority_word_says_it_plainly")
        ),
        sa.ForeignKeyConstraint(
            ["authority"], ["authority.id"], name=op.f("fk_authority_word_authority_authority"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("authority", "term", "language", name=op.f("pk_authority_word")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("authority_word")
