"""Saying how results are made: first for everybody, then the methods by name for those who know them."""

from __future__ import annotations

from surveyapp.dashboards.wording import rates, terms, together
from surveyapp.dashboards.wording.missing import everybody
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Release


def asked(release: Release) -> tuple[str, ...]:
    """Who could answer, and who did."""
    whom = terms.children(release)
    return (
        _("We asked %(children)s. The council's own list says who could answer.", children=whom),
        rates.sentence(everybody(release)),
        *together.said(release),
        _("Nobody had to answer, and any question could be left out. Nobody can see who said what."),
    )


def for_experts() -> tuple[str, ...]:
    """The methods by name."""
    return (
        _("Shares: Wilson's interval, 95%."),
        _("A change must show at 99% by the range of Newcombe and by that of Miettinen and Nurminen."),
        _("Many at once: the rule of Benjamini and Hochberg."),
        _("Over the years: a straight line through the shares, with a 99% interval."),
        _("Who did not answer: all counted as positive, then none. This year's children: an exact range."),
        _("No correction for small numbers of children. We ask whether life here is different."),
    )
