"""This wave against the one before: what is compared, how it is labelled, and in which family."""

from dataclasses import replace

import pytest
from builders import definition as make
from builders.counted import SAFE, by_band, instruments, released, source, yes_and_no

from surveyapp.releases.assemble import assemble
from surveyapp.releases.model import Label, Share
from surveyapp.releases.questions import AGES_CHANGED, NO_EARLIER_WAVE, NOT_ASKED_BEFORE, QUESTION_CHANGED
from surveyapp.releases.source import Completed

ONE = instruments("8-11")


def pair(now, then, *, asked=ONE, asked_then=None, **changes):
    before = released(by_band(then), instruments=asked_then or asked, year=2024)
    return released(by_band(now), instruments=asked, before=before, **changes)


def change(*args, **more):
    return pair(*args, **more).indicator(SAFE).results[0].change


def test_the_worked_case_is_no_clear_change():
    found = change({"8-11": (68, 97)}, {"8-11": (55, 95)})
    assert found.label == Label.NO_CLEAR_CHANGE
    assert [round(100 * value, 1) for value in (found.point.low, found.interval95.low, found.interval95.high)] == [
        12.2,
        -1.3,
        25.2,
    ]
    assert round(found.p, 3) == 0.078
    assert found.q == found.p


def test_what_could_have_been_seen_stands_with_the_change():
    found = change({"8-11": (68, 97)}, {"8-11": (66, 95)})
    assert (round(100 * found.detectable_rise), round(100 * found.detectable_fall)) == (16, -19)
    assert 0.19 < found.caught_rise <= 0.2
    assert -0.25 < found.caught_fall <= -0.23


def test_a_first_wave_is_compared_with_nothing():
    found = released(by_band({"8-11": (68, 97)}), instruments=ONE)
    assert (found.previous, found.comparisons, found.by_chance) == (None, 0, 0)
    headline = found.indicator(SAFE).results[0]
    assert headline.then is None
    assert (headline.change.label, headline.change.reason) == (Label.NOT_COMPARABLE, NO_EARLIER_WAVE)


def test_a_reworded_question_is_not_compared():
    reworded = instruments("8-11", items=(make.item(SAFE, ask="Is home a safe place?"),), version="2026")
    found = change({"8-11": (85, 97)}, {"8-11": (50, 95)}, asked=reworded, asked_then=ONE)
    assert (found.label, found.reason) == (Label.NOT_COMPARABLE, QUESTION_CHANGED)


def test_a_question_with_another_scale_is_not_compared():
    rescaled = instruments("8-11", items=(make.item(SAFE, "choice", "always", "mostly", "never"),), version="2026")
    found = change({"8-11": (85, 97)}, {"8-11": (50, 95)}, asked=rescaled, asked_then=ONE)
    assert found.reason == QUESTION_CHANGED


def test_a_question_asked_of_others_is_not_compared():
    routed = make.item(SAFE, show_if="filter = always")
    now = instruments("8-11", items=(make.item("filter"), routed), version="2026")
    then = instruments("8-11", items=(make.item("filter"), make.item(SAFE)))
    assert change({"8-11": (85, 97)}, {"8-11": (50, 95)}, asked=now, asked_then=then).reason == QUESTION_CHANGED


def test_the_same_question_in_a_new_version_is_compared():
    version = instruments("8-11", items=(make.item(SAFE), make.item("new")), version="2026")
    assert change({"8-11": (68, 97)}, {"8-11": (55, 95)}, asked=version, asked_then=ONE).label == Label.NO_CLEAR_CHANGE


def test_a_new_question_is_not_compared():
    old = instruments("8-11", items=(make.item("other"),))
    found = change({"8-11": (68, 97)}, {"8-11": (55, 95)}, asked=ONE, asked_then=old)
    assert found.reason == NOT_ASKED_BEFORE


def test_other_ages_are_not_compared():
    both, one = instruments("8-11", "11-18"), instruments("8-11")
    found = pair({"8-11": (30, 40), "11-18": (30, 40)}, {"8-11": (30, 40)}, asked=both, asked_then=one).indicator(SAFE)
    assert found.results[0].change.reason == AGES_CHANGED
    assert found.by_band[0].change.label == Label.NO_CLEAR_CHANGE


def test_a_hidden_wave_is_too_few():
    found = change({"8-11": (68, 97)}, {"8-11": (5, 9)})
    assert (found.label, found.point) == (Label.TOO_FEW, None)


def test_a_wave_under_twenty_is_too_few_but_says_its_range():
    found = change({"8-11": (10, 19)}, {"8-11": (55, 95)})
    assert found.label == Label.TOO_FEW
    assert found.interval95.low < found.point.low < found.interval95.high
    assert found.p is None


MANY = {"8-11": (55, 60), "11-18": (70, 80)}
FEWER = {"8-11": (30, 60), "11-18": (40, 80)}


def test_a_change_in_every_band_is_clearly_better_or_worse():
    asked = instruments("8-11", "11-18")
    assert change(MANY, FEWER, asked=asked).label == Label.CLEARLY_BETTER
    assert change(FEWER, MANY, asked=asked).label == Label.CLEARLY_WORSE


def test_where_nothing_can_be_standardised_a_change_is_only_possible():
    assert change({"8-11": (85, 97)}, {"8-11": (55, 95)}).label == Label.POSSIBLY_BETTER


def test_sex_can_standardise_where_there_is_one_band():
    def wave(girls, boys, **more):
        counts = [*by_band({"8-11": (girls[0] + boys[0], girls[1] + boys[1])})]
        counts += [*yes_and_no("8-11", *girls, of="sex girl"), *yes_and_no("8-11", *boys, of="sex boy")]
        return released(counts, instruments=ONE, **more)

    before = wave((28, 50), (27, 45), year=2024)
    assert wave((42, 50), (42, 47), before=before).indicator(SAFE).results[0].change.label == Label.CLEARLY_BETTER


def test_a_change_that_only_the_mix_of_ages_made_is_owed_to_the_mix():
    asked = instruments("8-11", "11-18")
    now, then = {"8-11": (85, 100), "11-18": (12, 30)}, {"8-11": (25, 30), "11-18": (40, 100)}
    assert change(now, then, asked=asked).label == Label.MIX_DIFFERS


def test_the_eligible_weigh_the_mix():
    asked = instruments("8-11", "11-18")
    now, then = {"8-11": (95, 100), "11-18": (10, 20)}, {"8-11": (12, 20), "11-18": (50, 100)}
    before = released(by_band(then), instruments=asked, year=2024)
    young = (Completed("8-11", 100, 900), Completed("11-18", 20, 100))
    old = (Completed("8-11", 100, 100), Completed("11-18", 20, 900))
    given = source(by_band(now), instruments=asked, before=before)
    weighed = [assemble(replace(given, completed=completed)).indicator(SAFE) for completed in (young, old)]
    assert [indicator.results[0].change.label for indicator in weighed] == [Label.CLEARLY_BETTER, Label.MIX_DIFFERS]


def test_nearly_all_in_both_waves_is_said_as_such():
    assert change({"8-11": (96, 97)}, {"8-11": (95, 95)}).label == Label.NEARLY_ALL


def test_large_waves_that_agree_are_about_the_same():
    assert change({"8-11": (700, 1000)}, {"8-11": (705, 1000)}).label == Label.ABOUT_THE_SAME


def test_the_headline_family_is_adjusted_apart_from_the_bands():
    names = [f"item_{number}" for number in range(6)]
    asked = instruments("8-11", "11-18", items=[make.item(name) for name in names])
    bank = make.bank(*(make.indicator(name) for name in names))

    def wave(shares, **more):
        counts = [
            one
            for name, share in zip(names, shares, strict=True)
            for one in by_band({"8-11": (share, 60), "11-18": (share, 60)}, name)
        ]
        return released(counts, bank=bank, instruments=asked, **more)

    found = wave([44, 30, 30, 31, 29, 30], before=wave([30] * 6, year=2024))
    headlines = [indicator.results[0].change for indicator in found.indicators]
    assert found.comparisons == 6
    assert 0 < found.by_chance < 0.1
    assert headlines[0].q == pytest.approx(6 * headlines[0].p)
    bands = [result.change for indicator in found.indicators for result in indicator.by_band]
    assert min(change.q for change in bands) == pytest.approx(min(change.p for change in bands) * 12 / 2)


def test_the_earlier_share_is_the_one_that_was_published():
    found = pair({"8-11": (68, 97)}, {"8-11": (93, 95)}).indicator(SAFE).results[0]
    assert isinstance(found.then, Share)
    assert (found.then.count.low, found.then.count.high) == (91, 95)
    assert found.change.point.low < found.change.point.high


def test_merged_bands_are_compared_with_the_sum_of_what_was_published():
    asked = instruments("4-7", "8-11", "11-18")
    then = released(by_band({"4-7": (9, 15), "8-11": (12, 20), "11-18": (25, 40)}), instruments=asked, year=2024)
    now = by_band({"4-7": (4, 8), "8-11": (12, 20), "11-18": (25, 40)})
    found = released(now, instruments=asked, before=then, neighbours={"4-7": "8-11"}).indicator(SAFE).by_band[0]
    assert found.bands == ("4-7", "8-11")
    assert (found.then.count.low, found.then.count.base) == (21, 35)


def test_response_rates_are_compared_by_newcombe():
    completed = (Completed("8-11", 97, 176),), (Completed("8-11", 95, 171),)
    before = released(by_band({"8-11": (55, 95)}), instruments=ONE, completed=completed[1], year=2024)
    now = released(by_band({"8-11": (68, 97)}), instruments=ONE, completed=completed[0], before=before)
    rate = now.response_rates[1]
    assert (rate.then_completed, rate.then_eligible) == (95, 171)
    assert rate.difference.low < 97 / 176 - 95 / 171 < rate.difference.high


def test_everybody_is_compared_only_where_the_same_bands_were_asked():
    asked = instruments("8-11", "11-18")
    completed = (Completed("8-11", 30, 43), Completed("11-18", 40, 90))
    before = released(by_band({"8-11": (25, 30)}), instruments=asked, completed=completed, year=2024)
    now = released(by_band({"8-11": (25, 30)}), instruments=ONE, completed=completed[:1], before=before)
    everybody, band = now.response_rates
    assert (everybody.then_share, everybody.difference) == (None, None)
    assert band.then_eligible == 43


def test_every_pool_is_of_the_headline_family():
    asked = instruments("8-11", "11-18")
    bank = make.bank(make.indicator(SAFE, pools=(("8-11",), ("11-18",))))
    shares = {"8-11": (30, 60), "11-18": (30, 60)}
    before = released(by_band(shares), bank=bank, instruments=asked, year=2024)
    found = released(by_band({"8-11": (50, 60), "11-18": (30, 60)}), bank=bank, instruments=asked, before=before)
    assert found.comparisons == len(found.indicator(SAFE).results) == 2
    better = found.indicator(SAFE).results[0].change
    assert better.q == pytest.approx(2 * better.p)
