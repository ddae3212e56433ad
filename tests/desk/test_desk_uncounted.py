"""A box of which everything waits: what the desk says happened, and what comes next."""

from __future__ import annotations

from datetime import date

import pytest
from builders.pooling import BOTH, NORTH, SOUTH, open_own, partnership, together, year_of
from builders.wave import NAMES, Running, catalogue
from flask import Flask
from markup import words
from pages import Page, Pages

from surveyapp.config import Settings
from surveyapp.web.audience import Role

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def app(app: Flask) -> Flask:
    """An installation with the tests' small surveys."""
    app.extensions["catalogue"] = catalogue()
    return app


def few(app: Flask, settings: Settings, year: int = 2026, **more: str) -> Running:
    return year_of(app.extensions["stores"], settings, year, {"leavers": 6}, **{"pool": NORTH} | more)


def signed_in(app: Flask, *, authority: str = NORTH) -> Pages:
    return Pages(app).signed_in(Role.WORKER, Role.CUSTODIAN, Role.ANALYST, Role.ADMIN, authority=authority)


def opened(desk: Pages, wave: Running, **more: str) -> Page:
    typed = {f"phrase_{number}": wave.phrases[name] for number, name in enumerate(sorted(NAMES)[:2])}
    return desk.submit(desk.get(f"/desk/waves/{wave.wave}/box"), **typed, **more)


def next_step(desk: Pages, wave: str) -> str:
    return words(desk.get(f"/desk/waves/{wave}/").all("section", class_="next")[0])


def test_it_says_who_waits_for_whom_and_that_nothing_can_be_published(app: Flask, settings: Settings) -> None:
    wave, desk = few(app, settings), signed_in(app)
    page = opened(desk, wave)
    assert "No answers were counted now: all of them wait, still sealed." in page.text
    assert "leavers: kept sealed until they can be opened together with those of the next wave." in page.text
    assert "Nothing can be published of this wave alone." in page.text
    assert not page.all("table")
    told = next_step(desk, wave.wave)
    assert "nothing can be published of it alone" in told
    assert "What waits stays, with the keys that open it." in told
    steps = [words(one) for one in desk.get(f"/desk/waves/{wave.wave}/").all("ol", class_="steps")[0]]
    assert not [one for one in steps if "Publish" in one or "Later" in one]
    assert "No answers of this wave were counted" in desk.get(f"/desk/waves/{wave.wave}/release", 409).text


def test_partners_are_named(app: Flask, settings: Settings) -> None:
    partnership(app.extensions["stores"])
    wave = few(app, settings, pool=BOTH, authority=SOUTH)
    page = opened(signed_in(app, authority=SOUTH), wave)
    assert "together with the other councils of “The Vales”" in page.text


def test_once_opened_with_others_it_says_so(app: Flask, settings: Settings) -> None:
    first, second = few(app, settings), few(app, settings, 2027)
    open_own(first, today=date.today())
    open_own(second, today=date.today())
    together(first, second, today=date.today())
    assert "opened together with others" in next_step(signed_in(app), first.wave)


def test_what_was_too_small_is_told_by_breakdown_and_bands(app: Flask, settings: Settings) -> None:
    wave = year_of(app.extensions["stores"], settings, 2026, {"8-11": 12})
    page = opened(signed_in(app), wave)
    assert "They are groups of: " in page.text
    assert [words(one) for one in page.all("li") if words(one).endswith(": 8-11")]
