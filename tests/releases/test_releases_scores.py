"""Scores: of fifty children at least, never where the mean takes joined counts apart, with the reliability kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveyapp.analysis.composites import feldt
from surveyapp.releases.document import decode, encode
from surveyapp.releases.model import NotMade, Slice, Suppressed, Why
from surveyapp.releases.scores import scores
from surveyapp.results.handed import Scored

BANDS = "11-18+leavers"


def kept(mean, n=58, **words):
    told = {"=spread": (n, 16), "=alpha": (50, 78), "=omega": (50, 81)} | {
        f"={word}": one for word, one in words.items()
    }
    return (
        Scored(BANDS, "all", "all", "good_life", n, mean),
        *(Scored(BANDS, word, "all", "good_life", *one) for word, one in told.items()),
    )


def good_life(sources, releases, given, **changes):
    source = replace(sources[1], scored=given, **changes)
    return next(one for one in scores(source, releases[1].indicators) if one.id == "good_life")


def test_a_score_has_its_mean_its_spread_and_how_far_its_questions_hang_together(sources, releases):
    found = good_life(sources, releases, kept(71))
    assert (found.base, found.mean, found.deviation) == (58, pytest.approx(7.1), pytest.approx(1.6))
    assert (found.alpha, found.omega) == (pytest.approx(0.78), pytest.approx(0.81))
    document = encode(replace(releases[1], scores=(found,)))
    assert decode(document).scores == (found,)
    told_more = document.replace('"mean":7.1', '"complete":52,"mean":7.1')
    assert told_more != document
    assert decode(told_more).scores == (found,)


def test_a_score_is_not_told_where_how_many_were_asked_one_of_its_questions_is_hidden(sources, releases):
    """Of 58 who have a score it would tell how many were asked: an answer to an earlier question decides that."""
    asked, *others = [one for one in releases[1].indicators if one.id in good_life(sources, releases, kept(71)).items]
    hidden = replace(asked, results=tuple(replace(one, now=Suppressed(Why.ROUTED)) for one in asked.results))
    found = next(
        one for one in scores(replace(sources[1], scored=kept(71)), (hidden, *others)) if one.id == "good_life"
    )
    assert (found.mean, found.base, found.why) == (None, None, NotMade.ROUTED)


def barred(release, *counts):
    """The release's questions of the score, each with these bars from none to ten, one an answer."""
    options = tuple(str(height) for height in range(len(counts)))
    bars = tuple(
        Slice((option,), (option,), count, count / sum(counts), None)
        for option, count in zip(options, counts, strict=True)
    )
    return [
        replace(one, results=tuple(replace(result, distribution=bars) for result in one.results))
        for one in release.indicators
    ]


def test_alpha_has_an_interval_only_where_every_questions_answers_are_shown_and_lie_evenly(sources, releases):
    def told(indicators, mean):
        found = scores(replace(sources[1], scored=kept(mean)), indicators)
        return next(one for one in found if one.id == "good_life")

    limits = feldt(0.78, items=4, n=50)
    evenly = told(barred(releases[1], 5, 5, 6, 7, 8, 9, 9, 8, 7, 6, 5), 52).interval
    assert (evenly.low, evenly.high) == pytest.approx((limits.low, limits.high))
    leaning = told(barred(releases[1], 5, 5, 5, 5, 5, 5, 5, 6, 9, 20, 40), 73)
    for found in (leaning, told(releases[1].indicators, 71)):
        assert (found.alpha, found.interval) == (pytest.approx(0.78), None)


@pytest.mark.parametrize(("given", "why"), [((), NotMade.NO_BARS), (kept(71, n=49), NotMade.NO_BARS),
                                            (kept(100), NotMade.NO_MEAN), (kept(0), NotMade.NO_MEAN)])  # fmt: skip
def test_few_or_nearly_all_alike_have_none(sources, releases, given, why):
    found = good_life(sources, releases, given)
    assert (found.mean, found.alpha, found.why) == (None, None, why)


def test_of_groups_and_bands_nothing_is_told(sources, releases):
    young = tuple(replace(one, breakdown="age_band", value="11-18") for one in kept(71)[:1])
    assert good_life(sources, releases, young).mean is None


def test_a_change_stands_where_both_means_and_spreads_are_known_and_the_questions_are_the_same(sources, releases):
    before = replace(releases[0], scores=(good_life(sources, releases, kept(70)),))
    found = good_life(sources, releases, kept(71), before=before)
    assert found.then == pytest.approx(7.0)
    assert found.change.low < 0.1 < found.change.high < 1
    alone = replace(before.scores[0], deviation=None)
    assert good_life(sources, releases, kept(71), before=replace(before, scores=(alone,))).change is None
    fewer = replace(before.scores[0], items=before.scores[0].items[:3])
    assert good_life(sources, releases, kept(71), before=replace(before, scores=(fewer,))).change is None


def test_contact_with_family_and_bullying_are_in_no_score(known):
    for score in known.bank.scores.values():
        assert not [part.item for part in score.items if "contact" in part.item or "bull" in part.item]
