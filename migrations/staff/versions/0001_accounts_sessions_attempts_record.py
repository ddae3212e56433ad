"""accounts, sessions, attempts, record"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROLES = "role IN ('viewer', 'worker', 'analyst', 'custodian', 'admin')"


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_account_email_is_lower_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "attempts",
        sa.Column("bucket", sa.LargeBinary(32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_attempts_tries_are_counted")),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_attempts")),
    )
    op.create_table(
        "audit_record",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("authority", sa.String(64), nullable=False),
        sa.Column("account", sa.String(22), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("about", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_record")),
    )
    op.create_index("ix_audit_record_authority_at", "audit_record", ["authority", "at"])
    op.create_table(
        "grant",
        sa.Column("account", sa.String(22), nullable=False),
        sa.Column("authority", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.CheckConstraint(ROLES, name=op.f("ck_grant_role_is_known")),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_grant_account_account"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account", "authority", "role", name=op.f("pk_grant")),
    )
    op.create_table(
        "signed_in",
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("account", sa.String(22), nullable=False),
        sa.Column("authority", sa.String(64), nullable=True),
        sa.Column("started", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.id"], name=op.f("fk_signed_in_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_signed_in")),
    )
    op.create_index("ix_signed_in_account", "signed_in", ["account"])


def downgrade() -> None:
    for table in ("signed_in", "grant", "audit_record", "attempts", "account"):
        op.drop_table(table)
