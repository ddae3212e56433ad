"""What children wrote in their own words, by domain; never beside a breakdown."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.figures.model import Listing, Table, TableRow
from surveyapp.dashboards.wording import quotes as say
from surveyapp.dashboards.wording import texts
from surveyapp.dashboards.wording.quotes import Spoken
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Release

OTHER = "other"
"""Stands in place of a domain where words were put under none."""


@dataclass(frozen=True, slots=True)
class Part:
    """The words of one domain, or of none."""

    id: str
    title: str
    quotes: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The page; its one listing is what can be taken along."""

    headline: str
    standfirst: tuple[str, ...]
    parts: tuple[Part, ...]
    listings: tuple[Listing, ...]
    charts: tuple[()] = ()


def compose(release: Release) -> Words:
    """All words of a release."""
    parts = tuple(filter(lambda part: part.quotes, (*_domains(release), _other(release))))
    return Words(
        headline=say.title(),
        standfirst=say.standfirst(len(release.quotes)),
        parts=parts,
        listings=(_listing(parts),) if parts else (),
    )


def of_domain(release: Release, domain: str) -> tuple[Spoken, ...]:
    """The words that were put under a domain."""
    return tuple(say.spoken(release, one) for one in release.quotes if one.domain == domain)


def _domains(release: Release) -> tuple[Part, ...]:
    return tuple(Part(one.id, texts.domain(one), of_domain(release, one.id)) for one in release.domains)


def _other(release: Release) -> Part:
    """Those under no domain, and under one that this release does not know."""
    known = {one.id for one in release.domains}
    found = tuple(say.spoken(release, one) for one in release.quotes if one.domain not in known)
    return Part(OTHER, _("About everything"), found)


def _listing(parts: tuple[Part, ...]) -> Listing:
    rows = tuple(TableRow(one.text, (one.question, one.ages, part.title)) for part in parts for one in part.quotes)
    head = (_("Words"), _("Question"), _("Who was asked"), _("Domain"))
    return Listing("words", _("All of these words"), Table(head, rows))
