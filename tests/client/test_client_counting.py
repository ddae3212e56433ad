"""What a session's tablet says of itself is so: each ballot is counted once, and what waits is told after the end."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from standin import WAVE, Server, manifest, sitting
from workbench import Tab, records

pytestmark = pytest.mark.browser

MEMBER = f"""over => localStorage.setItem("surveyapp session",
    JSON.stringify({{ key: "k", number: 0, wave: "{WAVE}", sent: 0, over }}))"""
OVER = """() => localStorage.setItem("surveyapp session",
    JSON.stringify({ ...JSON.parse(localStorage.getItem("surveyapp session")), over: true }))"""
LATER = "() => localStorage.setItem('surveyapp due', String(Date.now() + 60_000))"
SENT = "() => JSON.parse(localStorage.getItem('surveyapp session')).sent"
DUE = "() => Number(localStorage.getItem('surveyapp due'))"
GONE = "JSON.parse(localStorage.getItem('surveyapp session')).over"
STAYS = "() => { IDBObjectStore.prototype.delete = () => { throw new DOMException('', 'UnknownError') } }"
BEATS = "() => { child.session.atWork(() => false) }"
STARTS = "() => { child.session.atStart(null, '') }"
UNREADABLE = """() => { sessionStorage.setItem("surveyapp was here", "");
    indexedDB.open = () => { throw new DOMException("", "UnknownError") } }"""
STATE = "**/s/session/state"
MEMBERS = "() => localStorage.getItem('surveyapp session') !== null"
BEATEN = """() => { const later = setTimeout;
    globalThis.setTimeout = (what, after) => { globalThis.beaten ||= after === 10_000; return later(what, after) } }"""
PLACES = """() => { for (const name of ["header", "main"])
    document.body.append(Object.assign(document.createElement(name), { className: "tools", id: name })) }"""
SCENES = """<template id="animals"><p>Otter</p></template>
    <template id="badge"><p>{ANIMAL} <strong></strong></p></template>
    <template id="over"><h1>The session is over</h1></template>"""


def waiting(context: BrowserContext, server: Server) -> Tab:
    """A tablet of a session on which a ballot waits for the network."""
    server.fail["/s/issue"] = [lambda route: route.abort()]
    tab = Tab.of(context)
    tab.page.evaluate(MEMBER, False)
    tab.call("device.begin", sitting())
    assert tab.call("sending.finish", sitting(), manifest(), b"answers")["outcome"] == "waiting"
    return tab


def told(tab: Tab, how: str = BEATS, *, off: bool = False) -> dict[str, Any]:
    """What the tablet's first report says, to which the server says that it is heard, or taken off."""
    tab.page.route("**/s/session?*", lambda route: route.abort())
    tab.page.route(STATE, lambda route: route.fulfill(json={"says": "over", "off": True} if off else {"says": "heard"}))
    with tab.page.expect_request(STATE) as asked:
        tab.page.evaluate(how)
    found: dict[str, Any] = asked.value.post_data_json
    return found


def test_a_ballot_that_two_tabs_have_sent_is_counted_once(context: BrowserContext) -> None:
    server = Server().serve(context)
    first = waiting(context, server)
    second = Tab.of(context)
    assert second.call("sending.deliver", True) == {"sent": 1, "waiting": 0}
    assert first.call("sending.deliver", True) == {"sent": 1, "waiting": 0}, "it hears: already"
    assert first.page.evaluate(SENT) == 1
    assert len(server.box) == 1


def test_a_ballot_that_the_device_does_not_let_go_is_counted_once_and_waits_no_more(context: BrowserContext) -> None:
    tab = waiting(context, Server().serve(context))
    tab.page.evaluate(STAYS)
    tab.call("sending.deliver", True)
    assert records(tab) == {"sitting": 0, "waiting": 1}
    assert tab.page.evaluate(SENT) == 1
    tab.reload()
    report = told(tab)
    assert (report["left"], report["sent"]) == ("", "1")
    tab.call("sending.deliver", True)
    assert records(tab) == {"sitting": 0, "waiting": 0}
    assert tab.page.evaluate(SENT) == 1
    tab.page.evaluate(OVER)
    assert told(tab.reload())["left"] == "none"


def test_while_a_session_goes_on_a_tablet_on_which_something_waits_says_what_an_empty_one_says(
    context: BrowserContext,
) -> None:
    tab = waiting(context, Server().serve(context))
    tab.page.evaluate(LATER)
    empty = {"key": "k", "in_use": "no", "left": "", "sent": "0", "turn": "1"}
    assert told(tab) == empty


def test_after_the_end_a_tablet_says_that_nothing_is_left_at_its_own_moment_also_where_nothing_was(
    context: BrowserContext,
) -> None:
    tab = Tab.of(context)
    tab.page.evaluate(MEMBER, True)
    tab.page.evaluate(LATER)
    assert told(tab)["left"] == "some"
    tab.reload().page.evaluate("localStorage.removeItem('surveyapp due')")
    assert told(tab)["left"] == "none"


def test_what_the_server_refused_is_told_after_the_end_and_a_child_in_another_tab_is_told(
    context: BrowserContext,
) -> None:
    server = Server().serve(context)
    tab = waiting(context, server)
    server.closed = True
    tab.call("sending.deliver", True)
    other = Tab.of(context)
    other.call("device.begin", sitting(2))
    assert told(tab.reload()) == {"key": "k", "in_use": "yes", "left": "", "sent": "0", "turn": "1"}
    other.page.close()
    tab.page.evaluate(OVER)
    assert told(tab.reload())["left"] == "refused"
    server.closed, server.requests = False, []
    tab.call("sending.deliver", True)
    assert records(tab) == {"sitting": 1, "waiting": 0}, "it is tried again all the same"


def test_a_tablet_that_could_not_be_cleared_says_so_and_not_that_it_is_in_use(context: BrowserContext) -> None:
    tab = Tab.of(context)
    tab.page.evaluate(MEMBER, False)
    tab.page.evaluate(UNREADABLE)
    assert told(tab, STARTS)["in_use"] == "unclear"


def test_taken_off_an_empty_tablet_stays_as_long_as_one_on_which_something_waits(context: BrowserContext) -> None:
    tab = Tab.of(context)
    tab.call("session.become", {"key": "k", "number": 0, "wave": WAVE})
    assert not tab.page.evaluate(DUE)
    told(tab, off=True)
    tab.page.wait_for_function(f"() => {GONE}")
    assert tab.page.evaluate(DUE) - tab.page.evaluate("Date.now()") > 2 * 60_000
    assert tab.page.evaluate(MEMBERS)
    assert tab.page.evaluate("child.device.goesOn() && child.device.secret()")


def test_a_tablet_that_never_hears_of_the_end_gives_away_what_waits_once_no_session_can_last(
    context: BrowserContext,
) -> None:
    tab = Tab.of(context)
    tab.call("session.become", {"key": "k", "number": 0, "wave": WAVE})
    assert tab.page.evaluate("child.device.secret()")
    tab.page.evaluate("() => { const now = Date.now; Date.now = () => now() + 12 * 3_600_000 + 1_000; }")
    assert tab.page.evaluate("[child.device.goesOn(), child.device.secret()]") == [True, False]


def test_a_tablet_leaves_its_session_once_the_server_has_heard_that_nothing_waits(context: BrowserContext) -> None:
    tab, asked = Tab.of(context), list[str]()
    tab.page.evaluate(MEMBER, True)
    tab.page.route("**/s/session?*", lambda route: route.abort())
    tab.page.route(STATE, lambda route: route.abort())
    tab.page.on("requestfailed", lambda request: asked.append(request.url))
    with tab.page.expect_event("requestfailed", lambda _: len([one for one in asked if "state" in one]) == 2):
        tab.page.evaluate(BEATS)
    tab.page.route(STATE, lambda route: route.fulfill(json={"says": "over"}))
    with tab.page.expect_request(STATE):
        tab.page.evaluate(BEATS)
    tab.page.wait_for_function("() => localStorage.getItem('surveyapp session') === null")


@pytest.mark.parametrize("between", [False, True], ids=["in a tab", "between two pages"])
def test_a_tablet_stays_in_a_session_that_is_over_while_a_child_answers_in_another_tab(
    context: BrowserContext, between: bool
) -> None:
    tab, other = Tab.of(context), Tab.of(context)
    tab.page.evaluate(MEMBER, True)
    other.call("device.begin", sitting())
    if between:
        other.page.goto("about:blank")
    tab.page.evaluate(BEATEN)
    tab.page.route("**/s/session?*", lambda route: route.abort())
    tab.page.route(STATE, lambda route: route.fulfill(json={"says": "over"}))
    tab.page.evaluate(BEATS)
    tab.page.wait_for_function(f"() => globalThis.beaten || !({MEMBERS})()")
    assert tab.page.evaluate(MEMBERS)


def test_a_tablet_that_is_taken_off_and_comes_back_tells_by_no_moment_and_no_number_what_its_child_did(
    context: BrowserContext,
) -> None:
    tab = waiting(context, Server().serve(context))
    tab.page.evaluate(LATER)
    due = tab.page.evaluate(DUE)
    assert told(tab, off=True)["sent"] == "0"
    tab.page.wait_for_function(f"() => {GONE}")
    assert tab.page.evaluate(DUE) == due, "it is not sent at once, as after the end"
    tab.call("session.become", {"key": "k", "number": 1, "wave": WAVE})
    assert tab.page.evaluate(DUE) - tab.page.evaluate("Date.now()") > 2 * 60_000
    told(tab.reload(), off=True)
    tab.page.wait_for_function(f"() => {GONE}")
    assert tab.call("sending.deliver", True) == {"sent": 1, "waiting": 0}
    tab.call("session.become", {"key": "k", "number": 1, "wave": WAVE})
    assert tab.page.evaluate(SENT) == 0


def test_every_tab_says_that_the_session_is_over_whichever_was_told_first(context: BrowserContext) -> None:
    tab = Tab.of(context)
    tab.page.evaluate(MEMBER, False)
    tab.page.route("**/s/session?*", lambda route: route.fulfill(content_type="text/html", body=SCENES))
    tab.page.route(STATE, lambda route: route.fulfill(json={"says": "heard"}))
    tab.page.evaluate(PLACES)
    with tab.page.expect_response(STATE):
        tab.call("session.atStart", None, "")
    tab.page.unroute(STATE)
    tab.page.route(STATE, lambda route: route.fulfill(json={"says": "over"}))
    tab.page.evaluate(MEMBER, True)
    tab.page.evaluate(BEATS)
    expect(tab.page.locator("main h1")).to_have_text("The session is over")
