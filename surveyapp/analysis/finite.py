"""This year's children alone: how many of all eligible would say yes, if those who answered were drawn by lot."""

from __future__ import annotations

from surveyapp.analysis.proportions import ImpossibleCount, Proportion


def eligible_positive(proportion: Proportion, *, eligible: int, confidence: float = 0.95) -> tuple[int, int]:
    """Fewest and most positive of all ``eligible``: both exact tails inverted. Buonaccorsi (1987) Am Stat 41:215."""
    if eligible < proportion.base:
        raise ImpossibleCount(f"{proportion.base} answers from {eligible} eligible")
    from scipy.stats import hypergeom

    tail = (1 - confidence) / 2
    fewest, most = proportion.positive, eligible - (proportion.base - proportion.positive)
    possible = range(fewest, most + 1)
    drawn, seen = proportion.base, proportion.positive
    low = next(count for count in possible if hypergeom.sf(seen - 1, eligible, count, drawn) > tail)
    high = next(count for count in reversed(possible) if hypergeom.cdf(seen, eligible, count, drawn) > tail)
    return low, high
