"""The made-up children answer as children could, and always the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp.definition import catalogue
from surveyapp.definition.answers import encode_ballot
from surveyapp.definition.catalogue import Catalogue
from surveyapp.demo import plan
from surveyapp.demo.children import answered, children

FOLDER = Path(__file__).resolve().parents[2] / "surveys" / "definitions"
BANDS = ("4-7", "8-11", "11-18", "leavers")


@pytest.fixture(scope="module")
def surveys() -> Catalogue:
    """The real surveys."""
    return catalogue.load([FOLDER])


@pytest.mark.parametrize("band", BANDS)
def test_every_answer_of_a_made_up_child_is_a_valid_ballot(band: str, surveys: Catalogue) -> None:
    instrument = surveys.version(band, plan.VERSION)
    for child in children(band, 5, seed="test"):
        assert encode_ballot(instrument, answered(child, instrument, surveys.bank, later=True), 16000)


@pytest.mark.parametrize("band", BANDS)
def test_the_same_seed_makes_the_same_children(band: str, surveys: Catalogue) -> None:
    instrument = surveys.version(band, plan.VERSION)
    twice = [
        [answered(child, instrument, surveys.bank, later=False) for child in children(band, 3, seed="test")]
        for _ in range(2)
    ]
    assert twice[0] == twice[1]


def test_the_council_has_the_numbers_of_a_typical_one() -> None:
    earlier, later = (tuple(sum(column) for column in zip(*one.numbers.values(), strict=True)) for one in plan.ROUNDS)
    assert (earlier, later) == ((171, 95), (176, 97))


def test_the_true_changes_are_of_indicators_that_exist(surveys: Catalogue) -> None:
    from surveyapp.demo.children import STARTING_SHARES, TRUE_CHANGES

    assert set(TRUE_CHANGES) | set(STARTING_SHARES) <= set(surveys.bank.indicators)


def test_every_breakdown_has_a_share_for_its_values(surveys: Catalogue) -> None:
    from surveyapp.demo.children import GROUPS

    assert set(GROUPS) <= set(surveys.bank.breakdowns)
