"""Which changes since the wave before could be found at all, of everybody and of each band; what more answers buy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from surveyapp.analysis.detectable import Bar, Found, smallest_found
from surveyapp.analysis.verdicts import STANDARD
from surveyapp.opening.bands import Unit, laid_together
from surveyapp.opening.foreseeing import fates
from surveyapp.prospects.assumed import LEVELS, Assumed, Given, answers
from surveyapp.prospects.comparable import Pair, pairs
from surveyapp.prospects.expected import COUNTED
from surveyapp.releases.counting import Bands

CHANCE = 0.8


@dataclass(frozen=True, slots=True)
class Level:
    """What so many answers would find: changes called clear though nothing else changed, and those called possible.

    ``response`` is None for the guess itself; ``comparisons`` are made beside each other. None for both where the years
    would not be compared: fewer than twenty answer, or answered.
    """

    response: float | None
    answers: int
    comparisons: int
    clear: Found | None
    possible: Found | None


@dataclass(frozen=True, slots=True)
class ChangeProspect:
    """Some bands together, against ``then`` answers the time before; None where there was none, or nothing compares.

    ``questions`` of theirs can be compared. ``levels`` begin with the guess.
    """

    bands: Bands
    questions: int
    then: int | None
    levels: tuple[Level, ...]


def change_prospects(given: Given, assumption: Assumed) -> tuple[ChangeProspect, ...]:
    """The widest pool of bands first, then each unit of bands that would be counted, where there are several.

    Without an earlier wave each stands beside a next one of the same size.
    """
    units = counted_units(given, assumption)
    known = pairs(given, units)
    pools = [one.bands for one in known if one.headline]
    found = []
    if pools:
        widest = max(pools, key=lambda bands: (len(bands), pools.count(bands)))
        found.append(_prospect(given, assumption, widest, [one for one in known if one.headline]))
    for unit in units if len(units) > 1 else ():
        family = [one for one in known if not one.headline]
        if all(one.bands != unit.bands for one in family):
            family = [one for one in known if one.headline]
        found.append(_prospect(given, assumption, unit.bands, family))
    return tuple(found)


def counted_units(given: Given, assumption: Assumed) -> tuple[Unit, ...]:
    """The bands that would be counted, laid together as the opening would."""
    expected = answers(given, assumption)
    come = fates(given.plan, expected)
    counted = {band: n if come[band] in COUNTED else 0 for band, n in expected.items()}
    return laid_together(counted, given.plan.neighbours)


def _prospect(given: Given, assumption: Assumed, bands: Bands, family: Sequence[Pair]) -> ChangeProspect:
    mine = [one for one in family if one.bands == bands]
    then = [one.then for one in mine if one.then is not None]
    prospect = ChangeProspect(bands, len(mine), median_low(then) if then else None, ())
    guessed: Sequence[float | None] = (None, *LEVELS)
    return replace(prospect, levels=tuple(_level(given, assumption, prospect, family, one) for one in guessed))


def _level(
    given: Given, assumption: Assumed, prospect: ChangeProspect, family: Sequence[Pair], response: float | None
) -> Level:
    """What the guess, or one response everywhere, would find."""
    expected = answers(given, assumption if response is None else assumption.everywhere(response))
    now = sum(expected[band] for band in prospect.bands)
    then = now if given.before is None else prospect.then
    of = sum(_compared(one, expected, given) for one in family)
    if then is None or min(now, then) < STANDARD.smallest_base:
        return Level(response, now, of, None, None)
    bars = (Bar(STANDARD.flag_confidence, STANDARD.false_finds / max(of, 1)), Bar(STANDARD.flag_confidence))
    clear, possible = (smallest_found(now, then, assumption.start, bar=bar, chance=CHANCE) for bar in bars)
    return Level(response, now, of, clear, possible)


def _compared(pair: Pair, expected: Mapping[str, int], given: Given) -> bool:
    """Whether a release would make a comparison of it: enough answers both times."""
    now = sum(expected[band] for band in pair.bands)
    then = now if given.before is None else pair.then or 0
    return min(now, then) >= STANDARD.smallest_base
