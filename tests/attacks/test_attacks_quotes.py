"""Somebody who signs in to read results looks for words that people did not let out; whatever is asked, none comes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.comments_approved import PEOPLE
from builders.wave import WAVE, open_box, running
from crawl import crawl
from flask import Flask
from pages import Pages
from sqlalchemy import update
from sqlalchemy.orm import Session

from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.releases import build
from surveyapp.releases.document import encode
from surveyapp.releases.publish import release
from surveyapp.releases.quotes import quotes
from surveyapp.releases.source import Said
from surveyapp.results import comments, names, preparing, quoting
from surveyapp.results.models import Comment, Review
from surveyapp.results.preparing import Draft, Person, Prepared
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

OUT = "The giraffe is out."
KEPT = ("unread", "worry", "unmasked", "halfway", "unchosen", "withdrawn", "changed", "keptout", "smallband", "newname")
"""What became of a comment, and what it says: it must never be seen."""


def written(word: str) -> str:
    return f"About the {word}."


@pytest.fixture
def stores(app: Flask, settings: Settings) -> Stores:
    """A wave that was opened: one comment of every fate, and one that people let out."""
    known = running(app.extensions["stores"], settings, {"8-11": 14}, surveys=app.extensions["catalogue"])
    for body in (*map(written, KEPT), OUT):
        known.answer("8-11", best_thing=body)
    known.close()
    open_box(known)
    for word in (*KEPT, "giraffe"):
        _fate(known.stores, word)
    with known.stores.write("results") as session:
        names.keep(session, "northvale", "name: Newname")
        small = update(Comment).where(Comment.body == written("smallband"))
        session.execute(small.values(review=Review.SAFEGUARDING))
    return known.stores


def _fate(stores: Stores, word: str) -> None:
    """Let people do with a comment what its word says, as they would do it."""
    with stores.write("results") as session:
        (one,) = (it for it in comments.unread(session, WAVE, most=20) if word in it.body)
        if word != "unread":
            comments.read(session, WAVE, {one.id: word == "worry"})
    if word in ("unread", "worry", "unmasked"):
        return
    with stores.write("results") as session:
        (here,) = (it for it in preparing.comments(session, WAVE) if it.id == one.id)
        _approve(session, here, PEOPLE[:1] if word == "halfway" else PEOPLE)
        if word not in ("halfway", "unchosen"):
            quoting.choose(session, WAVE, here.id, "rights")
        if word == "withdrawn":
            preparing.withdraw(session, here.id, Person(*[PEOPLE[0]] * 3))
        if word == "keptout":
            preparing.keep_out(session, WAVE, here.id, out=True)
        if word == "changed":
            preparing.write(session, WAVE, here.id, Draft(f"{here.original} More."), seen=Draft(here.original).digest)


def _approve(session: Session, here: Prepared, people: tuple[bytes, ...]) -> None:
    draft = Draft(here.original)
    preparing.write(session, WAVE, here.id, draft, seen=here.seen)
    for who in people:
        preparing.approve(session, WAVE, here.id, Person(who, who, who), seen=draft.digest)


def told(text: str) -> list[str]:
    """The words in it that must never be seen."""
    return [word for word in KEPT if written(word).strip(".") in text]


def test_a_release_holds_no_word_that_was_not_let_out(app: Flask, stores: Stores) -> None:
    """Everything that a reader is sent is drawn from this document alone."""
    made = build.build(stores, app.extensions["catalogue"], WAVE)
    assert [one.text for one in made.quotes] == [OUT]
    document = encode(replace(made, policy={}, hidden=()))
    assert told(document) == []


def test_a_rule_switched_off_lets_the_word_out(app: Flask, stores: Stores) -> None:
    """The search above finds what is there."""
    with stores.read("results") as session:
        found = quoting.chosen(session, WAVE, "northvale") or ()
    said = tuple(Said(it.text.item, it.text.bands, it.text.text, unexplained=it.unexplained) for it in found)
    with stores.read("fieldwork") as session:
        source = build._fieldwork(session, WAVE, app.extensions["catalogue"])
    source = replace(source, said=said, respondents={"8-11": 11})
    assert told(str(quotes(source))) == []
    assert told(str(quotes(replace(source, policy=STANDARD.without(Rule.GATE))))) == ["newname"]
    few = replace(source, respondents={"8-11": 9})
    assert quotes(few) == ()
    assert [one.text for one in quotes(replace(few, policy=STANDARD.without(Rule.BASE)))] == [OUT]


@pytest.mark.slow
def test_no_page_parameter_chart_or_file_leads_to_one(app: Flask, stores: Stores) -> None:
    release(stores, app.extensions["catalogue"], WAVE)
    panel = Pages(app).signed_in(Role.VIEWER, authority="northvale")
    seen = ""
    for address, page in crawl(panel, f"/results/{WAVE}/"):
        assert told(page.response.text) == [], address
        seen += page.response.text
    assert OUT in seen
    for word in KEPT:
        for address in (f"search/?q={word}", f"words/?wave={word}&domain={word}", f"charts/words/{word}/words.csv"):
            got = panel.client.get(f"/results/{WAVE}/{address}").text
            assert written(word) not in got, address
    for path in (f"/desk/texts/{WAVE}", f"/desk/texts/{WAVE}/quotes", "/desk/texts/names", f"/desk/comments/{WAVE}"):
        assert panel.client.get(path).status_code == 403
