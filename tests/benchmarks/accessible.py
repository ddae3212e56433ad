"""Every page of every band in every language, at three sizes and in every look: what axe finds, what is small or lost.

``python tests/benchmarks/accessible.py --bands 4-7 --languages en ar ti`` for a part; what is done stands in a file
of JSON lines (``--kept``), so a run that was cut off goes on. Every stop of the survey document is drawn by the pages'
own scripts (stage.js), one after the other in one window, and what is dark, forced or still is looked at without
loading anything anew. In the light axe has all rules of WCAG 2.2 AA and its best practices; in every other look those
that colours and sizes can break, while the tree that a screen reader is given must be the light's, name for name.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "journeys"))

import browser as browsers
from builders import child, talk
from builders.child import Fieldwork
from hearing import heard
from playwright.sync_api import Browser, Page, Route
from sights import RULES, SCRIPT
from walking import BANDS, SMALLEST

import surveyapp
from surveyapp import config, create_app
from surveyapp.db import migrate
from surveyapp.definition.model import Instrument
from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Readers

SCRIPTS = Path(surveyapp.__file__).parent / "static" / "child"
STAGE = (Path(__file__).parent / "stage.js").read_text(encoding="utf-8")
NARROW = "320 px, text twice as big"
SIZES = {"phone": browsers.PHONE, "tablet": browsers.TABLET, NARROW: {"width": 320, "height": 640}}
PLAIN: dict[str, Any] = {
    "color_scheme": "light",
    "forced_colors": "none",
    "contrast": "no-preference",
    "reduced_motion": "no-preference",
}
SCHEMES: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "still": {"reduced_motion": "reduce"},
    "more contrast": {"contrast": "more"},
}
LOOKS = ("calm", "dark", "strong", "dark strong")
"""What a child may choose; its sizes are those of the scheme, so it is looked at on a phone alone."""
LIGHT, WAYS = "light", "ways"
THOROUGH = ("en",)
"""Looked at in every look, whatever was seen before, and as a screen reader is given it."""
TARGETS = "button, label.card, .typed, a.go, a.tool, a.phone, a.site, summary"
UNFOLDED = "document.querySelectorAll('details').forEach(one => { one.open = true })"
GROWN = "size => { document.documentElement.style.fontSize = size }"
LOOK = "look => { document.documentElement.className = look }"
COLUMNS = ("band", "language", "pages", "looks", "all", "sight", "trees", "seconds")
KINDS = ("axe", "small", "lost", "tree")
NIGHT = "2026-12-18 18:00"
ASIDE = "around"
"""The pages that belong to no band."""


Passed = dict[str, set[str]]
"""By scheme how the texts are drawn that axe has passed; under WAYS the ways down to texts that were in every look."""


@dataclass
class Looked:
    """What was found in one band and language."""

    least: int
    passed: Passed
    thorough: bool
    pages: int = 0
    looks: int = 0
    ran: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    ways: set[str] = field(default_factory=set)

    @property
    def unlike(self) -> bool:
        """Whether some text stands elsewhere than all that were looked at in every look: then this is, too."""
        return self.thorough or not self.ways <= self.passed.setdefault(WAYS, set())

    def known(self) -> None:
        """What stood there was looked at in every look."""
        self.passed.setdefault(WAYS, set()).update(self.ways)


def main() -> None:
    """Print a table, and every finding under it."""
    given = _arguments()
    with given.kept.open("a+", encoding="utf-8") as kept, TemporaryDirectory() as folder:
        kept.seek(0)
        done = {(row["band"], row["language"]): row for row in map(json.loads, kept)}
        passed: Passed = {}
        for scheme, one in ((scheme, one) for row in done.values() for scheme, one in row["passed"].items()):
            passed.setdefault(scheme, set()).update(one)
        config.initialise(Path(folder), secure_cookies=False)
        settings = config.load(Path(folder), environ={})
        migrate.upgrade(settings)
        app = create_app(settings)
        newest = {band: app.extensions["catalogue"].latest(band) for band in BANDS}
        listed = (*child.LISTENERS, child.LONG_NAMED)
        made = child.fieldwork(app, instruments=list(newest.values()), trial=True, listeners=listed)
        talk.ready(app, NIGHT)
        with browsers.chromium() as chromium, browsers.served(app) as address:
            for language, band in product(given.languages, given.bands):
                if (band, language) not in done:
                    places = _addresses(address, made, newest.get(band), language)
                    before = {scheme: set(ones) for scheme, ones in passed.items()}
                    row = _row(chromium, places, Looked(SMALLEST.get(band, 48), passed, language in THOROUGH))
                    row |= {"band": band, "language": language, "passed": _fresh(passed, before)}
                    done[band, language] = row
                    print(json.dumps(row, ensure_ascii=False), file=kept, flush=True)
                    print(_line(row), flush=True)
        app.extensions["stores"].close()
    _table([row for (band, language), row in done.items() if band in given.bands and language in given.languages])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    others = [code for code in catalogues.codes(Readers.CHILDREN) if code not in THOROUGH]
    parser.add_argument("--bands", nargs="+", default=(*BANDS, ASIDE), choices=(*BANDS, ASIDE))
    parser.add_argument("--languages", nargs="+", default=(*THOROUGH, *others))
    parser.add_argument("--kept", type=Path, default=Path("/tmp/accessible.jsonl"))
    return parser.parse_args()


def _fresh(passed: Passed, before: Passed) -> dict[str, list[str]]:
    return {scheme: sorted(ones - before.get(scheme, set())) for scheme, ones in passed.items()}


def _addresses(address: str, made: Fieldwork, asked: Instrument | None, language: str) -> list[str]:
    """The survey document of a band; without one, the pages around the surveys."""
    if asked:
        return [f"{address}/s/take/{made.wave}/{asked.survey}/{asked.fingerprint}/{language}"]
    paths = ("", "help", "nowhere", "session", f"ready/{made.wave}", f"ready/{made.wave}/which", "talk/council")
    return [f"{address}/s/{path}?lang={language}" for path in paths]


def _row(chromium: Browser, places: list[str], looked: Looked) -> dict[str, Any]:
    began = time.monotonic()
    with browsers.opened(chromium, places[0], size=browsers.PHONE, has_touch=True, bypass_csp=True) as context:
        page = context.new_page()
        for name in _staged(page, places[0]) if len(places) == 1 else _around(page, places):
            page.evaluate(browsers.AXE)
            page.add_script_tag(content=SCRIPT)
            _looked_at(page, name, looked)
            if looked.thorough:
                _trees_alike(page, name, looked)
    counts = {"pages": looked.pages, "looks": looked.looks, **looked.ran, "seconds": round(time.monotonic() - began)}
    return {**counts, "found": looked.found}


def _staged(page: Page, place: str) -> Iterator[str]:
    """The survey document, with all its stops at hand."""
    page.context.route("**/child/*.js", _own_scripts)
    page.goto(place)
    page.wait_for_function("window.stops")
    yield ""


def _around(page: Page, places: list[str]) -> Iterator[str]:
    """The other pages in turn, by name."""
    for place in places:
        page.goto(place, wait_until="networkidle")
        yield place
    page.locator("button.go").click()
    page.locator("#called-problem").wait_for()
    yield "asking, with mistakes"
    page.locator("#called").fill("Robin")
    page.locator("#reach").fill("07700 900123")
    page.locator("button.go").click()
    page.locator("#called").wait_for(state="detached")
    yield "asked"
    page.goto(places[0])
    page.locator("#code").fill("BCD")
    page.locator("button.go").click()
    page.locator(".problem p").first.wait_for()
    page.evaluate(UNFOLDED)
    yield "a wrong code, all unfolded"


def _own_scripts(route: Route) -> None:
    """The modules as they lie on the disk, and the stage in the place of the one that runs a sitting."""
    name = route.request.url.rpartition("/")[2]
    path = SCRIPTS / name
    body = STAGE if name == "run.js" else path.read_text(encoding="utf-8") if path.exists() else ""
    route.fulfill(body=body, content_type="text/javascript")


def _looked_at(page: Page, name: str, looked: Looked) -> None:
    """Every stop of this document at every size and in every look; left as a phone shows it by day."""
    everywhere: dict[str, str] | None = None
    for size, box in SIZES.items():
        page.set_viewport_size(box)  # type: ignore[arg-type]  # width and height
        page.evaluate(GROWN, "200%" if size == NARROW else "")
        light = _sight(page, looked, f"{name}{size}", LIGHT, everywhere)
        everywhere = everywhere or light
        if looked.unlike:
            _schemes(page, looked, f"{name}{size}", light)
        if looked.unlike and size == "phone":
            _looks(page, looked, f"{name}{size}", light)
    looked.pages += len(everywhere or ())
    looked.known()
    page.evaluate(GROWN, "")
    page.set_viewport_size(browsers.PHONE)  # type: ignore[arg-type]  # width and height


def _schemes(page: Page, looked: Looked, at: str, light: dict[str, str]) -> None:
    for scheme, given in SCHEMES.items():
        page.emulate_media(**(PLAIN | given))
        _sight(page, looked, at, scheme, light)
    page.emulate_media(**PLAIN)


def _looks(page: Page, looked: Looked, at: str, light: dict[str, str]) -> None:
    for look in LOOKS:
        page.evaluate(LOOK, look)
        _sight(page, looked, at, f"chosen {look}", light)
    page.evaluate(LOOK, "")


def _sight(page: Page, looked: Looked, at: str, scheme: str, before: dict[str, str] | None) -> dict[str, str]:
    """All stops as the window shows them now; what is shown of each."""
    known = looked.passed.setdefault(scheme, set())
    asked = {"targets": TARGETS, "least": looked.least, "whole": before is None, "before": before}
    told = page.evaluate("given => window.sights(given)", RULES | asked | {"known": sorted(known)})
    known.update(told["known"])
    looked.ways |= set(told["ways"])
    shown: dict[str, str] = told["shown"]
    looked.looks += len(shown)
    looked.ran.update({"all": told["all"], "sight": told["sight"]})
    looked.found += [f"{at}, {scheme}, {stop}: {one}" for stop, one in told["found"]]
    return shown


def _trees_alike(page: Page, name: str, looked: Looked) -> None:
    """Where the same is shown, a screen reader is given the same: each stop on a phone, by day and in every scheme."""
    talking = page.context.new_cdp_session(page)
    trees: dict[str, set[tuple[str, str]]] = {}
    for given in ({}, *SCHEMES.values()):
        page.emulate_media(**(PLAIN | given))
        for stop in page.evaluate("window.stops ?? ['']"):
            page.evaluate("stop => window.stage?.(stop)", stop)
            trees.setdefault(stop, set()).add((page.evaluate("shown()"), heard(talking)))
            looked.ran["trees"] += 1
    page.emulate_media(**PLAIN)
    for stop, met in trees.items():
        if len(met) > len({shown for shown, _ in met}):
            looked.found.append(f"{name}{stop}: tree: a screen reader is given another page by another light")


def _line(row: Mapping[str, Any]) -> str:
    kinds = Counter(one.partition(": ")[2].partition(":")[0] for one in row["found"])
    return f"| {' | '.join(str(row.get(one, 0)) for one in COLUMNS)} | {' | '.join(str(kinds[one]) for one in KINDS)} |"


def _table(rows: list[dict[str, Any]]) -> None:
    names = (*COLUMNS, *KINDS)
    print(f"| {' | '.join(names)} |\n|{'---|' * len(names)}")
    print(*map(_line, rows), sep="\n")
    sums = [sum(row.get(one, 0) for row in rows) for one in COLUMNS[2:]]
    found = [f"{row['band']} {row['language']}, {one}" for row in rows for one in row["found"]]
    print("\nTogether:", ", ".join(f"{amount} {one}" for amount, one in zip(sums, COLUMNS[2:], strict=True)))
    print(f"{len(found)} findings.", *found, sep="\n")


if __name__ == "__main__":
    main()
