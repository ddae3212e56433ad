"""The pages of the earlier years in Chromium: axe finds nothing, and a phone without JavaScript can do it all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browser as browsers
import pytest
from builders.earlier import SAFE, written
from flask import Flask
from pages import signed_in
from playwright.sync_api import Browser, BrowserContext, Page, expect

from surveyapp.web.audience import Role

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

PUBLISHED = Path(__file__).resolve().parents[1] / "history" / "published.csv"
LONG = written(SAFE | {"kind": "x" * 60, "band": "y" * 70, "indicator": "z" * 200, "note": "w" * 600})


def window(app: Flask, served: str, chromium: Browser, *, size: dict[str, int], **more: object) -> BrowserContext:
    opened = browsers.opened(chromium, served, size=size, **more)
    token = signed_in(app, Role.ANALYST, authority="council")
    opened.add_cookies([{"name": "staff", "value": token, "url": served}])
    return opened


@pytest.fixture
def page(app: Flask, served: str, authority: str, chromium: Browser) -> Iterator[Page]:
    """A page of somebody who may release results."""
    opened = window(app, served, chromium, size=browsers.PHONE)
    yield opened.new_page()
    opened.close()


def well_made(page: Page) -> None:
    assert list(browsers.wrong_in_any_sight(page)) == [], page.url


def test_axe_finds_nothing_on_the_way_in_and_out(page: Page) -> None:
    page.goto("/desk/history")
    well_made(page)
    page.get_by_role("link", name="Bring in figures").click()
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("alert")).to_be_visible()
    well_made(page)
    page.get_by_label("Or paste its lines here").fill(LONG)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", name="Cannot be brought in")).to_be_visible()
    well_made(page)
    page.get_by_role("link", name="Take another file").click()
    page.get_by_label("The file").set_input_files(PUBLISHED)
    page.get_by_role("button", name="Look at it first").click()
    well_made(page)
    page.get_by_role("button", name="Bring in 13 figures").click()
    expect(page.get_by_text("13 figures")).to_be_visible()
    well_made(page)
    page.get_by_role("link", name="Remove").click()
    well_made(page)
    page.get_by_role("button", name="Yes, remove them").click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()


def test_without_javascript_a_phone_does_it_all(app: Flask, served: str, authority: str, chromium: Browser) -> None:
    opened = window(app, served, chromium, size=browsers.PHONE, java_script_enabled=False)
    page = opened.new_page()
    page.goto("/desk/history/new")
    page.get_by_label("Or paste its lines here").fill(PUBLISHED.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Bring in 13 figures").click()
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Yes, remove them").click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    opened.close()
