"""The table of the releases store: frozen documents, each revision of a wave beside the ones before."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from surveyapp.db.naming import CONVENTION


class Base(DeclarativeBase):
    """The releases store."""

    metadata = MetaData(naming_convention=CONVENTION)


class Frozen(Base):
    """One revision of a wave's release: its document and the document's fingerprint."""

    __tablename__ = "release"
    __table_args__ = (
        UniqueConstraint("authority", "wave", "revision"),
        CheckConstraint("length(fingerprint) = 64", name="fingerprint"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("(revision = 1) = (reason = '')", name="a_revision_has_a_reason"),
        CheckConstraint("length(document) > 0", name="document"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(String(60))
    wave: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    year: Mapped[int]
    revision: Mapped[int]
    reason: Mapped[str] = mapped_column(String(500))
    published_on: Mapped[date]
    fingerprint: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
