"""Which groups could be shown: what the opening and the release do with children who answer as guessed."""

from dataclasses import replace

import pytest
from builders.counted import released
from builders.opening import SAFE, survey
from builders.planned import guess, wave
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.disclosure.tables import Hiding
from surveyapp.opening.contents import sort_out
from surveyapp.opening.opened import Opened
from surveyapp.prospects.assumed import divided, evenly
from surveyapp.prospects.breakdowns import pool_prospects
from surveyapp.prospects.expected import apportioned, expected_contents
from surveyapp.prospects.foresee import prospects
from surveyapp.releases.counting import AGE
from surveyapp.releases.model import Share
from surveyapp.results.queries import Counted

BOTH = {"8-11": 60, "11-18": 90}
GOOD = {SAFE: "always"}


def shown(found, breakdown):
    return next(one.shown for one in found.breakdowns if one.breakdown == breakdown)


def hidden(found, breakdown):
    groups = next(one.groups for one in found.breakdowns if one.breakdown == breakdown)
    return {group.value: group.hidden for group in groups if group.hidden}


def safe(known, assumption):
    """The questions that are asked of all bands; feeling safe is one of them."""
    return pool_prospects(known, assumption)[0]


def truly_released(known, assumption):
    """What is published when these children have come, all of whom feel safe."""
    kinds, _ = divided(known)
    contents = expected_contents(known, assumption, kinds)
    children = [
        Opened(band, {**child.answers, **GOOD}, {}) for band, here in contents.members.items() for child in here
    ]
    kept = sort_out(known.plan, children)
    counts = [
        Counted(tuple(it.bands.split("+")), it.breakdown, it.value, it.item, it.answer, n)
        for it, n in kept.cells.items()
    ]
    told = released(counts, instruments=known.plan.instruments, bank=known.plan.bank)
    return told.indicator(SAFE)


def published(told, breakdown):
    """The groups that are shown by themselves; hidden ones may stand as one beside them, which says nothing new."""
    groups = [group for one in told.breakdowns if one.breakdown == breakdown for group in one.groups]
    alone = [group for group in groups if breakdown == AGE or "+" not in group.value]
    return [group.value for group in alone if isinstance(group.result, Share)]


@pytest.mark.parametrize("eligible", [BOTH, {"8-11": 24, "11-18": 40}, {"4-7": 14, "8-11": 60, "11-18": 30}])
@pytest.mark.parametrize("unsaid", [0.0, 0.05])
def test_what_is_foreseen_is_what_is_published_when_it_comes_so(eligible, unsaid):
    known = wave(eligible)
    assumption = guess(known, 0.6, unsaid=unsaid, start=1.0)
    foreseen, told = safe(known, assumption), truly_released(known, assumption)
    for one in foreseen.breakdowns:
        assert list(one.shown) == published(told, one.breakdown)


def test_groups_of_ten_are_shown_and_small_ones_are_not():
    known = wave(BOTH)
    found = safe(known, guess(known, 0.6, unsaid=0.0))
    assert found.answers == 90
    assert shown(found, "placement") == ("foster", "kinship", "home")[: len(shown(found, "placement"))]
    assert hidden(found, "placement")["parents"] is Hiding.SMALL_BASE
    assert shown(found, AGE) == ("8-11", "11-18")


def test_the_more_say_their_group_the_less_is_hidden():
    known = wave(BOTH)
    nobody, some = (safe(known, guess(known, 0.6, unsaid=share)) for share in (0.0, 0.05))
    assert len(shown(some, "placement")) <= len(shown(nobody, "placement"))


def test_a_band_that_is_not_counted_is_in_no_breakdown():
    known = wave({"8-11": 60, "leavers": 8}, neighbours={"8-11": None, "leavers": None})
    assert safe(known, guess(known, 0.6)).bands == ("8-11",)


def test_without_an_answer_there_is_nothing_to_show():
    known = wave(BOTH)
    assert pool_prospects(known, guess(known, 0.0)) == ()


def test_breakdowns_without_numbers_are_named_and_left_out():
    known = wave(BOTH, divided=False)
    given_, missing = divided(known)
    assert (given_, [one.id for one in missing]) == ((), ["placement", "sex"])
    assert [one.breakdown for one in safe(known, guess(known, 0.6)).breakdowns] == [AGE]


def test_breakdowns_without_numbers_are_reckoned_with_as_if_children_divided_evenly():
    known = wave(BOTH, divided=False)
    found = prospects(known, guess(known, 0.6, unsaid=0.0))
    assert found.with_undivided.of > found.results.of
    groups = evenly(known).plan.eligible.groups
    assert {band: sum(n for key, n in groups.items() if key[:2] == (band, "placement")) for band in BOTH} == BOTH
    numbered = wave(BOTH)
    assert evenly(numbered) == numbered


def test_questions_that_an_earlier_answer_decides_about_are_left_out():
    known = wave({"8-11": 60})
    routed = replace(known.plan, instruments={"8-11": survey("8-11", happy_if=f"{SAFE} = always")})
    asked, fewer = (
        sum(one.questions for one in pool_prospects(it, guess(it, 0.6))) for it in (known, replace(known, plan=routed))
    )
    assert fewer == asked - 1


def test_a_share_of_a_group_is_given_in_whole_children():
    assert apportioned({"foster": 60, "kinship": 30, "home": 10}, 11) == {"foster": 7, "kinship": 3, "home": 1}
    assert apportioned({}, 5) == {}


@settings(max_examples=15)
@given(st.integers(6, 40), st.integers(6, 40), st.sampled_from([2, 3]))
def test_twice_as_many_children_never_allow_fewer_groups(young, older, times):
    """A few more may: a group that has become large enough can need a larger one hidden beside the last small one."""
    eligible = {"8-11": 4 * young, "11-18": 4 * older}
    few, many = (wave({band: k * n for band, n in eligible.items()}) for k in (1, times))
    fewer, more = (safe(one, guess(one, 0.5, unsaid=0.0, start=0.5)) for one in (few, many))
    assert len(shown(more, "placement")) >= len(shown(fewer, "placement"))
