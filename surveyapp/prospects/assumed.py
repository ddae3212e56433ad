"""What is assumed of a wave that has not begun: how many answer, say their group, and answered well the time before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from surveyapp.definition.model import Bank, Breakdown
from surveyapp.opening.classes import Eligible
from surveyapp.opening.contents import Plan
from surveyapp.opening.narrowing import narrowed
from surveyapp.opening.partitions import asks
from surveyapp.releases.model import Release

RESPONSE = 0.5
"""Where no earlier wave tells how many answer: half of all, which is no more than a round number."""
LEVELS = (0.4, 0.6, 0.8)
"""Other responses beside which the guess is shown."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is known before fieldwork: the wave as its opening will have it, and the release it will be compared with.

    ``title`` is "" where there is no wave yet.
    """

    plan: Plan
    before: Release | None = None
    title: str = ""

    def by(self, bank: Bank, shown: Collection[str] | None) -> Given:
        """The same wave, if it showed results by these breakdowns of the bank (None: all)."""
        return replace(self, plan=replace(self.plan, bank=narrowed(bank, shown)))

    @property
    def bands(self) -> Mapping[str, int]:
        """How many may answer in each band that is asked, in the bank's order."""
        return {band: self.plan.eligible.bands.get(band, 0) for band in self.plan.instruments}


@dataclass(frozen=True, slots=True)
class Assumed:
    """Shares from 0 to 1: of each band's children who answer, of those who do not say a group, of positive answers."""

    response: Mapping[str, float] = field(default_factory=dict)
    unsaid: float = 0.05
    start: float = 0.7

    def everywhere(self, response: float) -> Assumed:
        """The same with one response in every band."""
        return replace(self, response=dict.fromkeys(self.response, response))


def response_of(before: Release | None) -> Mapping[str, float]:
    """Of each band that a release tells of, the share that answered."""
    return {rate.band: rate.share for rate in before.response_rates if rate.eligible} if before else {}


def last_response(given: Given) -> Mapping[str, float]:
    """Of each band that was asked the time before, the share that answered."""
    known = response_of(given.before)
    return {band: known[band] for band in given.bands if band in known}


def assumed(given: Given, guesses: Mapping[str, float]) -> Assumed:
    """What is guessed of each band; else what the last wave's children did; else half of all."""
    last = last_response(given)
    return Assumed({band: guesses.get(band, last.get(band, RESPONSE)) for band in given.bands})


def answers(given: Given, assumption: Assumed) -> Mapping[str, int]:
    """How many answers each band is expected to give, rounded."""
    return {band: int(n * assumption.response[band] + 0.5) for band, n in given.bands.items()}


def divided(given: Given) -> tuple[tuple[Breakdown, ...], tuple[Breakdown, ...]]:
    """The breakdowns that any band with children asks: those that every such band has numbers for, and the others."""
    known: list[Breakdown] = []
    unknown: list[Breakdown] = []
    for one in given.plan.bank.breakdowns.values():
        asked = tuple(band for band, n in given.bands.items() if n and asks(given.plan.instruments[band], one))
        if asked:
            (known if given.plan.eligible.given(asked, one.id) else unknown).append(one)
    return tuple(known), tuple(unknown)


def evenly(given: Given) -> Given:
    """The same wave, as if children divided evenly among the groups of every breakdown that nobody has numbers for."""
    _, unknown = divided(given)
    eligible = given.plan.eligible
    groups = dict(eligible.groups)
    for one in unknown:
        values = [value.id for value in one.values if value.id not in one.merge]
        for band, n in given.bands.items():
            if asks(given.plan.instruments[band], one) and not eligible.given((band,), one.id):
                groups |= {(band, one.id, value): len(range(at, n, len(values))) for at, value in enumerate(values)}
    return replace(given, plan=replace(given.plan, eligible=Eligible(eligible.bands, groups)))
