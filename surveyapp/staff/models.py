"""The staff store: accounts, what each may do for which authority, who is signed in, and what they did."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from surveyapp.db.naming import CONVENTION

ROLES = ("viewer", "worker", "analyst", "custodian", "admin", "safeguarding")


class Base(DeclarativeBase):
    """Everything of the staff store."""

    metadata = MetaData(naming_convention=CONVENTION)


class Account(Base):
    """A person who signs in; ``email`` is in lower case. Times are whole seconds since 1970."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    password: Mapped[str] = mapped_column(String(200))
    disabled: Mapped[bool] = mapped_column(default=False)
    created: Mapped[int] = mapped_column(BigInteger)


class Grant(Base):
    """One role of one account in one authority."""

    __tablename__ = "grant"
    __table_args__ = (CheckConstraint(f"role IN {ROLES}", name="role_is_known"),)

    account: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    authority: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)


class SignedIn(Base):
    """One browser that is signed in; of its token only the SHA-256 is kept."""

    __tablename__ = "signed_in"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    authority: Mapped[str | None] = mapped_column(String(64))
    started: Mapped[int] = mapped_column(BigInteger)
    seen: Mapped[int] = mapped_column(BigInteger)


class Attempts(Base):
    """Tries in a row without the right password, by a keyed hash of who was tried and from which known browser."""

    __tablename__ = "attempts"
    __table_args__ = (CheckConstraint("tries >= 0", name="tries_are_counted"),)

    bucket: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    tries: Mapped[int]
    last: Mapped[int] = mapped_column(BigInteger)


class AuditRecord(Base):
    """Something that a member of staff did; never anything that a child did."""

    __tablename__ = "audit_record"
    __table_args__ = (Index("ix_audit_record_authority_at", "authority", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[int] = mapped_column(BigInteger)
    authority: Mapped[str] = mapped_column(String(64))
    account: Mapped[str] = mapped_column(String(22))
    name: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(64))
    about: Mapped[str] = mapped_column(String(200), default="")
