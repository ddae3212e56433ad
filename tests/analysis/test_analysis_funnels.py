"""A council beside others of which only the sum and a step are known: limits hold, labels are seldom wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom

from surveyapp.analysis.bounds import Bounded
from surveyapp.analysis.funnels import (
    OUTER,
    STEPS,
    USUAL,
    Elsewhere,
    Standing,
    beyond_p,
    difference,
    elsewhere,
    limits,
    standing,
)
from surveyapp.analysis.multiple import benjamini_hochberg
from surveyapp.analysis.proportions import Proportion, wilson
from surveyapp.analysis.spread import Spread, laws


def exactly(positive, base):
    return Bounded(positive, positive, base)


def told(*shares, base=100):
    counts = [exactly(round(share * base), base) for share in shares]
    return elsewhere(counts, exactly(sum(one.low for one in counts), base * len(counts)))


ALIKE = told(0.7, 0.68, 0.72, 0.7, 0.69, 0.71)
APART = told(0.5, 0.6, 0.7, 0.8, 0.9, 0.7)
KNOWN = Elsewhere(exactly(420, 600), 0.02, 0.02)


@given(st.integers(20, 300), st.integers(0, 300), st.sampled_from(STEPS))
@settings(max_examples=25)
def test_the_outer_limits_hold_the_inner_and_both_narrow_with_answers(base, positive, step):
    theirs = Elsewhere(exactly(2 * positive, 600), step, step)
    inner, outer = (limits(theirs, base, confidence=one) for one in (USUAL, OUTER))
    assert 0 <= outer.low <= inner.low <= inner.high <= outer.high <= 1
    wide, narrow = (limits(theirs, one, confidence=USUAL) for one in (base, 8 * base))
    assert narrow.high - narrow.low <= wide.high - wide.low + 1.5 / base


@pytest.mark.parametrize("counts", [(0.5, 0.6, 0.7, 0.8, 0.9, 0.7), (0.7,) * 6, (0.95, 0.97, 0.9, 0.99, 1.0, 0.98)])
def test_inside_the_limits_lie_enough_by_every_law_that_fits_and_not_far_too_many(counts):
    fitting = laws([Proportion(round(share * 100), 100) for share in counts])
    theirs = told(*counts)
    for base in (30, 97, 200):
        chances = fitting.chances(base)
        for confidence, most in ((USUAL, 0.99), (OUTER, 1.0)):
            found = limits(theirs, base, confidence=confidence)
            held = chances[round(found.low * base) : round(found.high * base) + 1].sum()
            assert confidence - 0.01 <= held <= most + 1e-9


def test_unlike_councils_and_coded_counts_make_it_wider():
    assert APART.usual > ALIKE.usual
    counts = [Bounded(96, 100, 100)] * 3 + [exactly(70, 100)] * 3
    coded = elsewhere(counts, Bounded(498, 510, 600))
    assert coded.outer >= elsewhere([exactly(96, 100)] * 3 + [exactly(70, 100)] * 3, exactly(498, 600)).usual
    assert limits(coded, 97).low <= limits(Elsewhere(exactly(498, 600), coded.usual, coded.outer), 97).low
    assert told(*(0.92,) * 6).usual < 0.05, "the end of the axis makes nothing wide"


def test_the_difference_allows_for_chance_here_and_for_how_councils_differ():
    sure = wilson(Proportion(88, 97))
    found = difference(exactly(88, 97), KNOWN)
    assert found.low < sure.low - 0.7 < found.high
    assert difference(exactly(88, 97), Elsewhere(exactly(420, 600), 0.12, 0.12)).low < found.low
    assert difference(Bounded(84, 97, 97), KNOWN).low < found.low


def test_labels_hold_for_every_value_inside_and_stand_at_twenty_answers():
    assert standing(exactly(92, 97), ALIKE, q=0.01) is Standing.BRIGHT_SPOT
    assert standing(exactly(92, 97), ALIKE, q=0.06) is not Standing.BRIGHT_SPOT
    assert standing(exactly(92, 97), APART, q=0.01) is Standing.AS_OTHERS
    assert standing(exactly(40, 97), ALIKE, q=0.01) is Standing.BEHIND
    assert standing(Bounded(70, 97, 97), ALIKE, q=0.01) is Standing.AS_OTHERS
    assert standing(exactly(680, 970), ALIKE, q=1.0) is Standing.ABOUT_THE_SAME
    assert standing(exactly(19, 19), ALIKE, q=0.0) is Standing.TOO_FEW


def test_p_is_small_only_far_from_the_others():
    values = [beyond_p(exactly(positive, 97), ALIKE) for positive in (68, 80, 90, 97)]
    assert values == sorted(values, reverse=True)
    assert values[0] > 0.5
    assert values[-1] < 0.01
    assert beyond_p(Bounded(60, 90, 97), ALIKE) == 1.0
    assert beyond_p(exactly(97, 97), Elsewhere(Bounded(590, 600, 600), 0.0, 0.0)) > 0.05


def false_labels(runs, councils, correlation, results=30, seed=5):
    """Of so many reports in which this council is like all others, the share with a label, and of all labels made."""
    drawn, reports, labels = np.random.default_rng(seed), 0, 0
    for _ in range(runs):
        found = []
        for _ in range(results):
            law = betabinom(90, *Spread(drawn.uniform(0.3, 0.9), correlation).shapes)
            counts = [exactly(int(each), 90) for each in law.rvs(councils + 1, random_state=drawn)]
            theirs = elsewhere(counts[1:], exactly(sum(one.low for one in counts[1:]), 90 * councils))
            found.append((counts[0], theirs))
        q = benjamini_hochberg([beyond_p(*one) for one in found])
        made = [
            standing(*one, q=each) in (Standing.BRIGHT_SPOT, Standing.BEHIND)
            for one, each in zip(found, q, strict=True)
        ]
        reports, labels = reports + any(made), labels + sum(made)
    return reports / runs, labels / runs / results


def test_a_council_like_all_others_is_hardly_ever_labelled():
    reports, _ = false_labels(2, 6, 0.02, results=5)
    assert reports == 0


@pytest.mark.slow
@pytest.mark.parametrize(("councils", "correlation"), [(6, 0.001), (6, 0.03), (15, 0.03)])
def test_at_most_one_report_in_twenty_holds_a_false_label(councils, correlation):
    reports, _ = false_labels(60, councils, correlation)
    assert reports <= 0.05 + 1.64 * (0.05 * 0.95 / 60) ** 0.5
