"""How many were asked a question tells what they answered to the one before, where that decides: a reader subtracts."""

import pytest
from builders import definition as make
from builders import opening as council
from builders.counted import SAFE, answers, instruments, released

from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.opening.contents import sort_out
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


YOUNG = 12
ROUTED = (make.item(KNOWS), make.item(SAFE, show_if=f"not ({KNOWS} = never)"))
AGES = instruments("4-7", "8-11", "11-18", items=ROUTED)
BANK = make.bank(*map(make.indicator, (KNOWS, SAFE)))


def by_sex(bands, girls, boys, item=SAFE):
    """Counts by sex and of everybody; each sex as answers."""
    whole = {word: girls.get(word, 0) + boys.get(word, 0) for word in {*girls, *boys}}
    split = (*answers(bands, item, of="sex girl", **girls), *answers(bands, item, of="sex boy", **boys))
    return (*answers(bands, item, **whole), *split)


def public_of_youngest(refused, others):
    """All that is published of the routed question but its total, where so many of the youngest were not asked it."""
    asked = YOUNG - refused
    counts = [
        *answers("4-7", KNOWS, mostly=asked, never=refused),
        *answers("4-7", mostly=asked, not_asked=refused),
        *(one for band, n in others.items() for one in answers(band, KNOWS, mostly=n - 9, never=9)),
        *(
            one
            for band, n in others.items()
            for one in by_sex(band, {"mostly": n // 4, "never": n // 4 - 4, "not_asked": 4},
                              {"mostly": n // 4, "never": n - 3 * (n // 4) - 5, "not_asked": 5})
        ),
    ]  # fmt: skip
    release = released(counts, instruments=AGES, bank=BANK, neighbours={"4-7": "8-11", "8-11": "11-18"})
    told = release.indicator(SAFE)
    hidden = [one for one in release.hidden if one.what.startswith(SAFE)]
    total = [one.now for one in told.results if not isinstance(one.now, Share)]
    return total, told.by_band, told.breakdowns, hidden


@pytest.mark.parametrize("others", [{"8-11": 12}, {"8-11": 40, "11-18": 120}, {"8-11": 80, "11-18": 120}])
def test_no_answer_of_a_small_band_changes_what_is_said_of_the_question_it_opens(others):
    first = public_of_youngest(0, others)
    assert all(public_of_youngest(refused, others) == first for refused in range(1, YOUNG + 1))


def kept_by_group(refused):
    """What an opening keeps by group of a question that so many were not asked."""
    plan = council.plan("8-11", **{"8-11": {"happy_if": f"{council.SAFE} = always"}})
    sexes = ["girl"] * 24 + ["boy"] * 26
    told = [
        council.child(plan, "8-11", sex=sex, **{council.SAFE: "never"})
        if at % 24 < refused
        else council.child(plan, "8-11", sex=sex, **{council.SAFE: "always", council.HAPPY: "happy"})
        for at, sex in enumerate(sexes)
    ]
    cells = sort_out(plan, told).cells
    return {cell: n for cell, n in cells.items() if cell.item == council.HAPPY and cell.breakdown != "all"}


def test_an_opening_keeps_nothing_by_group_that_an_answer_to_the_question_before_decides():
    assert kept_by_group(0)
    assert all(kept_by_group(refused) == kept_by_group(0) for refused in (1, 12, 16, 20, 24))


OFTEN = ("often", "sometimes", "rarely", "not_sure")
AFRAID, HELP = "afraid", "help"
BULLIED = instruments(
    "8-11",
    items=(make.item(AFRAID, "choice", *OFTEN), make.item(HELP, show_if=f"{AFRAID} is one of [often, sometimes]")),
)
HELPED = make.bank(
    make.indicator(AFRAID, positive=frozenset({"rarely"}), bad=frozenset({"often"})), make.indicator(HELP)
)


def laid_beside(often, sometimes, unsure, silent, *, rarely=40):
    """How many at most of each bar that joins answers can have given one that opens nothing, as a reader subtracts."""
    asked = often + sometimes - silent
    counts = (
        *answers("8-11", AFRAID, often=often, sometimes=sometimes, rarely=rarely, not_sure=unsure),
        *answers("8-11", HELP, mostly=asked // 2, never=asked - asked // 2, skipped=silent, not_asked=rarely + unsure),
    )
    release = released(counts, instruments=BULLIED, bank=HELPED)
    first, then = (release.indicator(one).results[0] for one in (AFRAID, HELP))
    if not isinstance(then.now, Share) or not first.distribution:
        return None
    opens = [set(bar.options) & {"often", "sometimes"} for bar in first.distribution]
    mixed = any(own and own != set(bar.options) for own, bar in zip(opens, first.distribution, strict=True))
    most = sum(bar.count for own, bar in zip(opens, first.distribution, strict=True) if own)
    return most - then.now.count.base if mixed else None


BARS_JOINED = [(*few, unsure, out) for few in ((5, 9), (8, 20)) for unsure in (0, 1, 4) for out in (0, 5)]


def test_nobody_works_out_who_is_in_a_joined_bar_from_how_many_were_asked_the_next_question():
    told = [laid_beside(*one) for one in BARS_JOINED]
    assert any(one is not None for one in told)
    assert min(one for one in told if one is not None) >= FEWEST


def test_where_several_answers_decide_who_is_asked_nothing_is_shown():
    both = make.item(HELP, show_if=f"{AFRAID} = often or {KNOWS} = always")
    asked = instruments("8-11", items=(make.item(KNOWS), make.item(AFRAID, "choice", *OFTEN), both))
    counts = answers("8-11", HELP, mostly=40, never=40, not_asked=40)
    release = released(counts, instruments=asked, bank=make.bank(*map(make.indicator, (KNOWS, AFRAID, HELP))))
    assert not isinstance(release.indicator(HELP).results[0].now, Share)
