"""Ballots of an opened wave that stay sealed until they are opened together with those of others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from surveyapp.box.ballots import WITH_PERMITS, Sealed, sealed_in
from surveyapp.box.gate import hold_to_open
from surveyapp.box.models import SealedBallot, WaitingBallot


def mark(session: Session, wave: str, waiting: Mapping[str, Collection[bytes]]) -> None:
    """Say which sealed ballots of the wave wait, by the band of their survey, in place of what was said before."""
    hold_to_open(session, wave)
    session.execute(delete(WaitingBallot).where(WaitingBallot.wave == wave))
    band_of = {sealed: band for band, those in waiting.items() for sealed in those}
    if not band_of:
        return
    found = session.execute(select(SealedBallot.tag, SealedBallot.sealed).where(SealedBallot.wave == wave))
    tags = sorted((bytes(tag), band_of[bytes(sealed)]) for tag, sealed in found if bytes(sealed) in band_of)
    session.execute(insert(WaitingBallot), [{"tag": tag, "wave": wave, "band": band} for tag, band in tags])


def counts(session: Session) -> Mapping[tuple[str, str], int]:
    """How many ballots are marked, by wave and band of their survey."""
    number = func.count().label("number")
    counted = select(WaitingBallot.wave, WaitingBallot.band, number).group_by(WaitingBallot.wave, WaitingBallot.band)
    return {(row.wave, row.band): row.number for row in session.execute(counted)}


def take(session: Session, wave: str, bands: Collection[str]) -> Sequence[Sealed]:
    """The wave's ballots that wait in these bands; nobody else opens or destroys them before this transaction ends."""
    hold_to_open(session, wave)
    waiting = WITH_PERMITS.join(WaitingBallot, WaitingBallot.tag == SealedBallot.tag)
    found = session.execute(waiting.where(WaitingBallot.wave == wave, WaitingBallot.band.in_(tuple(bands))))
    return [sealed_in(*row) for row in found]


def destroy(session: Session, wave: str, bands: Collection[str]) -> int:
    """Delete the ballots of the wave that wait in these bands; how many there were."""
    hold_to_open(session, wave)
    marked = (WaitingBallot.wave == wave, WaitingBallot.band.in_(tuple(bands)))
    tags = session.scalars(delete(WaitingBallot).where(*marked).returning(WaitingBallot.tag)).all()
    for tag in tags:
        session.execute(delete(SealedBallot).where(SealedBallot.tag == tag))
    return len(tags)


def destroy_others(session: Session, wave: str, bands: Collection[str]) -> int:
    """Delete every ballot of the wave but those that wait in these bands; how many there were."""
    hold_to_open(session, wave)
    session.execute(delete(WaitingBallot).where(WaitingBallot.wave == wave, WaitingBallot.band.not_in(tuple(bands))))
    waiting = select(WaitingBallot.tag).where(WaitingBallot.wave == wave)
    others = delete(SealedBallot).where(SealedBallot.wave == wave, SealedBallot.tag.not_in(waiting))
    return len(session.scalars(others.returning(SealedBallot.band)).all())


def none_left(session: Session, wave: str) -> bool:
    """Whether the wave has no ballot in the box any more, waiting or not."""
    return session.scalar(select(SealedBallot.tag).where(SealedBallot.wave == wave).limit(1)) is None
