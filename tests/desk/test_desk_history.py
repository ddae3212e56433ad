"""Figures of earlier years at the desk: nothing is kept before somebody has seen what becomes of each line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.earlier import SAFE, written
from flask import Flask
from markup import words
from pages import Page, Pages, untranslated

from surveyapp.history import read
from surveyapp.history.model import Earlier
from surveyapp.history.reading import COLUMNS, LARGEST
from surveyapp.web.audience import Role

PUBLISHED = (Path(__file__).resolve().parents[1] / "history" / "published.csv").read_bytes()
ONE = written(SAFE | {"indicator": "feels_safe_home"})
ROOM = "/desk/history"


@pytest.fixture
def analyst(pages: Pages, authority: str) -> Pages:
    """A browser of somebody who may release results."""
    return pages.signed_in(Role.ANALYST, authority=authority)


def uploaded(desk: Pages, content: bytes, status: int = 200, *, name: str = "published.csv", **typed: str) -> Page:
    """The page that follows choosing a file."""
    _goes, sent = desk.get(f"{ROOM}/new").form(holds="file")
    return desk.post(f"{ROOM}/new", sent | typed | {"file": (io.BytesIO(content), name)}, status)


def kept(app: Flask) -> tuple[Earlier, ...]:
    with app.extensions["stores"].read("releases") as session:
        return read.of(session, "council")


def reasons(page: Page, line: str) -> str:
    """What is said of a line."""
    return next(words(one) for one in page.all("li") if words(one).startswith(line))


def test_a_file_is_looked_at_then_brought_in_and_recorded(analyst: Pages, app: Flask) -> None:
    page = uploaded(analyst, PUBLISHED, note="what was printed")
    assert page.h1 == "Look at each line first"
    assert "13 lines can be brought in. Look at 2 of them first. 1 line cannot. Nothing is kept yet." in page.text
    assert "percent 110 of 122 is 90.2 per cent, not 96." in reasons(page, "Line 7, X1")
    assert "No count of 30 gives 86 per cent" in reasons(page, "Line 14, D2")
    assert "The number who answered this question is not given" in reasons(page, "Line 11, B1")
    assert kept(app) == ()
    page = analyst.submit(page)
    assert page.path == ROOM
    assert "13 figures, 13 of them context only · 1 line left out · 2016 to 2024" in page.text
    assert "Brought in by Sam Field on" in page.text
    assert "what was printed" in page.text
    assert len(kept(app)) == 13
    admin = analyst.signed_in(Role.ADMIN, authority="council")
    assert "Brought in figures of earlier years" in admin.get("/staff/record").text


def test_what_is_kept_is_what_was_shown_letter_by_letter(analyst: Pages, app: Flask) -> None:
    odd = {"note": '<b>"quoted"</b>, and\nmore; é \u2013 ñ', "indicator": "feels_safe_home", "source": "\ttab"}
    page = analyst.submit(analyst.get(f"{ROOM}/new"), pasted=written(SAFE | odd))
    assert "who feels safe where they live" in reasons(page, "Line 2") or "Counted as" in reasons(page, "Line 2")
    analyst.submit(page)
    (one,) = kept(app)
    assert (one.note, one.source) == ('<b>"quoted"</b>, and more; é \u2013 ñ', "tab")
    assert (one.context_only, one.own, one.place) == (False, True, "Northshire Council")


def test_the_same_file_again_changes_nothing(analyst: Pages, app: Flask) -> None:
    for text in (ONE, ONE.replace("\n", "\r\n"), "\ufeff" + ONE):
        analyst.submit(uploaded(analyst, text.encode()))
    assert len(kept(app)) == 1
    assert len([link for link in analyst.get(ROOM).links() if link.endswith("/remove")]) == 1


def test_a_corrected_file_takes_the_place_of_the_first(analyst: Pages, app: Flask) -> None:
    analyst.submit(uploaded(analyst, ONE.encode(), name="first.csv"))
    better = ONE.replace(",61,", ",60,").replace(",76", ",75")
    page = uploaded(analyst, better.encode())
    assert "“first.csv” gives other numbers for the same figure." in page.text
    assert page.all("form", method="post") == []
    form = analyst.get(f"{ROOM}/new")
    (choice,) = [one.get("value") for one in form.all("option") if "first.csv" in words(one)]
    analyst.submit(analyst.submit(form, pasted=better, instead_of=choice))
    assert [one.positive for one in kept(app)] == [60]
    assert "first.csv" not in analyst.get(ROOM).text


def test_removing_says_what_is_lost_and_asks_once(analyst: Pages, app: Flask) -> None:
    analyst.submit(uploaded(analyst, ONE.encode()))
    (link,) = [link for link in analyst.get(ROOM).links() if link.endswith("/remove")]
    page = analyst.get(link)
    assert "What is lost 1 figure. Only the file can bring it back." in page.text
    assert len(kept(app)) == 1
    assert "Nothing yet." in analyst.submit(page).text
    assert kept(app) == ()
    analyst.get(link, 404)
    admin = analyst.signed_in(Role.ADMIN, authority="council")
    assert "Removed figures of earlier years" in admin.get("/staff/record").text


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestInOneDatabase:
    """What does not depend on the kind of database."""

    def test_nobody_else_finds_the_room_or_another_authoritys_figures(self, analyst: Pages) -> None:
        analyst.submit(uploaded(analyst, ONE.encode()))
        (link,) = [link for link in analyst.get(ROOM).links() if link.endswith("/remove")]
        for role in (Role.VIEWER, Role.WORKER, Role.CUSTODIAN):
            other = analyst.signed_in(role, authority="council")
            for path in (ROOM, f"{ROOM}/new", f"{ROOM}/template.csv", link):
                other.get(path, 403)
        elsewhere = analyst.signed_in(Role.ANALYST, Role.ADMIN, authority="elsewhere")
        elsewhere.get(link, 404)
        assert "Nothing yet." in elsewhere.get(ROOM).text

    def test_without_our_token_nothing_is_kept(self, analyst: Pages, app: Flask) -> None:
        page = uploaded(analyst, ONE.encode())
        goes, sent = page.form(holds="mark")
        analyst.post(goes, {name: one for name, one in sent.items() if name != "csrf_token"}, 400)
        assert kept(app) == ()

    def test_a_list_names_no_figure(self, analyst: Pages) -> None:
        analyst.submit(uploaded(analyst, written(SAFE | {"positive": "3", "base": "7", "percent": ""}).encode()))
        assert "3 of 7" not in analyst.get(ROOM).text

    def test_what_changed_since_somebody_looked_is_shown_again(self, analyst: Pages, app: Flask) -> None:
        page = uploaded(analyst, written(SAFE, SAFE | {"year": "2021"}).encode(), name="mine.csv")
        analyst.submit(uploaded(analyst, written(SAFE).encode(), name="theirs.csv"))
        again = analyst.submit(page, 422)
        assert "What is here has changed since you looked." in again.text
        assert "This figure is here already, from “theirs.csv”." in again.text
        assert len(kept(app)) == 1
        analyst.submit(again)
        assert len(kept(app)) == 2

    def test_a_text_changed_on_the_way_back_is_shown_and_not_kept(self, analyst: Pages, app: Flask) -> None:
        page = uploaded(analyst, ONE.encode())
        for changed in (ONE.replace("61", "60"), "nonsense", ""):
            assert "Error:" in words(analyst.submit(page, 422, text=changed).all("title")[0])
        assert kept(app) == ()

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"kind,year\nresult,2022\n", "Line 1: There is no column “band”."),
            (b"PK\x03\x04", "In Excel choose “Save as”"),
            (b"kind,year,band,indicator\nresult,2022,all,caf\xe9\n", "Line 2: A letter in this line"),
            (b"x" * (LARGEST + 1), "larger than 256 kB"),
        ],
    )
    def test_a_file_that_cannot_be_read_says_what_to_do(self, analyst: Pages, content: bytes, says: str) -> None:
        assert says in uploaded(analyst, content, 422).text

    def test_a_file_or_lines_are_needed_and_not_both(self, analyst: Pages) -> None:
        form = analyst.get(f"{ROOM}/new")
        assert "Choose a file, or paste its lines; one of the two" in analyst.submit(form, 422, pasted=" ").text
        assert "one of the two" in uploaded(analyst, ONE.encode(), 422, pasted=ONE).text

    def test_a_file_as_large_as_may_be_goes_the_whole_way(self, analyst: Pages, app: Flask) -> None:
        rows = [SAFE | {"id": f"r{number}", "place": f"Council {number}"} for number in range(1000)]
        longest = (LARGEST - len(written(*rows).encode()) - 20) // 1000
        text = written(*(row | {"note": "é" * (longest // 2)} for row in rows))
        assert LARGEST * 0.9 < len(text.encode()) <= LARGEST
        page = uploaded(analyst, text.encode())
        goes, sent = page.form(holds="mark")
        analyst.post(goes, sent, content_type="multipart/form-data")
        assert len(kept(app)) == 1000

    def test_more_than_can_be_taken_is_told(self, analyst: Pages) -> None:
        kind = "multipart/form-data; boundary=b"
        page = analyst.post(f"{ROOM}/new", status=413, input_stream=io.BytesIO(b"x" * 600_000), content_type=kind)
        assert page.h1 == "That is more than we can take"

    def test_the_empty_file_opens_in_excel_and_its_line_is_never_taken(self, analyst: Pages, app: Flask) -> None:
        answer = analyst.get(f"{ROOM}/template.csv").response
        assert answer.data.startswith(b"\xef\xbb\xbfid,kind,place,")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="earlier-years.csv"'
        assert "This is the made-up line of the empty form." in uploaded(analyst, answer.data).text
        changed = answer.data.replace(b"example", b"one")
        assert "1 line can be brought in." in uploaded(analyst, changed).text

    def test_every_string_follows_the_language(self, analyst: Pages, app: Flask) -> None:
        other = analyst.signed_in(*Role, authority="council", name="[Sam]")
        odd = {"id": "[7]", "kind": "[x]", "year": "[x]", "band": "[x]", "indicator": "[x]"}
        for path in (ROOM, f"{ROOM}/new"):
            assert plain(other.get(f"{path}?lang=en-XA")) == set()
        token = other.get(f"{ROOM}/new").form(holds="file")[1]["csrf_token"]
        for text in (written(odd), ONE):
            page = other.post(f"{ROOM}/new?lang=en-XA", {"csrf_token": token, "pasted": text, "instead_of": ""})
            assert plain(page) <= {"feels_safe_home · 2022 · 8-11", "positive 61 · base 80 · percent 76", *COLUMNS}
        other.submit(page)
        (link,) = [link for link in other.get(f"{ROOM}?lang=en-XA").links() if "/remove" in link]
        assert plain(other.get(link)) == set()


def plain(page: Page) -> set[str]:
    """What is in plain English, the council's name and the language's apart."""
    return set(_plain(page))


def _plain(page: Page) -> Iterator[str]:
    yield from (text for text in untranslated(page) if text not in ("English",) and "Northshire Council" not in text)
