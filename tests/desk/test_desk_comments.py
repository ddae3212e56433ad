"""The safeguarding reader reads every comment for harm; nobody else sees one, and the record holds no word of them."""

from __future__ import annotations

import pytest
from builders.wave import OPENED_ON, Running, open_box, running
from flask import Flask
from pages import Page, Pages
from sqlalchemy import func, select

from surveyapp.cli.reminders import unread
from surveyapp.config import Settings
from surveyapp.results import comments, retention
from surveyapp.results.models import CommentReading
from surveyapp.staff import audit
from surveyapp.web.audience import Role

HURT = "my carer hits me\nplease <b>help</b>"
FINE = "I like the dog."
WAVE = "northvale-2026"


@pytest.fixture
def wave(app: Flask, settings: Settings) -> Running:
    """A wave that was opened: ten children wrote something fine, one is in danger, and one of another band too."""
    known = running(app.extensions["stores"], settings, {"8-11": 14, "11-18": 14}, surveys=app.extensions["catalogue"])
    known.answer("8-11", 10, best_thing=FINE)
    known.answer("8-11", make_better=HURT)
    known.answer("11-18", 10)
    known.close()
    open_box(known)
    return known


@pytest.fixture
def reader(app: Flask, wave: Running) -> Pages:
    """The person who reads for harm, and has no other role."""
    return Pages(app).signed_in(Role.SAFEGUARDING, authority="northvale", name="Sam Reader")


def judged(reader: Pages, page: Page, status: int = 200, **wanted: str) -> Page:
    """The page sent back, every comment that holds these words judged so; others are left alone."""
    typed = {}
    for section in page.all("section", class_="comment"):
        words = "".join(section.itertext())
        name = next(box.get("name") for box in section.iter() if str(box.tag).endswith("input"))
        typed |= {str(name): judgement for part, judgement in wanted.items() if part in words}
    return reader.submit(page, status, **typed)


def test_every_comment_is_read_once_and_a_worry_stands_on_its_own_page(app: Flask, reader: Pages) -> None:
    page = reader.get("/desk/comments")
    assert "11 comments wait to be read" in page.text
    page = reader.get(f"/desk/comments/{WAVE}")
    assert len(page.all("section", class_="comment")) == 10
    assert "What is good in your life now?" in page.text
    page = judged(reader, page, dog="fine")
    assert "1 comment waits to be read." in page.text
    assert "<b>help</b>" in page.text, "a child's signs are shown, not obeyed"
    page = judged(reader, page)
    assert "1 comment waits to be read." in page.text, "what nobody judged comes again"
    page = judged(reader, page, help="worry")
    assert "All comments of this wave are read." in page.text
    page = reader.get(f"/desk/comments/{WAVE}/worries")
    assert "my carer hits me" in page.text
    assert FINE not in page.text
    assert "1 worry for a child" in reader.get("/desk/comments").text
    with app.extensions["stores"].read("staff") as session:
        written = [f"{one.action} {one.about}" for one in audit.latest(session, "northvale")]
    assert f"comments.read {WAVE}" in written
    assert not any("hits" in line or "dog" in line for line in written)


def test_a_slip_is_taken_back(reader: Pages) -> None:
    judged(reader, reader.get(f"/desk/comments/{WAVE}"), dog="fine")
    judged(reader, reader.get(f"/desk/comments/{WAVE}"), help="fine")
    page = reader.get(f"/desk/comments/{WAVE}/fine")
    assert "my carer hits me" in page.text
    (slip,) = (one for one in page.all("section", class_="comment") if "hits" in "".join(one.itertext()))
    (form,) = (one for one in slip.iter("form"))
    page = reader.submit(page, action=str(form.get("action")))
    assert "my carer hits me" not in page.text
    assert "my carer hits me" in reader.get(f"/desk/comments/{WAVE}/worries").text
    reader.post(f"/desk/comments/{WAVE}/anew/zz", reader.get("/staff/password").form()[1], 404)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestInOneDatabase:
    """What does not depend on the kind of database."""

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.SAFEGUARDING])
    def test_nobody_else_reads_them(self, app: Flask, wave: Running, role: Role) -> None:
        other = Pages(app).signed_in(role, authority="northvale")
        for path in ("/desk/comments", f"/desk/comments/{WAVE}", f"/desk/comments/{WAVE}/worries"):
            assert FINE not in other.get(path, 403).text

    def test_nor_does_the_reader_of_another_council(self, app: Flask, wave: Running) -> None:
        other = Pages(app).signed_in(Role.SAFEGUARDING, authority="elsewhere")
        assert "No box of yours was opened yet" in other.get("/desk/comments").text
        other.get(f"/desk/comments/{WAVE}", 404)
        other.get(f"/desk/comments/{WAVE}/worries", 404)

    def test_of_two_readers_the_first_is_kept(self, app: Flask, reader: Pages) -> None:
        page = reader.get(f"/desk/comments/{WAVE}")
        judged(reader, page, dog="worry")
        page = judged(reader, page, 200, dog="fine")
        assert "1 comment waits to be read." in page.text
        with app.extensions["stores"].read("results") as session:
            assert comments.reading(session)[WAVE].worries == 10

    def test_what_was_judged_meanwhile_is_not_judged_again(self, wave: Running) -> None:
        with wave.stores.write("results") as session:
            one = comments.unread(session, WAVE, most=1)[0]
            comments.read(session, WAVE, {one.id: True})
        with pytest.raises(comments.AlreadyRead), wave.stores.write("results") as session:
            comments.read(session, WAVE, {one.id: False})
        with pytest.raises(comments.AlreadyRead), wave.stores.write("results") as session:
            comments.read(session, "another", {comments.unread(session, WAVE, most=1)[0].id: False})

    def test_the_number_stands_in_the_navigation_and_is_said_by_night(self, wave: Running, reader: Pages) -> None:
        badges = ["".join(one.itertext()) for one in reader.get("/staff/").all("span", class_="waiting")]
        assert badges == ["11 waiting"]
        assert [line.split(".")[0] for line in unread(wave.stores)] == [
            f"{WAVE}: 11 of 11 comments are not read for harm yet"
        ]


def test_what_was_judged_goes_with_the_comments(wave: Running) -> None:
    with wave.stores.write("results") as session:
        some = comments.unread(session, WAVE, most=5)
        comments.read(session, WAVE, {one.id: False for one in some})
        retention.expire(session, OPENED_ON.replace(year=OPENED_ON.year + 11), wave.catalogue)
    with wave.stores.read("results") as session:
        assert session.scalar(select(func.count()).select_from(CommentReading)) == 0
        assert comments.reading(session) == {}
