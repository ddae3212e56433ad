"""One domain: its indicators in question order, on one axis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveyapp.dashboards import findings
from surveyapp.dashboards.figures.model import Chart, DotChart
from surveyapp.dashboards.findings import Finding
from surveyapp.dashboards.pages import words
from surveyapp.dashboards.pages.parts import NoSuchPart, chart_of
from surveyapp.dashboards.wording import changes, headlines, texts, years
from surveyapp.dashboards.wording.quotes import Spoken
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Label, Release

FEW = 3
"""So many quotes stand on a domain's own page; the others on the page of all words."""


@dataclass(frozen=True, slots=True)
class DomainPage:
    """A domain's page. ``unjudged`` are the indicators in which no answer is better than another: (id, title).

    ``retired`` are those that only the wave before asked, each with the reason: (id, title, reason).
    ``quotes`` are a few of the words that were put under the domain.
    """

    id: str
    headline: str
    standfirst: tuple[str, ...]
    chart: DotChart | None
    unjudged: tuple[tuple[str, str], ...]
    retired: tuple[tuple[str, str, str], ...]
    quotes: tuple[Spoken, ...] = ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The one chart, if any."""
        return (self.chart,) if self.chart else ()


def compose(release: Release, domain_id: str) -> DomainPage:
    """The page of one domain; NoSuchPart when the release has none of this name."""
    facts = next((one for one in release.domains if one.id == domain_id), None)
    if facts is None:
        raise NoSuchPart(domain_id)
    indicators = tuple(one for one in map(release.indicator, facts.indicators) if not one.retired)
    judged = tuple(found for one in indicators for found in findings.judged(one))
    title = _("Share of positive answers to each question")
    return DomainPage(
        id=facts.id,
        headline=headlines.of_domain(release, texts.domain(facts), judged),
        standfirst=_standfirst(release, len(indicators), judged),
        chart=chart_of(release, "shares", title, judged) if judged else None,
        unjudged=tuple((one.id, texts.title(one)) for one in indicators if not findings.judged(one)),
        retired=tuple(
            (one.id, texts.title(one), _(one.retired)) for one in findings.retired(release) if one.domain == facts.id
        ),
        quotes=words.of_domain(release, facts.id)[:FEW],
    )


def _standfirst(release: Release, asked: int, judged: tuple[Finding, ...]) -> tuple[str, ...]:
    strengths = tuple(_about(release, one) for one in judged if findings.is_strength(one))
    worries = tuple(_about(release, one) for one in judged if findings.is_worry(one))
    said = [headlines.questions(asked) + ".", *_changed(release, judged)]
    if strengths:
        said.append(_("Going well: %(titles)s.", titles=_listed(strengths)))
    if worries:
        said.append(_("Not going well: %(titles)s.", titles=_listed(worries)))
    if judged and not any(findings.has_share(one) for one in judged):
        said.append(_("Too few answered to say more."))
    elif judged and not strengths and not worries:
        said.append(_("Nothing here is certain enough to be called a strength or a worry."))
    return tuple(said)


def _changed(release: Release, judged: tuple[Finding, ...]) -> Iterator[str]:
    """What clearly changed in this domain."""
    for label in (Label.CLEARLY_BETTER, Label.CLEARLY_WORSE):
        found = tuple(_about(release, one) for one in judged if one.result.change.label is label)
        if found and release.previous:
            yield changes.listed(label, years.then(release), _listed(found))


def _about(release: Release, found: Finding) -> str:
    return texts.spoken(release, found.indicator, found.result)


def _listed(titles: tuple[str, ...]) -> str:
    return "; ".join(titles)
