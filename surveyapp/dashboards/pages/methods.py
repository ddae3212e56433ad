"""Methods in three minutes, in words a councillor can repeat."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.pages.overview import hidden
from surveyapp.dashboards.wording import changes, headlines, texts, years
from surveyapp.dashboards.wording import methods as say
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Release


@dataclass(frozen=True, slots=True)
class Methods:
    """What the page says beyond its fixed words."""

    headline: str
    asked: tuple[str, ...]
    hidden: tuple[str, ...]
    limits: tuple[str, ...]
    chance: str
    for_experts: tuple[str, ...]
    instruments: tuple[tuple[str, str, str], ...]


def compose(release: Release) -> Methods:
    """The methods of a release."""
    return Methods(
        headline=_("How we count, and how sure we are"),
        asked=say.asked(release),
        hidden=hidden(release),
        limits=(headlines.strength_rule(), headlines.worry_rule()),
        chance=changes.by_chance(release.comparisons, release.by_chance) if years.then(release) else "",
        for_experts=say.for_experts(),
        instruments=tuple((texts.band(band), band.version, band.instrument[:12]) for band in release.bands),
    )
