"""Each rule by itself: bases, cells, merging, distributions, means, hidden groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.disclosure.cells import code, protect_cell
from surveyapp.disclosure.distributions import Slice, protect_distribution
from surveyapp.disclosure.means import ProtectedMean, protect_mean
from surveyapp.disclosure.merging import merge_small
from surveyapp.disclosure.policy import STANDARD, TEN, Rule
from surveyapp.disclosure.suppression import protect
from surveyapp.disclosure.tables import Cell, Coding, Group, Hidden, Hiding, Partition, Protected, Table


def cell(positive, base, members=None):
    return Cell(positive, base, members or base)


def table(*counts, others=(), routed=False):
    groups = tuple(Group(str(place), cell(*count)) for place, count in enumerate(counts))
    total = Cell(*(sum(getattr(group.cell, part) for group in groups) for part in ("positive", "base", "members")))
    return Table(total, Partition("age_band", groups), others, routed)


def shown(*counts, **more):
    return [value for _, value in protect(table(*counts, **more), STANDARD).bands.groups]


SMALL, SECOND, EARLIER = (Hidden(why) for why in (Hiding.SMALL_BASE, Hiding.SECONDARY, Hiding.ROUTED))


def test_a_base_under_ten_is_hidden():
    assert protect_cell(cell(5, 9), STANDARD) == SMALL
    assert isinstance(protect_cell(cell(5, 10), STANDARD), Protected)


def test_where_everybody_was_asked_because_of_an_answer_that_answer_is_hidden():
    assert protect_cell(cell(8, 60), STANDARD, routed=True) == EARLIER
    assert protect_cell(cell(8, 60, members=64), STANDARD, routed=True) == EARLIER
    assert protect_cell(cell(8, 40, members=49), STANDARD, routed=True) == EARLIER
    assert protect_cell(cell(4, 8, members=60), STANDARD, routed=True) == EARLIER
    assert isinstance(protect_cell(cell(8, 45, members=50), STANDARD, routed=True), Protected)


@pytest.mark.parametrize("base", [0, 9, 10, 12])
def test_of_a_group_that_an_earlier_answer_asks_the_reason_is_that_answer_however_many_answered(base):
    assert protect_cell(Cell(0, base, 12), STANDARD, routed=True) == EARLIER


def test_of_a_question_that_an_earlier_answer_opens_all_bands_are_shown_or_none():
    assert shown((20, 50, 60), (25, 60, 70), (20, 50, 53), routed=True) == [EARLIER] * 3
    assert shown((20, 50, 60), (25, 60, 70), (5, 12, 20), routed=True) == [EARLIER] * 3
    assert all(isinstance(one, Protected) for one in shown((20, 50, 60), (25, 60, 70), (20, 50, 55), routed=True))


def test_such_a_question_is_split_by_nothing_else():
    sex = Partition("sex", (Group("girl", cell(25, 60, 70)), Group("boy", cell(20, 50, 60))))
    whole = table((45, 110, 130), others=(sex,), routed=True)
    assert {value for _, value in protect(whole, STANDARD).others[0].groups} == {EARLIER}


def test_a_base_leaves_five_of_those_whom_the_bars_of_the_question_before_let_be_asked():
    assert protect_cell(cell(4, 14, members=54), STANDARD, routed=True, reach=18) == EARLIER
    assert isinstance(protect_cell(cell(4, 14, members=54), STANDARD, routed=True, reach=19), Protected)


def test_bands_that_an_earlier_answer_asks_are_laid_together_by_who_took_part():
    units = {("4-7",): cell(3, 6, 12), ("8-11",): cell(10, 20)}
    assert merge_small(units, {"4-7": "8-11"}, STANDARD, routed=True) == units
    assert list(merge_small(units, {"4-7": "8-11"}, STANDARD)) == [("4-7", "8-11")]


@pytest.mark.parametrize(
    ("positive", "base", "expected"),
    [
        (5, 12, (Coding.EXACT, 5, 5)),
        (4, 12, (Coding.FEW, 0, 4)),
        (5, 11, (Coding.FEW, 0, 5)),
        (6, 11, (Coding.NEARLY_ALL, 6, 11)),
        (5, 10, (Coding.FEW, 0, 5)),
        (4, 10, (Coding.FEW, 0, 5)),
        (6, 10, (Coding.NEARLY_ALL, 6, 10)),
        (0, 40, (Coding.FEW, 0, 4)),
        (36, 40, (Coding.NEARLY_ALL, 36, 40)),
        (40, 40, (Coding.NEARLY_ALL, 36, 40)),
        (35, 40, (Coding.EXACT, 35, 35)),
    ],
)
def test_small_counts_and_their_opposites_are_coded(positive, base, expected):
    found = code(positive, base, STANDARD)
    assert (found.coding, found.low, found.high) == expected


@given(st.integers(10, 300), st.data())
def test_a_code_says_the_same_of_every_count_that_it_covers(base, data):
    found = code(data.draw(st.integers(0, base)), base, STANDARD)
    assert all(code(count, base, STANDARD) == found for count in range(found.low, found.high + 1))


def test_of_ten_or_eleven_no_count_is_exact_since_it_would_tell_of_nine():
    assert all(code(count, base, STANDARD).coding is not Coding.EXACT for base in (10, 11) for count in range(base + 1))


def test_small_bands_join_their_neighbour():
    units = {("4-7",): cell(3, 6), ("8-11",): cell(10, 20), ("11-18",): cell(20, 40)}
    found = merge_small(units, {"4-7": "8-11", "8-11": "11-18"}, STANDARD)
    assert found == {("4-7", "8-11"): cell(13, 26), ("11-18",): cell(20, 40)}


def test_a_pair_that_is_still_small_joins_on_and_one_without_neighbour_stays():
    units = {("4-7",): cell(1, 3), ("8-11",): cell(2, 4), ("11-18",): cell(20, 40), ("leavers",): cell(2, 5)}
    found = merge_small(units, {"4-7": "8-11", "8-11": "11-18"}, STANDARD)
    assert list(found) == [("4-7", "8-11", "11-18"), ("leavers",)]


def test_a_lone_hidden_group_takes_the_next_smallest_with_it():
    assert shown((4, 8), (10, 20), (15, 30), (20, 40)) == [
        SMALL,
        SECOND,
        Protected(Coding.EXACT, 15, 15, 30),
        Protected(Coding.EXACT, 20, 20, 40),
    ]


def test_hidden_groups_pool_ten_children():
    assert shown((1, 3), (2, 4), (10, 20), (15, 30))[:3] == [SMALL, SMALL, SECOND]
    assert shown((3, 6), (4, 8), (10, 20), (15, 30))[:2] == [SMALL, SMALL]
    assert isinstance(shown((3, 6), (4, 8), (10, 20), (15, 30))[2], Protected)


def test_a_lone_coded_group_would_follow_from_the_total_so_another_is_hidden():
    assert shown((12, 12), (10, 20), (20, 40)) == [SECOND, SECOND, Protected(Coding.EXACT, 20, 20, 40)]
    assert shown((12, 12), (10, 20))[1] == SECOND


def test_coded_groups_whose_sum_gives_them_away_are_not_left_alone():
    assert SECOND in shown((12, 12), (15, 15), (10, 20), (20, 40))
    assert SECOND not in shown((10, 12), (13, 15), (10, 20), (20, 40))


def test_missing_is_a_group_too():
    sex = Partition("sex", (Group("girl", cell(20, 40)), Group("boy", cell(22, 45))))
    found = protect(table((12, 30), (33, 60), others=(sex,)), STANDARD)
    assert list(dict(found.others[0].groups).values()) == [SECOND, Protected(Coding.EXACT, 22, 22, 45)]


def test_a_hidden_total_hides_everything():
    found = protect(table((2, 4), (2, 4)), STANDARD)
    assert found.total == SMALL
    assert {value for _, value in found.bands.groups} == {SMALL}


def test_a_breakdown_of_some_bands_does_not_give_the_others_away():
    groups = Group("foster", cell(24, 50)), Group("kinship", cell(10, 18))
    placement = Partition("placement", groups, frozenset("123"))
    found = protect(table((3, 8), (12, 24), (13, 28), (9, 16), others=(placement,)), STANDARD)
    assert [isinstance(value, Hidden) for _, value in found.bands.groups] == [True, False, False, True]
    assert [isinstance(value, Hidden) for _, value in found.others[0].groups] == [True, True]


def test_a_breakdown_beside_bands_that_are_all_shown_is_shown():
    groups = Group("foster", cell(24, 50)), Group("kinship", cell(10, 18))
    placement = Partition("placement", groups, frozenset("123"))
    found = protect(table((6, 12), (12, 24), (13, 28), (9, 16), others=(placement,)), STANDARD)
    assert all(isinstance(value, Protected) for _, value in found.others[0].groups)


def slices(*counts):
    return [Slice((name,), count, positive) for name, (count, positive) in zip("abcdef", counts, strict=False)]


EXACT = Protected(Coding.EXACT, 40, 40, 60)


def test_a_distribution_needs_fifty_answers():
    assert protect_distribution(slices((20, True), (29, False)), Protected(Coding.EXACT, 20, 20, 49), STANDARD) == ()


def test_neighbours_are_merged_until_no_slice_is_small():
    found = protect_distribution(slices((38, True), (2, True), (9, False), (3, False), (8, False)), EXACT, STANDARD)
    assert [(each.options, each.count, each.positive) for each in found] == [
        (("a", "b"), 40, True),
        (("c",), 9, False),
        (("d", "e"), 11, False),
    ]


def test_where_the_total_is_coded_a_small_side_is_merged_into_the_other():
    coded = Protected(Coding.NEARLY_ALL, 56, 60, 60)
    found = protect_distribution(slices((40, True), (18, True), (2, False)), coded, STANDARD)
    assert [(each.options, each.positive) for each in found] == [(("a",), True), (("b", "c"), None)]


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=2, max_size=6))
def test_no_slice_of_a_distribution_is_small_and_none_splits_the_positive(counts):
    base, positive = sum(count for count, _ in counts), sum(count for count, good in counts if good)
    if base < 50:
        return
    total = code(positive, base, STANDARD)
    found = protect_distribution(slices(*counts), total, STANDARD)
    assert sum(each.count for each in found) == base
    assert all(each.count >= 5 for each in found)
    if total.coding is Coding.EXACT:
        assert sum(each.count for each in found if each.positive) == positive


def test_a_mean_needs_twenty_answers_and_has_one_decimal():
    assert protect_mean({3: 10, 8: 9}, STANDARD) == SMALL
    assert protect_mean({3: 10, 8: 11}, STANDARD) == ProtectedMean(5.6, 21)
    assert protect_mean({}, STANDARD.without(Rule.MEANS)) == SMALL


def test_a_policy_is_recorded_in_words_with_the_rules_it_follows():
    record = STANDARD.without(Rule.GATE).record()
    assert record["base"] == "10"
    assert "gate" not in record["rules"]
    assert "secondary" in record["rules"]


def test_there_are_ten_rules_and_a_release_says_by_what_numbers_it_keeps_them():
    assert set(TEN) == set(Rule)
    assert set(TEN.values()) == set(range(1, 11))
    assert STANDARD.record()["lattice"] == (
        "one figure for 10 answers, of 60 and more for 7, beside the total for 2 of the rarer kind, "
        "which tell 33% of what it leaves open"
    )
    assert STANDARD.record()["others"] == "5 authorities, 50% at most, 3 apart"
