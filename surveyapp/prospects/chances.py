"""How likely each band is to be counted by itself, with another, to wait, or not to be counted at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from surveyapp.analysis.reaching import chance_of, share_needed, up_to
from surveyapp.opening.contents import Plan
from surveyapp.opening.foreseeing import Fate, fates
from surveyapp.opening.groups import THRESHOLD
from surveyapp.prospects.assumed import Assumed, Given, answers

SURE = 0.9
"""The chance that is asked for where a page says how many must answer."""
NEGLIGIBLE = 1e-6


@dataclass(frozen=True, slots=True)
class BandProspect:
    """A band before fieldwork: its children, the guess, and the chance of each fate at its opening.

    ``enough`` is the chance that ten or more answer; ``needed`` the share that must answer for that to be nearly sure
    (9 in 10), None where fewer than ten may answer.
    """

    band: str
    eligible: int
    response: float
    answers: int
    enough: float
    needed: float | None
    fates: Mapping[Fate, float]
    neighbour: str | None

    @property
    def opened(self) -> float:
        """The chance that its answers are counted with this wave, by themselves or with another band's."""
        return self.fates.get(Fate.ALONE, 0.0) + self.fates.get(Fate.JOINED, 0.0)

    @property
    def otherwise(self) -> Fate:
        """What is likeliest to become of it if it is not counted by itself."""
        others = {fate: n for fate, n in self.fates.items() if fate not in (Fate.ALONE, Fate.EMPTY)}
        return max(others, key=others.__getitem__, default=Fate.EMPTY)


def band_prospects(given: Given, assumption: Assumed) -> tuple[BandProspect, ...]:
    """Every band with children in it."""
    expected = answers(given, assumption)
    found = fate_chances(given.plan, given.bands, assumption.response)
    return tuple(
        BandProspect(
            band=band,
            eligible=n,
            response=assumption.response[band],
            answers=expected[band],
            enough=chance_of(n, assumption.response[band], THRESHOLD),
            needed=share_needed(n, THRESHOLD, chance=SURE),
            fates=found[band],
            neighbour=given.plan.neighbours.get(band),
        )
        for band, n in given.bands.items()
        if n
    )


def fate_chances(
    plan: Plan, eligible: Mapping[str, int], response: Mapping[str, float]
) -> dict[str, Mapping[Fate, float]]:
    """The chance of every fate of every band, by the opening's own rule over every number of answers.

    From ten answers on it does not matter how many there are; so each band has eleven cases at most.
    """
    found: dict[str, Counter[Fate]] = {band: Counter() for band in plan.instruments}
    cases = [list(_cases(eligible.get(band, 0), response.get(band, 0.0))) for band in found]
    for case in product(*cases):
        weight = prod(chance for _, chance in case)
        for band, fate in fates(plan, dict(zip(found, (n for n, _ in case), strict=True))).items():
            found[band][fate] += weight  # type: ignore[assignment]  # a Counter of floats
    return {band: _whole(chances) for band, chances in found.items()}


def _cases(eligible: int, response: float) -> Iterator[tuple[int, float]]:
    """How many may answer, ten standing for more, with the chance of each."""
    for count, chance in enumerate(up_to(eligible, response, THRESHOLD)):
        if chance > NEGLIGIBLE:
            yield count, chance


def _whole(chances: Mapping[Fate, float]) -> Mapping[Fate, float]:
    """Chances that add up to one, without the negligible cases."""
    total = sum(chances.values())
    return {fate: chance / total for fate, chance in chances.items()}
