"""The tables of how waves end: restores that were tried, what was destroyed, what was given up unread."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.fieldwork.base import Base


class RestoreDrill(Base):
    """A day on which a restore of the backups was tried; ``problem`` is empty when all of it went well."""

    __tablename__ = "restore_drill"
    __table_args__: Any = ({"sqlite_with_rowid": False},)

    day: Mapped[date] = mapped_column(primary_key=True)
    problem: Mapped[str] = mapped_column(String(500), default="")


class RestoredOpening(Base):
    """The last day on which copies that hold a wave's opened answers were restored, and all went well."""

    __tablename__ = "restored_opening"
    __table_args__: Any = ({"sqlite_with_rowid": False},)

    wave: Mapped[str] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    day: Mapped[date]


class Destruction(Base):
    """What was destroyed after a wave's opening, and by whom; until ``finished``, what is about to be.

    ``n_missing`` used codes had no ballot that day; nothing where that was not counted yet.
    ``beside``: what else the databases held on that day; nothing where nobody looked.
    """

    __tablename__ = "destruction"
    __table_args__: Any = (
        CheckConstraint("length(box_digest) = 64", name="box_digest"),
        CheckConstraint("n_ok >= 0 AND n_bad >= 0 AND late >= 0", name="counts"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    day: Mapped[date]
    by: Mapped[str] = mapped_column(String(200))
    ballots: Mapped[int]
    wrapped_keys: Mapped[int]
    issuer_keys: Mapped[int]
    codes: Mapped[int]
    n_ok: Mapped[int]
    n_bad: Mapped[int]
    late: Mapped[int]
    box_digest: Mapped[str] = mapped_column(String(64))
    restored_on: Mapped[date | None]
    restored_elsewhere: Mapped[str] = mapped_column(String(200), default="", server_default="")
    finished: Mapped[bool] = mapped_column(default=False)
    waits: Mapped[bool] = mapped_column(default=False, server_default=false())
    n_unpermitted: Mapped[int] = mapped_column(default=0, server_default="0")
    n_missing: Mapped[int | None]
    beside: Mapped[str | None] = mapped_column(String(2000))


class GivenUp(Base):
    """Ballots of a wave that waited for others and were destroyed unread; ``at_least`` is 0, 5, 10, …"""

    __tablename__ = "given_up"
    __table_args__: Any = (
        CheckConstraint("at_least >= 0 AND at_least = at_least / 5 * 5", name="at_least"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    bands: Mapped[str] = mapped_column(String(120))
    day: Mapped[date]
    by: Mapped[str] = mapped_column(String(200))
    at_least: Mapped[int]
    wrapped_keys: Mapped[int]
    finished: Mapped[bool] = mapped_column(default=False)
