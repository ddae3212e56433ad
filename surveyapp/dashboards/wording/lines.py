"""Saying what several surveys show together: a line, where it breaks, and a slope only where three asked the same."""

from __future__ import annotations

from surveyapp.dashboards.wording.numbers import stretched, whole
from surveyapp.dashboards.wording.rates import signed
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.releases.model import Share, Stretch, Trend

FEWEST = 3
"""Two surveys are never called more than two surveys."""
NUMBERS = {3: lambda: _("three"), 4: lambda: _("four"), 5: lambda: _("five"), 6: lambda: _("six")}


def worth_drawing(line: tuple[Stretch, ...]) -> bool:
    """Whether a line tells more than this survey and the one before: a third, or a break."""
    return len(line) > 1 or sum(len(stretch.points) for stretch in line) >= FEWEST


def key_of_shares() -> str:
    """What the chart of shares over the years draws."""
    return _("Dot: the share of positive answers. Upright line: where the real share lies, 19 times in 20.")


def key_of_rates() -> str:
    """What the chart of response rates over the years draws."""
    return _("Dot: the share who took part.")


def broken(year: str, reason: str) -> str:
    """Why a line starts anew."""
    why = _(reason) if reason else _("The question changed.")
    return _("A new line starts with %(year)s. %(reason)s", year=year, reason=why)


def breaks(line: tuple[Stretch, ...]) -> tuple[str, ...]:
    """A sentence for each place at which the line breaks."""
    return tuple(broken(str(later.points[0].year), later.reason) for later in line[1:] if later.points)


def trend(found: Trend | None, line: tuple[Stretch, ...]) -> str:
    """The slope as a range of points a year, in words that claim nothing; empty without three surveys of a kind."""
    if found is None or found.waves < FEWEST or not line:
        return ""
    years = [point.year for point in line[-1].points if isinstance(point.now, Share)]
    number = NUMBERS.get(found.waves, lambda: whole(found.waves))()
    return _(
        "Over %(number)s surveys, from %(first)s to %(last)s, the share of positive answers moved by between"
        " %(low)s and %(high)s points a year. That is a range, 99 times in 100, and not a verdict.",
        number=number,
        first=str(years[0]),
        last=str(years[-1]),
        low=signed(stretched(found.per_year.low)),
        high=signed(stretched(found.per_year.high)),
    )
