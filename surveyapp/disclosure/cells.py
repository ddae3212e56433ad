"""One group by itself: is it large enough to be shown, and how exactly (rules 4 and 5)."""

from __future__ import annotations

from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import Cell, Coding, Hidden, Hiding, Protected, Shown


def protect_cell(cell: Cell, policy: Policy, *, routed: bool = False) -> Shown:
    """The group's count, coded where it or its opposite is small; hidden where the base is.

    Where an earlier answer decides who is asked, a base of everybody would tell that answer for everybody: hidden too.
    """
    if policy.follows(Rule.BASE) and (cell.base < policy.smallest_base or (routed and cell.base == cell.members)):
        return Hidden(Hiding.SMALL_BASE)
    if cell.base == 0:
        return Hidden(Hiding.SMALL_BASE)
    return code(cell.positive, cell.base, policy)


def code(positive: int, base: int, policy: Policy) -> Protected:
    """Exact if both the count and its opposite are 5 or more, else "fewer than 5" or "n - 4 or more"."""
    small = policy.smallest_cell
    if policy.follows(Rule.CELLS):
        if positive < small:
            return Protected(Coding.FEW, 0, min(small - 1, base), base)
        if base - positive < small:
            return Protected(Coding.NEARLY_ALL, max(0, base - small + 1), base, base)
    return Protected(Coding.EXACT, positive, positive, base)
