"""Saying who did not answer, and from whom fewest answers came."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.dashboards.wording import texts
from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext, pgettext
from surveyapp.releases.model import Release, ResponseRate

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
    """The band and the group of children with the smallest response rates, where these are below everybody's."""
    named = tuple(filter(None, (_lowest(_bands(release), release), _lowest(_groups(release), release))))
    if not named:
        return ""
    return _("Fewest took part among: %(groups)s.", groups="; ".join(named))


Rate = tuple[float, str, int, int]


def _lowest(rates: Iterator[Rate], release: Release) -> str:
    share, title, completed, eligible = min(rates, default=(1.0, "", 0, 0))
    if not title or share >= everybody(release).share:
        return ""
    return _(
        "%(group)s (%(completed)s of %(eligible)s)", group=title, completed=whole(completed), eligible=whole(eligible)
    )


def _bands(release: Release) -> Iterator[Rate]:
    titles = {facts.id: texts.ages(release, (facts.id,)) for facts in release.bands}
    for rate in release.response_rates:
        if rate.band != EVERYBODY:
            yield rate.share, titles.get(rate.band, rate.title), rate.completed, rate.eligible


def _groups(release: Release) -> Iterator[Rate]:
    for split in release.rates_by_group:
        for group in split.groups:
            if group.share is not None and group.completed is not None and group.eligible is not None:
                title = pgettext(f"breakdown:{split.breakdown}", group.title)
                yield group.share, title, group.completed, group.eligible
