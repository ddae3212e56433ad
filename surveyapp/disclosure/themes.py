"""Themes of the same comments beside each other: what adds up must not tell how many are of a small one (rule 7)."""

from __future__ import annotations

from collections.abc import Sequence

from surveyapp.disclosure.members import remaining
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.tables import Coding, Hidden, Hiding, Protected, Shown


def protect_themes(shown: Sequence[Shown], base: int, policy: Policy) -> tuple[Shown, ...]:
    """Themes of ``base`` comments, each protected by itself; none of them where they tell how many are of another.

    All go, not one after the other: whoever knows that a theme was hidden because the others would have told of a small
    one knows what they would have told. Of twelve comments hiding says too much of a theme that is not counted; so they
    are always hidden beside one.
    """
    uncounted = base == policy.exact_base and any(isinstance(one, Hidden) for one in shown)
    if policy.follows(Rule.SECONDARY) and (uncounted or told(shown, base, policy)):
        return tuple(Hidden(Hiding.SECONDARY) if isinstance(one, Protected) else one for one in shown)
    return tuple(shown)


def told(shown: Sequence[Shown], base: int, policy: Policy) -> list[int]:
    """The places of hidden and coded themes whose count a reader can narrow down too far.

    A hidden one is left one value more, for the child who knows how its own comment counts. A count of 5 and more, and
    of all but 5, could be shown as it is: it may be worked out.
    """
    found = []
    for at, (low, high) in enumerate(possible(shown, base)):
        spare = 1 if isinstance(shown[at], Hidden) else 0
        harmless = low >= policy.smallest_cell and high <= base - policy.smallest_cell
        narrow = high - low < min(base, policy.left_width + spare) or high == 0 or low == base
        if not _exact(shown[at]) and narrow and not harmless:
            found.append(at)
    return found


def possible(shown: Sequence[Shown], base: int) -> list[tuple[int, int]]:
    """The fewest and most comments of each theme, to a reader who takes every comment to be of one theme and no other.

    Either half of that is dropped where the published figures refute it: fewer than all are of any theme, or some are
    of several.
    """
    ranges = [_span(one, base) for one in shown]
    least = base if sum(high for _, high in ranges) >= base else 0
    most = base if sum(low for low, _ in ranges) <= base else base * len(ranges)
    return remaining(ranges, least, most)


def _exact(shown: Shown) -> bool:
    return isinstance(shown, Protected) and shown.coding is Coding.EXACT


def _span(shown: Shown, base: int) -> tuple[int, int]:
    """What is shown of a theme by itself; everything is possible of a hidden one."""
    return (shown.low, shown.high) if isinstance(shown, Protected) else (0, base)
