"""Reading releases: the only way in which any page or report comes to results."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from surveyapp.releases.document import decode, fingerprint
from surveyapp.releases.model import Release, WaveFacts
from surveyapp.releases.models import Frozen

KEPT = 32
_kept: dict[str, Release] = {}
"""Releases this process has read, by fingerprint: a fingerprint never means another release."""


class NoRelease(LookupError):
    """This authority has no such release."""


class ReleaseChanged(Exception):
    """A stored document no longer has its fingerprint: somebody changed it after it was published."""


@dataclass(frozen=True, slots=True)
class Published:
    """A release beside what the store says of it; ``published_on`` is an ISO date."""

    release: Release
    fingerprint: str
    revision: int
    reason: str
    published_on: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A released wave; ``published`` is the ISO date of its latest revision."""

    wave: str
    title: str
    year: int
    revision: int
    published: str


def latest(session: Session, authority: str, wave: str) -> Published:
    """The latest revision of a wave's release. Raises NoRelease, ReleaseChanged."""
    mine = select(Frozen.id).where(Frozen.authority == authority, Frozen.wave == wave)
    return _published(session, mine.order_by(Frozen.revision.desc()).limit(1))


def by_fingerprint(session: Session, authority: str, wanted: str) -> Published:
    """The revision with this fingerprint. Raises NoRelease, ReleaseChanged."""
    return _published(session, select(Frozen.id).where(Frozen.authority == authority, Frozen.fingerprint == wanted))


def waves(session: Session, authority: str) -> tuple[Listed, ...]:
    """The released waves of an authority, the newest first."""
    newest = select(func.max(Frozen.id)).where(Frozen.authority == authority).group_by(Frozen.wave)
    columns = (Frozen.wave, Frozen.title, Frozen.year, Frozen.revision, Frozen.published_on)
    found = select(*columns).where(Frozen.id.in_(newest)).order_by(Frozen.year.desc(), Frozen.wave.desc())
    return tuple(
        Listed(wave, title, year, revision, day.isoformat())
        for wave, title, year, revision, day in session.execute(found)
    )


def before(session: Session, wave: WaveFacts, authority: str) -> tuple[Release, ...]:
    """The latest revision of every wave of the authority that opened before this one, oldest first.

    What several waves said together stands on no line. Raises ReleaseChanged.
    """
    others = [listed.wave for listed in waves(session, authority) if listed.wave != wave.id]
    found = (latest(session, authority, other).release for other in others)
    earlier = (one for one in found if one.wave.opened_on < wave.opened_on and not one.members)
    return tuple(sorted(earlier, key=lambda release: (release.wave.opened_on, release.wave.id)))


def revisions(session: Session, authority: str, wave: str) -> tuple[Release, ...]:
    """Every revision of a wave's release that was published, the first first. Raises ReleaseChanged."""
    mine = select(Frozen.id).where(Frozen.authority == authority, Frozen.wave == wave).order_by(Frozen.revision)
    return tuple(_published(session, select(Frozen.id).where(Frozen.id == id)).release for id in session.scalars(mine))


def _published(session: Session, which: Select[int]) -> Published:
    """One revision; its document is read and checked only if this process has not done so before."""
    columns = (Frozen.id, Frozen.fingerprint, Frozen.revision, Frozen.reason, Frozen.published_on)
    facts = session.execute(select(*columns).where(Frozen.id.in_(which))).first()
    if facts is None:
        raise NoRelease
    id, print_, revision, reason, day = facts
    release = _kept.get(print_)
    if release is None:
        release = _kept_from_now(print_, session.scalars(select(Frozen.document).where(Frozen.id == id)).one())
    return Published(release, print_, revision, reason, day.isoformat())


def _kept_from_now(expected: str, document: str) -> Release:
    """Check a document and keep its release for this process; the oldest kept makes room."""
    if fingerprint(document) != expected:
        raise ReleaseChanged(expected)
    release = decode(document)
    while len(_kept) >= KEPT:
        _kept.pop(next(iter(_kept)), None)
    _kept[expected] = release
    return release
