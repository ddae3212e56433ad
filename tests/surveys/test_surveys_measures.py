"""The scores and published figures that come with the program say truly what they are made of."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from builders.surveys import BANDS, DEFINITIONS, bank, option_ids, survey, table

from surveyapp.definition.catalogue import load
from surveyapp.definition.measures import Benchmark, Score, Wording
from surveyapp.definition.missing import Missing
from surveyapp.definition.paths import complete
from surveyapp.definition.scores import score_of, scores_of

MEASURES = {
    "life_satisfaction_low_0_4": "life_satisfaction",
    "worthwhile_low_0_4": "worthwhile",
    "lonely_often_or_always": "lonely",
    "finances_difficult": "coping_with_money",
    "unhappy_with_school": "likes_school",
    "unhappy_with_appearance": "happy_with_appearance",
    "afraid_of_bullying_at_school": "afraid_of_bullying",
    "no_good_friend": "good_friend",
}
NO_INDICATOR = {"low_wellbeing"}
"""The low end of a score of questions that we do not ask."""
SCORES = tuple(bank().scores.values())
MADE = [(score, band) for score in SCORES for band in BANDS if any(band in pool for pool in score.pools)]


def figures() -> tuple[Benchmark, ...]:
    return load([DEFINITIONS]).bank.benchmarks


def best(score: Score, *, bad: bool = False) -> dict[str, str]:
    """The answers that a child gives for whom all is well, or nothing is."""
    return {part.item: part.answers[0 if part.reversed != bad else -1] for part in score.items}


def test_every_domain_that_is_not_background_has_a_score() -> None:
    domains = {domain.id for domain in bank().domains} - {"background"}
    assert {score.domain for score in SCORES} == domains


def test_some_item_of_a_score_is_turned_round() -> None:
    assert any(part.reversed for score in SCORES for part in score.items)


@pytest.mark.parametrize(("score", "band"), MADE, ids=lambda one: getattr(one, "id", one))
def test_all_good_answers_make_the_highest_score_and_all_bad_the_lowest(score, band) -> None:
    assert score in scores_of(bank(), survey(band))
    assert score_of(score, survey(band), best(score)) == score.high
    assert score_of(score, survey(band), best(score, bad=True)) == score.low
    for part in score.items:
        indicator = bank().indicators[part.item]
        assert best(score)[part.item] in indicator.positive
        assert best(score, bad=True)[part.item] in indicator.bad


@pytest.mark.parametrize(("score", "band"), MADE, ids=lambda one: getattr(one, "id", one))
def test_what_does_not_count_is_not_sure_or_not_needed(score, band) -> None:
    for part in score.items:
        assert set(option_ids(survey(band).item(part.item))) - set(part.answers) <= {"not_sure", "not_needed"}


def test_family_contact_and_bullying_are_in_no_score() -> None:
    items = {part.item for score in SCORES for part in score.items}
    assert not any("contact" in item or "bullying" in item for item in items)
    assert all(bank().indicators[item].composite for item in items)


def test_a_child_without_a_social_worker_they_know_has_a_score_of_the_rest() -> None:
    score = bank().scores["adults_to_rely_on"]
    given = best(score) | {"knows_social_worker": "no"}
    whole = complete(survey("11-18"), given | {"assent": "yes"})
    assert whole["trusts_social_worker"] is Missing.NOT_ASKED
    assert score_of(score, survey("11-18"), whole) == 100


def test_every_published_figure_is_that_of_the_table() -> None:
    rows = table("benchmarks.csv")
    assert {row["measure"] for row in rows} == MEASURES.keys() | NO_INDICATOR
    wanted = {
        (MEASURES[row["measure"]], int(row["age_from"]), int(row["age_to"]), int(row["year"]), Decimal(row["percent"]))
        for row in rows
        if row["measure"] not in NO_INDICATOR
    }
    assert {(one.indicator, *one.ages, one.year, one.percent) for one in figures()} == wanted


def test_a_figure_names_the_source_it_is_from_and_its_group_is_in_our_words() -> None:
    rows = table("benchmarks.csv")
    assert {one.address for one in figures()} <= {row["source_address"] for row in rows}
    assert not {one.group for one in figures()} & {row["group"] for row in rows}
    assert all(one.source for one in figures())


def test_our_own_sentences_are_near_to_others_at_best() -> None:
    assert {one.wording for one in figures()} == {Wording.NEAR}


def test_a_figure_counts_answers_of_one_end_in_every_band_that_asks() -> None:
    for one, band in product(figures(), BANDS):
        indicator = bank().indicators[one.indicator]
        if any(band in pool for pool in indicator.pools):
            counted = one.answers & set(option_ids(survey(band).item(one.indicator)))
            assert counted, (one.id, band)
            assert not counted & indicator.positive
