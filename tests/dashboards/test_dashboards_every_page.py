"""Every page of a release that links lead to: what every chart on it owes its reader, how it looks, and its keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

import browser as browsers
import pytest
from crawl import crawl
from flask import Flask
from pages import Page, Pages, signed_in
from places import apart
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window

from surveyapp.releases.read import Published
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HOME = "/results/harbour-2026/"
KINDS = ("", "response/", "changes/", "methods/", "glossary/", "present/", "search/", "domains/rights/")
KINDS += ("indicators/feels_safe_home/", "indicators/happy_yesterday/")
SIZES = {"phone": browsers.PHONE, "desktop": browsers.DESKTOP}
LOOKS = {
    "light": {"media": "screen", "color_scheme": "light", "forced_colors": "none"},
    "dark": {"media": "screen", "color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"media": "screen", "color_scheme": "light", "forced_colors": "active"},
    "print": {"media": "print", "color_scheme": "light", "forced_colors": "none"},
}
STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
REACHABLE = """() => { const found = [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.tabIndex >= 0);
    found.forEach((one, place) => { one.dataset.place = place; }); return found.length; }"""
FOCUSED = """() => { const one = document.activeElement;
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
        || style.boxShadow !== 'none';
    return [one.dataset.place ?? '', marked, box.width > 0 && box.height > 0
        && box.bottom > 0 && box.top < innerHeight, one.outerHTML.slice(0, 120)]; }"""


def test_every_chart_says_in_text_what_it_draws_and_has_a_table_and_a_file(panel: Pages) -> None:
    charts = 0
    for address, page in crawl(panel, HOME, pages_alone=True):
        for figure in page.all("figure"):
            charts += 1
            assert list(owed(page, figure)) == [], (address, figure.get("id"))
    assert charts > 250


def test_a_chart_without_its_table_or_its_file_is_noticed(panel: Pages) -> None:
    page = panel.get(f"{HOME}domains/rights/")
    figure = page.all("figure")[0]
    for inner in figure.iter("table"):
        inner.clear()
    assert set(owed(page, figure)) == {"names in its table"}
    for link in figure.iter("a"):
        link.set("class", "")
    assert set(owed(page, figure)) == {"names in its table", "a file"}


def owed(page: Page, figure: Element) -> Iterator[str]:
    """What a chart lacks: words for what is drawn, a table with named columns and rows, its numbers as a file."""
    rows = [one for one in figure.iter("li") if (one.get("class") or "").startswith("row")]
    yield from ("words in a row" for one in rows if not apart(one))
    drawn = [one for one in figure.iter() if str(one.tag).endswith("}svg")]
    inside = {inner for one in drawn for inner in one.iter() if inner is not one}
    loud = (one for one in drawn if one not in inside and one.get("aria-hidden") != "true")
    yield from ("words instead of its drawing" for _ in loud)
    empty = not drawn and any(one.get("class") == "plot" for one in figure.iter())
    if empty or "present" in (page.all("body")[0].get("class") or "").split():
        return  # where nothing is drawn the rows say all; a meeting's screen leads to the page that has the rest
    tables = list(figure.iter("table"))
    yield from ("a table",) if not tables else ()
    for table in tables:
        named = [one for one in table.iter("th") if one.get("scope") == "row"]
        yield from () if table.find("caption") is not None and named else ("names in its table",)
    files = [one for one in figure.iter("a") if one.get("class") == "csv"]
    yield from () if files else ("a file",)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_page_in_any_look(
    chromium: Browser, app: Flask, served: str, panel: Pages, size: str
) -> None:
    found: list[str] = []
    with reading(chromium, app, served, SIZES[size]) as page:
        for address in addresses(panel):
            page.goto(address)
            for look, given in LOOKS.items():
                page.emulate_media(**given)  # type: ignore[arg-type]  # a look's own words
                found += [f"{address}, {look}: {one}" for one in browsers.violations(page)]
    assert found == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("width", "text"), [(320, 100), (390, 200), (1440, 200)])
def test_nothing_is_lost_on_any_page_at_320_pixels_or_with_letters_twice_as_large(
    chromium: Browser, app: Flask, served: str, panel: Pages, width: int, text: int
) -> None:
    wide: list[str] = []
    with reading(chromium, app, served, {"width": width, "height": 800}) as page:
        for address in addresses(panel):
            page.goto(address)
            page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
            wide += [f"{address}: {over} px"] if (over := page.evaluate(STICKS_OUT)) > 0 else []
    assert wide == []


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
def test_the_tab_key_reaches_everything_in_order_and_is_always_seen(
    chromium: Browser, app: Flask, served: str, published: Published, size: str
) -> None:
    with reading(chromium, app, served, SIZES[size]) as page:
        for kind in KINDS:
            page.goto(HOME + kind)
            stops = page.evaluate(REACHABLE)
            assert stops > 2, kind
            assert list(hidden_from_keys(page, stops)) == [], kind


@pytest.mark.browser
def test_a_link_without_a_mark_and_one_that_the_tab_key_passes_by_are_noticed(
    chromium: Browser, app: Flask, served: str, published: Published
) -> None:
    with reading(chromium, app, served, SIZES["desktop"]) as page:
        page.goto(f"{HOME}methods/")
        stops = page.evaluate(REACHABLE)
        page.evaluate("document.querySelectorAll('a')[3].style.outline = 'none'")
        assert [one[:7] for one in hidden_from_keys(page, stops)] == ["no mark"]
        page.evaluate("document.querySelectorAll('a')[5].tabIndex = -1")
        assert any(one.startswith("the tab key went") for one in hidden_from_keys(page, stops))


def hidden_from_keys(page: Window, stops: int) -> Iterator[str]:
    """What the tab key misses, meets in another order, or focuses without showing it; it goes once round."""
    met: list[int] = []
    for _ in range(stops + 1):
        page.keyboard.press("Tab")
        here, marked, in_sight, told = page.evaluate(FOCUSED)
        met += [int(here)] if here else []
        if here and not (marked and in_sight):
            yield f"{'not in sight' if marked else 'no mark'}: {told}"
    first = met[0] if met else 0
    if met[:stops] != [*range(first, stops), *range(first)]:
        yield f"the tab key went {met}"
    if len(met) > stops and met[-1] != first:
        yield "it never comes out"


@pytest.mark.browser
def test_a_panel_member_finds_an_answers_table_with_the_keyboard_alone(
    chromium: Browser, app: Flask, served: str, published: Published
) -> None:
    with reading(chromium, app, served, SIZES["desktop"]) as page:
        page.goto(HOME)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#main"
        tab_to(page, "a[href$='/domains/rights/']")
        tab_to(page, "a[href$='/indicators/feels_safe_home/']")
        tab_to(page, "summary", leads=False)
        assert page.locator("details[open] table").first.is_visible()


def tab_to(page: Window, selector: str, *, leads: bool = True) -> None:
    """Press the tab key until this has the focus, then Enter."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            break
    else:
        raise AssertionError(f"the tab key never came to {selector}")
    if not leads:
        page.keyboard.press("Enter")
        return
    with page.expect_navigation():
        page.keyboard.press("Enter")


def addresses(panel: Pages) -> list[str]:
    """All pages that links lead to."""
    return [address for address, _page in crawl(panel, "/results/", pages_alone=True)]


@contextmanager
def reading(chromium: Browser, app: Flask, address: str, size: dict[str, int]) -> Iterator[Window]:
    """A window of this size in which a panel member has signed in."""
    context = browsers.opened(chromium, address, size=size)
    context.add_cookies([{"name": "staff", "value": signed_in(app, Role.VIEWER, authority="harbour"), "url": address}])
    yield context.new_page()
    context.close()
