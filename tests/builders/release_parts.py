"""Shares, intervals and changes of the made-up release, computed by the books' formulas and protected by the rules."""

from __future__ import annotations

from functools import cache
from math import ceil, comb, hypot, sqrt

from surveyapp.releases.model import Change, Count, Everybody, Label, Range, Share, Shown, Suppressed, Why

Z95, Z99 = 1.959964, 2.575829


def wilson(positive: int, base: int, z: float = Z95) -> Range:
    """Wilson's interval of a share."""
    share = positive / base
    centre = (share + z * z / (2 * base)) / (1 + z * z / base)
    reach = z * sqrt(share * (1 - share) / base + z * z / (4 * base * base)) / (1 + z * z / base)
    return Range(max(0.0, centre - reach), min(1.0, centre + reach))


def newcombe(now: tuple[int, int], then: tuple[int, int], z: float) -> Range:
    """Newcombe's interval of a difference."""
    one, two = now[0] / now[1], then[0] / then[1]
    first, second = wilson(*now, z), wilson(*then, z)
    gap = one - two
    return Range(gap - hypot(one - first.low, second.high - two), gap + hypot(first.high - one, two - second.low))


def everybody(count: Count, eligible: int) -> Everybody:
    """What a count leaves open, by the definition of the hypergeometric law and without scipy, as a page must."""
    silent = eligible - count.base
    needed = ceil(eligible / 2) - count.low
    possible = range(count.low, count.high + silent + 1)
    return Everybody(
        silent=silent,
        eligible=eligible,
        none=count.low / eligible,
        all=(count.high + silent) / eligible,
        needed=needed if 0 < needed <= silent else None,
        fewest=next(m for m in possible if _at_least(count.low, count.base, m, eligible) > 0.025),
        most=next(m for m in reversed(possible) if 1 - _at_least(count.high + 1, count.base, m, eligible) > 0.025),
    )


@cache
def _at_least(seen: int, drawn: int, positive: int, eligible: int) -> float:
    """The chance that at least so many of those drawn are positive."""
    ways = sum(comb(positive, x) * comb(eligible - positive, drawn - x) for x in range(seen, min(drawn, positive) + 1))
    return ways / comb(eligible, drawn)


def share(positive: int, base: int) -> Share | Suppressed:
    """A protected share by the rules: hidden under 10, coded within 4 of none or all."""
    if base < 10:
        return Suppressed(Why.SMALL_BASE)
    if positive < 5:
        return coded(Shown.FEW, 0, 4, base)
    if positive > base - 5:
        return coded(Shown.NEARLY_ALL, base - 4, base, base)
    point = positive / base
    return Share(Count(Shown.EXACT, positive, positive, base), Range(point, point), wilson(positive, base))


def coded(shown: Shown, low: int, high: int, base: int) -> Share:
    """A share of which only bounds are shown."""
    interval = Range(wilson(low, base).low, wilson(high, base).high)
    return Share(Count(shown, low, high, base), Range(low / base, high / base), interval)


def change(now: tuple[int, int], then: tuple[int, int], label: Label) -> Change:
    """A change with its intervals."""
    if label in (Label.TOO_FEW, Label.NOT_COMPARABLE):
        reason = "The answers to choose from were different in 2024." if label is Label.NOT_COMPARABLE else ""
        return Change(label, reason=reason)
    gap = now[0] / now[1] - then[0] / then[1]
    return Change(
        label=label,
        point=Range(gap, gap),
        interval95=newcombe(now, then, Z95),
        interval99=newcombe(now, then, Z99),
        p=0.078,
        q=0.31,
        detectable_rise=0.16,
        detectable_fall=-0.19,
        caught_rise=0.2,
        caught_fall=-0.24,
    )
