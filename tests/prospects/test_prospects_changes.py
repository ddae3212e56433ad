"""Which changes could be found: beside the release before, in the family of comparisons that a release would make."""

from dataclasses import replace
from itertools import pairwise

import pytest
from builders import definition as make
from builders.counted import SAFE, by_band, instruments, released
from builders.opening import CONTACT, plan
from builders.planned import guess, wave
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.analysis.detectable import Bar, smallest_found
from surveyapp.opening.classes import Eligible
from surveyapp.opening.contents import Plan
from surveyapp.prospects.assumed import Given, assumed, last_response
from surveyapp.prospects.changes import change_prospects
from surveyapp.prospects.foresee import prospects

ITEMS = (make.item(SAFE), make.item(CONTACT))
BANK = make.bank(make.indicator(SAFE), make.indicator(CONTACT), breakdowns=(make.breakdown("placement"),))
THEN = {"8-11": (28, 40), "11-18": (35, 50)}
NOW = {"8-11": (30, 42), "11-18": (38, 51)}


def counts(of):
    return [one for item in (SAFE, CONTACT) for one in by_band(of, item)]


def before(then=THEN, asked=None):
    return released(counts(then), instruments=asked or instruments(*then, items=ITEMS), bank=BANK, year=2024)


def second(then=THEN, asked=None, eligible=None):
    """A wave of the same two questions in the same bands, beside the release before."""
    children = eligible or {"8-11": 84, "11-18": 102}
    surveys = instruments(*children, items=ITEMS, version="2026")
    return Given(Plan(surveys, dict.fromkeys(children), BANK, Eligible(children)), before(then, asked))


def test_there_are_as_many_comparisons_as_the_release_makes():
    known = second()
    everybody, *bands = change_prospects(known, guess(known, 0.5))
    told = released(
        counts(NOW),
        instruments=known.plan.instruments,
        bank=BANK,
        before=known.before,
        wave=replace(before().wave, id="2026"),
    )
    assert everybody.levels[0].answers == sum(base for _, base in NOW.values())
    assert everybody.levels[0].comparisons == told.comparisons == 2
    second_family = [one.change.p for name in (SAFE, CONTACT) for one in told.indicator(name).by_band]
    assert {one.levels[0].comparisons for one in bands} == {len(second_family)} == {4}


def test_everybody_comes_first_and_each_stands_beside_its_own_answers_of_then():
    known = second()
    found = change_prospects(known, guess(known, 0.5))
    assert [(one.bands, one.then) for one in found] == [(("8-11", "11-18"), 90), (("8-11",), 40), (("11-18",), 50)]
    assert [level.response for level in found[0].levels] == [None, 0.4, 0.6, 0.8]


def test_a_change_called_clear_passes_the_bar_of_all_comparisons_and_a_possible_one_only_its_own():
    known = second()
    guessed = change_prospects(known, guess(known, 0.5, start=0.6))[1].levels[0]
    assert guessed.clear == smallest_found(42, 40, 0.6, bar=Bar(0.99, 0.05 / 4))
    assert guessed.possible == smallest_found(42, 40, 0.6, bar=Bar(0.99))


def test_years_with_fewer_than_twenty_answers_are_not_compared():
    known = second(then={"8-11": (12, 19), "11-18": (35, 50)})
    found = {one.bands: one for one in change_prospects(known, guess(known, 0.5))}
    assert all(level.clear is None for level in found["8-11",].levels)
    assert found["8-11",].levels[0].comparisons == 2
    few = second(eligible={"8-11": 36, "11-18": 102})
    level = change_prospects(few, guess(few, 0.5))[1].levels[0]
    assert (level.answers, level.clear) == (18, None)


def test_a_question_in_other_words_is_not_counted_among_the_comparisons():
    reworded = instruments("8-11", "11-18", items=(make.item(SAFE, ask="Is home a safe place?"), make.item(CONTACT)))
    known = second(asked=reworded)
    found = change_prospects(known, guess(known, 0.5))
    assert (found[0].questions, found[0].levels[0].comparisons) == (1, 1)


def test_bands_that_were_not_asked_before_have_nothing_to_compare():
    known = second(then={"11-18": (35, 50)})
    young = next(one for one in change_prospects(known, guess(known, 0.5)) if one.bands == ("8-11",))
    assert (young.questions, young.then, young.levels[0].clear) == (0, None, None)


def test_without_an_earlier_wave_a_next_one_of_the_same_size_stands_for_it():
    known = wave({"8-11": 60, "11-18": 90})
    everybody = change_prospects(known, guess(known, 0.5))[0]
    assert everybody.then is None
    comparisons = everybody.levels[0].comparisons
    assert everybody.levels[0].clear == smallest_found(75, 75, 0.7, bar=Bar(0.99, 0.05 / comparisons))


def test_what_children_did_the_time_before_is_the_first_guess():
    known = second()
    assert last_response(known) == {"8-11": pytest.approx(80 / 161), "11-18": pytest.approx(100 / 201)}
    assert assumed(known, {"8-11": 0.8}).response == {"8-11": 0.8, "11-18": pytest.approx(100 / 201)}
    assert assumed(wave({"8-11": 60}), {}).response == {"8-11": 0.5}


def test_nobody_to_ask_is_no_mistake():
    known = Given(plan("8-11"))
    found = prospects(known, assumed(known, {}))
    assert (found.bands, found.pools, found.changes) == ((), (), ())


@settings(max_examples=10)
@given(st.integers(20, 90), st.sampled_from([0.5, 0.7]))
def test_a_better_response_never_finds_less_but_for_a_point(then, start):
    """More answers may bring more comparisons too; here there are as many at every response."""
    known = second(then={"11-18": (then // 2, then)}, eligible={"11-18": 130})
    _, *levels = change_prospects(known, guess(known, 0.5, start=start))[0].levels
    sizes = [level.clear.either for level in levels if level.clear]
    assert all(fewer is None or (more is not None and more < fewer + 0.01) for fewer, more in pairwise(sizes))
