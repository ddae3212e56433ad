"""To open together, each wave's own custodians are needed; a wrong, missing or mixed-up phrase changes nothing."""

import pytest
from builders.pooling import NORTH, TODAY, open_own, year_of

from surveyapp.box.custody import NotEnoughCustodians, PhraseMissing, PhraseMixedUp, PhraseOfOtherWave, PhraseWrong
from surveyapp.box.phrases import make_phrase
from surveyapp.db import migrate
from surveyapp.opening import PhrasesMissing, WavePhraseProblem, open_together


@pytest.fixture
def years(stores, settings):
    """Two years whose care leavers can be opened together."""
    first = year_of(stores, settings, 2026, {"leavers": 4}, pool=NORTH)
    second = year_of(stores, settings, 2027, {"leavers": 6})
    open_own(first)
    open_own(second)
    return first, second


def _everything(stores):
    found = {}
    for store in ("fieldwork", "box", "results"):
        with stores.read(store) as session:
            for metadata in migrate.tables(store):
                for table in metadata.sorted_tables:
                    found[table.name] = sorted(map(repr, session.execute(table.select()).all()))
    return found


def _refused(years, phrases, problem):
    stores, catalogue = years[0].stores, years[0].catalogue
    before = _everything(stores)
    with pytest.raises(problem) as caught:
        open_together(stores, catalogue, NORTH, phrases, today=TODAY)
    assert _everything(stores) == before
    return caught.value


def test_a_wave_without_its_custodians_is_named(years):
    first, second = years
    assert _refused(years, {second.wave: second.quorum()}, PhrasesMissing).waves == (first.wave,)
    assert _refused(years, {first.wave: first.quorum(), second.wave: {}}, PhrasesMissing).waves == (second.wave,)
    assert _refused(years, {}, PhrasesMissing).waves == (first.wave, second.wave)


@pytest.mark.parametrize(
    ("phrases", "problem"),
    [
        (lambda first, second: second.quorum("Ada"), NotEnoughCustodians),
        (lambda first, second: {**second.quorum(), "Ben": make_phrase()}, PhraseWrong),
        (lambda first, second: {**second.quorum(), "Ben": " "}, PhraseMissing),
        (lambda first, second: {"Ada": second.phrases["Ben"], "Ben": second.phrases["Ada"]}, PhraseMixedUp),
        (lambda first, second: first.quorum(), PhraseOfOtherWave),
    ],
)
def test_what_is_wrong_is_said_of_the_wave_it_is_wrong_in(years, phrases, problem):
    first, second = years
    given = {first.wave: first.quorum(), second.wave: phrases(first, second)}
    error = _refused(years, given, WavePhraseProblem)
    assert (error.wave, type(error.problem)) == (second.wave, problem)
    assert str(error).startswith(f"{second.wave}: ")


def test_the_phrases_of_two_waves_swapped_are_told_apart(years):
    first, second = years
    error = _refused(years, {first.wave: second.quorum(), second.wave: first.quorum()}, WavePhraseProblem)
    assert (error.wave, error.problem.name, error.problem.owner) == (first.wave, "Ada", "Ada")
    assert f"for the wave {second.wave}" in str(error)


def test_any_two_of_each_open_it_and_phrases_of_others_do_no_harm(years, stores, settings):
    first, second = years
    third = year_of(stores, settings, 2028, {"leavers": 11})
    phrases = {
        first.wave: first.quorum("Ben", "Cy"),
        second.wave: second.quorum("Ada", "Cy"),
        third.wave: third.quorum(),
    }
    made = open_together(stores, first.catalogue, NORTH, phrases, today=TODAY)
    assert dict(made.bands) == {"leavers": 10}
