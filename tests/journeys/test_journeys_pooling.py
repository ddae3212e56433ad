"""Few care leavers answer in two years: sealed, opened together by both years' custodians, read by the panel as one."""

from __future__ import annotations

import browser as browsers
import pytest
from flask import Flask
from pages import Pages, signed_in
from playwright.sync_api import Browser
from pooling import AUTHORITY, answered, closed_and_opened, opened_together, planned, pooled_wave

from surveyapp.fieldwork import waves
from surveyapp.releases.publish import release
from surveyapp.web.audience import Role

FEW = {"8-11": 12, "leavers": 4}
MORE = {"8-11": 12, "leavers": 11}
"""Enough to be counted alone; but the four of the year before wait for them."""


@pytest.mark.browser
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_few_said_in_two_years_is_read_as_one_and_never_apart(app: Flask, served: str, chromium: Browser) -> None:
    with app.extensions["stores"].write("fieldwork") as session:
        waves.add_authority(session, AUTHORITY, "Northvale")
    with browsers.opened(chromium, served) as window:
        token = signed_in(app, *Role, authority=AUTHORITY)
        window.add_cookies([{"name": "staff", "value": token, "url": served}])
        page, years = window.new_page(), []
        for title, ago, numbers in (("Our year one", 1, FEW), ("Our year two", 0, MORE)):
            years.append(answered(app, planned(page, title, years_ago=ago), numbers))
            said = closed_and_opened(page, years[-1])
            assert "Care leavers, 16 to 25: kept sealed" in said
            assert "Care leavers, 16 to 25: kept sealed" in page.locator("main").inner_text()
        opened_together(page, *years)
        assert page.get_by_role("row", name="Care leavers").locator("td").inner_text() == "15"
        together = pooled_wave(app)
        for wave in (years[1].wave, together):
            release(app.extensions["stores"], app.extensions["catalogue"], wave)
        page.goto("/results/")
        assert page.get_by_role("link", name="Care leavers, 16 to 25:").count() == 1
        page.get_by_role("link", name="Care leavers, 16 to 25:").click()
        assert "Counted together here: “Our year one”; “Our year two”." in page.locator("header").inner_text()
        assert "15 of the 40" in page.locator("main").inner_text()
    panel = Pages(app).signed_in(Role.VIEWER, authority=AUTHORITY)
    assert "Care leavers, 16 to 25: these answers are kept sealed." in panel.get(f"/results/{years[1].wave}/").text
