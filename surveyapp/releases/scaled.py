"""The mean of a number scale, where an exact sum may stand beside what else is shown of the same answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from surveyapp.disclosure.means import Part, ProtectedMean, leaves_open, protect_mean
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.disclosure.sums import Bar, fewest_left
from surveyapp.disclosure.tables import Coding, Protected, Shown
from surveyapp.releases.counting import ANSWERED, Answers
from surveyapp.releases.model import Mean, Question, Slice
from surveyapp.releases.questions import scale_shared


def mean(
    policy: Policy, total: Shown, everybody: Answers, asked: Sequence[Question], sliced: Sequence[Slice]
) -> Mean | None:
    """The mean of a headline's answers; None where they are no numbers, few, coded, or the sum would tell parts."""
    values = _values(asked)
    if not values or not isinstance(total, Protected) or ANSWERED in everybody:
        return None
    counts = {value: everybody.get(str(value), 0) for value in values}
    found = protect_mean(counts, policy)
    parts = _parts(total, asked, sliced)
    if not isinstance(found, ProtectedMean) or not parts:
        return None
    exact = float(sum(value * n for value, n in counts.items()))
    if policy.follows(Rule.MEANS) and not (leaves_open(exact, parts, policy) and _leaves_counts(exact, sliced, policy)):
        return None
    return Mean(found.mean, found.base, values[0], values[-1])


def _values(asked: Sequence[Question]) -> tuple[int, ...]:
    """The numbers to choose from, where every band chose from the same and nothing but numbers."""
    if not asked or not scale_shared(asked):
        return ()
    options = [option.id for option in asked[-1].options]
    return tuple(map(int, options)) if options and all(option.isdigit() for option in options) else ()


def _parts(total: Protected, asked: Sequence[Question], sliced: Sequence[Slice]) -> tuple[Part, ...]:
    """What is shown of the answers: bars, or how many are positive and how many are not; none where that is coded."""
    if total.coding is not Coding.EXACT:
        return ()
    if sliced:
        return tuple(_part(map(int, one.options), one.count) for one in sliced)
    good = {int(option.id) for option in asked[-1].options if option.positive}
    others = {int(option.id) for option in asked[-1].options} - good
    return (_part(good, total.low), _part(others, total.base - total.low)) if good and others else ()


def _leaves_counts(exact: float, sliced: Sequence[Slice], policy: Policy) -> bool:
    """Whether no answer of a joined bar is left with a single count beside the sum."""
    last = {one.positive: place for place, one in enumerate(sliced)}
    bars = [
        Bar(tuple(map(int, one.options)), one.count, last[one.positive] == place) for place, one in enumerate(sliced)
    ]
    left = fewest_left(round(exact), bars, policy.smallest_cell)
    return left is None or left > 1


def _part(values: Collection[int] | map[int], count: int) -> Part:
    known = tuple(values)
    return Part(min(known), max(known), count)
