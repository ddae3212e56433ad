"""Themes at the desk: a codebook, two people who code alone, their agreement, and what they settle together."""

from __future__ import annotations

import pytest
from builders.comments_approved import approve_all
from builders.wave import Running, open_box, running
from flask import Flask
from markup import words
from pages import Page, Pages

from surveyapp.config import Settings
from surveyapp.releases.model import Share
from surveyapp.releases.publish import release
from surveyapp.results import coding
from surveyapp.staff import audit
from surveyapp.web.audience import Role

WAVE = "northvale-2026"
THEMES = f"/desk/themes/{WAVE}"
FAMILY, FOOD = "I want to see my sister more", "better dinners please"

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def wave(app: Flask, settings: Settings) -> Running:
    """A wave that was opened; fourteen comments are approved by two people."""
    known = running(app.extensions["stores"], settings, {"8-11": 20}, surveys=app.extensions["catalogue"])
    known.answer("8-11", 8, make_better=FAMILY)
    known.answer("8-11", 6, make_better=FOOD)
    known.close()
    open_box(known)
    approve_all(known.stores, WAVE)
    return known


def analyst(app: Flask, name: str) -> Pages:
    return Pages(app).signed_in(Role.ANALYST, authority="northvale", name=name)


@pytest.fixture
def ana(app: Flask, wave: Running) -> Pages:
    """An analyst, after a codebook was written."""
    pages = analyst(app, "Ana Analyst")
    for name in ("Family", "Food", "School"):
        pages.submit(pages.get(f"{THEMES}/theme/new"), name=name, belongs=f"All about {name.lower()}")
    return pages


@pytest.fixture
def ben(app: Flask, ana: Pages) -> Pages:
    """A safeguarding reader who codes too."""
    return Pages(app).signed_in(Role.SAFEGUARDING, authority="northvale", name="Ben Reader")


def begun(ana: Pages) -> None:
    ana.submit(ana.get(f"{THEMES}/begin"), twice=20)


def quoted(page: Page) -> str:
    return words(page.all("blockquote")[0])


def code_all(pages: Pages, *, family: str = "1", times: int = 14) -> Page:
    """Code as many texts, those about family under this theme."""
    page = pages.get(f"{THEMES}/code")
    for _ in range(times):
        page = pages.submit(page, themes=[family if quoted(page) == FAMILY else "2"])
    return page


def test_a_codebook_is_written_and_fixed_when_coding_begins(ana: Pages) -> None:
    page = ana.submit(ana.get(f"{THEMES}/theme/3"), name="School days")
    assert "School days" in page.text
    page = ana.submit(ana.get(f"{THEMES}/theme/3"), action=f"{THEMES}/theme/3/remove")
    assert "School" not in page.text
    assert "10 themes" not in page.text
    ana.submit(ana.get(f"{THEMES}/begin"), 422, twice=10)
    begun(ana)
    assert "Coding has begun" in ana.get(f"{THEMES}/theme/1").text
    assert "14 codings" not in ana.get("/desk/themes").text
    assert "28 codings to be made" in ana.get("/desk/themes").text


def test_two_people_code_alone_and_nobody_sees_agreement_before(app: Flask, ana: Pages, ben: Pages) -> None:
    begun(ana)
    page = ana.get(f"{THEMES}/code")
    assert "Tick a theme" in ana.submit(page, 422).text
    assert "not both" in ana.submit(page, 422, themes=["0", "1"]).text
    done = code_all(ana)
    assert "You have coded all that you may" in done.text
    page = ana.get(THEMES)
    assert "Another person has to code the rest" in page.text
    assert "Krippendorff" not in page.text
    assert "Differences can be seen when" in ana.get(f"{THEMES}/differences").text
    assert "Code 14 texts" in ben.get(THEMES).text
    assert FAMILY not in ben.get(f"{THEMES}/mine").text
    code_all(ben)
    page = ben.get(THEMES)
    assert "Readers agreed well. The count can be relied on." in page.text
    assert "All is coded." in page.text


def test_a_slip_is_mended_and_where_two_differ_they_settle_it(app: Flask, ana: Pages, ben: Pages) -> None:
    begun(ana)
    code_all(ana, times=13)
    listed = ana.get(f"{THEMES}/mine")
    link = next(link for link in listed.links() if "/mine/" in link)
    assert "School" in ana.submit(ana.get(link), themes=["3"]).text
    code_all(ana, times=1)
    code_all(ben)
    page = ben.get(f"{THEMES}/differences")
    assert "One ticked: School" in page.text
    assert "No difference is left" in ben.submit(page, themes=["1"]).text
    assert "stays" in ana.submit(ana.get(link), 422, themes=["1"]).text


def test_coded_themes_are_published_and_a_changed_codebook_starts_anew(
    app: Flask, wave: Running, ana: Pages, ben: Pages
) -> None:
    begun(ana)
    code_all(ana)
    code_all(ben)
    published = release(wave.stores, app.extensions["catalogue"], WAVE).release
    found = {one.item: one for one in published.themes}
    assert found["best_thing"].comments is None
    assert found["make_better"].comments == 14
    told = [one.result for one in found["make_better"].themes]
    assert [one.count.low if isinstance(one, Share) else one.why.value for one in told] == [
        "secondary",  # one that is uncounted takes the others with it
        "secondary",
        "agreement",
    ]
    page = ana.get(f"{THEMES}/anew")
    assert "Everything that anybody ticked" in page.text
    assert "Codebook, version 2" in ana.submit(page).text
    with wave.stores.read("results") as session:
        assert coding.progress(session, WAVE).waiting == 28


def test_the_record_holds_deeds_and_no_word(app: Flask, ana: Pages) -> None:
    begun(ana)
    code_all(ana, times=1)
    with app.extensions["stores"].read("staff") as session:
        kept = [(one.action, one.about) for one in audit.latest(session, "northvale")]
    assert kept[:2] == [("coding.ticked", WAVE), ("coding.begun", WAVE)]
    assert "dinners" not in str(kept)
    assert "Family" not in str(kept)
