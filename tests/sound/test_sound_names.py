"""A clip belongs to the words it says and to their language."""

from __future__ import annotations

from surveyapp.sound.names import name_of


def test_a_name_is_of_the_words_and_the_language_and_not_of_the_space_between() -> None:
    name = name_of("en", "Do you like bananas?")
    assert name == name_of("en", "  Do you\n  like bananas? ")
    others = {name_of("pl", "Do you like bananas?"), name_of("en", "Do you like banana?"), name_of("en", "")}
    assert name not in others
    assert len(others) == 3
