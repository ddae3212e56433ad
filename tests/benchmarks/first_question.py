"""How soon a child on a poor connection can answer the first question, and how soon the next; beside a SurveyJS page.

Chromium throttled as in first_paint.py, and a CPU six times slower. Nothing is in the cache. SurveyJS comes from the
npm registry into a folder that is thrown away; its page asks the same questions, one on each page, as its
documentation sets it up (survey-core, survey-js-ui), and all it sends is compressed. With ``--ours`` it is left out.

Other work on the machine is measured too, many times over: ``chrt -r 1`` in front, as root, keeps it out.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import browser as browsers
from builders import child
from first_paint import SLOW_4G, WATCH
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.wrappers import Response

from surveyapp import config, create_app
from surveyapp.db import migrate
from surveyapp.definition.model import Instrument, Item


@dataclass(frozen=True)
class Looks:
    """How one tells that a question stands, which one it is, and where it goes on."""

    stands: str
    named: str
    onward: str


@dataclass(frozen=True)
class Way:
    """A card of a band, and the document that follows from it."""

    code: str
    path: str


BARE_4G = SLOW_4G | {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
BARE, SLOWER = "150 ms, 1.6 Mbit/s", "562.5 ms, 1.44 Mbit/s"
NETWORKS = {BARE: BARE_4G, SLOWER: SLOW_4G}
"""Lighthouse's slow 4G by its own figures, and as it is set through DevTools to come to the same."""
CPU = 6
FOR_EVER = 1e12
ROUNDS, NEXT = 3, 5
SURVEYJS = "2.5.38"
FILES = (
    "survey-core/survey-core.min.css",
    "survey-core/survey.core.min.js",
    "survey-js-ui/survey-js-ui.min.js",
)
ASIDE = (".woff2", ".svg", ".png", ".ico")
"""Fonts and pictures, counted apart; the children's own pictures are drawn in the page."""
OURS = Looks(".tool[value=stop]", "document.querySelector('h1').textContent", "main button.go, main button[value=yes]")
THEIRS = Looks(".sd-root-modern input[type=radio]", "document.querySelector('input').name", ".sd-navigation__next-btn")
BAND = "11-18"
SILENCE = 2_000
"""Milliseconds in which something more would have come."""
PAUSE = 900
"""Milliseconds between two questions: more than those in which a tap is taken for a second one."""
HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Survey</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/elsewhere/%s">
</head><body><div id="here"></div><script src="/elsewhere/%s"></script><script src="/elsewhere/%s"></script>
<script>new Survey.Model(%s).render(document.getElementById("here"));</script></body></html>"""
STEPPED = """onward => new Promise(done => {
    const shown = () => %s, before = shown(), button = document.querySelector(onward);
    const begun = performance.now(), { port1, port2 } = new MessageChannel();
    let stands = 0;
    port1.onmessage = () => done([stands, performance.now() - begun]);
    const drawn = () => requestAnimationFrame(() => port2.postMessage(0));
    const look = () => shown() === before ? requestAnimationFrame(look)
        : (stands = performance.now() - begun, drawn());
    button.click();
    look(); })"""
"""Milliseconds from the tap on the way on until the next question stands, and until the frame with it is drawn."""
CAME = """until => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter(one => one.startTime <= until).map(one => [new URL(one.name).pathname, one.transferSize])"""
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


@dataclass(frozen=True)
class Traffic:
    """What came over the network: how many requests, and bytes as they were sent, headers too."""

    requests: int
    carried: int
    aside: int


@dataclass(frozen=True)
class Visit:
    """One visit: seconds until the first question stands and can be answered, and what came until then."""

    seconds: float
    until: Traffic
    whole: int
    nexts: Sequence[tuple[float, float]]
    asked_for_next: int


def main() -> None:
    """Print a table."""
    with TemporaryDirectory() as folder:
        config.initialise(Path(folder), secure_cookies=False)
        settings = config.load(Path(folder), environ={})
        migrate.upgrade(settings)
        app = create_app(settings)
        ways = _ways(app)
        compares = "--ours" not in sys.argv
        if compares:
            elsewhere = _elsewhere(app.extensions["catalogue"].version(BAND, "2024"))
            app.wsgi_app = _beside(app.wsgi_app, elsewhere)  # type: ignore[method-assign, assignment]  # how Flask wraps
        with browsers.chromium(browsers.CHROMIUM) as chromium, browsers.served(app) as address:
            _table(chromium, address, ways, compares=compares)
        app.extensions["stores"].close()
    print(f"\nMedians of {ROUNDS} visits with an empty cache, a window of 390 by 844, CPU {CPU} times slower; the next")
    print(f"question: median of {NEXT} in each visit, until it stands and can be answered, and until it is drawn. Ours")
    print("begins on the first page, the code having been looked at, with the survey's document; all of it: whatever")
    print("came by itself, with fonts and pictures. Networks: Lighthouse's slow 4G by its own figures, and as set")
    print("through DevTools to match.")
    print("Aims: 1 s, 4 requests, 40 kB; 50 ms, no request; 120 kB.")
    print(f"Load of the machine meanwhile: {os.getloadavg()[1]:.1f}.")


def _ways(app: Flask) -> dict[str, list[Way]]:
    """For each band a card a visit."""
    made = child.fieldwork(app, cards=ROUNDS * len(NETWORKS))
    asked = {band: app.extensions["catalogue"].version(band, "2024").fingerprint for band in child.BANDS}
    paths = {band: f"/s/take/{made.wave}/{band}/{fingerprint}/en" for band, fingerprint in asked.items()}
    return {band: [Way(code, path) for code in made.cards[band]] for band, path in paths.items()}


def _table(chromium: Browser, address: str, ways: dict[str, list[Way]], *, compares: bool) -> None:
    print("| page | network | answerable, s | requests | kB until then | fonts and pictures, kB |", end="")
    print(" all of it, kB | next question, ms | drawn, ms | requests for the next |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, network in NETWORKS.items():
        for band in ways if name == BARE else (BAND,):
            own = [_ours(chromium, address, ways[band].pop(), network) for _ in range(ROUNDS)]
            print(_row(f"first question of {band} | {name}", own), flush=True)
        if compares:
            theirs = [_theirs(chromium, address, network) for _ in range(ROUNDS)]
            print(_row(f"SurveyJS {SURVEYJS}, the questions of {BAND} | {name}", theirs), flush=True)


def _elsewhere(asked: Instrument) -> dict[str, tuple[bytes, str]]:
    """The page of SurveyJS and its files, compressed."""
    with TemporaryDirectory() as folder:
        wanted = [f"{name}@{SURVEYJS}" for name in ("survey-core", "survey-js-ui")]
        command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, *wanted]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        files = {name: (Path(folder) / "node_modules" / name).read_bytes() for name in FILES}
    page = HOST % (*FILES, json.dumps(_model(asked)))
    kinds = {"css": "text/css", "js": "text/javascript"}
    parts = {f"/elsewhere/{name}": (content, kinds[name.rpartition(".")[2]]) for name, content in files.items()}
    parts["/elsewhere/"] = (page.encode(), "text/html")
    return {path: (gzip.compress(content, 6), kind) for path, (content, kind) in parts.items()}


def _model(asked: Instrument) -> dict[str, object]:
    """Our questions with options, one to a page, as SurveyJS describes them."""
    items = [item for page in asked.pages for item in page.items if item.scale]
    return {"pages": [{"elements": [_element(item)]} for item in items], "showProgressBar": True}


def _element(item: Item) -> dict[str, object]:
    choices = [{"value": one.id, "text": one.text} for one in item.scale.options] if item.scale else []
    return {"type": "radiogroup", "name": item.id, "title": item.ask, "choices": choices}


def _beside(application: Any, pages: dict[str, tuple[bytes, str]]) -> Wsgi:
    """The application, and these pages beside it."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        found = pages.get(environ["PATH_INFO"])
        if found is None:
            return application(environ, start)  # type: ignore[no-any-return]  # Werkzeug's own type is any
        return Response(found[0], mimetype=found[1], headers={"Content-Encoding": "gzip"})(environ, start)

    return answer


def _ours(chromium: Browser, address: str, way: Way, network: dict[str, object]) -> Visit:
    """A child whose code has been taken, on the first page still; the browser's cache is emptied before the survey."""
    context = browsers.opened(chromium, address, has_touch=True)
    try:
        page = context.new_page()
        page.route("**/take/**", lambda route: route.abort("aborted"))
        page.goto("/s/")
        with page.expect_event("requestfailed", lambda request: "/take/" in request.url):
            page.evaluate("code => { location.hash = code; }", way.code)
        page.unroute_all()
        return _visited(page, way.path, OURS, network)
    finally:
        context.close()


def _theirs(chromium: Browser, address: str, network: dict[str, object]) -> Visit:
    context = browsers.opened(chromium, address, has_touch=True)
    try:
        return _visited(context.new_page(), "/elsewhere/", THEIRS, network)
    finally:
        context.close()


def _visited(page: Page, path: str, looks: Looks, network: dict[str, object]) -> Visit:
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.clearBrowserCache")
    tools.send("Network.emulateNetworkConditions", network)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    page.add_init_script(WATCH % json.dumps(looks.stands))
    page.goto(path, wait_until="load", timeout=120_000)
    page.locator(looks.stands).first.wait_for(timeout=120_000)
    drawn = float(page.evaluate("window.drawn"))
    whole = _settled(page)
    nexts = [_stepped(page, looks) for _ in range(NEXT)]
    asked_for_next = _came(page, FOR_EVER).requests - whole.requests
    return Visit(drawn / 1000, _came(page, drawn), whole.carried + whole.aside, nexts, asked_for_next)


def _settled(page: Page) -> Traffic:
    """All that came by itself, once nothing more comes."""
    before, now = None, _came(page, FOR_EVER)
    while now != before:
        page.wait_for_timeout(SILENCE)
        before, now = now, _came(page, FOR_EVER)
    return now


def _came(page: Page, until: float) -> Traffic:
    """What was asked for up to this moment of the page."""
    came: list[tuple[str, int]] = page.evaluate(CAME, until)
    aside = [size for path, size in came if path.endswith(ASIDE)]
    carried = [size for path, size in came if not path.endswith(ASIDE)]
    return Traffic(len(carried), sum(carried), sum(aside))


def _stepped(page: Page, looks: Looks) -> tuple[float, float]:
    """On to the next question, as somebody does who has read this one."""
    page.wait_for_timeout(PAUSE)
    radio = page.locator("main input[type=radio], .sd-root-modern input[type=radio]")
    if radio.count():
        radio.first.check(force=True)
    stands, drawn = page.evaluate(STEPPED % looks.named, looks.onward)
    return float(stands), float(drawn)


def _row(name: str, visits: Sequence[Visit]) -> str:
    """The medians of some visits."""
    until = [visit.until for visit in visits]
    seconds = statistics.median(visit.seconds for visit in visits)
    carried, aside = (
        statistics.median(each) / 1000 for each in zip(*((one.carried, one.aside) for one in until), strict=True)
    )
    whole = statistics.median(visit.whole for visit in visits) / 1000
    stands, drawn = (
        statistics.median(each) for each in zip(*(one for visit in visits for one in visit.nexts), strict=True)
    )
    asked = max(visit.asked_for_next for visit in visits)
    came = f"{until[0].requests} | {carried:.1f} | {aside:.1f} | {whole:.1f}"
    return f"| {name} | {seconds:.2f} | {came} | {stands:.0f} | {drawn:.0f} | {asked} |"


if __name__ == "__main__":
    main()
