"""Which counts and bases fit a printed percentage: held against rounding itself."""

from __future__ import annotations

from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.history.fitting import Bases, Printed, bases, counts, fits

WAYS = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN)
DECIMALS = st.integers(0, 2)


def rounded(positive: int, base: int, decimals: int, way: str) -> Printed:
    """The percentage as somebody prints it who rounds this way."""
    exact = Decimal(100 * positive) / Decimal(base)
    return Printed(Fraction(exact.quantize(Decimal(1).scaleb(-decimals), rounding=way)), decimals)


@st.composite
def parts(draw: st.DrawFn) -> tuple[int, int]:
    base = draw(st.integers(1, 400))
    return draw(st.integers(0, base)), base


@given(parts(), DECIMALS, st.sampled_from(WAYS))
def test_a_count_fits_what_is_printed_of_it_however_halves_are_rounded(
    part: tuple[int, int], decimals: int, way: str
) -> None:
    assert fits(*part, rounded(*part, decimals, way))


@given(st.integers(1, 200), st.integers(0, 1000))
def test_no_count_fits_that_is_printed_otherwise(base: int, tenths: int) -> None:
    printed = Printed(Fraction(tenths, 10), 1)
    by_rounding = {
        positive for positive in range(base + 1) for way in WAYS if rounded(positive, base, 1, way) == printed
    }
    assert set(counts(base, printed)) == by_rounding


@given(st.integers(0, 120), st.integers(0, 100))
def test_the_bases_that_fit_are_those_of_which_the_count_is_printed_so(positive: int, percent: int) -> None:
    printed, found = Printed(Fraction(percent)), bases(positive, Printed(Fraction(percent)))
    fitting = [base for base in range(max(1, positive), 500) if fits(positive, base, printed)]
    last = 499 if found is None or found.last is None else min(found.last, 499)
    assert fitting == ([] if found is None else list(range(found.first, last + 1)))


@pytest.mark.parametrize(
    ("positive", "percent", "found"),
    [(97, 55, Bases(175, 177)), (1, 70, None), (0, 0, Bases(1, None)), (3, 0, Bases(600, None)), (1, 100, Bases(1, 1))],
)
def test_bases_of_known_figures(positive: int, percent: int, found: Bases | None) -> None:
    assert bases(positive, Printed(Fraction(percent))) == found


def test_a_percentage_is_told_as_it_was_printed() -> None:
    assert [str(Printed(Fraction("70.9"), 1)), str(Printed(Fraction(71))), str(Printed(Fraction(71), 1))] == [
        "70.9",
        "71",
        "71.0",
    ]
