"""comments in which somebody who masked them saw a worry"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment_raised",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["comment.id"], name=op.f("fk_comment_raised_id_comment"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_raised")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("comment_raised")
