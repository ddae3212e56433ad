"""Saying who did not answer, and from whom fewest answers came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.dashboards.wording import texts
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext, pgettext
from surveyapp.releases.model import BreakdownRate, Release, ResponseRate

EVERYBODY = "all"


def everybody(release: Release) -> ResponseRate:
    """The response rate of the whole wave."""
    return next(rate for rate in release.response_rates if rate.band == EVERYBODY)


def number(rate: ResponseRate) -> str:
    """How many did not answer."""
    return whole(rate.eligible - rate.completed)


def sentence(rate: ResponseRate) -> str:
    """How many did not answer, and that their answers are unknown."""
    missing = rate.eligible - rate.completed
    if not missing:
        return _("Everybody who could answer did.")
    return ngettext(
        "%(missing)s of %(eligible)s did not answer. We don't know what they would have said.",
        "%(missing)s of %(eligible)s did not answer. We don't know what they would have said.",
        missing,
        missing=whole(missing),
        eligible=whole(rate.eligible),
    )


def fewest(release: Release) -> str:
    """The band and the group of children with the smallest response rates, where these are below everybody's.

    The groups that are too small to show stand beside the others as one, as far as the rest of the page tells them.
    """
    named = tuple(filter(None, (_lowest(_bands(release), release), _lowest(_groups(release), release))))
    if not named:
        return ""
    said = _("The smallest shares took part among: %(groups)s.", groups="; ".join(named))
    return " ".join((said, _("Small differences may be chance.")))


@dataclass(frozen=True, slots=True, order=True)
class _Rate:
    """How many of some children took part, or at most did."""

    share: float
    title: str
    completed: int
    eligible: int
    at_most: bool = False


def _lowest(rates: Iterator[_Rate], release: Release) -> str:
    found = min(rates, default=None)
    if found is None or found.share >= everybody(release).share:
        return ""
    counts = {"group": found.title, "completed": whole(found.completed), "eligible": whole(found.eligible)}
    if found.at_most:
        return _("%(group)s (at most %(completed)s of %(eligible)s)", **counts)
    return _("%(group)s (%(completed)s of %(eligible)s)", **counts)


def _bands(release: Release) -> Iterator[_Rate]:
    titles = {facts.id: texts.ages(release, (facts.id,)) for facts in release.bands}
    for rate in release.response_rates:
        if rate.band != EVERYBODY:
            yield _Rate(rate.share, titles.get(rate.band, rate.title), rate.completed, rate.eligible)


def _groups(release: Release) -> Iterator[_Rate]:
    for split in release.rates_by_group:
        for group in split.groups:
            if group.share is not None and group.completed is not None and group.eligible is not None:
                title = pgettext(f"breakdown:{split.breakdown}", group.title)
                yield _Rate(group.share, title, group.completed, group.eligible)
        yield from _the_others(release, split)


def _the_others(release: Release, split: BreakdownRate) -> Iterator[_Rate]:
    """The groups that are not shown, as one: all of these bands but those shown, so who did not say is in it."""
    asked = [rate for rate in release.response_rates if rate.band in split.bands]
    shown = [group for group in split.groups if group.completed is not None]
    completed = sum(rate.completed for rate in asked) - sum(group.completed or 0 for group in shown)
    eligible = sum(rate.eligible for rate in asked) - sum(group.eligible or 0 for group in shown)
    if shown and len(shown) < len(split.groups) and 0 <= completed <= eligible and eligible:
        title = _("%(breakdown)s: all other groups together", breakdown=texts.breakdown(split))
        yield _Rate(completed / eligible, title, completed, eligible, at_most=True)
