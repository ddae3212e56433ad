"""Why a figure is context only: never compared, and never one of our results."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.history.fitting import Printed, counts
from surveyapp.history.known import Known
from surveyapp.history.model import Earlier, Kind
from surveyapp.history.problems import N_, Problem, problem

NO_BASE = N_("The number who answered this question is not given.")
NO_COUNT = N_("The count is not given; any from %(first)d to %(last)d of %(base)d fits.")
NO_RATE = N_("The number who answered, or the number who could, is not given.")
OTHER_INDICATOR = N_("It is none of our indicators.")
OTHER_BAND = N_("It is none of our age bands.")
OTHER_PLACE = N_("It is about another place.")


def why_context(figure: Earlier, printed: Printed | None, line: int, known: Known) -> Iterator[Problem]:
    """Every reason; none where the figure may stand on a line."""
    if figure.kind is Kind.RESULT:
        yield from _of_result(figure, printed, line)
    elif figure.positive is None or figure.eligible is None:
        yield problem(line, "eligible", NO_RATE)
    if figure.kind is Kind.RESULT and not known.asks(figure):
        yield problem(line, "indicator", OTHER_INDICATOR)
    if not known.parts(figure):
        yield problem(line, "band", OTHER_BAND)
    if not figure.own:
        yield problem(line, "place", OTHER_PLACE)


def _of_result(figure: Earlier, printed: Printed | None, line: int) -> Iterator[Problem]:
    if figure.base is None:
        yield problem(line, "base", NO_BASE)
    elif figure.positive is None and printed is not None:
        fitting = counts(figure.base, printed)
        yield problem(line, "positive", NO_COUNT, first=fitting[0], last=fitting[-1], base=figure.base)
