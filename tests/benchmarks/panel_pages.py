"""What each kind of panel page costs: processor time, bytes, and bytes as sent, for a release of 50 indicators."""

from __future__ import annotations

import gzip
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from builders.published import publish
from builders.release import release
from flask import Flask
from pages import signed_in

from surveyapp import config, create_app
from surveyapp.dashboards import plotlyjs
from surveyapp.db import migrate
from surveyapp.web.audience import Role

HOME = "/results/harbour-2026/"
PAGES = {
    "list of results": "/results/",
    "front page": HOME,
    "who took part": HOME + "response/",
    "a domain": HOME + "domains/resilience/",
    "what changed": HOME + "changes/",
    "an indicator": HOME + "indicators/feels_safe_home/",
    "methods": HOME + "methods/",
    "a chart to explore": HOME + "charts/domain/resilience/shares.json",
}
FETCHES = 40


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
        print("| page | processor, ms (median) | bytes | compressed |")
        print("|---|---|---|---|")
        for name, address in PAGES.items():
            print(_row(app, name, address))
        app.extensions["stores"].close()
    sizes = plotlyjs.path().stat().st_size, len(plotlyjs.compressed())
    print(f"\nplotly.js, only when a reader explores: {sizes[0]:,} bytes, {sizes[1]:,} as sent.")


def _row(app: Flask, name: str, address: str) -> str:
    client = app.test_client()
    client.set_cookie("staff", signed_in(app, Role.VIEWER, authority="harbour"))
    body = client.get(address).data
    times = []
    for _ in range(FETCHES):
        begun = time.process_time()
        assert client.get(address).status_code == 200
        times.append(1000 * (time.process_time() - begun))
    return f"| {name} | {statistics.median(times):.1f} | {len(body):,} | {len(gzip.compress(body)):,} |"


if __name__ == "__main__":
    main()
