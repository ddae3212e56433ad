"""A child's way through the pages of each band, without a script."""

from __future__ import annotations

import re

import pytest
from builders.child import BANDS, Fieldwork, buttons, chosen, in_the_box, let_in, onward, walk
from pages import Page, Pages

from surveyapp.definition.answers import unpack
from surveyapp.definition.model import Missing
from surveyapp.definition.paths import asked_pages

TRYING = "Only for trying. Nobody keeps this answer."


def until(pages: Pages, code: str, words: str) -> Page:
    """The first page on the way that says this."""
    return next(page for page in walk(pages, code) if words in page.text)


def the_answers(made: Fieldwork) -> dict[str, object]:
    (ballot,) = in_the_box(made)
    return dict(unpack(ballot.instrument, ballot.row)) | dict(ballot.comments)


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_child_of_every_band_answers_everything_and_it_arrives(
    pages: Pages, made: Fieldwork, band: str, place: int
) -> None:
    *_, last = walk(pages, made.cards[band][0], place=place)
    end = pages.submit(last, go="send")
    assert end.h1 == "Thank you. Your answers are in the box."
    assert "0800 1111" in end.text
    assert not end.all("input", name="state")
    (ballot,) = in_the_box(made)
    answers = unpack(ballot.instrument, ballot.row)
    asked = {item.id for page in asked_pages(ballot.instrument, answers) for item in page.items}
    for item in ballot.instrument.closed:
        assert (answers[item.id] is Missing.NOT_ASKED) == (item.id not in asked), item.id
        if item.id in asked and item.scale:
            options = [option.id for option in item.scale.options]
            wanted = options[place % len(options)]
            assert answers[item.id] in (wanted, (wanted,), ()), item.id
    assert set(ballot.comments.values()) == {"Some words of mine"}


@pytest.mark.parametrize("band", BANDS)
def test_every_page_has_the_same_ways_out_in_the_same_place(pages: Pages, made: Fieldwork, band: str) -> None:
    for page in walk(pages, made.cards[band][0]):
        tools = [words for words in _tools(page) if words != "Hide"]
        assert tools[:2] == ["I want to talk to somebody", "Stop"]


@pytest.mark.parametrize("band", ["4-7", "8-11"])
def test_two_practice_questions_come_first_and_are_not_kept(pages: Pages, made: Fieldwork, band: str) -> None:
    way = list(walk(pages, made.cards[band][0]))
    practice = [page for page in way if [tag.text for tag in page.all("p", class_="tag")] == [TRYING]]
    assert len(practice) == 2
    pages.submit(way[-1], go="send")
    assert not any(name.startswith("practice") for name in the_answers(made))


def test_saying_no_is_as_easy_as_yes_and_leaves_the_card_fresh(pages: Pages, made: Fieldwork) -> None:
    code = made.cards["8-11"][0]
    assent = until(pages, code, "Do you want to answer")
    yes, no = (button for button in assent.all("button", name="go") if button.get("value") in ("yes", "no"))
    assert yes.get("class") == no.get("class")
    goodbye = pages.submit(assent, go="no")
    assert goodbye.h1 == "That is fine. Thank you for telling us."
    assert "0800 1111" in goodbye.text
    assert in_the_box(made) == []
    assert let_in(pages, code).all("input", name="state")


@pytest.mark.parametrize("go", ["next", "skip", "rather_not_say", "send", "change:feels_safe_home", "stay", "nonsense"])
def test_nothing_but_a_yes_leads_past_the_assent(pages: Pages, made: Fieldwork, go: str) -> None:
    assent = until(pages, made.cards["8-11"][0], "Do you want to answer")
    assert pages.submit(assent, go=go).h1 == assent.h1
    assert in_the_box(made) == []


def test_skipping_and_rather_not_saying_are_stored_as_two_things(pages: Pages, made: Fieldwork) -> None:
    page = until(pages, made.cards["8-11"][0], "What do you think of your bedroom?")
    page = pages.submit(page, go="skip")
    page = pages.submit(page, go="rather_not_say")
    while "send" not in buttons(page):
        page = onward(pages, page)
    pages.submit(page, go="send")
    answers = the_answers(made)
    assert answers["likes_bedroom"] is Missing.SKIPPED
    assert answers["feels_safe_home"] is Missing.RATHER_NOT_SAY


def test_next_without_an_answer_asks_once_more_and_loses_nothing(pages: Pages, made: Fieldwork) -> None:
    page = until(pages, made.cards["8-11"][0], "What do you think of your bedroom?")
    again = pages.submit(page, 422, go="next")
    assert again.h1 == page.h1
    assert "Choose an answer, or press “Skip”." in again.text
    assert pages.submit(again, go="next", likes_bedroom="like").h1 != page.h1


def test_going_back_shows_what_was_chosen_and_next_returns(pages: Pages, made: Fieldwork) -> None:
    page = until(pages, made.cards["8-11"][0], "What do you think of your bedroom?")
    following = pages.submit(page, go="next", likes_bedroom="okay")
    back = pages.submit(following, go="back")
    assert back.h1 == page.h1
    assert [one.get("value") for one in back.all("input", name="likes_bedroom", checked="")] == [".01"]
    assert pages.submit(back, go="next").h1 == following.h1


def test_what_was_ticked_is_there_after_talking_hiding_and_resting(pages: Pages, made: Fieldwork) -> None:
    page = until(pages, made.cards["8-11"][0], "What do you think of your bedroom?")
    for go in ("help", "hide", "stop", "rest"):
        aside = pages.submit(page, go=go, likes_bedroom="dislike")
        assert aside.h1 != page.h1
        page = pages.submit(aside, go="stay")
        assert page.all("input", name="likes_bedroom", value=".02", checked=""), go


def test_a_reason_for_no_answer_is_shown_on_return(pages: Pages, made: Fieldwork) -> None:
    page = until(pages, made.cards["8-11"][0], "What do you think of your bedroom?")
    back = pages.submit(pages.submit(page, go="rather_not_say"), go="back")
    assert "You said: “I'd rather not say”." in back.text


def test_stopping_sends_what_was_told_and_the_rest_was_not_asked(pages: Pages, made: Fieldwork) -> None:
    page = until(pages, made.cards["8-11"][0], "What do you think of your bedroom?")
    page = pages.submit(page, go="next", likes_bedroom="okay")
    stop = pages.submit(page, go="stop")
    assert "You have answered 2 questions." in stop.text
    pages.submit(stop, go="send")
    answers = the_answers(made)
    assert answers["likes_bedroom"] == "okay"
    assert answers["feels_safe_home"] is Missing.SKIPPED
    assert answers["settled_home"] is Missing.NOT_ASKED


def test_throwing_away_leaves_nothing_and_a_fresh_card(pages: Pages, made: Fieldwork) -> None:
    code = made.cards["8-11"][0]
    page = until(pages, code, "What do you think of your bedroom?")
    stop = pages.submit(page, go="stop", likes_bedroom="okay")
    assert pages.submit(stop, go="throw_away").h1 == "Your answers are thrown away."
    assert in_the_box(made) == []
    assert let_in(pages, code).all("input", name="state")


def test_a_child_who_told_nothing_has_nothing_to_send(pages: Pages, made: Fieldwork) -> None:
    stop = pages.submit(let_in(pages, made.cards["8-11"][0]), go="stop")
    assert "send" not in buttons(stop)
    assert "You have not told us anything yet." in stop.text


def test_a_rest_offers_three_equal_ways(pages: Pages, made: Fieldwork) -> None:
    rest = until(pages, made.cards["8-11"][0], "You have finished this part.")
    cards = [button for button in rest.all("button", name="go") if button.get("class") == "card"]
    assert [card.get("value") for card in cards] == ["next", "rest", "stop"]


def test_everybody_is_told_the_same_at_the_end(pages: Pages, made: Fieldwork) -> None:
    ends = []
    for place in (0, 2):
        *_, last = walk(pages, made.cards["11-18"][place], place=place)
        ends.append(pages.submit(last, go="send").text)
    assert ends[0] == ends[1]


def test_the_thanks_of_the_youngest_say_what_the_assent_said_of_the_grown_up(pages: Pages, made: Fieldwork) -> None:
    *_, last = walk(pages, made.cards["4-7"][0])
    thanks = pages.submit(last, go="send").text
    assert "The grown-up with you saw your answers. Nobody else knows which ones are yours." in thanks
    assert "Nobody can tell" not in thanks
    places = [thanks.index(one) for one in ("Finish", "You can ring the people below", "People you can talk to")]
    assert places == sorted(places), "whom they can ring stands a screen away from where it is said"
    *_, older = walk(pages, made.cards["8-11"][0])
    assert "Nobody can tell which answers are yours." in pages.submit(older, go="send").text


def test_a_youngest_child_is_told_that_the_grown_up_knows(pages: Pages, made: Fieldwork) -> None:
    page = until(pages, made.cards["4-7"][0], "Only the grown-up with you knows that you say this.")
    assert "Nobody will know that you wrote this" not in page.text


def test_that_nobody_can_come_because_of_words_stands_before_the_box(pages: Pages, made: Fieldwork) -> None:
    page = until(pages, made.cards["11-18"][0], "Nobody will know that you wrote this.")
    order = [one.tag if one.tag == "textarea" else one.get("class") for one in page.root.iter()]
    assert order.index("before") < order.index("textarea")


def test_the_last_look_shows_answers_to_older_ones_and_changes_one(pages: Pages, made: Fieldwork) -> None:
    *_, last = walk(pages, made.cards["11-18"][0])
    assert "change:likes_bedroom" in buttons(last)
    changed = pages.submit(last, go="change:likes_bedroom")
    assert changed.h1 == "What do you think of your bedroom?"
    back = pages.submit(changed, go="next", likes_bedroom="dislike")
    assert back.h1 == last.h1
    assert "I do not like it" in back.text
    *_, young = walk(pages, made.cards["8-11"][0])
    assert not any(go.startswith("change") for go in buttons(young))


def test_a_change_that_opens_a_question_leads_to_it_and_then_back(pages: Pages, made: Fieldwork) -> None:
    *_, last = walk(pages, made.cards["11-18"][0], place=2)
    page = pages.submit(last, go="change:afraid_of_bullying")
    opened = pages.submit(page, go="next", afraid_of_bullying="often")
    assert opened.all("input", name="help_with_bullying")
    assert pages.submit(opened, go="next", **chosen(opened)).h1 == last.h1


def test_questions_are_counted_up_to_a_total_that_stays_the_same(pages: Pages, made: Fieldwork) -> None:
    counts = [p.all("p", class_="count")[0] for p in walk(pages, made.cards["11-18"][0]) if p.all("p", class_="count")]
    seen = ["".join(one.itertext()).split() for one in counts]
    numbers = [int(words[1]) for words in seen]
    assert numbers[0] == 1
    assert numbers == sorted(numbers)
    assert {int(words[3]) for words in seen} == {numbers[-1]}


def _tools(page: Page) -> list[str]:
    header = next(page.root.iter("header"))
    return [" ".join("".join(one.itertext()).split()) for one in header if one.tag in ("button", "a")]


@pytest.mark.parametrize("band", BANDS)
def test_the_browsers_list_of_pages_does_not_tell_what_was_asked(pages: Pages, made: Fieldwork, band: str) -> None:
    asked = list(walk(pages, made.cards[band][0]))
    assert {re.sub(r"\d+", "N", page.title) for page in asked} == {"Part N of N – Wellbeing surveys"}
    beside = pages.submit(asked[3], go="help")
    assert beside.title == asked[3].title
    assert pages.submit(asked[-1], go="send").title == "Wellbeing surveys"
