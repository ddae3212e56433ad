"""What every kind of page looks like to every child: found by axe, measured in pixels, turned round, enlarged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from builders import child
from builders.child import Fieldwork
from playwright.sync_api import Browser, Page
from sights import Sights
from walking import BANDS, SIZES, SMALLEST, choose, kinds, let_in, press, walk, way_on, window

from surveyapp.safeguarding import contacts
from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Readers

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

SLOW = pytest.mark.slow
NARROW = {"width": 320, "height": 640}
LYING = {"width": 1024, "height": 768}
BEGINS = 360
"""Pixels above a question in large text on a small phone, at most: what reads it aloud stands there besides."""
WAYS_OUT = ("I want to talk to somebody", "Hide", "Stop", "Exit this page")
BROKEN = """() => {
    const found = [], all = document.createTreeWalker(document.querySelector("form.sheet"), NodeFilter.SHOW_TEXT);
    while (all.nextNode()) {
        const text = all.currentNode, around = text.parentElement;
        if (!around.checkVisibility() || around.closest(".site, .unseen")) continue;
        for (const word of text.data.matchAll(/\\S+/g)) {
            const place = document.createRange();
            place.setStart(text, word.index);
            place.setEnd(text, word.index + word[0].length);
            if (new Set([...place.getClientRects()].map((one) => Math.round(one.top))).size > 1) found.push(word[0]);
        }
    }
    return found }"""
"""Words that stand on two lines; an address of a site may."""
ORDINARY: dict[str, Any] = {"color_scheme": "light", "forced_colors": "none"}
SCHEMES: dict[str, dict[str, Any]] = {"dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"}}
PAIRS = {("4-7", "tablet"), ("8-11", "phone"), ("11-18", "phone"), ("leavers", "phone")}
ALL = [pytest.param(band, size, marks=() if (band, size) in PAIRS else SLOW) for band in BANDS for size in SIZES]
BOXES = """selector => [...document.querySelectorAll(selector)]
    .filter(one => one.checkVisibility() && !one.matches('.enter, .unseen'))
    .map(one => { const box = one.getBoundingClientRect();
        return [one.className || one.tagName, box.x, box.y, box.width, box.height]; })"""
TARGETS = "button, label.card, .typed, a.go, a.tool, a.phone, a.site, summary"
ROWS = (".ladder .card", ".cards .card", ".tools .tool", ".stone")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LONELY = """[...document.querySelectorAll('.ladder')].filter(ladder => {
    const tops = [...ladder.children].map(one => one.getBoundingClientRect().top);
    return tops.length > 2 && tops.filter(top => top === tops.at(-1)).length === 1;
}).length"""
"""Ladders whose last number stands alone in its row."""
INKLESS = """[...document.querySelectorAll('label.card')].filter(card => {
    const ink = getComputedStyle(card.querySelector('.words')).color;
    const full = [...card.querySelectorAll('[fill="currentColor"]')].map(one => getComputedStyle(one).fill);
    return card.querySelector('img.face[src*=".svg"]') || full.some(fill => fill !== ink);
}).map(card => card.innerText)"""
HIGHER = """[...document.querySelectorAll('form.sheet > *')].filter(one => one.checkVisibility())
    .map(one => Math.round(one.getBoundingClientRect().bottom - innerHeight)).filter(over => over > 0).at(-1) ?? 0"""
LONG = """said => Object.entries(said).filter(([_language, words]) => {
    const spans = [...document.querySelectorAll('.tools span')], own = spans.map(one => one.textContent);
    spans.forEach((one, place) => one.textContent = words[own[place]]);
    const talk = spans.find((_one, place) => own[place] === 'I want to talk to somebody');
    const { height } = talk.getBoundingClientRect(), line = parseFloat(getComputedStyle(talk).lineHeight);
    spans.forEach((one, place) => one.textContent = own[place]);
    return height > 2.5 * line;
}).map(([language]) => language)"""
"""The languages in which what asks for somebody to talk to takes more than two lines."""
STYLE = """card => { const of = (one, names) => names.map(name => getComputedStyle(one)[name]).join(' ');
    const input = card.querySelector('input'), mark = card.querySelector('.mark');
    return [of(card, ['backgroundColor', 'color', 'width', 'height']),
        of(input, ['borderTopColor', 'borderTopWidth']),
        of(mark, ['backgroundColor', 'borderTopColor'])].join('|'); }"""


@pytest.fixture
def made(made: Fieldwork) -> Fieldwork:
    """The council lists somebody with a long name, too."""
    with made.app.extensions["stores"].write("safeguarding") as session:
        contacts.replace(session, "council", (*child.LISTENERS, child.LONG_NAMED))
    return made


@pytest.mark.parametrize(("band", "size"), ALL)
def test_on_every_kind_of_page_axe_finds_nothing_targets_are_big_and_nothing_is_lost(
    chromium: Browser, served: str, made: Fieldwork, band: str, size: str
) -> None:
    found: list[str] = []
    seen_through = {"java_script_enabled": True, "bypass_csp": True, "reduced_motion": "reduce"}
    with window(chromium, served, size=SIZES[size], **seen_through) as context:
        page, sights = context.new_page(), Sights()
        for name in kinds(page, made, band):
            page.set_viewport_size(SIZES[size])
            shown = (*_wrong(page, sights), *_small(page, band), *_hidden(page), *_lost(page, band))
            found += [f"{name}, {one}" for one in shown]
    assert found == []


def _wrong(page: Page, sights: Sights) -> Iterator[str]:
    """What axe finds, by every rule as most see the page, and by those about colours wherever others are drawn.

    An amount is full where it has the ink of the words beside it: a white disc in the dark would say "none".
    """
    found, shown = sights.wrong(page, "light", None)
    yield from found
    for scheme, given in SCHEMES.items():
        page.emulate_media(**(ORDINARY | given))
        yield from (f"{scheme}: {one}" for one in sights.wrong(page, scheme, shown)[0])
        yield from (
            f"{scheme}: the picture of {words!r} has not the ink of its words" for words in page.evaluate(INKLESS)
        )
    page.emulate_media(**ORDINARY)


def _small(page: Page, band: str) -> Iterator[str]:
    """What a child's finger on a phone would miss; on a page for adults, an adult's."""
    page.set_viewport_size(SIZES["phone"])
    room = _room(page)
    yield from _missed(page, band)
    if band == "4-7" and "youngest" in room and (gap := _gap(page.evaluate(BOXES, "label.card"))) < 16:
        yield f"two answers stand {gap:.0f} pixels apart"


def _missed(page: Page, band: str) -> Iterator[str]:
    room = _room(page)
    needed = 48 if "adults" in room or "start" in room else SMALLEST[band]
    for kind, _x, _y, width, height in page.evaluate(BOXES, TARGETS):
        if min(width, height) < needed - 0.5:
            yield f"{kind} is {width:.0f} by {height:.0f}, not {needed}"


def _hidden(page: Page) -> Iterator[str]:
    """What a child of 4 would have to scroll to on a tablet, however it is held; the longest words on a phone."""
    if page.locator(".tool[value=stop]").count():
        yield from (f"{language}: three lines to ask for somebody" for language in page.evaluate(LONG, _ways_out()))
    for size in (LYING, SIZES["tablet"]) if "youngest" in _room(page) and not page.locator(".contacts").count() else ():
        page.set_viewport_size(size)
        if over := page.evaluate(HIGHER):
            yield f"{over} pixels are out of sight at {size['width']} by {size['height']}"


@cache
def _ways_out() -> Mapping[str, Mapping[str, str]]:
    """By language, what stands on the buttons above every page."""
    said = {code: catalogues.spoken(code, Readers.CHILDREN) for code in catalogues.codes(Readers.CHILDREN)}
    return {code: {word: one.gettext(word) for word in WAYS_OUT} for code, one in said.items()}


def _lost(page: Page, band: str) -> Iterator[str]:
    """What sticks out at 320 pixels, with text twice as big, and with both."""
    page.set_viewport_size(NARROW)
    yield from _sticking_out(page, "320 px")
    yield from (f"{word!r} is broken at 320 px" for word in page.evaluate(BROKEN))
    page.set_viewport_size(SIZES["phone"])
    page.add_style_tag(content="html { font-size: 200% }")
    yield from _sticking_out(page, "200 %")
    page.set_viewport_size(NARROW)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    above = page.evaluate("scrollY + document.querySelector('h1').getBoundingClientRect().top")
    if above > BEGINS and page.locator(".tool[value=stop]").count():
        yield f"{above:.0f} pixels stand above the question at 320 px and 200 %"
    yield from _sticking_out(page, "320 px and 200 %")
    yield from _missed(page, band)
    page.evaluate("document.querySelector('style').remove()")


def _sticking_out(page: Page, at: str) -> Iterator[str]:
    if (over := page.evaluate(WIDER)) > 0:
        yield f"{over} pixels too wide at {at}"
    if page.evaluate(LONELY):
        yield f"the last number stands alone at {at}"


def _gap(boxes: list[list[Any]]) -> float:
    """The smallest distance between two boxes, along the side on which they lie apart."""
    gaps = [
        max(abs(a[1] - b[1]) - min(a[3], b[3]), abs(a[2] - b[2]) - min(a[4], b[4]))
        for n, a in enumerate(boxes)
        for b in boxes[:n]
    ]
    return min(gaps, default=99)


def test_how_far_along_can_be_seen_in_forced_colours(chromium: Browser, served: str, made: Fieldwork) -> None:
    seen_through = {"java_script_enabled": True, "bypass_csp": True, "forced_colors": "active"}
    with window(chromium, served, size=SIZES["phone"], **seen_through) as context:
        page = context.new_page()
        kinds_met = walk(page, made, "11-18")
        bar = page.locator("progress")
        while next(kinds_met) and not bar.count():
            pass
        looks = {
            far: bar.screenshot() for far in (0, 20, 49) if bar.evaluate("(bar, far) => bar.value = far", far) == far
        }
        assert len(set(looks.values())) == 3, "the bar looks the same however far"
        tapped = page.locator("label.card").first.evaluate("one => getComputedStyle(one).webkitTapHighlightColor")
        assert tapped == "rgba(0, 0, 0, 0)", "a tapped answer is a black box"


@pytest.mark.parametrize("band", ["4-7", "11-18"])
def test_right_to_left_turns_tools_answers_and_ladders_round_and_phones_not(
    chromium: Browser, served: str, made: Fieldwork, band: str
) -> None:
    made.app.config["PSEUDO_LOCALES"] = True
    seen = set()
    with window(chromium, served, size=SIZES["tablet"]) as context:
        page = context.new_page()
        for _ in kinds(page, made, band, lang="ar-XB"):
            seen |= {name for name in ROWS if _turned(page, name)}
            assert page.evaluate(WIDER) == 0
            for phone in page.locator("a.phone").all():
                assert phone.evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert seen >= {".tools .tool", ".stone" if band == "4-7" else ".ladder .card"}


def _turned(page: Page, selector: str) -> bool:
    """Whether the first two of these that lie side by side run from right to left."""
    boxes = page.evaluate(BOXES, selector)
    beside = [(a, b) for a, b in pairwise(boxes) if abs(a[2] + a[4] / 2 - b[2] - b[4] / 2) < 2]
    assert all(a[1] > b[1] for a, b in beside), selector
    return bool(beside)


@pytest.mark.parametrize("band", ["4-7", "11-18"])
def test_no_answer_looks_different_from_another_when_it_is_chosen(
    chromium: Browser, served: str, made: Fieldwork, band: str
) -> None:
    with window(chromium, served, size=SIZES["tablet"]) as context:
        page = context.new_page()
        let_in(page, made.cards[band][0])
        while not page.locator(".cards input").count() or ("adults" in _room(page) and band == "4-7"):
            choose(page)
            press(page, way_on(page))
        looks, rests = set(), set()
        cards = page.locator("label.card")
        for place in range(cards.count()):
            cards.nth(place).tap()
            page.mouse.move(0, 0)
            looks.add(cards.nth(place).evaluate(STYLE))
            rests |= {cards.nth(other).evaluate(STYLE) for other in range(cards.count()) if other != place}
        assert len(looks) == 1
        assert len(rests) == 1
        assert looks.isdisjoint(rests)


def _room(page: Page) -> str:
    return page.locator("body").get_attribute("class") or ""


def test_nothing_moves_where_the_device_asks_for_no_motion(chromium: Browser, served: str, made: Fieldwork) -> None:
    with window(chromium, served, size=SIZES["tablet"], reduced_motion="reduce") as context:
        page = context.new_page()
        for _, _name in zip(range(12), walk(page, made, "4-7"), strict=False):
            moving = page.evaluate(
                "[...document.querySelectorAll('*')].filter(one => { const style = getComputedStyle(one);"
                " return style.transitionDuration !== '0s' || style.animationName !== 'none' }).length"
            )
            assert moving == 0
