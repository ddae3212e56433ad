"""Response rates: what is left out of the denominator is said, and nothing flatters the headline."""

import pytest

from surveyapp.analysis.proportions import ImpossibleCount, Proportion
from surveyapp.analysis.response import Outcomes, contact_rate, cooperation_rate, of_the_list, response_rate

WAVE = Outcomes(listed=176, completed=97, refused=20, unable=6, no_longer_eligible=6)


def test_each_rate_leaves_out_what_its_definition_says():
    assert of_the_list(WAVE) == Proportion(97, 176)
    assert response_rate(WAVE) == Proportion(97, 170)
    assert cooperation_rate(WAVE) == Proportion(97, 117)
    assert contact_rate(WAVE) == Proportion(123, 170)


def test_the_headline_is_the_lowest_of_them():
    assert of_the_list(WAVE).share < response_rate(WAVE).share < cooperation_rate(WAVE).share


def test_nobody_has_no_rate():
    nobody = Outcomes(0, 0, 0, 0, 0)
    assert {of_the_list(nobody), response_rate(nobody), cooperation_rate(nobody), contact_rate(nobody)} == {None}


@pytest.mark.parametrize("outcomes", [(10, 8, 2, 1, 0), (10, -1, 2, 1, 0)])
def test_impossible_outcomes_are_refused(outcomes):
    with pytest.raises(ImpossibleCount):
        Outcomes(*outcomes)
