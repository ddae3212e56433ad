"""Response rates: facts, by band and for the whole wave, now and the time before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from surveyapp.analysis import response
from surveyapp.analysis.changes import newcombe
from surveyapp.analysis.proportions import Proportion
from surveyapp.definition.model import AgeBand
from surveyapp.disclosure.policy import Policy, Rule
from surveyapp.releases import imported
from surveyapp.releases.model import BandFacts, Outcomes, Range, RatePoint, Release, ResponseRate, WaveFacts
from surveyapp.releases.questions import N_
from surveyapp.releases.source import Completed, Source

EVERYBODY = "all"
EVERYBODY_TITLE = N_("Everybody")


def response_rates(source: Source) -> tuple[ResponseRate, ...]:
    """The whole wave's response rate, then each band's in order."""
    bands = [one for band in source.instruments for one in source.completed if one.band == band]
    whole = _rate(source, _sum(bands), EVERYBODY_TITLE)
    outcomes = _outcomes(source)
    whole = replace(whole, outcomes=outcomes, still_eligible=_still(whole, outcomes))
    return (whole, *(_rate(source, one, source.bank.bands[one.band].title) for one in bands))


def _still(whole: ResponseRate, outcomes: Outcomes | None) -> int | None:
    """Those eligible to the end, where it is shown how many were not; None where more answered since it was said."""
    if outcomes is None or outcomes.no_longer_eligible is None:
        return None
    if whole.completed + outcomes.no_longer_eligible > whole.eligible:
        return None
    became = response.Outcomes(whole.eligible, whole.completed, 0, 0, outcomes.no_longer_eligible)
    found = response.response_rate(became)
    return found.base if found else None


def _sum(bands: Iterable[Completed]) -> Completed:
    """All bands together."""
    known = list(bands)
    return Completed(EVERYBODY, sum(one.completed for one in known), sum(one.eligible for one in known))


def _rate(source: Source, counted: Completed, title: str) -> ResponseRate:
    """One response rate beside the one before."""
    share = counted.completed / counted.eligible if counted.eligible else 0.0
    rate = ResponseRate(counted.band, title, counted.completed, counted.eligible, share, share < source.floor)
    rate = replace(rate, line=_line(source, rate))
    then = _before(source, counted.band)
    if then is None or not counted.eligible or not then.eligible:
        return rate
    change = newcombe(Proportion(counted.completed, counted.eligible), Proportion(then.completed, then.eligible))
    return replace(
        rate,
        then_completed=then.completed,
        then_eligible=then.eligible,
        then_share=then.share,
        difference=Range(change.low, change.high),
    )


def _line(source: Source, now: ResponseRate) -> tuple[RatePoint, ...]:
    """The rates of all waves that asked the same ages, this one last; empty where it is the first."""
    ages = _ages((one.band for one in source.instruments.values()), now.band)
    then = [
        _point(release.wave, rate)
        for release in source.chain
        for rate in release.response_rates
        if rate.band == now.band and _ages(release.bands, now.band) == ages
    ]
    first = min((release.wave.year for release in source.chain), default=source.wave.year)
    oldest = next((_ages(release.bands, now.band) for release in source.chain if _has(release, now.band)), ages)
    earlier = imported.rates(source, now.band, before=first) if oldest == ages else ()
    then = [*earlier, *then]
    return (*then, _point(source.wave, now)) if then else ()


def _has(release: Release, band: str) -> bool:
    """Whether a release has a rate of this band."""
    return any(rate.band == band for rate in release.response_rates)


def _ages(bands: Iterable[BandFacts | AgeBand], band: str) -> set[int]:
    """The ages, in years, that a rate speaks of: everybody's stay the same where only an edge between bands moved."""
    return {age for one in bands if band in (EVERYBODY, one.id) for age in range(one.youngest, one.oldest + 1)}


def _point(wave: WaveFacts, rate: ResponseRate) -> RatePoint:
    """A rate on the line."""
    return RatePoint(wave.id, wave.year, rate.completed, rate.eligible, rate.share)


def _before(source: Source, band: str) -> ResponseRate | None:
    """The same band's rate in the release before; everybody's only where the same ages were asked both times."""
    before = source.before
    if before is None:
        return None
    asked = (one.band for one in source.instruments.values())
    if band == EVERYBODY and _ages(before.bands, band) != _ages(asked, band):
        return None
    return next((rate for rate in before.response_rates if rate.band == band), None)


def _outcomes(source: Source) -> Outcomes | None:
    """Why others did not answer, small numbers hidden."""
    return None if source.outcomes is None else protect_outcomes(source.outcomes, source.policy)


def protect_outcomes(outcomes: Outcomes, policy: Policy) -> Outcomes:
    """The outcomes without those under 5, nobody included; one hidden alone takes the next smallest with it."""
    if not policy.follows(Rule.CELLS):
        return outcomes
    given = {one.name: getattr(outcomes, one.name) for one in fields(Outcomes) if one.name != "completed"}
    known = {name: n for name, n in given.items() if n is not None}
    hidden = [name for name, n in known.items() if n < policy.smallest_cell]
    if len(hidden) == 1 and len(known) == len(given):
        hidden.append(min((name for name in known if name not in hidden), key=known.__getitem__))
    left: dict[str, Any] = dict.fromkeys(hidden)
    return replace(outcomes, **left)
