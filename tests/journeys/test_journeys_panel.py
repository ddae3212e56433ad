"""What a lay reader comes to find out, found on the first screen or one tap away, on a phone and on a desktop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import browser as browsers
import pytest
from builders.published import publish
from builders.release import release
from flask import Flask
from pages import signed_in
from playwright.sync_api import Browser, Locator, Page, expect

from surveyapp.web.audience import Role

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

HOME = "/results/harbour-2026/"
SIZES = {"phone": browsers.PHONE, "desktop": browsers.DESKTOP}


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    """A phone in a hand, or a desktop."""
    return SIZES[request.param]


@pytest.fixture
def front(app: Flask, chromium: Browser, served: str, size: dict[str, int]) -> Iterator[Page]:
    """The front page of the made-up release, as it comes up; JavaScript is off."""
    publish(app, release())
    with browsers.opened(chromium, served, size=size, java_script_enabled=False) as window:
        token = signed_in(app, Role.VIEWER, authority="harbour")
        window.add_cookies([{"name": "staff", "value": token, "url": served}])
        page = window.new_page()
        page.goto(HOME)
        yield page


def told(page: Page, words: str, *, screens: int = 1) -> None:
    """These words stand within so many screens of where the page is now, without scrolling in between."""
    found = page.get_by_text(re.compile(words)).filter(visible=True)
    expect(found.first).to_be_visible()
    height = page.viewport_size["height"] if page.viewport_size else 0
    assert any(_within(one, screens * height) for one in found.all()), f"{words!r} is further down on {page.url}"


def _within(found: Locator, height: float) -> bool:
    box = found.bounding_box()
    return box is not None and box["y"] >= -1 and box["y"] + min(box["height"], height) <= height


def follow(page: Page, link: str) -> None:
    """The one tap."""
    page.get_by_role("link", name=link, exact=True).first.click()


def test_what_is_the_response_rate_and_is_it_up(front: Page):
    told(front, r"97 of the 176 children and young people who could\. In 2024 it was 56%: no clear difference\.")
    told(front, r"^55%$")


def test_what_got_better_and_are_we_sure(front: Page):
    told(front, r"“Getting a second chance” is clearly better")
    told(front, r"We can be fairly sure that this got better, by 8 to 50 points\.")


def test_what_exactly_was_asked(front: Page):
    told(front, r"Do you get a second chance when you make a mistake\?")
    told(front, r"Positive answers: All or most of the time; Often")


def test_what_exactly_was_asked_of_a_strength(front: Page):
    follow(front, "Feeling safe at home")
    told(front, r"Do you feel safe in the home you live in\?", screens=2)


def test_who_is_missing(front: Page, size: dict[str, int]):
    told(front, r"79 of 176 did not answer\.", screens=1 if size is browsers.DESKTOP else 2)
    smallest = r"The smallest shares took part among: Ages 4 to 7 \(12 of 30\)"
    told(front, smallest, screens=1 if size is browsers.DESKTOP else 2)
    follow(front, "Who took part")
    told(front, r"40%", screens=2)


def test_what_is_too_uncertain_to_say(front: Page, size: dict[str, int]):
    told(
        front,
        r"For 43 of 50 results we can't tell whether they changed\.",
        screens=1 if size is browsers.DESKTOP else 2,
    )
    follow(front, "What is not certain")
    told(front, r"There may have been a change, but these numbers of answers can't show it\.")


def test_what_stands_out_is_on_the_first_screen_of_a_desktop(front: Page, size: dict[str, int]):
    for title in ("An adult who stays", "Feeling safe at home", "Seeing brothers and sisters"):
        told(front, title, screens=1 if size is browsers.DESKTOP else 3)


def test_a_word_is_found_from_the_front_page(front: Page):
    front.get_by_role("searchbox").fill("mum")
    front.get_by_role("button", name="Search").click()
    told(front, "Seeing their mother")
    follow(front, "Seeing their mother")
    expect(front.get_by_role("heading", level=1)).to_contain_text("Seeing their mother")


def test_a_meeting_is_led_through_without_javascript(front: Page):
    follow(front, "Show this at a meeting")
    for finding in ("55% took part", "“Getting a second chance” is clearly better than in 2024"):
        number = int(front.url.partition("#screen-")[2] or 1)
        front.locator(f"#screen-{number} a[rel=next]").click()
        told(front, finding)


@pytest.fixture
def meeting(app: Flask, chromium: Browser, served: str) -> Iterator[Page]:
    """The screens of the same on a projector, with JavaScript; whatever the browser complains of is an error."""
    publish(app, release())
    more: dict[str, Any] = {"size": {"width": 1280, "height": 720}}
    with browsers.opened(chromium, served, **more) as window:
        token = signed_in(app, Role.VIEWER, authority="harbour")
        window.add_cookies([{"name": "staff", "value": token, "url": served}])
        page = window.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(HOME + "present/")
        yield page
        assert complaints == []


def shown(page: Page) -> str:
    """The finding on the screen: there is one."""
    findings = page.locator(".finding").filter(visible=True)
    expect(findings).to_have_count(1)
    return findings.inner_text()


@pytest.mark.parametrize("back", ["ArrowLeft"])
def test_keys_and_remotes_turn_the_screens(meeting: Page, back: str):
    for forward in ("ArrowRight", "ArrowDown", "PageDown", "Space"):
        first = shown(meeting)
        meeting.keyboard.press(forward)
        assert shown(meeting) == "55% took part", forward
        meeting.wait_for_url("**#screen-2")
        meeting.keyboard.press(back)
        assert shown(meeting) == first
        meeting.keyboard.press("End")
        assert shown(meeting) == "How we count, and how sure we are"
        meeting.keyboard.press(forward)
        assert shown(meeting) == "How we count, and how sure we are"
        meeting.keyboard.press("Home")
        assert shown(meeting) == first


def test_links_and_the_way_back_still_work(meeting: Page):
    meeting.locator("#screen-1 a[rel=next]").click()
    assert shown(meeting) == "55% took part"
    meeting.keyboard.press("Tab")
    meeting.get_by_role("link", name=re.compile("More on this.*55% took part")).click()
    expect(meeting.get_by_role("heading", level=1)).to_contain_text("55% took part")
    meeting.go_back()
    assert shown(meeting) == "55% took part"


def test_the_screen_goes_dark_while_people_talk(meeting: Page):
    meeting.keyboard.press("b")
    expect(meeting.locator(".finding").filter(visible=True)).to_have_count(0)
    meeting.keyboard.press("b")
    shown(meeting)


@pytest.mark.parametrize("dark", ["b", "."])
def test_whatever_is_pressed_brings_the_picture_back_and_turns_nothing(meeting: Page, dark: str):
    for light in ("PageDown", "PageUp", "ArrowRight", "Space", "Escape", "Enter", "x", "click"):
        meeting.keyboard.press("PageDown")
        before = shown(meeting)
        meeting.keyboard.press(dark)
        expect(meeting.locator(".finding").filter(visible=True)).to_have_count(0)
        if light == "click":
            meeting.mouse.click(600, 300)
        else:
            meeting.keyboard.press(light)
        assert shown(meeting) == before, light
        meeting.keyboard.press("PageUp")
        assert shown(meeting) != before


def test_the_keys_are_named_on_the_screen(meeting: Page):
    expect(meeting.get_by_text("B: black, any key brings it back")).to_be_visible()


@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_every_screen_fits_a_projector_and_axe_finds_nothing(meeting: Page, look: dict[str, str]):
    meeting.emulate_media(**look)  # type: ignore[arg-type]  # the names that Playwright has
    for number in range(1, meeting.locator(".screen").count() + 1):
        meeting.goto(f"{HOME}present/#screen-{number}")
        assert browsers.violations(meeting) == [], number
        assert meeting.evaluate("document.documentElement.scrollHeight") <= 720, number
        assert meeting.evaluate("document.documentElement.scrollWidth") <= 1280, number


def test_printed_screens_are_all_there(meeting: Page):
    meeting.emulate_media(media="print")
    expect(meeting.locator(".finding").filter(visible=True)).to_have_count(meeting.locator(".screen").count())
