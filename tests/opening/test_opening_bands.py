"""Small bands are laid together with their declared neighbours, or nothing is opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.opening.bands import TooFewToOpen, Unit, lay_together

NEIGHBOURS = {"4-7": "8-11", "8-11": "11-18", "11-18": "8-11", "leavers": "11-18"}


def test_large_bands_stay_alone():
    assert lay_together({"4-7": 10, "8-11": 30}, NEIGHBOURS) == (Unit(("4-7",), "4-7", 10), Unit(("8-11",), "8-11", 30))


def test_a_small_band_joins_its_neighbour_whose_instrument_leads():
    units = lay_together({"4-7": 4, "8-11": 30, "11-18": 40}, NEIGHBOURS)
    assert units == (Unit(("4-7", "8-11"), "8-11", 34), Unit(("11-18",), "11-18", 40))
    assert units[0].label == "4-7+8-11"


def test_two_small_bands_that_are_still_few_go_on_to_the_next_neighbour():
    units = lay_together({"4-7": 3, "8-11": 4, "11-18": 40}, NEIGHBOURS)
    assert units == (Unit(("4-7", "8-11", "11-18"), "11-18", 47),)


def test_two_small_bands_at_both_ends_join_one_neighbour():
    units = lay_together({"8-11": 5, "11-18": 40, "leavers": 3}, NEIGHBOURS)
    assert units == (Unit(("8-11", "11-18", "leavers"), "11-18", 48),)


def test_a_band_without_an_answer_needs_nobody():
    assert lay_together({"4-7": 0, "8-11": 12}, NEIGHBOURS) == (Unit(("8-11",), "8-11", 12),)
    assert lay_together({"4-7": 0}, NEIGHBOURS) == ()


def test_a_small_band_without_a_declared_neighbour_stops_the_opening_and_is_named():
    with pytest.raises(TooFewToOpen) as caught:
        lay_together({"8-11": 30, "leavers": 9}, {"8-11": None, "leavers": None})
    assert caught.value.bands == ("leavers",)
    assert "extend the wave" in str(caught.value)
    assert "9 " not in str(caught.value), "how few is nobody's business"


def test_bands_that_are_too_few_even_together_are_all_named():
    with pytest.raises(TooFewToOpen) as caught:
        lay_together({"4-7": 2, "8-11": 3}, {"4-7": "8-11", "8-11": None})
    assert caught.value.bands == ("4-7", "8-11")


def test_a_band_that_was_stuck_is_free_when_another_joins_it():
    units = lay_together({"4-7": 4, "8-11": 7}, {"4-7": None, "8-11": "4-7"})
    assert units == (Unit(("4-7", "8-11"), "8-11", 11),)


@given(st.fixed_dictionaries({band: st.integers(0, 15) for band in NEIGHBOURS}))
def test_every_answer_is_in_one_unit_of_ten_or_nothing_is_opened(counts):
    stays_alone = {"leavers": None, "8-11": None, "11-18": None, "4-7": None}
    if 0 < sum(counts.values()) < 10 or any(0 < n < 10 for n in counts.values()):
        with pytest.raises(TooFewToOpen) as caught:
            lay_together(counts, stays_alone)
        assert caught.value.bands == tuple(band for band, n in counts.items() if 0 < n < 10)
    chain = {"4-7": "8-11", "8-11": "11-18", "11-18": "leavers", "leavers": "4-7"}
    if min(counts.values()) == 0 or sum(counts.values()) < 10:
        return
    units = lay_together(counts, chain)
    assert sorted(band for unit in units for band in unit.bands) == sorted(band for band, n in counts.items() if n)
    assert all(unit.n >= 10 and unit.n == sum(counts[band] for band in unit.bands) for unit in units)
