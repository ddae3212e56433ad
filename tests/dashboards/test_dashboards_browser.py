"""The panel's pages in a real Chromium: readable by everybody, explorable without a byte leaving this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import browser as browsers
import pytest
from flask import Flask
from pages import signed_in
from playwright.sync_api import Browser, Page, expect

from surveyapp.releases.read import Published
from surveyapp.web.audience import Role

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

HOME = "/results/harbour-2026/"
LOADING = 60_000
"""Milliseconds for 5 MB of script on a busy machine."""
PAGES = [
    "/results/",
    HOME,
    HOME + "response/",
    HOME + "changes/",
    HOME + "methods/",
    HOME + "glossary/",
    HOME + "domains/rights/",
    HOME + "indicators/feels_safe_home/",
    HOME + "indicators/happy_yesterday/",
    HOME + "indicators/social_worker_changes/",
    HOME + "indicators/settled_home/",
    HOME + "indicators/not_made_different/",
    HOME + "indicators/life_satisfaction/",
    HOME + "indicators/draws_feelings/",
    HOME + "indicators/homework_help/",
    HOME + "search/?q=friend",
    HOME + "search/?q=zebra",
    HOME + "present/",
]
ORDINARY = {"media": "screen", "color_scheme": "light", "forced_colors": "none", "reduced_motion": "reduce"}
LOOKS: dict[str, tuple[dict[str, Any], Sequence[str]]] = {
    "light": (ORDINARY, browsers.TAGS),
    "dark": (ORDINARY | {"color_scheme": "dark"}, browsers.CONTRASTS),
    "forced colours": (ORDINARY | {"forced_colors": "active"}, browsers.CONTRASTS),
    "print": (ORDINARY | {"media": "print"}, browsers.TAGS),
}
"""What a page is looked at in, and by which rules: other colours break none but those about colours. The long run tries
every rule in every look on every page."""
NARROW = {"width": 320, "height": 640}


@contextmanager
def reading(chromium: Browser, app: Flask, address: str, **more: Any) -> Iterator[Page]:
    """A page in which a panel member has signed in; anything the browser complains of is an error."""
    context = browsers.opened(chromium, address, **more)
    context.add_cookies([{"name": "staff", "value": signed_in(app, Role.VIEWER, authority="harbour"), "url": address}])
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.mark.parametrize("size", [browsers.PHONE, browsers.DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_nothing_sticks_out(chromium, app, served, published: Published, size):
    with reading(chromium, app, served, size=size) as page:
        for address in PAGES:
            page.goto(address)
            for look, (media, tags) in LOOKS.items():
                page.emulate_media(**media)
                assert browsers.violations(page, tags) == [], (address, look)
                assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (address, look)


@pytest.mark.parametrize("size", [browsers.PHONE, browsers.DESKTOP], ids=["phone", "desktop"])
def test_from_right_to_left_axe_finds_nothing_and_nothing_sticks_out(chromium, app, served, published: Published, size):
    with reading(chromium, app, served, size=size) as page:
        for address in PAGES:
            page.goto(f"{address}{'&' if '?' in address else '?'}lang=ar-XB")
            assert browsers.violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address


@pytest.mark.parametrize(("size", "text"), [(NARROW, 100), (browsers.PHONE, 200), (browsers.DESKTOP, 200)])
def test_narrow_screens_and_large_letters_lose_nothing(chromium, app, served, published: Published, size, text):
    with reading(chromium, app, served, size=size) as page:
        for address in PAGES:
            page.goto(address)
            page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address


def test_the_line_over_the_years_is_explored_with_its_break(chromium, app, served, published: Published):
    with reading(chromium, app, served, size=browsers.DESKTOP) as page:
        page.goto(HOME + "indicators/not_made_different/")
        figure = page.locator("#line-0")
        figure.get_by_role("button", name="Explore this chart").press("Enter")
        expect(figure.locator(".explorer .main-svg").first).to_be_visible(timeout=LOADING)
        expect(figure.locator(".explorer .annotation-text")).to_have_text("new line")
        expect(figure.locator("table")).to_be_visible()
        assert "A new line starts with 2026." in (figure.locator(".explorer").get_attribute("aria-label") or "")
        assert browsers.violations(page) == []


def test_a_link_to_a_figure_leads_to_it(chromium, app, served, published: Published):
    with reading(chromium, app, served) as page:
        page.goto(HOME + "indicators/settled_home/")
        page.locator("#line-0").get_by_role("link", name="Link to this figure").click()
        page.wait_for_url("**#line-0")
        page.goto(page.url)
        expect(page.locator("#line-0")).to_be_in_viewport()


def test_tables_opened_are_as_accessible_as_closed(chromium, app, served, published: Published):
    with reading(chromium, app, served) as page:
        page.goto(HOME + "indicators/happy_yesterday/")
        for summary in page.locator("summary").all():
            summary.click()
        assert browsers.violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= browsers.PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_is_explored_without_anything_leaving_this_machine(chromium, app, served, published, scheme):
    with reading(chromium, app, served, size=browsers.DESKTOP, color_scheme=scheme) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(HOME + "indicators/happy_yesterday/")
        assert not [url for url in asked if "plotly" in url]
        for name in ("share-0", "change-0", "answers-0"):
            figure = page.locator(f"#{name}")
            figure.get_by_role("button", name="Explore this chart").click()
            expect(figure.locator(".explorer .main-svg").first).to_be_visible(timeout=LOADING)
            expect(figure.locator(".rows, .bar").first).to_be_hidden()
            expect(figure.get_by_role("button", name="Back to the plain chart")).to_be_visible()
            figure.locator(".explorer").hover()
            buttons = [one.get_attribute("data-title") or "" for one in figure.locator(".modebar-btn").all()]
            assert "Zoom in" in buttons
            assert not [title for title in buttons if re.search("cloud|studio|send|upload|share|plotly", title, re.I)]
            assert figure.locator("a[href*=plotly]").count() == 0
        assert browsers.violations(page) == []
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(served).netloc}
        assert len([url for url in asked if "/plotly-" in url]) == 1


def test_the_explored_chart_speaks_the_numbers_of_the_plain_one_and_gives_way_to_it(
    chromium, app, served, published: Published
):
    with reading(chromium, app, served, size=browsers.DESKTOP) as page:
        page.goto(HOME + "domains/rights/")
        figure = page.locator("#shares")
        explore = figure.get_by_role("button", name="Explore this chart")
        explore.focus()
        page.keyboard.press("Space")
        expect(figure.locator(".explorer .main-svg").first).to_be_visible(timeout=LOADING)
        label = figure.locator(".explorer").get_attribute("aria-label")
        assert label is not None
        assert "Feeling safe at home: 93% 90 of 97" in label
        figure.get_by_role("button", name="Back to the plain chart").press("Enter")
        expect(figure.locator(".explorer")).to_have_count(0)
        expect(figure.locator(".rows")).to_be_visible()
        expect(figure.get_by_role("button", name="Explore this chart")).to_be_focused()


def test_when_the_chart_cannot_be_loaded_the_reader_is_told_and_keeps_the_plain_one(chromium, app, served, published):
    context = browsers.opened(chromium, served)
    context.add_cookies([{"name": "staff", "value": signed_in(app, Role.VIEWER, authority="harbour"), "url": served}])
    page = context.new_page()
    page.route("**/plotly-*.js", lambda route: route.abort())
    page.goto(HOME + "response/")
    page.locator("#rates").get_by_role("button", name="Explore this chart").click()
    expect(page.get_by_role("status")).to_have_text(
        "The chart could not be loaded. The table below has the same figures."
    )
    expect(page.locator("#rates .rows")).to_be_visible()
    context.close()


def test_without_javascript_the_link_leads_to_the_table(chromium, app, served, published: Published):
    with reading(chromium, app, served, java_script_enabled=False) as page:
        page.goto(HOME + "response/")
        page.locator("#rates").get_by_role("link", name="Explore this chart").click()
        page.wait_for_url("**#rates-table")
        expect(page.locator("#rates-table")).to_be_visible()


def test_paper_has_the_tables_that_were_opened_and_no_buttons(chromium, app, served, published: Published, tmp_path):
    with reading(chromium, app, served, size=browsers.DESKTOP) as page:
        page.goto(HOME)
        page.locator("#rates summary").click()
        page.emulate_media(media="print")
        expect(page.locator("#rates-table")).to_be_visible()
        expect(page.get_by_text("The same as a table").filter(visible=True)).to_have_count(0)
        expect(page.get_by_role("button", name="Explore this chart")).to_have_count(0)
        expect(page.get_by_role("navigation")).to_have_count(0)
        page.emulate_media(media="screen")
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        assert 2 <= paper.count(b"/Type /Page\n") <= 8
