"""Rounded means of scores over all, by band and by group: a score needs all answers of a child together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from surveyapp.definition.model import Breakdown, Score
from surveyapp.definition.scores import made_for, score_of
from surveyapp.opening.bands import Unit, label
from surveyapp.opening.forcing import Spread, free_groups, hundredths
from surveyapp.opening.groups import POLICY, THRESHOLD, Part, large_enough, large_enough_across
from surveyapp.opening.partitions import asks
from surveyapp.opening.parts import Bands
from surveyapp.opening.reliable import measured
from surveyapp.opening.tallies import Contents
from surveyapp.results.handed import Scored
from surveyapp.results.models import AGE, TOTAL

MEANS = replace(POLICY, smallest_base=POLICY.mean_base, hidden_pool=POLICY.mean_base)
"""A group, and what the groups leave, is as many as a mean needs."""

_DENOMINATOR = 10_000
"""No exact level has a larger one: a few items, and few answers to each."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A score in some bands: each of their children's, in their order; None where too little was answered."""

    score: Score
    bands: Bands
    values: Mapping[str, Sequence[float | None]]

    def level(self, value: float) -> Fraction:
        """Where a value stands between the score's ends, exactly."""
        share = (value - self.score.low) / (self.score.high - self.score.low)
        return Fraction(share).limit_denominator(_DENOMINATOR)


def score_means(contents: Contents) -> tuple[Scored, ...]:
    """The rounded means of every score of the bank over each of its pools."""
    found: list[Scored] = []
    for score in contents.bank.scores.values():
        for pool in score.pools:
            bands = tuple(band for band in pool if _counts_here(contents, score, band))
            if bands:
                made = _Made(score, bands, {band: _values(contents, score, band) for band in bands})
                found += _totals(contents, made)
                found += _hangs_together(contents, made)
                for breakdown in contents.bank.breakdowns.values():
                    found += _by_group(contents, made, breakdown)
    return tuple(found)


def _counts_here(contents: Contents, score: Score, band: str) -> bool:
    """Whether the band's scores may be counted: with all of its unit, or by themselves if they are enough."""
    if not contents.members.get(band) or not made_for(score, contents.instruments[band]):
        return False
    unit = contents.unit_of(band)
    return _whole(contents, score, unit) or len(contents.members[band]) >= THRESHOLD


def _whole(contents: Contents, score: Score, unit: Unit) -> bool:
    """Whether the unit's scores may be counted together: all of them are of one pool, and of items they share."""
    together = any(set(unit.bands) <= set(pool) for pool in score.pools)
    made = all(made_for(score, contents.instruments[band]) for band in unit.bands)
    return together and made and all(contents.whole(unit, part.item) for part in score.items)


def _values(contents: Contents, score: Score, band: str) -> list[float | None]:
    return [score_of(score, contents.instruments[band], member.answers) for member in contents.members[band]]


def _together(contents: Contents, score: Score, band: str) -> tuple[str, ...]:
    """The bands with which this one's scores are always counted."""
    unit = contents.unit_of(band)
    return unit.bands if _whole(contents, score, unit) else (band,)


def _totals(contents: Contents, made: _Made) -> Iterator[Scored]:
    """Everybody's, and by band where every band has enough; rows tell as much, while there are rows."""
    by_band: dict[str, Spread] = {}
    for band in made.bands:
        together = label(_together(contents, made.score, band))
        spread = by_band.setdefault(together, Spread())
        spread.update((together, made.level(value)) for value in made.values[band] if value is not None)
    everybody = sum(by_band.values(), Spread())
    if large_enough({TOTAL: everybody.total()}, policy=MEANS):
        yield _rounded(made, (label(made.bands), TOTAL, TOTAL), everybody)
    shown = large_enough({band: spread.total() for band, spread in by_band.items()}, policy=MEANS)
    for band, spread in by_band.items():
        if band in shown and len(by_band) > 1:
            yield _rounded(made, (label(made.bands), AGE, band), spread)


def _hangs_together(contents: Contents, made: _Made) -> Iterator[Scored]:
    """Alpha, omega and the spread of everybody's scores, fifty children or more; they name no child and no group."""
    known = [value for band in made.bands for value in made.values[band] if value is not None]
    answers = [member.answers for band in made.bands for member in contents.members[band]]
    for word, n, value in measured(made.score, answers, known):
        yield Scored(label(made.bands), word, TOTAL, made.score.id, n, value)


def _by_group(contents: Contents, made: _Made, breakdown: Breakdown) -> Iterator[Scored]:
    """By group of a breakdown, over the bands that ask it, where nothing about rows is forced by it."""
    bands = _asking(contents, made, breakdown)
    sizes: Counter[Part] = Counter()
    spreads: dict[str, Spread] = {}
    for band in bands:
        together = label(_together(contents, made.score, band))
        for group, value in zip(contents.groups[breakdown.id, band], made.values[band], strict=True):
            sizes[together, group] += value is not None
            spreads.setdefault(group, Spread()).update([] if value is None else [(together, made.level(value))])
    for group in sorted(free_groups(spreads, large_enough_across(sizes, policy=MEANS))):
        yield _rounded(made, (label(bands), breakdown.id, group), spreads[group])


def _asking(contents: Contents, made: _Made, breakdown: Breakdown) -> Bands:
    """The bands that ask the breakdown, and not as an item of the score, with those always counted with them."""
    items = {part.item for part in made.score.items}
    asked = [band for band in made.bands if (it := asks(contents.instruments[band], breakdown)) and it.id not in items]
    together = {other for band in asked for other in _together(contents, made.score, band)}
    return tuple(band for band in made.bands if band in together)


def _rounded(made: _Made, of: tuple[str, str, str], spread: Spread) -> Scored:
    return Scored(*of, made.score.id, spread.total(), hundredths(spread))
