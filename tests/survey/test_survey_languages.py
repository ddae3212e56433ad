"""Every string a child meets goes through gettext, every layout turns round, and no colour or side is fixed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from xml.etree.ElementTree import Element

import pytest
from builders.child import BANDS, Fieldwork, buttons, fieldwork, let_in, onward, walk
from flask import Flask
from pages import Page, Pages

from surveyapp.safeguarding.contacts import Contact
from surveyapp.safeguarding.sentences import Answering, Purpose
from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Key, Readers
from surveyapp.web import language
from surveyapp.web.pseudo import PseudoTranslations
from surveyapp.web.static import FOLDER, STYLES

PSEUDO, TURNED = "en-XA", "ar-XB"
GIVEN = re.compile(
    r"English|Some words of mine|Duty social worker|Childline|Monday to Friday, 9 to 5|\b(www\.|childline\.|org\.|uk$)"
    r"|September \d|\d+ September"
)
"""Names of languages, what the child or the authority has written, and the month's name, which Babel translates."""
PLAIN = re.compile("[aceilnorstuyACEILNORSTUY]")
"""Letters that the made-up language has none of."""
PHYSICAL = re.compile(
    r"(?<![-\w])((margin|padding|border)-(left|right|top|bottom)|(left|right|top|bottom)\s*:|(min-|max-)?(width|height)\s*:"
    r"|text-align:\s*(left|right)|float:\s*(left|right))"
)


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[Key]]:
    """What the made-up language was asked for; all of it stands in the catalogue of children's pages."""
    found: set[Key] = set()
    for name, keyed in ASKED.items():
        for method in (name, f"u{name}"):
            real = getattr(PseudoTranslations, method)
            monkeypatch.setattr(PseudoTranslations, method, _noting(real, keyed, found))
    yield found
    known = set(map(catalogues.key, catalogues.messages(catalogues.read("cy", Readers.CHILDREN))))
    assert found - known == set()


def _noting(real: Callable[..., str], keyed: Callable[..., Key], found: set[Key]) -> Callable[..., str]:
    def noted(self: PseudoTranslations, *words: str) -> str:
        found.add(keyed(*words))
        return real(self, *words)

    return noted


ASKED: dict[str, Callable[..., Key]] = {
    "gettext": lambda text: ("", text, ""),
    "ngettext": lambda one, many, _: ("", one, many),
    "pgettext": lambda context, text: (context, text, ""),
}


def strings(page: Page) -> Iterator[str]:
    """Every text that a reader sees or hears, with the title."""
    for one in page.root.iter():
        if isinstance(one.tag, str) and one.tag not in ("style", "script"):
            yield from _own_texts(one)


def _own_texts(one: Element) -> Iterator[str]:
    texts = [one.text, one.get("aria-label"), one.get("alt"), one.get("placeholder"), *(inner.tail for inner in one)]
    if one.tag != "textarea":
        yield from (text.strip() for text in texts if text and text.strip())


def english(page: Page) -> list[str]:
    """The strings of a page in disguise in which a letter came past the catalogue."""
    return [text for text in strings(page) if PLAIN.search(GIVEN.sub("", text))]


@pytest.mark.parametrize("band", BANDS)
def test_every_string_of_every_page_of_a_band_follows_the_language(
    pages: Pages, made: Fieldwork, band: str, asked: set[Key]
) -> None:
    last = None
    for page in walk(pages, made.cards[band][0], lang=PSEUDO):
        assert page.root.get("lang") == PSEUDO
        assert english(page) == [], page.h1
        last = page
    assert last is not None
    for go in ("help", "hide", "rest", "stop"):
        assert english(pages.submit(last, go=go)) == [], go
    assert english(pages.submit(last, go="send")) == []
    assert len(asked) > 20


@pytest.mark.parametrize("go", ["no", "throw_away"])
def test_every_goodbye_follows_the_language(pages: Pages, made: Fieldwork, go: str) -> None:
    page = let_in(pages, made.cards["8-11"][0], lang=PSEUDO)
    while "yes" not in buttons(page):
        page = onward(pages, page)
    assert english(pages.submit(page, go=go)) == []


def test_every_refusal_follows_the_language(pages: Pages, made: Fieldwork) -> None:
    for code in ("", "BCD", "AAA-AAA-AAA", "BCD-FGH-JKM"):
        page = pages.submit(pages.get(f"/s/?lang={PSEUDO}"), 422, code=code, go="next")
        assert english(page) == []
    page = let_in(pages, made.cards["8-11"][0], lang=PSEUDO)
    assert english(pages.post("/s/", {"state": "x", "lang": PSEUDO}, 400)) == []
    while not page.all("input", type="radio"):
        page = onward(pages, page)
    assert english(pages.submit(page, 422, go="next")) == []
    assert english(pages.get(f"/s/help?lang={PSEUDO}")) == []


def test_the_language_changes_on_any_page_and_no_answer_is_lost(pages: Pages, made: Fieldwork) -> None:
    for page in walk(pages, made.cards["8-11"][0]):
        if page.all("input", name="likes_bedroom"):
            break
    sent = {"state": page.all("input", name="state")[0].get("value"), "likes_bedroom": "okay"}
    turned = pages.post("/s/", sent | {"lang": [TURNED, "en"]})
    assert turned.root.get("dir") == "rtl"
    assert turned.all("input", name="likes_bedroom", value=".01", checked="")
    assert pages.submit(turned, go="next").root.get("dir") == "rtl"


def test_the_address_says_no_language_and_nothing_else(pages: Pages, made: Fieldwork) -> None:
    for page in walk(pages, made.cards["4-7"][0], lang=TURNED):
        assert [form.get("action") for form in page.root.iter("form")] == ["/s/"]


def test_a_choice_of_language_is_shown_only_where_there_is_one(app: Flask, pages: Pages) -> None:
    made = fieldwork(app)
    assert len(pages.get("/s/").all("button", name="lang")) == 3
    app.config["PSEUDO_LOCALES"] = False
    if len(language.translated()) == 1:
        assert pages.get("/s/").all("button", name="lang") == []
        assert let_in(pages, made.cards["4-7"][0]).all("button", name="lang") == []


@pytest.mark.parametrize(("spoken", "near"), [("en", ["en", "cy"]), ("ti", ["en", "cy", "ti"])])
def test_above_the_code_many_languages_are_folded_away_beside_the_one_that_is_spoken(
    app: Flask, pages: Pages, spoken: str, near: list[str]
) -> None:
    app.config["PSEUDO_LOCALES"] = False
    fieldwork(app, instruments=[app.extensions["catalogue"].latest("4-7")], cards=1, trial=True)
    page = pages.get(f"/s/?lang={spoken}")
    every = [one.get("value", "") for one in page.all("button", name="lang")]
    (folded,) = page.all("details", class_="more")
    away = [one.get("value", "") for one in folded.iter("button")]
    assert [one for one in every if one not in away] == near
    named = [one.get("lang") for one in folded.iter("span") if one.get("lang")]
    assert named == [one for one in ("ar", "ti") if one != spoken], "who reads no English finds nothing to press"
    assert len(every) == len(set(every)) == len(near) + len(away) == 17


def test_phone_numbers_are_never_mirrored(pages: Pages, made: Fieldwork) -> None:
    phones = [link for link in pages.get(f"/s/help?lang={TURNED}").root.iter("a") if "phone" in link.get("class", "")]
    assert phones
    assert all(link.get("dir") == "ltr" for link in phones)


def test_the_stylesheet_knows_no_left_and_no_right() -> None:
    sheets = [(FOLDER / name).read_text() for name in (*STYLES, "child/aloud.css")]
    rules = re.sub(r"/\*.*?\*/|@media[^{]*\{", "", "".join(sheets), flags=re.S)
    assert PHYSICAL.findall(rules) == []
    assert PHYSICAL.search("a { margin-left: 0 }")
    assert PHYSICAL.search("a { left: 0 }")
    assert not PHYSICAL.search("a { margin-inline: 0; inset-inline-start: 0; border-width: 0 }")


def test_what_was_chosen_of_a_contact_is_said_in_the_childs_language(app: Flask, pages: Pages) -> None:
    chosen = Contact("Duty", date(2026, 9, 1), phone="999 1", purpose=Purpose.UNSAFE, answering=Answering.EVENINGS)
    fieldwork(app, listeners=[chosen], trial=True)
    shown, said = pages.get("/s/help?lang=pl").text, catalogues.of_children("pl")
    for english in ("If you are not safe now", "Evenings, nights and weekends"):
        assert said["", english, ""][0] in shown
        assert english not in shown


def test_a_day_that_ends_in_a_full_stop_ends_its_sentence_too(app: Flask, pages: Pages) -> None:
    fieldwork(app, trial=True)
    page = pages.get("/s/help?lang=uk")
    assert "1 вересня 2026 р." in page.text
    assert ".." not in page.text
