"""What every panel page costs: processor time, bytes, and bytes compressed, for a release of 50 indicators.

Aim: at most 20 ms of processor (median) and 100 kB a page, before a reader asks for plotly.js.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from builders.published import publish
from builders.release import release
from crawl import crawl
from flask import Flask
from pages import Pages

from surveyapp import config, create_app
from surveyapp.dashboards import plotlyjs
from surveyapp.db import migrate
from surveyapp.web.audience import Role

ROOM = "/results/"
HOME = f"{ROOM}harbour-2026/"
NAMES = {
    ROOM: "list of results",
    HOME: "front page",
    "indicators": "each indicator",
    "domains": "each domain",
    "text/csv": "figure as CSV",
    "application/json": "chart to explore",
}
BESIDE = {"figure as CSV", "chart to explore", "print.css"}
"""What a page only leads to."""
FETCHES = {"text/html": 15}
FEWER = 4
AIM_MS, AIM_BYTES = 20.0, 100_000
Measured = tuple[float, int, int]
"""Milliseconds of the processor, bytes, bytes compressed."""


def main() -> None:
    """Print a table."""
    with TemporaryDirectory() as folder:
        config.initialise(Path(folder), secure_cookies=False)
        settings = config.load(Path(folder), environ={})
        migrate.upgrade(settings)
        app = create_app(settings)
        publish(app, release())
        loaded = sorted({"plotly", "scipy", "numpy"} & set(sys.modules))
        print(f"Loaded before the first page: {', '.join(loaded) or 'neither plotly nor scipy'}.\n")
        _told(measured(app))
        app.extensions["stores"].close()
    sizes = plotlyjs.path().stat().st_size, len(plotlyjs.compressed())
    print(f"\nplotly.js, only when a reader explores: {sizes[0]:,} bytes, {sizes[1]:,} as sent.")


def measured(app: Flask) -> dict[str, list[Measured]]:
    """Every page that can be reached by links, by its kind."""
    reader = Pages(app).signed_in(Role.VIEWER, authority="harbour")
    found = defaultdict(list)
    for address, page in list(crawl(reader, ROOM)):
        found[_kind(address, page.response.mimetype)].append(_cost(reader, address, page.response.mimetype))
    return found


def _kind(address: str, mimetype: str) -> str:
    if mimetype in NAMES or address in NAMES:
        return NAMES.get(mimetype) or NAMES[address]
    part = address.removeprefix(HOME).split("/")[0]
    return NAMES.get(part, part)


def _cost(reader: Pages, address: str, mimetype: str) -> Measured:
    times, body = [], b""
    for _ in range(FETCHES.get(mimetype, FEWER)):
        begun = time.process_time()
        body = reader.client.get(address).data
        times.append(1000 * (time.process_time() - begun))
    return statistics.median(times), len(body), len(gzip.compress(body))


def _told(found: dict[str, list[Measured]]) -> None:
    print("| page | pages | processor, ms (median) | of the slowest | bytes of the largest | compressed |")
    print("|---|---|---|---|---|---|")
    for kind, costs in found.items():
        times, bodies, packed = zip(*costs, strict=True)
        usual = statistics.median(times)
        print(f"| {kind} | {len(costs)} | {usual:.1f} | {max(times):.1f} | {max(bodies):,} | {max(packed):,} |")
    every = [cost for kind, costs in found.items() if kind not in BESIDE for cost in costs]
    slow, large = sum(one[0] > AIM_MS for one in every), sum(one[1] > AIM_BYTES for one in every)
    print(
        f"\nOf {len(every)} pages {slow} above the aim of {AIM_MS:.0f} ms, {large} above that of {AIM_BYTES:,} bytes."
    )


if __name__ == "__main__":
    main()
