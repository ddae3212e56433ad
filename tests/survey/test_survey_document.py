"""The whole survey as one document: every stop is in it, nothing of a child is, and it is the same for everybody."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import markup as rules
import pytest
from builders import child
from builders.child import BANDS, WAVE, Fieldwork
from flask import Flask
from pages import EMPTY, Page, Pages, check_headers

from surveyapp.definition.model import Instrument
from surveyapp.survey.plain import Aside, Ending
from surveyapp.survey.unbroken import as_written
from surveyapp.web import static

TEMPLATE = re.compile(r'<template data-stop="([^"]*)"[^>]*>(.*?)</template>', re.S)
IMPORT = re.compile(r'^import [^;]*? from "\./([\w-]+\.js)";$', re.M)
BUDGET = 40_000
REQUESTS = 4
FETCHED = re.compile(r'<(?:link rel="(?:stylesheet|modulepreload)" href|script type="module" src)="([^"]*)"')
EARLY = re.compile(r'<script type="module" src="[^"]*/run\.js"[^>]* async>')
NONCE = re.compile(r'nonce="[^"]*"')
PLAIN = re.compile("[aceilnorstuyACEILNORSTUY]")
GIVEN = re.compile(
    r"Duty social worker|Childline|Monday to Friday, 9 to 5|https\S+|\b(www\.|childline\.|org\.|uk$)"
    r"|September \d|\d+ September|\{\w+\}"
)
"""What the authority has written, the month's name, which Babel translates, and places for what the script knows."""


@pytest.fixture
def instrument(app: Flask, made: Fieldwork, band: str) -> Instrument:
    """What the wave asks this band."""
    asked: Instrument = app.extensions["catalogue"].version(band, "2024")
    return asked


def address(instrument: Instrument, *, wave: str = WAVE, language: str = "en") -> str:
    return f"/s/take/{wave}/{instrument.survey}/{instrument.fingerprint}/{language}"


def text_of(app: Flask, path: str) -> str:
    response = app.test_client().get(path)
    check_headers(path, response)
    assert response.status_code == 200
    return response.text


def stops(html: str) -> dict[str, str]:
    return dict(TEMPLATE.findall(html))


def data(html: str, name: str) -> dict[str, object]:
    found = re.search(rf'<script type="application/json" id="{name}"[^>]*>(.*?)</script>', html, re.S)
    assert found is not None
    told: dict[str, object] = json.loads(found[1])
    return told


@pytest.mark.parametrize("band", ["4-7"])
def test_answers_that_wait_are_told_of_as_sent_ones_to_a_child_beside_a_grown_up(
    app: Flask, instrument: Instrument
) -> None:
    found = stops(as_written(text_of(app, address(instrument))))
    for where in ("saved:device", "saved:page", "ending:sent"):
        assert "Tell the grown-up with you." in found[where]
        assert "You can ring the people below together." in found[where]
    assert "The grown-up with you saw your answers. They are safe here." in found["saved:device"]
    assert "nobody can read them" not in found["saved:device"]


@pytest.mark.parametrize("band", BANDS)
def test_it_holds_every_page_every_scene_and_every_end(app: Flask, instrument: Instrument) -> None:
    html = text_of(app, address(instrument))
    found = stops(html)
    assert {f"page:{page.id}" for page in instrument.pages} <= set(found)
    assert {"rest:", "to_adult:", "to_child:", "check:", "sending:", "saved:device", "saved:page"} <= set(found)
    offers = {'value="send"' in found[f"saved:{where}"] for where in ("device", "page")}
    assert offers == {instrument.survey not in ("4-7", "8-11")}, "a young child cannot do anything about a network"
    assert {f"aside:{aside}" for aside in Aside} | {"aside:stop_untold"} <= set(found)
    assert {f"ending:{how}" for how in Ending} | {"ending:sent", "ending:already"} <= set(found)
    assert {f"trouble:{what}" for what in ("used", "closed", "lost", "old", "broken", "elsewhere")} <= set(found)
    assert data(html, "plan")["fingerprint"] == instrument.fingerprint
    assert data(html, "manifest")["wave"] == WAVE


@pytest.mark.parametrize("band", BANDS)
def test_every_part_of_it_keeps_the_rules_of_a_page(app: Flask, instrument: Instrument) -> None:
    html = text_of(app, address(instrument))
    rules.check(re.sub(r"<template.*?</template>", "", html, flags=re.S))
    for name, part in stops(html).items():
        root = html5lib.HTMLParser(namespaceHTMLElements=False).parse(EMPTY.replace("<h1>Probe</h1>", "") % part)
        broken = [problem for rule in rules.RULES for problem in rule(root) if not problem.startswith("title")]
        assert broken == [], name


@pytest.mark.parametrize("band", ["8-11"])
def test_it_is_the_same_for_everybody(app: Flask, made: Fieldwork, instrument: Instrument) -> None:
    first = text_of(app, address(instrument))
    *_, last = child.walk(Pages(app), made.cards["8-11"][0])
    Pages(app).submit(last, go="send")
    assert NONCE.sub("", text_of(app, address(instrument))) == NONCE.sub("", first)
    assert not any(card in first for cards in made.cards.values() for card in cards)
    assert not re.search(r"<input[^>]* checked", first)


@pytest.mark.parametrize("band", ["8-11"])
def test_what_was_never_offered_is_not_here(app: Flask, pages: Pages, instrument: Instrument) -> None:
    pages.get(address(instrument, wave="another"), 404)
    pages.get(address(instrument, language="xx"), 404)
    pages.get(address(instrument).replace("/8-11/", "/12-13/"), 404)
    pages.get(address(instrument).replace(instrument.fingerprint, "00" * 32), 404)


@pytest.mark.parametrize("band", ["4-7", "11-18"])
def test_every_string_of_it_follows_the_language(app: Flask, instrument: Instrument) -> None:
    html = text_of(app, address(instrument, language="en-XA"))
    assert '<html lang="en-XA" dir="ltr">' in html
    for name, part in stops(html).items():
        assert [text for text in _strings(_parsed(part)) if PLAIN.search(GIVEN.sub("", text))] == [], name
    told = json.dumps([value for name, value in data(html, "words").items() if name != "language"], ensure_ascii=False)
    said = re.findall(r'"([^"]*)"(?!:)', told)
    assert [text for text in said if PLAIN.search(GIVEN.sub("", text))] == []
    assert '<html lang="ar-XB" dir="rtl">' in text_of(app, address(instrument, language="ar-XB"))


def _parsed(part: str) -> Element:
    root: Element = html5lib.HTMLParser(namespaceHTMLElements=False).parse(EMPTY.replace("Probe", "") % part)
    return root


def _strings(root: Element) -> Iterator[str]:
    for one in root.iter():
        texts = [one.text, one.get("aria-label"), one.get("alt"), *(inner.tail for inner in one)]
        yield from (text.strip() for text in texts if text and text.strip())


def test_the_first_question_with_its_styles_and_scripts_fits_the_budget(app: Flask) -> None:
    app.config["PSEUDO_LOCALES"] = False
    newest = app.extensions["catalogue"].latest("11-18")
    child.fieldwork(app, instruments=[newest], trial=True)
    path = address(newest)
    html = text_of(app, path)
    asked = {path, *FETCHED.findall(html)}
    assert len(asked) == REQUESTS
    assert EARLY.search(html.partition("</head>")[0]), "waits for the styles and for all that follows"
    sizes = {one: len(_sent(app, one)) for one in asked}
    assert sum(sizes.values()) <= BUDGET, (sum(sizes.values()), sizes)
    imported = {name for one in asked if one.endswith(".js") for name in IMPORT.findall(_opened(app, one))}
    assert {f"{static.url_path()}/child/{name}" for name in imported} <= asked


def _sent(app: Flask, path: str) -> bytes:
    """What goes over the wire."""
    response = app.test_client().get(path, headers={"Accept-Encoding": "gzip, br"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response.vary
    return response.data


def _opened(app: Flask, path: str) -> str:
    return gzip.decompress(_sent(app, path)).decode()


def test_a_browser_that_takes_nothing_compressed_gets_the_same(app: Flask, pages: Pages) -> None:
    for path in ("/s/help", f"{static.url_path()}/child/run.js"):
        plain = app.test_client().get(path)
        assert "Content-Encoding" not in plain.headers
        assert NONCE.sub("", plain.text) == NONCE.sub("", _opened(app, path))


def test_the_first_page_fetches_what_the_document_needs_and_runs_one_script(pages: Pages) -> None:
    page: Page = pages.get("/s/")
    fetched = {link.get("href", "").rpartition("/")[2] for link in page.all("link", rel="modulepreload")}
    assert fetched == {"run.js"}
    assert [script.get("src", "").rpartition("/")[2] for script in page.all("script")] == ["entry.js"]


def test_no_script_writes_markup() -> None:
    for script in static.SCRIPTS.glob("*.js"):
        sinks = re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(", script.read_text()
        )
        assert sinks == [], script.name
