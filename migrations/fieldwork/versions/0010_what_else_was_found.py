"""what else the databases held as a box was destroyed; nothing where nobody looked, as before"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("destruction", sa.Column("beside", sa.String(length=2000), nullable=True))


def downgrade() -> None:
    op.drop_column("destruction", "beside")
