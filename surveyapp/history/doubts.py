"""What may be wrong with a figure that can be true, so that somebody looks at it before it is brought in."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.history.cells import Cells
from surveyapp.history.fitting import Printed, bases, counts, per_cent
from surveyapp.history.known import Known
from surveyapp.history.model import Earlier, Kind
from surveyapp.history.problems import N_, Problem, problem

NO_COUNT_FITS = N_(
    "No count of %(base)d gives %(percent)s per cent: %(below)d is %(low)s and %(above)d is %(high)s. Some passed this "
    "question over, so it has a base of its own: ask for it."
)
ONE_COUNT_FITS = N_(
    "Only %(count)d of %(base)d gives %(percent)s per cent. If the report's author agrees, write %(count)d under "
    "positive: then the figure can stand on a line."
)
ELIGIBLE_FITS = N_(
    "How many could answer is not said; any number from %(first)d to %(last)d fits. Write it under eligible if you can "
    "find it: then the rate can stand on a line."
)
LESS_THAN_ONE = N_("%(percent)s is less than 1 in 100. Did you mean %(likely)s? Then write that.")
OWN_WAVE = N_(
    "Your own survey of %(year)d is published here. Where it has this figure, its own is shown, and this one is not."
)
AFTER_FIRST = N_("Your first survey here was in %(first)d. Only rates of the years before it are shown beside yours.")
NEARLY_INDICATOR = N_("Did you mean “%(title)s” (%(known)s)? As it is written, it is none of our indicators.")
NEARLY_BAND = N_("Did you mean “%(known)s”? As it is written, it is none of our age bands.")
NEARLY_PLACE = N_("Did you mean “%(known)s”? As it is written, it is about another place.")


def doubts(cells: Cells, figure: Earlier, printed: Printed | None, known: Known) -> Iterator[Problem]:
    """Everything to look at in a figure."""
    line = cells.line.number
    if printed is not None and 0 < printed.percent < 1:
        yield problem(line, "percent", LESS_THAN_ONE, percent=str(printed), likely=str(printed.as_hundred))
    if printed is not None and figure.kind is Kind.RESULT:
        yield from _of_base(figure, printed, line, known)
    elif printed is not None:
        yield from _of_eligible(figure, printed, line)
    yield from _nearly(cells, figure, known)


def overtaken(figure: Earlier, line: int, known: Known) -> Iterator[Problem]:
    """A figure of ours whose year is told already by what this system has published."""
    if figure.context_only:
        return
    if figure.year in known.published:
        yield problem(line, "year", OWN_WAVE, year=figure.year)
    elif figure.kind is Kind.RESPONSE and known.published and figure.year > min(known.published):
        yield problem(line, "year", AFTER_FIRST, first=min(known.published))


def _of_base(figure: Earlier, printed: Printed, line: int, known: Known) -> Iterator[Problem]:
    """A base without its count: none may fit, or only one."""
    if figure.base is None or figure.positive is not None:
        return
    fitting = counts(figure.base, printed)
    if not fitting:
        below, above = fitting.stop - 1, fitting.start
        shares = {"low": per_cent(below, figure.base), "high": per_cent(above, figure.base), "percent": str(printed)}
        yield problem(line, "base", NO_COUNT_FITS, base=figure.base, below=below, above=above, **shares)
    elif len(fitting) == 1 and figure.own and known.asks(figure) and known.parts(figure):
        yield problem(line, "positive", ONE_COUNT_FITS, count=fitting[0], base=figure.base, percent=str(printed))


def _of_eligible(figure: Earlier, printed: Printed, line: int) -> Iterator[Problem]:
    """A response rate without the number who could answer, of which few fit."""
    if figure.positive and figure.eligible is None:
        fitting = bases(figure.positive, printed)
        if fitting is not None and fitting.last is not None:
            yield problem(line, "eligible", ELIGIBLE_FITS, first=fitting.first, last=fitting.last)


def _nearly(cells: Cells, figure: Earlier, known: Known) -> Iterator[Problem]:
    """Words that are nearly one of ours."""
    line = cells.line.number
    if figure.kind is Kind.RESULT and not known.asks(figure):
        near = cells.close("indicator", known.indicators)
        if near is not None:
            yield problem(line, "indicator", NEARLY_INDICATOR, title=known.indicators[near], known=near)
    if not known.parts(figure) and (band := cells.close("band", known.bands)) is not None:
        yield problem(line, "band", NEARLY_BAND, known=band)
    if not figure.own and cells.close("place", {known.authority: known.title}) is not None:
        yield problem(line, "place", NEARLY_PLACE, known=known.title)
