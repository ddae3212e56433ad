"""Pages speak the reader's language, and every string of theirs goes through gettext."""

from pathlib import Path

import pytest
from pages import Pages, untranslated

from surveyapp.translations import catalogues
from surveyapp.web import language
from surveyapp.web.audience import Role
from surveyapp.web.pseudo import disguise

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


def test_a_disguise_keeps_placeholders_and_tags() -> None:
    assert disguise("Hello %(name)s, <b>one</b> of %(n)d") == f"[Héłłö %(name)s, <b>öñé</b> öf %(n)d{'~' * 11}]"


WELSH = """msgid ""
msgstr ""
"Language: cy\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "There is no page here"
msgstr "Nid oes tudalen yma"
"""
PATHS = ("/", "/nowhere", "/s/nowhere", *(f"/staff/{name}" for name in ("", "sign-in", "password", "people", "record")))


@pytest.mark.parametrize("path", PATHS)
def test_every_string_follows_the_language(pages: Pages, path: str) -> None:
    other = pages.signed_in(*Role, name="[Sam]", authority="[council]")
    page = other.get(f"{path}?lang=en-XA", 404 if "nowhere" in path else 200)
    assert untranslated(page) - {"surveyapp accounts --help"} == set()


def test_a_right_to_left_language_turns_the_page_round(pages: Pages) -> None:
    assert pages.get("/?lang=ar-XB").root.get("dir") == "rtl"


def test_a_chosen_language_travels_with_every_link_and_no_cookie(pages: Pages) -> None:
    page = pages.get("/?lang=en-XA")
    assert "/staff/sign-in?lang=en-XA" in page.links()
    assert "Set-Cookie" not in page.response.headers


def test_a_language_nobody_knows_is_answered_in_english(pages: Pages) -> None:
    assert pages.get("/?lang=tlh", headers={"Accept-Language": "xx-YY;q=huh, *"}).root.get("lang") == "en"


def test_a_catalogue_is_read_as_it_lies_there_and_its_language_offered(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = tmp_path / "cy" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(WELSH, encoding="utf-8")
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    language.forget()
    try:
        page = pages.get("/nowhere", 404, headers={"Accept-Language": "cy, en;q=0.5"})
        assert (page.h1, page.root.get("lang")) == ("Nid oes tudalen yma", "cy")
        assert "?lang=en" in page.links()
        assert pages.get("/nowhere?lang=en", 404).h1 == "There is no page here"
        assert pages.get("/?lang=cy").h1 == "How is life for you?"  # not translated yet, so it stays English
    finally:
        language.forget()


def test_made_up_languages_are_not_offered_to_the_public(pages: Pages) -> None:
    pages.app.config["PSEUDO_LOCALES"] = False
    assert pages.get("/?lang=en-XA").root.get("lang") == "en"
