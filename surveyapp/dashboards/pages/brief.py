"""The four facts under a headline: who answered, what changed, what we don't know, who is missing."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards import findings
from surveyapp.dashboards.wording import headlines, missing, rates, unknown, years
from surveyapp.dashboards.wording.numbers import percent, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.model import Label, Release


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in a figure and a few words; ``page`` and ``part`` are where more of it stands, ``more`` its link."""

    title: str
    figure: str
    said: tuple[str, ...]
    page: str
    part: str
    more: str


def facts(release: Release) -> tuple[Fact, ...]:
    """The four facts of a release."""
    return (_answered(release), _changed(release), _unknown(release), _missing(release))


def _answered(release: Release) -> Fact:
    rate = missing.everybody(release)
    said = (rates.counted(rate), rates.since(rate, years.then(release)), rates.floor_warning(rate, release.floor))
    return Fact(
        title=_("Took part"),
        figure=_("%(share)s%%", share=whole(percent(rate.share))),
        said=tuple(filter(None, said)),
        page="response",
        part="",
        more=_("Response rates"),
    )


def _changed(release: Release) -> Fact:
    said = changed(release)
    clear = findings.clear(release)
    return Fact(
        title=_("Clearly changed"),
        figure=whole(len(clear)) if release.previous and not headlines.not_compared(release) else "–",
        said=said,
        page="changes",
        part="",
        more=_("All comparisons") if release.previous else "",
    )


def changed(release: Release) -> tuple[str, ...]:
    """How much clearly got better and worse, out of how many comparisons."""
    if release.previous is None:
        return (headlines.steady(release),)
    if said := headlines.not_compared(release):
        return (said,)
    year = years.then(release)
    better = len(findings.compared(release, Label.CLEARLY_BETTER))
    worse = len(findings.compared(release, Label.CLEARLY_WORSE))
    of = ngettext(
        "Out of %(count)s comparison with %(year)s.",
        "Out of %(count)s comparisons with %(year)s.",
        release.comparisons,
        count=whole(release.comparisons),
        year=year,
    )
    if not better and not worse:
        return (_("No answer has clearly changed."), of)
    counts = {"better": whole(better), "worse": whole(worse)}
    return (_("%(better)s clearly better, %(worse)s clearly worse.", **counts), of)


def _unknown(release: Release) -> Fact:
    compared = release.previous is not None and not findings.mostly_hidden(release)
    return Fact(
        title=_("What we don't know"),
        figure=unknown.number(release) or "–",
        said=unknown.sentences(release),
        page="changes" if compared else "methods",
        part="unsure-kind" if compared and _unsure(release) else "",
        more=_("What is not certain") if compared else _("How we count"),
    )


def _unsure(release: Release) -> bool:
    """Whether the page of comparisons has a part about what can't be told."""
    return bool(release.previous and findings.compared(release, Label.NO_CLEAR_CHANGE))


def _missing(release: Release) -> Fact:
    rate = missing.everybody(release)
    return Fact(
        title=_("Who is missing"),
        figure=missing.number(rate),
        said=tuple(filter(None, (missing.sentence(rate), missing.fewest(release)))),
        page="response",
        part="",
        more=_("Who took part"),
    )
