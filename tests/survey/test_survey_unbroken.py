"""A line does not end in the middle of a word with a hyphen, nor of a card's code."""

from __future__ import annotations

import pytest

from surveyapp.survey.hearing import sentences
from surveyapp.survey.unbroken import as_written, unbroken

WHOLE = '<span class="whole">%s</span>'


@pytest.mark.parametrize("word", ["grown-ups", "BCD-234-XYZ", "într-o"])
def test_such_a_word_stays_whole_and_is_read_as_written(word: str) -> None:
    page = f"<p>{unbroken(f'One <{word}> & so')}</p>"
    assert WHOLE % word in page
    assert sentences(page) == (f"One <{word}> & so",)
    assert as_written(page) == f"<p>One &lt;{word}&gt; &amp; so</p>"


@pytest.mark.parametrize("text", ["4 - 7", "a word", "- one", "one-hundred-and-twenty-three"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert unbroken(text) == text
