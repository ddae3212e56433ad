"""While somebody tries many codes, a child in a browser waits a little, does nothing for it, and is let in."""

from __future__ import annotations

import browser as browsers
import pytest
import sealed
from builders.child import Fieldwork, in_the_box
from playwright.sync_api import Browser, Page, expect
from walking import SIZES, press

from surveyapp.fieldwork.guessing import SPARE, Bucket
from surveyapp.fieldwork.lots import Lots
from surveyapp.survey import codewords, entering

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

PATIENCE = 60_000


class Slow:
    """A process in which too many codes were tried; nobody's turn comes before ``now`` is moved on."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now, self.asked, drawn = 0.0, [], Lots.drawn
        self._patch = patch

        def counted(lots: Lots, digest: bytes, *, worked: bool = False) -> bool:
            self.asked.append(worked)
            return drawn(lots, digest, worked=worked)

        patch.setattr(Lots, "drawn", counted)
        self.begin()

    def begin(self) -> None:
        """A process that knows nobody yet."""
        bucket = Bucket(clock=lambda: self.now)
        for _ in range(SPARE):
            bucket.wrong()
        for module in (entering, codewords):
            self._patch.setattr(module, "TRIES", bucket)

    def let_ask(self, page: Page, times: int) -> None:
        """Wait until the page has asked so often."""
        for _ in range(300):
            if len(self.asked) >= times:
                return
            page.wait_for_timeout(200)
        raise AssertionError(self.asked)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    return Slow(monkeypatch)


def test_a_page_with_a_script_works_a_little_asks_again_and_lets_the_child_in(
    chromium: Browser, served: str, made: Fieldwork, slow: Slow
) -> None:
    with browsers.opened(chromium, served, size=SIZES["tablet"], has_touch=True) as context:
        page = context.new_page()
        _typed(page, made.cards["8-11"][0])
        expect(page.locator(".problem")).to_contain_text("A lot of codes are being typed just now.")
        page.locator(".problem").evaluate("it => it.id = 'seen'")
        slow.let_ask(page, 4)
        assert page.locator("#seen").count(), "said once, not each second"
        assert slow.asked[0] is False
        assert all(slow.asked[1:]), "every further asking has its work"
        slow.now += 1
        expect(page.locator(".tool[value=stop]")).to_be_visible(timeout=PATIENCE)
        slow.begin()
        page.clock.install()
        _sent(page)
        assert len(in_the_box(made)) == 1, "sending does not wait, whichever process answers"


def test_a_child_who_sees_a_mistake_while_waiting_mends_it(
    chromium: Browser, served: str, made: Fieldwork, slow: Slow
) -> None:
    with browsers.opened(chromium, served, size=SIZES["tablet"], has_touch=True) as context:
        page = context.new_page()
        _typed(page, "BBB-BBB-BBB")
        slow.let_ask(page, 2)
        page.locator("#code").fill(made.cards["8-11"][0])
        slow.let_ask(page, len(slow.asked) + 2)
        assert page.locator("#code").input_value() == made.cards["8-11"][0], "asking again leaves the box alone"
        page.locator("button.go").tap()
        slow.let_ask(page, len(slow.asked) + 1)
        slow.begin()
        slow.let_ask(page, len(slow.asked) + 1)
        slow.now += 1
        expect(page.locator(".tool[value=stop]")).to_be_visible(timeout=PATIENCE)


def test_a_page_without_a_script_asks_again_by_itself(
    chromium: Browser, served: str, made: Fieldwork, slow: Slow
) -> None:
    with browsers.opened(chromium, served, size=SIZES["phone"], java_script_enabled=False) as context:
        page = context.new_page()
        _typed(page, made.cards["8-11"][0])
        expect(page.locator("h1")).to_have_text("One moment, please.")
        slow.let_ask(page, 3)
        assert made.cards["8-11"][0] not in page.url
        slow.now += 1
        expect(page.locator(".tool[value=stop]")).to_be_visible(timeout=PATIENCE)
        with page.expect_navigation():
            page.locator("button.go").click()
        assert page.url.endswith("/s/")


def _typed(page: Page, code: str) -> None:
    page.goto("/s/")
    page.locator("#code").fill(code)
    page.locator("button.go").click()


def _sent(page: Page) -> None:
    sealed.until(page, "button.go[value=send]")
    press(page, page.locator("button.go[value=send]"))
    expect(page.locator("h1")).to_have_text(sealed.THANKS, timeout=PATIENCE)


def test_the_waiting_page_has_what_every_page_has(chromium: Browser, served: str, made: Fieldwork, slow: Slow) -> None:
    with browsers.opened(chromium, served, size=SIZES["phone"]) as context:
        context.route("**/child/*.js", lambda route: route.abort())
        page = context.new_page()
        page.route("**/s/turn/**", lambda route: route.continue_(), times=1)
        context.route("**/s/turn/**", lambda route: route.abort("aborted"))  # it would go while it is looked at
        _typed(page, made.cards["8-11"][0])
        expect(page.locator("h1")).to_have_text("One moment, please.")
        found = browsers.violations(page)
        assert [one for one in found if not one.startswith("meta-refresh")] == [], (
            "it must ask again, and has no script"
        )
