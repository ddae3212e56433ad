"""What becomes of bands that stay too small: declared with the wave, opened together with others as another wave.

A pool is named by the authority under which its result stands: the council, with its next waves, or a partnership.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from surveyapp.fieldwork.errors import AuthorityUnknown, PartnershipUnknown
from surveyapp.fieldwork.models import Authority, Partnership, PoolMember, Wave, WavePool


class Kind(StrEnum):
    """With whom a small band is opened together."""

    NEXT = "next"
    PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class Declared:
    """What a wave declared for bands that stay too small; the authority is the one the result will stand under."""

    kind: Kind
    authority: str
    title: str


@dataclass(frozen=True, slots=True)
class Member:
    """A band of an earlier wave that is part of a pooled wave; ``title`` is its council's."""

    wave: str
    band: str
    authority: str
    title: str
    year: int


def partnerships(session: Session) -> tuple[Authority, ...]:
    """Every partnership by title."""
    found = select(Authority).join(Partnership, Partnership.authority == Authority.id)
    return tuple(session.scalars(found.order_by(Authority.title)))


def is_partnership(session: Session, authority: str) -> bool:
    """Whether this authority is one of several councils."""
    return session.get(Partnership, authority) is not None


def declare(session: Session, wave: Wave, authority: str | None) -> None:
    """Say of a draft under which authority its small bands are opened; None: they wait for nobody.

    It stands in place of what was said before. Raises PartnershipUnknown.
    """
    if authority not in (None, wave.authority) and not is_partnership(session, authority):
        raise PartnershipUnknown(authority)
    session.execute(delete(WavePool).where(WavePool.wave == wave.id))
    if authority is not None:
        session.add(WavePool(wave=wave.id, authority=authority))
    session.flush()


def declared(session: Session, wave: str) -> Declared | None:
    """What the wave declared; None where its small bands wait for nobody."""
    found = session.execute(
        select(WavePool.authority, Authority.title, Wave.authority.label("own"))
        .join(Authority, Authority.id == WavePool.authority)
        .join(Wave, Wave.id == WavePool.wave)
        .where(WavePool.wave == wave)
    ).one_or_none()
    return None if found is None else Declared(_kind(found.authority, found.own), found.authority, found.title)


def kind_of(session: Session, authority: str) -> Kind:
    """Of what kind the pools are that stand under this authority. Raises AuthorityUnknown."""
    if session.get(Authority, authority) is None:
        raise AuthorityUnknown
    return Kind.PARTNERS if is_partnership(session, authority) else Kind.NEXT


def members(session: Session, wave: str) -> tuple[Member, ...]:
    """Whose bands were opened together in this wave, the oldest first; none in a wave that asked its own children."""
    found = session.execute(
        select(PoolMember.member, PoolMember.band, Wave.authority, Authority.title, Wave.year)
        .join(Wave, Wave.id == PoolMember.member)
        .join(Authority, Authority.id == Wave.authority)
        .where(PoolMember.wave == wave)
        .order_by(Wave.starts_on, Authority.title, Wave.id, PoolMember.band)
    )
    return tuple(Member(*row) for row in found)


def is_pooled(session: Session, wave: str) -> bool:
    """Whether this wave is what came of ballots opened together."""
    return bool(session.scalar(select(exists().where(PoolMember.wave == wave))))


def pooled_from(session: Session, wave: str) -> tuple[str, ...]:
    """The pooled waves that hold ballots of this wave."""
    return tuple(session.scalars(select(PoolMember.wave).where(PoolMember.member == wave).distinct().order_by("wave")))


def settled(session: Session, waves: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Of these waves: every wave and band that was opened together with others."""
    found = select(PoolMember.member, PoolMember.band).where(PoolMember.member.in_(tuple(waves)))
    return frozenset((wave, band) for wave, band in session.execute(found))


def _kind(authority: str, own: str) -> Kind:
    return Kind.NEXT if authority == own else Kind.PARTNERS
