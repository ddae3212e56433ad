"""codebooks, and what people ticked in the texts of comments"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _codebooks()
    op.create_table(
        "coding",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("coder", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ticks", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(coder) = 32", name=op.f("ck_coding_coder")),
        sa.CheckConstraint("ticks BETWEEN 0 AND 32767", name=op.f("ck_coding_ticks")),
        sa.ForeignKeyConstraint(["id"], ["comment.id"], name=op.f("fk_coding_id_comment"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", "coder", name=op.f("pk_coding")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "settled",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("ticks", sa.Integer(), nullable=False),
        sa.CheckConstraint("ticks BETWEEN 0 AND 32767", name=op.f("ck_settled_ticks")),
        sa.ForeignKeyConstraint(["id"], ["comment.id"], name=op.f("fk_settled_id_comment"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settled")),
        sqlite_with_rowid=False,
    )


def _codebooks() -> None:
    op.create_table(
        "codebook",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("twice", sa.Integer(), nullable=False),
        sa.Column("begun", sa.Boolean(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_codebook_version")),
        sa.CheckConstraint("twice BETWEEN 20 AND 100", name=op.f("ck_codebook_twice")),
        sa.ForeignKeyConstraint(["wave"], ["opening.wave"], name=op.f("fk_codebook_wave_opening")),
        sa.PrimaryKeyConstraint("wave", name=op.f("pk_codebook")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "theme",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("belongs", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("welsh", sa.String(length=80), nullable=False),
        sa.CheckConstraint("place BETWEEN 1 AND 15", name=op.f("ck_theme_place")),
        sa.CheckConstraint("length(name) > 0 AND length(belongs) > 0", name=op.f("ck_theme_said")),
        sa.ForeignKeyConstraint(["wave"], ["codebook.wave"], name=op.f("fk_theme_wave_codebook"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("wave", "place", name=op.f("pk_theme")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("settled", "coding", "theme", "codebook"):
        op.drop_table(table)
