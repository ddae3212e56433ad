"""Numbers of prospects as people say them; a change is never promised smaller than it must be to be found."""

from __future__ import annotations

from math import ceil

from flask_babel import gettext

from surveyapp.opening.groups import THRESHOLD


def of_100(share: float) -> int:
    """A share as a whole number of 100."""
    return int(100 * share + 0.5)


def at_least_of_100(share: float) -> int:
    """The whole number of 100 that is enough."""
    return ceil(100 * share - 1e-9)


def points(change: float) -> int:
    """A change in whole points, rounded up."""
    return ceil(100 * change - 1e-9)


def chance(share: float) -> str:
    """A chance in words: never nought, and never sure."""
    if share > 0.99:
        return str(gettext("almost sure"))
    if share < 0.01:
        return str(gettext("hardly"))
    number, of = _in_round(share)
    return str(gettext("about %(number)d in %(of)d", number=number, of=of))


def often(share: float) -> str:
    """A chance as the end of a sentence that says what happens."""
    if share > 0.99:
        return str(gettext("almost surely"))
    if share < 0.01:
        return str(gettext("hardly ever"))
    number, of = _in_round(share)
    return str(gettext("about %(number)d times in %(of)d", number=number, of=of))


def children(number: int) -> str:
    """How many answers of a group; a few are never counted out."""
    return str(number) if number >= THRESHOLD else str(gettext("fewer than 10"))


def _in_round(share: float) -> tuple[int, int]:
    """So many in 10, or near nought and one in 100."""
    return (int(10 * share + 0.5), 10) if 0.1 <= share <= 0.9 else (of_100(share), 100)
