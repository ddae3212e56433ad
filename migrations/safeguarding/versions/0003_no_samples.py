"""the planner samples no request: a sample outlives what is deleted"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = (
    "alert",
    "contact_request",
)


def upgrade() -> None:
    _keep_samples_of(0)


def downgrade() -> None:
    _keep_samples_of(-1)


def _keep_samples_of(values: int) -> None:
    """PostgreSQL alone; what was sampled before is dropped after the upgrade, as by every wash."""
    if op.get_bind().dialect.name != "postgresql":
        return
    looked = sa.inspect(op.get_bind())
    for table in TABLES:
        for column in looked.get_columns(table):
            op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column["name"]}" SET STATISTICS {values}')
