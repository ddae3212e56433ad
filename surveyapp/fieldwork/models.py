"""The tables of the fieldwork store. None holds an answer, a child's name, a time of day or the order of anything."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.fieldwork.base import Base
from surveyapp.fieldwork.endings import Destruction, GivenUp, RestoredOpening, RestoreDrill
from surveyapp.fieldwork.kinds import CodeState, Outcome, Proof, State, Term, words

__all__ = [
    "AccessCode", "Authority", "AuthorityWord", "Base", "CodeState", "Custodian", "Destruction", "Eligible", "GivenUp",
    "ManifestSeal", "NightlyRun", "Outcome", "OutcomeCount", "Partnership", "PoolMember", "Proof", "RestoreDrill",
    "RestoredOpening", "State", "Stratum", "Term", "Wave", "WaveBand", "WaveManifest", "WavePool",
]  # fmt: skip

NOT_YET = bytes(32)
"""What stands in ``AccessCode.blinded`` until the code is spent."""


class Authority(Base):
    """A council (or trust) that asks its children."""

    __tablename__ = "authority"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))


class Partnership(Base):
    """An authority without children of its own: councils whose small bands are opened together stand under it."""

    __tablename__ = "partnership"
    __table_args__ = ({"sqlite_with_rowid": False},)

    authority: Mapped[str] = mapped_column(ForeignKey("authority.id"), primary_key=True)


class AuthorityWord(Base):
    """How an authority says a term in one language: "looked after" for "in care"."""

    __tablename__ = "authority_word"
    __table_args__ = (
        CheckConstraint("length(text) BETWEEN 1 AND 80", name="says_something"),
        CheckConstraint("replace(replace(text, '<', ''), '>', '') = text", name="says_it_plainly"),
        {"sqlite_with_rowid": False},
    )

    authority: Mapped[str] = mapped_column(ForeignKey("authority.id", ondelete="CASCADE"), primary_key=True)
    term: Mapped[Term] = mapped_column(words(Term, "term"), primary_key=True)
    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    text: Mapped[str] = mapped_column(String(80))


class Wave(Base):
    """One round of one authority. The dates planned are ``starts_on`` and ``ends_on``; the others are what happened.

    ``breakdowns``: ids with blanks between them (see fieldwork.breakdowns).
    """

    __tablename__ = "wave"
    __table_args__: Any = (
        CheckConstraint("NOT (trial AND state = 'released')", name="trial_never_released"),
        CheckConstraint("ends_on >= starts_on", name="dates"),
        CheckConstraint("retention_months BETWEEN 1 AND 120", name="retention_months"),
        CheckConstraint("custodians_needed BETWEEN 1 AND 5", name="custodians_needed"),
        CheckConstraint("state = 'draft' OR opened_on IS NOT NULL", name="opened_on"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    authority: Mapped[str] = mapped_column(ForeignKey("authority.id"))
    title: Mapped[str] = mapped_column(String(200))
    year: Mapped[int]
    trial: Mapped[bool] = mapped_column(default=False)
    state: Mapped[State] = mapped_column(words(State, "state"), default=State.DRAFT)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    retention_months: Mapped[int] = mapped_column(default=24)
    custodians_needed: Mapped[int] = mapped_column(default=2)
    breakdowns: Mapped[str | None] = mapped_column(String(500))


class WaveBand(Base):
    """The instrument one age band answers in a wave, and the band it joins if too few answer (declared beforehand)."""

    __tablename__ = "wave_band"
    __table_args__: Any = (
        CheckConstraint("neighbour <> band", name="neighbour"),
        CheckConstraint("length(instrument) = 64", name="instrument"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    band: Mapped[str] = mapped_column(String(20), primary_key=True)
    instrument: Mapped[str] = mapped_column(String(64))
    neighbour: Mapped[str | None] = mapped_column(String(20))


class WavePool(Base):
    """Declared before fieldwork: bands of this wave that stay too small wait, and are opened under this authority.

    The wave's own authority: with its next waves. A partnership: with the waves of other councils that name it.
    """

    __tablename__ = "wave_pool"
    __table_args__: Any = ({"sqlite_with_rowid": False},)

    wave: Mapped[str] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    authority: Mapped[str] = mapped_column(ForeignKey("authority.id"))


class PoolMember(Base):
    """A band of an earlier wave whose ballots were opened together with others; ``wave`` is what came of it."""

    __tablename__ = "pool_member"
    __table_args__: Any = (
        ForeignKeyConstraint(["member", "band"], ["wave_band.wave", "wave_band.band"]),
        UniqueConstraint("member", "band"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    member: Mapped[str] = mapped_column(String(60), primary_key=True)
    band: Mapped[str] = mapped_column(String(20), primary_key=True)


class WaveManifest(Base):
    """What the wave's cards vouch for: SHA-256 (hex) of its public key, and of all public keys and instruments.

    ``public`` is kept as the keys are made, ``fingerprint`` as fieldwork begins. A wave that began before this was kept
    has no row: its opening asks for no permits.
    """

    __tablename__ = "wave_manifest"
    __table_args__: Any = (
        CheckConstraint("length(public) = 64", name="public"),
        CheckConstraint("length(fingerprint) = 64", name="fingerprint"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    public: Mapped[str] = mapped_column(String(64))
    fingerprint: Mapped[str | None] = mapped_column(String(64))


class ManifestSeal(Base):
    """A keyed digest of what is kept in ``WaveManifest``: who may write here, without the pepper, cannot make it."""

    __tablename__ = "manifest_seal"
    __table_args__: Any = (
        CheckConstraint("length(seal) = 32", name="seal"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    seal: Mapped[bytes] = mapped_column(LargeBinary)


class Custodian(Base):
    """One of the people who open the box together; no time is kept of their proofs."""

    __tablename__ = "custodian"
    __table_args__: Any = ({"sqlite_with_rowid": False},)

    wave: Mapped[str] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    proved: Mapped[Proof] = mapped_column(words(Proof, "proved"), default=Proof.NEVER)


class Stratum(Base):
    """A band and team: the eligible, the codes issued and not void, last night's stepped count of who answered."""

    __tablename__ = "stratum"
    __table_args__: Any = (
        ForeignKeyConstraint(["wave", "band"], ["wave_band.wave", "wave_band.band"]),
        UniqueConstraint("wave", "band", "team"),
        CheckConstraint("eligible >= 0", name="eligible"),
        CheckConstraint("issued >= 0 AND issued <= eligible", name="issued"),
        CheckConstraint("at_least >= 0 AND at_least = at_least / 5 * 5", name="at_least"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    wave: Mapped[str] = mapped_column(String(60))
    band: Mapped[str] = mapped_column(String(20))
    team: Mapped[str] = mapped_column(String(100))
    eligible: Mapped[int]
    issued: Mapped[int] = mapped_column(default=0)
    at_least: Mapped[int] = mapped_column(default=0)


class Eligible(Base):
    """How many of a band's eligible fall under one value of a breakdown."""

    __tablename__ = "eligible"
    __table_args__: Any = (
        ForeignKeyConstraint(["wave", "band"], ["wave_band.wave", "wave_band.band"]),
        CheckConstraint("n >= 0", name="n"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(String(60), primary_key=True)
    band: Mapped[str] = mapped_column(String(20), primary_key=True)
    breakdown: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(60), primary_key=True)
    n: Mapped[int]


class AccessCode(Base):
    """A code's keyed digest. It belongs to a stratum and an instrument, never to a child; rows have no order."""

    __tablename__ = "access_code"
    __table_args__: Any = (
        CheckConstraint("length(digest) = 32", name="digest"),
        CheckConstraint("length(blinded) = 32", name="blinded"),
        CheckConstraint("length(instrument) = 64", name="instrument"),
        {"sqlite_with_rowid": False},
    )

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    stratum: Mapped[int] = mapped_column(ForeignKey("stratum.id"), index=True)
    instrument: Mapped[str] = mapped_column(String(64))
    state: Mapped[CodeState] = mapped_column(words(CodeState, "state"), default=CodeState.FRESH)
    blinded: Mapped[bytes] = mapped_column(LargeBinary(32), default=NOT_YET)


class OutcomeCount(Base):
    """How many of a band did not answer for one reason."""

    __tablename__ = "outcome_count"
    __table_args__: Any = (
        ForeignKeyConstraint(["wave", "band"], ["wave_band.wave", "wave_band.band"]),
        CheckConstraint("n >= 0", name="n"),
        {"sqlite_with_rowid": False},
    )

    wave: Mapped[str] = mapped_column(String(60), primary_key=True)
    band: Mapped[str] = mapped_column(String(20), primary_key=True)
    outcome: Mapped[Outcome] = mapped_column(words(Outcome, "outcome"), primary_key=True)
    n: Mapped[int]


class NightlyRun(Base):
    """A day on which the nightly work was tried; ``problem`` is empty when all of it went well."""

    __tablename__ = "nightly_run"
    __table_args__: Any = ({"sqlite_with_rowid": False},)

    day: Mapped[date] = mapped_column(primary_key=True)
    problem: Mapped[str] = mapped_column(String(500), default="")
