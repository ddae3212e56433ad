"""The tables of earlier figures, in the releases store: what was published before, beside what we publish."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from surveyapp.db.naming import CONVENTION


class Base(DeclarativeBase):
    """Earlier figures."""

    metadata = MetaData(naming_convention=CONVENTION)


class EarlierImport(Base):
    """One file that was brought in, by the SHA-256 of its text. ``left_out`` counts its lines that were refused."""

    __tablename__ = "earlier_import"
    __table_args__ = (
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("left_out >= 0", name="left_out"),
    )

    authority: Mapped[str] = mapped_column(String(60), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(500))
    brought_by: Mapped[str] = mapped_column(String(100))
    brought_on: Mapped[date]
    left_out: Mapped[int]


class EarlierFigure(Base):
    """One figure of an import; ``line`` is where it stood in the file."""

    __tablename__ = "earlier_figure"
    __table_args__ = (
        ForeignKeyConstraint(
            ["authority", "digest"], ["earlier_import.authority", "earlier_import.digest"], ondelete="CASCADE"
        ),
        UniqueConstraint("authority", "kind", "place", "year", "band", "indicator"),
        CheckConstraint("kind IN ('result', 'response')", name="kind"),
        CheckConstraint("(kind = 'response') = (indicator = '')", name="a_result_names_its_indicator"),
        CheckConstraint("wording IN ('same', 'different', 'unknown')", name="wording"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("positive >= 0 AND base >= 1 AND eligible >= 1", name="counts"),
        CheckConstraint("positive <= base AND base <= eligible AND positive <= eligible", name="parts_of_a_whole"),
        CheckConstraint("positive IS NOT NULL OR percent IS NOT NULL", name="says_something"),
        CheckConstraint(
            "context_only OR kind = 'result' AND positive IS NOT NULL AND base IS NOT NULL"
            " OR kind = 'response' AND positive IS NOT NULL AND eligible IS NOT NULL",
            name="without_its_base_it_is_context",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(64))
    line: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(200))
    own: Mapped[bool]
    year: Mapped[int]
    band: Mapped[str] = mapped_column(String(60))
    indicator: Mapped[str] = mapped_column(String(200))
    positive: Mapped[int | None]
    base: Mapped[int | None]
    percent: Mapped[float | None]
    eligible: Mapped[int | None]
    wording: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(String(500))
    source: Mapped[str] = mapped_column(String(500))
    context_only: Mapped[bool]


class TakenComparators(Base):
    """A round of comparators that a programme made for this authority, by the SHA-256 of its file.

    ``key`` is the programme's public key (hex). A round stays, as the next must not differ from it by a few councils;
    from ``set_aside_on`` no new release shows it.
    """

    __tablename__ = "taken_comparators"
    __table_args__ = (
        UniqueConstraint("authority", "number"),
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("length(key) = 64", name="key"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("length(document) > 0", name="document"),
    )

    authority: Mapped[str] = mapped_column(String(60), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int]
    key: Mapped[str] = mapped_column(String(64))
    brought_by: Mapped[str] = mapped_column(String(100))
    brought_on: Mapped[date]
    document: Mapped[str] = mapped_column(Text)
    set_aside_on: Mapped[date | None]
