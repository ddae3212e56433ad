"""What was finished arrives exactly once, whatever breaks on the way, and leaves the device on a receipt alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import browser as browsers
import pytest
import workbench
from builders import child
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Route
from standin import Server, manifest, sitting
from workbench import Tab, profiled, records

from surveyapp.definition.ballots import ballot_size, encode_ballot

pytestmark = pytest.mark.browser

BALLOT = b"\x01 a child's whole answers" + bytes(range(256))
SENT, SAVED = ("sent", "kept"), ("waiting", "kept")


def finished(tab: Tab, number: int = 1, *, code: str = "BCD-FGH-JKM") -> tuple[str, str]:
    """A child begins and finishes; what became of it, and where it is kept until then."""
    one = sitting(number, code=code)
    assert tab.call("device.begin", one) == "kept"
    told = tab.call("sending.finish", one, manifest(), BALLOT)
    return told["outcome"], told["kept"]


def lost(route: Route) -> None:
    """No answer comes."""
    route.abort()


PORTALS = {
    "no network": lost,
    "a portal's page": lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Free Wi-Fi</h1>"),
    "a way to a portal": lambda route: route.fulfill(status=302, headers={"Location": "/s/"}),
    "JSON of somebody else": lambda route: route.fulfill(status=200, json={"says": "stored", "ok": True}),
    "JSON of nobody": lambda route: route.fulfill(status=200, json=None, body="null", content_type="application/json"),
    "a wrong tag": lambda route: route.fulfill(status=200, json={"says": "stored", "tag": "0" * 64}),
    "a bad signature": lambda route: route.fulfill(status=200, json={"says": "signed", "signature": "A" * 342}),
    "no signature": lambda route: route.fulfill(status=200, json={"says": "signed"}),
    "a server in trouble": lambda route: route.fulfill(status=503, json={"says": "busy"}),
    "a broken server": lambda route: route.fulfill(status=500, body="oh"),
}


def test_a_finished_ballot_is_sealed_sent_and_gone_from_the_device(context: BrowserContext):
    server, tab = Server().serve(context), Tab.of(context)
    assert finished(tab) == SENT
    assert server.requests == ["/s/issue", "/s/deposit"]
    assert server.opened() == [BALLOT]
    assert records(tab) == {"sitting": 0, "waiting": 0}
    assert tab.reload().call("sending.deliver") == {"sent": 0, "waiting": 0}
    assert len(server.requests) == 2
    assert tab.refused() == []


@pytest.mark.parametrize("path", ["/s/issue", "/s/deposit"])
@pytest.mark.parametrize("when", [pytest.param("fail", marks=pytest.mark.slow), "after"])
def test_what_is_not_the_servers_receipt_leaves_everything_on_the_device(context: BrowserContext, path: str, when: str):
    """Asked before the server has done its work, or after it: either way one ballot arrives, on the first good day."""
    server = Server(**{when: {path: list(PORTALS.values())}}).serve(context)
    tab = Tab.of(context)
    assert finished(tab) == SAVED
    for what in list(PORTALS)[1:]:
        assert tab.call("sending.deliver") == {"sent": 0, "waiting": 1}, what
    assert records(tab) == {"sitting": 0, "waiting": 1}
    assert tab.call("sending.deliver") == {"sent": 1, "waiting": 0}
    assert records(tab) == {"sitting": 0, "waiting": 0}
    assert server.opened() == [BALLOT]
    assert len(server.blinded) == 1


def test_a_browser_that_is_killed_delivers_exactly_once_when_it_is_back(chromium: Browser, bench: str, tmp_path: Path):
    """Killed when the submission was laid by; and then the box's first answer is lost."""
    server, profile = Server(after={"/s/deposit": [lost]}), tmp_path / "profile"
    with alive(chromium, bench, profile, server) as tab:
        server.fail["/s/issue"] = [lost]
        assert finished(tab) == SAVED
    with alive(chromium, bench, profile, server) as tab:
        assert records(tab) == {"sitting": 0, "waiting": 1}
        assert tab.call("sending.deliver") == {"sent": 0, "waiting": 1}
        assert server.opened() == [BALLOT], "it is in the box, but the device was not told"
        assert tab.reload().call("sending.deliver") == {"sent": 1, "waiting": 0}
        assert records(tab) == {"sitting": 0, "waiting": 0}
    assert server.opened() == [BALLOT]
    assert len(server.blinded) == 1


@pytest.mark.slow
def test_killed_in_the_middle_of_sending_nothing_is_lost(chromium: Browser, bench: str, tmp_path: Path):
    server, profile = Server(fail={"/s/issue": [lambda route: None]}), tmp_path / "profile"
    with alive(chromium, bench, profile, server) as tab:
        tab.call("device.begin", sitting())
        with tab.page.expect_request("**/s/issue"):
            tab.begin_call("sending.finish", sitting(), manifest(), BALLOT)
    server.fail.clear()
    with alive(chromium, bench, profile, server) as tab:
        assert tab.call("sending.deliver") == {"sent": 1, "waiting": 0}
    assert server.opened() == [BALLOT]


def test_of_two_tablets_with_one_code_the_second_is_told_and_keeps_its_ballot(context: BrowserContext):
    server, tab = Server().serve(context), Tab.of(context)
    assert finished(tab, 1) == SENT
    assert finished(tab, 2) == ("used", "kept")
    assert tab.call("sending.deliver") == {"sent": 0, "waiting": 1}
    assert server.requests.count("/s/issue") == 2, "what was refused is not asked again on this page"
    assert tab.reload().call("sending.deliver") == {"sent": 0, "waiting": 1}
    assert server.requests.count("/s/issue") == 3
    assert len(server.box) == 1


@pytest.mark.slow
def test_a_closed_wave_and_a_code_that_is_not_known_are_told_apart(context: BrowserContext):
    server, tab = Server(closed=True).serve(context), Tab.of(context)
    assert finished(tab) == ("closed", "kept")
    assert finished(tab, 2, code="wrong") == ("wrong", "kept")
    server.closed = False
    assert tab.reload().call("sending.deliver") == {"sent": 1, "waiting": 1}, "the wave was extended"


@pytest.mark.slow
def test_one_ballot_that_is_refused_does_not_hold_the_others_up(context: BrowserContext):
    server, tab = Server(fail={"/s/issue": [lost] * 3}).serve(context), Tab.of(context)
    for number, code in enumerate(("wrong", "BBB-BBB-BBB", "CCC-CCC-CCC")):
        assert finished(tab, number, code=code) == SAVED
    assert tab.call("sending.deliver") == {"sent": 2, "waiting": 1}
    assert len(server.box) == 2


def test_of_two_tabs_one_sends_and_each_ballot_arrives_once(context: BrowserContext):
    held: list[Route] = []
    server = Server(fail={"/s/issue": [lost]}).serve(context)
    first, second = Tab.of(context), Tab.of(context)
    assert finished(first) == SAVED
    server.fail["/s/deposit"] = [held.append]
    with first.page.expect_request("**/s/deposit"):
        first.begin_call("sending.deliver")
    assert second.call("sending.deliver") == {"sent": 0, "waiting": 1}
    assert server.requests.count("/s/issue") == 2, "the second tab kept still while the first was sending"
    held.pop().abort()
    assert first.end_call() == {"sent": 0, "waiting": 1}
    assert second.call("sending.deliver") == {"sent": 1, "waiting": 0}
    assert first.call("sending.deliver") == {"sent": 1, "waiting": 0}, "its own it asks for again, and hears: already"
    assert server.opened() == [BALLOT]


def test_a_device_that_can_no_longer_be_read_is_no_receipt(context: BrowserContext):
    """The page has read what waits; then the storage is gone, as when somebody clears the browser's data."""
    server, tab = Server(fail={"/s/issue": [lost, lost]}).serve(context), Tab.of(context)
    assert finished(tab) == SAVED
    assert tab.reload().call("sending.deliver") == {"sent": 0, "waiting": 1}
    tab.page.evaluate("() => { IDBFactory.prototype.open = () => { throw new Error('gone') } }")
    assert len(tab.call("queue.waiting")) == 1
    assert tab.call("sending.deliver") == {"sent": 1, "waiting": 0}
    assert server.opened() == [BALLOT]


def test_finishing_twice_at_once_is_one_ballot(context: BrowserContext):
    server, tab = Server().serve(context), Tab.of(context)
    tab.call("device.begin", sitting())
    tab.begin_call("sending.finish", sitting(), manifest(), BALLOT)
    assert tab.call("sending.finish", sitting(), manifest(), BALLOT)["outcome"] == "sent"
    assert tab.end_call()["outcome"] == "sent"
    assert server.opened() == [BALLOT]
    assert records(tab) == {"sitting": 0, "waiting": 0}


WATCHED = """async () => {
  globalThis.heard = [];
  const { promise, resolve } = Promise.withResolvers();
  globalThis.next = promise;
  await child.sending.watch((round) => heard.push(round) > 1 && resolve(round));
}"""


@pytest.mark.parametrize(
    "sign", ["minute", *(pytest.param(one, marks=pytest.mark.slow) for one in ("online", "visible"))]
)
def test_what_waits_is_tried_when_the_network_or_the_child_is_back_and_every_minute(context: BrowserContext, sign: str):
    server, tab = Server(fail={"/s/issue": [lost, lost]}).serve(context), Tab.of(context)
    tab.page.clock.install()
    assert finished(tab) == SAVED
    tab.page.evaluate(WATCHED)
    assert tab.page.evaluate("() => heard") == [{"sent": 0, "waiting": 1}]
    if sign == "minute":
        tab.page.clock.run_for(61_000)
    else:
        event = {"online": "globalThis.dispatchEvent(new Event('online'))"}
        tab.page.evaluate(event.get(sign, "document.dispatchEvent(new Event('visibilitychange'))"))
    assert tab.page.evaluate("() => next") == {"sent": 1, "waiting": 0}
    assert server.opened() == [BALLOT]


def test_a_manifest_of_another_wave_or_a_ballot_too_long_changes_nothing(context: BrowserContext):
    server, tab = Server().serve(context), Tab.of(context)
    tab.call("device.begin", sitting())
    others = {
        "wave": [{**manifest(), "wave": "another"}, BALLOT],
        "band": [{**manifest(), "bands": {}}, BALLOT],
        "size": [manifest(), bytes(17_000)],
    }
    for what, (told, ballot) in others.items():
        assert "thrown" in tab.call("sending.finish", sitting(), told, ballot), what
    assert records(tab) == {"sitting": 1, "waiting": 0}
    assert server.requests == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_real_server_takes_what_the_browser_sends_and_the_custodians_read_it(app: Flask, chromium: Browser):
    workbench.add(app)
    made = child.fieldwork(app)
    code, instrument = made.cards["8-11"][0], app.extensions["catalogue"].version("8-11", "2024")
    ballot = encode_ballot(instrument, {}, ballot_size([instrument]))
    one = {**sitting(), "code": code, "wave": made.wave, "instrument": instrument.fingerprint}
    with browsers.served(app) as address, closing(browsers.opened(chromium, address)) as context:
        tab = Tab.of(context)
        told = tab.page.evaluate("async (wave) => (await fetch(`/s/manifest/${wave}`)).json()", made.wave)
        ended = [tab.call("sending.finish", one, told, ballot)["outcome"] for _ in range(2)]
        other = tab.call("sending.finish", {**one, "seed": bytes(32)}, told, ballot)["outcome"]
        unknown = tab.call("sending.finish", {**one, "code": "BBB-BBB-BBB"}, told, ballot)["outcome"]
    assert (*ended, other, unknown) == ("sent", "sent", "used", "wrong")
    assert [found.instrument.fingerprint for found in child.in_the_box(made)] == [instrument.fingerprint]


@contextmanager
def alive(chromium: Browser, bench: str, profile: Path, server: Server) -> Iterator[Tab]:
    """A browser with this profile until it is killed, as by a flat battery."""
    with profiled(chromium, bench, profile) as context:
        server.serve(context)
        yield Tab.of(context)
        for process in Path("/proc").iterdir():
            if process.name.isdigit() and f"--user-data-dir={profile}" in _command(process):
                os.kill(int(process.name), signal.SIGKILL)


def _command(process: Path) -> list[str]:
    with suppress(OSError):
        return (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
    return []
