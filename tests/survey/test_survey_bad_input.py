"""Whatever comes in, a child gets a clear answer and loses nothing, and the server writes nothing before the end."""

from __future__ import annotations

import time

import pytest
from builders.child import Fieldwork, buttons, chosen, in_the_box, let_in, onward, walk
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import Page, Pages
from sqlalchemy.exc import OperationalError

from surveyapp.box.statekeys import LIFETIME_HOURS, StateKeys
from surveyapp.definition.catalogue import Catalogue
from surveyapp.fieldwork import codes, waves
from surveyapp.survey import sending
from surveyapp.survey.plain import Go

BEDROOM = "What do you think of your bedroom?"
WORDS = "What is good in your life now?"


def at(pages: Pages, made: Fieldwork, words: str, *, band: str = "8-11", card: int = 0) -> Page:
    return next(page for page in walk(pages, made.cards[band][card]) if words in page.text)


def state_of(page: Page) -> str:
    return page.all("input", name="state")[0].get("value", "")


def test_the_server_writes_nothing_before_the_end(pages: Pages, made: Fieldwork) -> None:
    instance = made.app.extensions["settings"].instance
    before = {file: file.read_bytes() for file in instance.rglob("*") if file.is_file()}
    *_, last = walk(pages, made.cards["8-11"][0])
    assert {file: file.read_bytes() for file in instance.rglob("*") if file.is_file()} == before
    pages.submit(last, go="send")
    changed = {file.name for file, content in before.items() if file.read_bytes() != content}
    assert changed == {"fieldwork.db", "box.db"}


def test_neither_code_nor_answers_can_be_read_in_the_page(pages: Pages, made: Fieldwork) -> None:
    code = made.cards["8-11"][0]
    for page in walk(pages, code):
        html = page.response.text
        assert code not in html
        assert codes.normalise(code) not in html


@pytest.mark.parametrize("value", ["never_heard_of", "", "happy", "\x7f", "a" * 5000, "yes"])
def test_an_answer_that_is_none_asks_again_with_the_state_kept(pages: Pages, made: Fieldwork, value: str) -> None:
    page = at(pages, made, BEDROOM)
    again = pages.submit(page, 422, go="next", likes_bedroom=value)
    assert again.h1 == BEDROOM
    assert pages.submit(again, go="next", likes_bedroom="like").h1 != BEDROOM


def test_too_much_writing_asks_again_with_every_word_kept(pages: Pages, made: Fieldwork) -> None:
    page = at(pages, made, WORDS)
    (box,) = page.all("textarea")
    long = "long " * 1000
    again = pages.submit(page, 422, go="next", **{box.get("name", ""): long})
    assert "That is too long for us." in again.text
    assert "".join(again.all("textarea")[0].itertext()).strip() == long.strip()


def test_a_request_too_big_to_read_is_told_in_a_childs_words(pages: Pages, made: Fieldwork) -> None:
    page = at(pages, made, WORDS)
    (box,) = page.all("textarea")
    big = pages.submit(page, 413, go="next", **{box.get("name", ""): "x" * 700_000})
    assert big.h1 == "That is too much writing for us"
    assert pages.submit(page, go="next", **{box.get("name", ""): "short"}).h1 != page.h1


def test_answers_to_another_page_are_not_taken(pages: Pages, made: Fieldwork) -> None:
    page = at(pages, made, BEDROOM)
    sent = {"state": state_of(page), "go": "next", "happy_yesterday": "sad"}
    assert pages.post("/s/", sent, 422).h1 == BEDROOM


def test_a_page_sent_twice_is_one_step(pages: Pages, made: Fieldwork) -> None:
    page = at(pages, made, BEDROOM)
    once, twice = (pages.submit(page, go="next", likes_bedroom="like") for _ in range(2))
    assert once.h1 == twice.h1


@pytest.mark.parametrize("change", ["flip", "cut", "other wave", "nonsense", "empty wave", "long", "path"])
def test_a_tampered_state_loses_only_the_place(pages: Pages, made: Fieldwork, change: str) -> None:
    code = made.cards["8-11"][0]
    state = state_of(let_in(pages, code))
    tampered = {
        "flip": state[:-3] + ("A" if state[-3] != "A" else "B") + state[-2:],
        "cut": state[:-10],
        "other wave": "elsewhere." + state.partition(".")[2],
        "nonsense": "state",
        "empty wave": "." + state.partition(".")[2],
        "long": state + "A" * 70_000,
        "path": "../../etc/passwd." + state.partition(".")[2],
    }[change]
    page = pages.post("/s/", {"state": tampered, "go": "next"}, 400)
    assert page.h1 == "We have lost your place"
    assert "/s/" in page.links()
    assert let_in(pages, code).all("input", name="state")


def test_a_page_left_open_for_too_long_says_so(pages: Pages, made: Fieldwork, monkeypatch: pytest.MonkeyPatch) -> None:
    page = at(pages, made, BEDROOM)
    later = time.time() + (LIFETIME_HOURS + 1) * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert pages.submit(page, 400, go="next", likes_bedroom="like").h1 == "That was a long time ago"


def test_a_state_dies_with_its_key(pages: Pages, made: Fieldwork) -> None:
    page = at(pages, made, BEDROOM)
    StateKeys.of(made.app.extensions["settings"].instance).destroy(made.wave)
    assert pages.submit(page, 400, go="next").h1 == "We have lost your place"


def test_a_survey_that_was_taken_away_under_way_is_told(pages: Pages, made: Fieldwork) -> None:
    page = at(pages, made, BEDROOM)
    made.app.extensions["catalogue"] = Catalogue(made.app.extensions["catalogue"].bank, ())
    assert pages.submit(page, 503, go="next").h1 == "These questions are not ready"


def test_of_two_tabs_the_first_wins_and_the_second_is_told(pages: Pages, made: Fieldwork) -> None:
    code = made.cards["4-7"][0]
    *_, first = walk(pages, code, place=0)
    *_, second = walk(pages, code, place=1)
    pages.submit(first, go="send")
    told = pages.submit(second, 409, go="send")
    assert told.h1 == "There are answers in the box already"
    assert len(in_the_box(made)) == 1


def test_back_after_sending_and_sending_again_is_the_same_submission(pages: Pages, made: Fieldwork) -> None:
    *way, last = walk(pages, made.cards["4-7"][0])
    stopping = pages.submit(way[-3], go="stop")
    pages.submit(last, go="send")
    assert "They were there already" in pages.submit(last, go="send").text
    assert "They were there already" in pages.submit(stopping, go="send").text
    assert len(in_the_box(made)) == 1


def test_after_sending_no_page_shows_an_answer_again(pages: Pages, made: Fieldwork) -> None:
    *way, last = walk(pages, made.cards["11-18"][0])
    pages.submit(last, go="send")
    for page, go in ((last, "back"), (way[-3], "back"), (last, "change:likes_bedroom"), (way[-1], "next")):
        told = pages.submit(page, 409, go=go, **chosen(page))
        assert told.h1 == "There are answers in the box already"
        assert not told.all("input", name="state")


def test_after_sending_no_page_comes_back_that_tells_by_being_there(pages: Pages, made: Fieldwork) -> None:
    *way, last = walk(pages, made.cards["11-18"][0])
    piped = next(page for page in way if "your foster carers" in page.h1)
    pages.submit(last, go="send")
    assert pages.submit(piped, 409, go="stay").h1 == "There are answers in the box already"
    assert pages.submit(way[-3], 409, go="stop").h1 == "There are answers in the box already"


def test_what_was_begun_is_taken_while_the_wave_closes_and_not_after(pages: Pages, made: Fieldwork) -> None:
    lasts = [list(walk(pages, made.cards["4-7"][card]))[-1] for card in (0, 1)]
    with made.app.extensions["stores"].write("fieldwork") as session:
        waves.start_closing(session, made.wave)
    assert pages.submit(lasts[0], go="send").h1.startswith("Thank you.")
    with made.app.extensions["stores"].write("fieldwork") as session:
        waves.close_wave(session, made.wave, day=waves.find(session, made.wave).ends_on)
    assert pages.submit(lasts[1], 410, go="send").h1 == "The questions are closed now"
    assert len(in_the_box(made)) == 1


def test_a_card_voided_under_way_is_told(pages: Pages, made: Fieldwork) -> None:
    *_, last = walk(pages, made.cards["4-7"][0])
    pepper = made.app.extensions["settings"].pepper
    with made.app.extensions["stores"].write("fieldwork") as session:
        codes.void(session, [codes.digest(pepper, codes.normalise(made.cards["4-7"][0]))])
    assert pages.submit(last, 409, go="send").h1 == "This card does not work any more"


def test_when_a_store_is_busy_the_answers_stay_in_the_page(
    pages: Pages, made: Fieldwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    *_, last = walk(pages, made.cards["4-7"][0])

    def busy(*_given: object) -> None:
        raise OperationalError("", {}, Exception("database is locked"))

    with monkeypatch.context() as patched:
        patched.setattr(sending, "cast", busy)
        told = pages.submit(last, 503, go="send")
    assert state_of(told) == state_of(last)
    assert pages.submit(told, go="send").h1.startswith("Thank you.")


@pytest.mark.parametrize(("method", "path", "status"), [("PUT", "/s/", 405), ("GET", "/s/nowhere", 404)])
def test_an_address_that_is_none_is_told_in_a_childs_words(
    pages: Pages, made: Fieldwork, method: str, path: str, status: int
) -> None:
    answer = pages.client.open(path, method=method)
    assert answer.status_code == status
    assert "/s/" in answer.text


def test_leaving_the_page_goes_to_a_place_that_anybody_could_have_open(pages: Pages, app: Flask) -> None:
    answer = pages.client.get("/s/leave")
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers


def test_help_needs_no_code_and_shows_when_it_was_checked(pages: Pages, made: Fieldwork) -> None:
    page = pages.get("/s/help")
    assert "Duty social worker" in page.text
    assert "We checked this on 1 September 2026." in page.text
    assert "Tell an adult in the room" in page.text


def test_help_without_any_listed_contact_is_the_national_line(pages: Pages, app: Flask) -> None:
    assert "0800 1111" in pages.get("/s/help").text


LOOSE = st.dictionaries(
    st.sampled_from(["state", "go", "code", "lang", "likes_bedroom", "best_thing", "assent", "\ufffd"]),
    st.lists(st.text(max_size=60) | st.sampled_from([*Go, "change:", "change:\0", "next:next"]), max_size=3),
    max_size=5,
)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(LOOSE, st.booleans())
def test_no_form_at_all_makes_a_500(
    pages: Pages, made: Fieldwork, form: dict[str, list[str]], with_state: bool
) -> None:
    if with_state:
        form = form | {"state": [state_of(_mid_way(pages, made))]}
    answer = pages.client.post("/s/", data=form)
    assert answer.status_code in (200, 400, 422), answer.text


_KEPT: dict[int, Page] = {}


def _mid_way(pages: Pages, made: Fieldwork) -> Page:
    if id(made) not in _KEPT:
        _KEPT.clear()
        _KEPT[id(made)] = at(pages, made, BEDROOM)
    return _KEPT[id(made)]


def test_a_child_who_goes_all_the_way_back_can_go_all_the_way_on(pages: Pages, made: Fieldwork) -> None:
    way = list(walk(pages, made.cards["4-7"][0]))
    page = way[-1]
    for expected in reversed(way[:-1]):
        page = pages.submit(page, go="back")
        assert page.h1 == expected.h1
    assert "back" not in buttons(page)
    for expected in way[1:]:
        page = onward(pages, page, place=0) if chosen(page) else onward(pages, page)
        assert page.h1 == expected.h1
