"""of which opened waves a restored copy held the answers"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "restored_opening",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["wave"], ["wave.id"], name=op.f("fk_restored_opening_wave_wave")),
        sa.PrimaryKeyConstraint("wave", name=op.f("pk_restored_opening")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("restored_opening")
