"""help contacts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "help_contact",
        sa.Column("authority", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("who_for", sa.String(length=200), nullable=False),
        sa.Column("bands", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=40), nullable=False),
        sa.Column("web", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.String(length=200), nullable=False),
        sa.Column("out_of_hours", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.CheckConstraint("phone <> '' OR text <> '' OR web <> ''", name=op.f("ck_help_contact_reachable")),
        sa.CheckConstraint("web = '' OR substr(web, 1, 8) = 'https://'", name=op.f("ck_help_contact_web")),
        sa.CheckConstraint("position >= 1", name=op.f("ck_help_contact_position")),
        sa.PrimaryKeyConstraint("authority", "position", name=op.f("pk_help_contact")),
        sa.UniqueConstraint("authority", "name", name=op.f("uq_help_contact_authority_name")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("help_contact")
