"""The made-up release's other years and other people's figures: lines that break, trends, context, rates by group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import sqrt

from builders.release_parts import Z95, Z99, newcombe, share

from surveyapp.releases.model import (
    BreakdownRate,
    ContextFigure,
    GroupRate,
    IndicatorResult,
    Label,
    Origin,
    Point,
    Range,
    RatePoint,
    Release,
    ResponseRate,
    Result,
    Share,
    Stretch,
    Suppressed,
    Trend,
    WaveFacts,
    Why,
    Wording,
)

FIRST = WaveFacts("harbour-2022", "Our life, our say 2022", 2022, "2022-03-07", "2022-04-29")
SECOND = WaveFacts("harbour-2024", "Our life, our say 2024", 2024, "2024-03-04", "2024-04-26")
ANOTHER_SURVEY = "The years before come from an older report."
WHOLE_LINES: Mapping[str, tuple[int, int]] = {
    "feels_safe_home": (84, 93),
    "social_worker_easy_to_reach": (51, 62),
    "settled_home": (68, 93),
    "trusted_adult": (92, 93),
}
"""Positive and base in 2022, of those that three waves asked in the same words."""
RESCALED: Mapping[str, tuple[int, int]] = {"not_made_different": (40, 62)}
"""The same of those whose answers changed after 2024."""
RATES: Mapping[str, tuple[tuple[str, int, int, int], ...]] = {
    "all": ((FIRST.id, 2022, 93, 165), (SECOND.id, 2024, 95, 170)),
    "4-7": ((FIRST.id, 2022, 11, 28), (SECOND.id, 2024, 13, 29)),
    "8-11": ((SECOND.id, 2024, 24, 40),),
    "11-18": ((SECOND.id, 2024, 37, 63),),
    "leavers": ((FIRST.id, 2022, 19, 37), (SECOND.id, 2024, 21, 38)),
}
RETIRED = "homework_help"
REASON = "Children said that it asks the same as “Interest in what they learn”."


def told(release: Release) -> Release:
    """The release with everything that other years and other surveys say beside it."""
    indicators = tuple(_indicator(one) for one in release.indicators)
    asked_no_more = _retired(release.indicator("carers_support_learning"))
    return replace(
        release,
        earlier=(FIRST, SECOND),
        indicators=(*indicators, asked_no_more),
        domains=tuple(
            replace(one, indicators=(*one.indicators, RETIRED)) if one.id == asked_no_more.domain else one
            for one in release.domains
        ),
        response_rates=tuple(replace(rate, line=_rates(rate)) for rate in release.response_rates),
        rates_by_group=(_by_placement(), _by_sex()),
    )


def alone(release: Release) -> Release:
    """The same without any of it, as of a first wave."""
    return replace(
        release,
        earlier=(),
        indicators=tuple(_first(one) for one in release.indicators if not one.retired),
        domains=tuple(
            replace(one, indicators=tuple(name for name in one.indicators if name != RETIRED))
            for one in release.domains
        ),
        response_rates=tuple(replace(rate, line=()) for rate in release.response_rates),
    )


def _first(indicator: IndicatorResult) -> IndicatorResult:
    results, by_band = (
        tuple(replace(one, line=(), trend=None) for one in group) for group in (indicator.results, indicator.by_band)
    )
    return replace(indicator, results=results, by_band=by_band, context=())


def _indicator(indicator: IndicatorResult) -> IndicatorResult:
    results = tuple(_with_line(indicator.id, one) for one in indicator.results)
    return replace(
        indicator,
        results=results,
        by_band=tuple(replace(one, line=_two(one)) for one in indicator.by_band),
        context=_context(indicator.id, results),
    )


def _two(result: Result) -> tuple[Stretch, ...]:
    if result.then is None:
        return ()
    return (Stretch((Point(SECOND.id, 2024, result.then), Point("harbour-2026", 2026, result.now))),)


def _with_line(name: str, result: Result) -> Result:
    lines = _two(result)
    bad = _bad(result)
    if not lines:
        return replace(result, bad=bad)
    before, now = lines[0].points
    if name in RESCALED:
        first = Point(FIRST.id, 2022, share(*RESCALED[name]))
        return replace(result, bad=bad, line=(Stretch((first, before)), Stretch((now,), result.change.reason)))
    if name == "knows_why_in_care":
        hidden = Point(FIRST.id, 2022, Suppressed(Why.SMALL_BASE))
        return replace(result, bad=bad, line=(Stretch((hidden, before, now)),))
    if name not in WHOLE_LINES:
        return replace(result, bad=bad, line=lines)
    whole = Stretch((Point(FIRST.id, 2022, share(*WHOLE_LINES[name])), before, now))
    trend = _trend(whole)
    if name == "settled_home":
        old = Stretch((Point("", 2019, share(61, 88)),))
        return replace(result, bad=bad, line=(old, replace(whole, reason=ANOTHER_SURVEY)), trend=trend)
    return replace(result, bad=bad, line=(whole,), trend=trend)


def _bad(result: Result) -> Share | Suppressed | None:
    """Of those who chose an answer that is a bad one, where whole slices tell it."""
    bad = {"never", "no", "0", "1", "2", "3", "4"}
    apart = [piece for piece in result.distribution if set(piece.options) & bad]
    if not apart or any(not set(piece.options) <= bad for piece in apart):
        return None
    return share(sum(piece.count for piece in apart), sum(piece.count for piece in result.distribution))


def _trend(stretch: Stretch) -> Trend | None:
    """Weighted least squares over the years: near enough to binomial with an identity link for a made-up release."""
    shares = [(point.year, point.now) for point in stretch.points if isinstance(point.now, Share)]
    if len(shares) < 3:
        return None
    points = [(year, now.point.low, now.count.base) for year, now in shares]
    weights = [base / max(0.01, y * (1 - y)) for _x, y, base in points]
    middle = sum(w * x for w, (x, _y, _n) in zip(weights, points, strict=True)) / sum(weights)
    spread = sum(w * (x - middle) ** 2 for w, (x, _y, _n) in zip(weights, points, strict=True))
    slope = sum(w * (x - middle) * y for w, (x, y, _n) in zip(weights, points, strict=True)) / spread
    reach = Z99 / sqrt(spread)
    return Trend(len(points), Range(slope - reach, slope + reach), 0.2)


def _context(name: str, results: tuple[Result, ...]) -> tuple[ContextFigure, ...]:
    if name == "feels_safe_home":
        return (_near(results[0]),)
    if name == "life_satisfaction":
        return (_identical(results[0]),)
    if name == "settled_home":
        return (_earlier_report(),)
    return ()


def _near(result: Result) -> ContextFigure:
    return ContextFigure(
        origin=Origin.BENCHMARK,
        group="Children in the whole country",
        year=2020,
        ages=(10, 15),
        share=0.85,
        base=None,
        counted="All or most of the time; Often",
        bad=False,
        wording=Wording.NEAR,
        dated=True,
        source="A made-up yearly survey of children, 2020",
        address="children.example/2020",
        bands=result.bands,
        ours=result.now,
    )


def _identical(result: Result) -> ContextFigure:
    return ContextFigure(
        origin=Origin.BENCHMARK,
        group="Young people in the whole country",
        year=2025,
        ages=(11, 24),
        share=0.79,
        base=2400,
        counted="7 to 10",
        bad=False,
        wording=Wording.IDENTICAL,
        dated=False,
        source="A made-up survey of how life is, 2025",
        address="life.example/2025",
        bands=result.bands,
        ours=result.now,
        difference=newcombe((36, 60), (1896, 2400), Z95),
        label=Label.CLEARLY_WORSE,
    )


def _earlier_report() -> ContextFigure:
    return ContextFigure(
        origin=Origin.EARLIER,
        group="Children in care here",
        year=2017,
        ages=(8, 18),
        share=0.81,
        base=None,
        counted="Always; Mostly",
        bad=False,
        wording=Wording.DIFFERENT,
        dated=True,
        source="A made-up report to the panel, 2017",
    )


def _retired(like: IndicatorResult) -> IndicatorResult:
    question = replace(like.questions[0], item=RETIRED, ask="Do the adults you live with help with homework?")
    return IndicatorResult(
        id=RETIRED,
        domain=like.domain,
        title="Help with homework",
        means="",
        knowable=False,
        questions=(question,),
        results=(),
        by_band=(),
        breakdowns=(),
        retired=REASON,
    )


def _rates(rate: ResponseRate) -> tuple[RatePoint, ...]:
    before = tuple(RatePoint(wave, year, done, of, done / of) for wave, year, done, of in RATES[rate.band])
    return (*before, RatePoint("harbour-2026", 2026, rate.completed, rate.eligible, rate.share))


def _rate(value: str, title: str, completed: int, eligible: int) -> GroupRate:
    return GroupRate(value, title, completed, eligible, completed / eligible)


def _by_placement() -> BreakdownRate:
    return BreakdownRate(
        "placement",
        "Who children live with",
        ("4-7", "8-11", "11-18"),
        (
            _rate("foster", "Foster carers", 38, 62),
            _rate("kinship", "Family or friends as carers", 14, 26),
            _rate("home", "A children's home", 11, 29),
            GroupRate("parents", "With their parents", why=Why.SMALL_BASE),
            GroupRate("elsewhere", "Somewhere else", why=Why.SECONDARY),
        ),
    )


def _by_sex() -> BreakdownRate:
    return BreakdownRate(
        "sex",
        "Girls and boys",
        ("4-7", "8-11", "11-18", "leavers"),
        (_rate("girl", "Girl or young woman", 41, 70), _rate("boy", "Boy or young man", 46, 106)),
        unsaid=10,
    )
