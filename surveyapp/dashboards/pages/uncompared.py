"""What was asked but not compared: why, and what can still be said of it."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards import findings
from surveyapp.dashboards.findings import Finding
from surveyapp.dashboards.wording import changes, kinds, shares, texts, years
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Label, Release


@dataclass(frozen=True, slots=True)
class Apart:
    """Something that was not compared: the page it leads to, its name, and sentences on what can be said."""

    indicator: str
    title: str
    said: tuple[str, ...]


def too_few(release: Release, year: str) -> tuple[Apart, ...]:
    """Who was heard, what they said, and how many answers would be needed."""
    return tuple(
        _of(release, one, (_now(release, one), kinds.needed(one.result, years.now(release), year)))
        for one in findings.compared(release, Label.TOO_FEW)
        if not changes.unshown(one.result)
    )


def not_shown(release: Release) -> tuple[Apart, ...]:
    """What is said of this time where a figure is hidden for protection."""
    return tuple(
        _of(release, one, (_now(release, one),))
        for one in findings.compared(release, Label.TOO_FEW)
        if changes.unshown(one.result)
    )


def not_comparable(release: Release) -> tuple[Apart, ...]:
    """Why the years differ, and what this year's answers say on their own."""
    return tuple(
        _of(release, one, (changes.reason(one.result.change), _now(release, one)))
        for one in findings.compared(release, Label.NOT_COMPARABLE)
    )


def retired(release: Release) -> tuple[Apart, ...]:
    """What is no longer asked, and why."""
    return tuple(Apart(one.id, texts.title(one), (_(one.retired),)) for one in findings.retired(release))


def _of(release: Release, found: Finding, said: tuple[str, ...]) -> Apart:
    about = texts.spoken(release, found.indicator, found.result)
    return Apart(found.indicator.id, about, tuple(filter(None, said)))


def _now(release: Release, found: Finding) -> str:
    return _("%(year)s: %(share)s.", year=years.now(release), share=shares.sentence(found.result.now))
