"""A made-up release of a made-up council, as large and as awkward as a real one: every label, coded and hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import pairwise

from builders import release_themes, release_words
from builders import release_years as years
from builders.release_parts import Z95, Z99, change, coded, everybody, newcombe, share, wilson
from builders.release_questions import ASKED, OPTIONS, Asked

from surveyapp.releases.model import (
    AskedOption,
    BandFacts,
    BreakdownResult,
    Change,
    Count,
    DomainFacts,
    Group,
    Hidden,
    IndicatorResult,
    Label,
    Outcomes,
    Question,
    Release,
    ResponseRate,
    Result,
    Share,
    Shown,
    Slice,
    Suppressed,
    WaveFacts,
    Why,
)

__all__ = ["Z95", "Z99", "change", "coded", "first_release", "newcombe", "plain", "release", "share", "wilson"]

BANDS = {"4-7": "4 to 7", "8-11": "8 to 11", "11-18": "11 to 18", "leavers": "Care leavers"}
AGES = {"4-7": (4, 7), "8-11": (8, 11), "11-18": (11, 18), "leavers": (16, 25)}
NOW = {"4-7": (12, 30), "8-11": (25, 41), "11-18": (40, 65), "leavers": (20, 40)}
THEN = {"4-7": (13, 29), "8-11": (24, 40), "11-18": (37, 63), "leavers": (21, 38)}
DOMAINS = {
    "relationships": "Relationships",
    "resilience": "Resilience",
    "rights": "Rights",
    "recovery": "Recovery",
    "wellbeing": "How life is",
    "background": "About you",
}
PLACEMENTS = (("foster", "Foster carers"), ("kinship", "Family or friends as carers"), ("home", "A children's home"))


@cache
def release() -> Release:
    """The whole release: 2026 against 2024 and 2022, 97 answers of 176, with figures of other surveys beside it."""
    return years.told(plain())


@cache
def plain() -> Release:
    """The same without other years' lines and other surveys' figures."""
    indicators = tuple(_indicator(asked) for asked in ASKED)
    return Release(
        authority="harbour",
        authority_title="Harbourside Council",
        wave=WaveFacts("harbour-2026", "Our life, our say 2026", 2026, "2026-03-02", "2026-04-24"),
        previous=WaveFacts("harbour-2024", "Our life, our say 2024", 2024, "2024-03-04", "2024-04-26"),
        bands=tuple(
            BandFacts(band, title, f"{number}a7b3f2" * 8, "2024", *AGES[band])
            for number, (band, title) in enumerate(BANDS.items())
        ),
        domains=tuple(
            DomainFacts(domain, title, tuple(one.id for one in indicators if one.domain == domain))
            for domain, title in DOMAINS.items()
        ),
        response_rates=_rates(),
        indicators=indicators,
        comparisons=sum(one.results[0].change.point is not None for one in indicators if one.results),
        by_chance=0.5,
        policy={"smallest_group": "10"},
        hidden=_hidden(indicators),
        quotes=release_words.QUOTES,
        themes=release_themes.THEMES,
    )


def first_release() -> Release:
    """The same without a wave before it."""
    whole = years.alone(release())
    return replace(
        whole,
        previous=None,
        response_rates=tuple(
            replace(rate, then_completed=None, then_eligible=None, then_share=None, difference=None)
            for rate in whole.response_rates
        ),
        indicators=tuple(_without_then(one) for one in whole.indicators),
        comparisons=0,
        by_chance=0.0,
    )


def _without_then(indicator: IndicatorResult) -> IndicatorResult:
    def alone(results: tuple[Result, ...]) -> tuple[Result, ...]:
        return tuple(replace(one, then=None, change=Change(Label.NOT_COMPARABLE)) for one in results)

    return replace(indicator, results=alone(indicator.results), by_band=alone(indicator.by_band))


def _rates() -> tuple[ResponseRate, ...]:
    def rate(band: str, title: str, now: tuple[int, int], then: tuple[int, int]) -> ResponseRate:
        return ResponseRate(
            band,
            title,
            *now,
            now[0] / now[1],
            now[0] / now[1] < 0.3,
            *then,
            then[0] / then[1],
            newcombe(now, then, Z95),
            Outcomes(now[0], 12, 6, None, 20) if band == "all" else None,
        )

    everybody = tuple(
        (sum(pair[0] for pair in counts.values()), sum(pair[1] for pair in counts.values())) for counts in (NOW, THEN)
    )
    return (
        rate("all", "Everybody", *everybody),
        *(rate(band, title, NOW[band], THEN[band]) for band, title in BANDS.items()),
    )


def _base(bands: Iterable[str], counts: dict[str, tuple[int, int]], skipped: int) -> int:
    return sum(counts[band][0] for band in bands) - skipped


def _pair(asked: Asked, bands: tuple[str, ...]) -> tuple[tuple[int, int], tuple[int, int]]:
    now, then = _base(bands, NOW, asked.skipped), _base(bands, THEN, 1)
    return (round(asked.now * now), now), (round(asked.then * then), then)


def _label(asked: Asked, now: tuple[int, int], then: tuple[int, int]) -> Label:
    if asked.label:
        return asked.label
    if min(now[1], then[1]) < 20:
        return Label.TOO_FEW
    return Label.NO_CLEAR_CHANGE


def _result(asked: Asked, bands: tuple[str, ...]) -> Result:
    now, then = _pair(asked, bands)
    return Result(
        bands=bands,
        now=share(*now),
        then=share(*then),
        change=change(now, then, _label(asked, now, then)),
        distribution=_distribution(asked, now),
        asked=now[1] + asked.skipped,
        skipped=Count(Shown.FEW, 0, 4, now[1] + asked.skipped) if asked.skipped else None,
    )


def _distribution(asked: Asked, now: tuple[int, int]) -> tuple[Slice, ...]:
    """Positive answers over the positive options, the others over the rest, none under 5."""
    positive, base = now
    options = OPTIONS[asked.scale]
    if base < 50 or not 10 <= positive <= base - 10 or not asked.judged:
        return ()
    chosen = [option for option in options if option[2]]
    others = [option for option in options if not option[2]]
    return tuple(_pieces(chosen, positive, base) + _pieces(others, base - positive, base))


def _pieces(options: list[tuple[str, str, bool]], total: int, base: int) -> list[Slice]:
    size = max(1, min(len(options), total // 5))
    ends = [len(options) * at // size for at in range(size + 1)]
    groups = [options[start:end] for start, end in pairwise(ends)]
    counts = [total // size + (1 if at < total % size else 0) for at in range(size)]
    return [
        Slice(tuple(o[0] for o in group), tuple(o[1] for o in group), count, count / base, group[0][2])
        for group, count in zip(groups, counts, strict=True)
    ]


def _indicator(asked: Asked) -> IndicatorResult:
    single = replace(asked, skipped=0, label=None)
    return IndicatorResult(
        id=asked.id,
        domain=asked.domain,
        title=asked.title,
        means="",
        knowable=asked.knowable,
        questions=tuple(_question(asked, band) for band in asked.bands),
        results=tuple(_open(_result(asked, pool)) for pool in asked.pools if asked.judged),
        by_band=tuple(replace(_result(single, (band,)), distribution=()) for band in asked.bands if asked.judged),
        breakdowns=(_placement(asked), _sex(asked)) if len(asked.pools[0]) > 2 else (),
    )


def _open(result: Result) -> Result:
    """A headline with what it leaves open about those who did not answer."""
    eligible = sum(NOW[band][1] for band in result.bands)
    if not isinstance(result.now, Share) or result.now.count.base < 20:
        return result
    return replace(result, everybody=everybody(result.now.count, eligible))


def _question(asked: Asked, band: str) -> Question:
    options = tuple(AskedOption(id_, text, good and asked.judged) for id_, text, good in OPTIONS[asked.scale])
    ask = asked.young if band == "4-7" and asked.young else asked.ask
    return Question(band, asked.id, ask, options, False, f"{band}-2024")


def _placement(asked: Asked) -> BreakdownResult:
    sizes = (38, 14, 11)
    groups = tuple(
        Group(value, title, share(round(asked.now * size), size))
        for (value, title), size in zip(PLACEMENTS, sizes, strict=True)
    )
    hidden = (
        Group("parents", "With their parents", Suppressed(Why.SMALL_BASE)),
        Group("elsewhere", "Somewhere else", Suppressed(Why.SECONDARY)),
    )
    return BreakdownResult("placement", "Who children live with", asked.pools[0][:3], (*groups, *hidden))


def _sex(asked: Asked) -> BreakdownResult:
    return BreakdownResult(
        "sex",
        "Girls and boys",
        asked.pools[0],
        (
            Group("girl", "Girl or young woman", share(round(asked.now * 41), 41)),
            Group("boy", "Boy or young man", share(round(asked.now * 46), 46)),
            Group("unsaid", "Another way, or rather not say", Suppressed(Why.AUDIT)),
        ),
    )


def _hidden(indicators: tuple[IndicatorResult, ...]) -> tuple[Hidden, ...]:
    found: list[Hidden] = []
    for indicator in indicators:
        for split in indicator.breakdowns:
            found += [
                Hidden(f"{indicator.id}/{split.breakdown}/{group.value}", group.result.why)
                for group in split.groups
                if isinstance(group.result, Suppressed)
            ]
    return tuple(found)
