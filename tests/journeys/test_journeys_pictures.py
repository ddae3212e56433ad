"""The youngest tap the four pictures on their card: in a session alone, and only while nobody guesses."""

from __future__ import annotations

from collections.abc import Mapping

import browser as browsers
import pytest
import sealed
from builders.child import Fieldwork, fieldwork
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect
from test_journeys_waiting import Slow, slow
from walking import SMALLEST, press, scan

from surveyapp.fieldwork import codes, sessions
from surveyapp.fieldwork.memory import Memory
from surveyapp.web import clock

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
__all__ = ["slow"]
BAND = "4-7"
ON_ITS_SIDE: ViewportSize = {"width": 1024, "height": 768}
LOW: ViewportSize = {"width": 1024, "height": 670}
"""A tablet on its side, of which the browser takes a part."""
IDLE = 4 * 60_000 + 21_000
Cards = Mapping[str, tuple[str, ...]]


@pytest.fixture
def made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Fieldwork:
    """A council with an open wave for the youngest, on a server without sessions."""
    monkeypatch.setattr(sessions, "_MEMORY", Memory())
    return fieldwork(app, instruments=[app.extensions["catalogue"].version(BAND, "2024")], cards=4)


@pytest.fixture
def pack(made: Fieldwork) -> tuple[str, Cards, Cards]:
    """The word of a pack, its three cards by code, and those that it could have and has not."""
    pepper = made.app.extensions["settings"].pepper
    with made.app.extensions["stores"].write("fieldwork") as session:
        word, issued = codes.reprint_pack(session, pepper=pepper, jammed=made.cards[BAND][:3])
    every = codes.pack(word)
    return word, {code: every[code] for code in issued}, {code: every[code] for code in set(every) - set(issued)}


def now(made: Fieldwork) -> int:
    with made.app.app_context():
        return clock.now()


def with_pictures(tablet: BrowserContext, made: Fieldwork, word: str) -> Page:
    """A tablet of a session that has just begun, with the slip of this pack."""
    opened = sessions.open_session(made.wave, now=now(made))
    page = tablet.new_page()
    page.goto(f"/s/session#{opened.word}")
    expect(page.locator(".badge")).to_be_visible()
    page.goto(f"/s/session#{word}.{BAND}")
    expect(page.locator(".tiles input")).to_have_count(16)
    return page


def tapped(page: Page, pictures: tuple[str, ...]) -> None:
    for one in page.locator(".tiles input").all():
        one.set_checked(one.get_attribute("value") in pictures)
    page.get_by_role("button", name="Next").tap()


def all_in_sight(page: Page) -> None:
    """Every picture, and the way on, without scrolling."""
    in_sight(page, *page.locator(".tiles .card").all(), page.get_by_role("button", name="Next"))


def in_sight(page: Page, *wanted: Locator) -> None:
    """Whole, without scrolling."""
    height = (page.viewport_size or LOW)["height"]
    for one in wanted:
        box = one.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height, one


def test_the_code_that_pictures_make_stands_in_no_address(
    tablet: BrowserContext, made: Fieldwork, pack: tuple[str, Cards, Cards]
) -> None:
    """The browser would keep it in its history, on the device."""
    (code, mine), *_ = pack[1].items()
    page = with_pictures(tablet, made, pack[0])
    seen: list[str] = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    tapped(page, mine)
    expect(page.locator(".tool[value=stop]")).to_be_visible()
    assert len(seen) > 0
    assert [address for address in seen if code.replace("-", "") in address.replace("-", "")] == []


def test_the_way_to_the_box_for_a_code_is_there_as_long_as_the_box_is(
    tablet: BrowserContext, made: Fieldwork, pack: tuple[str, Cards, Cards]
) -> None:
    page = with_pictures(tablet, made, pack[0])
    expect(page.locator(".skip")).to_be_hidden()
    page.locator("summary", has_text="no pictures").tap()
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#code")).to_be_focused()


def test_four_pictures_are_a_code_in_a_session_and_five_mistakes_end_that(
    tablet: BrowserContext, made: Fieldwork, pack: tuple[str, Cards, Cards]
) -> None:
    word, (mine, *others), absent = pack[0], list(pack[1].values()), list(pack[2].values())
    opened = sessions.open_session(made.wave, now=now(made))
    page = tablet.new_page()
    page.goto(f"/s/session#{word}.{BAND}")
    expect(page.locator("#told")).to_contain_text("This tablet is in no session.")
    page.goto("/s/")
    page.goto(f"/s/session#{opened.word}")
    expect(page.locator(".badge")).to_be_visible()
    assert page.locator(".tiles").count() == 0
    page.goto(f"/s/session#{word}.{BAND}")
    grid = page.get_by_role("group", name="Tap the four pictures on your card.")
    expect(grid.get_by_role("checkbox")).to_have_count(16)
    assert word not in page.url
    expect(page.locator(".aloud .read")).to_be_visible()
    assert browsers.violations(page) == []
    page.set_viewport_size(ON_ITS_SIDE)
    all_in_sight(page)
    sizes = page.locator(".tiles .card").evaluate_all("all => all.map(it => Math.min(it.clientWidth, it.clientHeight))")
    assert min(sizes) >= SMALLEST[BAND] - 6
    tapped(page, mine[:3])
    expect(grid.locator(".problem")).to_have_text("Tap four pictures, the same as on your card.")
    all_in_sight(page)
    another = next(one for four in (*others, *absent) for one in four if one not in mine)
    tapped(page, (*mine[:3], another))
    expect(grid.locator(".problem")).to_contain_text("Look at your card again.")
    tapped(page, mine)
    expect(page.locator(".tool[value=stop]")).to_be_visible()
    expect(page.locator("template[data-stop='aside:lock']")).to_have_count(1)
    for way in (".tool[value=stop]", "button[value=throw_away]", "main > .ways a"):
        press(page, page.locator(way))
    page.locator("#begin").tap()
    for four in absent[:4]:  # a card of one's own takes no mistake back, unless its child has finished
        expect(page.locator("#pictures-are-gone")).to_have_count(0)
        tapped(page, four)
        expect(page.locator("#code")).to_have_value("")
    expect(page.locator("#pictures-are-gone")).to_be_focused()
    page.reload()
    expect(page.locator(".badge")).to_be_visible()
    assert page.locator(".tiles").count() == 0


def test_a_mistake_counts_also_where_the_server_lets_it_wait_and_is_forgotten_when_a_child_has_finished(
    tablet: BrowserContext, made: Fieldwork, pack: tuple[str, Cards, Cards], slow: Slow
) -> None:
    mine, absent = next(iter(pack[1].values())), next(iter(pack[2].values()))
    page = with_pictures(tablet, made, pack[0])
    tapped(page, absent)
    expect(page.locator(".problem:visible")).to_contain_text("A lot of codes are being typed just now.")
    slow.let_ask(page, 2)
    slow.now += 1
    expect(page.locator(".tiles .problem, .pictures .problem").first).to_contain_text("Look at your card again.")
    assert mistakes(page) == 1
    slow.now += 100
    tapped(page, mine)
    expect(page.locator(".tool[value=stop]")).to_be_visible(timeout=60_000)
    assert mistakes(page) == 1
    sealed.until(page, "button[value=send]")
    press(page, page.locator("button[value=send]"))
    expect(page.locator("h1")).to_have_text("Thank you. Your answers are locked in.")
    assert mistakes(page) == 0


def test_a_code_that_could_not_be_asked_for_is_nobody_elses(
    tablet: BrowserContext, made: Fieldwork, pack: tuple[str, Cards, Cards]
) -> None:
    first, other = list(pack[1])[:2]
    page = with_pictures(tablet, made, pack[0])
    tablet.set_offline(True)
    tapped(page, pack[1][first])
    expect(page.locator("#code-problem")).to_contain_text("There is no network just now.")
    tablet.set_offline(False)
    with page.expect_request("**/s/check?*") as asked:
        tapped(page, pack[1][other])
    assert asked.value.post_data_json["code"] == other


def test_pictures_begin_here_in_place_of_questions_that_are_open_in_another_tab(
    tablet: BrowserContext, made: Fieldwork, pack: tuple[str, Cards, Cards]
) -> None:
    first, other = list(pack[1])[:2]
    page = with_pictures(tablet, made, pack[0])
    before = tablet.new_page()
    scan(before, first)
    tapped(page, pack[1][other])
    page.get_by_role("button", name="Start my questions here").tap()
    expect(page.locator(".tool[value=stop]")).to_be_visible()
    expect(before.locator("h1")).to_have_text("All clear")


def mistakes(page: Page) -> int:
    found: int = page.evaluate("JSON.parse(localStorage.getItem('surveyapp session')).pack.wrong")
    return found


def test_at_the_end_of_the_session_no_tablet_knows_the_packs_word(
    tablet: BrowserContext, made: Fieldwork, pack: tuple[str, Cards, Cards]
) -> None:
    opened = sessions.open_session(made.wave, now=now(made))
    page = tablet.new_page()
    page.goto(f"/s/session#{opened.word}")
    expect(page.locator(".badge")).to_be_visible()
    page.goto("/s/session")
    page.get_by_label("Type the eight letters and numbers under the square.").fill(pack[0].lower())
    press(page, page.get_by_role("button", name="Join"))
    expect(page.locator(".tiles")).to_be_visible()
    kept = "JSON.stringify(Object.entries(localStorage))"
    assert pack[0] in page.evaluate(kept)
    sessions.end(opened.id, now=now(made))
    page.clock.fast_forward(20_000)
    expect(page.get_by_role("heading", name="The session is over")).to_be_visible()
    assert pack[0] not in page.evaluate(kept)


@pytest.mark.parametrize("has_pictures", [False, True])
def test_what_unlocks_a_low_tablet_is_in_sight_and_a_neighbour_cannot_throw_answers_away_with_two_taps(
    tablet: BrowserContext, made: Fieldwork, pack: tuple[str, Cards, Cards], has_pictures: bool
) -> None:
    page, opened = tablet.new_page(), sessions.open_session(made.wave, now=now(made))
    page.set_viewport_size(LOW)
    page.goto(f"/s/session#{opened.word}")
    expect(page.locator(".badge")).to_be_visible()
    if has_pictures:
        page.goto(f"/s/session#{pack[0]}.{BAND}")
        expect(page.locator(".tiles")).to_be_visible()
    scan(page, next(iter(pack[1])))
    page.get_by_role("button", name="Hide").tap()
    in_sight(page, page.get_by_role("button", name="I am back"))
    press(page, page.get_by_role("button", name="I am back"))
    page.clock.run_for(IDLE)
    expect(page.locator("h1")).to_have_text("This is locked")
    next_child, throw = page.get_by_text("Somebody else is next"), page.get_by_role("button", name="Throw it away")
    asked = page.locator(".tiles .card").all() if has_pictures else [page.locator("#signs")]
    in_sight(page, *asked, page.get_by_role("button", name="Go on"), next_child)
    press(page, next_child)
    page.clock.run_for(8_000)
    expect(throw).to_be_disabled()
    if has_pictures:
        page.locator(".tiles .card").first.tap()
    else:
        page.locator("#signs").fill("B")
    expect(throw).to_be_hidden()
    next_child.tap()
    page.clock.run_for(9_000)
    expect(throw).to_be_disabled()
    assert browsers.violations(page) == []
    page.clock.run_for(2_000)
    press(page, throw)
    expect(page.locator("h1")).to_have_text("Your answers are thrown away.")
