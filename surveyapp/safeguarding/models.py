"""The tables of the safeguarding store."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from surveyapp.db.naming import CONVENTION


class Base(DeclarativeBase):
    """The safeguarding store."""

    metadata = MetaData(naming_convention=CONVENTION)


class HelpContact(Base):
    """Somebody a child can turn to; at least one of phone, text and web is given. ``bands`` is empty for everybody."""

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
