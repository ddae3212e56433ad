"""Naming waves by their years: "since 2024", whatever the number of years between; "2025 and 2026" together."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import locale
from surveyapp.releases.model import Release, WaveFacts


def now(release: Release) -> str:
    """This wave's year, or its title when both waves fall in one year; all years of waves counted together."""
    if release.members:
        years = sorted({one.year for one in release.members})
        return (
            _("%(first)s and %(last)s", first=", ".join(map(str, years[:-1])), last=years[-1])
            if years[1:]
            else str(years[0])
        )
    return _named(release.wave, release.previous)


def then(release: Release) -> str:
    """The earlier wave's year, or its title when both waves fall in one year; empty without one."""
    return _named(release.previous, release.wave) if release.previous else ""


def _named(wave: WaveFacts, other: WaveFacts | None) -> str:
    return wave.title if other is not None and wave.year == other.year else str(wave.year)


def day(iso: str) -> str:
    """An ISO date as the reader's language writes it; anything else as it stands."""
    try:
        value = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return str(format_date(value, format="long", locale=locale()))


def collected(wave: WaveFacts) -> str:
    """When a wave's answers were given."""
    return _("Answers given from %(first)s to %(last)s", first=day(wave.opened_on), last=day(wave.closed_on))
