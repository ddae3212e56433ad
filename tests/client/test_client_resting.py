"""A draft that is found again: open, behind the lock of a session's tablet, or too old."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from standin import WAVE, sitting
from workbench import PATH, Tab

pytestmark = pytest.mark.browser

MINUTE = 60_000
HOUR = 60 * MINUTE
PLACE = {"aside": None, "typed": [["home", ["2"]]], "missed": 2}
JOINED = "member => localStorage.setItem('surveyapp session', member)"
LAID = "place => child.resting.lay({ at: 'page:2', changing: false, answers: new Map() }, place)"
LATER = "age => { const now = Date.now; Date.now = () => now() + age; }"


def laid(context: BrowserContext, *, joined: bool) -> Tab:
    """A tab with a draft, on a tablet of a session or on a device of one's own."""
    tab = Tab.of(context)
    if joined:
        tab.page.evaluate(JOINED, json.dumps({"key": "k", "number": 0, "wave": WAVE, "sent": 0, "over": False}))
    tab.call("device.begin", sitting())
    tab.page.evaluate(
        """async place => child.resting.lay({ at: "page:2", changing: false, answers: new Map() }, place)""", PLACE
    )
    return tab


def found(tab: Tab, *, after: int = 0) -> Any:
    """How it opens on the page that came, so many milliseconds after it was touched."""
    tab.page.evaluate(LATER, after)
    return tab.call("resting.rested", tab.call("device.draft")["draft"])


def test_on_a_sessions_tablet_a_reload_finds_it_open_for_as_long_as_nobody_has_to_touch_it(
    context: BrowserContext,
) -> None:
    tab = laid(context, joined=True)
    again = found(tab.reload(), after=3 * MINUTE)
    assert {name: again[name] for name in PLACE} == PLACE
    assert again["state"]["at"] == "page:2"
    for after in (4 * MINUTE, 3 * HOUR, -MINUTE):
        again = found(tab.reload(), after=after)
        assert (again["aside"], again["typed"], again["missed"]) == ("lock", PLACE["typed"], 2), after


def test_on_a_sessions_tablet_a_page_that_was_left_for_another_is_locked(context: BrowserContext) -> None:
    tab = laid(context, joined=True)
    tab.page.goto("about:blank")
    tab.page.go_back()
    assert found(tab._ready())["aside"] == "lock"
    tab.page.goto(f"{PATH}?again")
    assert found(tab._ready())["aside"] == "lock"


def test_elsewhere_it_is_open_for_half_a_day_whichever_way_one_comes(context: BrowserContext) -> None:
    tab = laid(context, joined=False)
    tab.page.goto("about:blank")
    tab.page.go_back()
    for after in (0, -HOUR, 11 * HOUR):
        assert found(tab._ready(), after=after)["aside"] is None
        tab.reload()
    for after in (13 * HOUR, -13 * HOUR):
        assert found(tab, after=after) is None
        tab.reload()


def test_a_child_who_has_just_begun_is_let_in(context: BrowserContext) -> None:
    tab = Tab.of(context)
    tab.page.evaluate(JOINED, json.dumps({"key": "k", "number": 0, "wave": WAVE, "sent": 0, "over": False}))
    assert tab.call("resting.rested", None)["aside"] is None
