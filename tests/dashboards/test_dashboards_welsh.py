"""A panel that reads Welsh meets no English but the council's own words and what the release itself calls things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from builders.published import publish
from builders.release import first_release, release
from flask import Flask
from pages import READ, SPOKEN, WORD, Page, Pages
from test_dashboards_reading import addresses

from surveyapp.releases.read import Published
from surveyapp.translations.catalogues import Readers, spoken
from surveyapp.web.audience import Role

PARTS = READ | {"caption", "figcaption", "summary", "text", "title", "tspan"}
OTHERS = ("/results/", "/staff/", "/nowhere")


def facts(told: object) -> Iterator[str]:
    """Every text that a release holds."""
    if isinstance(told, str):
        yield told
    elif is_dataclass(told):
        for field in fields(told):
            yield from facts(getattr(told, field.name))
    elif isinstance(told, tuple):
        for one in told:
            yield from facts(one)


def own(published: Published) -> list[str]:
    """Its texts that no catalogue translates: a made-up council's names of things, not sentences of the pages."""
    welsh = spoken("cy", Readers.GROWN_UPS)
    kept = {fact for fact in facts(published.release) if WORD.search(fact) and welsh.gettext(fact) == fact}
    return sorted({*kept, published.fingerprint, "Sam Field"}, key=len, reverse=True)


def read(page: Page) -> set[str]:
    """What a reader reads and hears, part by part; not the names of languages."""
    found = set()
    for one in page.root.iter():
        if one.tag in PARTS and one.get("lang") is None:
            found.add(" ".join(((one.text or "") + " ".join(child.tail or "" for child in one)).split()))
        found |= {value for name in SPOKEN if (value := one.get(name))}
    return found


def english(text: str, names: list[str]) -> bool:
    """Whether a text that both languages share is more than such names; a search may have marked a part of one."""
    if any(text in name for name in names):
        return False
    for name in names:
        text = text.replace(name, "")
    return bool(WORD.search(text))


def left_over(panel: Pages, published: Published) -> dict[str, set[str]]:
    """What stands in English on pages in Welsh, by page."""
    names = own(published)
    found = {}
    for address in (*addresses(published.release), *OTHERS):
        status = 404 if address == "/nowhere" else 200
        asked = f"{address}{'&' if '?' in address else '?'}lang="
        both = read(panel.get(f"{asked}en", status)) & read(panel.get(f"{asked}cy", status))
        if left := {text for text in both if english(text, names)}:
            found[address] = left
    return found


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("made", [release, first_release])
def test_no_english_sentence_is_left_on_a_page_in_welsh(app: Flask, pages: Pages, made):
    published = publish(app, made())
    assert left_over(pages.signed_in(Role.VIEWER, authority="harbour"), published) == {}


def test_an_english_sentence_among_the_welsh_would_be_seen():
    names = ["Harbourside Council", "Having a really good friend"]
    assert english("Too few answered to compare", names)
    assert english("Harbourside Council: too few answered", names)
    assert not english("Harbourside Council", names)
    assert not english("Having a really good", names)
    assert not english("12", names)
