"""rounds of comparators that are set aside"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("taken_comparators", sa.Column("set_aside_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("taken_comparators", "set_aside_on")
