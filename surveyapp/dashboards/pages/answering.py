"""For analysts: response rates by their standard names, and what weighting to the eligible costs and moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.dashboards.wording import amounts, answering, checks, texts
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import IndicatorResult, Release, Result


@dataclass(frozen=True, slots=True)
class Weighed:
    """One headline: by what it is weighted, the design effect, its answers and what they are worth, and whither."""

    id: str
    title: str
    margins: str
    design_effect: str
    base: str
    effective: str
    moved: str


@dataclass(frozen=True, slots=True)
class Answering:
    """The page about response and weighting."""

    headline: str
    rates: tuple[answering.Rate, ...]
    weighed: tuple[Weighed, ...]
    unweighed: str


def compose(release: Release) -> Answering:
    """The page of a release."""
    weighed = tuple(_weighed(release))
    return Answering(
        headline=_("Response and weighting"),
        rates=answering.rates(release),
        weighed=weighed,
        unweighed="" if weighed else answering.unweighed(),
    )


def _weighed(release: Release) -> Iterator[Weighed]:
    for indicator in release.indicators:
        for result in indicator.results:
            if result.raked is not None:
                yield _one(release, indicator, result)


def _one(release: Release, indicator: IndicatorResult, result: Result) -> Weighed:
    assert result.raked is not None
    titles = {one.breakdown: texts.breakdown(one) for one in indicator.breakdowns}
    share = result.now
    return Weighed(
        id=indicator.id,
        title=texts.spoken(release, indicator, result),
        margins=", ".join(titles.get(margin, margin) for margin in result.raked.margins),
        design_effect=amounts.hundredths(result.raked.design_effect),
        base=whole(share.count.base) if hasattr(share, "count") else "",
        effective=whole(result.raked.effective),
        moved=checks.raked(result.raked.share.value),
    )
