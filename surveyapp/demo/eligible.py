"""Who may answer in the made-up council: their sex and whom they live with, as its own records have them."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from surveyapp.definition.model import Instrument

Facts = Mapping[str, str]
"""A child's value of each breakdown that the records know."""

RECORDED: Mapping[str, Mapping[str, float]] = {
    "sex": {"girl_or_woman": 0.45, "boy_or_man": 0.55},
    "placement": {"foster": 0.58, "kinship": 0.18, "childrens_home": 0.14, "parents": 0.05, "elsewhere": 0.05},
}
"""How the eligible of a band divide, as shares."""

HARDER_TO_REACH: Mapping[str, float] = {"childrens_home": 0.5, "parents": 0.6}
"""How much more rarely these answer than others, as a weight; others have 1."""


def recorded(instrument: Instrument, eligible: int) -> dict[str, dict[str, int]]:
    """How many of the eligible have each value of each breakdown that the records know and the survey asks."""
    asked = {item.breakdown for item in instrument.items}
    return {name: apportioned(shares, eligible) for name, shares in RECORDED.items() if name in asked}


def apportioned(shares: Mapping[str, float], total: int) -> dict[str, int]:
    """Whole numbers that add up to the total and are nearest to these shares (largest remainders)."""
    counts = {value: int(share * total) for value, share in shares.items()}
    by_remainder = sorted(shares, key=lambda value: counts[value] - shares[value] * total)
    for value in by_remainder[: total - sum(counts.values())]:
        counts[value] += 1
    return counts


def answering(instrument: Instrument, eligible: int, count: int, *, seed: str) -> tuple[Facts, ...]:
    """The recorded facts of those of the eligible who answer, always the same for one seed."""
    random = Random(f"{seed}|{instrument.survey}|who answers")  # noqa: S311 - made-up children, not a secret
    columns = {}
    for breakdown, counts in recorded(instrument, eligible).items():
        values = [value for value, number in counts.items() for _ in range(number)]
        columns[breakdown] = random.sample(values, len(values))
    everybody = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return tuple(sorted(everybody, key=lambda facts: -_luck(facts, random))[:count])


def _luck(facts: Facts, random: Random) -> float:
    """A weighted draw without replacement takes the highest of these (Efraimidis and Spirakis 2006)."""
    weight = 1.0
    for value in facts.values():
        weight *= HARDER_TO_REACH.get(value, 1.0)
    return float(random.random() ** (1 / weight))
