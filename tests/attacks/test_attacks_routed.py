"""How many were asked a question tells what they answered to the one before, where that decides: a reader subtracts."""

import pytest
from builders import definition as make
from builders.counted import SAFE, answers, instruments, released

from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.releases.model import Share

KNOWS = "knows_adviser"
SURVEY = instruments("leavers", items=(make.item(KNOWS), make.item(SAFE, show_if=f"not ({KNOWS} = never)")))
BARS, FEWEST = 50, 5
"""Of fewer children no bars are shown, and none of fewer answers."""


def wave(know, unsure, not_, silent):
    """A question that those are not asked who say no to the one before; and so many who were asked say nothing."""
    asked = know + unsure - silent
    return (
        *answers("leavers", KNOWS, mostly=know, sometimes=unsure, never=not_),
        *answers("leavers", mostly=asked // 2, never=asked - asked // 2, skipped=silent, not_asked=not_),
    )


def told(counts, policy):
    """What a release tells of those who said no: that they are so many at most, and of how many who took part."""
    release = released(counts, instruments=SURVEY, bank=make.bank(*map(make.indicator, (KNOWS, SAFE))), policy=policy)
    took_part = sum(one.n for one in counts if one.item == SAFE)
    found = [result.now for result in release.indicator(SAFE).results]
    return [(took_part - one.count.base, took_part) for one in found if isinstance(one, Share)]


WAVES = [(know, 1, not_, silent) for know in (13, 30, 47, 60) for not_ in range(8) for silent in (0, 1, 3)]


@pytest.mark.parametrize("policy", [STANDARD, STANDARD.without(Rule.DISTRIBUTIONS)], ids=["kept", "switched off"])
def test_nobody_works_out_from_those_asked_how_few_gave_the_answer_before(policy):
    known = [it for one in WAVES for it in told(wave(*one), policy)]
    narrow = [(most, took_part) for most, took_part in known if most < FEWEST or took_part < BARS]
    assert known
    assert bool(narrow) is not policy.follows(Rule.DISTRIBUTIONS)
    assert ((4, 18) in narrow) is not policy.follows(Rule.DISTRIBUTIONS)
