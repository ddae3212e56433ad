"""Phrases are strong, readable, and say where they were mistyped."""

from itertools import pairwise

import pytest

from surveyapp.box.phrases import ALPHABET, GROUPS, PhraseMistyped, make_phrase, normalise


def test_a_phrase_survives_the_way_people_type():
    phrase = make_phrase()
    assert normalise(phrase) == phrase
    assert normalise(f"  {phrase.lower().replace('-', ' ')}\n") == phrase
    assert normalise(phrase.replace("-", "")) == phrase


def test_a_phrase_carries_at_least_120_random_bits():
    assert len(ALPHABET) ** (4 * GROUPS) > 2**120
    assert len({make_phrase() for _ in range(200)}) == 200


def test_every_wrong_character_is_caught_and_its_group_named():
    phrase = make_phrase()
    for place, character in enumerate(phrase):
        if character == "-":
            continue
        for other in set(ALPHABET) - {character}:
            with pytest.raises(PhraseMistyped) as caught:
                normalise(phrase[:place] + other + phrase[place + 1 :])
            assert caught.value.group == place // 6 + 1


def test_every_swap_of_neighbours_in_a_group_is_caught():
    for group_number, group in enumerate(make_phrase().split("-")):
        rest = make_phrase().split("-")
        for place, (left, right) in enumerate(pairwise(group)):
            if left == right:
                continue
            swapped = group[:place] + right + left + group[place + 2 :]
            with pytest.raises(PhraseMistyped) as caught:
                normalise("-".join([*rest[:group_number], swapped, *rest[group_number + 1 :]]))
            assert caught.value.group == group_number + 1


def test_groups_in_another_order_are_caught():
    groups = make_phrase().split("-")
    with pytest.raises(PhraseMistyped):
        normalise("-".join([groups[1], groups[0], *groups[2:]]))


@pytest.mark.parametrize("typed", ["", "hello", "💥" * 40, "B" * 36])
def test_what_is_no_phrase_is_called_mistyped(typed):
    with pytest.raises(PhraseMistyped):
        normalise(typed)


def test_a_phrase_cut_short_says_that_groups_are_missing():
    with pytest.raises(PhraseMistyped) as caught:
        normalise(make_phrase()[:-6])
    assert caught.value.group == 0
