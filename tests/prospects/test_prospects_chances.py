"""What becomes of a band, with its chance: by the opening's rule over every number of answers."""

from itertools import product
from math import prod

import pytest
from builders.planned import guess, wave
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from surveyapp.opening.foreseeing import Fate, fates
from surveyapp.prospects.chances import band_prospects, fate_chances

SOME = st.integers(0, 16)
SHARE = st.sampled_from([0.2, 0.5, 0.8])


def chances(known, response):
    return fate_chances(known.plan, known.bands, dict.fromkeys(known.bands, response))


def by_hand(known, response):
    """Every number of answers of every band, none taken for another."""
    found = {band: dict.fromkeys(Fate, 0.0) for band in known.bands}
    for counts in product(*(range(n + 1) for n in known.bands.values())):
        weight = prod(binom.pmf(n, of, response) for n, of in zip(counts, known.bands.values(), strict=True))
        for band, fate in fates(known.plan, dict(zip(known.bands, counts, strict=True))).items():
            found[band][fate] += weight
    return found


@pytest.mark.parametrize("pool", ["", "northvale"])
def test_chances_are_those_over_every_number_of_answers(pool):
    known = wave({"8-11": 14, "leavers": 12}, divided=False, neighbours={"8-11": None, "leavers": "8-11"}, pool=pool)
    mine, theirs = chances(known, 0.7), by_hand(known, 0.7)
    for band, fate in product(known.bands, Fate):
        assert mine[band].get(fate, 0.0) == pytest.approx(theirs[band][fate], abs=1e-4)


def test_a_band_alone_is_counted_when_ten_answer_and_else_only_its_comments_are_read():
    known = wave({"8-11": 20}, divided=False)
    found = chances(known, 0.5)["8-11"]
    assert found[Fate.ALONE] == pytest.approx(0.5881, abs=1e-4)
    assert found[Fate.TOO_FEW] == pytest.approx(0.4119, abs=1e-4)


def test_whoever_is_awaited_waits_however_many_answer():
    known = wave({"8-11": 40}, divided=False, awaited={"8-11": "northvale"})
    assert chances(known, 1.0)["8-11"] == {Fate.AWAITED: 1.0}


def test_what_a_band_must_know_before_fieldwork():
    known = wave({"4-7": 24, "8-11": 38, "leavers": 8}, divided=False)
    young, older, leavers = band_prospects(known, guess(known, 0.5))
    assert (young.answers, round(young.enough, 3), round(100 * young.needed)) == (12, 0.846, 53)
    assert young.otherwise is Fate.JOINED
    assert young.opened == pytest.approx(1, abs=1e-4)
    assert older.enough > 0.999
    assert (leavers.enough, leavers.needed, leavers.otherwise) == (0, None, Fate.TOO_FEW)


def test_a_band_without_children_is_not_spoken_of():
    known = wave({"4-7": 0, "8-11": 38}, divided=False)
    assert [one.band for one in band_prospects(known, guess(known, 0.5))] == ["8-11"]


@settings(max_examples=30)
@given(SOME, SOME, SHARE, st.booleans())
def test_a_child_more_never_makes_it_less_likely_that_its_band_is_counted(young, older, share, waits):
    pool = "northvale" if waits else ""
    before, after = (
        band_prospects(known, guess(known, share))
        for known in (wave({"4-7": n, "8-11": older}, divided=False, pool=pool) for n in (young + 1, young + 2))
    )
    assert after[0].opened >= before[0].opened - 1e-4
    assert after[0].enough >= before[0].enough
