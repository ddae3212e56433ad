"""the planner samples no answer and no comment: a sample outlives what is deleted"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = (
    "coding",
    "comment",
    "comment_approval",
    "comment_kept_out",
    "comment_quote",
    "comment_raised",
    "comment_reading",
    "comment_text",
    "gazetteer",
    "response",
    "settled",
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
