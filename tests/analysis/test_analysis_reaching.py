"""How likely enough answers are, against scipy and against printed tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from surveyapp.analysis.reaching import chance_of, share_needed, up_to

CHILDREN = st.integers(0, 300)
SHARES = st.floats(0, 1)


@given(CHILDREN, SHARES, st.integers(0, 30))
def test_the_chance_of_enough_is_scipys(eligible, share, needed):
    assert chance_of(eligible, share, needed) == pytest.approx(binom.sf(needed - 1, eligible, share), abs=1e-9)


def test_the_chance_is_the_printed_one():
    """Tables of the cumulative binomial law, n = 20: P(X ≤ 9) is .4119 at .5 and .1275 at .6."""
    assert round(1 - chance_of(20, 0.5, 10), 4) == 0.4119
    assert round(1 - chance_of(20, 0.6, 10), 4) == 0.1275


@given(CHILDREN, SHARES, st.integers(1, 20))
def test_cases_add_up_to_one(eligible, share, most):
    cases = up_to(eligible, share, most)
    assert len(cases) == most + 1
    assert sum(cases) == pytest.approx(1, abs=1e-9)
    assert not any(cases[eligible + 1 :])


@given(CHILDREN, SHARES, st.integers(1, 20))
def test_a_child_more_never_makes_it_less_likely(eligible, share, needed):
    assert chance_of(eligible + 1, share, needed) >= chance_of(eligible, share, needed) - 1e-12


@given(st.integers(0, 200), st.integers(1, 20), st.sampled_from([0.5, 0.8, 0.9]))
def test_the_share_needed_is_just_enough(eligible, needed, chance):
    share = share_needed(eligible, needed, chance=chance)
    assert (share is None) == (eligible < needed)
    if share is not None:
        assert chance_of(eligible, share, needed) == pytest.approx(chance, abs=1e-6)
