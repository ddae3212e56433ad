"""Many comparisons at once: p values adjusted so that chance does not look like news."""

from __future__ import annotations

from collections.abc import Sequence


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """q values in the order given, which hold the share of false finds. Benjamini & Hochberg (1995) JRSS B 57:289."""
    if not p_values:
        return ()
    from scipy.stats import false_discovery_control

    return tuple(float(q) for q in false_discovery_control(list(p_values), method="bh"))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """p values adjusted, in the order given, so that any false find is rare. Holm (1979) Scand J Stat 6:65."""
    adjusted = [0.0] * len(p_values)
    reached = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        reached = max(reached, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = reached
    return tuple(adjusted)
