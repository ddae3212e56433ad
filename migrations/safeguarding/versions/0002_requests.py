"""requests to be contacted, rotas, alerts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rotas()
    op.create_table(
        "contact_request",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("authority", sa.String(60), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=True),
        sa.Column("read_by", sa.String(100), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_contact_request_id")),
        sa.CheckConstraint("level BETWEEN 0 AND 2", name=op.f("ck_contact_request_level")),
        sa.CheckConstraint("(read_at IS NULL) = (read_by IS NULL)", name=op.f("ck_contact_request_read")),
        sa.CheckConstraint("done_at IS NULL OR read_at IS NOT NULL", name=op.f("ck_contact_request_read_before_done")),
        sa.CheckConstraint("(done_at IS NULL) = (outcome IS NULL)", name=op.f("ck_contact_request_done")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_request")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_contact_request_authority_asked_at", "contact_request", ["authority", "asked_at"])
    op.create_table(
        "alert",
        sa.Column("request", sa.LargeBinary(16), nullable=False),
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("level BETWEEN 0 AND 2", name=op.f("ck_alert_level")),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_alert_tries")),
        sa.ForeignKeyConstraint(
            ["request"], ["contact_request.id"], name=op.f("fk_alert_request_contact_request"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("request", "level", "email", name=op.f("pk_alert")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_alert_email_sent_at", "alert", ["email", "sent_at"])
    op.create_table(
        "alert_run",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_alert_run_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_run")),
        sqlite_with_rowid=False,
    )


def _rotas() -> None:
    op.create_table(
        "duty_plan",
        sa.Column("authority", sa.String(60), nullable=False),
        sa.Column("within_hours", sa.Integer(), nullable=False),
        sa.CheckConstraint("within_hours BETWEEN 1 AND 8", name=op.f("ck_duty_plan_within_hours")),
        sa.PrimaryKeyConstraint("authority", name=op.f("pk_duty_plan")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "duty_hours",
        sa.Column("authority", sa.String(60), nullable=False),
        sa.Column("weekday", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_duty_hours_weekday")),
        sa.CheckConstraint(
            "0 <= opens AND opens < closes AND closes <= 1440", name=op.f("ck_duty_hours_opens_before_closes")
        ),
        sa.PrimaryKeyConstraint("authority", "weekday", name=op.f("pk_duty_hours")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "duty_holiday",
        sa.Column("authority", sa.String(60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("authority", "day", name=op.f("pk_duty_holiday")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "duty_contact",
        sa.Column("authority", sa.String(60), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_duty_contact_position")),
        sa.PrimaryKeyConstraint("authority", "position", name=op.f("pk_duty_contact")),
        sa.UniqueConstraint("authority", "email", name=op.f("uq_duty_contact_authority_email")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("alert_run", "alert", "contact_request", "duty_contact", "duty_holiday", "duty_hours", "duty_plan"):
        op.drop_table(table)
