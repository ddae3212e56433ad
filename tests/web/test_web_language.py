"""Pages speak the reader's language, and every string of theirs goes through gettext."""

import pytest
from pages import Pages, untranslated

from surveyapp.web.audience import Role
from surveyapp.web.pseudo import disguise

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


def test_a_disguise_keeps_placeholders_and_tags() -> None:
    assert disguise("Hello %(name)s, <b>one</b> of %(n)d") == f"[Héłłö %(name)s, <b>öñé</b> öf %(n)d{'~' * 11}]"


PATHS = ("/", "/nowhere", "/s/nowhere", *(f"/staff/{name}" for name in ("", "sign-in", "password", "people", "record")))

@pytest.mark.parametrize("path", PATHS)
def test_every_string_follows_the_language(pages: Pages, path: str) -> None:
    other = pages.signed_in(*Role, name="[Sam]", authority="[council]")
    page = other.get(f"{path}?lang=en-XA", 404 if "nowhere" in path else 200)
    assert untranslated(page) - {"surveyapp accounts --help", "English"} == set()


def test_a_right_to_left_language_turns_the_page_round(pages: Pages) -> None:
    assert pages.get("/?lang=ar-XB").root.get("dir") == "rtl"


def test_a_chosen_language_travels_with_every_link_and_no_cookie(pages: Pages) -> None:
    page = pages.get("/?lang=en-XA")
    assert "/staff/sign-in?lang=en-XA" in page.links()
    assert "Set-Cookie" not in page.response.headers


def test_a_language_nobody_knows_is_answered_in_english(pages: Pages) -> None:
    assert pages.get("/?lang=tlh", headers={"Accept-Language": "xx-YY;q=huh, *"}).root.get("lang") == "en"


def test_made_up_languages_are_not_offered_to_the_public(pages: Pages) -> None:
    pages.app.config["PSEUDO_LOCALES"] = False
    assert pages.get("/?lang=en-XA").root.get("lang") == "en"
