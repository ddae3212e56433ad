"""What is advised instead of a word that is not known."""

from __future__ import annotations

from surveyapp.definition.problems import in_order, nearest


def test_numbers_are_named_in_their_order_and_none_is_guessed_from_its_digits() -> None:
    assert nearest("11", ["0", "1", "10", "2"]) == "write one of 0, 1, 2, 10"


def test_words_come_after_numbers_in_the_order_of_the_alphabet() -> None:
    assert in_order({"none", "10", "9", "all"}) == ["9", "10", "all", "none"]
