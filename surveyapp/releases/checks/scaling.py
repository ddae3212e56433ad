"""Number scales: the shares of low and very high answers, and the change of the mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from surveyapp.analysis.bounds import Bounded, share_interval
from surveyapp.analysis.scales import (
    LOW,
    VERY_HIGH,
    Bar,
    Summary,
    largest_variance,
    share_between,
    welch_of_summaries,
)
from surveyapp.releases.checks.comparable import Compared
from surveyapp.releases.checks.ordering import numbers, options_of
from surveyapp.releases.model import Check, IndicatorResult, Mean, Method, NotMade, Range, Result, Slice
from surveyapp.releases.shown import span

ROUNDED = 0.05
"""A mean to one decimal may be this much more or less."""
TEN = 10


def checks(indicator: IndicatorResult, result: Result, pair: Compared | None) -> Iterator[Check]:
    """Of indicators answered with a number from 0 to 10 alone."""
    options = numbers(options_of(indicator, result))
    if not options or int(options[-1]) != TEN:
        return
    yield from _bands(result)
    if pair is not None:
        yield _change(result, pair.earlier_result)


def _bands(result: Result) -> Iterator[Check]:
    bars = bars_of(result.distribution)
    for method, band in ((Method.LOW, LOW), (Method.VERY_HIGH, VERY_HIGH)):
        if not bars:
            yield Check(method, why=NotMade.NO_BARS)
            continue
        fewest, most = share_between(bars, band)
        count = Bounded(fewest, most, sum(bar.count for bar in bars))
        yield Check(method, estimate=span(count.share), interval=span(share_interval(count)), now=count.base)


def bars_of(slices: Sequence[Slice]) -> tuple[Bar, ...]:
    """The bars of a number scale's distribution."""
    return tuple(Bar(min(map(int, one.options)), max(map(int, one.options)), one.count) for one in slices)


def _change(result: Result, earlier: Result | None) -> Check:
    """Welch's interval of published means, with the largest variance that the bars allow."""
    then = earlier.mean if earlier else None
    if result.mean is None or earlier is None or then is None:
        return Check(Method.WELCH, why=NotMade.NO_MEAN)
    found = welch_of_summaries(_summary(result, result.mean), _summary(earlier, then))
    return Check(
        Method.WELCH,
        estimate=Range(found.difference, found.difference),
        interval=span(found.interval),
        p=found.p,
        now=result.mean.base,
        then=then.base,
    )


def _summary(result: Result, mean: Mean) -> Summary:
    bars = bars_of(result.distribution) or (Bar(mean.low, mean.high, mean.base),)
    return Summary(mean.mean, mean.base, largest_variance(mean.mean, bars), ROUNDED)
