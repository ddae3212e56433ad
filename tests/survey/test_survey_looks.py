"""How the pages look is chosen on any of them, goes along with the form, and is kept nowhere."""

from __future__ import annotations

from builders.child import Fieldwork, let_in, onward
from pages import Page, Pages


def look(page: Page) -> str | None:
    """What the stylesheet is told."""
    return page.root.get("class")


def test_what_is_pressed_goes_along_and_is_let_go_by_pressing_again(pages: Pages, made: Fieldwork) -> None:
    page = let_in(pages, made.cards["8-11"][0])
    assert look(page) is None
    page = pages.submit(page, alters="dark")
    page = onward(pages, pages.submit(page, alters="calm"))
    assert look(page) == "calm dark"
    assert [one.get("value") for one in page.all("button", name="alters", aria_pressed="true")] == ["calm", "dark"]
    assert look(pages.submit(page, alters="dark")) == "calm"
    assert look(pages.submit(page, alters="<b>")) == "calm dark"
    assert look(pages.get("/s/")) is None
    assert "Set-Cookie" not in page.response.headers


def test_the_first_page_hands_on_what_was_chosen_there(pages: Pages, made: Fieldwork) -> None:
    start = pages.submit(pages.get("/s/"), action="/s/", alters="big")
    assert look(start) == "big"
    assert look(pages.submit(start, action="/s/", code=made.cards["8-11"][0], go="next")) == "big"


def test_one_companion_at_a_time_travels_where_there_are_stones(pages: Pages, made: Fieldwork) -> None:
    page = let_in(pages, made.cards["4-7"][0])
    page = pages.submit(pages.submit(page, alters="bird"), alters="boat")
    assert look(page) == "boat"
    assert look(pages.submit(page, alters="boat")) is None
    assert not let_in(pages, made.cards["11-18"][0]).all("button", name="alters", value="boat")
