"""What a panel page costs with 100 and with 100,000 answers behind it."""

from __future__ import annotations

import secrets
import statistics
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from builders.published import publish
from flask import Flask
from pages import Pages

from surveyapp import config, create_app
from surveyapp.db import migrate
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Missing
from surveyapp.demo.children import answered, children
from surveyapp.opening.contents import Plan, Sorted, sort_out
from surveyapp.opening.opened import Opened
from surveyapp.releases.assemble import assemble
from surveyapp.releases.model import WaveFacts
from surveyapp.releases.source import Completed, Source
from surveyapp.results import queries, store
from surveyapp.results.handed import Handed
from surveyapp.web.audience import Role

BANDS = {"4-7": 15, "8-11": 25, "11-18": 40, "leavers": 20}
TIMES = (1, 1000)
FETCHES = 30
AUTHORITY = "northvale"


def main() -> None:
    """Print a table."""
    with TemporaryDirectory() as folder:
        instance = Path(folder)
        config.initialise(instance, secure_cookies=False)
        settings = config.load(instance, environ={})
        migrate.upgrade(settings)
        app = create_app(settings)
        parts = _parts(app.extensions["catalogue"])
        print("| answers | counting the rows, s | building with audit, s | wave page, ms | indicator page, ms |")
        print("|---|---|---|---|---|")
        medians = [_row(app, parts, times) for times in TIMES]
        app.extensions["stores"].close()
    ratios = " and ".join(f"{most / least:.2f}" for least, most in zip(*medians, strict=True))
    print(f"\nMedians of {FETCHES} fetches; 1,000 times the answers cost a page {ratios} times as much.")


def _parts(catalogue: Catalogue) -> Sorted:
    """A hundred made-up children, opened."""
    opened = []
    instruments = {band: catalogue.version(band, "2024") for band in BANDS}
    for band, count in BANDS.items():
        for child in children(band, count, seed="growth"):
            given = answered(child, instruments[band], catalogue.bank, year=2026)
            opened.append(Opened(band, {id: given.get(id, Missing.NOT_ASKED) for id in given}, {}))
    return sort_out(Plan(instruments, dict.fromkeys(BANDS), catalogue.bank), opened)


def _row(app: Flask, parts: Sorted, times: int) -> tuple[float, float]:
    wave = f"w{times}"
    _store(app, parts, wave, times)
    catalogue = app.extensions["catalogue"]
    begun = time.perf_counter()
    with app.extensions["stores"].read("results") as session:
        counted = queries.counts(session, wave, catalogue)
    read = time.perf_counter() - begun
    source = Source(
        authority=AUTHORITY,
        authority_title="Northvale",
        wave=WaveFacts(wave, f"Wave {times}", 2026, "2026-02-02", "2026-03-20"),
        bank=catalogue.bank,
        instruments={band: catalogue.version(band, "2024") for band in BANDS},
        counts=counted,
        completed=tuple(Completed(band, n * times, 2 * n * times) for band, n in BANDS.items()),
        floor=0.3,
    )
    begun = time.perf_counter()
    release = assemble(source)
    built = time.perf_counter() - begun
    publish(app, release)
    pages = _fetched(app, f"/results/{wave}/"), _fetched(app, f"/results/{wave}/indicators/trusted_adult/")
    answers = times * sum(BANDS.values())
    print(f"| {answers:,} | {read:.2f} | {built:.1f} | {pages[0]:.1f} | {pages[1]:.1f} |")
    return pages


def _store(app: Flask, parts: Sorted, wave: str, times: int) -> None:
    """The same hundred children, ``times`` over, as an opening would put them away."""
    handed = Handed(
        wave=wave,
        month="2026-04",
        keep_until=date(2028, 4, 1),
        n_ok=times * sum(BANDS.values()),
        n_bad=0,
        box_digest=bytes(32),
        bands={unit.label: unit.n * times for unit in parts.units},
        rows=tuple(replace(row, id=secrets.token_bytes(16)) for row in parts.rows for _ in range(times)),
        remarks=(),
        cells={cell: n * times for cell, n in parts.cells.items()},
    )
    with app.extensions["stores"].write("results") as session:
        store.put_away(session, handed)


def _fetched(app: Flask, path: str) -> float:
    """The median milliseconds that one panel page takes the server."""
    client = Pages(app).signed_in(Role.VIEWER, authority=AUTHORITY).client
    taken = []
    for _ in range(FETCHES):
        begun = time.perf_counter()
        assert client.get(path).status_code == 200
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken[5:])


if __name__ == "__main__":
    main()
