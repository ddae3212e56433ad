"""The mean of a number scale: never where, beside the bars, its sum would tell how many gave a single answer."""

from __future__ import annotations

import pytest

from surveyapp.disclosure import distributions
from surveyapp.disclosure.cells import code
from surveyapp.disclosure.policy import STANDARD
from surveyapp.releases import scaled
from surveyapp.releases.model import Slice


@pytest.mark.parametrize(
    ("low", "mean"),
    [((0, 4, 0, 0, 5), 7.0), ((0, 1, 2, 1, 5), 7.0), ((4, 0, 0, 0, 5), None)],
    ids=["several ways", "more ways", "only so"],
)
def test_a_mean_is_told_only_where_no_joined_answer_is_left_with_one_count(releases, low, mean):
    """Fewer than five chose 0 to 3 of the nine who chose 0 to 4: sixteen less than four each are four who chose 0."""
    asked = next(one for one in releases[1].indicators if one.id == "life_satisfaction").questions
    counts = (*low, 6, 7, 10, 12, 9, 8)
    positive = {option.id for option in asked[-1].options if option.positive}
    total = code(sum(n for at, n in enumerate(counts) if str(at) in positive), sum(counts), STANDARD)
    bars = distributions.protect_distribution(
        [distributions.Slice((str(at),), n, str(at) in positive) for at, n in enumerate(counts)], total, STANDARD
    )
    shown = [Slice(one.options, one.options, one.count, one.count / sum(counts), one.positive) for one in bars]
    found = scaled.mean(STANDARD, total, {str(at): n for at, n in enumerate(counts)}, asked, shown)
    assert (found and found.mean) == (mean and pytest.approx(mean, abs=0.3))
