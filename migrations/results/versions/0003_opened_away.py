"""boxes opened on another machine, and how many ballots came too late for it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opened_away",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.CheckConstraint("late >= 0", name=op.f("ck_opened_away_late")),
        sa.ForeignKeyConstraint(["wave"], ["opening.wave"], name=op.f("fk_opened_away_wave_opening")),
        sa.PrimaryKeyConstraint("wave", name=op.f("pk_opened_away")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("opened_away")
