"""The pages of the other councils in Chromium: axe finds nothing, and a phone without JavaScript can do it all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import browser as browsers
import pytest
from flask import Flask
from pages import signed_in
from playwright.sync_api import Browser, BrowserContext, Page, expect

from surveyapp.history.comparators import KIND, Comparators, Elsewhere, encode
from surveyapp.signing import files
from surveyapp.signing.keys import PROGRAMME, SigningKeys, aloud
from surveyapp.web.audience import Role

pytestmark = [
    pytest.mark.slow, pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True),
]  # fmt: skip

ONE = Elsewhere("feels_safe_home", ("8-11",), "0" * 64, 250, 250, 360, 0.01, 0.02, tuple("abcdef"))
ASKED = ("good_friend", "trusted_adult", "likes_bedroom", "included_in_decisions", "knows_advocate")
FIGURES = (
    ONE, replace(ONE, bands=("8-11", "11-18"), low=540, high=540, base=780),
    *(replace(ONE, indicator=name, low=300 + at, high=300 + at) for at, name in enumerate(ASKED)),
    replace(ONE, indicator="lonely", low=0, high=4),
)  # fmt: skip
FILE = Comparators("Many Voices, North and East", "council", 1, "2026-06-01", 2025, 2026, 8, False, FIGURES)


@pytest.fixture
def given(tmp_path: Path) -> tuple[Path, str]:
    """A programme's file, and its key as it is read aloud."""
    keys = SigningKeys.of(tmp_path)
    told = aloud(keys.create(PROGRAMME))
    file = tmp_path / "council-round-1.json"
    file.write_bytes(files.write(encode(FILE), kind=KIND, keys=keys, holder=PROGRAMME))
    return file, told


@pytest.fixture
def window(app: Flask, served: str, authority: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a window of somebody who may release results."""
    made: list[BrowserContext] = []

    def window(**more: object) -> Page:
        made.append(browsers.opened(chromium, served, **more))
        token = signed_in(app, Role.ANALYST, authority=authority)
        made[-1].add_cookies([{"name": "staff", "value": token, "url": served}])
        return made[-1].new_page()

    yield window
    for one in made:
        one.close()


@pytest.mark.parametrize(("size", "script"), [(browsers.PHONE, False), (browsers.DESKTOP, True)], ids=["phone", "desk"])
def test_a_file_goes_in_and_aside_and_in_again_and_every_page_is_well_made(
    window: Callable[..., Page], given: tuple[Path, str], size: dict[str, int], script: bool
) -> None:
    page = window(size=size, java_script_enabled=script)
    page.goto("/desk/others")
    well_made(page, script)
    page.get_by_role("link", name="Take in a programme's file").click()
    page.get_by_label("The programme's file").set_input_files(given[0])
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("let them read their key to you, and write")).to_be_visible()
    well_made(page, script)
    page.get_by_label("The programme's file").set_input_files(given[0])
    page.get_by_label("The programme's key").fill(given[1])
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Many Voices, North and East, round 1")
    well_made(page, script)
    page.get_by_role("link", name="Set aside").click()
    well_made(page, script)
    page.get_by_role("button", name="Yes, set it aside").click()
    expect(page.get_by_text("no new results show it.")).to_be_visible()
    well_made(page, script)
    page.get_by_role("link", name="Use again").click()
    well_made(page, script)
    page.get_by_role("button", name="Yes, use it again").click()
    expect(page.get_by_text("no new results show it.")).to_have_count(0)


def well_made(page: Page, script: bool) -> None:
    if script:
        assert browsers.violations(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} is too wide"
