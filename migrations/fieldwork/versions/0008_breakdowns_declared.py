"""by which breakdowns a wave will show results, declared before fieldwork; nothing: by all that the bank knows"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("wave", sa.Column("breakdowns", sa.String(length=500), nullable=True))


def downgrade() -> None:
    op.drop_column("wave", "breakdowns")
