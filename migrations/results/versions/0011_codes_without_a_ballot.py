"""how many used codes had no ballot as the box was opened; nothing where that was not counted, as before"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("opening", sa.Column("n_missing", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("opening", "n_missing")
