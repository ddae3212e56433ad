"""Agreement of people who read the same texts: published values, another program's, and what makes no agreement."""

import json
from pathlib import Path

import krippendorff
import numpy as np
import pytest

from surveyapp.analysis.agreement import FEWEST, agreement, alpha, bootstrap, masi

PUBLISHED = json.loads((Path(__file__).parents[1] / "reference" / "agreement.json").read_text(encoding="utf-8"))


def pairs(both=0, one=0, neither=0):
    """Texts read by two: in so many both found the theme, only one did, neither did."""
    return [(True, True)] * both + [(True, False)] * one + [(False, False)] * neither


@pytest.mark.parametrize("case", PUBLISHED["cases"], ids=lambda case: case["id"])
def test_alpha_agrees_with_krippendorffs_own_examples(case):
    units = [[value for value in unit if value is not None] for unit in zip(*case["values"], strict=True)]
    assert alpha(units) == pytest.approx(case["alpha"], abs=0.0005)


@pytest.mark.parametrize("seed", range(8))
def test_alpha_agrees_with_another_program(seed):
    made = np.random.default_rng(seed)
    truth = made.integers(0, 4, size=30)
    values = np.where(made.random((3, 30)) < 0.7, truth, made.integers(0, 4, size=(3, 30))).astype(float)
    values[made.random((3, 30)) < 0.2] = np.nan
    units = [[value for value in unit if not np.isnan(value)] for unit in values.T]
    theirs = krippendorff.alpha(values, level_of_measurement="nominal")
    assert alpha(units) == pytest.approx(theirs, abs=1e-12)


def test_alpha_of_sets_agrees_with_another_program_given_the_same_distances():
    sets = [frozenset("a"), frozenset("ab"), frozenset("abc"), frozenset("cd"), frozenset()]
    coded = [(0, 1), (1, 1), (2, 2), (3, 2), (4, 4), (0, 4), (3, 3), (1, 2)]

    def apart(v1, v2, **_):
        return np.vectorize(lambda one, other: masi(sets[int(one)], sets[int(other)]))(v1, v2)

    theirs = krippendorff.alpha(np.array(coded, dtype=float).T, level_of_measurement=apart)
    assert alpha([(sets[one], sets[other]) for one, other in coded], masi) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("ab", "ab", 0), ("ab", "abcd", 1 - 2 / 3 * 2 / 4), ("ab", "bc", 1 - 1 / 3 * 1 / 3), ("a", "b", 1), ("", "a", 1)],
)
def test_sets_are_nearer_the_more_they_share(one, other, distance):
    assert masi(one, other) == masi(other, one) == pytest.approx(distance)


def test_a_theme_that_nobody_found_has_no_alpha_and_is_not_counted():
    found = agreement(pairs(neither=50))
    assert (found.alpha, found.interval, found.counts) == (None, None, False)
    assert agreement(pairs(both=50)).alpha is None
    assert agreement([]).alpha is None
    assert agreement([(True,), (False,)]).texts == 0


@pytest.mark.parametrize(
    ("texts", "counts", "firm"),
    [
        (pairs(both=10, one=1, neither=39), True, True),
        (pairs(both=10, one=4, neither=36), True, False),
        (pairs(both=10, one=9, neither=31), False, False),
        (pairs(both=FEWEST - 1, neither=46), False, False),
        (pairs(both=46, neither=FEWEST - 1), False, False),
    ],
)
def test_a_theme_is_counted_if_readers_agree_on_it_often_enough(texts, counts, firm):
    found = agreement(texts)
    assert (found.counts, found.firm) == (counts, firm)


def test_readers_who_never_differed_may_still_differ():
    found = agreement(pairs(both=10, neither=40))
    assert found.alpha == 1
    assert 0.7 < found.interval.low < 1
    more = agreement(pairs(both=100, neither=400))
    assert found.interval.low < more.interval.low


def test_the_same_texts_give_the_same_interval():
    assert bootstrap(pairs(8, 4, 30)) == bootstrap(pairs(8, 4, 30)[::-1])


def test_the_interval_holds_the_true_alpha_as_often_as_it_says():
    """A small dose of what methods.md reports: 50 texts, a theme in one of five, true alpha .667."""
    share, true, made = 0.2, 0.667, np.random.default_rng(3)
    apart = share * (1 - share) * (1 - true)
    ways = [(1 - share) ** 2 + true * share * (1 - share), 2 * apart, share**2 + true * share * (1 - share)]
    covered = 0
    for neither, one, both in made.multinomial(50, ways, size=8):
        found = agreement(pairs(both, one, neither))
        covered += found.interval is not None and found.interval.low <= true <= found.interval.high
    assert covered >= 6
