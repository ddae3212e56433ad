"""The tables of the safeguarding store."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from surveyapp.db.naming import CONVENTION


class Base(DeclarativeBase):
    """The safeguarding store."""

    metadata = MetaData(naming_convention=CONVENTION)


class HelpContact(Base):
    """Somebody a child can turn to; at least one of phone, text and web is given. ``bands`` is empty for everybody.

    ``opens`` and ``closes`` are minutes after midnight, local time.
    """

    __tablename__ = "help_contact"
    __table_args__: Any = (
        UniqueConstraint("authority", "name"),
        CheckConstraint("phone <> '' OR text <> '' OR web <> ''", name="reachable"),
        CheckConstraint("web = '' OR substr(web, 1, 8) = 'https://'", name="web"),
        CheckConstraint("position >= 1", name="position"),
        {"sqlite_with_rowid": False},
    )

    authority: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(100))
    who_for: Mapped[str] = mapped_column(String(200), default="")
    bands: Mapped[str] = mapped_column(String(100), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    text: Mapped[str] = mapped_column(String(40), default="")
    web: Mapped[str] = mapped_column(String(200), default="")
    hours: Mapped[str] = mapped_column(String(200), default="")
    out_of_hours: Mapped[bool] = mapped_column(default=False)
    checked_on: Mapped[date]
    purpose: Mapped[str] = mapped_column(
        String(20),
        CheckConstraint("purpose IN ('', 'unsafe', 'worries', 'anything', 'survey', 'under_19', 'any_age')", "purpose"),
        default="",
        server_default="",
    )
    answering: Mapped[str] = mapped_column(
        String(20),
        CheckConstraint("answering IN ('', 'always', 'weekdays', 'daily', 'evenings')", "answering"),
        default="",
        server_default="",
    )
    opens: Mapped[int | None] = mapped_column(CheckConstraint("opens BETWEEN 0 AND 1439", "opens"))
    closes: Mapped[int | None] = mapped_column(
        CheckConstraint("closes BETWEEN 0 AND 1439 AND closes <> opens", "closes")
    )


class DutyPlan(Base):
    """What an authority promises a child who asks to be contacted: read within this many working hours."""

    __tablename__ = "duty_plan"
    __table_args__: Any = (
        CheckConstraint("within_hours BETWEEN 1 AND 8", name="within_hours"),
        {"sqlite_with_rowid": False},
    )

    authority: Mapped[str] = mapped_column(String(60), primary_key=True)
    within_hours: Mapped[int]


class DutyHours(Base):
    """When somebody is on duty on one day of the week (0 is Monday): minutes after midnight, local time."""

    __tablename__ = "duty_hours"
    __table_args__: Any = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("0 <= opens AND opens < closes AND closes <= 1440", name="opens_before_closes"),
        {"sqlite_with_rowid": False},
    )

    authority: Mapped[str] = mapped_column(String(60), primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opens: Mapped[int]
    closes: Mapped[int]


class DutyHoliday(Base):
    """A day on which nobody is on duty."""

    __tablename__ = "duty_holiday"
    __table_args__: Any = ({"sqlite_with_rowid": False},)

    authority: Mapped[str] = mapped_column(String(60), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class DutyContact(Base):
    """Somebody who is told by e-mail that a child asks; the first is told at once, the others when nobody reads it."""

    __tablename__ = "duty_contact"
    __table_args__: Any = (
        UniqueConstraint("authority", "email"),
        CheckConstraint("position >= 1", name="position"),
        {"sqlite_with_rowid": False},
    )

    authority: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str] = mapped_column(String(254))


class ContactRequest(Base):
    """A child's request to be contacted: not anonymous. Times are whole seconds since 1970.

    ``sealed`` is what the child wrote, ``outcome`` what became of it, both encrypted under a key from the settings.
    ``level`` says how far the alert has risen: 0 the first contact, 1 the second, 2 all of them.
    """

    __tablename__ = "contact_request"
    __table_args__: Any = (
        CheckConstraint("length(id) = 16", name="id"),
        CheckConstraint("level BETWEEN 0 AND 2", name="level"),
        CheckConstraint("(read_at IS NULL) = (read_by IS NULL)", name="read"),
        CheckConstraint("done_at IS NULL OR read_at IS NOT NULL", name="read_before_done"),
        CheckConstraint("(done_at IS NULL) = (outcome IS NULL)", name="done"),
        Index("ix_contact_request_authority_asked_at", "authority", "asked_at"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    authority: Mapped[str] = mapped_column(String(60))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    asked_at: Mapped[int] = mapped_column(BigInteger)
    due_at: Mapped[int] = mapped_column(BigInteger)
    level: Mapped[int] = mapped_column(default=0)
    read_at: Mapped[int | None] = mapped_column(BigInteger)
    read_by: Mapped[str | None] = mapped_column(String(100))
    done_at: Mapped[int | None] = mapped_column(BigInteger)
    outcome: Mapped[bytes | None] = mapped_column(LargeBinary)


class Alert(Base):
    """An e-mail that is to be sent, or was: to whom and at which level; it never says more than that a child asks."""

    __tablename__ = "alert"
    __table_args__: Any = (
        CheckConstraint("level BETWEEN 0 AND 2", name="level"),
        CheckConstraint("tries >= 0", name="tries"),
        Index("ix_alert_email_sent_at", "email", "sent_at"),
        {"sqlite_with_rowid": False},
    )

    request: Mapped[bytes] = mapped_column(
        LargeBinary(16), ForeignKey("contact_request.id", ondelete="CASCADE"), primary_key=True
    )
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    email: Mapped[str] = mapped_column(String(254), primary_key=True)
    tries: Mapped[int] = mapped_column(default=0)
    next_try: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[int | None] = mapped_column(BigInteger)


class AlertRun(Base):
    """When `surveyapp alerts` last ran: one row."""

    __tablename__ = "alert_run"
    __table_args__: Any = (CheckConstraint("id = 1", name="one_row"), {"sqlite_with_rowid": False})

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    at: Mapped[int] = mapped_column(BigInteger)
