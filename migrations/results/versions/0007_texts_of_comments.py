"""masked texts of comments, who approved them, which are quoted, and each authority's names and places"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _texts()
    op.create_table(
        "comment_approval",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("account", sa.LargeBinary(length=32), nullable=False),
        sa.Column("name", sa.LargeBinary(length=32), nullable=False),
        sa.Column("address", sa.LargeBinary(length=32), nullable=False),
        sa.Column("text", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint(
            "length(account) = 32 AND length(name) = 32 AND length(address) = 32 AND length(text) = 32",
            name=op.f("ck_comment_approval_digests"),
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["comment_text.id"], name=op.f("fk_comment_approval_id_comment_text"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", "account", name=op.f("pk_comment_approval")),
        sa.UniqueConstraint("id", "address", name="uq_comment_approval_address"),
        sa.UniqueConstraint("id", "name", name="uq_comment_approval_name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comment_quote",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("domain", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["comment_text.id"], name=op.f("fk_comment_quote_id_comment_text"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_quote")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "gazetteer",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("listed", sa.Text(), nullable=False),
        sa.CheckConstraint("length(listed) > 0", name=op.f("ck_gazetteer_listed")),
        sa.PrimaryKeyConstraint("authority", name=op.f("pk_gazetteer")),
        sqlite_with_rowid=False,
    )


def _texts() -> None:
    op.create_table(
        "comment_text",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("welsh", sa.Text(), nullable=False),
        sa.Column("stays", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint("length(body) > 0", name=op.f("ck_comment_text_body")),
        sa.CheckConstraint("(stays = '') = (why = '')", name=op.f("ck_comment_text_what_stays_is_explained")),
        sa.ForeignKeyConstraint(["id"], ["comment.id"], name=op.f("fk_comment_text_id_comment"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_text")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comment_kept_out",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["comment.id"], name=op.f("fk_comment_kept_out_id_comment"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_kept_out")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("gazetteer", "comment_quote", "comment_approval", "comment_kept_out", "comment_text"):
        op.drop_table(table)
