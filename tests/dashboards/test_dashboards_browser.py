"""The panel's pages in a real Chromium: readable by everybody, explorable without a byte leaving this machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import browser as browsers
import pytest
from flask import Flask
from pages import signed_in
from playwright.sync_api import Browser, Page, expect
from sights import Shown, Sights

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
LOOKS: dict[str, dict[str, Any]] = {
    "light": ORDINARY,
    "dark": ORDINARY | {"color_scheme": "dark"},
    "forced colours": ORDINARY | {"forced_colors": "active"},
    "print": ORDINARY | {"media": "print"},
}
"""What a page is looked at in. The long run tries every rule in every look on every page."""
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


def test_axe_finds_nothing_and_nothing_sticks_out_in_any_look(chromium, app, served, published: Published):
    sights = Sights()
    with reading(chromium, app, served) as page:
        for address in PAGES:
            page.goto(address)
            assert list(wrong(page, sights, LOOKS)) == [], address
            assert list(lost(page)) == [], address


def test_from_right_to_left_axe_finds_nothing_and_nothing_sticks_out(chromium, app, served, published: Published):
    sights = Sights()
    with reading(chromium, app, served) as page:
        for address in PAGES:
            page.goto(f"{address}{'&' if '?' in address else '?'}lang=ar-XB")
            assert list(wrong(page, sights, ["light"])) == [], address


def wrong(page: Page, sights: Sights, looks: Iterable[str]) -> Iterator[str]:
    """What axe finds and what is too wide, on a phone and on a desktop, in these looks; light comes first."""
    shown: dict[str, Shown] = {}
    for size in (browsers.PHONE, browsers.DESKTOP):
        page.set_viewport_size(size)
        for look in looks:
            page.emulate_media(**LOOKS[look])
            media = LOOKS[look]["media"]
            found, seen = sights.wrong(page, look, shown.get(media))
            shown[media] = seen
            yield from (f"{size['width']} px, {look}: {one}" for one in found)
    page.emulate_media(**ORDINARY)


def lost(page: Page) -> Iterator[str]:
    """What sticks out of a narrow window, and with letters twice as large."""
    for size, text in ((NARROW, 100), (browsers.PHONE, 200), (browsers.DESKTOP, 200)):
        page.set_viewport_size(size)
        page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
        if (width := page.evaluate("document.documentElement.scrollWidth")) > size["width"]:
            yield f"{width} px in {size['width']} with text of {text} %"


PALE = """@media print { main { color: #ddd !important } }
@media (prefers-color-scheme: dark) { h1 { color: #000 !important } }
@media (min-width: 1000px) { h1 { width: 2000px } }
@media (max-width: 500px) and (prefers-color-scheme: light) { h1 { display: none } }"""


def test_what_is_wrong_in_one_look_or_size_alone_is_found_in_it(chromium, app, served, published: Published):
    sights = Sights()
    with reading(chromium, app, served, bypass_csp=True) as page:
        for address in PAGES[:2]:  # what was found wrong once is found on the next page too
            page.goto(address)
            page.add_style_tag(content=PALE)
            found = {one.partition(" (")[0] for one in wrong(page, sights, LOOKS)}
            assert found >= {"390 px, light: axe: page-has-heading-one", "390 px, dark: axe: color-contrast"}, address
            assert found >= {"390 px, print: axe: color-contrast"}, address
            assert any(one.startswith("1440 px, light: lost: ") for one in found), address


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
