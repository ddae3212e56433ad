"""One group by itself: is it large enough to be shown, and how exactly (rules 4 and 5)."""

from __future__ import annotations

from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import Cell, Coding, Hidden, Hiding, Protected, Shown


def protect_cell(cell: Cell, policy: Policy, *, routed: bool = False, reach: int | None = None) -> Shown:
    """The count, coded where it or its opposite is small; hidden where its base is small or tells an earlier answer.

    Where an earlier answer decides who is asked, every reason is that one: "fewer than ten answered" would say how many
    had given it.
    """
    if routed and policy.follows(Rule.DISTRIBUTIONS) and tells_earlier(cell, policy, reach):
        return Hidden(Hiding.ROUTED)
    if cell.base == 0 or (policy.follows(Rule.BASE) and cell.base < policy.smallest_base):
        return Hidden(Hiding.SMALL_BASE)
    return code(cell.positive, cell.base, policy)


def tells_earlier(cell: Cell, policy: Policy, reach: int | None = None) -> bool:
    """Whether how many answered tells too well what they had answered before, where that decides who is asked (rule 6).

    All others gave another answer, or left one out: a bar of the earlier question, which is for fifty and more, and
    never for fewer than five. So of fewer than fifty who took part nothing is looked at but how many they are.
    ``reach``: so many at most can have been asked, as its bars tell where they join answers.
    """
    if cell.members < policy.distribution_base or cell.base < policy.smallest_base:
        return True
    most = cell.members if reach is None else min(cell.members, reach)
    return most - cell.base < policy.smallest_cell


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
