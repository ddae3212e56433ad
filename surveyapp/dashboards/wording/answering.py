"""Response rates by the names that survey statistics has for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.dashboards.wording import amounts, texts
from surveyapp.dashboards.wording.missing import everybody
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Outcomes, Release, ResponseRate

EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate: what it is, of whom, how many of how many, the share, and what it was before."""

    name: str
    whom: str
    counts: str
    share: str
    since: str


def rates(release: Release) -> tuple[Rate, ...]:
    """Those of the list for everybody and each band, then those that take account of what became of the others."""
    titles = {facts.id: texts.band(facts) for facts in release.bands}
    listed = tuple(
        _rate(_("Completed of all listed"), titles.get(rate.band, _("Everybody")), rate)
        for rate in release.response_rates
    )
    return (*listed, *_by_outcome(everybody(release)))


def _rate(name: str, whom: str, rate: ResponseRate) -> Rate:
    since = ""
    if rate.difference is not None:
        since = _(
            "%(low)s to %(high)s points (95%%)",
            low=amounts.points(rate.difference.low),
            high=amounts.points(rate.difference.high),
        )
    return Rate(name, whom, _counts(rate.completed, rate.eligible), amounts.share(rate.share), since)


def _by_outcome(rate: ResponseRate) -> Iterator[Rate]:
    """AAPOR's rates, as far as the outcomes are shown."""
    found, whom = rate.outcomes, _("Everybody")
    if rate.still_eligible:
        yield _shared(_("Response rate 1 (AAPOR): of those still eligible"), whom, rate.completed, rate.still_eligible)
    if found is None:
        return
    if found.refused is not None:
        reached = found.completed + found.refused
        yield _shared(_("Cooperation rate 3 (AAPOR): of those reached and able"), whom, found.completed, reached)
    if found.refused is not None and found.unable is not None and rate.still_eligible:
        yield _shared(
            _("Contact rate 1 (AAPOR): reached of those still eligible"), whom, _reached(found), rate.still_eligible
        )


def _reached(found: Outcomes) -> int:
    return found.completed + (found.refused or 0) + (found.unable or 0)


def _shared(name: str, whom: str, some: int, of: int) -> Rate:
    return Rate(name, whom, _counts(some, of), amounts.share(some / of), "")


def _counts(some: int, of: int) -> str:
    return _("%(some)s of %(all)s", some=whole(some), all=whole(of))


def unweighed() -> str:
    """Why nothing is said of weights."""
    return _(
        "No question can be weighted here. It takes numbers of all who could answer, by age and by another group, given"
        " before the survey; classes of ten who answered; and a breakdown that is shown."
    )
