"""English and Welsh on the panel's pages: a link keeps the page, a draft says that it is one, six plurals are right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.published import publish
from builders.release import release
from flask import Flask
from pages import Pages

from surveyapp.dashboards.wording.numbers import whole
from surveyapp.dashboards.wording.translated import ngettext
from surveyapp.releases.read import Published
from surveyapp.translations import catalogues
from surveyapp.web import language
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HOME = "/results/harbour-2026/"
CATALOGUE = """# Welsh.
# State: {state}
msgid ""
msgstr ""
"Language: cy\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);\\n"

{messages}
"""
MESSAGES = """msgid "Who took part"
msgstr "Pwy gymerodd ran"

msgid "%(count)s question"
msgid_plural "%(count)s questions"
msgstr[0] "dim cwestiwn: %(count)s"
msgstr[1] "un: %(count)s"
msgstr[2] "dau: %(count)s"
msgstr[3] "tri: %(count)s"
msgstr[4] "chwech: %(count)s"
msgstr[5] "eraill: %(count)s"
"""


@pytest.fixture
def welsh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a Welsh catalogue of the test's own is read."""
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    language.forget()
    yield folder / "messages.po"
    language.forget()


def write(catalogue: Path, messages: str = MESSAGES, state: str = "draft") -> None:
    catalogue.write_text(CATALOGUE.format(state=state, messages=messages), encoding="utf-8")


def test_the_way_to_welsh_keeps_the_page_and_what_was_looked_for(welsh: Path, app: Flask, pages: Pages):
    write(welsh)
    publish(app, release())
    panel = pages.signed_in(Role.VIEWER, authority="harbour")
    assert "?lang=cy" in panel.get(HOME + "response/").links()
    page = panel.get(HOME + "response/?lang=cy")
    assert page.root.get("lang") == "cy"
    assert "Pwy gymerodd ran" in page.text
    assert "?lang=en" in page.links()
    assert HOME + "methods/?lang=cy" in page.links()
    assert "?q=friend&lang=cy" in panel.get(HOME + "search/?q=friend").links()


def test_languages_are_named_in_themselves(welsh: Path, app: Flask, pages: Pages, published: Published):
    write(welsh)
    page = pages.signed_in(Role.VIEWER, authority="harbour").get(HOME)
    offered = [one for one in page.all("a", rel="alternate") if one.get("lang") == "cy"]
    assert [one.text for one in offered] == ["Cymraeg"]


@pytest.mark.parametrize(("state", "said"), [("draft", True), ("reviewed", False), ("tested", False)])
def test_a_draft_says_so_on_every_page(welsh: Path, pages: Pages, published: Published, state: str, said: bool):
    write(welsh, state=state)
    panel = pages.signed_in(Role.VIEWER, authority="harbour")
    for address in (HOME, HOME + "methods/", "/results/", "/staff/"):
        assert ("Cymraeg: draft translation." in panel.get(f"{address}?lang=cy").text) is said, address
        assert "draft translation" not in panel.get(f"{address}?lang=en").text


def test_an_empty_catalogue_leaves_english_words_on_the_pages(welsh: Path, pages: Pages, published: Published):
    write(welsh, "")
    panel = pages.signed_in(Role.VIEWER, authority="harbour")
    for address in (HOME, HOME + "indicators/settled_home/", HOME + "methods/"):
        page = panel.get(f"{address}?lang=cy")
        assert page.root.get("lang") == "cy"
        assert "Plural-Forms" not in page.text
        assert page.h1 == panel.get(f"{address}?lang=en").h1


def test_welsh_has_six_plurals_and_its_own_way_with_numbers(welsh: Path, app: Flask):
    write(welsh)
    with app.test_request_context("/results/?lang=cy"):
        numbers = (0, 1, 2, 3, 6, 4, 1234)
        told = [ngettext("%(count)s question", "%(count)s questions", n, count=whole(n)) for n in numbers]
    beginnings = ["dim cwestiwn", "un", "dau", "tri", "chwech", "eraill", "eraill"]
    assert [one.partition(":")[0] for one in told] == beginnings
    assert told[-1].endswith("1,234")


def test_a_search_goes_on_in_the_language_that_was_chosen(panel: Pages):
    chosen = panel.get(HOME + "?lang=en")
    assert [field.get("value") for field in chosen.root.iter("input") if field.get("name") == "lang"] == ["en"]
