"""The made-up children answer as children could, and always the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp.definition import catalogue
from surveyapp.definition.answers import encode_ballot
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Kind
from surveyapp.demo import plan
from surveyapp.demo.children import GROUPS, STARTING_SHARES, TRUE_CHANGES, answered, children, true_share
from surveyapp.demo.comments import comments

FOLDER = Path(__file__).resolve().parents[2] / "surveys" / "definitions"
ASKED = [(this.starts.year, this.version, band) for this in (*plan.ROUNDS, plan.TRIAL) for band in this.numbers]


@pytest.fixture(scope="module")
def surveys() -> Catalogue:
    """The real surveys."""
    return catalogue.load([FOLDER])


@pytest.mark.parametrize(("year", "version", "band"), ASKED)
def test_every_answer_of_a_made_up_child_is_a_valid_ballot(
    year: int, version: str, band: str, surveys: Catalogue
) -> None:
    instrument = surveys.version(band, version)
    for child in children(band, 5, seed="test"):
        assert encode_ballot(instrument, answered(child, instrument, surveys.bank, year=year), 16000)


@pytest.mark.parametrize(("year", "version", "band"), ASKED)
def test_the_same_seed_makes_the_same_children(year: int, version: str, band: str, surveys: Catalogue) -> None:
    instrument = surveys.version(band, version)
    twice = [
        [answered(child, instrument, surveys.bank, year=year) for child in children(band, 3, seed="test")]
        for _ in range(2)
    ]
    assert twice[0] == twice[1]


def test_children_answer_what_the_records_say_of_them(surveys: Catalogue) -> None:
    instrument = surveys.version("8-11", "2026")
    facts = {"sex": "girl_or_woman", "placement": "kinship"}
    for child in children("8-11", 50, seed="test", facts=[facts] * 50):
        assert facts.items() <= answered(child, instrument, surveys.bank, year=2026).items()


def test_the_council_has_the_numbers_of_a_typical_one() -> None:
    numbers = [tuple(sum(column) for column in zip(*one.numbers.values(), strict=True)) for one in plan.ROUNDS]
    assert numbers == [(170, 90), (171, 95), (176, 97)]
    assert [this.starts.year for this in plan.ROUNDS] == [2022, 2024, 2026]


def test_the_true_changes_are_of_indicators_that_exist(surveys: Catalogue) -> None:
    assert set(TRUE_CHANGES) | set(STARTING_SHARES) <= set(surveys.bank.indicators)


def test_a_change_holds_from_its_year_on() -> None:
    start = STARTING_SHARES["lonely"]
    shares = [true_share("lonely", year) for year in (2022, 2024, 2026, 2028)]
    assert shares[0] == start
    assert shares[0] > shares[1] > shares[2] == shares[3]
    assert true_share("has_fun", 2022) == true_share("has_fun", 2026)


def test_every_breakdown_has_a_share_for_its_values(surveys: Catalogue) -> None:
    assert set(GROUPS) <= set(surveys.bank.breakdowns)


def test_each_question_of_every_band_gets_words_that_answer_it(surveys: Catalogue) -> None:
    for band in surveys.bank.bands:
        asked = {item.id for item in surveys.latest(band).items if item.kind is Kind.LONG_TEXT}
        words = [set(comments(item, band)) for item in asked]
        assert words
        assert all(words)
        assert len(set.union(*words)) == sum(map(len, words))
