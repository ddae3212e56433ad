"""Those who may answer are counted by group before anybody answers, and nobody answers who may not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definition import catalogue
from surveyapp.definition.model import Instrument
from surveyapp.demo import plan
from surveyapp.demo.eligible import RECORDED, answering, apportioned, recorded

FOLDER = Path(__file__).resolve().parents[2] / "surveys" / "definitions"
SURVEYS = catalogue.load([FOLDER])
BANDS = [(this, band) for this in plan.ROUNDS for band in this.numbers]


def survey(this: plan.Round, band: str) -> Instrument:
    """What a band is asked in a wave."""
    return SURVEYS.version(band, this.version)


@given(st.integers(0, 500))
def test_whole_numbers_add_up_and_are_within_one_of_their_share(total: int) -> None:
    for shares in RECORDED.values():
        counts = apportioned(shares, total)
        assert sum(counts.values()) == total
        assert all(abs(counts[value] - share * total) < 1 for value, share in shares.items())


@pytest.mark.parametrize(("this", "band"), BANDS)
def test_the_groups_of_a_band_add_up_to_its_eligible(this: plan.Round, band: str) -> None:
    eligible, _ = this.numbers[band]
    counted = recorded(survey(this, band), eligible)
    assert {sum(counts.values()) for counts in counted.values()} == {eligible}
    assert ("placement" in counted) == (band != "leavers")


@pytest.mark.parametrize(("this", "band"), BANDS)
def test_of_no_group_do_more_answer_than_may(this: plan.Round, band: str) -> None:
    eligible, completed = this.numbers[band]
    facts = answering(survey(this, band), eligible, completed, seed=this.wave)
    assert len(facts) == completed
    assert facts == answering(survey(this, band), eligible, completed, seed=this.wave)
    for breakdown, counts in recorded(survey(this, band), eligible).items():
        assert Counter(one[breakdown] for one in facts) <= Counter(counts)


def test_children_in_homes_answer_more_rarely() -> None:
    this = plan.ROUNDS[-1]
    rates = []
    for value in ("childrens_home", "foster"):
        may = recorded(survey(this, "11-18"), 780)["placement"][value]
        did = sum(one["placement"] == value for one in answering(survey(this, "11-18"), 780, 430, seed="test"))
        rates.append(did / may)
    assert rates[0] < rates[1] - 0.1
