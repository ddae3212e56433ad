"""The programme's tables, in the releases store: authorities, their protected figures, and what was made of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from surveyapp.db.naming import CONVENTION


class Base(DeclarativeBase):
    """A programme of many authorities."""

    metadata = MetaData(naming_convention=CONVENTION)


class Joined(Base):
    """An authority of the programme, in the order of joining, and its public key's fingerprint as it was read aloud."""

    __tablename__ = "programme_authority"
    __table_args__ = (
        UniqueConstraint("authority"),
        CheckConstraint("length(key) = 29", name="key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(29))
    joined_on: Mapped[date]


class TakenRelease(Base):
    """The newest revision of a wave's release that was taken in, by its fingerprint."""

    __tablename__ = "programme_release"
    __table_args__ = (
        UniqueConstraint("authority", "wave"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("length(fingerprint) = 64", name="fingerprint"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(ForeignKey("programme_authority.authority", ondelete="CASCADE"))
    wave: Mapped[str] = mapped_column(String(60))
    year: Mapped[int]
    revision: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    taken_on: Mapped[date]


class Figure(Base):
    """A published count of a release: ``low``..``high`` of ``base`` positive answers to what ``wording`` asked."""

    __tablename__ = "programme_figure"
    __table_args__ = (
        ForeignKeyConstraint(["release"], ["programme_release.id"], ondelete="CASCADE"),
        CheckConstraint("0 <= low AND low <= high AND high <= base", name="count"),
        CheckConstraint("length(wording) = 64", name="wording"),
    )

    release: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(String(60), primary_key=True)
    bands: Mapped[str] = mapped_column(String(200), primary_key=True)
    wording: Mapped[str] = mapped_column(String(64))
    low: Mapped[int]
    high: Mapped[int]
    base: Mapped[int]


class Gathered(Base):
    """A round of comparators; ``number`` goes up."""

    __tablename__ = "programme_round"
    __table_args__ = (CheckConstraint("first_year <= last_year", name="years"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(200))
    made_on: Mapped[date]
    first_year: Mapped[int]
    last_year: Mapped[int]


class Given(Base):
    """One comparator that was made for one authority. ``behind`` names the figures it adds up, one a line.

    It stays when an authority leaves: the next comparator must not differ from it by a few authorities.
    """

    __tablename__ = "programme_comparator"
    __table_args__ = (
        ForeignKeyConstraint(["round"], ["programme_round.number"]),
        CheckConstraint("0 <= low AND low <= high AND high <= base", name="count"),
    )

    round: Mapped[int] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(String(60), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(60), primary_key=True)
    bands: Mapped[str] = mapped_column(String(200), primary_key=True)
    wording: Mapped[str] = mapped_column(String(64), primary_key=True)
    low: Mapped[int]
    high: Mapped[int]
    base: Mapped[int]
    usual: Mapped[float]
    outer: Mapped[float]
    behind: Mapped[str] = mapped_column(Text)
