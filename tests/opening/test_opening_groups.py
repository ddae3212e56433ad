"""Which groups may be counted: small ones never, and never so few that they give themselves away."""

from hypothesis import given
from hypothesis import strategies as st

from surveyapp.opening.groups import THRESHOLD, large_enough

SIZES = st.dictionaries(st.sampled_from([f"g{n}" for n in range(8)]), st.integers(0, 40))


def test_large_groups_alone_are_all_counted():
    assert large_enough({"foster": 40, "kinship": 10}) == {"foster", "kinship"}


def test_a_lone_small_group_takes_the_next_smallest_with_it():
    assert large_enough({"foster": 40, "kinship": 20, "home": 9}) == {"foster"}


def test_two_small_groups_that_pool_ten_hide_each_other():
    assert large_enough({"foster": 40, "kinship": 4, "home": 6}) == {"foster"}


def test_two_small_groups_that_pool_fewer_take_the_next_smallest_with_them():
    assert large_enough({"foster": 40, "kinship": 12, "home": 3, "parents": 1}) == {"foster"}


def test_a_group_without_a_child_hides_nobody():
    assert large_enough({"foster": 40, "kinship": 20, "home": 9, "parents": 0}) == {"foster"}


def test_where_everybody_is_in_one_group_it_is_counted():
    assert large_enough({"foster": 12}) == {"foster"}
    assert large_enough({"foster": 9}) == frozenset()
    assert large_enough({}) == frozenset()


@given(SIZES)
def test_no_counted_group_is_small_and_what_is_left_out_cannot_be_worked_out(sizes):
    shown = large_enough(sizes)
    left_out = [size for name, size in sizes.items() if name not in shown and size]
    assert all(sizes[name] >= THRESHOLD for name in shown)
    assert not shown or not left_out or (len(left_out) >= 2 and sum(left_out) >= THRESHOLD)
