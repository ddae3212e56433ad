"""comments that were read for harm"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment_reading",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("worry", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["comment.id"], name=op.f("fk_comment_reading_id_comment"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_reading")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("comment_reading")
