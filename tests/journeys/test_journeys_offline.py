"""A tablet that was made ready, and no network: children finish, and nothing is lost, doubled or readable."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import browser as browsers
import pytest
import sealed
from builders import child
from builders.child import Fieldwork, in_the_box
from canary import files, forms, found_in
from line import Line, lined
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sealed import SAVED, THANKS
from walking import at_the_last_look, press, scan

from surveyapp.box import ballots
from surveyapp.survey import keeping

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

WRITTEN = "Zyxwvut qponmlk jihgfed cbazyxw"
FULL = "() => { Cache.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') } }"
PUT_BACK = "() => { Date.now = () => 0 }"
LONG_AGO = "1990-01-01T00:00:00Z"
FAILED = "That did not work"
READY = "This tablet is ready. You can switch the network off."


@pytest.fixture
def line(served: str) -> Iterator[Line]:
    """The way to the server, which can be cut."""
    with lined(served) as made:
        yield made


@contextmanager
def tablet_with(chromium: Browser, line: Line, profile: Path) -> Iterator[BrowserContext]:
    """A browser that keeps its profile here, as a real one does; killed at the end, as a flat battery would."""
    context = chromium.browser_type.launch_persistent_context(
        profile,
        executable_path=browsers.CHROMIUM,
        args=["--no-sandbox"],
        base_url=line.address,
        viewport=browsers.TABLET,
        has_touch=True,
    )
    context.set_default_timeout(browsers.PATIENCE)
    yield context
    for process in Path("/proc").glob("[0-9]*"):
        if f"--user-data-dir={profile}".encode() in _command(process):
            os.kill(int(process.name), signal.SIGKILL)


def _command(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:  # it has ended meanwhile
        return b""


def make_ready(context: BrowserContext, made: Fieldwork) -> None:
    page = context.new_page()
    page.goto(f"/s/ready/{made.wave}")
    made_again(page)
    page.close()


def made_again(page: Page, *, says: str = READY) -> list[str]:
    """Press the button of this page; gives the sets that the tablet keeps now."""
    page.locator("#make").tap()
    expect(page.locator("#progress")).to_contain_text(says)
    kept: list[str] = page.evaluate("caches.keys()")
    return [name for name in kept if name.startswith("surveyapp kept")]


def finish(page: Page, *, place: int = 0) -> None:
    """Answer everything and press Send."""
    expect(page.locator(".tool[value=stop]")).to_be_visible()
    for _ in range(120):
        if at_the_last_look(page):
            break
        sealed.onward(page, place)
        if page.locator("main textarea").count():
            page.locator("main textarea").first.fill(WRITTEN)
    press(page, page.locator("button.go[value=send]"))


@pytest.mark.parametrize("band", ["8-11"])
def test_three_children_finish_on_one_tablet_without_a_network_and_all_arrive_once(
    chromium: Browser, line: Line, made: Fieldwork, tmp_path: Path, band: str
) -> None:
    profile, cards = tmp_path / "profile", made.cards[band]
    with tablet_with(chromium, line, profile) as context:
        make_ready(context, made)
        line.down()
        page = context.new_page()
        page.goto(f"/s/#{cards[0]}.{band}")
        finish(page)
        expect(page.locator("h1")).to_have_text(SAVED)
    for card in cards[1:3]:
        with tablet_with(chromium, line, profile) as context:
            page = context.new_page()
            page.goto("/s/")
            expect(page.locator("#waiting")).to_be_visible()
            page.locator("#code").fill(card)
            press(page, page.locator("button.go"))
            finish(page, place=1)
            expect(page.locator("h1")).to_have_text(SAVED)
    wanted = {name: form for one in (WRITTEN, *cards[1:3]) for name, form in forms(one, one.encode()).items()}
    assert found_in(files(profile), wanted) == [], "a browser remembers the address of a scanned card, and nothing else"
    assert len(in_the_box(made)) == 0
    line.up()
    with tablet_with(chromium, line, profile) as context:
        page = context.new_page()
        page.goto(f"/s/ready/{made.wave}")
        expect(page.locator("#count")).to_have_text(
            "Nothing waits. All answers that were finished here have been sent."
        )
    assert len(in_the_box(made)) == 3


def test_without_a_network_the_card_says_which_questions_and_the_server_of_which_band_it_is(
    chromium: Browser, line: Line, made: Fieldwork, tmp_path: Path
) -> None:
    """A young person of 14 may have a card for the pages of 8 to 11; typed, only the server knows its band."""
    young = made.app.extensions["catalogue"].version("8-11", "2024")
    code = child.card_for(made, "11-18", young)
    with tablet_with(chromium, line, tmp_path / "profile") as context:
        make_ready(context, made)
        line.portal()
        page = context.new_page()
        page.goto("/s/")
        page.locator("#code").fill(code[:-1] + ("B" if code[-1] != "B" else "C"))
        page.locator("button.go").tap()
        expect(page.locator("#code-problem")).to_contain_text("There is a small mistake in this code.")
        page.locator("#code").fill(code)
        page.locator("button.go").tap()
        expect(page.locator("#code-problem")).to_contain_text("Which questions is your card for?")
        expect(page.locator("#code-problem p").first).to_be_focused()
        expect(page.locator("button.go")).to_have_count(0)
        page.locator("#code").press("End")
        page.locator("#code").press_sequentially(" ")
        expect(page.locator("button.go")).to_be_visible()
        page.locator("button.go").tap()
        expect(page.locator("button.go")).to_have_count(0)
        assert browsers.violations(page) == []
        page.locator("#code-problem button", has_text="8–11").tap()
        finish(page)
        expect(page.locator("h1")).to_have_text(SAVED)
        line.up()
        sealed.connected(page)
        expect(page.locator("h1")).to_have_text(THANKS)
    assert [ballot.instrument.survey for ballot in in_the_box(made)] == ["8-11"]
    with made.app.extensions["stores"].read("box") as box:
        assert {one.band for one in ballots.take(box, made.wave)} == {"11-18"}


def test_answers_to_other_questions_than_the_card_is_for_are_not_sent_and_the_card_still_works(
    chromium: Browser, line: Line, made: Fieldwork, tmp_path: Path
) -> None:
    with tablet_with(chromium, line, tmp_path / "profile") as context:
        make_ready(context, made)
        line.down()
        page = context.new_page()
        page.goto(f"/s/#{made.cards['11-18'][0]}.8-11")
        finish(page)
        expect(page.locator("h1")).to_have_text(SAVED)
        line.up()
        page.goto(f"/s/ready/{made.wave}")
        expect(page.locator("#refused")).to_be_visible()
        assert browsers.violations(page) == []
        page.locator("#drop").tap()
        expect(page.locator("#refused")).to_be_hidden()
        assert in_the_box(made) == []
        page.goto(f"/s/#{made.cards['11-18'][0]}")
        expect(page.locator(".tool[value=stop]")).to_be_visible()


@pytest.mark.parametrize("band", ["8-11"])
def test_pages_are_kept_whole_or_not_and_neither_a_full_tablet_an_update_nor_a_wrong_clock_takes_them_from_a_child(
    chromium: Browser, line: Line, made: Fieldwork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, band: str
) -> None:
    with tablet_with(chromium, line, tmp_path / "profile") as context:
        context.clock.install(time=LONG_AGO)
        ready, page = context.new_page(), context.new_page()
        ready.goto(f"/s/ready/{made.wave}")
        with monkeypatch.context() as other:
            other.setattr(keeping, "_files", lambda: {"child.css": "0" * 64})
            assert made_again(ready, says=FAILED) == []
        first = made_again(ready)
        assert browsers.violations(ready) == []
        scan(page, made.cards[band][0])
        sealed.until(page, "input[name=likes_bedroom]")
        ready.evaluate(FULL)
        assert made_again(ready, says=FAILED) == first, "what was kept is as it was"
        ready.reload()
        ready.evaluate(PUT_BACK)
        assert made_again(ready) == [*first, f"surveyapp kept {made.wave} 0"], "the child's pages stay"
        line.down()
        sealed.reloaded(page)
        expect(page.locator("input[name=likes_bedroom]").first).to_be_visible()
        sealed.onward(page)
        press(page, page.locator(".tool[value=stop]"))
        press(page, page.locator("button[value=send]"))
        expect(page.locator("h1")).to_have_text(SAVED)
        line.up()
        sealed.connected(page)
        expect(page.locator("h1")).to_have_text(THANKS)
        assert len(in_the_box(made)) == 1
        page.close()
        ready.reload()
        assert len(made_again(ready)) == 1, "nobody answers now"
