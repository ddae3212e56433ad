"""Saying what several surveys show together: a line, where it breaks, and a slope only where three asked the same."""

from __future__ import annotations

from collections.abc import Iterable

from surveyapp.dashboards.wording.numbers import amount, stretched, whole
from surveyapp.dashboards.wording.translated import gettext as _
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.model import Share, Stretch, Trend

FEWEST = 3
"""Two surveys are never called more than two surveys."""
NUMBERS = {3: lambda: _("three"), 4: lambda: _("four"), 5: lambda: _("five"), 6: lambda: _("six")}


def worth_drawing(line: tuple[Stretch, ...]) -> bool:
    """Whether a line tells more than this survey and the one before: a third, or a break."""
    return len(line) > 1 or sum(len(stretch.points) for stretch in line) >= FEWEST


def shown(line: tuple[Stretch, ...]) -> bool:
    """Whether there is a share of any year in it."""
    return any(isinstance(point.now, Share) for stretch in line for point in stretch.points)


def never_shown(groups: tuple[str, ...]) -> str:
    """Whose line has a share in no year; empty for none."""
    return _("Not shown in any year: %(groups)s.", groups="; ".join(groups)) if groups else ""


def key_of_shares() -> str:
    """What the chart of shares over the years draws."""
    return _("Dot: the share of positive answers. Upright line: where the real share lies, 19 times in 20.")


def key_of_rates() -> str:
    """What the chart of response rates over the years draws."""
    return _("Dot: the share who took part.")


def from_report(fact: str) -> str:
    """A fact that an earlier report printed: "97 of 176 (55%), from an earlier report"."""
    return _("%(fact)s, from an earlier report", fact=fact)


def reported(years: Iterable[int]) -> str:
    """Which years' figures an earlier report printed; empty for none."""
    named = ", ".join(map(str, years))
    return _("The figures of these years are from an earlier report: %(years)s.", years=named) if named else ""


def broken(year: str, reason: str) -> str:
    """Why a line starts anew."""
    why = _(reason) if reason else _("The question changed.")
    return _("A new line starts with %(year)s. %(reason)s", year=year, reason=why)


def breaks(line: tuple[Stretch, ...]) -> tuple[str, ...]:
    """A sentence for each place at which the line breaks."""
    return tuple(broken(str(later.points[0].year), later.reason) for later in line[1:] if later.points)


def trend(found: Trend | None, line: tuple[Stretch, ...], lines: int) -> str:
    """The slope as a range of points a year, in words that claim nothing; empty without three surveys of a kind.

    ``lines``: how many lines of this release have a slope, for which the range makes no allowance.
    """
    if found is None or found.waves < FEWEST or not line:
        return ""
    years = [point.year for point in line[-1].points if isinstance(point.now, Share)]
    number = NUMBERS.get(found.waves, lambda: whole(found.waves))()
    said = _(
        "We asked this in %(number)s surveys, from %(first)s to %(last)s. Each year the share moved by %(range)s.",
        number=number,
        first=str(years[0]),
        last=str(years[-1]),
        range=_range(stretched(found.per_year.low), stretched(found.per_year.high)),
    )
    return " ".join((said, _hint(lines)))


def _range(low: int, high: int) -> str:
    """From one number of points to another, as better or worse."""
    if low >= 0:
        return _("%(low)s to %(high)s for the better", low=whole(low), high=amount(high))
    if high <= 0:
        return _("%(low)s to %(high)s for the worse", low=whole(-high), high=amount(-low))
    return _("up to %(low)s for the worse or up to %(high)s for the better", low=amount(-low), high=amount(high))


def _hint(lines: int) -> str:
    """What such a range is worth among so many."""
    return ngettext(
        "It is %(lines)s line of this kind. Chance moves lines too, so this is a hint and not a finding.",
        "It is one of %(lines)s lines of this kind. Chance moves some of them, so this is a hint and not a finding.",
        lines,
        lines=whole(lines),
    )
