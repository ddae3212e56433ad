"""whom a help contact is for and when they answer, chosen from sentences that every language has"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CHECKS = {
    "purpose": "purpose IN ('', 'unsafe', 'worries', 'anything', 'survey', 'under_19', 'any_age')",
    "answering": "answering IN ('', 'always', 'weekdays', 'daily', 'evenings')",
    "opens": "opens BETWEEN 0 AND 1439",
    "closes": "closes BETWEEN 0 AND 1439 AND closes <> opens",
}


def upgrade() -> None:
    for name in ("purpose", "answering"):
        column = sa.Column(name, sa.String(length=20), _check(name), server_default="", nullable=False)
        op.add_column("help_contact", column)
    for name in ("opens", "closes"):
        op.add_column("help_contact", sa.Column(name, sa.Integer(), _check(name), nullable=True))


def downgrade() -> None:
    for name in reversed(CHECKS):
        op.drop_column("help_contact", name)


def _check(name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(CHECKS[name], name=op.f(f"ck_help_contact_{name}"))
