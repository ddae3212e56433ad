"""Numbers as people say them: whole, grouped as the language groups them."""

from __future__ import annotations

from functools import lru_cache
from math import floor

from babel.numbers import format_decimal

from surveyapp.dashboards.wording.translated import locale, ngettext
from surveyapp.releases.model import Range

FEWEST_FOR_A_PERCENTAGE = 20
PLACES = 9
NEITHER = 0.5


def whole(number: int) -> str:
    """The number with the grouping of the reader's language."""
    return _grouped(number, locale())


@lru_cache(maxsize=4096)
def _grouped(number: int, locale: str) -> str:
    return str(format_decimal(number, locale=locale))


def rounded(value: float) -> int:
    """The nearest whole number, halves away from zero: 57.5 is 58 also when binary makes it 57.499999999999993."""
    return floor(round(value, PLACES) + 0.5) if value >= 0 else -floor(0.5 - round(value, PLACES))


def percent(share: float) -> int:
    """A share as a whole percentage; only a share of exactly 0 or 1 is called 0 or 100."""
    if share <= 0 or share >= 1:
        return 100 if share >= 1 else 0
    return min(99, max(1, rounded(100 * share)))


def points(difference: float) -> int:
    """A difference of shares in whole percentage points."""
    return rounded(100 * difference)


def stretched(difference: float) -> int:
    """The end of an interval in whole points; only a difference of exactly nothing is called 0."""
    nearest = points(difference)
    if nearest or not difference:
        return nearest
    return 1 if difference > 0 else -1


def amount(number: int) -> str:
    """A number of points in words: "1 point", "12 points"."""
    return ngettext("%(points)s point", "%(points)s points", number, points=whole(number))


def tenths(share: float) -> int:
    """The nearest number of tenths; 10 from what is written as 95 %, 0 up to 5 %, so that words and figure agree."""
    if not 5 < percent(share) < 95:
        return 10 if share > NEITHER else 0
    return rounded(10 * share)


def exact(span: Range) -> bool:
    """Whether the range is a single value, because its count is shown exactly."""
    return span.low == span.high
