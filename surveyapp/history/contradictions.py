"""Numbers of one figure that cannot be true together."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.history.fitting import Printed, bases, fits, per_cent
from surveyapp.history.model import Earlier, Kind
from surveyapp.history.problems import N_, Fact, Problem, problem

IMPOSSIBLE = N_(
    "%(positive)d of %(base)d is %(right)s per cent, not %(percent)s. Look into the report again: one of the three "
    "numbers is wrong."
)
SHARE_OF_ONE = N_("%(positive)d of %(base)d is %(right)s per cent. Did you mean %(likely)s? Then write that.")
MORE_THAN_BASE = N_("%(positive)d of %(base)d is more than answered. Look into the report again.")
MORE_THAN_ELIGIBLE = N_("%(part)d of %(eligible)d is more than could answer. Look into the report again.")
NO_BASE_FITS = N_(
    "%(positive)d is %(percent)s per cent of no number of answers. Look into the report again: one of the two is wrong."
)
SAYS_NOTHING = N_("There is no figure in this line. Write the count and the base, or the percentage.")
COUNT_ALONE = N_(
    "%(positive)d of how many? Write under base how many answered this question, or the percentage that is printed."
)
BASE_OF_RESPONSES = N_("In a line about responses, write who answered under positive, and leave the base empty.")


def contradictions(figure: Earlier, printed: Printed | None, line: int) -> Iterator[Problem]:
    """Why the figure is refused; nothing where it can be true."""
    if figure.kind is Kind.RESPONSE and figure.base not in (None, figure.positive):
        yield problem(line, "base", BASE_OF_RESPONSES)
    largest = max(figure.positive or 0, figure.base or 0)
    if figure.eligible is not None and largest > figure.eligible:
        yield problem(line, "eligible", MORE_THAN_ELIGIBLE, part=largest, eligible=figure.eligible)
    if figure.positive is None and printed is None:
        yield problem(line, "", SAYS_NOTHING)
    elif figure.positive is not None:
        yield from _of_count(figure, figure.positive, printed, line)


def _of_count(figure: Earlier, positive: int, printed: Printed | None, line: int) -> Iterator[Problem]:
    """A count, held against the whole it is part of and the percentage it is printed as."""
    result = figure.kind is Kind.RESULT
    whole = figure.base if result else figure.eligible
    if whole is None:
        yield from _without_whole(positive, printed, line, says_nothing=result)
    elif positive > whole and result:
        yield problem(line, "positive", MORE_THAN_BASE, positive=positive, base=whole)
    elif positive <= whole and printed is not None and not fits(positive, whole, printed):
        facts: dict[str, Fact] = {"positive": positive, "base": whole, "right": per_cent(positive, whole)}
        if printed.percent <= 1 and fits(positive, whole, printed.as_hundred):
            yield problem(line, "percent", SHARE_OF_ONE, likely=str(printed.as_hundred), **facts)
        else:
            yield problem(line, "percent", IMPOSSIBLE, percent=str(printed), **facts)


def _without_whole(positive: int, printed: Printed | None, line: int, *, says_nothing: bool) -> Iterator[Problem]:
    if printed is None and says_nothing:
        yield problem(line, "base", COUNT_ALONE, positive=positive)
    elif printed is not None and bases(positive, printed) is None:
        yield problem(line, "percent", NO_BASE_FITS, positive=positive, percent=str(printed))
