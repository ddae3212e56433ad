"""Those who did not answer, in words: how far they could move a share, where it would tip, and this year alone."""

import pytest
from builders.release import release

from surveyapp.analysis.bounds import Bounded
from surveyapp.dashboards.pages import indicator, response
from surveyapp.dashboards.wording import everybody as say
from surveyapp.dashboards.wording import rates
from surveyapp.releases import everybody
from surveyapp.releases.model import ResponseRate


@pytest.fixture(autouse=True)
def english(app):
    with app.test_request_context("/"):
        yield


def told(positive, base, eligible):
    return " ".join(say.sentences(everybody.of(Bounded(positive, positive, base), eligible)))


def test_68_of_97_among_176_is_said_whole():
    assert told(68, 97, 176) == (
        "79 of 176 gave no answer to this."
        " If we count them all as not positive, the share is 39%. If we count them all as positive, it is 84%."
        " For half of everybody to be positive, 20 of those 79 would have to be."
        " If they are like those who answered, between 112 and 134 of these 176 would be positive."
        " That is about this year's children only. It can't be used to compare years."
    )


def test_where_they_cannot_tip_it_that_is_said():
    assert "So at least half of everybody would be positive, whatever they say." in told(90, 97, 110)
    assert "So fewer than half of everybody would be positive, whatever they say." in told(10, 97, 110)


def test_nothing_is_said_where_nothing_is_open():
    assert say.sentences(None) == ()


def test_it_stands_beside_the_question_and_in_no_headline():
    made = release()
    page = indicator.compose(made, next(one.id for one in made.indicators if one.results and one.results[0].everybody))
    (pool, *_) = page.pools
    assert pool.silent[0].endswith("gave no answer to this.")
    assert pool.silent[-1] not in (page.headline, pool.share, pool.how_sure, *pool.compared)


def test_those_who_left_are_left_out_only_beside_the_headline():
    rate = ResponseRate("all", "Everybody", 97, 176, 97 / 176, False, still_eligible=170)
    said = rates.of_those_still_here(rate, "in care")
    assert said == "If we leave out those no longer in care here, 97 of 170 took part (57%)."
    assert rates.of_those_still_here(ResponseRate("all", "", 97, 176, 0.55, False), "in care") == ""
    assert response.compose(release()).headline == "55% took part"
