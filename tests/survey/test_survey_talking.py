"""A child asks to be contacted: no secret and told so, apart from the survey, once, and never with a false promise."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
from builders import talk
from builders.child import Fieldwork
from builders.talk import ANN, at
from flask import Flask
from pages import Pages
from wishing import ROBIN, sent, wishes

from surveyapp.fieldwork import waves
from surveyapp.safeguarding import contacts, requests
from surveyapp.safeguarding.contacts import Contact
from surveyapp.safeguarding.requests import Wish
from surveyapp.safeguarding.sentences import Purpose
from surveyapp.survey import asking

LINES = (
    Contact("Childline", date(2026, 9, 1), phone="0800 1111", purpose=Purpose.UNDER_19, out_of_hours=True),
    Contact("Samaritans", date(2026, 9, 1), phone="116 123", purpose=Purpose.ANY_AGE, out_of_hours=True),
)
LOOKS = ("youngest", "middle", "teens", "adults")


def test_the_page_says_first_that_it_is_no_secret_and_when_it_is_read(pages: Pages, clock: talk.Clock) -> None:
    text = pages.get("/s/talk/council").text
    said = [
        "This is not a secret. The person who reads it will know who you are.",
        "Nobody can find your answers with it.",
        "Somebody will read it by 12 noon today.",
        "What should we call you?",
        "How can we reach you?",
        "When is a good time?",
        "Do you want to say something now?",
        "Duty social worker",
    ]
    assert [text.index(sentence) for sentence in said] == sorted(text.index(sentence) for sentence in said)


@pytest.mark.parametrize("moment", ["2026-12-15 10:00", "2026-12-20 23:00"])
@pytest.mark.parametrize("look", LOOKS)
def test_lines_for_any_age_stand_first_on_the_pages_for_adults_alone(
    app: Flask, pages: Pages, clock: talk.Clock, look: str, moment: str
) -> None:
    with app.extensions["stores"].write("safeguarding") as session:
        contacts.replace(session, "council", LINES)
    clock.moment = moment
    path = f"/s/talk/council?look={look}"
    for page in (pages.get(path), sent(pages, path=path)):
        shown = [page.text.rindex(line.name) for line in LINES]
        assert (shown == sorted(shown)) is (look != "adults")


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("look", LOOKS)
def test_school_is_named_where_children_are_asked_how_to_be_reached_and_work_on_the_pages_for_adults(
    pages: Pages, look: str
) -> None:
    text = pages.get(f"/s/talk/council?look={look}").text
    assert ("at school" in text, "after school" in text) == (look != "adults", look != "adults")
    assert ("at work" in text, "in the evening" in text) == (look == "adults", look == "adults")


def test_somebody_is_told_and_the_child_reads_who_and_by_when(app: Flask, pages: Pages, clock: talk.Clock) -> None:
    page = sent(pages)
    assert page.h1 == "Ann Duty has been told that somebody wants to talk."
    assert "Somebody will read it by 12 noon today." in page.text
    assert "Duty social worker" in page.text
    assert wishes(app) == [Wish(**ROBIN)]
    [letter] = talk.letters(app)
    assert f"To: {ANN.email}" in letter
    assert not any(word in letter for word in ROBIN.values())


@pytest.mark.parametrize(
    ("moment", "promise"),
    [
        ("2026-12-15 08:10", "by 11 am today"),
        ("2026-12-15 16:20", "by 10:30 am tomorrow"),
        ("2026-12-18 18:00", "on Monday by 11 am"),
        ("2026-12-31 18:00", "on Monday by 11 am"),
    ],
)
def test_out_of_hours_those_who_answer_now_come_first(
    pages: Pages, clock: talk.Clock, moment: str, promise: str
) -> None:
    clock.moment = moment
    there = moment.endswith("16:20")
    text = pages.get("/s/talk/council").text
    assert promise in text
    assert ("Nobody is there to read it just now." in text) is not there
    assert (text.index("Childline") < text.index("What should we call you?")) is not there
    assert ("Duty social worker" in text) is there
    after = sent(pages)
    assert promise in after.text
    assert ("These people answer now." in after.text) is not there
    assert ("has been told" in after.text) is there, "nobody has been told who is not there"
    assert ("Ann Duty will see it." in after.h1) is not there


def test_the_promise_is_kept_as_it_was_given(app: Flask, pages: Pages, clock: talk.Clock) -> None:
    sent(pages)
    with app.extensions["stores"].read("safeguarding") as session:
        [one] = requests.listed(session, "council")
    assert one.due_at == at("2026-12-15 12:00")


def test_another_language_is_shown_with_everything_typed(app: Flask, pages: Pages, clock: talk.Clock) -> None:
    page = pages.submit(pages.get("/s/talk/council"), lang="ar-XB", **ROBIN)
    assert page.root.get("dir") == "rtl"
    assert page.all("input", id="reach")[0].get("value") == ROBIN["reach"]
    assert "Please" not in page.text.replace(ROBIN["words"], "")
    assert wishes(app) == []
    thanks = sent(pages)
    assert not any(one.get("name") for one in thanks.all("button")), (
        "another language would show an empty form, as if nobody had been told"
    )


@pytest.mark.parametrize("look", LOOKS)
def test_help_leads_there_in_a_window_of_its_own_and_takes_nothing_of_the_survey_along(
    pages: Pages, made: Fieldwork, clock: talk.Clock, look: str
) -> None:
    band = dict(zip(LOOKS, made.cards, strict=True))[look]
    page = pages.submit(pages.get("/s/"), code=made.cards[band][0], go="next")
    page = pages.submit(page, go="help")
    [link] = [one for one in page.all("a") if (one.get("href") or "").startswith("/s/talk")]
    assert link.get("target") == "_blank"
    assert link.get("rel") == "noopener noreferrer"
    address = urlsplit(str(link.get("href")))
    assert address.path == "/s/talk/council"
    assert set(address.query.split("&")) <= {f"look={look}", "lang=en"}
    form = pages.get(str(link.get("href")))
    assert look in str(form.root.find("body").get("class"))
    assert set(form.form()[1]) == {"called", "reach", "when", "words", "once", "lang", "also", "looks"}
    assert "Nobody will be able to tell which answers are yours." not in form.text


def test_the_window_looks_as_the_questions_do_and_as_nothing_else(
    pages: Pages, made: Fieldwork, clock: talk.Clock
) -> None:
    page = pages.submit(pages.get("/s/"), code=made.cards["11-18"][0], go="next")
    page = pages.submit(pages.submit(page, alters="dark"), go="help")
    [address] = [href for href in page.links() if href.startswith("/s/talk")]
    assert "looks=dark" in address
    assert pages.get(address).root.get("class") == sent(pages, path=address).root.get("class") == "dark"
    assert pages.get("/s/talk/council?looks=big+evil%22").root.get("class") == "big"


def test_who_is_there_at_once_comes_before_the_form_and_hours_after_it(
    pages: Pages, made: Fieldwork, clock: talk.Clock
) -> None:
    asked = pages.submit(pages.get("/s/"), code=made.cards["8-11"][0], go="next")
    text = pages.submit(asked, go="help").text
    order = ["Back to my questions", "Tell an adult in the room", "999", "0800 1111", "get in touch", "01632 960 001"]
    assert [text.index(said) for said in order] == sorted(text.index(said) for said in order)
    youngest = pages.submit(pages.get("/s/"), code=made.cards["4-7"][0], go="next")
    assert "Tell the grown-up with you. Or ring together." in pages.submit(youngest, go="help").text


def test_before_any_code_help_leads_there_too_and_one_council_needs_no_name(pages: Pages, clock: talk.Clock) -> None:
    assert any(href.startswith("/s/talk/council") for href in pages.get("/s/help").links())
    assert pages.get("/s/talk").h1 == "Ask somebody to get in touch with you"


def test_of_several_councils_the_child_chooses_one_that_tells_people(
    app: Flask, pages: Pages, clock: talk.Clock
) -> None:
    with app.extensions["stores"].write("fieldwork") as session:
        waves.add_authority(session, "other", "Othershire")
        waves.add_authority(session, "silent", "Silentshire")
    talk.kept(app.extensions["stores"], "other")
    page = pages.get("/s/talk")
    assert page.h1 == "Who looks after you?"
    assert pages.submit(page, lang="ar-XB").root.get("dir") == "rtl"
    assert {href.partition("?")[0] for href in page.links() if "/talk/" in href} == {"/s/talk/council", "/s/talk/other"}


def test_the_script_can_ask_whether_the_network_leads_here(pages: Pages, clock: talk.Clock) -> None:
    answer = pages.client.get("/s/talk/council/here")
    assert answer.json == {"here": "council"}
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_request_of_the_survey_and_none_of_a_wish_ever_meet(
    app: Flask, pages: Pages, clock: talk.Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores, used = app.extensions["stores"], []
    for way in ("read", "write", "look", "change"):
        known = getattr(stores, way)
        monkeypatch.setattr(stores, way, lambda store, known=known, way=way: used.append((way, store)) or known(store))
    form = pages.get("/s/talk/council")
    used.clear()
    pages.submit(form, go="send", **ROBIN)
    assert {store for _way, store in used} == {"safeguarding"}


def test_every_promise_is_one_whole_sentence(app: Flask) -> None:
    with app.test_request_context("/s/talk"):
        now, far = talk.moments.local(at("2026-12-18 18:00")), talk.moments.local(at("2026-12-29 11:00"))
        assert asking.by_when(far, now) == "Somebody will read it on Tuesday 29 December by 11 am."
