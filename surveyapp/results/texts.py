"""The tables of what becomes of comments: texts that people prepared, approved and chose, and names to be masked."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.results.base import Base


class CommentText(Base):
    """A comment as it may be read by others: masked, in English, perhaps in Welsh.

    ``stays`` are the words, one on each line, that the mask still finds and people let stand; ``why`` they may.
    """

    __tablename__ = "comment_text"
    __table_args__ = (
        CheckConstraint("length(body) > 0", name="body"),
        CheckConstraint("(stays = '') = (why = '')", name="what_stays_is_explained"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(LargeBinary(16), ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    welsh: Mapped[str] = mapped_column(Text)
    stays: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)


class CommentKeptOut(Base):
    """A comment of which nothing is to be shown or counted; there is no row for others."""

    __tablename__ = "comment_kept_out"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)


class CommentRaised(Base):
    """Somebody who masked the comment worries for the child: it waits to be read for harm again."""

    __tablename__ = "comment_raised"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)


class CommentApproval(Base):
    """One person approved one text: keyed digests of account, name and address, so that nobody is two people.

    ``text`` is the digest of the words that were approved.
    """

    __tablename__ = "comment_approval"
    __table_args__ = (
        CheckConstraint(
            "length(account) = 32 AND length(name) = 32 AND length(address) = 32 AND length(text) = 32", name="digests"
        ),
        UniqueConstraint("id", "name", name="uq_comment_approval_name"),
        UniqueConstraint("id", "address", name="uq_comment_approval_address"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(
        LargeBinary(16), ForeignKey("comment_text.id", ondelete="CASCADE"), primary_key=True
    )
    account: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    name: Mapped[bytes] = mapped_column(LargeBinary(32))
    address: Mapped[bytes] = mapped_column(LargeBinary(32))
    text: Mapped[bytes] = mapped_column(LargeBinary(32))


class CommentQuote(Base):
    """A text that was chosen to be quoted, under a domain; "" stands under none."""

    __tablename__ = "comment_quote"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[bytes] = mapped_column(
        LargeBinary(16), ForeignKey("comment_text.id", ondelete="CASCADE"), primary_key=True
    )
    domain: Mapped[str] = mapped_column(String(60))


class Gazetteer(Base):
    """One authority's names and places, one on each line with its role: personal data, for masking alone."""

    __tablename__ = "gazetteer"
    __table_args__ = (
        CheckConstraint("length(listed) > 0", name="listed"),
        {"sqlite_with_rowid": False},
    )

    authority: Mapped[str] = mapped_column(String(60), primary_key=True)
    listed: Mapped[str] = mapped_column(Text)
