"""The words keep what children can take: short, plain, whole, balanced, never leading, never a number for the young."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from builders.surveys import EDITIONS, ROOT, UNDER_11, closed_items, editions, indicator_items, kin, option_ids, survey

from surveyapp.definition.model import TEXT, AnsweredBy, Instrument, Item, Kind, Look, Mark
from surveyapp.definition.readability import reading_age, sentences_in, words_in
from surveyapp.definition.wording import pipes_in

WORD_LIMITS = {"4-7": 12, "8-11": 16, "11-18": 20, "leavers": 20}
READING_AGES = {"4-7": 6, "8-11": 8, "11-18": 9, "leavers": 9}
MOST_RATINGS = {"4-7": 3, "8-11": 4, "11-18": 4, "leavers": 4}
"""Answers between which a child weighs, beside "Not sure"."""
MOST_FACTS = 8
"""Answers among which an older one finds a fact about themselves, beside "Not sure"."""
MOST_GROUPS = 6
"""Groups of a breakdown to find oneself in, at any age, beside "Not sure"."""
OTHER_TIMES = {
    "4-7": r"\b(week|month|year)\b",
    "8-11": r"\b(month|yesterday|nowadays)\b",
    "11-18": r"\b(week|nowadays)\b",
    "leavers": r"\b(week|nowadays)\b",
}
OWN_TIME = {"happy_yesterday", "anxious_yesterday", "social_worker_changes", "same_adviser"}
"""Constructs whose own meaning sets the time."""
JARGON = re.compile(
    r"\b(placement|LAC|looked[- ]after|contact|siblings?|respite|statutory|IRO|caseworker|wellbeing|resilien\w*|"
    r"corporate|provision|access|engage\w*|outcomes?|permanen\w*|caregivers?|peers?|participat\w*|satisfactory)\b",
    re.IGNORECASE,
)
IDIOM = re.compile(
    r"\b(sticks? (by|up)|there for you|count on|look forward|fed up|down in the dumps|on your mind|get on with|"
    r"open up|hang out|up to date|kind of|keep an eye|on top of|make ends meet|a lot on)\b",
    re.IGNORECASE,
)
LEADING = re.compile(r"\b(surely|of course|how (happy|good) (are|was|were)|how much do|agree that)\b", re.IGNORECASE)
SHORTENED = re.compile(r"\b\w+(n't|'re|'ll|'ve|'d|'m)\b")
SHOUTING = re.compile(r"\b[A-Z]{2,}\b")


def spoken(instrument: Instrument, text: str) -> list[str]:
    """The text as each child may meet it: with every case of its pipes."""
    names = pipes_in(text)
    if not names:
        return [text]
    pipe = instrument.pipes[names[0]]
    return [text.replace(f"{{{pipe.id}}}", words) for words in (*pipe.cases.values(), pipe.otherwise)]


def questions(band: str) -> Iterator[tuple[Item, str]]:
    """Every item with what it asks, in each of its forms."""
    for item in survey(band).items:
        yield from ((item, text) for text in spoken(survey(band), item.ask))


def texts(band: str) -> Iterator[tuple[str, str]]:
    """Every text that stands beside a question, and the question, with the item's id."""
    for item in survey(band).items:
        answers = [item.scale.low_end, item.scale.high_end] if item.scale else []
        if item.scale and item.scale.look is not Look.LADDER:
            answers += [option.text for option in item.scale.options]
        yield from ((item.id, text) for text in (*spoken(survey(band), item.ask), item.hint, *answers) if text)


def weighed(item: Item) -> list[str]:
    """The answers between which a child chooses, beside "Not sure" and "None of these"."""
    return [name for name in option_ids(item) if name not in ("not_sure", "none")]


def ladders(band: str) -> list[Item]:
    return [item for item in closed_items(band) if item.scale.look is Look.LADDER]


def most_answers(band: str, item: Item) -> int:
    if item.breakdown:
        return MOST_GROUPS
    fact = item.mark is not Mark.ROW and kin(band) not in UNDER_11
    return MOST_FACTS if fact else MOST_RATINGS[kin(band)]


@pytest.mark.parametrize("band", EDITIONS)
def test_no_question_is_longer_than_its_band_can_take(band):
    limit = WORD_LIMITS[kin(band)]
    assert [text for _, text in questions(band) if len(words_in(text)) > limit] == []


@pytest.mark.parametrize("band", EDITIONS)
def test_no_sentence_of_a_hint_or_an_answer_is_longer_than_a_question_may_be(band):
    limit = WORD_LIMITS[kin(band)]
    sentences = [sentence for _, text in texts(band) for sentence in sentences_in(text)]
    assert [sentence for sentence in sentences if len(words_in(sentence)) > limit] == []


@pytest.mark.parametrize("band", EDITIONS)
@pytest.mark.parametrize("pattern", [JARGON, IDIOM, LEADING, SHORTENED, SHOUTING])
def test_there_is_no_jargon_idiom_leading_word_contraction_or_shouting(band, pattern):
    assert [text for _, text in texts(band) if pattern.search(text)] == []


@pytest.mark.parametrize("band", editions(*UNDER_11))
def test_children_under_eleven_meet_no_figures(band):
    assert ladders(band) == []
    assert not any(item.kind is Kind.NUMBER for item in survey(band).items)
    assert [text for _, text in texts(band) if re.search(r"\d", text)] == []


@pytest.mark.parametrize("band", EDITIONS)
def test_there_are_no_more_answers_than_a_child_can_hold(band):
    for item in closed_items(band):
        if item.scale.look is not Look.LADDER:
            assert 2 <= len(weighed(item)) <= most_answers(band, item), item.id


@pytest.mark.parametrize("band", EDITIONS)
def test_every_measure_lets_a_child_be_unsure(band):
    choosing = [it for it in indicator_items(band) if it.kind is Kind.CHOICE and it.scale.look is not Look.LADDER]
    assert len(choosing) > 12
    assert [item.id for item in choosing if option_ids(item)[-1] != "not_sure"] == []
    assert all(item.scale.options[-1].text.startswith("Not sure") for item in choosing)


@pytest.mark.parametrize("band", editions(*UNDER_11))
def test_faces_are_three_and_never_without_words(band):
    drawn = [item for item in closed_items(band) if item.scale.look is Look.FACES]
    assert "happy_yesterday" in {item.id for item in drawn}
    assert all(len(weighed(item)) == 3 for item in drawn)
    assert all(option.picture and option.text for item in drawn for option in item.scale.options)


@pytest.mark.parametrize("band", editions("11-18", "leavers"))
def test_older_ones_are_not_given_faces_and_their_ladders_have_worded_ends(band):
    assert not any(item.scale.look is Look.FACES for item in closed_items(band))
    assert len(ladders(band)) >= 5
    for item in ladders(band):
        assert option_ids(item) == tuple(map(str, range(11)))
        assert item.scale.low_end != item.scale.high_end
        assert 1 <= len(words_in(item.scale.low_end)) <= 5
        assert 1 <= len(words_in(item.scale.high_end)) <= 5


@pytest.mark.parametrize("band", EDITIONS)
def test_questions_ask_once_and_information_tells(band):
    for item, text in questions(band):
        tells = item.kind is Kind.INFORMATION
        assert text.endswith("." if tells else "?"), text
        assert text.count("?") == (0 if tells else 1), text
        assert text[0].isupper(), text


@pytest.mark.parametrize("band", EDITIONS)
def test_answers_begin_with_a_capital_and_end_without_a_stop(band):
    for item in closed_items(band):
        for option in item.scale.options:
            assert re.fullmatch(r"[A-Z0-9].*[^.!?]|[0-9]", option.text), option.text


@pytest.mark.parametrize("band", EDITIONS)
def test_a_question_speaks_of_its_band_s_own_time(band):
    own = [item for item in indicator_items(band) if item.id not in OWN_TIME]
    assert [item.ask for item in own if re.search(OTHER_TIMES[kin(band)], item.ask)] == []


@pytest.mark.parametrize("band", EDITIONS)
def test_the_whole_can_be_read_at_the_band_s_age(band):
    own = [item for item in survey(band).items if item.answered_by is AnsweredBy.CHILD]
    whole = [text for item in own for text in (*spoken(survey(band), item.ask), item.hint)]
    assert reading_age(whole) <= READING_AGES[kin(band)] + 0.5


@pytest.mark.parametrize("band", editions(*UNDER_11))
def test_every_question_for_a_young_child_has_a_picture_that_shows_no_feeling(band):
    own = [item for item in survey(band).items if item.answered_by is AnsweredBy.CHILD and not item.breakdown]
    assert [item.id for item in own if not item.picture] == []
    assert not any(set(item.picture) & set("🙂😐🙁😀😊😢😭😡") for item in own)


@pytest.mark.parametrize("band", editions("4-7"))
def test_every_answer_of_the_youngest_has_a_picture(band):
    own = [item for item in closed_items(band) if item.answered_by is AnsweredBy.CHILD]
    assert all(option.picture for item in own for option in item.scale.options)


@pytest.mark.parametrize("band", editions("4-7", "8-11", "11-18"))
def test_a_word_that_an_answer_puts_in_has_words_for_everybody_else(band):
    for pipe in survey(band).pipes.values():
        assert set(pipe.cases) < set(option_ids(survey(band).item(pipe.source)))
        assert pipe.otherwise


@pytest.mark.parametrize("band", EDITIONS)
def test_own_words_are_asked_for_after_the_measures_and_who_reads_them_is_said(band):
    items = survey(band).items
    own = [item for item in items if item.kind in TEXT]
    assert 1 <= len(own) <= 2
    assert all(100 <= item.longest <= 600 for item in own)
    assert all("will read" in item.hint for item in own)
    assert items.index(own[0]) > max(items.index(item) for item in indicator_items(band))


@pytest.mark.parametrize("band", EDITIONS)
def test_every_picture_file_is_there(band):
    options = [option for item in closed_items(band) for option in item.scale.options]
    files = {one.picture for one in (*survey(band).items, *options) if one.picture.isascii() and one.picture}
    assert bool(files) == (kin(band) == "4-7")
    assert [name for name in files if not (ROOT / "surveyapp" / "static" / "pictures" / name).is_file()] == []
