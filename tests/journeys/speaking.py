"""A whole survey in one language, on a phone: whether every page says so, fits, and has no English left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import sealed
from playwright.sync_api import Page, expect
from walking import at_the_last_look, press, scan

from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Readers
from surveyapp.translations.languages import language_of

LATIN = ("cy", "ku", "sq", "vi", "pl", "ro", "so")
GIVEN = re.compile(
    r"Duty social worker|Childline|Monday to Friday, 9 to 5|https?://\S+|www\.childline\.org\.uk"
    r"|BCD-234-XYZ|Some words of mine"
    r"|\[[^\]]*\]|\(Traveller\)"
)
"""What the authority, the child or a card has written, and a word that a translation keeps beside its own."""
WORD = re.compile(r"[A-Za-z]{2,}")
SEEN = """() => {
    const root = document.documentElement, texts = [];
    const own = (one) => one.closest("[lang]") === root && !one.closest("script, template, style");
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (all.nextNode()) if (own(all.currentNode.parentElement)) texts.push(all.currentNode.data.trim());
    for (const one of document.querySelectorAll("[aria-label], [alt]"))
        if (own(one)) texts.push(one.ariaLabel ?? one.getAttribute("alt"));
    return { lang: root.lang, dir: root.dir, wide: root.scrollWidth - innerWidth,
        texts: [...texts, document.title].filter(Boolean) };
}"""


@dataclass
class Spoken:
    """What one way through in a language was like."""

    stops: int = 0
    sentences: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def walk(page: Page, code: str, language: str) -> Spoken:
    """From the card to the thanks, with a look at every page."""
    told = Spoken()
    scan(page, code, lang=language)
    while not at_the_last_look(page):
        _look(page, language, told)
        sealed.onward(page, 1)
    _look(page, language, told)
    for aside in ("help", "stop"):
        press(page, page.locator(f".tool[value={aside}]"))
        _look(page, language, told)
        press(page, page.locator("main button[value=stay]").last)
    press(page, page.locator("button.go[value=send]"))
    expect(page.locator("main a.go, main .ways a").first).to_be_visible()
    _look(page, language, told)
    return told


def _look(page: Page, language: str, told: Spoken) -> None:
    seen = page.evaluate(SEEN)
    heading = sealed.heading(page)
    told.stops += 1
    told.sentences |= set(seen["texts"])
    wanted = (language, language_of(language).direction)
    if (seen["lang"], seen["dir"]) != wanted:
        told.wrong.append(f"{heading}: says that it is {seen['lang']}, {seen['dir']}")
    if seen["wide"] > 0:
        told.wrong.append(f"{heading}: {seen['wide']} pixels too wide")
    told.wrong += [f"{heading}: English: {text}" for text in english_in(seen["texts"], language)]


def english_in(texts: list[str], language: str) -> Iterator[str]:
    """Of these, what is English though the language has words of its own for it."""
    if language == "en":
        return
    translated = {str(one.id) for one in _messages(language) if one.string and one.string != one.id}
    for text in texts:
        left = GIVEN.sub("", text)
        if text in translated or (language not in LATIN and WORD.search(left)):
            yield text


def _messages(language: str) -> Iterator[catalogues.Message]:
    return catalogues.messages(catalogues.read(language, Readers.CHILDREN))
