"""When a reader on a slow phone sees a panel page, and when its chart is there, beside a page that plotly.js draws.

Chromium throttled as Lighthouse throttles with DevTools: its "slow 4G" (GoogleChrome/lighthouse,
core/config/constants.js, mobileSlow4G: 150 ms and 1.6 Mbit/s, as 562.5 ms a request and 1.47 Mbit/s) and a CPU four
times slower. Nothing is in the cache.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import browser as browsers
from builders.published import publish
from builders.release import release
from flask import Flask
from pages import signed_in
from playwright.sync_api import Browser, BrowserContext
from werkzeug.wrappers import Response

from surveyapp import config, create_app
from surveyapp.dashboards import plotlyjs
from surveyapp.db import migrate
from surveyapp.web.audience import Role

HOME = "/results/harbour-2026/"
CHART = f"{HOME}charts/domain/rights/shares.json"
ONLY = "/plotly-only"
PAGES = {
    "front page": (HOME, ".rows svg"),
    "a domain": (f"{HOME}domains/rights/", ".rows svg"),
    "an indicator": (f"{HOME}indicators/feels_safe_home/", ".rows svg"),
    "the domain's chart, drawn by plotly.js alone": (ONLY, ".main-svg"),
}
ROUNDS = 3
RTT_MS, KBIT = 150 * 3.75, 1.6 * 1024 * 0.9
SLOW_4G = {
    "offline": False,
    "latency": RTT_MS,
    "downloadThroughput": KBIT * 1024 / 8,
    "uploadThroughput": 750 * 0.9 * 1024 / 8,
}
CPU = 4
WATCH = """(() => { const seen = () => document.querySelector(%s) ? (window.drawn = performance.now())
    : requestAnimationFrame(seen); requestAnimationFrame(seen); })()"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
BARE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A chart</title></head>
<body><h1>A chart</h1><div id="chart"></div><script src="%s"></script>
<script>const chart = %s; Plotly.newPlot("chart", chart.data, chart.layout, chart.config);</script></body></html>"""
"""As light as such a page can be: its heading need not wait for the script."""
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def main() -> None:
    """Print a table."""
    with TemporaryDirectory() as folder:
        config.initialise(Path(folder), secure_cookies=False)
        settings = config.load(Path(folder), environ={})
        migrate.upgrade(settings)
        app = create_app(settings)
        publish(app, release())
        token = signed_in(app, Role.VIEWER, authority="harbour")
        app.wsgi_app = _beside(app.wsgi_app, _plotly_only(app, token))  # type: ignore[method-assign]  # how Flask wraps
        with browsers.chromium(browsers.CHROMIUM) as chromium, browsers.served(app) as address:
            print("| page | first paint, s | chart drawn, s | bytes over the network |")
            print("|---|---|---|---|")
            for name, (path, chart) in PAGES.items():
                print(_row(name, [_once(chromium, address, token, path, chart) for _ in range(ROUNDS)]))
        app.extensions["stores"].close()
    print(f"\nMedians of {ROUNDS} visits with an empty cache, a window of 390 by 844; {RTT_MS:.1f} ms a request,")
    print(f"{KBIT / 1024:.2f} Mbit/s, CPU {CPU} times slower: Lighthouse's slow 4G as it is set through DevTools.")


def _plotly_only(app: Flask, token: str) -> bytes:
    """A page with one of our charts, which is not there before plotly.js is."""
    client = app.test_client()
    client.set_cookie("staff", token)
    chart = json.loads(client.get(CHART).text)
    return (BARE % (f"/results/plotly-{plotlyjs.digest()}.js", json.dumps(chart))).encode()


def _beside(application: Any, page: bytes) -> Wsgi:
    """The application, and this page at an address of its own."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == ONLY:
            return Response(page, mimetype="text/html")(environ, start)
        return application(environ, start)  # type: ignore[no-any-return]  # Werkzeug's own type is any

    return answer


def _once(chromium: Browser, address: str, token: str, path: str, chart: str) -> tuple[float, float, int]:
    context = browsers.opened(chromium, address)
    context.add_cookies([{"name": "staff", "value": token, "url": address}])
    try:
        return _visited(context, path, chart)
    finally:
        context.close()


def _visited(context: BrowserContext, path: str, chart: str) -> tuple[float, float, int]:
    """Seconds to the first paint and to the frame in which the chart stands; bytes that came."""
    page, came = context.new_page(), []
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW_4G)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    tools.on("Network.loadingFinished", lambda event: came.append(int(event["encodedDataLength"])))
    page.add_init_script(WATCH % json.dumps(chart))
    page.goto(path, wait_until="load", timeout=120_000)
    page.wait_for_function(f"window.drawn && {PAINTED}", timeout=120_000)
    return page.evaluate(PAINTED) / 1000, page.evaluate("window.drawn") / 1000, sum(came)


def _row(name: str, visits: list[tuple[float, float, int]]) -> str:
    painted, drawn, came = (statistics.median(each) for each in zip(*visits, strict=True))
    return f"| {name} | {painted:.2f} | {max(painted, drawn):.2f} | {came:,.0f} |"


if __name__ == "__main__":
    main()
