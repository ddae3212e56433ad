"""A release file that comes to the programme: looked at, refused with its reason, or its published counts kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.programme.joining import find
from surveyapp.programme.models import Figure, TakenRelease
from surveyapp.releases.asked import wording
from surveyapp.releases.carried import Carried
from surveyapp.releases.model import Release, Share
from surveyapp.signing.keys import aloud, same_aloud


class WrongKey(Exception):
    """The file says that it is an authority's, and is signed with another key than that authority's."""

    def __init__(self, authority: str, key: str, wanted: str) -> None:
        super().__init__(
            f"This file says it is of {authority}, and is signed with the key {aloud(key)}; theirs is {wanted}. "
            "Nothing was taken in. Ring them on a number you know."
        )


class TakenBefore(Exception):
    """This very revision was taken in before."""


class OlderRevision(Exception):
    """A later revision of this wave's release was taken in before."""

    def __init__(self, came: int, newest: int) -> None:
        super().__init__(f"This is revision {came}; revision {newest} was taken in before. Nothing was taken in.")


class ManyWavesTogether(Exception):
    """This release counts children of several waves together: it is no one year's and perhaps no one council's."""


@dataclass(frozen=True, slots=True)
class Received:
    """What was taken in: how many counts, and how many wordings nobody else has so far, which stay alone."""

    figures: int
    alone: int


def receive(session: Session, carried: Carried, *, day: date) -> Received:
    """Keep a release's published counts in the place of its revision before, and nothing else of it.

    Raises AuthorityUnknown, WrongKey, ManyWavesTogether, TakenBefore, OlderRevision.
    """
    release, revision = carried.release, carried.revision
    key = find(session, release.authority).key
    if not same_aloud(carried.signed.key, key):
        raise WrongKey(release.authority, carried.signed.key, key)
    if release.members:
        raise ManyWavesTogether
    _make_room(session, release, revision.revision, revision.fingerprint)
    found = list(figures(release))
    alone = _alone(session, release.authority, {one.wording for one in found})
    row = TakenRelease(
        authority=release.authority,
        wave=release.wave.id,
        year=release.wave.year,
        revision=revision.revision,
        fingerprint=revision.fingerprint,
        taken_on=day,
    )
    session.add(row)
    session.flush()
    for one in found:
        one.release = row.id
    session.add_all(found)
    session.flush()
    return Received(len(found), alone)


def figures(release: Release) -> Iterator[Figure]:
    """Every shown count of a headline or band, with the fingerprint of what was asked."""
    for one in release.indicators:
        seen: set[tuple[str, ...]] = set()
        for result in (*one.results, *one.by_band):
            bands = tuple(sorted(result.bands))
            if isinstance(result.now, Share) and bands not in seen:
                seen.add(bands)
                count = result.now.count
                yield Figure(
                    indicator=one.id,
                    bands=" ".join(bands),
                    wording=wording(one, bands, release.bands),
                    low=count.low,
                    high=count.high,
                    base=count.base,
                )


def _make_room(session: Session, release: Release, revision: int, fingerprint: str) -> None:
    """Take the revision before away, if this one is later."""
    mine = (TakenRelease.authority == release.authority, TakenRelease.wave == release.wave.id)
    before = session.scalar(select(TakenRelease).where(*mine))
    if before is None:
        return
    if before.fingerprint == fingerprint:
        raise TakenBefore(release.wave.id)
    if before.revision >= revision:
        raise OlderRevision(revision, before.revision)
    session.execute(delete(TakenRelease).where(*mine))


def _alone(session: Session, authority: str, words: set[str]) -> int:
    """How many of these wordings no other authority's figures have."""
    others = select(Figure.wording).join(TakenRelease, TakenRelease.id == Figure.release)
    return len(words - set(session.scalars(others.where(TakenRelease.authority != authority))))
