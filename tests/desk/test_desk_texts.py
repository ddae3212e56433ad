"""What children wrote is masked, checked again by the machine, approved by two people, and only then quoted."""

from __future__ import annotations

import re

import pytest
from builders.wave import OPENED_ON, Running, open_box, running
from flask import Flask
from markup import words
from pages import Page, Pages

from surveyapp.cli.nightly import night
from surveyapp.cli.opened import Installation
from surveyapp.config import Settings
from surveyapp.results import comments, names
from surveyapp.results.approved import approved
from surveyapp.staff import audit
from surveyapp.web.audience import Role

WAVE = "northvale-2026"
TEXTS = f"/desk/texts/{WAVE}"
SISTER = "i miss my sister tendai and kofi"
MASKED = "i miss my sister [sister] and [name]"
PLAIN = "The dog sleeps on my feet."
TIGRINYA = "ኣብ ቤትና ሰላም ኣሎ"

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def wave(app: Flask, settings: Settings) -> Running:
    """A wave that was opened, all comments of which showed no sign of harm."""
    known = running(app.extensions["stores"], settings, {"8-11": 14}, surveys=app.extensions["catalogue"])
    known.answer("8-11", best_thing=SISTER)
    known.answer("8-11", best_thing=TIGRINYA)
    known.answer("8-11", 8, make_better=PLAIN)
    known.close()
    open_box(known)
    with known.stores.write("results") as session:
        some = comments.unread(session, WAVE, most=20)
        comments.read(session, WAVE, {one.id: False for one in some})
    return known


def colleague(app: Flask, role: Role = Role.ANALYST, *, name: str) -> Pages:
    return Pages(app).signed_in(role, authority="northvale", name=name)


@pytest.fixture
def ana(app: Flask, wave: Running) -> Pages:
    """An analyst, after the council's names were listed."""
    pages = colleague(app, name="Ana Analyst")
    pages.submit(pages.get("/desk/texts/names"), listed="sister: Tendai\nname: Kofi")
    return pages


@pytest.fixture
def sam(app: Flask, ana: Pages) -> Pages:
    """The safeguarding reader."""
    return colleague(app, Role.SAFEGUARDING, name="Sam Reader")


def opened(pages: Pages, holds: str) -> Page:
    """The page of the first comment whose line on the wave's page holds these words."""
    for line in pages.get(TEXTS).all("li"):
        if holds in words(line) and (link := line.find("a")) is not None:
            return pages.get(str(link.get("href")))
    raise AssertionError(f"no line holds {holds}")


def done(app: Flask) -> list[str]:
    with app.extensions["stores"].read("results") as session:
        return sorted(one.text for one in approved(session, WAVE))


def marks(page: Page) -> list[str]:
    return [words(one) for one in page.all("mark")]


def test_a_comment_is_marked_masked_and_approved_by_two(app: Flask, ana: Pages, sam: Pages) -> None:
    page = opened(ana, SISTER)
    assert marks(page) == ["tendai [sister]", "kofi [name]"]
    assert page.form(holds="body")[1]["body"] == [MASKED]
    ana.submit(page, body=MASKED, do="approve")
    assert done(app) == []
    page = opened(sam, MASKED)
    assert "1 of 2 people has approved it." in page.text
    sam.submit(page, body=MASKED, do="approve")
    assert done(app) == [MASKED]
    assert "You are one of them." in opened(sam, MASKED).text
    with app.extensions["stores"].read("staff") as session:
        record = [f"{one.action} {one.about}" for one in audit.latest(session, "northvale")]
    assert {f"texts.changed {WAVE}", f"texts.approved {WAVE}", "names.changed "} <= set(record)
    assert not re.search("tendai|kofi|miss", " ".join(record))


def test_nobody_approves_alone_nor_under_two_accounts(app: Flask, ana: Pages) -> None:
    ana.submit(opened(ana, SISTER), body=MASKED, do="approve")
    page = opened(ana, MASKED)
    assert "You are one of them." in page.text
    page = ana.submit(page, 422, body=MASKED, do="approve")
    assert "Another person has to." in page.text
    second = colleague(app, Role.SAFEGUARDING, name="analyst, ANA")
    second.submit(opened(second, MASKED), 422, body=MASKED, do="approve")
    assert done(app) == []


def test_a_change_takes_the_others_approval_away(app: Flask, ana: Pages, sam: Pages) -> None:
    ana.submit(opened(ana, SISTER), body=MASKED, do="approve")
    shorter = "i miss my sister [sister]"
    sam.submit(opened(sam, MASKED), body=shorter, do="approve")
    assert done(app) == []
    ana.submit(opened(ana, shorter), body=shorter, do="approve")
    assert done(app) == [shorter]


def test_a_page_that_is_out_of_date_changes_nothing(app: Flask, ana: Pages, sam: Pages) -> None:
    stale = opened(sam, SISTER)
    ana.submit(opened(ana, SISTER), body=MASKED, do="save")
    page = sam.submit(stale, 422, body="something else", do="approve")
    assert "Somebody else has changed this meanwhile." in page.text
    assert "something else" not in ana.get(TEXTS).text


def test_what_the_mask_still_finds_is_masked_or_explained(app: Flask, ana: Pages, sam: Pages) -> None:
    page = ana.submit(opened(ana, SISTER), 422, body="i miss tendai and kofi", do="approve")
    assert "The mask still finds: kofi and tendai." in page.text
    page = ana.submit(page, 422, body="i miss [sister] and kofi", why="", do="approve")
    page = ana.submit(page, body="i miss [sister] and kofi", why="A dog in a film.", do="approve")
    page = opened(sam, "and kofi")
    assert marks(page)[-1] == "kofi [name]"
    assert "A dog in a film." in page.text
    sam.submit(page, body="i miss [sister] and kofi", do="approve")
    assert done(app) == ["i miss [sister] and kofi"]
    page = opened(sam, "and kofi")
    sam.submit(page, 422, body="i miss tendai and kofi", do="approve")  # an old reason explains no new word


def test_another_language_is_put_into_english_by_people(app: Flask, ana: Pages, sam: Pages) -> None:
    page = opened(ana, TIGRINYA)
    assert "Never paste it into an online service" in page.text
    english = "There is peace in our home."
    ana.submit(page, body=english, do="approve")
    sam.submit(opened(sam, english), body=english, do="approve")
    assert done(app) == [english]


def test_a_worry_comes_before_the_reader_at_once(app: Flask, ana: Pages, sam: Pages) -> None:
    ana.submit(opened(ana, SISTER), do="worry")
    assert SISTER not in ana.get(TEXTS).text
    page = sam.get(f"/desk/comments/{WAVE}")
    assert "1 comment waits to be read." in page.text
    assert "Somebody who masked this worries for the child." in page.text
    with app.extensions["stores"].read("staff") as session:
        assert "comments.raised" in [one.action for one in audit.latest(session, "northvale")]


def test_kept_out_taken_back_and_let_in_again(app: Flask, ana: Pages, sam: Pages) -> None:
    ana.submit(opened(ana, SISTER), body=MASKED, do="approve")
    sam.submit(opened(sam, MASKED), body=MASKED, do="approve")
    for do in ("withdraw", "keep_out"):
        sam.submit(opened(sam, MASKED), do=do)
        assert done(app) == []
    page = opened(sam, MASKED)
    assert "It is kept out of the report." in page.text
    sam.submit(page, do="let_in")
    assert "0 of 2 people have approved it." in opened(sam, MASKED).text


def test_only_what_two_approved_can_be_quoted(app: Flask, ana: Pages, sam: Pages) -> None:
    assert "Two people have not approved any text" in ana.get(f"{TEXTS}/quotes").text
    ana.submit(opened(ana, SISTER), body=MASKED, do="approve")
    sam.submit(opened(sam, MASKED), body=MASKED, do="approve")
    page = ana.get(f"{TEXTS}/quotes")
    (field,) = (one.get("name") for one in page.all("select"))
    domain = app.extensions["catalogue"].bank.domains[0].id
    page = ana.submit(page, **{str(field): domain})
    assert "They are taken in when the results are published." in page.text
    with app.extensions["stores"].read("results") as session:
        assert [one.domain for one in approved(session, WAVE)] == [domain]
    sam.submit(opened(sam, MASKED), do="withdraw")
    assert "Two people have not approved any text" in ana.submit(page, **{str(field): "alone"}).text
    assert done(app) == []


def test_a_bad_line_of_the_list_is_named(ana: Pages) -> None:
    page = ana.submit(ana.get("/desk/texts/names"), 422, listed="worker: Tendai\nboss: Kim")
    assert "Look at these lines again: 2" in page.text


def test_what_is_no_comment_is_no_page(ana: Pages) -> None:
    for other in ("zz", "0" * 32):
        ana.get(f"{TEXTS}/{other}", 404)


def test_the_list_of_names_goes_with_the_last_comments_it_served(settings: Settings, wave: Running, ana: Pages) -> None:
    here = Installation(settings, wave.stores, wave.catalogue)

    def listed() -> str:
        with wave.stores.read("results") as session:
            return names.written(session, "northvale")

    night(here, OPENED_ON)
    assert listed() == "sister: Tendai\nname: Kofi"
    night(here, OPENED_ON.replace(year=OPENED_ON.year + 11), believed=True)
    assert listed() == ""
