"""Weights that give those who answered the make-up of all who could have: raking, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

Kind = tuple[str, ...]
"""The group of some children in each margin, in the margins' order."""

MOST_MARGINS = 3
LIGHTEST, HEAVIEST = 1 / 3, 3.0
"""How far a weight may lie from the mean one, as a factor."""

_TOLERANCE, _MISSED, _ROUNDS = 1e-12, 1e-6, 1000


class CannotBeRaked(Exception):
    """No weights give these children the wanted make-up: a wanted group is empty, or the margins contradict them."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """Sums over weighted children: how many they are, of their weights, and of the weights' squares."""

    n: int
    weights: float
    squares: float

    @property
    def design_effect(self) -> float:
        """By how much unequal weights enlarge a variance; 1 where all are equal. Kish (1965) Survey Sampling, 11.7."""
        return self.n * self.squares / self.weights**2

    @property
    def effective(self) -> float:
        """The number of equally weighted children who would tell as much. Kish (1965)."""
        return self.weights**2 / self.squares


def rake(children: Mapping[Kind, int], margins: Sequence[Mapping[str, float]]) -> Mapping[Kind, float]:
    """The weight of a child of each kind, so that every margin has its wanted number; the first one gives the scale.

    Iterative proportional fitting, Deming & Stephan (1940) Ann Math Stat 11:427, at most 3 margins. A weight outside a
    third to three times the mean is moved to that limit and the rest fitted again, so that margins may then be missed
    a little. Raises CannotBeRaked.
    """
    if not 0 < len(margins) <= MOST_MARGINS:
        raise ValueError(f"at most {MOST_MARGINS} margins")
    total = sum(margins[0].values())
    wanted = [{group: n * total / sum(margin.values()) for group, n in margin.items() if n > 0} for margin in margins]
    mean = total / sum(children.values())
    weights = dict.fromkeys((kind for kind, n in children.items() if n), mean)
    for _ in range(_ROUNDS):
        moved = _limited(_fitted(weights, children, wanted), mean)
        if all(abs(moved[kind] - weight) <= _TOLERANCE * mean for kind, weight in weights.items()):
            return _checked(moved, children, wanted, mean)
        weights = moved
    raise CannotBeRaked


def weighted(children: Mapping[Kind, int], weights: Mapping[Kind, float]) -> Weighted:
    """The sums over all children, each with the weight of its kind."""
    counted = [(n, weights[kind]) for kind, n in children.items() if n]
    return Weighted(sum(n for n, _ in counted), fsum(n * w for n, w in counted), fsum(n * w * w for n, w in counted))


def _fitted(
    weights: Mapping[Kind, float], children: Mapping[Kind, int], wanted: Sequence[Mapping[str, float]]
) -> dict[Kind, float]:
    """Each margin in turn brought to its wanted numbers."""
    found = dict(weights)
    for place, margin in enumerate(wanted):
        here = {group: fsum(children[kind] * found[kind] for kind in found if kind[place] == group) for group in margin}
        if not all(here.values()) or any(kind[place] not in margin for kind in found):
            raise CannotBeRaked
        found = {kind: weight * margin[kind[place]] / here[kind[place]] for kind, weight in found.items()}
    return found


def _checked(
    weights: dict[Kind, float], children: Mapping[Kind, int], wanted: Sequence[Mapping[str, float]], mean: float
) -> Mapping[Kind, float]:
    """The weights, if they meet every margin, or miss it because of the limits."""
    at_limit = any(weight in (LIGHTEST * mean, HEAVIEST * mean) for weight in weights.values())
    again = _fitted(weights, children, wanted[:-1])
    if not at_limit and any(abs(again[kind] - weight) > _MISSED * mean for kind, weight in weights.items()):
        raise CannotBeRaked
    return weights


def _limited(weights: Mapping[Kind, float], mean: float) -> dict[Kind, float]:
    return {kind: min(max(weight, LIGHTEST * mean), HEAVIEST * mean) for kind, weight in weights.items()}
