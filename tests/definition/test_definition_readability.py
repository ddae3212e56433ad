"""Words, sentences, syllables and the age at which a text can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definition.readability import reading_age, sentences_in, syllables_in, words_in

SYLLABLES = {
    1: "do safe live like school fun things friend helps change times reach phone liked asked please moved learn worse",
    2: "trusted college happy explained social worker really people easy private because nature being worries worried "
    "feelings little places lonely meetings children listened always sometimes quiet going friendly choices houses",
    3: "somebody yesterday bullying decisions embarrassed computer behaviour satisfied positive neighbourhood "
    "everything adviser disability condition idea area museum understand wonderful entitled animals everybody",
    4: "activities emotional education usually information uncertainty anybody television",
}
EXCEPTIONS = {"somebody": 3, "anybody": 4, "usually": 4, "disability": 5, "everybody": 4, "television": 4}


@pytest.mark.parametrize(
    ("word", "count"),
    [(word, EXCEPTIONS.get(word, count)) for count, words in SYLLABLES.items() for word in words.split()],
)
def test_syllables_of_the_words_that_surveys_use(word: str, count: int) -> None:
    assert syllables_in(word) == count


@given(st.text(max_size=20))
def test_every_word_has_a_syllable(word: str) -> None:
    assert syllables_in(word) >= 1


def test_words_and_sentences() -> None:
    assert words_in("Don't you see your step-mum 2 times?") == ("Don't", "you", "see", "your", "step-mum", "2", "times")
    assert sentences_in("Hello! How are you?\nTell us … or not.") == ("Hello", "How are you", "Tell us", "or not")


def test_the_published_formula() -> None:
    """Grade 0.39 × 6 + 11.8 × 7 ÷ 6 − 15.59 for six words of seven syllables in one sentence, plus five."""
    assert reading_age(["The little cat is on me."]) == pytest.approx(0.39 * 6 + 11.8 * 7 / 6 - 15.59 + 5)


def test_harder_texts_are_for_older_readers() -> None:
    easy, hard = (
        "Do you feel safe at home?",
        "Are professionals appropriately considering your individual requirements?",
    )
    assert reading_age([easy]) < 7
    assert reading_age([hard]) > 16
    assert reading_age([]) == reading_age(["…"]) == 0
