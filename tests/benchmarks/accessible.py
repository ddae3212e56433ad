"""Every kind of page × band × language × size × scheme: what axe finds, what is small, what is lost.

``PYTHONPATH=tests python tests/benchmarks/accessible.py --bands 4-7 --languages en ar ti`` for a part; without options
all 17 languages of all four bands, which takes hours on two cores. Axe has the rules of WCAG 2.2 AA and its best
practices; targets are measured on a phone; 200 % text and 320 px may lose nothing. Motion is always reduced: axe would
take a colour in the middle of its change for the last one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "journeys"))

import browser as browsers
import walking
from builders import child
from builders.child import Fieldwork
from playwright.sync_api import Browser, Page

from surveyapp import config, create_app
from surveyapp.db import migrate
from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Readers

SIZES = {"tablet": browsers.TABLET, "phone": browsers.PHONE, "320 px": {"width": 320, "height": 640}}
PLAIN: dict[str, Any] = {
    "color_scheme": "light",
    "forced_colors": "none",
    "contrast": "no-preference",
    "reduced_motion": "reduce",
}
SCHEMES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "more contrast": {"contrast": "more"},
}
LOOKS = ("calm", "dark", "strong", "dark strong")
"""What a child may choose; dressed as the page would be, and looked at for its colours alone."""
TARGETS = "button, label.card, .typed, a.go, a.tool, a.phone, a.site, summary"
SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
    .filter(one => one.checkVisibility() && !one.matches('.enter, .unseen'))
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < least - .5)
    .map(([one, box]) => `${one.className || one.tagName} ${Math.round(box.width)} by ${Math.round(box.height)}`)"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def main() -> None:
    """Print a table, and every finding under it."""
    given = _arguments()
    totals: Counter[str] = Counter()
    with TemporaryDirectory() as folder, browsers.chromium() as chromium:
        config.initialise(Path(folder), secure_cookies=False)
        settings = config.load(Path(folder), environ={})
        migrate.upgrade(settings)
        app = create_app(settings)
        newest = [app.extensions["catalogue"].latest(band) for band in given.bands]
        made = child.fieldwork(app, instruments=newest, cards=len(given.languages), trial=True)
        print("| band | language | pages | looked at | axe | small targets | lost |\n|---|---|---|---|---|---|---|")
        with browsers.served(app) as address:
            for band in given.bands:
                for card, language in enumerate(given.languages):
                    totals += _row(chromium, address, made, band, language, card)
        app.extensions["stores"].close()
    print(f"\n{totals['seen']} looks at {totals['pages']} pages, {totals['wrong']} findings.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bands", nargs="+", default=walking.BANDS, choices=walking.BANDS)
    parser.add_argument("--languages", nargs="+", default=("en", *catalogues.codes(Readers.CHILDREN)))
    return parser.parse_args()


def _row(chromium: Browser, address: str, made: Fieldwork, band: str, language: str, card: int) -> Counter[str]:
    told: Counter[str] = Counter()
    found: list[str] = []
    with walking.window(chromium, address, size=SIZES["phone"], java_script_enabled=True, bypass_csp=True) as context:
        page, seen = context.new_page(), set()
        for name in walking.walk(page, made, band, card=card, lang=language):
            if name not in seen:
                seen.add(name)
                for kind, what in _looked_at(page, band):
                    told[kind] += 1
                    found += [f"  {band} {language}, {name}: {kind}: {what}"] if what else []
                page.set_viewport_size(SIZES["phone"])
    wrong = Counter(line.split(": ")[1] for line in found)
    looks = sum(told.values())
    print(f"| {band} | {language} | {len(seen)} | {looks} | {wrong['axe']} | {wrong['small']} | {wrong['lost']} |")
    print(*found, sep="\n", end="\n" if found else "", flush=True)
    return Counter(seen=looks, pages=len(seen), wrong=len(found))


def _looked_at(page: Page, band: str) -> Iterator[tuple[str, str]]:
    """Kind of look, and what was wrong; empty where nothing was."""
    for size, box in SIZES.items():
        page.set_viewport_size(box)
        for scheme, given in SCHEMES.items():
            page.emulate_media(**(PLAIN | given))
            rules = browsers.TAGS if scheme == "light" else browsers.COLOURS
            yield "axe", "; ".join(f"{size}, {scheme}: {one}" for one in browsers.violations(page, rules))
        page.emulate_media(**PLAIN)
        yield "lost", _wide(page, size)
    page.set_viewport_size(SIZES["phone"])
    yield from _chosen_looks(page)
    yield "small", "; ".join(page.evaluate(SMALL, [TARGETS, _least(page, band)]))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    yield "lost", _wide(page, "200 %")
    page.evaluate("document.documentElement.style.fontSize = ''")


def _chosen_looks(page: Page) -> Iterator[tuple[str, str]]:
    before = page.evaluate("document.documentElement.className")
    for look in LOOKS:
        page.evaluate("look => { document.documentElement.className = look }", look)
        yield "axe", "; ".join(f"{look}: {one}" for one in browsers.violations(page, browsers.COLOURS))
    page.evaluate("look => { document.documentElement.className = look }", before)


def _wide(page: Page, at: str) -> str:
    over = page.evaluate(WIDER)
    return f"{over} pixels too wide at {at}" if over > 0 else ""


def _least(page: Page, band: str) -> int:
    room = page.evaluate("document.body.className")
    return 48 if "adults" in room or "start" in room else walking.SMALLEST[band]


if __name__ == "__main__":
    main()
