"""Other councils' figures at the desk: a signed file is taken in, looked at, set aside, and let in again."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from pages import Page, Pages, untranslated

from surveyapp.history import taking
from surveyapp.history.comparators import KIND, Comparators, Elsewhere, Round, encode
from surveyapp.signing import files
from surveyapp.signing.keys import PROGRAMME, SigningKeys, aloud
from surveyapp.web.audience import Role

ROOM = "/desk/others"
SIX = tuple("abcdef")
FIGURE = Elsewhere("feels_safe_home", ("8-11",), "0" * 64, 250, 250, 360, 0.01, 0.02, SIX)
CODED = replace(FIGURE, indicator="good_friend", low=356, high=360)
FILE = Comparators("Many", "council", 1, "2026-06-01", 2025, 2026, 6, made_up=False, figures=(CODED, FIGURE))
Sends = Callable[..., Page]


@pytest.fixture
def keys(tmp_path: Path) -> SigningKeys:
    """A programme's key."""
    made = SigningKeys.of(tmp_path)
    made.create(PROGRAMME)
    return made


@pytest.fixture
def analyst(pages: Pages, authority: str) -> Pages:
    """A browser of somebody who may release results."""
    return pages.signed_in(Role.ANALYST, authority=authority)


@pytest.fixture
def send(analyst: Pages, keys: SigningKeys) -> Sends:
    """Sends a file to the desk, with what the programme read aloud, and gives the page that follows."""

    def send(told: Comparators | bytes = FILE, status: int = 200, *, read_out: str | None = None) -> Page:
        raw = told if isinstance(told, bytes) else written(told, keys)
        spoken = aloud(keys.public(PROGRAMME)) if read_out is None else read_out
        _goes, typed = analyst.get(f"{ROOM}/new").form(holds="told")
        return analyst.post(f"{ROOM}/new", typed | {"told": spoken, "file": (io.BytesIO(raw), "round.json")}, status)

    return send


def written(told: Comparators, keys: SigningKeys) -> bytes:
    return files.write(encode(told), kind=KIND, keys=keys, holder=PROGRAMME)


def kept(app: Flask) -> tuple[Round, ...]:
    with app.extensions["stores"].read("releases") as session:
        return taking.taken(session, "council")


def asides(page: Page) -> list[str]:
    return [link for link in page.links() if link.endswith("/aside")]


def test_a_file_is_taken_in_looked_at_set_aside_and_let_in_again(analyst: Pages, app: Flask, send: Sends) -> None:
    page = send()
    assert page.h1 == "Many, round 1"
    assert "what 6 other councils published of their surveys from 2025 to 2026. Taken in by Sam Field" in page.text
    assert "250 of 360 (69 %)" in page.text
    assert "356 to 360 of 360" in page.text
    (aside,) = asides(analyst.get(ROOM))
    page = analyst.get(aside)
    assert "Results that are out keep it." in page.text
    assert kept(app)[0].set_aside_on is None
    page = analyst.submit(page)
    assert page.path == ROOM
    assert "no new results show it." in page.text
    assert kept(app)[0].set_aside_on is not None
    page = analyst.submit(analyst.get(aside))
    assert "no new results show it." not in page.text
    assert kept(app)[0].set_aside_on is None
    record = analyst.signed_in(Role.ADMIN, authority="council").get("/staff/record").text
    for deed in ("Took in figures", "Set figures", "Let figures"):
        assert deed in record


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestInOneDatabase:
    """What does not depend on the kind of database."""

    def test_what_cannot_be_taken_in_says_why_and_changes_nothing(
        self, app: Flask, send: Sends, keys: SigningKeys, tmp_path: Path
    ) -> None:
        raw = written(FILE, keys)
        other = SigningKeys.of(tmp_path / "other")
        other.create(PROGRAMME)
        for content, read_out, says in (
            (FILE, "", "let them read their key to you"),
            (FILE, "nonsense", "That is no key"),
            (FILE, aloud(other.public(PROGRAMME)), "signed with another key"),
            (replace(FILE, authority="elsewhere"), None, "made for another council, elsewhere"),
            (replace(FILE, figures=(replace(FIGURE, behind=SIX[:4]),)), None, "cannot be"),
            (raw.replace(b"250", b"251"), None, "not as the programme signed it"),
            (raw[:-40], None, "The end of this file is missing"),
            (b"id,kind\n", None, "no file that a programme made"),
            (b"", None, "no file that a programme made"),
        ):
            page = send(content, 422, read_out=read_out)
            assert says in page.text
            assert aloud(keys.public(PROGRAMME)) not in page.text, "what is to be heard is not to be read off the page"
        assert kept(app) == ()

    def test_the_second_round_needs_no_key_and_is_held_against_one_set_aside(
        self, analyst: Pages, app: Flask, send: Sends
    ) -> None:
        send()
        (aside,) = asides(analyst.get(ROOM))
        analyst.submit(analyst.get(aside))
        near = replace(FILE, number=2, figures=(replace(FIGURE, behind=(*SIX, "g")),))
        assert "differs from round 1 by one or two councils" in send(near, 422, read_out="").text
        assert "is here already" in send(FILE, 422, read_out="").text
        send(replace(FILE, number=2, figures=(replace(FIGURE, behind=(*SIX, *"ghi"), base=540),)), read_out="")
        assert [(one.comparators.number, one.set_aside_on is None) for one in kept(app)] == [(1, False), (2, True)]
        assert "known here from before" in analyst.get(f"{ROOM}/new").text

    def test_a_file_is_needed(self, analyst: Pages) -> None:
        page = analyst.submit(analyst.get(f"{ROOM}/new"), 422, told="")
        assert "Choose the programme's file" in page.text

    def test_nobody_else_finds_the_room_or_another_councils_files(self, analyst: Pages, send: Sends) -> None:
        send()
        (aside,) = asides(analyst.get(ROOM))
        for role in (Role.VIEWER, Role.WORKER, Role.CUSTODIAN):
            other = analyst.signed_in(role, authority="council")
            for path in (ROOM, f"{ROOM}/new", aside, aside.removesuffix("/aside")):
                other.get(path, 403)
        elsewhere = analyst.signed_in(Role.ANALYST, Role.ADMIN, authority="elsewhere")
        elsewhere.get(aside, 404)
        elsewhere.get(aside.removesuffix("/aside"), 404)
        assert "Nothing yet." in elsewhere.get(ROOM).text

    def test_every_string_follows_the_language(self, analyst: Pages, send: Sends) -> None:
        send(replace(FILE, programme="[Many]"))
        (aside,) = asides(analyst.get(ROOM))
        for path in (ROOM, f"{ROOM}/new", aside, aside.removesuffix("/aside")):
            found = untranslated(analyst.get(f"{path}?lang=en-XA"))
            assert [one for one in found if one != "English" and "Northshire" not in one] == []
