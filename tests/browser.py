"""A real Chromium and a real server for tests that look at pages as people do."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from waitress import wasyncore
from waitress.server import create_server

CHROMIUM = "/usr/bin/chromium"
SHELL = shutil.which("chromium-headless-shell") or CHROMIUM
"""Chromium without what only a window needs: a page costs it a quarter less. A profile that is kept wants the whole."""
PHONE = {"width": 390, "height": 844}
TABLET = {"width": 820, "height": 1180}
DESKTOP = {"width": 1440, "height": 900}
PATIENCE = 60_000
"""Milliseconds for what must come: on a machine with other work to do, a page may take many seconds."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRASTS = ["color-contrast", "link-in-text-block"]
"""The rules among them that a change of colours alone can break."""
AXE = Axe().axe_script


@contextmanager
def chromium(executable: str = SHELL) -> Iterator[Browser]:
    """One browser for many tests; what is measured wants the whole one, as children have it."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The app behind waitress on a free port of this machine; gives its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = create_server(app, sockets=[listening], threads=4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.task_dispatcher.shutdown()
        # in the server's own thread, which else would sleep on for a second
        server.trigger.pull_trigger(partial(_end, server))
        thread.join(timeout=5)


def _end(server: Any) -> None:
    """Closes what browsers still hold open, with the files in which large answers wait for them."""
    for channel in list(server.active_channels.values()):
        channel.handle_close()
    wasyncore.close_all(server._map, ignore_all=True)


def opened(browser: Browser, address: str, *, size: dict[str, int] = PHONE, **more: Any) -> BrowserContext:
    """A fresh window of this size; ``java_script_enabled=False`` and the like pass through."""
    context = browser.new_context(base_url=address, viewport=size, **more)
    context.set_default_timeout(PATIENCE)
    return context


def violations(page: Page, tags: Sequence[str] = TAGS) -> list[str]:
    """What axe finds wrong with the page by the rules of these tags, or by these rules: rule, how bad, and where."""
    page.wait_for_load_state()
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    options = {
        "runOnly": {"type": "rule" if tags is CONTRASTS else "tag", "values": tags},
        "resultTypes": ["violations"],
    }
    found = page.evaluate("options => axe.run(options).then(results => results.violations)", options)
    return [
        f"{one['id']} ({one['impact']}): {', '.join(str(node['target']) for node in one['nodes'])}" for one in found
    ]


def wrong_in_any_sight(page: Page) -> Iterator[str]:
    """What axe finds on a phone, in the dark there by the rules about colours, and on a desktop; and what is too wide.

    The page is looked at as it stands, without fetching it anew, and left as a phone shows it.
    """
    sights = {"desktop": (DESKTOP, "light", TAGS), "phone": (PHONE, "light", TAGS), "dark": (PHONE, "dark", CONTRASTS)}
    for name, (size, scheme, tags) in sights.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]  # width and height
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # Playwright's words
        yield from (f"{name}: {one}" for one in violations(page, tags))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{name}: wider than the window"
    page.emulate_media(color_scheme="light")


Visit = Callable[..., Page]
