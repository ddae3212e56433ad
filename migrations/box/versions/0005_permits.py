"""Permits: the token by which a ballot was let in stays with it; a wave that has begun keeps none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "permit",
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(message) = 32", name=op.f("ck_permit_message_has_its_length")),
        sa.CheckConstraint("length(token) = 256", name=op.f("ck_permit_token_has_its_length")),
        sa.PrimaryKeyConstraint("tag", name=op.f("pk_permit")),
        sa.ForeignKeyConstraint(["tag"], ["ballot.tag"], name=op.f("fk_permit_tag_ballot"), ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.add_column("wave_key", sa.Column("permits", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("wave_key", "permits")
    op.drop_table("permit")
