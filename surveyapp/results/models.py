"""The tables of the results store: compact rows, tallies, comments, and what became of each wave's box."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Double, Enum, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.results.base import Base
from surveyapp.results.texts import CommentApproval, CommentKeptOut, CommentQuote, CommentRaised, CommentText, Gazetteer
from surveyapp.results.themes import Codebook, Coding, Settled, Theme

__all__ = [
    "AGE",
    "TOTAL",
    "UNSAID",
    "Base",
    "Codebook",
    "Coding",
    "Comment",
    "CommentApproval",
    "CommentKeptOut",
    "CommentQuote",
    "CommentRaised",
    "CommentReading",
    "CommentText",
    "Gazetteer",
    "JointCount",
    "OpenedAway",
    "OpenedBand",
    "OpenedMember",
    "Opening",
    "RakedSum",
    "Response",
    "Review",
    "ScoreMean",
    "Settled",
    "Tally",
    "Theme",
    "WaitingBand",
]

TOTAL = "all"
"""Stands as breakdown and as value where a tally counts everybody of its bands."""

AGE = "age_band"
"""Stands as a partition where children are split by band."""

ALPHA, OMEGA, SPREAD = "=alpha", "=omega", "=spread"
"""Stand as a breakdown where a score's alpha, omega or standard deviation is kept of everybody, in hundredths."""

UNSAID = "unsaid"
"""The group of those who did not say which group they are of."""


class Review(StrEnum):
    """Who has read a comment, or who alone may."""

    UNREAD = "unread"
    SAFEGUARDING = "safeguarding"


class Opening(Base):
    """One wave's box was opened: in which month, what was in it, and until when its rows may be kept.

    ``n_missing`` used codes had no ballot; nothing where that was not counted.
    """

    __tablename__ = "opening"
    __table_args__ = (
        CheckConstraint("n_ok >= 0 AND n_bad >= 0", name="counts"),
        CheckConstraint("length(month) = 7", name="month"),
        CheckConstraint("length(box_digest) = 32", name="box_digest"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(String(60), primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    n_ok: Mapped[int]
    n_bad: Mapped[int]
    box_digest: Mapped[bytes] = mapped_column(LargeBinary)
    keep_until: Mapped[date]
    expired: Mapped[bool] = mapped_column(default=False)
    n_unpermitted: Mapped[int] = mapped_column(default=0, server_default="0")
    n_missing: Mapped[int | None]


class OpenedAway(Base):
    """The wave's box was opened on another machine; ``late`` ballots came after it was carried off and stay sealed."""

    __tablename__ = "opened_away"
    __table_args__ = (
        CheckConstraint("late >= 0", name="late"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("opening.wave"), primary_key=True)
    late: Mapped[int]


class OpenedBand(Base):
    """How the bands of a wave were laid together: ``bands`` such as "4-7+8-11", and how many answered in them."""

    __tablename__ = "opened_band"
    __table_args__ = (
        CheckConstraint("n >= 10", name="n_is_no_small_group"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("opening.wave"), primary_key=True)
    bands: Mapped[str] = mapped_column(String(120), primary_key=True)
    n: Mapped[int]


class WaitingBand(Base):
    """A band too small to be laid open by itself, whose ballots stayed sealed; ``pool``: the authority to stand under.

    Written with the wave's opening and never changed: what became of the ballots is said elsewhere.
    """

    __tablename__ = "waiting_band"
    __table_args__ = ({"sqlite_with_rowid": False},)

    wave: Mapped[str] = mapped_column(ForeignKey("opening.wave"), primary_key=True)
    band: Mapped[str] = mapped_column(String(20), primary_key=True)
    pool: Mapped[str] = mapped_column(String(60))


class OpenedMember(Base):
    """A band of an earlier wave whose waiting ballots were opened in this one, together with others; once."""

    __tablename__ = "opened_member"
    __table_args__ = (
        UniqueConstraint("member", "band"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("opening.wave"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("opening.wave"), primary_key=True)
    band: Mapped[str] = mapped_column(String(20), primary_key=True)


class Response(Base):
    """One child's closed answers, a byte per item in the instrument's order; breakdown and knowable items are blank."""

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint("length(id) = 16", name="id"),
        CheckConstraint("length(instrument) = 64", name="instrument"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    wave: Mapped[str] = mapped_column(ForeignKey("opening.wave"))
    band: Mapped[str] = mapped_column(String(120))
    instrument: Mapped[str] = mapped_column(String(64))
    answers: Mapped[bytes] = mapped_column(LargeBinary)


class Comment(Base):
    """One comment, by item and band alone; it cannot be joined to a row."""

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint("length(id) = 16", name="id"),
        CheckConstraint("length(body) > 0", name="body"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    wave: Mapped[str] = mapped_column(ForeignKey("opening.wave"))
    band: Mapped[str] = mapped_column(String(120))
    item: Mapped[str] = mapped_column(String(60))
    body: Mapped[str] = mapped_column(Text)
    review: Mapped[Review] = mapped_column(
        Enum(
            Review,
            name="review",
            native_enum=False,
            create_constraint=True,
            length=20,
            values_callable=lambda kind: [word.value for word in kind],
        )
    )


class CommentReading(Base):
    """A comment was read for harm; ``worry`` says that a child may be in danger. There is no row before."""

    __tablename__ = "comment_reading"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    worry: Mapped[bool]


class Tally(Base):
    """How many children of these bands, in this group, gave this answer; written once the groups are large enough."""

    __tablename__ = "tally"
    __table_args__ = (
        CheckConstraint("n > 0", name="n"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("opening.wave"), primary_key=True)
    bands: Mapped[str] = mapped_column(String(120), primary_key=True)
    breakdown: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(60), primary_key=True)
    item: Mapped[str] = mapped_column(String(60), primary_key=True)
    answer: Mapped[str] = mapped_column(String(60), primary_key=True)
    n: Mapped[int]


class JointCount(Base):
    """How many children of these bands are in both groups, such as "foster+kinship" and "girl": who, not what."""

    __tablename__ = "joint_count"
    __table_args__ = (
        CheckConstraint("n >= 10", name="n_is_no_small_group"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("opening.wave"), primary_key=True)
    bands: Mapped[str] = mapped_column(String(120), primary_key=True)
    breakdown: Mapped[str] = mapped_column(String(60), primary_key=True)
    groups: Mapped[str] = mapped_column(Text, primary_key=True)
    beside: Mapped[str] = mapped_column(String(60), primary_key=True)
    beside_groups: Mapped[str] = mapped_column(Text, primary_key=True)
    n: Mapped[int]


class RakedSum(Base):
    """Those of these bands who answered an item, weighted to the eligible: sums of weights, squares, positive ones."""

    __tablename__ = "raked_sum"
    __table_args__ = (
        CheckConstraint("n >= 20", name="n_is_two_large_groups"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("opening.wave"), primary_key=True)
    bands: Mapped[str] = mapped_column(String(120), primary_key=True)
    item: Mapped[str] = mapped_column(String(60), primary_key=True)
    margins: Mapped[str] = mapped_column(Text)
    n: Mapped[int]
    weights: Mapped[float] = mapped_column(Double)
    squares: Mapped[float] = mapped_column(Double)
    positive: Mapped[float] = mapped_column(Double)


class ScoreMean(Base):
    """The children of a group who have a score: how many, and its mean in whole hundredths of the score's range."""

    __tablename__ = "score_mean"
    __table_args__ = (
        CheckConstraint("n >= 20", name="n_is_enough_for_a_mean"),
        CheckConstraint("mean BETWEEN 0 AND 100", name="mean"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("opening.wave"), primary_key=True)
    bands: Mapped[str] = mapped_column(String(120), primary_key=True)
    breakdown: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(120), primary_key=True)
    score: Mapped[str] = mapped_column(String(60), primary_key=True)
    n: Mapped[int]
    mean: Mapped[int]
