"""A tablet that can never send: what waits on it is carried to another machine as one file that nobody can read."""

from __future__ import annotations

from pathlib import Path

import browser as browsers
import pytest
from builders.child import Fieldwork, in_the_box
from canary import forms, found_in
from line import Line
from playwright.sync_api import Browser, Page, expect
from sealed import SAVED
from test_journeys_offline import WRITTEN, finish, line, make_ready, tablet_with
from walking import SIZES, scripted

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

__all__ = ["line"]


def bring_in(page: Page, made: Fieldwork, file: Path, key: str) -> None:
    page.goto(f"/s/ready/{made.wave}")
    page.locator("#carried").set_input_files(file)
    page.locator("#carried-key").fill(key)
    page.locator("#bring").tap()


@pytest.mark.parametrize("band", ["8-11"])
def test_answers_carried_in_a_file_arrive_once_also_if_the_tablet_sends_them_itself(
    chromium: Browser, line: Line, served: str, made: Fieldwork, tmp_path: Path, band: str
) -> None:
    card, file = made.cards[band][0], tmp_path / "sealed-answers.surveyapp"
    with tablet_with(chromium, line, tmp_path / "profile") as context:
        make_ready(context, made)
        line.down()
        page = context.new_page()
        page.goto(f"/s/#{card}.{band}")
        finish(page)
        expect(page.locator("h1")).to_have_text(SAVED)
        page.goto(f"/s/ready/{made.wave}")
        with page.expect_download() as saved:
            page.locator("#save").tap()
        saved.value.save_as(file)
        key = page.locator("#carry bdi").inner_text()
        assert browsers.violations(page) == []
        wanted = {name: form for one in (WRITTEN, card) for name, form in forms(one, one.encode()).items()}
        assert found_in([(str(file), file.read_bytes())], wanted) == []
        with scripted(chromium, served, size=SIZES["tablet"]) as elsewhere:
            other = elsewhere.new_page()
            bring_in(other, made, file, f"B{key[1:]}" if key[0] != "B" else f"C{key[1:]}")
            expect(other.locator("#carry [role=status]")).to_contain_text("This key does not open this file")
            assert in_the_box(made) == []
            for _ in range(2):
                bring_in(other, made, file, key.lower())
                expect(other.locator("#carry [role=status]")).to_contain_text("Brought in: 1.")
                expect(other.locator("#count")).to_contain_text("Nothing waits.")
        assert len(in_the_box(made)) == 1
        line.up()
        page.reload()
        expect(page.locator("#count")).to_contain_text("Nothing waits.")
    assert len(in_the_box(made)) == 1
