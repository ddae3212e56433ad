"""Putting a release into the store, once and for ever; a correction is a new revision with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.disclosure.policy import STANDARD, Policy, Rule
from surveyapp.releases.document import decode, encode, fingerprint
from surveyapp.releases.model import Count, Release, Share, Shown
from surveyapp.releases.models import Frozen
from surveyapp.releases.read import Published

Place = tuple[str, ...]
"""Where a number stands in a release."""


class ReasonNeeded(Exception):
    """This wave was released before; a revision says why it is made."""


class NothingChanged(Exception):
    """The revision is the same as the release before it."""


class RevisionTooSmall(Exception):
    """The revision differs by so few children that the difference of both would show them."""

    def __init__(self, indicator: str, *, difference: int) -> None:
        super().__init__(
            f"{difference} children more or fewer answer {indicator} than in the revision before: subtracting one from "
            "the other would show what they said. Revise when more answers change, or correct code or wording alone."
        )
        self.indicator = indicator
        self.difference = difference


def publish(
    session: Session, release: Release, *, day: date, reason: str | None = None, policy: Policy = STANDARD
) -> Published:
    """Freeze the release as the wave's next revision. Raises ReasonNeeded, NothingChanged, RevisionTooSmall."""
    document = encode(release)
    before = _newest(session, release)
    if before is not None:
        _check_revision(before, document, reason, policy)
    frozen = Frozen(
        authority=release.authority,
        wave=release.wave.id,
        title=release.wave.title,
        year=release.wave.year,
        revision=before.revision + 1 if before else 1,
        reason=(reason or "").strip() if before else "",
        published_on=day,
        fingerprint=fingerprint(document),
        document=document,
    )
    session.add(frozen)
    session.flush()
    return Published(release, frozen.fingerprint, frozen.revision, frozen.reason, day.isoformat())


def _newest(session: Session, release: Release) -> Frozen | None:
    """The latest revision of the same wave."""
    mine = select(Frozen).where(Frozen.authority == release.authority, Frozen.wave == release.wave.id)
    return session.scalars(mine.order_by(Frozen.revision.desc()).limit(1)).first()


def _check_revision(before: Frozen, document: str, reason: str | None, policy: Policy) -> None:
    """A revision has a reason, a difference, and none that shows a few children (disclosure rule 1)."""
    if document == before.document:
        raise NothingChanged
    if not (reason or "").strip():
        raise ReasonNeeded
    if not policy.follows(Rule.FROZEN):
        return
    then, now = decode(before.document), decode(document)
    for numbers, least in ((_bases, policy.changed_records), (_positives, policy.smallest_cell)):
        old = dict(numbers(then))
        for place, number in numbers(now):
            difference = abs(number - old.get(place, number))
            if 0 < difference < least:
                raise RevisionTooSmall(place[0], difference=difference)


def _bases(release: Release) -> Iterator[tuple[Place, int]]:
    """Every base in a release beside where it stands."""
    yield from ((place, count.base) for place, count in _counts(release))
    yield from _sizes(release)


def _positives(release: Release) -> Iterator[tuple[Place, int]]:
    """Every exact count of positive answers beside where it stands, and of how many."""
    for place, count in _counts(release):
        if count.shown is Shown.EXACT:
            yield (*place, str(count.base)), count.low


def _counts(release: Release) -> Iterator[tuple[Place, Count]]:
    """Every count of answers in a release beside where it stands."""
    for indicator in release.indicators:
        for result in (*indicator.results, *indicator.by_band):
            if isinstance(result.now, Share):
                yield (indicator.id, *result.bands), result.now.count
        for breakdown in indicator.breakdowns:
            for group in breakdown.groups:
                if isinstance(group.result, Share):
                    yield (indicator.id, breakdown.breakdown, group.value, *breakdown.bands), group.result.count
    yield from _themes(release)


def _themes(release: Release) -> Iterator[tuple[Place, Count]]:
    """Every count of comments on a theme beside where it stands."""
    for one in release.themes:
        for theme in one.themes:
            if isinstance(theme.result, Share):
                yield (one.item, str(one.codebook), theme.name), theme.result.count


def _sizes(release: Release) -> Iterator[tuple[Place, int]]:
    """Every group's number of children who answered, beside where it stands."""
    for rate in release.rates_by_group:
        for group in rate.groups:
            if group.completed is not None:
                yield (rate.breakdown, group.value, *rate.bands), group.completed
