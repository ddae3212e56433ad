"""Which groups may be counted: small ones never, and never so few that they give themselves away."""

from hypothesis import given
from hypothesis import strategies as st

from surveyapp.opening.groups import THRESHOLD, large_enough, large_enough_across

SIZES = st.dictionaries(st.sampled_from([f"g{n}" for n in range(8)]), st.integers(0, 40))


def test_large_groups_alone_are_all_counted():
    assert large_enough({"foster": 40, "kinship": 10}) == {"foster", "kinship"}


def test_a_lone_small_group_takes_the_next_smallest_with_it():
    assert large_enough({"foster": 40, "kinship": 20, "home": 9}) == {"foster"}


def test_two_small_groups_that_pool_ten_hide_each_other():
    assert large_enough({"foster": 40, "kinship": 4, "home": 6}) == {"foster"}


def test_two_small_groups_that_pool_fewer_take_the_next_smallest_with_them():
    assert large_enough({"foster": 40, "kinship": 12, "home": 3, "parents": 1}) == {"foster"}


def test_a_group_none_of_whom_answered_is_hidden_with_another():
    assert large_enough({"foster": 40, "kinship": 20, "home": 0}) == {"foster"}
    assert large_enough({"foster": 40, "kinship": 20, "home": 9, "parents": 1, "elsewhere": 0}) == {"foster", "kinship"}


def test_a_group_that_is_all_of_one_band_does_not_give_away_its_few_in_another():
    parts = {("8-11", "foster"): 12, ("11-18", "foster"): 3, ("11-18", "home"): 12}
    assert large_enough({"foster": 15, "home": 12}) == {"foster", "home"}
    assert large_enough_across(parts) == frozenset()
    assert large_enough_across({**parts, ("8-11", "home"): 1}) == {"foster", "home"}


def test_whole_bands_are_no_secret_however_few_of_them_answered():
    assert large_enough_across({("8-11", "foster"): 12, ("11-18", "home"): 12, ("4-7", "foster"): 2}) == {
        "foster",
        "home",
    }


def test_where_everybody_is_in_one_group_it_is_counted():
    assert large_enough({"foster": 12}) == {"foster"}
    assert large_enough({"foster": 9}) == frozenset()
    assert large_enough({}) == frozenset()


@given(SIZES)
def test_no_counted_group_is_small_and_what_is_left_out_cannot_be_worked_out(sizes):
    shown = large_enough(sizes)
    left_out = [size for name, size in sizes.items() if name not in shown]
    assert all(sizes[name] >= THRESHOLD for name in shown)
    assert not shown or not left_out or (len(left_out) >= 2 and sum(left_out) >= THRESHOLD)
