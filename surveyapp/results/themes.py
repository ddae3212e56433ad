"""The tables of themes: a wave's codebook, and what people ticked in the texts of comments."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.results.base import Base

MOST = 15
"""So many themes a codebook has at most."""


class Codebook(Base):
    """The codebook of a wave: its version, the share of texts that two people code (percent), whether coding began."""

    __tablename__ = "codebook"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("twice BETWEEN 20 AND 100", name="twice"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("opening.wave"), primary_key=True)
    version: Mapped[int]
    twice: Mapped[int]
    begun: Mapped[bool]


class Theme(Base):
    """One theme of a codebook, at its place: what it is called, what belongs to it and what does not; perhaps Welsh."""

    __tablename__ = "theme"
    __table_args__ = (
        CheckConstraint(f"place BETWEEN 1 AND {MOST}", name="place"),
        CheckConstraint("length(name) > 0 AND length(belongs) > 0", name="said"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("codebook.wave", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    belongs: Mapped[str] = mapped_column(Text)
    other: Mapped[str] = mapped_column(Text)
    welsh: Mapped[str] = mapped_column(String(80))


class Coding(Base):
    """What one person ticked in one text; ``coder`` is a keyed digest, another for each comment. Bit 0 is place 1."""

    __tablename__ = "coding"
    __table_args__ = (
        CheckConstraint("length(coder) = 32", name="coder"),
        CheckConstraint(f"ticks BETWEEN 0 AND {2**MOST - 1}", name="ticks"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(LargeBinary(16), ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    coder: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    ticks: Mapped[int]


class Settled(Base):
    """What two people who had ticked differently said together."""

    __tablename__ = "settled"
    __table_args__ = (
        CheckConstraint(f"ticks BETWEEN 0 AND {2**MOST - 1}", name="ticks"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(LargeBinary(16), ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    ticks: Mapped[int]
