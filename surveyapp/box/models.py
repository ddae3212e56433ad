"""The box's tables: what a wave is sealed and signed with, who holds it, and its ballots. No time, no order."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, MetaData, String, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from surveyapp.box.sealing import SEALED_SIZE
from surveyapp.db.naming import CONVENTION

DESTROYED = b""
"""What stands in ``IssuerKey.wrapped`` once the private half is gone."""

MESSAGE_SIZE, TOKEN_SIZE = 32, 256
"""Bytes of a permit's two parts."""


class Base(DeclarativeBase):
    """What all tables of the box share."""

    metadata = MetaData(naming_convention=CONVENTION)


class WaveKey(Base):
    """The public half of a wave's key, its canary ballot, and whether the box was opened, or destroyed unread.

    ``permits``: each ballot's is kept; of a wave that was under way when that came, no ballot's is.
    """

    __tablename__ = "wave_key"
    __table_args__ = (
        CheckConstraint("length(public) = 65", name="public_is_a_point"),
        CheckConstraint("length(canary_digest) = 32", name="canary_digest_is_sha256"),
        CheckConstraint("needed between 1 and 3", name="needed_is_a_quorum"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(String(64), primary_key=True)
    public: Mapped[bytes] = mapped_column(LargeBinary)
    needed: Mapped[int]
    canary: Mapped[bytes] = mapped_column(LargeBinary)
    canary_digest: Mapped[bytes] = mapped_column(LargeBinary)
    opened: Mapped[bool] = mapped_column(default=False)
    permits: Mapped[bool] = mapped_column(default=True, server_default=false())


class Custodian(Base):
    """One holder of a phrase: ``proof`` opens only with it, and says whose phrase was wrong. Goes when the keys go."""

    __tablename__ = "custodian"
    __table_args__ = (
        CheckConstraint("length(salt) = 16", name="salt_is_16_bytes"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(String(64), ForeignKey("wave_key.wave"), primary_key=True)
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    memory_kib: Mapped[int]
    iterations: Mapped[int]
    lanes: Mapped[int]
    proof: Mapped[bytes] = mapped_column(LargeBinary)


class WrappedKey(Base):
    """The private half, wrapped for one quorum: ``quorum`` holds the names in order, outermost wrapping first."""

    __tablename__ = "wrapped_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    wave: Mapped[str] = mapped_column(String(64), ForeignKey("wave_key.wave"), primary_key=True)
    quorum: Mapped[str] = mapped_column(String(400), primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class IssuerKey(Base):
    """The key that signs one band's tokens: its modulus, and its primes wrapped; emptied when they are destroyed."""

    __tablename__ = "issuer_key"
    __table_args__ = (
        CheckConstraint("length(public) = 256", name="public_is_a_modulus"),
        CheckConstraint("length(wrapped) in (0, 284)", name="wrapped_holds_two_primes"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(String(64), ForeignKey("wave_key.wave"), primary_key=True)
    band: Mapped[str] = mapped_column(String(32), primary_key=True)
    public: Mapped[bytes] = mapped_column(LargeBinary)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class SealedBallot(Base):
    """One child's sealed answers, all of one length, under a tag that nothing else knows."""

    __tablename__ = "ballot"
    __table_args__ = (
        CheckConstraint("length(tag) = 32", name="tag_is_sha256"),
        CheckConstraint(f"length(sealed) = {SEALED_SIZE}", name="has_the_one_length"),
        {"sqlite_with_rowid": False},
    )

    tag: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    wave: Mapped[str] = mapped_column(String(64), ForeignKey("wave_key.wave"))
    band: Mapped[str] = mapped_column(String(32))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class KeptPermit(Base):
    """By what a ballot was let in: the message and its token, which the opening looks at again. It goes with it."""

    __tablename__ = "permit"
    __table_args__ = (
        CheckConstraint(f"length(message) = {MESSAGE_SIZE}", name="message_has_its_length"),
        CheckConstraint(f"length(token) = {TOKEN_SIZE}", name="token_has_its_length"),
        {"sqlite_with_rowid": False},
    )

    tag: Mapped[bytes] = mapped_column(LargeBinary, ForeignKey("ballot.tag", ondelete="CASCADE"), primary_key=True)
    message: Mapped[bytes] = mapped_column(LargeBinary)
    token: Mapped[bytes] = mapped_column(LargeBinary)


class CarriedAway(Base):
    """Which ballots a box held when it was taken to another machine: one SHA-256 over all of them."""

    __tablename__ = "carried_away"
    __table_args__ = (
        CheckConstraint("length(digest) = 32", name="digest_is_sha256"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(String(64), ForeignKey("wave_key.wave"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class WaitingBallot(Base):
    """A ballot of an opened wave that waits to be opened together with others; ``band`` is that of its survey."""

    __tablename__ = "waiting_ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)

    tag: Mapped[bytes] = mapped_column(LargeBinary, ForeignKey("ballot.tag"), primary_key=True)
    wave: Mapped[str] = mapped_column(String(64), ForeignKey("wave_key.wave"))
    band: Mapped[str] = mapped_column(String(32))
