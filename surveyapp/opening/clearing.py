"""Taking out of the box what an opening has read: of a wave all but what waits, of a pooled wave what waited for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from surveyapp.box import ballots, issuers, keys, waiting
from surveyapp.results import store


@dataclass(frozen=True, slots=True)
class Reach:
    """What the destruction of a wave takes: ``waits`` are its bands that stay; ``members`` whose ballots it held."""

    wave: str
    waits: frozenset[str]
    members: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Cleared:
    """What is gone. ``waits``: the wave's wrapped keys stay, because some of its ballots do."""

    ballots: int
    wrapped_keys: int
    issuer_keys: int
    waits: bool


def reach(results: Session, wave: str) -> Reach:
    """What belongs to this wave's opening."""
    members: dict[str, frozenset[str]] = {}
    for member, band in store.members_of(results, wave):
        members[member] = members.get(member, frozenset()) | {band}
    return Reach(wave, frozenset(store.waiting_of(results, wave)), members)


def here(box: Session, it: Reach) -> int:
    """How many ballots there are that the opening has read."""
    marked = waiting.counts(box)
    if it.members:
        return sum(marked.get((wave, band), 0) for wave, bands in it.members.items() for band in bands)
    return sum(ballots.count(box, it.wave).values()) - sum(marked.get((it.wave, band), 0) for band in it.waits)


def clear(box: Session, it: Reach) -> Cleared:
    """Delete these ballots, and the keys of each wave that has no ballot left."""
    if it.members:
        gone = sum(waiting.destroy(box, wave, bands) for wave, bands in it.members.items())
        return Cleared(gone, drop_keys(box, it.members), 0, waits=False)
    gone = waiting.destroy_others(box, it.wave, it.waits)
    wrapped, signing = drop_keys(box, (it.wave,)), issuers.destroy(box, it.wave)
    return Cleared(gone, wrapped, signing, waits=not waiting.none_left(box, it.wave))


def drop_keys(box: Session, waves: Iterable[str]) -> int:
    """Forget the wrapped keys of those waves that have no ballot left; how many wrappings there were."""
    return sum(keys.destroy(box, wave) for wave in waves if waiting.none_left(box, wave))
