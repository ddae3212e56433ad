"""the planner samples nothing of the box: a sample tells which ballots were there some day"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = (
    "ballot",
    "carried_away",
    "custodian",
    "issuer_key",
    "permit",
    "waiting_ballot",
    "wave_key",
    "wrapped_key",
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
