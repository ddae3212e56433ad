"""A programme adds up what councils published: who is in it, what each is given, and what is held back."""

from __future__ import annotations

import pytest
from builders.counted import SAFE, yes_and_no
from builders.gathered import BASE, NAMES, Programme, alike, council

from surveyapp.programme import joining
from surveyapp.programme.gathering import NothingToGather


def everybody(programme: Programme) -> dict[str, int]:
    """Nine councils that differ by chance; their positive answers."""
    programme.joins(*NAMES)
    made = alike()
    programme.receives(*made.values())
    return {name: one.indicators[0].results[0].now.count.low for name, one in made.items()}


def test_each_council_is_told_the_sum_of_those_outside_its_block(programme: Programme) -> None:
    positive = everybody(programme)
    made = programme.gathers()
    assert (made.number, made.authorities, made.given, made.too_few, made.too_near) == (1, 9, 9, 0, 0)
    for name, left_out in (("council-a", "abc"), ("council-e", "def"), ("council-i", "ghi")):
        told = programme.tells(name)
        (figure,) = told.figures
        others = [one for one in NAMES if one[-1] not in left_out]
        assert (figure.indicator, figure.bands, len(figure.behind)) == (SAFE, ("8-11",), 6)
        assert figure.low == figure.high == sum(positive[one] for one in others)
        assert (figure.base, told.authority, told.first_year) == (6 * BASE, name, 2026)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_seven_councils_are_too_few_for_anybody(programme: Programme) -> None:
    programme.joins(*NAMES[:7])
    programme.receives(*alike(names=NAMES[:7]).values())
    with pytest.raises(NothingToGather):
        programme.gathers()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_other_wordings_and_ages_are_never_added(programme: Programme) -> None:
    programme.joins(*NAMES, "council-x")
    programme.receives(*alike().values(), council("council-x", counts=yes_and_no("11-18", 40, BASE)))
    assert programme.gathers().authorities == 9
    assert all(figure.bands == ("8-11",) for figure in programme.tells("council-a").figures)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_coded_counts_go_in_as_bounds_and_a_small_sum_is_coded_again(programme: Programme) -> None:
    programme.joins(*NAMES)
    programme.receives(*(council(name, 2 if name < "council-g" else 40) for name in NAMES))
    programme.gathers()
    (of_few,), (of_both,) = programme.tells("council-i").figures, programme.tells("council-a").figures
    assert (of_few.low, of_few.high) == (0, 24)
    assert (of_both.low, of_both.high) == (120, 132)


def test_one_that_joins_later_or_is_revised_gives_nobody_its_difference(programme: Programme) -> None:
    everybody(programme)
    first = programme.gathers() and programme.tells("council-a")
    programme.joins("council-j")
    programme.receives(council("council-j", 11))
    second = programme.gathers()
    assert second.too_near == 6, "the last block, which the newcomer joins, is told the same as before"
    assert programme.tells("council-a", 2).figures == first.figures, "the comparator of before is given again"
    assert second.authorities == 10
    programme.joins("council-k", "council-l")
    programme.receives(council("council-k", 30), council("council-l", 50))
    assert programme.gathers().too_near == 0
    assert len(programme.tells("council-a", 3).figures[0].behind) == 9


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_revision_of_one_council_changes_no_comparator(programme: Programme) -> None:
    everybody(programme)
    programme.gathers()
    programme.receives(council("council-e", 30, BASE + 20), reason="late answers")
    programme.gathers()
    assert programme.tells("council-a", 2).figures == programme.tells("council-a").figures


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_who_withdraws_is_in_no_later_comparator(programme: Programme) -> None:
    everybody(programme)
    programme.gathers()
    joining.leave(programme.session, "council-i")
    programme.gathers()
    assert "council-i" not in [one.id for one in joining.joined(programme.session)]
    told = programme.tells("council-h", 2).figures
    assert told == programme.tells("council-h").figures, "what it was given before never had council-i behind it"
    assert programme.tells("council-a", 2).figures == ()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_signs_repeat_from_round_to_round_for_one_reader_and_for_nobody_else(programme: Programme) -> None:
    everybody(programme)
    programme.gathers()
    programme.gathers()
    signs = {(name, at): set(programme.tells(name, at).figures[0].behind) for name in ["council-a", "council-b"]
             for at in (1, 2)}  # fmt: skip
    assert signs["council-a", 1] == signs["council-a", 2]
    assert not signs["council-a", 1] & signs["council-b", 1]
