"""The bands' own results, side by side only where the bank declares that they were asked the same."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.dashboards.figures import changes, lines, shares
from surveyapp.dashboards.figures.model import DotChart, LineChart
from surveyapp.dashboards.wording import changes as say_changes
from surveyapp.dashboards.wording import lines as say_lines
from surveyapp.dashboards.wording import texts, years
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import IndicatorResult, Release, Result


@dataclass(frozen=True, slots=True)
class BandLine:
    """One band over the years, and why its line breaks."""

    chart: LineChart
    breaks: tuple[str, ...]


def _together(found: IndicatorResult, number: int) -> tuple[Result, ...]:
    """The results of the bands in one pool; none where it has only one, which the pool's own result tells."""
    pool = found.results[number].bands
    own = tuple(one for one in found.by_band if set(one.bands) <= set(pool))
    return own if len(own) > 1 else ()


def shares_of(release: Release, found: IndicatorResult, number: int) -> DotChart | None:
    """The shares of one pool's bands; None where there is nothing to set side by side."""
    own = _together(found, number)
    if not own:
        return None
    entries = (shares.Entry(texts.bands(release, one.bands), one.now, one.then) for one in own)
    named = (years.now(release), years.then(release))
    return shares.chart(f"bands-{number}", _("By age band"), entries, years=named)


def changes_of(release: Release, found: IndicatorResult, number: int) -> DotChart | None:
    """Their differences from the wave before."""
    own = _together(found, number)
    if not own or release.previous is None:
        return None
    year = years.then(release)
    entries = (changes.entry(texts.bands(release, one.bands), one, year) for one in own)
    title = _("Difference since %(year)s, by age band", year=year)
    return changes.chart(f"band-changes-{number}", title, entries, year=year)


def changes_said(release: Release, found: IndicatorResult, number: int) -> str:
    """What must be known of these differences."""
    return say_changes.by_age(_together(found, number)) if release.previous else ""


def lines_of(release: Release, found: IndicatorResult, number: int) -> tuple[BandLine, ...]:
    """Each band's own line, where it tells more than the two surveys set side by side, and any year of it is shown."""
    return tuple(
        BandLine(
            lines.of_shares(f"band-line-{number}-{'-'.join(one.bands)}", texts.bands(release, one.bands), one.line),
            say_lines.breaks(one.line),
        )
        for one in _with_lines(found, number)
        if say_lines.shown(one.line)
    )


def lines_hidden(release: Release, found: IndicatorResult, number: int) -> str:
    """The bands that are shown in no year, in place of a table that says so of each; empty for none."""
    hidden = (texts.bands(release, one.bands) for one in _with_lines(found, number) if not say_lines.shown(one.line))
    return say_lines.never_shown(tuple(hidden))


def _with_lines(found: IndicatorResult, number: int) -> tuple[Result, ...]:
    return tuple(one for one in _together(found, number) if say_lines.worth_drawing(one.line))
