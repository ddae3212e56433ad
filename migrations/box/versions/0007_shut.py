"""a box of which every key was destroyed takes nothing more: waves that were ended unread before that shut it"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE wave_key SET opened = true WHERE NOT EXISTS "
        "(SELECT 1 FROM wrapped_key WHERE wrapped_key.wave = wave_key.wave)"
    )


def downgrade() -> None:
    pass
