"""where and when a restore was tried before a destruction"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("destruction", sa.Column("restored_on", sa.Date(), nullable=True))
    op.add_column(
        "destruction", sa.Column("restored_elsewhere", sa.String(length=200), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("destruction", "restored_elsewhere")
    op.drop_column("destruction", "restored_on")
