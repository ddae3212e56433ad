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
    """Exact if both the count and its opposite are 5 or more, else "fewer than 5" or "n - 4 or more".

    Of fewer than 12, no count is exact: it would tell of all but one or two children together. Half of them is the edge
    between both codes, so that no count is left that only hiding could name.
    """
    few = policy.smallest_cell - 1 if base >= policy.exact_base else base // 2
    if policy.follows(Rule.CELLS):
        if positive <= few:
            return Protected(Coding.FEW, 0, min(few, base), base)
        many = policy.smallest_cell - 1 if base >= policy.exact_base else base - few - 1
        if base - positive <= many:
            return Protected(Coding.NEARLY_ALL, base - many, base, base)
    return Protected(Coding.EXACT, positive, positive, base)
