"""Means of scores are kept of twenty children or more, and no group left out follows from the others."""

from builders import definition as make
from builders.opening import CONTACT, SAFE, bank, children, plan

from surveyapp.opening.contents import sort_out

SCORE = make.score(SAFE, make.score_item(CONTACT, "too_little", "just_right"), name="well")
HIGH, LOW = {SAFE: "always", CONTACT: "just_right"}, {SAFE: "never", CONTACT: "too_little"}


def _wave(*bands):
    usual = bank()
    scored = make.bank(*usual.indicators.values(), breakdowns=usual.breakdowns.values(), scores=(SCORE,))
    return plan(*bands, bank=scored)


def _means(parts):
    return {(it.bands, it.breakdown, it.value): (it.n, it.mean) for it in parts.scored}


def _mixed(wave, band, high, low, **group):
    """So many of a group who stand at the top of the score, and so many at the bottom."""
    return [*children(wave, band, high, **group, **HIGH), *children(wave, band, low, **group, **LOW)]


def test_means_are_kept_over_all_and_over_large_groups():
    wave = _wave("8-11")
    told = [*_mixed(wave, "8-11", 15, 5, sex="girl"), *_mixed(wave, "8-11", 5, 20, sex="boy")]
    found = _means(sort_out(wave, told))
    assert found["8-11", "all", "all"] == (45, 44)
    assert "sex" not in {breakdown for _, breakdown, _ in found}, "of two levels the sum tells the numbers at both"
    told += children(wave, "8-11", 12, sex="girl", **{SAFE: "mostly", CONTACT: "too_little"})
    told += children(wave, "8-11", 12, sex="boy", **{SAFE: "mostly", CONTACT: "too_little"})
    told += children(wave, "8-11", 12, sex="girl", **{SAFE: "sometimes", CONTACT: "just_right"})
    told += children(wave, "8-11", 12, sex="boy", **{SAFE: "sometimes", CONTACT: "just_right"})
    found = _means(sort_out(wave, told))
    assert found["8-11", "sex", "girl"] == (44, 61)
    assert found["8-11", "sex", "boy"] == (49, 35)


def test_of_groups_that_answered_alike_no_mean_is_kept():
    wave = _wave("8-11")
    told = [*children(wave, "8-11", 20, sex="girl", **HIGH), *children(wave, "8-11", 25, sex="boy", **LOW)]
    assert set(_means(sort_out(wave, told))) == {("8-11", "all", "all")}


def test_of_fewer_than_twenty_no_mean_is_kept():
    wave = _wave("8-11")
    assert sort_out(wave, children(wave, "8-11", 19, **HIGH)).scored == ()


def test_a_group_that_would_leave_fewer_than_twenty_has_no_mean():
    wave = _wave("8-11")
    told = [*_mixed(wave, "8-11", 20, 20, sex="girl"), *_mixed(wave, "8-11", 20, 20, sex="boy")]
    middle = {SAFE: "mostly", CONTACT: "too_little"}
    told += [*children(wave, "8-11", 12, **LOW), *children(wave, "8-11", 20, sex="girl", **middle)]
    told += [*children(wave, "8-11", 19, sex="boy", **middle)]
    found = _means(sort_out(wave, told))
    assert not {value for _, breakdown, value in found if breakdown == "sex"} >= {"girl", "boy"}
    assert found["8-11", "all", "all"][0] == 131


def test_who_answered_too_little_for_a_score_is_not_in_its_means():
    wave = _wave("8-11")
    told = [*children(wave, "8-11", 20, **HIGH), *children(wave, "8-11", 15)]
    assert _means(sort_out(wave, told)) == {("8-11", "all", "all"): (20, 100)}


def test_bands_of_a_pool_are_counted_together_and_one_by_one_where_all_are_large():
    wave = _wave("8-11", "11-18")
    told = [*children(wave, "8-11", 20, **HIGH), *children(wave, "11-18", 20, **LOW)]
    found = _means(sort_out(wave, told))
    assert found["8-11+11-18", "all", "all"] == (40, 50)
    assert found["8-11+11-18", "age_band", "8-11"] == (20, 100)
    fewer = _means(sort_out(wave, [*told, *children(wave, "11-18", 1, **LOW)][1:]))
    assert not [key for key in fewer if key[1] == "age_band"], "19 of one band"


def test_a_small_band_is_counted_with_its_neighbour_or_not_at_all():
    wave = _wave("4-7", "8-11")
    told = [*children(wave, "4-7", 4, **LOW), *children(wave, "8-11", 30, **HIGH)]
    assert {(bands, n) for (bands, _, _), (n, _) in _means(sort_out(wave, told)).items()} == {("4-7+8-11", 34)}


def test_means_are_those_of_the_scores():
    wave = _wave("8-11")
    told = [
        *children(wave, "8-11", 10, **{SAFE: "mostly", CONTACT: "just_right"}),
        *children(wave, "8-11", 10, **{SAFE: "sometimes", CONTACT: "too_little"}),
    ]
    n, mean = _means(sort_out(wave, told))["8-11", "all", "all"]
    values = [100 * (2 / 3 + 1) / 2] * 10 + [100 * (1 / 3) / 2] * 10
    assert (n, mean) == (20, round(sum(values) / 20))


def test_of_fifty_and_more_it_is_kept_how_far_the_items_hang_together():
    wave = _wave("8-11")
    told = [*_mixed(wave, "8-11", 30, 20), *children(wave, "8-11", 10, **{SAFE: "mostly", CONTACT: "too_little"})]
    found = _means(sort_out(wave, told))
    assert found["8-11", "=alpha", "all"] == (50, 93), "of fifty and more; 2 (1 - (.2040 + .2542) / .8537) by hand"
    assert found["8-11", "=spread", "all"][0] == 60
    assert ("8-11", "=omega", "all") not in found, "two items cannot tell it"
    almost = _means(sort_out(wave, told[1:]))
    assert [key for key in almost if key[1].startswith("=")] == [("8-11", "=spread", "all")], (
        "of 59 with a score, 50 who answered everything would leave fewer than ten unknown"
    )
    fewer = _means(sort_out(wave, told[11:]))
    assert not [key for key in fewer if key[1].startswith("=")], "49 are too few"


def test_items_that_everybody_answered_alike_end_no_opening():
    wave = _wave("8-11")
    alike = children(wave, "8-11", 60, **HIGH)
    assert ("8-11", "=alpha", "all") not in _means(sort_out(wave, alike))
    twins = [*children(wave, "8-11", 30, **HIGH), *children(wave, "8-11", 30, **LOW)]
    assert _means(sort_out(wave, twins))["8-11", "=alpha", "all"] == (50, 95), "1 is kept as .95 or more"


def test_what_hangs_together_tells_no_groups_apart():
    wave = _wave("8-11")
    told = [*_mixed(wave, "8-11", 30, 30), *children(wave, "8-11", 5, **{SAFE: "mostly", CONTACT: "too_little"})]
    assert len(sort_out(wave, told).rows) == 65
