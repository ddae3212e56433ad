"""How much a group's figure tells somebody who knows the total: in bits, by how rarely chance would give it."""

from __future__ import annotations

from math import comb, log2

from surveyapp.disclosure.tables import Protected


def rarer(total: Protected) -> int:
    """How many gave the rarer kind of answer, at most, as the total tells."""
    return min(total.high, total.base - total.low)


def left_open(total: Protected) -> float:
    """Bits that a total leaves open: in how many ways so many of the rarer kind can be among those who answered."""
    return log2(comb(total.base, rarer(total)))


def told(group: Protected, total: Protected) -> float:
    """Bits that a group's count tells beside the total: if any of those ways is as likely, few of them give it.

    The law is the hypergeometric one. A count that the total alone makes certain tells nothing.
    """
    rare = rarer(total)
    turned = rare < total.high
    low, high = (group.base - group.high, group.base - group.low) if turned else (group.low, group.high)
    giving = sum(
        comb(rare, here) * comb(total.base - rare, group.base - here) for here in range(low, min(high, group.base) + 1)
    )
    return log2(comb(total.base, group.base)) - log2(giving) if giving else left_open(total)
